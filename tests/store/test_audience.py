"""Nobody sees a private channel's records but that channel, whatever they ask."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import RecordNotFound
from store.filters import OPERATOR, Audience, IncidentFilter
from store.ledger import By, Ledger
from store.records import Incident, Origin, Source, Status
from tests.store.making import NOON, audiences, draft, filters, origins
from tests.store.oracle import matches, may_see

URL = "https://news.example/one"
ANYTHING = IncidentFilter(statuses=())


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(origins, min_size=1, max_size=4), audiences, filters)
def test_every_read_gives_an_audience_what_it_may_see_and_nothing_else(
    ledger: Ledger, places: list[Origin], audience: Audience, wanted: IncidentFilter
) -> None:
    for origin in places:
        ledger.add([draft(sources=[Source(url=URL)])], origin=origin, by="U1", at=NOON)
    everything = ledger.find(ANYTHING, audience=OPERATOR)
    seen = {record.ref for record in everything if may_see(audience, record)}
    found = {record.ref for record in everything if record.ref in seen and matches(record, wanted)}

    assert {record.ref for record in ledger.find(ANYTHING, audience=audience)} == seen
    assert {record.ref for record in ledger.find(wanted, audience=audience)} == found
    assert ledger.count(wanted, audience=audience) == len(found)
    assert ledger.coverage(wanted, audience=audience).records == len(found)
    assert {record.ref for record in ledger.logged_from(url=URL, audience=audience)} == seen
    assert {record.ref for record in ledger.alike(draft(), audience=audience, limit=9999)} == seen
    for record in everything[:6]:
        assert reads_of(ledger, record, audience) == ([record.ref] * 2 if record.ref in seen else [])


def reads_of(ledger: Ledger, record: Incident, audience: Audience) -> list[str]:
    """What `get` and `history` say of a record to an audience."""
    try:
        return [
            ledger.get(record.ref, audience=audience).ref,
            ledger.history(record.ref, audience=audience)[0].ref,
        ]
    except RecordNotFound:
        return []


def test_a_private_record_without_a_workspace_is_the_operators_alone(ledger: Ledger) -> None:
    ledger.add([draft()], origin=Origin(channel="C1", private=True), by="", at=NOON)
    for team, channel in itertools.product(("", "T1"), ("", "C1")):
        assert ledger.count(ANYTHING, audience=Audience(team=team, channel=channel)) == 0
    assert ledger.count(ANYTHING, audience=OPERATOR) == 1


def test_a_channel_with_people_from_elsewhere_sees_its_own_records_alone(ledger: Ledger) -> None:
    places = [("", ""), ("T1", ""), ("T1", "C1"), ("T1", "C2"), ("T2", "C1")]
    for team, channel in places:
        for private in (False, True):
            ledger.add([draft()], origin=Origin(team=team, channel=channel, private=private), by="", at=NOON)
    alone = Audience(team="T1", channel="C1", alone=True)
    found = ledger.find(ANYTHING, audience=alone)
    assert [(record.origin.team, record.origin.channel) for record in found] == [("T1", "C1")] * 2
    assert ledger.count(ANYTHING, audience=alone) == ledger.coverage(ANYTHING, audience=alone).records == 2
    assert sum(ledger.tally(ANYTHING, by=By.KIND, audience=alone).values()) == 2
    for nowhere in (Audience(alone=True), Audience(team="T1", alone=True), Audience(channel="C1", alone=True)):
        assert ledger.count(ANYTHING, audience=nowhere) == 0


def test_what_cannot_be_seen_cannot_be_changed_either(ledger: Ledger) -> None:
    [hidden] = ledger.add([draft()], origin=Origin(team="T1", channel="C1", private=True), by="", at=NOON)
    other = Audience(team="T1", channel="C2")
    with pytest.raises(RecordNotFound):
        ledger.correct(hidden.ref, draft("2001-01-01"), by="", at=NOON, audience=other)
    with pytest.raises(RecordNotFound):
        ledger.retract(hidden.ref, by="", at=NOON, audience=other)
    with pytest.raises(RecordNotFound):
        ledger.restore(hidden.ref, by="", at=NOON, audience=other)
    assert ledger.get(hidden.ref, audience=OPERATOR) == hidden


def test_a_hidden_record_is_told_in_the_words_of_one_that_does_not_exist(ledger: Ledger) -> None:
    ledger.add([draft()], origin=Origin(team="T1", channel="C1", private=True), by="", at=NOON)
    told = []
    for ref in ("INT-1001", "INT-1002"):
        with pytest.raises(RecordNotFound) as caught:
            ledger.get(ref, audience=Audience(team="T1"))
        told.append(str(caught.value).replace(ref, "REF"))
    assert told[0] == told[1]


def test_an_outside_reference_means_the_audiences_own_record_first(ledger: Ledger) -> None:
    for team in ("T1", "", "T2"):
        ledger.import_records([("D1", draft())], origin=Origin(team=team), by="", at=NOON)
    for team in ("T1", "T2", ""):
        assert ledger.get("D1", audience=Audience(team=team)).origin.team == team
    assert ledger.get("D1", audience=Audience(team="T3")).origin.team == ""
    assert ledger.get("D1", audience=OPERATOR).status == Status.CONFIRMED
