"""What channels want to be told: digests at a local time, watches and surge alerts, with what each is about."""

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import and_, insert, select, update
from sqlmodel import Field, Session, SQLModel

from store.database import Store
from store.errors import SubscriptionConflict, SubscriptionNotFound
from store.filters import IncidentFilter
from store.records import FROZEN
from store.slack_tables import subscriptions

OWN_ID = re.compile(r"\s*S-(\d{1,9})\s*", re.IGNORECASE | re.ASCII)
DAILY_CAP = 10


class SubscriptionKind(StrEnum):
    """A digest at a local time, a message for each new match, or one when there are many at once."""

    DIGEST = "digest"
    WATCH = "watch"
    SURGE = "surge"


class SubscriptionState(StrEnum):
    """Where a subscription stands; a deleted one is kept for its history."""

    ACTIVE = "active"
    PAUSED = "paused"
    DELETED = "deleted"


class Terms(SQLModel):
    """What a subscription asks for.

    `at` is the local time in `zone` (IANA) on `days`; `filter` is what it is about and `words` how that was said;
    `weekday` (Monday is 0) is that of weekly digests, `month_day` that of monthly ones: the last day of shorter months.
    `quiet` is what a day without news gets; `unit` is that of distances; `cap` is the most alerts a day; `surge` is
    (so many incidents, within so many days), or with `times` (so many times the usual, within so many days).
    """

    model_config = FROZEN

    days: Literal["daily", "weekdays", "weekly", "monthly"] = "daily"
    weekday: int = Field(default=0, ge=0, le=6)
    month_day: int = Field(default=1, ge=1, le=31)
    at: dt.time = dt.time(8)
    zone: str = "UTC"
    filter: IncidentFilter = Field(default_factory=IncidentFilter)
    words: str = ""
    quiet: Literal["line", "nothing"] = "line"
    unit: Literal["mi", "nm", "km"] = "mi"
    length: Literal["headline", "standard", "full"] = "standard"
    cap: int = Field(default=DAILY_CAP, ge=1)
    surge: tuple[int, int] | None = None
    times: bool = False


class Subscription(Terms):
    """What a channel wants to be told; `id` is `S-3`, and `number` what history keeps of it."""

    id: str
    team: str
    channel: str
    kind: SubscriptionKind
    state: SubscriptionState
    owner: str
    created_at: dt.datetime
    changed_at: dt.datetime
    version: int

    @property
    def number(self) -> int:
        """The number in its id."""
        return int(self.id.removeprefix("S-"))

    @property
    def terms(self) -> Terms:
        """What it asks for, apart from where, whose and how it stands."""
        return Terms.model_validate(self.model_dump(include=set(Terms.model_fields)))


