"""What is offered where nothing was found: a condition fewer, by buttons and by words, and types that were meant."""

import datetime as dt

import pytest

from bot.asking import Question, examples, looser, parse
from bot.desk import Desk
from store.database import open_store
from store.filters import OPERATOR
from store.ledger import Ledger
from store.records import Origin
from tests.digest.making import record

TODAY = dt.date(2026, 3, 4)
NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
ASKED = [asked[0] for _, asked in examples() if asked]


def typed(words: str, before: Question | None = None) -> Question:
    """The question of some words."""
    question = parse(words, TODAY, before)
    assert isinstance(question, Question)
    return question


@pytest.mark.parametrize("words", ASKED)
def test_the_words_of_an_offer_ask_what_was_offered(words: str) -> None:
    question = parse(words, TODAY)
    if not isinstance(question, Question):
        pytest.skip("it leans on a question before it")
    for choice, offered in looser(question):
        assert typed(choice.question, question) == offered
        assert offered.read_as != question.read_as
        assert len(choice.label) <= 12


def test_only_conditions_that_a_question_has_are_dropped() -> None:
    labels = [choice.label for choice, _ in looser(typed("any Tu-160 near Japan in 2025?"))]
    assert labels == ["Any date", "Anywhere", "Any type"]
    assert [choice.label for choice, _ in looser(typed("official flights near Norway"))] == ["Anywhere", "Any standing"]


def test_the_only_condition_is_not_dropped() -> None:
    assert looser(typed("last Tu-160")) == ()


@pytest.mark.parametrize("words", ["anywhere?", "And anywhere else?", "what about anywhere", "in any place"])
def test_a_condition_is_dropped_by_words_too(words: str) -> None:
    asked = typed("any Tu-160 near Japan in 2025?")
    assert typed(words, asked).read_as == "whether there is a record · type Tu-160 (all variants) · 2025"


def test_any_date_drops_the_period_and_the_days_that_come_again() -> None:
    asked = typed("how many Tu-95 near Alaska on Mondays in 2020?")
    assert typed("any date", asked).read_as == typed("how many Tu-95 near Alaska?").read_as


def desk_with(*days: dt.date) -> Desk:
    """A desk that has a record of two Russian Tu-95s near Alaska for each day."""
    desk = Desk(Ledger(open_store("sqlite://")))
    desk.ledger.add([record(day) for day in days], origin=Origin(), by="", at=NOON)
    return desk


def offered(desk: Desk, words: str) -> list[str]:
    """What an answer offers to ask next."""
    answer = desk.ask(words, today=TODAY, at=NOON, audience=OPERATOR, offering=True)
    return [choice.label for choice in answer.following]


def test_an_empty_answer_offers_only_what_finds_something_and_says_how_much() -> None:
    desk = desk_with(dt.date(2024, 5, 1), dt.date(2024, 5, 2))
    assert offered(desk, "any Tu-95 near Alaska in 2025?") == ["Any date (2)"]
    assert offered(desk, "any Tu-95 near Japan in 2024?") == ["Anywhere (2)"]
    assert offered(desk, "any Tu-160 near Alaska in 2024?") == ["Any type (2)"]
    assert offered(desk, "any Tu-160 near Japan in 2025?") == []
    assert "Any date (2)" not in offered(desk, "any Tu-95 near Alaska in 2024?")


def test_a_type_that_nobody_knows_is_told_and_its_likeness_offered() -> None:
    desk = desk_with(dt.date(2024, 5, 1))
    answer = desk.ask("last Tu-59 near Alaska?", today=TODAY, at=NOON, audience=OPERATOR, offering=True)
    assert answer.notes[0] == "Tu-59 is no type that I know: did you mean Tu-95?"
    assert [choice.label for choice in answer.following] == ["Tu-95 (1)", "Any type (1)"]
    asked = typed("last Tu-59 near Alaska?")
    assert typed(answer.following[0].question, asked).filter.platforms[0].types == ("Tu-95",)
