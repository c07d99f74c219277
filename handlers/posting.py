"""Posting on our own account (digests) from a worker thread: findable again, and a sentence when Slack refuses."""

import datetime as dt
import logging
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.replies import BLOCKS_REFUSED
from handlers.views.blocks import Message
from store.errors import DeskError

logger = logging.getLogger(__name__)

EVENT_TYPE = "intercept_digest"
PAGES = 10
PASSING = frozenset({"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})
REMEDIES = {
    "not_in_channel": "invite the bot there with `/invite @Intercept Desk`",
    "channel_not_found": "set DIGEST_CHANNEL to the id of a channel that the bot is in",
    "is_archived": "unarchive the channel or set DIGEST_CHANNEL to another one",
    "restricted_action": "let the bot post there in the channel's settings",
    "invalid_auth": "put the app's bot token into SLACK_BOT_TOKEN",
    "token_revoked": "install the app again and put its new token into SLACK_BOT_TOKEN",
    "account_inactive": "install the app again and put its new token into SLACK_BOT_TOKEN",
    "missing_scope": "install the app again from manifest.json",
}


class NotPosted(DeskError):
    """Slack refuses the message for good; the sentence says what to change."""


class NotNow(DeskError):
    """Slack cannot be reached or is too busy: trying again later may work."""


class Poster:
    """Posts messages under a key that is kept in the message's metadata, so that a later look finds it."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def post(self, channel: str, message: Message, *, key: str) -> str:
        """Post and give back the message's ts. Raises NotPosted or NotNow."""
        options: dict[str, Any] = {
            "channel": channel,
            "text": message["text"],
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": key}},
            "unfurl_links": False,
            "unfurl_media": False,
        }
        try:
            return self._send(blocks=message["blocks"], **options)
        except SlackApiError as refused:
            if refused.response.get("error") not in BLOCKS_REFUSED:
                raise _failure(channel, refused) from None
            logger.warning("Slack refused the blocks of %s (%s); sending its text", key, refused.response.get("error"))
        try:
            return self._send(**options)
        except SlackApiError as refused:
            raise _failure(channel, refused) from None

    def posted(self, channel: str, *, key: str, since: dt.datetime) -> str | None:
        """The ts of the message posted under `key` after `since`, None where there is none or it cannot be told.

        It can be told only with the optional scope channels:history (groups:history for a private channel).
        """
        cursor = ""
        for _ in range(PAGES):
            try:
                page = self._client.conversations_history(
                    channel=channel,
                    oldest=f"{since.timestamp():.6f}",
                    limit=200,
                    include_all_metadata=True,
                    cursor=cursor,
                )
            except (SlackApiError, SlackClientError, URLError, OSError) as blind:
                logger.warning("Cannot look whether %s was posted already (%s)", key, _name(blind))
                return None
            found = next((message for message in page["messages"] if _carries(message, key)), None)
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if found or not cursor:
                return str(found["ts"]) if found else None
        return None

    def _send(self, **options: Any) -> str:
        try:
            return str(self._client.chat_postMessage(**options)["ts"])
        except SlackApiError:
            raise
        except (SlackClientError, URLError, OSError) as unreachable:
            raise NotNow(f"Slack cannot be reached ({_name(unreachable)}): it is tried again.") from None


def _carries(message: dict[str, Any], key: str) -> bool:
    metadata = message.get("metadata") or {}
    return metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload", {}).get("key") == key


def _failure(channel: str, refused: SlackApiError) -> DeskError:
    error = _name(refused)
    if error in PASSING or refused.response.status_code >= 500:
        return NotNow(f"Slack is busy ({error}): it is tried again.")
    remedy = REMEDIES.get(error, "run `intercept doctor`")
    return NotPosted(f"Slack does not take the digest for {channel} ({error}): {remedy}.")


def _name(error: Exception) -> str:
    """What Slack calls an error, else its class: never its text, which may carry a request."""
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__
