"""Inserts that know what to do about a row that is there already, safe against others who do the same."""

from typing import Any

from sqlalchemy import Table, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def inserting(session: Session, table: Table, **values: Any) -> Any:
    """An insert in the dialect of the database: only these know `on_conflict_…`."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table).values(**values)


def insert_once(session: Session, table: Table, **values: Any) -> bool:
    """Insert a row unless one with its key is there; whether it was inserted."""
    # A returned row, not the row count: psycopg's is -1 here, which is true
    made = inserting(session, table, **values).on_conflict_do_nothing().returning(literal(1))
    return session.execute(made).first() is not None


def put_row(session: Session, table: Table, **values: Any) -> None:
    """Insert a row, or give the one with its primary key these values."""
    key = [column.name for column in table.primary_key.columns]
    rest = {name: value for name, value in values.items() if name not in key}
    made = inserting(session, table, **values)
    session.execute(made.on_conflict_do_update(index_elements=key, set_=rest))
