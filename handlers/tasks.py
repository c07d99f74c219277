"""A crew: claims jobs that are kept somewhere, does a few at a time, and looks again when it is called or idle."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from typing import Generic, TypeVar

logger = logging.getLogger(__name__)

Job = TypeVar("Job")

IDLE = 1.0  # seconds until it looks for jobs that nobody called it for
REST = 0.02  # seconds between two looks, so that under load one look finds several jobs
PATIENCE = 20.0  # seconds that stopping waits for jobs under way


class Crew(Generic[Job]):
    """Does jobs until it is stopped; those of one `lane` one after the other, in the order they were claimed in.

    `claim` is told how many jobs there is room for; what is kept as claimed and is not among those that the crew has
    `in_hand` by then is a job of which it never heard. What `do` raises is logged: a job settles its own failures.
    """

    def __init__(
        self,
        name: str,
        claim: Callable[[int], Awaitable[list[Job]]],
        do: Callable[[Job], Awaitable[None]],
        *,
        at_once: int,
        lane: Callable[[Job], Hashable],
    ) -> None:
        self._name, self._claim, self._do, self._lane, self._at_once = name, claim, do, lane, at_once
        self._called, self._stopping = asyncio.Event(), False
        self._busy: dict[Hashable, asyncio.Task[None]] = {}  # the last job of each lane
        self._under_way: dict[asyncio.Task[None], Job] = {}
        self._run: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look for jobs."""
        self._run = asyncio.create_task(self._running(), name=self._name)

    @property
    def at_work(self) -> bool:
        """Whether it still looks for jobs."""
        return self._run is not None and not self._run.done()

    @property
    def in_hand(self) -> list[Job]:
        """The jobs that were claimed and are not settled yet."""
        return list(self._under_way.values())

    def wake(self) -> None:
        """There is a job: look for it at once."""
        self._called.set()

    async def stop(self) -> None:
        """Claim nothing more, and wait for what is under way."""
        self._stopping = True
        self.wake()
        if self._run:
            await self._run
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=PATIENCE)

    async def _running(self) -> None:
        while not self._stopping:
            self._called.clear()
            jobs = await self._claimed(self._at_once - len(self._under_way))
            for job in jobs:
                self._begin(job)
            if not jobs:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._called.wait(), IDLE)
            await asyncio.sleep(REST)

    async def _claimed(self, room: int) -> list[Job]:
        if not room:
            return []
        try:
            return await self._claim(room)
        except Exception as error:
            logger.error("The %s cannot look for jobs (%s); it tries again", self._name, type(error).__name__)
            return []

    def _begin(self, job: Job) -> None:
        lane = self._lane(job)
        task = asyncio.create_task(self._doing(job, self._busy.get(lane)))
        self._busy[lane] = task
        self._under_way[task] = job
        task.add_done_callback(lambda done: self._ended(lane, done))

    async def _doing(self, job: Job, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait([before])
        try:
            await self._do(job)
        except Exception:
            logger.exception("The %s could not settle a job", self._name)

    def _ended(self, lane: Hashable, task: asyncio.Task[None]) -> None:
        del self._under_way[task]
        if self._busy.get(lane) is task:
            del self._busy[lane]
        self.wake()
