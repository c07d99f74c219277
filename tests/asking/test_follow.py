"""In a thread the next question leans on the last: it takes over what it does not say anew, and the echo tells all."""

import datetime as dt

import pytest

from bot.asking import Declined, Question, parse
from bot.asking.question import Detail, Group, Op
from store.records import Kind, Response
from tests.asking.ledger import NOW


def talk(*texts: str) -> Question:
    """The typed query at the end of a conversation; each question goes through JSON, as it does in the store."""
    before: Question | None = None
    for text in texts:
        question = parse(text, NOW, before)
        assert isinstance(question, Question), question
        before = Question.model_validate_json(question.model_dump_json())
    assert before is not None
    return before


def test_a_new_place_takes_the_place_of_the_old_one_and_the_rest_stays() -> None:
    question = talk("newest Tu-142 near Britain", "and off Iceland?")
    assert (question.op, question.filter.areas) == (Op.NEWEST, ("Iceland",))
    assert question.filter.platforms[0].types == ("Tu-142",)


def test_a_new_operation_keeps_the_conditions_that_it_points_at() -> None:
    question = talk("newest Tu-142 near Britain", "how often was one seen there since 2019?")
    assert (question.op, question.filter.areas, question.filter.since) == (
        Op.COUNT, ("United Kingdom",), dt.date(2019, 1, 1),
    )  # fmt: skip


def test_another_period_and_a_narrower_response_add_up_over_three_questions() -> None:
    question = talk("Russian flights near Norway in 2024", "only those that were monitored", "and in 2022?")
    assert question.filter.responses == (Response.MONITORED,)
    assert (question.filter.since, question.filter.until) == (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert question.filter.actors == ("RU",)


def test_a_fragment_without_operation_takes_over_the_last_one() -> None:
    assert talk("how many flights near Japan in 2023", "and near Taiwan?").op == Op.COUNT
    assert talk("busiest month near Japan", "what about Norway?").group == Group.MONTH


def test_who_responded_asks_about_the_record_just_shown() -> None:
    question = talk("newest Tu-160 near Norway", "who announced it?")
    assert (question.op, question.detail) == (Op.NEWEST, Detail.SOURCE)
    again = talk("newest Tu-160 near Norway", "who intercepted it?", "where?")
    assert (again.detail, again.filter.responses) == (Detail.WHERE, ())
    assert talk("INT-1042", "who responded?").filter.refs == ("INT-1042",)


@pytest.mark.parametrize(
    "text", ["who responded?", "show them", "how many?", "by year", "which had F-35s?", "last one?"]
)
def test_short_questions_lean(text: str) -> None:
    assert talk("intercepts near Norway in 2024", text).filter.areas == ("Norway",)


def test_by_the_americans_means_who_responded_where_responses_were_asked_for() -> None:
    assert talk("how many intercepts near Norway in 2024", "and by the Americans?").filter.responders == ("US",)
    assert talk("how many Russian flights near Norway", "and Chinese ones?").filter.actors == ("CN",)


def test_a_whole_question_in_a_thread_starts_afresh() -> None:
    question = talk("newest Tu-142 near Britain", "how many zone entries near Japan in 2023?")
    assert question.filter.platforms == ()
    assert question.filter.kinds == (Kind.ZONE_ENTRY,)


def test_a_comparison_and_a_share_take_new_conditions_on_every_side() -> None:
    compared = talk("Tu-95 vs Tu-160 near Norway", "and in 2023?")
    assert {side.filter.since for side in compared.sides} == {dt.date(2023, 1, 1)}
    shared = talk("what percentage of Russian flights near Norway were intercepted?", "and near Japan?")
    assert shared.part is not None
    assert (shared.filter.areas, shared.part.areas) == (("Japan",), ("Japan",))
    assert shared.part.responses == (Response.INTERCEPTED,)


def test_a_comparison_of_years_does_not_guess_which_year_to_replace() -> None:
    before = talk("2023 vs 2024 near Norway")
    assert isinstance(parse("and in 2022?", NOW, before), Declined)


@pytest.mark.parametrize(
    "text", ["how many of those were Russian?", "and in 2022?", "how many times there since 2020?"]
)
def test_a_leaning_question_with_nothing_to_lean_on_is_declined(text: str) -> None:
    assert isinstance(parse(text, NOW), Declined)
