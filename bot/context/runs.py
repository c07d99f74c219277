"""Runs: consecutive days with records of one actor near one place, reaching into the news."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from bot.context.counting import acting_platforms, flies
from bot.context.model import Statement, Topic
from bot.context.past import DAY, ByDay, Past, days_of, is_moment, lateness
from bot.context.places import with_article
from bot.vocabulary import state_adjective
from bot.wording import say_interval
from store.records import Incident, Kind

MOST_RUNS = 3
ORDINALS = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
FLOWN = frozenset((Kind.AIRSPACE_VIOLATION, Kind.ZONE_ENTRY, Kind.PATROL))

Members = tuple[Incident, ...]


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
    floor = past.floor
    if floor is None:
        return ()
    pairs: dict[tuple[str, str], set[dt.date]] = {}
    for record in past.news:
        if is_moment(record):
            for place in [*record.areas, *record.also_in]:
                for actor in record.actors:
                    pairs.setdefault((place, actor), set()).update(days_of(record))
    found: dict[tuple[str, dt.date, tuple[str, ...]], tuple[list[str], Members, dt.date]] = {}
    for (place, actor), days in pairs.items():
        for first, last, members in _runs_of(days, past.by_pair[place, actor], floor):
            refs = tuple(record.ref for record in members)
            found.setdefault((place, first, refs), ([], members, last))[0].append(actor)
    ordered = sorted(found.items(), key=lambda one: (one[0][1] - one[1][2]).days)
    kept: list[tuple[set[str], set[str]]] = []
    statements = []
    for (place, first, refs), (actors, members, last) in ordered:
        if any(set(actors) <= others and told.issuperset(refs) for others, told in kept):
            continue
        kept.append((set(actors), set(refs)))
        text = _say_run(actors, place, members, first, last, is_open=first == floor)
        names = tuple(record.name for record in members)
        statements.append(Statement(text, names, Topic.RUN, past.coverage))
        if len(statements) == MOST_RUNS:
            break
    return tuple(statements)


def _runs_of(days: set[dt.date], by_day: ByDay, floor: dt.date) -> Iterator[tuple[dt.date, dt.date, Members]]:
    """First day, last day and records, oldest first, of each run that holds one of some days of the news."""
    seen: set[dt.date] = set()
    for day in sorted(days, reverse=True):
        if day in seen or day < floor:
            continue
        first, last = stretch_around(day, lambda one: one >= floor and one in by_day)
        stretch = [first + n * DAY for n in range((last - first).days + 1)]
        seen.update(stretch)
        members = {record.ref: record for one in stretch for record in by_day[one]}
        if max(sum(first <= one <= last for one in days_of(r)) for r in members.values()) < len(stretch):
            yield first, last, tuple(sorted(members.values(), key=lateness))


def _say_run(
    actors: Sequence[str], place: str, members: Members, first: dt.date, last: dt.date, *, is_open: bool
) -> str:
    """One record a day makes "Fourth Russian flight in as many days"; anything else "Fourth day in a row"."""
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
