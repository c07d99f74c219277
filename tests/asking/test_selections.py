"""An answer whose numbers the ledger counts says what it says over all the records themselves."""

from collections.abc import Iterator

import pytest

from bot.asking import Declined, Found, Question, compose, parse
from bot.desk import Desk
from store.database import open_store
from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger
from store.records import Origin, Status
from tests.asking.ledger import LOGGED, NOW
from tests.asking.test_questions import read, records

FORMS = (
    "newest record", "oldest record near Alaska", "last five flights near Japan", "third last Tu-95",
    "closest approach", "furthest approach near Alaska", "largest formation", "smallest formation near Taiwan",
    "second largest formation near Alaska", "longest streak near Taiwan", "current streak near Alaska",
    "longest gap between Tu-95 flights", "days since the last Tu-95", "how many aircraft near Alaska",
    "how many Russian aircraft with Chinese partners", "average aircraft per incident near Taiwan",
    "average incidents per month in 2025", "how many different types near Japan", "incidents by year",
    "incidents by quarter", "incidents by week in 2025", "incidents by weekday", "incidents by type", "by outlet",
    "incidents by place", "incidents by kind", "incidents by response", "which actor is most frequent",
    "least frequent type", "compare Russia and China", "change in intercepts 2025 against 2024",
    "which types near Alaska but never near Japan", "which types near Alaska and near Japan",
    "share of intercepts near Alaska", "incidents on weekends", "incidents in the summers near Alaska",
    "what share was on weekends", "intercepts except near Alaska", "trend of incidents near Taiwan",
)  # fmt: skip


def questions() -> dict[str, Question | Declined]:
    """The project's own questions, those of a thread one after the other, and one or more of each form."""
    return read() | {words: parse(words, NOW) for words in FORMS}


@pytest.fixture(scope="module")
def kept() -> Iterator[Ledger]:
    """The records of the questions, in a ledger in memory."""
    store = open_store("sqlite://")
    yield fill(Ledger(store))
    store.close()


def fill(ledger: Ledger) -> Ledger:
    """The ledger with the records of the questions."""
    for status in Status:
        some = [record for record in records() if record.status == status]
        ledger.add(some, origin=Origin(), by="", at=LOGGED, status=status)
    return ledger


def differences(ledger: Ledger, question: Question | Declined) -> list[str]:
    """What an answer counted by the ledger says otherwise than one over the records."""
    if not isinstance(question, Question):
        return []
    held = tuple(tuple(ledger.find(wanted, audience=OPERATOR)) for wanted in question.filters())
    with ledger.looking(audience=OPERATOR) as selected:
        near = tuple(r for wanted, end in question.nearby() for r in selected(wanted).ranked(end, 50))
        whole, there = selected(IncidentFilter()).coverage(), selected(question.place()).coverage()
        counted = tuple(selected(wanted, lookup) for wanted, lookup in question.lookups())
        one, other = (compose(question, Found(rows, whole, near, there)) for rows in (counted, held))
    told = ("headline", "value", "notes", "tally", "total", "understood")
    wrong = [name for name in told if getattr(one, name) != getattr(other, name)]
    return wrong + ["records"] * ({r.ref for r in one.records} != {r.ref for r in other.records})


@pytest.mark.parametrize("name", questions())
def test_counted_in_the_ledger_an_answer_is_the_same(kept: Ledger, name: str) -> None:
    assert differences(kept, questions()[name]) == []


def test_counted_in_postgresql_an_answer_is_the_same_too(ledger: Ledger) -> None:
    fill(ledger)
    assert {words: wrong for words in FORMS if (wrong := differences(ledger, parse(words, NOW)))} == {}


def test_an_answer_holds_no_more_records_than_are_wanted_and_says_how_many_there_are(kept: Ledger) -> None:
    question = parse("list incidents", NOW)
    assert isinstance(question, Question)
    answer = Desk(kept).answer(question, audience=OPERATOR, most=7)
    assert len(answer.records) == 7
    assert answer.total == kept.count(IncidentFilter(), audience=OPERATOR) > 7
