"""Alerts: one message for an incident, edited as its record changes; the daily cap; surges; what stays quiet."""

import datetime as dt
from collections.abc import Callable, Iterator
from html import unescape
from itertools import count

import pytest

from bot.desk import Desk
from bot.subscribing import read_watch
from handlers.alerting import set_off
from handlers.touching import Touch
from handlers.work import Rooms
from store.channels import ChannelFacts
from store.database import open_store
from store.filters import OPERATOR
from store.ledger import Ledger
from store.records import Incident, Kind, Origin, Verification
from store.subscriptions import Subscription
from tests.digest.making import record

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TODAY = NOON.date()
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
TEAM, WATCH, DESK = "T1", "C0WATCH", Origin(team="T1", channel="C0DESK")


class Room:
    """A channel that watches, and what its messages say now: what is done to records is sent at once."""

    def __init__(self) -> None:
        store = open_store("sqlite://")
        self.desk, self.rooms, self.now = Desk(Ledger(store)), Rooms.over(store), NOON
        self.shown: dict[str, str] = {}
        self._numbers = count(1)

    def watch(self, words: str, *, channel: str = WATCH, team: str = TEAM) -> Subscription:
        """Subscribe a channel."""
        kind, terms = read_watch(words, zone="UTC", today=TODAY)
        return self.rooms.subscriptions.add(kind, terms, team=team, channel=channel, owner="U1", at=self.now)

    def log(self, *records: Incident, origin: Origin = DESK) -> list[Incident]:
        """Log some records together."""
        return self._done(lambda: self.desk.ledger.add(list(records), origin=origin, by="U2", at=self.now))

    def do(self, deed: str, *words: object, reason: str = "") -> None:
        """Do to a record what the ledger can, such as `retract`."""
        more = {"reason": reason} if reason else {}
        act = getattr(self.desk.ledger, deed)
        self._done(lambda: [act(*words, by="U2", at=self.now, audience=OPERATOR, **more)])

    def correct(self, before: Incident, **values: object) -> None:
        """Give a record other values."""
        self.do("correct", before.ref, self.desk.show(before.ref, audience=OPERATOR).model_copy(update=values))

    def messages(self, *, begins: str = "") -> list[str]:
        """What the messages say, the oldest first."""
        return [text for text in self.shown.values() if text.startswith(begins)]

    def _done(self, act: Callable[[], list[Incident]]) -> list[Incident]:
        self.now += MINUTE
        with self.desk.ledger.store.writing():
            records = act()
            refs = tuple(one.ref for one in records)
            touch = Touch(self.desk, self.rooms, refs, self.now, str(next(self._numbers)))
            self.rooms.outbox.put(set_off(touch, team=TEAM), at=self.now)
        self._send()
        return records

    def _send(self) -> None:
        while sent := self.rooms.outbox.claim("sender", at=self.now, limit=10):
            for one in sent:
                ts = one.arguments.get("ts") or one.after_ts or f"{next(self._numbers)}.0"
                self.shown[ts] = unescape(one.arguments["text"])
                self.rooms.outbox.sending(one.key, "sender")
                self.rooms.outbox.sent(one.key, ts if one.method == "post" else None, at=self.now)


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    yield made
    made.desk.ledger.store.close()


def test_what_becomes_of_a_record_is_told_in_its_one_message(room: Room) -> None:
    room.watch("Tu-95 near Alaska")
    (one,) = room.log(record(TODAY))
    assert room.messages() == room.messages(begins=f"New: {one.name}: 22 Nov 2026 — Russian 2× Tu-95; Alaska")
    steps: tuple[tuple[Callable[[], None], str], ...] = (
        (lambda: room.correct(one, areas=["Alaska", "Bering Sea"]), "Corrected: "),
        (lambda: room.do("dispute", one.ref, reason="NORAD denies it"), "Disputed: "),
        (lambda: room.do("retract", one.ref, reason="wrong day"), "Withdrawn: "),
        (lambda: room.do("restore", one.ref), "Disputed: "),
        (lambda: room.do("confirm", one.ref, Verification.OFFICIAL), "Corrected: "),
        (lambda: room.correct(one, areas=["Japan"]), "No longer among what is watched for: "),
        (lambda: room.correct(one, areas=["Alaska"]), "Corrected: "),
    )
    for act, says in steps:
        act()
        assert room.messages() == room.messages(begins=says), says


def test_the_reason_is_told_with_what_was_taken_back(room: Room) -> None:
    room.watch("Tu-95 near Alaska")
    (one,) = room.log(record(TODAY))
    room.do("retract", one.ref, reason="wrong day <!channel>")
    (told,) = room.messages()
    assert "\nReason: wrong day <!channel>\nWatch S-1: incidents with Tu-95 near Alaska." in told


def test_a_merged_record_says_of_which_one_it_is_a_part(room: Room) -> None:
    room.watch("Tu-95 near Alaska")
    keep, gone = room.log(record(TODAY), record(TODAY, kind=Kind.ZONE_ENTRY))
    room.do("merge", keep.ref, gone.ref)
    room.do("note", gone.ref, "the same flight")
    assert len(room.messages()) == 2
    assert len(room.messages(begins=f"Now a part of {keep.ref}: {gone.name}")) == 1


