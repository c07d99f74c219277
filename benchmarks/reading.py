"""The reader against the general date search that it replaces, on the project's own reports, one core."""

import datetime as dt
import json
from pathlib import Path

from dateparser.search import search_dates

from benchmarks.timing import in_turn, table
from bot.reading import read

REPORTS = Path(__file__).parents[1] / "tests" / "reports"
PUBLISHED = dt.date(2024, 1, 1)


def own_reports() -> list[tuple[str, dt.date | None]]:
    """Text and publication day of every report of the project's corpus."""
    lines = [line for file in sorted(REPORTS.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines() if line]
    documents = [json.loads(line) for line in lines]
    return [(d["text"], dt.date.fromisoformat(d["published"]) if d["published"] else None) for d in documents]


def run() -> None:
    """Whole reports, then one text of growing length: time must grow with it and no faster."""
    reports = own_reports()
    characters = sum(len(text) for text, _ in reports)

    def ours() -> None:
        for text, published in reports:
            read(text, published)

    def theirs() -> None:
        for text, _ in reports[:12]:
            search_dates(text, languages=["en"])

    share = sum(len(text) for text, _ in reports[:12])
    rows = in_turn({"ours: every field of every incident": ours}, rounds=5)
    table(
        f"Reading {len(reports)} reports, {characters:,} characters", rows, per=characters // 1000, unit="1,000 chars"
    )
    rows = in_turn({"ours, the same 12 reports": lambda: [read(t, p) for t, p in reports[:12]],
                    "dateparser.search.search_dates, dates only": theirs}, rounds=3)  # fmt: skip
    table(f"The first 12 of them, {share:,} characters", rows, per=share // 1000, unit="1,000 chars")
    long = " ".join(text for text, _ in reports) * 4
    lengths = {f"{n:,} characters": (lambda n=n: read(long[:n], PUBLISHED)) for n in (12_500, 25_000, 50_000, 100_000)}
    table("One text of growing length (ratio to the shortest)", in_turn(lengths, rounds=3))
