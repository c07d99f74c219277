"""Follow-ups that an answer offers: each is understood, and asks something else than the question did."""

import datetime as dt

import pytest

from bot.asking import Question, examples, next_questions, parse

TODAY = dt.date(2026, 3, 4)
ASKED = [asked[0] for _, asked in examples() if asked]


@pytest.mark.parametrize("words", ASKED)
def test_every_follow_up_is_understood_and_leads_on(words: str) -> None:
    question = parse(words, TODAY)
    if not isinstance(question, Question):
        pytest.skip("it leans on a question before it")
    for choice in next_questions(question, TODAY):
        following = parse(choice.question, TODAY, question)
        assert isinstance(following, Question)
        assert following.reading != question.reading
        assert len(choice.label) <= 30


def test_a_count_offers_to_count_aircraft_instead() -> None:
    question = parse("how many Tu-95 flights near Alaska since 2015?", TODAY)
    assert isinstance(question, Question)
    assert next_questions(question, TODAY)[0].label == "Count aircraft instead"
