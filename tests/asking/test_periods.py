"""Dates in questions as intervals, seen from Sunday 22 November 2026."""

import datetime as dt

import pytest

from bot.asking.days import PeriodUnclear
from bot.asking.periods import find_periods
from tests.asking.ledger import NOW

PERIODS: tuple[tuple[str, str | None, str | None], ...] = (
    ("2024", "2024-01-01", "2024-12-31"),
    ("in '24", "2024-01-01", "2024-12-31"),
    ("since 2020", "2020-01-01", None),
    ("since june", "2026-06-01", None),
    ("since december", "2025-12-01", None),
    ("before 2020", None, "2019-12-31"),
    ("until 2020", None, "2020-12-31"),
    ("after june 2025", "2025-07-01", None),
    ("from 2021 onwards", "2021-01-01", None),
    ("2019 to 2023", "2019-01-01", "2023-12-31"),
    ("2024-2026", "2024-01-01", "2026-12-31"),
    ("2023-24", "2023-01-01", "2024-12-31"),
    ("between march and may 2023", "2023-03-01", "2023-05-31"),
    ("from november 2024 to february 2025", "2024-11-01", "2025-02-28"),
    ("november to february 2025", "2024-11-01", "2025-02-28"),
    ("since 2020 until 2022", "2020-01-01", "2022-12-31"),
    ("in q2 2024", "2024-04-01", "2024-06-30"),
    ("the third quarter of 2023", "2023-07-01", "2023-09-30"),
    ("h1 2024", "2024-01-01", "2024-06-30"),
    ("the second half of 2023", "2023-07-01", "2023-12-31"),
    ("summer 2022", "2022-06-01", "2022-08-31"),
    ("winter 2023-24", "2023-12-01", "2024-02-29"),
    ("the 1990s", "1990-01-01", "1999-12-31"),
    ("14.02.2023", "2023-02-14", "2023-02-14"),
    ("2023-02-14", "2023-02-14", "2023-02-14"),
    ("2023-02", "2023-02-01", "2023-02-28"),
    ("13/04/2026", "2026-04-13", "2026-04-13"),
    ("14 feb '23", "2023-02-14", "2023-02-14"),
    ("feb. 14th, 2023", "2023-02-14", "2023-02-14"),
    ("9-11 march 2024", "2024-03-09", "2024-03-11"),
    ("between 5 and 12 march 2024", "2024-03-05", "2024-03-12"),
    ("10 june to 3 july 2024", "2024-06-10", "2024-07-03"),
    ("in may", "2026-05-01", "2026-05-31"),
    ("november last year", "2025-11-01", "2025-11-30"),
    ("today", "2026-11-22", "2026-11-22"),
    ("the day before yesterday", "2026-11-20", "2026-11-20"),
    ("on tuesday", "2026-11-17", "2026-11-17"),
    ("last sunday", "2026-11-15", "2026-11-15"),
    ("this week", "2026-11-16", "2026-11-22"),
    ("last week", "2026-11-09", "2026-11-15"),
    ("this month", "2026-11-01", "2026-11-22"),
    ("last month", "2026-10-01", "2026-10-31"),
    ("last quarter", "2026-07-01", "2026-09-30"),
    ("this year", "2026-01-01", "2026-11-22"),
    ("last year's", "2025-01-01", "2025-12-31"),
    ("the past 30 days", "2026-10-24", "2026-11-22"),
    ("past 3 months", "2026-08-23", "2026-11-22"),
    ("2020+", "2020-01-01", None),
)


@pytest.mark.parametrize(("words", "since", "until"), PERIODS)
def test_words_of_time_are_intervals_with_both_ends_inside(words: str, since: str | None, until: str | None) -> None:
    found = find_periods(words, NOW)
    assert [(_iso(p.since), _iso(p.until)) for p in found] == [(since, until)]
    assert (found[0].start, found[0].end) == (0, len(words))


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    "words",
    (
        "30 february 2024",
        "03/04/2026",
        "next week",
        "tomorrow",
        "late 2024",
        "fiscal 2022",
        "winter 2023",
        "in summer",
        "2023-25",
        "from 2024 to 2020",
        "on tuesdays",
        "the past few weeks",
        "0001-01-01",
    ),
)
def test_impossible_ambiguous_vague_and_future_dates_are_not_guessed(words: str) -> None:
    with pytest.raises(PeriodUnclear) as unclear:
        find_periods(words, NOW)
    assert str(unclear.value).endswith((".", "”."))


@pytest.mark.parametrize(
    "words", ["they may fly", "march past", "10 aircraft", "30 days", "rc-135", "f-22", "12 or more"]
)
def test_words_that_only_look_like_dates_are_left_alone(words: str) -> None:
    assert find_periods(words, NOW) == []
