"""What the bot itself must remember: conversations, deliveries taken in, digests posted."""

import datetime as dt
from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from store.database import Store
from store.errors import StoreError
from store.tables import ConversationRow, DigestRow, LedgerTable, ReceiptRow


class DigestRun(SQLModel):
    """One digest: begun once for its key; when `posted_at` is set, posted, with its message and full text."""

    key: str
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

    def remember(self, thread: str, state: str, *, at: dt.datetime) -> None:
        """Keep the state of a conversation (JSON text) in the place of what was kept for this thread."""
        with self.store.writing() as session:
            made = _insert(session, ConversationRow, thread=thread, state=state, at=at)
            session.execute(made.on_conflict_do_update(index_elements=["thread"], set_={"state": state, "at": at}))

    def recall(self, thread: str, *, since: dt.datetime) -> str | None:
        """The state of a conversation, if it was kept at `since` or later."""
        with self.store.reading() as session:
            kept = session.get(ConversationRow, thread)
            return kept.state if kept and kept.at >= since else None

    def receive(self, team: str, key: str, *, at: dt.datetime) -> bool:
        """Take in a delivery: True the first time, False ever after, whoever asks."""
        with self.store.writing() as session:
            return _insert_once(session, ReceiptRow, team=team, key=key, at=at)

    def begin_digest(
        self, key: str, *, channel: str, first: dt.date, last: dt.date, zone: str, at: dt.datetime
    ) -> bool:
        """Begin the digest of some local days: True for the first to ask with this key, False ever after."""
        with self.store.writing() as session:
            return _insert_once(
                session, DigestRow, key=key, channel=channel, first=first, last=last, zone=zone, begun_at=at
            )

    def record_digest(self, key: str, *, message_ts: str, text: str, at: dt.datetime) -> None:
        """Keep that a digest was posted, as which message and with what text. The first such word stands."""
        with self.store.writing() as session:
            run = session.get(DigestRow, key, with_for_update=True)
            if run is None:
                raise StoreError(f"The digest {key} was never begun: begin it before recording its message.")
            if run.posted_at is None:
                run.posted_at, run.message_ts, run.text = at, message_ts, text

    def digest_run(self, key: str) -> DigestRun | None:
        """The digest of a key, or None where it was never begun."""
        with self.store.reading() as session:
            run = session.get(DigestRow, key)
            return DigestRun.model_validate(run, from_attributes=True) if run else None

    def digests(self, limit: int = 20) -> list[DigestRun]:
        """The digests begun last, the latest first."""
        newest = select(DigestRow).order_by(col(DigestRow.begun_at).desc(), col(DigestRow.key)).limit(limit)
        with self.store.reading() as session:
            return [DigestRun.model_validate(run, from_attributes=True) for run in session.exec(newest)]


def _insert(session: Session, table: type[LedgerTable], **values: Any) -> Any:
    """An insert in the dialect of the database: only these know what to do about a row that is there."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table).values(**values)


def _insert_once(session: Session, table: type[LedgerTable], **values: Any) -> bool:
    """Insert a row unless one with its key is there; whether it was. Safe against others doing so."""
    # A returned row, not the row count: psycopg's is -1 here, which is true
    made = _insert(session, table, **values).on_conflict_do_nothing().returning(literal(1))
    return session.execute(made).first() is not None
