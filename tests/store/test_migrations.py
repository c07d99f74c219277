"""The migrations make the very tables that the code uses, and can be taken back."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from store.database import SCHEMA, Store, open_store, upgrade
from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger
from store.migrations import alembic_config, run_migrations
from store.records import Status, Verification
from store.slack_tables import every_table
from tests.store.making import DESK, NOON, draft


def test_migrations_and_tables_agree(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, every_table) == []


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


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_records_from_before_verification_have_a_single_source_where_somebody_reported_them(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = f"sqlite:///{tmp_path / 'old.db'}" if engine == "sqlite" else request.getfixturevalue("empty_postgres")
    upgrade(address)
    store = open_store(address)
    ledger = Ledger(store)
    ledger.add([draft(), draft(reported_by=[])], origin=DESK, by="", at=NOON)
    merged, _ = ledger.add([draft(), draft()], origin=DESK, by="", at=NOON)
    ledger.merge("INT-1001", merged.ref, by="", at=NOON, audience=OPERATOR)
    with store.engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0003")
    run_migrations(store.engine, to=SCHEMA)
    found = {record.ref: record for record in ledger.find(IncidentFilter(statuses=()), audience=OPERATOR)}
    single, un = Verification.SINGLE_SOURCE, Verification.UNVERIFIED
    assert [found[f"INT-{n}"].verification for n in (1001, 1002, 1003, 1004)] == [single, un, single, single]
    assert (found["INT-1003"].status, found["INT-1003"].merged_into) == (Status.RETRACTED, None)
    assert ledger.restore("INT-1001", by="", at=NOON, audience=OPERATOR).version == 2
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