class Subscriptions:
    """Subscriptions over an open store. No clock: every verb is told the time.

    `team` is the workspace that asks: to it the subscriptions of others do not exist. None is the operator.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def add(
        self, kind: SubscriptionKind, terms: Terms, *, team: str, channel: str, owner: str, at: dt.datetime
    ) -> Subscription:
        """Keep a new subscription of a channel."""
        row = {"team": team, "channel": channel, "kind": kind, "owner": owner, "state": SubscriptionState.ACTIVE}
        whole = row | {"terms": _json(terms), "created_at": at, "changed_at": at, "version": 1}
        with self.store.writing() as session:
            made = session.execute(insert(subscriptions).values(**whole).returning(subscriptions)).mappings().one()
            return _subscription(made)

    def get(self, subscription: str, *, team: str | None) -> Subscription:
        """One subscription by `S-3`, in any case, a deleted one too. Raises SubscriptionNotFound."""
        with self.store.reading() as session:
            return _one(session, subscription, team)

    def of(self, team: str, channel: str) -> list[Subscription]:
        """The subscriptions of a channel that are not deleted, the oldest first."""
        c = subscriptions.c
        return self._list(and_(c.team == team, c.channel == channel, c.state != SubscriptionState.DELETED))

    def of_team(self, team: str) -> list[Subscription]:
        """The subscriptions of a workspace that are not deleted, the oldest first."""
        c = subscriptions.c
        return self._list(and_(c.team == team, c.state != SubscriptionState.DELETED))

    def of_every_team(self) -> list[Subscription]:
        """Those of all workspaces that are not deleted, the oldest first."""
        return self._list(subscriptions.c.state != SubscriptionState.DELETED)

    def active(self, kind: SubscriptionKind | None = None) -> list[Subscription]:
        """All that are active in any workspace, of one kind or of all, the oldest first."""
        c = subscriptions.c
        stands = c.state == SubscriptionState.ACTIVE
        return self._list(stands if kind is None else and_(stands, c.kind == kind))

    def change(
        self, subscription: str, terms: Terms, *, version: int, at: dt.datetime, team: str | None
    ) -> Subscription:
        """Give a subscription new terms; `version` is the one that the change started from.

        Raises SubscriptionConflict where it has another one now, SubscriptionNotFound.
        """
        with self.store.writing() as session:
            before = _one(session, subscription, team, for_update=True)
            if before.version != version:
                raise SubscriptionConflict(before)
            return _changed(session, before, at=at, terms=_json(terms))

    def pause(self, subscription: str, *, at: dt.datetime, team: str | None) -> Subscription:
        """Tell the channel nothing until it is resumed. Raises SubscriptionNotFound."""
        return self._set(subscription, SubscriptionState.PAUSED, at=at, team=team)

    def resume(self, subscription: str, *, at: dt.datetime, team: str | None) -> Subscription:
        """Go on with one that is paused. Raises SubscriptionNotFound, also for one that is deleted."""
        return self._set(subscription, SubscriptionState.ACTIVE, at=at, team=team)

    def delete(self, subscription: str, *, at: dt.datetime, team: str | None) -> Subscription:
        """End a subscription for good; what it posted stays in the history. Raises SubscriptionNotFound."""
        return self._set(subscription, SubscriptionState.DELETED, at=at, team=team)

    def _set(self, subscription: str, state: SubscriptionState, *, at: dt.datetime, team: str | None) -> Subscription:
        with self.store.writing() as session:
            before = _one(session, subscription, team, for_update=True)
            if before.state == state:
                return before
            if before.state == SubscriptionState.DELETED:
                raise SubscriptionNotFound(subscription)
            return _changed(session, before, at=at, state=state)

    def _list(self, where: Any) -> list[Subscription]:
        with self.store.reading() as session:
            rows = session.execute(select(subscriptions).where(where).order_by(subscriptions.c.id)).mappings()
            return [_subscription(row) for row in rows]


def subscription_id(number: int) -> str:
    """The id that people and buttons know a row by: 3 is `S-3`."""
    return f"S-{number}"


def _json(terms: Terms) -> dict[str, Any]:
    return Terms.model_validate(terms.model_dump()).model_dump(mode="json", include=set(Terms.model_fields))


def _one(session: Session, subscription: str, team: str | None, *, for_update: bool = False) -> Subscription:
    own = OWN_ID.fullmatch(subscription)
    if own is None:
        raise SubscriptionNotFound(subscription)
    chosen = select(subscriptions).where(subscriptions.c.id == int(own[1]))
    if team is not None:
        chosen = chosen.where(subscriptions.c.team == team)
    found = session.execute(chosen.with_for_update() if for_update else chosen).mappings().first()
    if found is None:
        raise SubscriptionNotFound(subscription)
    return _subscription(found)


def _changed(session: Session, before: Subscription, *, at: dt.datetime, **values: Any) -> Subscription:
    c = subscriptions.c
    made = (
        update(subscriptions).where(c.id == before.number).values(**values, changed_at=at, version=before.version + 1)
    )
    return _subscription(session.execute(made.returning(subscriptions)).mappings().one())


def _subscription(row: Mapping[Any, Any]) -> Subscription:
    whole = {name: row[name] for name in subscriptions.c.keys() if name != "terms"}  # noqa: SIM118 (columns, not a dict)
    return Subscription.model_validate(row["terms"] | whole | {"id": subscription_id(row["id"])})
