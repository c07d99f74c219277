"""Named stretches of days in a question, without prepositions: `June`, `Q2 2026`, `summer '21`, `past 90 days`."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

DAY = dt.timedelta(days=1)
MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
NUMBERS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
) | {"a couple of": 2, "couple of": 2, "thirty": 30, "ninety": 90, "twenty": 20, "fifty": 50, "hundred": 100}

ROLLED = {"week": 7, "month": 30, "quarter": 90, "year": 365}

Span = tuple[dt.date, dt.date]


class PeriodUnclear(Exception):
    """A date in a question that can be read in two ways or does not exist; the text is the sentence for the asker."""


@dataclass(frozen=True, slots=True)
class Point:
    """A named stretch of days before its preposition is read. `again` reads it once more in a year given elsewhere."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    again: Callable[[int], Span] | None = None


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


_MON = r"(?P<mon>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:(?P<year>(?:19[4-9]|20\d)\d)\b(?![-/.]\d\d?(?!\d))|['’](?P<short>\d\d)\b)"
_DAYNUM = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_COUNT = r"(?P<count>\d{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"


def _year(m: re.Match[str]) -> int | None:
    found = m.groupdict()
    if found.get("year"):
        return int(found["year"])
    if found.get("short"):
        short = int(found["short"])
        return 2000 + short if short < 70 else 1900 + short
    return None


def _iso(m: re.Match[str], now: dt.date) -> Span:
    day = _day(int(m["y"]), int(m["m"]), int(m["d"]), m[0])
    return day, day


def _iso_month(m: re.Match[str], now: dt.date) -> Span:
    return month_span(int(m["y"]), int(m["m"]))


def _dotted(m: re.Match[str], now: dt.date) -> Span:
    day = _day(int(m["y"]), int(m["m"]), int(m["d"]), m[0])
    return day, day


def _slashed(m: re.Match[str], now: dt.date) -> Span:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if a <= 12 and b <= 12 and a != b:
        first, second = dt.date(year, b, a), dt.date(year, a, b)
        raise PeriodUnclear(
            f"“{m[0].strip()}” can be {first:%d %B} or {second:%d %B %Y}: write it as {first} or {second}."
        )
    day = _day(year, b, a, m[0]) if a > 12 or a == b else _day(year, a, b, m[0])
    return day, day


def _days_of_month(m: re.Match[str], now: dt.date, year: int | None = None) -> Span:
    month, day = MONTHS[m["mon"]], int(m["day"])
    last = int(m.groupdict().get("to") or day)
    year = year or _year(m)
    if year is None:
        latest = (month, day) > (now.month, now.day)
        year = now.year - latest
    first, end = _day(year, month, day, m[0]), _day(year, month, last, m[0])
    if end < first:
        raise PeriodUnclear(f"“{m[0].strip()}” ends before it begins: check the dates.")
    return first, end


def _month(m: re.Match[str], now: dt.date, year: int | None = None) -> Span:
    month, rel = MONTHS[m["mon"]], m.groupdict().get("rel")
    year = year or _year(m)
    if year is None and rel and "year" in rel:
        year = now.year - (not rel.startswith("this"))
    if year is None and rel and rel.startswith("this"):
        year = now.year
    if year is None:
        year = now.year - (month > now.month or (month == now.month and rel is not None and rel.startswith("last")))
    return month_span(year, month)


def _quarter(m: re.Match[str], now: dt.date, year: int | None = None) -> Span:
    found = m.groupdict()
    quarter = int(found["q"]) if found.get("q") else ORDINALS[found["ord"]]
    year = year or _year(m) or (now.year - 1 if found.get("lastyear") else now.year if found.get("thisyear") else None)
    if year is None:
        year = now.year - (quarter * 3 - 2 > now.month)
    return month_span(year, quarter * 3 - 2, 3)


def _half(m: re.Match[str], now: dt.date) -> Span:
    found = m.groupdict()
    half = int(found["h"]) if found.get("h") else {"first": 1, "1st": 1}.get(found["ord"], 2)
    year = _year(m) or (now.year - 1 if found.get("lastyear") else now.year)
    return month_span(year, half * 6 - 5, 6)


