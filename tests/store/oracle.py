"""What the store must do, once more and in plain Python: the audience rule, the filter and the orders."""

import datetime as dt
from typing import Any

from store.filters import Audience, IncidentFilter, PlatformCondition
from store.records import Incident, Precision


def may_see(audience: Audience, incident: Incident) -> bool:
    """Whether an audience may see a record at all."""
    if audience.everything:
        return True
    origin = incident.origin
    if origin.private or audience.alone:
        here = bool(audience.team and audience.channel)
        return here and (origin.team, origin.channel) == (audience.team, audience.channel)
    return origin.team in ("", audience.team)


def matches(incident: Incident, wanted: IncidentFilter) -> bool:
    """Whether a record matches a filter, by the words of its docstring."""
    places = {*incident.areas, *incident.also_in}
    types = {platform.type for platform in incident.platforms}
    return all(
        (
            all(has_platform(incident, condition) for condition in wanted.platforms),
            not wanted.variants or any(p.variant in wanted.variants for p in incident.platforms),
            not types & set(wanted.types_not),
            not wanted.actors or bool(set(incident.actors) & set(wanted.actors)),
            set(wanted.actors_all) <= set(incident.actors),
            not set(incident.actors) & set(wanted.actors_not),
            not wanted.responders or bool(set(incident.responders) & set(wanted.responders)),
            not set(incident.responders) & set(wanted.responders_not),
            not wanted.areas or bool(places & set(wanted.areas)),
            not places & set(wanted.areas_not),
            not wanted.kinds or incident.kind in wanted.kinds,
            incident.kind not in wanted.kinds_not,
            not wanted.responses or incident.response in wanted.responses,
            incident.response not in wanted.responses_not,
            not wanted.verifications or incident.verification in wanted.verifications,
            incident.verification not in wanted.verifications_not,
            not wanted.reported_by or bool(set(incident.reported_by) & set(wanted.reported_by)),
            not wanted.statuses or incident.status in wanted.statuses,
            not wanted.refs or bool({incident.ref, incident.outside_ref} & set(wanted.refs)),
            in_days(incident, wanted.since, wanted.until),
            counted(incident, wanted),
            wanted.within_km is None
            or (incident.distance is not None and incident.distance.km <= wanted.within_km + 1e-6),
            wanted.logged_since is None or incident.logged_at >= wanted.logged_since,
            wanted.logged_until is None or incident.logged_at <= wanted.logged_until,
        )
    )


def has_platform(incident: Incident, condition: PlatformCondition) -> bool:
    """Whether a record has any of the types, or all of them, on the side or on either."""
    there = {p.type for p in incident.platforms if condition.side in (None, p.side)}
    if condition.every:
        return set(condition.types) <= there
    return not condition.types or bool(there & set(condition.types))


def in_days(incident: Incident, since: dt.date | None, until: dt.date | None) -> bool:
    """Whether a record's day overlaps the days, or its month or year lies inside them."""
    if since is None and until is None:
        return True
    first, last = incident.first_day, incident.last_day
    start, end = since or dt.date.min, until or dt.date.max
    if first is None or last is None or start > end:
        return False
    if incident.precision == Precision.DAY:
        return first <= end and last >= start
    return start <= first and last <= end


def counted(incident: Incident, wanted: IncidentFilter) -> bool:
    """Whether the counted platforms lie in the bounds."""
    total = sum(
        p.count or 0
        for p in incident.platforms
        if p.side == wanted.counted_side and (not wanted.counted_types or p.type in wanted.counted_types)
    )
    low, high = wanted.min_aircraft, wanted.max_aircraft
    return (low is None or total >= low) and (high is None or total <= high)


def newest_first(incident: Incident) -> Any:
    """A sort key: the latest last day first, what has no day last, no time of day after a time."""
    keys = (day(incident.last_day), day(incident.first_day), seconds(incident.time_of_day), number(incident))
    return tuple((0, -key) if key is not None else (1, 0) for key in keys)


def oldest_first(incident: Incident) -> Any:
    """A sort key: the earliest first day first, what has no day last, no time of day after a time."""
    keys = (day(incident.first_day), day(incident.last_day), seconds(incident.time_of_day), number(incident))
    return tuple((0, key) if key is not None else (1, 0) for key in keys)


def day(date: dt.date | None) -> int | None:
    """A day as a number."""
    return date.toordinal() if date else None


def seconds(clock: dt.time | None) -> float | None:
    """A time of day as seconds since midnight."""
    if clock is None:
        return None
    return clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6


def number(incident: Incident) -> int:
    """The number in a reference."""
    return int(incident.ref.removeprefix("INT-"))
