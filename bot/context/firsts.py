"""Firsts: the first records that name a type near a place, ever or for at least 30 days."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from bot.context.counting import acting_platforms, is_named
from bot.context.model import Statement, Topic
from bot.context.past import Past, came_before, days_are_same, end_of, is_recent, lateness
from bot.context.places import with_article
from bot.wording import say_and, say_day, say_days
from store.records import Incident

MOST_TRIED = 10


@dataclass(frozen=True, slots=True)
class First:
    """How far back a claim reaches, in words, the records it rests on, and whether one was before it."""

    reach: str
    refs: tuple[str, ...]
    since: bool


def firsts(past: Past) -> tuple[Statement, ...]:
    """First records that name a type near a place, ever or for at least 30 days.

    Generic words never make a first. The widest of a record's own places for which it holds is told; "first
    in this ledger" only of the widest one. A record whose day is too vague to tell whether it came before
    silences the claim.
    """
    told: dict[tuple[str, First], list[str]] = {}
    for record, kind in candidates(past):
        for place in reversed(record.areas):
            first = first_of(record, kind, place, past)
            if first is not None and (first.since or place == record.areas[-1]):
                told.setdefault((place, first), []).append(kind)
                break
    statements = []
    for (place, first), kinds in told.items():
        types = say_and(list(dict.fromkeys(kinds)))
        text = f"First record naming {types} near {with_article(place)}{first.reach}."
        statements.append(Statement(text, first.refs, Topic.FIRST, past.coverage))
    return tuple(statements)


def candidates(past: Past) -> list[tuple[Incident, str]]:
    """The records of the news that may be a first, the oldest first, each with the type: at most the latest ten.

    Of several records of the same days, type and places only the first is tried: they share the claim. What the
    records since the floor refute for all places is not tried at all.
    """
    latest = (
        (record, kind)
        for day in sorted(past.moments, reverse=True)
        for record, kind in reversed(_named(past.moments[day]))
        if any(_is_open(record, kind, place, past) for place in record.areas)
    )
    return list(islice(latest, MOST_TRIED))[::-1]


def _named(records: Iterable[Incident]) -> list[tuple[Incident, str]]:
    """The types that records of one first day name, each with the first of those that share it, in their order."""
    tried: dict[tuple[object, ...], tuple[Incident, str]] = {}
    for record in sorted(records, key=lateness):
        for kind in dict.fromkeys(p.type for p in acting_platforms(record) if is_named(p.type)):
            tried.setdefault((record.last_day, kind, *record.areas), (record, kind))
    return list(tried.values())


def _is_open(record: Incident, kind: str, place: str, past: Past) -> bool:
    """Whether the records since the floor leave it open that a record is the first of a type near a place."""
    before = came_before(record, past.of_late(past.named(place, kind)))
    return before is not None and not is_recent(record, max(before, key=end_of, default=None))


def first_of(record: Incident, kind: str, place: str, past: Past) -> First | None:
    """The claim that `record` is the first of a type near a place, where it holds."""
    others = past.named(place, kind)
    before = came_before(record, others)
    if before is None or past.start is None or record.first_day is None or past.start >= record.first_day:
        return None
    together = tuple(o.name for o in sorted(others, key=lateness) if days_are_same(o, record))
    last = max(before, key=lateness, default=None)
    if last is None:
        return First(f" in this ledger, which starts on {say_day(past.start)}", together, since=False)
    if is_recent(record, last):
        return None
    reach = f" since {say_days(last)} (ledger from {say_day(past.start)})"
    return First(reach, (*together, last.name), since=True)
