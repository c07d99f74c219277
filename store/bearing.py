"""The rows that a record must have in other tables, and which of them a search starts from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, exists, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from store.filters import IncidentFilter, PlatformCondition
from store.records import Side
from store.tables import areas, incident, platforms, reporters, states

Condition = ColumnElement[bool]
Columns = ReadOnlyColumnCollection[str, Any]


@dataclass(frozen=True, slots=True)
class Child:
    """A row that a record must have in a table: its conditions, given the columns of the table."""

    table: Table
    conditions: Callable[[Columns], list[Condition]]

    def listed(self) -> Select[Any]:
        """The records that have such a row, some of them more than once."""
        return select(self.table.c.incident_id).where(*self.conditions(self.table.c))


def children_of(wanted: IncidentFilter) -> list[Child]:
    """All that a filter says a record must have, what is usually rarer first: platforms before places and states."""
    return [*_things(wanted), *_names(wanted)]


def bears(children: Sequence[Child], lead: int | None) -> list[Condition]:
    """Whether a record has all those children.

    With a `lead` as one list of records, those of that child, in which the others are looked up: a list for each
    would have to be written down whole before any of it could be used. Without one each is looked up for a record.
    """
    if lead is None or not children:
        return [_looked_up(child, incident.c.id) for child in children]
    first = children[lead]
    table = first.table.alias()
    others = [_looked_up(child, table.c.incident_id) for n, child in enumerate(children) if n != lead]
    return [incident.c.id.in_(select(table.c.incident_id).where(*first.conditions(table.c), *others))]


def _looked_up(child: Child, incident_id: ColumnElement[Any]) -> Condition:
    table = child.table.alias()
    return exists().where(table.c.incident_id == incident_id, *child.conditions(table.c))


def _things(wanted: IncidentFilter) -> list[Child]:
    found = [child for condition in wanted.platforms for child in _platform(condition)]
    if wanted.variants:
        found.append(Child(platforms, lambda c: [c.variant.in_(wanted.variants)]))
    return found


def _platform(condition: PlatformCondition) -> list[Child]:
    def child(types: Sequence[str]) -> Child:
        def conditions(c: Columns) -> list[Condition]:
            is_type = c.type == types[0] if len(types) == 1 else c.type.in_(types)
            return [is_type, c.side == condition.side] if condition.side else [is_type]

        return Child(platforms, conditions)

    if condition.every:
        return [child([name]) for name in dict.fromkeys(condition.types)]
    return [child(condition.types)] if condition.types else []


def _names(wanted: IncidentFilter) -> list[Child]:
    """The reporters, places and states that a record must have."""
    found: list[Child] = []
    if wanted.reported_by:
        found.append(Child(reporters, lambda c: [c.name.in_(wanted.reported_by)]))
    if wanted.areas:
        found.append(Child(areas, lambda c: [c.name.in_(wanted.areas)]))
    for side, codes in (
        (Side.RESPONDER, wanted.responders),
        (Side.ACTOR, wanted.actors),
        *((Side.ACTOR, (code,)) for code in dict.fromkeys(wanted.actors_all)),
    ):
        if codes:
            found.append(_state(side, codes))
    return found


def _state(side: Side, codes: Sequence[str]) -> Child:
    return Child(states, lambda c: [c.side == side, c.code.in_(codes)])
