"""`/intercept …`: log a report, ask, list, show, digest, help."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.asking import Answer
from bot.desk import Desk, NothingToLog
from bot.digest import days_before, week_before
from bot.intent import LONGEST_QUESTION, asks, is_report, tells
from handlers import receipts
from handlers.door import Clock, Door
from handlers.incoming import Payload, Place, origin_of_command, place_of_command, words
from handlers.replies import show
from handlers.views.answer import answer as answer_message
from handlers.views.background import background
from handlers.views.blocks import Message
from handlers.views.digest import digest as digest_message
from handlers.views.help import help_page, unclear
from handlers.views.record import logged, record, records
from store.errors import DeskError

LATEST = 10


class Reply(NamedTuple):
    """A message, and whether the whole channel sees it."""

    message: Message
    public: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """One use of the command: the words after its verb, where it was given, and what it takes to answer."""

    words: str
    place: Place
    command: Payload
    client: AsyncWebClient
    desk: Desk
    door: Door
    clock: Clock


async def intercept(
    ack: AsyncAck,
    command: Payload,
    respond: AsyncRespond,
    client: AsyncWebClient,
    desk: Desk,
    door: Door,
    clock: Clock,
) -> None:
    """Acknowledge, do what the words say, and answer in the channel; help goes to the one who asked."""
    await ack()
    place = place_of_command(command)
    keys = receipts.command_keys(command["trigger_id"])
    if not await door(receipts.first_time, desk, place.team, keys, at=clock.now()):
        return
    way, rest = read_command(words(command.get("text")))
    reply = await way(Call(rest, place, command, client, desk, door, clock))
    await show(respond, reply.message, public=reply.public)


def read_command(text: str) -> tuple[Callable[[Call], Awaitable[Reply]], str]:
    """What the words after `/intercept` ask for, and the words left for it.

    `last` and `list` are commands only alone: with more words they are a question, or a report (`last night …`).
    """
    verb, *rest = text.split(maxsplit=1) or ["help"]
    way = WAYS.get(verb.lower())
    if way is None or (rest and way in (_last, _list)):
        return _anything, text
    return way, rest[0] if rest else ""


async def _log(call: Call) -> Reply:
    origin = await origin_of_command(call.command, call.client)
    kept = await call.door(call.desk.log, call.words, sent=call.clock.today(), origin=origin, at=call.clock.now())
    return Reply(logged(kept))


async def _ask(call: Call) -> Reply:
    return Reply(answer_message(await _answer(call)))


async def _anything(call: Call) -> Reply:
    """Words without a verb: what asks is answered, never logged; what tells is logged; what may be both is asked."""
    if asks(call.words):
        return await _ask(call)
    if tells(call.words):
        try:
            return await _log(call)
        except NothingToLog:
            if len(call.words) > LONGEST_QUESTION:
                raise
    given = await _answer(call)
    if given.understood:
        report = await call.door(is_report, call.words, call.clock.today())
        return Reply(answer_message(replace(given, notes=(*given.notes, IF_REPORT)) if report else given))
    try:
        return await _log(call)
    except NothingToLog:
        return Reply(unclear(call.words), public=False)


async def _answer(call: Call) -> Answer:
    place = call.place
    return await call.door(
        call.desk.ask,
        call.words,
        today=call.clock.today(),
        at=call.clock.now(),
        audience=place.audience,
        thread=f"{place.team}:{place.channel}:{place.user}",
    )


async def _last(call: Call) -> Reply:
    newest = await call.door(call.desk.latest, 1, audience=call.place.audience)
    return Reply(record(newest[0])) if newest else Reply(records([], title="", empty=NOTHING_YET))


async def _list(call: Call) -> Reply:
    newest = await call.door(call.desk.latest, LATEST, audience=call.place.audience)
    return Reply(records(newest, title=f"The newest {len(newest)} records", empty=NOTHING_YET))


async def _show(call: Call) -> Reply:
    ref = call.words.strip("# ").upper()
    if not ref:
        raise DeskError("Say which record: `/intercept show INT-1001`.")
    return Reply(record(await call.door(call.desk.show, ref, audience=call.place.audience)))


async def _digest(call: Call) -> Reply:
    spans = week_before if call.words.lower().startswith("week") else days_before
    period = spans(call.clock.today(), call.clock.zone)
    return Reply(digest_message(await call.door(call.desk.digest, period, audience=call.place.audience)))


async def _background(call: Call) -> Reply:
    today, audience = call.clock.today(), call.place.audience
    return Reply(background(await call.door(call.desk.background, call.words, today=today, audience=audience)))


async def _help(call: Call) -> Reply:
    return Reply(help_page(), public=False)


IF_REPORT = "If that was a report, log it with `/intercept log` and the same words."
NOTHING_YET = "The ledger holds no record yet: paste a report after `/intercept`."
WAYS: dict[str, Callable[[Call], Awaitable[Reply]]] = {
    "log": _log,
    "ask": _ask,
    "last": _last,
    "list": _list,
    "show": _show,
    "digest": _digest,
    "background": _background,
    "help": _help,
}
