"""What one thread writes inside a writing block is one transaction, whatever it writes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from store.cards import CardKind, CardOf, Cards
from store.database import Store, open_store
from store.errors import RecordNotFound, StoreError
from store.filters import OPERATOR, IncidentFilter
from store.inbox import Inbox
from store.ledger import Ledger
from store.outbox import Outbox, Outgoing
from tests.store.making import DESK, NOON, draft


class PowerCut(Exception):
    """Stands for whatever ends a block early."""


def count(ledger: Ledger) -> int:
    """How many records there are."""
    return ledger.count(IncidentFilter(), audience=OPERATOR)


def test_all_that_is_written_inside_a_block_is_kept_together(store: Store) -> None:
    ledger, inbox, outbox = Ledger(store), Inbox(store), Outbox(store)
    number = inbox.take("T1", ["event:1"], "event", {}, at=NOON)
    with store.writing():
        [kept] = ledger.add([draft()], origin=DESK, by="", at=NOON)
        outbox.put([Outgoing(key="a", team="T1", channel="C1")], at=NOON)
        Cards(store).put(CardOf(kind=CardKind.RECORD, subject=kept.ref), team="T1", channel="C1", ts="1.1", at=NOON)
        inbox.finish(number or 0, at=NOON)
    assert (count(ledger), inbox.waiting(), outbox.pending()) == (1, 0, 1)


def test_a_block_that_fails_keeps_nothing_of_what_was_written_inside(store: Store) -> None:
    ledger, inbox, outbox = Ledger(store), Inbox(store), Outbox(store)
    number = inbox.take("T1", ["event:1"], "event", {"a": 1}, at=NOON)
    with pytest.raises(PowerCut), store.writing():
        ledger.add([draft()], origin=DESK, by="", at=NOON)
        outbox.put([Outgoing(key="a", team="T1", channel="C1")], at=NOON)
        inbox.finish(number or 0, at=NOON)
        raise PowerCut
    assert (count(ledger), inbox.waiting(), outbox.pending()) == (0, 1, 0)
    again = inbox.claim("w", at=NOON)
    assert [delivery.payload for delivery in again] == [{"a": 1}]


def test_an_inner_block_that_fails_takes_back_its_own_part_only(store: Store) -> None:
    ledger = Ledger(store)
    with store.writing():
        ledger.add([draft()], origin=DESK, by="", at=NOON)
        with pytest.raises(PowerCut), store.writing():
            ledger.add([draft()] * 2, origin=DESK, by="", at=NOON)
            raise PowerCut
        with pytest.raises(RecordNotFound):
            ledger.retract("INT-9999", by="", at=NOON, audience=OPERATOR)
        ledger.add([draft()], origin=DESK, by="", at=NOON)
    assert count(ledger) == 2


def test_an_error_of_the_database_inside_a_block_does_not_spoil_the_rest(store: Store) -> None:
    ledger = Ledger(store)
    with store.writing():
        ledger.add([draft()], origin=DESK, by="", at=NOON)
        with pytest.raises(StoreError), store.writing() as session:
            session.execute(text("INSERT INTO receipt (team) VALUES ('T1')"))
        with pytest.raises(StoreError), store.reading() as session:
            session.execute(text("SELECT nothing FROM receipt"))
        assert ledger.receive("T1", "event:1", at=NOON)
    assert count(ledger) == 1


def test_a_reader_inside_a_block_sees_what_was_written_there_and_others_do_not(ledger: Ledger) -> None:
    with ledger.store.writing(), ThreadPoolExecutor(1) as other:
        ledger.add([draft()], origin=DESK, by="", at=NOON)
        ledger.remember("T1:C1:1", "one", at=NOON)
        assert ledger.recall("T1:C1:1", since=NOON) == "one"
        ledger.remember("T1:C1:1", "two", at=NOON)
        assert ledger.recall("T1:C1:1", since=NOON) == "two"
        assert (count(ledger), other.submit(count, ledger).result()) == (1, 0)
    assert count(ledger) == 1


def test_after_a_block_has_ended_the_next_one_is_a_transaction_of_its_own(ledger: Ledger) -> None:
    for ends_well in (False, True):
        try:
            with ledger.store.writing():
                ledger.add([draft()], origin=DESK, by="", at=NOON)
                if not ends_well:
                    raise PowerCut
        except PowerCut:
            continue
    ledger.add([draft()], origin=DESK, by="", at=NOON)
    assert count(ledger) == 2


def test_a_store_in_memory_reads_inside_a_block_on_its_one_connection() -> None:
    store = open_store("sqlite://")
    ledger = Ledger(store)
    with store.writing():
        ledger.add([draft()], origin=DESK, by="", at=NOON)
        assert count(ledger) == 1
    store.close()


def test_blocks_of_two_stores_do_not_join(store: Store) -> None:
    other = open_store("sqlite://")
    with store.writing():
        Ledger(other).add([draft()], origin=DESK, by="", at=NOON)
    assert (count(Ledger(store)), count(Ledger(other))) == (0, 1)
    other.close()
