"""A record is corrected and taken back without losing what it was."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings

from store.errors import VersionConflict
from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger
from store.records import Incident, IncidentDraft, Platform, Status
from store.rows import checked
from tests.store.making import DESK, NOON, draft, drafts

LATER = NOON + dt.timedelta(hours=2)


@pytest.fixture
def kept(ledger: Ledger) -> Incident:
    """A record of U1."""
    return ledger.add([draft()], origin=DESK, by="U1", at=NOON)[0]


def test_a_history_begins_with_the_logging(ledger: Ledger, kept: Incident) -> None:
    [first] = ledger.history(kept.ref, audience=OPERATOR)
    assert (first.ref, first.version, first.action, first.by, first.at) == (kept.ref, 1, "logged", "U1", NOON)
    assert first.changes == {}


def test_a_correction_keeps_old_and_new_values(ledger: Ledger, kept: Incident) -> None:
    better = draft(areas=["Chukchi Sea"], platforms=[Platform(type="Tu-95", count=4)])
    now = ledger.correct(kept.ref, better, by="U2", at=LATER, reason="NORAD's own release", audience=OPERATOR)
    assert (now.version, now.areas, now.logged_by, now.revised_at) == (2, ["Chukchi Sea"], "U1", LATER)
    last = ledger.history(kept.ref, audience=OPERATOR)[-1]
    assert (last.version, last.action, last.by, last.reason) == (2, "corrected", "U2", "NORAD's own release")
    assert last.changes["areas"] == [["Bering Sea", "Alaska"], ["Chukchi Sea"]]
    assert set(last.changes) == {"areas", "platforms"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts(), drafts())
def test_any_record_becomes_any_other_and_back(ledger: Ledger, one: IncidentDraft, other: IncidentDraft) -> None:
    [kept] = ledger.add([one], origin=DESK, by="", at=NOON)
    for step in (other, one):
        now = ledger.correct(kept.ref, step, by="", at=LATER, audience=OPERATOR)
        assert IncidentDraft.model_validate(now.model_dump()) == checked(step)
    assert now.version in (1, 3)


def test_a_correction_that_changes_nothing_leaves_no_trace(ledger: Ledger, kept: Incident) -> None:
    assert ledger.correct(kept.ref, kept, by="U2", at=LATER, audience=OPERATOR) == kept
    assert len(ledger.history(kept.ref, audience=OPERATOR)) == 1


def test_a_correction_of_a_version_that_has_passed_says_what_changed(ledger: Ledger, kept: Incident) -> None:
    ledger.correct(kept.ref, draft(actors=["CN"]), by="U2", at=LATER, version=1, audience=OPERATOR)
    with pytest.raises(VersionConflict, match="INT-1001 was changed meanwhile by U2") as caught:
        ledger.correct(kept.ref, draft(actors=["US"]), by="U3", at=LATER, version=1, audience=OPERATOR)
    assert "(actors)" in str(caught.value)
    assert caught.value.current.actors == ["CN"]
    assert [revision.changes for revision in caught.value.meanwhile] == [{"actors": [["RU"], ["CN"]]}]
    assert ledger.get(kept.ref, audience=OPERATOR).actors == ["CN"]


def test_a_retracted_record_leaves_the_answers_and_stays_in_the_ledger(ledger: Ledger, kept: Incident) -> None:
    gone = ledger.retract(kept.ref, by="U1", at=LATER, reason="a drill", audience=OPERATOR)
    assert (gone.status, gone.version) == (Status.RETRACTED, 2)
    assert ledger.count(IncidentFilter(), audience=OPERATOR) == 0
    assert ledger.get(kept.ref, audience=OPERATOR) == gone
    last = ledger.history(kept.ref, audience=OPERATOR)[-1]
    assert (last.action, last.reason) == ("retracted", "a drill")
    assert last.changes == {"status": ["confirmed", "retracted"]}


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.DRAFT])
def test_restoring_gives_back_the_standing_from_before(ledger: Ledger, status: Status) -> None:
    [kept] = ledger.add([draft()], origin=DESK, by="", at=NOON, status=status)
    ledger.retract(kept.ref, by="", at=NOON, audience=OPERATOR)
    back = ledger.restore(kept.ref, by="", at=LATER, audience=OPERATOR)
    assert (back.status, back.version) == (status, 3)
    assert [entry.action for entry in ledger.history(kept.ref, audience=OPERATOR)] == [
        "logged",
        "retracted",
        "restored",
    ]


def test_retracting_or_restoring_twice_is_doing_it_once(ledger: Ledger, kept: Incident) -> None:
    assert ledger.restore(kept.ref, by="", at=LATER, audience=OPERATOR) == kept
    gone = ledger.retract(kept.ref, by="", at=LATER, audience=OPERATOR)
    assert ledger.retract(kept.ref, by="", at=LATER, audience=OPERATOR) == gone
