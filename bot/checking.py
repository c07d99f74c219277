"""Checking a report against the ledger: which records may be of the same events, and what they tell otherwise."""

from dataclasses import dataclass

from bot.capture import Told, capture
from bot.comparing import Difference, differences
from store.filters import Audience
from store.ledger import Ledger
from store.records import Incident, IncidentDraft, Side

MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A record that may be of the same event as a draft, and what the draft tells otherwise."""

    record: Incident
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """One incident of a report, and the records that may be of the same event, the likeliest first."""

    draft: IncidentDraft
    held: tuple[Held, ...]


def check(ledger: Ledger, told: Told, *, audience: Audience) -> tuple[Checked, ...]:
    """What the ledger has, as far as an audience may see, of each incident that a report tells.

    Nothing is kept. Raises NothingToLog where the report tells no incident.
    """
    return tuple(against(ledger, draft, audience=audience) for draft in capture(told).drafts)


def likely(found: Checked, *, same_day: bool = False) -> Checked:
    """Of the records that may be of the same event those that somebody should look at before a draft is saved.

    They are of one of its days; one of the day before or after only with the same types in the same numbers, for two
    time zones may call one night by two days, and not at all where `same_day` is wanted.
    """
    kept = (held for held in found.held if _is_likely(found.draft, held.record, same_day=same_day))
    return Checked(found.draft, tuple(kept))


def _is_likely(draft: IncidentDraft, record: Incident, *, same_day: bool) -> bool:
    if not (draft.first_day and draft.last_day and record.first_day and record.last_day):
        return False
    ours, theirs = _counts(draft), _counts(record)
    if draft.first_day <= record.last_day and record.first_day <= draft.last_day:
        return not ours or not theirs or bool({name for name, _ in ours} & {name for name, _ in theirs})
    return not same_day and ours == theirs and any(count for _, count in ours)


def _counts(draft: IncidentDraft) -> set[tuple[str, int | None]]:
    return {(platform.type, platform.count) for platform in draft.platforms if platform.side == Side.ACTOR}


def against(ledger: Ledger, draft: IncidentDraft, *, audience: Audience, most: int = MOST_ALIKE) -> Checked:
    """What the ledger has of the event that one draft tells."""
    found = ledger.alike(draft, audience=audience, limit=most)
    return Checked(draft, tuple(Held(record, differences(draft, record)) for record in found))
