"""Text that means harm, and records, answers and digests full of it: what every view must survive."""

import datetime as dt

from hypothesis import strategies as st

from bot.asking import Answer
from bot.desk import Logged
from bot.digest import Digest, Period, Section, Statement
from bot.reading import Reading
from store.records import (
    Bound,
    Distance,
    Evidence,
    Incident,
    Kind,
    Origin,
    Platform,
    Precision,
    Response,
    Side,
    Source,
    Status,
    Verification,
)

TRICKS = (
    "<!channel>",
    "<!here> now",
    "<@U0ROSA>",
    "<#C0DESK|intercepts>",
    "<https://evil.example|click>",
    "<!date^1^{date}|x>",
    "&lt;!channel&gt;",
    "a & b < c > d",
    "\u202egnikcatta\u202c",
    "zero\u200bwidth\ufeff",
    "line\nbreak\r\n\ttab\x00\x07",
    "🛩️👩‍✈️",
    "*bold* _it_ ~no~ `code` ```pre```",
    "=cmd|' /C calc'!A0",
    "x" * 3_500,
    "&" * 1_200,
    "",
    " ",
)
NASTY = st.integers(0, len(TRICKS) - 1).map(TRICKS.__getitem__)
WORDS = NASTY | st.text(max_size=20)
URLS = st.one_of(
    st.none(),
    WORDS,
    st.sampled_from(["https://example.org/a?b=1&c=2", "javascript:alert(1)", "https://x.example/|>", "http://"]),
)
NAMES = WORDS.map(lambda words: words[:80] or "?")
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2026, 12, 31))
INSTANTS = DAYS.map(lambda day: dt.datetime.combine(day, dt.time(7, 30), dt.UTC))
PLATFORMS = st.builds(
    Platform,
    type=NAMES,
    variant=st.none() | NAMES,
    count=st.none() | st.integers(0, 100),
    bound=st.sampled_from(Bound),
    side=st.sampled_from(Side),
)
SOURCES = st.builds(Source, url=URLS, outlet=st.none() | WORDS, published=st.none() | DAYS, text=st.none() | WORDS)
EVIDENCE = st.builds(Evidence, field=WORDS, words=WORDS, guess=st.booleans(), note=WORDS)


def some(items: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[list[object]]:
    """A short list."""
    return st.lists(items, max_size=most)


INCIDENTS = st.builds(
    Incident,
    ref=st.integers(1, 99_999).map(lambda number: f"INT-{number}"),
    outside_ref=st.none() | WORDS,
    status=st.sampled_from(Status),
    origin=st.builds(Origin),
    logged_by=WORDS,
    logged_at=INSTANTS,
    revised_at=INSTANTS,
    kind=st.sampled_from(Kind),
    response=st.sampled_from(Response),
    first_day=DAYS,
    precision=st.sampled_from(Precision),
    time_of_day=st.none() | st.times(),
    zone=st.sampled_from([None, "UTC", "Etc/GMT-3", "Europe/Moscow"]) | WORDS,
    verification=st.sampled_from(Verification),
    areas=some(WORDS),
    distance=st.none() | st.builds(Distance, value=st.floats(0, 1e6), unit=st.just("mi"), origin=st.none() | WORDS),
    actors=some(WORDS),
    responders=some(WORDS),
    platforms=some(PLATFORMS),
    reported_by=some(WORDS),
    sources=some(SOURCES),
    evidence=some(EVIDENCE, 6),
)
MANY = st.tuples(st.lists(INCIDENTS, min_size=1, max_size=3), st.integers(1, 30)).map(lambda made: made[0] * made[1])
ANSWERS = st.builds(
    Answer,
    understood=st.booleans(),
    headline=WORDS,
    read_as=WORDS,
    records=st.one_of(st.just(()), MANY.map(tuple)),
    notes=some(WORDS, 12).map(tuple),
    examples=some(WORDS).map(tuple),
    tally=some(st.tuples(WORDS, st.integers(0, 999)), 60).map(tuple),
    tally_by=WORDS,
)
LOGGED = st.builds(
    Logged,
    incidents=MANY.map(tuple),
    reading=st.just(Reading((), None)),
    again=st.booleans(),
)
PERIODS = st.just(Period(dt.date(2026, 11, 21), dt.date(2026, 11, 21), "America/Anchorage"))
DIGESTS = st.builds(
    Digest,
    period=PERIODS,
    title=WORDS,
    quiet=st.booleans(),
    lead=WORDS,
    sections=some(st.builds(Section, theatre=WORDS, incidents=MANY.map(tuple)), 4).map(tuple),
    notable=some(st.builds(Statement, text=WORDS, refs=some(WORDS).map(tuple)), 30).map(tuple),
    totals=some(WORDS, 14).map(tuple),
)
