"""Dates that stand side by side: a weekday beside its date, two days of one list, the ends of one span."""

import datetime as dt
import itertools
import re
from dataclasses import replace

from bot.reading.days import DateMention, DateRule, Days, Grain, make_day
from bot.reading.rules.dates import WEEKDAYS

Match = tuple[int, int, DateRule, re.Match[str]]

LOOSE = ("weekday", "the day before", "the next day", "weekday in short", "the same day")
OF_THE_WEEK = ("weekday", "weekday in short")
# Rules that name a day of the calendar, which a weekday may stand beside.
CALENDAR = (
    "ISO day", "month, day, year", "day, month, year", "numeric day", "month and day", "day and month",
    "run-together day", "day of the month", "holiday", "movable holiday", "holiday by weekday",
)  # fmt: skip
BESIDE = re.compile(r"\s?[,(]?\s?(?:the\s)?")
LONGEST_SPAN = dt.timedelta(days=40)
WEEK = dt.timedelta(days=7)
HOUR = (
    r"(?:(?:\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?|hours|hrs)"
    r"|[0-2]\d:?[0-5]\d(?:\s?(?:Z|GMT|UTC|hours|hrs|local(?: time)?))?|midnight|noon)\s)"
)
AND_ON = re.compile(
    r",?\s(?:and|&)\s(?:(?:then|again|also|once more)\s)?(?:again\s)?on\s(?:[A-Z]\w+day,?\s)?(?:the\s)?", re.IGNORECASE
)
# "… to 6 a.m. on March 14", "Thu until 0600 Fri"; without an hour the two are days of one span as well.
UNTIL = re.compile(
    rf"\s?(?:into|to|until|till|through|-|–|—)\s?{HOUR}?(?:\([^)]{{1,12}}\)\s)?(?:late |early )?(?:on\s)?"
    r"(?:[A-Z]\w+day,?\s)?(?:the\s)?",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\b(?:between|from)\s(?:late |early )?$", re.IGNORECASE)
# "Late Monday and early Tuesday" is one night.
LATE = re.compile(r"^late\b|\bnight$", re.IGNORECASE)
AND_TO = re.compile(r"\s(?:and|to)\s(?:late |early )?")


def are_beside(text: str, one: Match, other: Match) -> bool:
    """Whether nothing but a comma or a bracket stands between two dates of one sentence."""
    ends = text[one[1] - 1 : one[1]] == "." and text[one[1] : one[1] + 1].isspace() and one[2].name not in OF_THE_WEEK
    starts_anew = text[other[0] : other[0] + 1].isupper() and other[2].name not in OF_THE_WEEK
    gap = text[one[1] : other[0]]
    return BESIDE.fullmatch(gap) is not None and not (ends and starts_anew)


def weekdays_beside(text: str, matches: list[Match]) -> dict[int, int]:
    """The number of the weekday that stands beside a date, by where the date starts."""
    ordered = sorted(matches, key=lambda one: one[0])
    found: dict[int, int] = {}
    for one, other in itertools.pairwise(ordered):
        if are_beside(text, one, other):
            for weekday, date in ((one, other), (other, one)):
                if weekday[2].name in OF_THE_WEEK and date[2].name in CALENDAR:
                    words = weekday[3]["weekday"].lower()[:3]
                    found[date[0]] = next(n for name, n in WEEKDAYS.items() if name.startswith(words))
    return found


def without_doubles(text: str, matches: list[Match]) -> list[Match]:
    """Leave out what a date beside it says better: "Tuesday, 6 January", "the day before, March 3"."""
    ordered = sorted(matches, key=lambda one: one[0])
    spare: set[int] = set()
    for one, other in itertools.pairwise(ordered):
        if are_beside(text, one, other):
            for loose, date in ((one, other), (other, one)):
                if loose[2].name in LOOSE and date[2].name in CALENDAR:
                    spare.add(loose[0])
    return [one for one in ordered if one[0] not in spare]


def with_lists(text: str, found: list[DateMention]) -> list[DateMention]:
    """Days named apart with one verb are one mention of two days: "on Monday, May 4, and again on Tuesday, May 5"."""
    joined: list[DateMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        days: Days | None = None
        if before and _is_listed(text, before, mention):
            days = Days(before.days.first, mention.days.first, Grain.DAYS, listed=True, guess=mention.days.guess)
        elif before:
            days = _span(text, before, mention)
        if before and days:
            joined[-1] = replace(
                before, end=mention.end, words=text[before.start : mention.end], days=days, bound=_is_open(text, before)
            )
        else:
            joined.append(mention)
    return joined


def _is_open(text: str, mention: DateMention) -> bool:
    return mention.bound and not BETWEEN.search(text[max(0, mention.start - 16) : mention.start])


def _span(text: str, one: DateMention, other: DateMention) -> Days | None:
    """ "6 a.m. on March 13, 2024 to 6 a.m. on March 14, 2024", "1520 Thu until 0600 Fri" are one stretch of days."""
    first, last = one.days.first, other.days.first
    if not (one.days.grain == other.days.grain == Grain.DAY) or first is None or last is None:
        return None
    gap, before = text[one.end : other.start], text[max(0, one.start - 30) : one.start]
    one_night = LATE.search(one.words) and other.words.lower().startswith("early") and AND_TO.fullmatch(gap)
    if not UNTIL.fullmatch(gap) and not one_night and not (AND_TO.fullmatch(gap) and BETWEEN.search(before)):
        return None
    if one.rule in OF_THE_WEEK and other.rule in OF_THE_WEEK and first > last:
        first -= WEEK
    elif one.days.yearless:
        # The year is said once, at the end: "from 30 March until 2 April 2016".
        first = make_day(last.year, first.month, first.day) or first
        first = first if first <= last else (make_day(last.year - 1, first.month, first.day) or first)
    return Days(first, last, Grain.DAYS) if dt.timedelta(0) < last - first <= LONGEST_SPAN else None


def _is_listed(text: str, one: DateMention, other: DateMention) -> bool:
    days = one.days.grain == other.days.grain == Grain.DAY and not (one.bound or other.bound or other.days.anchored)
    if not days or one.days.first is None or other.days.first is None or one.days.first >= other.days.first:
        return False
    return bool(AND_ON.fullmatch(text[one.end : other.start]))
