"""Messages that nobody addressed to us: reports noticed where a channel wants it, and sources edited or deleted."""

from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.capture import Told, capture
from bot.desk import NothingToLog
from bot.intent import tells
from bot.permissions import Deed
from handlers import ids
from handlers.capture import drafted, permalink_of, source_of, thread_under
from handlers.incoming import Payload, Place, message_of, said
from handlers.people import actor, allow, fetch_person
from handlers.showing import drawn, in_thread, refreshed
from handlers.views.help import sentence
from handlers.work import Rooms, Work
from store.cards import CardKind, CardOf
from store.drafts import DraftCard, DraftItem, ItemState, SourceMessage
from store.outbox import Outgoing
from store.records import Incident, IncidentDraft

TOMBSTONE = "tombstone"  # what is left of a deleted message that has replies; Slack tells of it as of an edit
ASIDE = frozenset({"evidence", "confidence", "summary", "sources", "verification", "main", "also_in", "date_words"})
DELETED = "The message that it was read from was deleted."


@dataclass(frozen=True, slots=True)
class Edit:
    """A message as it was and as it is: its words, or none where it was deleted."""

    before: str
    after: str | None

    @property
    def changed(self) -> bool:
        """Whether a person changed its words: an unfurl and an edit of metadata leave them as they were."""
        return self.after is None or self.after.split() != self.before.split()


def edit_of(body: Payload) -> Edit:
    """What an edit or deletion did to a message."""
    event, bot = body["event"], body.get("bot", "")
    before = said({"message": event.get("previous_message") or {}, "bot": bot})
    gone = event.get("subtype") == "message_deleted" or message_of(body).get("subtype") == TOMBSTONE
    return Edit(before, None if gone else said({"message": event["message"], "bot": bot}))


def reads_reports(rooms: Rooms, place: Place, body: Payload) -> bool:
    """Whether a message may be a report, in a channel where reports are to be noticed."""
    return tells(said(body)) and rooms.channels.settings(place.team, place.channel).reads_reports


def is_source(rooms: Rooms, place: Place, body: Payload) -> bool:
    """Whether a message that was edited or deleted is one that drafts were read from, and its words changed."""
    return edit_of(body).changed and rooms.drafts.of_message(place.team, place.channel, _ts_of(body)) is not None


async def fetch_permalink(client: AsyncWebClient, work: Work) -> dict[str, Any]:
    """The address of a message that was noticed."""
    return {"permalink": await permalink_of(client, work, str(work.event["ts"]))}


def noticed(work: Work) -> list[Outgoing]:
    """A report was posted: offer once, in one line of its thread, to log it; or log it where it needs no look."""
    if not work.settings.reads_reports:
        return []
    message = message_of(work.payload)
    try:
        return drafted(work, work.text, message=source_of(work, message), thread=thread_under(message), quietly=True)
    except NothingToLog:
        return []


def source_changed(work: Work) -> list[Outgoing]:
    """A source was edited: its open drafts are read anew, and for its records a revision is proposed."""
    edit, card = edit_of(work.payload), _card_of(work)
    if card is None or not edit.changed:
        return []
    if edit.after is None:
        return source_deleted(work)
    before, after = (_drafts(work, text) for text in (edit.before, edit.after))
    if len(after) != len(card.items) or len(before) != len(card.items):
        return _other_incidents(work, card, len(after))
    told: list[Outgoing] = []
    for position, item in enumerate(card.items):
        changed = _changed(before[position], after[position])
        if item.state == ItemState.OPEN:
            card = _read_anew(work, card, position, after[position])
        elif item.ref and changed:
            told += _proposed(work, card, item.ref, changed, edit.after)
    return [*refreshed(work, drafts=[card.id]), *told] if card.open else told


def source_deleted(work: Work) -> list[Outgoing]:
    """A source was deleted: its open drafts go with it, its records stay and say so."""
    card = _card_of(work)
    if card is None:
        return []
    by, at, refs = work.place.user, work.now, []
    told: list[Outgoing] = []
    for position, item in enumerate(card.items):
        if item.state == ItemState.OPEN:
            work.rooms.drafts.discard_item(card.id, position, by=by, at=at, audience=work.audience)
        elif item.ref:
            refs.append(item.ref)
            work.desk.ledger.note(item.ref, DELETED, by=by, at=at, audience=work.audience)
            words = f"The message of {item.ref} was deleted. The record stays: retract it if it was wrong."
            told += in_thread(work, item.ref, words, key="deleted")
    return [*refreshed(work, refs, drafts=[card.id]), *told]


