"""Holidays: fixed, counted from Easter, the nth weekday of a month, by the moon, and the days of nations."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable

from bot.reading.days import UNKNOWN_DAY, Base, DateRule, Days, Grain, nth_weekday, one
from bot.reading.rules.dates.terms import date_rule

A_DAY = dt.timedelta(days=1)
YEAR_AFTER = r"(?:,?\s(?:of\s|in\s)?(?P<year>(?:19|20)\d\d))?"
# Names beside which a holiday is a tree, a sale or a meal, not a day.
NO_DAY = r"(?!\s(?:tree|market|sale|parade|celebrations?|dinner|message|speech|meal|turkey|leave|call|[Hh]olidays?)\b)"
BESIDE = r"(?P<beside>the (?:day|night) (?:after|before)\s|the eve of\s)?"

FIXED = {
    "new year's day": (1, 1), "orthodox christmas": (1, 7), "valentine's day": (2, 14), "st. patrick's day": (3, 17), "st patrick's day": (3, 17),
    "anzac day": (4, 25), "may day": (5, 1), "victory day": (5, 9), "canada day": (7, 1), "fourth of july": (7, 4), "july fourth": (7, 4),
    "bastille day": (7, 14), "double ten day": (10, 10), "halloween": (10, 31), "veterans day": (11, 11), "armistice day": (11, 11),
    "remembrance day": (11, 11), "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31),
}  # fmt: skip
# Days from Easter Sunday, in the Western reckoning.
MOVABLE = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "easter saturday": -1,
    "holy saturday": -1, "easter sunday": 0, "easter day": 0, "easter monday": 1, "ascension day": 39, "pentecost": 49, "whit sunday": 49, "whit monday": 50,
}  # fmt: skip
# Month, weekday (Monday is 0) and which of them; the last is -1.
NTH_WEEKDAY = {
    "martin luther king day": (1, 0, 3), "martin luther king jr. day": (1, 0, 3), "presidents' day": (2, 0, 3), "presidents day": (2, 0, 3),
    "memorial day": (5, 0, -1), "labor day": (9, 0, 1), "columbus day": (10, 0, 2), "thanksgiving day": (11, 3, 4), "thanksgiving": (11, 3, 4),
    "canadian thanksgiving": (10, 0, 2),
}  # fmt: skip
# New year's day by the Chinese and Korean calendar, as published by the Hong Kong Observatory.
LUNAR = {
    2000: (2, 5), 2001: (1, 24), 2002: (2, 12), 2003: (2, 1), 2004: (1, 22), 2005: (2, 9), 2006: (1, 29), 2007: (2, 18), 2008: (2, 7),
    2009: (1, 26), 2010: (2, 14), 2011: (2, 3), 2012: (1, 23), 2013: (2, 10), 2014: (1, 31), 2015: (2, 19), 2016: (2, 8), 2017: (1, 28),
    2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17),
    2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
}  # fmt: skip
# The national or independence day of states that keep one, by the words that name the state.
NATIONS = {
    "estonia": (2, 24), "estonian": (2, 24), "lithuania": (2, 16), "lithuanian": (2, 16), "latvia": (11, 18), "latvian": (11, 18),
    "finland": (12, 6), "finnish": (12, 6), "poland": (11, 11), "polish": (11, 11), "ukraine": (8, 24), "ukrainian": (8, 24),
    "norway": (5, 17), "norwegian": (5, 17), "sweden": (6, 6), "swedish": (6, 6), "romania": (12, 1), "romanian": (12, 1),
    "china": (10, 1), "chinese": (10, 1), "taiwan": (10, 10), "taiwanese": (10, 10), "india": (8, 15), "indian": (8, 15),
    "pakistan": (8, 14), "pakistani": (8, 14), "russia": (6, 12), "russian": (6, 12), "france": (7, 14), "french": (7, 14),
    "australia": (1, 26), "australian": (1, 26), "america": (7, 4), "american": (7, 4), "u.s.": (7, 4), "us": (7, 4),
    "greece": (3, 25), "greek": (3, 25), "philippine": (6, 12), "belarus": (7, 3), "belarusian": (7, 3), "georgia": (5, 26), "georgian": (5, 26),
}  # fmt: skip


def easter(year: int) -> dt.date:
    """Easter Sunday of a year in the Gregorian calendar, after Meeus, Jones and Butcher.

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def midsummer(year: int) -> dt.date:
    """Midsummer's Day in Sweden and Finland: the Saturday between 20 and 26 June."""
    first = dt.date(year, 6, 20)
    return first + dt.timedelta(days=(calendar.SATURDAY - first.weekday()) % 7)


