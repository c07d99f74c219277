"""What people do with records: confirm, dispute, retract, restore, share, merge; by button and by command alike."""

import re
from collections.abc import Callable

from bot.comparing import say_changes
from bot.editing import NAMES, WrongFields, edited
from bot.permissions import Deed
from bot.verification import verify
from bot.wording import say_standing
from handlers import ids
from handlers.people import actor, allow, fetch_both, fetch_person
from handlers.showing import in_thread, refreshed, shown
from handlers.views.help import sentence
from handlers.views.history import history
from handlers.work import Work
from store.cards import CardKind, CardOf
from store.errors import DeskError
from store.outbox import Outgoing
from store.records import Incident, Verification

FIELD = re.compile(r"\s*(\w[\w ]*?)\s*[:=]\s*(.*)", re.DOTALL)
STATES = {
    "official": Verification.OFFICIAL,
    "several sources": Verification.SEVERAL_SOURCES,
    "single source": Verification.SINGLE_SOURCE,
    "unverified": Verification.UNVERIFIED,
}
CALLED = {
    "when": "day",
    "date": "day",
    "where": "places",
    "place": "places",
    "who": "actors",
    "answered": "responders",
    "aircraft": "came",
    "what": "kind",
    "reported by": "announced",
    "announced by": "announced",
}


def confirm(work: Work, ref: str, verification: Verification, reason: str) -> list[Outgoing]:
    """Say how well a record is borne out."""
    record = _record(work, ref, Deed.CONFIRM)
    by, at = work.place.user, work.now
    after = work.desk.ledger.confirm(record.ref, verification, by=by, at=at, reason=reason, audience=work.audience)
    said = next(words for words, state in STATES.items() if state == verification)
    return _did(work, record, after, f"confirmed {after.name} as {said}", reason)


def dispute(work: Work, ref: str, reason: str) -> list[Outgoing]:
    """Say that a record is in dispute, and why."""
    record = _record(work, ref, Deed.CONFIRM)
    by, at = work.place.user, work.now
    after = work.desk.ledger.dispute(record.ref, by=by, at=at, reason=reason, audience=work.audience)
    return _did(work, record, after, f"disputed {after.name}", reason)


def retract(work: Work, ref: str, reason: str) -> list[Outgoing]:
    """Take a record back, and say why."""
    record = _record(work, ref, Deed.RETRACT)
    by, at = work.place.user, work.now
    after = work.desk.ledger.retract(record.ref, by=by, at=at, reason=reason, audience=work.audience)
    return _did(work, record, after, f"retracted {after.name}", reason)


def restore(work: Work, ref: str) -> list[Outgoing]:
    """Give a retracted record back the standing that it had."""
    record = _record(work, ref, Deed.RETRACT)
    after = work.desk.ledger.restore(record.ref, by=work.place.user, at=work.now, audience=work.audience)
    return _did(work, record, after, f"restored {after.name}")


def share(work: Work, ref: str, reason: str = "") -> list[Outgoing]:
    """Open a private channel's record to the workspace."""
    record = _record(work, ref, Deed.SHARE)
    after = work.desk.ledger.share(record.ref, by=work.place.user, at=work.now, reason=reason, audience=work.audience)
    return _did(work, record, after, f"shared {after.name} with the whole workspace", reason)


def unshare(work: Work, ref: str, reason: str = "") -> list[Outgoing]:
    """Keep a record to the channel that it came from."""
    record = _record(work, ref, Deed.SHARE)
    after = work.desk.ledger.unshare(record.ref, by=work.place.user, at=work.now, reason=reason, audience=work.audience)
    return _did(work, record, after, f"keeps {after.name} to the channel that it came from", reason)


def merge(work: Work, gone: str, keep: str, reason: str = "") -> list[Outgoing]:
    """Make two records of one event one: `gone` becomes a part of `keep`."""
    ours, theirs = _record(work, keep, Deed.MERGE), _record(work, gone, Deed.MERGE)
    by, at, audience = work.place.user, work.now, work.audience
    after = work.desk.ledger.merge(
        ours.ref, theirs.ref, by=by, at=at, reason=reason, audience=audience, borne_out=verify
    )
    work.touched.append(theirs.ref)
    words = f"{actor(work)} merged {theirs.name} into {after.name}"
    return [*told(work, after, words, reason), *refreshed(work, [theirs.ref], but=_pressed(work))]


