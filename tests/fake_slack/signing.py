"""Slack's request signature, with hashlib alone: the bot's verifier is tested against another hand."""

import hashlib
import hmac


def signature(secret: str, timestamp: str, body: str) -> str:
    """The value of `X-Slack-Signature` for a raw body: `v0=` and the HMAC-SHA256 in hex."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()


def signed_headers(secret: str, timestamp: int, body: str) -> dict[str, str]:
    """The two headers that sign a request; `timestamp` is in seconds since 1970."""
    return {
        "X-Slack-Request-Timestamp": str(timestamp),
        "X-Slack-Signature": signature(secret, str(timestamp), body),
    }
