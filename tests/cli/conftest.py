"""A ledger of a few made-up records, and `run` for commands over it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import app

Run = Callable[..., Result]


def outside(ref: str | None, date: str, **fields: Any) -> dict[str, Any]:
    """A record in the outside form: two Tu-95 near Alaska, but for what is said otherwise."""
    record: dict[str, Any] = {
        "ref": ref,
        "date": date,
        "kind": "zone_entry",
        "response": "intercepted",
        "actors": ["RU"],
        "responders": ["US", "CA"],
        "platforms": [{"type": "Tu-95", "count": 2, "side": "actor"}],
        "areas": ["Bering Sea", "Alaska"],
        "distance": None,
        "reported_by": ["NORAD"],
    }
    return {name: value for name, value in {**record, **fields}.items() if name != "ref" or value}


RECORDS = [
    outside("R1", "2024-07-22"),
    outside("R2", "2024-07-23"),
    outside("R3", "2024-07-24", response="monitored", distance={"value": 60, "unit": "mi", "from": "Alaska"}),
    outside(
        "R4",
        "2024-08-02",
        actors=["CN"],
        responders=["TW"],
        platforms=[{"type": "H-6", "count": 6, "side": "actor"}],
        areas=["Taiwan"],
    ),
]


def write_lines(path: Path, rows: list[Any]) -> Path:
    """Rows as a JSON Lines file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An address for a new ledger, which is also the one that the settings name."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv("DESK_ZONE", raising=False)
    return url


@pytest.fixture
def run(database: str) -> Run:
    """Run a command in this process; give what it printed and its exit code."""

    def invoke(*words: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(words), input=input)

    return invoke


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> Path:
    """A ledger with the four records; gives the file that they came from."""
    file = write_lines(tmp_path / "records.jsonl", RECORDS)
    assert run("import", str(file)).exit_code == 0
    return file
