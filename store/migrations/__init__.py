"""The steps from one schema of the ledger to the next, and the code that takes them under a lock."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from store.errors import StoreError

UPGRADE_LOCK = 0x1D35C  # any number; two upgrades of one PostgreSQL database must agree on it


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration without a file: where the steps are, and the connection to take them on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def run_migrations(engine: Engine, *, to: str) -> None:
    """Bring a database to the revision `to` in one transaction; of several processes the others wait."""
    if engine.dialect.name == "sqlite":
        _on_sqlite(engine, to)
    else:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": UPGRADE_LOCK})
            command.upgrade(alembic_config(connection), to)


def _on_sqlite(engine: Engine, to: str) -> None:
    with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection:
        raw = connection.connection
        # Rebuilding a table drops the old one, which with enforcement on would delete all its children
        raw.cursor().execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                command.upgrade(alembic_config(connection), to)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise StoreError(
                        f"The upgrade to schema {to} would leave orphaned rows ({broken[:3]}), so "
                        "nothing was changed: restore a copy of the ledger and report this."
                    )
        finally:
            raw.cursor().execute("PRAGMA foreign_keys=ON")
