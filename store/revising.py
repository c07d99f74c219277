"""Changing a record without losing what it was: its new state, its next version, and what changed."""

import datetime as dt
from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session

from store.query import row_id
from store.records import Incident, IncidentDraft
from store.rows import columns_of, replace_children
from store.tables import incident, revisions


class Action(StrEnum):
    """What a history entry says was done."""

    LOGGED = "logged"
    IMPORTED = "imported"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    SHARED = "shared"
    UNSHARED = "unshared"
    NOTED = "noted"
    MERGED = "merged"
    UNMERGED = "unmerged"
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
    after: IncidentDraft | None = None,
    *,
    standing: Mapping[str, Any] | None = None,
    aside: Mapping[str, list[Any]] | None = None,
    always: bool = False,
    action: Action,
    by: str,
    at: dt.datetime,
    reason: str = "",
) -> bool:
    """Give a record new content or a new `standing`; False, and nothing written, where it has that already.

    `standing` are `status`, `verification`, `private` and `merged_into`, as far as they are to be set. `aside` goes
    into the history beside what changed. `always` makes an entry even if nothing did.
    """
    changes = (differences(before, after) if after else {}) | _moved(before, standing or {})
    if not changes and not always:
        return False
    number, version = int(row_id(before.ref) or 0), before.version + 1
    row = _columns(standing or {}) | (columns_of(after) if after else {})
    session.execute(update(incident).where(incident.c.id == number).values(**row, version=version, revised_at=at))
    if after:
        replace_children(session, number, after)
    entry = {"incident_id": number, "version": version, "action": action, "changes": changes | dict(aside or {})}
    session.execute(insert(revisions).values(**entry, by=by, at=at, reason=reason))
    return True


def _moved(before: Incident, standing: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What a new standing changes: name -> [old, new], as JSON values."""
    was = {
        "status": before.status,
        "verification": before.verification,
        "private": before.origin.private,
        "merged_into": before.merged_into,
    }
    return {name: [_plain(was[name]), _plain(new)] for name, new in standing.items() if was[name] != new}


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _columns(standing: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a standing fills in the incident table, where a reference is a row."""
    into = standing.get("merged_into")
    return dict(standing) | ({"merged_into": row_id(into) if into else None} if "merged_into" in standing else {})
