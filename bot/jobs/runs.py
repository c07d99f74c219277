"""The steps of one digest, select, compose and post, each safe to do again; and what became of it in Slack."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.desk import Desk
from bot.digest import Period
from bot.schedule import covers
from bot.wording import say_day
from handlers.editions import begin, due_day, is_person, key_of, messages_of, outgoing
from handlers.views.blocks import Message
from handlers.views.help import sentence
from handlers.work import Rooms
from store.errors import SubscriptionNotFound
from store.journal import DigestRun
from store.outbox import OutboxState, Outgoing
from store.subscriptions import Subscription, SubscriptionKind, SubscriptionState

logger = logging.getLogger(__name__)

DAY = dt.timedelta(days=1)
MOST_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Order:
    """One digest to be posted: of which subscription, for which local day."""

    subscription: str
    day: dt.date

    @property
    def key(self) -> str:
        """The name of the one run for this subscription and local day."""
        return key_of(self.subscription, self.day)


class Runs:
    """The work of runs over a desk and its rooms. No engine and no Slack: all plain and synchronous."""

    def __init__(self, desk: Desk, rooms: Rooms, *, now: Callable[[], dt.datetime]) -> None:
        self.desk, self.rooms, self._now = desk, rooms, now

    def due(self, now: dt.datetime) -> list[Order]:
        """The digests that have to go out now and were not handed over yet, the oldest subscription first."""
        latest = self.desk.ledger.latest_digests()
        found = []
        for one in self.rooms.subscriptions.active(SubscriptionKind.DIGEST):
            try:
                day = due_day(one, now, latest.get(one.number, (None, now))[0])
            except (KeyError, ValueError, OSError) as wrong:  # a zone that this machine does not know (any more)
                logger.error("%s cannot be scheduled: %s", one.id, wrong)
                continue
            if day is not None:
                found.append(Order(one.id, day))
        return found

    def select(self, order: Order) -> dict[str, Any] | None:
        """What the digest is to be: the terms at this moment, and the days that it covers.

        None where it is not wanted any more. The days stay those of the first time that this was asked.
        """
        one = self._wanted(order.subscription)
        if one is None:
            return None
        ledger, now = self.desk.ledger, self._now()
        after, told_at = ledger.latest_digests().get(one.number, (None, None))
        period = covers(order.day, one.zone, one.days, after=after, month_day=one.month_day)
        begin(ledger, one, order.key, period, at=now)
        run = ledger.digest_run(order.key)
        if run is None or run.text is not None:
            return None  # handed over or skipped meanwhile
        since = told_at.isoformat() if told_at else None
        return {"version": one.version, "first": str(run.first), "last": str(run.last), "told_at": since}

    def compose(self, order: Order, chosen: dict[str, Any]) -> list[Message] | None:
        """The messages, the first for the channel and the others for its thread; none where a quiet day gets nothing.

        None where the subscription was changed or ended meanwhile.
        """
        one = self._wanted(order.subscription)
        if one is None or one.version != chosen["version"]:
            return None
        period = Period(dt.date.fromisoformat(chosen["first"]), dt.date.fromisoformat(chosen["last"]), one.zone)
        told_at = dt.datetime.fromisoformat(chosen["told_at"]) if chosen["told_at"] else None
        return messages_of(self.desk, self.rooms, one, period, told_at=told_at)

    def post(self, order: Order, chosen: dict[str, Any], messages: Sequence[Message]) -> str:
        """Hand the messages over to be sent, once: `posted`, `quiet`, `changed` (to be selected anew) or `ended`."""
        ledger, now = self.desk.ledger, self._now()
        with ledger.store.writing():
            run = ledger.digest_run(order.key)
            if run is None or run.text is not None:
                return "posted"  # by whoever was quicker
            one = self._wanted(order.subscription)
            if one is None:
                ledger.skip_digest(order.key, at=now)
                return "ended"
            if one.version != chosen["version"]:
                return "changed"
            if not messages:
                ledger.skip_digest(order.key, at=now)
                return "quiet"
            ledger.hand_over(order.key, text="\n\n".join(message["text"] for message in messages))
            key = self.posting(order.key)
            self.rooms.outbox.put(outgoing(one, key, messages, subject=order.key), at=now)
        return "posted"

    def settle(self, now: dt.datetime) -> list[str]:
        """Keep which digests went out since, and tell owners of what could not; the keys of those that did."""
        settled = []
        parked = {(one.team, one.channel): one for one in self.rooms.outbox.parked()}
        for run in self.desk.ledger.unposted():
            if run.text is None:
                continue  # still being made
            key = self.posting(run.key, failed=True)
            state = self.rooms.outbox.state(key)
            if state == OutboxState.SENT:
                ts = self.rooms.outbox.ts(key) or ""
                self.desk.ledger.record_digest(run.key, message_ts=ts, text=run.text, at=now)
                settled.append(run.key)
            elif state == OutboxState.FAILED:
                self._tell_owner(run, f"failed:{key}", "could not be posted: `intercept jobs` says why", now)
            elif waits := parked.get((run.team, run.channel)):
                why = f"waits, for Slack takes nothing there ({waits.reason}): write `/intercept retry` there"
                self._tell_owner(run, f"parked:{run.subscription}:{waits.at:%Y%m%dT%H%M%S}", why, now)
        return settled

    def retry(self, key: str, *, now: dt.datetime) -> bool:
        """Let a digest that failed be made and posted anew; False where it went out."""
        self.desk.ledger.remember(f"retry:{key}", "{}", at=now)
        return self.desk.ledger.digest_run(key) is None or self.desk.ledger.reopen_digest(key)

    def asked_again(self, key: str, since: dt.datetime) -> bool:
        """Whether somebody asked after an instant that a digest be tried again."""
        return self.desk.ledger.recall(f"retry:{key}", since=since) is not None

    def _wanted(self, subscription: str) -> Subscription | None:
        try:
            one = self.rooms.subscriptions.get(subscription, team=None)
        except SubscriptionNotFound:
            return None
        return one if one.state == SubscriptionState.ACTIVE else None

    def posting(self, key: str, *, failed: bool = False) -> str:
        """The key in the outbox: the run's own, with a number after each attempt that failed (or the last of these)."""
        last = key
        for attempt in range(1, MOST_ATTEMPTS):
            named = key if attempt == 1 else f"{key}#{attempt}"
            state = self.rooms.outbox.state(named)
            if state is None:
                return last if failed and attempt > 1 else named
            if state != OutboxState.FAILED:
                return named
            last = named
        return last

    def _tell_owner(self, run: DigestRun, once: str, why: str, now: dt.datetime) -> None:
        try:
            one = self.rooms.subscriptions.get(f"S-{run.subscription}", team=None)
        except SubscriptionNotFound:
            return
        if not is_person(one.owner) or not self.desk.ledger.receive(one.team, f"told:{once}", at=now):
            return
        day = say_day(run.last + DAY)
        told = sentence(f"The digest {one.id} of {day} for {one.channel} {why}.")
        key = f"told:{one.id}:{now:%Y%m%dT%H%M%S%f}"
        self.rooms.outbox.put([Outgoing(key=key, team=one.team, channel=one.owner, arguments=dict(told))], at=now)
