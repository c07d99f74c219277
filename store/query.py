"""From a typed filter to SQL, and the one place where the audience of an answer is enforced."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Table, and_, exists, false, func, not_, or_, select, true
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from store.columns import words_key
from store.filters import Audience, IncidentFilter, PlatformCondition
from store.lookups import Bearing, Lookup, Measure, Reach
from store.records import Bound, Precision, Side, Status
from store.tables import areas, incident, platforms, reporters, sources, states

Order = Literal["newest", "oldest", "logged"]
Condition = ColumnElement[bool]

FIRST_REFERENCE = 1000  # the record with id 1 is INT-1001: references look alike from the first day
OWN_REFERENCE = re.compile(r"\s*INT-(\d{1,9})\s*", re.IGNORECASE | re.ASCII)
Columns = ReadOnlyColumnCollection[str, Any]

HAIR = 1e-6  # km; the same distance worked out in two ways differs in the last bits


@dataclass(frozen=True, slots=True)
class Child:
    """A row that a record must have in a table: its conditions, given the columns of the table."""

    table: Table
    conditions: Callable[[Columns], list[Condition]]


def reference(incident_id: int) -> str:
    """The public reference of a row: 1 is `INT-1001`."""
    return f"INT-{FIRST_REFERENCE + incident_id}"


def row_id(ref: str) -> int | None:
    """The row that a public reference names, in any case; None for an outside reference."""
    own = OWN_REFERENCE.fullmatch(ref)
    return int(own[1]) - FIRST_REFERENCE if own else None


def pick(audience: Audience, *conditions: Condition) -> Select[Any]:
    """Select the incidents of some conditions that `audience` may see. Every read of records starts here."""
    return select(incident).where(visible(audience), *conditions)


def visible(audience: Audience) -> Condition:
    """What an audience may see: the desk's own and its workspace's records, private ones in their channel."""
    if audience.everything:
        return true()
    private_here: Condition = false()
    if audience.team and audience.channel:
        private_here = and_(incident.c.team == audience.team, incident.c.channel == audience.channel)
    return and_(
        incident.c.team.in_({"", audience.team}),
        or_(incident.c.private == false(), private_here),
    )


def named(ref: str, audience: Audience) -> Select[Any]:
    """The record that a reference means: ours before an outside one, then the audience's own, the oldest."""
    own = row_id(ref)
    meant = incident.c.outside_ref == ref.strip()
    if own is not None:
        meant = or_(incident.c.id == own, meant)
    return (
        pick(audience, meant)
        .order_by(
            (incident.c.id == (own or 0)).desc(),
            (incident.c.team == audience.team).desc(),
            incident.c.id,
        )
        .limit(1)
    )


def logged_from(*, url: str | None, text: str | None) -> Condition:
    """Standing records that were read from an address or permalink, or from this very text."""
    from_url = _has(sources, sources.c.url_key == words_key(url)) if url else false()
    from_text = _has(sources, sources.c.text_key == words_key(text)) if text else false()
    return and_(incident.c.status != Status.RETRACTED, or_(from_url, from_text))


def ordering(order: Order) -> tuple[ColumnElement[Any], ...]:
    """Sort keys: by the time of the event, with no day last either way; `logged` is the last logged first."""
    c = incident.c
    if order == "logged":
        return c.logged_at.desc(), c.id.desc()
    if order == "oldest":
        return (
            c.first_day.asc().nulls_last(),
            c.last_day.asc().nulls_last(),
            c.time_of_day.asc().nulls_last(),
            c.id.asc(),
        )
    return (
        c.last_day.desc().nulls_last(),
        c.first_day.desc().nulls_last(),
        c.time_of_day.desc().nulls_last(),
        c.id.desc(),
    )


def matching(wanted: IncidentFilter) -> Condition:
    """The whole filter as one condition; what each field means is said at `IncidentFilter`.

    Names match as they are written. `variants` and `types_not` look at both sides. `logged_since` and
    `logged_until` are instants, both inclusive. An empty tuple of alternatives asks nothing.
    """
    has = [*_has_things(wanted), *_has_names(wanted)]
    together = [_together(has)] if has else []
    return and_(true(), *together, *_lacks(wanted), *_numbers(wanted), *_standing(wanted), *_times(wanted))


def _has_things(wanted: IncidentFilter) -> list[Child]:
    """The platforms that a record must have, which are rarer than names."""
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


def _has_names(wanted: IncidentFilter) -> list[Child]:
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


def _together(has: Sequence[Child]) -> Condition:
    """Whether a record has all those children.

    One list of records, of the first child, in which the others are looked up: a list for each would have to be
    written down whole before any of it could be used.
    """
    first, *others = has
    table = first.table.alias()
    listed = select(table.c.incident_id).where(*first.conditions(table.c))
    for child in others:
        other = child.table.alias()
        joined = other.c.incident_id == table.c.incident_id
        listed = listed.where(exists().where(joined, *child.conditions(other.c)))
    return incident.c.id.in_(listed)


