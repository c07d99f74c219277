"""What is scheduled and what became of it, in plain lines for operators."""

import datetime as dt

from bot.schedule import next_run
from bot.wording import say_interval
from store.journal import DigestRun
from store.outbox import OutboxState
from store.subscriptions import Subscription, SubscriptionKind, SubscriptionState


def next_of(one: Subscription, now: dt.datetime) -> dt.datetime | None:
    """When the next digest of a subscription falls due (UTC); None where none does."""
    if one.kind != SubscriptionKind.DIGEST or one.state != SubscriptionState.ACTIVE:
        return None
    return next_run(now, one.at, one.zone, one.days, weekday=one.weekday, month_day=one.month_day)


def run_line(run: DigestRun, state: OutboxState | None = None, *, parked: str = "") -> str:
    """A run in a line: its key, the days that it covers, and how it stands."""
    return f"{run.key}  {say_interval(run.first, run.last)}  {standing(run, state, parked=parked)}"


def standing(run: DigestRun, state: OutboxState | None = None, *, parked: str = "") -> str:
    """How a run stands: `posted …`, `skipped`, `being made`, `waits`, `sending`, `failed`, `parked (reason)`."""
    if run.posted_at:
        return f"posted {run.posted_at:%Y-%m-%d %H:%M} UTC" if run.message_ts else "skipped"
    if run.text is None:
        return f"being made since {run.begun_at:%Y-%m-%d %H:%M} UTC"
    if state == OutboxState.FAILED:
        return "failed"
    if parked:
        return f"parked ({parked})"
    return "sending" if state in (OutboxState.CLAIMED, OutboxState.SENDING) else "waits to be sent"
