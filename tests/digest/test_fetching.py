"""A digest from what was fetched for it says what one over the whole ledger would say."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.context.past import lateness
from bot.digest import Beside, Earlier, Period, build, digest_text
from bot.fetching import digest_of
from store.database import open_store
from store.filters import OPERATOR, Audience, IncidentFilter
from store.ledger import Ledger
from store.records import Incident, Origin, Precision, Status
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
    return digest_text(build(news, period, history=history, beside=beside_of(known, period)))


def beside_of(known: Sequence[Incident], period: Period) -> Beside:
    """What is told beside the news, looked for in all records one by one."""
    days = (period.last - period.first).days + 1
    first, last = period.first - dt.timedelta(days=days), period.first - dt.timedelta(days=1)
    dated = [r.first_day for r in known if r.first_day and r.first_day < period.first]
    begun = [r for r in known if r.first_day and first <= r.first_day <= last and is_inside(r, first, last)]
    reaches = days >= 7 and bool(dated) and min(dated) <= first
    names = tuple(r.name for r in sorted(begun, key=lateness, reverse=True)[:12])
    return Beside(
        disputed=known,
        on_this_day=known,
        earlier=Earlier(Period(first, last, period.zone), len(begun), names) if reaches else None,
    )


def is_inside(found: Incident, first: dt.date, last: dt.date) -> bool:
    """Whether a record counts for some days: a month or a year only where it lies inside them."""
    return found.precision == Precision.DAY or bool(found.last_day and first <= found.last_day <= last)


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


@pytest.mark.parametrize("most", [1, 2, 3])
def test_what_is_told_of_more_statements_are_the_first(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("bot.fetching.MOST_NOTABLE", most)
    old = [record(START + dt.timedelta(days=n), platforms=[("H-6", 1)]) for n in range(0, 300, 10)]
    late = [record(LAST - dt.timedelta(days=n)) for n in (1, 2)]
    new = [record(LAST, platforms=[("Tu-160", 5), ("Il-38", 1)]), record(LAST, areas=["Japan"])]
    filled(ledger, [*old, *late, *new])
    period = Period(LAST, LAST, "UTC")
    told = digest_of(ledger, period, wanted=IncidentFilter(), audience=OPERATOR).notable
    monkeypatch.setattr("bot.fetching.MOST_NOTABLE", 8)
    every = digest_of(ledger, period, wanted=IncidentFilter(), audience=OPERATOR).notable
    assert len(every) == 4
    assert told == every[:most]


def test_of_very_many_records_each_theatre_tells_its_newest_and_counts_the_rest(ledger: Ledger) -> None:
    days = [LAST - dt.timedelta(days=n % 7) for n in range(90)]
    filled(ledger, [record(day, areas=[place]) for day in days for place in ("Alaska", "Black Sea")])
    made = digest_of(ledger, Period(LAST - 6 * (LAST - days[1]), LAST, "UTC"), audience=OPERATOR)
    assert made.number == 180
    assert [(len(one.incidents), one.more) for one in made.sections] == [(50, 40), (50, 40)]
    assert all(record.sources for record in made.news)
    oldest = min(record.last_day for record in made.news if record.last_day)
    assert oldest > LAST - dt.timedelta(days=6)
    assert digest_text(made).count("… and 40 more: ask for them by place and day") == 2
    assert digest_text(made).count("(90)") >= 2


def test_this_day_of_a_leap_year_is_looked_for_in_leap_years(ledger: Ledger) -> None:
    filled(ledger, [record("2016-02-29"), record("2019-02-28"), record("2019-03-01"), record("2020-02-29")])
    made = digest_of(ledger, Period(dt.date(2024, 2, 28), dt.date(2024, 2, 28), "UTC"), audience=OPERATOR)
    assert [str(record.first_day) for record in made.on_this_day] == ["2020-02-29", "2016-02-29"]


class Counting(Ledger):
    """A ledger that knows how many records were read from it."""

    read = 0

    def find(self, *args: Any, **options: Any) -> list[Incident]:
        found = super().find(*args, **options)
        self.read += len(found)
        return found

    def look_back_each(self, *args: Any, **options: Any) -> list[Incident | None]:
        found = super().look_back_each(*args, **options)
        self.read += sum(record is not None for record in found)
        return found


def test_a_long_history_is_not_fetched(ledger: Ledger) -> None:
    old = [record(START + dt.timedelta(days=n)) for n in range(0, 300)]
    new = [record(LAST, platforms=[("Tu-160", 2)])]
    filled(ledger, [*old, *new])
    counting = Counting(ledger.store)
    made = digest_of(counting, Period(LAST, LAST, "UTC"), audience=OPERATOR)
    assert [record.ref for record in made.news] == [made.news[0].ref]
    assert f"{len(old)} records" in digest_text(made)
    assert 0 < counting.read <= 8


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
