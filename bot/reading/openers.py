"""What a rule's pattern can begin with, so that rules are tried only at the words where they may match.

Trying a hundred alternatives at every word of a report is what would make reading slow. The first three letters of all
that a pattern can match are few, and known from the pattern itself; a rule that begins in no known way is tried at
every word.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

try:
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # the inside of `re` is nobody's promise: without it every rule is tried everywhere
    ops = parser = None

LENGTH = 3
MOST = 400
WORD = re.compile(r"\b\w")


class Unclear(Exception):
    """A pattern whose beginnings are too many or of an unknown sort."""


@functools.cache
def openers(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The beginnings, in small letters and at most three characters long, of all that a pattern matches.

    None where they cannot be told, or where a match may begin with something other than a letter or a digit.
    """
    if parser is None:
        return None
    try:
        found = _begin(parser.parse(pattern.pattern, pattern.flags), 0)
    except (Unclear, AttributeError, TypeError, ValueError):
        return None
    if any(not start or not start[0].isalnum() for start, _ in found):
        return None
    return frozenset(start for start, _ in found)


def _begin(items: Iterable[Any], depth: int) -> set[tuple[str, bool]]:
    """Beginnings of a sequence, each with whether it is still open, so that what follows may lengthen it."""
    found: set[tuple[str, bool]] = {("", True)}
    for op, value in items:
        going = {start for start, is_open in found if is_open}
        if not going:
            break
        more = _of(op, value, depth)
        if more is None:
            continue
        found = {one for one in found if not one[1]}
        for start in going:
            found |= {_cut(start + addition, still) for addition, still in more}
        if len(found) > MOST:
            raise Unclear
    return found


def _cut(start: str, is_open: bool) -> tuple[str, bool]:
    return (start[:LENGTH], False) if len(start) >= LENGTH else (start, is_open)


def _of(op: Any, value: Any, depth: int) -> set[tuple[str, bool]] | None:
    """What one element of a pattern may begin with; None for an element without width, "" closed for anything."""
    if depth > 60:
        raise Unclear
    if op is ops.LITERAL:
        return {(chr(value).lower(), True)}
    if op is ops.BRANCH:
        return set().union(*(_begin(branch, depth + 1) for branch in value[1]))
    if op is ops.SUBPATTERN:
        return _begin(value[-1], depth + 1)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        least, most, inner = value
        once = _begin(inner, depth + 1)
        repeated = once if least == most == 1 else {(start, is_open and most == 1) for start, is_open in once}
        return repeated | {("", True)} if least == 0 else repeated
    if op is ops.IN:
        return _of_class(value)
    if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return None
    if op in (ops.ANY, ops.NOT_LITERAL, ops.GROUPREF):
        return {("", False)}
    raise Unclear


def _of_class(items: Any) -> set[tuple[str, bool]]:
    found: set[tuple[str, bool]] = set()
    for op, value in items:
        if op is ops.LITERAL:
            found.add((chr(value).lower(), True))
        elif op is ops.RANGE:
            found |= {(chr(code).lower(), True) for code in range(value[0], min(value[1], value[0] + 128) + 1)}
        elif op is ops.CATEGORY and value is ops.CATEGORY_DIGIT:
            found |= {(digit, True) for digit in "0123456789"}
        else:
            return {("", False)}
    return found


class Words:
    """The words of one text by their first letters: where a rule with given openers is worth trying."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Where words begin."""
        return [match.start() for match in WORD.finditer(self.text)]

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset(self._by_opening)

    @cached_property
    def _by_opening(self) -> dict[str, list[int]]:
        small = self.text.lower()
        if len(small) != len(self.text):
            small = "".join(char.lower() if len(char.lower()) == 1 else char for char in self.text)
        table: dict[str, list[int]] = defaultdict(list)
        for start in self.starts:
            table[small[start]].append(start)
            table[small[start : start + 2]].append(start)
            table[small[start : start + 3]].append(start)
        return table

    def matches(self, pattern: re.Pattern[str]) -> Iterable[re.Match[str]]:
        """What `pattern.finditer` would give."""
        begins = openers(pattern)
        if begins is None:
            yield from pattern.finditer(self.text)
            return
        if begins.isdisjoint(self._openings):
            return
        table = self._by_opening
        openings = begins & self._openings
        end = 0
        for start in sorted([at for opening in openings for at in table[opening]]):
            if start < end:
                continue
            match = pattern.match(self.text, start)
            if match:
                end = match.end()
                yield match