def test_a_record_that_is_corrected_into_the_filter_is_told_and_one_that_was_in_it_before_is_not(room: Room) -> None:
    (elsewhere, here) = room.log(record(TODAY, areas=["Japan"]), record(TODAY))
    room.watch("near Alaska")
    room.do("confirm", here.ref, Verification.OFFICIAL)
    room.correct(here, duration_minutes=20)
    assert room.messages() == []
    room.correct(elsewhere, areas=["Alaska"])
    assert room.messages() == room.messages(begins=f"New here after a correction: {elsewhere.name}")
    assert len(room.messages()) == 1


def test_an_event_of_earlier_is_told_as_a_late_arrival(room: Room) -> None:
    room.watch("near Alaska")
    old, vague = room.log(record("2019-05-20"), record(None))
    assert len(room.messages(begins=f"Late arrival: {old.name}: 20 May 2019")) == 1
    assert len(room.messages(begins=f"New, without a day: {vague.name}")) == 1
    room.do("confirm", old.ref, Verification.OFFICIAL)
    assert len(room.messages(begins=f"Late arrival: {old.name}: 20 May 2019")) == 1


def test_what_is_beyond_the_cap_stands_in_one_message_a_day_and_stays_true(room: Room) -> None:
    room.watch("near Alaska at most 2 a day")
    records = room.log(*(record(TODAY - days * DAY) for days in range(5)))
    assert len(room.messages(begins="New: ")) == 2
    assert len(room.messages(begins="3 more incidents on 22 Nov 2026, beyond the 2 alerts a day of watch S-1")) == 1
    room.do("retract", records[4].ref)
    (rest,) = room.messages(begins="2 more incidents on 22 Nov 2026")
    assert f"{records[4].name} (retracted)" in rest
    room.now += DAY
    room.correct(records[3], duration_minutes=30)
    assert len(room.messages()) == 3
    room.log(record(TODAY + DAY))
    assert len(room.messages(begins="New: ")) == 3


def test_what_was_logged_before_the_watch_is_not_counted_as_held_back(room: Room) -> None:
    room.log(*(record(TODAY - days * DAY) for days in range(4)))
    room.watch("near Alaska at most 1 a day")
    room.log(record(TODAY), record(TODAY))
    assert len(room.messages(begins="1 more incident on 22 Nov 2026")) == 1


def test_a_surge_is_told_once_and_says_so_when_its_records_are_taken_back(room: Room) -> None:
    room.watch("3 or more in 7 days near Alaska")
    records = room.log(record(TODAY), record(TODAY - DAY))
    assert room.messages() == []
    records += room.log(record(TODAY - 2 * DAY), record(TODAY - 30 * DAY))
    (told,) = room.messages()
    assert told.startswith("3 incidents near Alaska in 7 days (16–22 Nov 2026): alert at 3\n")
    room.log(record(TODAY - 3 * DAY))
    assert room.messages() == room.messages(begins="4 incidents near Alaska")
    for one in records[:2]:
        room.do("retract", one.ref)
    assert room.messages() == room.messages(
        begins="No longer a surge: 2 incidents near Alaska in 7 days (16–22 Nov 2026) left on record"
    )
    room.log(record(TODAY))
    assert room.messages() == room.messages(begins="3 incidents near Alaska")


def test_the_next_surge_is_another_message_and_the_old_one_stays_true(room: Room) -> None:
    room.watch("2 or more in 7 days near Alaska")
    first = room.log(record(TODAY), record(TODAY))
    room.now += 20 * DAY
    room.log(record(TODAY + 20 * DAY), record(TODAY + 20 * DAY))
    assert len(room.messages(begins="2 incidents near Alaska in 7 days (16–22 Nov 2026)")) == 1
    assert len(room.messages(begins="2 incidents near Alaska in 7 days (6–12 Dec 2026)")) == 1
    assert first


def test_a_record_of_a_private_channel_alerts_nobody_until_it_is_shared(room: Room) -> None:
    room.watch("near Alaska")
    room.watch("2 or more in 7 days near Alaska")
    secret = Origin(team=TEAM, channel="G0SECRET", private=True)
    one, _ = room.log(record(TODAY), record(TODAY), origin=secret)
    assert room.messages() == []
    room.do("share", one.ref)
    assert room.messages() == room.messages(begins=f"New: {one.name}")
    room.do("unshare", one.ref)
    assert room.messages() == ["This record is no longer open to this channel."]


def test_a_channel_shared_with_others_is_told_only_of_its_own(room: Room) -> None:
    facts = ChannelFacts(private=False, connect=True)
    room.rooms.channels.learn(TEAM, WATCH, facts, at=NOON)
    room.watch("near Alaska")
    room.log(record(TODAY))
    room.log(record(TODAY), origin=Origin())
    assert room.messages() == []


def test_a_record_of_the_desk_itself_alerts_every_workspace_and_one_of_a_workspace_only_that(room: Room) -> None:
    room.watch("near Alaska")
    room.watch("near Alaska", team="T2", channel="C0THERE")
    room.log(record(TODAY))
    assert len(room.messages()) == 1
    room.log(record(TODAY), origin=Origin())
    assert len(room.messages()) == 3


def test_a_paused_watch_says_nothing(room: Room) -> None:
    one = room.watch("near Alaska")
    room.rooms.subscriptions.pause(one.id, at=NOON, team=TEAM)
    room.log(record(TODAY))
    assert room.messages() == []
