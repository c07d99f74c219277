"""Whose turn it is: a channel's pace over all processes, clocks that jump, and claims whose answer was lost."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from store.database import Store, open_store
from store.inbox import Inbox
from store.outbox import Outbox
from store.slack_tables import outbox as table
from tests.store.making import NOON
from tests.store.test_outbox import keys, message

SECOND = dt.timedelta(seconds=1)
HOUR = dt.timedelta(hours=1)
CHANNELS = 64


@pytest.fixture
def outbox(store: Store) -> Outbox:
    """An empty outbox on each of the two databases."""
    return Outbox(store)


@pytest.fixture(scope="module")
def in_memory() -> Iterator[Store]:
    """A store for many examples, each of which empties the outbox."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def test_sixty_four_channels_get_a_message_each_at_every_second(outbox: Outbox) -> None:
    outbox.put([message(f"{n}-{c}", f"C{c}") for n in range(3) for c in range(CHANNELS)], at=NOON)
    for n in range(3):
        now = NOON + n * SECOND
        postings = [one for worker in ("w1", "w2") for one in outbox.claim(worker, at=now, limit=32, pace=SECOND)]
        assert keys(postings) == [f"{n}-{c}" for c in range(CHANNELS)]
        for posting in postings:
            outbox.sent(posting.key, "1.1", at=now)
        assert outbox.claim("w1", at=now + 0.99 * SECOND, limit=CHANNELS, pace=SECOND) == []
    assert outbox.pending() == 0


def test_calls_that_post_nothing_neither_wait_for_a_channels_pace_nor_hold_it_up(outbox: Outbox) -> None:
    outbox.put([message("a1"), message("home", method="call"), message("a2")], at=NOON)
    for expected in (["a1"], ["home"], []):
        claimed = outbox.claim("w1", at=NOON, pace=SECOND)
        assert keys(claimed) == expected
        for posting in claimed:
            outbox.sent(posting.key, None, at=NOON)
    assert keys(outbox.claim("w1", at=NOON + SECOND, pace=SECOND)) == ["a2"]


def test_a_clock_that_was_set_back_holds_up_no_channel(outbox: Outbox) -> None:
    outbox.put([message("a1"), message("a2"), message("b1", "C2")], at=NOON)
    outbox.claim("w1", at=NOON)
    outbox.sent("a1", "1.1", at=NOON)
    outbox.again("b1", "ratelimited", not_before=NOON + 30 * SECOND)
    assert keys(outbox.claim("w1", at=NOON - HOUR, pace=SECOND)) == ["a2", "b1"]


def test_clocks_of_two_machines_that_differ_by_seconds_do_not_break_the_pace(outbox: Outbox) -> None:
    outbox.put([message("a1"), message("a2")], at=NOON)
    outbox.claim("ahead", at=NOON + 3 * SECOND, pace=SECOND)
    outbox.sent("a1", "1.1", at=NOON + 3 * SECOND)
    assert outbox.claim("behind", at=NOON + 0.5 * SECOND, pace=SECOND) == []
    assert keys(outbox.claim("ahead", at=NOON + 4 * SECOND, pace=SECOND)) == ["a2"]


def test_what_a_worker_claimed_without_hearing_of_it_goes_to_it_again(outbox: Outbox) -> None:
    outbox.put([message("a"), message("b", "C2"), message("c", "C3")], at=NOON)
    outbox.claim("w1", at=NOON, limit=2)  # the database died when it had committed, before it could say so
    outbox.sending("b", "w1")
    Inbox(outbox.store).beat("w1", at=NOON)
    outbox.claim("w2", at=NOON)
    assert outbox.claim("w1", at=NOON, holding={"a", "b"}) == []
    assert keys(outbox.claim("w1", at=NOON, holding={"b"})) == ["a"]
    [posting] = outbox.claim("w1", at=NOON, holding={"a"})
    assert (posting.key, posting.uncertain, posting.tries) == ("b", True, 2)
    assert outbox.claim("w1", at=NOON) == []


@settings(max_examples=30, deadline=None)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["w1", "w2", "w3"]),
            st.integers(0, 900),
            st.sampled_from(["sent", "sent", "again", "lost"]),
        ),
        min_size=5,
        max_size=40,
    )
)
def test_whoever_claims_whenever_a_channel_gets_its_messages_in_order_and_at_its_pace(
    in_memory: Store, steps: list[tuple[str, int, str]]
) -> None:
    outbox, now = Outbox(in_memory), NOON
    with in_memory.writing() as session:
        session.execute(delete(table))
    outbox.put([message(f"{channel}-{n}", channel) for n in range(8) for channel in ("C1", "C2")], at=NOON)
    went: dict[str, list[tuple[int, dt.datetime]]] = {"C1": [], "C2": []}
    for worker, milliseconds, end in steps:
        now += dt.timedelta(milliseconds=milliseconds)
        for posting in outbox.claim(worker, at=now, pace=SECOND, holding=()):
            if end == "lost":
                continue
            assert outbox.sending(posting.key, worker)
            if end == "again":
                outbox.again(posting.key, "ratelimited", not_before=now + SECOND / 2, worker=worker)
                continue
            outbox.sent(posting.key, "1.1", at=now)
            went[posting.channel].append((int(posting.key.partition("-")[2]), now))
    for sent in went.values():
        assert [number for number, _ in sent] == list(range(len(sent)))
        assert all(later - earlier >= SECOND for (_, earlier), (_, later) in pairwise(sent))
