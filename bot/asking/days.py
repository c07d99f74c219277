"""What the words of a date come to: the first and last local day of `June`, `Q2 2026`, `past 90 days`, `last week`.

Each `read_…` takes the match of its pattern in `points.py` and the day of asking, and gives the first and last day.
"""

import calendar
import datetime as dt
import re

DAY = dt.timedelta(days=1)
MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
NUMBERS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
) | {"a couple of": 2, "couple of": 2, "thirty": 30, "ninety": 90, "twenty": 20, "fifty": 50, "hundred": 100}

Span = tuple[dt.date, dt.date]


class PeriodUnclear(Exception):
    """A date in a question that can be read in two ways or does not exist; the text is the sentence for the asker.

    `instead` are words of the question, and others that would settle it in their place.
    """

    def __init__(self, reason: str, *, instead: tuple[str, tuple[str, ...]] | None = None) -> None:
        super().__init__(reason)
        self.instead = instead


def month_span(year: int, month: int, months: int = 1) -> Span:
    """First day of a month and last day of the `months` that begin with it."""
    end = month + months - 1
    year_end, month_end = year + (end - 1) // 12, (end - 1) % 12 + 1
    return dt.date(year, month, 1), dt.date(year_end, month_end, calendar.monthrange(year_end, month_end)[1])


