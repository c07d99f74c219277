"""How Slack reaches the bot: a socket that is watched and replaced when it goes deaf, or HTTP; and `/healthz`."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMessage, WSMsgType, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.settings import SettingsError

logger = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
HEALTH_PATH = "/healthz"
DEAF_AFTER = 60.0  # seconds without a frame; pings go to and fro every ten
LONGEST_CONNECT = 30.0
LONGEST_CLOSE = 5.0
CANCELLED_AGAIN = 0.2
_ENDS = (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR)

Health = Callable[[], Awaitable[tuple[bool, dict[str, Any]]]]


class Socket:
    """A Socket Mode connection. The library may stop listening without an error, or hang while it connects again:

    so every frame is noted, and a socket on which none came for `deaf_after` seconds is replaced by a new one.
    """

    def __init__(self, app: AsyncApp, token: str, *, deaf_after: float = DEAF_AFTER) -> None:
        self._app, self._token, self._deaf_after = app, token, deaf_after
        self._heard = time.monotonic()
        self.handler: AsyncSocketModeHandler | None = None

    @property
    def age(self) -> float:
        """Seconds since the last frame, of whatever kind."""
        return time.monotonic() - self._heard

    @property
    def deaf(self) -> bool:
        """Whether no frame came for too long."""
        return self.age > self._deaf_after

    async def open(self) -> None:
        """Connect. Raises SettingsError for a token that Slack does not take."""
        try:  # the handler would try a bad token for ever
            await self._app.client.apps_connections_open(app_token=self._token)
        except SlackApiError as refused:
            raise SettingsError(
                f"Slack does not take SLACK_APP_TOKEN ({refused.response.get('error')}): make an app-level token "
                "with connections:write under Basic Information."
            ) from None
        await self._connect()

    async def watch(self) -> None:
        """Replace the connection whenever it is deaf; runs until it is cancelled."""
        while True:
            await asyncio.sleep(self._deaf_after / 6)
            if not self.deaf:
                continue
            logger.warning("Heard nothing from Slack for %.0f s: connecting anew", self.age)
            await self.close()
            try:
                await asyncio.wait_for(self._connect(), LONGEST_CONNECT)
            except Exception as error:
                logger.error("Cannot connect to Slack (%s): trying again", type(error).__name__)

    async def close(self) -> None:
        """Let go of the connection, also of one that hangs."""
        handler, self.handler = self.handler, None
        if handler:
            try:
                with suppress(Exception):
                    await asyncio.wait_for(handler.close_async(), LONGEST_CLOSE)  # type: ignore[no-untyped-call]
            finally:  # also where this is cancelled
                await handler.client.aiohttp_client_session.close()

    async def _connect(self) -> None:
        self.handler = handler = AsyncSocketModeHandler(self._app, self._token)
        await handler.client.aiohttp_client_session.close()
        handler.client.aiohttp_client_session = ClientSession(ws_response_class=self._noting())
        await handler.connect_async()  # type: ignore[no-untyped-call]
        self._note()

    def _note(self) -> None:
        self._heard = time.monotonic()

    def _noting(self) -> type[ClientWebSocketResponse]:
        note = self._note

        class Noting(ClientWebSocketResponse):
            """A websocket that tells of every frame."""

            async def receive(self, *args: Any, **kwargs: Any) -> WSMessage:
                frame = await super().receive(*args, **kwargs)
                if frame.type not in _ENDS:
                    note()
                return frame

        return Noting


@asynccontextmanager
async def by_socket(socket: Socket, *, health: Health, health_port: int | None) -> AsyncIterator[int]:
    """Listen on a socket; gives the port of `/healthz`, 0 where none is wanted."""
    await socket.open()
    watching = asyncio.create_task(socket.watch())
    try:
        if health_port is None:
            yield 0
        else:
            async with _served(web.Application(), "0.0.0.0", health_port, health) as port:  # noqa: S104
                yield port
    finally:
        await ended(watching)
        await socket.close()


async def ended(task: asyncio.Task[None]) -> None:
    """Cancel a task until it has ended: while it connects, the library may keep a cancellation to itself."""
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=CANCELLED_AGAIN)


@asynccontextmanager
async def by_http(app: AsyncApp, port: int, *, health: Health) -> AsyncIterator[int]:
    """Listen to signed requests and tell the health on the same port; gives the port."""
    server = app.server(port=port, path=EVENTS_PATH)
    async with _served(server.web_app, server.host, port, health) as at:
        yield at


@asynccontextmanager
async def _served(application: web.Application, host: str, port: int, health: Health) -> AsyncIterator[int]:
    async def healthy(_: web.Request) -> web.Response:
        ok, told = await health()
        return web.json_response(told, status=200 if ok else 503)

    application.add_routes([web.get(HEALTH_PATH, healthy)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
