"""Meetings: flights that followed one another between two states, and formations of the same make-up elsewhere."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.context.counting import acting_platforms, flies, is_named
from bot.context.model import Statement, Topic
from bot.context.past import Past, end_of, is_moment, lateness
from bot.context.places import places_of, with_article
from bot.context.runs import is_flight, say_actors, with_a
from bot.wording import say_days, say_states, say_who
from store.records import Bound, Incident

ANSWER_TIME = dt.timedelta(days=3)
TRAVEL_TIME = dt.timedelta(days=7)
NUMBER_WORDS = ("", "one day", "two days", "three days")

Makeup = tuple[frozenset[str], frozenset[tuple[str, int]]]


def followed(past: Past) -> tuple[Statement, ...]:
    """Flights of one state met by another, each with the flight the other way in the three days before it.

    What followed is told as having followed, and nothing more. The latest of each two states is told.
    """
    by_states: dict[tuple[str, str], list[Incident]] = defaultdict(list)
    for record in sorted((*past.earlier, *past.news), key=lateness):
        if record.responders and is_moment(record) and is_flight(record):
            for pair in _meetings(record):
                by_states[pair].append(record)
    fresh = {record.ref for record in past.news}
    statements: dict[frozenset[str], Statement] = {}
    for (actor, responder), later in sorted(by_states.items()):
        ways = by_states.get((responder, actor), [])
        ends = [end_of(record) for record in ways]
        for record in reversed(later):
            assert record.first_day is not None  # noqa: S101 - it is a moment
            place = bisect_left(ends, record.first_day) - 1
            if record.ref in fresh and place >= 0 and record.first_day - ends[place] <= ANSWER_TIME:
                both = frozenset({actor, responder})
                statements.setdefault(both, _say_followed(ways[place], record, past))
                break
    return tuple(statements.values())


def _meetings(record: Incident) -> Iterable[tuple[str, str]]:
    return {(a, r) for a in record.actors for r in record.responders if a != r}


def _say_followed(first: Incident, then: Incident, past: Past) -> Statement:
    assert then.first_day is not None  # noqa: S101 - it is a moment
    gap = NUMBER_WORDS[(then.first_day - end_of(first)).days]
    text = f"A{_say_flight(first)[1:]} was followed {gap} later by {_say_flight(then)}."
    return Statement(text, (first.name, then.name), Topic.FOLLOWED, past.coverage)


def _say_flight(record: Incident) -> str:
    met = f"{say_states(record.responders)} responding"
    return f"{with_a(say_actors(record.actors))} flight {_say_place(record)} ({met}, {say_days(record)})"


def _say_place(record: Incident) -> str:
    return f"near {with_article(record.areas[0])}" if record.areas else "at a place not given"


def elsewhere(past: Past) -> tuple[Statement, ...]:
    """Formations of two or more counted types that were on record in the week before with no place in common."""
    by_makeup: dict[Makeup, list[Incident]] = defaultdict(list)
    for record in (*past.earlier, *past.news):
        if is_moment(record) and record.areas and (makeup := makeup_of(record)):
            by_makeup[makeup].append(record)
    fresh = {record.ref for record in past.news}
    statements = []
    for seen in by_makeup.values():
        pair = _latest_pair(sorted(seen, key=lateness), fresh) if len(seen) > 1 else None
        if pair:
            first, then = pair
            text = (
                f"A formation of the same make-up, {say_who(then)}, was on record {_say_place(first)} "
                f"({say_days(first)}) before {_say_place(then).removeprefix('near ')} ({say_days(then)})."
            )
            statements.append(Statement(text, (first.name, then.name), Topic.ELSEWHERE, past.coverage))
    return tuple(sorted(statements, key=lambda one: one.text))


def _latest_pair(seen: Sequence[Incident], fresh: set[str]) -> tuple[Incident, Incident] | None:
    """The latest record of the news that has one elsewhere within a week before it, and the latest such one."""
    for number in range(len(seen) - 1, 0, -1):
        then = seen[number]
        if then.ref not in fresh or then.first_day is None:
            continue
        for first in reversed(seen[:number]):
            if then.first_day - end_of(first) > TRAVEL_TIME:
                break
            if end_of(first) < then.first_day and places_of(first).isdisjoint(places_of(then)):
                return first, then
    return None


def makeup_of(record: Incident) -> Makeup | None:
    """The actors and exact numbers of a formation; None for one of fewer than two known types of aircraft."""
    acting = acting_platforms(record)
    counted = {
        (platform.variant or platform.type, platform.count)
        for platform in acting
        if platform.count and platform.bound == Bound.EXACT and is_named(platform.type) and flies(platform, record)
    }
    exact = frozenset((name, count) for name, count in counted if count)
    if len(exact) < 2 or len(exact) != len(acting) or not record.actors:
        return None
    return frozenset(record.actors), exact
