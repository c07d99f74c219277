"""A bot that is asked to stop: it takes nothing new, finishes what it holds, and leaves the rest to others."""

import asyncio
import datetime as dt
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest

from bot.app import running
from bot.listening import EVENTS_PATH, HEALTH_PATH
from handlers.work import Rooms
from store.database import open_store
from store.inbox import InboxState
from store.outbox import OutboxState
from tests.fake_slack import CORE_SCOPES, FakeSlack
from tests.handlers.conftest import settings_for
from tests.handlers.test_working import until

PACE = dt.timedelta(hours=1)  # so that the second answer has to wait
QUESTIONS = ("last Tu-95 near Alaska", "how many Tu-95 since 2015?")


async def status(port: int) -> int | None:
    """What `/healthz` says; None where nobody listens."""
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}{HEALTH_PATH}") as answer,
        ):
            return answer.status
    except aiohttp.ClientConnectionError:
        return None


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_bot_that_stops_finishes_what_it_holds_takes_nothing_new_and_is_not_called_healthy(
    mode: str, tmp_path: Path
) -> None:
    async with FakeSlack(scopes=CORE_SCOPES | {"channels:read"}) as slack, AsyncExitStack() as bot:
        slack.transport = mode  # type: ignore[assignment]
        settings = settings_for(slack, tmp_path, slack_mode=mode, health_port=0)
        port = await bot.enter_async_context(running(settings, clock=lambda: dt.datetime.now(dt.UTC), pace=PACE))
        slack.http_target = f"http://127.0.0.1:{port}{EVENTS_PATH}"
        if mode == "socket":
            await slack.connected()
        store = open_store(settings.database_url)
        bot.callback(store.close)
        rooms = Rooms.over(store)
        slack.delay("chat.postMessage", 1.0)
        asked = [await slack.mention(question) for question in QUESTIONS]
        await until(lambda: rooms.outbox.counts() == {OutboxState.SENDING: 1, OutboxState.WAITING: 1})
        assert await status(port) == 200
        stopping = asyncio.create_task(bot.aclose())
        seen = [await status(port)]
        while not stopping.done():
            seen.append(await status(port))
            await asyncio.sleep(0.02)
        await stopping
        assert 200 not in seen[2:]  # the first requests may have been quicker
        assert [message["thread_ts"] for message in slack.messages("C0DESK")] == [asked[0].ts]
    store = open_store(settings.database_url)
    rooms = Rooms.over(store)
    assert rooms.outbox.counts() == {OutboxState.SENT: 1, OutboxState.WAITING: 1}
    assert set(rooms.inbox.counts()) == {InboxState.DONE}
    store.close()
