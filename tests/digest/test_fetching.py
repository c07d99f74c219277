"""A digest from what was fetched for it says what one over the whole ledger would say."""

import datetime as dt
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.digest import Period, build, digest_text
from bot.fetching import bearing_on, digest_of
from store.database import open_store
from store.filters import OPERATOR, Audience, IncidentFilter
from store.ledger import Ledger
from store.lookups import Bearing, Lookup
from store.records import Incident, Origin, Status
from store.tables import incident
from tests.context.making import ENCOUNTERS, LENGTH, START
from tests.digest.making import LOGGED, record

LAST = START + dt.timedelta(days=LENGTH)
WANTED = (
    IncidentFilter(),
    IncidentFilter(areas=("Alaska",)),
    IncidentFilter(actors=("RU",), since=START + dt.timedelta(days=100)),
)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An empty ledger in memory."""
    store = open_store("sqlite://")
    yield Ledger(store)
    store.close()


def filled(ledger: Ledger, records: Sequence[Incident]) -> Ledger:
    """The ledger with these records and no others."""
    with ledger.store.writing() as session:
        session.execute(delete(incident))
    ledger.add(records, origin=Origin(), by="", at=LOGGED)
    return ledger


def slowly(ledger: Ledger, period: Period, wanted: IncidentFilter) -> str:
    """The digest over everything that the ledger holds, as text."""
    known = ledger.find(wanted, audience=OPERATOR)
    since = max(period.first, wanted.since or period.first)
    news = ledger.find(wanted.model_copy(update={"since": since, "until": period.last}), audience=OPERATOR)
    history = [r for r in known if r.first_day is None or r.first_day < period.first]
    return digest_text(build(news, period, history=history))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(ENCOUNTERS, st.integers(1, 31), st.sampled_from(WANTED))
def test_what_is_fetched_says_the_same_as_the_whole_ledger(
    ledger: Ledger, records: list[Incident], days: int, wanted: IncidentFilter
) -> None:
    filled(ledger, records)
    period = Period(LAST - dt.timedelta(days=days - 1), LAST, "UTC")
    assert digest_text(digest_of(ledger, period, wanted=wanted, audience=OPERATOR)) == slowly(ledger, period, wanted)


def test_a_long_history_is_not_fetched(ledger: Ledger) -> None:
    old = [record(START + dt.timedelta(days=n)) for n in range(0, 300)]
    new = [record(LAST, platforms=[("Tu-160", 2)])]
    filled(ledger, [*old, *new])
    period = Period(LAST, LAST, "UTC")
    before = ledger.coverage(
        IncidentFilter(), audience=OPERATOR, lookup=Lookup(bearing=Bearing.HISTORY, first=period.first)
    )
    news = ledger.find(IncidentFilter(since=LAST), audience=OPERATOR)
    held = bearing_on(ledger, news, period, wanted=IncidentFilter(), audience=OPERATOR, before=before)
    assert before.records == len(old)
    assert len(held) <= 3


def test_what_an_audience_may_not_see_changes_nothing_in_its_digest(ledger: Ledger) -> None:
    public = [record("2024-05-01"), record(LAST, platforms=[("Tu-160", 2)])]
    secret = [record("2024-12-01", platforms=[("Tu-160", 9)]), record(LAST - dt.timedelta(days=1)), record(None)]
    filled(ledger, public)
    period, audience = Period(LAST, LAST, "UTC"), Audience(team="T1", channel="C1")
    alone = digest_of(ledger, period, wanted=IncidentFilter(), audience=audience)
    ledger.add(secret, origin=Origin(team="T1", channel="C9", private=True), by="", at=LOGGED)
    assert digest_of(ledger, period, wanted=IncidentFilter(), audience=audience) == alone


def test_only_confirmed_records_are_news_whatever_the_filter_says(ledger: Ledger) -> None:
    filled(ledger, [record(LAST)])
    period = Period(LAST, LAST, "UTC")
    [kept] = ledger.find(IncidentFilter(), audience=OPERATOR)
    ledger.retract(kept.ref, by="", at=LOGGED, audience=OPERATOR)
    assert digest_of(ledger, period, wanted=IncidentFilter(statuses=tuple(Status)), audience=OPERATOR).quiet
