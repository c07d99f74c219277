"""A simulated leap year of thirty subscriptions over twelve zones, against a calendar that is worked out otherwise."""

import datetime as dt
from collections.abc import Iterator
from itertools import cycle
from zoneinfo import ZoneInfo

import pytest

from bot.schedule import Days, covers, due_run

DAY, MINUTE, HOUR = dt.timedelta(days=1), dt.timedelta(minutes=1), dt.timedelta(hours=1)
YEAR = 2028  # 366 days
ZONES = (
    "UTC",
    "America/Anchorage",
    "America/St_Johns",
    "America/Santiago",
    "Europe/London",
    "Europe/Kiev",  # renamed to Europe/Kyiv
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",  # the clocks move by half an hour
    "Pacific/Apia",  # UTC+13
    "Pacific/Pago_Pago",  # UTC-11
    "Pacific/Kiritimati",
)
TIMES = (dt.time(8), dt.time(2, 30), dt.time(0), dt.time(23, 59), dt.time(1, 15))
OFTEN: tuple[Days, ...] = ("daily", "weekdays", "weekly", "monthly")
THIRTY = [
    (zone, at, days, number % 7, 1 + number % 31)
    for number, zone, at, days in zip(range(30), cycle(ZONES), cycle(TIMES), cycle(OFTEN), strict=False)
]


def wall(instant: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """What the clocks on the wall show."""
    return instant.astimezone(zone).replace(tzinfo=None)


def first_minute(day: dt.date, at: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The first minute at which the wall shows that day and at least that time, by looking at one after the other."""
    wanted = dt.datetime.combine(day, at)
    guess = dt.datetime.combine(day, at, dt.UTC) - wall_offset(day, zone)
    start = guess - 2 * HOUR
    return next(
        start + n * MINUTE
        for n in range(6 * 60)
        if wall(start + n * MINUTE, zone).date() == day and wall(start + n * MINUTE, zone) >= wanted
    )


def wall_offset(day: dt.date, zone: ZoneInfo) -> dt.timedelta:
    """How far the wall is ahead of UTC at noon of a day."""
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return wall(noon, zone) - noon.replace(tzinfo=None)


def wanted_days(days: Days, weekday: int, month_day: int) -> Iterator[dt.date]:
    """The days of the year that a subscription names, by counting them out."""
    for number in range((dt.date(YEAR + 1, 1, 1) - dt.date(YEAR, 1, 1)).days):
        day = dt.date(YEAR, 1, 1) + number * DAY
        last_of_month = (day + DAY).month != day.month
        named = {
            "daily": True,
            "weekdays": day.isoweekday() <= 5,
            "weekly": day.isoweekday() == weekday + 1,
            "monthly": day.day == month_day or (last_of_month and day.day < month_day),
        }
        if named[days]:
            yield day


@pytest.mark.parametrize(("zone", "at", "days", "weekday", "month_day"), THIRTY)
def test_exactly_one_digest_goes_out_for_each_day_that_is_due(
    zone: str, at: dt.time, days: Days, weekday: int, month_day: int
) -> None:
    """Asked at every instant at which an answer can change: the due minutes, those about them, midnights."""
    place, named = ZoneInfo(zone), {"weekday": weekday, "month_day": month_day}
    expected = {day: first_minute(day, at, place) for day in wanted_days(days, weekday, month_day)}
    since = min(expected.values()) - HOUR
    asked = {instant + shift for instant in expected.values() for shift in (-MINUTE, dt.timedelta(), MINUTE, 7 * HOUR)}
    asked |= {dt.datetime.combine(day, dt.time(), place).astimezone(dt.UTC) for day in expected}
    last, sent = None, {}
    for now in sorted(asked):
        day = due_run(now, last, at, zone, days, since=since, **named)
        if day is not None:
            assert day not in sent
            sent[day], last = now, day
            assert due_run(now, last, at, zone, days, since=since, **named) is None
            assert due_run(now - 20 * DAY, last, at, zone, days, since=since, **named) is None  # a clock set back
    assert sent == expected


@pytest.mark.parametrize(("zone", "at", "days", "weekday", "month_day"), THIRTY)
def test_the_digests_of_a_year_cover_every_day_once(
    zone: str, at: dt.time, days: Days, weekday: int, month_day: int
) -> None:
    told: list[dt.date] = []
    after = None
    for day in wanted_days(days, weekday, month_day):
        period = covers(day, zone, days, after=after, month_day=month_day)
        told += [period.first + n * DAY for n in range(period.days)]
        after = period.last
    first = told[0]
    assert told == [first + n * DAY for n in range(len(told))]
