"""What is logged in private is found nowhere else: every surface says to the letter what it says without it."""

import datetime as dt
import itertools
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.app import open_desk
from bot.desk import Desk
from store.channels import ChannelFacts, ChannelSettings
from store.filters import Audience, IncidentFilter
from store.records import IncidentDraft, Origin, Source, Status
from store.subscriptions import SubscriptionKind, Terms
from tests.handlers.handed import TEAM, USER, Seat
from tests.handlers.surfaces import NOON, Tour
from tests.store.making import draft

MARKER, OTHER_TEAM = "Zanzibar", "T0OTHER"
OPEN, CLOSED = ChannelFacts(private=False, checked_at=NOON), ChannelFacts(private=True, checked_at=NOON)
CONNECT = ChannelFacts(private=False, connect=True, checked_at=NOON)
SEATS = (
    Seat("C0DESK", OPEN),
    Seat("D0ROSA", CLOSED),
    Seat("G0ELSEWHERE", CLOSED),
    Seat("C0CONNECT", CONNECT),
    Seat("C0DESK", OPEN, team=OTHER_TEAM),
)
"""An open, a direct (and the home tab), a private and a shared channel, and another workspace with the same ids."""
HIDING = ("incident", "draft", "draft_item", "subscription")
REPORT = "Two Russian Tu-95 bombers flew into the Alaska ADIZ on 3 May 2025, NORAD said."
EDITED = REPORT.replace("Two", "Three")
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 3, 4))
PLACES = st.sampled_from([["Bering Sea", "Alaska"], ["Alaska"], [MARKER], ["Japan"]])
ACTORS = st.sampled_from([["RU"], ["CN"]])
ONCE = settings(
    max_examples=1, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None
)
"""A walk is long, and one that fails is not walked again to make it smaller."""
REF = re.compile(r"INT-\d+")
KEPT = itertools.count()


def hidden_from(seat: Seat) -> list[Origin]:
    """Where records come from that a seat may not see: other closed channels, and all of the other workspace."""
    other = OTHER_TEAM if seat.team == TEAM else TEAM
    found = [Origin(team=seat.team, channel=name, private=True) for name in ("G0SECRET", "D0OTTO", "C0SHARED")]
    found += [Origin(team=other, channel=name, private=False) for name in (seat.channel, "C0OPEN")]
    found += [Origin(team=other, channel=seat.channel, private=True)]
    if seat.facts.connect:
        found += [Origin(team=seat.team, channel="C0OPEN", private=False), Origin()]
    return [one.model_copy(update={"user": "U0SPY"}) for one in found]


@st.composite
def secrets(draws: st.DrawFn, seat: Seat) -> list[tuple[Origin, IncidentDraft]]:
    """Records with the marker in their words, one of each origin; the first is of the day of the report."""
    made = []
    for number, origin in enumerate(hidden_from(seat)):
        day = draws(DAYS) if number else dt.date(2025, 5, 3)
        source = Source(url=f"https://{MARKER}.example/{day}", outlet=MARKER, text=f"{MARKER} report of {day}")
        fields = {"areas": draws(PLACES), "actors": draws(ACTORS), "reported_by": [MARKER], "sources": [source]}
        made.append((origin, draft(day.isoformat(), summary=MARKER, **fields)))
    return made


def world(folder: Path, hidden: list[tuple[Origin, IncidentDraft]], seat: Seat, *, kept: bool) -> Tour:
    """A desk with what is hidden, or with the gaps that it leaves in the numbers, and some records for all."""
    desk = open_desk(f"sqlite:///{folder / f'ledger-{next(KEPT)}.db'}")
    part = (SEATS.index(seat) if seat in SEATS else 0, len(SEATS))
    tour = Tour(desk, seat, refs=[], drafts=[], elsewhere="", report=REPORT, edited=EDITED, own=draft("2026-01-05"),
                marker=MARKER, part=part)  # fmt: skip
    with desk.ledger.store.writing() as session:
        _hide(tour, hidden)
        if not kept:
            for table in reversed(HIDING):
                session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - our own names
        _furnish(tour)
    return tour


def _hide(tour: Tour, hidden: list[tuple[Origin, IncidentDraft]]) -> None:
    """Put records, drafts and a digest where the seat may not see them."""
    rooms, (first, _) = tour.rooms, hidden[0]
    tour.refs = [_added(tour.desk, record, origin) for origin, record in hidden]
    tour.drafts = [
        rooms.drafts.open_draft([record], origin=origin, text=MARKER, by=USER, at=NOON).id for origin, record in hidden
    ]
    terms = Terms(words=MARKER, filter=IncidentFilter(areas=(MARKER,)))
    whose = {"team": first.team, "channel": first.channel, "owner": "U0SPY"}
    tour.elsewhere = rooms.subscriptions.add(SubscriptionKind.DIGEST, terms, **whose, at=NOON).id
    for origin, _ in hidden:
        here = (origin.team, origin.channel)
        if here != (tour.seat.team, tour.seat.channel):
            rooms.channels.change(*here, ChannelSettings(may_edit="members"), by="U0SPY", at=NOON)


