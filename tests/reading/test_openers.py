"""Rules are tried only where they can begin: nothing may be lost by it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import openers as module
from bot.reading.openers import Words, openers
from bot.reading.rules.acts import ACTS
from bot.reading.rules.dates import RULES
from bot.reading.rules.distance import DISTANCES

PATTERNS = [rule.pattern for rules in (ACTS, RULES, DISTANCES) for rule in rules]
SENTENCES = [read for rule in ACTS for read in rule.reads] + [read for rule in DISTANCES for read in rule.reads]
PHRASES = [str(read[0]) for read in SENTENCES] + [phrase for rule in RULES for phrase, _, _ in rule.reads]
LETTERS = st.text(alphabet="aAbBcdefFgimMnorstuwy 0123456789-,.'’İß", max_size=40)


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (r"\b(?:buzz(?:ed)?|unsafe)\b", {"buz", "uns"}),
        (r"\b(?:two|2) jets", {"two", "2 j"}),
        (r"\b(?:an? )?ship", {"a s", "an ", "shi"}),
        (r"\b[1-3]\d mi", {"1", "2", "3"} | {f"{a}{b} " for a in "123" for b in range(10)}),
    ],
)
def test_the_beginnings_of_a_pattern_are_known(pattern: str, begins: set[str]) -> None:
    found = openers(re.compile(pattern, re.IGNORECASE))
    assert found is not None
    assert {start[:1] for start in begins} == {start[:1] for start in found}
    assert all(any(start.startswith(known) or known.startswith(start) for known in begins) for start in found)


def test_a_pattern_that_may_begin_with_a_sign_is_tried_everywhere() -> None:
    assert openers(re.compile(r"(?:©|copyright)")) is None
    assert openers(re.compile(r"\w+ing")) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PHRASES) | LETTERS, max_size=4).map(" ".join))
def test_trying_rules_only_where_they_begin_loses_nothing(text: str) -> None:
    words = Words(text)
    for pattern in PATTERNS:
        assert [m.span() for m in words.matches(pattern)] == [m.span() for m in pattern.finditer(text)], pattern


@pytest.mark.parametrize("inside", [None, object()])
def test_without_the_inside_of_re_rules_are_tried_everywhere(monkeypatch: pytest.MonkeyPatch, inside: object) -> None:
    openers.cache_clear()
    monkeypatch.setattr(module, "parser", inside)
    try:
        pattern = re.compile(r"\bbuzz(?:ed)?")
        assert openers(pattern) is None
        assert [m.group() for m in Words("It buzzed us.").matches(pattern)] == ["buzzed"]
    finally:
        openers.cache_clear()
