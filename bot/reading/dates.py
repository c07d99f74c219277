"""Dates in running text: which day, month or year a phrase means, seen from the day of publication."""

import calendar
import datetime as dt
import itertools
import re
from dataclasses import replace

from bot.reading.days import UNKNOWN_DAY, Base, DateMention, DateRule, Days, Grain
from bot.reading.openers import Words
from bot.reading.rules.dates import FOREIGN, FOREIGN_RULE, RULES, WEEKDAYS

BOUND = re.compile(
    r"\b(?:since|until|till|up to|before|by the end of|prior to|year to|ended|ending|"
    r"through)\s(?:(?:early|late|mid)[- ])?(?:the )?"
    r"(?:\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?|hours)\s(?:\([^)]{1,12}\)\s)?)?$",
    re.IGNORECASE,
)
BOUND_INSIDE = re.compile(r"^(?:since|until|till|before|by|from)\b", re.IGNORECASE)
AND_ON = re.compile(
    r",?\s(?:and|&)\s(?:(?:then|again|also|once more)\s)?(?:again\s)?on\s(?:[A-Z]\w+day,?\s)?(?:the\s)?", re.IGNORECASE
)
TO_HOUR = re.compile(
    r"\s?(?:to|until|through|-|–)\s(?:\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?|hours"
    r"|hrs)?\s)(?:\([^)]{1,12}\)\s)?(?:on\s)?(?:[A-Z]\w+day,?\s)?",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?:said|says|announced|reported|confirmed|told \w+|statement|disclosed|revealed|added)(?: (?:on|late"
    r"|early))?\s$",
    re.IGNORECASE,
)
# A year that another is only measured against: "five in 2019, against two in 2018 and three in 2017".
COMPARED = re.compile(
    r"\b(?:against|than|compared (?:with|to)|versus|vs\.?|(?:up|down) from|after|and)\s(?:(?:only|just|about)\s)?"
    r"(?:the )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|none|a dozen)?\s?$",
    re.IGNORECASE,
)
WHOLE_DAYS = ("ISO day", "month, day, year", "day, month, year")
LONGEST_SPAN = dt.timedelta(days=40)
LOOSE = ("weekday", "the day before", "the next day", "weekday in short")
TIMES = re.compile(
    r"(?<![\d:.])(?:(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)\s?(?P<half>[ap]\.?\s?m\b\.?)?"
    r"|(?P<hour2>1[0-2]|0?[1-9])\s?(?P<half2>[ap]\.?m\b\.?)|(?P<zulu>[01]\d[0-5]\d|"
    r"2[0-3][0-5]\d)\s?(?:Z\b|GMT|UTC|hours|hrs))",
    re.IGNORECASE,
)


def find_dates(text: str, published: dt.date | None, *, day_first: bool | None = None) -> list[DateMention]:
    """Every date phrase of a text in order, with the days it means as seen from the day of publication.

    A day without a year takes the year named up to two sentences before it, else the last such day before publication;
    "the previous night" counts from the last day named. Nothing is looked up and no clock is read.
    """
    matches: list[tuple[int, int, DateRule, re.Match[str]]] = []
    taken: list[tuple[int, int]] = []
    words = Words(text)
    for rule in RULES:
        for match in words.matches(rule.pattern):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            matches.append((start, end, rule, match))
    for match in FOREIGN.finditer(text):
        start, end = match.span()
        if not any(start < b and a < end for a, b in taken):
            matches.append((start, end, FOREIGN_RULE, match))
    weekdays = _weekdays_beside(text, matches)
    matches = _without_doubles(text, matches)
    found: list[DateMention] = []
    base = Base(published, day_first=day_first)
    year_at = -1
    for start, end, rule, match in matches:
        if base.year is not None and start - year_at > 400:
            base = replace(base, year=None)
        days = rule.resolve(match, base)
        if days is None and rule.name in WHOLE_DAYS:
            days = replace(UNKNOWN_DAY, guess=f"{match.group()} is no day of the calendar: no day was taken")
        if days is None:
            continue
        if start in weekdays and days.first and days.grain == Grain.DAY and days.first.weekday() != weekdays[start]:
            days = replace(days, guess=f"{match.group()} is no {calendar.day_name[weekdays[start]]}")
        bound = bool(BOUND.search(text, max(0, start - 40), start) or BOUND_INSIDE.match(match.group()))
        found.append(DateMention(start, end, match.group(), days, rule.name, bound))
        if days.grain == Grain.DAY and days.first and not bound and not SAID.search(text, max(0, start - 28), start):
            base = replace(base, named=days.first)
        compared = COMPARED.search(text, max(0, start - 40), start) is not None
        if rule.name == "year" and days.first and match.group().lower().startswith("in") and not compared:
            base, year_at = replace(base, year=days.first.year), end
    return _with_lists(text, found)


def _with_lists(text: str, found: list[DateMention]) -> list[DateMention]:
    """Days named apart with one verb are one mention of two days: "on Monday, May 4, and again on Tuesday, May 5"."""
    joined: list[DateMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before and _is_listed(text, before, mention):
            days = Days(before.days.first, mention.days.first, Grain.DAYS, listed=True, guess=mention.days.guess)
            joined[-1] = replace(before, end=mention.end, words=text[before.start : mention.end], days=days)
        elif before and _is_span(text, before, mention):
            days = Days(before.days.first, mention.days.first, Grain.DAYS)
            joined[-1] = replace(before, end=mention.end, words=text[before.start : mention.end], days=days)
        else:
            joined.append(mention)
    return joined


def _is_span(text: str, one: DateMention, other: DateMention) -> bool:
    """ "6 a.m. on March 13, 2024 to 6 a.m. on March 14, 2024" is one stretch of days."""
    if (
        one.days.grain != Grain.DAY
        or other.days.grain != Grain.DAY
        or one.days.first is None
        or other.days.first is None
    ):
        return False
    near = dt.timedelta(0) < other.days.first - one.days.first <= LONGEST_SPAN
    gap = text[one.end : other.start]
    between = re.search(
        r"\b(?:between|from)\s(?:late |early )?$", text[max(0, one.start - 16) : one.start], re.IGNORECASE
    )
    return near and bool(TO_HOUR.fullmatch(gap) or (between and re.fullmatch(r"\s(?:and|to)\s(?:late |early )?", gap)))


def _is_listed(text: str, one: DateMention, other: DateMention) -> bool:
    days = one.days.grain == other.days.grain == Grain.DAY and not (one.bound or other.bound or other.days.anchored)
    if not days or one.days.first is None or other.days.first is None or one.days.first >= other.days.first:
        return False
    return bool(AND_ON.fullmatch(text[one.end : other.start]))


def _weekdays_beside(text: str, matches: list[tuple[int, int, DateRule, re.Match[str]]]) -> dict[int, int]:
    """The number of the weekday that stands beside a date, by where the date starts."""
    ordered = sorted(matches, key=lambda one: one[0])
    found: dict[int, int] = {}
    for one, other in itertools.pairwise(ordered):
        if re.fullmatch(r"\s?[,(]?\s?(?:the\s)?", text[one[1] : other[0]]):
            for weekday, date in ((one, other), (other, one)):
                if weekday[2].name == "weekday" and date[2].name.startswith(("day", "month")) and "day" in date[2].name:
                    found[date[0]] = WEEKDAYS[weekday[3]["weekday"].lower()]
    return found


def _without_doubles(
    text: str, matches: list[tuple[int, int, DateRule, re.Match[str]]]
) -> list[tuple[int, int, DateRule, re.Match[str]]]:
    """Leave out what a date beside it says better: "Tuesday, 6 January", "the day before, March 3"."""
    ordered = sorted(matches, key=lambda one: one[0])
    spare: set[int] = set()
    for one, other in itertools.pairwise(ordered):
        if re.fullmatch(r"\s?[,(]?\s?(?:the\s)?", text[one[1] : other[0]]):
            for weekday, date in ((one, other), (other, one)):
                if weekday[2].name in LOOSE and "day" in date[2].name and date[2].name not in (*LOOSE, "two weekdays"):
                    spare.add(weekday[0])
    return [one for one in ordered if one[0] not in spare]


def find_time(text: str, start: int, end: int) -> tuple[int, int, dt.time] | None:
    """The first time of day in text[start:end] as (start, end, time), in the zone that the text leaves unsaid."""
    match = TIMES.search(text, start, end)
    if match is None:
        return None
    if match["zulu"]:
        return *match.span(), dt.time(int(match["zulu"][:2]), int(match["zulu"][2:]))
    hour = int(match["hour"] or match["hour2"])
    half = (match["half"] or match["half2"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return *match.span(), dt.time(hour, int(match["minute"] or 0))
