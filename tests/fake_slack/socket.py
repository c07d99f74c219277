"""Socket Mode: tickets, several connections, each envelope to one of them, acks, drops and refreshes."""

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fake_slack.state import Json, Workspace

MOST_CONNECTIONS = 10


@dataclass(slots=True, eq=False)
class Connection:
    """One open socket; `retiring` ones get no more envelopes; `waiting` holds the acks that are due."""

    socket: web.WebSocketResponse
    request: web.Request
    retiring: bool = False
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)


class Dropped(Exception):
    """The connection closed before the envelope was acknowledged."""


class NobodyConnected(Exception):
    """No bot is connected by Socket Mode, and none came in time."""


class SocketHub:
    """All Socket Mode connections of the app."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self.connections: list[Connection] = []
        self._tickets: set[str] = set()
        self._sent: set[str] = set()
        self._turn = 0

    def routes(self) -> list[web.RouteDef]:
        """The address that tickets lead to."""
        return [web.get("/link", self._serve)]

    def ticket(self) -> str:
        """A websocket address, good for one connection."""
        name = secrets.token_hex(8)
        self._tickets.add(name)
        return f"{self.space.base_url.replace('http', 'ws', 1)}/link?ticket={name}&app_id={self.space.app_id}"

    @property
    def open(self) -> list[Connection]:
        """The connections that take envelopes."""
        return [c for c in self.connections if not c.retiring and not c.socket.closed]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse(timeout=1.0)
        await socket.prepare(request)
        if len(self.connections) >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        connection = Connection(socket, request)
        self.connections.append(connection)
        try:
            await socket.send_json(self._hello())
            await socket.ping(b"Ping from applink-1")
            self.space.changed()
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._acknowledged(connection, message.data)
        finally:
            self.connections.remove(connection)
            for due in connection.waiting.values():
                if not due.done():
                    due.set_exception(Dropped())
            self.space.changed()
        return socket

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": "applink-1", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.space.app_id},
        }

    def _acknowledged(self, connection: Connection, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            self.space.problem(f"socket: not JSON: {text[:80]}")
            return
        envelope_id = ack.get("envelope_id")
        due = connection.waiting.get(envelope_id)
        if due is not None and not due.done():
            due.set_result(ack.get("payload"))
        elif envelope_id not in self._sent:
            self.space.problem(f"socket: ack of an unknown envelope {envelope_id}")

    async def send(self, envelope: Json, *, patience: float) -> Any:
        """Send an envelope to the next connection in turn and give its ack's payload.

        Raises TimeoutError without one in `patience` seconds, Dropped where the connection closed before it,
        NobodyConnected where there is no connection to send it by.
        """
        connection = await self._next()
        envelope_id = envelope["envelope_id"]
        self._sent.add(envelope_id)
        due: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = due
        try:
            await connection.socket.send_json(envelope)
            return await asyncio.wait_for(due, patience)
        except ConnectionError:
            raise Dropped from None
        finally:
            connection.waiting.pop(envelope_id, None)

    async def _next(self) -> Connection:
        try:
            await self.connected()
        except TimeoutError:
            raise NobodyConnected from None
        self._turn += 1
        return self.open[self._turn % len(self.open)]

    async def connected(self, count: int = 1, *, within: float = 10.0) -> None:
        """Wait until so many connections are open. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while len(self.open) < count:
                await self.space.wait_change(within)

    async def refresh(self) -> None:
        """Ask every connection to come back on a new one, as Slack does every few hours."""
        for connection in self.open:
            connection.retiring = True
            await connection.socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def drop(self, *, abrupt: bool = False) -> None:
        """Close every connection: with a close frame, or abruptly as when a cable is cut."""
        for connection in list(self.connections):
            connection.retiring = True
            if abrupt and connection.request.transport:
                connection.request.transport.abort()
            else:
                await connection.socket.close(code=1001)
