"""Runs of days with a record and gaps between records. Plain values in and out."""

import datetime as dt

from bot.asking.rows import EXACT, Records
from bot.asking.tallies import DAY, begun, end_of
from store.lookups import Begun
from store.records import Incident, Precision


def spans(incidents: Records) -> list[tuple[dt.date, dt.date]]:
    """The different first and last days of the records of exact date, in order."""
    if not isinstance(incidents, tuple):
        return sorted(incidents.spans())
    return sorted({(i.first_day, end_of(i)) for i in incidents if i.first_day and i.precision == Precision.DAY})


def first_days(incidents: Records) -> list[dt.date]:
    """The different first days of the records, however exactly they are known, in order."""
    if not isinstance(incidents, tuple):
        return sorted(incidents.first_days())
    return sorted({i.first_day for i in incidents if i.first_day})


def longest_run(incidents: Records) -> tuple[int, dt.date | None, Records]:
    """The most consecutive days with at least one record of exact date: length, last day of the latest, its records."""
    days = sorted({first for first, _ in spans(incidents)})
    best, best_end, run = 0, None, 0
    for number, day in enumerate(days):
        run = run + 1 if number and day - days[number - 1] == DAY else 1
        if run >= best:
            best, best_end = run, day
    if best_end is None:
        return 0, None, ()
    first = best_end - (best - 1) * DAY
    return best, best_end, begun(incidents, Begun(precisions=EXACT, since=first, until=best_end))


def running(incidents: Records, today: dt.date) -> tuple[int, dt.date | None, Records]:
    """The run of days with a record that reaches today or yesterday, as `longest_run` gives it; 0 if none runs."""
    days = {first for first, _ in spans(incidents) if first <= today}
    end = max(days, default=None)
    if end is None or today - end > DAY:
        return 0, end, ()
    first = end
    while first - DAY in days:
        first -= DAY
    return (end - first).days + 1, end, begun(incidents, Begun(precisions=EXACT, since=first, until=end))


def longest_gap(incidents: Records) -> tuple[Incident, Incident] | None:
    """The two records of exact date that stand furthest apart with none between them, the later pair of equals.

    A record of several days reaches to its last one.
    """
    days = spans(incidents)
    if len(days) < 2:
        alike = begun(incidents, Begun(precisions=EXACT))
        return (alike[0], alike[1]) if len(alike) > 1 else None
    best, reaching = (days[0], days[1]), days[0]
    for span in days[1:]:
        if _days_between(reaching, span) >= _days_between(*best):
            best = (reaching, span)
        if span[1] >= reaching[1]:
            reaching = span
    one, other = (_of_days(incidents, span) for span in best)
    return one, other


def _days_between(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> int:
    return max((other[0] - one[1]).days, 0)


def _of_days(incidents: Records, span: tuple[dt.date, dt.date]) -> Incident:
    """The newest of the records of exactly those days."""
    rows = begun(incidents, Begun(precisions=EXACT, since=span[0], until=span[0], over_by=span[1]))
    return next(row for row in rows if end_of(row) == span[1])


def gap_days(one: Incident, other: Incident) -> int:
    """Days from the last of one dated record to the first of a later one; 0 where they overlap."""
    return max(((other.first_day or end_of(other)) - end_of(one)).days, 0)
