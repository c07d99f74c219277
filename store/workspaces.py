"""What the desk keeps of the workspaces it serves, their tokens apart, and what it forgets when one leaves."""

import datetime as dt

from sqlalchemy import delete, func, insert, select, update

from store.database import Store
from store.inserting import insert_once
from store.slack_tables import (
    bots,
    cards,
    draft_items,
    drafts,
    inbox,
    installations,
    oauth_states,
    outbox,
    parked,
    subscriptions,
    workspaces,
)
from store.subscriptions import SubscriptionState
from store.tables import conversations


class Workspaces:
    """The workspaces, over an open store. No clock: every verb is told the time."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def seen(self, team: str, *, at: dt.datetime, admin: str | None = None) -> None:
        """Keep that a workspace has the app, also again; and the user to tell of trouble, where one is given."""
        values = {"seen_at": at, "left_at": None} | ({"admin": admin} if admin is not None else {})
        with self.store.writing() as session:
            insert_once(session, workspaces, team=team, seen_at=at, admin=admin or "")
            session.execute(update(workspaces).where(workspaces.c.team == team).values(**values))

    def admin(self, team: str) -> str | None:
        """The user to tell of trouble; None where nobody is known."""
        with self.store.reading() as session:
            return session.scalar(select(workspaces.c.admin).where(workspaces.c.team == team)) or None

    def teams(self) -> list[str]:
        """The workspaces that have the app now."""
        here = select(workspaces.c.team).where(workspaces.c.left_at.is_(None)).order_by(workspaces.c.team)
        with self.store.reading() as session:
            return list(session.scalars(here))

    def installed_at(self, team: str) -> dt.datetime | None:
        """When the app was last installed there by OAuth; None where no token of it is kept."""
        with self.store.reading() as session:
            last = session.scalar(select(func.max(bots.c.installed_at)).where(bots.c.team_id == team))
        return last.replace(tzinfo=dt.UTC) if last else None

    def token(self, team: str) -> str | None:
        """The bot token that is kept for a workspace, good or not; None where there is none."""
        newest = select(bots.c.bot_token).where(bots.c.team_id == team).order_by(bots.c.installed_at.desc()).limit(1)
        with self.store.reading() as session:
            found: str | None = session.scalar(newest)
            return found

    def renewed(self, team: str, *, was: str, token: str, refresh: str, expires_at: dt.datetime) -> bool:
        """Keep a new bot token in the place of the one that the refresh token `was` belonged to.

        False where that one is not kept any more: somebody else was quicker, or the app was removed.
        """
        new = {"bot_token": token, "bot_refresh_token": refresh, "bot_token_expires_at": _naive(expires_at)}
        kept = False
        with self.store.writing() as session:
            for tokens in (bots, installations):
                ours = (tokens.c.team_id == team, tokens.c.bot_refresh_token == was)
                found = session.scalars(update(tokens).where(*ours).values(**new).returning(tokens.c.id)).all()
                kept = kept or bool(found)
        return kept

    def begun(self, mark: str, *, until: dt.datetime) -> None:
        """Keep the mark of an installation that was begun, good until an instant."""
        with self.store.writing() as session:
            session.execute(insert(oauth_states).values(state=mark, expire_at=_naive(until)))

    def ended(self, mark: str, *, at: dt.datetime) -> bool:
        """Use up a mark; whether it was one of ours and still good. Of two who use it one is told yes."""
        ours = (oauth_states.c.state == mark, oauth_states.c.expire_at > _naive(at))
        with self.store.writing() as session:
            return bool(session.scalars(delete(oauth_states).where(*ours).returning(oauth_states.c.id)).all())

    def prune(self, *, at: dt.datetime) -> None:
        """Forget installations that were begun and never came to an end."""
        with self.store.writing() as session:
            session.execute(delete(oauth_states).where(oauth_states.c.expire_at < _naive(at)))

    def left(self, team: str, *, at: dt.datetime, told_by: int | None = None) -> None:
        """A workspace removed the app: forget its tokens and what was in progress, and pause its subscriptions.

        Its records stay, for whoever runs the desk. `told_by` is the delivery that says so: it is finished by itself.
        """
        own_drafts = select(drafts.c.id).where(drafts.c.team == team)
        paused = {"state": SubscriptionState.PAUSED, "version": subscriptions.c.version + 1, "changed_at": at}
        active = subscriptions.c.state == SubscriptionState.ACTIVE
        with self.store.writing() as session:
            session.execute(delete(draft_items).where(draft_items.c.draft_id.in_(own_drafts)))
            for table in (drafts, outbox, parked, cards):
                session.execute(delete(table).where(table.c.team == team))
            session.execute(delete(inbox).where(inbox.c.team == team, inbox.c.id.is_distinct_from(told_by)))
            for tokens in (installations, bots):
                session.execute(delete(tokens).where(tokens.c.team_id == team))
            own_threads = conversations.c.thread.startswith(f"{team}:", autoescape=True)
            session.execute(delete(conversations).where(own_threads))
            session.execute(update(subscriptions).where(subscriptions.c.team == team, active).values(**paused))
            insert_once(session, workspaces, team=team, seen_at=at, admin="")
            session.execute(update(workspaces).where(workspaces.c.team == team).values(left_at=at, admin=""))


def _naive(at: dt.datetime) -> dt.datetime:
    """As Slack's own library keeps instants: in UTC, without saying so."""
    return at.astimezone(dt.UTC).replace(tzinfo=None)
