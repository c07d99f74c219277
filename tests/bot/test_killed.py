"""Real bot processes that are killed at each step between an event and its answer: it is neither lost nor doubled."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.app import open_desk
from handlers.work import Rooms
from store.database import upgrade
from store.subscriptions import SubscriptionKind, Terms
from tests.bot.dying import DIGEST_STEPS, STEPS
from tests.bot.test_processes import noon_zone
from tests.fake_slack import CORE_SCOPES, Delivery, FakeSlack, SlackThread, in_thread

QUESTION = "last Tu-95 near Alaska"


@pytest.fixture
def world() -> Iterator[SlackThread]:
    with in_thread(scopes=CORE_SCOPES | {"channels:read", "channels:history"}) as running:
        yield running
        running.slack.assert_clean()


@contextmanager
def bot(slack: FakeSlack, database_url: str, *step: str) -> Iterator["subprocess.Popen[str]"]:
    """A bot process that may die at a step; one that lives is asked to stop, and does so quietly."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DIGEST_"))} | {
        "DATABASE_URL": database_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "LOG_LEVEL": "WARNING",
    }
    start = [sys.executable, "-m", "tests.bot.dying", *step]
    process = subprocess.Popen(start, env=env, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own program
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        _, log = process.communicate(timeout=45)
        assert "Traceback" not in log, log
        assert process.returncode == (-signal.SIGKILL if step else 0), log


def until(holds: Callable[[], object], *, within: float = 45.0) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.03)


def asked_of_the_dying(world: SlackThread, database_url: str, steps: Iterable[str]) -> list[Delivery]:
    """Ask bots that die at a step, one after the other; each may first die of what the one before left behind."""
    slack = world.slack
    for step in steps:
        with bot(slack, database_url, step) as dying:
            until(lambda: slack.hub.open or dying.poll() is not None)
            asking = world.start(slack.mention(QUESTION))
            until(lambda: dying.poll() is not None)
            until(lambda: not slack.hub.open)
        asking.cancel()
    return list(slack.deliveries)


def all_answered_once(world: SlackThread, database_url: str, asked: list[Delivery]) -> None:
    """A bot that lives comes to work: then every question has one answer, and keeps having one."""
    slack = world.slack
    slack.problems.clear()  # the dying acknowledge nothing
    with bot(slack, database_url):
        world.do(slack.connected(within=45), within=50)
        for delivery in asked:
            world.do(slack.redeliver(delivery, same_event_id=delivery.acked))  # as Slack does, and more
        until(lambda: len(slack.messages("C0DESK")) >= len(asked), within=60)
        time.sleep(1.5)  # longer than it takes to be taken for dead
    answered = sorted(message["thread_ts"] for message in slack.messages("C0DESK"))
    assert answered == sorted(delivery.ts for delivery in asked)


def test_whatever_step_a_bot_dies_at_every_question_is_answered_once(world: SlackThread, tmp_path: Path) -> None:
    database_url = f"sqlite:///{tmp_path / 'ledger.db'}"
    world.slack.courier.ack_timeout = 1.0
    all_answered_once(world, database_url, asked_of_the_dying(world, database_url, STEPS))


def test_the_same_on_postgres(world: SlackThread, empty_postgres: str) -> None:
    upgrade(empty_postgres)
    world.slack.courier.ack_timeout = 1.0
    steps = ("inside the transaction", "after the transaction", "before the request leaves", "after the answer came")
    all_answered_once(world, empty_postgres, asked_of_the_dying(world, empty_postgres, steps))


def test_a_digest_whose_bots_die_one_after_the_other_is_finished_by_the_next_on_postgres(
    world: SlackThread, empty_postgres: str
) -> None:
    upgrade(empty_postgres)
    slack, now, desk = world.slack, dt.datetime.now(dt.UTC), open_desk(empty_postgres)
    terms = Terms(at=dt.time(0, 0), zone=noon_zone())
    made = now - dt.timedelta(days=2)
    subscriptions = Rooms.over(desk.ledger.store).subscriptions
    subscriptions.add(SubscriptionKind.DIGEST, terms, team=slack.team_id, channel="C0DESK", owner="U0ROSA", at=made)
    for step in DIGEST_STEPS:
        with bot(slack, empty_postgres, step) as dying:
            until(lambda: dying.poll() is not None)
    (run,) = desk.ledger.digests()
    with bot(slack, empty_postgres):
        until(lambda: (desk.ledger.digest_run(run.key) or run).message_ts)
        world.do(slack.quiet(0.5))
    desk.ledger.store.close()
    (posted,) = slack.messages("C0DESK")
    assert posted["metadata"] == {"event_type": "intercept_desk", "event_payload": {"key": run.key}}
