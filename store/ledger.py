"""The ledger: add, find, correct and retract records, each in one short transaction, for its audience."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import select

from store.errors import VersionConflict
from store.filters import Audience, Coverage, IncidentFilter
from store.importing import Imported, import_drafts
from store.journal import DigestRun
from store.light import read_light
from store.likeness import CANDIDATES, likeness, may_be_same
from store.lookups import Lookup
from store.query import Order, logged_from, matching, ordering, pick
from store.readback import read_incidents, read_rows
from store.records import Incident, IncidentDraft, Origin, Revision, Side, Status
from store.revising import Action, revise
from store.rows import checked, columns_of_origin, insert_incidents
from store.searching import Search
from store.selected import Selected
from store.single import again, by_ids, history_of, one
from store.standing import Standing, refuse_merged
from store.tables import incident
from store.tallying import By, tallied

__all__ = ["By", "DigestRun", "Imported", "Ledger"]

FIRST_BATCH = 4  # records of a look back that are read first; each further batch is larger
BATCH_GROWTH = 8


class Ledger(Standing):
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
            return by_ids(session, ids)

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
            return one(session, ref, audience)

    def find(
        self,
        wanted: IncidentFilter,
        *,
        audience: Audience,
        order: Order = "newest",
        limit: int | None = None,
        lookup: Lookup | None = None,
        bare: bool = False,
        light: bool = False,
    ) -> list[Incident]:
        """The records that match, by the time of the event or, `logged`, the last logged first.

        With a `lookup` only those of them that it is for. `bare` records come without evidence and report texts,
        `light` ones with nothing that is not counted or compared; see `store.light`.
        """
        with self.store.reading() as session:
            ids = Search(session, audience, wanted, lookup).ids(order, limit)
            return read_light(session, ids) if light else read_rows(session, ids, bare=bare)

    def find_any(self, asked: Sequence[tuple[IncidentFilter, Lookup | None]], *, audience: Audience) -> list[Incident]:
        """The records that match any of some filters with their lookups, light and each once, one's after another's."""
        with self.store.reading() as session:
            searches = [Search(session, audience, wanted, lookup) for wanted, lookup in asked]
            ids = dict.fromkeys(number for search in searches for number in search.ids("newest", None))
            return read_light(session, list(ids))

    def span(self, *, audience: Audience) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day of the records that stand, without going through them all."""
        c = incident.c
        standing = pick(audience, matching(IncidentFilter()))
        first = standing.with_only_columns(c.first_day).where(c.first_day.is_not(None)).order_by(c.first_day)
        last = standing.with_only_columns(c.last_day).where(c.last_day.is_not(None)).order_by(c.last_day.desc())
        with self.store.reading() as session:
            days = session.execute(select(*(end.limit(1).scalar_subquery() for end in (first, last)))).one()
            return days[0], days[1]

    @contextmanager
    def looking(self, *, audience: Audience) -> Iterator[Callable[..., Selected]]:
        """One moment of the ledger: gives a function from a filter (and a lookup) to the records that match.

        They are counted and ranked where they are, and read only where they are asked for; see `store.selected`.
        """

        def selected(wanted: IncidentFilter, lookup: Lookup | None = None, *, bare: bool = True) -> Selected:
            return Selected(session, audience, wanted, lookup or Lookup(), bare=bare)

        with self.store.reading() as session:
            yield selected

    def look_back_each(
        self, wanted: IncidentFilter, sought: Sequence[tuple[Lookup, Callable[[Incident], bool]]], *, audience: Audience
    ) -> list[Incident | None]:
        """For each lookup the newest record that matches, bears on it, and settles it; None where there is none.

        What they come to is read together, in small batches and only as far as need be.
        """
        found: list[Incident | None] = [None] * len(sought)
        with self.store.reading() as session:
            searches = {at: Search(session, audience, wanted, lookup) for at, (lookup, _) in enumerate(sought)}
            start, size = 0, FIRST_BATCH
            while searches:
                ids = {at: search.ids("newest", size, skip=start) for at, search in searches.items()}
                numbers = list(dict.fromkeys(number for batch in ids.values() for number in batch))
                read = dict(zip(numbers, read_rows(session, numbers, bare=True), strict=True))
                for at, batch in ids.items():
                    found[at] = next((read[number] for number in batch if sought[at][1](read[number])), None)
                    if found[at] or len(batch) < size:
                        del searches[at]
                start, size = start + size, size * BATCH_GROWTH
        return found

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
            return tallied(Search(session, audience, wanted, lookup), by, side)

    def coverage(self, wanted: IncidentFilter, *, audience: Audience, lookup: Lookup | None = None) -> Coverage:
        """How many records match and which local days they span, as far as they have days."""
        with self.looking(audience=audience) as selected:
            return selected(wanted, lookup).coverage()

    def held(self, wanted: IncidentFilter, first: dt.date, *, audience: Audience) -> tuple[Coverage, int]:
        """What is held before a digest from `first` on (`Bearing.HISTORY`), and how many in all are in dispute."""
        with self.looking(audience=audience) as selected:
            return selected(wanted).held(first)

    def logged_from(self, *, url: str | None = None, text: str | None = None, audience: Audience) -> list[Incident]:
        """The records read from an address, permalink or text and not retracted since, in the order of logging."""
        found = pick(audience, logged_from(url=url, text=text)).order_by(incident.c.id)
        with self.store.reading() as session:
            return read_incidents(session, found)

    def alike(self, draft: IncidentDraft, *, audience: Audience, limit: int = 4) -> list[Incident]:
        """The standing records that may be about the same event as a draft, the likeliest first."""
        near = pick(audience, may_be_same(draft)).order_by(*ordering("newest")).limit(CANDIDATES)
        with self.store.reading() as session:
            found = read_incidents(session, near, bare=True)
            likeliest = sorted(found, key=lambda record: likeness(draft, record), reverse=True)[:limit]
            return [again(session, record) for record in likeliest]

    def history(self, ref: str, *, audience: Audience) -> list[Revision]:
        """Everything that was done to a record, the first entry first. Raises RecordNotFound."""
        with self.store.reading() as session:
            return history_of(session, one(session, ref, audience))

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

        `version` is the one that the correction started from: VersionConflict if anything but notes came after it. A
        draft that does not say how well it is borne out leaves that as it was. Raises RecordNotFound.
        """
        after = checked(draft)
        with self.store.writing() as session:
            before = one(session, ref, audience, for_update=True)
            refuse_merged(before)
            if version is not None and version != before.version:
                _refuse_stale(before, history_of(session, before), version)
            if "verification" not in draft.model_fields_set:
                after = after.model_copy(update={"verification": before.verification})
            revise(session, before, after, action=Action.CORRECTED, by=by, at=at, reason=reason)
            return again(session, before)


def _refuse_stale(record: Incident, history: Sequence[Revision], version: int) -> None:
    """Raise VersionConflict where a record was changed after a version of it."""
    meanwhile = [entry for entry in history if entry.version > version]
    if version > record.version or any(entry.action != Action.NOTED for entry in meanwhile):
        raise VersionConflict(record, meanwhile)
