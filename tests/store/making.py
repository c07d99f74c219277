"""Drafts, filters and audiences for the tests: a plain one by hand, and any by hypothesis."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from store.filters import Audience, IncidentFilter, PlatformCondition
from store.records import (
    METRES_PER,
    Bound,
    Distance,
    Evidence,
    IncidentDraft,
    Kind,
    Origin,
    Platform,
    Precision,
    Response,
    Side,
    Source,
    Status,
    Verification,
    day_span,
)

NOON = dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC)
DESK = Origin()
TYPES = ("Tu-95", "Su-35", "F-22", "warship")
VARIANTS = ("Tu-95MS", "F-22A")
STATES = ("RU", "CN", "US", "NATO")
PLACES = ("Bering Sea", "Alaska", "Baltic Sea", "Japan")
PEOPLE = ("NORAD", "Japan Defense Ministry")


def draft(day: str | None = "2026-03-01", **fields: Any) -> IncidentDraft:
    """A record of two Tu-95 near Alaska, met by one F-22, with some fields as given."""
    first, last, precision = day_span(day) if day else (None, None, None)
    plain: dict[str, Any] = {
        "kind": Kind.ZONE_ENTRY,
        "response": Response.INTERCEPTED,
        "first_day": first,
        "last_day": last,
        "precision": precision,
        "areas": ["Bering Sea", "Alaska"],
        "actors": ["RU"],
        "responders": ["US"],
        "platforms": [
            Platform(type="Tu-95", variant="Tu-95MS", count=2),
            Platform(type="F-22", count=1, side=Side.RESPONDER),
        ],
        "reported_by": ["NORAD"],
    }
    return IncidentDraft(**(plain | fields))


def some(values: tuple[Any, ...], most: int = 2) -> st.SearchStrategy[list[Any]]:
    """A few different ones of some values, in any order."""
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


def tuples(values: tuple[Any, ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Nearly always nothing, else a few of some values: most conditions of a filter are empty."""
    return st.one_of(st.just(()), st.just(()), st.just(()), some(values).map(tuple))


def rarely(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Nearly always None."""
    return st.one_of(st.none(), st.none(), st.none(), strategy)


days = st.dates(dt.date(2023, 11, 25), dt.date(2024, 3, 5))
clocks = st.times()
hostile = st.text(max_size=12) | st.sampled_from(["<!channel>", "'; DROP TABLE incident; --", "\u202eabc", "a%b_"])
platforms = st.builds(
    Platform,
    type=st.sampled_from(TYPES),
    variant=st.none() | st.sampled_from(VARIANTS),
    count=st.none() | st.integers(0, 6),
    bound=st.sampled_from(Bound),
    side=st.sampled_from(Side),
)
distances = st.builds(
    Distance,
    value=st.floats(0, 500, allow_nan=False).map(lambda value: round(value, 2)),
    unit=st.sampled_from(list(METRES_PER)),
    origin=st.none() | hostile,
)
sources = st.builds(
    Source,
    url=st.none() | hostile,
    outlet=st.none() | hostile,
    published=st.none() | days,
    text=st.none() | hostile,
    author=st.none() | hostile,
)
evidence = st.builds(Evidence, field=hostile, words=hostile, start=st.none() | st.integers(0, 99), guess=st.booleans())


@st.composite
def spans(draw: st.DrawFn) -> dict[str, Any]:
    """First day, last day and precision: none, a day, a few days, a month or a year."""
    precision = draw(st.sampled_from([None, *Precision]))
    day = draw(days)
    if precision is None:
        return {}
    if precision == Precision.DAY:
        last = day + dt.timedelta(days=draw(st.integers(0, 3)))
        return {"first_day": day, "last_day": last, "precision": precision}
    words = day.isoformat()[: 7 if precision == Precision.MONTH else 4]
    return dict(zip(("first_day", "last_day", "precision"), day_span(words), strict=True))


@st.composite
def drafts(draw: st.DrawFn) -> IncidentDraft:
    """Any record, of few different values so that filters meet them; free texts are hostile."""
    places = draw(some(PLACES, 4))
    cut = draw(st.integers(0, 4))
    return IncidentDraft(
        **draw(spans()),
        main=draw(st.booleans()),
        kind=draw(st.sampled_from(list(Kind)[:4])),
        response=draw(st.sampled_from(list(Response)[:4])),
        date_words=draw(st.none() | hostile),
        time_of_day=draw(st.none() | clocks),
        zone=draw(st.none() | st.just("America/Anchorage")),
        areas=places[:cut],
        also_in=places[cut:],
        latitude=draw(st.none() | st.floats(-90, 90)),
        longitude=draw(st.none() | st.floats(-180, 180)),
        distance=draw(st.none() | distances),
        duration_minutes=draw(st.none() | st.integers(0, 10_000)),
        summary=draw(hostile),
        actors=draw(some(STATES, 3)),
        responders=draw(some(STATES)),
        platforms=draw(st.lists(platforms, max_size=4)),
        reported_by=draw(some(PEOPLE)),
        sources=draw(st.lists(sources, max_size=2)),
        evidence=draw(st.lists(evidence, max_size=2)),
        confidence=draw(st.none() | st.floats(0, 1)),
        verification=draw(st.sampled_from(Verification)),
    )


conditions = st.builds(
    PlatformCondition,
    types=some(TYPES, 3).map(tuple),
    side=st.sampled_from([None, *Side]),
    every=st.booleans(),
)
filters = st.builds(
    IncidentFilter,
    platforms=st.lists(conditions, max_size=1).map(tuple),
    variants=tuples(VARIANTS),
    actors=tuples(STATES),
    actors_all=tuples(STATES),
    actors_not=tuples(STATES),
    responders=tuples(STATES),
    responders_not=tuples(STATES),
    areas=tuples(PLACES),
    areas_not=tuples(PLACES),
    kinds=tuples(tuple(Kind)[:4]),
    kinds_not=tuples(tuple(Kind)[:4]),
    responses=tuples(tuple(Response)[:4]),
    responses_not=tuples(tuple(Response)[:4]),
    reported_by=tuples(PEOPLE),
    verifications=tuples(tuple(Verification)),
    verifications_not=tuples(tuple(Verification)),
    types_not=tuples(TYPES),
    since=rarely(days),
    until=rarely(days),
    min_aircraft=rarely(st.integers(0, 8)),
    max_aircraft=rarely(st.integers(0, 8)),
    counted_side=st.sampled_from(Side),
    counted_types=tuples(TYPES),
    within_km=rarely(st.floats(0, 400, allow_nan=False)),
    statuses=st.sampled_from([(Status.CONFIRMED,), (), (Status.DRAFT, Status.RETRACTED, Status.MERGED)]),
)
origins = st.builds(
    Origin,
    team=st.sampled_from(["", "T1", "T2"]),
    channel=st.sampled_from(["", "C1", "C2"]),
    private=st.booleans(),
)
audiences = st.builds(
    Audience,
    team=st.sampled_from(["", "T1", "T2"]),
    channel=st.sampled_from(["", "C1", "C2"]),
    everything=st.sampled_from([False, False, False, True]),
    alone=st.sampled_from([False, False, True]),
)
