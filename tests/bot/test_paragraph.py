"""The background of a story from words: what it is about, what it refuses, and for whom."""

import datetime as dt
from collections.abc import Iterator

import pytest

from bot.desk import Desk
from bot.paragraph import NoBackground, say_about, say_sentence
from store.database import open_store
from store.filters import OPERATOR, Audience
from store.ledger import Ledger
from store.records import Origin
from tests.digest.making import LOGGED, record

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk over a ledger of two public records near Alaska and one private one."""
    store = open_store("sqlite://")
    ledger = Ledger(store)
    ledger.add([record("2016-03-05"), record("2019-05-20")], origin=Origin(team="T1"), by="", at=LOGGED)
    ledger.add([record("2020-01-01")], origin=Origin(team="T1", channel="C9", private=True), by="", at=LOGGED)
    yield Desk(ledger)
    store.close()


def test_the_paragraph_is_about_the_words_and_says_how_it_read_them(desk: Desk) -> None:
    made = desk.background("Tu-95 near Alaska since 2019", today=TODAY, audience=OPERATOR)
    assert made.text.startswith(
        "The ledger holds 2 incidents with Tu-95 near Alaska since 1 Jan 2019, from 20 May 2019"
    )
    assert made.sentences[0].refs == ("INT-1003", "INT-1002")
    assert "near Alaska" in made.read_as


def test_another_channel_reads_nothing_of_a_private_record(desk: Desk) -> None:
    made = desk.background("near Alaska", today=TODAY, audience=Audience(team="T1", channel="C1"))
    assert "INT-1003" not in str(made)
    assert made.text.startswith("The ledger holds 2 incidents")
    assert "2 records in all" in made.text
    at_home = desk.background("near Alaska", today=TODAY, audience=Audience(team="T1", channel="C9"))
    assert at_home.text.startswith("The ledger holds 3 incidents")


@pytest.mark.parametrize("words", ["", "  ", "how many near Alaska?", "INT-1001", "flibbertigibbets near Alaska"])
def test_what_is_no_selection_of_records_is_refused_in_a_sentence(desk: Desk, words: str) -> None:
    with pytest.raises(NoBackground, match="/intercept background near Alaska since 2015"):
        desk.background(words, today=TODAY, audience=OPERATOR)


def test_the_echo_becomes_words_that_follow_incidents() -> None:
    parts = ["type Tu-95 (all variants)", "responder United Kingdom", "near Baltic Sea or Alaska", "Jun 2024"]
    assert say_about(parts) == "with Tu-95 met by United Kingdom near the Baltic Sea or Alaska in Jun 2024"


def test_many_references_are_cut_and_counted(desk: Desk) -> None:
    [sentence, *_] = desk.background("near Alaska", today=TODAY, audience=OPERATOR).sentences
    assert say_sentence(sentence).endswith("[INT-1003, INT-1002, INT-1001]")