def _in_year(of: Callable[[int], dt.date | None], match: re.Match[str], base: Base, guess: str = "") -> Days | None:
    """The holiday in the year said or named last, else the last one up to publication; the day beside it if asked."""
    beside = (match.groupdict().get("beside") or "").lower()
    away = A_DAY if beside.endswith("after ") else -A_DAY if beside else 0 * A_DAY
    year = int(match["year"]) if match["year"] else base.year
    if year is not None:
        day = of(year)
        return one(day + away, guess=guess) if day else None
    if base.published is None:
        return UNKNOWN_DAY
    here = base.published
    days = [day + away for back in (0, 1) if (day := of(here.year - back)) is not None]
    found = next((day for day in days if day <= here + A_DAY), None)
    return one(found, yearless=True, guess=guess or f"year {found.year} assumed") if found else None


def _key(match: re.Match[str]) -> str:
    return " ".join(match["holiday"].lower().replace("’", "'").split())


def _fixed(match: re.Match[str], base: Base) -> Days | None:
    month, day = FIXED[_key(match)]
    return _in_year(lambda year: dt.date(year, month, day), match, base)


def _movable(match: re.Match[str], base: Base) -> Days | None:
    away = dt.timedelta(days=MOVABLE[_key(match)])
    return _in_year(lambda year: easter(year) + away, match, base)


def _easter_weekend(match: re.Match[str], base: Base) -> Days | None:
    found = _in_year(easter, match, base)
    if found is None or found.first is None:
        return Days(None, None, Grain.DAYS)
    return Days(found.first - 2 * A_DAY, found.first + A_DAY, Grain.DAYS, guess=found.guess)


def _nth(match: re.Match[str], base: Base) -> Days | None:
    month, weekday, nth = NTH_WEEKDAY[_key(match)]
    found = _in_year(lambda year: nth_weekday(year, month, weekday, nth), match, base)
    if not match["weekend"] or found is None or found.first is None:
        return found
    ahead = (calendar.SUNDAY - found.first.weekday()) % 7 if weekday else 0
    return Days(found.first - (2 * A_DAY if weekday == 0 else 0 * A_DAY), found.first + ahead * A_DAY, Grain.DAYS)


def _midsummer(match: re.Match[str], base: Base) -> Days | None:
    back = A_DAY if "eve" in _key(match) else 0 * A_DAY
    return _in_year(lambda year: midsummer(year) - back, match, base, guess="Midsummer as kept in Sweden and Finland")


def _lunar(match: re.Match[str], base: Base) -> Days | None:
    return _in_year(lambda year: dt.date(year, *LUNAR[year]) if year in LUNAR else None, match, base)


def _nation(match: re.Match[str], base: Base) -> Days | None:
    of = re.sub(r"['’]s?$", "", (match["nation"] or "").lower())
    month, day = NATIONS[of or "america"]
    guess = "" if of else "Independence Day taken as that of the United States"
    return _in_year(lambda year: dt.date(year, month, day), match, base, guess)


def _names(names: Iterable[str]) -> str:
    """Names as a pattern: each word with its capital, either apostrophe, the longest first."""
    words = sorted(names, key=len, reverse=True)
    capitals = [re.sub(r"\b(?!of\b)([a-z])(?=\w)", lambda m: m[1].upper(), word) for word in words]
    return "|".join(re.escape(name).replace("'S", "'s").replace("'", "['’]") for name in capitals)


_FIXED = _names([name for name in FIXED if name != "christmas"])
_NATIONS = "|".join(sorted((re.escape(n.capitalize() if "." not in n else n.upper()) for n in NATIONS if n != "us"), key=len, reverse=True))  # fmt: skip

