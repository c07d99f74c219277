"""Real bot processes on one SQLite ledger: one of them is killed, and the digest is still posted, and once."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bot.app import open_desk
from store.outbox import Outbox, OutboxState
from tests.fake_slack import CORE_SCOPES, FakeSlack, SlackThread, in_thread

Process = subprocess.Popen[str]

START = [sys.executable, "-m", "bot", "run"]
# The same with a short life expectancy, so that the test need not wait for half a minute until the dead are missed.
HASTY = [
    sys.executable,
    "-c",
    "import asyncio, datetime as dt, bot.app, bot.settings as s; second = dt.timedelta(seconds=1); "
    "asyncio.run(bot.app.run(s.load_settings(env_file=None), beat=second / 5, dead_after=second))",
]


@pytest.fixture
def world() -> Iterator[SlackThread]:
    with in_thread(scopes=CORE_SCOPES | {"channels:read", "channels:history"}) as running:
        yield running
        running.slack.assert_clean()


def noon_zone() -> str:
    """A zone where it is about noon now, so that no test runs over midnight."""
    return f"Etc/GMT{dt.datetime.now(dt.UTC).hour - 12:+d}"


@contextmanager
def bot(slack: FakeSlack, folder: Path, start: list[str], *, channel: str = "C0DESK") -> Iterator[Process]:
    """A bot process; at the end it is asked to stop, and it does so quietly."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DIGEST_"))} | {
        "DATABASE_URL": f"sqlite:///{folder / 'ledger.db'}",
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DIGEST_CHANNEL": channel,
        "DIGEST_TIME": "00:00",
        "DIGEST_ZONE": noon_zone(),
        "LOG_LEVEL": "WARNING",
    }
    process = subprocess.Popen(start, env=env, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own program
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        _, log = process.communicate(timeout=45)
        assert slack.bot_token not in log
        assert "Traceback" not in log, log
        assert process.returncode in (0, -signal.SIGKILL), log


def until(holds: Callable[[], object], *, within: float = 45.0) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def calls(slack: FakeSlack, method: str) -> int:
    """How often the bot called a method."""
    return sum(call.method == method for call in list(slack.calls))


def test_two_bots_post_one_digest_and_when_one_is_killed_the_other_answers(world: SlackThread, tmp_path: Path) -> None:
    slack = world.slack
    with ExitStack() as stack:
        first, _ = (stack.enter_context(bot(slack, tmp_path, START)) for _ in range(2))
        world.do(slack.connected(2, within=45), within=50)
        until(lambda: slack.messages("C0DESK"))
        first.kill()
        first.wait()
        until(lambda: len(slack.hub.open) == 1)
        asked = world.do(slack.mention("last Tu-95 near Alaska"))
        until(lambda: any(message.get("thread_ts") == asked.ts for message in slack.messages("C0DESK")))
        world.do(slack.quiet(0.5))
    digests = [message for message in slack.messages("C0DESK") if "thread_ts" not in message]
    assert len(digests) == 1


@contextmanager
def killed_while_posting(slack: FakeSlack, folder: Path) -> Iterator[None]:
    """A bot whose request to post the digest is on its way when it is killed; Slack takes two seconds over it."""
    slack.delay("chat.postMessage", 2.0)
    desk = open_desk(f"sqlite:///{folder / 'ledger.db'}")
    outbox = Outbox(desk.ledger.store)
    with bot(slack, folder, HASTY) as dying:
        until(lambda: OutboxState.SENDING in outbox.counts())
        time.sleep(0.5)
        dying.kill()
        dying.wait()
    desk.ledger.store.close()
    assert slack.messages("C0DESK") == []
    yield


def test_a_digest_that_a_killed_bot_could_not_post_is_posted_by_another_whatever_its_settings(
    world: SlackThread, tmp_path: Path
) -> None:
    slack = world.slack
    slack.add_channel("C0OTHER", "other")
    slack.fail("chat.postMessage", "internal_error")
    with killed_while_posting(slack, tmp_path), bot(slack, tmp_path, HASTY, channel="C0OTHER"):
        until(lambda: slack.messages("C0DESK") and slack.messages("C0OTHER"))
    assert len(slack.messages("C0DESK")) == len(slack.messages("C0OTHER")) == 1


def test_a_digest_that_a_killed_bot_did_post_is_not_posted_again(world: SlackThread, tmp_path: Path) -> None:
    slack = world.slack
    with killed_while_posting(slack, tmp_path):
        until(lambda: slack.messages("C0DESK"))
        with bot(slack, tmp_path, HASTY):
            until(lambda: calls(slack, "conversations.history") == 1)
            world.do(slack.quiet(0.5))
    assert len(slack.messages("C0DESK")) == 1
    assert calls(slack, "chat.postMessage") == 1
