"""An import takes in all or nothing, and the same file twice changes nothing."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import StoreError
from store.filters import OPERATOR, IncidentFilter
from store.interchange import from_outside, to_outside
from store.ledger import Imported, Ledger
from store.records import IncidentDraft, Origin, Source, Status
from tests.store.making import DESK, NOON, draft, drafts

LATER = NOON + dt.timedelta(days=1)
Records = list[tuple[str | None, IncidentDraft]]


def take_in(ledger: Ledger, records: Records) -> Imported:
    """Import as the desk itself."""
    return ledger.import_records(records, origin=DESK, by="cli", at=LATER)


def test_a_file_taken_in_twice_changes_nothing(ledger: Ledger) -> None:
    records: Records = [("D1", draft()), (None, draft("2020-01-01")), ("D2", draft(None))]
    assert take_in(ledger, records) == Imported(added=3)
    before = ledger.find(IncidentFilter(), audience=OPERATOR)
    assert take_in(ledger, records) == Imported(unchanged=3)
    assert ledger.find(IncidentFilter(), audience=OPERATOR) == before
    assert ledger.get("D2", audience=OPERATOR).name == "D2"
    assert [entry.action for entry in ledger.history("D1", audience=OPERATOR)] == ["imported"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from([None, "A", "B", "C"]), drafts()),
        max_size=5,
        unique_by=lambda r: r[0] or id(r),
    )
)
def test_any_records_are_known_again(ledger: Ledger, records: Records) -> None:
    take_in(ledger, records)
    assert take_in(ledger, records) == Imported(unchanged=len(records))


def test_what_changed_in_the_file_is_revised(ledger: Ledger) -> None:
    take_in(ledger, [("D1", draft()), ("D2", draft())])
    assert take_in(ledger, [("D1", draft(actors=["CN"])), ("D2", draft())]) == Imported(revised=1, unchanged=1)
    now = ledger.get("D1", audience=OPERATOR)
    assert (now.actors, now.version) == (["CN"], 2)
    last = ledger.history("D1", audience=OPERATOR)[-1]
    assert (last.action, last.changes) == ("imported", {"actors": [["RU"], ["CN"]]})


def test_a_correction_made_here_outlives_the_same_file(ledger: Ledger) -> None:
    records: Records = [("D1", draft()), (None, draft("2020-01-01"))]
    take_in(ledger, records)
    for record in ledger.find(IncidentFilter(), audience=OPERATOR):
        ledger.correct(record.ref, draft(actors=["CN"]), by="U1", at=LATER, audience=OPERATOR)
    assert take_in(ledger, records) == Imported(unchanged=2)
    assert all(record.actors == ["CN"] for record in ledger.find(IncidentFilter(), audience=OPERATOR))


def test_a_retracted_record_stays_retracted(ledger: Ledger) -> None:
    take_in(ledger, [("D1", draft())])
    ledger.retract("D1", by="", at=LATER, audience=OPERATOR)
    take_in(ledger, [("D1", draft(actors=["CN"]))])
    assert ledger.get("D1", audience=OPERATOR).status == Status.RETRACTED


def test_records_alike_without_references_are_all_kept(ledger: Ledger) -> None:
    twins: Records = [(None, draft()), (None, draft())]
    assert take_in(ledger, twins) == Imported(added=2)
    assert take_in(ledger, twins) == Imported(unchanged=2)
    assert take_in(ledger, [*twins, (None, draft())]) == Imported(added=1, unchanged=2)


def test_one_reference_for_two_things_stops_the_import(ledger: Ledger) -> None:
    with pytest.raises(StoreError, match="D1 stands twice in the import"):
        take_in(ledger, [("D0", draft()), ("D1", draft()), ("D1", draft("2020-01-01"))])
    assert ledger.count(IncidentFilter(statuses=()), audience=OPERATOR) == 0
    assert take_in(ledger, [("D1", draft()), ("D1", draft())]) == Imported(added=1, unchanged=1)


def test_a_record_that_cannot_be_kept_stops_the_import_before_it_begins(ledger: Ledger) -> None:
    broken = draft().model_copy(update={"precision": None})
    with pytest.raises(ValueError, match="come together"):
        take_in(ledger, [("D0", draft()), ("D1", broken)])
    assert ledger.count(IncidentFilter(statuses=()), audience=OPERATOR) == 0


def test_a_failure_half_way_leaves_nothing_behind(ledger: Ledger) -> None:
    ledger.add([draft()], origin=DESK, by="", at=NOON)
    with pytest.raises(StoreError):
        take_in(ledger, [("D0", draft("2019-01-01")), ("INT-1001", draft("2020-01-01"))])
    assert ledger.count(IncidentFilter(statuses=()), audience=OPERATOR) == 1


def test_an_export_taken_in_again_changes_nothing(ledger: Ledger) -> None:
    ledger.add([draft(), draft(summary="two bears")], origin=Origin(team="T1", channel="C1"), by="U1", at=NOON)
    take_in(ledger, [("D1", draft()), (None, draft("2020-01-01"))])
    export = [to_outside(record) for record in ledger.find(IncidentFilter(), audience=OPERATOR)]
    assert [record["ref"] for record in export if record["date"] == "2020-01-01"] == ["INT-1004"]
    assert take_in(ledger, [from_outside(record) for record in export]) == Imported(unchanged=4)


def test_an_export_moves_to_another_ledger_and_is_known_there(ledger: Ledger) -> None:
    export: Records = [("INT-1002", draft()), ("INT-1001", draft("2020-01-01")), ("INT-1700", draft())]
    assert take_in(ledger, export) == Imported(added=3)
    assert take_in(ledger, export) == Imported(unchanged=3)
    assert ledger.get("INT-1001", audience=OPERATOR).outside_ref is None


def test_our_own_reference_on_something_else_is_neither_overwritten_nor_doubled(ledger: Ledger) -> None:
    [ours] = ledger.add([draft()], origin=DESK, by="", at=NOON)
    with pytest.raises(StoreError, match="INT-1001 is another record of this ledger: take `ref` out"):
        take_in(ledger, [("INT-1001", draft("2020-01-01"))])
    assert ledger.find(IncidentFilter(), audience=OPERATOR) == [ours]


def test_workspaces_keep_their_references_apart(ledger: Ledger) -> None:
    for team in ("T1", "T2"):
        made = ledger.import_records([("D1", draft())], origin=Origin(team=team), by="", at=NOON)
        assert made == Imported(added=1)


def test_inferred_places_do_not_make_a_record_another_one(ledger: Ledger) -> None:
    take_in(ledger, [("D1", draft(also_in=["Arctic"])), (None, draft())])
    assert take_in(ledger, [("D1", draft()), (None, draft(also_in=["Arctic"]))]) == Imported(unchanged=2)


def test_thousands_of_records_come_in_one_go(ledger: Ledger) -> None:
    first = dt.date(2000, 1, 1)
    records: Records = [
        (f"B{n}", draft((first + dt.timedelta(days=n)).isoformat(), sources=[Source(outlet="x")])) for n in range(1500)
    ]
    assert take_in(ledger, records) == Imported(added=1500)
    assert take_in(ledger, records) == Imported(unchanged=1500)
    assert len(ledger.find(IncidentFilter(), audience=OPERATOR)) == 1500