def _season(m: re.Match[str], now: dt.date) -> Span:
    start, year, rel = SEASONS[m["season"]], _year(m), m["rel"]
    if year is None and rel is None:
        raise PeriodUnclear(f"Which year's {m['season']} do you mean? Write “{m['season']} {now.year}”.")
    if year is None:
        year = now.year if rel == "this" or now > month_span(now.year, start, 3)[1] else now.year - 1
    return month_span(year, start, 3)


def _winter(m: re.Match[str], now: dt.date) -> Span:
    if m["next"] is None:
        raise PeriodUnclear("A winter spans two years: write “winter 2023-24”, or give the months.")
    return month_span(int(m["y"]), 12, 3)


def _year_point(m: re.Match[str], now: dt.date) -> Span:
    return year_span(_year(m) or now.year)


def _two_years(m: re.Match[str], now: dt.date) -> Span:
    year = int(m["y"])
    if int(m["next"]) != (year + 1) % 100:
        raise PeriodUnclear(f"I cannot read “{m[0].strip()}” as a date: write 2024-03, 2023-24 or 2023 to 2025.")
    return dt.date(year, 1, 1), dt.date(year + 1, 12, 31)


def _decade(m: re.Match[str], now: dt.date) -> Span:
    return dt.date(int(m["y"]), 1, 1), dt.date(int(m["y"]) + 9, 12, 31)


def _named_day(m: re.Match[str], now: dt.date) -> Span:
    words = m[0].strip()
    if words in ("last night", "overnight"):
        return now - DAY, now
    back = 2 if "before" in words else 1 if words == "yesterday" else 0
    return now - back * DAY, now - back * DAY


def _weekday(m: re.Match[str], now: dt.date) -> Span:
    back = (now.weekday() - WEEKDAYS[m["weekday"]]) % 7
    if m["rel"] == "last" and back == 0:
        back = 7
    return now - back * DAY, now - back * DAY


def _unit(m: re.Match[str], now: dt.date) -> Span:
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


def _rolling(m: re.Match[str], now: dt.date) -> Span:
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


def _loose_rolling(m: re.Match[str], now: dt.date) -> Span:
    unit = m["unit"]
    raise PeriodUnclear(
        f"“{m[0].strip()}” can be the calendar {unit} before this one or the time up to today: "
        f"write “last {unit}” or “the past {ROLLED[unit]} days”."
    )


def _days_ago(m: re.Match[str], now: dt.date) -> Span:
    words = m["count"]
    day = now - (int(words) if words.isdecimal() else NUMBERS[words]) * DAY
    return day, day


def _future(m: re.Match[str], now: dt.date) -> Span:
    raise PeriodUnclear("The ledger holds what was reported, not what is to come: ask about a time that has passed.")


_FISCAL_STARTS = {
    "j": 4,
    "u": 10,
    "a": 10,
}  # Japan's year begins in April and is called by it; America's ends in its year


def _named_fiscal(m: re.Match[str], now: dt.date) -> Span:
    year = int(m["y"]) if len(m["y"]) == 4 else 2000 + int(m["y"])
    begins = _FISCAL_STARTS[m["whose"][0]]
    return month_span(year if begins == 4 else year - 1, begins, 12)


def _fiscal(m: re.Match[str], now: dt.date) -> Span:
    raise PeriodUnclear(
        "Fiscal years differ (Japan April to March, United States October to September): give the two dates."
    )


def _vague(m: re.Match[str], now: dt.date) -> Span:
    raise PeriodUnclear(f"“{m[0].strip()}” names no exact days: give a month, a year or a number of days.")


_OF = r"(?:,? ?(?:of |in )?(?:the year )?)"
_REST_OF_QUARTER = rf"(?:{_OF}(?:{_YEAR}|(?P<lastyear>last year)|(?P<thisyear>this year)))?"

_WHOSE = r"japan(?:ese)?|united states|u\.?s\.?|american?"
_FY = r"(?:fiscal(?: year)?|financial year|fy)"

