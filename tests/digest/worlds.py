"""Made-up ledgers for whole digests: everything that a digest can tell comes about in some of them."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from bot.digest import Digest, Period
from bot.digest.model import Length, Unit
from bot.fetching import Edition, digest_of
from store.database import Store
from store.filters import OPERATOR, Audience, IncidentFilter
from store.ledger import Ledger
from store.records import (
    Bound,
    Distance,
    Incident,
    IncidentDraft,
    Kind,
    Origin,
    Platform,
    Precision,
    Response,
    Side,
    Source,
    Verification,
)
from store.tables import incident

DAY = dt.timedelta(days=1)
LAST = dt.date(2024, 6, 30)
READERS = Audience(team="T1", channel="C1")
ORIGINS = (Origin(), Origin(), Origin(team="T1", channel="C2"), Origin(team="T1", channel="C1", private=True))
UNSEEN = (Origin(team="T1", channel="C9", private=True), Origin(team="T2", channel="C1"))
PLACES: tuple[list[str], ...] = (
    ["Alaska"],
    ["Alaska"],
    ["Bering Sea", "Alaska"],
    ["Japan"],
    ["Black Sea"],
    ["Atlantis"],
    [],
)
ACTORS: tuple[list[str], ...] = (["RU"], ["RU"], ["RU"], ["CN"], ["US"], ["CN", "RU"], [])
TYPES = ("Tu-95", "Tu-95", "Tu-160", "H-6", "Su-35", "bomber", "warship", "destroyer")
PERIODS = (
    Period(LAST, LAST, "America/Anchorage"),
    Period(dt.date(2024, 6, 17), dt.date(2024, 6, 23), "Asia/Kathmandu"),
    Period(dt.date(2024, 6, 1), LAST, "Europe/London"),
    Period(dt.date(2024, 6, 28), LAST, "UTC"),
    Period(dt.date(2023, 12, 27), dt.date(2024, 1, 2), "UTC"),
)
NEAR_ALASKA = IncidentFilter(areas=("Alaska",))
BEFORE_ALL = IncidentFilter(areas=("Hainan",))


@dataclass(frozen=True)
class Told:
    """A digest, what was asked for it, and everything that the ledger holds, whoever may see it."""

    digest: Digest
    period: Period
    edition: Edition
    every: Sequence[Incident]
    acts: dict[str, list[tuple[str, str]]]
    """What was done to records after they were told, by their names: the verb and the reason."""

    @property
    def seen(self) -> list[Incident]:
        """What the readers may see and asked for, of any standing but taken back, in any order."""
        wanted = set(self.edition.wanted.areas)
        return [
            r
            for r in self.every
            if r.origin.team in ("", "T1")
            and (not r.origin.private or r.origin.channel == "C1")
            and r.status == "confirmed"
            and (not wanted or wanted & {*r.areas, *r.also_in})
        ]

    @property
    def news(self) -> list[Incident]:
        """Those with a day in the period; a month or a year only where it lies inside."""
        first, last = self.period.first, self.period.last
        return [
            r
            for r in self.seen
            if r.first_day
            and r.last_day
            and r.last_day >= first
            and r.first_day <= last
            and (r.precision == Precision.DAY or (r.first_day >= first and r.last_day <= last))
        ]

    @property
    def earlier(self) -> list[Incident]:
        """What began before the period, or may have, and is not news."""
        news = {r.ref for r in self.news}
        return [r for r in self.seen if r.ref not in news and (r.first_day is None or r.first_day < self.period.first)]

    @property
    def known(self) -> list[Incident]:
        """All that the digest may rest its claims on."""
        return [*self.news, *self.earlier]

    @property
    def start(self) -> dt.date:
        """The first day of what is known."""
        return min(r.first_day for r in self.known if r.first_day)

    def named(self, name: str) -> Incident:
        """The record of a name."""
        [one] = [r for r in self.every if r.name == name]
        return one


def told_of(store: Store, seed: int) -> Told:
    """The digest of a ledger that is made of a seed."""
    draw = random.Random(seed)  # noqa: S311 - the same ledger every time is the point
    with store.writing() as session:
        session.execute(delete(incident))
    ledger = Ledger(store)
    period = PERIODS[seed % len(PERIODS)]
    end = dt.datetime.combine(period.last + DAY, dt.time(8), dt.UTC)
    told_at = end - dt.timedelta(days=period.days)
    _fill(ledger, draw, period, told_at)
    names: tuple[str, ...] = ()
    acts: dict[str, list[tuple[str, str]]] = {}
    watched = seed % 3 != 1
    if watched:
        names, acts = _since(ledger, draw, period, told_at)
    lengths: tuple[Length, ...] = ("standard", "full", "headline")
    units: tuple[Unit, ...] = ("km", "mi", "nm")
    edition = Edition(
        wanted=BEFORE_ALL if seed % 11 == 7 else NEAR_ALASKA if seed % 4 == 2 else IncidentFilter(),
        about="near Hainan" if seed % 11 == 7 else "near Alaska" if seed % 4 == 2 else "",
        unit=units[seed % 3],
        length=lengths[0] if seed % 7 else lengths[2],
        told_at=told_at if watched else None,
        told=names,
    )
    made = digest_of(ledger, period, audience=READERS, edition=edition)
    return Told(made, period, edition, ledger.find(IncidentFilter(statuses=()), audience=OPERATOR), acts)


def _fill(ledger: Ledger, draw: random.Random, period: Period, told_at: dt.datetime) -> None:
    """Years of a few records, the last weeks busier, and formations, distances and answers that make a claim."""
    few = draw.random() < 0.25
    first = period.first - draw.choice((400, 2200)) * DAY
    days = [first + draw.randrange((period.first - first).days) * DAY for _ in range(draw.choice((6, 60, 140)))]
    if not few:
        days += [period.last - draw.randrange(period.days + 6) * DAY for _ in range(draw.choice((2, 12, 30)))]
        days += [period.last - n * DAY for n in range(draw.choice((0, 4, 70)))]
    days += [(period.last + DAY).replace(year=period.last.year - n) for n in range(draw.randrange(4))]
    if few:
        days.append(period.first)
    if draw.random() < 0.15:
        days = []
    for day in days:
        at = dt.datetime.combine(day + draw.choice((1, 1, 1, 9)) * DAY, dt.time(12), dt.UTC)
        _add(ledger, draw, _draft(draw, day), at)
    for draft in _encounters(draw, period) if days and not few else ():
        _add(ledger, draw, draft, told_at)
    for _ in range(draw.randrange(4) if days else 0):  # of earlier days, logged since
        day = period.first - (5 + draw.randrange(200)) * DAY
        draft = _draft(draw, day)
        if draw.random() < 0.3:
            draft = draft.model_copy(update={"first_day": None, "last_day": None, "precision": None})
        _add(ledger, draw, draft, told_at + dt.timedelta(hours=2 + draw.randrange(9)))
    if days and draw.random() < 0.2:
        _fill_days(ledger, period)


def _fill_days(ledger: Ledger, period: Period) -> None:
    """A flight near Alaska on each day for longer than runs are followed back, and few on those of other years."""
    days = [period.last - n * DAY for n in range(100)]
    days += [dt.date(period.last.year - years, period.last.month, 1 + n) for years in range(1, 6) for n in range(2, 5)]
    flown = [Platform(type="Tu-95", count=2)]
    drafts = [
        _record(
            first_day=day, precision=Precision.DAY, kind=Kind.PATROL, actors=["RU"], areas=["Alaska"], platforms=flown
        )
        for day in days
        if day <= period.last
    ]
    ledger.add(drafts, origin=Origin(), by="desk", at=dt.datetime.combine(period.first, dt.time(), dt.UTC) - 9 * DAY)


def _add(ledger: Ledger, draw: random.Random, draft: IncidentDraft, at: dt.datetime) -> None:
    unseen = draw.random() < 0.12
    origin = draw.choice(UNSEEN if unseen else ORIGINS)
    if draw.random() < 0.1:
        number = f"D{draw.randrange(10**9):09}"
        ledger.import_records([(number, draft)], origin=origin, by="desk", at=at)
        return
    ledger.add([draft], origin=origin, by="desk", at=at)


def _draft(draw: random.Random, day: dt.date) -> IncidentDraft:
    last, precision = day + draw.choice((0, 0, 0, 0, 1, 2)) * DAY, Precision.DAY
    chance = draw.random()
    if chance < 0.03:
        precision, day = Precision.MONTH, day.replace(day=1)
        last = (day + 31 * DAY).replace(day=1) - DAY
    if 0.03 < chance < 0.05:
        precision, day, last = Precision.YEAR, dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
    undated = draw.random() < 0.02
    kind = draw.choice((Kind.PATROL, Kind.PATROL, Kind.ZONE_ENTRY, Kind.UNSAFE_ENCOUNTER, Kind.NAVAL_PRESENCE))
    places = draw.choice(PLACES)
    return _record(
        first_day=None if undated else day,
        last_day=None if undated else last,
        precision=None if undated else precision,
        kind=kind,
        actors=draw.choice(ACTORS),
        responders=draw.choice((["US"], ["US"], ["JP"], [])),
        platforms=[
            Platform(
                type=name,
                count=draw.choice((None, 1, 2, 2, 4)),
                bound=draw.choice((*[Bound.EXACT] * 9, Bound.AT_LEAST, Bound.ABOUT)),
            )
            for name in dict.fromkeys(draw.choices(TYPES, k=draw.randrange(3)))
        ],
        areas=places,
        also_in=["North Pacific"] if places == ["Alaska"] and draw.random() < 0.3 else [],
        response=draw.choice(list(Response)),
        verification=draw.choice(
            (*[Verification.SINGLE_SOURCE] * 5, Verification.UNVERIFIED, Verification.OFFICIAL, Verification.DISPUTED)
        ),
        distance=Distance(value=draw.randrange(20, 90), unit="nm", origin=draw.choice((None, "Alaska", "the tanker")))
        if draw.random() < 0.2
        else None,
        duration_minutes=draw.choice((None, None, None, 20, 45)),
        sources=draw.choice(
            ([], [Source(outlet="Wire", url="https://wire.example/a_b?x=1&y=2")], [Source(url="https://b.example/*1*")])
        ),
        reported_by=draw.choice(([], [], ["NORAD <press>"])),
    )


def _record(**fields: Any) -> IncidentDraft:
    return IncidentDraft(**fields)


def _encounters(draw: random.Random, period: Period) -> list[IncidentDraft]:
    """What is sure to be a claim, now and then: a large formation, a close one, a long one, an answer, a way round."""
    day = period.last
    base: dict[str, Any] = {"first_day": day, "precision": Precision.DAY, "kind": Kind.PATROL, "actors": ["RU"]}
    base |= {"areas": ["Alaska"], "verification": Verification.OFFICIAL, "response": Response.INTERCEPTED}
    tu = [Platform(type="Tu-95", count=2), Platform(type="Su-35", count=3)]
    far = Distance(value=draw.randrange(3, 12), unit="mi", origin="Alaska")
    near = Distance(value=draw.randrange(20, 90), unit="ft", origin="the tanker")
    old = {"first_day": period.first - 90 * DAY}
    other = {"actors": ["US"], "responders": ["RU"], "platforms": [Platform(type="B-52", count=2)], "areas": ["Japan"]}
    made: list[dict[str, Any]] = [
        {"platforms": [Platform(type="H-6", count=draw.randrange(7, 12))]},
        {"distance": far},
        {"distance": near, "kind": Kind.UNSAFE_ENCOUNTER},
        {"distance": far.model_copy(update={"value": 60}), **old},
        {"distance": near, "kind": Kind.UNSAFE_ENCOUNTER, **old},
        {"duration_minutes": draw.randrange(200, 300)},
        {"duration_minutes": 300, "areas": ["Alaska"], **old},
        {"responders": ["US"], "platforms": [Platform(type="Tu-95", count=1)], "first_day": day - 2 * DAY},
        other,
        {"platforms": tu, "areas": ["Japan"], "first_day": day - 3 * DAY},
        {"platforms": tu},
        {"platforms": [Platform(type="A-50", count=1)], "areas": ["Bering Sea", "Alaska"], "actors": ["CN", "RU"]},
        {"platforms": [Platform(type="F-22", count=2, side=Side.RESPONDER)], "responders": ["US"]},
    ]
    return [_record(**base | fields) for fields in made if draw.random() < 0.5]


def _since(
    ledger: Ledger, draw: random.Random, period: Period, told_at: dt.datetime
) -> tuple[tuple[str, ...], dict[str, list[tuple[str, str]]]]:
    """Names of records that earlier digests told, and what is done to some of them after that."""
    before = IncidentFilter(until=period.first - DAY, logged_until=told_at - dt.timedelta(hours=1))
    known = ledger.find(before, audience=READERS, limit=24)
    others = ledger.find(before, audience=READERS)[24:]
    at, by = told_at + dt.timedelta(hours=3), "U1"
    acts: dict[str, list[tuple[str, str]]] = {}
    for number, one in enumerate(known):
        why = draw.choice(("", "an airliner <sic>.", "two *outlets* differ"))
        who: dict[str, Any] = {"by": by, "at": at, "reason": why, "audience": OPERATOR}
        what = number % 8
        if what == 0:
            ledger.retract(one.ref, **who)
        elif what == 1 and one.verification != Verification.DISPUTED:
            ledger.dispute(one.ref, **who)
        elif what == 2:
            changed = one.model_copy(update={"response": Response.SHOT_DOWN, "areas": ["Japan", "Sea of Okhotsk"]})
            ledger.correct(one.ref, changed, **who)
        elif what == 3 and (keep := next((other for other in others if other.origin == one.origin), None)):
            ledger.merge(keep.ref, one.ref, **who)
        elif what == 5:
            ledger.note(one.ref, "its source was deleted", by=by, at=at, audience=OPERATOR)
        elif what == 6:
            ledger.retract(one.ref, **who)
            ledger.restore(one.ref, **who)
        else:
            continue
        verbs = ("retracted", "disputed", "corrected", "merged", "", "noted", "restored")
        acts.setdefault(one.name, []).append((verbs[what], why))
    meanwhile = IncidentFilter(until=period.first - DAY, logged_since=told_at)
    told = [*known, *ledger.find(meanwhile, audience=READERS)[:1]]  # one that a digest in between told
    return tuple(one.name for one in told), acts
