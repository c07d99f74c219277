"""The tables of the Slack side: what came in, what goes out, drafts, cards, channels, subscriptions, installations.

Importing this module completes the metadata: `every_table` are these and the ledger's own.
"""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Boolean, Column, DateTime, Index, Integer, String, Table, UniqueConstraint, func
from sqlmodel import Field

from store.columns import PlainText, UtcInstant
from store.tables import LedgerTable

NUMBERED = {"sqlite_autoincrement": True}  # a number that people have seen is never given to something else


class InboxRow(LedgerTable, table=True):
    """A delivery to be worked on; its payload is wiped when that is done."""

    __tablename__ = "inbox"
    __table_args__ = (Index(None, "state", "not_before"), Index(None, "team"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    team: str = Field(sa_type=PlainText)
    kind: str = Field(sa_type=PlainText)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: str = Field(sa_type=PlainText)
    taken_at: dt.datetime = Field(sa_type=UtcInstant)
    not_before: dt.datetime = Field(sa_type=UtcInstant)
    worker: str | None = Field(default=None, sa_type=PlainText)
    claimed_at: dt.datetime | None = Field(default=None, sa_type=UtcInstant)
    tries: int = 0
    error: str = Field(default="", sa_type=PlainText)
    ended_at: dt.datetime | None = Field(default=None, sa_type=UtcInstant)


class WorkerRow(LedgerTable, table=True):
    """A process at work and when it last said so."""

    __tablename__ = "worker"

    name: str = Field(primary_key=True, sa_type=PlainText)
    at: dt.datetime = Field(sa_type=UtcInstant)


class OutboxRow(LedgerTable, table=True):
    """A message to be sent; what it said is wiped when it was."""

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("key"), Index(None, "state", "team", "channel", "ended_at"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_type=PlainText)
    team: str = Field(sa_type=PlainText)
    channel: str = Field(sa_type=PlainText)
    method: str = Field(sa_type=PlainText)
    arguments: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    card: dict[str, str] | None = Field(default=None, sa_type=JSON)
    after: str | None = Field(default=None, sa_type=PlainText)
    state: str = Field(sa_type=PlainText)
    put_at: dt.datetime = Field(sa_type=UtcInstant)
    not_before: dt.datetime = Field(sa_type=UtcInstant)
    worker: str | None = Field(default=None, sa_type=PlainText)
    claimed_at: dt.datetime | None = Field(default=None, sa_type=UtcInstant)
    tries: int = 0
    uncertain: bool = False
    error: str = Field(default="", sa_type=PlainText)
    ts: str | None = Field(default=None, sa_type=PlainText)
    ended_at: dt.datetime | None = Field(default=None, sa_type=UtcInstant)


class ParkedRow(LedgerTable, table=True):
    """A channel that takes no messages for now, and why."""

    __tablename__ = "parked"

    team: str = Field(primary_key=True, sa_type=PlainText)
    channel: str = Field(primary_key=True, sa_type=PlainText)
    reason: str = Field(sa_type=PlainText)
    at: dt.datetime = Field(sa_type=UtcInstant)


class DraftRow(LedgerTable, table=True):
    """A draft card: a report that somebody handed in, read, and not yet in the ledger."""

    __tablename__ = "draft"
    __table_args__ = (
        Index(None, "team", "channel", "message_ts"),
        Index(None, "team", "by", "created_at"),
        NUMBERED,
    )

    id: int | None = Field(default=None, primary_key=True)
    team: str = Field(sa_type=PlainText)
    channel: str = Field(sa_type=PlainText)
    private: bool
    thread_ts: str | None = Field(default=None, sa_type=PlainText)
    message_ts: str | None = Field(default=None, sa_type=PlainText)
    permalink: str | None = Field(default=None, sa_type=PlainText)
    author: str = Field(default="", sa_type=PlainText)
    posted_at: dt.datetime | None = Field(default=None, sa_type=UtcInstant)
    text: str = Field(sa_type=PlainText)
    notes: list[str] = Field(default_factory=list, sa_type=JSON)
    by: str = Field(sa_type=PlainText)
    created_at: dt.datetime = Field(sa_type=UtcInstant)
    changed_at: dt.datetime = Field(sa_type=UtcInstant)
    version: int = 1


class DraftItemRow(LedgerTable, table=True):
    """One incident on a draft card."""

    __tablename__ = "draft_item"

    draft_id: int = Field(primary_key=True, foreign_key="draft.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    draft: dict[str, Any] = Field(sa_type=JSON)
    state: str = Field(sa_type=PlainText)
    ref: str | None = Field(default=None, sa_type=PlainText)
    revises: str | None = Field(default=None, sa_type=PlainText)
    settled_by: str = Field(default="", sa_type=PlainText)


class CardRow(LedgerTable, table=True):
    """A message and what it shows; one message may show several things."""

    __tablename__ = "card"
    __table_args__ = (Index(None, "subject", "kind"),)

    team: str = Field(primary_key=True, sa_type=PlainText)
    channel: str = Field(primary_key=True, sa_type=PlainText)
    ts: str = Field(primary_key=True, sa_type=PlainText)
    kind: str = Field(primary_key=True, sa_type=PlainText)
    subject: str = Field(primary_key=True, sa_type=PlainText)
    thread_ts: str | None = Field(default=None, sa_type=PlainText)
    at: dt.datetime = Field(sa_type=UtcInstant)


class ChannelRow(LedgerTable, table=True):
    """What people set for a channel, and what Slack was found to say of it."""

    __tablename__ = "channel"

    team: str = Field(primary_key=True, sa_type=PlainText)
    channel: str = Field(primary_key=True, sa_type=PlainText)
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    changed_by: str = Field(default="", sa_type=PlainText)
    changed_at: dt.datetime | None = Field(default=None, sa_type=UtcInstant)
    private: bool | None = None
    connect: bool | None = None
    archived: bool | None = None
    gone: bool | None = None
    checked_at: dt.datetime | None = Field(default=None, sa_type=UtcInstant)


class WorkspaceRow(LedgerTable, table=True):
    """A workspace that the app is or was installed in. Its tokens are in Slack's own tables."""

    __tablename__ = "workspace"

    team: str = Field(primary_key=True, sa_type=PlainText)
    admin: str = Field(default="", sa_type=PlainText)
    seen_at: dt.datetime = Field(sa_type=UtcInstant)
    left_at: dt.datetime | None = Field(default=None, sa_type=UtcInstant)


class FeedbackRow(LedgerTable, table=True):
    """What somebody thought of an answer: the question's id and the verdict, and nothing that was said."""

    __tablename__ = "feedback"
    __table_args__ = (Index(None, "team", "question_id"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    team: str = Field(sa_type=PlainText)
    question_id: str = Field(sa_type=PlainText)
    verdict: str = Field(sa_type=PlainText)
    at: dt.datetime = Field(sa_type=UtcInstant)


class SubscriptionRow(LedgerTable, table=True):
    """A digest, watch or surge alert that a channel wants; `terms` are all of it that no query asks for."""

    __tablename__ = "subscription"
    __table_args__ = (Index(None, "team", "channel"), Index(None, "state"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    team: str = Field(sa_type=PlainText)
    channel: str = Field(sa_type=PlainText)
    kind: str = Field(sa_type=PlainText)
    state: str = Field(sa_type=PlainText)
    owner: str = Field(sa_type=PlainText)
    terms: dict[str, Any] = Field(sa_type=JSON)
    created_at: dt.datetime = Field(sa_type=UtcInstant)
    changed_at: dt.datetime = Field(sa_type=UtcInstant)
    version: int = 1


every_table = LedgerTable.metadata

# The three tables that slack_sdk keeps tokens in, column for column as it would make them; a test compares.
Table(
    "slack_installations",
    every_table,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("client_id", String(32), nullable=False),
    Column("app_id", String(32), nullable=False),
    Column("enterprise_id", String(32)),
    Column("enterprise_name", String(200)),
    Column("enterprise_url", String(200)),
    Column("team_id", String(32)),
    Column("team_name", String(200)),
    Column("bot_token", String(200)),
    Column("bot_id", String(32)),
    Column("bot_user_id", String(32)),
    Column("bot_scopes", String(1000)),
    Column("bot_refresh_token", String(200)),
    Column("bot_token_expires_at", DateTime),
    Column("user_id", String(32), nullable=False),
    Column("user_token", String(200)),
    Column("user_scopes", String(1000)),
    Column("user_refresh_token", String(200)),
    Column("user_token_expires_at", DateTime),
    Column("incoming_webhook_url", String(200)),
    Column("incoming_webhook_channel", String(200)),
    Column("incoming_webhook_channel_id", String(200)),
    Column("incoming_webhook_configuration_url", String(200)),
    Column("is_enterprise_install", Boolean, default=False, nullable=False),
    Column("token_type", String(32)),
    Column("installed_at", DateTime, nullable=False, default=func.now()),
    Index("slack_installations_idx", "client_id", "enterprise_id", "team_id", "user_id", "installed_at"),
)
Table(
    "slack_bots",
    every_table,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("client_id", String(32), nullable=False),
    Column("app_id", String(32), nullable=False),
    Column("enterprise_id", String(32)),
    Column("enterprise_name", String(200)),
    Column("team_id", String(32)),
    Column("team_name", String(200)),
    Column("bot_token", String(200)),
    Column("bot_id", String(32)),
    Column("bot_user_id", String(32)),
    Column("bot_scopes", String(1000)),
    Column("bot_refresh_token", String(200)),
    Column("bot_token_expires_at", DateTime),
    Column("is_enterprise_install", Boolean, default=False, nullable=False),
    Column("installed_at", DateTime, nullable=False, default=func.now()),
    Index("slack_bots_idx", "client_id", "enterprise_id", "team_id", "installed_at"),
)
Table(
    "slack_oauth_states",
    every_table,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("state", String(200), nullable=False),
    Column("expire_at", DateTime, nullable=False),
)

inbox = every_table.tables["inbox"]
workers = every_table.tables["worker"]
outbox = every_table.tables["outbox"]
parked = every_table.tables["parked"]
drafts = every_table.tables["draft"]
draft_items = every_table.tables["draft_item"]
cards = every_table.tables["card"]
channels = every_table.tables["channel"]
workspaces = every_table.tables["workspace"]
installations = every_table.tables["slack_installations"]
bots = every_table.tables["slack_bots"]
oauth_states = every_table.tables["slack_oauth_states"]
feedback = every_table.tables["feedback"]
subscriptions = every_table.tables["subscription"]
