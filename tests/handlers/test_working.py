"""How a worker and a sender treat what goes wrong: over plain thinkers, a real store, and the stand-in as Slack."""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import Desk
from handlers.carrying import ways
from handlers.clients import OneWorkspace, impatient
from handlers.door import Clock, Door
from handlers.incoming import Place
from handlers.refusals import seconds
from handlers.sending import Sender
from handlers.views.help import sentence
from handlers.work import NotYet, Rooms, Thinker, Work
from handlers.working import MOST_DEATHS, MOST_TRIES, Desks, Worker
from store.channels import ChannelFacts, ChannelSettings
from store.database import Store
from store.errors import DeskError, LedgerBusy, LedgerUnreachable
from store.inbox import Delivery, Inbox, InboxState
from store.ledger import Ledger
from store.outbox import OutboxState, Outgoing, Posting
from tests.fake_slack import CORE_SCOPES, FakeSlack
from tests.handlers.conftest import since_noon

SECOND = dt.timedelta(seconds=1)
ANSWER = sentence("An answer.")


@asynccontextmanager
async def at_work(store: Store, slack: FakeSlack, thinker: Thinker) -> AsyncIterator[Rooms]:
    """A worker and a sender over one thinker for mentions."""
    rooms, door, clock = Rooms.over(store), Door(), Clock(since_noon, "UTC")
    clients = OneWorkspace(impatient(slack.bot_token, slack.api_url))
    desks = Desks(
        Desk(Ledger(store)),
        rooms,
        clients=clients,
        door=door,
        clock=clock,
        thinkers={"mention": (thinker,)},
        fetchers={},
        followers=(),
    )
    sender = Sender(rooms, name="w1", clients=clients, door=door, clock=clock, pace=0 * SECOND)
    worker = Worker(desks, name="w1", sent=sender.wake)
    sender.start()
    worker.start()
    try:
        yield rooms
    finally:
        await worker.stop()
        await sender.stop()
        door.close()


def hand_in(rooms: Rooms, slack: FakeSlack, number: int = 1) -> int:
    """A mention that waits to be worked on; gives its number."""
    channel = slack.space.channels["C0DESK"]
    message = slack.post("a question", channel, "U0ROSA")
    event = {"type": "app_mention", "channel": "C0DESK", "user": "U0ROSA", "ts": message["ts"], "text": "a question"}
    body = {"team_id": slack.team_id, "event_id": f"Ev{number}", "event": event}
    taken = rooms.inbox.take(slack.team_id, [f"event:Ev{number}"], "mention", body, at=since_noon())
    assert taken is not None
    return taken


async def until(holds: Callable[[], object]) -> None:
    for _ in range(600):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not happen in time")


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(scopes=CORE_SCOPES, now=lambda: since_noon().timestamp()) as slack:
        yield slack
        slack.assert_clean()


