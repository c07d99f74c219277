"""What people see: commands, their words, their errors."""

import json
from pathlib import Path

import pytest
from typer.testing import Result

from bot.cli.commands import app
from tests.cli.conftest import Run, outside, write_lines

SHORTHAND = "2x Tu-95 + 2x Su-35, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD"
COMMANDS = (
    "run",
    "chat",
    "read",
    "add",
    "ask",
    "list",
    "show",
    "digest",
    "import",
    "export",
    "explain",
    "background",
    "doctor",
)


def one_sentence(done: Result) -> str:
    """The error of a command that failed: one line, no traceback."""
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


@pytest.mark.parametrize("command", [*COMMANDS, "db upgrade", "db status"])
def test_every_command_has_help_with_an_example_and_takes_a_database(run: Run, command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.exit_code == 0
    assert f"intercept {command}" in done.stdout.split("Examples:")[1]
    assert "--database" in done.stdout


def test_the_help_lists_every_command(run: Run) -> None:
    shown = run("--help").stdout
    assert all(command in shown for command in (*COMMANDS, "db"))
    assert app.info.no_args_is_help


def test_wrong_usage_exits_with_two(run: Run) -> None:
    assert run("list", "--now", "tomorrow").exit_code == 2
    assert run("nonsense").exit_code == 2
    assert run("show").exit_code == 2


def test_add_logs_a_report_and_show_tells_everything_about_it(run: Run) -> None:
    added = json.loads(run("add", SHORTHAND, "--json").stdout)
    [record] = added["incidents"]
    shown = run("show", record["logged"].lower())
    assert shown.exit_code == 0
    for words in ("20 May 2019", "Tu-95", "Su-35", "Alaska ADIZ", SHORTHAND, "History"):
        assert words in shown.stdout


def test_add_takes_standard_input_and_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(SHORTHAND, encoding="utf-8-sig")
    assert "logged" in run("add", "--file", str(file)).stdout
    assert "logged" in run("add", "-", input=SHORTHAND.replace("2019", "2020")).stdout
    assert json.loads(run("db", "status", "--json").stdout)["records"] == 2


def test_a_weekday_needs_the_day_of_publication_and_add_says_so(run: Run) -> None:
    report = "Two Russian Tu-95 bombers were intercepted near Alaska by U.S. F-22s on Monday."
    assert "needs --published" in run("add", report).stdout
    assert "22 Jul 2024" in run("add", report, "--published", "2024-07-24").stdout


def test_the_same_address_is_logged_once(run: Run) -> None:
    first = json.loads(run("add", SHORTHAND, "--url", "https://example.org/1", "--json").stdout)
    again = json.loads(run("add", SHORTHAND, "--url", "https://example.org/1", "--json").stdout)
    assert (first["again"], again["again"]) == (False, True)
    assert [r["logged"] for r in first["incidents"]] == [r["logged"] for r in again["incidents"]]


@pytest.mark.parametrize("report", ["", "   ", "🛩️🛩️", "https://example.org/story", "\x00\xff\x01", "x " * 50_000])
def test_a_text_without_an_incident_is_refused_in_a_sentence(run: Run, report: str) -> None:
    assert one_sentence(run("add", "-", input=report))
    assert json.loads(run("db", "status", "--json").stdout)["records"] == 0


def test_text_and_file_together_are_refused(run: Run, tmp_path: Path) -> None:
    assert "not both" in one_sentence(run("add", SHORTHAND, "--file", str(tmp_path / "x")))


def test_read_prints_what_it_found_or_says_what_is_missing(run: Run) -> None:
    assert "20 May 2019" in run("read", SHORTHAND).stdout
    assert "No incident found" in run("read", "The council met.").stdout


def test_explain_names_value_words_and_rule(run: Run) -> None:
    shown = run("explain", SHORTHAND).stdout
    assert "20 May 2019" in shown
    assert "Tu-95" in shown
    evidence = json.loads(run("explain", SHORTHAND, "--json").stdout)["evidence"]
    for one in evidence:
        if one["start"] is not None:
            assert SHORTHAND[one["start"] : one["end"]] == one["words"]


def test_ask_answers_in_words_and_as_json(run: Run, ledger: Path) -> None:
    shown = run("ask", "last", "Tu-95", "near", "Alaska").stdout
    assert "R3" in shown
    assert "Read as:" in shown
    row = json.loads(run("ask", "--json", "last Tu-95 near Alaska").stdout)
    assert row["records"][0] == "R3"
    assert "no question" in one_sentence(run("ask"))


def test_an_answer_in_a_pipe_lists_every_record(run: Run, tmp_path: Path) -> None:
    rows = [outside(f"P{n}", f"2024-07-{n:02}") for n in range(1, 31)]
    run("import", str(write_lines(tmp_path / "many.jsonl", rows)))
    shown = run("ask", "how many incidents near Alaska in 2024?").stdout
    assert shown.startswith("30 incidents")
    assert all(f"\nP{n}: " in shown for n in range(1, 31))


def test_list_filters_in_the_language_of_questions(run: Run, ledger: Path) -> None:
    assert len(run("list").stdout.splitlines()) == 4
    listed = run("list", "Tu-95 near Alaska since 2020", "--now", "2024-09-01").stdout.splitlines()
    assert [line.split(":")[0] for line in listed] == ["R3", "R2", "R1"]
    assert [row["ref"] for row in json.loads(run("list", "-n", "1", "--json").stdout)] == ["R4"]
    assert "2024" in run("list", "Tu-160 near California", "--now", "2024-09-01").stdout


def test_list_of_an_empty_ledger_says_what_to_do(run: Run) -> None:
    assert "intercept add" in run("list").stdout
    assert run("list", "--json").stdout.strip() == "[]"


def test_an_unknown_record_is_told_in_a_sentence_for_the_terminal(run: Run) -> None:
    said = one_sentence(run("show", "INT-9999"))
    assert "`intercept list`" in said


def test_the_digest_of_a_week_as_text_markdown_and_json(run: Run, ledger: Path) -> None:
    when = ("digest", "--week", "--now", "2024-07-30", "--zone", "America/Anchorage")
    text = run(*when).stdout
    assert text.startswith("Weekly digest · Mon 22 – Sun 28 Jul 2024 · 00:00 – 24:00 America/Anchorage (UTC-8)")
    assert "Third Russian flight near the Bering Sea in as many days (22–24 Jul 2024). [R1, R2, R3]" in text
    assert run(*when, "--markdown").stdout.startswith("# Weekly digest")
    row = json.loads(run(*when, "--json").stdout)
    assert (row["first"], row["last"], row["quiet"]) == ("2024-07-22", "2024-07-28", False)
    assert row["notable"][0]["records"] == ["R1", "R2", "R3"]
    assert [r["ref"] for r in row["sections"][0]["incidents"]] == ["R3", "R2", "R1"]


def test_a_quiet_day_says_so_in_one_line(run: Run, ledger: Path) -> None:
    shown = run("digest", "--now", "2024-09-01").stdout.splitlines()
    assert len(shown) == 3
    assert shown[2].startswith("No record for Sat 31 Aug 2024. That does not mean that nothing happened")


def test_an_unknown_zone_gets_a_suggestion(run: Run) -> None:
    assert "did you mean America/Anchorage" in one_sentence(run("digest", "--zone", "America/Ancorage"))


def test_passwords_never_reach_the_terminal(run: Run) -> None:
    done = run("db", "status", "--database", "postgresql://ann:hush@127.0.0.1:1/desk")
    assert "hush" not in one_sentence(done)


def test_escape_sequences_in_records_never_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    hostile = outside("H1", "2024-07-24", areas=["Alas\x1b[31mka\u202e"], reported_by=["NORAD\x07"])
    run("import", str(write_lines(tmp_path / "hostile.jsonl", [hostile])))
    for command in (("list",), ("show", "H1"), ("digest", "--now", "2024-07-25"), ("digest", "--markdown")):
        shown = run(*command).stdout
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_a_setting_that_cannot_be_used_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_ZONE", "Mars/Base")
    assert "DESK_ZONE" in one_sentence(run("digest"))


def test_the_background_of_a_story_names_its_records(run: Run, ledger: Path) -> None:
    shown = run("background", "near", "Alaska", "since", "2015").stdout
    assert "The ledger holds 3 incidents near Alaska since 1 Jan 2015" in shown
    assert "[R3, R2, R1]" in shown
    row = json.loads(run("background", "near Alaska since 2015", "--json").stdout)
    assert row["sentences"][0]["records"] == ["R3", "R2", "R1"]
    assert row["read_as"].endswith("near Alaska · since 1 Jan 2015")


@pytest.mark.parametrize("words", ["", "gribbles", "how many near Alaska"])
def test_a_background_of_words_that_are_none_is_told_with_an_example(run: Run, words: str) -> None:
    assert "`intercept background near Alaska since 2015`" in one_sentence(run("background", words))


def test_the_digest_of_a_day_that_is_named_and_of_its_week(run: Run, ledger: Path) -> None:
    assert run("digest", "2024-07-24").stdout.startswith("Daily digest · Wed 24 Jul 2024")
    assert "Mon 22 – Sun 28 Jul 2024" in run("digest", "2024-07-24", "--week").stdout
    assert run("digest", "9999-12-31").exit_code == 1
    assert run("digest", "yesterday").exit_code == 2


def test_a_report_may_stand_in_a_file_or_in_words_without_quotes(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "my report.txt"
    file.write_text(SHORTHAND, encoding="utf-8")
    assert "20 May 2019" in run("read", str(file)).stdout
    assert "20 May 2019" in run("read", *SHORTHAND.split()).stdout


@pytest.mark.parametrize("words", ["x" * 5000, "\U0001f6e9", "Kodiak", "\x00", "…"])
def test_any_single_word_is_read_or_refused_in_a_sentence(run: Run, words: str) -> None:
    assert "No incident found" in run("read", words).stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "article.txt"), "There is no file article.txt"),
        (("read", "https://example.org/story"), "paste the report's text"),
        (("import", "records.jsonl"), "There is no file records.jsonl: name one that is there"),
        (("ask", "--jsonl", "."), "name a file that can be"),
        (("export", "-o", "no/such/folder.csv"), "name a file that can be"),
        (("add", ""), "paste the report after `intercept add`"),
    ],
)
def test_what_cannot_be_taken_is_told_with_the_next_action(run: Run, words: tuple[str, ...], says: str) -> None:
    assert says in one_sentence(run(*words))


def test_an_export_of_nothing_says_so_beside_it(run: Run, ledger: Path) -> None:
    done = run("export", "Tu-160 near California", "--now", "2024-09-01")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Tu-160" in done.stderr
    assert "ledger is empty" in run("export", "--database", "sqlite://").stderr


def test_a_record_shows_each_value_with_its_words(run: Run) -> None:
    run("add", SHORTHAND)
    assert "Came: 2× Tu-95 ← “2x Tu-95”" in run("show", "INT-1001").stdout


def test_no_color_is_honoured_where_colour_is_forced(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[36m" in run("show", "R1").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in run("show", "R1").stdout
