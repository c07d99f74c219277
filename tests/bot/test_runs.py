"""The steps of a digest, each done as often as it likes: what is due, what it covers, what happens meanwhile."""

import datetime as dt
from collections.abc import Iterator

import pytest

from bot.desk import Desk
from bot.jobs.runs import Order, Runs
from handlers.work import Rooms
from store.database import open_store
from store.filters import Audience
from store.ledger import Ledger
from store.outbox import OutboxState
from store.records import Origin
from store.subscriptions import Terms
from tests.bot.sending import CHANNEL, MORNING, TEAM, Watch, subscribe
from tests.digest.making import record

DAY = dt.timedelta(days=1)
HERE = Audience(team=TEAM, channel=CHANNEL)


class World:
    """A desk in memory, its rooms, a clock that stands, and the runs over them."""

    def __init__(self) -> None:
        store = open_store("sqlite://")
        self.now = Watch()
        self.desk, self.rooms = Desk(Ledger(store)), Rooms.over(store)
        self.runs = Runs(self.desk, self.rooms, now=self.now)

    def log(self, day: str, **more: object) -> str:
        """Log a record of a day, now."""
        made = record(day, **more)  # type: ignore[arg-type]
        return self.desk.ledger.add([made], origin=Origin(team=TEAM, channel=CHANNEL), by="", at=self.now.at)[0].ref

    def go(self) -> list[str]:
        """Do what is due from select to post; what each run came to."""
        return [self.one(order) for order in self.runs.due(self.now.at)]

    def one(self, order: Order) -> str:
        """One run without an engine."""
        chosen = self.runs.select(order)
        assert chosen
        made = self.runs.compose(order, chosen)
        assert made is not None
        return self.runs.post(order, chosen, made)

    def texts(self) -> list[str]:
        """What the digests that were handed over say, the first first."""
        return [run.text or "" for run in reversed(self.desk.ledger.digests())]

    def is_sent(self) -> None:
        """Slack took everything."""
        while waiting := self.rooms.outbox.claim("w", at=self.now.at):
            for one in waiting:
                self.rooms.outbox.sending(one.key, "w")
                self.rooms.outbox.sent(one.key, "1.0", at=self.now.at)


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.desk.ledger.store.close()


def test_a_digest_is_handed_over_once_however_often_its_steps_are_done(world: World) -> None:
    subscribe(world.rooms)
    (order,) = world.runs.due(MORNING)
    chosen = world.runs.select(order)
    assert chosen == world.runs.select(order)
    assert chosen
    made = world.runs.compose(order, chosen)
    assert made
    assert [world.runs.post(order, chosen, made) for _ in range(3)] == ["posted"] * 3
    assert world.rooms.outbox.pending() == 1
    assert world.runs.due(MORNING) == []
    assert world.runs.select(order) is None


def test_it_is_recorded_when_slack_has_taken_it(world: World) -> None:
    subscribe(world.rooms)
    assert world.go() == ["posted"]
    assert world.runs.settle(world.now.at) == []
    world.is_sent()
    assert world.runs.settle(world.now.at) == ["digest:S-1:2026-11-22"]
    (run,) = world.desk.ledger.digests(subscription=1)
    assert (run.message_ts, run.posted_at) == ("1.0", MORNING)


def test_three_days_of_downtime_make_one_digest_that_says_what_it_covers(world: World) -> None:
    subscribe(world.rooms)
    world.go()
    world.log("2026-11-23")
    world.log("2026-11-25")
    world.now.at = MORNING + 4 * DAY
    assert world.go() == ["posted"]
    assert "Sun 22 – Wed 25 Nov 2026" in world.texts()[-1]
    assert world.texts()[-1].count("INT-100") >= 2
    assert world.go() == []


def test_what_was_logged_after_a_digest_of_its_day_is_told_as_late_in_the_next_and_only_there(world: World) -> None:
    subscribe(world.rooms)
    world.go()
    late = world.log("2026-11-20")
    for day, told in ((1, 1), (2, 0)):
        world.now.at = MORNING + day * DAY
        world.go()
        assert world.texts()[-1].count(f"- {late}: ") == told


def test_what_was_published_and_then_changed_is_corrected_in_the_next(world: World) -> None:
    subscribe(world.rooms)
    ledger = world.desk.ledger
    fixed, gone, kept = (world.log("2026-11-21") for _ in range(3))
    world.go()
    world.now.at = MORNING + dt.timedelta(hours=1)
    ledger.correct(fixed, record("2026-11-21", areas=("Bering Sea",)), by="U1", at=world.now.at, audience=HERE)
    ledger.retract(gone, at=world.now.at, reason="it was an airliner", by="U1", audience=HERE)
    world.now.at = MORNING + DAY
    world.go()
    told = world.texts()[-1]
    assert "Corrected or withdrawn since it was published" in told
    assert f"Corrected since it was published (place); it now says: {'21 Nov 2026'}" in told
    assert f"[{fixed}]" in told
    assert "Withdrawn since it was published (it was an airliner). It said: 21 Nov 2026" in told
    assert kept not in told
    world.now.at = MORNING + 2 * DAY
    world.go()
    assert fixed not in world.texts()[-1]


