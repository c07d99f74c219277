"""A newsroom's digests at work without the whole bot: jobs on their engine, and a sender to the stand-in."""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.desk import Desk
from bot.jobs import Jobs, Runs
from handlers.clients import OneWorkspace, impatient
from handlers.door import Clock, Door
from handlers.sending import Sender
from handlers.work import Rooms
from store.subscriptions import Subscription, SubscriptionKind, Terms
from tests.fake_slack import FakeSlack

MORNING = dt.datetime(2026, 11, 22, 8, 0, 5, tzinfo=dt.UTC)
MADE = MORNING - dt.timedelta(hours=1)
TEAM, CHANNEL = "T0DESK", "C0DESK"


class Watch:
    """A clock that stands until it is set."""

    def __init__(self, at: dt.datetime = MORNING) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at


def subscribe(
    rooms: Rooms, terms: Terms | None = None, *, channel: str = CHANNEL, owner: str = "U0ANN"
) -> Subscription:
    """A daily digest at eight that was asked for an hour before."""
    wanted = terms or Terms(zone="UTC")
    return rooms.subscriptions.add(SubscriptionKind.DIGEST, wanted, team=TEAM, channel=channel, owner=owner, at=MADE)


@contextmanager
def working(desk: Desk, rooms: Rooms, url: str, now: Callable[[], dt.datetime]) -> Iterator[Jobs]:
    """A bot's jobs at work over the ledger."""
    jobs = Jobs(Runs(desk, rooms, now=now), database_url=url)
    jobs.start()
    try:
        yield jobs
    finally:
        jobs.stop()


def jobs_url(folder: Path) -> str:
    """Where runs are kept beside a ledger in a folder."""
    return f"sqlite:///{folder / 'jobs.db'}"


def send(slack: FakeSlack, rooms: Rooms, now: Callable[[], dt.datetime]) -> None:
    """Send what can be sent now."""
    asyncio.run(_send(slack, rooms, now))


async def _send(slack: FakeSlack, rooms: Rooms, now: Callable[[], dt.datetime]) -> None:
    door = Door(2)
    sender = Sender(
        rooms,
        name="sender",
        clients=OneWorkspace(impatient(slack.bot_token, slack.api_url)),
        door=door,
        clock=Clock(now, "UTC"),
        pace=dt.timedelta(0),
    )
    sender.start()
    before = -1
    while (waiting := rooms.outbox.pending()) and waiting != before:
        before = waiting
        await asyncio.sleep(0.2)
    await sender.stop()
    door.close()
