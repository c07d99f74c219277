"""Ledgers for context tests: few states, places and types over a year and more, so that claims come about."""

import datetime as dt

from hypothesis import strategies as st

from store.records import Bound, Distance, Incident, Kind, Platform, Precision, Side
from tests.digest.making import record

START = dt.date(2024, 1, 10)
LENGTH = 400
PLACES = (("Alaska",), ("Bering Sea", "Alaska"), ("Japan",), ("Black Sea",), ())
ACTORS = (("RU",), ("RU",), ("US",), ("CN",), ("CN", "RU"), ())
DAYS = st.integers(0, LENGTH).map(lambda n: START + dt.timedelta(days=n)) | st.integers(LENGTH - 12, LENGTH).map(
    lambda n: START + dt.timedelta(days=n)
)
COUNTED = st.tuples(st.sampled_from(("Tu-95", "H-6", "F-16", "fighter", "warship")), st.none() | st.integers(0, 6))


@st.composite
def encounters(draw: st.DrawFn) -> Incident:
    """A record with everything that context looks at; now and then undated, vague, long or doubtful."""
    first, precision = draw(DAYS), draw(st.sampled_from((*[Precision.DAY] * 14, Precision.MONTH, Precision.YEAR)))
    last = first + dt.timedelta(days=draw(st.sampled_from((0, 0, 0, 0, 1, 3, 45))))
    if precision == Precision.MONTH:
        first = first.replace(day=1)
        last = first + dt.timedelta(days=27)
    if precision == Precision.YEAR:
        first, last = dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)
    far = draw(st.none() | st.tuples(st.integers(1, 60), st.sampled_from(("Alaska", "Japan", "the tanker", None))))
    made = record(
        None if draw(st.integers(0, 30)) == 0 else first,
        last,
        precision=precision,
        actors=draw(st.sampled_from(ACTORS)),
        platforms=draw(st.lists(COUNTED, max_size=2)),
        bound=draw(st.sampled_from((*[Bound.EXACT] * 6, Bound.AT_LEAST, Bound.ABOUT, Bound.AT_MOST))),
        areas=draw(st.sampled_from(PLACES)),
        also_in=draw(st.sampled_from(((), (), ("United States",)))),
        kind=draw(st.sampled_from((Kind.PATROL, Kind.PATROL, Kind.ZONE_ENTRY, Kind.UNSAFE_ENCOUNTER, Kind.EXERCISE))),
    )
    met = draw(st.sampled_from(("US", "US", "RU", "JP")))
    return made.model_copy(
        update={
            "responders": [met],
            "platforms": [*made.platforms, Platform(type="F-22", count=2, side=Side.RESPONDER)],
            "distance": Distance(value=far[0], unit="mi", origin=far[1]) if far else None,
            "duration_minutes": draw(st.none() | st.integers(10, 90)),
            "time_of_day": draw(st.none() | st.times()),
        }
    )


ENCOUNTERS = st.lists(encounters(), max_size=30)
