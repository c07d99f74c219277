"""What asks is never logged: questions and reports in the words that people use are told apart."""

import datetime as dt

import pytest

from bot.intent import asks, is_report, tells

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "last Tu-95 near Alaska",
        "Latest H-6 off Taiwan",
        "list Tu-95 near Alaska.",
        "Did two Tu-95s fly near Alaska on 24 September",
        "two Tu-95s near Alaska on 24 September?",
        "any A-50 near Japan",
        "most recent J-16 near the median line",
    ],
)
def test_what_is_put_as_a_question_asks(text: str) -> None:
    assert asks(text)
    assert not tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Last night two Tu-95s flew near Alaska.",
        "Two Su-27s buzzed an RC-135 over the Baltic on Tuesday.",
        "Tu-142 off Norway\ntracked by F-35s",
        "Four J-16 crossed the median line. Taiwan scrambled jets",
        "Su-27 buzzed a US RC-135 yesterday, came within 20 feet, EUCOM says",
        "2x Tu-95, Alaska ADIZ, 20 May 2019, NORAD",
    ],
)
def test_whole_sentences_and_lines_tell(text: str) -> None:
    assert tells(text)
    assert not asks(text)
    assert is_report(text, TODAY)


@pytest.mark.parametrize("text", ["Tu-95 near Alaska", "J-16 Taiwan yesterday", "U.S. F-22"])
def test_telegrams_neither_ask_nor_tell(text: str) -> None:
    assert not asks(text)
    assert not tells(text)


def test_a_text_that_is_longer_than_questions_are_does_not_ask() -> None:
    assert not asks("Is it true, people ask, " + "that bombers came " * 20)


def test_a_text_without_an_incident_is_no_report() -> None:
    assert not is_report("The minister spoke about the weather.", TODAY)
    assert not is_report("", TODAY)
