"""What a pattern's matches are made of, told from the pattern itself: the words that they begin with and must hold.

Trying a hundred alternatives at every word of a report is what makes reading slow. Here a pattern is spelt out as the
few ways in which its matches can run, so that `bot.reading.index` tries a rule only where one of them may begin.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

try:
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # the inside of `re` is nobody's promise: without it every rule is tried everywhere
    ops = parser = None

# A way in which a match may run is a string of small letters and of these. Every digit is a 0 in it, and a letter from
# the private range stands for one of some pieces.
EDGE = "\0"  # the edge of a word, without a width
SIGN = "\1"  # signs or spaces, one or more
GAP = "\2"  # anything or nothing
MARKS = EDGE + SIGN + GAP
SAME = (
    (EDGE + EDGE, EDGE),
    (SIGN + SIGN, SIGN),
    (SIGN + EDGE + SIGN, SIGN),
    (GAP + GAP, GAP),
    (GAP + SIGN + GAP, GAP),
    (GAP + EDGE + GAP, GAP),
)
FIRST_CHOICE, LAST_CHOICE = 0xE000, 0xF8FF
PIECES = re.compile(r"([\0-\2]?)([^\0-\2\ue000-\uf8ff]+|[\ue000-\uf8ff])(?=([\0-\2]?))")
MOST_WAYS = 800
MOST_MIXED = 30
DEEPEST = 60
LONGEST_CLASS = 12
LONGEST_COUNT = 4
# What counts as a word: a run of letters and digits, or one of the signs that tell much.
WORD = re.compile(r"\w+|[%(/]")
SIGN_WORDS = "%(/"
# What matches another letter without regard to case, beside the small letter itself.
ODD_LETTERS = str.maketrans({"ı": "i", "İ": "i", "ſ": "s", "\u212a": "k"})


class Unclear(Exception):
    """A pattern with an element of an unknown sort."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that stand in one word; `whole` where the word ends with them, `loose` where it may begin before them."""

    letters: str
    whole: bool
    loose: bool


