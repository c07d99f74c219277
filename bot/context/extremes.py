"""Extremes: the largest formation, the closest approach and the longest encounter, ever or for at least 30 days."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.context.counting import aircraft_of
from bot.context.model import Statement, Topic
from bot.context.past import Past, came_before, days_are_same, is_moment, is_recent, lateness
from bot.context.places import with_article
from bot.context.runs import FLOWN, say_actors
from bot.vocabulary import vocabulary
from bot.wording import BOUND_WORDS, say_day, say_days, say_distance
from store.lookups import Measure, Reach
from store.records import Incident, Kind

FORMATIONS = FLOWN | {Kind.UNSAFE_ENCOUNTER}
SMALLEST_FORMATION = 3
MOST_TRIED = 3
SHORTEST_ENCOUNTER = 30  # minutes
HAIR = 1e-6  # km; the same distance worked out in two ways differs in the last bits


@dataclass(frozen=True, slots=True)
class Claim:
    """What a record may be the most of: how to know its rivals, and those that are or may be as good."""

    topic: Topic
    record: Incident
    strength: float
    kinds: frozenset[Kind]
    reach: Reach
    has_measure: Callable[[Incident], bool]
    is_as_good: Callable[[Incident], bool]
    may_be_as_good: Callable[[Incident], bool]
    what: str
    value: str

    def is_rival(self, other: Incident) -> bool:
        """Whether a record is one to compare with: of its sort, with an actor in common and a measure."""
        return (
            other.ref != self.record.ref
            and other.kind in self.kinds
            and not set(other.actors).isdisjoint(self.record.actors)
            and self.has_measure(other)
        )

    def equals(self, other: Incident) -> bool:
        """Whether a rival of the very same actors is surely as good: the one "since" which this is the first."""
        return set(other.actors) == set(self.record.actors) and self.is_as_good(other)

    def is_decided_by(self, other: Incident) -> bool:
        """Whether an earlier rival ends the search: as good, or perhaps as good."""
        return self.is_rival(other) and (self.equals(other) or self.may_be_as_good(other))

    def stands_since(self, last: Incident) -> bool:
        """Whether the claim can be told with the record that decides it."""
        return self.equals(last) and not is_recent(self.record, last)


def extremes(past: Past) -> tuple[Statement, ...]:
    """What the news has the most of near a place, by the same actors, ever or for at least 30 days.

    Only values that are surely reached are told, and only the strongest of those of the same actors and places is
    tried. Records without a value are set aside, and every sentence says so; an earlier record that could have been
    as good, but need not, silences the claim.
    """
    told: dict[tuple[object, ...], Statement] = {}
    for claim in claims(past):
        for place in reversed(claim.record.areas):
            statement = _statement(claim, place, past)
            if statement is not None:
                told.setdefault((claim.topic, *sorted(claim.record.actors), place), statement)
                break
    return tuple(told.values())


def claims(past: Past) -> Iterator[Claim]:
    """The claims that the news may make: of each topic the three strongest by different actors or places.

    What the records since the floor refute for all places is not tried at all.
    """
    for make in (_largest, _closest, _longest):
        made = [claim for record in past.news if record.actors and is_moment(record) and (claim := make(record))]
        made.sort(key=lambda claim: (claim.strength, lateness(claim.record)), reverse=True)
        seen = set()
        tried = 0
        for claim in made:
            key = frozenset(claim.record.actors), tuple(claim.record.areas), claim.reach.origin, claim.kinds
            if key in seen:
                continue
            seen.add(key)
            if any(_is_open(claim, place, past) for place in claim.record.areas):
                yield claim
                tried += 1
            if tried == MOST_TRIED:
                break


def _is_open(claim: Claim, place: str, past: Past) -> bool:
    """Whether the records since the floor leave a claim open near a place."""
    before = rivals_before(claim, past.of_late(past.by_place.get(place, ())), past)
    last = next((other for other in before or () if claim.is_decided_by(other)), None)
    return before is not None and (last is None or claim.stands_since(last))


def rivals_before(claim: Claim, others: Iterable[Incident], past: Past) -> list[Incident] | None:
    """The rivals of a claim among others that came before it, the latest first; None where it cannot hold."""
    record = claim.record
    if past.start is None or record.first_day is None or past.start >= record.first_day:
        return None
    rivals = [other for other in others if claim.is_rival(other)]
    before = came_before(record, rivals)
    if before is None:
        return None
    if any(claim.is_as_good(o) or claim.may_be_as_good(o) for o in rivals if days_are_same(o, record)):
        return None
    return sorted(before, key=lateness, reverse=True)


def _statement(claim: Claim, place: str, past: Past) -> Statement | None:
    before = rivals_before(claim, past.by_place.get(place, ()), past)
    if not before or past.start is None:
        return None
    last = next((other for other in before if claim.is_decided_by(other)), None)
    if last is None:
        reach = f" in this ledger, which starts on {say_day(past.start)}"
    elif not claim.stands_since(last):
        return None
    else:
        reach = f" since {say_days(last)} (ledger from {say_day(past.start)})"
    near = "" if place == claim.reach.origin else f" near {with_article(place)}"
    text = f"{claim.what}{near}{reach}: {claim.value}."
    refs = (claim.record.name, *((last.name,) if last else ()))
    return Statement(text, refs, claim.topic, past.coverage)


def _largest(record: Incident) -> Claim | None:
    count = aircraft_of(record)
    number = count.number
    if record.kind not in FORMATIONS or count.floor is None or number < SMALLEST_FORMATION:
        return None

    def surely(other: Incident) -> bool:
        floor = aircraft_of(other).floor
        return floor is not None and floor >= number

    def perhaps(other: Incident) -> bool:
        size = aircraft_of(other)
        return size.ceiling is None or size.ceiling >= number

    return Claim(
        topic=Topic.LARGEST,
        record=record,
        strength=number,
        kinds=frozenset(FORMATIONS),
        reach=Reach(Measure.SIZE, number),
        has_measure=lambda other: True,
        is_as_good=surely,
        may_be_as_good=perhaps,
        what=f"Largest {say_actors(record.actors)} formation in one record",
        value=f"{BOUND_WORDS[count.bound]}{number} aircraft, of the records with a full count",
    )


def _closest(record: Incident) -> Claim | None:
    """Distances compare where they are from the same place, or between the craft of unsafe encounters."""
    far = record.distance
    if far is None:
        return None
    whose, km = say_actors(record.actors), far.km
    if record.kind == Kind.UNSAFE_ENCOUNTER:
        origin, kinds, what = None, frozenset({Kind.UNSAFE_ENCOUNTER}), f"Closest {whose} unsafe encounter"
    elif far.origin in vocabulary().places:
        origin, kinds, what = far.origin, frozenset(FORMATIONS), f"Closest {whose} approach to {far.origin}"
        kinds -= {Kind.UNSAFE_ENCOUNTER}
    else:
        return None

    def measured(other: Incident) -> bool:
        return other.distance is not None and (origin is None or other.distance.origin == origin)

    def as_close(other: Incident) -> bool:
        return other.distance is not None and other.distance.km <= km + HAIR

    return Claim(
        topic=Topic.CLOSEST,
        record=record,
        strength=-km,
        kinds=kinds,
        reach=Reach(Measure.CLOSENESS, km, origin),
        has_measure=measured,
        is_as_good=as_close,
        may_be_as_good=as_close,
        what=what,
        value=f"{say_distance(far)}, of the records with a distance",
    )


def _longest(record: Incident) -> Claim | None:
    minutes = record.duration_minutes
    if minutes is None or minutes < SHORTEST_ENCOUNTER or record.kind not in FORMATIONS:
        return None

    def as_long(other: Incident) -> bool:
        return other.duration_minutes is not None and other.duration_minutes >= minutes

    return Claim(
        topic=Topic.LONGEST,
        record=record,
        strength=minutes,
        kinds=frozenset(FORMATIONS),
        reach=Reach(Measure.DURATION, minutes),
        has_measure=lambda other: other.duration_minutes is not None,
        is_as_good=as_long,
        may_be_as_good=as_long,
        what=f"Longest {say_actors(record.actors)} encounter",
        value=f"{minutes} minutes, of the records with a duration",
    )