def apply(work: Work) -> list[Outgoing]:
    """Change a record to what its message says now."""
    draft, number, version = work.action["value"].split(":")
    card = work.rooms.drafts.get(draft, audience=work.audience)
    item = card.items[int(number)]
    record = work.desk.show(str(item.revises), audience=work.audience)
    allow(work, Deed.EDIT, record)
    by, at = work.place.user, work.now
    work.desk.ledger.correct(
        record.ref,
        item.draft,
        by=by,
        at=at,
        version=int(version),
        reason="its message was edited",
        audience=work.audience,
    )
    work.rooms.drafts.save_item(draft, int(number), ref=record.ref, by=by, at=at, audience=work.audience)
    work.touched.append(record.ref)
    done = sentence(f"{actor(work)} applied the edit of its message to {record.name}.")
    return [work.respond(done), *refreshed(work, [record.ref], but=work.payload["container"].get("message_ts"))]


def _ts_of(body: Payload) -> str:
    event = body["event"]
    return str(event.get("deleted_ts") or message_of(body).get("ts") or "")


def _card_of(work: Work) -> DraftCard | None:
    place = work.place
    return work.rooms.drafts.of_message(place.team, place.channel, _ts_of(work.payload))


def _drafts(work: Work, text: str) -> tuple[IncidentDraft, ...]:
    try:
        return capture(Told(text, work.written, author=work.place.user, day_first=work.settings.day_first)).drafts
    except NothingToLog:
        return ()


def _changed(before: IncidentDraft, after: IncidentDraft) -> dict[str, Any]:
    """The values that a report tells otherwise after an edit."""
    fields = [name for name in IncidentDraft.model_fields if name not in ASIDE]
    changed = {name: getattr(after, name) for name in fields if getattr(before, name) != getattr(after, name)}
    if "areas" in changed:
        changed["also_in"] = after.also_in
    return changed


def _read_anew(work: Work, card: DraftCard, position: int, draft: IncidentDraft) -> DraftCard:
    sources = card.items[position].draft.sources
    kept = [one.model_copy(update={"text": draft.sources[-1].text}) if one.text else one for one in sources]
    better = draft.model_copy(update={"sources": kept})
    how: dict[str, Any] = {"version": card.version, "by": work.place.user, "at": work.now, "audience": work.audience}
    return work.rooms.drafts.replace_item(card.id, position, better, **how)


def _proposed(work: Work, card: DraftCard, ref: str, changed: dict[str, Any], text: str) -> list[Outgoing]:
    """A revision of a record, offered in the thread of its card; nothing where it says so already."""
    record = work.desk.show(ref, audience=work.audience)
    better = _with(record, changed)
    if not _changed(record, better):
        return []
    made = work.rooms.drafts.open_draft(
        [DraftItem(draft=better, revises=ref)],
        origin=card.origin,
        text=text,
        message=SourceMessage(permalink=card.permalink, author=card.author),
        by=work.place.user,
        at=work.now,
    )
    shows = CardOf(kind=CardKind.DRAFT, subject=made.id)
    thread = card.thread_ts or card.message_ts
    return [work.say(drawn(work, made), thread=thread, key=f"proposal:{ref}", card=shows)]


def _with(record: Incident, changed: dict[str, Any]) -> IncidentDraft:
    content = record.model_dump(include=set(IncidentDraft.model_fields))
    return IncidentDraft.model_validate(content | changed)


def _other_incidents(work: Work, card: DraftCard, count: int) -> list[Outgoing]:
    """The edit left another number of incidents: nothing is changed, people are told."""
    refs = [item.ref for item in card.items if item.ref]
    now = "no incident any more" if count == 0 else f"{count} incident{'s' * (count > 1)} instead of {len(card.items)}"
    what = f"edit or retract {', '.join(refs)}" if refs else f"discard {card.id} and log the message again"
    words = f"This message was edited: I read {now} in it. Look at it, and {what} where that is right."
    return [work.say(sentence(words), thread=card.thread_ts or card.message_ts, key="edited")]


THINKERS = {
    "message": noticed,
    "message_changed": source_changed,
    "message_deleted": source_deleted,
    f"action:{ids.DRAFT_APPLY}": apply,
}
WANTED = {"message": reads_reports, "message_changed": is_source, "message_deleted": is_source}
FETCHERS = {"message": fetch_permalink, f"action:{ids.DRAFT_APPLY}": fetch_person}
