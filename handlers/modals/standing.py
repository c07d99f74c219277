"""Modals about how a record stands: confirm, dispute, retract, merge, share; and its history and words."""

import json
from collections.abc import Callable

from bot.checking import against
from bot.grounds import lines_of
from bot.permissions import Deed
from bot.verification import verify
from bot.wording import say_line, say_standing
from handlers import ids, records
from handlers.incoming import carried
from handlers.modals.opening import Opener
from handlers.people import allow, fetch_both, fetch_person
from handlers.views.blocks import Block, safe, section
from handlers.views.fields import choice_field, given_in, text_field
from handlers.views.history import history_view
from handlers.views.modal import modal
from handlers.views.words import words_view
from handlers.work import Work, Wrong
from store.drafts import DraftCard
from store.outbox import Outgoing
from store.records import Incident, IncidentDraft, Verification

REASON, STATE, CHOSEN, OTHER = "reason", "state", "chosen", "other"
ANOTHER = "another"
MOST_ALIKE = 8


def open_confirm(work: Work) -> Block:
    """How well is it borne out?"""
    record = _held(work, work.action["value"], Deed.CONFIRM)
    options = [(state.value, words) for words, state in records.STATES.items()]
    deserved = verify(record)
    state = choice_field(STATE, "How well is it borne out?", options, deserved.value, radio=True)
    why = text_field(REASON, "Why", hint="kept in the history of the record")
    return _about(record, "Confirm", ids.SUBMIT_CONFIRM, [state, why])


def open_dispute(work: Work) -> Block:
    """What is in dispute?"""
    record = _held(work, work.action["value"], Deed.CONFIRM)
    why = text_field(REASON, "What is in dispute?", hint="kept in the history of the record", lines=True, required=True)
    return _about(record, "Dispute", ids.SUBMIT_DISPUTE, [why])


def open_more(work: Work) -> Block:
    """What the menu of a record offers."""
    what, _, ref = work.action["selected_option"]["value"].partition(":")
    return _MORE[what](work, ref)


def open_words(work: Work) -> Block:
    """The words that each value of a draft was read from."""
    draft, number = work.action["value"].split(":")[:2]
    card: DraftCard = work.rooms.drafts.get(draft, audience=work.audience)
    return _words(card.id, card.items[int(number)].draft)


def confirmed(work: Work) -> list[Outgoing]:
    """The modal of a confirmation was sent in."""
    given = _given(work)
    return records.confirm(work, _ref(work), Verification(given[STATE]), given[REASON])


def disputed(work: Work) -> list[Outgoing]:
    """The modal of a dispute was sent in."""
    return records.dispute(work, _ref(work), _given(work)[REASON])


def retracted(work: Work) -> list[Outgoing]:
    """The modal of a retraction was sent in."""
    return records.retract(work, _ref(work), _given(work)[REASON])


def shared(work: Work) -> list[Outgoing]:
    """The modal that shares a record, or keeps it to its channel, was sent in."""
    act = records.share if carried(work.payload)["private"] else records.unshare
    return act(work, _ref(work), _given(work)[REASON])


def merged(work: Work) -> list[Outgoing]:
    """The modal of a merge was sent in: the record at hand becomes a part of the chosen one."""
    given = _given(work)
    other = given[OTHER].strip().strip("#").upper() or given.get(CHOSEN, "")
    if other in ("", ANOTHER):
        raise Wrong({OTHER: "Choose a record above, or write the number of another one here, like INT-1001."})
    return records.merge(work, _ref(work), other, given[REASON])


def _history(work: Work, ref: str) -> Block:
    record = work.desk.show(ref, audience=work.audience)
    entries = work.desk.ledger.history(record.ref, audience=work.audience)
    return history_view(record, entries, work.fetched.get("names") or {})


def _words_of_record(work: Work, ref: str) -> Block:
    record = work.desk.show(ref, audience=work.audience)
    return _words(record.ref, record)


