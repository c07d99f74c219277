"""The migrations make the very tables that the code uses, and can be taken back."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from store.database import SCHEMA, Store, open_store
from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger
from store.migrations import alembic_config, run_migrations
from store.tables import LedgerTable
from tests.store.making import DESK, NOON, draft


def test_migrations_and_tables_agree(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, LedgerTable.metadata) == []


def test_the_code_is_written_for_the_last_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [SCHEMA]


def test_every_migration_can_be_taken_back(tmp_path: object) -> None:
    store = open_store("sqlite://")
    with store.engine.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    run_migrations(store.engine, to=SCHEMA)
    assert Ledger(store).count(IncidentFilter(), audience=OPERATOR) == 0
    store.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store("sqlite://")
    Ledger(store).add([draft()], origin=DESK, by="", at=NOON)

    def half_way(config: object, to: str) -> None:
        connection = config.attributes["connection"]  # type: ignore[attr-defined]
        connection.execute(text("DROP TABLE incident_area"))
        connection.execute(text("DELETE FROM incident"))
        raise KeyError("power cut")

    monkeypatch.setattr(command, "upgrade", half_way)
    with pytest.raises(KeyError):
        run_migrations(store.engine, to=SCHEMA)
    [kept] = Ledger(store).find(IncidentFilter(), audience=OPERATOR)
    assert kept.areas == ["Bering Sea", "Alaska"]
    store.close()


def test_a_migration_that_would_orphan_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store("sqlite://")
    Ledger(store).add([draft()], origin=DESK, by="", at=NOON)
    monkeypatch.setattr(
        command,
        "upgrade",
        lambda config, to: config.attributes["connection"].execute(text("DELETE FROM incident")),
    )
    with pytest.raises(Exception, match="orphaned rows"):
        run_migrations(store.engine, to=SCHEMA)
    assert Ledger(store).count(IncidentFilter(), audience=OPERATOR) == 1
    store.close()
