"""Durable runs on DBOS: one for each digest however many bots work, finished by another bot if one dies."""

import datetime as dt
import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from dbos import DBOS, DBOSConfig, SetWorkflowID, WorkflowStatus

from bot.jobs.runs import Order, Runs
from handlers.door import AGAIN, AWAY
from handlers.views.blocks import Message
from store.errors import DeskError
from store.subscriptions import SubscriptionKind

logger = logging.getLogger(__name__)

R = TypeVar("R")

BEAT = dt.timedelta(seconds=5)
DEAD_AFTER = dt.timedelta(seconds=30)
LONGEST_PAUSE = dt.timedelta(hours=1)
WORKFLOW = "post_digest"
QUEUE = "digests"
THREADS = 4
AT_ONCE = 40  # runs that a bot takes from the queue at a time; its threads work on them
POLLED = 0.5  # seconds between two looks into the queue
ASKED_TOGETHER = 100  # keys in one question to the engine
MOST_CHANGES = 3  # how often a run begins anew because its subscription was changed meanwhile
STEPS_VERSION = "2"  # to be raised when the steps of a run change: a run is only finished by bots of its version


class JobsError(DeskError):
    """Scheduled work cannot be kept; the sentence says which setting to look at."""


class Jobs:
    """Runs digests on DBOS. One per process; `tick` wants to be called every few seconds.

    `handed` is called, on a thread, when there is something to be sent.
    """

    def __init__(
        self,
        runs: Runs,
        *,
        database_url: str,
        dead_after: dt.timedelta = DEAD_AFTER,
        handed: Callable[[], None] = lambda: None,
    ) -> None:
        self.runs, self._url, self._dead_after, self._handed = runs, database_url, dead_after, handed
        self._inbox, self._ledger = runs.rooms.inbox, runs.desk.ledger
        self._turn = threading.Lock()  # stopping waits for a tick that is under way
        self._started, self._stopping = False, threading.Event()
        self._under_way: set[str] = set()
        self._idle: set[str] = set()  # runs in our name that were not under way when last looked at
        self._quiet = threading.Condition()
        self.executor = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"

    def is_wanted(self) -> bool:
        """Whether there is a digest to be posted one day."""
        return bool(self.runs.rooms.subscriptions.active(SubscriptionKind.DIGEST))

    def is_under_way(self, run: str) -> bool:
        """Whether one of our threads works on a run, by its id."""
        with self._quiet:
            return run in self._under_way

    def start(self) -> None:
        """Open the database for runs and begin to work. Raises JobsError where it cannot be opened."""
        _quieten(logging.getLogger("dbos"))
        config: DBOSConfig = {
            "name": "intercept-desk",
            "system_database_url": self._url,
            "executor_id": self.executor,
            "application_version": STEPS_VERSION,
            "log_level": "DEBUG" if logger.isEnabledFor(logging.DEBUG) else "WARNING",
            "max_executor_threads": THREADS,
        }

        def post_digest(subscription: str, day: str, asked_at: str) -> str:
            return self._steps(Order(subscription, dt.date.fromisoformat(day)))

        self._run = DBOS.workflow(name=WORKFLOW)(post_digest)
        try:
            DBOS(config=config)
            DBOS.launch()
            DBOS.register_queue(QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=POLLED)
        except Exception as broken:
            DBOS.destroy(destroy_registry=True)
            raise JobsError(
                f"The database for scheduled runs cannot be opened ({type(broken).__name__}): "
                "check DATABASE_URL or JOBS_DATABASE_URL with `intercept doctor`."
            ) from broken
        self._started = True

    def stop(self, *, patience: float = 5.0) -> None:
        """Give runs that are under way some seconds to finish, then stop; another bot finishes the rest."""
        if not self._started:
            return
        self._stopping.set()
        with self._quiet:
            self._quiet.wait_for(lambda: not self._under_way, timeout=patience)
        with self._turn:
            self._started = False
            DBOS.destroy(destroy_registry=True)

    def tick(self, now: dt.datetime) -> None:
        """Say that we live, keep what went out, start what is due, and finish what a dead bot left.

        The engine is started with the first digest that somebody subscribes to.
        """
        with self._turn:
            self.runs.settle(now)
            if not self._started:
                if not self.is_wanted():
                    return
                self.start()
            self._inbox.beat(self.executor, at=now)
            self.run_due(now)
            self.take_over(now)

    def run_due(self, now: dt.datetime) -> list[str]:
        """Start the runs that are due; gives their ids. After a failure one is tried ever more rarely."""
        orders = self.runs.due(now)
        before = _by_key(_runs_of(order.key for order in orders))
        return [run for order in orders if (run := self._start(order, before.get(order.key, []), now))]

    def _start(self, order: Order, before: list[WorkflowStatus], now: dt.datetime) -> str | None:
        if any(run.status in ("PENDING", "ENQUEUED", "DELAYED") for run in before):
            return None
        if before and before[-1].status == "ERROR":
            asked = _asked_at(before[-1].input)
            if now < asked + pause_after(len(before)) and not self.runs.asked_again(order.key, asked):
                return None
        run_id = order.key if not before else f"{order.key}:{len(before) + 1}"
        with SetWorkflowID(run_id):
            DBOS.enqueue_workflow(QUEUE, self._run, order.subscription, str(order.day), now.isoformat())
        logger.info("Digest %s is due", run_id, extra={"run": run_id})
        return run_id

    def take_over(self, now: dt.datetime) -> list[str]:
        """Take over the runs of bots that have not been heard of for a while, and those that we dropped ourselves.

        Gives their ids.
        """
        runs = list(DBOS.list_workflows(status="PENDING", name=WORKFLOW, load_input=False))
        dropped = self._dropped({run.workflow_id for run in runs if run.executor_id == self.executor})
        taken = []
        for run in runs:
            ours = run.executor_id == self.executor
            if run.workflow_id not in dropped if ours else self._alive(run.executor_id, now):
                continue
            claim = f"takeover:{run.workflow_id}:{run.executor_id}:{now:%Y%m%d%H%M}"
            if not ours and not self._ledger.receive("", claim, at=now):
                continue  # another bot was quicker
            still = DBOS.get_workflow_status(run.workflow_id)
            if still and (still.status, still.executor_id) == ("PENDING", run.executor_id):
                logger.warning("Taking over %s from %s", run.workflow_id, run.executor_id)
                DBOS.resume_workflows([run.workflow_id], queue_name=QUEUE)
                taken.append(run.workflow_id)
        return taken

    def _dropped(self, ours: set[str]) -> set[str]:
        """Of the runs in our name those on which no thread works, at two looks, though there are threads to spare.

        The engine drops a run when its database goes away and answers in words that it does not know.
        """
        with self._quiet:
            idle = ours - self._under_way if len(self._under_way) < THREADS else set()
        dropped = idle & self._idle
        self._idle = idle - dropped
        return dropped

    def _alive(self, executor: str | None, now: dt.datetime) -> bool:
        return executor is not None and self._inbox.alive(executor, since=now - self._dead_after)

    def _steps(self, order: Order) -> str:
        """The run: every step's result is kept, so that whoever finishes it goes on after the last one."""
        run = DBOS.workflow_id or order.key
        with self._quiet:
            self._under_way.add(run)
        try:
            return self._until_posted(order)
        except DeskError as refused:
            logger.error("%s did not go out: %s", order.key, refused, extra={"run": order.key})
            raise
        finally:
            with self._quiet:
                self._under_way.discard(run)
                self._quiet.notify_all()

    def _until_posted(self, order: Order) -> str:
        for _ in range(MOST_CHANGES):
            chosen: dict[str, Any] | None = self._step("select", self.runs.select, order)
            if chosen is None:
                return "ended"
            made: list[Message] | None = self._step("compose", self.runs.compose, order, chosen)
            if made is None:
                continue
            outcome = self._step("post", self.runs.post, order, chosen, made)
            if outcome != "changed":
                self._handed()
                logger.info("Digest %s: %s", order.key, outcome, extra={"run": order.key})
                return outcome
        return "changed"

    def _step(self, name: str, work: Callable[..., R], *given: Any) -> R:
        """A step of a run, tried every second while the ledger is busy or away: that is no failure of the run."""

        def surely() -> R:
            while True:
                try:
                    return work(*given)
                except AWAY as away:
                    if self._stopping.wait(AGAIN):
                        raise
                    logger.warning("The ledger cannot be used (%s): a run waits to %s", type(away).__name__, name)

        return DBOS.run_step({"name": name}, surely)


