"""What the ledger holds before a digest, counted in one go, is what the lookups for it find one by one."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.filters import OPERATOR, Audience, IncidentFilter
from store.ledger import Ledger
from store.lookups import Bearing, Lookup
from store.records import Incident, Origin, Verification
from tests.context.making import ENCOUNTERS, LENGTH, START
from tests.digest.making import LOGGED

WANTED = (
    IncidentFilter(),
    IncidentFilter(areas=("Alaska",)),
    IncidentFilter(actors=("RU",), since=START + dt.timedelta(days=90)),
    IncidentFilter(until=START + dt.timedelta(days=300)),
)
ORIGINS = (Origin(), Origin(team="T1", channel="C1", private=True), Origin(team="T2"))
AUDIENCES = (OPERATOR, Audience(team="T1", channel="C1"), Audience(team="T1", channel="C1", alone=True))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(ENCOUNTERS, st.sampled_from(WANTED), st.sampled_from(AUDIENCES), st.integers(0, LENGTH), st.data())
def test_what_is_held_is_what_is_found(
    ledger: Ledger,
    records: list[Incident],
    wanted: IncidentFilter,
    audience: Audience,
    days: int,
    data: st.DataObject,
) -> None:
    first = START + dt.timedelta(days=days)
    for one in records:
        borne = data.draw(st.sampled_from((Verification.DISPUTED, Verification.OFFICIAL)))
        origin = data.draw(
            st.sampled_from((Origin(), Origin(team="T1", channel="C1", private=True), Origin(team="T2")))
        )
        ledger.add([one.model_copy(update={"verification": borne})], origin=origin, by="", at=LOGGED)
    disputed = wanted.model_copy(update={"verifications": (Verification.DISPUTED,)})
    before, doubted = ledger.held(wanted, first, audience=audience)
    history = Lookup(bearing=Bearing.HISTORY, first=first)
    assert before == ledger.coverage(wanted, audience=audience, lookup=history)
    assert doubted == ledger.count(disputed, audience=audience)
    assert before.records == len(ledger.find(wanted, audience=audience, lookup=history))


def test_an_empty_ledger_holds_nothing(ledger: Ledger) -> None:
    before, doubted = ledger.held(IncidentFilter(), START, audience=OPERATOR)
    assert (before.records, before.first_day, before.last_day, doubted) == (0, None, None, 0)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_first_and_the_last_of_all_days_are_no_exception(ledger: Ledger, day: dt.date) -> None:
    assert ledger.held(IncidentFilter(), day, audience=OPERATOR)[0].records == 0
