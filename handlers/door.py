"""The door between the event loop and what blocks, a bounded pool of threads; and the clock that listeners see."""

import asyncio
import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec, TypeVar
from zoneinfo import ZoneInfo

P = ParamSpec("P")
R = TypeVar("R")

THREADS = 8


class Door:
    """Runs plain synchronous code for listeners: `await door(desk.show, ref, audience=…)`."""

    def __init__(self, threads: int = THREADS) -> None:
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="desk")

    async def __call__(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `work` returns, computed on a thread; what it raises is raised here."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(work, *args, **kwargs))

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
