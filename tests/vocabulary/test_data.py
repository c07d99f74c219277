"""Every entry proves itself: its own sentences find it, its traps do not, and the data is clean."""

import re
from collections import defaultdict

import pytest

from bot.vocabulary import Aircraft, Entry, Generic, Vessel, vocabulary
from bot.vocabulary.designators import is_designation
from bot.vocabulary.folding import fold_name
from bot.vocabulary.lexicon import FAMILY_ROLES
from bot.vocabulary.names import names_of

ENTRIES = vocabulary().entries()
PLATFORMS = [entry for entry in ENTRIES if isinstance(entry, Aircraft | Vessel | Generic)]
NUMBER = re.compile(r"\d+")
READS = [(entry, sentence) for entry in ENTRIES for sentence in entry.reads]
IGNORES = [(entry, sentence) for entry in ENTRIES for sentence in entry.ignores]


def label(value: object) -> str:
    """A readable test id."""
    return value if isinstance(value, str) else str(getattr(value, "name", value))


@pytest.mark.parametrize(("entry", "sentence"), READS, ids=label)
def test_its_own_sentences_name_the_entry(entry: Entry, sentence: str) -> None:
    found = vocabulary().find(sentence)
    assert any(m.entry is entry or entry in m.also for m in found), [(m.words, m.entry.name) for m in found]


@pytest.mark.parametrize(("entry", "sentence"), IGNORES, ids=label)
def test_its_traps_do_not_name_the_entry(entry: Entry, sentence: str) -> None:
    found = vocabulary().find(sentence)
    assert all(m.entry is not entry for m in found), [(m.words, m.entry.name) for m in found]


def test_the_data_is_as_large_as_promised() -> None:
    words = vocabulary()
    assert len(words.aircraft) >= 180
    assert len(words.vessels) >= 80
    assert len(words.places) >= 60


def test_every_platform_has_a_sentence() -> None:
    assert [entry.name for entry in PLATFORMS if not entry.reads] == []


def test_every_risky_name_has_a_trap() -> None:
    words = vocabulary()
    assert [a.name for a in words.aircraft.values() if a.nicknames and not a.ignores] == []
    assert [v.name for v in words.vessels.values() if v.shared and not v.ignores] == []


@pytest.mark.parametrize("kind", ["aircraft", "vessels"])
def test_entries_are_sorted_by_name(kind: str) -> None:
    names = list(getattr(vocabulary(), kind))
    assert names == sorted(names, key=str.casefold)


def test_names_are_clean_and_given_once() -> None:
    for entry in PLATFORMS:
        names = [name.words for name in names_of(entry)]
        assert all(words and words == " ".join(words.split()) for words in names), entry.name
        assert len(set(names)) == len(names), entry.name
        assert entry.name not in entry.aliases


@pytest.mark.parametrize("kind", [Aircraft, Vessel, Generic])
def test_a_name_belongs_to_one_entry(kind: type[Entry]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in PLATFORMS:
        if isinstance(entry, kind):
            for name in names_of(entry):
                words = fold_name(name.words)
                owners[words.replace(" ", "") if is_designation(name.words) else words].add(entry.name)
    assert {words: names for words, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("decoy", vocabulary().decoys)
def test_a_decoy_hides_the_words_in_it(decoy: str) -> None:
    assert [m.words for m in vocabulary().find(decoy) if m.words != decoy] == []


def test_operators_are_states_that_the_data_knows() -> None:
    states = vocabulary().states
    used = {code for e in PLATFORMS if isinstance(e, Aircraft | Vessel) for code in e.operators}
    assert used - set(states) == set()


def test_a_variant_bears_the_number_of_its_aircraft() -> None:
    for aircraft in vocabulary().aircraft.values():
        names = (aircraft.name, *aircraft.aliases) if NUMBER.search(aircraft.name) else ()
        numbers = {m[0] for name in names if (m := NUMBER.search(name))}
        for variant in (*aircraft.variants, *dict(aircraft.called).values()):
            first = NUMBER.search(variant)
            assert first is None or first[0] in numbers or not numbers, (aircraft.name, variant)


def test_every_family_of_a_generic_word_is_known() -> None:
    families = {*FAMILY_ROLES, "aircraft", "civilian", "missile", "balloon", "ship", "warship", "submarine"}
    assert {generic.family for generic in vocabulary().generics.values()} <= families


def test_every_canonical_name_is_found_in_shorthand_or_needs_its_surroundings() -> None:
    lost = []
    for entry in ENTRIES:
        found = vocabulary().find(entry.name, telegraphic=True)
        named = any(entry is m.entry or entry in m.also for m in found)
        if not named and not (isinstance(entry, Vessel) and entry.shared):
            lost.append(entry.name)
    assert lost == []
