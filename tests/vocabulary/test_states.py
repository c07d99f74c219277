"""States: codes, adjectives, capitals and what must not be taken for one."""

import pytest

from bot.vocabulary import State, state_adjective, state_name, vocabulary
from bot.vocabulary.folding import fold_name

NO_COUNTRY = {"NATO", "EU"}


def states() -> list[State]:
    return list(vocabulary().states.values())


def other_words(state: State) -> tuple[str, ...]:
    return (*state.people, *state.metonyms, *state.aliases, *state.adjectives)


def states_in(sentence: str, *, telegraphic: bool = False) -> set[str]:
    mentions = vocabulary().find(sentence, telegraphic=telegraphic)
    return {mention.entry.code for mention in mentions if isinstance(mention.entry, State)}


def test_there_are_states_enough() -> None:
    assert len(states()) >= 85


def test_entries_are_sorted_by_code() -> None:
    codes = [state.code for state in states()]
    assert codes == sorted(codes)


def test_codes_are_two_capitals_or_a_known_alliance() -> None:
    for state in states():
        assert state.code in NO_COUNTRY or (len(state.code) == 2 and state.code.isupper()), state.code


def test_names_are_unique() -> None:
    listed = [state.name for state in states()]
    assert len(set(listed)) == len(listed)


def test_every_word_for_a_state_belongs_to_one_state_and_is_written_once() -> None:
    owner: dict[str, str] = {}
    for state in states():
        own = dict.fromkeys((fold_name(state.name), fold_name(state.adjective)))
        for key in (*own, *map(fold_name, other_words(state))):
            assert key not in owner, f"{key!r}: {owner[key]} and {state.code}"
            owner[key] = state.code


def test_no_text_has_stray_white_space() -> None:
    for state in states():
        for words in (state.name, state.adjective, *other_words(state)):
            assert words == " ".join(words.split()), f"{state.code}: {words!r}"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Two Soviet bombers", "RU"),
        ("The Kremlin", "RU"),
        ("The Russians", "RU"),
        ("An American plane", "US"),
        ("A U.S. jet", "US"),
        ("A US jet", "US"),
        ("The United States' jets", "US"),
        ("Beijing", "CN"),
        ("The PRC", "CN"),
        ("Fighters of the People's Republic of China", "CN"),
        ("British jets", "GB"),
        ("U.K. jets", "GB"),
        ("Britain's jets", "GB"),
        ("The Republic of China", "TW"),
        ("Taipei", "TW"),
        ("A Taiwanese frigate", "TW"),
        ("The DPRK", "KP"),
        ("The ROK", "KR"),
        ("Two Danes", "DK"),
        ("Turkish jets", "TR"),
        ("Dutch jets", "NL"),
        ("Tehran", "IR"),
    ],
)
def test_a_state_is_known_by_all_its_words(words: str, code: str) -> None:
    assert states_in(f"{words} answered on Monday.") == {code}


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("The guests had turkey.", "TR"),
        ("A cup of fine china stood there.", "CN"),
        ("They told us to wait.", "US"),
        ("The Prime Minister spoke of it in New South Wales.", "GB"),
        ("It crossed the English Channel.", "GB"),
        ("It left the South China Sea.", "CN"),
        ("It crossed the Indian Ocean.", "IN"),
        ("The North American Aerospace Defense Command said so.", "US"),
        ("The George Washington left port.", "US"),
        ("Michael Jordan was there.", "JO"),
    ],
)
def test_words_that_look_like_a_state_are_left_alone(sentence: str, code: str) -> None:
    assert code not in states_in(sentence)


@pytest.mark.parametrize("code", ["RU", "US", "CN", "GB", "TW", "NATO"])
def test_a_state_is_looked_up_by_code_name_and_adjective(code: str) -> None:
    known = vocabulary()
    state = known.states[code]
    assert known.state(code) is known.state(state.name) is known.state(state.adjective) is state


def test_names_and_adjectives_come_by_code_and_an_unknown_code_comes_back() -> None:
    assert (state_name("RU"), state_adjective("RU")) == ("Russia", "Russian")
    assert (state_name("GB"), state_adjective("GB")) == ("United Kingdom", "British")
    assert (state_name("NATO"), state_adjective("NATO")) == ("NATO", "NATO")
    assert (state_name("ZZ"), state_adjective("ZZ")) == ("ZZ", "ZZ")
