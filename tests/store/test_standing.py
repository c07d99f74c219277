"""What people make of a record changes how it stands, and stays in its history."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from store.errors import NotAllowed, RecordNotFound, VersionConflict
from store.filters import OPERATOR, Audience, IncidentFilter
from store.ledger import Ledger
from store.records import Incident, Origin, Status, Verification
from tests.store.making import DESK, NOON, draft

LATER = NOON + dt.timedelta(hours=2)
DONE: dict[str, Any] = {"by": "U2", "at": LATER, "audience": OPERATOR}
PRIVATE = Origin(team="T1", channel="C1", private=True, user="U1")
INSIDE, OUTSIDE = Audience(team="T1", channel="C1"), Audience(team="T1", channel="C2")


@pytest.fixture
def kept(ledger: Ledger) -> Incident:
    """A record of U1."""
    return ledger.add([draft()], origin=DESK, by="U1", at=NOON)[0]


def actions(ledger: Ledger, ref: str) -> list[str]:
    """What was done to a record."""
    return [entry.action for entry in ledger.history(ref, audience=OPERATOR)]


def test_a_record_is_confirmed_with_who_and_why(ledger: Ledger, kept: Incident) -> None:
    now = ledger.confirm(kept.ref, Verification.OFFICIAL, reason="NORAD's own release", **DONE)
    assert (now.verification, now.status, now.version) == (Verification.OFFICIAL, Status.CONFIRMED, 2)
    last = ledger.history(kept.ref, audience=OPERATOR)[-1]
    assert (last.action, last.by, last.at, last.reason) == ("confirmed", "U2", LATER, "NORAD's own release")
    assert last.changes == {"verification": ["unverified", "official"]}
    assert ledger.confirm(kept.ref, Verification.OFFICIAL, **DONE) == now


def test_confirming_a_draft_makes_it_stand(ledger: Ledger) -> None:
    [kept] = ledger.add([draft()], origin=DESK, by="U1", at=NOON, status=Status.DRAFT)
    ledger.confirm(kept.ref, Verification.SINGLE_SOURCE, **DONE)
    assert ledger.count(IncidentFilter(), audience=OPERATOR) == 1


def test_a_disputed_record_stays_in_the_answers_until_it_is_settled(ledger: Ledger, kept: Incident) -> None:
    now = ledger.dispute(kept.ref, reason="Moscow denies it", **DONE)
    assert (now.verification, now.status) == (Verification.DISPUTED, Status.CONFIRMED)
    disputed = IncidentFilter(verifications=(Verification.DISPUTED,))
    assert ledger.count(disputed, audience=OPERATOR) == 1
    assert ledger.count(IncidentFilter(verifications_not=disputed.verifications), audience=OPERATOR) == 0
    ledger.confirm(kept.ref, Verification.SEVERAL_SOURCES, **DONE)
    assert ledger.count(disputed, audience=OPERATOR) == 0
    assert actions(ledger, kept.ref) == ["logged", "disputed", "confirmed"]


@pytest.mark.parametrize("verification", Verification)
def test_a_record_is_retracted_and_restored_however_well_it_is_borne_out(
    ledger: Ledger, verification: Verification
) -> None:
    [kept] = ledger.add([draft(verification=verification)], origin=DESK, by="U1", at=NOON)
    ledger.retract(kept.ref, **DONE)
    with pytest.raises(NotAllowed, match="INT-1001 is retracted: restore it first"):
        ledger.confirm(kept.ref, Verification.OFFICIAL, **DONE)
    back = ledger.restore(kept.ref, **DONE)
    assert (back.status, back.verification) == (Status.CONFIRMED, verification)


def test_a_private_record_is_shared_with_the_workspace_and_taken_back(ledger: Ledger) -> None:
    [kept] = ledger.add([draft()], origin=PRIVATE, by="U1", at=NOON)
    with pytest.raises(RecordNotFound):
        ledger.share(kept.ref, by="U2", at=LATER, audience=OUTSIDE)
    shared = ledger.share(kept.ref, by="U1", at=LATER, audience=INSIDE)
    assert (shared.origin.private, ledger.count(IncidentFilter(), audience=OUTSIDE)) == (False, 1)
    assert ledger.count(IncidentFilter(), audience=Audience(team="T2", channel="C1")) == 0
    hidden = ledger.unshare(kept.ref, by="U1", at=LATER, audience=INSIDE)
    assert (hidden.origin.private, ledger.count(IncidentFilter(), audience=OUTSIDE)) == (True, 0)
    assert actions(ledger, kept.ref) == ["logged", "shared", "unshared"]


def test_a_record_from_no_channel_cannot_be_kept_to_one(ledger: Ledger, kept: Incident) -> None:
    with pytest.raises(NotAllowed, match="retract it instead"):
        ledger.unshare(kept.ref, **DONE)


def test_a_note_stands_in_the_history_and_is_no_conflict(ledger: Ledger, kept: Incident) -> None:
    now = ledger.note(kept.ref, "the source message was deleted", **DONE)
    assert now.model_copy(update={"version": 1, "revised_at": NOON}) == kept
    last = ledger.history(kept.ref, audience=OPERATOR)[-1]
    assert (last.action, last.reason, last.changes) == ("noted", "the source message was deleted", {})
    better = ledger.correct(kept.ref, draft(actors=["CN"]), version=1, **DONE)
    assert (better.actors, better.version) == (["CN"], 3)
    with pytest.raises(VersionConflict):
        ledger.correct(kept.ref, draft(actors=["US"]), version=2, **DONE)
    with pytest.raises(VersionConflict):
        ledger.correct(kept.ref, draft(actors=["US"]), version=99, **DONE)


def test_a_confirmation_meanwhile_is_a_conflict_that_is_told(ledger: Ledger, kept: Incident) -> None:
    ledger.confirm(kept.ref, Verification.OFFICIAL, **DONE)
    with pytest.raises(VersionConflict, match=r"changed meanwhile by U2 \(verification\)"):
        ledger.correct(kept.ref, draft(actors=["US"]), version=1, **DONE)


def test_a_correction_that_says_nothing_of_it_leaves_a_record_as_well_borne_out(ledger: Ledger, kept: Incident) -> None:
    ledger.confirm(kept.ref, Verification.OFFICIAL, **DONE)
    assert ledger.correct(kept.ref, draft(actors=["CN"]), **DONE).verification == Verification.OFFICIAL
    told = draft(actors=["CN"], verification=Verification.UNVERIFIED)
    assert ledger.correct(kept.ref, told, **DONE).verification == Verification.UNVERIFIED


def test_a_second_import_does_not_undo_what_people_here_found(ledger: Ledger) -> None:
    ledger.import_records([("D1", draft(verification=Verification.SINGLE_SOURCE))], origin=DESK, by="", at=NOON)
    ledger.confirm("D1", Verification.OFFICIAL, **DONE)
    changed = draft(actors=["CN"], verification=Verification.SINGLE_SOURCE)
    ledger.import_records([("D1", changed)], origin=DESK, by="", at=LATER)
    now = ledger.get("D1", audience=OPERATOR)
    assert (now.actors, now.verification) == (["CN"], Verification.OFFICIAL)


def test_what_cannot_be_seen_cannot_be_changed_in_any_way(ledger: Ledger) -> None:
    hidden, other = ledger.add([draft()] * 2, origin=PRIVATE, by="U1", at=NOON)
    done: dict[str, Any] = {"by": "U2", "at": LATER, "audience": OUTSIDE}
    changes: list[Callable[[], object]] = [
        lambda: ledger.confirm(hidden.ref, Verification.OFFICIAL, **done),
        lambda: ledger.dispute(hidden.ref, **done),
        lambda: ledger.share(hidden.ref, **done),
        lambda: ledger.unshare(hidden.ref, **done),
        lambda: ledger.note(hidden.ref, "seen", **done),
        lambda: ledger.merge(hidden.ref, other.ref, **done),
        lambda: ledger.unmerge(hidden.ref, **done),
    ]
    for change in changes:
        with pytest.raises(RecordNotFound):
            change()
    assert ledger.get(hidden.ref, audience=OPERATOR) == hidden
