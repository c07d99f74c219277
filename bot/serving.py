"""The bot at work: Slack over a socket or HTTP, the desk behind a door, and scheduled jobs."""

import asyncio
import datetime as dt
import logging
import os
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_bolt.middleware.authorization.async_single_team_authorization import AsyncSingleTeamAuthorization
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.desk import Desk
from bot.jobs import BEAT, DEAD_AFTER, Jobs, Runs, SettingsDigest, keep_in_step
from bot.listening import DEAF_AFTER, Socket, by_http, by_socket
from bot.listening import EVENTS_PATH as EVENTS_PATH  # a part of this module's interface too
from bot.logs import log_to_stderr
from bot.manifest import INSTALL_PATH
from bot.settings import Settings, SettingsError
from handlers import Clock, Door, desks, register
from handlers.clients import Clients, OneWorkspace, impatient
from handlers.health import health
from handlers.installing import Flow, flow_of
from handlers.sending import PACE, Sender
from handlers.tokens import Tokens
from handlers.work import Rooms
from handlers.working import Desks, Worker
from store.errors import DeskError, LedgerUnreachable
from store.subscriptions import Terms

logger = logging.getLogger(__name__)

RETRIES = 3
TIMEOUT = 15  # seconds for one request to Slack
TRIES_AT_START, PAUSE_AT_START = 15, 2.0  # seconds
PRUNED_EVERY = dt.timedelta(hours=1)
KEPT_IN = dt.timedelta(days=1)
KEPT_OUT = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast things go: a process says every `beat` that it lives and is taken for dead `dead_after` its last word;

    a channel gets a message every `pace` at most; a socket without a frame for `deaf_after` is replaced.
    """

    beat: dt.timedelta = BEAT
    dead_after: dt.timedelta = DEAD_AFTER
    pace: dt.timedelta = PACE
    deaf_after: dt.timedelta = dt.timedelta(seconds=DEAF_AFTER)


def async_client(settings: Settings) -> AsyncWebClient:
    """Slack's Web API for listeners, patient with rate limits, broken connections and server errors."""
    return AsyncWebClient(
        token=None if settings.many_workspaces else settings.bot_token(),
        base_url=settings.slack_api_url,
        timeout=TIMEOUT,
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(max_retry_count=2),
            AsyncRateLimitErrorRetryHandler(max_retry_count=RETRIES),
            AsyncServerErrorRetryHandler(max_retry_count=RETRIES),
        ],
    )


def slack_app(settings: Settings, *, flow: Flow | None = None) -> AsyncApp:
    """The Bolt app, still without listeners; with a `flow` many workspaces install it."""
    secret = settings.signing_secret() if settings.slack_mode == "http" else None
    with _out_of_sight("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        return AsyncApp(
            client=async_client(settings),
            signing_secret=secret,
            oauth_flow=flow,
            user_facing_authorize_error_message=_strange(settings) if flow else None,
            name="intercept-desk",
            logger=logging.getLogger("slack_bolt"),  # else its loggers take the level of ours
        )


@contextmanager
def _out_of_sight(*names: str) -> Iterator[None]:
    """Hide variables that Bolt reads by itself: where they are set, be it to nothing, it keeps tokens in files."""
    hidden = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)


def _strange(settings: Settings) -> str:
    """What people are told where the app is not installed (any more)."""
    return f"Intercept Desk is not installed in this workspace: install it at {settings.public_url}{INSTALL_PATH}."


async def run(
    settings: Settings,
    *,
    desk: Callable[[str], Desk],
    clock: Callable[[], dt.datetime],
    stop: asyncio.Event | None = None,
    **tempo: dt.timedelta,
) -> None:
    """Run the bot until SIGINT, SIGTERM or `stop`; `desk` opens one at a database URL. Raises DeskError."""
    log_to_stderr(settings.log_level, secrets=settings.secrets())
    stop = stop or _stopped_by_signals()
    async with running(settings, desk=desk, clock=clock, **tempo) as port:
        where = "a socket" if settings.slack_mode == "socket" else f"port {port}"
        logger.info("Listening to Slack on %s", where)
        await stop.wait()
        logger.info("Stopping")


