"""What is logged in private is found nowhere else: every surface says to the letter what it says without it."""

import datetime as dt
import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.app import open_desk
from bot.desk import Desk
from handlers import THINKERS, WAYS
from store.channels import ChannelFacts
from store.drafts import Drafts
from store.records import IncidentDraft, Origin, Source
from tests.handlers.surfaces import NOON, TEAM, UNHEARD, USER, Seat, Tour
from tests.store.making import draft

MARKER = "Zanzibar"
OPEN, CLOSED = ChannelFacts(private=False, checked_at=NOON), ChannelFacts(private=True, checked_at=NOON)
CONNECT = ChannelFacts(private=False, connect=True, checked_at=NOON)
SECRETS = (
    Origin(team=TEAM, channel="G0SECRET", private=True, user="U0SPY"),
    Origin(team=TEAM, channel="D0OTTO", private=True, user="U0SPY"),
    Origin(team=TEAM, channel="C0SHARED", private=True, user="U0SPY"),
    Origin(team="T0OTHER", channel="C0DESK", private=False, user=USER),
    Origin(team="T0OTHER", channel="C0DESK", private=True, user=USER),
)
"""A private channel, somebody's direct messages, a channel shared with others, and another workspace's same channel."""
SEATS = (
    Seat("C0DESK", OPEN),
    Seat("D0ROSA", CLOSED),
    Seat("G0ELSEWHERE", CLOSED),
    Seat("C0CONNECT", CONNECT),
)
TABLES = ("incident", "draft", "draft_item")
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 3, 4))
PLACES = st.sampled_from([["Bering Sea", "Alaska"], ["Alaska"], [MARKER], ["Japan"]])
ACTORS = st.sampled_from([["RU"], ["CN"]])
KEPT = itertools.count()


@st.composite
def secrets(draws: st.DrawFn) -> list[tuple[Origin, IncidentDraft]]:
    """Records with the marker in their words, one or more of each origin."""
    made = []
    for origin in SECRETS:
        for _ in range(draws(st.integers(1, 2))):
            day, areas, actors = draws(DAYS), draws(PLACES), draws(ACTORS)
            source = Source(url=f"https://{MARKER}.example/{day}", outlet=MARKER, text=f"{MARKER} report of {day}")
            fields = {"areas": areas, "actors": actors, "reported_by": [MARKER], "sources": [source]}
            made.append((origin, draft(day.isoformat(), summary=MARKER, **fields)))
    return made


def world(folder: Path, hidden: list[tuple[Origin, IncidentDraft]], seat: Seat, *, kept: bool) -> Tour:
    """A desk with what is hidden, or with the gaps that it leaves in the numbers, and some records for all."""
    desk = open_desk(f"sqlite:///{folder / f'ledger-{next(KEPT)}.db'}")
    rooms = Drafts(desk.ledger.store)
    refs = [_added(desk, record, origin) for origin, record in hidden]
    cards = [rooms.open_draft([record], origin=o, text=MARKER, by=USER, at=NOON) for o, record in hidden[:3]]
    if not kept:
        with desk.ledger.store.writing() as session:
            for table in ("draft_item", "draft", "incident"):
                session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - our own names
    public = Origin(team=seat.team, channel="C0OPEN", private=False, user=USER)
    here = Origin(team=seat.team, channel=seat.channel, private=seat.facts.private, user=USER)
    for day, origin in (("2026-02-01", public), ("2025-06-01", public), ("2026-01-05", here), ("2024-07-07", public)):
        refs.append(_added(desk, draft(day), origin))
    rooms.open_draft([draft("2026-02-02")], origin=here, text="a report", by=USER, at=NOON)
    drafts = [*(card.id for card in cards), f"D-{len(cards) + 1}"]
    return Tour(desk, seat, refs=[refs[0], refs[-1]], drafts=drafts, words=f"2x Tu-95, {MARKER}, 3 May 2025")


def _added(desk: Desk, record: IncidentDraft, origin: Origin) -> str:
    return desk.ledger.add([record], origin=origin, by=origin.user, at=NOON)[0].ref


@pytest.mark.parametrize("seat", SEATS, ids=lambda seat: seat.channel)
def test_no_surface_tells_of_what_was_logged_elsewhere_in_private(seat: Seat) -> None:
    @settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))
    @given(secrets())
    def holds(hidden: list[tuple[Origin, IncidentDraft]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            there, without = (world(Path(folder), hidden, seat, kept=kept).said() for kept in (True, False))
        for surface, words in there.items():
            assert words == without[surface], surface

    holds()


def test_the_walk_takes_every_command_and_every_kind_of_delivery() -> None:
    with tempfile.TemporaryDirectory() as folder:
        tour = world(Path(folder), [(SECRETS[0], draft())], SEATS[0], kept=True)
        taken = list(tour._deliveries())
        home = world(Path(folder), [(SECRETS[0], draft())], SEATS[1], kept=True)
        taken += list(home._deliveries())
    assert {payload["text"].split()[0] for kind, payload in taken if kind == "command"} >= set(WAYS)
    assert {kind for kind, _ in taken} >= set(THINKERS) - UNHEARD
