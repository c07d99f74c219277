"""Light records: what is counted and compared without being shown; and what making many of them leaves behind."""

import gc

import pytest
from hypothesis import HealthCheck, given, settings

from store.collecting import uncollected
from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger
from store.records import Incident, Origin
from tests.context.making import ENCOUNTERS
from tests.digest.making import LOGGED, record

EVERY = IncidentFilter(statuses=())


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(ENCOUNTERS)
def test_a_light_record_is_the_whole_one_but_for_sources_and_texts(ledger: Ledger, records: list[Incident]) -> None:
    ledger.add(records, origin=Origin(), by="", at=LOGGED)
    whole = ledger.find(EVERY, audience=OPERATOR)
    left_out: dict[str, object] = {"sources": [], "reported_by": [], "evidence": []}
    assert ledger.find(EVERY, audience=OPERATOR, light=True) == [one.model_copy(update=left_out) for one in whole]


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
