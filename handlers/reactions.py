"""The emoji that logs a message, where a channel has chosen one."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.capture import drafted, no_words, permalink_of, source_of, thread_under
from handlers.incoming import Payload, Place, said
from handlers.people import UNTOLD
from handlers.work import Rooms, Work
from store.errors import DeskError
from store.outbox import Outgoing

UNREADABLE = (
    "I cannot read that message: invite me to the channel and grant the app channels:history (groups:history for a "
    "private channel), or use the shortcut “Log as incident”."
)


def wanted(rooms: Rooms, place: Place, body: Payload) -> bool:
    """Whether a reaction is the one that logs messages in its channel. The skin tone does not matter."""
    event = body["event"]
    emoji = rooms.channels.settings(place.team, place.channel).emoji.strip(":")
    name = str(event.get("reaction", "")).partition("::")[0]
    return bool(emoji) and name == emoji and (event.get("item") or {}).get("type") == "message"


async def fetch_message(client: AsyncWebClient, work: Work) -> dict[str, Any]:
    """The message that was reacted to, and its address."""
    ts = work.event["item"]["ts"]
    where = {"channel": work.place.channel, "latest": ts, "oldest": ts, "inclusive": True}
    try:
        found = (await client.conversations_history(**where, limit=1))["messages"]
        if not found:  # a reply stands only in its thread
            found = (await client.conversations_replies(**where, ts=ts))["messages"]
    except UNTOLD:
        return {}
    message = next((one for one in found if one.get("ts") == ts), None)
    return {"message": message, "permalink": await permalink_of(client, work, ts)} if message else {}


def reacted(work: Work) -> list[Outgoing]:
    """Log the message; used on it again, show what it became before."""
    message = work.fetched.get("message")
    if message is None:
        raise DeskError(UNREADABLE)
    text = said({"message": message, "bot": work.payload.get("bot", "")})
    if not text:
        return no_words(work)
    return drafted(work, text, message=source_of(work, message), thread=thread_under(message))


THINKERS = {"reaction": reacted}
WANTED = {"reaction": wanted}
FETCHERS = {"reaction": fetch_message}
