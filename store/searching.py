"""Where a search of a large ledger starts: from the rarest thing asked for, from its days, or from the newest day."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlmodel import Session

from store.bearing import Child
from store.filters import Audience, IncidentFilter
from store.lookups import Bearing, Lookup
from store.query import Order, days_within, ordering, pick, seeking, sought
from store.tables import FACTS_INDEX, LASTING_INDEX, incident

NEAREST = 1_500  # records from the newest or oldest day on, and as many more for each one wanted, gone through first
FOR_EACH = 15
RARE = 2_000  # rows; of less than that a search starts wherever else there is less still
COMMON = 100_000  # rows; how many more there are is not counted
FEW = 250  # records; whoever wants more of them wants them all


@dataclass(frozen=True)
class Search:
    """What is looked for and for whom, over one session."""

    session: Session
    audience: Audience
    wanted: IncidentFilter
    lookup: Lookup | None = None
    also: tuple[ColumnElement[bool], ...] = ()

    def select(self, *columns: Any) -> Select[Any]:
        """Columns of all the records that match, from wherever there is the least to go through."""
        lead = self._lead
        picked = self._picked(lead, *columns)
        is_history = self.lookup is not None and self.lookup.bearing == Bearing.HISTORY
        if lead is None and is_history and not (self.wanted.logged_since or self.wanted.logged_until):
            return narrow(picked)  # nearly all of the ledger: by day SQLite would look for the days one way and another
        if lead is None:
            return picked.where(*self._bounds)
        return narrow(picked) if self._is_narrow(lead) else picked

    @property
    def is_of_all(self) -> bool:
        """Whether every record of the ledger has to be gone through."""
        days = self.wanted.since or self.wanted.until or (self.lookup and (self.lookup.bearing or self.lookup.begun))
        return not (days or self.wanted.refs or self._children)

    def ids(self, order: Order, limit: int | None, *, skip: int = 0) -> list[int]:
        """The rows of the records that match, in an order, so many after the first `skip`."""
        if order == "logged":
            return self._numbers(self._picked(0, incident.c.id).order_by(*ordering(order)).limit(limit))
        # PostgreSQL finds the records of a name sooner than it goes through days for them
        is_quick = not self._has_rare and (self._is_on_sqlite or not self._children)
        if limit is not None and skip + limit <= FEW and is_quick:
            near = self._nearest(order, limit, skip)
            if near is not None:
                return near
        chosen = self.select(incident.c.id).order_by(*ordering(order))
        return self._numbers(chosen.limit(limit).offset(skip or None))

    def _nearest(self, order: Order, limit: int, skip: int) -> list[int] | None:
        """Those rows if they are all among the newest or oldest of the ledger's days asked for; else None."""
        c = incident.c
        days = c.first_day if order == "oldest" else c.last_day
        keys = ordering(order, dated=True)
        dated, look = [days.is_not(None), *self._bounds], self.lookup
        if look and look.bearing == Bearing.UNDATED:
            return None
        if look and look.bearing == Bearing.BEFORE:
            dated.append(c.last_day < look.first)
        within = IncidentFilter(since=self.wanted.since, until=self.wanted.until, statuses=self.wanted.statuses)
        edge = pick(self.audience, seeking(within, None), *dated).with_only_columns(days)
        last = self.session.execute(
            edge.order_by(keys[0]).limit(1).offset(NEAREST + FOR_EACH * (skip + limit))
        ).scalar()
        near = self._picked(None, c.id).where(*dated)
        if last is not None:
            near = near.where(days <= last if order == "oldest" else days >= last)
        found = self._numbers(near.order_by(*keys).limit(limit).offset(skip or None))
        return found if len(found) == limit else None

    def _numbers(self, chosen: Select[Any]) -> list[int]:
        return [int(number) for number in self.session.execute(chosen).scalars()]

    def _picked(self, lead: int | None, *columns: Any) -> Select[Any]:
        found = pick(self.audience, seeking(self.wanted, self.lookup, lead=lead), *self.also)
        return found.with_only_columns(*columns, maintain_column_froms=True)

    def _is_narrow(self, lead: int | None) -> bool:
        """Whether the search starts from a list of records."""
        asked = self.wanted
        return lead is not None and not (asked.refs or asked.logged_since or asked.logged_until)

    @cached_property
    def _bounds(self) -> list[ColumnElement[bool]]:
        """What follows for the first and last days of records from the days asked for, so that an index finds both.

        A record that began before those days may reach into them; only the few that last can, and the longest of
        them says how far there is to go.
        """
        c, since, until = incident.c, self.wanted.since, self.wanted.until
        if since is None or until is None or since > until:
            return []
        lasting = c.last_day > c.first_day
        begun = select(func.min(c.first_day)).where(lasting, c.last_day >= since, c.first_day < since)
        ended = select(func.max(c.last_day)).where(lasting, c.last_day > until, c.first_day <= until)
        edges = [narrow(edge, LASTING_INDEX) for edge in (begun, ended)]
        first, last = (self.session.execute(edge).scalar() for edge in edges)
        return [c.first_day >= (first or since), c.last_day <= (last or until)]

    @cached_property
    def _lead(self) -> int | None:
        """The rarest of the children; None where the days that are asked for have fewer records than it, or no child.

        PostgreSQL knows by itself how rare a name is.
        """
        children = self._children
        if not children:
            return None
        if not self._is_on_sqlite:
            return 0
        days = self._days
        if len(children) == 1 and not days:
            return 0
        if not days or self._has_rare:
            sizes = self._rare_sizes if self._has_rare else self._sizes(COMMON)
            return sizes.index(min(sizes))
        within = select(literal(1)).select_from(incident).where(*days, *self._bounds)
        if self.lookup and self.lookup.bearing == Bearing.VAGUE:  # a month or a year, which lasts as the index has it
            within = narrow(within.where(incident.c.last_day > incident.c.first_day), LASTING_INDEX)
        of_days = self._rows_of(within, COMMON)
        sizes = self._sizes(min(of_days + 1, COMMON))  # how many more than the days have does not matter
        return sizes.index(min(sizes)) if of_days >= min(sizes) else None

    @property
    def _days(self) -> list[ColumnElement[bool]]:
        """The days that are asked for, by either of the two."""
        found, look = days_within(self.wanted), self.lookup
        if look and look.bearing == Bearing.VAGUE:
            found += [incident.c.last_day >= look.first, incident.c.first_day <= look.last]
        return found

    @property
    def _is_on_sqlite(self) -> bool:
        return self.session.get_bind().dialect.name == "sqlite"

    @cached_property
    def _children(self) -> list[Child]:
        return sought(self.wanted, self.lookup)

    @cached_property
    def _has_rare(self) -> bool:
        return bool(self._children) and self._is_on_sqlite and min(self._rare_sizes) < RARE

    @cached_property
    def _rare_sizes(self) -> list[int]:
        return self._sizes(RARE)

    def _sizes(self, most: int) -> list[int]:
        return [self._rows_of(child.listed(), most) for child in self._children]

    def _rows_of(self, listed: Select[Any], most: int) -> int:
        some = listed.limit(most).subquery()
        return int(self.session.execute(select(func.count()).select_from(some)).scalar_one())


def in_front(joined: Select[Any]) -> Select[Any]:
    """Go through the records before what they are joined with, and read only what the index by record holds.

    SQLite would else go through all rows of the other table in the order of their names.
    """
    return joined.with_hint(incident, f"INDEXED BY {FACTS_INDEX} CROSS", "sqlite")


def narrow(picked: Select[Any], index: str = FACTS_INDEX) -> Select[Any]:
    """Read only what an index holds, that by record if none is named: SQLite would look up the long row of each."""
    return picked.with_hint(incident, f"INDEXED BY {index}", "sqlite")