def _retract(work: Work, ref: str) -> Block:
    record = _held(work, ref, Deed.RETRACT)
    why = text_field(REASON, "Why is it taken back?", hint="kept in the history", lines=True, required=True)
    return _about(record, "Retract", ids.SUBMIT_RETRACT, [why])


def _share(work: Work, ref: str) -> Block:
    record = _held(work, ref, Deed.SHARE)
    private = record.origin.private
    said = (
        "Shared, it can be asked for in every channel of the workspace, with its source and the report's text."
        if private
        else "Kept to its channel, it is used nowhere else any more. What was posted elsewhere before stays there."
    )
    why = text_field(REASON, "Why", hint="kept in the history of the record")
    submit = "Share" if private else "Keep"
    return _about(record, submit, ids.SUBMIT_SHARE, [section(safe(said)), why], private=private)


def _merge(work: Work, ref: str) -> Block:
    record = _held(work, ref, Deed.MERGE)
    alike = against(work.desk.ledger, record, audience=work.audience, most=MOST_ALIKE).held
    options = [(held.record.ref, f"{held.record.name}: {say_line(held.record)}") for held in alike]
    first = options[0][0] if options else ANOTHER
    chosen = choice_field(CHOSEN, "It is the same event as", [*options, (ANOTHER, "Another record")], first, radio=True)
    blocks = [
        section(f"The record that you choose stays; {safe(record.name)} becomes a part of it. This can be undone."),
        chosen,
        text_field(OTHER, "Another record", hint="its number, like INT-1001"),
        text_field(REASON, "Why", hint="kept in the history of both"),
    ]
    return _about(record, "Merge", ids.SUBMIT_MERGE, blocks)


def _words(title: str, draft: IncidentDraft) -> Block:
    published = next((source.published for source in draft.sources if source.published), None)
    text = next((source.text for source in draft.sources if source.text), "")
    return words_view(f"Words of {title}", lines_of(draft, published), text or "")


def _held(work: Work, ref: str, deed: Deed) -> Incident:
    """A record that the one who acts may do this with."""
    record = work.desk.show(ref, audience=work.audience)
    allow(work, deed, record)
    return record


def _about(record: Incident, deed: str, callback_id: str, blocks: list[Block], **more: object) -> Block:
    """A modal that says first which record it is about."""
    head = section(f"*{safe(record.name)}* · {safe(say_standing(record))}\n{safe(say_line(record))}")
    carries = json.dumps({"ref": record.ref, **more})
    title = f"{deed} {record.ref}"
    return modal(title, [head, *blocks], submit=deed, callback_id=callback_id, private_metadata=carries)


def _ref(work: Work) -> str:
    return str(carried(work.payload)["ref"])


def _given(work: Work) -> dict[str, str]:
    return given_in(work.payload["view"]["state"]["values"])


_MORE: dict[str, Callable[[Work, str], Block]] = {
    "history": _history,
    "words": _words_of_record,
    "merge": _merge,
    "retract": _retract,
    "share": _share,
    "unshare": _share,
}
OPENERS = {
    f"action:{ids.RECORD_CONFIRM}": Opener("Confirm", open_confirm),
    f"action:{ids.RECORD_DISPUTE}": Opener("Dispute", open_dispute),
    f"action:{ids.RECORD_MORE}": Opener("Record", open_more),
    f"action:{ids.DRAFT_WORDS}": Opener("Words", open_words),
}
SUBMISSIONS = {
    f"view:{ids.SUBMIT_CONFIRM}": confirmed,
    f"view:{ids.SUBMIT_DISPUTE}": disputed,
    f"view:{ids.SUBMIT_RETRACT}": retracted,
    f"view:{ids.SUBMIT_MERGE}": merged,
    f"view:{ids.SUBMIT_SHARE}": shared,
}
FETCHERS = {
    **dict.fromkeys(OPENERS, fetch_person),
    **dict.fromkeys(SUBMISSIONS, fetch_person),
    f"action:{ids.RECORD_MORE}": fetch_both,
}
