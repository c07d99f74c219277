"""Answers about averages, gaps, sets, change and neighbours; two questions at once; what an answer rests on."""

import datetime as dt
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking import Declined, Question, explain, parse
from bot.asking.tallies import aircraft
from store.records import Incident, Precision, Source, Status
from tests.asking.ledger import NOW, answer, ask, find
from tests.asking.test_answers import LEDGER, ledgers, refs


def typed(text: str, before: Question | None = None) -> Question:
    """The typed query of a question that must be read."""
    question = parse(text, NOW, before)
    assert isinstance(question, Question), question
    return question


def test_an_average_tells_the_median_and_what_it_leaves_out() -> None:
    given_answer = ask(LEDGER, "average number of aircraft per incident near Alaska")
    assert given_answer.value == 2.75
    assert given_answer.headline == "2.75 aircraft per incident near Alaska on average; the median is 3."
    silent = ask(LEDGER, "average number of aircraft per Russian incident")
    assert "1 record without a number left out." in silent.notes


def test_an_average_a_month_counts_the_months_without_a_record() -> None:
    given_answer = ask(LEDGER, "average number of flights per month in 2022")
    assert given_answer.value == 0.25
    assert given_answer.headline == "0.25 incidents per month in 2022 on average; the median is 0."


def test_distinct_names_are_counted_and_named() -> None:
    given_answer = ask(LEDGER, "how many different types near Alaska?")
    assert given_answer.value == 4
    assert given_answer.headline == ("4 aircraft types in 4 incidents near Alaska: Tu-95, H-6, Su-35 and Tu-142.")


def test_the_longest_gap_is_told_with_both_ends() -> None:
    given_answer = ask(LEDGER, "longest gap between flights near Alaska")
    assert given_answer.value == (dt.date(2022, 7, 10) - dt.date(2021, 3, 1)).days
    assert [record.name for record in given_answer.records] == ["A1", "A2"]
    assert any("time since the newest record is longer" in note for note in given_answer.notes)


def test_a_streak_that_is_over_is_not_the_current_one() -> None:
    given_answer = ask(LEDGER, "current streak of days with a flight near Alaska")
    assert given_answer.value == 0
    assert given_answer.headline.startswith("No run of days is going on")


def test_change_compares_the_days_so_far_with_the_same_days_of_last_year() -> None:
    sides = typed("Russian flights near Alaska up or down on last year?").sides
    assert [(side.filter.since, side.filter.until) for side in sides] == [
        (dt.date(2026, 1, 1), NOW), (dt.date(2025, 1, 1), dt.date(2025, 11, 22)),
    ]  # fmt: skip
    given_answer = ask(LEDGER, "did flights near Alaska rise from 2021 to 2022?")
    assert given_answer.value == {"2022": 3, "2021": 1}
    assert given_answer.headline == "Up: 3 incidents near Alaska in 2022, against 1 in 2021 (+2, 200%)."


def test_what_came_before_and_after_a_record_leaves_the_record_itself_out() -> None:
    assert refs("what came after A3?") == []
    known = tuple(row.model_copy(update={"ref": f"INT-{1000 + n}"}) for n, row in enumerate(LEDGER))
    after = ask(known, "what came after INT-1001?")
    assert [record.ref for record in after.records] == ["INT-1002"]
    assert after.headline.startswith("1 day later: INT-1002")
    assert [r.ref for r in ask(known, "the last Tu-95 flight before INT-1003").records] == ["INT-1001"]
    assert ask(known, "what came after INT-9999?").headline.startswith("No record INT-9999")


def test_two_questions_are_answered_in_order() -> None:
    given_answer = ask(LEDGER, "Last Bear near Alaska? And how many in 2022?")
    assert given_answer.headline.startswith("1. A4, 12 Jul 2022")
    assert "\n2. 2 incidents with Tu-95s near Alaska in 2022." in given_answer.headline
    assert "; then: number of incidents" in given_answer.read_as


def test_what_was_not_understood_of_two_questions_is_named() -> None:
    given_answer = ask(LEDGER, "How many flights near Alaska? How many zorglubs were there?")
    assert given_answer.value == 4
    assert any("zorglubs" in note for note in given_answer.notes)


def test_a_place_behind_two_counts_is_not_guessed_to_be_for_one_of_them() -> None:
    assert isinstance(parse("how many Bears and how many Il-38s near Alaska", NOW), Declined)


def test_why_do_you_say_that_lists_what_the_number_rests_on() -> None:
    before = typed("how many flights near Alaska?")
    again = typed("why do you say 4?", Question.model_validate_json(before.model_dump_json()))
    given_answer = answer(LEDGER, again)
    assert given_answer.value == 4
    assert given_answer.notes[0] == "That rests on 4 records: A4, A3, A2 and A1."
    assert isinstance(parse("why do you say 4?", NOW), Declined)


def test_a_following_question_leans_on_the_second_of_two() -> None:
    before = typed("Last Bear near Alaska? And how many near Japan?")
    assert typed("and in 2024?", before).filter.areas == ("Japan",)
    assert typed("and in 2024?", before).then is None


def test_an_empty_answer_names_the_nearest_record_on_either_side_of_the_period() -> None:
    notes = ask(LEDGER, "any Russian flight near Alaska in 2020?").notes
    assert notes[0] == "The ledger covers 1 Mar 2021 to 12 Jul 2022 near Alaska."
    assert notes[1].startswith("Nearest in time: A1, 1 Mar 2021")
    assert ask(LEDGER, "any flights near Alaska in 2024?").notes[1].startswith("Nearest in time: A4")


