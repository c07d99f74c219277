"""Light records: what is counted and compared without being shown; and what making many of them leaves behind."""

import gc

import pytest
from hypothesis import HealthCheck, given, settings

from store.collecting import uncollected
from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger
from store.light import LIGHT
from store.records import Incident, Origin
from tests.context.making import ENCOUNTERS
from tests.digest.making import LOGGED, record

EVERY = IncidentFilter(statuses=())


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(ENCOUNTERS)
def test_a_light_record_is_as_the_whole_one_in_the_fields_that_it_has(ledger: Ledger, records: list[Incident]) -> None:
    ledger.add(records, origin=Origin(), by="", at=LOGGED)
    whole = ledger.find(EVERY, audience=OPERATOR)
    light = ledger.find(EVERY, audience=OPERATOR, light=True)
    assert [{name: getattr(one, name) for name in LIGHT} for one in light] == [
        {name: getattr(one, name) for name in LIGHT} for one in whole
    ]


def test_what_a_light_record_does_not_have_it_does_not_make_up(ledger: Ledger) -> None:
    ledger.add([record("2024-05-01")], origin=Origin(), by="", at=LOGGED)
    [one] = ledger.find(EVERY, audience=OPERATOR, light=True)
    for name in set(Incident.model_fields) - LIGHT:
        with pytest.raises(AttributeError):
            getattr(one, name)


def test_a_light_record_has_its_lists_in_their_order_and_odd_words_as_they_are(ledger: Ledger) -> None:
    places = [f'"{n}" \\ [x], {chr(0x1F)}é☃' for n in range(12, 0, -1)]
    made = record("2024-05-01", areas=places, also_in=places[::-1], actors=("RU", "CN"), platforms=[("B-52", None)])
    none = record(None, areas=(), actors=(), platforms=()).model_copy(update={"responders": []})
    ledger.add([made, none], origin=Origin(), by="", at=LOGGED)
    one, other = ledger.find(EVERY, audience=OPERATOR, light=True)
    assert (one.areas, one.also_in, one.actors, one.platforms) == (places, places[::-1], ["RU", "CN"], made.platforms)
    assert [other.areas, other.actors, other.responders, other.platforms] == [[], [], [], []]


def test_records_that_share_a_type_do_not_share_their_lists(ledger: Ledger) -> None:
    made = record("2024-05-01")
    ledger.add([made, made], origin=Origin(), by="", at=LOGGED)
    one, other = ledger.find(EVERY, audience=OPERATOR, light=True)
    one.platforms.clear()
    one.areas.append("Elsewhere")
    assert other.platforms == made.platforms
    assert other.areas == made.areas


def test_garbage_is_looked_for_again_after_a_failure() -> None:
    with pytest.raises(RuntimeError), uncollected(), uncollected():
        assert not gc.isenabled()
        raise RuntimeError
    assert gc.isenabled()


def test_whoever_does_without_a_collector_goes_on_without_it() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
