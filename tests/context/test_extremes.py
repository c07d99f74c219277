"""The closest and the longest: told cases, and every sentence against brute force over generated ledgers."""

import datetime as dt
import re
from typing import Any

from hypothesis import given, settings

from bot.context import Past, Statement, Topic, notable
from bot.context.past import LONGEST_EVENT
from bot.context.places import places_of
from store.records import Distance, Incident, Kind, Precision
from tests.context.making import ENCOUNTERS, LENGTH, START
from tests.digest.making import record

BORDER = START + dt.timedelta(days=LENGTH - 30)
STATES = {"Russian": "RU", "Chinese": "CN", "American": "US", "US": "US"}


def with_fields(day: str, **fields: Any) -> Incident:
    return record(day).model_copy(update=fields)


def told(news: Incident, *history: Incident) -> list[str]:
    return [s.text for s in notable(Past.of([news], history)) if s.kind in (Topic.CLOSEST, Topic.LONGEST)]


def miles(value: float, origin: str | None = "Alaska") -> Distance:
    return Distance(value=value, unit="mi", origin=origin)


def test_the_closest_approach_names_the_record_that_was_as_close() -> None:
    history = (
        with_fields("2014-07-04", distance=miles(15)),
        with_fields("2016-01-01", distance=miles(40)),
        with_fields("2016-02-01"),
    )
    assert told(with_fields("2017-04-20", distance=miles(20)), *history) == [
        "Closest Russian approach to Alaska since 4 Jul 2014 (ledger from 4 Jul 2014): "
        "20 mi from Alaska (32 km), of the records with a distance."
    ]


def test_distances_from_different_places_are_never_compared() -> None:
    other = with_fields("2014-07-04", distance=miles(40, "Japan"))
    assert told(with_fields("2017-04-20", distance=miles(20)), other) == []


def test_distances_from_craft_compare_only_between_unsafe_encounters() -> None:
    near = {"kind": Kind.UNSAFE_ENCOUNTER, "distance": Distance(value=20, unit="ft", origin="the tanker")}
    far = {"kind": Kind.UNSAFE_ENCOUNTER, "distance": Distance(value=50, unit="ft", origin="the Poseidon")}
    assert told(with_fields("2017-04-20", **near), with_fields("2014-07-04", **far)) == [
        "Closest Russian unsafe encounter near Alaska in this ledger, which starts on 4 Jul 2014: "
        "20 ft from the tanker (6 m), of the records with a distance."
    ]
    assert told(with_fields("2017-04-20", **{**near, "kind": Kind.PATROL}), with_fields("2014-07-04", **far)) == []


def test_the_longest_encounter_says_its_minutes() -> None:
    history = with_fields("2014-07-04", duration_minutes=60), with_fields("2016-01-01", duration_minutes=20)
    assert told(with_fields("2017-04-20", duration_minutes=45), *history) == [
        "Longest Russian encounter near Alaska since 4 Jul 2014 (ledger from 4 Jul 2014): "
        "45 minutes, of the records with a duration."
    ]


def measure(record: Incident, topic: Topic, origin: str | None) -> float | None:
    """What a record has of a topic, the more the better; None where it has nothing comparable."""
    if topic == Topic.LONGEST:
        return record.duration_minutes
    if record.distance is None or (origin and record.distance.origin != origin):
        return None
    return -record.distance.km


def holds(statement: Statement, ledger: list[Incident]) -> None:
    what = r"(?:approach to (\w+)|unsafe encounter|encounter)(?: near (?:the )?(.+?))?"
    match = re.match(rf"\w+ ([\w-]+) {what} (?:since|in)", statement.text)
    assert match
    place = match[3] or match[2]
    by_name = {r.name: r for r in ledger}
    claimed = by_name[statement.refs[0]]
    last = by_name[statement.refs[1]] if len(statement.refs) > 1 else None
    unsafe = claimed.kind == Kind.UNSAFE_ENCOUNTER and statement.kind == Topic.CLOSEST
    origin = claimed.distance.origin if claimed.distance and statement.kind == Topic.CLOSEST and not unsafe else None
    mine = measure(claimed, statement.kind, origin)
    assert {STATES[word] for word in match[1].split("-")} == set(claimed.actors)
    assert claimed.first_day and claimed.last_day and mine is not None
    assert claimed.precision == Precision.DAY and claimed.last_day - claimed.first_day <= LONGEST_EVENT
    compared = 0
    for other in ledger:
        value = measure(other, statement.kind, origin)
        if other is claimed or value is None or place not in places_of(other) or other.kind == Kind.EXERCISE:
            continue
        if statement.kind == Topic.CLOSEST and (other.kind == Kind.UNSAFE_ENCOUNTER) != unsafe:
            continue
        if set(other.actors).isdisjoint(claimed.actors):
            continue
        assert other.first_day and other.last_day
        compared += other.last_day < claimed.first_day
        if last and last.last_day and other.last_day <= last.last_day:
            continue
        assert value < mine or other.first_day > claimed.last_day
    assert compared
    if last:
        theirs = measure(last, statement.kind, origin)
        assert theirs is not None and theirs >= mine - 1e-6 and set(last.actors) == set(claimed.actors)
        assert last.last_day and claimed.first_day - last.last_day >= dt.timedelta(days=30)


@settings(max_examples=60, deadline=None)
@given(ENCOUNTERS)
def test_every_closest_and_longest_holds_against_brute_force(ledger: list[Incident]) -> None:
    news = [r for r in ledger if r.first_day and r.last_day and r.first_day >= BORDER]
    for statement in notable(Past.of(news, [r for r in ledger if r not in news])):
        if statement.kind in (Topic.CLOSEST, Topic.LONGEST):
            holds(statement, ledger)
