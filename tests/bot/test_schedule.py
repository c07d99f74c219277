"""When a digest is due, over clock changes, far zones, downtime and restarts."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.schedule import covers, due_run, instant_of, runs_on

EIGHT = dt.time(8)
HALF_PAST_TWO = dt.time(2, 30)
DAY = dt.timedelta(days=1)
ZONES = ["UTC", "America/Anchorage", "Pacific/Apia", "Pacific/Pago_Pago", "Europe/Zurich", "Asia/Tokyo"]


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]


def test_where_the_clocks_go_forward_over_it_the_digest_comes_right_after_the_gap() -> None:
    assert instant_of(dt.date(2026, 3, 29), HALF_PAST_TWO, "Europe/Zurich") == utc(2026, 3, 29, 1)


def test_where_the_clocks_go_back_over_it_the_digest_comes_at_the_first_of_the_two() -> None:
    assert instant_of(dt.date(2026, 10, 25), HALF_PAST_TWO, "Europe/Zurich") == utc(2026, 10, 25, 0, 30)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Pacific/Apia", utc(2026, 11, 20, 19)),
        ("Pacific/Pago_Pago", utc(2026, 11, 21, 19)),
        ("America/Anchorage", utc(2026, 11, 21, 17)),
    ],
)
def test_eight_in_the_morning_is_local_everywhere(zone: str, expected: dt.datetime) -> None:
    assert instant_of(dt.date(2026, 11, 21), EIGHT, zone) == expected


def test_a_day_that_a_zone_skipped_gets_the_first_instant_after_it() -> None:
    assert instant_of(dt.date(2011, 12, 30), EIGHT, "Pacific/Apia") == utc(2011, 12, 30, 10)


def test_before_its_time_nothing_is_due_and_at_its_time_today_is() -> None:
    yesterday = dt.date(2026, 11, 20)
    assert due_run(utc(2026, 11, 21, 7, 59), yesterday, EIGHT, "UTC") is None
    assert due_run(utc(2026, 11, 21, 8), yesterday, EIGHT, "UTC") == dt.date(2026, 11, 21)


def test_what_went_out_today_is_not_due_again() -> None:
    assert due_run(utc(2026, 11, 21, 23), dt.date(2026, 11, 21), EIGHT, "UTC") is None


def test_a_clock_that_was_put_back_a_day_makes_nothing_due() -> None:
    assert due_run(utc(2026, 11, 20, 23), dt.date(2026, 11, 21), EIGHT, "UTC") is None


def test_after_days_of_downtime_only_the_latest_missed_day_is_due() -> None:
    last = dt.date(2026, 11, 15)
    assert due_run(utc(2026, 11, 21, 12), last, EIGHT, "UTC") == dt.date(2026, 11, 21)
    assert due_run(utc(2026, 11, 21, 6), last, EIGHT, "UTC") == dt.date(2026, 11, 20)


def test_the_first_digest_ever_is_never_one_of_yesterday() -> None:
    assert due_run(utc(2026, 11, 21, 6), None, EIGHT, "UTC") is None
    assert due_run(utc(2026, 11, 21, 9), None, EIGHT, "UTC") == dt.date(2026, 11, 21)


def test_a_weekly_digest_missed_on_monday_is_due_until_the_next_one() -> None:
    last = dt.date(2026, 11, 9)
    sunday = utc(2026, 11, 22, 12)
    assert due_run(sunday, last, EIGHT, "UTC", "weekly") == dt.date(2026, 11, 16)
    assert due_run(utc(2026, 11, 23, 7), last, EIGHT, "UTC", "weekly") == dt.date(2026, 11, 16)
    assert due_run(utc(2026, 11, 23, 8), last, EIGHT, "UTC", "weekly") == dt.date(2026, 11, 23)


def test_on_a_weekend_nothing_new_is_due_on_weekdays() -> None:
    assert due_run(utc(2026, 11, 22, 12), dt.date(2026, 11, 20), EIGHT, "UTC", "weekdays") is None


def test_a_digest_covers_yesterday_the_weekend_or_the_week_before() -> None:
    monday = dt.date(2026, 11, 23)
    for days, first in (("daily", 22), ("weekdays", 20), ("weekly", 16)):
        period = covers(monday, "Asia/Tokyo", days)  # type: ignore[arg-type]
        assert (period.first, period.last) == (dt.date(2026, 11, first), dt.date(2026, 11, 22))
        assert period.zone == "Asia/Tokyo"


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    start=st.dates(dt.date(2011, 12, 20), dt.date(2030, 1, 1)),
    steps=st.lists(st.integers(1, 40), min_size=1, max_size=25),
)
def test_however_the_bot_is_up_and_down_every_day_goes_out_at_most_once_and_never_early(
    zone: str, at: dt.time, start: dt.date, steps: list[int]
) -> None:
    now, last, sent = dt.datetime.combine(start, dt.time(), dt.UTC), None, []
    for hours in steps:
        now += dt.timedelta(hours=hours)
        day = due_run(now, last, at, zone)
        if day:
            assert instant_of(day, at, zone) <= now
            sent.append(day)
            last = day
    assert len(set(sent)) == len(sent)
    assert sent == sorted(sent)


@settings(max_examples=60, deadline=None)
@given(day=st.dates(dt.date(2012, 1, 1), dt.date(2035, 1, 1)), at=st.times(), zone=st.sampled_from(ZONES))
def test_the_instant_of_a_day_lies_on_that_day_or_right_after_a_gap(day: dt.date, at: dt.time, zone: str) -> None:
    local = instant_of(day, at, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert dt.timedelta() <= local - dt.datetime.combine(day, at) <= dt.timedelta(hours=1)


def test_daily_means_every_day_weekdays_five_and_weekly_mondays() -> None:
    week = [dt.date(2026, 11, 23) + number * DAY for number in range(7)]
    assert [sum(runs_on(day, kind) for day in week) for kind in ("daily", "weekdays", "weekly")] == [7, 5, 1]
