"""What is fetched about one record says the same as everything before it, and nothing that the audience may not see."""

import datetime as dt
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings

from bot.context import about
from bot.fetching import context_of
from store.database import open_store
from store.filters import OPERATOR, Audience, IncidentFilter
from store.ledger import Ledger
from store.records import Incident, Origin
from store.tables import incident
from tests.context.making import ENCOUNTERS
from tests.digest.making import LOGGED, record


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An empty ledger in memory."""
    store = open_store("sqlite://")
    yield Ledger(store)
    store.close()


def filled(ledger: Ledger, records: Sequence[Incident]) -> Ledger:
    """The ledger with these records and no others."""
    with ledger.store.writing() as session:
        session.execute(incident.delete())
    ledger.add(records, origin=Origin(), by="", at=LOGGED)
    return ledger


def fetched(ledger: Ledger, one: Incident, audience: Audience = OPERATOR) -> list[str]:
    """The statements about a record from what is looked up for it."""
    return [s.text for s in context_of(ledger, one, audience=audience)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(ENCOUNTERS)
def test_what_is_fetched_about_a_record_says_the_same_as_all_before_it(ledger: Ledger, records: list[Incident]) -> None:
    filled(ledger, records)
    known = ledger.find(IncidentFilter(), audience=OPERATOR)
    coverage = ledger.coverage(IncidentFilter(), audience=OPERATOR)
    for one in known[:4]:
        end = one.last_day or dt.date.max
        before = [r for r in known if r.ref != one.ref and (r.first_day is None or r.first_day <= end)]
        assert fetched(ledger, one) == [s.text for s in about(one, before, coverage=coverage)]


def test_what_an_audience_may_not_see_changes_nothing_about_a_record(ledger: Ledger) -> None:
    filled(ledger, [record("2024-01-05"), record("2024-05-01", platforms=[("Tu-160", 4)])])
    audience = Audience(team="T1", channel="C1")
    newest = ledger.find(IncidentFilter(), audience=audience)[0]
    alone = fetched(ledger, newest, audience)
    assert alone
    secret = [record("2024-04-30"), record("2024-03-01", platforms=[("Tu-160", 9)]), record(None)]
    ledger.add(secret, origin=Origin(team="T1", channel="C9", private=True), by="", at=LOGGED)
    assert fetched(ledger, newest, audience) == alone
    assert fetched(ledger, newest) != alone
