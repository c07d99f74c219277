"""Whether a scene and an incident go together: the same craft, states, seas and days, or others."""

import datetime as dt
import re
from dataclasses import replace

from bot.reading.camps import opposed
from bot.reading.days import Days, Grain
from bot.reading.event import Event, is_some_day, same_days
from bot.reading.news import (
    FUTURE,
    GENERAL,
    ITEM,
    LOOKING_BACK,
    NOT_NEWS,
    TELLING,
    event_days,
    event_mention,
    opens,
)
from bot.reading.platforms import is_afloat
from bot.reading.rules.acts import Act
from bot.reading.scene import Scene
from bot.vocabulary import Aircraft, Vessel, vocabulary

# Places that speak of the sea or the air, as capitals and states do not.
SCENERY = frozenset(
    {
        "sea",
        "gulf",
        "strait",
        "ocean",
        "island",
        "islands",
        "bay",
        "zone",
        "coast",
        "line",
        "cape",
        "peninsula",
        "channel",
    }
)
HANDED_ON = re.compile(r"\b(?:took over|taken over|handed|relieved|still|until|continued|then)\b", re.IGNORECASE)
# Craft that were told of before.
DEFINITE = re.compile(
    r"^\W*(?:they|both|the (?:\w+ )?(?:bombers?|planes?|aircraft|jets?|fighters?|pair|two|three|four|formation|ships?"
    r"|vessels?|submarine|drones?|intruders?))\b",
    re.IGNORECASE,
)
# Ministries call an envoy in within days.
PROTEST_IN_TIME = dt.timedelta(days=10)
CARRIED_ON = re.compile(
    r"^\W*(?:the|they|it|its|both|these|those|that|this|he|she|all|each|one|two of|four of|six of|"
    r"another|a second|no |neither|meanwhile|in response|in reaction|as |while|further|after|at |"
    r"during|on the way|along)\b",
    re.IGNORECASE,
)


def belongs(scene: Scene, event: Event) -> bool:
    """Whether a scene without craft of its own still tells of the event: a protest, a denial, a distance."""
    last = event.scenes[-1]
    if (
        scene.words.endswith("?")
        or ITEM.match(scene.words)
        or scene.seen.search(FUTURE)
        or scene.habitual
        or scene.paragraph - last.paragraph > 2
        or scene.seen.search(NOT_NEWS)
    ):
        return False
    if _is_protest(scene, event):
        return True
    if event_days(scene) is not None and event.days is not None and not same_days(event_days(scene), event.days):
        return False
    if scene.seen.search(GENERAL) or scene.did(Act.STRIKE, Act.MISSILE):
        return False
    told = scene.did(
        Act.MEET, Act.WARN, Act.LAUNCH, Act.TRACK, Act.PROTEST, Act.CALM, Act.ZONE, Act.VIOLATE, Act.UNSAFE,
    )  # fmt: skip
    if scene.paragraph == last.paragraph and CARRIED_ON.match(scene.words):
        return True
    if any(not c.generic for c in scene.crafts) or (
        any(getattr(m.entry, "kind", "") in SCENERY for m in scene.places)
        and scene.deeds
        and scene.paragraph - last.paragraph <= 1
    ):
        return True
    if scene.did(Act.SHOOT_DOWN) and not scene.crafts and scene.paragraph - last.paragraph <= 1:
        return True
    return told or bool(scene.distances) or bool(scene.forces and scene.paragraph - last.paragraph <= 1)


def _is_protest(scene: Scene, event: Event) -> bool:
    """Whether envoys were called in about the event, on its day or some days after it."""
    days, known = event_days(scene), event.days
    if not scene.did(Act.PROTEST) or scene.did(*TELLING) or scene.crafts:
        return False
    if days is None or known is None or days.first is None or known.last is None:
        return days is None
    return dt.timedelta(0) <= days.first - known.last <= PROTEST_IN_TIME


def continues(scene: Scene, event: Event) -> bool:
    return not (scene.seen.search(LOOKING_BACK) and opens(scene))


def clash(scene: Scene, event: Event) -> bool:
    """Whether a scene speaks of other craft than the event: another state's actors, other named types, other seas."""
    ours, theirs = _states(scene), event.gather(_states)
    if not _states(scene, surely=True) and opposed(ours | theirs):
        ours = set()
    if not event.gather(surely_came) and event_mention(scene) is None and DEFINITE.match(scene.words):
        theirs = set()
    types = {c.type for c in scene.crafts if not c.generic and isinstance(c.mention.entry, Aircraft | Vessel)}
    known = event.types()
    if scene.did(Act.MISSILE) and "missile" in {c.type for c in scene.crafts} and not event.did(Act.MISSILE):
        return True
    ships, known_ships = _has_ships(scene), bool(event.gather(_ships))
    mixed = known_ships and not ships and bool(event.gather(_flying))
    if (
        types
        and known
        and not types & known
        and ships != known_ships
        and not mixed
        and event_mention(scene) is not None
    ):
        return True
    if ours and theirs and not ours & theirs:
        known_states = event.gather(_named_states)
        if re.search(r"\balso\b", scene.words) and event_mention(scene) is None:
            return False
        return not ours & known_states or (event_mention(scene) is not None and event.days is not None)
    goes_on = event_mention(scene) is None and DEFINITE.match(scene.words)
    if goes_on or (ships and known_ships and HANDED_ON.search(scene.words)):
        return False
    seas, known_seas = _seas(scene), event.gather(_seas)
    return bool(seas and known_seas and not seas & known_seas and types and not types & known)


