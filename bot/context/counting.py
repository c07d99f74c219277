"""What is counted: aircraft and ships of the acting side, and how sure such a count is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from bot.vocabulary import Aircraft, Generic, Vessel, vocabulary
from store.records import Bound, Incident, Kind, Platform, Side

SHIP_FAMILIES = frozenset(("ship", "warship", "submarine"))
AT_SEA = frozenset((Kind.NAVAL_PRESENCE, Kind.MISSILE_LAUNCH))
MOST_KEPT = 8192  # names; people may write any


@dataclass(frozen=True, slots=True)
class Count:
    """A sum of counts; not `complete` where a platform has none; `bound` is the weakest claim in it."""

    number: int
    complete: bool
    bound: Bound

    @property
    def floor(self) -> int | None:
        """The number that is surely reached, or None where the count could be less."""
        return self.number if self.bound in (Bound.EXACT, Bound.AT_LEAST) else None

    @property
    def ceiling(self) -> int | None:
        """The number that is surely not passed by what was counted, or None where it could be more."""
        return self.number if self.bound in (Bound.EXACT, Bound.AT_MOST) else None


NOTHING = Count(0, complete=True, bound=Bound.EXACT)


@lru_cache(MOST_KEPT)
def is_named(kind: str) -> bool:
    """Whether a platform is a known type or ship by name, and not a generic word such as `fighter`."""
    return isinstance(_entry(kind), Aircraft | Vessel)


def sails(platform: Platform, incident: Incident) -> bool:
    """Whether a platform is a ship or boat. An unknown name is one in a record about ships."""
    return _sails(platform.type, at_sea=incident.kind in AT_SEA)


def flies(platform: Platform, incident: Incident) -> bool:
    """Whether a platform is an aircraft: whatever is no ship and no missile."""
    return _flies(platform.type, at_sea=incident.kind in AT_SEA)


@lru_cache(MOST_KEPT)
def _sails(kind: str, *, at_sea: bool) -> bool:
    entry = _entry(kind)
    if isinstance(entry, Generic):
        return entry.family in SHIP_FAMILIES
    return isinstance(entry, Vessel) or (entry is None and at_sea)


@lru_cache(MOST_KEPT)
def _flies(kind: str, *, at_sea: bool) -> bool:
    entry = _entry(kind)
    missile = isinstance(entry, Generic) and entry.family == "missile"
    return not missile and not _sails(kind, at_sea=at_sea)


@lru_cache(MOST_KEPT)
def _entry(kind: str) -> Aircraft | Vessel | Generic | None:
    """What the vocabulary knows under the name of a platform."""
    words = vocabulary()
    known = words.generics.get(kind) or words.vessels.get(kind) or words.aircraft.get(kind)
    if known is not None:
        return known
    found = [mention.entry for mention in words.find(kind)]
    return next((entry for entry in found if isinstance(entry, Aircraft | Vessel | Generic)), None)


def aircraft_of(incident: Incident) -> Count:
    """The aircraft counted on the acting side of a record; incomplete where it names nothing."""
    acting, at_sea = acting_platforms(incident), incident.kind in AT_SEA
    count = total([p for p in acting if _flies(p.type, at_sea=at_sea)])
    return count if acting or at_sea else replace(count, complete=False)


def ships_of(incident: Incident) -> Count:
    """The ships counted on the acting side of a record."""
    at_sea = incident.kind in AT_SEA
    return total([p for p in acting_platforms(incident) if _sails(p.type, at_sea=at_sea)])


class Sum(NamedTuple):
    """What many records count together: the number, how many of them give no full count, and the weakest claim."""

    number: int
    missing: int
    bound: Bound


def sums_of(incidents: Iterable[Incident]) -> tuple[Sum, Sum]:
    """The aircraft and the ships of the acting side of many records: those of `aircraft_of` and `ships_of` added up."""
    numbers, missing = [0, 0], [0, 0]
    claims: tuple[set[Bound], set[Bound]] = set(), set()
    for incident in incidents:
        at_sea = incident.kind in AT_SEA
        acts, lacks = False, [False, False]
        for platform in incident.platforms:
            if platform.side != Side.ACTOR:
                continue
            acts = True
            for number, belongs in enumerate((_flies, _sails)):
                if not belongs(platform.type, at_sea=at_sea):
                    continue
                if platform.count is None:
                    lacks[number] = True
                else:
                    numbers[number] += platform.count
                    claims[number].add(platform.bound)
        missing[0] += lacks[0] or not (acts or at_sea)
        missing[1] += lacks[1]
    aircraft, ships = (Sum(numbers[n], missing[n], weakest(claims[n])) for n in (0, 1))
    return aircraft, ships


def acting_platforms(incident: Incident) -> list[Platform]:
    """What flew, sailed or approached."""
    return [p for p in incident.platforms if p.side == Side.ACTOR]


def total(platforms: Sequence[Platform]) -> Count:
    """Add up platforms; a sum with different claims in it claims no more than `about`."""
    if not platforms:
        return NOTHING
    counted = [p for p in platforms if p.count is not None]
    bound = counted[0].bound if len(counted) == 1 else weakest(p.bound for p in counted)
    return Count(sum(p.count or 0 for p in counted), len(counted) == len(platforms), bound)


def weakest(claims: Iterable[Bound]) -> Bound:
    """What a sum of counts claims: of one claim beside exact ones that, of several no more than `about`."""
    bounds = set(claims) - {Bound.EXACT}
    return Bound.EXACT if not bounds else bounds.pop() if len(bounds) == 1 else Bound.ABOUT
