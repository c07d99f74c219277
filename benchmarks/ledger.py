"""The ledger against the sqlite3 module with hand-written SQL, on the same file."""

import datetime as dt
import sqlite3
import tempfile
from pathlib import Path

from benchmarks.timing import in_turn, table
from store.database import open_store
from store.filters import OPERATOR, IncidentFilter, PlatformCondition
from store.ledger import Ledger
from store.records import IncidentDraft, Kind, Origin, Platform, Precision, Response

RECORDS = 20_000
TYPES = ("Tu-95", "Tu-160", "Il-38", "H-6", "J-16", "Su-35", "Tu-142", "RC-135")
AREAS = ("Alaska", "Japan", "Taiwan", "Norway", "Baltic Sea", "Black Sea")
AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
SQL = """
select i.id from incident i
where i.status = 'confirmed'
  and exists (select 1 from incident_platform p where p.incident_id = i.id and p.type = ? and p.side = 'actor')
  and exists (select 1 from incident_area a where a.incident_id = i.id and a.name = ?)
order by i.last_day desc, i.first_day desc, i.time_of_day desc, i.id desc limit 5
"""


def drafts() -> list[IncidentDraft]:
    """Made-up incidents spread over types, places and days."""
    start = dt.date(2000, 1, 1)
    return [
        IncidentDraft(
            kind=Kind.ZONE_ENTRY,
            response=Response.INTERCEPTED,
            first_day=start + dt.timedelta(days=n * 7 % 9_500),
            precision=Precision.DAY,
            areas=[AREAS[n % len(AREAS)]],
            actors=["RU"],
            platforms=[Platform(type=TYPES[n % len(TYPES)], count=n % 5 + 1)],
        )
        for n in range(RECORDS)
    ]


def run() -> None:
    """Import in bulk, then the newest five of a type near a place, through the ledger and by hand."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        ledger = Ledger(open_store(f"sqlite:///{file}"))
        records = [(f"B{n}", draft) for n, draft in enumerate(drafts())]

        def bulk() -> None:
            ledger.import_records(records, origin=Origin(), by="bench", at=AT)

        table(
            f"Import of {RECORDS:,} records (the first run adds, later ones compare)",
            in_turn({"import": bulk}, rounds=1),
        )
        wanted = IncidentFilter(platforms=(PlatformCondition(types=("Tu-95",)),), areas=("Alaska",))
        raw = sqlite3.connect(file)
        rows = in_turn(
            {
                "sqlite3 by hand: the references alone": lambda: raw.execute(SQL, ("Tu-95", "Alaska")).fetchall(),
                "ours: five whole records": lambda: ledger.find(wanted, audience=OPERATOR, limit=5),
                "ours: how many": lambda: ledger.count(wanted, audience=OPERATOR),
            },
            rounds=30,
        )
        table("Newest five Tu-95 near Alaska", rows, unit="query")
        raw.close()
        ledger.store.close()
