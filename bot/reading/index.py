"""Which rules are worth trying at which words of a text: nothing else is tried, and nothing is lost by it."""

import bisect
import functools
import itertools
import operator
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from bot.reading.openers import WORD, Choice, Piece, Way, fold_word, ways_of

MOST_WORDS = 20_000
LONGEST_WORD = 40
EVERYWHERE: list[int] = []

# A pattern that may begin at a word: its identity, how far into the word, and the bits that it needs of the very next
# word and of any word of the text.
Try = tuple[int, int, int, int]
# What may begin at a word: that which asks nothing of the next word, all the bits that the rest asks of it, the rest.
Begins = tuple[tuple[Try, ...], int, tuple[Try, ...]]
# A word as an index knows it: the bits that it gives, and what of each group of patterns may begin at it.
Known = tuple[int, tuple[Begins, ...]]


class Index:
    """The words that patterns begin with and need. Built at its first use; holds no state but what it knows of words.

    Besides its first word each way of a pattern needs one of some pieces in the text: such a set of pieces is a bit,
    and a pattern is tried at a word only where the words of the text give all the bits of its ways that begin so.
    Patterns that are looked for in the same stretches of a text (a page, its sentences) make a group.
    Patterns are known by identity: the hash of one is worked out anew, from all of its code, whenever it is asked for.
    """

    def __init__(self, *groups: Iterable[re.Pattern[str]]) -> None:
        self._groups = tuple(map(tuple, groups))
        self.patterns = tuple(itertools.chain(*self._groups))
        self.group_of = {id(pattern): number for number, group in enumerate(self._groups) for pattern in group}
        self._known: dict[str, Known] = {}

    def know(self, words: Iterable[str]) -> list[Known]:
        """What the index knows of words."""
        get = self._known.get
        return [get(word) or self._learn(word) for word in words]

    def tries(self, group: int, starts: list[int], known: list[Known]) -> dict[int, list[int]]:
        """Where patterns of a group, by their identity, are worth trying; EVERYWHERE for anywhere."""
        given = functools.reduce(operator.or_, [gives for gives, _ in known], 0)
        found: dict[int, list[int]] = {}
        last = len(known) - 1
        for at, (_, groups) in enumerate(known):
            tries, asked, asking = groups[group]
            if asked and at < last and asked & (after := known[at + 1][0]):
                tries += tuple([one for one in asking if one[2] & after == one[2]])
            for pattern, offset, _follows, needs in tries:
                if needs & given == needs:
                    _note(found.setdefault(pattern, []), starts[at] + offset)
        for pattern, needs in self._tables.anywhere[group]:
            if needs & given == needs:
                found[pattern] = EVERYWHERE
        return found

    def _learn(self, word: str) -> Known:
        known = self._tables.know(fold_word(word))
        if len(self._known) >= MOST_WORDS:
            self._known.clear()
        if len(word) <= LONGEST_WORD:
            self._known[word] = known
        return known

    @cached_property
    def _tables(self) -> "_Tables":
        return _Tables(self._groups)


def _note(places: list[int], start: int) -> None:
    """Add a place in order, once."""
    if not places or places[-1] < start:
        places.append(start)
    elif start not in places:
        bisect.insort(places, start)


class _Tables:
    """The pieces and openers of all patterns by their letters."""

    def __init__(self, groups: Sequence[Sequence[re.Pattern[str]]]) -> None:
        # Of each group, the patterns that may begin with anything, and what they need.
        self.anywhere: list[list[tuple[int, int]]] = [[] for _ in groups]
        self._openers: dict[Piece, list[tuple[int, int, int, int]]] = defaultdict(list)
        self._bits: dict[Choice, int] = {}
        for group, patterns in enumerate(groups):
            for pattern in patterns:
                self._add(group, pattern)
        self._gives: dict[Piece, int] = defaultdict(int)
        for pieces, bit in self._bits.items():
            for piece in pieces:
                self._gives[piece] |= bit
        known = self._gives.keys() | self._openers.keys()
        self._loose: dict[str, list[Piece]] = defaultdict(list)
        for piece in known:
            if piece.loose:
                self._loose[piece.letters].append(piece)
        self._lengths = sorted(set(map(len, self._loose)))
        self._longest = max((len(piece.letters) for piece in known), default=0)

    def _add(self, group: int, pattern: re.Pattern[str]) -> None:
        alike: dict[tuple[Piece, bool], list[Way]] = defaultdict(list)
        for way in ways_of(pattern):
            if way.opener is None:
                self.anywhere[group].append((id(pattern), self._needs([way])))
            else:
                alike[way.opener, way.follower is not None].append(way)
        for (opener, _), ways in alike.items():
            followers = frozenset(way.follower for way in ways if way.follower)
            self._openers[opener].append((group, id(pattern), self._bit(followers), self._needs(ways)))

    def _needs(self, ways: list[Way]) -> int:
        """The bits that the text must give for one of some ways."""
        needs = 0
        ranked = [sorted(way.others, key=_breadth) for way in ways]
        for rank in range(min(map(len, ranked))):
            needs |= self._bit(frozenset().union(*(one[rank] for one in ranked)))
        return needs

    def _bit(self, pieces: Choice) -> int:
        return self._bits.setdefault(pieces, 1 << len(self._bits)) if pieces else 0

    def know(self, word: str) -> Known:
        """What a folded word gives, and which patterns may begin at it."""
        held = [(Piece(word, whole=True, loose=False), 0)]
        held += [
            (Piece(word[:end], whole=False, loose=False), 0) for end in range(1, min(len(word), self._longest) + 1)
        ]
        held += self._inside(word)
        gives = 0
        may_begin: list[dict[Try, None]] = [{} for _ in self.anywhere]
        for piece, at in held:
            gives |= self._gives.get(piece, 0)
            for group, pattern, follows, needs in self._openers.get(piece, ()):
                may_begin[group][pattern, at, follows, needs] = None
        return gives, tuple(map(_begins, may_begin))

    def _inside(self, word: str) -> Iterator[tuple[Piece, int]]:
        """The pieces that may stand anywhere in a word, and where they do."""
        for at in range(len(word)):
            for length in self._lengths:
                if at + length > len(word):
                    break
                for piece in self._loose.get(word[at : at + length], ()):
                    if not piece.whole or at + length == len(word):
                        yield piece, at


