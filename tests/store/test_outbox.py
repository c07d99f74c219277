"""Messages are sent once, in order, one at a time in each channel, whoever dies in the middle of it."""

import datetime as dt
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from store.cards import CardKind, CardOf, Cards
from store.database import Store
from store.errors import StoreError
from store.outbox import Method, Outbox, OutboxState, Outgoing, Posting
from tests.store.making import NOON

SECOND = dt.timedelta(seconds=1)
MINUTE = dt.timedelta(minutes=1)
LATER = NOON + MINUTE
CLAIM_AND_HANG = """
import sys, time, datetime as dt
from store.database import open_store
from store.outbox import Outbox
outbox = Outbox(open_store(sys.argv[1]))
claimed = outbox.claim("doomed", at=dt.datetime.fromisoformat(sys.argv[2]))
outbox.sending(claimed[0].key, "doomed")
print(",".join(posting.key for posting in claimed), flush=True)
time.sleep(60)
"""


@pytest.fixture
def outbox(store: Store) -> Outbox:
    """An empty outbox on each of the two databases."""
    return Outbox(store)


def message(
    key: str, channel: str = "C1", *, team: str = "T1", method: Method = "post", after: str | None = None
) -> Outgoing:
    """A message of a few words."""
    return Outgoing(key=key, team=team, channel=channel, method=method, arguments={"text": key}, after=after)


def keys(postings: list[Posting]) -> list[str]:
    """The keys of some messages to be sent."""
    return [posting.key for posting in postings]


def send_next(outbox: Outbox, at: dt.datetime = NOON) -> list[str]:
    """Send whatever may go now; gives the keys."""
    postings = outbox.claim("w1", at=at)
    for posting in postings:
        assert outbox.sending(posting.key, "w1")
        outbox.sent(posting.key, f"1.{posting.key}", at=at)
    return keys(postings)


def test_a_message_goes_out_as_it_was_put_and_is_forgotten_then(outbox: Outbox) -> None:
    said = {"text": "a\0b \ud83d", "blocks": [{"type": "section"}], "response_url": "https://hooks.example/secret"}
    outbox.put([Outgoing(key="a", team="T1", channel="C1", method="respond", arguments=said)], at=NOON)
    [posting] = outbox.claim("w1", at=NOON)
    assert (posting.arguments, posting.method, posting.tries, posting.put_at) == (said, "respond", 1, NOON)
    assert not posting.uncertain
    assert outbox.sending("a", "w1")
    outbox.sent("a", None, at=NOON)
    assert (outbox.state("a"), outbox.pending(), outbox.claim("w1", at=LATER)) == (OutboxState.SENT, 0, [])
    with outbox.store.reading() as session:
        kept = session.connection().exec_driver_sql("SELECT arguments FROM outbox").scalar()
    assert "secret" not in str(kept)


def test_a_key_is_put_once(outbox: Outbox) -> None:
    outbox.put([message("a"), message("a")], at=NOON)
    assert send_next(outbox) == ["a"]
    outbox.put([message("a")], at=LATER)
    assert outbox.pending() == 0


@pytest.mark.parametrize(("team", "channel"), [("T2", "C1"), ("T1", "C2")])
def test_a_key_that_belongs_to_another_channel_is_refused_and_nothing_put(
    outbox: Outbox, team: str, channel: str
) -> None:
    outbox.put([message("a")], at=NOON)
    with pytest.raises(StoreError, match="belongs to a message for another channel"):
        outbox.put([message("b"), message("a", channel, team=team)], at=NOON)
    assert (outbox.state("b"), outbox.pending()) == (None, 1)


def test_each_channel_gets_one_message_at_a_time_in_the_order_they_were_put(outbox: Outbox) -> None:
    outbox.put([message("a1"), message("a2"), message("b1", "C2"), message("c1", team="T2")], at=NOON)
    assert keys(outbox.claim("w1", at=NOON)) == ["a1", "b1", "c1"]
    assert outbox.claim("w2", at=NOON) == []
    outbox.sending("a1", "w1")
    assert outbox.claim("w2", at=NOON) == []
    outbox.sent("a1", "1.1", at=NOON)
    assert keys(outbox.claim("w2", at=NOON)) == ["a2"]


def test_answers_by_response_address_wait_for_no_channel(outbox: Outbox) -> None:
    outbox.put([message("a"), message("r1", method="respond"), message("r2", method="respond")], at=NOON)
    outbox.park("T1", "C1", "not_in_channel", at=NOON)
    assert keys(outbox.claim("w1", at=NOON)) == ["r1", "r2"]


