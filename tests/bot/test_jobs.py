"""The scheduled digest: once a day, found again after a lost answer, tried again after a failure."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dbos import DBOS
from slack_sdk import WebClient

from bot.app import open_desk
from bot.desk import Desk
from bot.jobs import DigestPlan, Jobs, JobsError, pause_after
from bot.settings import load_settings
from handlers.posting import Poster
from store.database import upgrade
from tests.bot.test_processes import until
from tests.fake_slack import CORE_SCOPES, FakeSlack, SlackThread, in_thread

MORNING = dt.datetime(2026, 11, 22, 8, 0, 5, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
PLAN = DigestPlan(team="T0DESK", channel="C0DESK", at=dt.time(8), zone="UTC")


@pytest.fixture
def world() -> Iterator[SlackThread]:
    """The stand-in in a thread of its own, with the scope that lets a digest be found again."""
    with in_thread(scopes=CORE_SCOPES | {"channels:history"}) as running:
        yield running
        running.slack.assert_clean()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty ledger."""
    desk = open_desk(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield desk
    desk.ledger.store.close()


@contextmanager
def working(slack: FakeSlack, desk: Desk, folder: Path, *, plan: DigestPlan = PLAN, url: str = "") -> Iterator[Jobs]:
    """A bot's jobs at work over the ledger."""
    poster = Poster(WebClient(token=slack.bot_token, base_url=slack.api_url, timeout=5, retry_handlers=[]))
    jobs = Jobs(
        plan, desk=desk, poster=poster, database_url=url or f"sqlite:///{folder / 'jobs.db'}", now=lambda: MORNING
    )
    jobs.start()
    try:
        yield jobs
    finally:
        jobs.stop()


def outcome(run: str | None) -> str:
    """Wait for a run to end; `posted`, or the class of its error."""
    assert run is not None
    try:
        DBOS.retrieve_workflow(run).get_result(polling_interval_sec=0.05)
    except Exception as failure:
        return type(failure).__name__
    return "posted"


def test_what_is_due_is_posted_once_and_recorded(world: SlackThread, desk: Desk, tmp_path: Path) -> None:
    with working(world.slack, desk, tmp_path) as jobs:
        assert outcome(jobs.run_due(MORNING)) == "posted"
        assert jobs.run_due(MORNING + dt.timedelta(hours=3)) is None
    posted = world.slack.messages("C0DESK")
    run = desk.ledger.digest_run("digest:C0DESK:2026-11-22")
    assert [message["ts"] for message in posted] == [run.message_ts if run else None]
    assert "Sat 21 Nov 2026" in posted[0]["text"]


def test_the_next_day_is_posted_by_a_bot_that_starts_anew(world: SlackThread, desk: Desk, tmp_path: Path) -> None:
    for now in (MORNING, MORNING + 4 * DAY):
        with working(world.slack, desk, tmp_path) as jobs:
            assert outcome(jobs.run_due(now)) == "posted"
            assert jobs.run_due(now) is None
    assert len(world.slack.messages("C0DESK")) == 2


def test_a_digest_whose_answer_was_lost_is_found_and_not_posted_again(
    world: SlackThread, desk: Desk, tmp_path: Path
) -> None:
    world.slack.lose_answer("chat.postMessage")
    with working(world.slack, desk, tmp_path) as jobs:
        assert outcome(jobs.run_due(MORNING)) == "NotNow"
        assert jobs.run_due(MORNING + dt.timedelta(seconds=30)) is None
        assert outcome(jobs.run_due(MORNING + dt.timedelta(minutes=2))) == "posted"
    assert len(world.slack.messages("C0DESK")) == 1
    run = desk.ledger.digest_run("digest:C0DESK:2026-11-22")
    assert run
    assert run.message_ts == world.slack.messages("C0DESK")[0]["ts"]


def test_without_the_scope_to_look_a_digest_is_rather_posted_twice_than_never(
    world: SlackThread, desk: Desk, tmp_path: Path
) -> None:
    world.slack.scopes.discard("channels:history")
    world.slack.fail("chat.postMessage", "internal_error", status=500)
    with working(world.slack, desk, tmp_path) as jobs:
        assert outcome(jobs.run_due(MORNING)) == "NotNow"
        assert outcome(jobs.run_due(MORNING + dt.timedelta(minutes=2))) == "posted"
    assert len(world.slack.messages("C0DESK")) == 1


def test_a_channel_without_the_bot_is_told_in_the_log_and_tried_again_ever_more_rarely(
    world: SlackThread, desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world.slack.add_channel("C0ALONE", "alone", member=False)
    plan = DigestPlan(team="T0DESK", channel="C0ALONE", at=dt.time(8), zone="UTC")
    with working(world.slack, desk, tmp_path, plan=plan) as jobs:
        assert outcome(jobs.run_due(MORNING)) == "NotPosted"
        assert outcome(jobs.run_due(MORNING + dt.timedelta(minutes=1))) == "NotPosted"
        assert jobs.run_due(MORNING + dt.timedelta(minutes=2)) is None
    assert "invite the bot" in caplog.text


def test_blocks_that_slack_refuses_go_out_as_text(world: SlackThread, desk: Desk, tmp_path: Path) -> None:
    world.slack.fail("chat.postMessage", "invalid_blocks")
    with working(world.slack, desk, tmp_path) as jobs:
        assert outcome(jobs.run_due(MORNING)) == "posted"
    (message,) = world.slack.messages("C0DESK")
    assert message["text"]
    assert not message.get("blocks")


def test_a_rate_limit_is_waited_out_in_a_later_run(world: SlackThread, desk: Desk, tmp_path: Path) -> None:
    world.slack.rate_limit("chat.postMessage", times=1)
    with working(world.slack, desk, tmp_path) as jobs:
        assert outcome(jobs.run_due(MORNING)) == "NotNow"
        assert outcome(jobs.run_due(MORNING + dt.timedelta(minutes=2))) == "posted"
    assert len(world.slack.messages("C0DESK")) == 1


def test_a_database_for_runs_that_cannot_be_opened_is_told_in_a_sentence(
    world: SlackThread, desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(JobsError, match="JOBS_DATABASE_URL"), working(world.slack, desk, tmp_path / "nowhere"):
        pass


@pytest.mark.parametrize(("failures", "minutes"), [(1, 1), (2, 2), (4, 8), (7, 60), (40, 60)])
def test_pauses_double_up_to_an_hour(failures: int, minutes: int) -> None:
    assert pause_after(failures) == dt.timedelta(minutes=minutes)


def test_on_postgresql_ledger_and_runs_share_one_database(
    world: SlackThread, empty_postgres: str, tmp_path: Path
) -> None:
    upgrade(empty_postgres)
    desk = open_desk(empty_postgres)
    with working(
        world.slack, desk, tmp_path, url=load_settings(env_file=None, database_url=empty_postgres).jobs_url()
    ) as jobs:
        jobs.tick(MORNING)
        until(lambda: desk.ledger.digests() and desk.ledger.digests()[0].message_ts)
        jobs.tick(MORNING + dt.timedelta(hours=1))
    desk.ledger.store.close()
    assert len(world.slack.messages("C0DESK")) == 1
