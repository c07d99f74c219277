"""Who was who: the states that came and those that answered, and each platform with its side and count."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.reading.camps import camp_of, foremost, opposed
from bot.reading.event import Event
from bot.reading.operators import (
    USUAL_VISITORS,
    by_operators,
    give_to_the_entered,
    give_usual_operators,
    is_foreign,
    states_on,
)
from bot.reading.platforms import merge
from bot.reading.rules.acts import Act
from bot.reading.scene import Craft, Party
from bot.vocabulary import Aircraft, Force, Vessel, vocabulary
from store.records import Platform, Side

LEAST_DIFFERENCE = 0.3
FAINT = 0.3
DANGEROUS = frozenset({"fighter", "attack", "fast attack craft", "patrol boat"})
ENDANGERED = frozenset(
    {"surveillance", "maritime_patrol", "drone", "early_warning", "transport", "tanker", "airliner", "bomber",
     "electronic_warfare", "surveillance aircraft", "patrol aircraft", "civilian aircraft", "warship", "ship"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of an incident: states in order of their part in it, platforms with the craft they were read from.

    `assumed`: nobody says whose the craft were; the usual operator of the type is taken. `civil`: those that came were
    civil aircraft alone, and no state is their actor.
    """

    actors: tuple[str, ...]
    responders: tuple[str, ...]
    platforms: tuple[tuple[Platform, Craft], ...]
    assumed: bool = False
    civil: bool = False
    lean: Mapping[str, float] = field(default_factory=dict)

    def without_bystanders(self) -> "Sides":
        """These sides where nobody answered: craft of others that the report only mentions took no part."""
        return replace(self, responders=(), platforms=tuple(p for p in self.platforms if p[0].side == Side.ACTOR))

    def leans(self, states: Iterable[str]) -> list[float]:
        """How far each of the states leans to having come, by the verbs of the text."""
        return [self.lean.get(state, 0.0) for state in states]


def sides(event: Event, areas: list[str]) -> Sides:
    """Decide for every state and every craft of an event whether it came or answered."""
    unsafe = event.did(Act.UNSAFE)
    leans = _state_leans(event, areas)
    placed = _by_camp(event, leans)
    if unsafe or event.did(Act.MEET, Act.SHOOT_DOWN):
        placed = _told_apart(placed, leans, joint=event.joint())
    placed = by_operators(placed)
    give_to_the_entered(event, placed)
    drill = event.is_drill()
    placed, civil = (placed, False) if drill else _without_bystanders(placed, unsafe=unsafe)
    if drill and (not event.did(Act.TRACK) or not opposed(s for craft, _ in placed for s in craft.states)):
        placed = [(craft, Side.ACTOR) for craft, _ in placed]
    actors = states_on(placed, Side.ACTOR) or _leaning_actors(placed, leans)
    if civil:
        actors = []
    assumed = not actors and not civil
    if not civil and (not unsafe or event.types()):
        actors = actors or give_usual_operators(placed, Side.ACTOR)
    if unsafe and not states_on(placed, Side.RESPONDER):
        give_usual_operators(placed, Side.RESPONDER)
    responders = [s for s in states_on(placed, Side.RESPONDER) if s not in actors]
    for state, lean in leans.items():
        if lean <= -0.3 and state not in actors and state not in responders and not (state == "NATO" and responders):
            responders.append(state)
    if (
        "NATO" in responders
        and len(responders) > 1
        and not any("NATO" in c.states for c, side in placed if side == Side.RESPONDER)
    ):
        responders.remove("NATO")
    if "NATO" in actors and len(actors) > 1 and all(c.generic for c, _ in placed if "NATO" in c.states):
        actors = [state for state in actors if state != "NATO"]
    platforms = merge(placed)
    if drill and not states_on(placed, Side.RESPONDER):
        responders = []
    both = () if civil else _as_norad(event, placed, drill=drill)
    if both and set(actors if drill else responders) <= set(both):
        actors, responders = ([*both], []) if drill else (actors, [*both])
    return Sides(
        tuple(dict.fromkeys(actors)), tuple(dict.fromkeys(responders)), tuple(platforms), assumed, civil, leans
    )


def _as_norad(event: Event, placed: list[tuple[Craft, Side]], *, drill: bool) -> tuple[str, ...]:
    """NORAD's two states, where the command itself answered and nobody says that the jets were of one of them."""
    command = next(
        (m.entry for s in event.scenes for m in s.forces if isinstance(m.entry, Force) and m.entry.name == "NORAD"),
        None,
    )
    side = Side.ACTOR if drill else Side.RESPONDER
    said = any(
        craft.states and not (craft.guessed_state or craft.from_base) for craft, where in placed if where == side
    )
    return command.states if command and not said and any(where == side for _, where in placed) else ()


