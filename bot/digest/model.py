"""What a digest is, before any surface draws it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.context.model import Statement
from store.records import Incident, Revision

Unit = Literal["mi", "nm", "km"]
Length = Literal["headline", "standard", "full"]


@dataclass(frozen=True, slots=True)
class Period:
    """Local days `first` to `last`, both inclusive, in the IANA zone `zone`."""

    first: dt.date
    last: dt.date
    zone: str

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Section:
    """The new incidents of one theatre, newest first; `more` is how many older ones there are that are not told."""

    theatre: str
    incidents: tuple[Incident, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest in plain words.

    `title` has window and zone; `quiet`: no sections. `about` says what it is narrowed to (`near Alaska`), empty for
    the whole ledger. `corrections` tell what became of records that an earlier digest told, `disputed` are records
    that stand in dispute, `on_this_day` those of earlier years, `review` what nobody has borne out yet, `trends` how
    the numbers moved and who leads them. Distances are told in `unit` too.
    """

    period: Period
    title: str
    quiet: bool
    lead: str
    sections: tuple[Section, ...] = ()
    notable: tuple[Statement, ...] = ()
    totals: tuple[str, ...] = ()
    about: str = ""
    corrections: tuple[Statement, ...] = ()
    disputed: tuple[Incident, ...] = ()
    on_this_day: tuple[Incident, ...] = ()
    review: tuple[Statement, ...] = ()
    trends: tuple[Statement, ...] = ()
    unit: Unit = "km"
    length: Length = "standard"

    @property
    def news(self) -> tuple[Incident, ...]:
        """Every record that it tells as new, in the order of the sections."""
        return tuple(record for section in self.sections for record in section.incidents)

    @property
    def number(self) -> int:
        """How many records are new, told one by one or not."""
        return sum(len(section.incidents) + section.more for section in self.sections)


@dataclass(frozen=True, slots=True)
class Revised:
    """A record that an earlier digest told, as it is now, and what was done to it since, the first entry first."""

    record: Incident
    since: Sequence[Revision]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The days before a period, of the same number: how many records began in them, and names of the newest."""

    period: Period
    records: int
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a digest tells beside its news: see `Digest`; `earlier` is None where the ledger does not reach back.

    `undated` are the records that were logged since the last digest without a day.
    """

    revised: Sequence[Revised] = ()
    disputed: Sequence[Incident] = ()
    on_this_day: Sequence[Incident] = ()
    undated: Sequence[Incident] = ()
    earlier: Earlier | None = None
