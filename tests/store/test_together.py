"""Several threads and processes use one ledger at the same time."""

import datetime as dt
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text

from store.database import open_store
from store.errors import LedgerBusy, VersionConflict
from store.filters import OPERATOR, IncidentFilter
from store.ledger import Imported, Ledger
from tests.store.making import DESK, NOON, draft

THREADS = 8
OPEN_AND_ADD = """
import sys, datetime as dt
from store.database import open_store
from store.ledger import Ledger
from store.records import IncidentDraft, Origin
ledger = Ledger(open_store(sys.argv[1]))
at = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
ledger.add([IncidentDraft()] * 3, origin=Origin(), by="", at=at)
"""


def test_eight_threads_that_add_at_once_get_references_of_their_own(ledger: Ledger) -> None:
    start = Barrier(THREADS)

    def add(_: int) -> list[str]:
        start.wait()
        return [ledger.add([draft()], origin=DESK, by="", at=NOON)[0].ref for _ in range(4)]

    with ThreadPoolExecutor(THREADS) as pool:
        refs = [ref for some in pool.map(add, range(THREADS)) for ref in some]
    assert len(set(refs)) == len(refs) == THREADS * 4
    assert ledger.count(IncidentFilter(), audience=OPERATOR) == len(refs)


def test_of_eight_deliveries_of_one_event_one_is_the_first(ledger: Ledger) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        took = list(pool.map(lambda _: ledger.receive("T1", "Ev1", at=NOON), range(THREADS)))
    assert took.count(True) == 1


def test_of_two_imports_of_one_file_one_adds(ledger: Ledger) -> None:
    records = [(f"D{n}", draft()) for n in range(20)]
    with ThreadPoolExecutor(2) as pool:
        done = pool.map(lambda _: ledger.import_records(records, origin=DESK, by="", at=NOON), range(2))
    assert sorted(done, key=lambda imported: imported.added) == [Imported(unchanged=20), Imported(added=20)]


def test_of_two_corrections_of_one_version_one_is_told_of_the_other(ledger: Ledger) -> None:
    [kept] = ledger.add([draft()], origin=DESK, by="", at=NOON)

    def correct(state: str) -> bool:
        try:
            ledger.correct(kept.ref, draft(actors=[state]), by="", at=NOON, version=1, audience=OPERATOR)
        except VersionConflict:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(correct, ["CN", "US"])) == [False, True]


def test_a_reader_sees_what_was_there_before_an_unfinished_writer(ledger: Ledger) -> None:
    ledger.add([draft()], origin=DESK, by="", at=NOON)
    with ledger.store.writing() as session, ThreadPoolExecutor(1) as other:
        session.execute(text("UPDATE incident SET kind = 'strike'"))
        [seen] = other.submit(ledger.find, IncidentFilter(), audience=OPERATOR).result()
    assert seen.kind == "zone_entry"


def test_a_reader_sees_one_moment_however_many_queries_it_makes(ledger: Ledger) -> None:
    ledger.add([draft()], origin=DESK, by="", at=NOON)
    counted = text("SELECT count(*) FROM incident")
    with ledger.store.reading() as session:
        before = session.execute(counted).scalar()
        ledger.add([draft()], origin=DESK, by="", at=NOON)
        assert session.execute(counted).scalar() == before == 1


def test_a_writer_that_waits_too_long_is_told_so_and_writes_nothing(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'ledger.db'}?timeout=0.05"
    first, second = open_store(address), open_store(address)
    with first.writing() as session:
        session.execute(text("DELETE FROM receipt"))
        with pytest.raises(LedgerBusy, match="try again in a moment"):
            Ledger(second).add([draft()], origin=DESK, by="", at=NOON)
    assert Ledger(second).count(IncidentFilter(), audience=OPERATOR) == 0
    first.close()
    second.close()


def test_a_thread_that_waits_too_long_for_another_is_told_so_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.database.WAIT_SECONDS", 0.05)
    store = open_store(f"sqlite:///{tmp_path / 'ledger.db'}")
    ledger = Ledger(store)
    with store.writing(), ThreadPoolExecutor(1) as other:
        waiting = other.submit(ledger.add, [draft()], origin=DESK, by="", at=NOON)
        with pytest.raises(LedgerBusy, match="try again in a moment"):
            waiting.result()
    ledger.add([draft()], origin=DESK, by="", at=NOON)
    assert ledger.count(IncidentFilter(), audience=OPERATOR) == 1
    store.close()


def test_processes_that_open_an_empty_file_at_once_all_succeed(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'deep' / 'ledger.db'}"
    command = [sys.executable, "-c", OPEN_AND_ADD, address]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]  # noqa: S603 (ours)
    told = [process.communicate(timeout=60)[1] for process in running]
    assert told == ["", "", ""]
    store = open_store(address)
    refs = {record.ref for record in Ledger(store).find(IncidentFilter(), audience=OPERATOR)}
    assert refs == {f"INT-{1000 + n}" for n in range(1, 10)}
    store.close()


def test_an_in_memory_ledger_serves_several_threads() -> None:
    store = open_store("sqlite://")
    ledger = Ledger(store)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: ledger.add([draft()], origin=DESK, by="", at=NOON), range(8)))
    assert ledger.count(IncidentFilter(), audience=OPERATOR) == 8
    assert ledger.recall("x", since=NOON - dt.timedelta(days=1)) is None
    store.close()
