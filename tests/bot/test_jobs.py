"""The engine of digests: each once, found again after a crash, tried again after a failure, by whichever bot lives."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dbos import DBOS
from dbos._sys_db import SystemDatabase

from bot.app import open_desk
from bot.desk import Desk
from bot.jobs import JobsError, Runs, SettingsDigest, engine, keep_in_step, pause_after
from bot.settings import load_settings
from handlers.work import Rooms
from store.database import upgrade
from store.errors import LedgerBusy, LedgerUnreachable
from store.subscriptions import SubscriptionState, Terms
from tests.bot.sending import CHANNEL, MORNING, TEAM, Watch, jobs_url, send, subscribe, working
from tests.bot.test_processes import until
from tests.fake_slack import CORE_SCOPES, SlackThread, in_thread

DAY = dt.timedelta(days=1)


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


@pytest.fixture
def rooms(desk: Desk) -> Rooms:
    return Rooms.over(desk.ledger.store)


def outcome(runs: list[str]) -> str:
    """Wait for the one run to end; what it came to, or the class of its error."""
    (run,) = runs
    try:
        return str(DBOS.retrieve_workflow(run).get_result(polling_interval_sec=0.05))
    except Exception as failure:
        return type(failure).__name__


def test_what_is_due_is_posted_once_and_recorded(world: SlackThread, desk: Desk, rooms: Rooms, tmp_path: Path) -> None:
    subscribe(rooms)
    now = Watch()
    with working(desk, rooms, jobs_url(tmp_path), now) as jobs:
        runs = jobs.run_due(MORNING)
        assert runs == ["digest:S-1:2026-11-22"]  # the workflow's id is the digest's key
        assert outcome(runs) == "posted"
        assert jobs.run_due(MORNING + dt.timedelta(hours=3)) == []
        send(world.slack, rooms, now)
        jobs.tick(MORNING)
    posted = world.slack.messages(CHANNEL)
    run = desk.ledger.digest_run("digest:S-1:2026-11-22")
    assert [message["ts"] for message in posted] == [run.message_ts if run else None]
    assert "Sat 21 Nov 2026" in posted[0]["text"]


def test_the_next_day_is_posted_by_a_bot_that_starts_anew(
    world: SlackThread, desk: Desk, rooms: Rooms, tmp_path: Path
) -> None:
    subscribe(rooms)
    now = Watch()
    for now.at in (MORNING, MORNING + 4 * DAY):
        with working(desk, rooms, jobs_url(tmp_path), now) as jobs:
            assert outcome(jobs.run_due(now.at)) == "posted"
            assert jobs.run_due(now.at) == []
        send(world.slack, rooms, now)
    first, second = world.slack.messages(CHANNEL)
    assert "Sat 21 Nov 2026" in first["text"]
    assert "Sun 22 – Wed 25 Nov 2026" in second["text"]


def test_a_run_that_breaks_is_tried_again_ever_more_rarely_or_at_once_when_asked(
    desk: Desk, rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(rooms)
    with working(desk, rooms, jobs_url(tmp_path), Watch()) as jobs:
        with monkeypatch.context() as broken:
            broken.setattr(type(desk), "digest", lambda *_, **__: 1 / 0)
            assert outcome(jobs.run_due(MORNING)) == "ZeroDivisionError"
            assert jobs.run_due(MORNING + dt.timedelta(seconds=30)) == []
            assert outcome(jobs.run_due(MORNING + dt.timedelta(minutes=1))) == "ZeroDivisionError"
            assert jobs.run_due(MORNING + dt.timedelta(minutes=2)) == []
        desk.ledger.remember("retry:digest:S-1:2026-11-22", "{}", at=MORNING + dt.timedelta(minutes=2))
        assert outcome(jobs.run_due(MORNING + dt.timedelta(minutes=2))) == "posted"


def test_a_ledger_that_goes_away_during_a_run_is_waited_for_and_is_no_failure_of_the_run(
    desk: Desk, rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(rooms)
    monkeypatch.setattr(engine, "AGAIN", 0.05)
    away = iter([LedgerUnreachable("no answer"), LedgerBusy("locked"), LedgerUnreachable("starting up")])
    for step in ("select", "compose", "post"):
        monkeypatch.setattr(Runs, step, losing(getattr(Runs, step), away))
    with working(desk, rooms, jobs_url(tmp_path), Watch()) as jobs:
        assert outcome(jobs.run_due(MORNING)) == "posted"
    assert next(away, None) is None
    assert rooms.outbox.pending() == 1


def losing(step: Callable[..., Any], away: Iterator[Exception]) -> Callable[..., Any]:
    """A step that raises the next error, if one is left, the first time that it is done."""
    first = [True]

    def done(*given: Any) -> Any:
        error = next(away, None) if first else None
        first.clear()
        if error:
            raise error
        return step(*given)

    return done


def test_a_run_that_the_engine_dropped_when_its_database_went_away_is_taken_up_again(
    desk: Desk, rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(rooms)
    with working(desk, rooms, jobs_url(tmp_path), Watch()) as jobs:
        with monkeypatch.context() as broken:  # nothing can be kept, not even that the run broke
            broken.setattr(SystemDatabase, "record_operation_result", lambda *_, **__: 1 / 0)
            broken.setattr(SystemDatabase, "update_workflow_outcome", lambda *_, **__: 1 / 0)
            (run,) = jobs.run_due(MORNING)
            until(lambda: desk.ledger.digests())
            until(lambda: not jobs.is_under_way(run))
        assert jobs.run_due(MORNING) == []
        assert [jobs.take_over(MORNING) for _ in range(3)] == [[], [run], []]
        assert outcome([run]) == "posted"
        assert jobs.take_over(MORNING) == []
    assert rooms.outbox.pending() == 1


def test_a_bot_without_digests_opens_no_database_for_runs(desk: Desk, rooms: Rooms, tmp_path: Path) -> None:
    from bot.jobs import Jobs

    jobs = Jobs(Runs(desk, rooms, now=Watch()), database_url=jobs_url(tmp_path))
    jobs.tick(MORNING)
    jobs.stop()
    assert not (tmp_path / "jobs.db").exists()


def test_a_database_for_runs_that_cannot_be_opened_is_told_in_a_sentence(
    desk: Desk, rooms: Rooms, tmp_path: Path
) -> None:
    with pytest.raises(JobsError, match="JOBS_DATABASE_URL"), working(desk, rooms, jobs_url(tmp_path / "no"), Watch()):
        pass


@pytest.mark.parametrize(("failures", "minutes"), [(1, 1), (2, 2), (4, 8), (7, 60), (40, 60)])
def test_pauses_double_up_to_an_hour(failures: int, minutes: int) -> None:
    assert pause_after(failures) == dt.timedelta(minutes=minutes)


def test_on_postgresql_ledger_and_runs_share_one_database(world: SlackThread, empty_postgres: str) -> None:
    upgrade(empty_postgres)
    desk, now = open_desk(empty_postgres), Watch()
    rooms = Rooms.over(desk.ledger.store)
    subscribe(rooms)
    url = load_settings(env_file=None, database_url=empty_postgres).jobs_url()
    with working(desk, rooms, url, now) as jobs:
        jobs.tick(MORNING)
        until(rooms.outbox.pending)
        send(world.slack, rooms, now)
        jobs.tick(MORNING + dt.timedelta(hours=1))
        run = desk.ledger.digest_run("digest:S-1:2026-11-22")
    desk.ledger.store.close()
    assert run
    assert run.message_ts == world.slack.messages(CHANNEL)[0]["ts"]


def named(channel: str = CHANNEL, **terms: object) -> SettingsDigest:
    return SettingsDigest(TEAM, channel, Terms.model_validate({"zone": "UTC"} | terms))


def test_the_digest_of_the_settings_is_a_subscription_in_step_with_them(desk: Desk, rooms: Rooms) -> None:
    steps = [named(), named(), named(days="weekly", at="07:30"), named("C0OTHER"), named("")]
    seen = []
    for step in steps:
        keep_in_step(rooms.subscriptions, desk.ledger, step, now=MORNING)
        seen.append([(one.id, one.channel, one.days) for one in rooms.subscriptions.of_team(TEAM)])
    assert seen == [
        [("S-1", CHANNEL, "daily")],
        [("S-1", CHANNEL, "daily")],
        [("S-1", CHANNEL, "weekly")],
        [("S-2", "C0OTHER", "daily")],
        [],
    ]


def test_what_people_subscribed_to_is_not_touched_by_the_settings(desk: Desk, rooms: Rooms) -> None:
    own = subscribe(rooms)
    keep_in_step(rooms.subscriptions, desk.ledger, named(""), now=MORNING)
    assert rooms.subscriptions.of_team(TEAM) == [own]


def test_a_digest_of_the_settings_that_was_paused_stays_paused(desk: Desk, rooms: Rooms) -> None:
    made = keep_in_step(rooms.subscriptions, desk.ledger, named(), now=MORNING)
    assert made
    rooms.subscriptions.pause(made.id, at=MORNING, team=TEAM)
    kept = keep_in_step(rooms.subscriptions, desk.ledger, named(), now=MORNING + DAY)
    assert kept
    assert (kept.id, kept.state) == (made.id, SubscriptionState.PAUSED)
