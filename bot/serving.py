"""The bot at work: Slack over a socket or HTTP, the desk behind a door, and scheduled jobs."""

import asyncio
import datetime as dt
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from aiohttp import ClientError, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.jobs import BEAT, DEAD_AFTER, DigestPlan, Jobs
from bot.logs import log_to_stderr
from bot.settings import Settings, SettingsError
from handlers import Clock, Door, register
from handlers.posting import Poster

logger = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
RETRIES = 3
TIMEOUT = 15  # seconds for one request to Slack


def async_client(settings: Settings) -> AsyncWebClient:
    """Slack's Web API for listeners, patient with rate limits, broken connections and server errors."""
    return AsyncWebClient(
        token=settings.bot_token(),
        base_url=settings.slack_api_url,
        timeout=TIMEOUT,
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(max_retry_count=2),
            AsyncRateLimitErrorRetryHandler(max_retry_count=RETRIES),
            AsyncServerErrorRetryHandler(max_retry_count=RETRIES),
        ],
    )


def worker_client(settings: Settings) -> WebClient:
    """The same for jobs, which run on plain threads. It is not patient: a run that fails is run again later.

    Waiting here would hold up a bot that is asked to stop, and a request whose answer was lost may have been done.
    """
    return WebClient(token=settings.bot_token(), base_url=settings.slack_api_url, timeout=TIMEOUT, retry_handlers=[])


def slack_app(settings: Settings, *, desk: Desk, door: Door, clock: Clock) -> AsyncApp:
    """The Bolt app with every listener registered."""
    secret = settings.signing_secret() if settings.slack_mode == "http" else None
    app = AsyncApp(client=async_client(settings), signing_secret=secret, name="intercept-desk")
    register(app, desk=desk, door=door, clock=clock)
    return app


async def run(
    settings: Settings,
    *,
    desk: Callable[[str], Desk],
    clock: Callable[[], dt.datetime],
    stop: asyncio.Event | None = None,
    beat: dt.timedelta = BEAT,
    dead_after: dt.timedelta = DEAD_AFTER,
) -> None:
    """Run the bot until SIGINT, SIGTERM or `stop`; `desk` opens one at a database URL. Raises DeskError."""
    log_to_stderr(settings.log_level)
    stop = stop or _stopped_by_signals()
    async with running(settings, desk=desk, clock=clock, beat=beat, dead_after=dead_after) as port:
        logger.info("Listening to Slack on %s", f"port {port}" if port else "a socket")
        await stop.wait()
        logger.info("Stopping")


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    desk: Callable[[str], Desk],
    clock: Callable[[], dt.datetime],
    beat: dt.timedelta = BEAT,
    dead_after: dt.timedelta = DEAD_AFTER,
) -> AsyncIterator[int]:
    """The bot at work; gives the port that it listens on, 0 in socket mode."""
    async with AsyncExitStack() as stack:
        door = Door()
        stack.callback(door.close)
        at_work = await door(desk, settings.database_url)
        stack.push_async_callback(door, at_work.ledger.store.close)
        app = slack_app(settings, desk=at_work, door=door, clock=Clock(clock, settings.desk_zone))
        team = await _introduce(app.client)
        if settings.digest_channel:
            jobs = _jobs(settings, desk=at_work, team=team, clock=clock, dead_after=dead_after)
            await door(jobs.start)
            stack.push_async_callback(door, jobs.stop)
            stack.push_async_callback(_ended, asyncio.create_task(_ticking(jobs, door, clock, beat)))
        listen = _socket if settings.slack_mode == "socket" else _http
        yield await stack.enter_async_context(listen(settings, app))


def _jobs(
    settings: Settings, *, desk: Desk, team: str, clock: Callable[[], dt.datetime], dead_after: dt.timedelta
) -> Jobs:
    plan = DigestPlan(
        team=team,
        channel=settings.digest_channel,
        at=settings.digest_time,
        zone=settings.digest_zone or settings.desk_zone,
        days=settings.digest_days,
    )
    poster = Poster(worker_client(settings))
    return Jobs(plan, desk=desk, poster=poster, database_url=settings.jobs_url(), now=clock, dead_after=dead_after)


async def _introduce(client: AsyncWebClient) -> str:
    """The workspace that the bot token belongs to. Raises SettingsError where Slack refuses the token."""
    try:
        return str((await client.auth_test())["team_id"])
    except SlackApiError as refused:
        error = refused.response.get("error")
        raise SettingsError(
            f"Slack does not take SLACK_BOT_TOKEN ({error}): copy the bot token from OAuth & Permissions."
        ) from None
    except (ClientError, OSError, TimeoutError) as unreachable:
        raise SettingsError(
            f"Slack cannot be reached at {client.base_url} ({type(unreachable).__name__}): check the network."
        ) from unreachable


@asynccontextmanager
async def _socket(settings: Settings, app: AsyncApp) -> AsyncIterator[int]:
    token = settings.app_token()
    try:
        await app.client.apps_connections_open(app_token=token)  # the handler would try a bad token for ever
    except SlackApiError as refused:
        raise SettingsError(
            f"Slack does not take SLACK_APP_TOKEN ({refused.response.get('error')}): make an app-level token "
            "with connections:write under Basic Information."
        ) from None
    handler = AsyncSocketModeHandler(app, token)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield 0
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def _http(settings: Settings, app: AsyncApp) -> AsyncIterator[int]:
    server = app.server(port=settings.port, path=EVENTS_PATH)
    server.web_app.add_routes([web.get("/healthz", _healthy)])
    runner = web.AppRunner(server.web_app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, server.host, settings.port)
        await site.start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def _healthy(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})


async def _ticking(jobs: Jobs, door: Door, clock: Callable[[], dt.datetime], beat: dt.timedelta) -> None:
    while True:
        try:
            await door(jobs.tick, clock())
        except Exception:
            logger.exception("Scheduled work failed; it is tried again in %s", beat)
        await asyncio.sleep(beat.total_seconds())


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _stopped_by_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no handlers on the loop: Ctrl-C interrupts there
            loop.add_signal_handler(name, stop.set)
    return stop
