"""A made-up ledger of any size, the same for the same seed: types, places and states as uneven as real ones."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, insert, text

from bot.vocabulary import vocabulary
from store.columns import words_key
from store.database import Store
from store.records import METRES_PER
from store.tables import areas, incident, platforms, reporters, revisions, sources, states

FIRST = dt.date(2000, 1, 1)
LAST = dt.date(2026, 11, 15)
WEEK = 7
IN_THE_LAST_WEEK = 100  # one record in so many lies there
BATCH = 20_000
KINDS = (("zone_entry", 5), ("patrol", 4), ("airspace_violation", 2), ("unsafe_encounter", 1), ("naval_presence", 1))
RESPONSES = (("intercepted", 6), ("scrambled", 2), ("monitored", 3), ("protested", 1), ("unknown", 2))
ACTORS = ((("RU",), 10), (("CN",), 8), (("US",), 3), (("CN", "RU"), 1), (("KP",), 1), ((), 1))
RESPONDERS = (("US",), ("JP",), ("TW",), ("NO",), ("GB",), ("EE",), ("KR",), ())
BOUNDS = (("exact", 12), ("at_least", 1), ("about", 1))
READ = {"words": "two bombers near the coast", "start": 10, "end": 36, "rule": "count", "guess": False, "note": ""}
EVIDENCE = [READ | {"field": name} for name in ("first_day", "platforms[0]", "areas[0]", "actors[0]", "response")]
WORDS = "Two bombers flew near the coast and were met by fighters, a spokesman said on the day after. " * 4

Rows = dict[Table, list[dict[str, Any]]]


def fill(store: Store, records: int, *, seed: int = 1) -> None:
    """Write so many records into an empty ledger, straight into its tables, and have the database measure them."""
    draw = random.Random(seed)  # noqa: S311 - the same ledger every time is the point
    for start in range(1, records + 1, BATCH):
        rows: Rows = defaultdict(list)
        for number in range(start, min(start + BATCH, records + 1)):
            for table, row in _record(number, draw):
                rows[table].append(row)
        with store.writing() as session:
            for table, made in rows.items():
                session.execute(insert(table), made)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _uneven(draw: random.Random, number: int) -> int:
    """A place in a list of `number`, the first ones far more often."""
    return int(number * draw.random() ** 3)


def _weighted(draw: random.Random, choices: tuple[tuple[Any, int], ...]) -> Any:
    return draw.choices([value for value, _ in choices], [weight for _, weight in choices])[0]


def _day(draw: random.Random) -> tuple[dt.date | None, dt.date | None, str | None]:
    if draw.randrange(IN_THE_LAST_WEEK) == 0:
        day = LAST - dt.timedelta(days=draw.randrange(WEEK))
        return day, day, "day"
    day = FIRST + dt.timedelta(days=draw.randrange((LAST - FIRST).days - WEEK))
    chance = draw.random()
    if chance < 0.01:
        return None, None, None
    if chance < 0.03:
        first = day.replace(day=1)
        return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1), "month"
    return day, day + dt.timedelta(days=int(chance > 0.97)), "day"


def _record(number: int, draw: random.Random) -> Iterator[tuple[Table, dict[str, Any]]]:
    words = vocabulary()
    kinds, places = list(words.aircraft), list(words.places)
    key = {"incident_id": number}
    first, last, precision = _day(draw)
    at = dt.datetime.combine((last or FIRST) + dt.timedelta(days=1), dt.time(12), dt.UTC)
    far = 1 + round(200 * draw.random(), 1) if draw.random() < 0.2 else None
    place = places[_uneven(draw, len(places))]
    yield incident, {
        "id": number, "status": "confirmed", "version": 1, "logged_at": at, "revised_at": at,
        "kind": _weighted(draw, KINDS), "response": _weighted(draw, RESPONSES), "main": True, "private": False,
        "first_day": first, "last_day": last, "precision": precision, "evidence": EVIDENCE, "team": "", "channel": "",
        "sender": "", "logged_by": "", "summary": "", "distance_value": far, "distance_unit": far and "nm",
        "distance_origin": far and place, "distance_km": far and far * METRES_PER["nm"] / 1000,
        "duration_minutes": draw.randrange(10, 200) if draw.random() < 0.1 else None,
    }  # fmt: skip
    for side, codes in (("actor", _weighted(draw, ACTORS)), ("responder", draw.choice(RESPONDERS))):
        for position, code in enumerate(codes):
            yield states, {**key, "side": side, "position": position, "code": code}
    flown = dict.fromkeys(kinds[_uneven(draw, len(kinds))] for _ in range(draw.choice((1, 1, 2))))
    for position, kind in enumerate(flown):
        yield platforms, {
            **key, "position": position, "side": "actor", "type": kind, "bound": _weighted(draw, BOUNDS),
            "count": draw.randrange(1, 7) if draw.random() < 0.9 else None,
        }  # fmt: skip
    yield platforms, {**key, "position": 9, "side": "responder", "type": "F-35", "count": 2, "bound": "exact"}
    for inferred, names in ((False, (place,)), (True, words.lies_in(place))):
        for position, name in enumerate(names):
            yield areas, {**key, "inferred": inferred, "position": position, "name": name}
    yield reporters, {**key, "position": 0, "name": draw.choice(("NORAD", "Japan Defense Ministry", "NATO"))}
    report = f"{WORDS} No. {number}"
    yield sources, {**key, "position": 0, "outlet": "Wire", "text": report, "text_key": words_key(report)}
    yield revisions, {**key, "version": 1, "action": "logged", "by": "", "at": at, "reason": "", "changes": {}}
