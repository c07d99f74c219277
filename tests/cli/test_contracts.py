"""The batch forms that other programs rely on."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import Reading
from bot.sheet import safe_cell
from tests.cli.conftest import RECORDS, Run, outside, write_lines

REPORT = (
    "Two Russian Tu-95 bombers entered the Alaska air defense identification zone on July 24, 2024, NORAD "
    "said. They were intercepted by F-22 fighters."
)


def lines_of(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_read_gives_each_document_its_incidents_in_the_outside_form(run: Run, tmp_path: Path) -> None:
    file = write_lines(
        tmp_path / "reports.jsonl",
        [
            {"id": "a", "text": REPORT, "published": "2024-07-25"},
            {"id": 2, "text": "The council met on Tuesday.", "published": None},
        ],
    )
    done = run("read", "--jsonl", str(file))
    assert done.exit_code == 0
    first, second = lines_of(done.stdout)
    assert second == {"id": 2, "incidents": []}
    assert list(first) == ["id", "incidents"]
    incident = first["incidents"][0]
    assert {
        "main",
        "date",
        "date_end",
        "kind",
        "response",
        "actors",
        "responders",
        "platforms",
        "areas",
    } <= set(incident)
    assert incident["date"] == "2024-07-24"
    assert incident["actors"] == ["RU"]


def test_read_takes_standard_input_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    done = run("read", "--jsonl", "-", input=json.dumps({"id": 1, "text": REPORT, "published": None}) + "\n\n")
    assert [row["id"] for row in lines_of(done.stdout)] == [1]
    assert not (tmp_path / "ledger.db").exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "no JSON"),
        ("[1]", "one JSON object"),
        ('{"id": 1}', '"text"'),
        ('{"id": 1, "text": "x", "published": "July"}', '"published" must be a day'),
        ("[" * 100_000, "line 1"),
    ],
)
def test_a_bad_line_is_named_in_one_sentence(run: Run, line: str, says: str) -> None:
    done = run("read", "--jsonl", "-", input=line)
    assert done.exit_code == 1
    assert says in done.stderr
    assert "line 1" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_document_that_breaks_the_reader_does_not_take_the_others_with_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(text: str, published: object) -> Reading:
        return Reading((), None) if text else 1 / 0  # type: ignore[return-value]

    monkeypatch.setattr("bot.cli.reading.read_text", fragile)
    rows = [{"id": n, "text": text} for n, text in enumerate(("a", "", "b"))]
    done = run("read", "--jsonl", "-", input="\n".join(map(json.dumps, rows)))
    assert [(row["id"], "error" in row) for row in lines_of(done.stdout)] == [(0, False), (1, True), (2, False)]
    assert done.exit_code == 1
    assert "id 1" in done.stderr


def test_ask_gives_values_and_outside_references(run: Run, ledger: Path, tmp_path: Path) -> None:
    file = write_lines(
        tmp_path / "questions.jsonl",
        [
            {"id": "q1", "question": "last Tu-95 near Alaska", "now": "2024-09-01"},
            {"id": "q2", "question": "how many intercepts in 2024?", "now": "2024-09-01"},
            {"id": "q3", "question": "any Tu-160 near California?", "now": "2024-09-01"},
            {"id": "q4", "question": "will it rain tomorrow?", "now": "2024-09-01"},
        ],
    )
    done = run("ask", "--jsonl", str(file))
    assert done.exit_code == 0
    last, count, exists, declined = lines_of(done.stdout)
    assert list(last) == ["id", "understood", "value", "records", "text", "read_as"]
    assert last["records"][0] == "R3"
    assert count["value"] == 3
    assert set(count["records"]) == {"R1", "R2", "R4"}
    assert exists["value"] is False
    assert declined["understood"] is False
    assert (declined["value"], declined["records"]) == (None, [])


def test_questions_of_a_thread_follow_one_another_and_others_do_not(run: Run, ledger: Path) -> None:
    rows = [
        {"id": 1, "question": "how many Russian flights in July 2024?", "thread": "t"},
        {"id": 2, "question": "how many Chinese flights in August 2024?", "thread": "u"},
        {"id": 3, "question": "and in August 2024?", "thread": "t"},
    ]
    done = run("ask", "--jsonl", "-", "--now", "2024-09-01", input="\n".join(map(json.dumps, rows)))
    assert [row["value"] for row in lines_of(done.stdout)] == [3, 1, 0]


def test_import_is_all_or_nothing_and_names_the_line(run: Run, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "bad.jsonl", [*RECORDS, outside("R5", "2024-13-40")])
    done = run("import", str(file))
    assert done.exit_code == 1
    assert "line 5" in done.stderr
    assert json.loads(run("db", "status", "--json").stdout)["records"] == 0


def test_import_twice_adds_nothing_and_a_change_is_a_revision(run: Run, ledger: Path, tmp_path: Path) -> None:
    assert json.loads(run("import", str(ledger), "--json").stdout) == {
        "added": 0,
        "revised": 0,
        "unchanged": 4,
    }
    changed = write_lines(tmp_path / "changed.jsonl", [outside("R1", "2024-07-21"), *RECORDS[1:]])
    assert json.loads(run("import", str(changed), "--json").stdout) == {
        "added": 0,
        "revised": 1,
        "unchanged": 3,
    }


def test_imported_places_are_widened(run: Run, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "one.jsonl", [outside("R9", "2024-07-24", areas=["Bering Sea"])])
    run("import", str(file))
    assert "Alaska" in json.loads(run("show", "R9", "--json").stdout)["also_in"]


def test_export_gives_what_import_takes(run: Run, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("export", "-o", str(out)).exit_code == 0
    assert [row["ref"] for row in lines_of(out.read_text(encoding="utf-8"))] == ["R1", "R2", "R3", "R4"]
    again = run("import", str(out), "--json", "--database", f"sqlite:///{tmp_path / 'other.db'}")
    assert json.loads(again.stdout)["added"] == 4
    assert json.loads(run("import", str(out), "--json").stdout)["unchanged"] == 4
    assert [row["ref"] for row in json.loads(run("export", "--json").stdout)] == ["R1", "R2", "R3", "R4"]


def test_a_csv_cell_never_starts_a_formula(run: Run, tmp_path: Path) -> None:
    hostile = outside("=1+1", "2024-07-24", areas=["@SUM(A1)"], reported_by=["\t=cmd"])
    file = write_lines(tmp_path / "hostile.jsonl", [hostile])
    assert run("import", str(file)).exit_code == 0
    table = run("export", "--csv").stdout
    assert table.startswith("ref,logged_as,date,")
    assert "\n'=1+1," in table
    assert ",'@SUM(A1)," in table


@settings(max_examples=200)
@given(st.text())
def test_every_text_cell_is_safe_and_keeps_its_words(words: str) -> None:
    cell = str(safe_cell(words))
    assert cell.endswith(words)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
