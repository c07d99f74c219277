"""Which local days a digest covers, and how its window reads."""

import datetime as dt
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.digest.model import Period
from bot.wording import say_day

DAY = dt.timedelta(days=1)
MONDAY = 0


def local_zone(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises ValueError: one sentence with the nearest names."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as wrong:
        near = get_close_matches(name, sorted(available_timezones()), n=2, cutoff=0.6)
        hint = f"did you mean {' or '.join(near)}?" if near else "use an IANA name such as America/Anchorage."
        raise ValueError(f"There is no time zone {name!r}: {hint}") from wrong


def period_for(now: dt.datetime, zone: str, *, days: int = 1) -> Period:
    """The `days` whole local days before the local day of `now` (aware): what a morning digest reports.

    Raises ValueError for an unknown zone, a naive `now`, or fewer than one day.
    """
    return days_before(local_day(now, zone), zone, days=days)


def week_for(now: dt.datetime, zone: str) -> Period:
    """The last whole week, Monday to Sunday, before the local day of `now`. Raises as `period_for`."""
    return week_before(local_day(now, zone), zone)


def days_before(today: dt.date, zone: str, *, days: int = 1) -> Period:
    """The `days` whole days before the local day `today`. Raises ValueError as `period_for`."""
    if days < 1:
        raise ValueError(f"A digest covers at least one day, not {days}.")
    return _period(today, days, 1, zone)


def week_before(today: dt.date, zone: str) -> Period:
    """The last whole week, Monday to Sunday, before the local day `today`. Raises as `period_for`."""
    return _period(today, today.weekday() + 7, today.weekday() + 1, zone)


def local_day(now: dt.datetime, zone: str) -> dt.date:
    """The calendar day of an aware instant in a zone. Raises ValueError as `period_for`."""
    if now.tzinfo is None:
        raise ValueError("The time of a digest needs its zone: give an aware instant.")
    return now.astimezone(local_zone(zone)).date()


def _period(today: dt.date, first: int, last: int, zone: str) -> Period:
    """From `first` to `last` days before today."""
    try:
        return Period(today - first * DAY, today - last * DAY, local_zone(zone).key)
    except OverflowError as wrong:
        raise ValueError(f"There are no days before {today}: choose a later one.") from wrong


def title_of(period: Period) -> str:
    """`Daily digest · Sat 21 Nov 2026 · 00:00 – 24:00 America/Anchorage (UTC-9)`; others likewise."""
    whole_week = (period.last - period.first).days == 6 and period.first.weekday() == MONDAY
    one_day = period.first == period.last
    whole_month = period.first.day == 1 and (period.last + DAY) == _next_month(period.first)
    name = "Daily digest" if one_day else "Weekly digest" if whole_week else "Digest"
    name = "Monthly digest" if whole_month else name
    return f"{name} · {window_of(period)} · 00:00 – 24:00 {period.zone} ({_offsets(period)})"


def _next_month(first: dt.date) -> dt.date:
    return (first + 31 * DAY).replace(day=1)


def window_of(period: Period) -> str:
    """The days with their weekdays: `Sat 21 Nov 2026`, `Mon 16 – Sun 22 Nov 2026`."""
    first, last = period.first, period.last
    end = f"{last:%a} {say_day(last)}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%a} {first.day} – {end}"
    return (
        f"{first:%a} {first.day} {first:%b} – {end}"
        if first.year == last.year
        else f"{first:%a} {say_day(first)} – {end}"
    )


def _offsets(period: Period) -> str:
    """The offset from UTC at the start of the window and, where the clocks change in it, at its end."""
    zone = local_zone(period.zone)
    start = dt.datetime.combine(period.first, dt.time.min, zone)
    end = dt.datetime.combine(period.last, dt.time(23, 59), zone)
    names = [_offset(moment) for moment in (start, end)]
    return names[0] if names[0] == names[1] else f"{names[0]}, then {names[1]}"


def _offset(moment: dt.datetime) -> str:
    # Old local mean times have seconds; a title rounds them.
    minutes = round((moment.utcoffset() or dt.timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
