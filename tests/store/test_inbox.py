"""A delivery is kept before it is acknowledged and worked on once, whoever dies in the middle of it."""

import datetime as dt
import itertools
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from store.database import Store, open_store
from store.errors import DoneElsewhere
from store.filters import OPERATOR, IncidentFilter
from store.inbox import Inbox, InboxState
from store.ledger import Ledger
from tests.store.making import DESK, NOON, draft

THREADS = 8
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
CLAIM_AND_HANG = """
import sys, time, datetime as dt
from store.database import open_store
from store.inbox import Inbox
inbox = Inbox(open_store(sys.argv[1]))
at = dt.datetime.fromisoformat(sys.argv[2])
inbox.beat("doomed", at=at)
print(",".join(str(delivery.id) for delivery in inbox.claim("doomed", at=at, limit=3)), flush=True)
time.sleep(60)
"""
WORK_OFF = """
import sys, time, datetime as dt
from store.database import open_store
from store.inbox import Inbox
from store.ledger import Ledger
from store.records import IncidentDraft, Origin
store = open_store(sys.argv[1])
inbox, ledger, at = Inbox(store), Ledger(store), dt.datetime.fromisoformat(sys.argv[2])
while claimed := inbox.claim(sys.argv[3], at=at, limit=2):
    for delivery in claimed:
        with store.writing():
            ledger.add([IncidentDraft(summary=str(delivery.id))], origin=Origin(), by=sys.argv[3], at=at)
            inbox.finish(delivery.id, at=at)
            if delivery.id == int(sys.argv[4]):
                print("hanging", flush=True)
                time.sleep(60)
"""


@pytest.fixture
def inbox(store: Store) -> Inbox:
    """An empty inbox on each of the two databases."""
    return Inbox(store)


def take(inbox: Inbox, count: int = 1) -> list[int]:
    """Take in some deliveries of one workspace."""
    taken = [inbox.take("T1", [f"event:{n}"], "event", {"n": n}, at=NOON) for n in range(count)]
    return [number for number in taken if number is not None]


def test_a_delivery_is_kept_as_it_came_and_forgotten_when_it_is_done(inbox: Inbox) -> None:
    said = {"text": "two \0 bears \ud83d", "nested": [{"ts": "1.5"}]}
    number = inbox.take("T1", ["event:1"], "command", said, at=NOON)
    [delivery] = inbox.claim("w1", at=NOON)
    assert (delivery.id, delivery.team, delivery.kind, delivery.payload) == (number, "T1", "command", said)
    assert (delivery.tries, delivery.taken_at) == (1, NOON)
    inbox.finish(delivery.id, at=NOON)
    assert inbox.counts() == {InboxState.DONE: 1}
    assert inbox.claim("w1", at=NOON + DAY) == []


def test_a_repeat_is_known_by_any_of_its_keys_and_by_those_it_brings_along(inbox: Inbox) -> None:
    assert inbox.take("T1", ["event:1", "ask:C1:1.1"], "event", {}, at=NOON) is not None
    assert inbox.take("T1", ["event:2", "ask:C1:1.1"], "event", {}, at=NOON) is None
    assert inbox.take("T1", ["event:2"], "event", {}, at=NOON) is None
    assert inbox.take("T2", ["event:1", "ask:C1:1.1"], "event", {}, at=NOON) is not None
    assert inbox.waiting() == 2


def test_the_oldest_are_claimed_first_and_once(inbox: Inbox) -> None:
    numbers = take(inbox, 3)
    assert [delivery.id for delivery in inbox.claim("w1", at=NOON, limit=2)] == numbers[:2]
    assert [delivery.id for delivery in inbox.claim("w2", at=NOON, limit=2)] == numbers[2:]
    assert inbox.claim("w3", at=NOON) == []


def test_what_failed_waits_for_its_time_and_may_be_given_up(inbox: Inbox) -> None:
    [number] = take(inbox)
    inbox.claim("w1", at=NOON)
    inbox.fail(number, "LedgerBusy ref 3f9a", at=NOON, again_at=NOON + MINUTE)
    assert inbox.claim("w1", at=NOON + MINUTE / 2) == []
    [again] = inbox.claim("w2", at=NOON + MINUTE)
    assert (again.tries, again.payload) == (2, {"n": 0})
    inbox.fail(number, "x" * 10_000, at=NOON, again_at=None)
    assert inbox.counts() == {InboxState.FAILED: 1}
    assert inbox.claim("w1", at=NOON + DAY) == []


