"""The day that a report came out: from its own head, from an option, or from the person at the terminal."""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.publication import NoDay, ask_until_told, day_of_answer, leans_on_publication
from tests.cli.conftest import Run
from tests.cli.test_processes import REPO, environment

TODAY = dt.date(2017, 4, 21)
REPORT = "Two Russian Tu-95 bombers were intercepted near Alaska by U.S. F-22s on Monday, NORAD said."


@pytest.mark.parametrize("words", ["2017-04-20", "20 April 2017", "April 20, 2017", "yesterday"])
def test_a_day_is_taken_as_people_write_it(words: str) -> None:
    assert day_of_answer(words, TODAY) == dt.date(2017, 4, 20)


@pytest.mark.parametrize("words", ["soon", "April", "2017", "2017-13-40", "20 April 2017 or so", "3/4/2017", "2 April"])
def test_what_is_no_whole_day_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(NoDay, match="write it like 2017-04-20"):
        day_of_answer(words, TODAY)


def test_a_day_that_has_not_come_yet_is_refused() -> None:
    with pytest.raises(NoDay, match="has not come yet"):
        day_of_answer("2017-05-01", TODAY)


def test_a_wrong_day_is_told_once_and_the_question_comes_again() -> None:
    answers, told = iter(["soon\n", "2017-04-20\n"]), list[str]()
    assert ask_until_told(lambda _: next(answers), today=TODAY, say=told.append) == dt.date(2017, 4, 20)
    assert len(told) == 1


@pytest.mark.parametrize("answer", ["", "\n", "  \n"])
def test_an_empty_answer_or_the_end_of_the_input_goes_on_without(answer: str) -> None:
    assert ask_until_told(lambda _: answer, today=TODAY, say=pytest.fail) is None


@pytest.mark.parametrize(
    ("report", "leans"),
    [
        (REPORT, True),
        ("2x Tu-95 off Kodiak overnight, met by 2x F-22", True),
        ("Two Russian Tu-95s were intercepted near Alaska on July 24.", True),
        (REPORT.replace("Monday", "May 20, 2019"), False),
        ("The council met on Monday.", False),
    ],
)
def test_only_a_report_that_leaves_its_day_open_is_asked_about(report: str, leans: bool) -> None:
    assert leans_on_publication(report) is leans


def test_the_day_that_a_report_opens_with_counts(run: Run) -> None:
    report = f"Published: 24 July 2024\n{REPORT}"
    [incident] = json.loads(run("read", report, "--json").stdout)["incidents"]
    assert incident["date"] == "2024-07-22"
    for one in json.loads(run("explain", report, "--json").stdout)["evidence"]:
        assert one["start"] is None or report[one["start"] : one["end"]] == one["words"]


def test_a_batch_takes_the_day_that_a_report_opens_with_where_it_is_given_none(run: Run) -> None:
    row = {"id": 1, "text": f"Published: 24 July 2024\n{REPORT}", "published": None}
    done = run("read", "--jsonl", "-", input=json.dumps(row))
    assert json.loads(done.stdout)["incidents"][0]["date"] == "2024-07-22"


class Terminal:
    """A terminal with somebody at it who has typed ahead."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def shows(self, *words: str, typed: str) -> tuple[int, str]:
        """The exit code of a command and all that stands on the terminal in the end."""
        import pty

        ours, theirs = pty.openpty()
        os.write(ours, typed.encode())
        with subprocess.Popen(  # noqa: S603 - our own command, our own words
            [sys.executable, "-m", "bot", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=REPO,
            env=environment(self._folder) | {"TERM": "xterm", "NO_COLOR": "1"},
        ) as command:
            os.close(theirs)
            shown = b"".join(_all_of(ours))
            os.close(ours)
            return command.wait(60), shown.decode(errors="replace")


def _all_of(terminal: int) -> Iterator[bytes]:
    try:
        while some := os.read(terminal, 4096):
            yield some
    except OSError:  # how Linux tells that nobody holds the other end any more
        return


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    if sys.platform == "win32":
        pytest.skip("pseudo-terminals are POSIX")
    return Terminal(tmp_path)


def test_a_person_is_asked_and_the_answer_dates_the_record(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    code, shown = terminal.shows("add", str(file), typed="soon\n2017-04-20\n")
    assert code == 0
    assert shown.count("When did it come out") == 2
    assert "'soon' is no whole day" in shown
    assert "17 Apr 2017" in shown


def test_a_pasted_report_is_asked_about_too_and_enter_goes_on(terminal: Terminal) -> None:
    code, shown = terminal.shows("read", typed=f"{REPORT}\n\x04\n")
    assert code == 0
    assert "Paste the report" in shown
    assert shown.count("When did it come out") == 1
    assert "date not given" in shown


def test_nobody_is_asked_where_the_output_goes_to_a_program(terminal: Terminal) -> None:
    assert "When did it" not in terminal.shows("read", REPORT, "--json", typed="")[1]
    assert "When did it" not in terminal.shows("read", REPORT, "--published", "2017-04-20", typed="")[1]
