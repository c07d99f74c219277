"""What a rule is and what it finds: a value, the words it was read from, and the sentences that prove the rule."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.reading.index import Index, Words

Value = TypeVar("Value")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A value read from `text[start:end]` by the rule of that name."""

    start: int
    end: int
    words: str
    value: Value
    rule: str


@dataclass(frozen=True, slots=True, eq=False)
class Rule(Generic[Value]):
    """One way of saying one thing.

    `value` turns a match into a value, or None where the match turns out to say something else. `reads` and `ignores`
    are sentences of our own: the harness in the tests holds every rule to them.
    """

    name: str
    pattern: re.Pattern[str]
    value: Callable[[re.Match[str]], Value | None]
    reads: tuple[tuple[str, object], ...]
    ignores: tuple[str, ...] = ()


def find_all(rules: tuple[Rule[Value], ...], text: str, words: Words | None = None) -> list[Found[Value]]:
    """Everything that the rules find in a text, in order; where two overlap, the rule that stands first wins.

    `words` are those of the text, for who looks more than once.
    """
    words = words or Words(text, _index_of(rules))
    found: list[Found[Value]] = []
    for rule in words.among(rules):
        for match in words.matches(rule.pattern):
            start, end = match.span()
            if any(start < other.end and other.start < end for other in found):
                continue
            value = rule.value(match)
            if value is not None:
                found.append(Found(start, end, match.group(), value, rule.name))
    return sorted(found, key=lambda one: one.start)


@functools.cache
def _index_of(rules: tuple[Rule[Value], ...]) -> Index:
    return Index([rule.pattern for rule in rules])