def _without_bystanders(placed: list[tuple[Craft, Side]], *, unsafe: bool) -> tuple[list[tuple[Craft, Side]], bool]:
    """Civil aircraft beside military ones are bystanders or endangered; where only they came it is a civil case."""
    civil = [craft for craft, side in placed if side == Side.ACTOR and _is_civil(craft)]
    if civil and not unsafe:
        civil = [craft for craft, _ in placed if _is_civil(craft)]
        placed = [(craft, Side.ACTOR if _is_civil(craft) else side) for craft, side in placed]
    military = [
        craft
        for craft, side in placed
        if side == Side.ACTOR and not _is_civil(craft) and (craft.states or not craft.generic or craft.count)
    ]
    if not civil:
        return placed, False
    if not unsafe and not any(craft.states for craft in military):
        for craft in civil:
            craft.states = ()
        mine = {id(craft) for craft in civil}
        return [
            (craft, side if id(craft) in mine else Side.RESPONDER) for craft, side in placed if _is_party(craft)
        ], True
    if not military:
        placed = [(craft, side) for craft, side in placed if side == Side.RESPONDER or _is_civil(craft)]
        for craft in civil:
            craft.states = ()
        return placed, True
    if unsafe:
        return [(craft, Side.RESPONDER if _is_civil(craft) else side) for craft, side in placed], False
    return [(craft, side) for craft, side in placed if not _is_civil(craft)], False


def _is_party(craft: Craft) -> bool:
    """Whether a craft says anything: a bare "the aircraft" beside a civil one is that one again."""
    return _is_civil(craft) or not craft.generic or bool(craft.states or craft.count)


def is_turned(event: Event) -> bool:
    """Whether the one who met the other was itself the danger; who meets a plane that endangered an airliner is not."""
    return event.did(Act.UNSAFE) and not any(_is_civil(craft) for craft in event.crafts())


def _is_civil(craft: Craft) -> bool:
    entry = craft.mention.entry
    return craft.type == "civilian aircraft" or (isinstance(entry, Aircraft) and entry.role == "airliner")


def _leaning_actors(placed: list[tuple[Craft, Side]], leans: dict[str, float]) -> list[str]:
    """States without a craft of their own that lean to having come; of two camps only the one that does so most."""
    met = {s for craft, side in placed if side == Side.RESPONDER for s in craft.states}
    found = [s for s, lean in leans.items() if lean > 0.2 and s not in met]
    if opposed(found):
        first = foremost(leans, found)
        found = [s for s in found if camp_of(s) == first]
    return found


def _by_camp(event: Event, leans: dict[str, float]) -> list[tuple[Craft, Side]]:
    """Each craft with its side: where the craft belong to two camps, one camp came and the others answered."""
    crafts, unsafe = event.crafts(), is_turned(event)
    owners = list(dict.fromkeys(s for craft in crafts for s in craft.states if not craft.guessed_state))
    guessed = [s for craft in crafts if craft.guessed_state for s in craft.states]
    everyone = owners if opposed(owners) else [*owners, *guessed]
    came = foremost(_with_roles(event, leans), everyone) if opposed(everyone) else None
    guests = {s for c in crafts for s in c.states if (camp_of(s) == came if came else leans.get(s, 0.0) > 0)}
    stranger = any(c.unknown and weigh(c, unsafe=unsafe) > 0 for c in crafts)
    placed: list[tuple[Craft, Side]] = []
    for craft in crafts:
        again = next((side for other, side in placed if other.type == craft.type and other.states), None)
        if again and not craft.states and not craft.generic:
            placed.append((craft, again))
            continue
        if came and craft.states:
            actor = any(camp_of(state) == came for state in craft.states)
        elif stranger and craft.states and not weigh(craft, unsafe=unsafe):
            actor = False
        else:
            lean = _craft_lean(craft, leans, unsafe=unsafe)
            actor = lean >= 0 and not (abs(weigh(craft, unsafe=unsafe)) < FAINT and is_foreign(craft, came, guests))
        placed.append((craft, Side.ACTOR if actor else Side.RESPONDER))
    if unsafe and came is None:
        placed = _without_third_parties(placed, leans)
    return _beside_its_like(placed, unsafe=unsafe)


