"""A surge against the usual: counted over the days of the subscription, against the windows before them."""

import datetime as dt

from bot.desk import Desk
from handlers.alerting import set_off
from handlers.touching import Touch
from handlers.work import Rooms
from store.database import open_store
from store.ledger import Ledger
from store.outbox import Outgoing
from store.records import Origin
from store.subscriptions import SubscriptionKind, Terms
from tests.digest.making import record

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TODAY = NOON.date()
DAY = dt.timedelta(days=1)


def told(before: list[int], now: list[int]) -> list[Outgoing]:
    """What a watch for twice the usual in 7 days says of records so many days before today, the new ones touched."""
    store = open_store("sqlite://")
    desk, rooms = Desk(Ledger(store)), Rooms.over(store)
    old = [record(TODAY - days * DAY) for days in before]
    new = [record(TODAY - days * DAY) for days in now]
    desk.ledger.add(old, origin=Origin(team="T1"), by="", at=NOON)
    touched = [one.ref for one in desk.ledger.add(new, origin=Origin(team="T1"), by="", at=NOON)]
    terms = Terms(zone="UTC", surge=(2, 7), times=True)
    rooms.subscriptions.add(SubscriptionKind.SURGE, terms, team="T1", channel="C1", owner="U1", at=NOON)
    sent = set_off(Touch(desk, rooms, tuple(touched), NOON, "1"), team="T1")
    store.close()
    return sent


WEEKLY = [7 * week + 1 for week in range(1, 13)]  # one record in each of the twelve weeks before
LONG_AGO = [400]


def test_twice_the_usual_is_told_with_both_figures() -> None:
    (alert,) = told([*LONG_AGO, *WEEKLY], [0, 1])
    assert alert.channel == "C1"
    assert (
        "2 incidents in 7 days (16–22 Nov 2026): 2.0 times the usual (1.0 in 7 days on average"
        in alert.arguments["text"]
    )


def test_the_usual_is_not_told() -> None:
    assert told([*LONG_AGO, *WEEKLY], [0]) == []


def test_without_a_past_nobody_can_tell_what_is_usual() -> None:
    assert told([10, 20, 30], [0, 1, 2, 3]) == []


def test_what_is_logged_late_and_lies_before_these_days_sets_off_nothing() -> None:
    assert told([*LONG_AGO, *WEEKLY], [30, 31, 32]) == []
