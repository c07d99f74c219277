"""What an answer costs: a bounded number of statements, from a mention in the inbox to its answer in the outbox."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from bot.demo import demo_rows
from bot.desk import Desk, widen
from bot.verification import verified
from handlers import desks
from handlers.clients import OneWorkspace, impatient
from handlers.door import Clock, Door
from handlers.work import Rooms
from store.channels import ChannelFacts
from store.database import Store
from store.inbox import InboxState
from store.interchange import from_outside
from store.ledger import Ledger
from store.records import Origin

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
SURROUNDINGS = 10  # claimed, looked up, remembered, put out, done: whatever is asked
QUESTIONS = {
    "how many Tu-95 by year?": 14,
    "how many intercepts since 2015?": 14,
    "list Tu-95 near Alaska": 14,
    "last Tu-95 near Alaska": 38,  # with what makes that one notable
}


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """A list that fills with the statements that a store runs, whether in a transaction's block or not."""
    said: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    event.listen(store.engine, "before_cursor_execute", listen)
    try:
        yield said
    finally:
        event.remove(store.engine, "before_cursor_execute", listen)


@pytest.mark.parametrize(("words", "most"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_mention_costs_a_bounded_number_of_statements(store: Store, words: str, most: int) -> None:
    rooms, door = Rooms.over(store), Door()
    desk = Desk(Ledger(store))
    records = [(ref, verified(widen(draft))) for ref, draft in map(from_outside, demo_rows())]
    desk.ledger.import_records(records, origin=Origin(), by="", at=NOON)
    rooms.channels.learn("T1", "C1", ChannelFacts(private=False), at=NOON)
    clients = OneWorkspace(impatient("xoxb-none", "http://127.0.0.1:1/"))
    thinking = desks(desk, rooms, clients=clients, door=door, clock=Clock(lambda: NOON, "UTC"))
    message = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1795000000.000100", "text": words}
    rooms.inbox.take("T1", ["ask"], "mention", {"team_id": "T1", "event_id": "Ev1", "event": message}, at=NOON)
    with counted(store) as said:
        [delivery] = rooms.inbox.claim("w", at=NOON, holding=[])
        thinking.settle(asyncio.run(thinking.made(delivery)))
    door.close()
    assert rooms.inbox.counts() == {InboxState.DONE: 1}
    assert [one.arguments["text"] for one in rooms.outbox.claim("w", at=NOON)] != []
    assert len(said) <= SURROUNDINGS + most, "\n".join(said)
