"""Inserts that know what to do about a row that is there already, safe against others who do the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

Row = Mapping[str, Any]


def inserting(session: Session, table: Table, **values: Any) -> Any:
    """An insert in the dialect of the database: only these know `on_conflict_…`."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    made = dialect.insert(table)
    return made.values(**values) if values else made


def insert_once(session: Session, table: Table, **values: Any) -> bool:
    """Insert a row unless one with its key is there; whether it was inserted."""
    # A returned row, not the row count: psycopg's is -1 here, which is true
    made = inserting(session, table, **values).on_conflict_do_nothing().returning(literal(1))
    return session.execute(made).first() is not None


def insert_new(session: Session, table: Table, rows: Sequence[Row]) -> int:
    """Insert those rows whose keys are not there yet, in their order; how many that were."""
    made = inserting(session, table).on_conflict_do_nothing().returning(literal(1))
    return len(session.execute(made, rows).all())


def put_row(session: Session, table: Table, **values: Any) -> None:
    """Insert a row, or give the one with its primary key these values."""
    put_rows(session, table, [values])


def put_rows(session: Session, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows of the same columns, or give those with their primary keys these values, in their order."""
    made = inserting(session, table)
    key = [column.name for column in table.primary_key.columns]
    new = {name: made.excluded[name] for name in rows[0] if name not in key}
    session.execute(made.on_conflict_do_update(index_elements=key, set_=new), rows)
