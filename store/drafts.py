"""Draft cards: reports that were handed in and read, until each incident in them is saved or discarded."""

import datetime as dt
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, delete, exists, insert, select, text, update
from sqlmodel import Field, Session, SQLModel

from store.database import Store
from store.errors import DraftConflict, DraftNotFound, DraftSettled
from store.filters import OPERATOR, Audience
from store.query import visible
from store.records import FROZEN, IncidentDraft, Origin
from store.rows import checked
from store.slack_tables import draft_items, drafts

OWN_ID = re.compile(r"\s*D-(\d{1,9})\s*", re.IGNORECASE | re.ASCII)


class ItemState(StrEnum):
    """What became of an incident on a draft card."""

    OPEN = "open"
    SAVED = "saved"
    DISCARDED = "discarded"


class DraftItem(SQLModel):
    """One incident on a draft card; `ref` is the record that it was saved as, `revises` one that it would change."""

    model_config = FROZEN

    draft: IncidentDraft
    state: ItemState = ItemState.OPEN
    ref: str | None = None
    revises: str | None = None
    settled_by: str = ""


class SourceMessage(SQLModel):
    """The message that a report was read from, as Slack knows it; all empty where it was typed into a command."""

    model_config = FROZEN

    message_ts: str | None = None
    thread_ts: str | None = None
    permalink: str | None = None
    author: str = ""
    posted_at: dt.datetime | None = None


class DraftCard(SourceMessage):
    """A report that was handed in, with all incidents read in it; `notes` are the parts that were not read.

    `again`: it was there already when it was to be opened.
    """

    id: str
    team: str
    channel: str
    private: bool
    text: str
    notes: list[str] = Field(default_factory=list)
    by: str
    created_at: dt.datetime
    changed_at: dt.datetime
    version: int
    items: list[DraftItem]
    again: bool = False

    @property
    def origin(self) -> Origin:
        """Where the records come from that it is saved as."""
        return Origin(team=self.team, channel=self.channel, private=self.private, user=self.by)

    @property
    def open(self) -> bool:
        """Whether an incident on it is neither saved nor discarded."""
        return any(item.state == ItemState.OPEN for item in self.items)


