"""Showing a message in Slack: every listener posts through here; what Slack refuses goes out as plain text."""

import logging
from typing import Any

from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.views.blocks import Message

logger = logging.getLogger(__name__)

BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})


class NotShown(RuntimeError):
    """Slack took a message neither with its blocks nor as plain text."""


async def show(
    respond: AsyncRespond,
    message: Message,
    *,
    public: bool = False,
    replace: bool = False,
    thread: str | None = None,
) -> None:
    """Answer a command or a button by its response address: to all there (`public`) or to the one who asked."""
    options: dict[str, Any] = {
        "response_type": "in_channel" if public else "ephemeral",
        "replace_original": replace,
        "unfurl_links": False,
        "unfurl_media": False,
        "thread_ts": thread,
    }
    sent = await respond(text=message["text"], blocks=message["blocks"], **options)
    if sent.status_code == 200 and "error" not in sent.body:
        return
    logger.warning("Slack refused a message (%s %.80s); sending its text", sent.status_code, sent.body)
    again = await respond(text=message["text"], **options)
    if again.status_code != 200:
        raise NotShown(f"the response address answered {again.status_code} {again.body[:80]}")


async def show_in_thread(client: AsyncWebClient, message: Message, *, channel: str, thread: str) -> None:
    """Answer a message in its thread. Raises SlackApiError where Slack takes not even the plain text."""
    options: dict[str, Any] = {
        "channel": channel,
        "thread_ts": thread,
        "text": message["text"],
        "unfurl_links": False,
        "unfurl_media": False,
    }
    try:
        await client.chat_postMessage(**options, blocks=message["blocks"])
    except SlackApiError as refused:
        if refused.response.get("error") not in BLOCKS_REFUSED:
            raise
        logger.warning("Slack refused the blocks of a message (%s); sending its text", refused.response.get("error"))
        await client.chat_postMessage(**options)