def test_a_place_without_any_record_is_said_so() -> None:
    given_answer = ask(LEDGER, "any Tu-160 near California?")
    assert given_answer.headline == "No record of a Tu-160 near California."
    assert given_answer.notes[0].startswith("The ledger has no record near California at all.")
    assert given_answer.notes[1].startswith("Nearest elsewhere: N1")


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("how many Russian flights near Alaska in 2022?", "3 incidents with Russian forces near Alaska in 2022."),
        ("list intercepts by Norway", "1 intercept by Norway."),
        ("list unsafe encounters near the Black Sea", "1 unsafe encounter near the Black Sea."),
        ("flights near Alaska that were not intercepted", "1 incident not intercepted near Alaska."),
        ("how many Tu-95s near Alaska?", "6 Tu-95s in 3 incidents near Alaska."),
        ("Tu-95s met by F-22s near Alaska", "2 intercepts with Tu-95s by F-22s near Alaska."),
        ("flights near Alaska on Sundays", "1 incident near Alaska on Sundays."),
        ("busiest month near Alaska", "July 2022, with 3 incidents near Alaska: the most by month."),
    ],
)
def test_headlines_read_as_a_desk_would_write_them(text: str, headline: str) -> None:
    assert ask(LEDGER, text).headline == headline


def test_everything_about_a_reference_has_its_standing_and_its_sources() -> None:
    source = Source(url="https://example.org/a", outlet="The Paper", published=dt.date(2021, 3, 2))
    known = (LEDGER[0].model_copy(update={"ref": "INT-1042", "sources": [source], "status": Status.DRAFT}),)
    for text in ("INT-1042", "what do we know of int-1042?", "everything about INT-1042", "sources for INT-1042"):
        notes = ask(known, text).notes
        assert "INT-1042 is draft." in notes
        assert "The Paper: https://example.org/a, published 2021-03-02." in notes


def test_an_unknown_word_gets_at_most_four_choices() -> None:
    for word in ("spyplanes", "refuellers", "trespasses", "skirmishes", "Norwalk", "Hokkado"):
        declined = parse(f"{word} zzyzx near Alaska", NOW)
        assert isinstance(declined, Declined)
        assert declined.reason.count(",") <= 8
    declined = parse("skirmishes near Alaska", NOW)
    assert isinstance(declined, Declined)
    assert declined.reason.endswith("Did you mean unsafe encounters or intercepts?")


def test_explain_tells_every_word() -> None:
    told = explain("how many Tu-95s met by F-22s near Alaska in 2024 on weekends", NOW)
    words = dict(told.words)
    assert words["Tu-95s"] == "type, Tu-95, on the side that flew"
    assert words["F-22s"] == "type, F-22, on the side that responded"
    assert words["on weekends"] == "days that come again, on Saturdays and Sundays"
    assert " ".join(words) == "how many Tu-95s met by F-22s near Alaska in 2024 on weekends"
    assert len(told.filters()) == 1
    unread = dict(explain("zorglub flights", NOW).words)
    assert unread["zorglub"] == "not understood"


def test_explain_keeps_every_word_of_a_comparison() -> None:
    told = explain("were there more flights near Japan than near Norway in 2024?", NOW)
    assert " ".join(word for word, _ in told.words) == "were there more flights near Japan than near Norway in 2024"


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_averages_gaps_and_sets_equal_a_recount(ledger: list[Incident]) -> None:
    sizes = [size for row in ledger if (size := aircraft(row))]
    mean = ask(ledger, "average number of aircraft per incident")
    assert mean.value == (round(sum(sizes) / len(sizes), 2) if sizes else None)
    assert not sizes or f"the median is {median(sizes):g}." in mean.headline
    days = sorted({row.first_day for row in ledger if row.first_day})
    gaps = [(b - a).days for a, b in pairwise(days)]
    if gaps:
        assert ask(ledger, "longest gap between flights").value == max(gaps)
    alaska = {p.type for row in ledger if "Alaska" in row.areas for p in row.platforms}
    japan = {p.type for row in ledger if "Japan" in row.areas for p in row.platforms}
    only, both = (
        ask(ledger, text).value
        for text in ("types seen near Alaska but never near Japan", "types seen near both Alaska and Japan")
    )
    assert isinstance(only, dict)
    assert isinstance(both, dict)
    assert (set(only), set(both)) == (alaska - japan, alaska & japan)


WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


@settings(max_examples=25, deadline=None)
@given(ledgers())
def test_the_weekdays_add_up_to_all_records_of_exact_date(ledger: list[Incident]) -> None:
    total = sum(int(str(ask(ledger, f"how many flights on {name}").value)) for name in WEEKDAYS)
    assert total == sum(row.precision == Precision.DAY for row in ledger)


@settings(max_examples=25, deadline=None)
@given(ledgers())
def test_what_is_left_out_and_what_is_kept_add_up_to_all(ledger: list[Incident]) -> None:
    without = ask(ledger, "how many flights except in January 2024").value
    within = ask(ledger, "how many flights in January 2024").value
    assert int(str(without)) + int(str(within)) == len(ledger)


@settings(max_examples=25, deadline=None)
@given(ledgers(), st.integers(0, 4))
def test_the_next_newest_is_never_newer(ledger: list[Incident], skip: int) -> None:
    question = typed("newest flight")
    first, then = (answer(ledger, question.model_copy(update={"skip": n})).records for n in (skip, skip + 1))
    assert len(find(ledger, question.filter)) == len(ledger)
    if len(ledger) > skip + 1:
        assert str(first[0].first_day) >= str(then[0].first_day)