def test_a_message_that_did_not_go_out_makes_its_channel_wait(outbox: Outbox) -> None:
    outbox.put([message("a1"), message("a2"), message("b1", "C2")], at=NOON)
    outbox.claim("w1", at=NOON)
    outbox.sending("a1", "w1")
    outbox.again("a1", "ratelimited", not_before=NOON + 30 * SECOND)
    assert outbox.claim("w1", at=NOON + 29 * SECOND) == []
    [posting] = outbox.claim("w1", at=NOON + 30 * SECOND)
    assert (posting.key, posting.tries, posting.uncertain) == ("a1", 2, False)


def test_a_channel_is_sent_to_at_its_pace_whoever_sends(outbox: Outbox) -> None:
    outbox.put([message("a1"), message("a2"), message("b1", "C2"), message("a3", method="respond")], at=NOON)
    outbox.claim("w1", at=NOON, limit=1, pace=SECOND)
    outbox.sent("a1", "1.1", at=NOON)
    soon = NOON + 0.9 * SECOND
    assert keys(outbox.claim("w2", at=soon, pace=SECOND)) == ["b1", "a3"]
    outbox.sent("a3", None, at=soon)
    assert keys(outbox.claim("w2", at=NOON + SECOND, pace=SECOND)) == ["a2"]


def test_a_message_of_which_nobody_can_tell_stays_uncertain_until_it_was_looked_for(outbox: Outbox) -> None:
    outbox.put([message("a")], at=NOON)
    outbox.claim("w1", at=NOON)
    outbox.sending("a", "w1")
    outbox.again("a", "timeout", not_before=NOON, uncertain=True)
    [posting] = outbox.claim("w1", at=NOON)
    assert posting.uncertain
    outbox.again("a", "ratelimited while looking", not_before=NOON, uncertain=True)
    assert outbox.claim("w1", at=NOON)[0].uncertain
    assert outbox.sending("a", "w1")


def test_a_message_after_another_waits_for_it_and_learns_its_ts(outbox: Outbox) -> None:
    outbox.put([message("b", "C2", after="a"), message("c", "C2"), message("a", "C1")], at=NOON)
    assert send_next(outbox) == ["c", "a"]
    [posting] = outbox.claim("w1", at=NOON)
    assert (posting.key, posting.after_ts) == ("b", "1.a")


def test_what_waits_for_a_message_that_failed_fails_with_it(outbox: Outbox) -> None:
    outbox.put([message("a"), message("b", after="a"), message("c", after="b"), message("d")], at=NOON)
    outbox.claim("w1", at=NOON)
    outbox.give_up("a", "msg_too_long", at=NOON)
    assert [outbox.state(key) for key in "abc"] == [OutboxState.FAILED] * 3
    outbox.put([message("e", after="c")], at=NOON)
    assert send_next(outbox) == ["d"]
    assert outbox.state("e") == OutboxState.FAILED


def test_what_waits_for_a_message_that_is_forgotten_goes_out(outbox: Outbox) -> None:
    outbox.put([message("b", after="long ago")], at=NOON)
    [posting] = outbox.claim("w1", at=NOON)
    assert posting.after_ts is None


def test_a_parked_channel_waits_and_goes_on_where_it_stopped(outbox: Outbox) -> None:
    outbox.put([message("a1"), message("a2"), message("b1", "C2")], at=NOON)
    outbox.claim("w1", at=NOON)
    assert outbox.park("T1", "C1", "is_archived", at=NOON)
    assert not outbox.park("T1", "C1", "not_in_channel", at=LATER)
    [parked] = outbox.parked()
    assert (parked.channel, parked.reason, parked.at, parked.waiting) == ("C1", "is_archived", NOON, 2)
    assert outbox.parked("T2") == []
    outbox.sent("b1", "1.1", at=NOON)
    assert outbox.claim("w1", at=LATER) == []
    assert (outbox.pending(), outbox.oldest()) == (2, None)
    assert outbox.unpark("T1", "C1")
    assert not outbox.unpark("T1", "C1")
    assert keys(outbox.claim("w1", at=LATER)) == ["a1"]


def test_a_message_claimed_by_the_dead_goes_out_as_if_new_and_a_sent_one_is_looked_for(outbox: Outbox) -> None:
    outbox.put([message("a"), message("b", "C2")], at=NOON)
    outbox.claim("dead", at=NOON)
    outbox.sending("b", "dead")
    assert outbox.claim("w2", at=LATER, dead_after=2 * MINUTE) == []
    taken = outbox.claim("w2", at=LATER, dead_after=MINUTE / 2)
    assert [(posting.key, posting.uncertain) for posting in taken] == [("a", False), ("b", True)]
    assert not outbox.sending("a", "dead")
    third = outbox.claim("w3", at=LATER + MINUTE, dead_after=MINUTE / 2)
    assert [posting.uncertain for posting in third] == [False, True]


