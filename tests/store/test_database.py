"""Opening a ledger: every address, every schema, every fault in one sentence without a secret."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from store.database import SCHEMA, installed_schema, open_store, upgrade
from store.errors import LedgerUnreachable, SchemaTooNew, SchemaTooOld, StoreError
from store.faults import masked
from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger
from tests.store.making import NOON


def set_version(url: str, version: str) -> None:
    """Make a database say that it has some schema."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    engine.dispose()


def sentence(text: str) -> bool:
    """Whether a text is one line that ends as a sentence does."""
    return "\n" not in text and text.endswith((".", "`."))


def test_a_file_is_made_with_its_folder_and_opened_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a folder' / 'ledger.db'}"
    for _ in range(2):
        store = open_store(url)
        assert Ledger(store).count(IncidentFilter(), audience=OPERATOR) == 0
        store.close()
    assert installed_schema(url) == SCHEMA


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX systems")
def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'ledger.db'}")
    Ledger(store).remember("C1", "{}", at=NOON)
    assert {file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {0}
    store.close()


def test_a_home_folder_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    open_store("sqlite:///~/ledger.db").close()
    assert (tmp_path / "ledger.db").exists()


def test_sqlite_is_set_up_for_readers_beside_a_writer(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'ledger.db'}")
    with store.reading() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    store.close()
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000, "synchronous": 1}


def test_a_missing_file_is_told_of_where_none_shall_be_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnreachable, match=r"There is no ledger at .*: check DATABASE_URL"):
        open_store(f"sqlite:///{tmp_path / 'ledger.db'}", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerUnreachable, match="cannot be made"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'ledger.db'}")


def test_a_folder_in_the_place_of_the_file_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnreachable, match="cannot be opened: check that its folder exists"):
        open_store(f"sqlite:///{tmp_path}")


def test_another_sort_of_file_is_told_of_and_left_alone(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("not a database at all, " * 100)
    with pytest.raises(LedgerUnreachable, match="is no ledger, or a damaged one") as caught:
        open_store(f"sqlite:///{notes}")
    assert sentence(str(caught.value))
    assert notes.read_text().startswith("not a database at all")


def test_a_newer_schema_is_refused_and_left_alone(store_url: str) -> None:
    open_store(store_url).close()
    set_version(store_url, "9999")
    try:
        for use in (open_store, upgrade):
            with pytest.raises(SchemaTooNew, match=r"newer Intercept Desk \(schema 9999.*pip install -U") as caught:
                use(store_url)
            assert sentence(str(caught.value))
        assert installed_schema(store_url) == "9999"
    finally:
        set_version(store_url, SCHEMA)


def test_an_empty_postgres_is_upgraded_by_the_command_only(empty_postgres: str) -> None:
    assert installed_schema(empty_postgres) is None
    with pytest.raises(SchemaTooOld, match="no ledger yet: run `intercept db upgrade`"):
        open_store(empty_postgres)
    assert upgrade(empty_postgres) == upgrade(empty_postgres) == SCHEMA
    store = open_store(empty_postgres)
    assert Ledger(store).count(IncidentFilter(), audience=OPERATOR) == 0
    store.close()


def test_an_older_postgres_is_upgraded_by_the_command_only(postgres_url: str) -> None:
    set_version(postgres_url, "0000")
    with pytest.raises(SchemaTooOld, match=r"schema 0000, and this program needs .*: run `intercept db upgrade`"):
        open_store(postgres_url)
    set_version(postgres_url, SCHEMA)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_addresses_of_postgres_are_taken_as_hosting_services_write_them(postgres_url: str, scheme: str) -> None:
    rest = make_url(postgres_url).render_as_string(hide_password=False).partition("://")[2]
    store = open_store(f"{scheme}://{rest}")
    assert store.engine.dialect.name == "postgresql"
    store.close()


def test_a_server_that_does_not_answer_is_told_of_without_its_password() -> None:
    with pytest.raises(LedgerUnreachable, match="does not answer") as caught:
        open_store("postgresql://ann:hushhush@127.0.0.1:9/desk?connect_timeout=2")
    assert "hushhush" not in str(caught.value)
    assert "ann" not in str(caught.value)
    assert sentence(str(caught.value))


def test_a_missing_driver_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'intercept-desk\[postgres\]'"):
        open_store("postgresql://localhost/desk")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ledger.db",
        "http://ann:hush@x/y",
        "mysql://ann:hush@db/x",
        "nonsense://",
        "postgresql://ann:hush@h:port/x",
    ],
)
def test_what_is_no_address_of_a_ledger_is_told_of_without_its_password(url: str) -> None:
    with pytest.raises(StoreError, match=r"write `sqlite:////folder/ledger.db` or `postgresql://") as caught:
        open_store(url)
    assert "hush" not in str(caught.value)
    assert sentence(str(caught.value))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:///ledger.db", "sqlite:///ledger.db"),
        ("postgresql://ann:p%40ss@db/desk", "postgresql://***@db/desk"),
        ("postgresql://db/desk?user=a&password=hush&x=1", "postgresql://db/desk?user=a&password=***&x=1"),
        ("postgresql://a:b@c@db/desk", "postgresql://***@db/desk"),
    ],
)
def test_addresses_are_shown_without_their_secrets(url: str, shown: str) -> None:
    assert masked(url) == shown


def test_a_file_that_was_put_back_from_a_copy_is_set_up_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    open_store(url).close()
    source = sqlite3.connect(tmp_path / "ledger.db")
    source.execute(f"VACUUM INTO '{tmp_path / 'copy.db'}'")
    source.close()
    store = open_store(f"sqlite:///{tmp_path / 'copy.db'}")
    with store.reading() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    store.close()


def test_a_ledger_that_is_up_to_date_opens_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    open_store(url).close()
    code = """if True:
        import sys
        from store.database import open_store
        open_store(sys.argv[1])
        print("alembic" in sys.modules)
        """
    done = subprocess.run([sys.executable, "-c", code, url], capture_output=True, text=True, check=True)  # noqa: S603 (ours)
    assert done.stdout.strip() == "False"
