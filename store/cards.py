"""Where in Slack a record, draft or digest is shown, so that the message can be edited when its subject changes."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import and_, delete, select
from sqlmodel import Session, SQLModel

from store.database import Store
from store.inserting import put_row
from store.records import FROZEN
from store.slack_tables import cards


class CardKind(StrEnum):
    """What a message shows."""

    RECORD = "record"
    DRAFT = "draft"
    DIGEST = "digest"
    ALERT = "alert"
    ANSWER = "answer"


class CardOf(SQLModel):
    """What a message shows: the kind, and the reference or id of the subject (`INT-1042`, `D-12`, a digest's key)."""

    model_config = FROZEN

    kind: CardKind
    subject: str


class Card(CardOf):
    """A message of a channel and what it shows; `thread_ts` where it stands in a thread."""

    team: str
    channel: str
    ts: str
    thread_ts: str | None = None
    at: dt.datetime


class Cards:
    """The messages that show something, over an open store. No clock: every verb is told the time."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def put(
        self, shown: CardOf, *, team: str, channel: str, ts: str, thread_ts: str | None = None, at: dt.datetime
    ) -> None:
        """Keep that a message shows something. One message may show several things, and a thing be shown often."""
        with self.store.writing() as session:
            keep_card(session, shown, team=team, channel=channel, ts=ts, thread_ts=thread_ts, at=at)

    def of(self, subject: str, *, kind: CardKind | None = None, team: str | None = None) -> list[Card]:
        """The messages that show a subject, the oldest first; only of a kind or workspace where one is given."""
        c = cards.c
        listed = select(cards).where(c.subject == subject).order_by(c.at, c.team, c.channel, c.ts)
        if kind is not None:
            listed = listed.where(c.kind == kind)
        if team is not None:
            listed = listed.where(c.team == team)
        with self.store.reading() as session:
            return [Card.model_validate(dict(row)) for row in session.execute(listed).mappings()]

    def below(self, prefix: str, *, kind: CardKind, team: str, limit: int) -> list[Card]:
        """The messages of a kind whose subjects begin with some text, the newest first."""
        c = cards.c
        begins = and_(c.kind == kind, c.team == team, c.subject.startswith(prefix, autoescape=True))
        listed = select(cards).where(begins).order_by(c.at.desc(), c.ts.desc()).limit(limit)
        with self.store.reading() as session:
            return [Card.model_validate(dict(row)) for row in session.execute(listed).mappings()]

    def of_message(self, team: str, channel: str, ts: str) -> list[Card]:
        """What a message shows; nothing where it is none of ours."""
        c = cards.c
        listed = select(cards).where(c.team == team, c.channel == channel, c.ts == ts).order_by(c.kind, c.subject)
        with self.store.reading() as session:
            return [Card.model_validate(dict(row)) for row in session.execute(listed).mappings()]

    def move(self, before: Card, shown: CardOf, *, at: dt.datetime) -> None:
        """Keep that a message now shows something else: the card of a draft became that of its record."""
        c = cards.c
        old = and_(c.kind == before.kind, c.subject == before.subject)
        here = and_(c.team == before.team, c.channel == before.channel, c.ts == before.ts)
        where = {"team": before.team, "channel": before.channel, "ts": before.ts, "thread_ts": before.thread_ts}
        with self.store.writing() as session:
            session.execute(delete(cards).where(here, old))
            keep_card(session, shown, at=at, **where)

    def forget(self, team: str, channel: str, ts: str) -> None:
        """Keep no longer what a message shows: it was deleted."""
        c = cards.c
        with self.store.writing() as session:
            session.execute(delete(cards).where(c.team == team, c.channel == channel, c.ts == ts))


def keep_card(session: Session, shown: CardOf, *, at: dt.datetime, **where: str | None) -> None:
    """Keep, in a transaction under way, that a message (`team`, `channel`, `ts`, `thread_ts`) shows something."""
    put_row(session, cards, kind=shown.kind, subject=shown.subject, at=at, **where)