def test_a_worker_that_was_taken_for_dead_does_not_disturb_its_successor(outbox: Outbox) -> None:
    outbox.put([message("a")], at=NOON)
    outbox.claim("stalled", at=NOON)
    outbox.sending("a", "stalled")
    outbox.claim("quick", at=LATER)
    assert outbox.sending("a", "quick")
    outbox.again("a", "ratelimited", not_before=NOON, worker="stalled")
    assert outbox.state("a") == OutboxState.SENDING
    outbox.sent("a", "1.1", at=LATER)
    outbox.sent("a", "2.2", at=LATER)
    outbox.again("a", "timeout", not_before=NOON)
    outbox.give_up("a", "no", at=LATER)
    assert (outbox.state("a"), outbox.ts("a")) == (OutboxState.SENT, "1.1")


def test_a_sent_message_becomes_the_card_that_it_is(outbox: Outbox) -> None:
    record = CardOf(kind=CardKind.RECORD, subject="INT-1001")
    top = Outgoing(key="a", team="T1", channel="C1", arguments={"thread_ts": "1.0"}, card=record)
    reply = Outgoing(key="b", team="T1", channel="C1", card=record, after="a")
    outbox.put([top, reply], at=NOON)
    assert [send_next(outbox), send_next(outbox, LATER)] == [["a"], ["b"]]
    cards = Cards(outbox.store).of("INT-1001")
    assert [(card.ts, card.thread_ts, card.at) for card in cards] == [("1.a", "1.0", NOON), ("1.b", "1.a", LATER)]
    outbox.sent("a", "9.9", at=LATER)
    assert outbox.ts("a") == "1.a"


def test_states_and_waits_are_counted(outbox: Outbox) -> None:
    assert (outbox.counts(), outbox.oldest(), outbox.state("a")) == ({}, None, None)
    outbox.put([message("a"), message("b", "C2")], at=NOON)
    outbox.put([message("c", "C3")], at=LATER)
    outbox.claim("w1", at=NOON, limit=1)
    outbox.give_up("b", "no", at=NOON)
    assert outbox.counts() == {OutboxState.CLAIMED: 1, OutboxState.FAILED: 1, OutboxState.WAITING: 1}
    assert (outbox.pending(), outbox.oldest()) == (2, NOON)


def test_pruning_forgets_what_went_out_and_keeps_what_waits(outbox: Outbox) -> None:
    outbox.put([message("a"), message("b")], at=NOON)
    send_next(outbox)
    outbox.prune(before=NOON)
    assert outbox.state("a") == OutboxState.SENT
    outbox.prune(before=LATER)
    assert (outbox.state("a"), outbox.pending()) == (None, 1)


def test_threads_that_claim_at_once_send_everything_once_and_in_order(outbox: Outbox) -> None:
    put = [message(f"{channel}-{n}", channel) for n in range(5) for channel in ("C1", "C2", "C3")]
    outbox.put(put, at=NOON)
    start, went = Barrier(4), []

    def work(worker: str) -> None:
        start.wait()
        idle = 0
        while idle < 20:
            postings = outbox.claim(worker, at=NOON)
            idle = 0 if postings else idle + 1
            for posting in postings:
                assert outbox.sending(posting.key, worker)
                went.append(posting.key)
                outbox.sent(posting.key, "1.1", at=NOON)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, [f"w{n}" for n in range(4)]))
    outbox_left = send_next(outbox)
    assert outbox_left == []
    assert Counter(went) == Counter(item.key for item in put)
    for channel in ("C1", "C2", "C3"):
        assert [key for key in went if key.startswith(channel)] == [f"{channel}-{n}" for n in range(5)]


def test_what_a_killed_process_was_sending_is_looked_for_and_the_rest_just_sent(store: Store, store_url: str) -> None:
    outbox = Outbox(store)
    outbox.put([message("a"), message("b", "C2")], at=NOON)
    command = [sys.executable, "-c", CLAIM_AND_HANG, store_url, NOON.isoformat()]
    doomed = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 (ours)
    assert doomed.stdout is not None
    assert doomed.stdout.readline().strip() == "a,b"
    doomed.send_signal(signal.SIGKILL)
    doomed.communicate(timeout=30)
    taken = outbox.claim("w2", at=LATER)
    assert [(posting.key, posting.uncertain, posting.tries) for posting in taken] == [("a", True, 2), ("b", False, 2)]
