"""Editing a record or a draft in a modal: checked field by field, and against what others did meanwhile."""

import hashlib
import json
from collections.abc import Sequence

from bot.comparing import say_changes
from bot.editing import Fields, WrongFields, edited, fields_of, rebased
from bot.permissions import Deed
from handlers import ids
from handlers.incoming import carried
from handlers.modals.opening import Opener
from handlers.people import allow, fetch_person
from handlers.records import corrected
from handlers.showing import drawn, refreshed
from handlers.views.blocks import Block
from handlers.views.editing import LABELS, REASON, edit_view, fields_in
from handlers.views.fields import given_in
from handlers.work import Instead, Work, Wrong
from store.drafts import DraftCard, ItemState
from store.errors import DraftSettled, VersionConflict
from store.outbox import Outgoing
from store.records import Incident, IncidentDraft, Revision
from store.revising import Action
from store.standing import refuse_fallen


def open_record(work: Work) -> Block:
    """The modal of a record as it stands."""
    record = work.desk.show(work.action["value"], audience=work.audience)
    allow(work, Deed.EDIT, record)
    refuse_fallen(record)
    return _record_view(record, fields_of(record), reason="")


def save_record(work: Work) -> list[Outgoing]:
    """Take the modal of a record: correct it, or show what is wrong, or what others changed since it was opened."""
    carries, given = carried(work.payload), _given(work)
    record = work.desk.show(carries["ref"], audience=work.audience)
    allow(work, Deed.EDIT, record)
    refuse_fallen(record)
    meanwhile = _since(work, record, int(carries["version"]))
    if meanwhile:
        raise Instead(_conflict_view(record, meanwhile, given))
    reason = given.get(REASON, "")
    try:
        after = edited(record, fields_in(given), today=work.today)
        kept = work.desk.ledger.correct(
            record.ref,
            after,
            by=work.place.user,
            at=work.now,
            version=record.version,
            reason=reason,
            audience=work.audience,
        )
    except WrongFields as wrong:
        raise Wrong(wrong.sentences) from wrong
    except VersionConflict as conflict:
        raise Instead(_conflict_view(conflict.current, conflict.meanwhile, given)) from conflict
    return corrected(work, record, kept, reason)


def open_draft(work: Work) -> Block:
    """The modal of one incident of a draft card."""
    card, position = _item_of(work, work.action["value"])
    return _draft_view(card, position, fields_of(card.items[position].draft))


def save_draft(work: Work) -> list[Outgoing]:
    """Take the modal of a draft: nothing is in the ledger yet."""
    carries, given = carried(work.payload), _given(work)
    card, position = _item_of(work, carries["draft"])
    draft, mine = card.items[position].draft, fields_in(given)
    theirs = fields_of(draft)
    if carries["was"] != _mark(theirs):
        both = [name for name in LABELS if mine[name].split() != theirs[name].split()]
        rows = [f"{LABELS[name]}: {theirs[name] or 'nothing'}" for name in both]
        raise Instead(_draft_view(card, position, mine, meanwhile=rows or ["nothing that you did not write too"]))
    try:
        better = edited(draft, mine, today=work.today)
    except WrongFields as wrong:
        raise Wrong(wrong.sentences) from wrong
    by, at = work.place.user, work.now
    work.rooms.drafts.replace_item(
        card.id, position, better, version=card.version, by=by, at=at, audience=work.audience
    )
    changed = refreshed(work, drafts=[card.id])
    now = work.rooms.drafts.get(card.id, audience=work.audience)
    return changed or [work.say(drawn(work, now), to=work.place.user)]


def _given(work: Work) -> Fields:
    return given_in(work.payload["view"]["state"]["values"])


def _since(work: Work, record: Incident, version: int) -> list[Revision]:
    """What was done to a record since a version of it, notes left out."""
    if version == record.version:
        return []
    history = work.desk.ledger.history(record.ref, audience=work.audience)
    return [entry for entry in history if entry.version > version and entry.action != Action.NOTED]


def _conflict_view(record: Incident, meanwhile: Sequence[Revision], given: Fields) -> Block:
    """The modal once more: what I wrote on top of what others made of the record meanwhile, and what that was."""
    base = fields_of(_before(record, meanwhile))
    merged, both = rebased(base, fields_in(given), fields_of(record))
    told = [f"{entry.action}: {line}" for entry in meanwhile for line in say_changes(entry.changes) or [entry.reason]]
    return _record_view(record, merged, reason=given.get(REASON, ""), meanwhile=told or ["its standing"], both=both)


def _before(record: Incident, meanwhile: Sequence[Revision]) -> IncidentDraft:
    """A record as it was before some entries of its history."""
    content = record.model_dump(mode="json", include=set(IncidentDraft.model_fields))
    for entry in reversed(meanwhile):
        content |= {name: values[0] for name, values in entry.changes.items() if name in content}
    return IncidentDraft.model_validate(content)


def _record_view(
    record: Incident, fields: Fields, *, reason: str, meanwhile: Sequence[str] = (), both: Sequence[str] = ()
) -> Block:
    return edit_view(
        f"Edit {record.ref}",
        fields,
        callback_id=ids.SUBMIT_EDIT,
        carries=json.dumps({"ref": record.ref, "version": record.version}),
        reason=reason,
        meanwhile=meanwhile,
        both=both,
    )


def _draft_view(card: DraftCard, position: int, fields: Fields, *, meanwhile: Sequence[str] = ()) -> Block:
    was = _mark(fields_of(card.items[position].draft))
    return edit_view(
        f"Edit {card.id}",
        fields,
        callback_id=ids.SUBMIT_DRAFT,
        carries=json.dumps({"draft": f"{card.id}:{position}", "was": was}),
        meanwhile=meanwhile,
    )


def _item_of(work: Work, value: str) -> tuple[DraftCard, int]:
    draft, number = value.split(":")[:2]
    card, position = work.rooms.drafts.get(draft, audience=work.audience), int(number)
    if card.items[position].state != ItemState.OPEN:
        raise DraftSettled(card, position)
    return card, position


def _mark(fields: Fields) -> str:
    """A short sign by which fields are known again."""
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]


OPENERS = {
    f"action:{ids.RECORD_EDIT}": Opener("Edit the record", open_record),
    f"action:{ids.DRAFT_EDIT}": Opener("Edit the draft", open_draft),
}
SUBMISSIONS = {f"view:{ids.SUBMIT_EDIT}": save_record, f"view:{ids.SUBMIT_DRAFT}": save_draft}
FETCHERS = {f"action:{ids.RECORD_EDIT}": fetch_person, f"view:{ids.SUBMIT_EDIT}": fetch_person}
