"""The scheduled digest: one durable run per local day however many bots work, finished by another if one dies."""

import datetime as dt
import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from dbos import DBOS, DBOSConfig, SetWorkflowID

from bot.desk import Desk
from bot.digest import Period
from bot.schedule import Days, covers, due_run
from handlers.posting import Poster
from handlers.views.blocks import Message
from handlers.views.digest import digest as digest_message
from store.errors import DeskError
from store.filters import Audience

logger = logging.getLogger(__name__)

BEAT = dt.timedelta(seconds=5)
DEAD_AFTER = dt.timedelta(seconds=30)
CLOCKS_APART = dt.timedelta(days=1)  # a message is found by its key, so looking further back does no harm
LONGEST_PAUSE = dt.timedelta(hours=1)
WORKFLOW = "post_digest"
STEPS_VERSION = "1"  # to be raised when the steps of a run change: a run is only finished by bots of its version


class JobsError(DeskError):
    """Scheduled work cannot be kept; the sentence says which setting to look at."""


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """Where and when the digest goes out: workspace, channel id, local time, IANA zone, on which days."""

    team: str
    channel: str
    at: dt.time
    zone: str
    days: Days = "daily"

    def order(self, day: dt.date) -> "Order":
        """The one digest that this plan wants for a local day."""
        return Order(self.team, self.channel, day.isoformat(), self.zone, self.days)


@dataclass(frozen=True, slots=True)
class Order:
    """One digest to be posted. A run keeps it in full, so that whoever finishes it needs no settings."""

    team: str
    channel: str
    day: str
    zone: str
    days: Days

    @property
    def key(self) -> str:
        """The name of the one run for this channel and local day."""
        return f"{prefix_of(self.channel)}{self.day}"

    @property
    def period(self) -> Period:
        """The local days that it reports."""
        return covers(dt.date.fromisoformat(self.day), self.zone, self.days)


