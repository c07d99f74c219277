"""Days as phrases mean them: an interval with its width, and the small calendar sums behind it."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.reading.numbers import whole_number

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
VAGUE_NUMBERS = {"a": 1, "an": 1, "a couple of": 2, "several": 3, "a few": 3}


class Grain(StrEnum):
    """How wide a phrase is: one day, some days, or a vaguer stretch inside a month or year."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days; both ends None where the phrase is relative and nothing is known to count from.

    `anchored`: counted from a day named before it in the text. `listed`: two days named apart ("Monday and Tuesday").
    `guess` says which assumption was made, or is empty.
    """

    first: dt.date | None
    last: dt.date | None
    grain: Grain
    anchored: bool = False
    listed: bool = False
    yearless: bool = False
    guess: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase at text[start:end] and the days that it means."""

    start: int
    end: int
    words: str
    days: Days
    rule: str
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Base:
    """What a relative phrase counts from: the day of publication, the last day that the text named, the year named.

    `said` is the day of an announcement in the same sentence: "said on Wednesday that … the day before".
    """

    published: dt.date | None
    named: dt.date | None = None
    year: int | None = None
    day_first: bool | None = None
    said: dt.date | None = None


UNKNOWN_DAY = Days(None, None, Grain.DAY)
Resolve = Callable[[re.Match[str], Base], Days | None]


@dataclass(frozen=True, slots=True)
class DateRule:
    """One form of date phrase; `reads` gives phrases with their days as of Thursday 2017-04-20."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolve
    reads: tuple[tuple[str, str, str], ...]
    ignores: tuple[str, ...] = ()


def number(words: str) -> int:
    """A small whole number in digits or words; `several` and `a few` are three. Raises ValueError for other words."""
    found = VAGUE_NUMBERS.get(words.lower(), whole_number(words))
    if found is None:
        raise ValueError(f"{words!r} is no number")
    return found


def month_of(words: str) -> int:
    """The number of a month by its name or abbreviation."""
    return MONTHS[words.rstrip(".").lower()]


def day_of(words: str) -> int:
    """The number of a day of the month: `3`, `03`, `3rd`."""
    return int(re.sub(r"\D", "", words))


def one(day: dt.date, **more: object) -> Days:
    """A single day."""
    return replace(Days(day, day, Grain.DAY), **more)  # type: ignore[arg-type]


def whole_month(year: int, month: int, guess: str = "") -> Days:
    """All days of a month."""
    last = calendar.monthrange(year, month)[1]
    return Days(dt.date(year, month, 1), dt.date(year, month, last), Grain.MONTH, guess=guess)


def whole_months(year: int, first: int, count: int, **more: object) -> Days:
    """`count` whole months from a month of a year; `first` may lie beyond December."""
    begin, end = year * 12 + first - 1, year * 12 + first + count - 2
    last = calendar.monthrange(end // 12, end % 12 + 1)[1]
    days = Days(
        dt.date(begin // 12, begin % 12 + 1, 1),
        dt.date(end // 12, end % 12 + 1, last),
        Grain.MONTH if count == 1 else Grain.YEAR,
    )
    return replace(days, **more)  # type: ignore[arg-type]


def whole_year(year: int) -> Days:
    """All days of a year."""
    return Days(dt.date(year, 1, 1), dt.date(year, 12, 31), Grain.YEAR)


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def full_year(words: str) -> int:
    """A year of two or four digits; `23` is 2023, `87` is 1987."""
    year = int(words.strip("'’"))
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def past_year(words: str, base: Base) -> int:
    """A year of two or four digits; behind an apostrophe it is never later than publication: `'42` is 1942."""
    year = full_year(words)
    late = base.published is not None and words[0] in "'’" and year > base.published.year + 1
    return year - 100 if late else year


def without_year(month: int, day: int, base: Base) -> tuple[dt.date | None, str]:
    """A day whose year is not said: that of the year just named, else the last such day up to two days ahead."""
    if base.year is not None:
        return make_day(base.year, month, day), ""
    if base.published is None:
        return None, ""
    latest = base.published + dt.timedelta(days=2)
    for year in (latest.year, latest.year - 1, latest.year - 2, latest.year - 3, latest.year - 4):
        found = make_day(year, month, day)
        if found and found <= latest:
            return found, f"year {year} assumed"
    return None, ""


def named_year(words: str, base: Base) -> int | None:
    """The year that a number, `this year` or `last year` means; None where nothing is known to count from."""
    if words[:1].isdigit() or words[:1] in "'’":
        return past_year(words, base)
    if base.published is None:
        return None
    return base.published.year - (1 if words.lower().startswith(("last", "the previous")) else 0)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth such weekday (Monday is 0) of a month; -1 is the last.

    >>> nth_weekday(2016, 11, calendar.THURSDAY, 4)
    datetime.date(2016, 11, 24)
    """
    days = [day for week in calendar.monthcalendar(year, month) if (day := week[weekday])]
    return dt.date(year, month, days[nth - 1 if nth > 0 else nth])
