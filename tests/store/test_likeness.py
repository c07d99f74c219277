"""Records that may be about the same event as a draft are found, the likeliest first, and others are not."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger
from store.records import Incident, IncidentDraft, Platform, Side, Status
from tests.store.making import DESK, NOON, draft, drafts

ONE_DAY = dt.timedelta(days=1)


def actor(kind: str, count: int | None = None) -> Platform:
    """Aircraft on the acting side."""
    return Platform(type=kind, count=count)


def add(ledger: Ledger, *records: IncidentDraft) -> list[Incident]:
    """Keep some records of the desk."""
    return ledger.add(records, origin=DESK, by="", at=NOON)


def refs(records: list[Incident]) -> list[str]:
    """The references of some records."""
    return [record.ref for record in records]


@pytest.mark.parametrize(
    ("fields", "like"),
    [
        ({}, True),
        ({"day": "2026-02-28"}, True),
        ({"day": "2026-03-02"}, True),
        ({"day": "2026-03-03"}, False),
        ({"day": "2026-02-27"}, False),
        ({"day": "2026-03"}, True),
        ({"day": "2026"}, True),
        ({"day": "2025"}, False),
        ({"day": None}, False),
        ({"actors": ["CN"]}, True),
        ({"platforms": [actor("Su-35")]}, True),
        ({"actors": ["CN"], "platforms": [actor("Su-35")]}, False),
        ({"actors": [], "platforms": [Platform(type="Tu-95", side=Side.RESPONDER)]}, False),
        ({"areas": ["Japan"]}, False),
        ({"areas": []}, True),
        ({"areas": ["Japan"], "also_in": ["Alaska"]}, True),
    ],
)
def test_a_record_is_like_a_draft_by_day_actor_or_type_and_place(
    ledger: Ledger, fields: dict[str, Any], like: bool
) -> None:
    [kept] = add(ledger, draft(**fields))
    assert refs(ledger.alike(draft(), audience=OPERATOR)) == [kept.ref] * like


def test_a_draft_without_a_place_is_like_records_anywhere(ledger: Ledger) -> None:
    [kept] = add(ledger, draft(areas=["Japan"]))
    assert refs(ledger.alike(draft(areas=[]), audience=OPERATOR)) == [kept.ref]
    assert ledger.alike(draft(None), audience=OPERATOR) == []


def test_the_same_types_in_the_same_numbers_on_the_same_day_come_first(ledger: Ledger) -> None:
    other_type, other_count, next_day, same = add(
        ledger,
        draft(platforms=[actor("Su-35")]),
        draft(platforms=[actor("Tu-95", 4)]),
        draft("2026-03-02"),
        draft(),
    )
    found = ledger.alike(draft(), audience=OPERATOR)
    assert refs(found) == refs([same, next_day, other_count, other_type])
    assert found[0] == same
    assert refs(ledger.alike(draft(), audience=OPERATOR, limit=1)) == [same.ref]


def test_a_record_is_not_like_itself_nor_like_what_was_taken_back(ledger: Ledger) -> None:
    kept, gone, part = add(ledger, draft(), draft(), draft())
    ledger.retract(gone.ref, by="", at=NOON, audience=OPERATOR)
    ledger.merge(kept.ref, part.ref, by="", at=NOON, audience=OPERATOR)
    assert ledger.alike(kept, audience=OPERATOR) == []
    [unsure] = ledger.add([draft()], origin=DESK, by="", at=NOON, status=Status.DRAFT)
    assert refs(ledger.alike(kept, audience=OPERATOR)) == [unsure.ref]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts(), drafts())
def test_what_is_found_is_like_and_what_is_not_is_not(ledger: Ledger, one: IncidentDraft, other: IncidentDraft) -> None:
    [kept] = add(ledger, other)
    found = refs(ledger.alike(one, audience=OPERATOR, limit=9999))
    for record in ledger.find(IncidentFilter(refs=(kept.ref,)), audience=OPERATOR):
        assert (record.ref in found) is may_be_same(one, record)


def may_be_same(one: IncidentDraft, other: IncidentDraft) -> bool:
    """The rule once more, in plain Python."""
    if not (one.first_day and one.last_day and other.first_day and other.last_day):
        return False
    near = other.first_day <= one.last_day + ONE_DAY and other.last_day >= one.first_day - ONE_DAY
    types = [{p.type for p in draft.platforms if p.side == Side.ACTOR} for draft in (one, other)]
    who = set(one.actors) & set(other.actors) or types[0] & types[1]
    places = [{*draft.areas, *draft.also_in} for draft in (one, other)]
    return near and bool(who) and (not all(places) or bool(places[0] & places[1]))


def test_the_ends_of_the_calendar_are_days_like_others(ledger: Ledger) -> None:
    for day in (dt.date.min, dt.date.max):
        [kept] = add(ledger, draft(day.isoformat()))
        assert refs(ledger.alike(draft(day.isoformat()), audience=OPERATOR)) == [kept.ref]
