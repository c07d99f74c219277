"""Everything the desk knows by name: entries by kind, lookups, wider places, and the finder."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.vocabulary.entries import Aircraft, Entry, Force, Generic, Mention, Outlet, Place, State, Vessel
from bot.vocabulary.finder import Finder
from bot.vocabulary.folding import fold_name
from bot.vocabulary.names import names_of

FAMILY_ROLES = {
    "bomber": ("bomber",),
    "fighter": ("fighter",),
    "attack": ("attack",),
    "combat": ("fighter", "attack", "bomber"),
    "maritime_patrol": ("maritime_patrol",),
    "surveillance": ("surveillance", "early_warning", "electronic_warfare", "maritime_patrol"),
    "early_warning": ("early_warning",),
    "electronic_warfare": ("electronic_warfare",),
    "tanker": ("tanker",),
    "transport": ("transport",),
    "helicopter": ("helicopter",),
    "drone": ("drone",),
    "trainer": ("trainer",),
    "airliner": ("airliner",),
}
"""Which roles of aircraft a family of generic words takes in: an AWACS is a surveillance aircraft too."""

E = TypeVar("E", Place, State)

_CLOSE_ENOUGH = 0.7
_SHORTEST_GUESS = 5


@dataclass(frozen=True)
class Vocabulary:
    """The nouns of the desk. All mappings are by canonical name, states by code."""

    aircraft: dict[str, Aircraft]
    vessels: dict[str, Vessel]
    generics: dict[str, Generic]
    places: dict[str, Place]
    states: dict[str, State]
    forces: dict[str, Force]
    outlets: dict[str, Outlet]
    makers: tuple[str, ...] = ()
    decoys: tuple[str, ...] = ()

    @functools.cached_property
    def _finder(self) -> Finder:
        return Finder(self.entries(), self.makers, self.decoys)

    @functools.cached_property
    def _places(self) -> dict[str, Place]:
        return _by_word(self.places.values())

    @functools.cached_property
    def _states(self) -> dict[str, State]:
        return _by_word(self.states.values()) | {code.casefold(): state for code, state in self.states.items()}

    @functools.cached_property
    def _spellings(self) -> list[tuple[str, str, Entry]]:
        return [(n.words, fold_name(n.words), entry) for entry in self.entries() for n in names_of(entry)]

    def entries(self) -> list[Entry]:
        """Every entry of every kind."""
        kinds: list[Iterable[Entry]] = [
            self.aircraft.values(),
            self.vessels.values(),
            self.generics.values(),
            self.places.values(),
            self.states.values(),
            self.forces.values(),
            self.outlets.values(),
        ]
        return [entry for kind in kinds for entry in kind]

    def find(self, text: str, *, telegraphic: bool = False) -> list[Mention]:
        """All nouns named in a text, in order, none overlapping; the longest name wins.

        `telegraphic` is for questions and shorthand: any case will do, and nicknames ("bears") pass alone.
        """
        return self._finder.find(text, telegraphic=telegraphic)

    def types_of_family(self, family: str) -> tuple[str, ...]:
        """The canonical aircraft of a family ("bomber") or of a generic word ("surveillance aircraft")."""
        generic = self.generics.get(family)
        roles = FAMILY_ROLES.get(generic.family if generic else family, ())
        return tuple(name for name, entry in self.aircraft.items() if entry.role in roles)

    def lies_in(self, place: str) -> tuple[str, ...]:
        """All wider places that a place lies in, the nearer before the wider; empty for an unknown place."""
        wider: list[str] = []
        queue = [place]
        while queue:
            entry = self.places.get(queue.pop(0))
            for parent in entry.lies_in if entry else ():
                if parent not in wider and parent != place:
                    wider.append(parent)
                    queue.append(parent)
        return tuple(wider)

    def theatre(self, areas: Sequence[str]) -> str:
        """The theatre of a record with these areas: that of the first one known, else `Elsewhere`."""
        for area in areas:
            if place := self.place(area):
                return place.theatre
        return "Elsewhere"

    def place(self, words: str) -> Place | None:
        """A place by its name or an alias, in any case."""
        return self._places.get(fold_name(words))

    def state(self, words: str) -> State | None:
        """A state by its code, name, adjective, people, capital or alias, in any case."""
        return self._states.get(fold_name(words))

    def nearest_names(self, word: str, *, kinds: Iterable[type[Entry]] | None = None, limit: int = 4) -> list[str]:
        """The known words that a misspelt one may be meant for, the nearest first: "Hokaido" -> ["Hokkaido"].

        Words of up to four letters get none: everything is near them. `kinds` are entry classes.
        """
        wanted = fold_name(word)
        if len(wanted) < _SHORTEST_GUESS:
            return []
        classes = tuple(kinds) if kinds is not None else None
        choices = {
            words: folded
            for words, folded, entry in self._spellings
            if (classes is None or isinstance(entry, classes)) and _has_digit(folded) == _has_digit(wanted)
        }
        hits = process.extract(
            wanted, choices, scorer=OSA.normalized_similarity, score_cutoff=_CLOSE_ENOUGH, limit=limit
        )
        return [hit[2] for hit in hits]


def _has_digit(words: str) -> bool:
    return any(char.isdigit() for char in words)


def _by_word(entries: Iterable[E]) -> dict[str, E]:
    """Entries by every word for them; a canonical name wins over another's alias."""
    known = list(entries)
    words = {fold_name(name.words): entry for entry in reversed(known) for name in reversed(names_of(entry))}
    words.update({fold_name(entry.name): entry for entry in known})
    return words
