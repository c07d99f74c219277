"""The records of a filter, counted and ranked where they are: only those that are asked for one by one are read."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal, overload

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlmodel import Session

from store.filters import Audience, Coverage, IncidentFilter
from store.lookups import Bearing, Begun, Lookup
from store.query import ordering, stands_to
from store.readback import read_rows
from store.records import Incident, Precision, Side, Verification
from store.searching import Search, in_front, narrow
from store.tables import incident, platforms, reporters, sources, states
from store.tallying import KEYS, PRECISE, By, named, tallied

Rank = Literal["newest", "oldest", "closest", "furthest", "largest", "smallest"]
Spans = Mapping[tuple[dt.date, dt.date], int]
PAGE = 500  # records in memory at once


class Selected(Sequence[Incident]):
    """Records of one moment, the newest first, as a sequence; valid as long as its session.

    `bare` records come without evidence and report texts.
    """

    def __init__(
        self,
        session: Session,
        audience: Audience,
        wanted: IncidentFilter,
        lookup: Lookup,
        *,
        bare: bool = True,
        also: tuple[ColumnElement[bool], ...] = (),
    ) -> None:
        self._session, self._audience, self._wanted, self._lookup = session, audience, wanted, lookup
        self._bare, self._also = bare, also

    def __len__(self) -> int:
        return self._count

    def __bool__(self) -> bool:
        return self._count > 0

    def __iter__(self) -> Iterator[Incident]:
        ids = self._search.ids("newest", None)
        for start in range(0, len(ids), PAGE):
            yield from read_rows(self._session, ids[start : start + PAGE], bare=self._bare)

    @overload
    def __getitem__(self, at: int) -> Incident: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Incident, ...]: ...
    def __getitem__(self, at: int | slice) -> Incident | tuple[Incident, ...]:
        if isinstance(at, int):
            return self.ranked("newest", 1, skip=at)[0]
        first, stop, _ = at.indices(len(self))
        return self.ranked("newest", max(stop - first, 0), skip=first)

    @cached_property
    def _search(self) -> Search:
        return Search(self._session, self._audience, self._wanted, self._lookup, self._also)

    @cached_property
    def _count(self) -> int:
        return self._number()

    def _number(self, *conditions: ColumnElement[bool]) -> int:
        counted = self._search.select(func.count()).where(*conditions)
        return int(self._session.execute(counted).scalar_one())

    def ranked(self, by: Rank, limit: int, *, skip: int = 0, side: Side | None = Side.ACTOR) -> tuple[Incident, ...]:
        """So many records after the first `skip`: by the time of the event, by distance where they have one, or by
        the aircraft counted on a side where there are any; equals the newest first."""
        c = incident.c
        if by in ("newest", "oldest"):
            ids = self._search.ids(by, limit, skip=skip)
            return tuple(read_rows(self._session, ids, bare=self._bare))
        if by in ("closest", "furthest"):
            measure: ColumnElement[Any] = c.distance_km
            found = self._search.select(c.id).where(measure.is_not(None))
        else:
            measure = func.sum(platforms.c.count)
            joined = self._search.select(c.id).join(platforms, and_(*_of(side, ())))
            found = in_front(joined).group_by(c.id).having(measure > 0)
        first = measure.asc() if by in ("closest", "smallest") else measure.desc()
        chosen = found.order_by(first, *ordering("newest")).limit(limit).offset(skip or None)
        return tuple(read_rows(self._session, list(self._session.execute(chosen).scalars()), bare=self._bare))

    def coverage(self) -> Coverage:
        """How many there are and which local days they span, as far as they have days."""
        c = incident.c
        spanned = self._search.select(func.count(), func.min(c.first_day), func.max(c.last_day))
        records, first_day, last_day = self._session.execute(spanned).one()
        return Coverage(records=records, first_day=first_day, last_day=last_day)

    def held(self, first: dt.date) -> tuple[Coverage, int]:
        """The coverage of those that are history to the days from `first` on, and how many of all are in dispute."""
        c = incident.c
        disputed = func.count().filter(c.verification == Verification.DISPUTED)
        if self._search.is_of_all:
            return self._held_by_all(first, disputed)
        past = stands_to(Bearing.HISTORY, first, dt.date.max)
        wanted = (func.count().filter(past), func.min(c.first_day).filter(past), func.max(c.last_day).filter(past))
        records, first_day, last_day, doubted = self._session.execute(self._search.select(*wanted, disputed)).one()
        return Coverage(records=records, first_day=first_day, last_day=last_day), doubted

    def _held_by_all(self, first: dt.date, disputed: ColumnElement[int]) -> tuple[Coverage, int]:
        """The same of a whole ledger: all are counted once, and those of the last days, which are few, taken off."""
        c = incident.c
        records, doubted = self._session.execute(narrow(self._search.select(func.count(), disputed))).one()
        late = self._with(self._wanted.model_copy(update={"since": first}))
        past = self._search.select(c.last_day).where(stands_to(Bearing.HISTORY, first, dt.date.max))
        oldest = past.with_only_columns(c.first_day).where(c.first_day.is_not(None)).order_by(c.first_day)
        newest = past.where(c.last_day.is_not(None)).order_by(c.last_day.desc())
        days = self._session.execute(select(*(end.limit(1).scalar_subquery() for end in (oldest, newest)))).one()
        return Coverage(records=records - len(late), first_day=days[0], last_day=days[1]), doubted

    def _with(self, wanted: IncidentFilter) -> "Selected":
        return Selected(self._session, self._audience, wanted, self._lookup, bare=self._bare, also=self._also)

    def only(self, begun: Begun) -> "Selected":
        """Those of them that began so."""
        lookup = replace(self._lookup, begun=(*self._lookup.begun, begun))
        return Selected(self._session, self._audience, self._wanted, lookup, bare=self._bare, also=self._also)

    def placed(self, by: str) -> "Selected":
        """Those of them whose days are known well enough to be counted by a unit of time."""
        return self.only(Begun(precisions=PRECISE.get(By(by), ())))

    def tally(self, by: str, side: Side | None) -> dict[str, int]:
        """How many of them count under each key; see `store.tallying`."""
        return tallied(self._search, By(by), side)

    def keyed(self, by: str, side: Side | None) -> int:
        """How many of them count under any key at all."""
        if by in KEYS:
            return len(self.placed(by))
        return self._number(_bears(By(by), side)) if by not in (By.KIND, By.RESPONSE) else len(self)

    def sizes(self, side: Side | None, types: Sequence[str]) -> dict[int, int]:
        """How many of them count so many platforms of a side (None: both) and of `types`, if given."""
        total = func.coalesce(func.sum(platforms.c.count), 0).label("size")
        joined = self._search.select(total).outerjoin(platforms, and_(*_of(side, types)))
        sized = joined.group_by(incident.c.id).subquery()
        rows = self._session.execute(select(sized.c.size, func.count()).group_by(sized.c.size))
        return {int(size): number for size, number in rows}

    def sized(self, side: Side | None, types: Sequence[str]) -> "Selected":
        """Those of them that count any such platform."""
        return self._if(exists().where(*_of(side, types), platforms.c.count > 0))

    def uncounted(self, side: Side | None, types: Sequence[str]) -> int:
        """How many of them name such platforms without a number."""
        p = platforms.c
        return self._number(exists().where(*_of(side, types), p.count.is_(None)))

    def with_others(self, codes: Sequence[str]) -> int:
        """How many of them have an actor besides those."""
        s = states.c
        return self._number(exists().where(s.incident_id == incident.c.id, s.side == Side.ACTOR, s.code.not_in(codes)))

    def measured(self) -> int:
        """How many of them have a distance."""
        return self._number(incident.c.distance_km.is_not(None))

    def inexact(self) -> int:
        """How many there would be of other days or none if all days counted, without a day exact enough to tell."""
        c = incident.c
        every = Selected(self._session, self._audience, self._wanted, replace(self._lookup, begun=(), without=()))
        return every._number(or_(c.first_day.is_(None), c.precision != Precision.DAY))

    def spans(self) -> Spans:
        """How many of those known to the day are of each first and last day."""
        c = incident.c
        dated = self._search.select(c.first_day, c.last_day, func.count()).where(c.precision == Precision.DAY)
        rows = self._session.execute(dated.group_by(c.first_day, c.last_day))
        return {(first, last): number for first, last, number in rows}

    def first_days(self) -> list[dt.date]:
        """The different first days that they have, however exactly they are known."""
        days = self._search.select(incident.c.first_day).where(incident.c.first_day.is_not(None)).distinct()
        return list(self._session.execute(days).scalars())

    def bearing(self, by: str, side: Side | None, names: Sequence[str]) -> "Selected":
        """Those of them that count under one of some names."""
        return self._if(_bears(By(by), side, names))

    def _if(self, condition: ColumnElement[bool]) -> "Selected":
        also = (*self._also, condition)
        return Selected(self._session, self._audience, self._wanted, self._lookup, bare=self._bare, also=also)

    def and_those(self, others: Sequence["Selected"]) -> "Merged":
        """These and all of the others, each once."""
        return Merged(self._session, [self, *others], bare=self._bare)

    def rows(self) -> Any:
        """The query for their rows."""
        return self._search.select(incident.c.id)


class Merged(Sequence[Incident]):
    """Several selections as one sequence, each record once, the newest first."""

    def __init__(self, session: Session, parts: Sequence[Selected], *, bare: bool) -> None:
        self._session, self._parts, self._bare = session, parts, bare

    @cached_property
    def _count(self) -> int:
        return int(self._session.execute(self._all(func.count())).scalar_one())

    def _all(self, *columns: Any) -> Any:
        return narrow(select(*columns).where(or_(*(incident.c.id.in_(part.rows()) for part in self._parts))))

    def __len__(self) -> int:
        return self._count

    def __bool__(self) -> bool:
        return any(self._parts)

    @overload
    def __getitem__(self, at: int) -> Incident: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Incident, ...]: ...
    def __getitem__(self, at: int | slice) -> Incident | tuple[Incident, ...]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first, stop, _ = at.indices(len(self))
        chosen = self._all(incident.c.id).order_by(*ordering("newest"))
        rows = self._session.execute(chosen.limit(max(stop - first, 0)).offset(first or None))
        return tuple(read_rows(self._session, list(rows.scalars()), bare=self._bare))


def _of(side: Side | None, types: Sequence[str]) -> list[ColumnElement[bool]]:
    p = platforms.c
    sided = [p.side == side] if side else []
    return [p.incident_id == incident.c.id, *sided, *([p.type.in_(types)] if types else [])]


def _bears(by: By, side: Side | None, names: Sequence[str] | None = None) -> ColumnElement[bool]:
    """Whether a record counts under a name, or under one of some names."""
    if by in (By.KIND, By.RESPONSE):
        return (incident.c.kind if by == By.KIND else incident.c.response).in_(names or ())
    if by == By.OUTLET:
        told = and_(sources.c.incident_id == incident.c.id, sources.c.outlet != "")
        return or_(exists().where(told), exists().where(reporters.c.incident_id == incident.c.id))
    table, column, conditions = named(by, side)
    some = [column.in_(names)] if names is not None else []
    return exists().where(table.c.incident_id == incident.c.id, *conditions, *some)
