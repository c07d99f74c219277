"""The composition root: the only clock, the desk over its ledger, and the bot that is run with both."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.desk import Desk
from bot.settings import Settings, load_settings
from store.database import open_store
from store.ledger import Ledger


def now() -> dt.datetime:
    """The clock: this instant, in UTC."""
    return dt.datetime.now(dt.UTC)


def open_desk(database_url: str | None = None) -> Desk:
    """A desk over the ledger at `database_url`, or at the one that the settings name. Raises DeskError."""
    return Desk(Ledger(open_store(database_url or load_settings().database_url)))


async def run(settings: Settings, *, stop: asyncio.Event | None = None, **pace: dt.timedelta) -> None:
    """Run the bot until SIGINT, SIGTERM or `stop`. Raises DeskError where it cannot start."""
    from bot import serving  # Slack and the job engine take a second to load, and no other command needs them

    await serving.run(settings, desk=open_desk, clock=now, stop=stop, **pace)


@asynccontextmanager
async def running(settings: Settings, **how: Any) -> AsyncIterator[int]:
    """The bot at work inside a program of its own; gives the port that it listens on, 0 in socket mode."""
    from bot import serving

    async with serving.running(settings, **({"desk": open_desk, "clock": now} | how)) as port:
        yield port
