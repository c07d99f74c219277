"""What one digest took is given back before the next: memory does not grow with the number of them."""

import datetime as dt
import gc
import tracemalloc

from bot.digest import Period, digest_text
from bot.fetching import digest_of
from store.filters import Audience, IncidentFilter
from store.ledger import Ledger
from store.records import Origin
from tests.digest.making import LOGGED, record

LAST = dt.date(2024, 6, 30)
PLACES = ("Alaska", "Japan", "Black Sea")
ROOM = 150_000  # bytes; a single digest of these takes several times as much
ROUNDS = 12


def test_memory_stays_flat_over_many_digests(ledger: Ledger) -> None:
    days = [LAST - dt.timedelta(days=n // 2) for n in range(300)]
    ledger.add([record(d, areas=[PLACES[d.day % 3]]) for d in days], origin=Origin(), by="", at=LOGGED)

    def held_after(digests: int) -> int:
        for number in range(digests):
            wanted = IncidentFilter(areas=(PLACES[number % 3],))
            audience = Audience(team="T1", channel=f"C{number}")
            digest_text(digest_of(ledger, Period(LAST, LAST, "UTC"), wanted=wanted, audience=audience))
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        first = held_after(ROUNDS)  # caches are filled, statements compiled
        assert held_after(2 * ROUNDS) - first < ROOM
    finally:
        tracemalloc.stop()
