"""A busy morning: `python -m benchmarks.morning [--subscriptions 1000] [--channels 100] [--records 10000]`.

So many digests fall due at the same minute. It is measured how long one bot takes from then until all are composed and
handed to the sender, and computed from the pace of a message a second how late the last of them goes out.
"""

import argparse
import datetime as dt
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.making import LAST, fill
from bot.app import open_desk
from bot.jobs import Jobs, Runs
from handlers.sending import PACE
from handlers.work import Rooms
from store.filters import IncidentFilter
from store.subscriptions import SubscriptionKind, Terms

NOW = dt.datetime.combine(LAST + dt.timedelta(days=1), dt.time(8, 0, 5), dt.UTC)
ABOUT = (
    "Alaska",
    "Black Sea",
    "Baltic Sea",
    "Taiwan",
    "Japan",
    "Sea of Japan",
    "North Sea",
    "Norway",
    "Estonia",
    "Guam",
)


def main() -> None:
    """Make the ledger and the subscriptions, let the morning come, and print what it took."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--subscriptions", type=int, default=1000)
    options.add_argument("--channels", type=int, default=100)
    options.add_argument("--records", type=int, default=10_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="morning-") as folder:
        desk = open_desk(f"sqlite:///{Path(folder) / 'ledger.db'}")
        fill(desk.ledger.store, chosen.records)
        rooms = Rooms.over(desk.ledger.store)
        for number in range(chosen.subscriptions):
            place = ABOUT[number // chosen.channels % len(ABOUT)]
            terms = Terms(zone="UTC", filter=IncidentFilter(areas=(place,)), words=f"near {place}")
            channel = f"C{number % chosen.channels:04}"
            since = NOW - dt.timedelta(hours=1)
            rooms.subscriptions.add(SubscriptionKind.DIGEST, terms, team="T", channel=channel, owner="U1", at=since)
        cpu = time.process_time()
        seconds = _morning(Jobs(Runs(desk, rooms, now=lambda: NOW), database_url=f"sqlite:///{folder}/jobs.db"), rooms)
        cpu = time.process_time() - cpu
        waiting = rooms.outbox.pending()
        longest = max(_lanes(rooms).values())
        desk.ledger.store.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    late = seconds + longest * PACE.total_seconds()
    print(f"{chosen.subscriptions:,} digests over {chosen.records:,} records: composed in {seconds:.1f} s,")
    print(f"of which {cpu:.1f} s of processor time; {memory} MB of memory")
    print(f"{waiting:,} messages, at most {longest} a channel: the last one is out {late:.0f} s after the minute")


def _morning(jobs: Jobs, rooms: Rooms) -> float:
    jobs.start()
    started = time.perf_counter()
    ledger, wanted = jobs.runs.desk.ledger, len(rooms.subscriptions.active())
    jobs.tick(NOW)
    while len(ledger.latest_digests()) < wanted:
        time.sleep(0.2)
    seconds = time.perf_counter() - started
    jobs.stop()
    return seconds


def _lanes(rooms: Rooms) -> Counter[str]:
    """How many messages each channel gets."""
    counts: Counter[str] = Counter()
    while some := rooms.outbox.claim("benchmark", at=NOW, limit=1000):
        for one in some:
            counts[one.channel] += 1
            rooms.outbox.sending(one.key, "benchmark")
            rooms.outbox.sent(one.key, f"{counts.total()}.0", at=NOW)
    return counts


if __name__ == "__main__":
    main()
