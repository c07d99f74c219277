"""What goes into the ledger comes out of it: every field, every order, every filter."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import RecordNotFound
from store.filters import OPERATOR, Audience, Coverage, IncidentFilter, PlatformCondition
from store.ledger import Ledger
from store.records import Distance, Evidence, Incident, IncidentDraft, Origin, Side, Source, Status
from store.rows import checked
from tests.store.making import DESK, NOON, draft, drafts, filters
from tests.store.oracle import matches, newest_first, oldest_first

ANYTHING = IncidentFilter(statuses=())
one_ledger = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def content(record: IncidentDraft) -> dict[str, Any]:
    """What a record says, apart from its standing."""
    return record.model_dump(include=set(IncidentDraft.model_fields))


@one_ledger
@given(st.lists(drafts(), min_size=1, max_size=4))
def test_every_field_of_a_draft_comes_back(ledger: Ledger, given_drafts: list[IncidentDraft]) -> None:
    kept = ledger.add(given_drafts, origin=DESK, by="U1", at=NOON)
    assert [content(record) for record in kept] == [content(checked(given)) for given in given_drafts]
    assert [ledger.get(record.ref, audience=OPERATOR) for record in kept] == kept


@one_ledger
@given(st.lists(drafts(), max_size=5), st.lists(filters, min_size=1, max_size=4), st.data())
def test_find_gives_what_the_filter_says(
    ledger: Ledger, given_drafts: list[IncidentDraft], asked: list[IncidentFilter], data: st.DataObject
) -> None:
    for one in given_drafts:
        ledger.add([one], origin=DESK, by="", at=NOON, status=data.draw(st.sampled_from(Status)))
    everything = ledger.find(ANYTHING, audience=OPERATOR)
    for wanted in asked:
        expected = {record.ref for record in everything if matches(record, wanted)}
        assert {record.ref for record in ledger.find(wanted, audience=OPERATOR)} == expected
        assert ledger.count(wanted, audience=OPERATOR) == len(expected)


@one_ledger
@given(st.lists(drafts(), max_size=5), st.integers(0, 6))
def test_orders_are_by_the_event_and_limits_cut_them(
    ledger: Ledger, given_drafts: list[IncidentDraft], limit: int
) -> None:
    ledger.add(given_drafts, origin=DESK, by="", at=NOON)
    everything = ledger.find(ANYTHING, audience=OPERATOR)
    assert everything == sorted(everything, key=newest_first)
    oldest = ledger.find(ANYTHING, audience=OPERATOR, order="oldest", limit=limit)
    assert oldest == sorted(everything, key=oldest_first)[:limit]


def test_references_count_up_and_are_found_in_any_case(ledger: Ledger) -> None:
    first, second = ledger.add([draft(), draft()], origin=DESK, by="", at=NOON)
    assert (first.ref, second.ref) == ("INT-1001", "INT-1002")
    assert ledger.get(" int-1002 ", audience=OPERATOR) == second
    assert ledger.find(IncidentFilter(refs=("int-1001",)), audience=OPERATOR) == [first]


@pytest.mark.parametrize("ref", ["INT-9999", "INT-1000", "INT-0", "", "INT-", "L0001", "INT-99999999999999", "' OR 1"])
def test_an_unknown_reference_is_told_in_a_sentence(ledger: Ledger, ref: str) -> None:
    ledger.add([draft()], origin=DESK, by="", at=NOON)
    with pytest.raises(RecordNotFound) as caught:
        ledger.get(ref, audience=OPERATOR)
    assert str(caught.value).startswith("No record ")
    assert str(caught.value).endswith(": try `/intercept list`.")


def test_the_last_logged_come_first_where_logging_is_the_order(ledger: Ledger) -> None:
    late = NOON + dt.timedelta(hours=1)
    for day, at in (("2020-01-01", late), ("2026-01-01", NOON), ("2021-01-01", late)):
        ledger.add([draft(day)], origin=DESK, by="", at=at)
    found = ledger.find(IncidentFilter(), audience=OPERATOR, order="logged")
    assert [record.ref for record in found] == ["INT-1003", "INT-1001", "INT-1002"]


def test_logging_times_bound_inclusively(ledger: Ledger) -> None:
    ledger.add([draft()], origin=DESK, by="", at=NOON)
    moment = dt.timedelta(microseconds=1)
    for since, until, found in ((NOON, NOON, 1), (NOON + moment, None, 0), (None, NOON - moment, 0)):
        wanted = IncidentFilter(logged_since=since, logged_until=until)
        assert ledger.count(wanted, audience=OPERATOR) == found


@pytest.mark.parametrize(
    ("day", "since", "until", "found"),
    [
        ("2024-02-10", "2024-02-10", "2024-02-10", True),
        ("2024-02", "2024-02-01", "2024-02-29", True),
        ("2024-02", "2024-02-02", None, False),
        ("2024-02", None, "2024-02-28", False),
        ("2024", "2024-01-01", "2024-12-31", True),
        ("2024", "2023-12-31", "2024-12-30", False),
        (None, "2000-01-01", None, False),
        (None, None, "2030-01-01", False),
        (None, None, None, True),
        ("2024-02-10", "2024-02-11", "2024-02-09", False),
    ],
)
def test_a_day_overlaps_and_a_month_or_year_lies_inside(
    ledger: Ledger, day: str | None, since: str | None, until: str | None, found: bool
) -> None:
    ledger.add([draft(day)], origin=DESK, by="", at=NOON)
    days = [dt.date.fromisoformat(words) if words else None for words in (since, until)]
    assert ledger.count(IncidentFilter(since=days[0], until=days[1]), audience=OPERATOR) == found


def test_two_days_overlap_either_of_their_days(ledger: Ledger) -> None:
    two_days = draft("2014-10-28", last_day=dt.date(2014, 10, 29))
    ledger.add([two_days], origin=DESK, by="", at=NOON)
    for day in (dt.date(2014, 10, 28), dt.date(2014, 10, 29)):
        assert ledger.count(IncidentFilter(since=day, until=day), audience=OPERATOR) == 1


def test_a_distance_matches_in_whatever_unit_it_was_said(ledger: Ledger) -> None:
    ledger.add([draft(distance=Distance(value=50, unit="nm"))], origin=DESK, by="", at=NOON)
    assert ledger.count(IncidentFilter(within_km=50 * 1.852), audience=OPERATOR) == 1
    assert ledger.count(IncidentFilter(within_km=92.5), audience=OPERATOR) == 0


def test_a_wider_place_that_follows_matches_as_the_own_ones_do(ledger: Ledger) -> None:
    ledger.add([draft(areas=["Bering Sea"], also_in=["Alaska"])], origin=DESK, by="", at=NOON)
    assert ledger.count(IncidentFilter(areas=("Alaska",)), audience=OPERATOR) == 1
    assert ledger.count(IncidentFilter(areas_not=("Alaska",)), audience=OPERATOR) == 0


def test_all_types_may_be_asked_for_on_a_side(ledger: Ledger) -> None:
    ledger.add([draft()], origin=DESK, by="", at=NOON)
    for side, found in ((None, 1), (Side.ACTOR, 0)):
        both = PlatformCondition(types=("Tu-95", "F-22"), side=side, every=True)
        assert ledger.count(IncidentFilter(platforms=(both,)), audience=OPERATOR) == found


def test_coverage_spans_the_days_of_what_matches(ledger: Ledger) -> None:
    assert ledger.coverage(IncidentFilter(), audience=OPERATOR) == Coverage(records=0)
    ledger.add([draft("2022-12"), draft("2024-07-24"), draft(None)], origin=DESK, by="", at=NOON)
    spanned = ledger.coverage(IncidentFilter(), audience=OPERATOR)
    assert spanned == Coverage(records=3, first_day=dt.date(2022, 12, 1), last_day=dt.date(2024, 7, 24))


def test_instants_come_back_aware_in_utc(ledger: Ledger) -> None:
    anchorage = dt.timezone(dt.timedelta(hours=-9))
    [kept] = ledger.add([draft()], origin=DESK, by="", at=NOON.astimezone(anchorage))
    assert kept.logged_at == NOON
    assert kept.logged_at.tzinfo == dt.UTC


def test_a_naive_instant_is_refused_and_nothing_kept(ledger: Ledger) -> None:
    with pytest.raises(Exception, match="no time zone"):
        ledger.add([draft()], origin=DESK, by="", at=NOON.replace(tzinfo=None))
    assert ledger.count(ANYTHING, audience=OPERATOR) == 0


def test_text_that_no_database_holds_is_kept_with_marks_in_its_place(ledger: Ledger) -> None:
    bad = draft(
        summary="a\0b\ud83d",
        sources=[Source(text="\0" * 3, url="x\0")],
        evidence=[Evidence(field="areas[0]", words="\udc00")],
    )
    [kept] = ledger.add([bad], origin=DESK, by="", at=NOON)
    assert kept.summary == "a\ufffdb\ufffd"
    assert kept.sources[0].text == "\ufffd" * 3
    assert kept.evidence[0].words == "\ufffd"
    assert ledger.logged_from(url="x\0", audience=OPERATOR) == [kept]
    assert ledger.find(IncidentFilter(areas=("\0",)), audience=OPERATOR) == []


def test_a_copy_that_was_never_validated_is_refused_before_anything_is_written(ledger: Ledger) -> None:
    broken = draft().model_copy(update={"last_day": dt.date(2001, 1, 1)})
    with pytest.raises(ValueError, match="before the first day"):
        ledger.add([draft(), broken], origin=DESK, by="", at=NOON)
    assert ledger.count(ANYTHING, audience=OPERATOR) == 0


def test_records_of_an_address_are_found_until_they_are_retracted(ledger: Ledger) -> None:
    url = "https://news.example/" + "long" * 2000
    read = draft(sources=[Source(url=url, text="two bears")])
    kept = ledger.add([read, read], origin=DESK, by="", at=NOON)
    assert ledger.logged_from(url=url, audience=OPERATOR) == kept
    ledger.retract(kept[0].ref, by="", at=NOON, audience=OPERATOR)
    assert ledger.logged_from(url=url, audience=OPERATOR) == kept[1:]
    assert ledger.logged_from(url=url + "#", audience=OPERATOR) == []


def test_finding_many_takes_as_many_queries_as_finding_one(ledger: Ledger) -> None:
    from sqlalchemy import event

    ledger.add([draft() for _ in range(50)], origin=DESK, by="", at=NOON)
    asked: list[str] = []
    event.listen(ledger.store.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    counts = []
    for limit in (1, 50):
        asked.clear()
        assert len(ledger.find(ANYTHING, audience=OPERATOR, limit=limit)) == limit
        counts.append(sum(statement.startswith("SELECT") for statement in asked))
    assert counts == [8, 8]  # where the newest days end, which rows, then the records and each table of their parts


def test_adding_nothing_adds_nothing(ledger: Ledger) -> None:
    assert ledger.add([], origin=DESK, by="", at=NOON) == []


def test_the_origin_and_the_logger_are_kept(ledger: Ledger) -> None:
    origin = Origin(team="T1", channel="C1", private=True, user="U7")
    [kept] = ledger.add([draft()], origin=origin, by="U7", at=NOON, status=Status.DRAFT)
    assert isinstance(kept, Incident)
    assert (kept.origin, kept.logged_by, kept.status, kept.version) == (origin, "U7", Status.DRAFT, 1)
    assert ledger.get(kept.ref, audience=Audience(team="T1", channel="C1")) == kept