Choice = frozenset[Piece]


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which a match may run: the word that it begins with, the very next word, and others further on.

    `opener` is None where it may begin with anything, `follower` where other words may come between. Of each choice
    among the others one piece must stand in the text.
    """

    opener: Piece | None
    follower: Piece | None
    others: tuple[Choice, ...]


def fold_word(word: str) -> str:
    """A word as ways spell it: small letters, those alike without regard to case as one, every digit a 0."""
    small = word.lower() if word.isascii() else word.translate(ODD_LETTERS).lower()
    return small if small.isalpha() else "".join("0" if char.isdecimal() else char for char in small)


def ways_of(pattern: re.Pattern[str]) -> frozenset[Way]:
    """All ways in which the matches of a pattern may run; one of which nothing is known where that is unclear."""
    speller = _Speller()
    try:
        runs = speller.sequence(parser.parse(pattern.pattern, pattern.flags), 0)
    except (Unclear, AttributeError, TypeError, ValueError, RecursionError):
        runs = {GAP}
    return frozenset(speller.way(run) for run in runs)


class _Speller:
    """Spells out one pattern; keeps the choices that its ways speak of."""

    def __init__(self) -> None:
        self.choices: list[Choice] = []

    def way(self, run: str) -> Way:
        """A way from its string."""
        found = list(PIECES.finditer(run))
        if not found or run[: found[0].start(2)] not in ("", EDGE) or self._is_choice(found[0]):
            return Way(None, None, tuple(map(self._choice, found)))
        gap = run[found[0].end() : found[1].start(2)] if len(found) > 1 else ""
        if SIGN in gap and GAP not in gap and not self._is_choice(found[1]):
            return Way(_piece(found[0]), _piece(found[1]), tuple(map(self._choice, found[2:])))
        return Way(_piece(found[0]), None, tuple(map(self._choice, found[1:])))

    def sequence(self, items: Iterable[Any], depth: int) -> set[str]:
        """The ways of elements that follow each other."""
        found, letters = {""}, ""
        for op, value in items:
            if op is ops.LITERAL:
                letters = _join(letters, _letter(chr(value)))
                continue
            if letters:
                found, letters = {_join(start, letters) for start in found}, ""
            found = _few(self._followed(found, self._element(op, value, depth)), MOST_WAYS)
        return {_join(start, letters) for start in found} if letters else found

    def _followed(self, found: set[str], more: set[str]) -> set[str]:
        """Every way with every other behind it; behind those with a word, one choice for all where they are many."""
        if len(found) * len(more) <= MOST_MIXED:
            return {_join(start, addition) for start in found for addition in more}
        bare = {start for start in found if not PIECES.search(start)}
        after_letters = found - bare
        joined = {_join(start, addition) for start in bare for addition in more}
        if len(after_letters) * len(more) > MOST_MIXED:
            more = {self._any_of(more)}
        return joined | {_join(start, addition) for start in after_letters for addition in more}

    def _any_of(self, runs: set[str]) -> str:
        """One way for several: GAP, but for the edges that they share and the choice of one piece out of each."""
        found = [list(PIECES.finditer(run)) for run in runs]
        first = SIGN if all(run.startswith(SIGN) for run in runs) else ""
        last = SIGN if all(run.endswith(SIGN) for run in runs) else ""
        if not all(found) or FIRST_CHOICE + len(self.choices) >= LAST_CHOICE:
            return _join(first + GAP, last)
        best = [max(pieces, key=lambda piece: len(piece[2])) for pieces in found]
        self.choices.append(frozenset().union(*map(self._choice, best)))
        return first + GAP + chr(FIRST_CHOICE + len(self.choices) - 1) + GAP + last

    def _is_choice(self, found: re.Match[str]) -> bool:
        return FIRST_CHOICE <= ord(found[2][0]) <= LAST_CHOICE

    def _choice(self, found: re.Match[str]) -> Choice:
        if self._is_choice(found):
            return self.choices[ord(found[2]) - FIRST_CHOICE]
        return frozenset((_piece(found),))

    def _element(self, op: Any, value: Any, depth: int) -> set[str]:
        """What one element may run through; the empty string for what takes no part in the match."""
        if depth > DEEPEST:
            raise Unclear
        if op is ops.BRANCH:
            return _few(set().union(*(self.sequence(branch, depth + 1) for branch in value[1])), MOST_WAYS)
        if op is ops.SUBPATTERN:
            return self.sequence(value[-1], depth + 1)
        if op is ops.ATOMIC_GROUP:
            return self.sequence(value, depth + 1)
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            return self._repeat(value, depth)
        if op is ops.IN:
            return _class(value)
        if op is ops.AT:
            return {EDGE} if value is ops.AT_BOUNDARY else {""}
        if op is ops.ASSERT_NOT and value[0] < 0 and _holds_words(value[1]):
            return {EDGE}
        if op in (ops.ASSERT, ops.ASSERT_NOT):
            return {""}
        if op is ops.GROUPREF_EXISTS:
            return self.sequence(value[1], depth + 1) | self.sequence(value[2] or (), depth + 1)
        if op in (ops.ANY, ops.NOT_LITERAL, ops.GROUPREF):
            return {GAP}
        raise Unclear

    def _repeat(self, value: Any, depth: int) -> set[str]:
        least, most, inner = value
        once = self.sequence(inner, depth + 1)
        if most == 1 or once == {SIGN}:
            return once | {""} if least == 0 else once
        if once == {"0"} and most <= LONGEST_COUNT:
            return {"0" * count for count in range(least, most + 1)}
        last = SIGN if all(run.endswith(SIGN) for run in once) else ""
        many = {_join(run, GAP + last) for run in once}
        return many | {""} if least == 0 else many


def _piece(found: re.Match[str]) -> Piece:
    before, letters, after = found.groups()
    return Piece(letters, whole=after in (EDGE, SIGN), loose=before not in (EDGE, SIGN))


def _few(runs: set[str], most: int) -> set[str]:
    """Ways that say less of the same where they are too many."""
    if len(runs) > most:
        runs = {_opening(run) for run in runs}
    return runs if len(runs) <= most else {GAP}


def _opening(run: str) -> str:
    """Only the first letters of a way."""
    found = PIECES.search(run)
    return GAP if found is None else _join(run[: min(found.start(2) + 3, found.end())], GAP)


def _join(left: str, right: str) -> str:
    """One way after another, without marks that say nothing beside others."""
    if not left or not right or (left[-1] not in MARKS and right[0] not in MARKS):
        return left + right
    before, after = left.rstrip(MARKS), right.lstrip(MARKS)
    return before + _tidy(left[len(before) :] + right[: len(right) - len(after)]) + after


@functools.cache
def _tidy(marks: str) -> str:
    before = ""
    while before != marks:
        before = marks
        for many, few in SAME:
            marks = marks.replace(many, few)
    return marks


@functools.cache
def _letter(char: str) -> str:
    if char in SIGN_WORDS:
        return SIGN + char + SIGN
    if not (char.isalnum() or char == "_"):
        return SIGN
    return fold_word(char) if char.isascii() else GAP


def _class(items: Any) -> set[str]:
    """One of some characters."""
    found: set[str] = set()
    for op, value in items:
        if op is ops.LITERAL:
            found.add(_letter(chr(value)))
        elif op is ops.RANGE and value == (ord("0"), ord("9")):
            found.add("0")
        elif op is ops.RANGE and value[1] - value[0] < LONGEST_CLASS:
            found |= {_letter(chr(code)) for code in range(value[0], value[1] + 1)}
        elif op is ops.CATEGORY and value is ops.CATEGORY_DIGIT:
            found.add("0")
        elif op is ops.CATEGORY and value is ops.CATEGORY_SPACE:
            found.add(SIGN)
        else:
            return {GAP}
    return {GAP} if len(found) > LONGEST_CLASS else found


def _holds_words(items: Any) -> bool:
    """Whether what must not stand before takes in every letter and digit, so that a word can only begin here."""
    return len(items) == 1 and items[0][0] is ops.IN and (ops.CATEGORY, ops.CATEGORY_WORD) in items[0][1]
