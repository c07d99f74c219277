"""What is left open is asked about or said: choices, assumptions, variants, how well records are borne out."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking import Declined, Question, parse, subject_of, with_context
from bot.context import Statement, Topic
from store.filters import Coverage
from store.records import Platform, Status, Verification
from tests.asking.ledger import NOW, answer, ask, incident
from tests.asking.test_parse import KNOWN, meaning, typed

LEDGER = (
    incident("A1", "2026-11-20", platforms=[("Tu-95", 2)]),
    incident("A2", "2026-11-19", platforms=[("Tu-95", 1)]),
    incident("A3", "2024-05-01", "CN", [("H-6", 4)], areas="Miyako Strait, Japan", reported_by="Japan Joint Staff"),
)


def declined(text: str) -> Declined:
    """The refusal of a question that must not be read."""
    found = parse(text, NOW)
    assert isinstance(found, Declined), found
    return found


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("miyako flights in 2024", ("Miyako Strait", "Miyako Island")),
        ("flights on 03/04/2025", ("2025-04-03", "2025-03-04")),
        ("summer flights near Norway", ("summer 2026", "summer 2025", "summer 2024", "the summers")),
        ("hunters near Alaska", ("patrol aircraft (Il-38, Tu-142, P-8)",)),
        ("stealth jets near Alaska", ("F-22", "F-35", "J-20", "Su-57")),
        ("how many Russians near Alaska", ("Russian flights", "Russian aircraft")),
        ("flights near Kamchatska in 2024", ("Kamchatka", "Amchitka")),
        ("zorglub near Alaska", ()),
    ],
)
def test_what_may_have_been_meant_comes_as_whole_questions_to_choose_from(text: str, labels: tuple[str, ...]) -> None:
    choices = declined(text).choices
    assert tuple(choice.label for choice in choices) == labels
    assert all(isinstance(parse(choice.question, NOW), Question) for choice in choices)
    assert ask(LEDGER, text).choices == choices


@settings(max_examples=60, deadline=None)
@given(KNOWN, st.integers(0, 12), st.sampled_from(("hunters", "miyako", "stealth", "03/04/2025", "trespass")))
def test_there_are_at_most_four_choices_and_each_of_them_can_be_read(text: str, place: int, word: str) -> None:
    words = text.split()
    words.insert(min(place, len(words)), word)
    found = parse(" ".join(words), NOW)
    choices = found.choices if isinstance(found, Declined) else ()
    assert len(choices) <= 4
    assert all(isinstance(parse(choice.question, NOW), Question) for choice in choices)


@pytest.mark.parametrize(
    ("words", "days"),
    [("lately", 30), ("recently", 30), ("in the last month", 30), ("in the last week", 7), ("in recent days", 7)],
)
def test_a_loose_period_is_read_as_so_many_days_and_the_echo_says_so(words: str, days: int) -> None:
    question = typed(f"flights near Alaska {words}")
    assert (question.filter.since, question.filter.until) == (NOW - dt.timedelta(days=days - 1), NOW)
    assert question.read_as.endswith(f"” read as the past {days} days")


def test_an_assumption_is_not_carried_into_the_next_question() -> None:
    before = typed("flights near Alaska lately")
    question = parse("and in 2024?", NOW, before)
    assert isinstance(question, Question)
    assert "read as" not in question.read_as


def test_a_variant_is_looked_for_where_it_is_asked_for_and_only_then() -> None:
    named = LEDGER[0].model_copy(update={"platforms": [Platform(type="Tu-95", variant="Tu-95MS", count=2)]})
    ledger = (named, *LEDGER[1:])
    assert [record.name for record in ask(ledger, "Tu-95MS near Alaska").records] == ["A1"]
    assert "Only records that name the variant Tu-95MS" in " ".join(ask(ledger, "Tu-95MS near Alaska").notes)
    assert len(ask(ledger, "Tu-95 near Alaska").records) == 2


def test_where_no_record_names_the_variant_all_of_the_type_are_told_and_the_echo_says_so() -> None:
    given_answer = ask(LEDGER, "how many Tu-95MS flights near Alaska?")
    assert given_answer.value == 2
    assert "type Tu-95 (all variants)" in given_answer.read_as
    assert "no record names the variant Tu-95MS" in given_answer.read_as


def test_two_questions_of_one_message_are_answered_in_parts_with_what_belongs_to_each() -> None:
    given_answer = ask(LEDGER, "how many flights near Alaska in 2026? How many flights near Japan by year?")
    one, other = given_answer.parts
    assert (one.value, other.value) == (2, {"2024": 1})
    assert [record.name for record in other.records] == ["A3"]
    assert given_answer.headline == f"1. {one.headline}\n2. {other.headline}"
    assert given_answer.tally == other.tally
    assert [record.name for record in given_answer.records] == ["A1", "A2", "A3"]


def test_what_was_not_understood_of_a_message_stands_in_its_parts_too() -> None:
    given_answer = ask(LEDGER, "how many flights near Alaska? And near Japan? How many zorglubs?")
    assert any("Not answered" in note for part in given_answer.parts for note in part.notes)
    assert any("Not answered" in note for note in given_answer.notes)


def test_one_question_has_no_parts() -> None:
    assert ask(LEDGER, "how many flights near Alaska?").parts == ()


def test_retracted_and_merged_records_count_only_where_they_are_asked_for() -> None:
    gone = [LEDGER[1].model_copy(update={"status": status}) for status in (Status.RETRACTED, Status.MERGED)]
    for record in gone:
        ledger = (LEDGER[0], record, LEDGER[2])
        assert ask(ledger, "how many flights near Alaska?").value == 1
        asked = ask(ledger, f"how many {record.status.value} records near Alaska?")
        assert asked.value == 1
        assert asked.headline == f"1 {record.status.value} incident near Alaska."


def test_every_degree_of_being_borne_out_can_be_asked_for() -> None:
    words = {
        Verification.UNVERIFIED: "unverified",
        Verification.SINGLE_SOURCE: "single-source",
        Verification.SEVERAL_SOURCES: "multi-source",
        Verification.OFFICIAL: "official",
        Verification.DISPUTED: "disputed",
    }
    assert set(words) == set(Verification)
    for degree, word in words.items():
        ledger = (LEDGER[0].model_copy(update={"verification": degree}), *LEDGER[2:])
        assert ask(ledger, f"{word} records near Alaska").value == 1, word
        others = [ask(ledger, f"{other} records near Alaska").value for other in words.values() if other != word]
        assert not any(others), word


def test_unverified_and_disputed_records_are_told_apart_from_the_others() -> None:
    degrees = (Verification.OFFICIAL, Verification.UNVERIFIED, Verification.DISPUTED)
    ledger = tuple(
        record.model_copy(update={"verification": degree}) for record, degree in zip(LEDGER, degrees, strict=True)
    )
    assert "Of these records 1 is unverified and 1 is disputed." in ask(ledger, "how many flights?").notes
    assert "Of these records 1 is unverified." in ask(ledger, "flights near Alaska").notes
    assert not any("unverified" in note for note in ask(ledger, "last Tu-95 near Alaska").notes)
    assert not any("unverified" in note for note in ask(LEDGER, "how many flights?").notes)
    assert "Of these records 1 is disputed." in ask(ledger, "last H-6").notes


def test_a_statement_stands_beside_an_answer_about_one_record_with_its_records_and_coverage() -> None:
    question = typed("last Tu-95 near Alaska")
    told = answer(LEDGER, question)
    assert subject_of(question, told) == LEDGER[0]
    coverage = Coverage(records=3, first_day=dt.date(2024, 5, 1), last_day=dt.date(2026, 11, 20))
    statements = [Statement(f"Statement {n}.", ("A1", "A2"), topic, coverage) for n, topic in enumerate(Topic)]
    notes = with_context(question, told, statements).notes
    assert notes == (
        *told.notes,
        "Statement 0 [A1, A2].",
        "Statement 1 [A1, A2].",
        "The ledger covers 1 May 2024 to 20 Nov 2026.",
    )
    assert with_context(question, told, ()) == told


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("how many Tu-95 flights near Alaska?", "A1"),
        ("list H-6 flights", None),
        ("any Tu-160?", None),
        ("Tu-95 flights by year", None),
        ("last 2 Tu-95 flights", None),
        ("who announced the last Tu-95?", None),
        ("A1", None),
        ("oldest record", "A3"),
    ],
)
def test_context_is_told_of_one_record_or_of_news_and_never_of_nothing(text: str, ref: str | None) -> None:
    question = parse(text, NOW)
    if isinstance(question, Declined):
        assert ref is None
        return
    subject = subject_of(question, answer(LEDGER, question))
    assert (subject.name if subject else None) == ref


def test_what_the_answer_itself_tells_is_not_told_again() -> None:
    question = typed("largest formation near Alaska")
    statement = Statement("Largest.", ("A1",), Topic.LARGEST, Coverage(records=3))
    told = answer(LEDGER, question)
    assert with_context(question, told, [statement]) == told


CONTENT = ("nuclear", "armed", "secretly", "supersonic", "twice", "night", "allied", "rogue", "low", "hostile")


@settings(max_examples=80, deadline=None)
@given(KNOWN, st.integers(0, 15), st.sampled_from(CONTENT))
def test_a_word_with_content_changes_the_reading_or_is_named(text: str, place: int, word: str) -> None:
    words = text.split()
    words.insert(min(place, len(words)), word)
    question = parse(" ".join(words), NOW)
    if isinstance(question, Question):
        named = any(word in sentence for sentence in (*question.unread, *question.corrected))
        assert named or meaning(question) != meaning(parse(text, NOW))


@settings(max_examples=60, deadline=None)
@given(KNOWN, st.sampled_from(("{} thx", "{}, cheers team", "morning all, {}", "sorry to bother: {}", "quick q: {}")))
def test_the_padding_of_a_shift_changes_nothing(text: str, padding: str) -> None:
    assert meaning(parse(padding.format(text.rstrip("?!. ")), NOW)) == meaning(parse(text, NOW))