def _runs_of(keys: Iterable[str]) -> Iterator[WorkflowStatus]:
    """All runs there have been under some keys, the oldest first."""
    wanted = list(keys)
    for start in range(0, len(wanted), ASKED_TOGETHER):
        yield from DBOS.list_workflows(
            workflow_id_prefix=wanted[start : start + ASKED_TOGETHER], name=WORKFLOW, load_output=False
        )


def _by_key(runs: Iterable[WorkflowStatus]) -> dict[str, list[WorkflowStatus]]:
    """Runs by the key of their digest: ids are the key, for later attempts with a number behind it."""
    found: dict[str, list[WorkflowStatus]] = {}
    for run in runs:
        found.setdefault(":".join(run.workflow_id.split(":")[:3]), []).append(run)
    return found


class _Untold(logging.Filter):
    """Lets pass what was not told in a sentence already."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], DeskError))


def _quieten(library: logging.Logger) -> None:
    """Let the library log through our handlers: without one of its own it would add a second console."""
    if not library.handlers:
        library.addHandler(logging.NullHandler())
        library.addFilter(_Untold())


def _asked_at(inputs: Any) -> dt.datetime:
    """When a run was started, by the clock of the bot that started it: its third argument."""
    return dt.datetime.fromisoformat(inputs["args"][2])


def pause_after(failures: int) -> dt.timedelta:
    """How long to wait after so many failed runs: 1, 2, 4, … minutes, at most an hour."""
    return min(dt.timedelta(minutes=2 ** min(failures - 1, 10)), LONGEST_PAUSE)
