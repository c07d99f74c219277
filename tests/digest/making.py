"""Records for digest tests, made from a few words."""

import datetime as dt
from collections.abc import Sequence
from itertools import count

from hypothesis import strategies as st

from store.records import Bound, Incident, Kind, Platform, Precision, Response, Side, Source, Status

LOGGED = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
NUMBERS = count(1)


def record(
    first: str | dt.date | None,
    last: str | dt.date | None = None,
    *,
    actors: Sequence[str] = ("RU",),
    platforms: Sequence[tuple[str, int | None]] = (("Tu-95", 2),),
    bound: Bound = Bound.EXACT,
    areas: Sequence[str] = ("Alaska",),
    also_in: Sequence[str] = (),
    kind: Kind = Kind.PATROL,
    response: Response = Response.INTERCEPTED,
    precision: Precision = Precision.DAY,
    status: Status = Status.CONFIRMED,
    url: str | None = None,
    outlet: str | None = "Wire",
) -> Incident:
    """A confirmed record of two Tu-95 near Alaska, but for what is said otherwise."""
    day = dt.date.fromisoformat(first) if isinstance(first, str) else first
    end = dt.date.fromisoformat(last) if isinstance(last, str) else last
    end = end if day else None
    return Incident(
        ref=f"INT-{1000 + next(NUMBERS)}",
        first_day=day,
        last_day=end,
        precision=precision if day else None,
        actors=list(actors),
        responders=["US"],
        platforms=[Platform(type=name, count=number, bound=bound, side=Side.ACTOR) for name, number in platforms],
        areas=list(areas),
        also_in=list(also_in),
        kind=kind,
        response=response,
        status=status,
        sources=[Source(url=url, outlet=outlet)],
        logged_at=LOGGED,
        revised_at=LOGGED,
    )


START = dt.date(2024, 3, 1)
DAYS = st.integers(0, 90).map(lambda n: START + dt.timedelta(days=n))


@st.composite
def records(draw: st.DrawFn) -> Incident:
    """A record within three months, of few states, places and types, so that runs and firsts come about."""
    first = draw(DAYS)
    vague = draw(st.integers(0, 15)) == 0
    if vague:
        first = first.replace(day=1)
    length = draw(st.sampled_from((0, 0, 0, 1, 3)))
    return record(
        None if draw(st.integers(0, 40)) == 0 else first,
        first + dt.timedelta(days=27 if vague else length),
        precision=Precision.MONTH if vague else Precision.DAY,
        actors=draw(st.sampled_from((("RU",), ("RU",), ("CN",), ("CN", "RU"), ()))),
        platforms=draw(
            st.lists(
                st.tuples(st.sampled_from(("Tu-95", "H-6", "fighter", "warship")), st.none() | st.integers(0, 9)),
                max_size=2,
            )
        ),
        bound=draw(st.sampled_from((Bound.EXACT, Bound.EXACT, Bound.AT_LEAST, Bound.ABOUT))),
        areas=draw(st.sampled_from((("Alaska",), ("Bering Sea", "Alaska"), ("Sea of Japan",), ()))),
        kind=draw(st.sampled_from((Kind.PATROL, Kind.PATROL, Kind.ZONE_ENTRY, Kind.EXERCISE))),
    )


LEDGERS = st.lists(records(), min_size=0, max_size=25)
