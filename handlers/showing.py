"""The live cards: where a record or draft is shown, what its message says now, and a line in its thread."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from bot.checking import Checked
from handlers.views.blocks import Message
from handlers.views.drafts import draft_card, proposal, settled_proposal
from handlers.views.help import sentence
from handlers.views.record import record
from handlers.work import Work
from store.cards import Card, CardKind
from store.drafts import DraftCard, ItemState
from store.errors import DraftNotFound, RecordNotFound
from store.filters import Audience
from store.outbox import Outgoing
from store.records import Incident, Status, Verification
from store.revising import Action

KEPT_ELSEWHERE = "This record is no longer open to this channel."
NOTES = 2


def drawn(work: Work, card: DraftCard, *, asked: Mapping[int, Checked] | None = None, note: str = "") -> Message:
    """A draft card as it stands now, for whoever is at work."""
    return _draft(work, card, work.audience, asked=asked, note=note)


def shown(work: Work, incident: Incident, *, verb: str = "") -> Message:
    """The live card of a record, with the remarks that its history has."""
    return record(incident, notes=_notes(work, incident), verb=verb)


def refreshed(
    work: Work, refs: Iterable[str] = (), *, drafts: Iterable[str] = (), but: str | None = None
) -> list[Outgoing]:
    """Edit every message that shows some records or drafts so that it says what holds now; not the message `but`.

    A message in a channel that may not see its record any more says so.
    """
    there = {(card.channel, card.ts): card for card in _cards(work, list(refs), list(drafts))}
    changed = []
    for card in there.values():
        if card.ts != but:
            changed.append(work.change(card, _now(work, card)))
    return changed


def shown_drafts(work: Work, ts: str | None) -> list[DraftCard]:
    """The draft cards that a message of this channel shows."""
    place, rooms = work.place, work.rooms
    shows = rooms.cards.of_message(place.team, place.channel, ts or "")
    drafts = [one.subject for one in shows if one.kind == CardKind.DRAFT]
    return [rooms.drafts.get(draft, audience=work.audience) for draft in drafts]


def in_thread(work: Work, ref: str, words: str, *, key: str = "line") -> list[Outgoing]:
    """A line in the thread of the first message that shows a record; none where it is shown nowhere any more."""
    card = next((card for card in _cards(work, [ref], []) if _is_open_to(work, card, ref)), None)
    if card is None:
        return []
    arguments = {**sentence(words), "thread_ts": card.thread_ts or card.ts}
    key = f"in:{work.delivery.id}:{key}:{ref}"
    return [Outgoing(key=key, team=card.team, channel=card.channel, arguments=arguments)]


def _cards(work: Work, refs: list[str], drafts: list[str]) -> list[Card]:
    """The messages that show records or drafts, the oldest first, each once."""
    team, rooms = work.place.team, work.rooms
    found: list[Card] = []
    for ref in refs:
        found += rooms.cards.of(ref, kind=CardKind.RECORD, team=team)
        drafts += [draft.id for draft in rooms.drafts.of_record(ref, audience=Audience(everything=True))]
    for draft in dict.fromkeys(drafts):
        found += rooms.cards.of(draft, kind=CardKind.DRAFT, team=team)
    return sorted(found, key=lambda card: card.at)


def _now(work: Work, card: Card) -> Message:
    """What a message of ours is to say: the draft that it shows, else the record."""
    audience = _readers(work, card)
    shows = sorted(work.rooms.cards.of_message(card.team, card.channel, card.ts), key=lambda one: one.kind)
    for one in shows:
        if one.kind == CardKind.DRAFT:
            with suppress(DraftNotFound, RecordNotFound):
                return _draft(work, work.rooms.drafts.get(one.subject, audience=audience), audience)
    for one in shows:
        if one.kind == CardKind.RECORD:
            with suppress(RecordNotFound):
                return shown(work, work.desk.show(one.subject, audience=audience))
    return sentence(KEPT_ELSEWHERE)


def _readers(work: Work, card: Card) -> Audience:
    """Who sees a message of ours."""
    facts = work.rooms.channels.facts(card.team, card.channel)
    return Audience(team=card.team, channel=card.channel, alone=bool(facts and facts.connect))


def _is_open_to(work: Work, card: Card, ref: str) -> bool:
    """Whether those who see a message of ours may see a record."""
    with suppress(RecordNotFound):
        return bool(work.desk.show(ref, audience=_readers(work, card)))
    return False


def _draft(
    work: Work,
    card: DraftCard,
    audience: Audience,
    *,
    asked: Mapping[int, Checked] | None = None,
    note: str = "",
) -> Message:
    records = _records(work, card, audience)
    first = card.items[0]
    if first.revises:
        held = work.desk.show(first.revises, audience=audience)
        return proposal(card, held) if first.state == ItemState.OPEN else settled_proposal(first, held)
    if len(card.items) == 1 and first.ref in records:
        return shown(work, records[first.ref], verb="Logged")
    return draft_card(card, records=records, asked=asked, note=note)


def _records(work: Work, card: DraftCard, audience: Audience) -> dict[str, Incident]:
    """The records that the incidents of a card were saved as, as far as an audience may see them."""
    found: dict[str, Incident] = {}
    for item in card.items:
        if item.ref:
            with suppress(RecordNotFound):
                found[item.ref] = work.desk.show(item.ref, audience=audience)
    return found


def _notes(work: Work, incident: Incident) -> list[str]:
    """The notes in the history of a record, and why it is disputed or retracted."""
    history = work.desk.ledger.history(incident.ref, audience=Audience(everything=True))
    notes = [entry.reason for entry in history if entry.action == Action.NOTED][-NOTES:]
    because = {Status.RETRACTED: Action.RETRACTED, Status.MERGED: Action.MERGED}.get(incident.status)
    if because is None and incident.verification == Verification.DISPUTED:
        because = Action.DISPUTED
    reasons = [entry.reason for entry in history if entry.action == because and entry.reason.strip()]
    return [*(f"Reason: {reason}" for reason in reasons[-1:]), *notes]
