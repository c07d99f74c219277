"""The week over the demo ledger that the documentation shows, and the digest of it."""

import datetime as dt

from bot.demo import demo_rows
from bot.desk import Desk, widen
from bot.digest import Digest, Period
from bot.fetching import Edition
from bot.verification import verified
from store.database import open_store
from store.filters import OPERATOR
from store.interchange import from_outside
from store.ledger import Ledger
from store.records import Origin

WEEK = Period(dt.date(2017, 4, 17), dt.date(2017, 4, 23), "America/Anchorage")
LOGGED = dt.datetime(2017, 4, 24, 16, tzinfo=dt.UTC)


def golden() -> Digest:
    """The digest of the week of 17 April 2017, with four Russian flights near Alaska."""
    store = open_store("sqlite://")
    ledger = Ledger(store)
    records = [(ref, verified(widen(draft))) for ref, draft in map(from_outside, demo_rows())]
    ledger.import_records(records, origin=Origin(), by="demo", at=LOGGED)
    made = Desk(ledger).digest(WEEK, audience=OPERATOR, edition=Edition(length="full", unit="mi"))
    store.close()
    return made
