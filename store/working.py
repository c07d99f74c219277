"""Which processes are at work: each says so every few seconds, and one that falls silent is taken for dead."""

import datetime as dt

from sqlalchemy import ColumnElement, Table, and_, not_, select
from sqlmodel import Session

from store.inserting import put_row
from store.slack_tables import workers

DEAD_AFTER = dt.timedelta(seconds=30)


def keep_beat(session: Session, worker: str, at: dt.datetime) -> None:
    """Keep that a worker lives."""
    put_row(session, workers, name=worker, at=at)


def is_alive(session: Session, worker: str, since: dt.datetime) -> bool:
    """Whether a worker said that it lives at `since` or later."""
    return session.scalar(select(workers.c.at).where(workers.c.name == worker, workers.c.at >= since)) is not None


def abandoned(held: Table, *, since: dt.datetime) -> ColumnElement[bool]:
    """Rows whose worker claimed them before `since` and has not been heard of since then."""
    heard = select(workers.c.name).where(workers.c.at >= since)
    return and_(held.c.claimed_at < since, not_(held.c.worker.in_(heard)))
