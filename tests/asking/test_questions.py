"""The project's own questions over its own ledger: every answer equals the one that plain loops work out."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.asking import Declined, Question, parse
from bot.asking.answer import Answer
from store.interchange import from_outside
from store.records import Incident, Status, Verification
from tests.asking.ledger import LOGGED, NOW, answer
from tests.asking.oracle import Row, right

HERE = Path(__file__).parent
ROWS: list[Row] = [json.loads(line) for line in (HERE / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]
ASKED: list[Row] = [json.loads(line) for line in (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
FREE = {"newest", "oldest", "after", "before"}
"""Operations whose value may be anything: the records tell."""


@cache
def records() -> tuple[Incident, ...]:
    """The ledger as the store would give it."""
    made = []
    for row in ROWS:
        told = {name: value for name, value in row.items() if name not in ("status", "verification")}
        ref, draft = from_outside(told)
        standing = {"status": Status(row["status"]), "verification": Verification(row["verification"])}
        made.append(Incident(**{**dict(draft), **standing}, ref=ref or "", logged_at=LOGGED, revised_at=LOGGED))
    return tuple(made)


@cache
def read() -> dict[str, Question | Declined]:
    """Every question read once, those of a thread one after the other."""
    found: dict[str, Question | Declined] = {}
    threads: dict[str, Question] = {}
    for row in ASKED:
        question = parse(row["question"], NOW, threads.get(row.get("thread", "")))
        if "thread" in row and isinstance(question, Question):
            threads[row["thread"]] = Question.model_validate_json(question.model_dump_json())
        found[row["id"]] = question
    return found


def holds(given: Answer, oracle: Row, wanted: Row) -> bool:
    """Whether an answer is the right one."""
    op, value, refs = oracle["op"], wanted["value"], wanted.get("records")
    names = [record.name for record in given.records]
    if op == "decline":
        return not given.understood
    if not given.understood:
        return False
    if op in FREE | {"closest", "furthest", "largest", "smallest"}:
        leads = (not refs and not names) or (bool(names) and names[0] in (refs or []))
        return leads and (op in FREE or _near(given.value, value))
    if refs is not None and op not in ("share",) and set(names) != set(refs):
        return False
    return _value_holds(given, op, value)


def _value_holds(given: Answer, op: str, value: Any) -> bool:
    if op in ("most", "least"):
        return given.value in value
    if op == "top":
        return isinstance(given.value, dict) and list(given.value.values()) == value
    if op in ("only", "both"):
        return isinstance(given.value, dict) and sorted(given.value) == sorted(value)
    if op in ("compare", "change"):
        return isinstance(given.value, dict) and list(given.value.values()) == value
    if op in ("by", "trend"):
        return isinstance(given.value, dict) and {key: n for key, n in given.value.items() if n} == value
    if op == "average":
        return given.value == value["mean"] and f"the median is {value['median']:g}." in given.headline
    return bool(given.value == value)


def _near(mine: object, wanted: float | None) -> bool:
    if wanted is None or not isinstance(mine, int | float):
        return mine is None and wanted is None
    return abs(mine - wanted) < 0.01


@pytest.mark.parametrize("row", ASKED, ids=[f"{row['id']} {row['question']}" for row in ASKED])
def test_an_answer_is_the_one_that_plain_loops_work_out(row: Row) -> None:
    question = read()[row["id"]]
    then = question.then if isinstance(question, Question) else None
    if "then" in row:
        assert isinstance(question, Question)
        assert then is not None
        assert holds(answer(records(), then), row["then"], row["then_right"]), answer(records(), then)
        question = question.model_copy(update={"then": None})
    given = answer(records(), question)
    assert holds(given, row["oracle"], row["right"]), (row["right"], given.headline, given.value, given.read_as)


@pytest.mark.parametrize("row", ASKED, ids=[row["id"] for row in ASKED])
def test_the_right_answers_on_file_are_those_of_the_oracle(row: Row) -> None:
    for name, kept in (("oracle", "right"), ("then", "then_right")):
        if name in row:
            value, refs = right(ROWS, row[name], NOW)
            plain = sorted(value) if isinstance(value, set) else value
            assert row[kept] == json.loads(
                json.dumps({"value": plain, **({"records": sorted(refs)} if refs is not None else {})})
            )


def test_there_are_questions_of_every_kind() -> None:
    assert len(ASKED) >= 250
    assert len({row["oracle"]["op"] for row in ASKED}) >= 28
    assert dt.date(2026, 11, 22) == NOW
