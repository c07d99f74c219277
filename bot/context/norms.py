"""Norms: activity of an actor near a place against the 90 days before and the same days of earlier years."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.context.model import Statement, Topic
from bot.context.past import DAY, Past
from bot.context.places import places_of, with_article
from bot.context.runs import say_actors
from bot.wording import say_day, say_interval
from store.records import Incident, Precision

PAIRS = 3
LOOK_BACK = 90  # days
YEARS = 10
FEWEST_WINDOWS = 3
FEWEST_RECORDS = 10
SMALLEST_YEAR = 5  # records; a share of fewer says nothing
RARE = 0.025  # on either side: outside an interval of 95 %
SPREAD = 1.001  # variance to mean: with less the two distributions are the same, and the sums of logarithms inexact
TIMES = ("", "", "twice", "three times", "four times", "five times", "six times", "seven times", "eight times")
PARTS = ((0.2, "far below the usual"), (0.28, "about a quarter of the usual"), (0.4, "about a third of the usual"),
         (0.6, "about half the usual"))  # fmt: skip

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Usual:
    """How many records of an actor near a place began on each day, of those known to the day.

    `days` need hold only the days of `spans_of`; a day that is not in it had none.
    """

    actor: str
    place: str
    days: Mapping[dt.date, int]

    def between(self, first: dt.date, last: dt.date) -> int:
        """Records that began on the days from `first` to `last`."""
        return sum(self.days.get(first + n * DAY, 0) for n in range((last - first).days + 1))


def pairs_of(news: Sequence[Incident]) -> tuple[tuple[str, str], ...]:
    """The actors and places that the news is most about, at most three: of each record its widest own place."""
    found = Counter(
        (actor, record.areas[-1])
        for record in news
        if record.precision == Precision.DAY and record.areas
        for actor in dict.fromkeys(record.actors)
    )
    return tuple(sorted(found, key=lambda pair: (-found[pair], pair))[:PAIRS])


def spans_of(window: Span, start: dt.date | None) -> tuple[Span, ...]:
    """The days whose counts the norms of a window need, in a ledger that starts on `start`; they may overlap."""
    first, last = window
    if start is None:
        return ()
    recent = min(first - LOOK_BACK * DAY, dt.date(last.year, 1, 1))
    return ((recent, last), *((since, until) for since, until in _same_days(last, start)))


def usual_of(records: Iterable[Incident], pairs: Sequence[tuple[str, str]]) -> tuple[Usual, ...]:
    """The same counts from whole records."""
    counts: dict[tuple[str, str], Counter[dt.date]] = {pair: Counter() for pair in pairs}
    for record in records:
        if record.precision != Precision.DAY or record.first_day is None:
            continue
        places = places_of(record)
        for actor, place in pairs:
            if actor in record.actors and place in places:
                counts[actor, place][record.first_day] += 1
    return tuple(Usual(actor, place, days) for (actor, place), days in counts.items())


def norms(past: Past, usual: Sequence[Usual], window: Span) -> tuple[Statement, ...]:
    """Activity in a window that is outside the usual, and the share that it has in the year so far.

    Silent where the ledger reaches back too little or holds too few records to tell what is usual.
    """
    statements = []
    for one in usual:
        refs = tuple(
            record.name
            for record in past.news
            if record.precision == Precision.DAY
            and record.first_day is not None
            and window[0] <= record.first_day <= window[1]
            and one.actor in record.actors
            and one.place in places_of(record)
        )
        for topic, text in (
            (Topic.NORM, _against_recent(one, past.start, window)),
            (Topic.NORM, _against_years(one, past.start, window)),
            (Topic.SHARE, _share_of_year(one, past.start, window)),
        ):
            if text and refs:
                statements.append(Statement(text, refs, topic, past.coverage))
    return tuple(statements)


def _against_recent(usual: Usual, start: dt.date | None, window: Span) -> str | None:
    """The window against those of the same length in the 90 days before it."""
    first, last = window
    length = (last - first).days + 1
    number = LOOK_BACK // length
    if start is None or start > first - number * length * DAY or number < FEWEST_WINDOWS:
        return None
    begins = [first - n * length * DAY for n in range(1, number + 1)]
    counts = [usual.between(day, day + (length - 1) * DAY) for day in begins]
    now = usual.between(first, last)
    words = say_activity(now, counts)
    if words is None:
        return None
    days = "one day" if length == 1 else f"{length} days"
    mean = sum(counts) / len(counts)
    return (
        f"{_subject(usual)}: {now:,} in {days} ({say_interval(first, last)}), {words} "
        f"({mean:.1f} in {days} on average over the {number * length} days before)."
    )


def _against_years(usual: Usual, start: dt.date | None, window: Span) -> str | None:
    """The month so far against the same days of earlier years."""
    last = window[1]
    years = _same_days(last, start) if start else ()
    counts = [usual.between(since, until) for since, until in years]
    now = usual.between(last.replace(day=1), last)
    words = say_activity(now, counts)
    if words is None:
        return None
    mean = sum(counts) / len(counts)
    return (
        f"{_subject(usual)} on {say_interval(last.replace(day=1), last)}: {now:,}, {words} for these days "
        f"({mean:.1f} on average in {years[-1][0].year}–{years[0][0].year})."
    )


def _same_days(last: dt.date, start: dt.date) -> tuple[Span, ...]:
    """The month so far in earlier years, the nearest first, at most ten and only what the ledger covers."""
    day = min(last.day, 28) if last.month == 2 else last.day
    spans = [(dt.date(year, last.month, 1), dt.date(year, last.month, day)) for year in _years_before(last.year)]
    return tuple(span for span in spans if span[0] >= start)


def _years_before(year: int) -> range:
    return range(year - 1, max(year - 1 - YEARS, 0), -1)


def _share_of_year(usual: Usual, start: dt.date | None, window: Span) -> str | None:
    first, last = window
    begin = dt.date(last.year, 1, 1)
    whole, part = usual.between(begin, last), usual.between(max(first, begin), last)
    if start is None or start > begin or whole < SMALLEST_YEAR or not 0 < part < whole:
        return None
    return (
        f"{_subject(usual)} so far in {last.year}, to {say_day(last)}: {whole:,}, "
        f"of which {part:,} ({100 * part / whole:.0f} %) on {say_interval(max(first, begin), last)}."
    )


def _subject(usual: Usual) -> str:
    return f"{say_actors([usual.actor])} records near {with_article(usual.place)}"


def say_activity(now: int, counts: Sequence[int]) -> str | None:
    """How a count compares with those of like windows, in words; None where it is usual or nobody can tell.

    A count is unusual outside the 95 % interval of a Poisson distribution with their mean, or of a negative
    binomial one where they vary by more than that.

    >>> say_activity(9, [3, 2, 4, 3, 3]), say_activity(4, [3, 2, 4, 3, 3]), say_activity(9, [3, 2])
    ('about three times the usual', None, None)
    """
    if len(counts) < FEWEST_WINDOWS or sum(counts) < FEWEST_RECORDS:
        return None
    below, above = tails(now, counts)
    ratio = now * len(counts) / sum(counts)
    if above <= RARE:
        return _say_more(ratio)
    if below <= RARE:
        return next((words for most, words in PARTS if ratio <= most), "below the usual")
    return None


def _say_more(ratio: float) -> str:
    if ratio < 1.75:
        return "above the usual"
    times = round(ratio)
    return f"about {TIMES[times]} the usual" if times < len(TIMES) else "more than eight times the usual"


def tails(now: int, counts: Sequence[int]) -> tuple[float, float]:
    """The probabilities of at most and of at least `now`, given like counts (two or more, not all 0)."""
    mean = sum(counts) / len(counts)
    variance = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1)
    size = mean * mean / (variance - mean) if variance > SPREAD * mean else math.inf
    below = math.fsum(_mass(n, mean, size) for n in range(now))
    return min(below + _mass(now, mean, size), 1.0), max(1.0 - below, 0.0)


def _mass(n: int, mean: float, size: float) -> float:
    """The probability of `n`: negative binomial with that mean and size, Poisson for an infinite size."""
    if math.isinf(size):
        return math.exp(n * math.log(mean) - mean - math.lgamma(n + 1))
    chance = size / (size + mean)
    ways = math.lgamma(n + size) - math.lgamma(size) - math.lgamma(n + 1)
    return math.exp(ways + size * math.log(chance) + n * math.log1p(-chance))
