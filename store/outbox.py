"""What is to be sent to Slack: put there by whoever thinks, sent once, in order and at each channel's pace."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, delete, exists, func, not_, or_, select, update
from sqlmodel import Field, Session, SQLModel

from store.cards import CardOf, keep_card
from store.database import Store
from store.errors import StoreError
from store.inserting import insert_once
from store.records import FROZEN
from store.slack_tables import outbox, parked
from store.turns import HELD, is_parked, open_turns
from store.turns import UNSENT as UNSENT  # parts of this module's interface too
from store.turns import OutboxState as OutboxState
from store.working import DEAD_AFTER

LONGEST_ERROR = 500
Method = Literal["post", "update", "ephemeral", "respond", "delete", "call"]


class Outgoing(SQLModel):
    """A message to be sent. `key` is its name in all the desk, by which it is put once and found again.

    `arguments` are those of the Slack method (`text`, `blocks`, `thread_ts`, `ts`, `user`, `response_url`, …). `card`
    says what the message shows. `after` is the key of a message that has to be sent before.
    """

    model_config = FROZEN

    key: str
    team: str
    channel: str
    method: Method = "post"
    arguments: dict[str, Any] = Field(default_factory=dict)
    card: CardOf | None = None
    after: str | None = None


class Posting(Outgoing):
    """A message that a worker is to send now.

    `tries` counts this attempt too. `uncertain`: an earlier attempt may have reached Slack, so look for the message
    by its key before sending it again. `after_ts` is the message `after` as Slack knows it.
    """

    tries: int
    put_at: dt.datetime
    uncertain: bool = False
    after_ts: str | None = None


class Parked(SQLModel):
    """A channel that takes no messages for now, why, and how many wait for it."""

    model_config = FROZEN

    team: str
    channel: str
    reason: str
    at: dt.datetime
    waiting: int = 0


class Outbox:
    """Messages to be sent, over an open store. No clock: every verb is told the time.

    For each message a worker calls `claim`, then `sending` just before its request leaves, then `sent`, `again` or
    `give_up`. A message whose worker dies goes to another one: as it was if it was only claimed, marked `uncertain`
    if it may have left. Keys tell messages of different workspaces apart, for channels of two may have one id.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def put(self, items: Sequence[Outgoing], *, at: dt.datetime) -> None:
        """Keep messages to be sent, in this order. One whose key is there already is there once.

        Raises StoreError where a key belongs to a message for another channel.
        """
        times = {"put_at": at, "not_before": at, "tries": 0, "error": "", "uncertain": False}
        with self.store.writing(apart=len(items) > 1) as session:
            for item in items:
                row = item.model_dump(mode="json")
                if not insert_once(session, outbox, **row, **times, state=OutboxState.WAITING):
                    _refuse_foreign(session, item)

    def claim(
        self,
        worker: str,
        *,
        at: dt.datetime,
        limit: int = 10,
        dead_after: dt.timedelta = DEAD_AFTER,
        pace: dt.timedelta = dt.timedelta(0),
        holding: Collection[str] | None = None,
    ) -> list[Posting]:
        """Take messages to send: of each channel at most the next one, and none while it has one under way.

        A channel waits until its last message is `pace` old, whoever sent it, while its next message waits (`again`)
        and while it is parked. Answers by response address (`respond`) wait for nobody. Messages of workers silent for
        `dead_after` are taken over, and so are those in this worker's name that are not among the keys that it says
        it is `holding`: it never heard that it had claimed them.
        """
        turns = open_turns(worker, at=at, silent_since=at - dead_after, pace=pace, holding=holding)
        free = select(outbox.c.id).where(turns).order_by(outbox.c.id).limit(limit)
        if self.store.takes_turns:  # who only looks whether there is work must not keep writers waiting
            with self.store.reading() as session:
                if session.scalar(free.limit(1)) is None:
                    return []
        with self.store.writing() as session:
            mine = free.with_for_update(skip_locked=True)
            numbers = list(session.scalars(mine))
            if numbers and _fail_orphans(session, at):
                numbers = list(session.scalars(mine))
            return _claimed(session, numbers, worker=worker, at=at) if numbers else []

    def sending(self, key: str, worker: str) -> bool:
        """The request leaves now. False: another worker has taken the message over, so it must not be sent."""
        ours = and_(outbox.c.worker == worker, outbox.c.state == OutboxState.CLAIMED)
        return self._change(key, ours, state=OutboxState.SENDING)

    def sent(self, key: str, ts: str | None, *, at: dt.datetime) -> None:
        """A message is out, as which one: forget what it said, and keep the card that it is."""
        with self.store.writing() as session:
            row = session.execute(select(outbox).where(outbox.c.key == key)).mappings().first()
            if row is None or row["state"] == OutboxState.SENT:
                return
            if row["card"] and ts:
                where = {"team": row["team"], "channel": row["channel"], "ts": ts}
                thread = row["arguments"].get("thread_ts") or _ts_of(session, row["after"])
                keep_card(session, CardOf.model_validate(row["card"]), thread_ts=thread, at=at, **where)
            self._end(key, OutboxState.SENT, ts=ts, error="", at=at)

    def again(
        self, key: str, error: str, *, not_before: dt.datetime, uncertain: bool = False, worker: str | None = None
    ) -> None:
        """A message did not go out: it waits until `not_before`, and its channel with it.

        `uncertain`: nobody can tell (no answer came), so it has to be looked for before it is sent again. Nothing is
        changed where a `worker` is given and another one has taken the message over from it.
        """
        later = {"state": OutboxState.WAITING, "error": error[:LONGEST_ERROR], "not_before": not_before}
        held = outbox.c.state.in_(UNSENT)
        ours = held if worker is None else and_(held, outbox.c.worker == worker)
        self._change(key, ours, uncertain=uncertain, **later)

    def give_up(self, key: str, error: str, *, at: dt.datetime) -> None:
        """A message will not go out: forget what it said and keep why. Those that wait for it fail with it."""
        with self.store.writing() as session:
            self._end(key, OutboxState.FAILED, error=error[:LONGEST_ERROR], at=at)
            _fail_orphans(session, at)

    def park(self, team: str, channel: str, reason: str, *, at: dt.datetime) -> bool:
        """Send nothing to a channel until it is unparked; False where it was parked before, so its owner knows."""
        c = outbox.c
        back = and_(c.team == team, c.channel == channel, c.state.in_(HELD), c.method != "respond")
        with self.store.writing() as session:
            session.execute(update(outbox).where(back).values(state=OutboxState.WAITING))
            return insert_once(session, parked, team=team, channel=channel, reason=reason[:LONGEST_ERROR], at=at)

    def unpark(self, team: str, channel: str) -> bool:
        """Send to a channel again; whether it was parked."""
        c = parked.c
        gone = delete(parked).where(c.team == team, c.channel == channel).returning(c.team)
        with self.store.writing() as session:
            return session.execute(gone).first() is not None

    def parked(self, team: str | None = None) -> list[Parked]:
        """The channels that are parked, of one workspace or of all, those parked last first."""
        c, o = parked.c, outbox.c
        waits = and_(o.team == c.team, o.channel == c.channel, o.state.in_(UNSENT))
        number = select(func.count()).select_from(outbox).where(waits).scalar_subquery()
        listed = select(parked, number.label("waiting")).order_by(c.at.desc(), c.team, c.channel)
        with self.store.reading() as session:
            rows = session.execute(listed if team is None else listed.where(c.team == team)).mappings()
            return [Parked.model_validate(dict(row)) for row in rows]

    def state(self, key: str) -> OutboxState | None:
        """Where a message stands; None for a key that was never put, or was pruned."""
        with self.store.reading() as session:
            found = session.scalar(select(outbox.c.state).where(outbox.c.key == key))
            return OutboxState(found) if found else None

    def ts(self, key: str) -> str | None:
        """The message that was sent under a key, as Slack knows it."""
        with self.store.reading() as session:
            return _ts_of(session, key)

    def pending(self) -> int:
        """How many messages are not out yet, parked ones too."""
        return sum(number for state, number in self.counts().items() if state in UNSENT)

    def counts(self) -> dict[OutboxState, int]:
        """How many messages stand where."""
        with self.store.reading() as session:
            found = session.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
            return {OutboxState(state): number for state, number in found}

    def oldest(self) -> dt.datetime | None:
        """When the unsent message that has waited longest was put there, parked channels apart; None for none."""
        waits = select(func.min(outbox.c.put_at)).where(outbox.c.state.in_(UNSENT), not_(is_parked()))
        with self.store.reading() as session:
            first: dt.datetime | None = session.scalar(waits)
            return first

    def prune(self, *, before: dt.datetime) -> None:
        """Forget messages that went out or failed before an instant. Their keys may then be put once more."""
        with self.store.writing() as session:
            session.execute(delete(outbox).where(outbox.c.ended_at < before))

    def _change(self, key: str, where: ColumnElement[bool], **values: Any) -> bool:
        changed = update(outbox).where(outbox.c.key == key, where).values(**values).returning(outbox.c.id)
        with self.store.writing() as session:
            return session.scalar(changed) is not None

    def _end(self, key: str, state: OutboxState, *, at: dt.datetime, **values: Any) -> None:
        self._change(key, outbox.c.state != OutboxState.SENT, state=state, arguments={}, ended_at=at, **values)


