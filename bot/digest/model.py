"""What a digest is, before any surface draws it."""

import datetime as dt
from dataclasses import dataclass

from bot.context.model import Statement
from store.records import Incident


@dataclass(frozen=True, slots=True)
class Period:
    """Local days `first` to `last`, both inclusive, in the IANA zone `zone`."""

    first: dt.date
    last: dt.date
    zone: str


@dataclass(frozen=True, slots=True)
class Section:
    """The new incidents of one theatre, newest first."""

    theatre: str
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest in plain words: title with window and zone, sections, what is notable, totals; quiet: no sections."""

    period: Period
    title: str
    quiet: bool
    lead: str
    sections: tuple[Section, ...] = ()
    notable: tuple[Statement, ...] = ()
    totals: tuple[str, ...] = ()