class Jobs:
    """Runs the digest of a plan on DBOS. One per process; `tick` wants to be called every few seconds."""

    def __init__(
        self,
        plan: DigestPlan,
        *,
        desk: Desk,
        poster: Poster,
        database_url: str,
        now: Callable[[], dt.datetime],
        dead_after: dt.timedelta = DEAD_AFTER,
    ) -> None:
        self._plan = plan
        self._desk = desk
        self._poster = poster
        self._url = database_url
        self._now = now
        self._dead_after = dead_after
        self._turn = threading.Lock()  # stopping waits for a tick that is under way
        self._idle = threading.Event()
        self._idle.set()
        self.executor = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"

    def start(self) -> None:
        """Open the database for runs and begin to work. Raises JobsError where it cannot be opened."""
        _quieten(logging.getLogger("dbos"))
        config: DBOSConfig = {
            "name": "intercept-desk",
            "system_database_url": self._url,
            "executor_id": self.executor,
            "application_version": STEPS_VERSION,
            "log_level": "DEBUG" if logger.isEnabledFor(logging.DEBUG) else "WARNING",
            "max_executor_threads": 4,
        }

        def post_digest(order: dict[str, Any], asked_at: str) -> str:
            return self._steps(Order(**order))

        self._run = DBOS.workflow(name=WORKFLOW)(post_digest)
        try:
            DBOS(config=config)
            DBOS.launch()
        except Exception as broken:
            DBOS.destroy(destroy_registry=True)
            raise JobsError(
                f"The database for scheduled runs cannot be opened ({type(broken).__name__}): "
                "check DATABASE_URL or JOBS_DATABASE_URL with `intercept doctor`."
            ) from broken

    def stop(self, *, patience: float = 5.0) -> None:
        """Give a run that is under way some seconds to finish, then stop; another bot finishes the rest."""
        self._idle.wait(timeout=patience)
        with self._turn:
            DBOS.destroy(destroy_registry=True)

    def tick(self, now: dt.datetime) -> None:
        """Say that we live, start what is due, and finish what a dead bot left."""
        with self._turn:
            self._desk.ledger.remember(f"worker:{self.executor}", "{}", at=now)
            self.run_due(now)
            self.take_over(now)

    def run_due(self, now: dt.datetime) -> str | None:
        """Start the run that is due, if one is; gives its id. After a failure it is tried ever more rarely."""
        plan = self._plan
        day = due_run(now, self._last_posted(), plan.at, plan.zone, plan.days)
        if day is None:
            return None
        order = plan.order(day)
        before = DBOS.list_workflows(workflow_id_prefix=order.key, name=WORKFLOW)
        if any(run.status != "ERROR" for run in before):
            return None
        if before and now < _asked_at(before[-1].input) + pause_after(len(before)):
            return None
        run_id = order.key if not before else f"{order.key}:{len(before) + 1}"
        with SetWorkflowID(run_id):
            DBOS.start_workflow(self._run, asdict(order), now.isoformat())
        return run_id

    def take_over(self, now: dt.datetime) -> list[str]:
        """Take over the runs of bots that have not been heard of for a while; gives their ids."""
        taken = []
        for run in DBOS.list_workflows(status="PENDING", name=WORKFLOW, load_input=False):
            if run.executor_id == self.executor or self._alive(run.executor_id, now):
                continue
            claim = f"takeover:{run.workflow_id}:{run.executor_id}:{now:%Y%m%d%H%M}"
            if not self._desk.ledger.receive("", claim, at=now):
                continue  # another bot was quicker
            still = DBOS.get_workflow_status(run.workflow_id)
            if still and (still.status, still.executor_id) == ("PENDING", run.executor_id):
                logger.warning("Taking over %s from %s", run.workflow_id, run.executor_id)
                DBOS.resume_workflows([run.workflow_id])
                taken.append(run.workflow_id)
        return taken

    def _alive(self, executor: str | None, now: dt.datetime) -> bool:
        heard = self._desk.ledger.recall(f"worker:{executor}", since=now - self._dead_after)
        return executor is not None and heard is not None

    def _last_posted(self) -> dt.date | None:
        """The local day of the newest digest that went out to this channel."""
        prefix = prefix_of(self._plan.channel)
        days = [
            dt.date.fromisoformat(run.key.removeprefix(prefix))
            for run in self._desk.ledger.digests(limit=100)
            if run.key.startswith(prefix) and run.message_ts
        ]
        return max(days, default=None)

    def _steps(self, order: Order) -> str:
        """The run: every step's result is kept, so that whoever finishes it goes on after the last one."""
        self._idle.clear()
        try:
            message = DBOS.run_step({"name": "compose"}, self._compose, order)
            ts = DBOS.run_step({"name": "post"}, self._post, order, message)
            DBOS.run_step({"name": "record"}, self._record, order, ts, message["text"])
        except DeskError as refused:
            logger.error("%s did not go out: %s", order.key, refused)
            raise
        finally:
            self._idle.set()
        return ts

    def _compose(self, order: Order) -> Message:
        made = self._desk.digest(order.period, audience=Audience(team=order.team, channel=order.channel))
        return digest_message(made)

    def _post(self, order: Order, message: Message) -> str:
        """Post it, unless somebody who died before the step was kept has posted it already."""
        ledger, period = self._desk.ledger, order.period
        first = ledger.begin_digest(
            order.key, channel=order.channel, first=period.first, last=period.last, zone=order.zone, at=self._now()
        )
        if not first and (known := ledger.digest_run(order.key)):
            if known.message_ts:
                return known.message_ts
            since = known.begun_at - CLOCKS_APART
            if ts := self._poster.posted(order.channel, key=order.key, since=since):
                return ts
        return self._poster.post(order.channel, message, key=order.key)

    def _record(self, order: Order, ts: str, text: str) -> None:
        self._desk.ledger.record_digest(order.key, message_ts=ts, text=text, at=self._now())


def prefix_of(channel: str) -> str:
    """What the keys of all digests of a channel begin with."""
    return f"digest:{channel}:"


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
    """When a run was started, by the clock of the bot that started it: its second argument."""
    return dt.datetime.fromisoformat(inputs["args"][1])


def pause_after(failures: int) -> dt.timedelta:
    """How long to wait after so many failed runs: 1, 2, 4, … minutes, at most an hour."""
    return min(dt.timedelta(minutes=2 ** min(failures - 1, 10)), LONGEST_PAUSE)
