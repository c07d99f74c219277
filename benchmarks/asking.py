"""`python -m benchmarks.asking 1000000 --folder F`: whole questions, from words to the answer, on a large ledger."""

import argparse
import datetime as dt
import resource
import statistics
import sys
import time
from pathlib import Path

from benchmarks.making import LAST, fill
from bot.asking import parse
from bot.desk import Desk
from store.database import open_store
from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger

ROUNDS = 3
TODAY = LAST + dt.timedelta(days=1)
SHOWN = 5
QUESTIONS = (
    "last Tu-95 near Alaska", "any Tu-160 near California?", "how many Tu-95 near Alaska?",
    "how many Tu-95 near Alaska in 2024?", "list Tu-95 near Alaska in 2024", "how many intercepts in 2024?",
    "Russian flights by year", "Tu-95 flights near Alaska by year", "incidents by year", "incidents by weekday",
    "incidents by type", "incidents by place", "by outlet", "which actor is most frequent", "least frequent type",
    "how many aircraft near Alaska", "how many different types near Japan", "average aircraft per incident near Taiwan",
    "average incidents per month in 2025", "closest approach", "largest formation", "smallest formation near Taiwan",
    "longest streak near Taiwan", "longest gap between Tu-95 flights", "days since the last Tu-95",
    "compare Russia and China", "change in intercepts 2025 against 2024", "what share was on weekends",
    "which types near Alaska but never near Japan", "incidents in the summers near Alaska",
)  # fmt: skip


def measure(desk: Desk) -> None:
    """Print the median of parsing and of answering each question, the slowest last."""
    rows = []
    for words in QUESTIONS:
        read, told = [], []
        for _ in range(ROUNDS + 1):
            start = time.perf_counter()
            question = parse(words, TODAY)
            middle = time.perf_counter()
            answer = desk.answer(question, audience=OPERATOR, most=SHOWN)
            read.append(middle - start)
            told.append(time.perf_counter() - middle)
        if not answer.understood:
            raise SystemExit(f"not understood: {words}")
        rows.append((1000 * statistics.median(told[1:]), 1000 * statistics.median(read[1:]), answer.total, words))
    print("| question | records | parsing, ms | answer, ms |\n|---|---:|---:|---:|")
    for answering, parsing, total, words in sorted(rows):
        print(f"| {words} | {total:,} | {parsing:.1f} | {answering:,.0f} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    print(f"\nPeak memory of the process: {peak // 1024} MB.")


def main() -> None:
    """Make the ledger where there is none, and measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("size", type=int)
    options.add_argument("--folder", type=Path, default=Path(), help="where the SQLite file is or will be")
    chosen = options.parse_args()
    store = open_store(f"sqlite:///{chosen.folder / f'ledger-{chosen.size}.db'}")
    ledger = Ledger(store)
    if not ledger.find(IncidentFilter(), audience=OPERATOR, limit=1):
        fill(store, chosen.size)
    measure(Desk(ledger))
    store.close()


if __name__ == "__main__":
    main()
