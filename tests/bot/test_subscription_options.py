"""The options of a subscription prove themselves: each reads its examples and leaves the others alone."""

import pytest

from bot.subscribing.options import OFTEN, TIMES, TOLD, UNITS, ZONES, Option, Said, taken

ALL = (*OFTEN, *TIMES, *ZONES, *TOLD, *UNITS)
READS = [(option, words, said) for option in ALL for words, said in option.reads]
IGNORES = [(option, words) for option in ALL for words in option.ignores]


@pytest.mark.parametrize(("option", "words", "said"), READS, ids=lambda one: one if isinstance(one, str) else "")
def test_an_option_reads_its_words(option: Option, words: str, said: Said) -> None:
    assert taken(words, [option]) == (said, "")


@pytest.mark.parametrize(("option", "words"), IGNORES, ids=lambda one: one if isinstance(one, str) else "")
def test_an_option_leaves_other_words_alone(option: Option, words: str) -> None:
    assert taken(words, [option]) == ({}, words)
