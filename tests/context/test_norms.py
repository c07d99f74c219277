"""What is usual: the words, the distributions, and every figure against a recount."""

import datetime as dt
import math
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.context import Past, Topic, Usual, notable, pairs_of, spans_of, usual_of
from bot.context.norms import SPREAD, say_activity, tails
from bot.context.places import places_of
from store.filters import Coverage
from store.records import Incident, Precision
from tests.digest.making import record

DAY = dt.timedelta(days=1)
LAST = dt.date(2024, 6, 20)
NOTHING = Coverage(records=0)


@pytest.mark.parametrize(
    ("now", "counts", "words"),
    [
        (9, [3, 2, 4, 3, 3], "about three times the usual"),
        (14, [7, 8, 6, 7, 7], "about twice the usual"),
        (90, [3, 2, 4, 3, 3], "more than eight times the usual"),
        (30, [20, 18, 22, 19, 21], "above the usual"),
        (0, [7, 8, 6, 7, 7], "far below the usual"),
        (10, [20, 18, 22, 19, 21], "about half the usual"),
        (4, [3, 2, 4, 3, 3], None),
        (9, [3, 3, 3], None),
        (9, [8, 8], None),
        (9, [0, 1, 0, 0, 30], None),
    ],
)
def test_activity_is_said_in_words_where_it_is_unusual(now: int, counts: list[int], words: str | None) -> None:
    assert say_activity(now, counts) == words


@given(st.integers(0, 40), st.lists(st.integers(0, 30), min_size=3, max_size=12).filter(any))
@settings(max_examples=150)
def test_the_tails_are_those_of_the_distribution_added_up(now: int, counts: list[int]) -> None:
    below, above = tails(now, counts)
    mean = sum(counts) / len(counts)
    variance = float(Fraction(sum((len(counts) * c - sum(counts)) ** 2 for c in counts), len(counts) ** 2)) / (
        len(counts) - 1
    )
    masses = []
    if variance > SPREAD * mean:
        chance, size = mean / variance, mean * mean / (variance - mean)
        mass = chance**size
        for n in range(now + 1):
            masses.append(mass)
            mass *= (n + size) / (n + 1) * (1 - chance)
    else:
        masses = [math.exp(-mean) * mean**n / math.factorial(n) for n in range(now + 1)]
    assert below == pytest.approx(min(sum(masses), 1), abs=1e-6)
    assert above == pytest.approx(1 - sum(masses[:-1]), abs=1e-6)


@st.composite
def busy(draw: st.DrawFn) -> list[Incident]:
    """Four years of one or two actors near two places, some months of them busier."""
    made = []
    for year in range(2020, 2025):
        for offset in draw(st.lists(st.integers(0, 170), max_size=25)):
            made.append(dt.date(year, 1, 1) + offset * DAY)
    made += [LAST - n * DAY for n in draw(st.lists(st.integers(0, 8), max_size=12))]
    areas = st.sampled_from((("Alaska",), ("Alaska",), ("Bering Sea", "Alaska"), ("Japan",)))
    return [
        record(dt.date(2019, 12, 1), actors=("CN",)),
        *(record(day, actors=draw(st.sampled_from((("RU",), ("RU",), ("CN",)))), areas=draw(areas)) for day in made),
    ]


@settings(max_examples=60, deadline=None)
@given(busy(), st.sampled_from((1, 7, 20)))
def test_every_figure_of_a_norm_is_a_recount(ledger: list[Incident], length: int) -> None:
    window = LAST - (length - 1) * DAY, LAST
    news = [r for r in ledger if r.first_day and r.first_day >= window[0]]
    past = Past.of(news, [r for r in ledger if r not in news])
    for statement in notable(past, usual_of(ledger, pairs_of(news)), window):
        if statement.kind not in (Topic.NORM, Topic.SHARE):
            continue
        match = re.match(r"(Russian|Chinese) records near (\w+)", statement.text)
        assert match
        actor, place = {"Russian": "RU", "Chinese": "CN"}[match[1]], match[2]
        days = [r.first_day for r in ledger if actor in r.actors and place in places_of(r) and r.first_day]
        told = [float(number) for number in re.findall(r"(?<![\d/])\d+(?:\.\d+)?(?![\d/])", statement.text)]
        in_window = sum(window[0] <= day <= LAST for day in days)
        assert len(statement.refs) == in_window
        if statement.kind == Topic.SHARE:
            whole = sum(dt.date(2024, 1, 1) <= day <= LAST for day in days)
            assert f": {whole}, of which {in_window} ({100 * in_window / whole:.0f} %)" in statement.text
        elif "over the" in statement.text:
            back = 90 // length * length
            before = sum(window[0] - back * DAY <= day < window[0] for day in days)
            assert told[0] == in_window
            assert f"({before * length / back:.1f} in" in statement.text
        else:
            counts = [sum((d.year, d.month) == (y, 6) and d.day <= 20 for d in days) for y in range(2020, 2025)]
            assert f": {counts[-1]}, " in statement.text
            assert f"({sum(counts[:-1]) / 4:.1f} on average in 2020–2023)" in statement.text


def test_the_days_that_are_asked_for_suffice() -> None:
    window = LAST, LAST
    start = dt.date(2019, 3, 1)
    spans = spans_of(window, start)
    every = {start + n * DAY: n % 3 for n in range((LAST - start).days)} | {LAST: 12}
    some = {day: n for day, n in every.items() if any(first <= day <= last for first, last in spans)}
    past = Past.of([record(LAST)], [], before=Coverage(records=1, first_day=start, last_day=start))
    told = [notable(past, [Usual("RU", "Alaska", days)], window) for days in (every, some)]
    assert told[0] == told[1]
    assert {Topic.NORM, Topic.SHARE} <= {s.kind for s in told[0]}


def test_a_short_ledger_says_nothing_of_norms() -> None:
    news = [record(LAST) for _ in range(9)]
    history = [record(LAST - n * DAY) for n in range(1, 60)]
    past = Past.of(news, history)
    usual = usual_of([*news, *history], pairs_of(news))
    assert not [s for s in notable(past, usual, (LAST, LAST)) if s.kind == Topic.NORM]


def test_vague_days_count_for_no_norm() -> None:
    [one] = usual_of([record("2024-06-01", "2024-06-30", precision=Precision.MONTH), record(LAST)], [("RU", "Alaska")])
    assert dict(one.days) == {LAST: 1}
