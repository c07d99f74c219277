"""The door between the event loop and what blocks, a bounded pool of threads; and the clock that listeners see."""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from store.errors import LedgerBusy, LedgerUnreachable

logger = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

THREADS = 8
AGAIN = 1.0  # seconds
AWAY = (LedgerBusy, LedgerUnreachable)  # nothing is wrong with what is to be done: it can be done later


class Door:
    """Runs plain synchronous code for listeners: `await door(desk.show, ref, audience=…)`."""

    def __init__(self, threads: int = THREADS) -> None:
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="desk")

    async def __call__(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `work` returns, computed on a thread; what it raises is raised here."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(work, *args, **kwargs))

    async def surely(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The same for what must be kept: while the database is busy or away it is tried again every second."""
        while True:
            try:
                return await self(work, *args, **kwargs)
            except AWAY as away:
                logger.warning("The database is away (%s); trying again", type(away).__name__)
                await asyncio.sleep(AGAIN)

    def close(self) -> None:
        """Wait for what is running and let the threads go."""
        self._pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class Clock:
    """The time as listeners know it: the instant, and the desk's local day."""

    now: Callable[[], dt.datetime]
    zone: str

    def today(self) -> dt.date:
        """The day that it is where the desk is."""
        return self.now().astimezone(ZoneInfo(self.zone)).date()