def test_what_a_silent_worker_held_goes_to_another_one(inbox: Inbox) -> None:
    [number] = take(inbox)
    inbox.beat("w1", at=NOON)
    inbox.claim("w1", at=NOON)
    inbox.beat("w1", at=NOON + MINUTE)
    half = MINUTE / 2
    assert inbox.claim("w2", at=NOON + MINUTE + half, dead_after=half) == []
    late = NOON + MINUTE + half + dt.timedelta(microseconds=1)
    [taken] = inbox.claim("w2", at=late, dead_after=half)
    assert (taken.id, taken.tries) == (number, 2)


def test_what_was_claimed_without_an_answer_is_taken_anew_by_the_worker_itself(inbox: Inbox) -> None:
    held, unheard_of, others, waiting = take(inbox, 4)
    inbox.beat("w1", at=NOON)
    inbox.claim("w1", at=NOON, limit=2)  # the database died between the commit and the answer for the second one
    inbox.claim("w2", at=NOON, limit=1)
    taken = inbox.claim("w1", at=NOON, holding=[held])
    assert [(delivery.id, delivery.tries) for delivery in taken] == [(unheard_of, 1), (waiting, 1)]
    assert inbox.claim("w1", at=NOON, holding=[held, unheard_of, waiting]) == []
    [again] = inbox.claim("w2", at=NOON, holding=[])
    assert (again.id, again.payload) == (others, {"n": 2})


def test_a_worker_that_does_not_say_what_it_holds_keeps_it(inbox: Inbox) -> None:
    take(inbox)
    inbox.claim("w1", at=NOON)
    assert inbox.claim("w1", at=NOON) == []


def test_what_is_put_back_waits_for_its_time_and_was_not_tried(inbox: Inbox) -> None:
    [number] = take(inbox)
    for day in range(20):
        [delivery] = inbox.claim("w1", at=NOON + day * DAY)
        assert delivery.tries == 1
        inbox.put_back(number, "LedgerBusy", again_at=NOON + day * DAY + MINUTE)
        assert inbox.claim("w1", at=NOON + day * DAY) == []
    inbox.finish(number, at=NOON)
    inbox.put_back(number, "LedgerBusy", again_at=NOON)
    assert inbox.counts() == {InboxState.DONE: 1}


def test_of_two_workers_that_hold_one_delivery_one_keeps_what_it_made_of_it(store: Store) -> None:
    inbox, ledger = Inbox(store), Ledger(store)
    [number] = take(inbox)
    inbox.claim("stalled", at=NOON)
    inbox.claim("quick", at=NOON + MINUTE, dead_after=MINUTE / 2)
    for worker in ("quick", "stalled"):
        try:
            with store.writing():
                ledger.add([draft(summary=worker)], origin=DESK, by="", at=NOON)
                inbox.finish(number, at=NOON)
        except DoneElsewhere:
            assert worker == "stalled"
    [kept] = ledger.find(IncidentFilter(), audience=OPERATOR)
    assert kept.summary == "quick"
    inbox.fail(number, "too late", at=NOON, again_at=NOON)
    assert inbox.counts() == {InboxState.DONE: 1}


def test_a_worker_lives_as_long_as_it_is_heard_of(inbox: Inbox) -> None:
    inbox.beat("w1", at=NOON)
    assert inbox.alive("w1", since=NOON)
    assert not inbox.alive("w1", since=NOON + MINUTE)
    assert not inbox.alive("w2", since=NOON)
    inbox.beat("w1", at=NOON + MINUTE)
    assert inbox.alive("w1", since=NOON + MINUTE)


def test_the_longest_wait_is_told(inbox: Inbox) -> None:
    assert inbox.oldest() is None
    take(inbox)
    inbox.take("T1", ["later"], "event", {}, at=NOON + MINUTE)
    assert inbox.oldest() == NOON


