"""Dates in running text: which day, month or year a phrase means, seen from the day of publication."""

import calendar
import datetime as dt
import re
from dataclasses import replace

from bot.reading.days import UNKNOWN_DAY, Base, DateMention, Days, Grain
from bot.reading.index import Index, Words
from bot.reading.pairing import Match, weekdays_beside, with_lists, without_doubles
from bot.reading.rules.dates import FOREIGN_RULE, RULES

BOUND = re.compile(
    r"\b(?:since|until|till|up to|before|by the end of|prior to|year to|ended|ending|"
    r"through)\s(?:(?:early|late|mid)[- ])?(?:the )?"
    r"(?:\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?|hours)\s(?:\([^)]{1,12}\)\s)?)?$",
    re.IGNORECASE,
)
BOUND_INSIDE = re.compile(r"^(?:since|until|till|before|by|from)\b", re.IGNORECASE)
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
# Rules that name a day by its number: what the calendar does not have is told, not passed over.
WHOLE_DAYS = ("ISO day", "month, day, year", "day, month, year", "month and day", "day and month", "numeric day")

# "WASHINGTON, Feb. 12 (AP) - ", at the head of a line: the story was written on that day.
DATELINE = re.compile(r"\s*[A-Z][A-Z .'’-]{2,30},\s(?:[A-Z][\w.]+,\s)?")
AFTER_DATELINE = re.compile(
    r"\.?\s(?:\([\w. /-]{2,20}\)\s?)?(?:--?|—|–)\s|\.?\s/[A-Z-]{3,12}/|\s\([\w. /-]{2,20}\)\s?(?:--?|—|–|(?=[A-Z]))"
)
FRESH = dt.timedelta(days=3)
NEW_SENTENCE = re.compile(r"[.!?]['’\"”]?\s+['‘\"“]?[A-Z]|\n")
# "In 2015" holds for the days of about two sentences behind it.
YEAR_HOLDS = 400
NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)?\d\d(?!\d)")

EVERY_RULE = (*RULES, FOREIGN_RULE)
INDEX = Index([rule.pattern for rule in EVERY_RULE])


def find_dates(
    text: str,
    published: dt.date | None,
    *,
    day_first: bool | None = None,
    usual: bool | None = None,
    words: Words | None = None,
) -> list[DateMention]:
    """Every date phrase of a text in order, with the days it means as seen from the day of publication.

    A day without a year takes the year named up to two sentences before it, else the last such day before publication;
    "the previous night" counts from the last day named. Nothing is looked up and no clock is read. `day_first` is
    how the text writes 11/12; where that is not known, it is as its other dates tell, else as is `usual`. `words` are
    those of the text, for who looks for more in it.
    """
    matches = _claims(words or Words(text, INDEX))
    weekdays = weekdays_beside(text, matches)
    found: list[DateMention] = []
    base = Base(published, day_first=next((o for o in (day_first, _order(text), usual) if o is not None), None))
    year_at = said_at = -1
    for start, end, rule, match in without_doubles(text, matches):
        if base.year is not None and start - year_at > YEAR_HOLDS:
            base = replace(base, year=None)
        if base.said is not None and NEW_SENTENCE.search(text, said_at, start + 1):
            base = replace(base, said=None)
        days = rule.resolve(match, base)
        if days is None and rule.name in WHOLE_DAYS:
            days = replace(UNKNOWN_DAY, guess=f"{match.group()} is no day of the calendar: no day was taken")
        if days is None:
            continue
        if start in weekdays and days.first and days.grain == Grain.DAY and days.first.weekday() != weekdays[start]:
            days = replace(days, guess=f"{match.group()} is no {calendar.day_name[weekdays[start]]}")
        bound = _is_bound(text, start, match, days)
        found.append(DateMention(start, end, match.group(), days, rule.name, bound))
        if days.grain == Grain.DAY and days.first and not bound:
            if SAID.search(text, max(0, start - 28), start):
                base, said_at = replace(base, said=days.first), end
            else:
                base = replace(base, named=days.first, said=None)
        base = _from_the_dateline(text, start, end, days, base)
        if rule.name == "year" and days.first and _sets_the_year(text, start, match):
            base, year_at = replace(base, year=days.first.year), end
    return with_lists(text, found)


def _from_the_dateline(text: str, start: int, end: int, days: Days, base: Base) -> Base:
    """Count "today" from the day of a dateline before publication: "WASHINGTON, Feb. 12 - Two ships today …"."""
    day = days.first if days.grain == Grain.DAY else None
    if day is None or base.published is None or not dt.timedelta(0) < base.published - day <= FRESH:
        return base
    line = text.rfind("\n", 0, start) + 1
    opened = DATELINE.fullmatch(text, line, start) and AFTER_DATELINE.match(text, end)
    return replace(base, published=day) if opened else base


def _claims(words: Words) -> list[Match]:
    """What each rule claims of a text; the first to claim a stretch keeps it."""
    matches: list[Match] = []
    taken = bytearray(len(words.text))
    for rule in words.among(EVERY_RULE):
        for match in words.matches(rule.pattern):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                matches.append((start, end, rule, match))
    return matches


def _is_bound(text: str, start: int, match: re.Match[str], days: Days) -> bool:
    """Whether a date only bounds a stretch: "since 2007", "until Friday"; "from 3 to 5 March" is a stretch itself."""
    whole = days.grain == Grain.DAYS and match.group().lower().startswith("from")
    return bool(BOUND.search(text, max(0, start - 40), start) or (BOUND_INSIDE.match(match.group()) and not whole))


def _sets_the_year(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether days after "in 2015" are of that year; a year that is only compared with sets nothing."""
    return match.group().lower().startswith("in") and not COMPARED.search(text, max(0, start - 40), start)


def _order(text: str) -> bool | None:
    """Whether days stand before months: told by the numeric dates of the text that can be read in one order only."""
    first = {int(a) > int(b) for a, b in NUMERIC.findall(text) if (int(a) > 12) != (int(b) > 12)}
    return first.pop() if len(first) == 1 else None
