"""Every rule carries questions that prove it: forms, phrases, roles and refusals."""

import pytest

from bot.asking import Declined, Question, examples, parse
from bot.asking.forms import FORMS, Form
from bot.asking.line import token_pattern
from bot.asking.offtopic import REFUSALS, Refusal
from bot.asking.phrases import PHRASES, Phrase
from bot.asking.question import Op
from bot.asking.role_rules import RULES, RoleRule
from store.records import Kind, Response
from tests.asking.ledger import NOW

BEFORE = parse("flights near Norway in 2023", NOW)


@pytest.mark.parametrize(("form", "text"), [(form, text) for form in FORMS for text in form.reads])
def test_each_form_reads_its_own_examples(form: Form, text: str) -> None:
    question = parse(text, NOW)
    assert isinstance(question, Question), question
    assert question.op == form.op


@pytest.mark.parametrize(("phrase", "text"), [(phrase, text) for phrase in PHRASES for text in phrase.reads])
def test_each_phrase_becomes_its_value(phrase: Phrase, text: str) -> None:
    question = parse(text, NOW)
    assert isinstance(question, Question), question
    if isinstance(phrase.value, Kind):
        assert phrase.value in question.filter.kinds
    if isinstance(phrase.value, Response):
        assert phrase.value in (question.part or question.filter).responses


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES for text in rule.reads])
def test_each_role_rule_reads_its_own_examples(rule: RoleRule, text: str) -> None:
    assert isinstance(BEFORE, Question)
    question = parse(text, NOW, BEFORE if "those" in text else None)
    assert isinstance(question, Question), question


@pytest.mark.parametrize(("refusal", "text"), [(refusal, text) for refusal in REFUSALS for text in refusal.reads])
def test_each_refusal_declines_its_own_examples(refusal: Refusal, text: str) -> None:
    declined = parse(text, NOW)
    assert isinstance(declined, Declined)
    assert declined.reason == refusal.sentence


def test_help_lists_every_operation_that_is_asked_in_words() -> None:
    listed = {op for op, _ in examples()}
    assert listed >= {op.value for op in Op} - {"compare", "show", "between"}


def test_a_bracket_that_sticks_to_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="a bracket stands by itself"):
        token_pattern("who|( which|what country )")
