"""Changing a record without losing what it was: its new state, its next version, and what changed."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session

from store.query import row_id
from store.records import Incident, IncidentDraft, Status
from store.rows import columns_of, replace_children
from store.tables import incident, revisions


class Action(StrEnum):
    """What a history entry says was done."""

    LOGGED = "logged"
    IMPORTED = "imported"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    RESTORED = "restored"


def differences(before: IncidentDraft, after: IncidentDraft) -> dict[str, list[Any]]:
    """The fields of a draft in which two records differ: name -> [old, new], as JSON values."""
    names = set(IncidentDraft.model_fields)
    old, new = (record.model_dump(mode="json", include=names) for record in (before, after))
    return {name: [old[name], new[name]] for name in IncidentDraft.model_fields if old[name] != new[name]}


def revise(
    session: Session,
    before: Incident,
    after: IncidentDraft | Status,
    *,
    action: Action,
    by: str,
    at: dt.datetime,
    reason: str = "",
) -> bool:
    """Give a record new content or a new status; False, and nothing written, where it has that already."""
    row: dict[str, Any]
    if isinstance(after, Status):
        row, changes = {"status": after}, {"status": [before.status.value, after.value]}
        changes = {} if before.status == after else changes
    else:
        row, changes = columns_of(after), differences(before, after)
    if not changes:
        return False
    number, version = row_id(before.ref), before.version + 1
    session.execute(update(incident).where(incident.c.id == number).values(**row, version=version, revised_at=at))
    if isinstance(after, IncidentDraft):
        replace_children(session, int(number or 0), after)
    entry = {"incident_id": number, "version": version, "action": action, "changes": changes}
    session.execute(insert(revisions).values(**entry, by=by, at=at, reason=reason))
    return True
