"""Whether a scene and an incident go together: the same craft, states, seas and days, or others."""

import datetime as dt
import re
from dataclasses import replace

from bot.reading.camps import opposed
from bot.reading.days import Days, Grain
from bot.reading.event import Event, same_days
from bot.reading.news import FUTURE, GENERAL, LOOKING_BACK, NOT_NEWS, TELLING, event_days, event_mention, opens
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
SPOTS = frozenset({"city", "sea", "gulf", "strait", "island", "islands", "bay", "cape", "channel", "peninsula"})
# Other craft at another hour of the same day.
AGAIN_LATER = re.compile(
    r"\b(?:(?:hours?|minutes) (?:later|earlier|after(?:wards)?|before)|later (?:that|the same|on the same|in the) day"
    r"|the same (?:day|night|afternoon|evening)|separately|meanwhile|elsewhere"
    r"|in a (?:separate|second) (?:incident|case|encounter))\b",
    re.IGNORECASE,
)
HANDED_ON = re.compile(r"\b(?:took over|taken over|handed|relieved|still|until|continued|then)\b", re.IGNORECASE)
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
        or FUTURE.search(scene.words)
        or scene.habitual
        or scene.paragraph - last.paragraph > 2
        or NOT_NEWS.search(scene.words)
    ):
        return False
    if event_days(scene) is not None and event.days is not None and not same_days(event_days(scene), event.days):
        return False
    if GENERAL.search(scene.words) or scene.did(Act.STRIKE, Act.MISSILE):
        return False
    told = scene.did(
        Act.MEET, Act.WARN, Act.LAUNCH, Act.TRACK, Act.PROTEST, Act.CALM, Act.ZONE, Act.VIOLATE, Act.UNSAFE
    )
    if scene.paragraph == last.paragraph and CARRIED_ON.match(scene.words):
        return True
    if any(not c.generic for c in scene.crafts) or (
        any(getattr(m.entry, "kind", "") in SCENERY for m in scene.places)
        and scene.deeds
        and scene.paragraph - last.paragraph <= 1
    ):
        return True
    return told or bool(scene.distances) or bool(scene.forces and scene.paragraph - last.paragraph <= 1)


def continues(scene: Scene, event: Event) -> bool:
    return not (LOOKING_BACK.search(scene.words) and opens(scene))


def clash(scene: Scene, event: Event) -> bool:
    """Whether a scene speaks of other craft than the event: another state's actors, other named types, other seas."""
    ours, theirs = _states(scene), {s for one in event.scenes for s in _states(one)}
    if not _states(scene, surely=True) and opposed(ours | theirs):
        ours = set()
    types = {c.type for c in scene.crafts if not c.generic and isinstance(c.mention.entry, Aircraft | Vessel)}
    known = event.types()
    if scene.did(Act.MISSILE) and "missile" in {c.type for c in scene.crafts} and not event.did(Act.MISSILE):
        return True
    ships, known_ships = _has_ships(scene), any(_has_ships(one) for one in event.scenes)
    if types and known and not types & known and ships != known_ships and event_mention(scene) is not None:
        return True
    if ours and theirs and not ours & theirs:
        known_states = {s for one in event.scenes for c in one.crafts for s in c.states} | {
            s for one in event.scenes for p in one.parties for s in p.states
        }
        if re.search(r"\balso\b", scene.words) and event_mention(scene) is None:
            return False
        return not ours & known_states or (event_mention(scene) is not None and event.days is not None)
    seas, known_seas = _seas(scene), {sea for one in event.scenes for sea in _seas(one)}
    return bool(seas and known_seas and not seas & known_seas and types and not types & known)


def _states(scene: Scene, *, surely: bool = False) -> set[str]:
    """Whose craft came, as far as the scene tells: those that surely did, or all that did not surely answer."""
    least = 0.01 if surely else 0.0
    return {s for c in scene.crafts if c.lean + c.met + c.came >= least for s in c.states if not c.dropped}


def _has_ships(scene: Scene) -> bool:
    return any(isinstance(c.mention.entry, Vessel) for c in scene.crafts)


def shares(scene: Scene, event: Event) -> bool:
    """Whether a scene names a type or a place of the event: what a month in common does not yet prove."""
    names = {m.entry.name for one in event.scenes for m in one.places}
    return bool(
        {c.type for c in scene.crafts if not c.generic} & event.types() or {m.entry.name for m in scene.places} & names
    )


def _seas(scene: Scene) -> set[str]:
    seas = {m.entry.name for m in scene.places if getattr(m.entry, "kind", "") in ("sea", "gulf", "ocean", "strait")}
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


def is_elsewhere(scene: Scene, event: Event) -> bool:
    """Whether other craft came on the same day somewhere else: "Four hours later two more, 45 miles off Oregon"."""
    mention = event_mention(scene)
    if mention is not None and (not mention.days.anchored or not same_days(mention.days, event.days)):
        return False
    if not AGAIN_LATER.search(scene.words) or not any(c.count and not c.dropped for c in scene.crafts):
        return False
    here, there = _spots(scene), {name for one in event.scenes for name in _spots(one)}
    return bool(here and there) and not here & there and scene.did(*TELLING, Act.COME, Act.SAIL)


def _spots(scene: Scene) -> set[str]:
    """The places of a scene that lie well apart, each with those that it lies in but for whole states and oceans."""
    words = vocabulary()
    names = {m.entry.name for m in scene.places if getattr(m.entry, "kind", "") in SPOTS}
    wider = {name for own in names for name in words.lies_in(own)}
    return names | {name for name in wider if name in words.places and words.places[name].kind in (*SPOTS, "state")}


def goes_home(scene: Scene, events: list[Event]) -> bool:
    """Whether a scene only tells where a ship or jet that had answered went afterwards."""
    if scene.did(*TELLING):
        return False
    named = {c.type for c in scene.crafts if not c.generic and not c.dropped}
    answered = {c.type for e in events for c in e.crafts() if c.lean + c.met + c.came < 0}
    return bool(named) and named <= answered


def announced_before(scene: Scene, event: Event) -> bool:
    """Whether a scene without a day of its own tells of something announced well before the event at hand."""
    if not scene.said_on or not scene.did(*TELLING) or not any(not c.generic for c in scene.crafts):
        return False
    said, known = scene.said_on[0].days.first, event.days.first if event.days else None
    return bool(said and known and said < known - dt.timedelta(days=3))


def dates_it(days: Days, event: Event, published: dt.date | None) -> bool:
    """Whether a day found later may be that of an event told without one: near its announcement or publication."""
    if (
        (event.days is not None and not event.supposed)
        or days.grain not in (Grain.DAY, Grain.DAYS)
        or days.first is None
    ):
        return event.days is None and days.first is None
    near = event.said.days.first if event.said and event.said.days.first else published
    return near is None or dt.timedelta(days=-2) <= near - days.first <= dt.timedelta(days=12)
