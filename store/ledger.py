"""The ledger: add, find, correct and retract records, each in one short transaction, for its audience."""

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session

from store.errors import RecordNotFound, VersionConflict
from store.filters import OPERATOR, Audience, Coverage, IncidentFilter
from store.importing import Imported, import_drafts
from store.journal import DigestRun, Journal
from store.lookups import Lookup
from store.query import Order, logged_from, looking, matching, named, ordering, pick, row_id
from store.records import Incident, IncidentDraft, Origin, Revision, Side, Status
from store.revising import Action, revise
from store.rows import checked, columns_of_origin, insert_incidents, read_incidents
from store.tables import incident, revisions
from store.tallying import By, tallied

__all__ = ["By", "DigestRun", "Imported", "Ledger"]

FIRST_BATCH = 4  # records of a look back that are read first; each further batch is larger
BATCH_GROWTH = 8


class Ledger(Journal):
    """All records and what the bot remembers, over an open store. No clock: every verb is told the time.

    A record that an audience may not see is to it as one that does not exist: RecordNotFound.
    """

    def add(
        self,
        drafts: Sequence[IncidentDraft],
        *,
        origin: Origin,
        by: str,
        at: dt.datetime,
        status: Status = Status.CONFIRMED,
    ) -> list[Incident]:
        """Keep new records, all or none, and give them back with their references, in the drafts' order."""
        standing = {**columns_of_origin(origin), "status": status}
        rows = [(standing, checked(draft)) for draft in drafts]
        with self.store.writing() as session:
            ids = insert_incidents(session, rows, by=by, at=at, action=Action.LOGGED)
            return _by_ids(session, ids)

    def import_records(
        self,
        records: Sequence[tuple[str | None, IncidentDraft]],
        *,
        origin: Origin,
        by: str,
        at: dt.datetime,
    ) -> Imported:
        """Take in records with the references that they have outside, all or none. Safe to do twice.

        A record is known again by its outside reference, else by its content. One that changed in the file is
        revised; one that was corrected here and is as before in the file stays corrected. Raises StoreError.
        """
        valid = [(ref, checked(draft)) for ref, draft in records]
        with self.store.writing() as session:
            return import_drafts(session, valid, standing=columns_of_origin(origin), by=by, at=at)

    def get(self, ref: str, *, audience: Audience) -> Incident:
        """One record by `INT-1042` (in any case) or by its outside reference. Raises RecordNotFound."""
        with self.store.reading() as session:
            return _one(session, ref, audience)

    def find(
        self,
        wanted: IncidentFilter,
        *,
        audience: Audience,
        order: Order = "newest",
        limit: int | None = None,
        lookup: Lookup | None = None,
        bare: bool = False,
    ) -> list[Incident]:
        """The records that match, by the time of the event or, `logged`, the last logged first.

        With a `lookup` only those of them that it is for. `bare` records come without evidence and report texts.
        """
        found = pick(audience, *_conditions(wanted, lookup)).order_by(*ordering(order)).limit(limit)
        with self.store.reading() as session:
            return read_incidents(session, found, bare=bare)

    def look_back(
        self,
        wanted: IncidentFilter,
        lookup: Lookup,
        *,
        audience: Audience,
        settles: Callable[[Incident], bool] = bool,
    ) -> Incident | None:
        """The newest record that matches, bears on a lookup, and `settles` it; None where there is none.

        Records are read in small batches and only as far as need be.
        """
        found = pick(audience, *_conditions(wanted, lookup)).order_by(*ordering("newest"))
        start, size = 0, FIRST_BATCH
        with self.store.reading() as session:
            while batch := read_incidents(session, found.limit(size).offset(start), bare=True):
                settled = next((record for record in batch if settles(record)), None)
                if settled or len(batch) < size:
                    return settled
                start, size = start + size, size * BATCH_GROWTH
        return None

    def count(self, wanted: IncidentFilter, *, audience: Audience) -> int:
        """How many records match."""
        return self.coverage(wanted, audience=audience).records

    def tally(
        self,
        wanted: IncidentFilter,
        *,
        by: By,
        audience: Audience,
        side: Side | None = Side.ACTOR,
        lookup: Lookup | None = None,
    ) -> dict[str, int]:
        """How many of the matching records count under each day, year, place, type, …; see `store.tallying`."""
        with self.store.reading() as session:
            return tallied(session, pick(audience, *_conditions(wanted, lookup)), by, side)

    def coverage(self, wanted: IncidentFilter, *, audience: Audience, lookup: Lookup | None = None) -> Coverage:
        """How many records match and which local days they span, as far as they have days."""
        c = incident.c
        spanned = pick(audience, *_conditions(wanted, lookup)).with_only_columns(
            func.count(), func.min(c.first_day), func.max(c.last_day), maintain_column_froms=True
        )
        with self.store.reading() as session:
            records, first_day, last_day = session.execute(spanned).one()
        return Coverage(records=records, first_day=first_day, last_day=last_day)

    def logged_from(self, *, url: str | None = None, text: str | None = None, audience: Audience) -> list[Incident]:
        """The records read from an address, permalink or text and not retracted since, in the order of logging."""
        found = pick(audience, logged_from(url=url, text=text)).order_by(incident.c.id)
        with self.store.reading() as session:
            return read_incidents(session, found)

    def history(self, ref: str, *, audience: Audience) -> list[Revision]:
        """Everything that was done to a record, the first entry first. Raises RecordNotFound."""
        with self.store.reading() as session:
            return _history(session, _one(session, ref, audience))

    def correct(
        self,
        ref: str,
        draft: IncidentDraft,
        *,
        by: str,
        at: dt.datetime,
        version: int | None = None,
        reason: str = "",
        audience: Audience,
    ) -> Incident:
        """Give a record new content; a correction that changes nothing leaves no trace.

        `version` is the one that the correction started from: VersionConflict if the record has another now.
        Raises RecordNotFound.
        """
        after = checked(draft)
        with self.store.writing() as session:
            before = _one(session, ref, audience, for_update=True)
            if version is not None and version != before.version:
                raise VersionConflict(before, [r for r in _history(session, before) if r.version > version])
            revise(session, before, after, action=Action.CORRECTED, by=by, at=at, reason=reason)
            return _again(session, before)

    def retract(self, ref: str, *, by: str, at: dt.datetime, reason: str = "", audience: Audience) -> Incident:
        """Take a record back. It stays in the ledger and can be restored. Raises RecordNotFound."""
        with self.store.writing() as session:
            before = _one(session, ref, audience, for_update=True)
            revise(session, before, Status.RETRACTED, action=Action.RETRACTED, by=by, at=at, reason=reason)
            return _again(session, before)

    def restore(self, ref: str, *, by: str, at: dt.datetime, reason: str = "", audience: Audience) -> Incident:
        """Give a retracted record the standing back that it had before. Raises RecordNotFound."""
        with self.store.writing() as session:
            before = _one(session, ref, audience, for_update=True)
            if before.status == Status.RETRACTED:
                stood = _standing_before(_history(session, before))
                revise(session, before, stood, action=Action.RESTORED, by=by, at=at, reason=reason)
            return _again(session, before)


