"""Errors whose text is one sentence for the user: what is wrong and what to do next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line tells errors before it has loaded what a record is
    from store.drafts import DraftCard
    from store.records import Incident, Revision
    from store.subscriptions import Subscription

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
        super().__init__(f"No record {_shown(ref) or 'without a reference'}: try `/intercept list`.")


class ChangedMeanwhile(StoreError):
    """Something changed after the caller read it; nothing was written."""


class VersionConflict(ChangedMeanwhile):
    """A record changed after the caller read it: `current` is what it is now, `meanwhile` what was done."""

    def __init__(self, current: "Incident", meanwhile: "Sequence[Revision]") -> None:
        self.current = current
        self.meanwhile = tuple(meanwhile)
        touched = dict.fromkeys(field for revision in meanwhile for field in revision.changes)
        fields = [field for field in touched if "." not in field]  # `other.…` is what a merge did not take
        people = list(dict.fromkeys(revision.by for revision in meanwhile if revision.by))
        who = f" by {', '.join(people)}" if people else ""
        what = f" ({', '.join(fields)})" if fields else ""
        super().__init__(f"{current.ref} was changed meanwhile{who}{what}: open it again and repeat your correction.")


class NotAllowed(StoreError):
    """A change that this record does not take as it stands; the sentence says what to do first."""


class DraftNotFound(StoreError):
    """No draft of that id that this audience may see."""

    def __init__(self, draft: str) -> None:
        super().__init__(f"There is no draft {_shown(draft)} any more: log the report again.")


class DraftConflict(ChangedMeanwhile):
    """A draft changed after the caller read it: `current` is what it is now."""

    def __init__(self, current: "DraftCard") -> None:
        self.current = current
        super().__init__(f"{current.id} was changed meanwhile: open it again and repeat your edit.")


class DraftSettled(ChangedMeanwhile):
    """A draft's incident was saved or discarded already: `current` is the card, `position` the incident on it."""

    def __init__(self, current: "DraftCard", position: int) -> None:
        self.current = current
        self.position = position
        item = current.items[position]
        became = f"saved as {item.ref}: open that record" if item.ref else "discarded: log the report again"
        super().__init__(f"That draft was already {became}.")


class SubscriptionNotFound(StoreError):
    """No subscription of that id in this workspace."""

    def __init__(self, subscription: str) -> None:
        super().__init__(f"There is no subscription {_shown(subscription)}: see `/intercept digest list`.")


class SubscriptionConflict(ChangedMeanwhile):
    """A subscription changed after the caller read it: `current` is what it is now."""

    def __init__(self, current: "Subscription") -> None:
        self.current = current
        super().__init__(f"{current.id} was changed meanwhile: open it again and repeat your change.")


class DoneElsewhere(StoreError):
    """Another worker finished a delivery first, so what this one made of it must not be kept."""

    def __init__(self, delivery: int) -> None:
        self.delivery = delivery
        super().__init__(f"Delivery {delivery} was finished by another worker: nothing more is to be done.")


def _shown(words: str) -> str:
    """What somebody typed, on one line and not too long to repeat."""
    shown = " ".join(words.split())
    return shown if len(shown) <= LONGEST_ECHO else shown[: LONGEST_ECHO - 1] + "…"
