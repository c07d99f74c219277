"""Rules are tried only where they can begin: nothing may be lost by it."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import openers as module
from bot.reading.dates import EVERY_RULE
from bot.reading.dates import INDEX as DATES
from bot.reading.index import EVERYWHERE, Index, Ruled, Words
from bot.reading.openers import WORD, fold_word, ways_of
from bot.reading.page import LOOKED_FOR, words_of
from bot.reading.rules.acts import ACTS
from bot.reading.rules.coordinates import COORDINATES
from bot.reading.rules.dates import RULES
from bot.reading.rules.distance import DISTANCES
from bot.reading.rules.durations import DURATIONS
from bot.reading.rules.genres import SIGNS

INDEXES = {"dates": DATES, "page": LOOKED_FOR}
READS = [str(read[0]) for rules in (ACTS, DISTANCES, RULES) for rule in rules for read in rule.reads]
PHRASES = [*READS, *(sentence for sign in SIGNS for sentence in (*sign.reads, *sign.ignores))]
LETTERS = st.text(alphabet="aAbBcdefFgimMnorstuwy 0123456789-,.'’%/\nİıſßK²_", max_size=40)


def places(pattern: re.Pattern[str], text: str) -> dict[int, list[int]]:
    """Where an index of one pattern would try it."""
    index = Index([pattern])
    found = list(WORD.finditer(text))
    return index.tries(0, [word.start() for word in found], index.know(word.group() for word in found))


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (r"\b(?:buzz(?:ed)?|unsafe)\b", {"buzz", "buzzed", "unsafe"}),
        (r"\b(?:two|2) jets", {"two", "0"}),
        (r"\b(?:an? )?ship", {"a", "an", "ship"}),
        (r"\b[1-3]\d mi", {"00"}),
        (r"\bintercept\w*", {"intercept"}),
        (r"(?<![\w.])(?:19|20)\d\d", {"0000"}),
    ],
)
def test_the_words_that_a_pattern_begins_with_are_known(pattern: str, begins: set[str]) -> None:
    openers = [way.opener for way in ways_of(re.compile(pattern, re.IGNORECASE))]
    assert {opener.letters for opener in openers if opener} == begins
    assert all(openers)


@pytest.mark.parametrize("pattern", [r"(?:©|copyright)", r"\w+ing", r"[ -]jets?", r"(?:jets)?", r".jet"])
def test_a_pattern_that_may_begin_with_anything_is_tried_everywhere(pattern: str) -> None:
    assert None in {way.opener for way in ways_of(re.compile(pattern))}


@pytest.mark.parametrize("index", INDEXES.values(), ids=INDEXES)
@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(PHRASES) | LETTERS, max_size=4).map(" ".join))
def test_trying_rules_only_where_they_begin_loses_nothing(index: Index, text: str) -> None:
    words = Words(text, index)
    for pattern in index.patterns:
        found = [match.span() for match in pattern.finditer(text)]
        assert [match.span() for match in words.matches(pattern)] == found, pattern
        first = words.search(pattern)
        assert ([first.span()] if first else []) == found[:1], pattern
        assert words.may_hold(pattern) or not found, pattern


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:no|not) (?:one|a) (?:jet|plane)s?\b", "Not a\tplane, no one  jets. NO ONE JETS"),
        (r"jets?\b", "superjets"),
        (r"\b\d{1,3}(?:,\d{3})+ (?:ft|feet)", "12,500 feet and ٣,٥٠٠ ft"),
        (r"\bmission\b", "MIſſION miSSıon MİSSİON"),
        (r"\bkilo\b", "\u212ailo"),
        (r"\b(?:\d+%|% of) jets", "12% jets, 12 % of jets"),
        (r"\b(?:a+|b{2,}|(?:c ){2,3})d", "aad bbbd c c d c d"),
        (r"(?<=two )jets|(?<!two )bears", "two jets, two bears, bears"),
        (r"\b(?>jet|jets)\b x++", "jet xx"),
        (r"\bun_der\b|\b_x", "un_der _x"),
        (r"(?:x\b)?", "ax x"),
        (r"\b(jet)?(?(1)s|\d)", "jets s 5 jet5"),
        (r"\b(?:a/b|c \(d\))", "a/b, c (d), a / b"),
    ],
)
def test_odd_patterns_match_as_ever(pattern: str, text: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    words = Words(text, Index([compiled]))
    assert [m.span() for m in words.matches(compiled)] == [m.span() for m in compiled.finditer(text)]


def test_a_rule_is_tried_only_where_its_other_words_stand_too() -> None:
    pattern = re.compile(r"\bno (?:\w+ ){0,3}intercepts? took place")
    assert places(pattern, "No, no jets and no ships at all.") == {}
    assert places(pattern, "no intercept took no place") == {id(pattern): [0, 18]}


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(st.sampled_from(PHRASES) | LETTERS, max_size=4).map(" ".join),
    cuts=st.tuples(*[st.integers(0, 99)] * 2),
)
def test_a_part_of_a_text_is_looked_through_as_if_it_were_alone(text: str, cuts: tuple[int, int]) -> None:
    start, end = sorted(min(cut, len(text)) for cut in cuts)
    part, alone = words_of(text).part(start, end), words_of(text[start:end])
    joined, together = Words.joined([part, words_of(text)], "\n"), words_of(f"{text[start:end]}\n{text}")
    for pattern in LOOKED_FOR.patterns:
        for one, other in ((part, alone), (joined, together)):
            assert [m.span() for m in one.matches(pattern)] == [m.span() for m in other.matches(pattern)], pattern


def test_a_pattern_that_no_index_holds_is_looked_for_all_the_same() -> None:
    pattern = re.compile(r"jets")
    words = Words("two jets", Index([re.compile("bears")]))
    assert words.search(pattern) and list(words.matches(pattern)) and words.may_hold(pattern)


def test_an_index_forgets_words_rather_than_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reading.index.MOST_WORDS", 10)
    pattern = re.compile(r"\bjets\b")
    index = Index([pattern])
    for number in range(50):
        assert list(Words(f"word{number} {'x' * 99} jets", index).matches(pattern))
    assert len(index._known) <= 10


@pytest.mark.parametrize("inside", [None, object()])
def test_without_the_inside_of_re_rules_are_tried_everywhere(monkeypatch: pytest.MonkeyPatch, inside: object) -> None:
    monkeypatch.setattr(module, "parser", inside)
    pattern = re.compile(r"\bbuzz(?:ed)?")
    assert places(pattern, "It buzzed us.") == {id(pattern): EVERYWHERE}
    assert [m.group() for m in Words("It buzzed us.", Index([pattern])).matches(pattern)] == ["buzzed"]


def test_words_are_folded_as_re_compares_them() -> None:
    assert [fold_word(word) for word in ("Su35S", "MİNſK", "ÅSEN", "٣")] == ["su00s", "minsk", "åsen", "0"]


@pytest.mark.parametrize("rules", [ACTS, DISTANCES, DURATIONS, COORDINATES, EVERY_RULE, SIGNS])
def test_rules_that_are_asked_for_together_are_in_one_group(rules: Sequence[Ruled]) -> None:
    assert len({LOOKED_FOR.group_of[id(rule.pattern)] for rule in rules}) == 1
    for phrase in PHRASES[:40]:
        kept = words_of(phrase).among(rules)
        assert all(rule in kept or not rule.pattern.search(phrase) for rule in rules)
