"""A command loads what it needs and nothing else: help is there at once."""

import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
SLACK_AND_JOBS = ("slack_bolt", "slack_sdk", "aiohttp", "dbos")
KEEPING = ("store.database", "store.ledger", "alembic")
THINKING = ("sqlmodel", "sqlalchemy", "dateparser", "rapidfuzz", "pydantic_settings", "bot.reading", "bot.asking")
REPORT = "2x Tu-95, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD"

LOADED = """
import sys
from bot.__main__ import main
sys.argv = ["intercept", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print("LOADED", *sys.modules)
"""


def loaded(folder: Path, *words: str) -> set[str]:
    """The modules that a command has loaded when it ends well, each by its own name."""
    done = subprocess.run(  # noqa: S603 - our own command, our own words
        [sys.executable, "-c", LOADED, *words],
        input="",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={"PYTHONPATH": str(REPO), "PYTHONIOENCODING": "utf-8", "PATH": ""},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize("words", ["--help", "read --help", "ask --help", "run --help", "db --help", "--version"])
def test_help_loads_no_reader_no_ledger_no_slack(tmp_path: Path, words: str) -> None:
    assert not loaded(tmp_path, *words.split()) & {*SLACK_AND_JOBS, *KEEPING, *THINKING}


@pytest.mark.parametrize("command", ["read", "explain"])
def test_reading_loads_no_ledger_no_slack_and_asks_nothing(tmp_path: Path, command: str) -> None:
    modules = loaded(tmp_path, command, REPORT)
    assert "bot.reading" in modules
    assert not modules & {*SLACK_AND_JOBS, *KEEPING, "bot.asking", "bot.settings"}


def test_asking_loads_no_slack(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    assert not loaded(tmp_path, "ask", "last Tu-95 near Alaska", "--database", url) & set(SLACK_AND_JOBS)
