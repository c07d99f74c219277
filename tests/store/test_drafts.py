"""A draft card is kept until each incident on it is saved or discarded, and seen where its channel is."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database import Store
from store.drafts import DraftCard, DraftItem, Drafts, ItemState, SourceMessage
from store.errors import ChangedMeanwhile, DraftConflict, DraftNotFound, DraftSettled
from store.filters import OPERATOR, Audience, IncidentFilter
from store.ledger import Ledger
from store.records import IncidentDraft, Origin
from store.rows import checked
from tests.store.making import NOON, audiences, draft, drafts, origins

LATER = NOON + dt.timedelta(hours=1)
HERE = Origin(team="T1", channel="C1", user="U1")
SEEN = Audience(team="T1", channel="C1")
MESSAGE = SourceMessage(
    message_ts="1.5", thread_ts="1.0", permalink="https://x.example/p15", author="U7", posted_at=NOON
)


@pytest.fixture
def cards(store: Store) -> Drafts:
    """No drafts, on each of the two databases."""
    return Drafts(store)


def opened(cards: Drafts, count: int = 1, message: SourceMessage | None = MESSAGE) -> DraftCard:
    """A card with some incidents on it, made of a message."""
    items = [draft(summary=str(n)) for n in range(count)]
    return cards.open_draft(items, origin=HERE, text="two \0 bears", message=message, notes=["?"], by="U1", at=NOON)


def test_a_card_keeps_the_message_the_text_and_every_incident(cards: Drafts) -> None:
    card = opened(cards, 2)
    assert (card.id, card.version, card.by, card.created_at, card.again) == ("D-1", 1, "U1", NOON, False)
    assert (card.message_ts, card.thread_ts, card.author, card.posted_at) == ("1.5", "1.0", "U7", NOON)
    assert (card.permalink, card.text, card.notes) == ("https://x.example/p15", "two \ufffd bears", ["?"])
    assert [item.draft.summary for item in card.items] == ["0", "1"]
    assert card.origin == HERE
    assert card.open
    assert cards.get(" d-1", audience=SEEN) == card


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(drafts(), max_size=3))
def test_incidents_come_back_as_they_were_put_on_the_card(cards: Drafts, read: list[IncidentDraft]) -> None:
    card = cards.open_draft(read, origin=HERE, text="", by="U1", at=NOON)
    assert [item.draft for item in cards.get(card.id, audience=SEEN).items] == [checked(one) for one in read]


def test_a_message_that_has_a_card_gets_no_second(cards: Drafts) -> None:
    first = opened(cards)
    again = opened(cards)
    assert (again.id, again.again) == (first.id, True)
    assert cards.of_message("T1", "C1", "1.5") == first
    assert cards.of_message("T2", "C1", "1.5") is None
    assert opened(cards, message=None).id != opened(cards, message=None).id


def test_a_message_whose_card_was_discarded_may_be_logged_after_all(cards: Drafts) -> None:
    first = opened(cards)
    cards.discard_item(first.id, 0, by="U1", at=LATER, audience=SEEN)
    assert cards.of_message("T1", "C1", "1.5") is None
    assert opened(cards).id != first.id


def test_threads_that_open_one_card_at_once_get_one(cards: Drafts) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: opened(cards), range(4)))
    assert {card.id for card in made} == {made[0].id}
    assert sorted(card.again for card in made) == [False, True, True, True]


def test_each_incident_is_saved_or_discarded_once(cards: Drafts) -> None:
    card = opened(cards, 2)
    saved = cards.save_item(card.id, 0, ref="INT-1001", by="U2", at=LATER, audience=SEEN)
    assert (saved.items[0].state, saved.items[0].ref, saved.items[0].settled_by) == (ItemState.SAVED, "INT-1001", "U2")
    assert saved.open
    with pytest.raises(DraftSettled, match="already saved as INT-1001: open that record") as caught:
        cards.discard_item(card.id, 0, by="U1", at=LATER, audience=SEEN)
    assert caught.value.current == saved
    done = cards.discard_item(card.id, 1, by="U2", at=LATER, audience=SEEN)
    assert (done.open, done.version, done.changed_at) == (False, 3, LATER)
    with pytest.raises(DraftSettled, match="already discarded"):
        cards.save_item(card.id, 1, ref="INT-1002", by="U1", at=LATER, audience=SEEN)


def test_of_two_who_save_one_incident_at_once_one_makes_a_record(store: Store) -> None:
    cards, ledger = Drafts(store), Ledger(store)
    card = opened(cards)

    def save(user: str) -> bool:
        try:
            with store.writing():
                [kept] = ledger.add([card.items[0].draft], origin=card.origin, by=user, at=LATER)
                cards.save_item(card.id, 0, ref=kept.ref, by=user, at=LATER, audience=SEEN)
        except DraftSettled:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, ["U1", "U2"])) == [False, True]
    assert ledger.count(IncidentFilter(), audience=OPERATOR) == 1


def test_an_edit_of_a_version_that_has_passed_is_refused(cards: Drafts) -> None:
    card = opened(cards)
    edit: dict[str, Any] = {"by": "U2", "at": LATER, "audience": SEEN}
    now = cards.replace_item(card.id, 0, draft(actors=["CN"]), version=1, **edit)
    assert (now.items[0].draft.actors, now.version, now.items[0].settled_by) == (["CN"], 2, "U2")
    with pytest.raises(DraftConflict, match="D-1 was changed meanwhile") as caught:
        cards.replace_item(card.id, 0, draft(actors=["US"]), version=1, **edit)
    assert isinstance(caught.value, ChangedMeanwhile)
    assert caught.value.current == now == cards.get(card.id, audience=SEEN)


def test_a_card_may_propose_to_change_a_record(cards: Drafts) -> None:
    item = DraftItem(draft=draft(), revises="INT-1001")
    card = cards.open_draft([item], origin=HERE, text="", by="U1", at=NOON)
    assert cards.get(card.id, audience=SEEN).items == [item]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(origins, audiences)
def test_a_draft_is_seen_by_whom_a_record_of_its_channel_is_seen(
    store: Store, origin: Origin, audience: Audience
) -> None:
    cards, ledger = Drafts(store), Ledger(store)
    card = cards.open_draft([draft()], origin=origin, text="", by="U1", at=NOON)
    [record] = ledger.add([draft()], origin=origin, by="U1", at=NOON)
    seen = ledger.count(IncidentFilter(refs=(record.ref,)), audience=audience) == 1
    assert (card.id in [one.id for one in cards.mine(origin.team, "U1", audience=audience, limit=9999)]) is seen
    assert (card.id in [one.id for one in cards.waiting(origin.team, audience=audience, limit=9999)]) is seen
    if seen:
        assert cards.get(card.id, audience=audience).id == card.id
        return
    change: dict[str, Any] = {"by": "U1", "at": NOON, "audience": audience}
    with pytest.raises(DraftNotFound):
        cards.get(card.id, audience=audience)
    with pytest.raises(DraftNotFound):
        cards.save_item(card.id, 0, ref="INT-1001", **change)
    with pytest.raises(DraftNotFound):
        cards.discard_item(card.id, 0, **change)
    with pytest.raises(DraftNotFound):
        cards.replace_item(card.id, 0, draft(), version=1, **change)


def test_my_drafts_are_those_of_mine_that_are_open_newest_first(cards: Drafts) -> None:
    ids = [opened(cards, message=None).id for _ in range(3)]
    cards.discard_item(ids[1], 0, by="U1", at=LATER, audience=SEEN)
    cards.open_draft([draft()], origin=HERE, text="", by="U2", at=LATER)
    assert [card.id for card in cards.mine("T1", "U1", audience=SEEN)] == [ids[2], ids[0]]
    assert [card.id for card in cards.mine("T1", "U1", audience=SEEN, limit=1)] == [ids[2]]
    assert [card.by for card in cards.waiting("T1", audience=SEEN)] == ["U2", "U1", "U1"]
    assert cards.waiting("T2", audience=Audience(team="T2")) == []


@pytest.mark.parametrize("unknown", ["D-9", "INT-1001", "", "D-" + "9" * 40])
def test_a_draft_that_is_not_there_is_told_of(cards: Drafts, unknown: str) -> None:
    with pytest.raises(DraftNotFound, match="log the report again"):
        cards.get(unknown, audience=OPERATOR)


def test_an_incident_that_is_not_on_the_card_is_told_of(cards: Drafts) -> None:
    card = opened(cards)
    for position in (-1, 1):
        with pytest.raises(DraftNotFound):
            cards.discard_item(card.id, position, by="U1", at=NOON, audience=SEEN)


def test_pruning_forgets_old_cards_whole(cards: Drafts) -> None:
    old, young = opened(cards), opened(cards, message=None)
    cards.discard_item(young.id, 0, by="U1", at=LATER, audience=SEEN)
    cards.prune(before=LATER)
    with pytest.raises(DraftNotFound):
        cards.get(old.id, audience=SEEN)
    assert cards.get(young.id, audience=SEEN).id == young.id
    assert opened(cards).id == "D-3"
