"""The desk knows which messages show a record or draft, and what a message shows."""

import datetime as dt

import pytest

from store.cards import Card, CardKind, CardOf, Cards
from store.database import Store
from tests.store.making import NOON

LATER = NOON + dt.timedelta(minutes=1)
RECORD = CardOf(kind=CardKind.RECORD, subject="INT-1001")
DRAFT = CardOf(kind=CardKind.DRAFT, subject="D-1")


@pytest.fixture
def cards(store: Store) -> Cards:
    """No cards, on each of the two databases."""
    return Cards(store)


def test_a_subject_is_found_wherever_it_is_shown_oldest_first(cards: Cards) -> None:
    cards.put(RECORD, team="T1", channel="C2", ts="2.1", at=LATER)
    cards.put(RECORD, team="T1", channel="C1", ts="1.1", thread_ts="1.0", at=NOON)
    cards.put(RECORD, team="T2", channel="C1", ts="1.1", at=LATER)
    cards.put(CardOf(kind=CardKind.ALERT, subject="INT-1001"), team="T1", channel="C3", ts="3.1", at=LATER)
    assert [(card.team, card.channel) for card in cards.of("INT-1001", kind=CardKind.RECORD)] == [
        ("T1", "C1"),
        ("T1", "C2"),
        ("T2", "C1"),
    ]
    assert len(cards.of("INT-1001")) == 4
    assert [card.ts for card in cards.of("INT-1001", kind=CardKind.RECORD, team="T2")] == ["1.1"]
    assert cards.of("INT-1001")[0] == Card(
        kind=CardKind.RECORD, subject="INT-1001", team="T1", channel="C1", ts="1.1", thread_ts="1.0", at=NOON
    )


def test_one_message_may_show_several_things(cards: Cards) -> None:
    for shown in (DRAFT, RECORD, RECORD):
        cards.put(shown, team="T1", channel="C1", ts="1.1", at=NOON)
    assert [card.subject for card in cards.of_message("T1", "C1", "1.1")] == ["D-1", "INT-1001"]
    assert cards.of_message("T2", "C1", "1.1") == []


def test_the_card_of_a_draft_becomes_that_of_its_record(cards: Cards) -> None:
    cards.put(DRAFT, team="T1", channel="C1", ts="1.1", thread_ts="1.0", at=NOON)
    [before] = cards.of("D-1")
    cards.move(before, RECORD, at=LATER)
    assert cards.of("D-1") == []
    [card] = cards.of("INT-1001")
    assert (card.ts, card.thread_ts, card.at) == ("1.1", "1.0", LATER)


def test_a_deleted_message_shows_nothing(cards: Cards) -> None:
    cards.put(DRAFT, team="T1", channel="C1", ts="1.1", at=NOON)
    cards.put(RECORD, team="T1", channel="C1", ts="1.1", at=NOON)
    cards.put(RECORD, team="T1", channel="C1", ts="1.2", at=NOON)
    cards.forget("T1", "C1", "1.1")
    assert [card.ts for card in cards.of("INT-1001")] == ["1.2"]
