"""Whole records read back from their rows, in few queries, without validating again what the ledger wrote itself."""

import json
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar, get_args

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Select, String, Table, any_, bindparam, func, select
from sqlmodel import Session, SQLModel

from store.collecting import uncollected
from store.query import reference
from store.records import Distance, Evidence, Incident, Origin, Platform, Side, Source
from store.rows import IDS_PER_QUERY, LONG, ORIGIN, SAME_IN_BOTH, STANDING, Row
from store.tables import CHILDREN, areas, incident, platforms, reporters, states

Model = TypeVar("Model", bound=SQLModel)
Parts = dict[str, list[Any]]


def _words_of(model: type[SQLModel]) -> dict[str, type[Enum]]:
    """The fields of a model that hold one of a few words, and which."""
    found = {}
    for name, field in model.model_fields.items():
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, Enum):
                found[name] = kind
    return found


WORDS = _words_of(Incident)
PLATFORM, PLATFORM_WORDS = tuple(Platform.model_fields), _words_of(Platform)
SOURCE = tuple(Source.model_fields)
OWN = tuple(name for name in (*SAME_IN_BOTH, *STANDING) if name not in WORDS)
OWN_WORDS = tuple(
    (name, {None: None} | {str(word): word for word in WORDS[name]})
    for name in (*SAME_IN_BOTH, *STANDING)
    if name in WORDS
)
LISTS = ("actors", "responders", "platforms", "areas", "also_in", "reported_by", "sources")
MOST_KEPT = 4096  # different platforms and origins; many records share one, and nobody can change it


def read_incidents(session: Session, wanted: Select[Any], *, bare: bool = False) -> list[Incident]:
    """The records that a select over the incident table finds, in its order: whole, or without what is long.

    A `bare` record lacks its evidence and the text of its reports, which are most of what is kept of it.
    """
    columns = [column for column in incident.c if not bare or column.name not in LONG]
    names = [column.name for column in columns]
    chosen = wanted.with_only_columns(*columns, maintain_column_froms=True)
    rows = [dict(zip(names, values, strict=True)) for values in session.execute(chosen).all()]
    parts = _parts(session, [row["id"] for row in rows], bare=bare)
    return [_incident(row, parts[row["id"]]) for row in rows]


def read_rows(session: Session, ids: Sequence[int], *, bare: bool = False) -> list[Incident]:
    """The records of some rows, in the order of the rows."""
    found: dict[str, Incident] = {}
    with uncollected():
        for start in range(0, len(ids), IDS_PER_QUERY):
            some = select(incident).where(among(session, incident.c.id, ids[start : start + IDS_PER_QUERY]))
            found |= {record.ref: record for record in read_incidents(session, some, bare=bare)}
    return [found[reference(number)] for number in ids]


def among(session: Session, column: ColumnElement[int], ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether a column is one of some rows, as one parameter: however many there are, the statement is the same."""
    dialect = session.get_bind().dialect.name
    return _is_one(column, bindparam("ids", _as_one(dialect, ids), _ID_TYPES[dialect], unique=True), dialect)


def _is_one(column: ColumnElement[int], ids: ColumnElement[Any], dialect: str) -> ColumnElement[bool]:
    if dialect == "sqlite":
        return column.in_(select(func.json_each(ids).table_valued("value").c.value))
    return column == any_(ids)


def _as_one(dialect: str, ids: Sequence[int]) -> Any:
    """Rows as the value of one parameter."""
    return json.dumps(ids) if dialect == "sqlite" else list(ids)


_ID_TYPES: dict[str, Any] = {"sqlite": String(), "postgresql": ARRAY(BigInteger)}


def _parts(session: Session, ids: Sequence[int], *, bare: bool) -> dict[int, Parts]:
    """The lists of some records from their child rows, each record's in their order."""
    found: dict[int, Parts] = {number: {name: [] for name in LISTS} for number in ids}
    dialect = session.get_bind().dialect.name
    for table in CHILDREN if ids else ():
        chosen, put = _listing(table, dialect, bare=bare)
        for number, *values in session.execute(chosen, {"ids": _as_one(dialect, ids)}).all():
            put(found[number], *values)
    return found


@cache
def _listing(table: Table, dialect: str, *, bare: bool) -> tuple[Select[Any], Callable[..., None]]:
    """The query for the rows of a child table that belong to the records `ids`, and what puts one into its record."""
    columns, put = _put(table, bare=bare)
    own = _is_one(table.c.incident_id, bindparam("ids", type_=_ID_TYPES[dialect]), dialect)
    return select(table.c.incident_id, *columns).where(own).order_by(*table.primary_key.columns), put


def _put(table: Table, *, bare: bool) -> tuple[list[ColumnElement[Any]], Callable[..., None]]:
    """The columns to read of a child table, and what puts one row of them into the lists of its record."""
    c = table.c
    if table is states:
        return [c.side, c.code], lambda lists, side, code: lists[
            "actors" if side == Side.ACTOR else "responders"
        ].append(code)
    if table is platforms:
        return [c[name] for name in PLATFORM], lambda lists, *values: lists["platforms"].append(platform_of(*values))
    if table is areas:
        return [c.inferred, c.name], lambda lists, inferred, name: lists["also_in" if inferred else "areas"].append(
            name
        )
    if table is reporters:
        return [c.name], lambda lists, name: lists["reported_by"].append(name)
    names = [name for name in SOURCE if not bare or name not in LONG]
    empty = dict.fromkeys(SOURCE)
    return [c[name] for name in names], lambda lists, *values: lists["sources"].append(
        made(Source, empty | dict(zip(names, values, strict=True)))
    )


def _incident(row: Row, parts: Parts) -> Incident:
    values: Row = {name: row[name] for name in OWN}
    for name, words in OWN_WORDS:
        values[name] = words[row[name]]
    values["ref"] = reference(row["id"])
    values["merged_into"] = reference(row["merged_into"]) if row["merged_into"] else None
    values["origin"] = _origin(*(row[column] for column in ORIGIN.values()))
    far = row["distance_value"]
    values["distance"] = (
        None
        if far is None
        else made(Distance, {"value": far, "unit": row["distance_unit"], "origin": row["distance_origin"]})
    )
    values["evidence"] = [Evidence.model_validate(one) for one in row.get("evidence", ())]
    values.update(parts)
    return made(Incident, values)


@lru_cache(MOST_KEPT)
def _origin(*values: Any) -> Origin:
    return made(Origin, dict(zip(ORIGIN, values, strict=True)))


@lru_cache(MOST_KEPT)
def platform_of(*values: Any) -> Platform:
    """A platform of the values of its fields, in their order; equal ones are one."""
    named = dict(zip(PLATFORM, values, strict=True))
    return made(Platform, named | {name: words(named[name]) for name, words in PLATFORM_WORDS.items()})


def made(model: type[Model], values: Row) -> Model:
    """A model of values that the ledger itself wrote, as they are: checking them again is most of the work."""
    new: Model = model.__new__(model)
    object.__setattr__(new, "__dict__", values)
    object.__setattr__(new, "__pydantic_fields_set__", set(values))
    object.__setattr__(new, "__pydantic_extra__", None)
    object.__setattr__(new, "__pydantic_private__", None)
    return new
