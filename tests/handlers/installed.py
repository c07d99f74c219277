"""Two workspaces of one Slack, the bot that both install, and a clock that may be moved for all of them."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from bot.app import running
from bot.manifest import EVENTS_PATH, INSTALL_PATH
from bot.settings import Settings, load_settings
from tests.fake_slack import CORE_SCOPES, FakeSlack
from tests.handlers.conftest import AT_ONCE, since_noon

BEAT = dt.timedelta(seconds=0.2)
PUBLIC = "https://desk.example.org"
SCOPES = CORE_SCOPES | {"channels:read"}


class Hands:
    """The clock of everybody in a test."""

    def __init__(self) -> None:
        self.ahead = dt.timedelta(0)
        self.still: dt.datetime | None = None

    def __call__(self) -> dt.datetime:
        """This instant."""
        return self.still or since_noon() + self.ahead


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser was shown."""

    status: int
    text: str


@dataclass(slots=True)
class World:
    """Two workspaces whose channels and people have the same ids, and the bot's addresses."""

    one: FakeSlack
    other: FakeSlack
    hands: Hands
    settings: Settings
    base: str = ""
    bases: list[str] = field(default_factory=list)

    @property
    def database_url(self) -> str:
        """Where the bot keeps everything."""
        return self.settings.database_url

    def reached_at(self, port: int) -> None:
        """Slack delivers to this port from now on."""
        self.base = f"http://127.0.0.1:{port}"
        self.bases.append(self.base)
        for slack in (self.one, self.other):
            slack.transport, slack.http_target = "http", self.base + EVENTS_PATH

    async def install(self, slack: FakeSlack, *, cookie: bool = True, refused: tuple[str, ...] = ()) -> Page:
        """Somebody installs the app: the install address, Slack's question, and the page at the end."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
            async with browser.get(self.base + INSTALL_PATH, allow_redirects=False) as asked:
                cookies = {name: morsel.value for name, morsel in asked.cookies.items()} if cookie else {}
                address = asked.headers["Location"]
            sent_to = slack.approve(address, refused=refused).replace(PUBLIC, self.base)
            return await self.visit(sent_to, cookies)

    async def visit(self, address: str, cookies: dict[str, str] | None = None) -> Page:
        """A browser at an address of the bot."""
        carried = {"Cookie": "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())}
        async with aiohttp.ClientSession() as browser, browser.get(address, headers=carried) as answer:
            return Page(answer.status, await answer.text())


@asynccontextmanager
async def two_workspaces(
    folder: Path, *, database_url: str = "", bots: int = 1, install: bool = True, **more: object
) -> AsyncIterator[World]:
    """Two workspaces with the bot at work, installed in both or in none yet. Nothing unclean is posted anywhere."""
    hands = Hands()
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(
            FakeSlack(scopes=SCOPES, now=lambda: hands().timestamp(), team_id="T0ONE", installed=False)
        )
        other = await stack.enter_async_context(
            FakeSlack(scopes=SCOPES, now=lambda: hands().timestamp(), team_id="T0OTHER", beside=one)
        )
        settings = load_settings(
            env_file=None,
            database_url=database_url or f"sqlite:///{folder / 'ledger.db'}",
            slack_mode="http",
            slack_client_id=one.oauth.client_id,
            slack_client_secret=one.oauth.client_secret,
            slack_signing_secret=one.signing_secret,
            slack_api_url=one.api_url,
            public_url=PUBLIC,
            port=0,
            **more,
        )
        world = World(one, other, hands, settings)
        for _ in range(bots):
            world.reached_at(await stack.enter_async_context(running(settings, clock=hands, pace=AT_ONCE, beat=BEAT)))
        if install:
            for slack in (one, other):
                assert (await world.install(slack)).status == 200
        yield world
        for slack in (one, other):
            slack.assert_clean()
