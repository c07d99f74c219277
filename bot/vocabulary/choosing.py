"""Choosing what some tokens mean, where several names are written alike or a name is a common word too."""

import functools
import re
from dataclasses import dataclass, replace

from bot.vocabulary.entries import Aircraft, Entry, Outlet
from bot.vocabulary.names import Name, gap_of, gaps_of
from bot.vocabulary.surroundings import PLATFORM_NOUNS, STUBBORN, Surroundings

_SMALL_WORDS = frozenset(
    ("us", "it", "in", "no", "is", "as", "ap", "who", "one", "at", "so", "be", "me", "my", "am", "or", "an")
)
_COMMON_WORDS = frozenset(
    (
        "bath",
        "cork",
        "hull",
        "march",
        "mobile",
        "nice",
        "nome",
        "polish",
        "reading",
        "time",
        "sun",
        "hill",
        "independent",
    )
)
"""Words that even shorthand means as names only with a capital."""

_BEHIND_NUMBER = re.compile(r"(?:[A-Z]{1,3})?s?(?![^\W_])")
_LONGEST_GAP = 3
_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A mention in the making; `tentative` is a nickname that waits for its type beside it or elsewhere."""

    start: int
    end: int
    name: Name
    also: tuple[Entry, ...] = ()
    tentative: bool = False
    designation: bool = False


def choose(names: list[Name], around: Surroundings, first: int, last: int, *, telegraphic: bool) -> Match | None:
    """Which of the names of tokens `first` to `last` is meant; what else is meant by them goes to `also`."""
    start, end = around.starts[first], around.starts[last] + len(around.tokens[last])
    tail = _tail(around, last, end)
    if tail is None:
        return None
    fits = names if first == last else [n for n in names if _same_gaps(around, first, gaps_of(n.words))]
    verdicts = [(name, _meant(name, around, first, last, telegraphic=telegraphic)) for name in fits]
    sure = [name for name, verdict in verdicts if verdict]
    best = next(iter(sure), None) or next((name for name, verdict in verdicts if verdict is False), None)
    if best is None or (tail and not isinstance(best.entry, Aircraft)):
        return None
    also = dict.fromkeys(n.entry for n in sure if n.entry is not None and n.entry is not best.entry)
    if best.words.endswith(".") and around.plain[end : end + 1] == ".":
        end += 1
    return Match(start, end + len(tail), _with_tail(best, tail), tuple(also), tentative=not sure)


def _tail(around: Surroundings, last: int, end: int) -> str | None:
    """Letters that belong to a number at the end ("Orlan-10E", "Mirage 2000s"); None where a word runs on."""
    if not around.plain[end : end + 1].isalnum():
        return ""
    sign = _BEHIND_NUMBER.match(around.plain, end) if around.tokens[last].isdigit() else None
    return sign[0] if sign and sign[0] else None


def _with_tail(name: Name, tail: str) -> Name:
    if not tail:
        return name
    letters = tail.removesuffix("s")
    variant = (name.variant or name.words) + letters if letters else name.variant
    return replace(name, variant=variant, plural=tail.endswith("s"))


def _same_gaps(around: Surroundings, first: int, wanted: tuple[str, ...]) -> bool:
    """Whether the signs between the tokens allow the name: over a line end yes, over a full stop no."""
    for index, gap in enumerate(wanted, start=first):
        between = around.folded[around.starts[index] + len(around.tokens[index]) : around.starts[index + 1]]
        if between.count("\n") > 1 or len(between) > _LONGEST_GAP:
            return False
        found = gap_of(between)
        if found == gap or (found in (" ", "-") and gap in ("", " ", "-", ".")):
            continue
        numeric = around.tokens[index].isdigit() or around.tokens[index + 1].isdigit()
        if found != "" or gap not in (" ", "-") or not numeric:
            return False
    return True


def _meant(name: Name, around: Surroundings, first: int, last: int, *, telegraphic: bool) -> bool | None:
    """Whether a name is meant here: True, None for no, False for a nickname that may yet be confirmed."""
    if name.form == "nickname":
        if telegraphic:
            return around.tokens[first] not in STUBBORN or _noun_follows(around, last)
        return around.bears_nickname(first, last)
    if name.form == "shared":
        return (around.is_ship(first, last) and (telegraphic or around.capitalised(first))) or None
    return _case_fits(name, around, first, last, telegraphic=telegraphic) or None


def _noun_follows(around: Surroundings, last: int) -> bool:
    return not PLATFORM_NOUNS.isdisjoint(around.tokens[last + 1 : last + 2])


def _case_fits(name: Name, around: Surroundings, first: int, last: int, *, telegraphic: bool) -> bool:
    """Names want a capital, short abbreviations only capitals; shorthand may write all small but "us"."""
    telegraphic = telegraphic or around.caseless
    has_capitals, is_abbreviation = _capitals_of(name.words)
    if not has_capitals:
        return True
    written = around.plain[around.starts[first] : around.starts[last] + len(around.tokens[last])]
    if first == last and is_abbreviation:
        if written.isupper():
            return True
        return telegraphic and (written.lower() not in _SMALL_WORDS or _noun_follows(around, last))
    if written[:1].isupper() or any(char.isupper() for char in written) or not any(char.isalpha() for char in written):
        return True
    return telegraphic and not isinstance(name.entry, Outlet) and written not in _COMMON_WORDS


@functools.cache
def _capitals_of(words: str) -> tuple[bool, bool]:
    """Whether a name has capitals, and whether it is a short abbreviation in nothing but capitals."""
    letters = [char for char in words if char.isalpha()]
    capitals = [char for char in letters if char.isupper()]
    return bool(capitals), len(letters) <= _ABBREVIATION and len(capitals) == len(letters)
