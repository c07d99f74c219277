"""What people make of a record: borne out, disputed, shared, taken back, merged with another; each in its history."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlmodel import Session

from store.errors import NotAllowed
from store.filters import Audience
from store.journal import Journal
from store.merging import merged, unmerged
from store.query import row_id
from store.records import Incident, IncidentDraft, Revision, Status, Verification
from store.revising import Action, revise
from store.rows import checked
from store.single import again, history_of, one


class Standing(Journal):
    """How records stand, over an open store. Every verb raises RecordNotFound, also for what the audience may not see.

    A verb that changes nothing leaves no trace. One that a record does not take as it stands raises NotAllowed.
    """

    def confirm(
        self,
        ref: str,
        verification: Verification,
        *,
        by: str,
        at: dt.datetime,
        reason: str = "",
        audience: Audience,
    ) -> Incident:
        """Say how well a record is borne out. A draft becomes a confirmed record; a dispute is settled."""
        standing = {"verification": verification, "status": Status.CONFIRMED}
        return self._set(ref, standing, Action.CONFIRMED, by=by, at=at, reason=reason, audience=audience)

    def dispute(self, ref: str, *, by: str, at: dt.datetime, reason: str = "", audience: Audience) -> Incident:
        """Say that a record is in dispute. It stays in the answers, marked."""
        standing = {"verification": Verification.DISPUTED}
        return self._set(ref, standing, Action.DISPUTED, by=by, at=at, reason=reason, audience=audience)

    def share(self, ref: str, *, by: str, at: dt.datetime, reason: str = "", audience: Audience) -> Incident:
        """Open a private channel's record to the whole workspace."""
        return self._set(ref, {"private": False}, Action.SHARED, by=by, at=at, reason=reason, audience=audience)

    def unshare(self, ref: str, *, by: str, at: dt.datetime, reason: str = "", audience: Audience) -> Incident:
        """Keep a record to the channel that it came from. Not for one from no channel, which nobody would see then."""
        with self.store.writing() as session:
            record = one(session, ref, audience)
            if not (record.origin.team and record.origin.channel):
                raise NotAllowed(f"{record.ref} came from no channel that it could be kept to: retract it instead.")
            return self._set(ref, {"private": True}, Action.UNSHARED, by=by, at=at, reason=reason, audience=audience)

    def note(self, ref: str, text: str, *, by: str, at: dt.datetime, audience: Audience) -> Incident:
        """Put a note into a record's history: that its source was deleted, say. For merged and retracted ones too."""
        with self.store.writing() as session:
            before = one(session, ref, audience, for_update=True)
            revise(session, before, always=True, action=Action.NOTED, by=by, at=at, reason=text)
            return again(session, before)

    def retract(self, ref: str, *, by: str, at: dt.datetime, reason: str = "", audience: Audience) -> Incident:
        """Take a record back. It stays in the ledger and can be restored. Raises RecordNotFound."""
        with self.store.writing() as session:
            before = one(session, ref, audience, for_update=True)
            refuse_merged(before)
            standing = {"status": Status.RETRACTED}
            revise(session, before, standing=standing, action=Action.RETRACTED, by=by, at=at, reason=reason)
            return again(session, before)

    def restore(self, ref: str, *, by: str, at: dt.datetime, reason: str = "", audience: Audience) -> Incident:
        """Give a retracted record the standing back that it had before. Raises RecordNotFound."""
        with self.store.writing() as session:
            before = one(session, ref, audience, for_update=True)
            if before.status == Status.RETRACTED:
                standing = {"status": _status_before(history_of(session, before), Action.RETRACTED)}
                revise(session, before, standing=standing, action=Action.RESTORED, by=by, at=at, reason=reason)
            return again(session, before)

    def merge(
        self,
        keep: str,
        gone: str,
        *,
        by: str,
        at: dt.datetime,
        audience: Audience,
        reason: str = "",
        borne_out: Callable[[IncidentDraft], Verification] | None = None,
    ) -> Incident:
        """Make two records of one event one: `keep` as it is then. `gone` is found by its reference only.

        What `keep` takes from `gone` is told at `store.merging.merged`; what it does not is in its history. Both have
        to stand and to be seen by the same people. `borne_out` judges the sources of both. Raises NotAllowed.
        """
        with self.store.writing() as session:
            ours, theirs = _both(session, keep, gone, audience)
            _refuse_unlike(ours, theirs)
            better, aside = merged(ours, theirs, borne_out=borne_out)
            told = aside | {"merged": [None, theirs.ref]}
            entry: dict[str, Any] = {"action": Action.MERGED, "by": by, "at": at, "reason": reason}
            revise(session, ours, checked(better), aside=told, always=True, **entry)
            revise(session, theirs, standing={"status": Status.MERGED, "merged_into": ours.ref}, **entry)
            return again(session, ours)

    def unmerge(self, gone: str, *, by: str, at: dt.datetime, audience: Audience, reason: str = "") -> Incident:
        """Undo a merge: both records as they were before, apart from what was changed in others of their fields.

        Gives `gone` back. Raises NotAllowed where what was taken from it was corrected since, or it is not merged.
        """
        with self.store.writing() as session:
            record = one(session, gone, audience)
            if record.merged_into is None:
                raise NotAllowed(f"{record.ref} is not merged into another record: there is no merge to undo.")
            ours, theirs = _both(session, record.merged_into, record.ref, audience)
            refuse_merged(ours)
            taken = _merge_of(history_of(session, ours), theirs.ref)
            before, since = unmerged(ours, taken.changes)
            if since:
                raise NotAllowed(
                    f"{ours.ref} was changed since it took in {theirs.ref} ({', '.join(since)}): "
                    "undo that change first, then the merge."
                )
            entry: dict[str, Any] = {"action": Action.UNMERGED, "by": by, "at": at, "reason": reason}
            revise(session, ours, checked(before), aside={"merged": [theirs.ref, None]}, always=True, **entry)
            stood = _status_before(history_of(session, theirs), Action.MERGED)
            revise(session, theirs, standing={"status": stood, "merged_into": None}, **entry)
            return again(session, theirs)

    def _set(
        self,
        ref: str,
        standing: Mapping[str, object],
        action: Action,
        *,
        by: str,
        at: dt.datetime,
        reason: str,
        audience: Audience,
    ) -> Incident:
        with self.store.writing() as session:
            before = one(session, ref, audience, for_update=True)
            refuse_fallen(before)
            revise(session, before, standing=standing, action=action, by=by, at=at, reason=reason)
            return again(session, before)


