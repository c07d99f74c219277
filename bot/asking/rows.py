"""The records that an answer is made from: a tuple of them, or a selection that counts without holding them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Protocol, Self, overload

from store.lookups import Begun
from store.records import Incident, Precision, Side

Rank = Literal["newest", "oldest", "closest", "furthest", "largest", "smallest"]
Spans = Mapping[tuple[dt.date, dt.date], int]
EXACT = (Precision.DAY,)


class Some(Protocol):
    """Records in order, as many as there are, of which stretches can be had."""

    def __len__(self) -> int: ...

    @overload
    def __getitem__(self, at: int) -> Incident: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Incident, ...]: ...


class Selection(Some, Protocol):
    """Records of one filter, the newest first, that may be too many to hold: each number is counted where they are."""

    def __iter__(self) -> Iterator[Incident]: ...
    def ranked(self, by: Rank, limit: int, *, skip: int = 0, side: Side | None = None) -> tuple[Incident, ...]:
        """So many after the first `skip`: by time, by distance, by the aircraft counted on a side."""

    def only(self, begun: Begun) -> Self:
        """Those that began so."""

    def placed(self, by: str) -> Self:
        """Those whose days are known well enough for a unit of time."""

    def bearing(self, by: str, side: Side | None, names: Sequence[str]) -> Self:
        """Those that count under one of some names."""

    def tally(self, by: str, side: Side | None) -> dict[str, int]:
        """How many count under each key."""

    def keyed(self, by: str, side: Side | None) -> int:
        """How many count under any key at all."""

    def sizes(self, side: Side | None, types: Sequence[str]) -> dict[int, int]:
        """How many count so many platforms."""

    def sized(self, side: Side | None, types: Sequence[str]) -> Self:
        """Those that count any such platform."""

    def uncounted(self, side: Side | None, types: Sequence[str]) -> int:
        """How many name platforms without a number."""

    def with_others(self, codes: Sequence[str]) -> int:
        """How many have an actor besides those."""

    def measured(self) -> int:
        """How many have a distance."""

    def inexact(self) -> int:
        """How many have no exact day, those of other days included."""

    def spans(self) -> Spans:
        """How many of those known to the day are of each first and last day."""

    def first_days(self) -> Sequence[dt.date]:
        """The different first days."""

    def and_those(self, others: Sequence[Self]) -> Some:
        """These and the others, each once."""


Records = tuple[Incident, ...] | Selection
Resting = tuple[Incident, ...] | Some
