"""Two replicas under load: `python -m benchmarks.load [--rate 100] [--seconds 30]` plays Slack over signed HTTP.

Both are processes of their own on one PostgreSQL, from `--database-url` or `TEST_DATABASE_URL`, else one that is
started for it. They keep the demo's ledger. Mentions and reports come at an even rate to each in turn, one of twenty
twice; in the end every one of them must have exactly one answer, and every report one draft. With `--oauth` two
workspaces whose channels have the same ids have installed the app. `--climb` looks for the highest rates that are held.
"""

import argparse
import asyncio
import datetime as dt
import os
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import func, select

from benchmarks.replicas import fresh_database, replicas, server
from bot.demo import demo_rows
from bot.desk import widen
from bot.verification import verified
from store.database import open_store
from store.inbox import InboxState
from store.interchange import from_outside
from store.ledger import Ledger
from store.outbox import UNSENT
from store.records import Origin
from store.slack_tables import drafts, inbox, outbox
from tests.fake_slack import CORE_SCOPES, Delivery, FakeSlack

CHANNELS = 400  # so that a channel's pace of a message a second is no limit
REPORT_EVERY = 10
REPEAT_EVERY = 20
LONGEST_ACK = 3.0
PROMPT = 6.0  # seconds, twice the longest acknowledgement, in which the last answer has to come after the last request
LONGEST_AFTER = 300.0  # seconds for the last answer to come where that is waited for
RUNG = 15.0  # seconds
LOWEST, HIGHEST = 5.0, 320.0
FINER = 2  # how often the step is halved
QUESTIONS = (
    "last Tu-95 near Alaska",
    "how many intercepts since 2015?",
    "list Tu-95 near Alaska",
    "who responded to Tu-95s near Alaska in 2019?",
    "how many Tu-95 by year?",
)


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it: seconds for acknowledgements, and until the last answer after the last request.

    `waiting` are those that had no answer yet when nobody waited any longer, and stood in the inbox or the outbox.
    """

    sent: int
    rate: float
    acks: tuple[float, ...]
    unacked: int
    lost: int
    doubled: int
    drafts_wrong: int
    waiting: int
    last_answer: float

    @property
    def whole(self) -> bool:
        """Whether nothing was lost, doubled or refused."""
        return not (self.unacked or self.lost or self.doubled or self.drafts_wrong)

    @property
    def taken(self) -> bool:
        """Whether all was acknowledged in time and is answered or kept to be."""
        return self.whole and max(self.acks) < LONGEST_ACK

    @property
    def held(self) -> bool:
        """Whether all was answered as it came, too."""
        return self.taken and not self.waiting and self.last_answer <= PROMPT

    def row(self) -> str:
        """A line of the table."""
        cuts = statistics.quantiles(self.acks, n=100)
        marks = " | ".join(f"{seconds * 1000:,.0f} ms" for seconds in (cuts[49], cuts[94], cuts[98], max(self.acks)))
        wrong = f"{self.unacked} | {self.lost} | {self.doubled + self.drafts_wrong}"
        after = f"{self.waiting:,} waiting" if self.waiting else f"{self.last_answer:.1f} s"
        return f"| {self.rate:,.1f}/s | {self.sent:,} | {marks} | {wrong} | {after} |"


HEADER = (
    "| rate | requests | ack, median | 95 % | 99 % | longest | not acked | lost | doubled | last answer after |\n"
    "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def main() -> None:
    """Play and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rate", type=float, default=100.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=30.0, help="for so long")
    parser.add_argument("--database-url", default=os.environ.get("TEST_DATABASE_URL"), help="a PostgreSQL server")
    parser.add_argument("--oauth", action="store_true", help="two workspaces that have installed the app")
    parser.add_argument("--climb", action="store_true", help=f"look for the highest rates, {RUNG:.0f} s each")
    given = parser.parse_args()

    def played(rate: float, seconds: float, patience: float) -> Played:
        with fresh_database(address) as url:
            came = asyncio.run(play(url, rate=rate, seconds=seconds, oauth=given.oauth, patience=patience))
        print(came.row(), flush=True)
        return came

    print(HEADER)
    with server(given.database_url) as address:
        if given.climb:
            print(climb(lambda rate: played(rate, RUNG, PROMPT)))
        else:
            played(given.rate, given.seconds, LONGEST_AFTER)


def climb(rung: Callable[[float], Played]) -> str:
    """Double the rate until requests are not taken any more, then halve the step; tells the highest rates."""
    came: dict[float, Played] = {}
    rate = LOWEST
    while rate <= HIGHEST:
        came[rate] = rung(rate)
        if not came[rate].taken:
            break
        rate *= 2
    for holds in (lambda one: one.held, lambda one: one.taken):
        for _ in range(FINER):
            best = _best(came, holds)
            above = [rate for rate in came if rate > best]
            if best and above:
                between = (best + min(above)) / 2
                came[between] = rung(between)
    held, taken = _best(came, lambda one: one.held), _best(came, lambda one: one.taken)
    return (
        f"Answered as they come, the last at most {PROMPT:g} s after the last request: {held:g}/s. "
        f"Acknowledged within {LONGEST_ACK:g} s and kept to be answered: {taken:g}/s. Each rate for {RUNG:g} s."
    )


def _best(came: dict[float, Played], holds: Callable[[Played], bool]) -> float:
    """The highest rate that held, with all below it; 0 where none did."""
    failed = min((rate for rate, one in came.items() if not holds(one)), default=float("inf"))
    return max((rate for rate in came if rate < failed), default=0.0)


