"""A socket that has gone deaf is replaced, and `/healthz` tells how the bot is, in numbers only."""

import asyncio
import datetime as dt
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import now, running
from bot.listening import HEALTH_PATH, Socket, ended
from handlers.health import health
from handlers.work import Rooms
from store.database import Store
from tests.bot.test_app import settings_for
from tests.fake_slack import FakeSlack

SECOND = dt.timedelta(seconds=1)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def until(holds: Callable[[], object]) -> None:
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen in time")


async def told(port: int) -> tuple[int, dict[str, Any]]:
    """The status and figures of `/healthz`."""
    address = f"http://127.0.0.1:{port}{HEALTH_PATH}"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.json()


async def test_a_socket_whose_library_has_stopped_listening_is_replaced() -> None:
    async with FakeSlack() as slack:
        app = AsyncApp(client=AsyncWebClient(token=slack.bot_token, base_url=slack.api_url))
        link = Socket(app, slack.app_token, deaf_after=0.3)
        await link.open()
        await slack.connected()
        assert link.handler is not None
        first, client = slack.hub.open[0], link.handler.client
        for task in (client.current_session_monitor, client.message_receiver):
            assert task is not None
            task.cancel()  # deaf: no error, and `is_connected()` says that all is well
        assert await client.is_connected()
        watching = asyncio.create_task(link.watch())
        try:
            await until(lambda: slack.hub.open and slack.hub.open[0] is not first)
            assert not link.deaf
        finally:
            watching.cancel()
            await link.close()


async def test_a_socket_that_hears_pings_is_left_alone() -> None:
    async with FakeSlack() as slack:
        app = AsyncApp(client=AsyncWebClient(token=slack.bot_token, base_url=slack.api_url))
        link = Socket(app, slack.app_token, deaf_after=60.0)
        await link.open()
        await slack.connected()
        before = link.age
        await asyncio.sleep(0.05)
        assert link.age > before
        await slack.hub.open[0].socket.ping(b"Ping from applink-1")
        await until(lambda: link.age < before + 0.05)
        await link.close()


async def test_the_health_is_told_in_socket_mode_where_a_port_is_set(tmp_path: Path) -> None:
    port = free_port()
    async with FakeSlack() as slack, running(settings_for(slack, tmp_path, health_port=port)) as listens:
        await slack.connected()
        assert listens == port
        status, figures = await told(port)
    assert status == 200
    assert figures["ok"] is True
    assert figures["socket_age"] < 60
    assert figures["inbox"] == figures["outbox"] == {"oldest_seconds": None}


async def test_a_deaf_bot_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setattr(Socket, "watch", lambda _: asyncio.Event().wait())  # who would replace it and hear again
    async with FakeSlack() as slack:
        deaf_after = dt.timedelta(microseconds=1)
        async with running(settings_for(slack, tmp_path, health_port=port), deaf_after=deaf_after):
            status, figures = await told(port)
    assert (status, figures["ok"]) == (503, False)


async def test_what_keeps_a_cancellation_to_itself_is_cancelled_again() -> None:
    async def stubborn() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        await asyncio.sleep(60)

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    await asyncio.wait_for(ended(task), 10)
    assert task.cancelled()


def told_of(store: Store, **more: Any) -> tuple[bool, dict[str, Any]]:
    """The health over a store, all else being well."""
    usual: dict[str, Any] = {"at": now(), "socket_age": 1.0, "deaf": False, "working": True}
    return health(Rooms.over(store), **(usual | more))


def test_what_has_waited_for_more_than_a_minute_is_ill_health(store: Store) -> None:
    Rooms.over(store).inbox.take("T1", ["event:1"], "mention", {"text": "secret"}, at=now() - 59 * SECOND)
    ok, figures = told_of(store)
    assert ok
    assert figures["inbox"]["waiting"] == 1
    ok, figures = told_of(store, at=now() + 5 * SECOND)
    assert not ok
    assert "secret" not in str(figures)


def test_a_worker_that_stopped_and_a_database_that_is_away_are_ill_health(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told_of(store)[0]
    assert not told_of(store, working=False)[0]
    with store.writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE inbox RENAME TO elsewhere")
    try:
        ok, figures = told_of(store)
    finally:
        with store.writing() as session:
            session.connection().exec_driver_sql("ALTER TABLE elsewhere RENAME TO inbox")
    assert not ok
    assert figures["database"] != "ok"
