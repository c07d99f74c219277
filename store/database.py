"""Open a ledger's database by its address, see that its schema fits, and run short transactions on it."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from store.errors import LedgerBusy, LedgerUnreachable, SchemaTooNew, SchemaTooOld, StoreError
from store.faults import explaining, masked
from store.hinting import HintingCompiler

__all__ = ["SCHEMA", "Store", "installed_schema", "masked", "open_store", "upgrade"]

SCHEMA = "0005"  # the revision that this code reads and writes; a test holds it against store/migrations
WAIT_SECONDS = 5  # for another writer (SQLite) or an answer (PostgreSQL)
CACHE_KIB = 65_536  # of pages, a connection; the default of 2 MiB reads a large ledger again for every query
WAL_ATTEMPTS = 100
WAL_PAUSE_SECONDS = 0.05
ADDRESS_FORMS = "write `sqlite:////folder/ledger.db` or `postgresql://user:password@host/name`"


class Store:
    """An open database: hands out one session for each short transaction. Safe to share between threads.

    Inside a `writing()` block, what the same thread writes or reads through this store is part of that transaction:
    `with store.writing(): ledger.add(…); outbox.put(…); inbox.finish(…)` keeps all of it or nothing. Such a block is
    never held across an `await`: whatever else the thread did meanwhile would be part of it.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._open = threading.local()
        self._reader = engine
        if engine.dialect.name == "postgresql":
            self._reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._writer = engine.execution_options(begin="BEGIN IMMEDIATE")
        self._turns = threading.Lock() if engine.dialect.name == "sqlite" else None

    @property
    def takes_turns(self) -> bool:
        """Whether it lets one thread write at a time, so that each that only may have to write keeps others waiting."""
        return self._turns is not None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent look at the ledger: all queries inside see the same moment, also those of blocks inside it.

        Inside a `writing()` of this thread it is a look at what that transaction has made of the ledger so far.
        """
        look: Session | None = getattr(self._open, "look", None)
        if look is not None:
            with explaining(self.engine.url):
                yield look
            return
        with explaining(self.engine.url), self._looking() as session:
            self._open.look = session
            try:
                yield session
            finally:
                self._open.look = None

    @contextmanager
    def _looking(self) -> Iterator[Session]:
        joined: Session | None = getattr(self._open, "session", None)
        if joined is None:
            with Session(self._reader) as session:
                yield session
        elif self._turns is None:
            with joined.begin_nested():  # PostgreSQL: a query that fails must not spoil the rest
                yield joined
        else:
            yield joined

    @contextmanager
    def writing(self, *, apart: bool = True) -> Iterator[Session]:
        """One transaction, kept as a whole when the block ends well and as nothing when it does not.

        Inside another `writing()` of this thread it joins that one, which alone commits; an inner block that fails
        takes back what it did itself, so that whoever catches its error may go on. One that is not `apart` cannot: it
        is for a single statement whose failure is the failure of all, and saves two others.
        """
        joined: Session | None = getattr(self._open, "session", None)
        if joined is not None:
            with explaining(self.engine.url), joined.begin_nested() if apart else nullcontext():
                yield joined
            return
        with self._turn(), explaining(self.engine.url), Session(self._writer) as session, session.begin():
            look, self._open.look = getattr(self._open, "look", None), None
            self._open.session = session
            try:
                yield session
            finally:
                self._open.session, self._open.look = None, look

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let one thread write to SQLite at a time.

        SQLite would make the others look again ever more rarely, and the unlucky one of eight waits for seconds.
        """
        if self._turns is None:
            yield
            return
        if not self._turns.acquire(timeout=WAIT_SECONDS):
            raise LedgerBusy("Too much is being written to the ledger at once: try again in a moment.")
        try:
            yield
        finally:
            self._turns.release()

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def open_store(url: str, *, create: bool = True) -> Store:
    """Open the ledger at an address: `sqlite:///…`, `postgresql://…` or `postgres://…`.

    An empty or older SQLite file is brought up to date by itself; a missing one is made with its folder,
    unless `create` is False. PostgreSQL is brought up to date by `upgrade` only. Raises StoreError.
    """
    engine = _engine(url, create=create)
    try:
        with explaining(engine.url):
            _fit_schema(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def upgrade(url: str) -> str:
    """Bring the database at an address up to date and give the schema version that it has then."""
    with _used_once(_engine(url, create=True)) as engine:
        _refuse_newer(_version(engine))
        _migrate(engine)
        return _version(engine) or ""


def installed_schema(url: str) -> str | None:
    """The schema version of the database at an address as it is; None for an empty one. Changes nothing."""
    with _used_once(_engine(url, create=False)) as engine:
        return _version(engine)


@contextmanager
def _used_once(engine: Engine) -> Iterator[Engine]:
    """Use an engine for one thing, its faults explained, and close all its connections."""
    try:
        with explaining(engine.url):
            yield engine
    finally:
        engine.dispose()


def _engine(address: str, *, create: bool) -> Engine:
    url = _address(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, create=create)
    wait = {} if "connect_timeout" in url.query else {"connect_timeout": WAIT_SECONDS}
    try:
        return create_engine(url, pool_pre_ping=True, connect_args=wait, hide_parameters=True)
    except ImportError as error:
        raise StoreError(
            "PostgreSQL needs its driver, which is not installed: `pip install 'intercept-desk[postgres]'`."
        ) from error


def _address(address: str) -> URL:
    try:
        url = make_url(address)
        if url.drivername == "postgres":  # as hosting services write it; unknown to SQLAlchemy
            url = url.set(drivername="postgresql")
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreError(f"`{masked(address)}` is no database address: {ADDRESS_FORMS}.") from error
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StoreError(f"The ledger cannot be kept in `{backend}`: {ADDRESS_FORMS}.")
    return url


def _sqlite(url: URL, *, create: bool) -> Engine:
    options: dict[str, Any] = {"poolclass": QueuePool}
    wait = {} if "timeout" in url.query else {"timeout": WAIT_SECONDS}
    if url.database in (None, "", ":memory:"):
        options |= {"pool_size": 1, "max_overflow": 0}  # one connection is the database; threads take turns
    else:
        path = Path(str(url.database)).expanduser()
        _find_file(path, create=create)
        url = url.set(database=str(path))
    # What people wrote, and tokens, are parameters: no error may quote them
    options["hide_parameters"] = True
    engine = create_engine(url, connect_args={"check_same_thread": False, **wait}, **options)
    engine.dialect.statement_compiler = HintingCompiler
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _find_file(path: Path, *, create: bool) -> None:
    if not create and not path.exists():
        raise LedgerUnreachable(f"There is no ledger at {path}: check DATABASE_URL, or log a first report to make one.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)  # what is said in private channels is in here
    except OSError as error:
        raise LedgerUnreachable(
            f"{path} cannot be made ({error.strerror}): set DATABASE_URL to a file that can be."
        ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # None: the driver begins no transactions of its own (it would not for SELECT); _begin_sqlite does
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    connection.execute("PRAGMA temp_store=MEMORY")


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _fit_schema(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        _write_ahead(engine)
    found = _version(engine)
    _refuse_newer(found)
    if found == SCHEMA:
        return
    if engine.dialect.name != "sqlite":
        has = "no ledger yet" if found is None else f"schema {found}, and this program needs {SCHEMA}"
        raise SchemaTooOld(f"The database has {has}: run `intercept db upgrade`.")
    _migrate(engine)


def _version(engine: Engine) -> str | None:
    """The schema version that a database says it has; None where it has no ledger yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)


def _refuse_newer(found: str | None) -> None:
    if found is not None and found > SCHEMA:  # revisions are numbered with leading zeros
        raise SchemaTooNew(
            f"The ledger was written by a newer Intercept Desk (schema {found}, this one knows {SCHEMA}): "
            "update the program with `pip install -U intercept-desk`."
        )


def _migrate(engine: Engine) -> None:
    from store.migrations import run_migrations  # Alembic is a quarter of the start-up and seldom needed

    run_migrations(engine, to=SCHEMA)


def _write_ahead(engine: Engine) -> None:
    """Set write-ahead logging, which the file remembers: readers then never wait for a writer."""
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        for attempt in range(1, WAL_ATTEMPTS + 1):  # SQLite does not wait by itself for this one lock
            try:
                if cursor.execute("PRAGMA journal_mode").fetchone()[0] in ("wal", "memory"):
                    return
                cursor.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or attempt == WAL_ATTEMPTS:
                    raise
                time.sleep(WAL_PAUSE_SECONDS)
