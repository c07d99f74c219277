"""Many workspaces: how one installs the app, whose token serves a request, and what happens when it leaves."""

import datetime as dt
import html
import logging
import secrets
from collections.abc import Sequence

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.models import Bot
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import INSTALL_PATH, REDIRECT_PATH, scopes
from handlers.clients import TIMEOUT, NotInstalled
from handlers.door import Clock, Door
from handlers.refusals import UNREACHABLE
from handlers.tokens import NotRenewed, Tokens, exchange
from handlers.work import Work
from store.errors import DeskError
from store.outbox import Outgoing
from store.workspaces import Workspaces

logger = logging.getLogger(__name__)

MARK_LIFE = dt.timedelta(minutes=10)  # from the install button to the end
SAME_SECOND = dt.timedelta(seconds=1)  # Slack tells the time of an event in whole seconds
REFUSED = {
    "access_denied": "Nothing was installed, because it was not allowed: begin again whenever you like.",
    "invalid_browser": "This installation was begun in another browser, or the page was loaded twice: begin again.",
    "invalid_state": "This installation was begun too long ago: begin again.",
    "org_wide": (
        "Intercept Desk is installed in one workspace at a time, not in a whole organisation: "
        "begin again and choose a workspace."
    ),
}


class Marks(AsyncOAuthStateStore):
    """The marks of installations under way: each is good once, for ten minutes, by the bot's own clock."""

    def __init__(self, workspaces: Workspaces, door: Door, clock: Clock) -> None:
        self._workspaces, self._door, self._clock = workspaces, door, clock

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        """A new mark, which nobody can guess."""
        mark = secrets.token_urlsafe(24)
        await self._door(self._workspaces.begun, mark, until=self._clock.now() + MARK_LIFE)
        return mark

    async def async_consume(self, state: str) -> bool:
        """Whether a mark is ours and still good."""
        return await self._door(self._workspaces.ended, state, at=self._clock.now())


class Authorize(AsyncAuthorize):
    """Finds the workspace that a request is from, with its token; without asking Slack, so that an ack is quick."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_: object,
    ) -> AuthorizeResult | None:
        """The bot of the workspace; None where the app is not installed. A request is taken with a dead token too."""
        if not team_id:
            return None
        bot = await self._bot(team_id)
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=None,
            team_id=team_id,
            bot_user_id=bot.bot_user_id,
            bot_id=bot.bot_id,
            bot_token=bot.bot_token,
            bot_scopes=bot.bot_scopes,
            user_id=user_id,
        )

    async def _bot(self, team: str) -> Bot | None:
        try:
            return await self._tokens.good(team, within=dt.timedelta(0))
        except NotInstalled:
            return None
        except NotRenewed:
            return await self._tokens.known(team)


class Flow(AsyncOAuthFlow):
    """Slack's way of installing, from the install address to a page that says how it went."""

    def __init__(self, *, settings: AsyncOAuthSettings, client: AsyncWebClient, tokens: Tokens, clock: Clock) -> None:
        super().__init__(client=client, logger=logger, settings=settings)
        self._tokens, self._clock = tokens, clock

    async def handle_callback(self, request: AsyncBoltRequest) -> BoltResponse:
        """Finish an installation; whatever goes wrong is told on the page."""
        try:
            return await super().handle_callback(request)
        except DeskError as unable:
            return _page(503, str(unable), self.settings)
        except UNREACHABLE as broken:
            logger.warning("An installation could not be finished: %s", type(broken).__name__)
            return _page(502, "Slack cannot be reached at the moment: begin again in a minute.", self.settings)

    async def run_installation(self, code: str) -> Installation | None:
        """Exchange a code for the workspace's token; None where Slack does not take it."""
        given = self.settings
        try:
            told = await exchange(
                self.client.base_url,
                given.client_id,
                given.client_secret,
                code=code,
                redirect_uri=str(given.redirect_uri),
            )
            if told.get("is_enterprise_install"):
                raise OrgWide(REFUSED["org_wide"])
            who = await self.client.auth_test(token=told["access_token"])
        except SlackApiError as refused:
            logger.warning("Slack did not take an installation: %s", refused.response.get("error"))
            return None
        now, lives = self._clock.now(), told.get("expires_in")
        return Installation(
            app_id=told["app_id"],
            team_id=told["team"]["id"],  # the organisation above it is not kept: a workspace's id is its own
            team_name=told["team"].get("name"),
            bot_token=told["access_token"],
            bot_id=who["bot_id"],
            bot_user_id=told["bot_user_id"],
            bot_scopes=told["scope"],
            bot_refresh_token=told.get("refresh_token"),
            bot_token_expires_at=int(now.timestamp()) + int(lives) if lives else None,
            user_id=told["authed_user"]["id"],
            token_type=told["token_type"],
            installed_at=now.timestamp(),
        )

    async def store_installation(self, request: AsyncBoltRequest, installation: Installation) -> None:
        """Keep it."""
        await self._tokens.keep(installation)
        logger.info("Installed in the workspace %s", installation.team_id)