class Drafts:
    """Draft cards over an open store. No clock: every verb is told the time.

    A draft is visible as a record of its channel would be; to whom it is not it does not exist: DraftNotFound.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def open_draft(
        self,
        items: Sequence[DraftItem | IncidentDraft],
        *,
        origin: Origin,
        text: str,
        message: SourceMessage | None = None,
        notes: Sequence[str] = (),
        by: str,
        at: dt.datetime,
    ) -> DraftCard:
        """Keep a new card. A message that has one gets no second: the card that it has comes back, marked `again`.

        A card of which everything was discarded does not stand in the way. Who opens one card twice at a time gets one.
        """
        message = message or SourceMessage()
        with self.store.writing() as session:
            if message.message_ts:
                _wait_for_others(session, f"draft:{origin.team}:{origin.channel}:{message.message_ts}")
                if there := _of_message(session, origin.team, origin.channel, message.message_ts):
                    return there.model_copy(update={"again": True})
            place = {"team": origin.team, "channel": origin.channel, "private": origin.private}
            row = place | message.model_dump() | {"text": text, "notes": list(notes), "by": by}
            made = insert(drafts).values(**row, created_at=at, changed_at=at, version=1).returning(drafts.c.id)
            number = int(session.execute(made).scalar_one())
            listed = [item if isinstance(item, DraftItem) else DraftItem(draft=item) for item in items]
            if listed:
                rows = [{"draft_id": number, "position": n, **_item_row(item)} for n, item in enumerate(listed)]
                session.execute(insert(draft_items), rows)
            return _one(session, draft_id(number), OPERATOR)

    def get(self, draft: str, *, audience: Audience) -> DraftCard:
        """One card by `D-12`, in any case. Raises DraftNotFound."""
        with self.store.reading() as session:
            return _one(session, draft, audience)

    def of_message(self, team: str, channel: str, message_ts: str) -> DraftCard | None:
        """The card that was made of a message, for its own channel; none where everything on it was discarded."""
        with self.store.reading() as session:
            return _of_message(session, team, channel, message_ts)

    def of_record(self, ref: str, *, audience: Audience) -> list[DraftCard]:
        """The cards of which an incident was saved as a record, the oldest first."""
        c = drafts.c
        saved = and_(draft_items.c.draft_id == c.id, draft_items.c.ref == ref)
        with self.store.reading() as session:
            return _read(session, _picked(audience, exists().where(saved)).order_by(c.id))

    def save_item(
        self, draft: str, position: int, *, ref: str, by: str, at: dt.datetime, audience: Audience
    ) -> DraftCard:
        """Keep that an incident was saved as a record.

        In one `store.writing()` with the adding of the record: DraftSettled, where somebody saved or discarded it
        first, then takes that record back.
        """
        settled = {"state": ItemState.SAVED, "ref": ref, "settled_by": by}
        return self._settle(draft, position, settled, at=at, audience=audience)

    def discard_item(self, draft: str, position: int, *, by: str, at: dt.datetime, audience: Audience) -> DraftCard:
        """Keep that an incident is not to be logged. Raises DraftSettled where it was saved or discarded before."""
        settled = {"state": ItemState.DISCARDED, "settled_by": by}
        return self._settle(draft, position, settled, at=at, audience=audience)

    def replace_item(
        self,
        draft: str,
        position: int,
        better: IncidentDraft,
        *,
        version: int,
        by: str,
        at: dt.datetime,
        audience: Audience,
    ) -> DraftCard:
        """Give an incident on a card new content; `version` is the card's that the edit started from.

        Raises DraftConflict where the card has another one now, DraftSettled where the incident is open no more.
        """
        with self.store.writing() as session:
            card = _one(session, draft, audience, for_update=True)
            item = _open_item(card, position)
            if version != card.version:
                raise DraftConflict(card)
            kept = _item_row(item.model_copy(update={"draft": better, "settled_by": by}))
            return _changed(session, card, position, kept, at=at)

    def mine(self, team: str, user: str, *, audience: Audience, limit: int = 10) -> list[DraftCard]:
        """The cards of a user of which something is open, the newest first, as far as the audience may see them."""
        return self._list(team, drafts.c.by == user, audience=audience, limit=limit)

    def waiting(self, team: str, *, audience: Audience, limit: int = 10) -> list[DraftCard]:
        """The cards of a workspace of which something is open, the newest first."""
        return self._list(team, audience=audience, limit=limit)

    def prune(self, *, before: dt.datetime) -> None:
        """Forget cards last changed before an instant: what was saved stands in the ledger."""
        old = select(drafts.c.id).where(drafts.c.changed_at < before)
        with self.store.writing() as session:
            session.execute(delete(draft_items).where(draft_items.c.draft_id.in_(old)))
            session.execute(delete(drafts).where(drafts.c.changed_at < before))

    def _settle(
        self, draft: str, position: int, settled: dict[str, Any], *, at: dt.datetime, audience: Audience
    ) -> DraftCard:
        with self.store.writing() as session:
            card = _one(session, draft, audience, for_update=True)
            _open_item(card, position)
            return _changed(session, card, position, settled, at=at)

    def _list(self, team: str, *conditions: Any, audience: Audience, limit: int) -> list[DraftCard]:
        c = drafts.c
        undone = and_(draft_items.c.draft_id == c.id, draft_items.c.state == ItemState.OPEN)
        chosen = _picked(audience, c.team == team, exists().where(undone), *conditions)
        with self.store.reading() as session:
            return _read(session, chosen.order_by(c.created_at.desc(), c.id.desc()).limit(limit))


def draft_id(number: int) -> str:
    """The id that people and buttons know a row by: 12 is `D-12`."""
    return f"D-{number}"


def _number(draft: str) -> int:
    own = OWN_ID.fullmatch(draft)
    if own is None:
        raise DraftNotFound(draft)
    return int(own[1])


def _picked(audience: Audience, *conditions: Any) -> Select[Any]:
    return select(drafts).where(visible(audience, drafts), *conditions)


def _one(session: Session, draft: str, audience: Audience, *, for_update: bool = False) -> DraftCard:
    chosen = _picked(audience, drafts.c.id == _number(draft))
    found = _read(session, chosen.with_for_update() if for_update else chosen)
    if not found:
        raise DraftNotFound(draft)
    return found[0]


def _of_message(session: Session, team: str, channel: str, ts: str) -> DraftCard | None:
    c = drafts.c
    here = and_(c.team == team, c.channel == channel, c.message_ts == ts)
    cards = _read(session, select(drafts).where(here).order_by(c.id.desc()))
    return next((card for card in cards if any(item.state != ItemState.DISCARDED for item in card.items)), None)


def _open_item(card: DraftCard, position: int) -> DraftItem:
    if not 0 <= position < len(card.items):
        raise DraftNotFound(f"{card.id}, incident {position + 1}")
    if card.items[position].state != ItemState.OPEN:
        raise DraftSettled(card, position)
    return card.items[position]


def _changed(session: Session, card: DraftCard, position: int, row: dict[str, Any], *, at: dt.datetime) -> DraftCard:
    number, c = _number(card.id), draft_items.c
    session.execute(update(draft_items).where(c.draft_id == number, c.position == position).values(**row))
    session.execute(update(drafts).where(drafts.c.id == number).values(version=card.version + 1, changed_at=at))
    return _one(session, card.id, OPERATOR)


def _read(session: Session, chosen: Select[Any]) -> list[DraftCard]:
    rows = [dict(row) for row in session.execute(chosen).mappings()]
    c = draft_items.c
    some = select(draft_items).where(c.draft_id.in_([row["id"] for row in rows])).order_by(c.draft_id, c.position)
    items = [dict(row) for row in session.execute(some).mappings()] if rows else []
    return [_card(row, [item for item in items if item["draft_id"] == row["id"]]) for row in rows]


def _card(row: dict[str, Any], items: list[dict[str, Any]]) -> DraftCard:
    return DraftCard.model_validate(row | {"id": draft_id(row["id"]), "items": items})


def _item_row(item: DraftItem) -> dict[str, Any]:
    row = item.model_dump(exclude={"draft"})
    return row | {"draft": checked(item.draft).model_dump(mode="json")}


def _wait_for_others(session: Session, name: str) -> None:
    """Let one transaction at a time do something of this name; SQLite has one writer at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})
