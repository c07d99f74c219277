"""What followed what, and the same make-up elsewhere: told cases, and brute force over generated ledgers."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings

from bot.context import Past, Topic, notable
from bot.context.places import places_of
from store.records import Incident, Precision
from tests.context.making import ENCOUNTERS, LENGTH, START
from tests.digest.making import record

BORDER = START + dt.timedelta(days=LENGTH - 40)
PAIR = [("Tu-95", 2), ("Su-35", 3)]


def flight(day: str, responders: Sequence[str] = ("US",), **fields: Any) -> Incident:
    return record(day, **fields).model_copy(update={"responders": list(responders)})


def told(topic: Topic, news: Incident, *history: Incident) -> list[str]:
    return [s.text for s in notable(Past.of([news], history)) if s.kind == topic]


def test_a_flight_the_other_way_is_told_as_followed_by_and_never_as_because() -> None:
    first = flight("2017-04-18")
    then = flight("2017-04-20", ["RU"], actors=("US",), areas=("Black Sea",), platforms=[("B-52", 2)])
    assert told(Topic.FOLLOWED, then, first) == [
        "A Russian flight near Alaska (United States responding, 18 Apr 2017) was followed two days later by "
        "an American flight near the Black Sea (Russia responding, 20 Apr 2017)."
    ]


def test_after_more_than_three_days_nothing_followed() -> None:
    then = flight("2017-04-20", ["RU"], actors=("US",), platforms=[("B-52", 2)])
    assert told(Topic.FOLLOWED, then, flight("2017-04-16")) == []
    assert told(Topic.FOLLOWED, then, flight("2017-04-20")) == []


def test_a_formation_of_the_same_make_up_is_told_with_both_places() -> None:
    first = flight("2017-04-18", areas=("Japan",), platforms=PAIR)
    assert told(Topic.ELSEWHERE, flight("2017-04-20", platforms=PAIR[::-1]), first) == [
        "A formation of the same make-up, Russian 3× Su-35 + 2× Tu-95, was on record near Japan (18 Apr 2017) "
        "before Alaska (20 Apr 2017)."
    ]


def test_another_number_or_a_place_in_common_is_no_formation_elsewhere() -> None:
    then = flight("2017-04-20", platforms=PAIR)
    assert told(Topic.ELSEWHERE, then, flight("2017-04-18", areas=("Japan",), platforms=[("Tu-95", 2)])) == []
    assert told(Topic.ELSEWHERE, then, flight("2017-04-18", areas=("Bering Sea", "Alaska"), platforms=PAIR)) == []


@settings(max_examples=60, deadline=None)
@given(ENCOUNTERS)
def test_every_meeting_holds_against_brute_force(ledger: list[Incident]) -> None:
    news = [r for r in ledger if r.first_day and r.last_day and r.first_day >= BORDER]
    by_name = {r.name: r for r in ledger}
    for statement in notable(Past.of(news, [r for r in ledger if r not in news])):
        if statement.kind not in (Topic.FOLLOWED, Topic.ELSEWHERE):
            continue
        first, then = (by_name[name] for name in statement.refs)
        assert then in news
        assert first.last_day and then.first_day and {first.precision, then.precision} == {Precision.DAY}
        gap = (then.first_day - first.last_day).days
        if statement.kind == Topic.FOLLOWED:
            assert 1 <= gap <= 3
            assert set(first.actors) & set(then.responders)
            assert set(then.actors) & set(first.responders)
        else:
            assert 1 <= gap <= 7
            assert set(first.actors) == set(then.actors)
            assert not places_of(first) & places_of(then)
            assert sorted((p.type, p.count) for p in first.platforms) == sorted(
                (p.type, p.count) for p in then.platforms
            )
