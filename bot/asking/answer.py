"""What an answer is, before any surface draws it."""

import datetime as dt
from dataclasses import dataclass, field

from store.records import Incident

Value = int | float | bool | str | dict[str, int] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in plain words and typed values.

    `headline` leads with the answer; `read_as` says how the question was read; `value` is the number, name, truth or
    tally; `records` are all incidents that it rests on, in the order asked (newest first by default); `notes` are
    further sentences (units, coverage, nearest record); `examples` are two questions to try, where it was declined.
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
    asked_on: dt.date | None = None
