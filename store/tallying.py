"""Counting records by what they name and when they were, in the database."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, Table, func
from sqlmodel import Session

from store.records import Precision, Side
from store.tables import areas, incident, platforms, reporters, states


class By(StrEnum):
    """What records are counted by."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    WEEKDAY = "weekday"
    TYPE = "type"
    AREA = "area"
    ACTOR = "actor"
    RESPONDER = "responder"
    KIND = "kind"
    RESPONSE = "response"
    REPORTER = "reporter"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KEYS: dict[By, Callable[[dt.date], str]] = {
    By.YEAR: lambda day: f"{day.year}",
    By.QUARTER: lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
    By.MONTH: lambda day: day.isoformat()[:7],
    By.DAY: dt.date.isoformat,
    By.WEEKDAY: lambda day: WEEKDAYS[day.weekday()],
}
PRECISE = {
    By.QUARTER: (Precision.DAY, Precision.MONTH),
    By.MONTH: (Precision.DAY, Precision.MONTH),
    By.DAY: (Precision.DAY,),
    By.WEEKDAY: (Precision.DAY,),
}


def tallied(session: Session, picked: Select[Any], by: By, side: Side | None) -> dict[str, int]:
    """How many of the picked records count under each key.

    By time a record counts once, under its first day, and not at all where that is too vague; by a name it counts
    once under each that it has. An `area` is one of a record's own places. `side` limits types (None: either side).
    """
    if by in KEYS:
        return _by_time(session, picked, by)
    c = incident.c
    if by in (By.KIND, By.RESPONSE):
        column = c.kind if by == By.KIND else c.response
        return _pairs(session.execute(_columns(picked, column, func.count()).group_by(column)))
    table, column, conditions = _named(by, side)
    joined = picked.join(table, table.c.incident_id == c.id).where(*conditions)
    # A name may stand twice in a record: a type in two variants.
    return _pairs(session.execute(_columns(joined, column, func.count(c.id.distinct())).group_by(column)))


def _by_time(session: Session, picked: Select[Any], by: By) -> dict[str, int]:
    """The database counts days, of which there are few; what month or weekday they are is worked out here."""
    c = incident.c
    dated = picked.where(c.first_day.is_not(None))
    if by in PRECISE:
        dated = dated.where(c.precision.in_(PRECISE[by]))
    found: Counter[str] = Counter()
    for day, number in session.execute(_columns(dated, c.first_day, func.count()).group_by(c.first_day)):
        found[KEYS[by](day)] += number
    return dict(found)


def _named(by: By, side: Side | None) -> tuple[Table, Any, list[Any]]:
    """The table of the names, their column, and which of its rows count."""
    if by == By.TYPE:
        return platforms, platforms.c.type, [platforms.c.side == side] if side else []
    if by == By.AREA:
        return areas, areas.c.name, [~areas.c.inferred]
    if by == By.REPORTER:
        return reporters, reporters.c.name, []
    return states, states.c.code, [states.c.side == (Side.ACTOR if by == By.ACTOR else Side.RESPONDER)]


def _columns(picked: Select[Any], *columns: Any) -> Select[Any]:
    return picked.with_only_columns(*columns, maintain_column_froms=True)


def _pairs(rows: Iterable[Any]) -> dict[str, int]:
    return {str(key): number for key, number in rows}
