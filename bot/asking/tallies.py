"""Arithmetic over records: keys to tally by, runs of days, sums of aircraft. Plain values in and out."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.asking.question import Group
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
    incidents: Sequence[Incident],
    group: Group,
    *,
    side: Side | None = Side.ACTOR,
    drop: Sequence[str] = (),
    only: Sequence[str] = (),
) -> tuple[tuple[str, int], ...]:
    """Records per key: in order of time for dates, Monday to Sunday for weekdays, else the most first."""
    counts = Counter(key for incident in incidents for key in keys_of(incident, group, side))
    kept = [(key, n) for key, n in counts.items() if key not in drop and (not only or key in only)]
    if group in CHRONOLOGICAL:
        return tuple(sorted(kept))
    if group == Group.WEEKDAY:
        return tuple(sorted(kept, key=lambda pair: WEEKDAY_NAMES.index(pair[0])))
    return tuple(sorted(kept, key=lambda pair: (-pair[1], pair[0])))


def aircraft(incident: Incident, *, side: Side | None = Side.ACTOR, types: Sequence[str] = ()) -> int:
    """Platforms that a record counts on one side (None: on both), of `types` if given; unnumbered ones add nothing."""
    return sum(p.count or 0 for p in incident.platforms if side in (None, p.side) and (not types or p.type in types))


def uncounted(incidents: Sequence[Incident], *, side: Side | None = Side.ACTOR, types: Sequence[str] = ()) -> int:
    """How many of the records name such platforms without a number."""
    return sum(
        any(p.count is None and side in (None, p.side) and (not types or p.type in types) for p in incident.platforms)
        for incident in incidents
    )


def _exact(incidents: Sequence[Incident]) -> list[Incident]:
    return [i for i in incidents if i.first_day and i.precision == Precision.DAY]


def longest_run(incidents: Sequence[Incident]) -> tuple[int, dt.date | None, tuple[Incident, ...]]:
    """The most consecutive days with at least one record of exact date: length, last day of the latest, its records."""
    dated = _exact(incidents)
    days = sorted({i.first_day for i in dated if i.first_day})
    best, best_end, run = 0, None, 0
    for number, day in enumerate(days):
        run = run + 1 if number and day - days[number - 1] == DAY else 1
        if run >= best:
            best, best_end = run, day
    if best_end is None:
        return 0, None, ()
    first = best_end - (best - 1) * DAY
    return best, best_end, tuple(i for i in dated if i.first_day and first <= i.first_day <= best_end)


def running(incidents: Sequence[Incident], today: dt.date) -> tuple[int, dt.date | None, tuple[Incident, ...]]:
    """The run of days with a record that reaches today or yesterday, as `longest_run` gives it; 0 if none runs."""
    dated = _exact(incidents)
    days = {i.first_day for i in dated if i.first_day and i.first_day <= today}
    end = max(days, default=None)
    if end is None or today - end > DAY:
        return 0, end, ()
    first = end
    while first - DAY in days:
        first -= DAY
    return (end - first).days + 1, end, tuple(i for i in dated if i.first_day and first <= i.first_day <= end)


def longest_gap(incidents: Sequence[Incident]) -> tuple[Incident, Incident] | None:
    """The two records of exact date that stand furthest apart with none between them, the later pair of equals.

    A record of several days reaches to its last one.
    """
    dated = sorted(_exact(incidents), key=lambda i: (i.first_day or dt.date.min, i.last_day or dt.date.min))
    best: tuple[Incident, Incident] | None = None
    if not dated:
        return None
    reaching = dated[0]
    for incident in dated[1:]:
        if best is None or gap_days(reaching, incident) >= gap_days(*best):
            best = (reaching, incident)
        if end_of(incident) >= end_of(reaching):
            reaching = incident
    return best


def end_of(incident: Incident) -> dt.date:
    """The last day of a dated record."""
    day = incident.last_day or incident.first_day
    if day is None:
        raise ValueError(f"{incident.ref} has no date")
    return day


def gap_days(one: Incident, other: Incident) -> int:
    """Days from the last of one dated record to the first of a later one; 0 where they overlap."""
    return max(((other.first_day or end_of(other)) - end_of(one)).days, 0)


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