def unmerge(work: Work, gone: str) -> list[Outgoing]:
    """Undo a merge: both records stand again."""
    record = _record(work, gone, Deed.MERGE)
    keep = record.merged_into
    after = work.desk.ledger.unmerge(record.ref, by=work.place.user, at=work.now, audience=work.audience)
    words = f"{actor(work)} undid the merge of {after.name} into {keep}"
    if keep:
        work.touched.append(keep)
    return [*told(work, after, words), *refreshed(work, [keep] if keep else [], but=_pressed(work))]


def told(work: Work, record: Incident, words: str, reason: str = "") -> list[Outgoing]:
    """Every card of a record as it stands now, and a line of what was done in its thread; here where it is nowhere."""
    work.touched.append(record.ref)
    line = f"{words}: {reason.strip()}" if reason.strip() else f"{words}."
    lines = in_thread(work, record.ref, line)
    pressed = _pressed(work)
    own = [work.respond(shown(work, record))] if pressed else []
    if not lines:
        lines = [work.say(sentence(line), key="told")]
    elif "command" in work.payload:
        lines.append(work.say(sentence(line), to=work.place.user, key="told"))
    return [*own, *refreshed(work, [record.ref], but=pressed), *lines]


def restore_pressed(work: Work) -> list[Outgoing]:
    """The button Restore."""
    return restore(work, work.action["value"])


def unmerge_pressed(work: Work) -> list[Outgoing]:
    """The button that undoes a merge."""
    return unmerge(work, work.action["value"])


def confirm_typed(work: Work, words: str) -> list[Outgoing]:
    """`/intercept confirm INT-1001 official, because …`."""
    ref, rest = _ref_and_rest(words, "confirm INT-1001 official")
    stated = next((name for name in STATES if rest.lower().replace("_", " ").startswith(name)), None)
    if stated:
        return confirm(work, ref, STATES[stated], rest[len(stated) :].strip(" ,:.-–—"))
    deserved = verify(work.desk.show(ref, audience=work.audience))
    if deserved == Verification.UNVERIFIED:
        raise DeskError(
            f"Say how well it is borne out: `/intercept confirm {ref} official`, `several sources` or `single source`."
        )
    return confirm(work, ref, deserved, rest)


def dispute_typed(work: Work, words: str) -> list[Outgoing]:
    """`/intercept dispute INT-1001 because …`."""
    ref, reason = _with_reason(words, "dispute")
    return dispute(work, ref, reason)


def retract_typed(work: Work, words: str) -> list[Outgoing]:
    """`/intercept retract INT-1001 because …`."""
    ref, reason = _with_reason(words, "retract")
    return retract(work, ref, reason)


def merge_typed(work: Work, words: str) -> list[Outgoing]:
    """`/intercept merge INT-1002 into INT-1001`."""
    parts = words.replace(",", " ").split()
    refs = [part for part in parts[:3] if part.lower() not in ("into", "and", "with")][:2]
    if len(refs) < 2:
        raise DeskError("Say which two: `/intercept merge INT-1002 into INT-1001` keeps INT-1001.")
    reason = words.split(refs[1], 1)[1] if refs[0] != refs[1] else ""
    return merge(work, refs[0], refs[1], reason.strip())


def history_typed(work: Work, words: str) -> list[Outgoing]:
    """`/intercept history INT-1001`."""
    ref, _ = _ref_and_rest(words, "history INT-1001")
    record = work.desk.show(ref, audience=work.audience)
    entries = work.desk.ledger.history(record.ref, audience=work.audience)
    return [work.say(history(record, entries, work.fetched.get("names") or {}), to=work.place.user)]


def edit_typed(work: Work, words: str) -> list[Outgoing]:
    """`/intercept edit INT-1001 day: 2019-05-21; places: Alaska`; without values the card with its Edit button."""
    ref, rest = _ref_and_rest(words, "edit INT-1001 day: 2019-05-21")
    record = _record(work, ref, Deed.EDIT)
    if not rest:
        return [work.say(shown(work, record), to=work.place.user)]
    given = _fields_in(rest)
    try:
        after = edited(record, given, today=work.today)
    except WrongFields as wrong:
        raise DeskError(str(wrong)) from wrong
    return corrected(
        work,
        record,
        work.desk.ledger.correct(record.ref, after, by=work.place.user, at=work.now, audience=work.audience),
    )