def _refuse_foreign(session: Session, item: Outgoing) -> None:
    known = session.execute(select(outbox.c.team, outbox.c.channel).where(outbox.c.key == item.key)).one()
    if tuple(known) != (item.team, item.channel):
        raise StoreError(f"The key {item.key} belongs to a message for another channel: give each message its own.")


def _fail_orphans(session: Session, at: dt.datetime) -> bool:
    """Give up the messages that wait for one that failed, and those that wait for these; whether there were any."""
    c, first = outbox.c, outbox.alias("first")
    lost = exists(select(first.c.id).where(first.c.key == c.after, first.c.state == OutboxState.FAILED))
    values = {"state": OutboxState.FAILED, "arguments": {}, "error": "the message before it failed", "ended_at": at}
    waiting = and_(c.state == OutboxState.WAITING, lost)
    found = False
    while session.scalars(update(outbox).where(waiting).values(**values).returning(c.id)).all():
        found = True
    return found


def _ts_of(session: Session, key: str | None) -> str | None:
    return session.scalar(select(outbox.c.ts).where(outbox.c.key == key)) if key else None


def _claimed(session: Session, numbers: Sequence[int], *, worker: str, at: dt.datetime) -> list[Posting]:
    c, first = outbox.c, outbox.alias("first")
    some = c.id.in_(numbers)
    taken = {"state": OutboxState.CLAIMED, "worker": worker, "claimed_at": at, "tries": c.tries + 1}
    doubt = or_(c.uncertain, c.state == OutboxState.SENDING)
    session.execute(update(outbox).where(some).values(uncertain=doubt, **taken))
    after = select(first.c.ts).where(first.c.key == c.after).scalar_subquery()
    rows = session.execute(select(outbox, after.label("after_ts")).where(some).order_by(c.id)).mappings()
    return [Posting.model_validate(dict(row)) for row in rows]
