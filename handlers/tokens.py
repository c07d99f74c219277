"""The token of each workspace that installed the app: kept by Slack's own library, renewed before it expires."""

import asyncio
import base64
import datetime as dt
import logging
from collections import defaultdict

from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.models import Bot
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from handlers.clients import TIMEOUT, NotInstalled, impatient
from handlers.door import Clock, Door
from handlers.refusals import UNREACHABLE
from store.errors import DeskError, StoreError
from store.faults import explaining
from store.workspaces import Workspaces

logger = logging.getLogger(__name__)

SOON = dt.timedelta(hours=2)  # of the twelve that a token lives
SPENT = "invalid_refresh_token"  # each is good once: another process may have been quicker
PAUSES = (0.1, 0.4, 1.0, 2.0)  # seconds, for what another process, or a busy database, needs a moment for


class NotRenewed(DeskError):
    """A token has expired and Slack gives no new one."""


async def exchange(base_url: str, client_id: str, client_secret: str, **what: str) -> AsyncSlackResponse:
    """What Slack gives for a code or a refresh token (`oauth.v2.access`). Raises SlackApiError and what breaks.

    The secrets go into a header and the body, which no log shows; the library's own method puts them into the address.
    """
    client = AsyncWebClient(base_url=base_url, timeout=TIMEOUT, retry_handlers=[])
    basic = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
    return await client.api_call("oauth.v2.access", data=what, headers={"Authorization": f"Basic {basic}"})


class Tokens:
    """The tokens of all workspaces; as `Clients` it gives each workspace's client with a token that is good now."""

    def __init__(
        self,
        workspaces: Workspaces,
        *,
        client_id: str,
        client_secret: str,
        install_url: str,
        base_url: str,
        door: Door,
        clock: Clock,
    ) -> None:
        engine = workspaces.store.engine
        writer = engine.execution_options(begin="BEGIN IMMEDIATE")
        self._url = engine.url
        self._reads = SQLAlchemyInstallationStore(client_id, engine, logger=logger)
        self._writes = SQLAlchemyInstallationStore(client_id, writer, logger=logger)
        self._workspaces, self._door, self._clock = workspaces, door, clock
        self._id, self._secret = client_id, client_secret
        self._install_url, self._base_url = install_url, base_url
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, team: str) -> AsyncWebClient:
        """The client of a workspace. Raises NotInstalled, NotRenewed or StoreError."""
        return impatient((await self.good(team)).bot_token, self._base_url)

    async def known(self, team: str) -> Bot | None:
        """The bot of a workspace with the token that is kept, whether it is still good or not."""
        return await self._door(self._find, team)

    async def good(self, team: str, *, within: dt.timedelta = SOON) -> Bot:
        """The bot of a workspace, its token renewed where it expires `within` so long."""
        bot = await self._needed(team)
        if not self._expires(bot, within):
            return bot
        async with self._turns[team]:
            bot = await self._needed(team)  # somebody may have renewed it while we waited for our turn
            return await self._renewed(bot) if self._expires(bot, within) else bot

    async def keep(self, installation: Installation) -> None:
        """Keep what a workspace has installed, and whom to tell of trouble: the one who did it."""
        await self._door(self._save, installation)

    def _find(self, team: str) -> Bot | None:
        with explaining(self._url):
            return self._reads.find_bot(enterprise_id=None, team_id=team)

    def _save(self, installation: Installation) -> None:
        with explaining(self._url):
            self._writes.save(installation)
        at = self._clock.now()
        self._workspaces.seen(str(installation.team_id), at=at, admin=installation.user_id or None)

    async def _needed(self, team: str) -> Bot:
        bot = await self.known(team)
        if bot is None:
            raise NotInstalled(f"The app is not installed in the workspace {team}: install it at {self._install_url}.")
        return bot

    def _expires(self, bot: Bot, within: dt.timedelta) -> bool:
        at = bot.bot_token_expires_at
        return at is not None and dt.datetime.fromtimestamp(at, dt.UTC) <= self._clock.now() + within

    async def _renewed(self, bot: Bot) -> Bot:
        """The bot with a new token. Where Slack gives none now, the bot as it is, as long as its token is good."""
        spent = str(bot.bot_refresh_token)
        try:
            told = await exchange(
                self._base_url, self._id, self._secret, grant_type="refresh_token", refresh_token=spent
            )
        except SlackApiError as refused:
            error = str(refused.response.get("error"))
            newer = await self._by_another(bot) if error == SPENT else None
            return newer or self._as_it_is(bot, error)
        except UNREACHABLE as broken:
            return self._as_it_is(bot, type(broken).__name__)
        expires = self._clock.now() + dt.timedelta(seconds=int(told["expires_in"]))
        await self._kept(bot, spent, str(told["access_token"]), str(told["refresh_token"]), expires)
        return await self._needed(str(bot.team_id))

    async def _kept(self, bot: Bot, was: str, token: str, refresh: str, expires_at: dt.datetime) -> None:
        """Keep a new token, whatever the database is busy with: Slack will not give it a second time."""
        team = str(bot.team_id)
        for pause in (*PAUSES, *PAUSES, None):
            try:
                await self._door(
                    self._workspaces.renewed, team, was=was, token=token, refresh=refresh, expires_at=expires_at
                )
                return
            except StoreError as busy:
                if pause is None:
                    raise
                logger.warning("The new token of %s could not be kept yet (%s)", team, type(busy).__name__)
                await asyncio.sleep(pause)

    async def _by_another(self, bot: Bot) -> Bot | None:
        """The bot as another process has renewed it with the refresh token that we came too late with."""
        for pause in PAUSES:
            now = await self._needed(str(bot.team_id))
            if now.bot_token != bot.bot_token:
                return now
            await asyncio.sleep(pause)
        return None

    def _as_it_is(self, bot: Bot, error: str) -> Bot:
        logger.warning("Slack did not renew the token of %s: %s", bot.team_id, error)
        if self._expires(bot, dt.timedelta(0)):
            raise NotRenewed(
                f"Slack gives the workspace {bot.team_id} no new token ({error}): "
                f"if that stays, install the app again at {self._install_url}."
            )
        return bot
