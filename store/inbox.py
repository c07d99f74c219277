"""What Slack handed in and is still to be worked on: kept before it is acknowledged, worked on once whoever dies."""

import datetime as dt
from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, insert, or_, select, update
from sqlmodel import Session, SQLModel

from store.database import Store
from store.errors import DoneElsewhere
from store.inserting import insert_new
from store.records import FROZEN
from store.slack_tables import inbox, workers
from store.tables import receipts
from store.working import DEAD_AFTER, abandoned, is_alive, keep_beat

RECEIPTS_LONGER = dt.timedelta(days=6)
LONGEST_ERROR = 500


class InboxState(StrEnum):
    """Where a delivery stands; `failed` was given up."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Delivery(SQLModel):
    """One thing that Slack handed in; `tries` counts this attempt to work on it too."""

    model_config = FROZEN

    id: int
    team: str
    kind: str
    payload: dict[str, Any]
    tries: int
    taken_at: dt.datetime


class Inbox:
    """Deliveries over an open store. No clock: every verb is told the time.

    A worker claims rows, and in one `store.writing()` writes what follows from one of them and calls `finish`. Of two
    that hold the same row (the first was taken for dead) only one gets that far: DoneElsewhere undoes the other.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def take(
        self, team: str, keys: Sequence[str], kind: str, payload: dict[str, Any], *, at: dt.datetime
    ) -> int | None:
        """Keep a delivery and the keys by which it is known again; its number, or None if one of them was seen before.

        Keys that are new are kept in either case: a repeat under another name is known by that name too.
        """
        with self.store.writing() as session:
            # in one order, so that two who take the same keys wait for each other instead of locking up
            known_by = [{"team": team, "key": key, "at": at} for key in sorted(set(keys))]
            if insert_new(session, receipts, known_by) < len(known_by):
                return None
            row = {"team": team, "kind": kind, "payload": payload, "state": InboxState.WAITING}
            times = {"taken_at": at, "not_before": at, "tries": 0, "error": ""}
            return int(session.execute(insert(inbox).values(**row, **times).returning(inbox.c.id)).scalar_one())

    def claim(
        self,
        worker: str,
        *,
        at: dt.datetime,
        limit: int = 10,
        dead_after: dt.timedelta = DEAD_AFTER,
        holding: Collection[int] | None = None,
    ) -> list[Delivery]:
        """Take deliveries to work on: those waiting, and those of workers silent for `dead_after`, oldest first.

        `holding` are the numbers of those that this worker has under way. Others in its name it never heard of, because
        the answer to the claim was lost: they are taken anew, and that is no further try.
        """
        c = inbox.c
        left = and_(c.state == InboxState.WORKING, abandoned(inbox, since=at - dead_after))
        chosen = or_(_waiting(at), left)
        if holding is not None:
            chosen = or_(chosen, and_(_unheard_of(worker), c.id.not_in(holding)))
        if self.store.takes_turns:  # who only looks whether there is work must not keep writers waiting
            with self.store.reading() as session:
                if session.scalar(select(c.id).where(chosen).limit(1)) is None:
                    return []
        with self.store.writing() as session:
            return _claimed(session, chosen, worker=worker, at=at, limit=limit)

    def finish(self, delivery: int, *, at: dt.datetime) -> None:
        """A delivery is worked on: forget what it said. Raises DoneElsewhere where it was finished before."""
        ended = {"state": InboxState.DONE, "payload": {}, "error": "", "ended_at": at}
        with self.store.writing(apart=False) as session:
            held = and_(inbox.c.id == delivery, inbox.c.state.in_((InboxState.WAITING, InboxState.WORKING)))
            if session.scalar(update(inbox).where(held).values(**ended).returning(inbox.c.id)) is None:
                raise DoneElsewhere(delivery)

    def fail(self, delivery: int, error: str, *, at: dt.datetime, again_at: dt.datetime | None) -> None:
        """Work on a delivery failed: it waits until `again_at`, or is given up. One that was finished stays so.

        `error` is kept for the operator: a name and a reference, never a secret or what people wrote.
        """
        state = InboxState.FAILED if again_at is None else InboxState.WAITING
        later: dict[str, Any] = {"ended_at": at} if again_at is None else {"not_before": again_at}
        with self.store.writing() as session:
            held = and_(inbox.c.id == delivery, inbox.c.state == InboxState.WORKING)
            session.execute(update(inbox).where(held).values(state=state, error=error[:LONGEST_ERROR], **later))

    def put_back(self, delivery: int, error: str, *, again_at: dt.datetime) -> None:
        """A delivery could not be worked on for a reason that is none of its own: it waits, and that was no try."""
        c = inbox.c
        later = {"state": InboxState.WAITING, "error": error[:LONGEST_ERROR], "not_before": again_at}
        with self.store.writing() as session:
            held = and_(c.id == delivery, c.state == InboxState.WORKING)
            session.execute(update(inbox).where(held).values(tries=c.tries - 1, **later))

    def waiting(self) -> int:
        """How many deliveries nobody works on yet."""
        return self.counts().get(InboxState.WAITING, 0)

    def counts(self) -> dict[InboxState, int]:
        """How many deliveries stand where."""
        with self.store.reading() as session:
            found = session.execute(select(inbox.c.state, func.count()).group_by(inbox.c.state))
            return {InboxState(state): number for state, number in found}

    def oldest(self) -> dt.datetime | None:
        """When the delivery that has waited longest was taken in; None where none waits."""
        waits = select(func.min(inbox.c.taken_at)).where(inbox.c.state == InboxState.WAITING)
        with self.store.reading() as session:
            first: dt.datetime | None = session.scalar(waits)
            return first

    def beat(self, worker: str, *, at: dt.datetime) -> None:
        """Keep that a worker lives: what it holds is left to it."""
        with self.store.writing() as session:
            keep_beat(session, worker, at)

    def alive(self, worker: str, since: dt.datetime) -> bool:
        """Whether a worker was heard of at `since` or later."""
        with self.store.reading() as session:
            return is_alive(session, worker, since)

    def prune(self, *, before: dt.datetime) -> None:
        """Forget deliveries that ended and workers last heard of before an instant, and receipts six days older.

        Wanted: `before` a day ago, so that receipts are kept for a week.
        """
        with self.store.writing() as session:
            session.execute(delete(inbox).where(inbox.c.ended_at < before))
            session.execute(delete(workers).where(workers.c.at < before))
            session.execute(delete(receipts).where(receipts.c.at < before - RECEIPTS_LONGER))


def _waiting(at: dt.datetime) -> ColumnElement[bool]:
    return and_(inbox.c.state == InboxState.WAITING, inbox.c.not_before <= at)


def _unheard_of(worker: str) -> ColumnElement[bool]:
    """Rows in the name of a worker, which says which of them it has."""
    return and_(inbox.c.state == InboxState.WORKING, inbox.c.worker == worker)


def _claimed(
    session: Session, chosen: ColumnElement[bool], *, worker: str, at: dt.datetime, limit: int
) -> list[Delivery]:
    """Give some rows to a worker. Rows that another transaction is just taking are passed over, not waited for."""
    c = inbox.c
    free = select(c.id).where(chosen).order_by(c.id).limit(limit).with_for_update(skip_locked=True).cte("free")
    tries = c.tries + case((_unheard_of(worker), 0), else_=1)
    taken = {"state": InboxState.WORKING, "worker": worker, "claimed_at": at, "tries": tries}
    mine = update(inbox).where(c.id.in_(select(free.c.id))).values(**taken)
    rows = session.execute(mine.returning(*(c[name] for name in Delivery.model_fields))).mappings()
    return sorted((Delivery.model_validate(dict(row)) for row in rows), key=lambda delivery: delivery.id)
