"""What may be asked of the past beside a filter: how records stand to some days, and how much they must reach."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from store.filters import IncidentFilter
from store.records import Precision


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
class Begun:
    """When a record began, as far as it is known: each that is given must hold; without a day nothing holds.

    `days` are those of which its first day is one;
    `precisions` are how exactly its days must be known; `since` and `until` bound its first day and `over_by` its last
    one; `months`, `day` of the month and `weekdays` (Monday is 0) are of its first day in any year.
    """

    precisions: tuple[Precision, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    over_by: dt.date | None = None
    months: tuple[int, ...] = ()
    day: int | None = None
    weekdays: tuple[int, ...] = ()
    days: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """A look into the past: conditions, how the records stand to the days `first` to `last`, what they must reach.

    `logged_here` leaves out what was imported with a reference from outside, `without` what matches any of its
    filters. Of `begun` all must hold.
    """

    like: IncidentFilter = field(default_factory=lambda: IncidentFilter(statuses=()))
    bearing: Bearing | None = None
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max
    reach: Reach | None = None
    logged_here: bool = False
    without: tuple[IncidentFilter, ...] = ()
    begun: tuple[Begun, ...] = ()