def _furnish(tour: Tour) -> None:
    """What the seat has itself: records, a draft, digests of every sort, a watch and a surge alert, its settings."""
    seat, rooms = tour.seat, tour.rooms
    public = Origin(team=seat.team, channel="C0OTHER" if not seat.facts.connect else seat.channel, private=False)
    here = Origin(team=seat.team, channel=seat.channel, private=seat.facts.private, user=USER)
    for day, origin in (("2026-02-01", public), ("2025-06-01", public), ("2026-01-05", here), ("2024-07-07", public)):
        _added(tour.desk, draft(day), origin)
    rooms.drafts.open_draft([draft("2026-02-02")], origin=here, text="a report", by=USER, at=NOON)
    wanted = ChannelSettings(reads_reports=True, emoji="airplane")
    rooms.channels.change(seat.team, seat.channel, wanted, by=USER, at=NOON)
    rooms.channels.learn(seat.team, seat.channel, seat.facts, at=NOON)
    own = {"team": seat.team, "channel": seat.channel, "owner": USER}
    long_ago = NOON - dt.timedelta(days=90)
    for days in ("daily", "weekdays", "weekly", "monthly"):
        terms = Terms(days=days, length="full" if days == "weekly" else "standard")
        one = rooms.subscriptions.add(SubscriptionKind.DIGEST, terms, **own, at=long_ago)
        key, first, last = f"digest:{one.id}:2026-02-01", dt.date(2026, 1, 1), dt.date(2026, 1, 31)
        tour.desk.ledger.begin_digest(
            key,
            channel=seat.channel,
            first=first,
            last=last,
            zone="UTC",
            at=NOON,
            team=seat.team,
            subscription=one.number,
        )
        tour.desk.ledger.record_digest(key, message_ts="1.2", text=f"- {tour.refs[0]}: told once", at=NOON)
    rooms.subscriptions.add(SubscriptionKind.WATCH, Terms(cap=2), **own, at=long_ago)
    for surge, times in (((2, 90), False), ((2, 30), True)):
        rooms.subscriptions.add(SubscriptionKind.SURGE, Terms(surge=surge, times=times), **own, at=long_ago)


def _added(desk: Desk, record: IncidentDraft, origin: Origin) -> str:
    return desk.ledger.add([record], origin=origin, by=origin.user, at=NOON)[0].ref


@pytest.mark.parametrize("seat", SEATS, ids=lambda seat: seat.name)
def test_no_surface_tells_of_what_was_logged_elsewhere_in_private(seat: Seat, caplog: pytest.LogCaptureFixture) -> None:
    """Five walks twice over take some 70 s of one core, a fifth of what all tests may take."""
    for logger in ("bot", "handlers", "store"):
        caplog.set_level("DEBUG", logger)

    @ONCE
    @given(secrets(seat))
    def holds(hidden: list[tuple[Origin, IncidentDraft]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            tours = [world(Path(folder), hidden, seat, kept=kept) for kept in (True, False)]
            there, without = (tour.said() for tour in tours)
        leaks = [surface for surface, words in there.items() if words != without.get(surface)]
        assert not leaks, f"{len(leaks)} of {len(there)} surfaces tell of it, first {leaks[0]}"
        assert len(there) == len(without)
        assert tours[0].never() == set()

    holds()
    assert MARKER not in caplog.text


def test_what_is_done_in_private_is_told_nowhere_else_until_it_is_shared() -> None:
    seat, terms = Seat("G0SECRET", CLOSED), (Terms(cap=1), Terms(surge=(1, 90)))
    watching = [(TEAM, "C0DESK"), (TEAM, "D0OTTO"), (TEAM, "C0CONNECT"), (OTHER_TEAM, "C0DESK")]
    watching += [(OTHER_TEAM, "G0SECRET")]
    with tempfile.TemporaryDirectory() as folder:
        tour = world(Path(folder), [(Origin(team=TEAM, channel="G0ELSE", private=True), draft())], seat, kept=True)
        for (team, channel), asked in itertools.product(watching, terms):
            kind = SubscriptionKind.SURGE if asked.surge else SubscriptionKind.WATCH
            tour.rooms.subscriptions.add(kind, asked, team=team, channel=channel, owner=USER, at=NOON)
        tour.rooms.channels.learn(TEAM, "C0CONNECT", CONNECT, at=NOON)
        tour.said()
        elsewhere = [one for one in tour.out if (one.team, one.channel) != (seat.team, seat.channel)]
        for one in elsewhere:
            named = set(REF.findall(one.model_dump_json()))
            wanted = IncidentFilter(refs=tuple(named), statuses=tuple(Status))
            seen = tour.desk.ledger.find(wanted, audience=Audience(team=one.team, channel=one.channel))
            assert named == {record.ref for record in seen}, one
    assert {(one.team, one.channel) for one in elsewhere} == {(TEAM, "C0DESK"), (TEAM, "D0OTTO")}
