"""`python -m benchmarks.large 10000 100000`: the ledger at a size, ours and hand-written SQL on the same database."""

import argparse
import datetime as dt
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from benchmarks.making import LAST, fill
from benchmarks.timing import in_turn
from bot.context import background
from bot.digest import Period
from bot.fetching import digest_of
from bot.vocabulary import vocabulary
from store.database import Store, open_store, upgrade
from store.filters import OPERATOR, IncidentFilter, PlatformCondition
from store.ledger import By, Ledger

ROUNDS = 5
WEEK = Period(LAST - dt.timedelta(days=6), LAST, "UTC")
BOTH = """i.status = 'confirmed' and i.id in (
  select p.incident_id from incident_platform p where p.type = :type and p.side = 'actor'
  and exists (select 1 from incident_area a where a.incident_id = p.incident_id and a.name = :place))
"""
YEAR = "and i.last_day >= :since and i.first_day <= :until"
NEWEST = "order by i.last_day desc, i.first_day desc, i.time_of_day desc, i.id desc limit 1"
BY_DAY = "select i.first_day, count(*) from incident i where i.status = 'confirmed' group by i.first_day"

ByHand = Callable[[str, dict[str, Any]], object]
Pair = tuple[str, Callable[[], object], Callable[[], object] | None]


def contenders(ledger: Ledger, by_hand: ByHand) -> list[Pair]:
    """What is measured: its name, ours, and the same by hand where there is such a thing."""
    aircraft, places = list(vocabulary().aircraft), list(vocabulary().places)
    every = IncidentFilter()
    return [
        *_of(ledger, by_hand, "common", aircraft[0], places[0]),
        *_of(ledger, by_hand, "rare", aircraft[30], places[40]),
        (
            "tally by year of everything",
            lambda: ledger.tally(every, by=By.YEAR, audience=OPERATOR),
            lambda: by_hand(BY_DAY, {}),
        ),
        ("tally by type of everything", lambda: ledger.tally(every, by=By.TYPE, audience=OPERATOR), None),
        ("weekly digest, all of it", lambda: digest_of(ledger, WEEK, wanted=every, audience=OPERATOR), None),
    ]


def _of(ledger: Ledger, by_hand: ByHand, name: str, kind: str, place: str) -> list[Pair]:
    """The questions about one type and place."""
    wanted = IncidentFilter(platforms=(PlatformCondition(types=(kind,)),), areas=(place,))
    since, until = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
    year = wanted.model_copy(update={"since": since, "until": until})
    of = {"type": kind, "place": place}
    return [
        (
            f"newest of a {name} type and place",
            lambda: ledger.find(wanted, audience=OPERATOR, limit=1),
            lambda: by_hand(f"select i.id from incident i where {BOTH} {NEWEST}", of),
        ),
        (
            f"count of a {name} type and place",
            lambda: ledger.count(wanted, audience=OPERATOR),
            lambda: by_hand(f"select count(*) from incident i where {BOTH}", of),
        ),
        (
            f"list of a {name} type and place in a year",
            lambda: ledger.find(year, audience=OPERATOR, bare=True),
            lambda: by_hand(f"select i.id from incident i where {BOTH} {YEAR}", of | {"since": since, "until": until}),
        ),
        (
            f"tally by year of a {name} type and place",
            lambda: ledger.tally(wanted, by=By.YEAR, audience=OPERATOR),
            lambda: by_hand(f"select i.first_day, count(*) from incident i where {BOTH} group by i.first_day", of),
        ),
        (f"background of a {name} type and place", lambda: _background(ledger, wanted), None),
    ]


def _background(ledger: Ledger, wanted: IncidentFilter) -> object:
    records = ledger.find(wanted, audience=OPERATOR, bare=True)
    return background(records, "", ledger.coverage(IncidentFilter(), audience=OPERATOR))


def measure(store: Store, title: str) -> None:
    """Print a Markdown table of one ledger."""
    ledger = Ledger(store)
    with store.engine.connect() as connection:

        def by_hand(sql: str, values: dict[str, Any]) -> object:
            return connection.execute(text(sql), values).fetchall()

        print(f"\n### {title}\n\n| question | ms | by hand | ratio |\n|---|---:|---:|---:|")
        for name, ours, theirs in contenders(ledger, by_hand):
            calls = {"ours": ours} | ({"theirs": theirs} if theirs else {})
            rows = {row.name: 1000 * row.median for row in in_turn(calls, rounds=ROUNDS)}
            hand = f"{rows['theirs']:.1f} | {rows['ours'] / rows['theirs']:.1f}" if theirs else "| "
            print(f"| {name} | {rows['ours']:.1f} | {hand} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 if sys.platform == "darwin" else 1024)
    print(f"\nPeak memory of the process so far: {peak // (1024 if sys.platform == 'darwin' else 1)} MB.")


def main() -> None:
    """Make and measure a ledger of each size, on SQLite or at the address given."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sizes", type=int, nargs="+")
    options.add_argument("--folder", type=Path, help="keep the SQLite files here, and use those that are there")
    options.add_argument("--database", help="an empty PostgreSQL database instead")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        for size in chosen.sizes:
            address = chosen.database or f"sqlite:///{(chosen.folder or Path(passing)) / f'ledger-{size}.db'}"
            if chosen.database:
                upgrade(address)
            store = open_store(address)
            if not Ledger(store).count(IncidentFilter(), audience=OPERATOR):
                fill(store, size)
            measure(store, f"{size:,} records, {'PostgreSQL' if chosen.database else 'SQLite'}")
            store.close()


if __name__ == "__main__":
    main()
