"""What an editor who doubts a record sees: values, words, rules, what was left out; colours, brackets, pipes."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli.evidence import STYLES, lines_of
from bot.cli.marking import marked
from bot.cli.render import corrected_since
from bot.reading import account
from bot.vocabulary import state_name
from bot.wording import say_days, say_platform
from store.records import Revision
from tests.cli.conftest import Run

REPORTS = Path(__file__).parents[1] / "reports"
REPORT = (
    "Two Russian Tu-95 bombers were intercepted near Alaska by U.S. F-22s on May 20, 2019, NORAD said on Tuesday. "
    "On May 11, 2018, two F-22s met a pair of Tu-95s off the Aleutians.\n"
    "Related: US jets intercept Russian spy plane near Kodiak on April 3"
)


def test_every_value_has_its_words_and_its_rule(run: Run) -> None:
    shown = run("explain", REPORT).stdout
    for value, words, rule in (
        ("When: 20 May 2019", "May 20, 2019", "month, day, year"),
        ("Came: 2× Tu-95", "Two Russian Tu-95", "platform"),
        ("Where: Alaska", "Alaska", "place"),
        ("Response: intercepted", "intercepted", "meet"),
    ):
        start = REPORT.index(words)
        assert f"\n  {value} ← “{words}” ({start}-{start + len(words)}, rule: {rule})\n" in shown


def test_what_was_left_out_and_how_sure_it_is_stand_below(run: Run) -> None:
    shown = run("explain", REPORT).stdout
    assert "Incident 2 (background, not logged)" in shown
    assert "Confidence: 0.9" in shown
    assert "who meets or escorts the other answered" in shown
    left_out = shown.split("Passed over")[1]
    assert "Kodiak" in left_out
    assert "“Tuesday”" in left_out


def test_a_value_that_nothing_gave_says_so(run: Run) -> None:
    shown = run("explain", "Two Russian Tu-95s flew near Alaska on Monday, NORAD said.").stdout
    assert "When: not known (“Monday” counts from the day that the report came out" in shown
    assert "Response: response not stated" in shown


def test_json_has_values_grounds_and_what_was_passed_over(run: Run) -> None:
    row = json.loads(run("explain", REPORT, "--json").stdout)
    assert [one["incident"] for one in row["incidents"]] == [1, 2]
    assert {"confidence", "doubts", "roles"} <= set(row["incidents"][0])
    assert {one["value"] for one in row["evidence"]} >= {"20 May 2019", "2× Tu-95", "Russia", "NORAD"}
    for one in (*row["evidence"], *row["passed"]):
        assert one["start"] is None or REPORT[one["start"] : one["end"]] == one["words"]


@pytest.mark.parametrize("colour", [True, False])
def test_the_report_is_shown_whole_with_its_words_marked(colour: bool) -> None:
    told = account(REPORT, None)
    shown = marked("", REPORT, told, colour=colour).plain
    bare = shown.replace("(1) ", "").replace("(2) ", "")
    assert (bare if colour else bare.replace("[", "").replace("]", "")) == REPORT
    assert ("[Two Russian Tu-95]" in shown) is not colour


def test_each_sort_of_value_has_its_own_colour() -> None:
    text = marked("", REPORT, account(REPORT, None), colour=True)
    spans = {text.plain[span.start : span.end]: span.style for span in text.spans}
    assert spans["Two Russian Tu-95"] == STYLES["came"]
    assert spans["May 20, 2019"] == STYLES["when"]


@pytest.mark.parametrize("text", ["", "x", "\x1b[31mTu-95 near Alaska on May 20, 2019 met by F-22s\u202e"])
def test_any_text_can_be_marked_and_none_reaches_the_terminal_raw(text: str) -> None:
    shown = marked("", text, account(text, None), colour=True)
    with Console(width=80).capture() as captured:
        Console(width=80).print(shown)
    assert "\x1b" not in shown.plain
    assert "\u202e" not in shown.plain
    assert captured.get() == ""


def test_a_value_that_was_corrected_does_not_pretend_to_rest_on_the_words() -> None:
    [draft] = (ground.draft for ground in account(REPORT.splitlines()[0].split(" On May")[0], None).grounds)
    mended = draft.model_copy(update={"platforms": [draft.platforms[0].model_copy(update={"count": 3})]})
    told = {line.value: line for line in lines_of(mended, None, corrected={"platforms"})}
    assert told["3× Tu-95"].one is None
    assert told["3× Tu-95"].why == "corrected since; what was read was “Two Russian Tu-95”"
    assert told["20 May 2019"].one is not None
    assert "corrected since" in {line.value for line in lines_of(mended, None, corrected={"platforms"})}


def test_no_value_of_our_own_reports_stands_without_a_line() -> None:
    for file in sorted(REPORTS.glob("*.jsonl")):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()[::2]):
            day = row.get("published")
            for ground in account(row["text"], dt.date.fromisoformat(day) if day else None).grounds:
                draft = ground.draft
                said = Counter(line.value for line in lines_of(draft, None))
                wanted = [say_days(draft)] if draft.first_day else []
                wanted += [say_platform(platform) for platform in draft.platforms]
                wanted += [state_name(code) for code in (*draft.actors, *draft.responders)]
                wanted += [*draft.areas, *draft.reported_by]
                assert not Counter(wanted) - said, (row["id"], Counter(wanted) - said)


def test_words_read_again_are_good_again() -> None:
    def done(*fields: str) -> Revision:
        return Revision(
            ref="INT-1001",
            version=1,
            action="corrected",
            at=dt.datetime(2024, 9, 1, tzinfo=dt.UTC),
            changes={field: ["a", "b"] for field in fields},
        )

    assert corrected_since([done("platforms"), done("areas")]) == {"platforms", "areas"}
    assert corrected_since([done("platforms"), done("first_day", "evidence"), done("areas")]) == {"areas"}


def test_colour_follows_the_terminal_and_no_color(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("explain", REPORT).stdout
    for name, value in (("FORCE_COLOR", "1"), ("TERM", "xterm-256color"), ("COLUMNS", "80")):
        monkeypatch.setenv(name, value)
    assert "\x1b[30;46mTwo Russian Tu-95" in run("explain", REPORT).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    plain = run("explain", REPORT).stdout
    assert "[Two Russian Tu-95]" in plain
    assert "\x1b[30" not in plain


def test_a_question_is_explained_by_its_words_its_query_and_the_shape_of_its_sql(run: Run, ledger: Path) -> None:
    shown = run("ask", "--explain", "last Tu-95 near Alaska").stdout
    assert "Read as: newest record" in shown
    assert 'op: "newest"' in shown
    sql = shown.split("SQL, its values left out")[1]
    assert "FROM incident" in sql
    assert "Tu-95" not in sql
    row = json.loads(run("ask", "--explain", "--json", "last Tu-95 near Alaska").stdout)
    assert row["query"]["op"] == "newest"
    assert all(shape.startswith(("SELECT", "WITH")) for shape in row["sql"])
    assert len(row["sql"]) >= 1


def test_a_question_that_is_declined_runs_no_sql_and_makes_no_ledger(run: Run, tmp_path: Path) -> None:
    row = json.loads(run("ask", "--explain", "--json", "will it rain tomorrow?").stdout)
    assert (row["understood"], row["sql"]) == (False, [])
    assert row["reason"]
    assert not (tmp_path / "ledger.db").exists()
