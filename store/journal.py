"""What the bot itself must remember: conversations, deliveries taken in, digests posted."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from store.database import Store
from store.errors import StoreError
from store.inserting import insert_once, put_rows
from store.tables import DigestRow, conversations, digest_runs, receipts


class DigestRun(SQLModel):
    """One digest: begun once for its key; when `posted_at` is set, posted, with its message and full text."""

    key: str
    team: str = ""
    subscription: int | None = None
    channel: str
    first: dt.date
    last: dt.date
    zone: str
    begun_at: dt.datetime
    posted_at: dt.datetime | None = None
    message_ts: str | None = None
    text: str | None = None


class Journal:
    """The bot's own memory, in the same database as the records."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def remember(self, thread: str, state: str, *, at: dt.datetime, also: Sequence[str] = ()) -> None:
        """Keep the state of a conversation (JSON text) in the place of what was kept for this thread.

        `also` are other names to keep the same state under.
        """
        names = sorted({thread, *also})  # in one order, so that two who keep the same names do not lock each other up
        with self.store.writing(apart=False) as session:
            put_rows(session, conversations, [{"thread": name, "state": state, "at": at} for name in names])

    def recall(self, thread: str, *, since: dt.datetime) -> str | None:
        """The state of a conversation, if it was kept at `since` or later."""
        c = conversations.c
        kept = select(c.state).where(c.thread == thread, c.at >= since)
        with self.store.reading() as session:
            return session.scalar(kept)

    def receive(self, team: str, key: str, *, at: dt.datetime) -> bool:
        """Take in a delivery: True the first time, False ever after, whoever asks."""
        with self.store.writing() as session:
            return insert_once(session, receipts, team=team, key=key, at=at)

    def begin_digest(
        self,
        key: str,
        *,
        channel: str,
        first: dt.date,
        last: dt.date,
        zone: str,
        at: dt.datetime,
        team: str = "",
        subscription: int | None = None,
    ) -> bool:
        """Begin the digest of some local days: True for the first to ask with this key, False ever after."""
        whose = {"team": team, "channel": channel, "subscription": subscription}
        days = {"first": first, "last": last, "zone": zone}
        with self.store.writing() as session:
            return insert_once(session, digest_runs, key=key, begun_at=at, **whose, **days)

    def record_digest(self, key: str, *, message_ts: str, text: str, at: dt.datetime) -> None:
        """Keep that a digest was posted, as which message and with what text. The first such word stands."""
        with self.store.writing() as session:
            run = _begun(session, key)
            if run.posted_at is None:
                run.posted_at, run.message_ts, run.text = at, message_ts, text

    def hand_over(self, key: str, *, text: str) -> None:
        """Keep what a digest says that now waits to be sent; empty where there was nothing to say. The first stands."""
        with self.store.writing() as session:
            run = _begun(session, key)
            if run.text is None:
                run.text = text

    def skip_digest(self, key: str, *, at: dt.datetime) -> None:
        """Keep that a digest was begun and will not be posted; one that was posted stays so."""
        with self.store.writing() as session:
            run = _begun(session, key)
            if run.posted_at is None:
                run.posted_at, run.text = at, run.text or ""

    def reopen_digest(self, key: str) -> bool:
        """Let a digest that was handed over and did not go out be made anew; False where it went out."""
        with self.store.writing() as session:
            run = _begun(session, key)
            if run.posted_at is None:
                run.text = None
            return run.posted_at is None

    def latest_digests(self) -> dict[int, tuple[dt.date, dt.datetime]]:
        """For each subscription, by its number, of its digests that were handed over: the last day told, and when.

        Those that somebody asked for at once (keys other than `digest:…`) are not counted.
        """
        told = select(DigestRow.subscription, func.max(DigestRow.last), func.max(DigestRow.begun_at))
        told = told.where(
            col(DigestRow.subscription).is_not(None),
            col(DigestRow.text).is_not(None),
            col(DigestRow.key).like("digest:%"),
        )
        with self.store.reading() as session:
            rows = session.exec(told.group_by(col(DigestRow.subscription)))
            return {int(number): (last, at) for number, last, at in rows if number is not None}

    def unposted(self, limit: int = 1000) -> list[DigestRun]:
        """The digests that were begun and neither posted nor skipped, the oldest first."""
        open_ones = select(DigestRow).where(
            col(DigestRow.posted_at).is_(None), col(DigestRow.subscription).is_not(None)
        )
        fresh = open_ones.order_by(col(DigestRow.begun_at), col(DigestRow.key)).limit(limit)
        with self.store.reading() as session:
            found = session.exec(fresh.execution_options(populate_existing=True))
            return [DigestRun.model_validate(run, from_attributes=True) for run in found]

    def digest_run(self, key: str) -> DigestRun | None:
        """The digest of a key, or None where it was never begun."""
        with self.store.reading() as session:
            run = session.get(DigestRow, key, populate_existing=True)
            return DigestRun.model_validate(run, from_attributes=True) if run else None

    def digests(self, limit: int = 20, *, subscription: int | None = None) -> list[DigestRun]:
        """The digests begun last, the latest first; only those of a subscription, by its number, where one is given."""
        newest = select(DigestRow).order_by(col(DigestRow.begun_at).desc(), col(DigestRow.key)).limit(limit)
        if subscription is not None:
            newest = newest.where(DigestRow.subscription == subscription)
        fresh = newest.execution_options(populate_existing=True)  # this transaction may have changed what it read
        with self.store.reading() as session:
            return [DigestRun.model_validate(run, from_attributes=True) for run in session.exec(fresh)]


def _begun(session: Session, key: str) -> DigestRow:
    run = session.get(DigestRow, key, with_for_update=True, populate_existing=True)
    if run is None:
        raise StoreError(f"The digest {key} was never begun: begin it before recording its message.")
    return run
