"""Aircraft designations by rule: Tu-95MS, SU 27, F-16C/D, "Tupolev 95", and what only looks like one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.vocabulary.entries import Aircraft
from bot.vocabulary.folding import fold
from bot.vocabulary.names import tokens_of
from bot.vocabulary.surroundings import Surroundings


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BUREAUS = {
    "tupolev": "tu",
    "ilyushin": "il",
    "sukhoi": "su",
    "sukhoy": "su",
    "antonov": "an",
    "beriev": "be",
    "kamov": "ka",
    "mikoyan": "mig",
    "yakovlev": "yak",
}
"""Makers that stand for the prefix: "Tupolev-95"."""

_STYLE = {
    "mig": "MiG",
    "yak": "Yak",
    "tu": "Tu",
    "su": "Su",
    "il": "Il",
    "an": "An",
    "be": "Be",
    "ka": "Ka",
    "mi": "Mi",
}
_FAMILIES = _words("tu su mig il yak an be ka mi kj jh gj rc wc kc ea ep mq rq f/a cf cp f b e p c h j y z u a q t")
"""Prefixes that make an aircraft of a number that the data does not hold."""

_SPACE_IS_FINE = _words("tu su mig il yak ka kj jh jas rc wc kc ep mq rq cf cp bzk nh aw ec")
_NEEDS_TITLE_CASE = _words("an be mi il ka")
_ROADLESS = frozenset("fj")
_NEVER = _words("mi5 mi6 il6 il2 f1 g7 p5 a4 c4 t34 t54 t55 t62 t64 t72 t80 t90 h1 j1 b12 a1 a3")

_MISTAKABLE = _words("a10 b52 c17 ch4 il18")

_DESIGNATION = re.compile(
    r"(?<![^\W_])"
    r"(?P<prefix>f/a|[a-z]{1,4}|" + "|".join(_BUREAUS) + r")"
    r"(?P<gap> ?- ?| )?"
    r"(?P<number>\d{1,4})"
    r"(?P<suffix>[a-z]{0,4}(?:\d{1,2}[a-z]{0,2})?(?:/[a-z]{1,3}(?![^\W_]|-\d))?)"
    r"(?![^\W_])(?![.,]\d)"
)
_NAME = re.compile(r"([a-z]{1,4}(?:/a)?)[- ]?(\d{1,4})([a-z0-9/]*)")


@dataclass(frozen=True, slots=True)
class Designation:
    """A designation found: its span in the plain text, the aircraft, and the variant where one is written."""

    start: int
    end: int
    aircraft: Aircraft
    variant: str | None
    plural: bool


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A designation as written: its parts, its tokens, and whether a maker's name stands for its prefix."""

    prefix: str
    letters: str
    gap: str
    number: str
    suffix: str
    first: int
    last: int
    by_maker: bool


_Read = tuple[Aircraft, str | None, bool]
"""An aircraft, the variant where one is written, and whether it is a plural."""


def is_designation(name: str) -> bool:
    """Whether a name has the form of a designation (letters, number, letters), so that the rule finds it."""
    return _NAME.fullmatch(fold(name).folded) is not None


