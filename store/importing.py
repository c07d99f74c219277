"""Taking in records from outside so that a second import of the same file changes nothing."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select, text, update
from sqlmodel import Session, SQLModel

from store.errors import StoreError
from store.filters import OPERATOR
from store.interchange import to_outside
from store.query import pick, row_id
from store.readback import read_incidents
from store.records import Incident, IncidentDraft, Status, Verification
from store.revising import Action, revise
from store.rows import IDS_PER_QUERY, Row, insert_incidents
from store.tables import incident

IMPORT_LOCK = 0x1D35D  # any number; two imports into one PostgreSQL database must agree on it


class Imported(SQLModel):
    """What became of the records of an import."""

    added: int = 0
    revised: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record on its way in: the key by which it is known again and what it says.

    `taken` is the reference that it bears where that is one of ours and means something else here.
    """

    key: str
    ref: str | None
    digest: str
    draft: IncidentDraft
    taken: str | None = None


def import_drafts(
    session: Session,
    records: Sequence[tuple[str | None, IncidentDraft]],
    *,
    standing: Row,
    by: str,
    at: dt.datetime,
) -> Imported:
    """Add what is new, revise what changed in the file since it was last taken in, leave the rest as it is.

    `standing` holds the origin's columns. A record without a reference is known by its content: the second of
    two alike in one file is the second of them again next time. Raises StoreError.
    """
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": IMPORT_LOCK})
    arrivals = _arrivals(session, records)
    known = _known(session, list(arrivals), team=standing["team"])
    new: list[tuple[Row, IncidentDraft]] = []
    changed: dict[int, Arrival] = {}
    for key, arrival in arrivals.items():
        if key not in known:
            _refuse_taken(arrival)
            own = {"import_key": key, "import_digest": arrival.digest, "outside_ref": arrival.ref}
            new.append((standing | own | {"status": Status.CONFIRMED}, arrival.draft))
        elif known[key][1] != arrival.digest:
            changed[known[key][0]] = arrival
    insert_incidents(session, new, by=by, at=at, action=Action.IMPORTED)
    revised = _revise(session, changed, by=by, at=at)
    return Imported(added=len(new), revised=revised, unchanged=len(records) - len(new) - revised)


def content_digest(draft: IncidentDraft) -> str:
    """A fingerprint of what the outside form of a record says, its reference apart."""
    form = {name: value for name, value in to_outside(draft).items() if name != "ref"}
    return hashlib.sha256(json.dumps(form, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _arrivals(session: Session, records: Iterable[tuple[str | None, IncidentDraft]]) -> dict[str, Arrival]:
    """The records of an import by their keys. Raises StoreError where one reference stands for two things."""
    ours = _bearing(session, [ref for ref, _ in records if ref])
    alike: Counter[str] = Counter()
    arrivals: dict[str, Arrival] = {}
    for ref, draft in records:
        digest, taken = content_digest(draft), None
        number = row_id(ref) if ref else None
        if number is not None:  # from an export, of this ledger or of another one
            if ours.get(number) == digest:
                continue
            ref, taken = None, ref if number in ours else None
        if ref is None:
            alike[digest] += 1
            key = f"content:{digest}:{alike[digest]}"
        else:
            key = f"ref:{ref}"
        before = arrivals.setdefault(key, Arrival(key, ref, digest, draft, taken))
        if before.digest != digest:
            raise StoreError(f"{ref} stands twice in the import, not alike: keep one of the two and import again.")
    return arrivals


def _bearing(session: Session, refs: Iterable[str]) -> dict[int, str]:
    """The records of this ledger that some of our own references name, each with its content digest."""
    numbers = [number for ref in refs if (number := row_id(ref)) is not None]
    found: dict[int, str] = {}
    for start in range(0, len(numbers), IDS_PER_QUERY):
        some = incident.c.id.in_(numbers[start : start + IDS_PER_QUERY])
        for record in read_incidents(session, pick(OPERATOR, some)):
            found[row_id(record.ref) or 0] = content_digest(record)
    return found


def _known(session: Session, keys: Sequence[str], *, team: str) -> dict[str, tuple[int, str]]:
    """Row and last digest of the records of a workspace that were imported under some of these keys."""
    c = incident.c
    found: dict[str, tuple[int, str]] = {}
    for start in range(0, len(keys), IDS_PER_QUERY):
        some = c.import_key.in_(keys[start : start + IDS_PER_QUERY])
        for key, number, digest in session.execute(
            select(c.import_key, c.id, c.import_digest).where(c.team == team, some)
        ):
            found[key] = number, digest
    return found


def _refuse_taken(arrival: Arrival) -> None:
    if arrival.taken:
        raise StoreError(
            f"{arrival.taken} is another record of this ledger: take `ref` out of the import to add it as a "
            "new one, or correct the record here."
        )


def _as_verified(before: Incident, draft: IncidentDraft) -> IncidentDraft:
    """The draft, as well borne out as people here found it to be: a file does not know better than they do."""
    if before.verification == Verification.UNVERIFIED:
        return draft
    return draft.model_copy(update={"verification": before.verification})


def _revise(session: Session, changed: dict[int, Arrival], *, by: str, at: dt.datetime) -> int:
    numbers, revised = list(changed), 0
    for start in range(0, len(numbers), IDS_PER_QUERY):
        some = incident.c.id.in_(numbers[start : start + IDS_PER_QUERY])
        for before in read_incidents(session, pick(OPERATOR, some)):
            arrival = changed[row_id(before.ref) or 0]
            revised += revise(
                session,
                before,
                _as_verified(before, arrival.draft),
                action=Action.IMPORTED,
                by=by,
                at=at,
                reason="changed in its source",
            )
            session.execute(
                update(incident).where(incident.c.id == row_id(before.ref)).values(import_digest=arrival.digest)
            )
    return revised
