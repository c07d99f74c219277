"""Looking back and counting in the database say what plain Python says of the same records."""

import datetime as dt
from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from store.filters import OPERATOR, Audience, IncidentFilter
from store.ledger import By, Ledger
from store.lookups import Bearing, Lookup, Measure, Reach
from store.records import Bound, Incident, IncidentDraft, Origin, Precision, Side
from store.tables import incident
from store.tallying import KEYS, PRECISE
from tests.store.making import DESK, NOON, draft, drafts, filters
from tests.store.oracle import matches, newest_first

one_ledger = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
DAYS = st.dates(dt.date(2023, 12, 1), dt.date(2024, 2, 20))
REACHES = st.none() | st.builds(
    Reach, st.sampled_from(Measure), st.none() | st.integers(0, 90).map(float), st.none() | st.just("Alaska")
)
LOOKUPS = st.builds(
    lambda like, bearing, first, length, reach: Lookup(like, bearing, first, first + dt.timedelta(days=length), reach),
    filters,
    st.none() | st.sampled_from(Bearing),
    DAYS,
    st.integers(0, 20),
    REACHES,
)


def look_back(
    ledger: Ledger,
    wanted: IncidentFilter,
    lookup: Lookup,
    *,
    audience: Audience,
    settles: Callable[[Incident], bool] = bool,
) -> Incident | None:
    """What one lookup comes to."""
    return ledger.look_back_each(wanted, [(lookup, settles)], audience=audience)[0]


def bears(record: Incident, lookup: Lookup) -> bool:
    """Whether a record stands to the days of a lookup as it asks."""
    first, last = record.first_day, record.last_day
    if lookup.bearing is None:
        return True
    if first is None or last is None:
        return lookup.bearing in (Bearing.UNDATED, Bearing.HISTORY)
    exact = record.precision == Precision.DAY
    return {
        Bearing.UNDATED: False,
        Bearing.BEFORE: last < lookup.first,
        Bearing.VAGUE: not exact and last >= lookup.first and first <= lookup.last,
        Bearing.HISTORY: first < lookup.first and not (exact and last >= lookup.first),
    }[lookup.bearing]


def reaches(record: Incident, reach: Reach | None) -> bool:
    """Whether a record has a measure and may be as good as a value."""
    if reach is None:
        return True
    if reach.measure == Measure.DURATION:
        return record.duration_minutes is not None and record.duration_minutes >= (reach.value or 0)
    if reach.measure == Measure.CLOSENESS:
        far = record.distance
        if far is None or (reach.origin is not None and far.origin != reach.origin):
            return False
        return reach.value is None or far.km <= reach.value + 1e-6
    acting = [p for p in record.platforms if p.side == Side.ACTOR]
    doubtful = any(p.bound in (Bound.AT_LEAST, Bound.ABOUT) for p in acting)
    return reach.value is None or doubtful or sum(p.count or 0 for p in acting) >= reach.value


def fill(ledger: Ledger, given_drafts: list[IncidentDraft]) -> list[Incident]:
    with ledger.store.writing() as session:
        session.execute(delete(incident))
    return ledger.add(given_drafts, origin=DESK, by="", at=NOON)


@one_ledger
@given(st.lists(drafts(), max_size=8), st.lists(LOOKUPS, min_size=1, max_size=4))
def test_a_look_back_finds_the_newest_that_plain_python_finds(
    ledger: Ledger, given_drafts: list[IncidentDraft], lookups: list[Lookup]
) -> None:
    records = sorted(fill(ledger, given_drafts), key=newest_first)
    for lookup in lookups:
        fit = [r for r in records if matches(r, lookup.like) and bears(r, lookup) and reaches(r, lookup.reach)]
        found = look_back(ledger, IncidentFilter(), lookup, audience=OPERATOR)
        assert (found and found.ref) == (fit[0].ref if fit else None)
        assert ledger.coverage(IncidentFilter(), audience=OPERATOR, lookup=lookup).records == len(fit)
        assert [r.ref for r in ledger.find(IncidentFilter(), audience=OPERATOR, lookup=lookup)] == [r.ref for r in fit]


def test_a_look_back_goes_on_until_something_settles_it(ledger: Ledger) -> None:
    kept = ledger.add([draft(f"2026-01-{day:02}") for day in range(1, 29)], origin=DESK, by="", at=NOON)
    found = look_back(
        ledger, IncidentFilter(), Lookup(), audience=OPERATOR, settles=lambda record: record.ref == kept[0].ref
    )
    assert found and found.ref == kept[0].ref
    assert look_back(ledger, IncidentFilter(), Lookup(), audience=OPERATOR, settles=lambda record: False) is None


@one_ledger
@given(st.lists(drafts(), max_size=6), filters, st.sampled_from(By), st.none() | st.sampled_from(Side))
def test_a_tally_counts_what_plain_python_counts(
    ledger: Ledger, given_drafts: list[IncidentDraft], wanted: IncidentFilter, by: By, side: Side | None
) -> None:
    records = [r for r in fill(ledger, given_drafts) if matches(r, wanted)]
    counts: Counter[str] = Counter()
    for record in records:
        counts.update(keys(record, by, side))
    assert ledger.tally(wanted, by=by, audience=OPERATOR, side=side) == dict(counts)


def keys(record: Incident, by: By, side: Side | None) -> set[str]:
    if by in KEYS:
        vague = by in PRECISE and record.precision not in PRECISE[by]
        return set() if record.first_day is None or vague else {KEYS[by](record.first_day)}
    named = {
        By.TYPE: [p.type for p in record.platforms if side in (None, p.side)],
        By.AREA: record.areas,
        By.ACTOR: record.actors,
        By.RESPONDER: record.responders,
        By.KIND: [record.kind.value],
        By.RESPONSE: [record.response.value],
        By.REPORTER: record.reported_by,
        By.OUTLET: [source.outlet for source in record.sources if source.outlet] or record.reported_by,
    }
    return set(named[by])


def test_neither_counts_nor_looks_at_what_the_audience_may_not_see(ledger: Ledger) -> None:
    ledger.add([draft()], origin=Origin(team="T1", channel="C9", private=True), by="", at=NOON)
    others = Audience(team="T1", channel="C1")
    assert ledger.tally(IncidentFilter(), by=By.YEAR, audience=others) == {}
    assert look_back(ledger, IncidentFilter(), Lookup(), audience=others) is None


def test_a_bare_record_lacks_only_what_is_long(ledger: Ledger) -> None:
    [kept] = ledger.add([draft()], origin=DESK, by="", at=NOON)
    [bare] = ledger.find(IncidentFilter(), audience=OPERATOR, bare=True)
    assert bare == kept.model_copy(update={"evidence": [], "sources": bare.sources})
    assert [s.model_copy(update={"text": None, "author": None}) for s in kept.sources] == bare.sources
