"""When it happened, as a record keeps it: the day told, else that of the announcement or of the message, as a guess."""

import datetime as dt
from dataclasses import dataclass

from bot.reading.days import DateMention, Days, Grain
from bot.reading.event import Event
from store.records import Evidence, Precision

SHORT_STORY = 400
A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class When:
    """The days of an incident as a record keeps them, with the words that gave them."""

    first: dt.date | None = None
    last: dt.date | None = None
    precision: Precision | None = None
    words: str | None = None
    evidence: tuple[Evidence, ...] = ()


def when(event: Event, published: dt.date | None, *, main: bool) -> When:
    """The day told, else that of the announcement, else for a short message the day it was sent; those are guesses."""
    mention, days, guess = event.date, event.days, ""
    if days is None and event.said is not None:
        mention, days, guess = event.said, event.said.days, "day of the announcement taken as the day of the event"
    if mention is None or days is None or days.first is None or days.last is None:
        if main and published and days is None and len(event.scenes[0].text) < SHORT_STORY:
            note = f"no day given: {published} assumed"
            assumed = Evidence(field="first_day", words="", rule="day of the message", guess=True, note=note)
            return When(published, published, Precision.DAY, None, (assumed,))
        if mention is None or days is None or not days.guess:
            return When(words=mention.words if mention else None)
        return When(words=mention.words, evidence=(_quoted(mention, days.guess),))
    first, last, precision = span(days)
    late = f"{mention.words} lies after the day of publication" if published and first > published + A_DAY else ""
    note = guess or days.guess or late
    return When(first, last, precision, mention.words, (_quoted(mention, note),))


def _quoted(mention: DateMention, note: str) -> Evidence:
    return Evidence(
        field="first_day",
        words=mention.words,
        start=mention.start,
        end=mention.end,
        rule=mention.rule,
        guess=bool(note),
        note=note,
    )


def span(days: Days) -> tuple[dt.date, dt.date, Precision]:
    """First day, last day and precision of a known interval, as a record keeps them.

    A stretch that is vaguer than its days ("two weeks ago") is told by the month of its middle. Raises ValueError for
    an interval whose ends are not known.
    """
    if days.first is None or days.last is None:
        raise ValueError("these days are not known")
    if days.grain in (Grain.DAY, Grain.DAYS):
        return days.first, days.last, Precision.DAY
    if days.grain == Grain.YEAR:
        return dt.date(days.first.year, 1, 1), dt.date(days.first.year, 12, 31), Precision.YEAR
    middle = days.first + (days.last - days.first) / 2
    start = middle.replace(day=1)
    end = (start + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    return start, end, Precision.MONTH