def _begins(tries: Iterable[Try]) -> Begins:
    ordered = sorted(tries, key=operator.itemgetter(1))
    asking = tuple(one for one in ordered if one[2])
    return (
        tuple(one for one in ordered if not one[2]),
        functools.reduce(operator.or_, (one[2] for one in asking), 0),
        asking,
    )


def _breadth(choice: Choice) -> tuple[int, int]:
    """Choices of few long pieces come first."""
    return len(choice), -min(len(piece.letters) for piece in choice)


class Ruled(Protocol):
    """A rule of any sort."""

    @property
    def pattern(self) -> re.Pattern[str]: ...


HasPattern = TypeVar("HasPattern", bound=Ruled)


class Words:
    """The words of a text, and where in it the patterns of an index are worth trying."""

    def __init__(
        self,
        text: str,
        index: Index | None = None,
        *,
        starts: list[int] | None = None,
        known: list[Known] | None = None,
    ) -> None:
        self.text = text
        self._index = index or NO_INDEX
        if starts is None or known is None:
            words = [(match.start(), match[0]) for match in WORD.finditer(text)]
            starts, known = [start for start, _ in words], self._index.know(word for _, word in words)
        self._starts, self._known = starts, known
        self._tries: dict[int, dict[int, list[int]]] = {}

    def part(self, start: int, end: int) -> "Words":
        """The words of text[start:end]."""
        text = self.text[start:end]
        if _cuts_a_word(self.text, start) or _cuts_a_word(self.text, end):
            return Words(text, self._index)
        first, last = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        starts = [at - start for at in self._starts[first:last]]
        return Words(text, self._index, starts=starts, known=self._known[first:last])

    @classmethod
    def joined(cls, parts: Sequence["Words"], by: str) -> "Words":
        """The words of several texts, joined by signs that are no part of a word."""
        starts: list[int] = []
        known: list[Known] = []
        end = 0
        for part in parts:
            starts += [end + at for at in part._starts]
            known += part._known
            end += len(part.text) + len(by)
        index = parts[0]._index if parts else None
        return cls(by.join(part.text for part in parts), index, starts=starts, known=known)

    def may_hold(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern may match anywhere in the text, or in a part of it that cuts no word."""
        return self._places(pattern) is not None

    def among(self, rules: Sequence[HasPattern]) -> Sequence[HasPattern]:
        """Those of some rules that may hold in the text; their patterns are in one group of the index, or in none."""
        group = self._index.group_of.get(id(rules[0].pattern)) if rules else None
        if group is None:
            return rules
        tries = self._tries_of(group)
        return [rule for rule in rules if id(rule.pattern) in tries]

    def matches(self, pattern: re.Pattern[str]) -> Iterable[re.Match[str]]:
        """What `pattern.finditer` would give."""
        places = self._places(pattern)
        if places:
            return self._at(pattern, places)
        return () if places is None else pattern.finditer(self.text)

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What `pattern.search` would give."""
        places = self._places(pattern)
        if places is EVERYWHERE:
            return pattern.search(self.text)
        return next(self._at(pattern, places), None) if places else None

    def _places(self, pattern: re.Pattern[str]) -> list[int] | None:
        """Where a pattern is worth trying, EVERYWHERE for anywhere; None where it cannot match."""
        group = self._index.group_of.get(id(pattern))
        return EVERYWHERE if group is None else self._tries_of(group).get(id(pattern))

    def _tries_of(self, group: int) -> dict[int, list[int]]:
        tries = self._tries.get(group)
        if tries is None:
            tries = self._tries[group] = self._index.tries(group, self._starts, self._known)
        return tries

    def _at(self, pattern: re.Pattern[str], places: list[int]) -> Iterator[re.Match[str]]:
        end = 0
        for start in places:
            if start >= end and (match := pattern.match(self.text, start)):
                end = match.end()
                yield match


def _cuts_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and WORD.match(text[at - 1]) is not None and WORD.match(text[at]) is not None


NO_INDEX = Index()