def refuse_merged(record: Incident) -> None:
    """Raise NotAllowed for a record that is part of another one now."""
    if record.status == Status.MERGED:
        raise NotAllowed(
            f"{record.ref} was merged into {record.merged_into}: change that one, or undo the merge first."
        )


def refuse_fallen(record: Incident) -> None:
    """Raise NotAllowed for a record that is retracted, or part of another one now."""
    refuse_merged(record)
    if record.status == Status.RETRACTED:
        raise NotAllowed(f"{record.ref} is retracted: restore it first.")


def _both(session: Session, keep: str, gone: str, audience: Audience) -> tuple[Incident, Incident]:
    """Two records, locked in one order, so that two people who merge them either way do not lock each other up."""
    found = [one(session, ref, audience) for ref in (keep, gone)]
    if found[0].ref == found[1].ref:
        raise NotAllowed(f"{found[0].ref} cannot be merged with itself: name two records.")
    locked = {
        record.ref: one(session, record.ref, audience, for_update=True)
        for record in sorted(found, key=lambda record: row_id(record.ref) or 0)
    }
    return locked[found[0].ref], locked[found[1].ref]


def _refuse_unlike(keep: Incident, gone: Incident) -> None:
    """Raise NotAllowed where a merge would show somebody what they may not see, or take from them what they see."""
    for record in (keep, gone):
        refuse_fallen(record)
    if keep.status == Status.DRAFT and gone.status != Status.DRAFT:
        raise NotAllowed(f"{keep.ref} is a draft and {gone.ref} is not: confirm {keep.ref} first.")
    ours, theirs = keep.origin, gone.origin
    if "" in (ours.team, theirs.team) and ours.team != theirs.team:
        desks, own = (keep, gone) if not ours.team else (gone, keep)
        raise NotAllowed(
            f"{desks.ref} is the desk's own, for every workspace, and {own.ref} is this workspace's: add what "
            f"{desks.ref} lacks with `/intercept edit {desks.ref} source: …`, then retract {own.ref}."
        )
    if ours.team != theirs.team:
        raise NotAllowed(
            f"{gone.ref} belongs to another workspace than {keep.ref}: retract the one that is not needed instead."
        )
    private, other = (gone, keep) if theirs.private else (keep, gone)
    if ours.private != theirs.private:
        raise NotAllowed(
            f"{private.ref} is private to its channel and {other.ref} is not: share {private.ref} first, then merge."
        )
    if ours.private and ours.channel != theirs.channel:
        raise NotAllowed(f"{keep.ref} and {gone.ref} are private to two channels: share both first, then merge.")


def _status_before(history: Sequence[Revision], action: Action) -> Status:
    """The status that a record had before it was last retracted or merged, by its history."""
    entries = [entry for entry in history if entry.action == action and "status" in entry.changes]
    return Status(str(entries[-1].changes["status"][0])) if entries else Status.CONFIRMED


def _merge_of(history: Sequence[Revision], gone: str) -> Revision:
    """The entry of the merge that took in a record."""
    return [entry for entry in history if entry.changes.get("merged") == [None, gone]][-1]