# The lunar new year before "New Year's Day".
HOLIDAYS: tuple[DateRule, ...] = (
    date_rule("lunar new year", rf"{BESIDE}(?:Lunar|Chinese) New Year(?:['’]s)?(?: Day| Eve)?(?<!Eve)(?!\s(?:holidays?|period|break|season|celebrations?|Eve))(?P<holiday>){YEAR_AFTER}", _lunar,
              ("Lunar New Year", "2017-01-28", "2017-01-28"), ("Lunar New Year's Day 2016", "2016-02-08", "2016-02-08"), ignores=("the Lunar New Year holiday", "the lunar new year")),
    date_rule("holiday", rf"{BESIDE}(?P<holiday>{_FIXED}|(?:(?<=[Oo]n )|(?<=after )|(?<=before ))Christmas(?! [A-Z])){NO_DAY}{YEAR_AFTER}", _fixed,
              ("Christmas Day", "2016-12-25", "2016-12-25"), ("Boxing Day", "2016-12-26", "2016-12-26"), ("the Fourth of July 2015", "2015-07-04", "2015-07-04"), ("on Victory Day", "2016-05-09", "2016-05-09"), ("the day after Christmas", "2016-12-26", "2016-12-26"), ("the eve of Victory Day", "2016-05-08", "2016-05-08"),
              ignores=("the Christmas tree", "on Christmas leave", "a May Day call", "the Victory Day parade", "the fourth of July's flights was")),
    date_rule("movable holiday", rf"{BESIDE}(?P<holiday>{_names(MOVABLE)}){NO_DAY}{YEAR_AFTER}", _movable,
              ("Good Friday", "2017-04-14", "2017-04-14"), ("Easter Monday 2019", "2019-04-22", "2019-04-22"), ("Whit Monday", "2016-05-16", "2016-05-16"), ("Ash Wednesday", "2017-03-01", "2017-03-01"),
              ignores=("a good Friday night", "Easter Island", "ash on Wednesday")),
    date_rule("Easter weekend", rf"(?:the\s|over\s)?Easter (?:weekend|break){YEAR_AFTER}", _easter_weekend, ("the Easter weekend", "2017-04-14", "2017-04-17"), ("Easter weekend 2016", "2016-03-25", "2016-03-28"), ignores=("Easter Island weekend", "the weekend after")),
    date_rule("holiday by weekday", rf"{BESIDE}(?P<holiday>{_names(NTH_WEEKDAY)})(?:(?P<weekend>\sweekend)|{NO_DAY}){YEAR_AFTER}", _nth,
              ("Thanksgiving Day", "2016-11-24", "2016-11-24"), ("Memorial Day", "2016-05-30", "2016-05-30"), ("the day after Thanksgiving 2015", "2015-11-27", "2015-11-27"), ("Labor Day weekend", "2016-09-03", "2016-09-05"), ("Martin Luther King Day", "2017-01-16", "2017-01-16"),
              ignores=("a Thanksgiving turkey", "the Memorial Day sale", "memorial day after day")),
    date_rule("midsummer", rf"{BESIDE}(?P<holiday>Midsummer(?:['’]?s)? (?:Day|Eve)){YEAR_AFTER}", _midsummer, ("Midsummer Eve", "2016-06-24", "2016-06-24"), ("Midsummer's Day 2015", "2015-06-20", "2015-06-20"), ignores=("a midsummer day", "Midsummer Island")),
    date_rule("day of a nation", rf"{BESIDE}(?:(?P<nation>(?:{_NATIONS})(?:['’]s?)?)\s(?:Independence|National|Constitution) Day|(?:(?<=[Oo]n )|(?<=after )|(?<=before ))Independence Day){NO_DAY}{YEAR_AFTER}(?P<holiday>)", _nation,
              ("on Independence Day", "2016-07-04", "2016-07-04"), ("Poland's Independence Day", "2016-11-11", "2016-11-11"), ("China's National Day", "2016-10-01", "2016-10-01"), ("U.S. Independence Day", "2016-07-04", "2016-07-04"), ("Finnish Independence Day 2015", "2015-12-06", "2015-12-06"),
              ignores=("Brazil's Independence Day", "an Independence Day sale", "China's Navy Day")),
)  # fmt: skip
