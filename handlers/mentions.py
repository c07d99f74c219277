"""Mentions and direct messages: a question, answered in its thread."""

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.intent import asks, is_report, tells
from handlers import receipts
from handlers.door import Clock, Door
from handlers.incoming import Payload, place_of_event, words
from handlers.replies import show_in_thread
from handlers.views.answer import answer as answer_message
from handlers.views.background import background
from handlers.views.blocks import Message
from handlers.views.help import examples, looks_like_report

_WRITTEN = (None, "file_share", "thread_broadcast")  # the kinds of message that a person wrote just now


async def mentioned(
    body: Payload, context: AsyncBoltContext, client: AsyncWebClient, desk: Desk, door: Door, clock: Clock
) -> None:
    """Answer a mention in the thread that it stands in or starts."""
    await _respond(body, context, client, desk, door, clock)


async def written(
    body: Payload, context: AsyncBoltContext, client: AsyncWebClient, desk: Desk, door: Door, clock: Clock
) -> None:
    """Answer a direct message; messages in channels are none of our business unless they mention us."""
    if body["event"].get("channel_type") == "im":
        await _respond(body, context, client, desk, door, clock)


async def _respond(
    body: Payload, context: AsyncBoltContext, client: AsyncWebClient, desk: Desk, door: Door, clock: Clock
) -> None:
    event, place = body["event"], place_of_event(body)
    if event.get("subtype") not in _WRITTEN or event.get("bot_id") or not place.user:
        return  # edits, joins, and other bots: answering bots is how loops begin
    keys = receipts.event_keys(body["event_id"], place.channel, event["ts"])
    if not await door(receipts.first_time, desk, place.team, keys, at=clock.now()):
        return
    thread = event.get("thread_ts") or event["ts"]
    text = words(event.get("text"), bot=context.bot_user_id or "")
    message = await door(_think, text, desk, clock, body, f"{place.team}:{place.channel}:{thread}")
    await show_in_thread(client, message, channel=place.channel, thread=thread)


def _think(text: str, desk: Desk, clock: Clock, body: Payload, thread: str) -> Message:
    today, audience = clock.today(), place_of_event(body).audience
    if not text:
        return examples()
    verb, _, about = text.partition(" ")
    if verb.lower() == "background":
        return background(desk.background(about, today=today, audience=audience))
    if tells(text) and is_report(text, today):
        return looks_like_report()
    given = desk.ask(text, today=today, at=clock.now(), audience=audience, thread=thread)
    if not given.understood and not asks(text) and is_report(text, today):
        return looks_like_report()
    return answer_message(given)
