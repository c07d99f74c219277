"""Whose a type of aircraft or ship is likely to be, where the report does not say."""

from bot.reading.camps import camp_of
from bot.reading.event import Event
from bot.reading.owners import OWNED
from bot.reading.rules.acts import Act
from bot.reading.scene import Craft
from bot.vocabulary import Aircraft, Vessel
from store.records import Side

# States whose flights make the news, in want of any other sign of who came and who answered.
USUAL_VISITORS = {"RU": 0.3, "CN": 0.25, "KP": 0.2, "IR": 0.2}


def is_foreign(craft: Craft, came: str | None, guests: set[str]) -> bool:
    """Whether a craft that is nobody's is of a type that those who came do not fly."""
    entry = craft.mention.entry
    if craft.states or not isinstance(entry, Aircraft | Vessel) or not entry.operators or not guests:
        return False
    return not guests & set(entry.operators) and _usual_camp(craft) not in (came or camp_of(next(iter(guests))), None)


def _usual_camp(craft: Craft) -> str | None:
    """The camp that flies a type, where nearly all its operators are of one."""
    entry = craft.mention.entry
    if not isinstance(entry, Aircraft | Vessel) or not entry.operators:
        return None
    camps = [camp_of(state) for state in entry.operators]
    most = max(set(camps), key=camps.count)
    return most if camps.count(most) * 3 > len(camps) * 2 else None


def give_usual_operators(placed: list[tuple[Craft, Side]], wanted: Side) -> list[str]:
    """Give the first named type on a side its most likely owner: of its operators the usual visitor, else the first."""
    for craft, side in placed:
        entry = craft.mention.entry
        if side == wanted and isinstance(entry, Aircraft | Vessel) and entry.operators and not craft.unknown:
            craft.guessed_state = True
            craft.states = (max(entry.operators, key=lambda state: USUAL_VISITORS.get(state, 0.0)),)
            return list(craft.states)
    return []


def by_operators(placed: list[tuple[Craft, Side]]) -> list[tuple[Craft, Side]]:
    """A type that is nobody's and that only those who answered fly is theirs: "a P-8 stayed with it"."""
    came, answered = set(states_on(placed, Side.ACTOR)), set(states_on(placed, Side.RESPONDER))
    found = []
    for craft, side in placed:
        entry = craft.mention.entry
        flown = set(entry.operators) if isinstance(entry, Aircraft) else set()
        theirs = came and not craft.states and not craft.unknown and flown & answered and not flown & came
        found.append((craft, Side.RESPONDER if theirs else side))
    return found


def give_to_the_entered(event: Event, placed: list[tuple[Craft, Side]]) -> None:
    """Jets of nobody's that answered are those of the state whose airspace was entered, where it flies the type."""
    entered = {
        state
        for scene in event.scenes
        if scene.did(Act.VIOLATE)
        for party in scene.parties
        if party.place_only and OWNED.match(scene.text[party.mention.end : party.mention.end + 40])
        for state in party.states
    }
    for craft, side in placed:
        entry = craft.mention.entry
        if side != Side.RESPONDER or craft.states or len(entered) != 1 or not isinstance(entry, Aircraft):
            continue
        if entered <= set(entry.operators):
            craft.states, craft.guessed_state = tuple(entered), True
            craft.note = "of the state whose airspace was entered"


def states_on(placed: list[tuple[Craft, Side]], side: Side) -> list[str]:
    """The states of the craft on one side, in order."""
    found: list[str] = []
    for craft, where in placed:
        if where == side:
            found += [s for s in craft.states if s not in found]
    return found
