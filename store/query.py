"""From a typed filter to SQL, and the one place where the audience of an answer is enforced."""

import datetime as dt
import re
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Table, and_, exists, extract, false, func, not_, or_, select, true

from store.bearing import Child, Condition, bears, children_of
from store.columns import words_key
from store.filters import Audience, IncidentFilter
from store.lookups import Bearing, Begun, Lookup, Measure, Reach
from store.records import Bound, Precision, Side, Status
from store.tables import areas, incident, platforms, sources, states

Order = Literal["newest", "oldest", "logged"]

FIRST_REFERENCE = 1000  # the record with id 1 is INT-1001: references look alike from the first day
OWN_REFERENCE = re.compile(r"\s*INT-(\d{1,9})\s*", re.IGNORECASE | re.ASCII)

MOST_BUILT = 256  # conditions: one answer asks for the same records several times, and building them is most of it
HAIR = 1e-6  # km; the same distance worked out in two ways differs in the last bits


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


def visible(audience: Audience, of: Table = incident) -> Condition:
    """What an audience may see: the desk's own and its workspace's records, private ones in their channel.

    `of` is the table asked: records, or whatever else has their columns `team`, `channel` and `private`.
    """
    if audience.everything:
        return of.c.private == false() if audience.shareable else true()
    here: Condition = false()
    if audience.team and audience.channel:
        here = and_(of.c.team == audience.team, of.c.channel == audience.channel)
    if audience.alone:
        return here
    return and_(of.c.team.in_({"", audience.team}), or_(of.c.private == false(), here))


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
    return and_(incident.c.status.not_in((Status.RETRACTED, Status.MERGED)), or_(from_url, from_text))


def ordering(order: Order, *, dated: bool = False) -> tuple[ColumnElement[Any], ...]:
    """Sort keys: by the time of the event, with no day last either way; `logged` is the last logged first.

    Where all that is sorted is `dated`, the keys are such that an index by day gives this order.
    """
    c = incident.c
    if order == "logged":
        return c.logged_at.desc(), c.id.desc()
    if order == "oldest":
        days = (c.first_day.asc(), c.last_day.asc())
        last = (c.time_of_day.asc().nulls_last(), c.id.asc())
    else:
        days = (c.last_day.desc(), c.first_day.desc())
        last = (c.time_of_day.desc().nulls_last(), c.id.desc())
    return (*days, *last) if dated else (*(day.nulls_last() for day in days), *last)


def matching(wanted: IncidentFilter, *, lead: int | None = 0) -> Condition:
    """The whole filter as one condition; what each field means is said at `IncidentFilter`.

    Names match as they are written. `variants` and `types_not` look at both sides. `logged_since` and
    `logged_until` are instants, both inclusive. An empty tuple of alternatives asks nothing. `lead` is the one of
    `children_of(wanted)` from which the search starts; None where it goes through the records.
    """
    return and_(true(), *bears(children_of(wanted), lead), *_plain(wanted))


@lru_cache(MOST_BUILT)
def seeking(wanted: IncidentFilter, lookup: Lookup | None, *, lead: int | None = 0) -> Condition:
    """A filter and a look into the past as one condition; `lead` counts the children of both."""
    if lookup is None:
        return matching(wanted, lead=lead)
    together = bears(sought(wanted, lookup), lead)
    return and_(true(), *together, *_plain(wanted), *_plain(lookup.like), *_bears_on(lookup))


def sought(wanted: IncidentFilter, lookup: Lookup | None) -> list[Child]:
    """What a record must have for a filter and a look into the past."""
    return [*children_of(wanted), *(children_of(lookup.like) if lookup else ())]


def _plain(wanted: IncidentFilter) -> list[Condition]:
    return [*_lacks(wanted), *_numbers(wanted), *_standing(wanted), *days_within(wanted), *_logged(wanted)]


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
            (c.verification, wanted.verifications),
        )
        if values
    ]
    found += [
        column.not_in(values)
        for column, values in (
            (c.kind, wanted.kinds_not),
            (c.response, wanted.responses_not),
            (c.verification, wanted.verifications_not),
        )
        if values
    ]
    if wanted.refs:
        own = [number for ref in wanted.refs if (number := row_id(ref)) is not None]
        outside = select(c.id).where(c.outside_ref.in_([ref.strip() for ref in wanted.refs]))
        found.append(c.id.in_(select(c.id).where(c.id.in_(own)).union_all(outside)))
    return found


def days_within(wanted: IncidentFilter) -> list[Condition]:
    """The days of a filter: the first comparison of each pair follows from the second; an index can answer it."""
    c, since, until = incident.c, wanted.since, wanted.until
    found: list[Condition] = []
    if since and until and since > until:
        return [false()]
    to_the_day = c.precision == Precision.DAY
    if since:
        found += [c.last_day >= since, or_(to_the_day, c.first_day >= since)]
    if until:
        found += [c.first_day <= until, or_(to_the_day, c.last_day <= until)]
    return found


def _logged(wanted: IncidentFilter) -> list[Condition]:
    c = incident.c
    found: list[Condition] = []
    if wanted.logged_since:
        found.append(c.logged_at >= wanted.logged_since)
    if wanted.logged_until:
        found.append(c.logged_at <= wanted.logged_until)
    return found


def _bears_on(lookup: Lookup) -> list[Condition]:
    """How the records of a lookup stand to its days, what they reach, and that they were logged here."""
    found: list[Condition] = []
    if lookup.bearing:
        found.append(stands_to(lookup.bearing, lookup.first, lookup.last))
    if lookup.reach:
        found += _reaching(lookup.reach)
    if lookup.logged_here:
        found.append(incident.c.outside_ref.is_(None))
    found += [func.coalesce(matching(one), false()).is_(false()) for one in lookup.without]  # no day is no match
    return [*found, *(condition for begun in lookup.begun for condition in _begun(begun))]


def _begun(begun: Begun) -> list[Condition]:
    c = incident.c
    found: list[Condition] = [c.first_day.is_not(None)]
    if begun.days:
        found.append(c.first_day.in_(begun.days))
    if begun.precisions:
        found.append(c.precision.in_(begun.precisions))
    if begun.since:
        found.append(c.first_day >= begun.since)
    if begun.until:
        found.append(c.first_day <= begun.until)
    if begun.over_by:
        found.append(c.last_day <= begun.over_by)
    if begun.months:
        found.append(extract("month", c.first_day).in_(begun.months))
    if begun.day:
        found.append(extract("day", c.first_day) == begun.day)
    if begun.weekdays:  # both databases count from Sunday
        found.append(extract("dow", c.first_day).in_([(day + 1) % 7 for day in begun.weekdays]))
    return found


def stands_to(how: Bearing, first: dt.date, last: dt.date) -> Condition:
    """How a record stands to some days, as a condition."""
    c = incident.c
    undated, to_the_day = c.last_day.is_(None), c.precision == Precision.DAY
    if how == Bearing.UNDATED:
        return undated
    if how == Bearing.BEFORE:
        return c.last_day < first
    if how == Bearing.VAGUE:
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
