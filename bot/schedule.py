"""When the digest is due, and which local days it covers: plain dates in and out, clock changes included."""

import datetime as dt
from typing import Literal
from zoneinfo import ZoneInfo

from bot.digest import Period

Days = Literal["daily", "weekdays", "weekly"]

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
MONDAY, SATURDAY = 0, 5
LOOK_BACK = 8  # days: a weekly digest that was missed is found up to the day before the next


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


def runs_on(day: dt.date, days: Days) -> bool:
    """Whether a digest goes out on that local day."""
    if days == "weekly":
        return day.weekday() == MONDAY
    return days == "daily" or day.weekday() < SATURDAY


def due_run(now: dt.datetime, last: dt.date | None, at: dt.time, zone: str, days: Days = "daily") -> dt.date | None:
    """The local day whose digest has to go out now, or None.

    `last` is the local day of the last digest, None where there was none. After downtime only the latest missed day
    is due; before the first digest ever only today, from its time on. A clock put back makes nothing due twice.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    for back in range(LOOK_BACK):
        day = today - back * DAY
        if last is not None and day <= last:
            return None
        if last is None and back > 0:
            return None
        if runs_on(day, days) and instant_of(day, at, zone) <= now:
            return day
    return None


def covers(day: dt.date, zone: str, days: Days = "daily") -> Period:
    """The whole local days that the digest of `day` reports: yesterday, the weekend, or the week before."""
    back = 1
    if days == "weekly":
        back = 7
    elif days == "weekdays" and day.weekday() == MONDAY:
        back = 3
    return Period(day - back * DAY, day - DAY, zone)
