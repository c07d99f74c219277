"""One record by its reference, its history, and the record again after it was changed."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session

from store.errors import RecordNotFound
from store.filters import OPERATOR, Audience
from store.query import named, pick, row_id
from store.readback import read_incidents
from store.records import Incident, Revision
from store.tables import incident, revisions


def one(session: Session, ref: str, audience: Audience, *, for_update: bool = False) -> Incident:
    """The record that a reference means to an audience; locked, so that nobody changes it meanwhile.

    Raises RecordNotFound, also for a record that the audience may not see.
    """
    wanted = named(ref, audience)
    found = read_incidents(session, wanted.with_for_update() if for_update else wanted)
    if not found:
        raise RecordNotFound(ref)
    return found[0]


def again(session: Session, record: Incident) -> Incident:
    """A record as this very transaction has made it, for whoever changed it."""
    return by_ids(session, [row_id(record.ref) or 0])[0]


def by_ids(session: Session, ids: Sequence[int]) -> list[Incident]:
    """Records that this very transaction wrote, in the order of their ids, for whoever wrote them."""
    return read_incidents(session, pick(OPERATOR, incident.c.id.in_(ids)).order_by(incident.c.id))


def history_of(session: Session, record: Incident) -> list[Revision]:
    """Everything that was done to a record, the first entry first."""
    c = revisions.c
    entries = select(revisions).where(c.incident_id == row_id(record.ref)).order_by(c.version)
    return [
        Revision(ref=record.ref, **{name: row[name] for name in Revision.model_fields if name != "ref"})
        for row in session.execute(entries).mappings()
    ]
