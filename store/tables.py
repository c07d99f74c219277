"""The tables of the ledger; rows are not validated here, `store.rows` fills and reads them."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Index, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from store.columns import PlainText, UtcInstant

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
CLUSTERED = {"sqlite_with_rowid": False}  # the children of one record lie side by side and are read together


# By the newest, by the oldest and by record: with the rest in them counts need not read the records, which are long.
_COUNTED = ("time_of_day", "status", "precision", "team", "private", "channel", "kind", "response", "verification")
LAST_DAYS = ("last_day", "first_day", *_COUNTED)
FIRST_DAYS = ("first_day", "last_day", *_COUNTED)
FACTS = ("id", *LAST_DAYS, "distance_km")
FACTS_INDEX = "ix_incident_facts"
LASTING_INDEX = "ix_incident_lasting"
LASTING = text("last_day > first_day")  # the few records of more than one day, by which days are bounded


class LedgerTable(SQLModel):
    """Base of all tables: their own metadata, with names for all constraints so that migrations find them."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


class IncidentRow(LedgerTable, table=True):
    """One record. `id` is never used twice and gives the public reference.

    `import_key` and `import_digest` say what an imported record looked like in its file, so that a second
    import neither doubles it nor undoes a correction.
    """

    __tablename__ = "incident"
    __table_args__ = (
        UniqueConstraint("team", "outside_ref"),
        UniqueConstraint("team", "import_key"),
        Index("ix_incident_last_days", *LAST_DAYS),
        Index("ix_incident_first_days", *FIRST_DAYS),
        Index(FACTS_INDEX, *FACTS),
        Index(LASTING_INDEX, "last_day", "first_day", sqlite_where=LASTING, postgresql_where=LASTING),
        Index(None, "logged_at"),
        Index(None, "outside_ref"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    outside_ref: str | None = Field(default=None, sa_type=PlainText)
    import_key: str | None = Field(default=None, sa_type=PlainText)
    import_digest: str | None = Field(default=None, sa_type=PlainText)
    status: str = Field(sa_type=PlainText)
    version: int = 1
    team: str = Field(default="", sa_type=PlainText)
    channel: str = Field(default="", sa_type=PlainText)
    private: bool = False
    sender: str = Field(default="", sa_type=PlainText)
    logged_by: str = Field(default="", sa_type=PlainText)
    logged_at: dt.datetime = Field(sa_type=UtcInstant)
    revised_at: dt.datetime = Field(sa_type=UtcInstant)
    main: bool = True
    kind: str = Field(sa_type=PlainText)
    response: str = Field(sa_type=PlainText)
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    precision: str | None = Field(default=None, sa_type=PlainText)
    date_words: str | None = Field(default=None, sa_type=PlainText)
    time_of_day: dt.time | None = None
    zone: str | None = Field(default=None, sa_type=PlainText)
    latitude: float | None = None
    longitude: float | None = None
    distance_value: float | None = None
    distance_unit: str | None = Field(default=None, sa_type=PlainText)
    distance_origin: str | None = Field(default=None, sa_type=PlainText)
    distance_km: float | None = None
    duration_minutes: int | None = Field(default=None, sa_type=BigInteger)
    summary: str = Field(default="", sa_type=PlainText)
    confidence: float | None = None
    verification: str = Field(sa_type=PlainText, sa_column_kwargs={"server_default": "unverified"})
    merged_into: int | None = None
    evidence: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class StateRow(LedgerTable, table=True):
    """A state of one side of a record, by its code."""

    __tablename__ = "incident_state"
    __table_args__ = (Index(None, "side", "code", "incident_id"), CLUSTERED)

    incident_id: int = Field(primary_key=True, foreign_key="incident.id", ondelete="CASCADE")
    side: str = Field(primary_key=True, sa_type=PlainText)
    position: int = Field(primary_key=True)
    code: str = Field(sa_type=PlainText)


class PlatformRow(LedgerTable, table=True):
    """One type of aircraft or ship in a record."""

    __tablename__ = "incident_platform"
    __table_args__ = (
        Index(None, "type", "side", "incident_id"),
        Index(None, "variant", "incident_id"),
        CLUSTERED,
    )

    incident_id: int = Field(primary_key=True, foreign_key="incident.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    side: str = Field(sa_type=PlainText)
    type: str = Field(sa_type=PlainText)
    variant: str | None = Field(default=None, sa_type=PlainText)
    count: int | None = None
    bound: str = Field(sa_type=PlainText)


class AreaRow(LedgerTable, table=True):
    """A place of a record: one that the report gives, or (`inferred`) a wider one that follows from it."""

    __tablename__ = "incident_area"
    __table_args__ = (Index(None, "name", "incident_id"), CLUSTERED)

    incident_id: int = Field(primary_key=True, foreign_key="incident.id", ondelete="CASCADE")
    inferred: bool = Field(primary_key=True)
    position: int = Field(primary_key=True)
    name: str = Field(sa_type=PlainText)


class ReporterRow(LedgerTable, table=True):
    """Who announced a record."""

    __tablename__ = "incident_reporter"
    __table_args__ = (Index(None, "name", "incident_id"), CLUSTERED)

    incident_id: int = Field(primary_key=True, foreign_key="incident.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    name: str = Field(sa_type=PlainText)


class SourceRow(LedgerTable, table=True):
    """Where a record comes from; found by short keys, for PostgreSQL cannot index addresses and texts of any length."""

    __tablename__ = "incident_source"
    __table_args__ = (Index(None, "url_key"), Index(None, "text_key"), Index(None, "incident_id", "outlet"))

    incident_id: int = Field(primary_key=True, foreign_key="incident.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    url: str | None = Field(default=None, sa_type=PlainText)
    url_key: str | None = Field(default=None, sa_type=PlainText)
    text_key: str | None = Field(default=None, sa_type=PlainText)
    outlet: str | None = Field(default=None, sa_type=PlainText)
    published: dt.date | None = None
    text: str | None = Field(default=None, sa_type=PlainText)
    author: str | None = Field(default=None, sa_type=PlainText)


class RevisionRow(LedgerTable, table=True):
    """One entry of a record's history; version 1 is its making. Entries are only ever added."""

    __tablename__ = "revision"

    incident_id: int = Field(primary_key=True, foreign_key="incident.id", ondelete="CASCADE")
    version: int = Field(primary_key=True)
    action: str = Field(sa_type=PlainText)
    by: str = Field(default="", sa_type=PlainText)
    at: dt.datetime = Field(sa_type=UtcInstant)
    reason: str = Field(default="", sa_type=PlainText)
    changes: dict[str, list[Any]] = Field(default_factory=dict, sa_type=JSON)


class ConversationRow(LedgerTable, table=True):
    """What was last asked in a thread, as JSON text."""

    __tablename__ = "conversation"

    thread: str = Field(primary_key=True, sa_type=PlainText)
    state: str = Field(sa_type=PlainText)
    at: dt.datetime = Field(sa_type=UtcInstant)


class ReceiptRow(LedgerTable, table=True):
    """A delivery that was taken in: the same one again is a repeat."""

    __tablename__ = "receipt"

    team: str = Field(primary_key=True, sa_type=PlainText)
    key: str = Field(primary_key=True, sa_type=PlainText)
    at: dt.datetime = Field(sa_type=UtcInstant)


class DigestRow(LedgerTable, table=True):
    """One digest, begun once for its key, and posted when `posted_at` is set."""

    __tablename__ = "digest_run"
    __table_args__ = (Index(None, "begun_at"), Index(None, "subscription", "begun_at"))

    key: str = Field(primary_key=True, sa_type=PlainText)
    subscription: int | None = None
    team: str = Field(default="", sa_type=PlainText, sa_column_kwargs={"server_default": text("''")})
    channel: str = Field(sa_type=PlainText)
    first: dt.date
    last: dt.date
    zone: str = Field(sa_type=PlainText)
    begun_at: dt.datetime = Field(sa_type=UtcInstant)
    posted_at: dt.datetime | None = Field(default=None, sa_type=UtcInstant)
    message_ts: str | None = Field(default=None, sa_type=PlainText)
    text: str | None = Field(default=None, sa_type=PlainText)


_tables = LedgerTable.metadata.tables
incident = _tables["incident"]
states = _tables["incident_state"]
platforms = _tables["incident_platform"]
areas = _tables["incident_area"]
reporters = _tables["incident_reporter"]
sources = _tables["incident_source"]
revisions = _tables["revision"]
conversations = _tables["conversation"]
receipts = _tables["receipt"]
digest_runs = _tables["digest_run"]
CHILDREN = (states, platforms, areas, reporters, sources)
