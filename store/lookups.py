"""What may be asked of the past beside a filter: how records stand to some days, and how much they must reach."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from store.filters import IncidentFilter


class Bearing(StrEnum):
    """How a record stands to some days.

    `before`: its last day is before the first of them, however precise. `vague`: a month or a year that overlaps
    them. `undated`: nobody can tell. `history`: all that is not surely in or after the days: what a digest of them
    calls earlier.
    """

    BEFORE = "before"
    VAGUE = "vague"
    UNDATED = "undated"
    HISTORY = "history"


class Measure(StrEnum):
    """What a record may be the most of."""

    SIZE = "size"
    CLOSENESS = "closeness"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Reach:
    """Records that have a measure and may be as good as `value`, where one is given.

    `size` is the number of platforms on the acting side, and an uncertain one may be any; `closeness` is in km, from
    `origin` if one is given; `duration` is in minutes.
    """

    measure: Measure
    value: float | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """A look into the past: conditions, how the records stand to the days `first` to `last`, what they must reach.

    `logged_here` leaves out what was imported with a reference from outside.
    """

    like: IncidentFilter = field(default_factory=IncidentFilter)
    bearing: Bearing | None = None
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max
    reach: Reach | None = None
    logged_here: bool = False
