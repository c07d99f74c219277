"""Digests over the whole way from what is due to what is handed over, on the days on which calendars are odd."""

import datetime as dt
from collections.abc import Iterator

import pytest

from store.subscriptions import Terms
from tests.bot.sending import TEAM, subscribe
from tests.bot.test_runs import World

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.desk.ledger.store.close()


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]


def wants(world: World, made: dt.datetime, **terms: object) -> str:
    """A subscription that was made at an instant; gives its id."""
    given = Terms.model_validate(terms)
    one = world.rooms.subscriptions.add(
        "digest",  # type: ignore[arg-type]
        given,
        team=TEAM,
        channel="C0DESK",
        owner="U0ANN",
        at=made,
    )
    return one.id


def told(world: World, start: dt.datetime, end: dt.datetime, step: dt.timedelta = 15 * MINUTE) -> list[tuple[str, str]]:
    """Let the bot look every so often; gives when digests were handed over (UTC), and their keys."""
    found, world.now.at = [], start
    while world.now.at <= end:
        for order in world.runs.due(world.now.at):
            assert world.one(order) == "posted"
            found.append((f"{world.now.at:%d %H:%M}", order.key))
        world.now.at += step
    return found


def test_a_leap_day_gets_its_digest_and_is_told_in_the_next(world: World) -> None:
    wants(world, utc(2028, 2, 27), zone="UTC")
    world.log("2028-02-29")
    assert told(world, utc(2028, 2, 28, 12), utc(2028, 3, 1, 12)) == [
        ("28 12:00", "digest:S-1:2028-02-28"),
        ("29 08:00", "digest:S-1:2028-02-29"),
        ("01 08:00", "digest:S-1:2028-03-01"),
    ]
    assert "Tue 29 Feb 2028" in world.texts()[-1]
    assert "INT-1001" in world.texts()[-1]


@pytest.mark.parametrize(("year", "last"), [(2028, 29), (2027, 28)])
def test_a_monthly_digest_of_the_31st_comes_on_the_last_day_of_february(world: World, year: int, last: int) -> None:
    wants(world, utc(year, 2, 1), zone="UTC", days="monthly", month_day=31)
    assert told(world, utc(year, 2, 1), utc(year, 3, 31, 23), 8 * HOUR) == [
        (f"{last} 08:00", f"digest:S-1:{year}-02-{last}"),
        ("31 08:00", f"digest:S-1:{year}-03-31"),
    ]


def test_the_same_morning_comes_a_day_apart_at_both_ends_of_the_world(world: World) -> None:
    for zone in ("Pacific/Apia", "Pacific/Pago_Pago"):  # UTC+13 and UTC-11
        wants(world, utc(2026, 11, 20), zone=zone)
    assert told(world, utc(2026, 11, 20, 18), utc(2026, 11, 21, 19)) == [
        ("20 19:00", "digest:S-1:2026-11-21"),
        ("20 19:00", "digest:S-2:2026-11-20"),
        ("21 19:00", "digest:S-1:2026-11-22"),
        ("21 19:00", "digest:S-2:2026-11-21"),
    ]


def test_a_zone_goes_by_its_old_name_and_by_its_new_one(world: World) -> None:
    for zone in ("Europe/Kiev", "Europe/Kyiv", "US/Alaska", "America/Anchorage"):
        wants(world, utc(2026, 3, 28, 20), zone=zone)
    at = told(world, utc(2026, 3, 28, 20), utc(2026, 3, 29, 20))  # the clocks are put forward in Europe
    assert [(when, key[7:10]) for when, key in at] == [
        ("29 05:00", "S-1"),
        ("29 05:00", "S-2"),
        ("29 16:00", "S-3"),
        ("29 16:00", "S-4"),
    ]


def test_the_missing_hour_fires_right_after_the_gap_and_the_doubled_hour_once(world: World) -> None:
    wants(world, utc(2026, 3, 28, 12), zone="Europe/Zurich", at="02:30")
    assert told(world, utc(2026, 3, 28, 12), utc(2026, 3, 29, 12)) == [("29 01:00", "digest:S-1:2026-03-29")]
    told(world, utc(2026, 10, 24, 12), utc(2026, 10, 24, 12))
    assert told(world, utc(2026, 10, 24, 13), utc(2026, 10, 25, 12)) == [("25 00:30", "digest:S-1:2026-10-25")]


@pytest.mark.parametrize("back", [HOUR, DAY, 40 * DAY])
def test_a_clock_that_is_set_back_posts_nothing_twice_and_nothing_less_once_it_is_right_again(
    world: World, back: dt.timedelta
) -> None:
    subscribe(world.rooms)
    start = utc(2026, 11, 22, 8)
    assert told(world, start, start) == [("22 08:00", "digest:S-1:2026-11-22")]
    assert told(world, start - back, start - back + HOUR) == []
    assert told(world, start + HOUR, start + DAY) == [("23 08:00", "digest:S-1:2026-11-23")]
    assert "Sun 22 Nov 2026" in world.texts()[-1]


def test_after_three_days_of_downtime_each_zone_gets_one_digest_that_says_what_it_covers(world: World) -> None:
    zones = ("UTC", "Pacific/Apia", "Pacific/Pago_Pago", "America/Anchorage")
    for zone in zones:
        wants(world, utc(2026, 11, 20), zone=zone)
    told(world, utc(2026, 11, 20, 20), utc(2026, 11, 21, 20))
    before = len(world.texts())
    found = told(world, utc(2026, 11, 24, 20), utc(2026, 11, 24, 22))
    assert sorted(key[:10] for _, key in found) == [f"digest:S-{n}" for n in (1, 2, 3, 4)]
    assert all(" – " in text.splitlines()[0] for text in world.texts()[before:])
