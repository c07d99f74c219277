"""Craft that a report names more than once: whose they are, and which bare word was which ship all along."""

from bot.reading.scene import Craft, Scene
from bot.vocabulary import Vessel


def recall(told: list[Scene]) -> None:
    """Give craft what the report says of them elsewhere.

    A type that the report gives to one state alone is that state's throughout; a bare "cutter" before "the cutter
    Alder" is the Alder.
    """
    _hand_on_owners(told)
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
                bare.setdefault(craft.type, []).append(craft)
    for noun, named in ships.items():
        first = named[0]
        if any(ship.type != first.type for ship in named):
            continue
        for craft in bare.get(noun, ()):
            if craft.mention.end <= first.mention.start:
                craft.dropped = True
                first.states = first.states or craft.states


def _noun_before(scene: Scene, noun: Craft, ship: Craft) -> str | None:
    """The general word right before a ship's name: "the cutter Alder"."""
    gap = scene.text[noun.mention.end : ship.mention.start]
    return noun.type if noun.generic and 0 < len(gap) <= 2 and not gap.strip(" '\"“‘") else None
