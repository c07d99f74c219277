"""Whether a scene tells of other craft on the same day: elsewhere, at another hour, or in a separate incident."""

import re

from bot.reading.camps import opposed
from bot.reading.event import Event, same_days
from bot.reading.kinship import surely_came
from bot.reading.news import TELLING, event_mention, is_logged
from bot.reading.rules.acts import Act
from bot.reading.scene import Craft, Scene
from bot.vocabulary import Aircraft, Vessel, vocabulary

SPOTS = frozenset({"city", "sea", "gulf", "strait", "island", "islands", "bay", "cape", "channel", "peninsula"})
# Other craft at another hour of the same day.
AGAIN_LATER = re.compile(
    r"\b(?:(?:hours?|minutes) (?:later|earlier|after(?:wards)?|before)"
    r"|(?:later|earlier) (?:that|the same|on the same|in the) (?:day|morning|afternoon|evening)"
    r"|the same (?:day|night|afternoon|evening)|separately|meanwhile|elsewhere"
    r"|in a (?:separate|second) (?:incident|case|encounter))\b",
    re.IGNORECASE,
)
# Another incident by the report's own word, even on the same day and over the same land.
SEPARATE = re.compile(
    r"\b(?:in|during) (?:an?|another|the) (?:separate|different|unrelated|second|third|other) (?:incident|case"
    r"|encounter|event|interception|episode)\b|\bin another (?:incident|case|encounter|episode)\b",
    re.IGNORECASE,
)
# What answers a call, or keeps those company that do.
SENT_UP = frozenset({"fighter", "tanker", "early_warning", "helicopter"})


def is_elsewhere(scene: Scene, event: Event) -> bool:
    """Whether other craft came on the same day somewhere else: "Four hours later two more, 45 miles off Oregon"."""
    if SEPARATE.search(scene.words) and scene.did(*TELLING, Act.COME, Act.SAIL):
        types = {c.type for c in scene.crafts if not c.generic and not c.dropped}
        if types and not types <= event.types():
            return True
    mention = event_mention(scene)
    same = event.days is None or (mention is not None and same_days(mention.days, event.days))
    if mention is not None and not (mention.days.anchored and same):
        return False
    if not (AGAIN_LATER.search(scene.words) or is_logged(scene)) or not any(_is_counted(c) for c in scene.crafts):
        return False
    here, there = _spots(scene), event.gather(_spots)
    if is_logged(scene) and here - there and _are_new_visitors(scene, event):
        return True
    came = [c for c in scene.crafts if c.lean + c.met + c.came + c.sent > 0 and not c.dropped]
    if _are_met_in_turn(scene, came, event):
        return True
    types = {c.type for c in came if not c.generic and _is_counted(c)}
    if types and event.types() and not types & event.types():
        here = here or {m.entry.name for m in scene.places}
        there = there or {m.entry.name for one in event.scenes for m in one.places}
    return bool(here and there) and not here & there and scene.did(*TELLING, Act.COME, Act.SAIL)


def _are_new_visitors(scene: Scene, event: Event) -> bool:
    """Whether a line of a log tells of other types than those before it, none of them of a sort that is sent up."""
    roles = {c.mention.entry.role for c in scene.crafts if isinstance(c.mention.entry, Aircraft)}
    types = {c.type for c in scene.crafts if not c.generic and not c.dropped}
    return not roles & SENT_UP and not types & event.types() and not any(c.lean + c.met < 0 for c in scene.crafts)


def _are_met_in_turn(scene: Scene, came: list[Craft], event: Event) -> bool:
    """Whether those who came now are of the other camp, and were met: "two B-52s were turned back the same day"."""
    ours, theirs = {s for c in came for s in c.states}, event.gather(surely_came)
    met = any(c.lean + c.met + c.came + c.sent < 0 for c in scene.crafts)
    return bool(ours and theirs) and met and not ours & theirs and opposed(ours | theirs)


def _is_counted(craft: Craft) -> bool:
    """Whether it is said how many they were, as of a ship with a name."""
    return not craft.dropped and (craft.count is not None or isinstance(craft.mention.entry, Vessel))


def _spots(scene: Scene) -> set[str]:
    """The places of a scene that lie well apart, each with those that it lies in but for whole states and oceans."""
    words = vocabulary()
    names = {m.entry.name for m in scene.places if getattr(m.entry, "kind", "") in SPOTS}
    wider = {name for own in names for name in words.lies_in(own)}
    return names | {name for name in wider if name in words.places and words.places[name].kind in (*SPOTS, "state")}
