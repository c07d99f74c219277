"""What Slack may refuse, by what follows from it: try again, send plain text, take another way, or park the channel."""

import math
from urllib.error import URLError

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError, SlackClientError

BLOCKS_REFUSED = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "too_many_attachments"}
)
PASSING = frozenset(
    {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
    | {"message_limit_exceeded", "team_added_to_org", "accesslimited"}
)
DOUBTFUL = frozenset({"internal_error", "fatal_error", "request_timeout"})  # it may have been done all the same
OUTSIDE = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action", "ekm_access_denied"})
TOKEN = frozenset({"invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed", "missing_scope"})
PARKING = (
    OUTSIDE
    | TOKEN
    | frozenset(
        {"restricted_action_read_only_channel", "restricted_action_thread_only_channel", "no_permission"}
        | {"restricted_action_non_threadable_channel", "restricted_action_thread_locked"}
    )
)
GONE = frozenset({"message_not_found", "cant_update_message", "cant_delete_message", "edit_window_closed"})
REMEDIES = {
    "not_in_channel": "invite the bot there with `/invite @Intercept Desk`",
    "channel_not_found": "see that the channel still exists, and invite the bot there with `/invite @Intercept Desk`",
    "is_archived": "unarchive the channel",
    "restricted_action": "let the bot post there in the channel's settings",
    "invalid_auth": "put the app's bot token into SLACK_BOT_TOKEN",
    "token_revoked": "install the app again and put its new token into SLACK_BOT_TOKEN",
    "account_inactive": "install the app again and put its new token into SLACK_BOT_TOKEN",
    "missing_scope": "install the app again from manifest.json",
}
UNREACHABLE = (SlackClientError, ClientError, URLError, OSError, TimeoutError)


class Refusal(Exception):
    """Slack did not take something. `error` is its word for it, or the class of a broken connection.

    `wait` are the seconds that it asks to wait; `doubtful` says that it may have been done all the same.
    """

    def __init__(self, error: str, *, wait: float | None = None, passing: bool = False, doubtful: bool = False) -> None:
        super().__init__(error)
        self.error, self.wait, self.doubtful = error, wait, doubtful
        self.passing = passing or wait is not None or error in PASSING


def refusal_of(error: Exception) -> Refusal:
    """What a failed call of Slack's Web API comes down to. It holds no request, which would hold a token."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    never_left = isinstance(error, ClientConnectorError | ConnectionRefusedError)
    return Refusal(type(error).__name__, passing=True, doubtful=not never_left)


def _answered(error: SlackApiError) -> Refusal:
    response = error.response
    name = str(response.get("error") or f"status {response.status_code}")
    if response.status_code == 429:
        return Refusal("ratelimited", wait=seconds(dict(response.headers)))
    broken = response.status_code >= 500
    return Refusal(name, passing=broken, doubtful=broken or name in DOUBTFUL)


def seconds(headers: dict[str, str], *, least: float = 1.0) -> float:
    """How long `Retry-After` asks to wait; a second where it says nothing that can be read."""
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    try:
        wait = float(told)
    except ValueError:
        return least
    return max(wait, least) if math.isfinite(wait) else least
