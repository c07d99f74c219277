"""What an answer is, before any surface draws it."""

import datetime as dt
from dataclasses import dataclass, field

from store.records import Incident


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may have been meant: its short name, for a button, and the question with it in the right place."""

    label: str
    question: str


Value = int | float | bool | str | dict[str, int] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in plain words and typed values.

    `headline` leads with the answer; `read_as` says how the question was read; `value` is the number, name, truth or
    tally (`tally_by` says by what); `records` are the incidents that it rests on, in the order asked (newest first by
    default), as many as were wanted of them, and `total` says how many there are; `notes` are further sentences (units,
    coverage, nearest record); `examples` are two questions to try, where it was declined, and `choices` up to four that
    may have been meant. Of a message that asked several things `parts` are the answers one by one, in order, and the
    answer itself has all of them together. `following` is what may be asked next, where the surface offers it.
    Everything is plain text: surfaces escape it.
    """

    understood: bool
    headline: str
    read_as: str = ""
    value: Value = None
    records: tuple[Incident, ...] = ()
    notes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    tally: tuple[tuple[str, int], ...] = field(default=())
    tally_by: str = ""
    asked_on: dt.date | None = None
    choices: tuple[Choice, ...] = ()
    parts: tuple["Answer", ...] = ()
    total: int = 0
    following: tuple[Choice, ...] = ()

    @property
    def held_or_not(self) -> int:
        """How many records it rests on, those that it does not hold included."""
        return max(self.total, len(self.records))
