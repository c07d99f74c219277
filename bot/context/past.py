"""The past that news is held against: records by place and day, and which of two came first."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.context.counting import acting_platforms
from store.filters import Coverage
from store.records import Incident, Precision

DAY = dt.timedelta(days=1)
LONG_AGO = dt.timedelta(days=30)
LONGEST_EVENT = dt.timedelta(days=31)  # what lasts longer is a presence, and no moment that came before or after
LONGEST_RUN = dt.timedelta(days=60)  # how far back days in a row are counted

Pair = tuple[str, str]  # place, actor
Alike = tuple[tuple[str, ...], tuple[str, ...]]  # places, actors


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
        return min(self.moments) - self.reach if self.moments else None

    @cached_property
    def moments(self) -> Mapping[dt.date, Sequence[Incident]]:
        """The records of the news that are moments, by their first day."""
        found: dict[dt.date, list[Incident]] = defaultdict(list)
        for record in self.news:
            if record.first_day and is_moment(record):
                found[record.first_day].append(record)
        return found

    def plus(self, found: Iterable[Incident]) -> "Past":
        """The same past with a few more earlier records; the others are not put in order again."""
        some = tuple(found)
        more = Past(self.news, (*self.earlier, *some), self.coverage, self.reach)
        added = _by_place(_alike(some), self.places)
        more.__dict__["places"], more.__dict__["moments"] = self.places, self.moments
        more.__dict__["by_place"] = {**self.by_place, **{p: [*self.by_place.get(p, ()), *r] for p, r in added.items()}}
        return more

    def of_late(self, records: Iterable[Incident]) -> list[Incident]:
        """Those of some records that may be of days since the floor."""
        return [record for record in records if self.floor and record.last_day and record.last_day >= self.floor]

    @cached_property
    def places(self) -> frozenset[str]:
        """Every place that the news counts for."""
        return frozenset(place for record in self.news for place in (*record.areas, *record.also_in))

    @cached_property
    def by_place(self) -> Mapping[str, Sequence[Incident]]:
        """All records of each place that the news is about."""
        return _by_place(self._alike, self.places)

    @cached_property
    def _alike(self) -> Mapping[Alike, Sequence[Incident]]:
        return _alike((*self.news, *self.earlier))

    @cached_property
    def days(self) -> Mapping[Pair, set[dt.date]]:
        """The days with a record known to the day, by place and actor, for the places of the news."""
        return _days_by_pair(self._alike, self.places)

    @cached_property
    def fresh_days(self) -> Mapping[Pair, set[dt.date]]:
        """The days of the news that are moments, in the same way."""
        alike = {key: [r for r in records if is_moment(r)] for key, records in _alike(self.news).items()}
        return _days_by_pair(alike, self.places)

    def named(self, place: str, kind: str) -> Sequence[Incident]:
        """The records of a place of the news that name a type on the acting side."""
        known = self._by_type.get(place)
        if known is None:
            known = self._by_type[place] = _by_type(self.by_place.get(place, ()))
        return known.get(kind, ())

    @cached_property
    def _by_type(self) -> dict[str, Mapping[str, Sequence[Incident]]]:
        """The same for the places that were asked for so far."""
        return {}


def floor_of(news: Sequence[Incident], reach: dt.timedelta = LONGEST_RUN) -> dt.date | None:
    """The first day since when all records are looked at, and runs followed back to; None for undated news."""
    days = [record.first_day for record in news if record.first_day and is_moment(record)]
    return min(days) - reach if days else None


def _alike(records: Iterable[Incident]) -> dict[Alike, list[Incident]]:
    """Records by their places and actors: very many have the very same ones, and can be gone through together."""
    found: dict[Alike, list[Incident]] = defaultdict(list)
    for record in records:
        found[(*record.areas, *record.also_in), tuple(record.actors)].append(record)
    return found


def _by_place(alike: Mapping[Alike, Sequence[Incident]], wanted: frozenset[str]) -> dict[str, list[Incident]]:
    found: dict[str, list[Incident]] = defaultdict(list)
    for (places, _), records in alike.items():
        for place in dict.fromkeys(places):  # a name may stand twice in a record
            if place in wanted:
                found[place].extend(records)
    return found


def _days_by_pair(alike: Mapping[Alike, Sequence[Incident]], wanted: frozenset[str]) -> dict[Pair, set[dt.date]]:
    """The days of records known to the day, by place and actor."""
    found: dict[Pair, set[dt.date]] = defaultdict(set)
    for (places, actors), records in alike.items():
        days = set[dt.date]()
        for record in records if actors else ():
            if record.first_day and record.first_day == record.last_day and record.precision == Precision.DAY:
                days.add(record.first_day)  # as most are; the same as below, and sooner
            else:
                days.update(days_of(record))
        for place in places if days else ():
            for actor in actors if place in wanted else ():
                found[place, actor] |= days
    return found


def _by_type(records: Iterable[Incident]) -> dict[str, list[Incident]]:
    found: dict[str, list[Incident]] = defaultdict(list)
    for record in records:
        for kind in dict.fromkeys(platform.type for platform in acting_platforms(record)):
            found[kind].append(record)
    return found


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
