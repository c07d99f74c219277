"""Capture: a report becomes a draft card, and its incidents become records; whoever hands it in takes one path."""

from collections.abc import Container, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.capture import Captured, Told, capture
from bot.checking import Checked, against, likely
from bot.intent import tells
from bot.permissions import Deed
from bot.verification import verify
from handlers import ids
from handlers.incoming import Payload, message_of, written_at
from handlers.people import UNTOLD, allow, fetch_person
from handlers.showing import drawn, refreshed, shown
from handlers.views.drafts import offer, saved_already
from handlers.views.help import sentence
from handlers.work import HERE, Work
from store.cards import CardKind, CardOf
from store.drafts import DraftCard, ItemState, SourceMessage
from store.errors import DeskError, DraftSettled
from store.outbox import Outgoing
from store.records import Incident, IncidentDraft, Verification

ALL = "all"
WEAKEST_FIRST = tuple(Verification)


def drafted(
    work: Work,
    text: str,
    *,
    message: SourceMessage | None = None,
    thread: str | None = HERE,
    quietly: bool = False,
) -> list[Outgoing]:
    """Read a report and show what becomes of it: the card of its drafts, or its records where they need no look.

    A report or message that was handed in before is shown as what it became. `quietly`: nobody asked for it, so it is
    one line, and nothing where it was handed in before. Raises NothingToLog.
    """
    place, rooms = work.place, work.rooms
    told = _told(work, text, message)
    if message and message.message_ts:
        there = rooms.drafts.of_message(place.team, place.channel, message.message_ts)
        if there:
            return [] if quietly else [work.say(drawn(work, there), to=place.user, thread=thread)]
    captured = capture(told)
    before = work.desk.ledger.logged_from(url=told.url, text=captured.text, audience=work.audience)
    if before:
        return [] if quietly else [work.say(saved_already(before), to=place.user, thread=thread)]
    card = rooms.drafts.open_draft(
        captured.drafts,
        origin=work.origin,
        text=captured.text,
        message=message,
        notes=captured.notes,
        by=place.user,
        at=work.now,
    )
    if work.settings.auto_save and _is_sure(work, captured):
        return _saved_at_once(work, card, thread=thread)
    if quietly and work.settings.quiet:
        return []
    shows = CardOf(kind=CardKind.DRAFT, subject=card.id)
    return [work.say(offer(card) if quietly else drawn(work, card), thread=thread, key="draft", card=shows)]


def typed(work: Work, text: str) -> list[Outgoing]:
    """`/intercept log …`: a report typed or pasted into the command."""
    return drafted(work, text)


def of_event(work: Work) -> list[Outgoing]:
    """A mention or direct message that tells a report."""
    message = message_of(work.payload)
    return drafted(work, work.text, message=source_of(work, message))


def source_of(work: Work, message: Payload) -> SourceMessage:
    """What is kept of the message that a report was read from."""
    return SourceMessage(
        message_ts=message.get("ts"),
        thread_ts=message.get("thread_ts"),
        permalink=work.fetched.get("permalink"),
        author=message.get("user") or message.get("bot_id") or "",
        posted_at=written_at({"message": message}),
    )


def thread_under(message: Payload) -> str | None:
    """The thread that answers to a message go to: its own, or the one that it starts."""
    return message.get("thread_ts") or message.get("ts")


async def fetch_permalink(client: AsyncWebClient, work: Work) -> dict[str, Any]:
    """The address of the message at hand, where it tells something; Slack's own, else put together from its parts."""
    ts = message_of(work.payload).get("ts")
    if not ts or ("event" in work.payload and not tells(work.text)):
        return {}
    return {"permalink": await permalink_of(client, work, ts)}


async def permalink_of(client: AsyncWebClient, work: Work, ts: str) -> str | None:
    """The address of a message of this channel."""
    channel = work.place.channel
    try:
        return str((await client.chat_getPermalink(channel=channel, message_ts=ts))["permalink"])
    except UNTOLD:
        domain = (work.payload.get("team") or {}).get("domain")
        return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}" if domain else None


