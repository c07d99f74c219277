"""From records to rows: what a draft fills in each table."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

from sqlalchemy import Table, delete, insert
from sqlmodel import Session

from store.columns import storable, words_key
from store.records import IncidentDraft, Origin, Side
from store.tables import (
    CHILDREN,
    IncidentRow,
    areas,
    incident,
    platforms,
    reporters,
    revisions,
    sources,
    states,
)

Row = dict[str, Any]
IDS_PER_QUERY = 2000  # well under what either driver takes as parameters
LONG = frozenset(("evidence", "text", "author", "url_key", "text_key"))
ORIGIN = {"team": "team", "channel": "channel", "private": "private", "user": "sender"}  # field: column
STANDING = ("outside_ref", "status", "logged_by", "logged_at", "revised_at", "version")
SAME_IN_BOTH = tuple(
    name for name in IncidentDraft.model_fields if name in IncidentRow.model_fields and name != "evidence"
)


def checked(draft: IncidentDraft) -> IncidentDraft:
    """The draft validated once more, its texts storable.

    Copies made with `model_copy` were never validated, and a bad row could not be read back.
    """
    return IncidentDraft.model_validate(_storable(draft.model_dump(include=set(IncidentDraft.model_fields))))


def _storable(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return storable(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {name: _storable(item) for name, item in value.items()}
    return value


def columns_of(draft: IncidentDraft) -> Row:
    """The values that a draft fills in the incident table."""
    row: Row = {name: getattr(draft, name) for name in SAME_IN_BOTH}
    if draft.time_of_day:
        row["time_of_day"] = draft.time_of_day.replace(tzinfo=None)
    far = draft.distance
    return row | {
        "distance_value": far.value if far else None,
        "distance_unit": far.unit if far else None,
        "distance_origin": far.origin if far else None,
        "distance_km": far.km if far else None,
        "evidence": [evidence.model_dump(mode="json") for evidence in draft.evidence],
    }


def columns_of_origin(origin: Origin) -> Row:
    """The values that an origin fills in the incident table."""
    return {column: getattr(origin, name) for name, column in ORIGIN.items()}


def children_of(incident_id: int, draft: IncidentDraft) -> dict[Table, list[Row]]:
    """The rows that a draft fills in each of the child tables."""
    key = {"incident_id": incident_id}
    sides = ((Side.ACTOR, draft.actors), (Side.RESPONDER, draft.responders))
    places = ((False, draft.areas), (True, draft.also_in))
    return {
        states: [key | {"side": s, "position": n, "code": code} for s, codes in sides for n, code in enumerate(codes)],
        platforms: [key | {"position": n, **p.model_dump()} for n, p in enumerate(draft.platforms)],
        areas: [key | {"inferred": i, "position": n, "name": a} for i, names in places for n, a in enumerate(names)],
        reporters: [key | {"position": n, "name": name} for n, name in enumerate(draft.reported_by)],
        sources: [
            key
            | {"position": n, **s.model_dump()}
            | {"url_key": words_key(s.url) if s.url else None, "text_key": words_key(s.text) if s.text else None}
            for n, s in enumerate(draft.sources)
        ],
    }


def insert_incidents(
    session: Session, rows: Sequence[tuple[Row, IncidentDraft]], *, by: str, at: dt.datetime, action: str
) -> list[int]:
    """Insert records (standing and draft) with children and first revisions; gives their ids, in order."""
    if not rows:
        return []
    made = insert(incident).returning(incident.c.id, sort_by_parameter_order=True)
    whole = [
        {"logged_by": by, "logged_at": at, "revised_at": at, "version": 1} | standing | columns_of(draft)
        for standing, draft in rows
    ]
    ids = [int(number) for number in session.execute(made, whole).scalars()]
    insert_children(session, zip(ids, (draft for _, draft in rows), strict=True))
    insert_revisions(session, ids, 1, action=action, by=by, at=at)
    return ids


def insert_children(session: Session, drafts: Iterable[tuple[int, IncidentDraft]]) -> None:
    """Insert the child rows of some records, one statement a table."""
    gathered: dict[Table, list[Row]] = defaultdict(list)
    for incident_id, draft in drafts:
        for table, rows in children_of(incident_id, draft).items():
            gathered[table] += rows
    for table, rows in gathered.items():
        if rows:
            session.execute(insert(table), rows)


def replace_children(session: Session, incident_id: int, draft: IncidentDraft) -> None:
    """Put the child rows of a draft in the place of those that a record has."""
    for table in CHILDREN:
        session.execute(delete(table).where(table.c.incident_id == incident_id))
    insert_children(session, [(incident_id, draft)])


def insert_revisions(
    session: Session, ids: Sequence[int], version: int, *, action: str, by: str, at: dt.datetime
) -> None:
    """Write the same entry without changes into the histories of some records."""
    entry = {"version": version, "action": action, "by": by, "at": at, "reason": "", "changes": {}}
    session.execute(insert(revisions), [{"incident_id": incident_id, **entry} for incident_id in ids])
