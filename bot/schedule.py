"""When a digest is due, and which local days it covers: plain dates in and out, clock changes included."""

import calendar
import datetime as dt
from typing import Literal
from zoneinfo import ZoneInfo

from bot.digest import Period

Days = Literal["daily", "weekdays", "weekly", "monthly"]

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
MONDAY, SATURDAY = 0, 5
LOOK_BACK = {"daily": 2, "weekdays": 4, "weekly": 8, "monthly": 32}
"""Days in which the latest digest that was due is found; one more than there ever are between two."""
LONGEST_CATCH_UP = 31  # days that one digest covers after downtime
NEVER = 400  # days ahead in which every digest is due at least once


def instant_of(day: dt.date, at: dt.time, zone: str) -> dt.datetime:
    """The one instant (UTC) at which the local clock of `zone` shows `at` on `day`.

    Where the clocks are put forward over it, the first instant after the gap; where they are put back over it,
    the first of the two.
    """
    local = dt.datetime.combine(day, at)
    while True:
        instant = local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(dt.UTC)
        if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local:
            return instant
        local += MINUTE


def runs_on(day: dt.date, days: Days, *, weekday: int = MONDAY, month_day: int = 1) -> bool:
    """Whether a digest goes out on that local day; of a month that is too short on its last one."""
    if days == "weekly":
        return day.weekday() == weekday
    if days == "monthly":
        return day.day == min(month_day, calendar.monthrange(day.year, day.month)[1])
    return days == "daily" or day.weekday() < SATURDAY


def due_run(
    now: dt.datetime,
    last: dt.date | None,
    at: dt.time,
    zone: str,
    days: Days = "daily",
    *,
    since: dt.datetime | None = None,
    weekday: int = MONDAY,
    month_day: int = 1,
) -> dt.date | None:
    """The local day whose digest has to go out now, or None.

    `last` is the local day of the last digest, None where there was none. After downtime only the latest missed day
    is due. Before the first digest ever only what fell due at `since` (when it was asked for) or later, or without
    it today, from its time on. A clock put back makes nothing due twice.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    for back in range(LOOK_BACK[days]):
        day = today - back * DAY
        if last is not None and day <= last:
            return None
        if not runs_on(day, days, weekday=weekday, month_day=month_day):
            continue
        fell_due = instant_of(day, at, zone)
        if fell_due > now:
            continue
        if last is None and (back > 0 if since is None else fell_due < since):
            return None
        return day
    return None


def next_run(
    now: dt.datetime, at: dt.time, zone: str, days: Days = "daily", *, weekday: int = MONDAY, month_day: int = 1
) -> dt.datetime:
    """The next instant (UTC) after `now` at which a digest falls due."""
    today = now.astimezone(ZoneInfo(zone)).date()
    for ahead in range(-1, NEVER):
        day = today + ahead * DAY
        if runs_on(day, days, weekday=weekday, month_day=month_day):
            instant = instant_of(day, at, zone)
            if instant > now:
                return instant
    raise ValueError(f"no digest falls due within {NEVER} days of {now}")


def covers(
    day: dt.date, zone: str, days: Days = "daily", *, after: dt.date | None = None, month_day: int | None = None
) -> Period:
    """The whole local days that the digest of `day` reports: yesterday, the weekend, the week or the month before.

    `after` is the last day that the digest before it reported: what lies between is caught up, at most 31 days.
    """
    back = 1
    if days == "weekly":
        back = 7
    elif days == "weekdays" and day.weekday() == MONDAY:
        back = 3
    first = _month_before(day, month_day or day.day) if days == "monthly" else day - back * DAY
    if after is not None and after < first:
        first = max(after + DAY, min(first, day - LONGEST_CATCH_UP * DAY))
    return Period(first, day - DAY, zone)


def _month_before(day: dt.date, month_day: int) -> dt.date:
    """The day of the month before on which a monthly digest went out."""
    last = day.replace(day=1) - DAY
    return last.replace(day=min(month_day, last.day))
