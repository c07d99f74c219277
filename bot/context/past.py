"""The past that news is held against: records by day, pair and place, and which of two came first."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from bot.context.counting import acting_platforms
from bot.context.places import places_of
from store.filters import Coverage
from store.records import Incident, Precision

DAY = dt.timedelta(days=1)
LONG_AGO = dt.timedelta(days=30)
LONGEST_EVENT = dt.timedelta(days=31)  # what lasts longer is a presence, and no moment that came before or after
LONGEST_RUN = dt.timedelta(days=60)  # how far back days in a row are counted

ByDay = Mapping[dt.date, Sequence[Incident]]
Key = TypeVar("Key")


@dataclass(frozen=True)
class Past:
    """The news and all earlier records that bear on it.

    `coverage` is that of the whole ledger they were chosen from, news included: `start` its first day. `reach` is how
    far before the news all records are looked at.
    """

    news: tuple[Incident, ...]
    earlier: tuple[Incident, ...]
    coverage: Coverage
    reach: dt.timedelta = LONGEST_RUN

    @classmethod
    def of(
        cls,
        news: Sequence[Incident],
        earlier: Sequence[Incident],
        *,
        before: Coverage | None = None,
        reach: dt.timedelta = LONGEST_RUN,
    ) -> "Past":
        """The past of some news. `before` is the coverage of all earlier records where `earlier` are only some."""
        known = coverage_of(earlier) if before is None else before
        return cls(tuple(news), tuple(earlier), joined(known, coverage_of(news)), reach)

    @property
    def start(self) -> dt.date | None:
        """The first day that the ledger covers."""
        return self.coverage.first_day

    @cached_property
    def floor(self) -> dt.date | None:
        """The first day since when all records are looked at."""
        return floor_of(self.news, self.reach)

    def plus(self, found: Iterable[Incident]) -> "Past":
        """The same past with a few more earlier records; the others are not put in order again."""
        some = tuple(found)
        more = Past(self.news, (*self.earlier, *some), self.coverage, self.reach)
        more.__dict__["places"] = self.places
        more.__dict__["by_place"] = _merged(self.by_place, _by_place(some, self.places))
        more.__dict__["by_name"] = _merged(self.by_name, _by_name(some, self.places))
        return more

    def of_late(self, records: Iterable[Incident]) -> list[Incident]:
        """Those of some records that may be of days since the floor."""
        return [record for record in records if self.floor and record.last_day and record.last_day >= self.floor]

    @cached_property
    def places(self) -> frozenset[str]:
        """Every place that the news counts for."""
        return frozenset[str]().union(*(places_of(record) for record in self.news))

    @cached_property
    def by_place(self) -> Mapping[str, Sequence[Incident]]:
        """All records of each place that the news is about."""
        return _by_place((*self.news, *self.earlier), self.places)

    @cached_property
    def by_pair(self) -> Mapping[tuple[str, str], ByDay]:
        """Records known to the day, by place and actor and then by day, for the places of the news."""
        found: dict[tuple[str, str], dict[dt.date, list[Incident]]] = defaultdict(lambda: defaultdict(list))
        for place, records in self.by_place.items():
            for record in records:
                days = tuple(days_of(record))
                for actor in dict.fromkeys(record.actors) if days else ():
                    by_day = found[place, actor]
                    for day in days:
                        by_day[day].append(record)
        return found

    @cached_property
    def by_name(self) -> Mapping[tuple[str, str], Sequence[Incident]]:
        """The records of each place of the news by the types that they name on the acting side."""
        return _by_name((*self.news, *self.earlier), self.places)


def floor_of(news: Sequence[Incident], reach: dt.timedelta = LONGEST_RUN) -> dt.date | None:
    """The first day since when all records are looked at, and runs followed back to; None for undated news."""
    days = [record.first_day for record in news if record.first_day and is_moment(record)]
    return min(days) - reach if days else None


def _by_place(records: Iterable[Incident], wanted: frozenset[str]) -> dict[str, list[Incident]]:
    found: dict[str, list[Incident]] = defaultdict(list)
    for record in records:
        for place in places_of(record) & wanted:
            found[place].append(record)
    return found


def _by_name(records: Iterable[Incident], wanted: frozenset[str]) -> dict[tuple[str, str], list[Incident]]:
    found: dict[tuple[str, str], list[Incident]] = defaultdict(list)
    for record in records:
        kinds = dict.fromkeys(platform.type for platform in acting_platforms(record))
        for place in places_of(record) & wanted:
            for kind in kinds:
                found[place, kind].append(record)
    return found


def _merged(
    one: Mapping[Key, Sequence[Incident]], other: Mapping[Key, Sequence[Incident]]
) -> dict[Key, Sequence[Incident]]:
    return {**one, **{key: [*one.get(key, ()), *records] for key, records in other.items()}}


def coverage_of(records: Sequence[Incident]) -> Coverage:
    """How many records there are and which days they span."""
    first = [record.first_day for record in records if record.first_day]
    last = [record.last_day for record in records if record.last_day]
    return Coverage(records=len(records), first_day=min(first, default=None), last_day=max(last, default=None))


def joined(one: Coverage, other: Coverage) -> Coverage:
    """The coverage of two sets of records that share none."""
    first = [day for day in (one.first_day, other.first_day) if day]
    last = [day for day in (one.last_day, other.last_day) if day]
    return Coverage(
        records=one.records + other.records, first_day=min(first, default=None), last_day=max(last, default=None)
    )


def days_of(record: Incident) -> Iterator[dt.date]:
    """The days that a record covers, where it is known to the day."""
    if record.precision != Precision.DAY or record.first_day is None or record.last_day is None:
        return
    yield record.first_day
    if record.last_day != record.first_day:
        yield from (record.first_day + n * DAY for n in range(1, (record.last_day - record.first_day).days + 1))


def is_moment(record: Incident) -> bool:
    """Whether a record is known to the day and short enough to have come before or after another."""
    if record.precision != Precision.DAY or record.first_day is None or record.last_day is None:
        return False
    return record.last_day - record.first_day <= LONGEST_EVENT


def came_before(record: Incident, others: Iterable[Incident]) -> list[Incident] | None:
    """Those of `others` that came surely before a record; None where that cannot be told for one of them.

    Records of the same days as `record` are neither before nor after: they share the claim.
    """
    if record.first_day is None or not is_moment(record):
        return None
    before = []
    for other in others:
        if other.first_day is None or other.last_day is None:
            return None
        if other.last_day < record.first_day:
            before.append(other)
        elif other.first_day <= (record.last_day or record.first_day) and not days_are_same(other, record):
            return None
    return before


def days_are_same(one: Incident, other: Incident) -> bool:
    """Whether two records tell of exactly the same days."""
    return (one.first_day, one.last_day, one.precision) == (other.first_day, other.last_day, other.precision)


def is_recent(record: Incident, last: Incident | None) -> bool:
    """Whether the last one before a record was less than 30 days before it."""
    return last is not None and record.first_day is not None and record.first_day - end_of(last) < LONG_AGO


def end_of(record: Incident) -> dt.date:
    """The last day that a record may be of."""
    return record.last_day or record.first_day or dt.date.min


def lateness(record: Incident) -> tuple[dt.date, dt.date, bool, dt.time, int, str]:
    """A key that puts records in the order of the ledger: by days, time of day where given, and reference."""
    time = record.time_of_day
    clock = time.replace(tzinfo=None) if time else dt.time.min
    return end_of(record), record.first_day or dt.date.min, time is not None, clock, len(record.ref), record.ref