def _states(scene: Scene, *, surely: bool = False) -> set[str]:
    """Whose craft came, as far as the scene tells: those that surely did, or all that did not surely answer."""
    least = 0.01 if surely else 0.0
    return {s for c in scene.crafts if c.lean + c.met + c.came + c.sent >= least for s in c.states if not c.dropped}


def _named_states(scene: Scene) -> set[str]:
    """The states that a scene names, by their craft or by themselves."""
    return {s for c in scene.crafts for s in c.states} | {s for p in scene.parties for s in p.states}


def _ships(scene: Scene) -> set[str]:
    return {c.type for c in scene.crafts if isinstance(c.mention.entry, Vessel)}


def _flying(scene: Scene) -> set[str]:
    """The words for aircraft in a scene, beside which a ship is the carrier that they came from."""
    return {c.type for c in scene.crafts if not c.dropped and not is_afloat(c) and (c.states or c.count)}


def _has_ships(scene: Scene) -> bool:
    return bool(_ships(scene))


def shares(scene: Scene, event: Event) -> bool:
    """Whether a scene names a type or a place of the event: what a month in common does not yet prove."""
    names = event.gather(_place_names)
    return bool(
        {c.type for c in scene.crafts if not c.generic} & event.types() or {m.entry.name for m in scene.places} & names
    )


def _place_names(scene: Scene) -> set[str]:
    return {m.entry.name for m in scene.places}


def _seas(scene: Scene) -> set[str]:
    seas = {
        m.entry.name
        for m in scene.places
        if getattr(m.entry, "kind", "") in ("sea", "gulf", "ocean", "strait", "channel")
    }
    return seas | {wider for sea in seas for wider in vocabulary().lies_in(sea)}


def carries_on(scene: Scene, event: Event, days: Days) -> bool:
    """Whether a passage of ships goes on over the next days, handed from one watcher to another."""
    known = event.days
    if known is None or known.first is None or known.last is None or days.first is None or days.last is None:
        return False
    if (
        not HANDED_ON.search(scene.words)
        or not any(_has_ships(s) for s in event.scenes)
        or not scene.did(Act.TRACK, Act.MEET)
    ):
        return False
    if not dt.timedelta(0) <= days.first - known.last <= dt.timedelta(days=3) or known.grain not in (
        Grain.DAY,
        Grain.DAYS,
    ):
        return False
    event.days = replace(known, last=days.last, grain=Grain.DAYS)
    return True


def surely_came(scene: Scene) -> set[str]:
    return _states(scene, surely=True)


def goes_home(scene: Scene, events: list[Event]) -> bool:
    """Whether a scene only tells where a ship or jet that had answered went afterwards."""
    if scene.did(*TELLING):
        return False
    named = {c.type for c in scene.crafts if not c.generic and not c.dropped}
    theirs = [c for e in events for c in e.crafts() if c.lean + c.met + c.came + c.sent + c.neared < 0]
    answered, states = {c.type for c in theirs}, {state for c in theirs for state in c.states}
    if named & answered:
        named -= {c.type for c in scene.crafts if isinstance(c.mention.entry, Vessel) and set(c.states) <= states}
        return named <= answered
    return False


def announced_before(scene: Scene, event: Event) -> bool:
    """Whether a scene without a day of its own tells of something announced well before the event at hand."""
    if not scene.said_on or not scene.did(*TELLING) or not any(not c.generic for c in scene.crafts):
        return False
    said, known = scene.said_on[0].days.first, event.days.first if event.days else None
    return bool(said and known and said < known - dt.timedelta(days=3))


def dates_it(days: Days, event: Event, published: dt.date | None) -> bool:
    """Whether a day found later may be that of an event told without one: near its announcement or publication."""
    if (
        (event.days is not None and not event.supposed and not is_some_day(event.days))
        or days.grain not in (Grain.DAY, Grain.DAYS)
        or days.first is None
    ):
        return event.days is None and days.first is None
    near = event.said.days.first if event.said and event.said.days.first else published
    return near is None or dt.timedelta(days=-2) <= near - days.first <= dt.timedelta(days=12)
