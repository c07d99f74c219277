"""Wherever a search starts, it finds the same: the newest days, the rarest name, the days asked for, all records."""

import datetime as dt
from typing import Any

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, event, text

from store import searching
from store.database import SCHEMA, open_store, upgrade
from store.filters import OPERATOR, IncidentFilter, PlatformCondition
from store.ledger import Ledger
from store.migrations import alembic_config, run_migrations
from store.query import Order
from store.records import IncidentDraft
from store.tables import incident
from tests.store.making import DESK, NOON, draft, drafts, filters
from tests.store.oracle import matches, newest_first, oldest_first

ORDERS: tuple[tuple[Order, Any], ...] = (("newest", newest_first), ("oldest", oldest_first))
LIMITS = ("NEAREST", "FOR_EACH", "RARE", "COMMON")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(drafts(), max_size=8),
    st.lists(filters, min_size=1, max_size=3),
    st.integers(1, 4),
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
)
def test_a_search_finds_the_same_wherever_it_starts(
    ledger: Ledger, given_drafts: list[IncidentDraft], wanted: list[IncidentFilter], limit: int, sizes: list[int]
) -> None:
    with ledger.store.writing() as session:
        session.execute(delete(incident))
    records = ledger.add(given_drafts, origin=DESK, by="", at=NOON)
    with pytest.MonkeyPatch.context() as small:
        for name, size in zip(LIMITS, sizes, strict=True):
            small.setattr(searching, name, size + (name in ("RARE", "COMMON")))
        for one in wanted:
            for order, key in ORDERS:
                fit = [r.ref for r in sorted(records, key=key) if matches(r, one)]
                assert found(ledger, one, order, None) == fit
                assert found(ledger, one, order, limit) == fit[:limit]


def found(ledger: Ledger, wanted: IncidentFilter, order: Order, limit: int | None) -> list[str]:
    return [record.ref for record in ledger.find(wanted, audience=OPERATOR, order=order, limit=limit)]


def test_a_long_event_that_reaches_into_the_days_asked_for_is_found(ledger: Ledger) -> None:
    long = draft().model_copy(update={"first_day": dt.date(2023, 1, 1), "last_day": dt.date(2025, 1, 1)})
    [kept] = ledger.add([long], origin=DESK, by="", at=NOON)
    day = IncidentFilter(since=dt.date(2024, 5, 1), until=dt.date(2024, 5, 1))
    assert found(ledger, day, "newest", None) == [kept.ref]
    assert found(ledger, day, "newest", 1) == [kept.ref]
    assert ledger.count(day, audience=OPERATOR) == 1


def test_counting_on_sqlite_reads_no_whole_record() -> None:
    store = open_store("sqlite://")
    wanted = IncidentFilter(platforms=(PlatformCondition(types=("Tu-95",)),), areas=("Alaska",))
    asked: list[tuple[str, Any]] = []
    event.listen(store.engine, "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
    Ledger(store).count(wanted, audience=OPERATOR)
    counted, values = asked[-1]
    with store.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {counted}", values).fetchall()
    assert any("incident USING COVERING INDEX ix_incident_facts" in row[3] for row in plan)
    store.close()


def test_a_ledger_of_an_older_schema_keeps_its_records_and_gets_the_indexes(store_url: str) -> None:
    upgrade(store_url)
    store = open_store(store_url)
    before = Ledger(store).add([draft(), draft("2024-05"), draft(None)], origin=DESK, by="", at=NOON)
    downgrade(store.engine, "0002")
    assert "ix_incident_facts" not in indexes(store.engine)
    run_migrations(store.engine, to=SCHEMA)
    assert {"ix_incident_facts", "ix_incident_lasting"} <= indexes(store.engine)
    after = Ledger(store).find(IncidentFilter(), audience=OPERATOR, order="logged")[::-1]
    assert [(r.ref, r.first_day, r.areas) for r in after] == [(r.ref, r.first_day, r.areas) for r in before]
    assert Ledger(store).count(IncidentFilter(areas=("Alaska",)), audience=OPERATOR) == 3
    store.close()


def downgrade(engine: Engine, to: str) -> None:
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), to)


def indexes(engine: Engine) -> set[str]:
    lists = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index'",
        "postgresql": "SELECT indexname FROM pg_indexes",
    }
    with engine.connect() as connection:
        return set(connection.execute(text(lists[engine.dialect.name])).scalars())
