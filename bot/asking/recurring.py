"""Days that come again every year or every week: "on this day", "on weekends", "in the summers", "at Christmas"."""

import datetime as dt
import re
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict

from bot.asking.days import MONTHS, WEEKDAYS
from store.lookups import Begun
from store.records import IncidentDraft, Precision

_SEASONS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "fall": (9, 10, 11), "winter": (12, 1, 2)}
_FEASTS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new years eve": (12, 31), "new year's day": (1, 1), "new years day": (1, 1),
}  # fmt: skip
_LONG_MONTHS = tuple(name for name in MONTHS if len(name) > 3 and name != "sept")


class Recurring(BaseModel):
    """Days of any year: those of some months, of one day of a month, or of some weekdays (Monday is 0)."""

    model_config = ConfigDict(frozen=True)

    words: str
    months: tuple[int, ...] = ()
    day: int | None = None
    weekdays: tuple[int, ...] = ()

    @property
    def begun(self) -> Begun:
        """The same as a condition on records; months alone can be told of records known to the month."""
        month = () if self.weekdays or self.day else (Precision.MONTH,)
        return Begun((Precision.DAY, *month), months=self.months, day=self.day, weekdays=self.weekdays)

    def holds(self, record: IncidentDraft) -> bool:
        """Whether a record's first day is one of these; never where its date is too vague to tell."""
        first = record.first_day
        exact = record.precision == Precision.DAY
        if first is None or not (exact or (record.precision == Precision.MONTH and not self.weekdays and not self.day)):
            return False
        return (
            (not self.months or first.month in self.months)
            and (self.day is None or first.day == self.day)
            and (not self.weekdays or first.weekday() in self.weekdays)
        )


def _this_day(m: re.Match[str], now: dt.date) -> Recurring:
    return Recurring(words=f"on {now.day} {now:%B} of any year", months=(now.month,), day=now.day)


def _this_month(m: re.Match[str], now: dt.date) -> Recurring:
    return Recurring(words=f"in {now:%B} of any year", months=(now.month,))


def _weekends(m: re.Match[str], now: dt.date) -> Recurring:
    return Recurring(words="on Saturdays and Sundays", weekdays=(5, 6))


def _working_days(m: re.Match[str], now: dt.date) -> Recurring:
    return Recurring(words="on Mondays to Fridays", weekdays=(0, 1, 2, 3, 4))


def _season(m: re.Match[str], now: dt.date) -> Recurring:
    return Recurring(words=f"in {m['season']} of any year", months=_SEASONS[m["season"]])


def _feast(m: re.Match[str], now: dt.date) -> Recurring:
    month, day = _FEASTS[m["feast"]]
    return Recurring(words=f"on {day} {dt.date(2000, month, 1):%B} of any year", months=(month,), day=day)


def _weekday(m: re.Match[str], now: dt.date) -> Recurring:
    name = m["weekday"] or m["one"] or m["any"]
    return Recurring(words=f"on {name.capitalize()}s", weekdays=(WEEKDAYS[name],))


def _month(m: re.Match[str], now: dt.date) -> Recurring:
    month = MONTHS[m["month"] or m["of"]]
    return Recurring(words=f"in {dt.date(2000, month, 1):%B} of any year", months=(month,))


_DAYS = "|".join(WEEKDAYS)
_ON = r"(?:\b(?:only |just )?(?:on|in|at|over|during|for) )?(?:\b(?:the|every|each|any|all) )?"
_EVERY = r"\b(?:on |in |at |over |during )?(?:every|each|any) "
_MONTH_NAMES = "|".join(_LONG_MONTHS)

# What says "this day" comes before what names a weekday or month.
_RULES: tuple[tuple[str, Callable[[re.Match[str], dt.date], Recurring]], ...] = (
    (
        r"\b(?:on )?this (?:very )?(?:calendar )?(?:day|date)(?: in (?:history|other years|earlier years|previous years"
        r"|past years|any year|all years)| of (?:any|every|other) years?|(?: in)? every year)?\b",
        _this_day,
    ),
    (r"\b(?:in )?this month (?:in|of) (?:history|(?:other|earlier|previous|past|all|any) years?)\b", _this_month),
    (
        rf"{_ON}\bweekends\b|{_EVERY}weekend\b|\bat weekends?\b|\bon a weekend\b"
        r"|\bweekend(?= (?:flights?|incidents?|activity|sorties|encounters?|intercepts?|patrols?)\b)",
        _weekends,
    ),
    (r"\bon (?:week ?days|working days|workdays)\b|\bduring the working week\b", _working_days),
    (rf"{_ON}\b(?P<weekday>{_DAYS})s\b|{_EVERY}(?P<one>{_DAYS})\b|\bon an? (?P<any>{_DAYS})\b(?! in )", _weekday),
    (
        r"(?:\b(?:in|over|during) )?(?:\b(?:the|every|each|all|any) )?\b(?P<season>spring|summer|autumn|winter)s\b",
        _season,
    ),
    (rf"{_EVERY}(?P<season>spring|summer|autumn|fall|winter)\b", _season),
    (rf"{_EVERY}(?P<month>{_MONTH_NAMES}|may)\b"
     rf"|\b(?:in )?(?P<of>{_MONTH_NAMES}) (?:of|in) (?:any|every|each|all) years?\b",
     _month),
    (rf"(?:\b(?:on|at|over) )?\b(?P<feast>{'|'.join(_FEASTS)})\b", _feast),
)  # fmt: skip


_COMPILED = tuple((re.compile(pattern), make) for pattern, make in _RULES)


def find_recurring(text: str, now: dt.date) -> list[tuple[int, int, Recurring]]:
    """Where lower-case `text` names days that come again, and which."""
    found: list[tuple[int, int, Recurring]] = []
    for pattern, make in _COMPILED:
        for m in pattern.finditer(text):
            if all(m.end() <= start or m.start() >= end for start, end, _ in found):
                found.append((m.start(), m.end(), make(m, now)))
    return sorted(found, key=lambda hit: hit[0])