# The most specific first: a day is tried before its month, a month before its year.
POINTS: tuple[tuple[str, Callable[..., Span]], ...] = (
    (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b", _iso),
    (r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})\b", _dotted),
    (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})\b", _slashed),
    (r"(?P<y>(?:19|20)\d\d)[-/](?P<m>0[1-9]|1[0-2])\b(?![-/]\d)", _iso_month),
    (r"winter(?: of)?(?: (?P<y>(?:19|20)\d\d)(?:[-–/](?P<next>\d{2,4}))?)?\b", _winter),
    (r"(?P<y>(?:19|20)\d\d)[-–/](?P<next>\d\d)\b(?![-/]\d)", _two_years),
    (rf"(?P<whose>{_WHOSE})(?:['’]s)? {_FY} ?['’]?(?P<y>(?:20)?\d\d)\b", _named_fiscal),
    (rf"{_FY} ?['’]?(?P<y>(?:20)?\d\d)\b (?:\(|in |of |for )?(?:the )?(?P<whose>{_WHOSE})\b\)?", _named_fiscal),
    (r"(?P<whose>j|us)fy ?['’]?(?P<y>(?:20)?\d\d)\b", _named_fiscal),
    (r"fiscal(?: year)? ?['’]?\d*\b|\bfy ?['’]?\d+\b|\bfiscal years?\b", _fiscal),
    (
        r"(?:next (?:week|month|year|quarter|summer|time|weekend|few \w+)|tomorrow|tonight|coming (?:days|weeks"
        r"|months|week|month|year)"
        r"|(?:the )?next \d+ \w+)",
        _future,
    ),
    (
        r"(?:(?:past|last|recent|previous) (?:few|several) (?:days|weeks|months|years|hours)|a while ago|(?:early"
        r"|late|mid)[- ]"
        rf"(?=(?:the )?(?:{_MON.replace('?P<mon>', '?:')}|(?:19|20)\d\d|last|this|['’]\d\d))|\b(?:weekends|mondays"
        r"|tuesdays|wednesdays|"
        r"thursdays|fridays|saturdays|sundays)\b)",
        _vague,
    ),
    (
        rf"(?:(?:between|from) )?{_DAYNUM} ?(?:-|–|to|and|until|till|through|thru) ?(?P<to>\d{{1,2}})(?:st|nd|rd"
        rf"|th)?(?: of)? {_MON}(?:,? ?{_YEAR})?",
        _days_of_month,
    ),
    (
        rf"(?:(?:between|from) )?{_MON} {_DAYNUM} ?(?:-|–|to|and|until|till|through|thru) ?(?P<to>\d{{1,2}})"
        rf"(?:st|nd|rd|th)?\b(?!\d| ?{_MON.replace('?P<mon>', '?:')})(?:,? {_YEAR})?",
        _days_of_month,
    ),
    (rf"{_DAYNUM}(?: of)?[ -]{_MON}(?:,?[ -]?{_YEAR})?", _days_of_month),
    (rf"{_MON} {_DAYNUM}\b(?! ?(?:or more|aircraft|planes|jets))(?:,? {_YEAR})?", _days_of_month),
    (rf"{_MON},? (?:of )?(?P<rel>last year|this year)", _month),
    (rf"(?P<rel>this|last|this past) {_MON}(?! \d)", _month),
    (rf"{_MON}[ -]?(?:of )?{_YEAR}", _month),
    (rf"{_MON}(?! \d)", _month),
    (rf"{_YEAR}[ -]?q(?P<q>[1-4])\b", _quarter),
    (rf"q(?P<q>[1-4])\b{_REST_OF_QUARTER}", _quarter),
    (rf"(?P<ord>first|1st|second|2nd|third|3rd|fourth|4th) quarter\b{_REST_OF_QUARTER}", _quarter),
    (rf"h(?P<h>[12])\b{_OF}{_YEAR}", _half),
    (rf"(?P<ord>first|1st|second|2nd) half{_OF}(?:{_YEAR}|(?P<lastyear>last year)|this year)", _half),
    (rf"(?:(?P<rel>last|this) )?(?P<season>spring|summer|autumn|fall)\b(?: ?(?:of )?{_YEAR})?", _season),
    (r"(?P<y>(?:19|20)\d0)s\b", _decade),
    (r"(?:the )?day before yesterday|yesterday|today|this morning|last night|overnight|this evening", _named_day),
    (
        rf"(?:the )?(?:past|last|previous|latest|trailing) {_COUNT}[ -](?P<unit>hours?|days?|weeks?|fortnights?"
        r"|months?|quarters?|years?)\b",
        _rolling,
    ),
    (r"(?:the )?past (?P<unit>week|fortnight|month|quarter|year)\b", _rolling),
    (r"the last (?P<unit>week|month|quarter|year)\b", _loose_rolling),
    (rf"{_COUNT} days? ago", _days_ago),
    (
        r"(?P<rel>this|last|previous|current) (?:calendar )?(?P<unit>weekend|week|month|quarter|year)\b(?: so far"
        r"| to date)?",
        _unit,
    ),
    (r"(?:so far )(?P<rel>this) (?P<unit>week|month|quarter|year)\b", _unit),
    (r"(?P<rel>this)?(?P<unit>year)[ -]to[ -]date\b", lambda m, now: (dt.date(now.year, 1, 1), now)),
    (r"ytd\b", lambda m, now: (dt.date(now.year, 1, 1), now)),
    (r"the weekend\b", lambda m, now: _weekend(now)),
    (rf"(?:(?P<rel>last|this|on) )?(?P<weekday>{'|'.join(WEEKDAYS)})\b", _weekday),
    (_YEAR, _year_point),
)
_COMPILED = tuple((re.compile(r"(?<![\w/])(?<!\d\.)(?:" + pattern + r")"), make) for pattern, make in POINTS)
_REDONE = (_days_of_month, _month, _quarter)