@asynccontextmanager
async def running(
    settings: Settings, *, desk: Callable[[str], Desk], clock: Callable[[], dt.datetime], **tempo: dt.timedelta
) -> AsyncIterator[int]:
    """The bot at work; gives the port that it listens on, in socket mode that of its health, 0 for none.

    `tempo` are fields of Tempo.
    """
    pace = Tempo(**tempo)
    async with AsyncExitStack() as stack:
        door = Door()
        stack.callback(door.close)
        at_work = await _opened(desk, settings.database_url, door)
        stack.callback(at_work.ledger.store.close)
        stack.callback(door.close)  # before it: a thread that is still at work gives its connection back
        times, rooms = Clock(clock, settings.desk_zone), Rooms.over(at_work.ledger.store)
        served = _many if settings.many_workspaces else _one
        app, clients, team = await served(settings, rooms, door, times)
        thinking = desks(at_work, rooms, clients=clients, door=door, clock=times)
        worker, sender = crews = await stack.enter_async_context(_crews(thinking, clients, pace))
        register(app, thinking, wake=worker.wake, sent=sender.wake)
        await stack.enter_async_context(_scheduled(settings, thinking, team, sender, pace))
        yield await stack.enter_async_context(_listening(settings, app, thinking, crews, pace))


async def _opened(desk: Callable[[str], Desk], url: str, door: Door) -> Desk:
    """The desk, as soon as its database answers: a server that is started along with the bot takes its time."""
    for _ in range(0 if url.startswith("sqlite") else TRIES_AT_START):
        try:
            return await door(desk, url)
        except LedgerUnreachable as away:
            logger.warning("%s Trying again", away)
            await asyncio.sleep(PAUSE_AT_START)
    return await door(desk, url)


async def _one(settings: Settings, rooms: Rooms, door: Door, clock: Clock) -> tuple[AsyncApp, Clients, str]:
    """The app, its clients and the workspace, where the settings hold the token of one."""
    app = slack_app(settings)
    who = await _introduce(app.client)
    _remember(app, who)
    team = str(who["team_id"])
    await door.surely(rooms.workspaces.seen, team, at=clock.now(), admin=settings.admin_user or None)
    return app, OneWorkspace(impatient(settings.bot_token(), settings.slack_api_url)), team


async def _many(settings: Settings, rooms: Rooms, door: Door, clock: Clock) -> tuple[AsyncApp, Clients, str]:
    """The same where many workspaces install the app; there is no one workspace then."""
    given, base_url = settings.credentials(), settings.slack_api_url
    known = {"client_id": given.client_id, "client_secret": given.client_secret, "base_url": base_url}
    install_url = given.public_url + INSTALL_PATH
    tokens = Tokens(rooms.workspaces, **known, install_url=install_url, door=door, clock=clock)
    flow = flow_of(tokens, rooms.workspaces, **known, public_url=given.public_url, door=door, clock=clock)
    return slack_app(settings, flow=flow), tokens, ""


@asynccontextmanager
async def _crews(thinking: Desks, clients: Clients, pace: Tempo) -> AsyncIterator[tuple[Worker, Sender]]:
    """A worker and a sender at work under one name, which they go by in the database as long as it is heard of."""
    name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
    dead_after, door, clock = pace.dead_after, thinking.door, thinking.clock
    sender = Sender(
        thinking.rooms, name=name, clients=clients, door=door, clock=clock, pace=pace.pace, dead_after=dead_after
    )
    worker = Worker(thinking, name=name, sent=sender.wake, dead_after=dead_after)
    await door.surely(thinking.rooms.inbox.beat, name, at=clock.now())
    living = asyncio.create_task(_living(thinking, name, pace.beat))
    sender.start()
    worker.start()
    try:
        yield worker, sender
    finally:
        await worker.stop()
        await sender.stop()
        await _ended(living)


