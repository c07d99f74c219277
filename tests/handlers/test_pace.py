"""A channel's pace over several senders, as two replicas have them, and what becomes of a sender's broken claims."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from handlers import tasks
from handlers.clients import OneWorkspace, impatient
from handlers.door import Clock, Door
from handlers.sending import Sender
from handlers.work import Rooms
from store.database import Store
from store.errors import LedgerUnreachable
from store.outbox import Outbox, OutboxState, Outgoing, Posting
from store.slack_tables import outbox as table
from tests.fake_slack import FakeSlack
from tests.handlers.conftest import since_noon
from tests.handlers.test_working import slack as slack
from tests.handlers.test_working import until

PACE = dt.timedelta(milliseconds=80)
CHANNELS = ("C0DESK", "C0OTHER")
EACH = 6


@asynccontextmanager
async def sending(rooms: Rooms, slack: FakeSlack, *names: str, pace: dt.timedelta = PACE) -> AsyncIterator[None]:
    """Senders at work over one store, each with its own clients and threads as in a process of its own."""
    async with AsyncExitStack() as stack:
        for name in names:
            door, clients = Door(2), OneWorkspace(impatient(slack.bot_token, slack.api_url))
            sender = Sender(rooms, name=name, clients=clients, door=door, clock=Clock(since_noon, "UTC"), pace=pace)
            rooms.inbox.beat(name, at=since_noon())
            sender.start()
            stack.callback(door.close)
            stack.push_async_callback(sender.stop)
        yield


def put(rooms: Rooms, slack: FakeSlack, *keys: str, channel: str = "C0DESK", **more: Any) -> None:
    """Messages to be sent."""
    wanted = [
        Outgoing(key=key, team=slack.team_id, channel=channel, arguments={"text": key} | more.get("arguments", {}))
        for key in keys
    ]
    rooms.outbox.put([one.model_copy(update={"method": more.get("method", "post")}) for one in wanted], at=since_noon())


def sent_at(store: Store, channel: str) -> list[dt.datetime]:
    """When the messages of a channel were out, in the order in which they were put."""
    with store.reading() as session:
        return list(session.scalars(select(table.c.ended_at).where(table.c.channel == channel).order_by(table.c.id)))


async def test_two_senders_share_a_channels_pace(store: Store, slack: FakeSlack) -> None:
    slack.add_channel("C0OTHER", "other")
    slack.web_api.pace = PACE.total_seconds()  # the stand-in refuses what comes sooner
    rooms = Rooms.over(store)
    async with sending(rooms, slack, "w1", "w2"):
        for channel in CHANNELS:
            put(rooms, slack, *(f"{channel}-{n}" for n in range(EACH)), channel=channel)
        await until(lambda: rooms.outbox.pending() == 0)
    for channel in CHANNELS:
        assert [message["text"] for message in slack.messages(channel)] == [f"{channel}-{n}" for n in range(EACH)]
        assert all(later - earlier >= PACE for earlier, later in pairwise(sent_at(store, channel)))
    assert [call.answer["ok"] for call in slack.calls if call.method == "chat.postMessage"] == [True] * 2 * EACH


async def test_a_sender_looks_again_just_when_the_next_message_may_go(
    store: Store, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "IDLE", 3600.0)
    looks: list[int] = []

    class Counted(Outbox):
        def claim(self, worker: str, **how: Any) -> list[Posting]:
            looks.append(1)
            return super().claim(worker, **how)

    rooms = replace(Rooms.over(store), outbox=Counted(store))
    put(rooms, slack, *(f"m{n}" for n in range(EACH)))
    slack.rate_limit("chat.postMessage", retry_after=1)
    async with sending(rooms, slack, "w1"):
        await until(lambda: rooms.outbox.pending() == 0)
    assert len(looks) <= 4 * EACH


async def test_what_was_claimed_when_the_database_went_away_is_sent_once(store: Store, slack: FakeSlack) -> None:
    class Forgetful(Outbox):
        """Loses the answer to the first claim that found something."""

        lost = 0

        def claim(self, worker: str, **how: Any) -> list[Posting]:
            claimed = super().claim(worker, **how)
            if claimed and not self.lost:
                self.lost = len(claimed)
                raise LedgerUnreachable("It went away.")
            return claimed

    rooms = replace(Rooms.over(store), outbox=Forgetful(store))
    put(rooms, slack, "a", "b")
    async with sending(rooms, slack, "w1", "w2"):
        await until(lambda: rooms.outbox.pending() == 0)
    assert [message["text"] for message in slack.messages()] == ["a", "b"]


async def test_a_message_that_cannot_be_made_into_a_request_waits_and_holds_up_no_other_channel(
    store: Store, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.add_channel("C0OTHER", "other")
    rooms = Rooms.over(store)
    put(rooms, slack, "broken", method="ephemeral")  # and it does not say for whom
    put(rooms, slack, "whole", channel="C0OTHER")
    async with sending(rooms, slack, "w1"):
        await until(lambda: slack.messages("C0OTHER"))
        await until(lambda: rooms.outbox.counts() == {OutboxState.WAITING: 1, OutboxState.SENT: 1})
    assert caplog.text.count("broken could not be sent") <= 2
