"""The conditions of a question while it is being read."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from bot.asking.recurring import Recurring
from store.filters import IncidentFilter
from store.records import Side

Slots = dict[str, Any]


@dataclass(slots=True)
class Conditions:
    """What the filters of a question came to.

    `counted` are the platforms named; `recurring` are days that come again; a record that matches any filter of
    `without` is left out; `notes` go into the echo.
    """

    slots: Slots = field(default_factory=dict)
    counted: tuple[str, ...] = ()
    counted_side: Side | None = Side.ACTOR
    periods: list[tuple[dt.date | None, dt.date | None]] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    recurring: Recurring | None = None
    without: tuple[IncidentFilter, ...] = ()

    @property
    def filter(self) -> IncidentFilter:
        """The conditions as the store takes them."""
        return IncidentFilter(**self.slots)


def add(slots: Slots, slot: str, value: object) -> None:
    """Put one more alternative into a tuple of conditions."""
    known = slots.get(slot, ())
    if value not in known:
        slots[slot] = (*known, value)