def _lacks(wanted: IncidentFilter) -> list[Condition]:
    """The states, places and types that a record must not have."""
    found: list[Condition] = []
    for side, codes in ((Side.ACTOR, wanted.actors_not), (Side.RESPONDER, wanted.responders_not)):
        if codes:
            found.append(not_(_has(states, states.c.side == side, states.c.code.in_(codes))))
    if wanted.areas_not:
        found.append(not_(_has(areas, areas.c.name.in_(wanted.areas_not))))
    if wanted.types_not:
        found.append(not_(_has(platforms, platforms.c.type.in_(wanted.types_not))))
    return found


def _numbers(wanted: IncidentFilter) -> list[Condition]:
    """Bounds on the count of aircraft and on the distance."""
    found: list[Condition] = []
    if wanted.min_aircraft is not None:
        found.append(_counted(wanted) >= wanted.min_aircraft)
    if wanted.max_aircraft is not None:
        found.append(_counted(wanted) <= wanted.max_aircraft)
    if wanted.within_km is not None:
        found.append(and_(incident.c.distance_km.is_not(None), incident.c.distance_km <= wanted.within_km + HAIR))
    return found


def _counted(wanted: IncidentFilter) -> ColumnElement[int]:
    counted = [platforms.c.incident_id == incident.c.id, platforms.c.side == wanted.counted_side]
    if wanted.counted_types:
        counted.append(platforms.c.type.in_(wanted.counted_types))
    total = select(func.coalesce(func.sum(platforms.c.count), 0)).where(*counted).correlate(incident)
    return total.scalar_subquery()


def _standing(wanted: IncidentFilter) -> list[Condition]:
    c = incident.c
    found: list[Condition] = [
        column.in_(values)
        for column, values in (
            (c.kind, wanted.kinds),
            (c.response, wanted.responses),
            (c.status, wanted.statuses),
        )
        if values
    ]
    found += [
        column.not_in(values)
        for column, values in ((c.kind, wanted.kinds_not), (c.response, wanted.responses_not))
        if values
    ]
    if wanted.refs:
        own = [number for ref in wanted.refs if (number := row_id(ref)) is not None]
        found.append(or_(c.id.in_(own), c.outside_ref.in_([ref.strip() for ref in wanted.refs])))
    return found


def _times(wanted: IncidentFilter) -> list[Condition]:
    c, since, until = incident.c, wanted.since, wanted.until
    found: list[Condition] = []
    if since and until and since > until:
        return [false()]
    to_the_day = c.precision == Precision.DAY
    if since:  # each first comparison follows from the second; it is there because an index can answer it
        found += [c.last_day >= since, or_(to_the_day, c.first_day >= since)]
    if until:
        found += [c.first_day <= until, or_(to_the_day, c.last_day <= until)]
    if wanted.logged_since:
        found.append(c.logged_at >= wanted.logged_since)
    if wanted.logged_until:
        found.append(c.logged_at <= wanted.logged_until)
    return found


def looking(lookup: Lookup) -> Condition:
    """A look into the past as one condition; what each field means is said at `Lookup`."""
    found = [matching(lookup.like)]
    if lookup.bearing:
        found.append(_bearing(lookup.bearing, lookup.first, lookup.last))
    if lookup.reach:
        found += _reaching(lookup.reach)
    if lookup.logged_here:
        found.append(incident.c.outside_ref.is_(None))
    return and_(*found)


def _bearing(bearing: Bearing, first: dt.date, last: dt.date) -> Condition:
    c = incident.c
    undated, to_the_day = c.last_day.is_(None), c.precision == Precision.DAY
    if bearing == Bearing.UNDATED:
        return undated
    if bearing == Bearing.BEFORE:
        return c.last_day < first
    if bearing == Bearing.VAGUE:
        return and_(c.last_day >= first, c.first_day <= last, not_(to_the_day))
    return or_(undated, c.last_day < first, and_(c.first_day < first, not_(to_the_day)))


def _reaching(reach: Reach) -> list[Condition]:
    c, value = incident.c, reach.value
    if reach.measure == Measure.DURATION:
        return [c.duration_minutes.is_not(None) if value is None else c.duration_minutes >= value]
    if reach.measure == Measure.CLOSENESS:
        near = c.distance_km.is_not(None) if value is None else c.distance_km <= value + HAIR
        return [near] if reach.origin is None else [near, c.distance_origin == reach.origin]
    if value is None:
        return []
    own = and_(platforms.c.incident_id == incident.c.id, platforms.c.side == Side.ACTOR)
    doubtful = exists().where(own, platforms.c.bound.in_((Bound.AT_LEAST, Bound.ABOUT))).correlate(incident)
    return [or_(_counted(IncidentFilter()) >= value, doubtful)]


def _has(child: Table, *conditions: Condition) -> Condition:
    """Whether a record has a child row of that sort."""
    return incident.c.id.in_(select(child.c.incident_id).where(*conditions))
