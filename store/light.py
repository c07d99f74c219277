"""Light records: what is counted and compared by the thousand, in one query, without what is long or only shown."""

import datetime as dt
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, Text, cast, func, select
from sqlmodel import Session

from store.collecting import uncollected
from store.query import reference
from store.readback import WORDS, among, made, platform_of
from store.records import Distance, Incident, Platform, Side
from store.rows import IDS_PER_QUERY
from store.tables import areas, incident, platforms, states

PLAIN = ("outside_ref", "first_day", "last_day", "time_of_day", "duration_minutes")
NAMED = ("status", "kind", "response", "precision", "verification")
LISTS = ("actors", "responders", "areas", "also_in", "platforms")
LIGHT = frozenset({"ref", *PLAIN, *NAMED, "distance", *LISTS})
"""The fields that a light record has."""

MOST_KEPT = 8192  # different lists of states, places and platforms; many records share one

_STATUS, _KIND, _RESPONSE, _PRECISION, _VERIFICATION = (
    {None: None} | {str(word): word for word in WORDS[name]} for name in NAMED
)
_OWN = [incident.c[name] for name in ("id", *PLAIN, *NAMED, "distance_value", "distance_unit", "distance_origin")]


def read_light(session: Session, ids: Sequence[int]) -> list[Incident]:
    """The records of some rows, in the order of the rows, with the fields of `LIGHT` and no others.

    They are to be counted and compared, not to be shown or changed: asked for anything else they raise AttributeError.
    """
    found: dict[int, Incident] = {}
    query = _query(session)
    with uncollected():
        for start in range(0, len(ids), IDS_PER_QUERY):
            some = query.where(among(session, incident.c.id, ids[start : start + IDS_PER_QUERY]))
            found |= (_record(*row) for row in session.execute(some).all())
    return [found[number] for number in ids]


def _query(session: Session) -> Select[Any]:
    """The own columns of records and their lists, each list as one text: a row for each record and no more."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    s, a, p = states.c, areas.c, platforms.c
    lists = (
        (states, [s.side, s.position, s.code]),
        (areas, [a.inferred, a.position, a.name]),
        (platforms, [p.position, p.type, p.variant, p.count, p.bound, p.side]),
    )
    return select(*_OWN, *(_listed(table, columns, is_sqlite=is_sqlite) for table, columns in lists))


def _listed(table: Table, columns: Sequence[ColumnElement[Any]], *, is_sqlite: bool) -> ColumnElement[str]:
    """The rows of a record in a table, in any order, as JSON."""
    gathered: ColumnElement[Any] = (
        func.json_group_array(func.json_array(*columns))
        if is_sqlite
        else cast(func.json_agg(func.json_build_array(*columns)), Text)
    )
    return select(gathered).where(table.c.incident_id == incident.c.id).scalar_subquery()


def _record(
    number: int,
    outside: str | None,
    first: dt.date | None,
    last: dt.date | None,
    time: dt.time | None,
    minutes: int | None,
    status: str,
    kind: str,
    response: str,
    precision: str | None,
    verification: str,
    far: float | None,
    unit: str | None,
    origin: str | None,
    sides: str | None,
    places: str | None,
    counted: str | None,
) -> tuple[int, Incident]:
    """A row of the query, in its order, as the record's row and the record."""
    actors, responders = _states(sides)
    own, wider = _places(places)
    fields = {
        "ref": reference(number),
        "outside_ref": outside,
        "first_day": first,
        "last_day": last,
        "time_of_day": time,
        "duration_minutes": minutes,
        "status": _STATUS[status],
        "kind": _KIND[kind],
        "response": _RESPONSE[response],
        "precision": _PRECISION[precision],
        "verification": _VERIFICATION[verification],
        "distance": None if far is None else made(Distance, {"value": far, "unit": unit, "origin": origin}),
        "actors": list(actors),
        "responders": list(responders),
        "areas": list(own),
        "also_in": list(wider),
        "platforms": list(_platforms(counted)),
    }
    return number, made(Incident, fields)


@lru_cache(MOST_KEPT)
def _states(listed: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the acting side and those of the other."""
    rows = sorted(json.loads(listed or "[]"))
    actors = tuple(code for side, _, code in rows if side == Side.ACTOR)
    return actors, tuple(code for side, _, code in rows if side != Side.ACTOR)


@lru_cache(MOST_KEPT)
def _places(listed: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A record's own places and the wider ones."""
    rows = sorted(json.loads(listed or "[]"))
    return tuple(name for wider, _, name in rows if not wider), tuple(name for wider, _, name in rows if wider)


@lru_cache(MOST_KEPT)
def _platforms(listed: str | None) -> tuple[Platform, ...]:
    return tuple(platform_of(*values) for _, *values in sorted(json.loads(listed or "[]"), key=lambda row: row[0]))
