"""Errors whose text is one sentence for the user: what is wrong and what to do next."""

from collections.abc import Sequence

from store.records import Incident, Revision

LONGEST_ECHO = 60


class DeskError(Exception):
    """The base of every error that a surface may show as it is: one sentence that names the next action."""


class StoreError(DeskError):
    """The ledger could not do what was asked."""


class LedgerUnreachable(StoreError):
    """The database is missing, refuses to be opened, or has gone away."""


class LedgerBusy(StoreError):
    """Another program is writing and did not finish in time; nothing was changed."""


class SchemaTooOld(StoreError):
    """The database has to be upgraded before this version of the program can use it."""


class SchemaTooNew(StoreError):
    """The database was written by a newer version of the program."""


class RecordNotFound(StoreError):
    """No record of that reference that this audience may see."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
        shown = " ".join(ref.split())
        if len(shown) > LONGEST_ECHO:
            shown = shown[: LONGEST_ECHO - 1] + "…"
        super().__init__(f"No record {shown or 'without a reference'}: try `/intercept list`.")


class VersionConflict(StoreError):
    """A record changed after the caller read it: `current` is what it is now, `meanwhile` what was done."""

    def __init__(self, current: Incident, meanwhile: Sequence[Revision]) -> None:
        self.current = current
        self.meanwhile = tuple(meanwhile)
        fields = list(dict.fromkeys(field for revision in meanwhile for field in revision.changes))
        people = list(dict.fromkeys(revision.by for revision in meanwhile if revision.by))
        who = f" by {', '.join(people)}" if people else ""
        what = f" ({', '.join(fields)})" if fields else ""
        super().__init__(f"{current.ref} was changed meanwhile{who}{what}: open it again and repeat your correction.")
