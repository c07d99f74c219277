"""Questions in words become the typed queries that they say, or are declined; no word is dropped."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking import Declined, Question, parse
from bot.asking.question import Detail, Group, Op
from store.records import Kind, Response, Side
from tests.asking.ledger import NOW

HERE = Path(__file__).parent
READ = [tuple(row.split("\t")) for row in (HERE / "read.tsv").read_text(encoding="utf-8").splitlines()]
DECLINED = (HERE / "declined.txt").read_text(encoding="utf-8").splitlines()


def typed(text: str) -> Question:
    """The typed query of a question that must be read."""
    question = parse(text, NOW)
    assert isinstance(question, Question), question
    return question


def meaning(question: Question | Declined) -> object:
    """What a question asks, without how its words were spelt."""
    if isinstance(question, Declined):
        return None
    return question.model_dump(exclude={"reading", "corrected"})


@pytest.mark.parametrize(("text", "echo"), READ, ids=[row[0] for row in READ])
def test_a_question_is_read_as_its_echo_says(text: str, echo: str) -> None:
    assert typed(text).read_as == echo


@pytest.mark.parametrize("text", DECLINED)
def test_what_is_ambiguous_or_not_in_the_ledger_is_declined_with_two_examples(text: str) -> None:
    declined = parse(text, NOW)
    assert isinstance(declined, Declined)
    assert declined.reason.strip()
    assert len(declined.examples) == 2
    assert all(isinstance(parse(example, NOW), Question) for example in declined.examples)


def test_both_sides_of_an_encounter_are_told_apart() -> None:
    question = typed("Tu-95s met by F-22s near Alaska")
    sides = {condition.types: condition.side for condition in question.filter.platforms}
    assert sides == {("Tu-95",): Side.ACTOR, ("F-22",): Side.RESPONDER}
    assert question.filter.responses == (Response.INTERCEPTED,)


def test_a_family_stands_for_its_types_and_for_the_bare_word() -> None:
    types = typed("bombers near Alaska").filter.platforms[0].types
    assert {"Tu-95", "Tu-160", "H-6", "bomber"} <= set(types)
    assert "Tu-142" not in types


def test_a_zone_by_name_is_its_place_and_a_zone_entry() -> None:
    wanted = typed("flights in the Alaska ADIZ").filter
    assert wanted.areas == ("Alaska ADIZ", "Alaska")
    assert wanted.kinds == (Kind.ZONE_ENTRY,)


def test_how_many_of_a_type_counts_aircraft_and_how_many_flights_counts_incidents() -> None:
    assert typed("how many Tu-142s flew near Norway in 2023?").op == Op.AIRCRAFT
    assert typed("how many Tu-142 flights near Norway in 2023?").op == Op.COUNT


def test_asking_who_met_the_last_one_does_not_pass_over_a_last_one_that_nobody_met() -> None:
    question = typed("who intercepted the last Tu-22M near Norway?")
    assert question.detail == Detail.RESPONDER
    assert question.filter.responses == ()
    assert typed("who last intercepted a Tu-22M near Norway?").filter.responses == (Response.INTERCEPTED,)


def test_a_misspelt_name_is_corrected_and_the_echo_says_so() -> None:
    question = typed("last flight near Hokaidoo")
    assert question.filter.areas == ("Hokkaido",)
    assert question.corrected == ("“hokaidoo” read as “hokkaido”",)


def test_an_unknown_word_is_named_with_what_it_may_mean() -> None:
    declined = parse("zorglub flights near Alaska", NOW)
    assert isinstance(declined, Declined)
    assert "“zorglub”" in declined.reason


def test_the_country_that_reacts_is_the_responder_and_the_one_that_flies_the_actor() -> None:
    assert typed("which country scrambles most often?").group == Group.RESPONDER
    assert typed("which country flies most often near Japan?").group == Group.ACTOR


def test_the_two_sides_of_a_comparison_share_what_only_one_of_them_says() -> None:
    question = typed("Tu-95 vs Tu-142 near Norway in 2023")
    assert [side.label for side in question.sides] == ["Tu-95", "Tu-142"]
    assert {side.filter.areas for side in question.sides} == {("Norway",)}
    assert len({side.filter.since for side in question.sides}) == 1


def test_slack_markup_and_addresses_of_the_bot_carry_no_meaning() -> None:
    assert meaning(parse("<@U0LAN0Z89> last *Bear* near _Alaska_?", NOW)) == meaning(
        parse("last Bear near Alaska", NOW)
    )


def test_empty_endless_and_strange_texts_are_declined_without_harm() -> None:
    for text in (
        "",
        "   ",
        "?!",
        "😀😀",
        "\x00",
        "a" * 100_000,
        "?" * 100_000,
        "! " * 900,
        "hi " * 600,
        "last " * 150,
        "\u202elast",
        "<!channel>",
    ):
        assert isinstance(parse(text, NOW), Question | Declined)


def test_a_typed_question_survives_json() -> None:
    for text, _ in READ[::7]:
        question = typed(text)
        assert Question.model_validate_json(question.model_dump_json()) == question


KNOWN = st.sampled_from([row[0] for row in READ if not row[0].startswith("<")])


@settings(max_examples=60, deadline=None)
@given(KNOWN, st.sampled_from(["{}", "please {}", "hey, {}", "{} pls", "{}, thanks", "{} ???", "  {}  !"]))
def test_padding_and_punctuation_do_not_change_the_reading(text: str, padding: str) -> None:
    assert meaning(parse(padding.format(text.rstrip("?!. ")), NOW)) in (meaning(parse(text, NOW)), None)


@settings(max_examples=60, deadline=None)
@given(KNOWN)
def test_letter_case_does_not_change_the_reading(text: str) -> None:
    assert meaning(parse(text.upper(), NOW)) == meaning(parse(text.lower(), NOW))


@settings(max_examples=80, deadline=None)
@given(KNOWN, st.integers(0, 20), st.text("qxzvkj", min_size=6, max_size=9))
def test_no_content_word_is_dropped(text: str, place: int, unknown: str) -> None:
    words = text.split()
    words.insert(min(place, len(words)), unknown)
    question = parse(" ".join(words), NOW)
    assert isinstance(question, Declined) or any(unknown in sentence for sentence in question.unread)


@settings(max_examples=80, deadline=None)
@given(KNOWN, st.integers(0, 20), st.sampled_from(["not", "never", "without"]))
def test_a_negation_is_never_passed_over(text: str, place: int, negation: str) -> None:
    words = text.split()
    words.insert(min(place, len(words)), negation)
    question = parse(" ".join(words), NOW)
    # "a gap without flights", "everything but not Taiwan" say the same twice.
    harmless = any(words in text for words in ("how long", "no ", "gap", "quiet spell", "everything but"))
    assert harmless or meaning(question) is None or meaning(question) != meaning(parse(text, NOW))


@settings(max_examples=60, deadline=None)
@given(st.lists(KNOWN.map(str.split).flatmap(st.sampled_from), min_size=1, max_size=12), st.booleans())
def test_any_order_of_words_is_read_or_declined_but_never_raises(words: list[str], leaning: bool) -> None:
    before = typed("last Tu-95 near Alaska") if leaning else None
    question = parse(" ".join(words), NOW, before)
    if isinstance(question, Question):
        assert question.filters()
        assert question.read_as


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_declined_but_never_raises(text: str) -> None:
    assert isinstance(parse(text, NOW), Question | Declined)
