"""Intervals of local days in a question: `since June`, `in Q2 2026`, `between March and May`, `the past 90 days`."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.asking.days import DAY, PeriodUnclear
from bot.asking.points import Point, find_points


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of local days, both ends inclusive, open where None, and where in the question it stands.

    `assumed` says how it was read where its words name no exact days.
    """

    start: int
    end: int
    since: dt.date | None
    until: dt.date | None
    assumed: str = ""


_TO = r" ?(?:-|–|—|\.\.\.?|to|until|till|through|thru|up to|and) ?(?:the )?"

_OPENERS = (
    (
        re.compile(
            (
                r"\b(?:from|starting(?: in| on| from)?|as of|beginning(?: in)?|since|from)(?: about"
                r"| around)? (?:the )?(?:start of |beginning of )?(?:year )?$"
            )
        ),
        "since",
    ),
    (
        re.compile(r"\b(?:before|prior to|earlier than|up until before|pre)[ -](?:the )?(?:start of |beginning of )?$"),
        "before",
    ),
    (
        re.compile(
            r"\b(?:until|till|til|up to|up until|through|thru|to|by the end of"
            r"|until the end of)(?: and including)? (?:the )?(?:end of )?$"
        ),
        "until",
    ),
    (re.compile(r"\b(?:after|later than|post)[ -](?:the )?(?:end of )?$"), "after"),
)

_PLAIN = re.compile(
    r"(?:\b(?:back )?(?:in|during|on|for|over|within|throughout|of|at|dated"
    r"|covering) )?(?:\ball (?:of )?)?(?:\bthe )?(?:\b(?:whole|entire)(?: of)? )?(?:\byear )?$"
)

_ONWARD = re.compile(
    r" ?(?:on|onwards?|and later|and after|or later|\+|to now|until now|to today|to date|to the present|up to now)\b|\+"
)

_TRAIL = re.compile(r"['’]s\b| alone\b")


def find_periods(text: str, now: dt.date, original: str | None = None) -> list[Period]:
    """Every interval of days in a question, in order, with the words that introduce it ("since", "in the").

    `text` is lower case, with whatever looks like a date and is none blanked out; `original` keeps the capitals.
    Raises PeriodUnclear for a date that does not exist, is still to come, or can be read in two ways.
    """
    points = find_points(text, now, original or text)
    periods: list[Period] = []
    at = 0
    while at < len(points):
        point = points[at]
        follower = points[at + 1] if at + 1 < len(points) else None
        joined = _joined(text, point, follower) if follower else None
        if joined:
            periods.append(joined)
            at += 2
            continue
        periods.append(replace(_opened(text, point), assumed=point.assumed))
        at += 1
    return list(_combined(text, periods))


def _joined(text: str, one: Point, other: Point) -> Period | None:
    """`between X and Y`, `from X to Y`, `X-Y`: one interval made of two points."""
    between, before = text[one.end : other.start], text[: one.start]
    opener = re.search(r"\b(?P<word>between|from|in|during|over|for)? ?(?:the )?(?:years? )?$", before)
    word = opener["word"] if opener else None
    if not re.fullmatch(_TO, between) or (" and " in f" {between.strip()} " and word != "between"):
        return None
    if word is None and re.search(r"\b(?:since|before|after|until)\s*$", before):
        return None
    first = one.first
    if one.again and other.again is None:
        first = one.again(other.last.year)[0]
        if first > other.last:
            first = one.again(other.last.year - 1)[0]
    if other.last < first:
        raise PeriodUnclear(f"“{text[one.start : other.end].strip()}” ends before it begins: check the dates.")
    start = opener.start() if opener and word else one.start
    tail = _TRAIL.match(text, other.end)
    return Period(start, tail.end() if tail else other.end, first, other.last)


def _opened(text: str, point: Point) -> Period:
    before = text[: point.start]
    tail = _TRAIL.match(text, point.end)
    end = tail.end() if tail else point.end
    for pattern, kind in _OPENERS:
        m = pattern.search(before)
        if not m:
            continue
        onward = _ONWARD.match(text, end)
        if kind == "since" and m[0].startswith("from") and not onward:
            break
        end = onward.end() if onward else end
        if kind == "since":
            return Period(m.start(), end, point.first, None)
        if kind == "before":
            return Period(m.start(), end, None, point.first - DAY)
        if kind == "until":
            return Period(m.start(), end, None, point.last)
        return Period(m.start(), end, point.last + DAY, None)
    onward = re.compile(
        r" (?:onwards?|and later|or later|until now|to now|to date|to the present|until today|up to now)\b|\+"
    ).match(text, end)
    m = _PLAIN.search(before)
    start = m.start() if m else point.start
    if onward:
        return Period(start, onward.end(), point.first, None)
    from_ = re.search(r"\bfrom (?:the )?$", before)
    return Period(from_.start() if from_ else start, end, point.first, point.last)


def _combined(text: str, periods: list[Period]) -> Iterator[Period]:
    """Join `since X` and `until Y` that stand side by side into one interval."""
    at = 0
    while at < len(periods):
        one = periods[at]
        other = periods[at + 1] if at + 1 < len(periods) else None
        gap = text[one.end : other.start].strip() if other else "x"
        if other and gap in ("", ",", "and", "but") and {one.since, one.until} != {None}:
            open_ends = [(one.until is None and other.since is None), (one.since is None and other.until is None)]
            if any(open_ends):
                since, until = one.since or other.since, one.until or other.until
                if since and until and until < since:
                    raise PeriodUnclear("That period ends before it begins: check the dates.")
                yield Period(one.start, other.end, since, until, one.assumed or other.assumed)
                at += 2
                continue
        yield one
        at += 1
