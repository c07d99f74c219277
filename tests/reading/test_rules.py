"""Every rule is held to its own sentences: those it reads and those it must leave alone."""

import datetime as dt
from collections.abc import Sequence

import pytest

from bot.reading.dates import find_dates
from bot.reading.days import DateRule
from bot.reading.rules.acts import ACTS, Act
from bot.reading.rules.dates import FOREIGN_RULE, RULES
from bot.reading.rules.distance import DISTANCES
from bot.reading.rules.genres import SIGNS, Sign
from bot.reading.spans import Rule, find_all
from store.records import Distance

THURSDAY = dt.date(2017, 4, 20)
DATE_RULES = (*RULES, FOREIGN_RULE)


@pytest.mark.parametrize("rule", ACTS, ids=lambda rule: rule.name)
def test_an_act_reads_its_sentences(rule: Rule[Act]) -> None:
    for sentence, act in rule.reads:
        assert act in [found.value for found in find_all(ACTS, sentence)], sentence


@pytest.mark.parametrize("rule", ACTS, ids=lambda rule: rule.name)
def test_an_act_leaves_other_sentences_alone(rule: Rule[Act]) -> None:
    assert rule.ignores
    for sentence in rule.ignores:
        assert rule.name not in [found.value for found in find_all(ACTS, sentence)], sentence


@pytest.mark.parametrize("rule", DISTANCES, ids=lambda rule: rule.name)
def test_a_distance_rule_reads_its_sentences(rule: Rule[Distance]) -> None:
    for sentence, distance in rule.reads:
        assert (rule.name, distance) in [(found.rule, found.value) for found in find_all(DISTANCES, sentence)], sentence


@pytest.mark.parametrize("rule", DISTANCES, ids=lambda rule: rule.name)
def test_a_distance_rule_leaves_zones_heights_and_ranges_alone(rule: Rule[Distance]) -> None:
    for sentence in rule.ignores:
        assert find_all(DISTANCES, sentence) == [], sentence


@pytest.mark.parametrize("rule", DATE_RULES, ids=lambda rule: rule.name)
def test_a_date_rule_reads_its_phrases(rule: DateRule) -> None:
    """The last date of a phrase is the rule's own: what stands before it is what it counts from."""
    for phrase, first, last in rule.reads:
        *_, found = find_dates(phrase, THURSDAY)
        assert (found.rule, str(found.days.first), str(found.days.last)) == (rule.name, first, last), phrase


@pytest.mark.parametrize("rule", DATE_RULES, ids=lambda rule: rule.name)
def test_a_date_rule_leaves_other_phrases_alone(rule: DateRule) -> None:
    for phrase in rule.ignores:
        assert rule.name not in [m.rule for m in find_dates(phrase, THURSDAY)], phrase


@pytest.mark.parametrize("rule", DATE_RULES, ids=lambda rule: rule.name)
def test_a_date_rule_bears_capitals(rule: DateRule) -> None:
    for phrase, _, _ in rule.reads:
        find_dates(phrase.upper(), THURSDAY)
        find_dates(phrase.upper(), None)


@pytest.mark.parametrize(
    "rules", [ACTS, DATE_RULES, DISTANCES, SIGNS], ids=["acts", "dates", "distances", "signs of genre"]
)
def test_every_rule_has_sentences_that_it_reads_and_sentences_that_it_leaves_alone(
    rules: Sequence[Rule[Act] | Rule[Distance] | DateRule | Sign],
) -> None:
    assert [rule for rule in rules if not rule.reads or not rule.ignores] == []
