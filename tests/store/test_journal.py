"""The bot remembers conversations, takes in a delivery once, and begins a digest once."""

import datetime as dt

import pytest

from store.errors import StoreError
from store.ledger import DigestRun, Ledger
from tests.store.making import NOON

LATER = NOON + dt.timedelta(minutes=1)
DAY = dt.date(2026, 3, 3)


def begin(ledger: Ledger, key: str, at: dt.datetime = NOON) -> bool:
    """Begin the digest of one day in channel C1."""
    return ledger.begin_digest(key, channel="C1", first=DAY, last=DAY, zone="America/Anchorage", at=at)


def test_a_conversation_is_remembered_until_it_is_too_old(ledger: Ledger) -> None:
    ledger.remember("C1/1.2", '{"op":"newest"}', at=NOON)
    ledger.remember("C1/1.2", '{"op":"count"}', at=LATER)
    assert ledger.recall("C1/1.2", since=LATER) == '{"op":"count"}'
    assert ledger.recall("C1/1.2", since=LATER + dt.timedelta(microseconds=1)) is None
    assert ledger.recall("C1/9.9", since=NOON) is None


def test_a_delivery_is_taken_in_once(ledger: Ledger) -> None:
    assert ledger.receive("T1", "Ev1", at=NOON) is True
    assert ledger.receive("T1", "Ev1", at=LATER) is False
    assert ledger.receive("T2", "Ev1", at=LATER) is True


def test_a_digest_is_begun_once_and_posted_once(ledger: Ledger) -> None:
    assert begin(ledger, "C1/2026-03-03") is True
    assert begin(ledger, "C1/2026-03-03", at=LATER) is False
    assert ledger.digest_run("C1/2026-03-03") == DigestRun(
        key="C1/2026-03-03", channel="C1", first=DAY, last=DAY, zone="America/Anchorage", begun_at=NOON
    )
    ledger.record_digest("C1/2026-03-03", message_ts="1.5", text="Daily digest", at=LATER)
    ledger.record_digest("C1/2026-03-03", message_ts="9.9", text="again", at=LATER)
    run = ledger.digest_run("C1/2026-03-03")
    assert run is not None
    assert (run.posted_at, run.message_ts, run.text) == (LATER, "1.5", "Daily digest")


def test_digests_are_listed_from_the_latest(ledger: Ledger) -> None:
    begin(ledger, "a", at=NOON)
    begin(ledger, "b", at=LATER)
    assert [run.key for run in ledger.digests()] == ["b", "a"]
    assert [run.key for run in ledger.digests(limit=1)] == ["b"]
    assert ledger.digest_run("c") is None


def test_a_digest_that_was_never_begun_cannot_have_been_posted(ledger: Ledger) -> None:
    with pytest.raises(StoreError, match="never begun"):
        ledger.record_digest("x", message_ts="1.5", text="", at=NOON)