def _weekend(now: dt.date) -> Span:
    saturday = now - ((now.weekday() - 5) % 7) * DAY
    return saturday, min(saturday + DAY, now)


def find_points(text: str, now: dt.date, original: str) -> list[Point]:
    """Every named stretch of days in lower-case `text`; `original` keeps the capitals. Raises PeriodUnclear."""
    found: list[Point] = []
    taken = [False] * len(text)
    for pattern, make in _COMPILED:
        for m in pattern.finditer(text):
            if any(taken[m.start() : m.end()]) or _is_no_month(m, original):
                continue
            first, last = make(m, now)
            again = None
            if make in _REDONE and _year(m) is None and not (m.groupdict().get("rel")):
                again = _in_year(make, m, now)
            found.append(Point(m.start(), m.end(), first, last, again))
            taken[m.start() : m.end()] = [True] * (m.end() - m.start())
    return sorted(found, key=lambda point: point.start)


def _in_year(make: Callable[..., Span], m: re.Match[str], now: dt.date) -> Callable[[int], Span]:
    return lambda year: make(m, now, year)


_DATE_BEFORE = re.compile(
    r"(?:\b(?:in|since|during|before|after|until|till|of|from|between|to|and|for|through|this|last|or|vs|versus"
    r"|by)|[,–-]|\d) ?$"
)


def _is_no_month(m: re.Match[str], original: str) -> bool:
    """`may`, `march` and `fall` are also verbs: alone they are dates only after a word that dates take.

    With a capital inside the sentence `May` and `March` are months anyway.
    """
    found = m.groupdict()
    if found.get("season") == "fall" and not (found.get("rel") or _year(m)):
        return not re.search(r"\b(?:in|since|during|before|after|until|of|the|by) ?$", original[: m.start()].lower())
    if m.groupdict().get("mon") not in ("may", "march", "mar", "sun") or re.search(r"\d", m[0]):
        return False
    place = m.start("mon")
    if original[place].isupper() and place > 0:
        return False
    after = original[m.end() :].lower()
    return not _DATE_BEFORE.search(original[:place].lower()) and not re.match(
        rf" ?(?:-|to|and|until|through) ?{_MON}", after
    )