def year_span(year: int) -> Span:
    """First and last day of a year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _day(year: int, month: int, day: int, words: str) -> dt.date:
    if not 1900 <= year <= 2100:
        raise PeriodUnclear(f"The year {year} is outside any ledger: check the date.")
    try:
        return dt.date(year, month, day)
    except ValueError as wrong:
        raise PeriodUnclear(f"There is no such day as “{words.strip()}”: check the date.") from wrong


def _back(now: dt.date, months: int) -> dt.date:
    index = now.year * 12 + now.month - 1 - months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(now.day, calendar.monthrange(year, month + 1)[1]))


def year_in(m: re.Match[str]) -> int | None:
    found = m.groupdict()
    if found.get("year"):
        return int(found["year"])
    if found.get("short"):
        short = int(found["short"])
        return 2000 + short if short < 70 else 1900 + short
    return None


def read_iso(m: re.Match[str], now: dt.date) -> Span:
    day = _day(int(m["y"]), int(m["m"]), int(m["d"]), m[0])
    return day, day


def read_iso_month(m: re.Match[str], now: dt.date) -> Span:
    return month_span(int(m["y"]), int(m["m"]))


def read_dotted(m: re.Match[str], now: dt.date) -> Span:
    day = _day(int(m["y"]), int(m["m"]), int(m["d"]), m[0])
    return day, day


def read_slashed(m: re.Match[str], now: dt.date) -> Span:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if a <= 12 and b <= 12 and a != b:
        first, second = dt.date(year, b, a), dt.date(year, a, b)
        raise PeriodUnclear(
            f"“{m[0].strip()}” can be {first:%d %B} or {second:%d %B %Y}: write it as {first} or {second}.",
            instead=(m[0], (str(first), str(second))),
        )
    day = _day(year, b, a, m[0]) if a > 12 or a == b else _day(year, a, b, m[0])
    return day, day


def read_days_of_month(m: re.Match[str], now: dt.date, year: int | None = None) -> Span:
    month, day = MONTHS[m["mon"]], int(m["day"])
    last = int(m.groupdict().get("to") or day)
    year = year or year_in(m)
    if year is None:
        latest = (month, day) > (now.month, now.day)
        year = now.year - latest
    first, end = _day(year, month, day, m[0]), _day(year, month, last, m[0])
    if end < first:
        raise PeriodUnclear(f"“{m[0].strip()}” ends before it begins: check the dates.")
    return first, end


def read_month(m: re.Match[str], now: dt.date, year: int | None = None) -> Span:
    month, rel = MONTHS[m["mon"]], m.groupdict().get("rel")
    year = year or year_in(m)
    if year is None and rel and "year" in rel:
        year = now.year - (not rel.startswith("this"))
    if year is None and rel and rel.startswith("this"):
        year = now.year
    if year is None:
        year = now.year - (month > now.month or (month == now.month and rel is not None and rel.startswith("last")))
    return month_span(year, month)


def read_quarter(m: re.Match[str], now: dt.date, year: int | None = None) -> Span:
    found = m.groupdict()
    quarter = int(found["q"]) if found.get("q") else ORDINALS[found["ord"]]
    year = (
        year or year_in(m) or (now.year - 1 if found.get("lastyear") else now.year if found.get("thisyear") else None)
    )
    if year is None:
        year = now.year - (quarter * 3 - 2 > now.month)
    return month_span(year, quarter * 3 - 2, 3)


def read_half(m: re.Match[str], now: dt.date) -> Span:
    found = m.groupdict()
    half = int(found["h"]) if found.get("h") else {"first": 1, "1st": 1}.get(found["ord"], 2)
    year = year_in(m) or (now.year - 1 if found.get("lastyear") else now.year)
    return month_span(year, half * 6 - 5, 6)


def read_week_of(m: re.Match[str], now: dt.date) -> Span:
    day = read_iso(m, now)[0] if m.groupdict().get("y") else read_days_of_month(m, now)[0]
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def read_year_point(m: re.Match[str], now: dt.date) -> Span:
    return year_span(year_in(m) or now.year)


def read_two_years(m: re.Match[str], now: dt.date) -> Span:
    year = int(m["y"])
    if int(m["next"]) != (year + 1) % 100:
        raise PeriodUnclear(f"I cannot read “{m[0].strip()}” as a date: write 2024-03, 2023-24 or 2023 to 2025.")
    return dt.date(year, 1, 1), dt.date(year + 1, 12, 31)


def read_decade(m: re.Match[str], now: dt.date) -> Span:
    return dt.date(int(m["y"]), 1, 1), dt.date(int(m["y"]) + 9, 12, 31)


def read_named_day(m: re.Match[str], now: dt.date) -> Span:
    words = m[0].strip()
    if words in ("last night", "overnight"):
        return now - DAY, now
    back = 2 if "before" in words else 1 if words == "yesterday" else 0
    return now - back * DAY, now - back * DAY


def read_weekday(m: re.Match[str], now: dt.date) -> Span:
    back = (now.weekday() - WEEKDAYS[m["weekday"]]) % 7
    if m["rel"] == "last" and back == 0:
        back = 7
    return now - back * DAY, now - back * DAY


def read_unit(m: re.Match[str], now: dt.date) -> Span:
    rel, unit = m["rel"], m["unit"]
    current = rel in ("this", "current")
    if unit == "weekend":
        saturday = now - ((now.weekday() - 5) % 7) * DAY
        if not current and now.weekday() >= 5:
            saturday -= 7 * DAY
        return saturday, min(saturday + DAY, now) if current else saturday + DAY
    if unit == "week":
        monday = now - now.weekday() * DAY
        return (monday, now) if current else (monday - 7 * DAY, monday - DAY)
    if unit == "year":
        return (dt.date(now.year, 1, 1), now) if current else year_span(now.year - 1)
    months = 3 if unit == "quarter" else 1
    first = dt.date(now.year, (now.month - 1) // months * months + 1, 1)
    if current:
        return first, now
    before = first - DAY
    return month_span(before.year, before.month - months + 1, months)


def read_before_last(m: re.Match[str], now: dt.date) -> Span:
    if m["unit"] == "year":
        return year_span(now.year - 2)
    if m["unit"] == "week":
        monday = now - (now.weekday() + 14) * DAY
        return monday, monday + 6 * DAY
    back = _back(now.replace(day=1), 2)
    return month_span(back.year, back.month)


def read_rolling(m: re.Match[str], now: dt.date) -> Span:
    found = m.groupdict()
    words = found.get("count")
    count = 1 if not words else int(words) if words.isdecimal() else NUMBERS[words]
    unit = m["unit"].rstrip("s")
    if count < 1 or count > 4000:
        raise PeriodUnclear(f"“{m[0].strip()}” is no period that I can look up: give a number of days.")
    if unit == "hour":
        return now - -(-count // 24) * DAY, now
    if unit in ("day", "week", "fortnight"):
        days = count * {"day": 1, "week": 7, "fortnight": 14}[unit]
        return now - (days - 1) * DAY, now
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    if months > 12 * 150:
        raise PeriodUnclear(f"“{m[0].strip()}” reaches back further than any ledger: give a shorter period.")
    return _back(now, months) + DAY, now


def read_days_ago(m: re.Match[str], now: dt.date) -> Span:
    words = m["count"]
    day = now - (int(words) if words.isdecimal() else NUMBERS[words]) * DAY
    return day, day


def read_weekend(m: re.Match[str], now: dt.date) -> Span:
    saturday = now - ((now.weekday() - 5) % 7) * DAY
    return saturday, min(saturday + DAY, now)


def read_year_so_far(m: re.Match[str], now: dt.date) -> Span:
    return dt.date(now.year, 1, 1), now
