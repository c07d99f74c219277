"""Finding nouns in a text: one pass over its tokens through a dictionary of names, longest match first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.vocabulary.choosing import Match, choose
from bot.vocabulary.designators import Designation, Designators, is_designation
from bot.vocabulary.entries import Aircraft, Entry, Force, Generic, Mention, Outlet, Place, State, Vessel
from bot.vocabulary.folding import TOKEN, Folded, fold
from bot.vocabulary.hulls import find_hulls
from bot.vocabulary.joining import join, settle
from bot.vocabulary.names import Name, names_of, plural_of, tokens_of
from bot.vocabulary.surroundings import Surroundings

_RANK = {Vessel: 0, Aircraft: 1, Force: 2, Outlet: 3, State: 4, Place: 5, Generic: 6}
"""Which kind of entry comes first where several are written alike."""

_NONE: dict[str, list[int]] = {}


class Finder:
    """Finds the mentions of entries in texts. Built once from all names; holds no state between texts."""

    def __init__(self, entries: Iterable[Entry], makers: Sequence[str] = (), decoys: Sequence[str] = ()) -> None:
        self._names: dict[tuple[str, ...], list[Name]] = {}
        # How many tokens the names have, longest first, by their first token and their second ("" for none).
        self._lengths: dict[str, dict[str, list[int]]] = {}
        known = sorted(entries, key=lambda entry: _RANK[type(entry)])
        aircraft = [entry for entry in known if isinstance(entry, Aircraft)]
        self._designators = Designators(aircraft)
        self._nations = frozenset(
            tokens[0]
            for entry in known
            if isinstance(entry, State)
            for words in (entry.adjective, entry.name, *entry.adjectives, *entry.aliases, *entry.metonyms)
            if len(tokens := tokens_of(words)) == 1
        )
        for entry in known:
            for name in names_of(entry):
                self._learn(name)
        for maker in makers:
            self._learn(Name(maker, None, form="maker"))
        for decoy in decoys:
            self._learn(Name(decoy, None, form="decoy"))

    def find(self, text: str, *, telegraphic: bool = False) -> list[Mention]:
        """All mentions in a text, in order, none overlapping; the longest name wins.

        `telegraphic` is for questions and shorthand: any case will do, and nicknames ("bears") pass alone.
        """
        folded = fold(text)
        around = self._surroundings(folded)
        raw = self._scan(around, telegraphic=telegraphic)
        kept = settle(join(raw, around), around)
        return [_mention(match, match.name.entry, folded, text) for match in kept if match.name.entry is not None]

    def _surroundings(self, folded: Folded) -> Surroundings:
        tokens: list[str] = []
        starts: list[int] = []
        for match in TOKEN.finditer(folded.folded):
            tokens.append(match[0])
            starts.append(match.start())
        caseless = folded.plain == folded.plain.lower()
        return Surroundings(folded.plain, folded.folded, tokens, starts, self._nations, caseless)

    def _scan(self, around: Surroundings, *, telegraphic: bool) -> list[Match]:
        """The longest match at each token, from left to right."""
        by_start: dict[int, Match] = {}
        for found in self._designators.find(around, telegraphic=telegraphic or around.caseless):
            by_start[found.start] = _from_designation(found, around.plain)
        for start, end, vessel in find_hulls(around.plain, around.folded, around.tokens):
            name = Name(around.plain[start:end], vessel, form="rule")
            by_start[start] = Match(start, end, name)
        matches: list[Match] = []
        done = 0
        lengths = self._lengths
        worth = [
            (index, start)
            for index, (token, start) in enumerate(zip(around.tokens, around.starts, strict=True))
            if token in lengths or start in by_start
        ]
        for index, start in worth:
            if start < done:
                continue
            ruled = by_start.get(start)
            named = self._named(around, index, telegraphic=telegraphic)
            best = _longer(named, ruled)
            if best is not None:
                matches.append(best)
                done = best.end
        return matches

    def _named(self, around: Surroundings, first: int, *, telegraphic: bool) -> Match | None:
        """The longest name of the dictionary that begins at token `first` and may be meant there."""
        start = around.starts[first]
        if start and around.folded[start - 1].isalnum():
            return None
        for length in self._lengths_at(around, first):
            tokens = tuple(around.tokens[first : first + length])
            names = self._names.get(tokens) if len(tokens) == length else None
            if not names:
                continue
            last = first + length - 1
            match = choose(names, around, first, last, telegraphic=telegraphic)
            if match and not (isinstance(match.name.entry, Force) and self._runs_into_platform(around, last)):
                return match
        return None

    def _lengths_at(self, around: Surroundings, first: int) -> list[int]:
        """How many tokens a name that begins at token `first` may have, longest first."""
        seconds = self._lengths.get(around.tokens[first], _NONE)
        after = around.tokens[first + 1] if first + 1 < len(around.tokens) else ""
        several = seconds.get(after, []) if after else []
        return several + seconds.get("", [])

    def _runs_into_platform(self, around: Surroundings, last: int) -> bool:
        """Whether the last token begins a platform word: "Russian military" before "aircraft"."""
        for length in self._lengths_at(around, last):
            names = self._names.get(tuple(around.tokens[last : last + length]), ()) if length > 1 else ()
            if any(isinstance(name.entry, Generic) for name in names):
                return True
        return False

    def _learn(self, name: Name) -> None:
        if isinstance(name.entry, Aircraft) and is_designation(name.words):
            return
        self._add(name)
        if isinstance(name.entry, Aircraft | Generic) and (plural := plural_of(name.words)):
            self._add(replace(name, words=plural, plural=True))

    def _add(self, name: Name) -> None:
        tokens = tuple(tokens_of(name.words))
        self._names.setdefault(tokens, []).append(name)
        second = tokens[1] if len(tokens) > 1 else ""
        lengths = self._lengths.setdefault(tokens[0], {}).setdefault(second, [])
        if len(tokens) not in lengths:
            lengths.append(len(tokens))
            lengths.sort(reverse=True)


def _longer(named: Match | None, ruled: Match | None) -> Match | None:
    """The longer of two matches; a name of the data wins a tie, and wins over a guessed ship's name."""
    if named is None or ruled is None:
        return named or ruled
    if isinstance(ruled.name.entry, Vessel) and isinstance(named.name.entry, Vessel):
        return named
    return ruled if ruled.end > named.end else named


def _from_designation(found: Designation, plain: str) -> Match:
    name = Name(
        plain[found.start : found.end],
        found.aircraft,
        "designation",
        variant=found.variant,
        plural=found.plural,
    )
    return Match(found.start, found.end, name, designation=True)


def _mention(match: Match, entry: Entry, folded: Folded, text: str) -> Mention:
    start, end = folded.span(match.start, match.end)
    return Mention(
        start=start,
        end=end,
        words=text[start:end],
        entry=entry,
        variant=match.name.variant,
        plural=match.name.plural,
        nickname=match.name.form == "nickname",
        form=match.name.form,
        also=match.also,
    )
