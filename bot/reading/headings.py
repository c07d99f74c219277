"""Chronologies: a line that holds a day, and perhaps a place, and nothing else heads what is told below it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.reading.days import DateMention, Grain
from bot.reading.layout import Part, Sentence
from bot.vocabulary import Aircraft, Generic, Mention, Place, State, Vessel

Spot = TypeVar("Spot", DateMention, Mention)
LONGEST_HEADING = 90
# One line with a day is that of the page; two or more make a chronology.
LEAST_HEADINGS = 2
IDLE = re.compile(
    r"(?:over|off|near|in|at|on|the|and|of|around|about|day|date|location|place|area|local|time|utc|gmt|hrs|hours|mon|tue|wed"
    r"|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|northern|southern|eastern|western)",
    re.IGNORECASE,
)


def under_headings(
    text: str, parts: list[Sentence], mentions: list[Mention], dates: list[DateMention]
) -> list[Sentence]:
    """The sentences of a page, each day's heading made one with the first sentence below it.

    "11 February 2025, South China Sea. A J-16 dropped flares." is then one sentence with a day and a place of its own.
    """
    days = {
        part.start: inside
        for part in parts
        if part.end - part.start <= LONGEST_HEADING and (inside := _within(dates, part))
    }
    headings = {
        part.start for part in parts if part.start in days and _is_heading(text, part, mentions, days[part.start][0])
    }
    if len(headings) < LEAST_HEADINGS:
        headings &= _within_lines(parts)
    if not headings:
        return parts
    joined: list[Sentence] = []
    above: Sentence | None = None
    for part in parts:
        if part.start in headings:
            if above is not None:
                joined.append(above)
            above = part
            continue
        if above is not None and _is_bare(text, part, mentions, None):
            continue
        if above is not None and part.part == Part.BODY:
            own = any(day.days.grain == Grain.DAY for day in _within(dates, part))
            joined += [above, part] if own else [replace(part, start=above.start)]
            above = None
            continue
        joined.append(part)
    return joined if above is None else [*joined, above]


def _within_lines(parts: list[Sentence]) -> set[int]:
    """Where sentences start that open a line and do not fill it, but for the first of the story: that is a dateline."""
    story = [part for part in parts if part.part == Part.BODY]
    return {
        one.start
        for before, one, after in zip(story, story[1:], story[2:], strict=False)
        if before.paragraph != one.paragraph == after.paragraph
    }


def _within(found: Sequence[Spot], part: Sentence) -> Sequence[Spot]:
    """What was found inside a sentence, of a list in the order of the text."""
    first = bisect_left(found, part.start, key=lambda one: one.start)
    last = bisect_left(found, part.end, lo=first, key=lambda one: one.start)
    return [one for one in found[first:last] if one.end <= part.end]


def _is_heading(text: str, part: Sentence, mentions: list[Mention], day: DateMention) -> bool:
    """Whether a line says when and where, but not what: no craft, and hardly a word besides days and places."""
    if part.part not in (Part.BODY, Part.HEADLINE) or day.start - part.start > LONGEST_HEADING // 3:
        return False
    return day.days.grain in (Grain.DAY, Grain.DAYS) and _is_bare(text, part, mentions, day)


def _is_bare(text: str, part: Sentence, mentions: list[Mention], day: DateMention | None) -> bool:
    """Whether hardly a word is left of a short sentence without its day, its places and its states."""
    if part.end - part.start > LONGEST_HEADING:
        return False
    inside = _within(mentions, part)
    if any(isinstance(m.entry, Aircraft | Vessel | Generic) for m in inside):
        return False
    rest = list(text[part.start : part.end])
    told = [(m.start, m.end) for m in inside if isinstance(m.entry, Place | State)]
    for start, end in [*told, *([(day.start, day.end)] if day else [])]:
        rest[start - part.start : end - part.start] = " " * (end - start)
    return all(IDLE.fullmatch(word) for word in re.findall(r"[^\W\d_]+", "".join(rest)))
