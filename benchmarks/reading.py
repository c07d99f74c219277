"""The reader against the general date search that it replaces, on the project's own reports, one core."""

import datetime as dt
import importlib.util
import json
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from dateparser.search import search_dates

from benchmarks.timing import in_turn, table
from bot.reading import read
from bot.vocabulary.loader import vocabulary

REPORTS = Path(__file__).parents[1] / "tests" / "reports"
PUBLISHED = dt.date(2024, 1, 1)
AROUND_A_THOUSAND = range(700, 1500)
ROUNDS = 5
CLOCK = time.process_time  # reading only computes: what else the machine does is left out
PIPELINE = "en_core_web_sm"
NASTY_LENGTH = 10_000
# What a page of one phrase over and over costs most, of the thousands of phrases tried.
NASTY = (
    "a ", "1 ", "A", "-", "\n", "the ", "Tu-95 ", "Russian ", "J-16 ", "two ", "May ", "Fri ", "tug ", "Alpha Beta ",
    "intercepted by ", "violated the ", "within 2 miles ", "which is Tu-95 and ", "7/4: two Il-20 ", "swung Mon u\n",
    "Lift ships Chaff Five. ", "A patrol ship was in trail. ", "A Su-27 buzzed the destroyer. ", "gunboats-forced\n",
)  # fmt: skip

Reader = Callable[[str, dt.date | None], object]


def own_reports() -> list[tuple[str, dt.date | None]]:
    """Text and publication day of every report of the project's corpus."""
    lines = [line for file in sorted(REPORTS.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines() if line]
    documents = [json.loads(line) for line in lines]
    return [(d["text"], dt.date.fromisoformat(d["published"]) if d["published"] else None) for d in documents]


def peers() -> dict[str, Reader]:
    """Ours first, then what else reads such texts; a pipeline of spaCy only where it is installed."""
    found: dict[str, Reader] = {
        "ours: every field of every incident": read,
        "dateparser.search.search_dates, dates only": lambda text, _: search_dates(text, languages=["en"]),
    }
    if importlib.util.find_spec(PIPELINE):
        found[f"spaCy {PIPELINE}, entities only"] = importlib.import_module(PIPELINE).load()
    return found


def medians(readers: Mapping[str, Reader], reports: list[tuple[str, dt.date | None]]) -> dict[str, list[float]]:
    """Milliseconds for each report by reader, each the median of some rounds in which the readers take turns."""
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for text, published in reports:
        rounds: dict[str, list[float]] = {name: [] for name in readers}
        for _ in range(ROUNDS):
            for name, reader in readers.items():
                start = CLOCK()
                reader(text, published)
                rounds[name].append(1000 * (CLOCK() - start))
        for name, each in rounds.items():
            taken[name].append(statistics.median(each))
    return taken


def run() -> None:
    """Whole reports of about 1,000 characters, a text of growing length, and texts made to be slow."""
    print(f"\nLoading the vocabulary: {_loading():.0f} ms")
    reports = [(text, day) for text, day in own_reports() if len(text) in AROUND_A_THOUSAND]
    readers = peers()
    medians(readers, reports[:3])  # what each of them builds at its first use
    taken = medians(readers, reports)
    ours = next(iter(taken.values()))
    lengths = [len(text) / 1000 for text, _ in reports]
    print(f"\n{len(reports)} reports of {min(lengths):.1f} to {max(lengths):.1f} thousand characters")
    print(f"  {'':44}{'ms a report':>14}{'slowest':>10}{'ms per 1,000':>14}{'ratio':>8}")
    for name, each in taken.items():
        rate = statistics.median(ms / length for ms, length in zip(each, lengths, strict=True))
        ratio = statistics.median(theirs / own for theirs, own in zip(each, ours, strict=True))
        print(f"  {name:44}{statistics.median(each):>14.2f}{max(each):>10.2f}{rate:>14.2f}{ratio:>7.1f}x")
    long = " ".join(text for text, _ in own_reports()) * 4
    growing = {f"{n:,} characters": (lambda n=n: read(long[:n], PUBLISHED)) for n in (12_500, 25_000, 50_000, 100_000)}
    table("One text of growing length (ratio to the shortest)", in_turn(growing, rounds=3, clock=CLOCK))
    nasty = {repr(unit): (lambda unit=unit: read((unit * NASTY_LENGTH)[:NASTY_LENGTH], PUBLISHED)) for unit in NASTY}
    rows = sorted(in_turn(nasty, rounds=3, clock=CLOCK), key=lambda row: -row.median)
    table(f"{NASTY_LENGTH:,} characters of one phrase, the slowest of {len(NASTY)} (ratio to the slowest)", rows[:5])


def _loading() -> float:
    """Milliseconds to load the vocabulary and to build what finds its names, the best of five."""
    taken = []
    for _ in range(5):
        vocabulary.cache_clear()
        start = CLOCK()
        vocabulary().find("")
        taken.append(1000 * (CLOCK() - start))
    return min(taken)
