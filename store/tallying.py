"""Counting records by what they name and when they were, in the database."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, Table, exists, func, not_, select

from store.records import Precision, Side
from store.searching import Search, in_front
from store.tables import areas, incident, platforms, reporters, sources, states


class By(StrEnum):
    """What records are counted by."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    WEEKDAY = "weekday"
    TYPE = "type"
    AREA = "area"
    ACTOR = "actor"
    RESPONDER = "responder"
    KIND = "kind"
    RESPONSE = "response"
    REPORTER = "reporter"
    OUTLET = "outlet"


STRETCH = 50_000  # rows

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KEYS: dict[By, Callable[[dt.date], str]] = {
    By.YEAR: lambda day: f"{day.year}",
    By.QUARTER: lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
    By.MONTH: lambda day: day.isoformat()[:7],
    By.WEEK: lambda day: "{}-W{:02d}".format(*day.isocalendar()[:2]),
    By.DAY: dt.date.isoformat,
    By.WEEKDAY: lambda day: WEEKDAYS[day.weekday()],
}
PRECISE = {
    By.QUARTER: (Precision.DAY, Precision.MONTH),
    By.MONTH: (Precision.DAY, Precision.MONTH),
    By.WEEK: (Precision.DAY,),
    By.DAY: (Precision.DAY,),
    By.WEEKDAY: (Precision.DAY,),
}


def tallied(search: Search, by: By, side: Side | None) -> dict[str, int]:
    """How many of the records that a search finds count under each key.

    By time a record counts once, under its first day, and not at all where that is too vague; by a name it counts
    once under each that it has. An `area` is one of a record's own places. `side` limits types (None: either side).
    """
    if by in KEYS:
        return _by_time(search, by)
    c = incident.c
    if by in (By.KIND, By.RESPONSE):
        column = c.kind if by == By.KIND else c.response
        return _pairs(search.session.execute(search.select(column, func.count()).group_by(column)))
    if by == By.OUTLET:
        return _by_outlet(search)
    table, column, conditions = named(by, side)
    # A name may stand twice in a record: a type in two variants.
    counts: Counter[str] = Counter()
    for query in _by_name(search, table, column, conditions):
        counts.update(_pairs(search.session.execute(query)))
    return dict(counts)


def _by_name(search: Search, table: Table, column: Any, conditions: list[Any]) -> Iterator[Select[Any]]:
    """Queries whose counts add up: one over the records found, or many over parts of the whole ledger.

    SQLite sorts many short lists sooner than one long one.
    """
    c, own = incident.c, table.c.incident_id
    chosen = search.select(column, func.count(own.distinct())).join(table, own == c.id).where(*conditions)
    counted = in_front(chosen.group_by(column))
    if not search.is_of_all:
        yield counted
        return
    last = search.session.execute(select(func.max(c.id))).scalar() or 0
    for start in range(0, last, STRETCH):
        yield counted.where(*(edge for key in (c.id, own) for edge in (key > start, key <= start + STRETCH)))


def _by_time(search: Search, by: By) -> dict[str, int]:
    """The database counts days, of which there are few; what month or weekday they are is worked out here."""
    c = incident.c
    dated = search.select(c.first_day, func.count()).where(c.first_day.is_not(None))
    if by in PRECISE:
        dated = dated.where(c.precision.in_(PRECISE[by]))
    found: Counter[str] = Counter()
    for day, number in search.session.execute(dated.group_by(c.first_day)):
        found[KEYS[by](day)] += number
    return dict(found)


def _by_outlet(search: Search) -> dict[str, int]:
    """Under each outlet of its sources; under who announced it where it has none."""
    told, name = sources.c.outlet, reporters.c.name
    without = not_(exists().where(sources.c.incident_id == reporters.c.incident_id, told != ""))
    counts: Counter[str] = Counter()
    for table, column, condition in ((sources, told, told != ""), (reporters, name, without)):
        for query in _by_name(search, table, column, [condition]):
            counts.update(_pairs(search.session.execute(query)))
    return dict(counts)


def named(by: By, side: Side | None) -> tuple[Table, Any, list[Any]]:
    """The table of the names, their column, and which of its rows count."""
    if by == By.TYPE:
        return platforms, platforms.c.type, [platforms.c.side == side] if side else []
    if by == By.AREA:
        return areas, areas.c.name, [~areas.c.inferred]
    if by == By.REPORTER:
        return reporters, reporters.c.name, []
    return states, states.c.code, [states.c.side == (Side.ACTOR if by == By.ACTOR else Side.RESPONDER)]


def _pairs(rows: Iterable[Any]) -> dict[str, int]:
    return {str(key): number for key, number in rows}