def test_pruning_forgets_what_is_done_and_keeps_what_waits(inbox: Inbox) -> None:
    numbers = take(inbox, 3)
    inbox.claim("w1", at=NOON, limit=2)
    inbox.finish(numbers[0], at=NOON)
    inbox.fail(numbers[1], "no", at=NOON, again_at=None)
    inbox.beat("w1", at=NOON)
    inbox.prune(before=NOON)
    assert inbox.counts() == {InboxState.DONE: 1, InboxState.FAILED: 1, InboxState.WAITING: 1}
    inbox.prune(before=NOON + MINUTE)
    assert inbox.counts() == {InboxState.WAITING: 1}
    assert not inbox.alive("w1", since=NOON)
    assert inbox.take("T1", ["event:0"], "event", {}, at=NOON) is None
    inbox.prune(before=NOON + 6 * DAY)
    assert inbox.take("T1", ["event:0"], "event", {}, at=NOON) is None
    inbox.prune(before=NOON + 6 * DAY + MINUTE)
    assert inbox.take("T1", ["event:0"], "event", {}, at=NOON) is not None


def test_of_eight_threads_that_take_one_delivery_one_keeps_it(inbox: Inbox) -> None:
    start = Barrier(THREADS)

    def redelivered(n: int) -> int | None:
        start.wait()
        keys = ["ask:C1:1.1", f"event:{n}"]
        return inbox.take("T1", keys if n % 2 else keys[::-1], "event", {}, at=NOON)

    with ThreadPoolExecutor(THREADS) as pool:
        took = list(pool.map(redelivered, range(THREADS)))
    assert sum(number is not None for number in took) == inbox.waiting() == 1


def test_threads_that_claim_at_once_share_the_work_and_leave_nothing(inbox: Inbox) -> None:
    numbers = take(inbox, 24)
    start = Barrier(4)

    def work(worker: int) -> list[int]:
        start.wait()
        done = []
        while claimed := inbox.claim(f"w{worker}", at=NOON, limit=2):
            done += [delivery.id for delivery in claimed]
            for delivery in claimed:
                inbox.finish(delivery.id, at=NOON)
        return done

    with ThreadPoolExecutor(4) as pool:
        done = list(itertools.chain.from_iterable(pool.map(work, range(4))))
    assert sorted(done) == numbers
    assert inbox.counts() == {InboxState.DONE: 24}


def test_what_a_killed_process_held_is_worked_off_once_by_two_others(store: Store, store_url: str) -> None:
    inbox = Inbox(store)
    numbers = take(inbox, 12)
    doomed = started(CLAIM_AND_HANG, store_url, NOON.isoformat())
    assert doomed.stdout is not None
    held = doomed.stdout.readline().strip()
    assert held == ",".join(str(number) for number in numbers[:3])
    doomed.send_signal(signal.SIGKILL)
    doomed.communicate(timeout=30)

    later = (NOON + MINUTE).isoformat()
    workers = [started(WORK_OFF, store_url, later, name, "0") for name in ("one", "two")]
    told = [worker.communicate(timeout=60)[1] for worker in workers]
    assert told == ["", ""]
    records = Ledger(store).find(IncidentFilter(), audience=OPERATOR)
    assert sorted(int(record.summary) for record in records) == numbers
    assert inbox.counts() == {InboxState.DONE: 12}


def test_a_process_killed_in_the_midst_of_a_transaction_loses_nothing_and_doubles_nothing(
    store: Store, store_url: str
) -> None:
    inbox = Inbox(store)
    numbers = take(inbox, 8)
    doomed = started(WORK_OFF, store_url, NOON.isoformat(), "doomed", str(numbers[4]))
    assert doomed.stdout is not None
    assert doomed.stdout.readline().strip() == "hanging"
    doomed.send_signal(signal.SIGKILL)
    doomed.communicate(timeout=30)

    successor = started(WORK_OFF, store_url, (NOON + MINUTE).isoformat(), "successor", "0")
    assert successor.communicate(timeout=60)[1] == ""
    records = Ledger(store).find(IncidentFilter(), audience=OPERATOR)
    assert {int(record.summary): record.logged_by for record in records} == {
        number: "doomed" if number < numbers[4] else "successor" for number in numbers
    }
    assert len(records) == len(numbers)


def started(code: str, *arguments: str) -> "subprocess.Popen[str]":
    """Another process that runs some code of ours."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 (ours)


def test_an_in_memory_inbox_serves_several_threads() -> None:
    store = open_store("sqlite://")
    inbox = Inbox(store)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: inbox.take("T1", [str(n)], "event", {}, at=NOON), range(8)))
    assert inbox.waiting() == 8
    store.close()
