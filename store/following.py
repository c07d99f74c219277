"""A channel that goes by another id from now on: all that was kept of it under the old one is kept under the new."""

from sqlalchemy import ColumnElement, Table, and_, delete, func, literal, not_, or_, select, update
from sqlmodel import Session

from store.channels import ChannelFacts
from store.database import Store
from store.inserting import insert_once
from store.slack_tables import cards, channels, drafts, outbox, parked, subscriptions
from store.tables import conversations, digest_runs, incident, receipts

MOVING = (incident, drafts, subscriptions, digest_runs, outbox)  # tables that name a channel and may name it often
KEYED = ("ask", "message", "changed", "deleted")  # receipts that name the channel, and what stands before it
SHARED = ChannelFacts(private=True, connect=True)


def follow_channel(store: Store, team: str, before: str, after: str) -> None:
    """Keep under the id `after` what was kept of a channel: origins, settings, subscriptions, cards, receipts.

    Slack renames a private channel when it begins to be shared with another organisation, so until Slack is asked it
    counts as shared. Doing it twice changes nothing more. No clock: nothing of it is dated.
    """
    with store.writing() as session:
        for table in MOVING:
            session.execute(update(table).where(_of(table, team, before)).values(channel=after))
        _keyed(session, cards, team, before, after, ("ts", "kind", "subject"))
        _keyed(session, parked, team, before, after, ())
        _settings(session, team, before, after)
        for kind in KEYED:
            _renamed(session, receipts, "key", f"{kind}:{before}:", f"{kind}:{after}:", receipts.c.team == team)
        _renamed(session, conversations, "thread", f"{team}:{before}:", f"{team}:{after}:")
        out = outbox.c.ended_at.is_not(None)  # whoever sends one now knows it by its key
        _renamed(session, outbox, "key", f"answer:{team}:{before}:", f"answer:{team}:{after}:", out)


def _of(table: Table, team: str, channel: str) -> ColumnElement[bool]:
    return and_(table.c.team == team, table.c.channel == channel)


def _keyed(session: Session, table: Table, team: str, before: str, after: str, more: tuple[str, ...]) -> None:
    """Move the rows of a table whose key names the channel; what is there under the new id already stands."""
    there = table.alias("there")
    same = [there.c[name] == table.c[name] for name in more]
    taken = select(literal(1)).where(there.c.team == team, there.c.channel == after, *same).exists()
    session.execute(update(table).where(_of(table, team, before), not_(taken)).values(channel=after))
    session.execute(delete(table).where(_of(table, team, before)))


def _settings(session: Session, team: str, before: str, after: str) -> None:
    """What people set for the channel stands, unless somebody set something under the new id first."""
    untouched = or_(channels.c.changed_at.is_(None), channels.c.changed_by == "")
    if session.execute(select(channels.c.team).where(_of(channels, team, before))).first():
        session.execute(delete(channels).where(_of(channels, team, after), untouched))
        _keyed(session, channels, team, before, after, ())
    insert_once(session, channels, team=team, channel=after, settings={}, changed_by="")
    session.execute(update(channels).where(_of(channels, team, after)).values(**SHARED.model_dump()))


def _renamed(session: Session, table: Table, name: str, before: str, after: str, *where: ColumnElement[bool]) -> None:
    """Give keys that begin with `before` another beginning; one that is there already stands."""
    column = table.c[name]
    new = literal(after) + func.substr(column, len(before) + 1)
    there = table.alias("there")
    same = [there.c.team == table.c.team] if "team" in table.c else []
    taken = select(literal(1)).where(there.c[name] == new, *same).exists()
    begins = func.substr(column, 1, len(before)) == before
    session.execute(update(table).where(begins, not_(taken), *where).values({name: new}))
