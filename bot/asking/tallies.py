"""Arithmetic over records: keys to tally by, sums of aircraft, ranks. Plain values in and out."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.asking.question import Group
from bot.asking.rows import Rank, Records, Resting
from store.lookups import Begun
from store.records import Incident, Precision, Side

DAY = dt.timedelta(days=1)
CHRONOLOGICAL = (Group.YEAR, Group.QUARTER, Group.MONTH, Group.WEEK, Group.DAY)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEEDS = {
    Group.QUARTER: (Precision.DAY, Precision.MONTH),
    Group.MONTH: (Precision.DAY, Precision.MONTH),
    Group.WEEK: (Precision.DAY,),
    Group.DAY: (Precision.DAY,),
    Group.WEEKDAY: (Precision.DAY,),
}


def keys_of(incident: Incident, group: Group, side: Side | None) -> tuple[str, ...]:
    """What a record counts under; empty where its date is too vague or it names nothing of the sort."""
    day = incident.first_day
    if group in (*CHRONOLOGICAL, Group.WEEKDAY):
        if day is None or incident.precision not in _NEEDS.get(group, tuple(Precision)):
            return ()
        return (time_key(day, group),)
    if group == Group.TYPE:
        return tuple(sorted({p.type for p in incident.platforms if side in (None, p.side)}))
    named: dict[Group, Iterable[str]] = {
        Group.AREA: incident.areas,
        Group.ACTOR: incident.actors,
        Group.RESPONDER: incident.responders,
        Group.KIND: (incident.kind.value,),
        Group.RESPONSE: (incident.response.value,),
        Group.REPORTER: incident.reported_by,
        Group.OUTLET: [s.outlet for s in incident.sources if s.outlet] or incident.reported_by,
    }
    return tuple(dict.fromkeys(named[group]))


def time_key(day: dt.date, group: Group) -> str:
    """The year, quarter, month, ISO week, day or weekday of a day: `2024`, `2024-Q3`, `2024-07`, `2024-W27`."""
    if group == Group.YEAR:
        return f"{day.year}"
    if group == Group.QUARTER:
        return f"{day.year}-Q{(day.month + 2) // 3}"
    if group == Group.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    if group == Group.WEEKDAY:
        return WEEKDAY_NAMES[day.weekday()]
    return day.isoformat()[: 7 if group == Group.MONTH else 10]


def tally(
    incidents: Records,
    group: Group,
    *,
    side: Side | None = Side.ACTOR,
    drop: Sequence[str] = (),
    only: Sequence[str] = (),
) -> tuple[tuple[str, int], ...]:
    """Records per key: in order of time for dates, Monday to Sunday for weekdays, else the most first."""
    if isinstance(incidents, tuple):
        counts = Counter(key for incident in incidents for key in keys_of(incident, group, side))
    else:
        counts = Counter(incidents.tally(group.value, side))
    kept = [(key, n) for key, n in counts.items() if key not in drop and (not only or key in only)]
    if group in CHRONOLOGICAL:
        return tuple(sorted(kept))
    if group == Group.WEEKDAY:
        return tuple(sorted(kept, key=lambda pair: WEEKDAY_NAMES.index(pair[0])))
    return tuple(sorted(kept, key=lambda pair: (-pair[1], pair[0])))


def aircraft(incident: Incident, *, side: Side | None = Side.ACTOR, types: Sequence[str] = ()) -> int:
    """Platforms that a record counts on one side (None: on both), of `types` if given; unnumbered ones add nothing."""
    return sum(p.count or 0 for p in incident.platforms if side in (None, p.side) and (not types or p.type in types))


def keyed(incidents: Records, group: Group, side: Side | None) -> int:
    """How many of the records count under any key at all."""
    if isinstance(incidents, tuple):
        return sum(bool(keys_of(incident, group, side)) for incident in incidents)
    return incidents.keyed(group.value, side)


def placed(incidents: Records, group: Group) -> Records:
    """The records whose days are known well enough for a unit of time."""
    if isinstance(incidents, tuple):
        return tuple(incident for incident in incidents if keys_of(incident, group, None))
    return incidents.placed(group.value)


def bearing(sets: Sequence[Records], group: Group, side: Side | None, names: Sequence[str]) -> Resting:
    """The records of several sets that count under one of some names, each once, newest first."""
    if group in (*CHRONOLOGICAL, Group.WEEKDAY) or any(isinstance(rows, tuple) for rows in sets):
        rows = merged([tuple(rows) for rows in sets])
        return tuple(row for row in rows[:] if set(keys_of(row, group, side)) & set(names))
    return merged([rows.bearing(group.value, side, names) for rows in sets if not isinstance(rows, tuple)])


def merged(sets: Sequence[Records]) -> Resting:
    """The records of several sets, each once, newest first."""
    selections = [rows for rows in sets if not isinstance(rows, tuple)]
    if selections and len(selections) == len(sets):
        return selections[0].and_those(selections[1:])
    by_ref = {row.ref: row for rows in sets for row in rows}
    return tuple(sorted(by_ref.values(), key=lambda row: str(row.first_day or ""), reverse=True))


def sizes(incidents: Records, *, side: Side | None = Side.ACTOR, types: Sequence[str] = ()) -> Mapping[int, int]:
    """How many of the records count so many platforms; see `aircraft`."""
    if isinstance(incidents, tuple):
        return Counter(aircraft(incident, side=side, types=types) for incident in incidents)
    return incidents.sizes(side, types)


def flown(incidents: Records, *, side: Side | None = Side.ACTOR, types: Sequence[str] = ()) -> int:
    """Platforms that all the records count together."""
    return sum(size * number for size, number in sizes(incidents, side=side, types=types).items())


def middle_of(numbers: Mapping[int, int]) -> float:
    """The median of numbers that come so many times each."""
    half, passed = sum(numbers.values()) / 2, 0
    ordered = sorted(numbers)
    for place, number in enumerate(ordered):
        passed += numbers[number]
        if passed > half:
            return number
        if passed == half:
            return (number + ordered[place + 1]) / 2
    raise ValueError("nothing has no median")


def sized(incidents: Records, *, side: Side | None, types: Sequence[str]) -> Records:
    """The records that count any such platform."""
    if isinstance(incidents, tuple):
        return tuple(row for row in incidents if aircraft(row, side=side, types=types))
    return incidents.sized(side, types)


def with_others(incidents: Records, codes: Sequence[str]) -> int:
    """How many of the records have an actor besides those."""
    if isinstance(incidents, tuple):
        return sum(bool(set(incident.actors) - set(codes)) for incident in incidents)
    return incidents.with_others(codes)


def inexact(incidents: Records) -> int:
    """How many of the records have no day exact enough to tell whether it comes again every week or year."""
    if isinstance(incidents, tuple):
        return sum(row.first_day is None or row.precision != Precision.DAY for row in incidents)
    return incidents.inexact()


def measured(incidents: Records) -> int:
    """How many of the records have a distance."""
    if isinstance(incidents, tuple):
        return sum(incident.distance is not None for incident in incidents)
    return incidents.measured()


def ranked(incidents: Records, by: Rank, limit: int, *, skip: int = 0, side: Side | None = None) -> Records:
    """So many of the records after the first `skip`, by time, distance or counted aircraft; see `Selection.ranked`.

    Equals stand in the order of the records.
    """
    if not isinstance(incidents, tuple):
        return incidents.ranked(by, limit, skip=skip, side=side)
    rows = list(incidents)
    if by == "oldest":
        rows.sort(key=lambda row: (row.first_day is None, row.first_day or row.logged_at.date()))
    elif by in ("closest", "furthest"):
        rows = [row for row in rows if row.distance is not None]
        rows.sort(key=lambda row: row.distance.km if row.distance else 0.0, reverse=by == "furthest")
    elif by in ("largest", "smallest"):
        rows = [row for row in rows if aircraft(row, side=side)]
        rows.sort(key=lambda row: aircraft(row, side=side), reverse=by == "largest")
    return tuple(rows[skip : skip + limit])


def begun(incidents: Records, when: Begun) -> Records:
    """The records that began so; of days that come again every year there is nothing here."""
    if not isinstance(incidents, tuple):
        return incidents.only(when)
    return tuple(
        row
        for row in incidents
        if row.first_day
        and (not when.precisions or row.precision in when.precisions)
        and (not when.since or row.first_day >= when.since)
        and (not when.until or row.first_day <= when.until)
        and (not when.over_by or end_of(row) <= when.over_by)
    )


def end_of(incident: Incident) -> dt.date:
    """The last day of a dated record."""
    day = incident.last_day or incident.first_day
    if day is None:
        raise ValueError(f"{incident.ref} has no date")
    return day


def uncounted(incidents: Records, *, side: Side | None = Side.ACTOR, types: Sequence[str] = ()) -> int:
    """How many of the records name such platforms without a number."""
    if not isinstance(incidents, tuple):
        return incidents.uncounted(side, types)
    return sum(
        any(p.count is None and side in (None, p.side) and (not types or p.type in types) for p in incident.platforms)
        for incident in incidents
    )


def bins(first: dt.date, last: dt.date, group: Group) -> tuple[str, ...]:
    """The keys of every year, quarter, month, week or day from one day to another, those without records too."""
    days = (first + number * DAY for number in range((last - first).days + 1))
    return tuple(dict.fromkeys(time_key(day, group) for day in days))


def direction(counts: Sequence[int]) -> int:
    """Whether numbers in order of time rise (1), fall (-1) or neither (0).

    Kendall's measure: of all pairs, two thirds or more must go the same way.
    """
    pairs = [(a, b) for number, a in enumerate(counts) for b in counts[number + 1 :]]
    if not pairs:
        return 0
    score = sum((b > a) - (b < a) for a, b in pairs) / len(pairs)
    return (score >= 1 / 3) - (score <= -1 / 3)