def save(work: Work) -> list[Outgoing]:
    """Save one incident of a card; where the ledger may have it already, ask first."""
    card, position = _pressed(work)
    asked = _save(work, card, position)
    return _drawn_again(work, card.id, asked={position: asked} if asked else {})


def save_as_new(work: Work) -> list[Outgoing]:
    """Save one incident though the ledger has one like it."""
    card, position = _pressed(work)
    _save(work, card, position, anyway=True)
    return _drawn_again(work, card.id)


def save_all(work: Work) -> list[Outgoing]:
    """Save every incident of a card that is still open, apart from those to be asked about."""
    card = work.rooms.drafts.get(work.action["value"], audience=work.audience)
    asked: dict[int, Checked] = {}
    for position, item in enumerate(card.items):
        if item.state == ItemState.OPEN and (found := _save(work, card, position)):
            asked[position] = found
    return _drawn_again(work, card.id, asked=asked)


def add_source(work: Work) -> list[Outgoing]:
    """The incident is in the ledger already: add this report to that record's sources."""
    card, position = _pressed(work)
    ref = work.action["value"].split(":")[2]
    record = work.desk.show(ref, audience=work.audience)
    allow(work, Deed.EDIT, record)
    if card.private and not record.origin.private:
        raise DeskError(
            f"{record.ref} is open to the workspace and this report is not: save it as new, or add the source by hand."
        )
    draft = card.items[position].draft
    better = record.model_copy(
        update={
            "sources": [*record.sources, *(one for one in draft.sources if one not in record.sources)],
            "reported_by": list(dict.fromkeys([*record.reported_by, *draft.reported_by])),
        }
    )
    best = max(record.verification, verify(better), key=WEAKEST_FIRST.index)
    better = better.model_copy(update={"verification": best})
    work.desk.ledger.correct(
        record.ref, better, by=work.place.user, at=work.now, reason="one more source", audience=work.audience
    )
    _settle(work, card, position, record.ref)
    return [*_drawn_again(work, card.id), *refreshed(work, [record.ref], but=_ts(work))]


def discard(work: Work) -> list[Outgoing]:
    """Do not save an incident, or any of a card."""
    draft, _, number = work.action["value"].partition(":")
    card = work.rooms.drafts.get(draft, audience=work.audience)
    wanted = range(len(card.items)) if number == ALL else [int(number.partition(":")[0])]
    for position in wanted:
        if number != ALL or card.items[position].state == ItemState.OPEN:
            work.rooms.drafts.discard_item(draft, position, by=work.place.user, at=work.now, audience=work.audience)
    return _drawn_again(work, draft)


def look(work: Work) -> list[Outgoing]:
    """Open the whole card in the place of the line that offered it."""
    return _drawn_again(work, work.action["value"])


def _told(work: Work, text: str, message: SourceMessage | None) -> Told:
    """A report with its author and the local day on which it was written."""
    if message is None:
        return Told(text, work.written, author=work.place.user or None, day_first=work.settings.day_first)
    at = message.posted_at
    sent = at.astimezone(ZoneInfo(work.zone)).date() if at else work.written
    author = message.author or work.place.user or None
    return Told(text, sent, url=message.permalink, author=author, day_first=work.settings.day_first)


def _is_sure(work: Work, captured: Captured) -> bool:
    """Whether nothing is guessed and nothing of those days in the ledger looks like it."""
    found = (against(work.desk.ledger, draft, audience=work.audience) for draft in captured.drafts)
    return captured.unambiguous and not any(likely(one, same_day=True).held for one in found)


def _alike(work: Work, draft: IncidentDraft, told_apart: Container[str | None]) -> Checked:
    """The records that a draft may be of; not those that its own report tells apart from it."""
    found = likely(against(work.desk.ledger, draft, audience=work.audience))
    return Checked(draft, tuple(held for held in found.held if held.record.ref not in told_apart))