def _listening(
    settings: Settings, app: AsyncApp, thinking: Desks, crews: tuple[Worker, Sender], pace: Tempo
) -> AbstractAsyncContextManager[int]:
    """Slack reaches the bot as the settings say, and whoever asks hears how the bot is."""
    link: Socket | None = None
    if settings.slack_mode == "socket":
        link = Socket(app, settings.app_token(), deaf_after=pace.deaf_after.total_seconds())

    async def told() -> tuple[bool, dict[str, Any]]:
        age, deaf = (link.age, link.deaf) if link else (None, False)
        working, now = all(crew.at_work for crew in crews), thinking.clock.now()
        return await thinking.door(health, thinking.rooms, at=now, socket_age=age, deaf=deaf, working=working)

    if link:
        return by_socket(link, health=told, health_port=settings.health_port)
    return by_http(app, settings.port, health=told)


@asynccontextmanager
async def _scheduled(
    settings: Settings, thinking: Desks, team: str, sender: Sender, pace: Tempo
) -> AsyncIterator[None]:
    """Digests at work; the one that the settings name is kept as a subscription in step with them."""
    door, now, loop = thinking.door, thinking.clock.now, asyncio.get_running_loop()
    runs = Runs(thinking.desk, thinking.rooms, now=now)
    if team and settings.digest_channel:
        await thinking.look_at(team, settings.digest_channel)
    if team:
        await door.surely(keep_in_step, runs.rooms.subscriptions, runs.desk.ledger, _named(settings, team), now=now())

    def handed() -> None:
        loop.call_soon_threadsafe(sender.wake)

    jobs = Jobs(runs, database_url=settings.jobs_url(), dead_after=pace.dead_after, handed=handed)
    if await door.surely(jobs.is_wanted):
        await door(jobs.start)  # now, so that whoever starts the bot hears of a database that cannot be opened
    ticking = asyncio.create_task(_ticking(jobs, door, now, pace.beat))
    try:
        yield
    finally:
        await _ended(ticking)
        await door(jobs.stop)


def _named(settings: Settings, team: str) -> SettingsDigest:
    zone = settings.digest_zone or settings.desk_zone
    terms = Terms(at=settings.digest_time, zone=zone, days=settings.digest_days)
    return SettingsDigest(team, settings.digest_channel, terms)


def _remember(app: AsyncApp, who: AsyncSlackResponse) -> None:
    """Let the app know from the start who it is.

    It would ask Slack when the first delivery comes, and refuse that one for good if Slack does not answer just then.
    """
    for part in app._async_middleware_list:
        if isinstance(part, AsyncSingleTeamAuthorization):
            part.auth_test_result = who


async def _introduce(client: AsyncWebClient) -> AsyncSlackResponse:
    """What Slack says of the bot token: whose it is, and where. Raises SettingsError where Slack refuses the token."""
    try:
        return await client.auth_test()
    except SlackApiError as refused:
        error = refused.response.get("error")
        raise SettingsError(
            f"Slack does not take SLACK_BOT_TOKEN ({error}): copy the bot token from OAuth & Permissions."
        ) from None
    except (ClientError, OSError, TimeoutError) as unreachable:
        raise SettingsError(
            f"Slack cannot be reached at {client.base_url} ({type(unreachable).__name__}): check the network."
        ) from unreachable


async def _living(thinking: Desks, name: str, beat: dt.timedelta) -> None:
    """Say every few seconds that this process lives, and forget now and then what is long done."""
    rooms, now, pruned = thinking.rooms, thinking.clock.now, dt.datetime.min.replace(tzinfo=dt.UTC)
    while True:
        try:
            await thinking.door(rooms.inbox.beat, name, at=now())
            if now() - pruned > PRUNED_EVERY:
                await thinking.door(rooms.inbox.prune, before=now() - KEPT_IN)
                await thinking.door(rooms.outbox.prune, before=now() - KEPT_OUT)
                await thinking.door(rooms.workspaces.prune, at=now())
                pruned = now()
        except DeskError as unable:
            logger.warning("Could not say that this process lives: %s", unable)
        await asyncio.sleep(beat.total_seconds())


async def _ticking(jobs: Jobs, door: Door, clock: Callable[[], dt.datetime], beat: dt.timedelta) -> None:
    while True:
        try:
            await door(jobs.tick, clock())
        except DeskError as unable:
            logger.warning("Scheduled work waits: %s", unable)
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
