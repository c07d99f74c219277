"""What has to be looked up in the ledger so that a few earlier records serve as well as all of them would.

The records since `floor_of(news)`, those of vague days that reach into them, and one record for each need: with
these `notable` says exactly what it would say of the whole past. A test holds it to that.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.context.extremes import claims, rivals_before
from bot.context.firsts import candidates
from bot.context.past import Past, came_before, is_recent, lateness
from store.filters import IncidentFilter, PlatformCondition
from store.lookups import Bearing, Lookup
from store.records import Incident


@dataclass(frozen=True, slots=True)
class Need:
    """The newest record of a lookup for which `settles` is true."""

    lookup: Lookup
    settles: Callable[[Incident], bool] = lambda record: True


def needs(past: Past) -> tuple[Need, ...]:
    """What is still to be looked up where `past.earlier` are the records since the floor of the news."""
    return (*needs_of_firsts(past), *needs_of_extremes(past))


def needs_of_firsts(past: Past) -> tuple[Need, ...]:
    """Those on which the firsts rest."""
    return () if past.floor is None else tuple(_of_firsts(past, past.floor))


def needs_of_extremes(past: Past) -> tuple[Need, ...]:
    """Those on which the extremes rest."""
    return () if past.floor is None else tuple(_of_extremes(past, past.floor))


def _of_firsts(past: Past, floor: dt.date) -> Iterator[Need]:
    """For a type near a place that nobody named of late: who named it before, and who may have."""
    asked = set()
    for record, kind in candidates(past):
        for place in reversed(record.areas):
            before = came_before(record, past.named(place, kind))
            if before is None or (place, kind) in asked or is_recent(record, max(before, key=lateness, default=None)):
                continue
            asked.add((place, kind))
            like = IncidentFilter(areas=(place,), platforms=(PlatformCondition(types=(kind,)),))
            yield Need(Lookup(like, Bearing.UNDATED))
            if not before:
                yield Need(Lookup(like, Bearing.BEFORE, floor))


def _of_extremes(past: Past, floor: dt.date) -> Iterator[Need]:
    """For a claim that nothing of late refutes: the newest that decides it, any rival, and one that may be earlier."""
    for claim in claims(past):
        for place in reversed(claim.record.areas):
            before = rivals_before(claim, past.by_place.get(place, ()), past)
            last = next((other for other in before or () if claim.is_decided_by(other)), None)
            if before is None or (last and not claim.stands_since(last)):
                continue
            like = IncidentFilter(areas=(place,), actors=tuple(claim.record.actors), kinds=tuple(sorted(claim.kinds)))
            measured = replace(claim.reach, value=None)
            yield Need(Lookup(like, Bearing.UNDATED, reach=measured), claim.is_rival)
            if last is None:
                yield Need(Lookup(like, Bearing.BEFORE, floor, reach=measured), claim.is_rival)
                yield Need(Lookup(like, Bearing.BEFORE, floor, reach=claim.reach), claim.is_decided_by)