def _saved_at_once(work: Work, card: DraftCard, *, thread: str | None) -> list[Outgoing]:
    """Save everything on a card, and show each record by itself, to be undone."""
    told = []
    for position in range(len(card.items)):
        record = _add(work, card, position)
        shows = CardOf(kind=CardKind.RECORD, subject=record.ref)
        told.append(work.say(shown(work, record, verb="Logged"), thread=thread, key=f"saved:{position}", card=shows))
    return told


def _pressed(work: Work) -> tuple[DraftCard, int]:
    """The card and the incident on it that a button is about."""
    draft, number = work.action["value"].split(":")[:2]
    return work.rooms.drafts.get(draft, audience=work.audience), int(number)


def _save(work: Work, card: DraftCard, position: int, *, anyway: bool = False) -> Checked | None:
    """Save an incident; what is found instead where the ledger may have it already and nobody said `anyway`."""
    if card.items[position].state != ItemState.OPEN:
        raise DraftSettled(card, position)
    there = work.rooms.drafts.get(card.id, audience=work.audience).items
    found = _alike(work, card.items[position].draft, {item.ref for item in there})
    if found.held and not anyway:
        return found
    _add(work, card, position)
    return None


def _add(work: Work, card: DraftCard, position: int) -> Incident:
    draft = card.items[position].draft
    [record] = work.desk.ledger.add([draft], origin=card.origin, by=work.place.user, at=work.now)
    _settle(work, card, position, record.ref)
    return record


def _settle(work: Work, card: DraftCard, position: int, ref: str) -> None:
    by, at = work.place.user, work.now
    work.rooms.drafts.save_item(card.id, position, ref=ref, by=by, at=at, audience=work.audience)
    work.touched.append(ref)
    if (ts := _ts(work)) and not _is_hidden(work):
        where = {"team": work.place.team, "channel": work.place.channel, "ts": ts}
        thread = work.payload["container"].get("thread_ts")
        work.rooms.cards.put(CardOf(kind=CardKind.RECORD, subject=ref), **where, thread_ts=thread, at=at)


def _drawn_again(work: Work, draft: str, *, asked: Mapping[int, Checked] | None = None) -> list[Outgoing]:
    """The message that was pressed, and every other one of its draft, as they stand now."""
    card = work.rooms.drafts.get(draft, audience=work.audience)
    return [work.respond(drawn(work, card, asked=asked)), *refreshed(work, drafts=[draft], but=_ts(work))]


def _ts(work: Work) -> str | None:
    """The message in which a button was pressed."""
    ts: str | None = (work.payload.get("container") or {}).get("message_ts")
    return ts


def _is_hidden(work: Work) -> bool:
    """Whether that message is one that only one person sees, which cannot be edited later."""
    return bool((work.payload.get("container") or {}).get("is_ephemeral"))


def no_words(work: Work) -> list[Outgoing]:
    """For a message without any text."""
    return [work.say(sentence(NO_WORDS), to=work.place.user)]


NO_WORDS = "That message has no words that I can read, only files or pictures: paste the text of the report."
COMMANDS = {"log": typed}
THINKERS = {
    f"action:{ids.DRAFT_SAVE}": save,
    f"action:{ids.DRAFT_SAVE_AS_NEW}": save_as_new,
    f"action:{ids.DRAFT_SAVE_ALL}": save_all,
    f"action:{ids.DRAFT_ADD_SOURCE}": add_source,
    f"action:{ids.DRAFT_DISCARD}": discard,
    f"action:{ids.DRAFT_OPEN}": look,
}
FETCHERS = {
    "mention": fetch_permalink,
    "direct": fetch_permalink,
    f"action:{ids.DRAFT_ADD_SOURCE}": fetch_person,
}
