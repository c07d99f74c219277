"""Tokens of many workspaces: renewed once by several at a time, kept whatever the database is busy with."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from slack_sdk.oauth.installation_store import Installation

from handlers import Clock, Door
from handlers.clients import NotInstalled
from handlers.tokens import NotRenewed, Tokens
from store.database import Store
from store.errors import LedgerBusy
from store.workspaces import Workspaces
from tests.fake_slack import FakeSlack
from tests.handlers.conftest import NOON

HOUR = dt.timedelta(hours=1)


class Desk:
    """A workspace that has just installed the app, and as many bots as a test wants, at an hour that it sets."""

    def __init__(self, slack: FakeSlack, workspaces: Workspaces, door: Door) -> None:
        self.slack, self.workspaces, self._door, self.now = slack, workspaces, door, NOON

    def bot(self) -> Tokens:
        """The tokens as one process has them."""
        return Tokens(
            self.workspaces,
            client_id=self.slack.oauth.client_id,
            client_secret=self.slack.oauth.client_secret,
            install_url="https://desk.example.org/slack/install",
            base_url=self.slack.api_url,
            door=self._door,
            clock=Clock(lambda: self.now, "UTC"),
        )

    async def install(self) -> None:
        """As at the end of an installation."""
        oauth = self.slack.oauth
        asked = f"?client_id={oauth.client_id}&scope=chat:write&redirect_uri=https://desk.example.org"
        code = self.slack.approve(asked).partition("code=")[2].partition("&")[0]
        told = oauth.access(
            {
                "code": code,
                "redirect_uri": "https://desk.example.org",
                "client_id": oauth.client_id,
                "client_secret": oauth.client_secret,
            },
            "",
        )
        installation = Installation(
            app_id=told["app_id"],
            team_id=told["team"]["id"],
            bot_token=told["access_token"],
            bot_id="B0BOT",
            bot_user_id=told["bot_user_id"],
            bot_refresh_token=told["refresh_token"],
            bot_token_expires_at=int((self.now + 12 * HOUR).timestamp()),
            user_id="U0ROSA",
            installed_at=self.now.timestamp(),
        )
        await self.bot().keep(installation)

    def renewals(self) -> list[str]:
        """How Slack answered those who asked for a new token."""
        asked = [call for call in self.slack.calls if call.method == "oauth.v2.access"]
        return sorted(str(call.answer.get("error", "ok")) for call in asked)


@asynccontextmanager
async def desk_of(store: Store) -> AsyncIterator[Desk]:
    door, times = Door(), {"now": NOON}
    async with FakeSlack(installed=False, now=lambda: times["now"].timestamp()) as slack:
        yield Desk(slack, Workspaces(store), door)
    door.close()


async def test_of_several_who_renew_at_once_one_does_and_all_have_the_new_token(store: Store) -> None:
    async with desk_of(store) as desk:
        await desk.install()
        first = desk.slack.space.bot_token
        desk.now += 11 * HOUR
        bots = [desk.bot() for _ in range(3)]
        got = await asyncio.gather(*(bot.good("T0DESK") for bot in bots for _ in range(3)))
        assert {bot.bot_token for bot in got} == {desk.slack.space.bot_token} != {first}
        assert desk.renewals().count("ok") == 1
        assert set(desk.renewals()) <= {"ok", "invalid_refresh_token"}
        again = await bots[0].good("T0DESK")
        assert again.bot_token == desk.slack.space.bot_token
        assert again.bot_token_expires_at == int((desk.now + 12 * HOUR).timestamp())


async def test_a_young_token_is_left_alone(store: Store) -> None:
    async with desk_of(store) as desk:
        await desk.install()
        desk.now += 9 * HOUR
        await desk.bot().of("T0DESK")
        assert desk.renewals() == []


async def test_where_slack_gives_no_new_token_the_old_one_serves_until_it_dies(store: Store) -> None:
    async with desk_of(store) as desk:
        await desk.install()
        desk.slack.fail("oauth.v2.access", "internal_error", times=9, status=500)
        desk.now += 11 * HOUR
        assert (await desk.bot().good("T0DESK")).bot_token == desk.slack.space.bot_token
        desk.now += 2 * HOUR
        with pytest.raises(NotRenewed, match=r"no new token \(internal_error\): .* install the app again at https"):
            await desk.bot().good("T0DESK")


async def test_a_workspace_without_a_token_is_told_where_to_install(store: Store) -> None:
    async with desk_of(store) as desk:
        with pytest.raises(NotInstalled, match=r"install it at https://desk\.example\.org/slack/install"):
            await desk.bot().of("T0NONE")


async def test_a_new_token_is_not_lost_because_the_database_is_busy(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_of(store) as desk:
        await desk.install()
        desk.now += 11 * HOUR
        keep, failures = desk.workspaces.renewed, iter([LedgerBusy("busy"), LedgerBusy("busy")])

        def busy(team: str, **new: object) -> bool:
            if failure := next(failures, None):
                raise failure
            return keep(team, **new)  # type: ignore[arg-type]

        monkeypatch.setattr(desk.workspaces, "renewed", busy)
        await desk.bot().good("T0DESK")
        assert desk.workspaces.token("T0DESK") == desk.slack.space.bot_token
        assert desk.renewals() == ["ok"]
