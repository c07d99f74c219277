"""The nouns of the desk: aircraft, vessels, places, states, forces and outlets, and finding them in text."""

from bot.vocabulary.entries import Aircraft, Entry, Force, Generic, Mention, Outlet, Place, State, Vessel
from bot.vocabulary.lexicon import Vocabulary
from bot.vocabulary.loader import BadVocabulary, vocabulary

__all__ = [
    "Aircraft",
    "BadVocabulary",
    "Entry",
    "Force",
    "Generic",
    "Mention",
    "Outlet",
    "Place",
    "State",
    "Vessel",
    "Vocabulary",
    "state_adjective",
    "state_name",
    "vocabulary",
]


def state_name(code: str) -> str:
    """The name of a state by its code: `RU` -> `Russia`; an unknown code is given back itself."""
    state = vocabulary().states.get(code)
    return state.name if state else code


def state_adjective(code: str) -> str:
    """The adjective of a state by its code: `RU` -> `Russian`; an unknown code is given back itself."""
    state = vocabulary().states.get(code)
    return state.adjective if state else code
