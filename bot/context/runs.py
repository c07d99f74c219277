"""Runs: consecutive days with records of one actor near one place, reaching into the news."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bot.context.counting import acting_platforms, flies
from bot.context.model import Statement, Topic
from bot.context.past import DAY, Past, lateness
from bot.context.places import with_article
from bot.vocabulary import state_adjective
from bot.wording import say_interval
from store.records import Incident, Kind, Precision

MOST_RUNS = 3
ORDINALS = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
FLOWN = frozenset((Kind.AIRSPACE_VIOLATION, Kind.ZONE_ENTRY, Kind.PATROL))

Members = tuple[Incident, ...]


class Stretch(NamedTuple):
    """Days in a row on each of which an actor has a record near a place."""

    place: str
    actor: str
    first: dt.date
    last: dt.date


class Run(NamedTuple):
    """Such days that no single record covers, with the records, oldest first, and all actors that share them."""

    actors: tuple[str, ...]
    place: str
    members: Members
    first: dt.date
    last: dt.date


def stretch_around(day: dt.date, there: Callable[[dt.date], object]) -> tuple[dt.date, dt.date]:
    """First and last day of the unbroken stretch of days around `day` for which `there` is true."""
    first = last = day
    while there(first - DAY):
        first -= DAY
    while there(last + DAY):
        last += DAY
    return first, last


def runs(past: Past) -> tuple[Statement, ...]:
    """Runs of consecutive days with records of one actor near one place, reaching into the news.

    A run takes two days that no single record covers. The longest comes first; of several places that tell
    the same run the most specific one stays, and states that share all its records are told together. A run
    is followed back for 60 days; one that is as long is said to be so at least. At most three are told.
    """
    kept: list[tuple[set[str], set[str]]] = []
    statements = []
    for run in _longest_first(past):
        refs = {record.ref for record in run.members}
        if any(set(run.actors) <= others and told.issuperset(refs) for others, told in kept):
            continue
        kept.append((set(run.actors), refs))
        text = _say_run(run, is_open=run.first == past.floor)
        names = tuple(record.name for record in run.members)
        statements.append(Statement(text, names, Topic.RUN, past.coverage))
        if len(statements) == MOST_RUNS:
            break
    return tuple(statements)


def is_cut_off(past: Past) -> bool:
    """Whether a run reaches the first day that is looked at, so that it may have begun before."""
    return any(run.first == past.floor for run in _longest_first(past))


def _longest_first(past: Past) -> Iterator[Run]:
    """The runs that hold a day of the news; of the same place and records one, with all its actors."""
    stretches = sorted(_stretches(past), key=lambda one: one.last - one.first, reverse=True)
    together: dict[tuple[str, dt.date, dt.date], list[str]] = defaultdict(list)
    for one in stretches:
        together[one.place, one.first, one.last].append(one.actor)
    told: set[tuple[str, dt.date, dt.date, str]] = set()
    for one in stretches:
        days = one.place, one.first, one.last
        if (*days, one.actor) in told:
            continue
        members = _members(one, past)
        if not members:
            continue
        actors = [one.actor]
        for other in together[days]:
            if (
                other != one.actor
                and (*days, other) not in told
                and _members(one._replace(actor=other), past) == members
            ):
                actors.append(other)
        told.update((*days, actor) for actor in actors)
        yield Run(tuple(actors), one.place, members, one.first, one.last)


def _stretches(past: Past) -> Iterator[Stretch]:
    """The days in a row with records of an actor near a place, of which one is a day of the news."""
    floor = past.floor
    for (place, actor), fresh in past.fresh_days.items():
        every = past.days[place, actor]
        seen: set[dt.date] = set()
        for day in sorted(fresh, reverse=True):
            if floor is None or day in seen or day < floor:
                continue
            first, last = stretch_around(day, lambda one: one >= floor and one in every)  # noqa: B023 - called here
            seen.update(first + n * DAY for n in range((last - first).days + 1))
            if first < last:
                yield Stretch(place, actor, first, last)


def _members(one: Stretch, past: Past) -> Members:
    """The records of a stretch, oldest first; none where a single one of them covers all its days."""
    members: dict[str, Incident] = {}
    for record in past.by_place[one.place]:
        first, last = record.first_day, record.last_day
        if first is None or last is None or record.precision != Precision.DAY or one.actor not in record.actors:
            continue
        if first <= one.first and one.last <= last:
            return ()
        if first <= one.last and one.first <= last:
            members[record.ref] = record
    return tuple(sorted(members.values(), key=lateness))


def _say_run(run: Run, *, is_open: bool) -> str:
    """One record a day makes "Fourth Russian flight in as many days"; anything else "Fourth day in a row"."""
    actors, place, members, first, last = run
    count, whose, where = (last - first).days + 1, say_actors(actors), with_article(place)
    window = say_interval(first, last)
    if is_open:
        return f"{whose} records near {where} on every day of {count} or more in a row ({window} and perhaps before)."
    if len(members) == count and all(record.first_day == record.last_day for record in members):
        what = "flight" if all(is_flight(record) for record in members) else "record"
        return f"{ordinal(count)} {whose} {what} near {where} in as many days ({window})."
    return f"{ordinal(count)} day in a row with {with_a(whose)} record near {where} ({window})."


def with_a(words: str) -> str:
    """`a Russian`, `an American`."""
    return f"{'an' if words[0] in 'AEIO' else 'a'} {words}"


def say_actors(actors: Sequence[str]) -> str:
    """The states that acted together, as adjectives: `Chinese-Russian`."""
    return "-".join(state_adjective(actor) for actor in actors)


def is_flight(record: Incident) -> bool:
    """Whether a record tells of aircraft in the air, and of nothing else, on the acting side."""
    acting = acting_platforms(record)
    return record.kind in FLOWN and bool(acting) and all(flies(platform, record) for platform in acting)


def ordinal(number: int) -> str:
    """`Fourth`; from eleven on in figures: `11th`, `22nd`."""
    if number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
