"""A newsroom: the stand-in for Slack with the real bot listening to it, over both transports."""

import datetime as dt
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import running
from bot.serving import EVENTS_PATH
from bot.settings import Settings, load_settings
from tests.fake_slack import CORE_SCOPES, FakeSlack

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
STARTED = time.monotonic()
AT_ONCE = dt.timedelta(0)
SCOPES = CORE_SCOPES | {"channels:read"}


def since_noon() -> dt.datetime:
    """A clock that runs, and that was set to noon when the tests began."""
    return NOON + dt.timedelta(seconds=time.monotonic() - STARTED)


def settings_for(slack: FakeSlack, folder: Path, **more: object) -> Settings:
    """Settings of a bot that talks to the stand-in and keeps everything in one folder."""
    usual: dict[str, object] = {
        "database_url": f"sqlite:///{folder / 'ledger.db'}",
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_signing_secret": slack.signing_secret,
        "slack_api_url": slack.api_url,
        "port": 0,
    }
    return load_settings(env_file=None, **(usual | more))


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """The stand-in; nobody is pinged and nothing that readers suffer from is posted, whatever a test does."""
    async with FakeSlack(scopes=SCOPES, now=lambda: since_noon().timestamp()) as slack:
        yield slack
        slack.assert_clean()


@pytest.fixture(params=["socket", "http"])
async def newsroom(request: pytest.FixtureRequest, slack: FakeSlack, tmp_path: Path) -> AsyncIterator[FakeSlack]:
    """The stand-in with the bot listening, once over Socket Mode and once over signed HTTP."""
    slack.transport = request.param
    settings = settings_for(slack, tmp_path, slack_mode=request.param)
    async with running(settings, clock=since_noon, pace=AT_ONCE) as port:
        if request.param == "http":
            slack.http_target = f"http://127.0.0.1:{port}{EVENTS_PATH}"
        else:
            await slack.connected()
        yield slack
