"""The command as a real process: pipes, colours, start-up, the played conversation."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import RECORDS, write_lines

REPO = Path(__file__).resolve().parents[2]
SHARED = REPO.parent / "shared" / "corpus"


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DIGEST_", "DESK_"))}
    return {
        **kept,
        "DATABASE_URL": f"sqlite:///{folder / 'ledger.db'}",
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "80",
    }


def intercept(folder: Path, *words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  (our own command, our own words)
        [sys.executable, "-m", "bot", *words],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=REPO,
        env=environment(folder) | more,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of 500 records that nobody changes."""
    folder = tmp_path_factory.mktemp("filled")
    file = write_lines(folder / "records.jsonl", [{**RECORDS[0], "ref": f"X{n}"} for n in range(500)])
    assert intercept(folder, "import", str(file)).returncode == 0
    return folder


def test_a_reader_that_goes_away_is_no_error(filled: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=REPO,
        env=environment(filled),
    ) as listing:
        assert listing.stdout
        assert listing.stderr
        assert listing.stdout.readline().startswith("X")
        listing.stdout.close()
        assert listing.stderr.read() == ""
        assert listing.wait(60) == 0


def test_a_pipe_gets_no_colour_and_no_wrapped_lines(filled: Path) -> None:
    shown = intercept(filled, "list").stdout
    assert "\x1b" not in shown
    assert len(shown.splitlines()) == 500


def test_the_played_conversation_logs_answers_and_digests(tmp_path: Path) -> None:
    done = intercept(tmp_path, "chat", "--demo")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "logged" in done.stdout
    assert "Weekly digest · Mon 17 – Sun 23 Apr 2017" in done.stdout
    assert "Fourth Russian flight near Alaska in as many days" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert not (tmp_path / "ledger.db").exists()


def test_a_piped_conversation_answers_line_by_line(tmp_path: Path) -> None:
    report = "2x Tu-95, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD"
    done = intercept(tmp_path, "chat", stdin=f"{report}\n\nlast Tu-95 near Alaska?\nquit\nnever read\n")
    assert done.returncode == 0, done.stderr
    assert "INT-1001" in done.stdout
    assert "never read" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_a_pasted_report_of_several_lines_is_one_message(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=REPO,
        env=environment(tmp_path),
    ) as chat:
        os.close(theirs)
        pasted = "Bombers met\n\n2x Tu-95, Alaska ADIZ, 20 May 2019,\nintercepted by 2x F-22, NORAD\n"
        os.write(ours, pasted.encode() + b"\x04")
        shown, errors = chat.communicate(timeout=60)
        os.close(ours)
    assert (chat.returncode, errors) == (0, "")
    assert shown.count("logged") == 1


def test_the_development_corpus_passes_through_both_batches(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared corpus is not beside this checkout")
    ledger, questions = SHARED / "ledger-dev.jsonl", SHARED / "questions-dev.jsonl"
    assert intercept(tmp_path, "import", str(ledger)).returncode == 0
    answers = intercept(tmp_path, "ask", "--jsonl", str(questions))
    assert answers.returncode == 0, answers.stderr
    asked = [json.loads(line)["id"] for line in questions.read_text(encoding="utf-8").splitlines()]
    assert [json.loads(line)["id"] for line in answers.stdout.splitlines()] == asked
    seeds = SHARED / "seeds.jsonl"
    read = intercept(tmp_path, "read", "--jsonl", str(seeds))
    assert read.returncode == 0, read.stderr
    assert len(read.stdout.splitlines()) == len(seeds.read_text(encoding="utf-8").splitlines())