def _without_third_parties(placed: list[tuple[Craft, Side]], leans: dict[str, float]) -> list[tuple[Craft, Side]]:
    """Where one ally endangered another, craft of a third that did nothing are only mentioned."""
    danger, victim = ({s for s, lean in leans.items() if lean * sign > LEAST_DIFFERENCE} for sign in (1, -1))
    if not danger or not victim:
        return placed
    both = danger | victim
    return [(c, side) for c, side in placed if not c.states or both & set(c.states) or weigh(c, unsafe=True)]


def _beside_its_like(placed: list[tuple[Craft, Side]], *, unsafe: bool) -> list[tuple[Craft, Side]]:
    """A type of no known owner that no verb places goes where the report places that type elsewhere."""
    sure = {(c.type, side) for c, side in placed if weigh(c, unsafe=unsafe) and not c.generic}
    other = {Side.ACTOR: Side.RESPONDER, Side.RESPONDER: Side.ACTOR}
    found = []
    for craft, side in placed:
        loose = not craft.generic and (craft.guessed_state or not craft.states) and not weigh(craft, unsafe=unsafe)
        elsewhere = (craft.type, other[side]) in sure and (craft.type, side) not in sure
        found.append((craft, other[side] if loose and elsewhere else side))
    return found


def _with_roles(event: Event, leans: dict[str, float]) -> dict[str, float]:
    """The leans with what sort of craft each state has: fighters and boats endanger patrol craft, drones and ships."""
    found = dict(leans)
    if not event.did(Act.UNSAFE):
        return found
    for craft in event.crafts():
        weight = _danger(craft)
        for state in craft.states:
            found[state] = found.get(state, 0.0) + weight
    return found


def _danger(craft: Craft) -> float:
    entry = craft.mention.entry
    role = entry.role if isinstance(entry, Aircraft) else craft.type
    if role in DANGEROUS:
        return 0.5
    return -0.5 if role in ENDANGERED or isinstance(entry, Vessel) else 0.0


def _told_apart(placed: list[tuple[Craft, Side]], leans: dict[str, float], *, joint: bool) -> list[tuple[Craft, Side]]:
    """Where two states met and both seem to have come, the one that leans less to it is the other side."""
    states = list(dict.fromkeys(s for craft, _ in placed for s in craft.states))
    together = any(set(states) <= set(craft.states) for craft, _ in placed)
    if len(states) != 2 or joint or together or any(s == Side.RESPONDER and c.states for c, s in placed):
        return placed
    other = min(states, key=lambda state: leans.get(state, 0.0))
    if abs(leans.get(states[0], 0.0) - leans.get(states[1], 0.0)) < LEAST_DIFFERENCE:
        return placed
    return [(craft, Side.RESPONDER if other in craft.states else side) for craft, side in placed]


def weigh(one: Craft | Party, *, unsafe: bool) -> float:
    """How far a craft or party leans to the actor's side, all signs taken together."""
    return one.lean - one.met + one.neared if unsafe else one.lean + one.met + one.came + one.sent


def _state_leans(event: Event, areas: list[str]) -> dict[str, float]:
    leans: dict[str, float] = defaultdict(float)
    unsafe = is_turned(event)
    owned = {state for craft in event.crafts() for state in craft.states}
    for scene in event.scenes:
        for craft in scene.crafts:
            for state in craft.states:
                leans[state] += weigh(craft, unsafe=unsafe) * (0.4 if craft.guessed_state else 1.0)
        for party in scene.parties:
            alone = not set(party.states) & owned
            if isinstance(party.mention.entry, Force) and len(party.states) > 1 and not alone:
                continue
            for state in party.states:
                leans[state] += weigh(party, unsafe=unsafe)
    named = {s for c in event.crafts() for s in c.states} | {s for s, lean in leans.items() if lean}
    for state in named:
        leans[state] += USUAL_VISITORS.get(state, 0.0)
    owner = _owner(areas)
    if owner in named and not unsafe and event.did(Act.MEET, Act.LAUNCH, Act.TRACK, Act.VIOLATE, Act.ZONE):
        leans[owner] -= 0.5
    if owner in named and unsafe:
        leans[owner] -= 0.3
    return dict(leans)


def _owner(areas: list[str]) -> str | None:
    words = vocabulary()
    for area in areas:
        for name in (area, *words.lies_in(area)):
            state = words.state(name)
            if state is not None:
                return state.code
    return None


def _craft_lean(craft: Craft, leans: dict[str, float], *, unsafe: bool) -> float:
    own = weigh(craft, unsafe=unsafe)
    owned = [leans.get(state, 0.0) for state in craft.states]
    if owned:
        best = max(owned, key=abs)
        if abs(best) > 0.15:
            return best + 0.3 * own
    if own:
        return own
    if craft.generic and craft.type == "fighter" and not craft.states:
        return -0.1
    return 0.1