async def play(
    database_url: str, *, rate: float, seconds: float, oauth: bool = False, patience: float = LONGEST_AFTER
) -> Played:
    """Start the replicas, play to them, and look at what they made of it.

    Answers are waited for `patience` seconds after the last request.
    """
    _log_the_demo(database_url)
    async with _slacks(oauth=oauth) as slacks:
        async with replicas(slacks, database_url, oauth=oauth) as targets:
            start = time.monotonic()
            deliveries = await _send(slacks, targets, rate=rate, seconds=seconds)
            done = time.monotonic()
            last = await _answered(slacks, sum(map(len, deliveries)), patience=patience)
        return _counted(slacks, deliveries, database_url, took=done - start, last=last - done)


def _log_the_demo(database_url: str) -> None:
    store = open_store(database_url)
    records = [(ref, verified(widen(draft))) for ref, draft in map(from_outside, demo_rows())]
    Ledger(store).import_records(records, origin=Origin(), by="", at=dt.datetime.now(dt.UTC))
    store.close()


@asynccontextmanager
async def _slacks(*, oauth: bool) -> AsyncIterator[list[FakeSlack]]:
    """One workspace, or two of one Slack that have not installed the app yet."""
    scopes = CORE_SCOPES | {"channels:read", "channels:history"}
    async with AsyncExitStack() as stack:
        slacks = [await stack.enter_async_context(FakeSlack(scopes=scopes, installed=not oauth))]
        if oauth:
            other = FakeSlack(scopes=scopes, team_id="T0OTHER", beside=slacks[0])
            slacks.append(await stack.enter_async_context(other))
        for slack in slacks:
            slack.transport = "http"
            for number in range(CHANNELS):
                slack.add_channel(f"C0LOAD{number:04d}", f"load-{number}")
        yield slacks


async def _send(slacks: list[FakeSlack], targets: list[str], *, rate: float, seconds: float) -> list[list[Delivery]]:
    """Requests at an even rate, however long each takes; gives each workspace's without the repeats."""
    start = time.monotonic()
    tasks: list[list[asyncio.Task[Delivery]]] = [[] for _ in slacks]
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
        whose = number // len(targets) % len(slacks)
        tasks[whose].append(asyncio.create_task(_one(slacks[whose], targets, number)))
    return [list(await asyncio.gather(*some)) for some in tasks]


async def _one(slack: FakeSlack, targets: list[str], number: int) -> Delivery:
    channel = f"C0LOAD{number % CHANNELS:04d}"
    slack.http_target = targets[number % len(targets)]
    if number % REPORT_EVERY == 0:
        day = f"{1 + number % 28} {('May', 'June', 'July')[number % 3]} {1950 + number // 84 % 70}"
        return await slack.slash("/intercept", f"log 2x Tu-95, Alaska ADIZ, {day}, report {number}", channel=channel)
    asked = await slack.mention(QUESTIONS[number % len(QUESTIONS)], channel=channel)
    if number % REPEAT_EVERY == 1:
        slack.http_target = targets[(number + 1) % len(targets)]
        await slack.redeliver(asked, same_event_id=number % 40 == 1)
    return asked


async def _answered(slacks: list[FakeSlack], expected: int, *, patience: float) -> float:
    """When the last answer had come, or when it was given up."""
    deadline, came = time.monotonic() + patience, 0
    last = time.monotonic()
    while came < expected and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
        calls = [call for slack in slacks for call in slack.calls]
        now = sum(call.method == "chat.postMessage" and call.answer.get("ok") is True for call in calls)
        last, came = (time.monotonic(), now) if now > came else (last, came)
    for slack in slacks if came >= expected else ():
        await slack.quiet(2.0)
    return last


def _counted(
    slacks: list[FakeSlack], deliveries: list[list[Delivery]], database_url: str, *, took: float, last: float
) -> Played:
    sent = [delivery for slack in slacks for delivery in slack.deliveries]
    answers: list[int] = []
    commands = posted = 0
    for slack, own in zip(slacks, deliveries, strict=True):
        threads = Counter(message.get("thread_ts") for message in slack.messages())
        mentions = [delivery for delivery in own if delivery.kind == "events_api"]
        answers += [threads[delivery.ts] for delivery in mentions]
        commands, posted = commands + len(own) - len(mentions), posted + threads[None]
    missing = answers.count(0) + max(0, commands - posted)
    drafted, unread, unsent = _kept(database_url)
    return Played(
        sent=len(sent),
        rate=len(sent) / took,
        acks=tuple((delivery.ack_ms or 0.0) / 1000 for delivery in sent),
        unacked=sum(not delivery.acked or delivery.attempts > 1 for delivery in sent),
        lost=max(0, missing - unread - unsent),
        doubled=sum(count > 1 for count in answers) + max(0, posted - commands),
        drafts_wrong=max(0, drafted - commands, commands - drafted - unread),
        waiting=min(missing, unread + unsent),
        last_answer=max(0.0, last),
    )


def _kept(database_url: str) -> tuple[int, int, int]:
    """How many drafts were made, and how many deliveries and messages are still to be worked on and sent."""
    open_ones = inbox.c.state.in_((InboxState.WAITING, InboxState.WORKING))
    counted = [
        select(func.count()).select_from(drafts),
        select(func.count()).where(open_ones),
        select(func.count()).where(outbox.c.state.in_(UNSENT)),
    ]
    store = open_store(database_url)
    with store.reading() as session:
        found = [int(session.scalar(one) or 0) for one in counted]
    store.close()
    return found[0], found[1], found[2]


if __name__ == "__main__":
    main()