async def test_what_breaks_is_tried_three_times_and_then_told_with_a_reference(
    store: Store, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []

    def broken(work: Work) -> list[Outgoing]:
        tries.append(work.delivery.tries)
        work.desk.ledger.remember("thread", "half done", at=work.now)
        raise ZeroDivisionError("xoxb-secret")

    with caplog.at_level(logging.ERROR):
        async with at_work(store, slack, broken) as rooms:
            hand_in(rooms, slack)
            told = await slack.wait_for(lambda message: "Something broke" in message["text"], timeout=15)
            assert rooms.inbox.counts() == {InboxState.FAILED: 1}
    assert tries == [1, 2, MOST_TRIES]
    assert told["text"].split("ref ")[1][:4] in caplog.text
    assert "secret" not in told["text"]
    assert Ledger(store).recall("thread", since=since_noon() - SECOND * 60) is None


async def test_a_known_error_takes_back_what_was_done_and_is_told_once(store: Store, slack: FakeSlack) -> None:
    def refused(work: Work) -> list[Outgoing]:
        work.desk.ledger.remember("thread", "half done", at=work.now)
        raise DeskError("Say which record.")

    async with at_work(store, slack, refused) as rooms:
        hand_in(rooms, slack)
        await slack.wait_for(lambda message: message["text"] == "Say which record.")
        await until(lambda: rooms.inbox.counts() == {InboxState.DONE: 1})
    assert Ledger(store).recall("thread", since=since_noon() - SECOND * 60) is None


@pytest.mark.parametrize(("passing", "tried"), [(LedgerBusy("busy"), 1), (NotYet(), 2)])
async def test_what_cannot_be_done_yet_is_done_a_little_later(
    store: Store, slack: FakeSlack, passing: Exception, tried: int
) -> None:
    tries: list[int] = []

    def later(work: Work) -> list[Outgoing]:
        tries.append(work.delivery.tries)
        if len(tries) == 1:
            raise passing
        return [work.say(ANSWER)]

    async with at_work(store, slack, later) as rooms:
        hand_in(rooms, slack)
        await slack.wait_for(lambda message: message["text"] == "An answer.", timeout=12)
    assert tries == [1, tried]


@pytest.mark.parametrize("away", [LedgerBusy("busy"), LedgerUnreachable("gone")])
async def test_a_ledger_that_is_busy_for_long_makes_nobody_give_up(
    store: Store, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, away: Exception
) -> None:
    monkeypatch.setattr("handlers.working.PAUSES", (dt.timedelta(0), dt.timedelta(0)))
    left = iter(range(3 * MOST_DEATHS))

    def at_last(work: Work) -> list[Outgoing]:
        if next(left, None) is not None:
            raise away
        return [work.say(ANSWER)]

    async with at_work(store, slack, at_last) as rooms:
        hand_in(rooms, slack)
        await slack.wait_for(lambda message: message["text"] == "An answer.", timeout=30)
        await until(lambda: rooms.inbox.counts() == {InboxState.DONE: 1})
    assert [message["text"] for message in slack.messages()] == ["An answer."]


async def test_a_claim_that_was_kept_and_never_answered_is_worked_on_by_the_same_worker(
    store: Store, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, losses = Inbox.claim, iter([LedgerUnreachable("the server went away behind the commit")])

    def claimed(self: Inbox, *given: Any, **more: Any) -> list[Delivery]:
        found = claim(self, *given, **more)
        if found and (lost := next(losses, None)):
            raise lost
        return found

    monkeypatch.setattr(Inbox, "claim", claimed)
    async with at_work(store, slack, lambda work: [work.say(sentence(work.payload["event_id"]))]) as rooms:
        rooms.inbox.beat("w1", at=since_noon())
        for number in range(3):
            hand_in(rooms, slack, number)
        await until(lambda: len(slack.messages()) == 3)
        await until(lambda: rooms.inbox.counts() == {InboxState.DONE: 3})
    assert sorted(message["text"] for message in slack.messages()) == ["Ev0", "Ev1", "Ev2"]


async def test_messages_of_a_channel_are_worked_on_in_the_order_in_which_they_came(
    store: Store, slack: FakeSlack
) -> None:
    async with at_work(store, slack, lambda work: [work.say(sentence(work.payload["event_id"]))]) as rooms:
        for number in range(6):
            hand_in(rooms, slack, number)
        await until(lambda: len(slack.messages()) == 6)
    assert [message["text"] for message in slack.messages()] == [f"Ev{number}" for number in range(6)]


async def test_a_worker_that_is_stopped_leaves_nothing_half_done(store: Store, slack: FakeSlack) -> None:
    slack.delay("chat.postMessage", 0.2)
    async with at_work(store, slack, lambda work: [work.say(ANSWER)]) as rooms:
        for number in range(4):
            hand_in(rooms, slack, number)
        await until(lambda: rooms.outbox.counts())
    left = rooms.outbox.counts()
    assert OutboxState.CLAIMED not in left
    assert OutboxState.SENDING not in left
    assert InboxState.WORKING not in rooms.inbox.counts()


async def test_a_message_that_waits_for_another_goes_into_its_thread(store: Store, slack: FakeSlack) -> None:
    def two(work: Work) -> list[Outgoing]:
        head = work.say(sentence("Head."), thread=None, key="head")
        return [head, work.say(sentence("Details."), thread=None, key="details", after="head")]

    async with at_work(store, slack, two) as rooms:
        hand_in(rooms, slack)
        details = await slack.wait_for(lambda message: message["text"] == "Details.")
    head = next(message for message in slack.messages() if message["text"] == "Head.")
    assert details["thread_ts"] == head["ts"]


def work_in(channel: str, *, address: str | None, facts: ChannelFacts | None = None) -> Work:
    """A command, or without an address a mention, in a channel."""
    payload: dict[str, Any] = {"command": "/intercept"} if address else {"event": {"ts": "1.000100"}}
    payload |= {"response_url": address} if address else {}
    delivery = Delivery(id=1, team="T1", kind="command", payload=payload, tries=1, taken_at=since_noon())
    nothing: Any = None
    place = Place("T1", channel, "U1")
    today = since_noon().date()
    return Work(delivery, place, nothing, nothing, since_noon(), today, "UTC", facts, ChannelSettings())


@given(
    channel=st.sampled_from(["C1", "G1", "D1", ""]),
    address=st.sampled_from([None, "https://hooks.example/1"]),
    gone=st.sampled_from([None, True, False]),
    to=st.sampled_from([None, "U1", "U2"]),
)
def test_a_message_for_one_user_never_takes_a_way_that_others_can_see(
    channel: str, address: str | None, gone: bool | None, to: str | None
) -> None:
    facts = None if gone is None else ChannelFacts(private=False, gone=gone)
    told = work_in(channel, address=address, facts=facts).say(ANSWER, to=to)
    taken = ways(Posting(**told.model_dump(), tries=1, put_at=since_noon()))
    alone = channel == "" or (channel == "D1" and address is None and to != "U2")
    if to is not None and not alone:
        assert told.arguments["user"] == to
        assert set(taken) <= {"respond", "ephemeral", "direct"}
        assert to == "U1" or "respond" not in taken  # a response address shows things to its own user
    assert taken


@pytest.mark.parametrize(
    ("told", "wait"), [("3", 3.0), ("0", 1.0), ("", 1.0), ("soon", 1.0), ("nan", 1.0), ("-5", 1.0), ("1e9999", 1.0)]
)
def test_retry_after_is_believed_as_far_as_it_can_be_read(told: str, wait: float) -> None:
    assert seconds({"retry-after": told}) == seconds({"Retry-After": told}) == wait
