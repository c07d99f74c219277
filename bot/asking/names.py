"""What a tagged name stands for: states, types, a place, announcers."""

from bot.asking.line import Token
from bot.vocabulary import vocabulary
from bot.vocabulary.entries import Aircraft, Force, Generic, Outlet, Place, State, Vessel

ACTOR, RESPONDER, REPORTER, PLACE, EITHER = "actor", "responder", "reporter", "place", "either"

FLYERS = frozenset({"RU", "CN", "IR", "KP", "BY"})
"""States that the desk's channels mostly know as the side that flies: a bare name of theirs is an actor."""


def place_of(token: Token) -> Place | None:
    """The place that a country's name or adjective stands for."""
    words = vocabulary()
    if isinstance(token.value, State):
        found = words.place(token.value.name)
        if found is None and token.mention:
            found = next((other for other in token.mention.also if isinstance(other, Place)), None)
        return found
    return token.value if isinstance(token.value, Place) else None


def codes_of(token: Token) -> set[str]:
    """The states that a name stands for."""
    if isinstance(token.value, State):
        return {token.value.code}
    if isinstance(token.value, Force):
        return set(token.value.states)
    return set()


def is_fighter(token: Token) -> bool:
    """Whether a type or family is what goes up to meet others."""
    if isinstance(token.value, Aircraft):
        return token.value.role == "fighter"
    return getattr(token.value, "family", "") == "fighter"


def goes_up(token: Token) -> bool:
    """Whether a type is sent up as a rule: a fighter, or the tanker and the early warning that go with fighters."""
    return is_fighter(token) or getattr(token.value, "role", "") in ("tanker", "early_warning")


def flies(token: Token) -> bool:
    """Whether a type belongs to a state that the channels know as the side that flies."""
    return isinstance(token.value, Aircraft) and bool(set(token.value.operators) & FLYERS)


def types_of(token: Token) -> tuple[str, ...]:
    """The canonical types that a name or a family of platforms stands for; none for "aircraft"."""
    entry = token.value
    if isinstance(entry, Aircraft | Vessel):
        return (entry.name,)
    if isinstance(entry, Generic) and token.tag == "G":
        family = vocabulary().types_of_family(entry.name)
        return tuple(dict.fromkeys((*family, entry.name)))
    return ()


def variant_of(token: Token) -> str | None:
    """The variant that a name says (`Tu-95MS`, `Bear-H`). An `S` behind a name in capitals throughout is a plural."""
    entry, mention = token.value, token.mention
    if mention is None or not mention.variant or not isinstance(entry, Aircraft) or mention.variant == entry.name:
        return None
    shouted = not any(letter.islower() for letter in token.word) or not token.word.endswith("S")
    return None if mention.variant == f"{entry.name}S" and shouted else mention.variant


def announcers(token: Token) -> tuple[str, ...]:
    """The ways in which records may name an announcer: its own name and its aliases; of a state, all its forces."""
    entry = token.value
    if isinstance(entry, Force | Outlet):
        return (entry.name, *entry.aliases)
    if isinstance(entry, State):
        forces = [f for f in vocabulary().forces.values() if entry.code in f.states]
        return tuple(name for force in forces for name in (force.name, *force.aliases))
    return ()