def _conditions(wanted: IncidentFilter, lookup: Lookup | None) -> list[ColumnElement[bool]]:
    return [matching(wanted), looking(lookup)] if lookup else [matching(wanted)]


def _one(session: Session, ref: str, audience: Audience, *, for_update: bool = False) -> Incident:
    wanted = named(ref, audience)
    found = read_incidents(session, wanted.with_for_update() if for_update else wanted)
    if not found:
        raise RecordNotFound(ref)
    return found[0]


def _again(session: Session, record: Incident) -> Incident:
    return _by_ids(session, [row_id(record.ref) or 0])[0]


def _by_ids(session: Session, ids: Sequence[int]) -> list[Incident]:
    """Records that this very transaction wrote, in the order of their ids, for whoever wrote them."""
    return read_incidents(session, pick(OPERATOR, incident.c.id.in_(ids)).order_by(incident.c.id))


def _history(session: Session, record: Incident) -> list[Revision]:
    c = revisions.c
    entries = select(revisions).where(c.incident_id == row_id(record.ref)).order_by(c.version)
    return [
        Revision(ref=record.ref, **{name: row[name] for name in Revision.model_fields if name != "ref"})
        for row in session.execute(entries).mappings()
    ]


def _standing_before(history: Sequence[Revision]) -> Status:
    """The status that a retracted record had, by its history."""
    retractions = [entry for entry in history if entry.action == Action.RETRACTED]
    return Status(str(retractions[-1].changes["status"][0])) if retractions else Status.CONFIRMED
