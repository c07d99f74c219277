"""However records are merged and unmerged in turn, each undoing gives back what was there before its merge."""

from typing import Any, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from store.database import Store, open_store
from store.errors import NotAllowed
from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger
from store.records import Incident, IncidentDraft, Status, Verification
from tests.store.making import DESK, NOON, drafts

DONE: dict[str, Any] = {"by": "U2", "at": NOON, "audience": OPERATOR}
Look = dict[str, dict[str, Any]]


class Merging(RuleBasedStateMachine):
    """Four records that are merged, unmerged and confirmed; `undoable` holds what each undoing must give back."""

    store: ClassVar[Store]

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger(self.store)
        self.refs: list[str] = []
        self.undoable: list[tuple[str, Look]] = []

    @initialize(some=st.lists(drafts(), min_size=4, max_size=4))
    def begin(self, some: list[IncidentDraft]) -> None:
        """Keep four records."""
        self.refs = [record.ref for record in self.ledger.add(some, origin=DESK, by="U1", at=NOON)]

    @rule(pair=st.permutations(range(4)))
    def merge(self, pair: list[int]) -> None:
        """Merge two that stand; two of which one does not are refused and nothing changes."""
        keep, gone = self.refs[pair[0]], self.refs[pair[1]]
        before = self.look()
        if any(before[ref]["status"] == Status.MERGED for ref in (keep, gone)):
            try:
                self.ledger.merge(keep, gone, **DONE)
                raise AssertionError("a merged record was merged")
            except NotAllowed:
                assert self.look() == before
                return
        self.ledger.merge(keep, gone, **DONE)
        self.undoable.append((gone, before))

    @precondition(lambda self: self.undoable)
    @rule()
    def unmerge(self) -> None:
        """Undo the last merge: everything is as it was before it."""
        gone, before = self.undoable.pop()
        self.ledger.unmerge(gone, **DONE)
        assert self.look() == before

    @precondition(lambda self: not self.undoable)
    @rule(number=st.integers(0, 3), verification=st.sampled_from(Verification))
    def confirm(self, number: int, verification: Verification) -> None:
        """Change a record between merges."""
        self.ledger.confirm(self.refs[number], verification, **DONE)

    @invariant()
    def merged_records_are_no_answers(self) -> None:
        """Every merged record points to another one; the others are found."""
        records = self.records()
        assert all((record.merged_into is not None) == (record.status == Status.MERGED) for record in records)
        standing = {record.ref for record in records if record.status == Status.CONFIRMED}
        found = self.ledger.find(IncidentFilter(refs=tuple(self.refs)), audience=OPERATOR) if self.refs else []
        assert {record.ref for record in found} == standing

    def records(self) -> list[Incident]:
        """All four, whatever became of them."""
        return [self.ledger.get(ref, audience=OPERATOR) for ref in self.refs]

    def look(self) -> Look:
        """What they say and how they stand, apart from the marks that every change leaves."""
        return {record.ref: record.model_dump(exclude={"version", "revised_at"}) for record in self.records()}


def test_undoing_a_merge_gives_back_what_was_there_before_it() -> None:
    Merging.store = open_store("sqlite://")
    try:
        run_state_machine_as_test(Merging, settings=settings(max_examples=6, stateful_step_count=8, deadline=None))
    finally:
        Merging.store.close()
