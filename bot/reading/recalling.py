"""Craft that a report names more than once: whose they are, and which bare word was which ship all along."""

import itertools
import re
from dataclasses import replace

from bot.reading.platforms import AIR_ROLE
from bot.reading.scene import Craft, Scene
from bot.vocabulary import Aircraft, Vessel

SAME_TYPE = re.compile(r"^s? of (?:(?:the|that|this) same|that|this) (?:type|kind|model|sort|make)\b")
# Craft whose owner a general word elsewhere gives away; fighters stand on both sides too often.
HANDED_BY_WORD = frozenset({"drone", "bomber", "surveillance aircraft", "patrol aircraft", "reconnaissance aircraft"})


NAMED_AGAIN = frozenset({"balloon", "drone", "submarine", "helicopter"})


def recall(told: list[Scene]) -> None:
    """Give craft what the report says of them elsewhere.

    A type that the report gives to one state alone is that state's throughout; a bare "cutter" before "the cutter
    Alder" is the Alder; "a drone of the same type" is another of the drone named before, and "U.S. drones" make an
    MQ-9 that is nobody's American.
    """
    _name_same_types(told)
    _hand_on_owners(told)
    _hand_on_by_noun(told)
    _own_by_word(told)
    _name_the_aircraft(told)
    _name_nouns(told)


def _hand_on_owners(told: list[Scene]) -> None:
    crafts = [craft for scene in told for craft in scene.crafts]
    owners: dict[str, set[str]] = {}
    words: dict[str, str] = {}
    for craft in crafts:
        if craft.states and not craft.generic and not craft.guessed_state:
            owners.setdefault(craft.type, set()).update(craft.states)
            words.setdefault(craft.type, craft.mention.words)
    for craft in crafts:
        known = owners.get(craft.type, set())
        if len(known) == 1 and not craft.unknown and (not craft.states or craft.guessed_state):
            craft.states, craft.guessed_state = tuple(known), True
            craft.note = f"the same owner as of the {words[craft.type]} named elsewhere in the report"


def _hand_on_by_noun(told: list[Scene]) -> None:
    """ "The balloon" is whose the one balloon of the report is."""
    crafts = [craft for scene in told for craft in scene.crafts if craft.generic and craft.type in NAMED_AGAIN]
    owners: dict[str, set[str]] = {}
    for craft in crafts:
        owners.setdefault(craft.type, set()).update(craft.states)
    for craft in crafts:
        if craft.again and not craft.states and not craft.unknown and len(owners[craft.type]) == 1:
            craft.states, craft.guessed_state = tuple(owners[craft.type]), True
            craft.note = f"the {craft.type} spoken of before"


def _name_same_types(told: list[Scene]) -> None:
    named: list[Craft] = []
    for scene in told:
        for craft in scene.crafts:
            entry = craft.mention.entry
            if not craft.generic and isinstance(entry, Aircraft):
                named.append(craft)
            elif craft.generic and SAME_TYPE.match(scene.text[craft.mention.end : craft.mention.end + 24]):
                roles = AIR_ROLE.get(craft.type, ())
                same = next((c for c in reversed(named) if not roles or _role(c) in roles), None)
                if same is not None:
                    craft.mention = replace(craft.mention, entry=same.mention.entry, variant=same.mention.variant)
                    craft.type, craft.generic, craft.states = same.type, False, craft.states or same.states
                    craft.note = f"the type of the {same.mention.words} named before"


def _role(craft: Craft) -> str:
    return craft.mention.entry.role if isinstance(craft.mention.entry, Aircraft) else ""


def _own_by_word(told: list[Scene]) -> None:
    crafts = [craft for scene in told for craft in scene.crafts]
    owners: dict[str, set[str]] = {}
    for craft in crafts:
        if craft.generic and craft.type in HANDED_BY_WORD:
            for role in AIR_ROLE.get(craft.type, ()):
                owners.setdefault(role, set()).update(craft.states)
    for craft in crafts:
        entry = craft.mention.entry
        known = owners.get(_role(craft), set())
        if not isinstance(entry, Aircraft) or craft.states or craft.unknown or len(known) != 1:
            continue
        if known <= set(entry.operators):
            craft.states, craft.guessed_state = tuple(known), True
            craft.note = "the same owner as of the craft of its sort named elsewhere in the report"


def _name_the_aircraft(told: list[Scene]) -> None:
    """ "A Polish patrol plane was approached. The L-410 …": the type of the one aircraft spoken of just before."""
    for before, scene in itertools.pairwise(told):
        spoken = [c for c in before.crafts if c.generic and c.states and not c.mention.plural and not c.dropped]
        crafts = [c for c in scene.crafts if isinstance(c.mention.entry, Aircraft) and c.definite and not c.unknown]
        for craft in crafts:
            roles = {role for c in spoken for role in AIR_ROLE.get(c.type, (_role(craft),))}
            if len(spoken) == 1 and not craft.states and _role(craft) in roles:
                craft.states, craft.guessed_state = spoken[0].states, True
                craft.note = f"the {spoken[0].mention.words} spoken of before"


def _name_nouns(told: list[Scene]) -> None:
    """Drop "a Coast Guard cutter" where "the cutter Alder" follows and no other cutter is told of."""
    bare: dict[str, list[Craft]] = {}
    ships: dict[str, list[Craft]] = {}
    for scene in told:
        for n, craft in enumerate(scene.crafts):
            if isinstance(craft.mention.entry, Vessel):
                if n and (noun := _noun_before(scene, scene.crafts[n - 1], craft)):
                    ships.setdefault(noun, []).append(craft)
            elif craft.generic and not craft.mention.plural and (craft.count is None or craft.count.value == 1):
                bare.setdefault(_word(craft), []).append(craft)
    for noun, named in ships.items():
        first = named[0]
        if any(ship.type != first.type for ship in named):
            continue
        for craft in bare.get(noun, ()):
            another = craft.states and first.states and not set(craft.states) & set(first.states)
            if craft.mention.end <= first.mention.start and not another:
                craft.dropped = True
                first.states = first.states or craft.states


def _word(noun: Craft) -> str:
    """What a general word calls a craft: a type of ship, or where it is any ship the very word."""
    return noun.mention.words.lower() if noun.type == "ship" else noun.type


def _noun_before(scene: Scene, noun: Craft, ship: Craft) -> str | None:
    """The general word right before a ship's name: "the cutter Alder"."""
    gap = scene.text[noun.mention.end : ship.mention.start]
    return _word(noun) if noun.generic and 0 < len(gap) <= 2 and not gap.strip(" '\"“‘") else None