class OrgWide(DeskError):
    """An installation for a whole organisation, which is not offered."""


def flow_of(
    tokens: Tokens,
    workspaces: Workspaces,
    *,
    client_id: str,
    client_secret: str,
    public_url: str,
    base_url: str,
    door: Door,
    clock: Clock,
) -> Flow:
    """The installation flow of an app, which people reach at `public_url`."""
    settings = AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=sorted(scopes()),
        user_scopes=[],
        redirect_uri=public_url + REDIRECT_PATH,
        install_path=INSTALL_PATH,
        install_page_rendering_enabled=False,
        redirect_uri_path=REDIRECT_PATH,
        callback_options=AsyncCallbackOptions(success=_installed, failure=_refused),
        state_store=Marks(workspaces, door, clock),
        state_expiration_seconds=int(MARK_LIFE.total_seconds()),
        logger=logger,
    )
    settings.authorize = Authorize(tokens)
    client = AsyncWebClient(base_url=base_url, timeout=TIMEOUT, retry_handlers=[])
    return Flow(settings=settings, client=client, tokens=tokens, clock=clock)


def removed(work: Work) -> list[Outgoing]:
    """The app was removed from a workspace: forget its tokens and what was in progress; its records stay."""
    team, workspaces = work.place.team, work.rooms.workspaces
    told_at = dt.datetime.fromtimestamp(work.payload["event_time"], dt.UTC)
    installed = workspaces.installed_at(team)
    if installed and installed >= told_at + SAME_SECOND:
        logger.info("%s was removed before it was installed again: nothing to forget", team)
        return []
    workspaces.left(team, at=work.now, told_by=work.delivery.id)
    logger.info("Removed from the workspace %s", team)
    return []


def revoked(work: Work) -> list[Outgoing]:
    """Tokens were revoked: the bot's own mean the same as a removal, those of people are none of ours."""
    return removed(work) if (work.event.get("tokens") or {}).get("bot") else []


async def _installed(args: AsyncSuccessArgs) -> BoltResponse:
    name = args.installation.team_name or args.installation.team_id
    says = f"Intercept Desk is installed in {name}: in a channel, type /invite @Intercept Desk, then /intercept help."
    return _page(200, says, args.settings, link=False)


async def _refused(args: AsyncFailureArgs) -> BoltResponse:
    says = REFUSED.get(args.reason, f"Slack did not finish the installation ({args.reason[:80]}): begin again.")
    return _page(args.suggested_status_code, says, args.settings)


def _page(status: int, says: str, settings: AsyncOAuthSettings, *, link: bool = True) -> BoltResponse:
    """A page with one sentence, and where to begin again."""
    again = f'<p><a href="{INSTALL_PATH}">Begin again</a></p>' if link else ""
    body = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Intercept Desk</title>'
        f"<h1>Intercept Desk</h1><p>{html.escape(says)}</p>{again}</html>"
    )
    headers: dict[str, str | Sequence[str]] = {
        "Content-Type": "text/html; charset=utf-8",
        "Set-Cookie": settings.state_utils.build_set_cookie_for_deletion(),
    }
    return BoltResponse(status=status, headers=headers, body=body)


THINKERS = {"lifecycle:app_uninstalled": removed, "lifecycle:tokens_revoked": revoked}
