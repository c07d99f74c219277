"""The one error door: a known error becomes its sentence, an unknown one a reference that the log has too."""

import asyncio
import logging
import secrets

from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from handlers.incoming import Payload
from handlers.replies import show, show_in_thread
from handlers.views.help import sentence
from store.errors import DeskError

logger = logging.getLogger(__name__)

LET_ACK_PASS = 0.05  # seconds; Bolt looks for the ack every 0.01 s and forgets it when the listener failed before


async def tell(error: Exception, body: Payload, respond: AsyncRespond | None, client: AsyncWebClient) -> None:
    """Say what went wrong to the one who asked, where they asked. What cannot even be said is logged."""
    await asyncio.sleep(LET_ACK_PASS)
    message = sentence(sentence_for(error))
    event = body.get("event") or {}
    try:
        if body.get("response_url") and respond is not None:
            await show(respond, message)
        elif event.get("channel") and event.get("ts"):
            thread = event.get("thread_ts") or event["ts"]
            await show_in_thread(client, message, channel=event["channel"], thread=thread)
    except Exception:
        logger.exception("Could not tell the user about it")


def sentence_for(error: Exception) -> str:
    """The sentence for the user. An unknown error is logged here, under the reference that the sentence names."""
    if isinstance(error, DeskError):
        return str(error)
    ref = secrets.token_hex(2)
    logger.error("Something broke (ref %s)", ref, exc_info=error)
    return f"Something broke (ref {ref}). Try again; if it stays, give this reference to whoever runs the bot."