class Designators:
    """Finds designations: those of the data in any spelling, others where their family is an aircraft's."""

    def __init__(self, aircraft: Sequence[Aircraft]) -> None:
        self._known: dict[str, tuple[Aircraft, str | None]] = {}
        self._prefixes = set(_FAMILIES)
        self._spaced: set[str] = set()
        self._nicknames: dict[str, set[str]] = {}
        for entry in aircraft:
            nicknames = (entry.reporting or "", *entry.nicknames, *entry.aliases, *dict(entry.called))
            self._nicknames[entry.name] = {token for name in nicknames for token in tokens_of(name) if len(token) > 2}
            names: list[tuple[str, str | None]] = [(variant, variant) for variant in entry.variants]
            names += [(alias, None) for alias in (entry.name, *entry.aliases)]
            names += list(entry.called)
            for name, variant in names:
                if found := _NAME.fullmatch(fold(name).folded):
                    self._known[_key(*found.groups())] = (entry, variant)
                    self._prefixes.add(found[1])
                    if " " in name:
                        self._spaced.add(_key(found[1], found[2]))

    def find(self, around: Surroundings, *, telegraphic: bool) -> Iterator[Designation]:
        """All designations of a text, in order, none overlapping."""
        for first, match in _spelt(around):
            prefix = _BUREAUS.get(match["prefix"], match["prefix"])
            if prefix not in self._prefixes:
                continue
            last = first
            while last + 1 < len(around.starts) and around.starts[last + 1] < match.end():
                last += 1
            if _risky(prefix, match["number"]) and around.not_aircraft(first, last):
                continue
            spelling = _Spelling(
                prefix=prefix,
                letters=around.plain[match.start("prefix") : match.end("prefix")],
                gap=match["gap"] or "",
                number=match["number"],
                suffix=around.plain[match.start("suffix") : match.end("suffix")],
                first=first,
                last=last,
                by_maker=match["prefix"] in _BUREAUS,
            )
            read = self._known_one(spelling, around, telegraphic=telegraphic) or _new_one(spelling, around)
            if read:
                yield Designation(match.start(), match.end(), *read)

    def _known_one(self, spelling: _Spelling, around: Surroundings, *, telegraphic: bool) -> _Read | None:
        """The aircraft of the data that is meant, its variant, and whether it is a plural."""
        known = self._lookup(spelling.prefix + spelling.number, spelling.suffix)
        if known is None or spelling.by_maker:
            return known
        meant = self._is_meant(spelling, known[0], around, telegraphic=telegraphic)
        return known if meant else None

    def _lookup(self, base: str, written: str) -> _Read | None:
        """The aircraft of a designation in the data; the longest spelling wins, the rest is the variant."""
        key = _key(base, written)
        if key in self._known and not (written == "s" and base in self._known):
            return *self._known[key], False
        if written[-1:] == "s" and _key(base, written[:-1]) in self._known:
            return *self._known[_key(base, written[:-1])], True
        for cut in range(len(written) - 1, -1, -1):
            hit = self._known.get(_key(base, written[:cut]))
            if hit is None:
                continue
            split = _split_suffix(written[cut:], after=written[:cut])
            if split is None:
                return None
            rest, plural = split
            aircraft, variant = hit
            stem = variant or _stem(aircraft.name, base) + written[:cut].upper()
            return aircraft, stem + rest if rest else variant, plural
        return None

    def _is_meant(self, spelling: _Spelling, aircraft: Aircraft, around: Surroundings, *, telegraphic: bool) -> bool:
        """Whether a designation of the data is meant here, and not a road or "an 12-year-old"."""
        prefix, gap, letters = spelling.prefix, spelling.gap, spelling.letters
        first, last = spelling.first, spelling.last
        if gap == "-" and letters.islower():
            return telegraphic or len(spelling.number) > 1
        if gap == "-":
            return letters != "MI" or len(spelling.number) > 1 or around.near_aviation(first, last)
        if telegraphic and (not gap or prefix not in ("a", "an", "be", "mi")):
            return True
        if prefix in _NEEDS_TITLE_CASE:
            return letters[0].isupper() and (gap != " " or prefix in _SPACE_IS_FINE)
        if len(prefix) > 1:
            spaced = prefix in _SPACE_IS_FINE or prefix + spelling.number in self._spaced
            return not gap or spaced
        if not letters.isupper():
            return False
        if not gap and prefix in _ROADLESS and len(spelling.number) > 1:
            return True
        named = not self._nicknames[aircraft.name].isdisjoint(around.around(first, last, before=1, after=1))
        return named or ((prefix != "a" or gap != " ") and around.near_aviation(first, last))


def _spelt(around: Surroundings) -> Iterator[tuple[int, re.Match[str]]]:
    """Whatever is written like a designation, with its first token: the one before a number, or the F of "F/A-18"."""
    end = 0
    for number in [at for at, token in enumerate(around.tokens) if token.isdecimal()]:
        for first in (number - 2, number - 1):
            start = around.starts[first] if first >= 0 else -1
            match = _DESIGNATION.match(around.folded, start) if start >= end else None
            if match:
                end = match.end()
                yield first, match


def _risky(prefix: str, number: str) -> bool:
    """Whether a designation is short enough to be a visa, a road or a band as well."""
    return (len(prefix) == 1 and len(number) == 1) or prefix + number in _MISTAKABLE


def _new_one(spelling: _Spelling, around: Surroundings) -> _Read | None:
    """An aircraft that the data does not hold, where its family and surroundings make it believable."""
    prefix, number = spelling.prefix, spelling.number
    if prefix not in _FAMILIES or spelling.gap != "-" or prefix + number in _NEVER:
        return None
    split = _split_suffix(spelling.suffix)
    sure = spelling.by_maker or (spelling.letters == _STYLE.get(prefix) and len(number) > 1)
    believable = sure or (spelling.letters[0].isupper() and around.beside_platform(spelling.first, spelling.last))
    if split is None or not believable:
        return None
    suffix, plural = split
    name = f"{_STYLE.get(prefix, prefix.upper())}-{number}"
    return Aircraft(name, "aircraft"), name + suffix if suffix else None, plural


def _key(*parts: str) -> str:
    return re.sub(r"[^a-z0-9/]", "", "".join(parts).lower())


def _stem(name: str, base: str) -> str:
    """The canonical name where the spelling is its own ("tu95"), else the spelling as written: CF-188."""
    if _key(name) == base:
        return name
    letters = base.rstrip("0123456789")
    return f"{_STYLE.get(letters, letters.upper())}-{base[len(letters) :]}"


def _split_suffix(written: str, *, after: str = "") -> tuple[str, bool] | None:
    """A suffix as variant letters and a plural s: "MSs" -> ("MS", True); None for a word like "jets"."""
    if written == "s":
        return "", True
    plural = len(written) > 1 and written[-1] == "s" and not written[:-1].islower()
    letters = written[:-1] if plural else written
    if letters.islower() and len(letters) > (1 if not after else 2):
        return None
    return letters.upper(), plural
