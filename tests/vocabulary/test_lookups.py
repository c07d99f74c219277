"""Lookups in the vocabulary: states, places, wider places, theatres and near misses."""

import pytest

from bot.vocabulary import Place, State, state_adjective, state_name, vocabulary


@pytest.mark.parametrize("words", ["RU", "ru", "Russia", "russian", "Russians", "Moscow", "kremlin", "USSR"])
def test_a_state_answers_to_all_its_words(words: str) -> None:
    state = vocabulary().state(words)
    assert state is not None
    assert state.code == "RU"


def test_an_unknown_state_is_its_own_code() -> None:
    assert (state_name("RU"), state_adjective("RU")) == ("Russia", "Russian")
    assert (state_name("QQ"), state_adjective("QQ")) == ("QQ", "QQ")
    assert vocabulary().state("Atlantis") is None


def test_a_place_answers_to_its_aliases_in_any_case() -> None:
    words = vocabulary()
    assert words.place("alaska") is words.places["Alaska"]
    assert words.place("Senkakus") is words.places["Senkaku Islands"]
    assert words.place("Atlantis") is None


def test_wider_places_follow_over_several_steps_without_the_place_itself() -> None:
    wider = vocabulary().lies_in("Aleutian Islands")
    assert wider[0] == "Alaska"
    assert "Aleutian Islands" not in wider
    assert vocabulary().lies_in("Atlantis") == ()


def test_the_theatre_is_that_of_the_first_known_place() -> None:
    words = vocabulary()
    assert words.theatre(["Atlantis", "Alaska"]) == "Alaska and the Arctic"
    assert words.theatre([]) == "Elsewhere"


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("Hokaido", "Hokkaido"),
        ("Alsaka", "Alaska"),
        ("Norwegain", "Norwegian"),
        ("Tiawan", "Taiwan"),
        ("chineese", "Chinese"),
        ("Blackjak", "Blackjack"),
    ],
)
def test_a_typo_gets_the_word_that_was_meant(typo: str, meant: str) -> None:
    assert vocabulary().nearest_names(typo)[0] == meant


def test_short_words_and_gibberish_get_no_suggestion() -> None:
    words = vocabulary()
    assert words.nearest_names("Irn") == []
    assert words.nearest_names("zzzzxqk") == []


def test_suggestions_keep_to_the_kinds_and_the_limit() -> None:
    words = vocabulary()
    assert "Norwegian" not in words.nearest_names("Norwegain", kinds=[Place])
    assert "Norwegian" in words.nearest_names("Norwegain", kinds=[State])
    assert len(words.nearest_names("Alsaka", limit=1)) == 1