def test_what_was_never_published_here_is_not_called_corrected(world: World) -> None:
    subscribe(world.rooms, Terms(zone="UTC", filter={"areas": ("Taiwan",)}, words="near Taiwan"))  # type: ignore[arg-type]
    other = world.log("2026-11-21")
    world.go()
    world.now.at = MORNING + dt.timedelta(hours=1)
    world.desk.ledger.retract(other, by="U1", at=world.now.at, reason="", audience=HERE)
    world.now.at = MORNING + DAY
    world.go()
    assert other not in "".join(world.texts())


def test_a_filtered_digest_speaks_of_what_it_is_about(world: World) -> None:
    subscribe(world.rooms, Terms(zone="UTC", filter={"areas": ("Taiwan",)}, words="near Taiwan"))  # type: ignore[arg-type]
    world.log("2026-11-01")
    world.go()
    assert "No record of incidents near Taiwan" in world.texts()[-1]
    assert "none of these before it" in world.texts()[-1]


def test_nothing_is_posted_on_a_quiet_day_where_that_is_wanted_and_the_history_says_so(world: World) -> None:
    subscribe(world.rooms, Terms(zone="UTC", quiet="nothing"))
    assert world.go() == ["quiet"]
    assert world.rooms.outbox.pending() == 0
    (run,) = world.desk.ledger.digests(subscription=1)
    assert run.posted_at
    assert run.message_ts is None
    assert world.go() == []


def test_a_subscription_that_is_changed_under_way_is_composed_anew(world: World) -> None:
    one = subscribe(world.rooms)
    (order,) = world.runs.due(MORNING)
    chosen = world.runs.select(order)
    assert chosen
    made = world.runs.compose(order, chosen)
    assert made
    terms = one.terms.model_copy(update={"length": "headline"})
    world.rooms.subscriptions.change(one.id, terms, version=1, at=MORNING, team=TEAM)
    assert world.runs.post(order, chosen, made) == "changed"
    assert world.runs.compose(order, chosen) is None
    assert world.one(order) == "posted"


@pytest.mark.parametrize("verb", ["delete", "pause"])
def test_a_subscription_that_ends_under_way_posts_nothing(world: World, verb: str) -> None:
    one = subscribe(world.rooms)
    (order,) = world.runs.due(MORNING)
    chosen = world.runs.select(order)
    assert chosen
    made = world.runs.compose(order, chosen)
    assert made
    getattr(world.rooms.subscriptions, verb)(one.id, at=MORNING, team=TEAM)
    assert world.runs.post(order, chosen, made) == "ended"
    assert world.rooms.outbox.pending() == 0
    assert world.runs.select(order) is None


def test_a_parked_channel_tells_its_owner_once(world: World) -> None:
    subscribe(world.rooms)
    world.go()
    world.rooms.outbox.park(TEAM, CHANNEL, "is_archived", at=MORNING)
    for _ in range(3):
        world.runs.settle(MORNING)
    (told,) = world.rooms.outbox.claim("w", at=MORNING)
    assert told.channel == "U0ANN"
    assert "is_archived" in told.arguments["text"]


def test_a_digest_that_failed_is_posted_anew_when_asked(world: World) -> None:
    subscribe(world.rooms)
    world.go()
    (first,) = world.rooms.outbox.claim("w", at=MORNING)
    world.rooms.outbox.give_up(first.key, "msg_blocked", at=MORNING)
    world.runs.settle(MORNING)
    assert world.runs.due(MORNING) == []
    assert world.runs.retry(first.key, now=MORNING)
    assert world.go() == ["posted"]
    world.is_sent()
    assert "digest:S-1:2026-11-22" in world.runs.settle(MORNING)
    assert world.rooms.outbox.state("digest:S-1:2026-11-22#2") == OutboxState.SENT
    assert not world.runs.retry(first.key, now=MORNING)


def test_a_zone_that_is_not_known_here_keeps_no_other_digest_back(world: World) -> None:
    subscribe(world.rooms, Terms(zone="Nowhere/Gone"))
    subscribe(world.rooms)
    assert [order.subscription for order in world.runs.due(MORNING)] == ["S-2"]


def test_details_stand_in_the_thread_of_the_digest(world: World) -> None:
    subscribe(world.rooms)
    for _ in range(30):
        world.log("2026-11-21")
    world.go()
    first, *rest = world.rooms.outbox.claim("w", at=MORNING, limit=50)
    assert rest == []
    world.rooms.outbox.sending(first.key, "w")
    world.rooms.outbox.sent(first.key, "7.0", at=MORNING)
    assert len(first.arguments["blocks"]) <= 6
    assert "18 more records" in first.arguments["text"]
    (second,) = world.rooms.outbox.claim("w", at=MORNING)
    assert second.after_ts == "7.0"
    assert all(f"INT-{1000 + n}" in "".join(world.texts()) for n in range(1, 31))