def corrected(work: Work, before: Incident, after: Incident, reason: str = "") -> list[Outgoing]:
    """What is told of a correction: which values changed."""
    changes = say_changes(work.desk.ledger.history(after.ref, audience=work.audience)[-1].changes)
    why = f" ({reason.strip()})" if reason.strip() else ""
    return _did(work, before, after, f"edited {after.name}", "; ".join(changes) + why)


def _did(work: Work, before: Incident, after: Incident, what: str, reason: str = "") -> list[Outgoing]:
    """What is told of a deed; only to who did it where it changed nothing."""
    if after.version == before.version:
        words = f"{after.name} stands so already ({say_standing(after)}): nothing was changed."
        return [work.say(sentence(words), to=work.place.user)]
    return told(work, after, f"{actor(work)} {what}", reason)


def show_typed(work: Work, words: str) -> list[Outgoing]:
    """`/intercept show INT-1001`: its live card."""
    ref, _ = _ref_and_rest(words, "show INT-1001")
    record = work.desk.show(ref, audience=work.audience)
    return [work.say(shown(work, record), card=CardOf(kind=CardKind.RECORD, subject=record.ref))]


def _by_ref(verb: str, act: Callable[[Work, str], list[Outgoing]]) -> Callable[[Work, str], list[Outgoing]]:
    """A command that takes a reference and nothing more."""

    def typed(work: Work, words: str) -> list[Outgoing]:
        return act(work, _ref_and_rest(words, f"{verb} INT-1001")[0])

    return typed


def _record(work: Work, ref: str, deed: Deed) -> Incident:
    """A record that the one who acts may do this with."""
    record = work.desk.show(ref, audience=work.audience)
    allow(work, deed, record)
    return record


def _ref_and_rest(words: str, example: str) -> tuple[str, str]:
    ref, _, rest = words.strip().partition(" ")
    ref = ref.strip("#,.:").upper() if ref.upper().startswith("INT-") else ref.strip("#,")
    if not ref:
        raise DeskError(f"Say which record: `/intercept {example}`.")
    return ref, rest.strip()


def _with_reason(words: str, verb: str) -> tuple[str, str]:
    ref, reason = _ref_and_rest(words, f"{verb} INT-1001 and the reason")
    if not reason:
        raise DeskError(f"Say why, for the history: `/intercept {verb} {ref}` and the reason.")
    return ref, reason


def _fields_in(words: str) -> dict[str, str]:
    """`day: 2019-05-21; places: Alaska` as fields."""
    given = {}
    for part in words.split(";"):
        found = FIELD.fullmatch(part)
        name = CALLED.get(found[1].lower(), found[1].lower()) if found else ""
        if found is None or name not in NAMES:
            raise DeskError(
                f"Say field and value: `/intercept edit INT-1001 day: 2019-05-21; places: Alaska`. "
                f"The fields are {', '.join(NAMES)}."
            )
        given[name] = found[2].strip()
    return given


def _pressed(work: Work) -> str | None:
    """The message in which a button was pressed, if one was."""
    ts: str | None = (work.payload.get("container") or {}).get("message_ts")
    return ts


COMMANDS = {
    "confirm": confirm_typed,
    "dispute": dispute_typed,
    "retract": retract_typed,
    "restore": _by_ref("restore", restore),
    "share": _by_ref("share", share),
    "unshare": _by_ref("unshare", unshare),
    "merge": merge_typed,
    "unmerge": _by_ref("unmerge", unmerge),
    "history": history_typed,
    "edit": edit_typed,
    "show": show_typed,
}
THINKERS = {f"action:{ids.RECORD_RESTORE}": restore_pressed, f"action:{ids.RECORD_UNMERGE}": unmerge_pressed}
FETCHERS = {
    "command": fetch_both,
    f"action:{ids.RECORD_RESTORE}": fetch_person,
    f"action:{ids.RECORD_UNMERGE}": fetch_person,
}
