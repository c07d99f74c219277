"""The composition root: what it refuses to start with, what HTTP mode answers to, and that it stops in order."""

import asyncio
import os
from pathlib import Path

import aiohttp
import pytest

from bot import serving
from bot.app import open_desk, run, running
from bot.desk import Desk
from bot.serving import EVENTS_PATH, slack_app
from bot.settings import Settings, SettingsError, load_settings
from store.errors import DeskError, LedgerUnreachable
from tests.fake_slack import CORE_SCOPES, FakeSlack


def settings_for(slack: FakeSlack, folder: Path, **more: object) -> Settings:
    chosen: dict[str, object] = {
        "database_url": f"sqlite:///{folder / 'ledger.db'}",
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_signing_secret": slack.signing_secret,
        "slack_api_url": slack.api_url,
        "port": 0,
    }
    return load_settings(env_file=None, **(chosen | more))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"slack_bot_token": "xoxb-wrong"}, "SLACK_BOT_TOKEN"),
        ({"slack_app_token": "xapp-wrong"}, "SLACK_APP_TOKEN"),
        ({"slack_bot_token": None}, "SLACK_BOT_TOKEN is not set"),
        ({"slack_app_token": None}, "SLACK_APP_TOKEN is not set"),
        ({"slack_mode": "http", "slack_signing_secret": None}, "SLACK_SIGNING_SECRET is not set"),
        ({"slack_api_url": "http://127.0.0.1:9/api/"}, "Slack cannot be reached"),
        ({"jobs_database_url": "sqlite:////nowhere/at/all.db", "digest_channel": "C0DESK"}, "JOBS_DATABASE_URL"),
    ],
)
async def test_what_it_cannot_start_with_is_told_in_a_sentence(
    tmp_path: Path, wrong: dict[str, object], says: str
) -> None:
    async with FakeSlack() as slack:
        with pytest.raises(DeskError, match=says):
            async with running(settings_for(slack, tmp_path, **wrong)):
                pass


async def test_a_database_server_that_is_still_starting_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "PAUSE_AT_START", 0.01)
    asked: list[str] = []

    def desk(url: str) -> Desk:
        asked.append(url)
        if len(asked) < 3:
            raise LedgerUnreachable("The database system is starting up.")
        return open_desk(f"sqlite:///{tmp_path / 'ledger.db'}")

    settings = {"database_url": "postgresql://db/desk", "jobs_database_url": f"sqlite:///{tmp_path / 'jobs.db'}"}
    async with FakeSlack() as slack, running(settings_for(slack, tmp_path, **settings), desk=desk):
        await slack.connected()
    assert len(asked) == 3


async def test_http_mode_refuses_bad_and_old_signatures_and_tells_its_health(tmp_path: Path) -> None:
    async with FakeSlack(scopes=CORE_SCOPES) as slack:
        slack.transport = "http"
        async with running(settings_for(slack, tmp_path, slack_mode="http")) as port:
            slack.http_target = f"http://127.0.0.1:{port}{EVENTS_PATH}"
            assert await slack.verify_url()
            forged = await slack.mention("last Tu-95 near Alaska", bad_signature=True)
            stale = await slack.mention("last Tu-95 near Alaska", old_timestamp=True)
            assert (forged.status, stale.status) == (401, 401)
            await slack.quiet()
            assert slack.messages() == []
            health = f"http://127.0.0.1:{port}/healthz"
            async with aiohttp.ClientSession() as session, session.get(health) as answer:
                assert (answer.status, (await answer.json())["ok"]) == (200, True)


async def test_it_runs_until_it_is_told_to_stop(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        stop = asyncio.Event()
        at_work = asyncio.create_task(run(settings_for(slack, tmp_path), stop=stop))
        await slack.connected()
        stop.set()
        await at_work
        await slack.quiet(0.1)
        assert slack.hub.open == []


async def test_after_a_lost_connection_it_listens_again(tmp_path: Path) -> None:
    async with FakeSlack() as slack, running(settings_for(slack, tmp_path)):
        await slack.connected()
        await slack.refresh_connections()
        asked = await slack.mention("last Tu-95 near Alaska")
        await slack.wait_for(lambda message: message.get("thread_ts") == asked.ts, timeout=10)


def test_a_missing_token_names_the_setting() -> None:
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN"):
        load_settings(env_file=None).app_token()


def test_variables_of_bolts_own_that_are_set_to_nothing_do_not_make_it_keep_tokens_in_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        monkeypatch.setenv(name, "")
    assert slack_app(load_settings(env_file=None, slack_bot_token="xoxb-1")).oauth_flow is None
    assert os.environ["SLACK_CLIENT_ID"] == ""


async def test_the_first_delivery_does_not_depend_on_slack_answering_just_then(tmp_path: Path) -> None:
    async with FakeSlack() as slack, running(settings_for(slack, tmp_path)):
        await slack.connected()
        slack.fail("auth.test", "internal_error", times=5)
        asked = await slack.mention("last Tu-95 near Alaska")
        await slack.wait_for(lambda message: message.get("thread_ts") == asked.ts, timeout=10)
