"""The local days of a digest and how its window reads."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest import Period, days_before, period_for, week_before, week_for
from bot.digest.period import title_of

ZONES = ("America/Anchorage", "Pacific/Apia", "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/Vilnius", "UTC")
EPOCH = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
INSTANTS = st.integers(0, 50 * 366 * 24 * 60).map(lambda minutes: EPOCH + dt.timedelta(minutes=minutes))


def test_the_morning_digest_reports_the_local_yesterday() -> None:
    now = dt.datetime(2026, 11, 22, 17, 0, tzinfo=dt.UTC)
    assert period_for(now, "America/Anchorage").first == dt.date(2026, 11, 21)
    assert period_for(now, "Pacific/Apia").first == dt.date(2026, 11, 22)


def test_a_week_is_the_last_whole_one_from_monday_to_sunday() -> None:
    monday, sunday = dt.date(2026, 11, 16), dt.date(2026, 11, 22)
    for day in range(23, 30):
        assert week_before(dt.date(2026, 11, day), "UTC") == Period(monday, sunday, "UTC")


@settings(max_examples=100)
@given(INSTANTS, st.sampled_from(ZONES), st.integers(1, 40))
def test_the_period_ends_on_the_day_before_the_local_day(now: dt.datetime, zone: str, days: int) -> None:
    period = period_for(now, zone, days=days)
    today = now.astimezone(ZoneInfo(zone)).date()
    assert period.last + dt.timedelta(days=1) == today
    assert (period.last - period.first).days == days - 1
    week = week_for(now, zone)
    assert week.first.weekday() == 0
    assert dt.timedelta(days=1) <= today - week.last <= dt.timedelta(days=7)


def test_the_title_tells_the_window_and_the_zone_with_its_offset() -> None:
    day = dt.date(2026, 11, 21)
    assert (
        title_of(Period(day, day, "America/Anchorage"))
        == "Daily digest · Sat 21 Nov 2026 · 00:00 – 24:00 America/Anchorage (UTC-9)"
    )
    assert title_of(week_before(dt.date(2026, 11, 9), "Asia/Kathmandu")) == (
        "Weekly digest · Mon 2 – Sun 8 Nov 2026 · 00:00 – 24:00 Asia/Kathmandu (UTC+5:45)"
    )
    assert title_of(days_before(dt.date(2026, 1, 3), "UTC", days=5)).startswith("Digest · Mon 29 Dec 2025 – Fri 2 Jan")


def test_a_day_on_which_the_clocks_change_names_both_offsets() -> None:
    day = dt.date(2026, 11, 1)
    assert title_of(Period(day, day, "America/Anchorage")).endswith("America/Anchorage (UTC-8, then UTC-9)")


@pytest.mark.parametrize("zone", ["America/Ancorage", "", "../etc/passwd", "Mars/Base", "/etc"])
def test_an_unknown_zone_is_refused_in_a_sentence(zone: str) -> None:
    with pytest.raises(ValueError, match="There is no time zone"):
        days_before(dt.date(2026, 1, 1), zone)


def test_a_misspelt_zone_gets_a_suggestion() -> None:
    with pytest.raises(ValueError, match="did you mean America/Anchorage"):
        days_before(dt.date(2026, 1, 1), "America/Ancorage")


def test_no_days_a_naive_time_and_the_first_day_of_all_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        days_before(dt.date(2026, 1, 1), "UTC", days=0)
    with pytest.raises(ValueError, match="aware"):
        period_for(dt.datetime(2026, 1, 1), "UTC")  # noqa: DTZ001
    with pytest.raises(ValueError, match="no days before"):
        week_before(dt.date.min, "UTC")
