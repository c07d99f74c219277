"""The one error door: a known error becomes its sentence, an unknown one a reference that the log has too."""

import asyncio
import logging
import secrets

from slack_bolt.context.respond.async_respond import AsyncRespond

from handlers.incoming import Payload
from handlers.views.help import sentence
from store.errors import DeskError

logger = logging.getLogger(__name__)

LET_ACK_PASS = 0.05  # seconds; Bolt looks for the ack every 0.01 s and forgets it when the listener failed before
BROKEN = "Something broke (ref {ref}). Try again; if it stays, give this reference to whoever runs the bot."


async def tell(error: Exception, body: Payload, respond: AsyncRespond | None) -> None:
    """Say to the one who pressed or typed something why it could not even be taken in.

    An event that could not be taken in is handed in again by Slack, so nothing is said of it.
    """
    await asyncio.sleep(LET_ACK_PASS)
    words = sentence_for(error)
    if not body.get("response_url") or respond is None:
        return
    try:
        await respond(text=sentence(words)["text"], response_type="ephemeral", replace_original=False)
    except Exception as unheard:
        logger.error("Could not tell the user about it (%s)", type(unheard).__name__)


def sentence_for(error: Exception) -> str:
    """The sentence for the user. An unknown error is logged here, under the reference that the sentence names."""
    if isinstance(error, DeskError):
        return str(error)
    ref = secrets.token_hex(2)
    logger.error("Something broke (ref %s)", ref, exc_info=error)
    return BROKEN.format(ref=ref)
