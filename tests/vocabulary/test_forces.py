"""Forces and outlets: who announces and who prints, by the names that reports use."""

from collections import Counter

import pytest

from bot.vocabulary import Force, Outlet, vocabulary
from bot.vocabulary.folding import fold_name

KINDS = {"service", "command", "ministry", "official", "alliance", "spokesperson"}
ORDERS = {"MDY", "DMY", "YMD"}


def forces() -> list[Force]:
    return list(vocabulary().forces.values())


def outlets() -> list[Outlet]:
    return list(vocabulary().outlets.values())


def entries() -> list[Force | Outlet]:
    return [*forces(), *outlets()]


def names_in(sentence: str) -> list[str]:
    mentions = vocabulary().find(sentence)
    return [mention.entry.name for mention in mentions if isinstance(mention.entry, Force | Outlet)]


def test_there_are_forces_and_outlets_enough() -> None:
    assert len(forces()) >= 130
    assert len(outlets()) >= 60


def test_entries_are_sorted_by_name() -> None:
    for names in ([force.name for force in forces()], [outlet.name for outlet in outlets()]):
        assert names == sorted(names)


def test_every_name_belongs_to_one_entry_of_its_kind_and_is_written_once() -> None:
    for kind in (Force, Outlet):
        counted = Counter(
            fold_name(words) for entry in entries() if isinstance(entry, kind) for words in (entry.name, *entry.aliases)
        )
        assert [words for words, times in counted.items() if times > 1] == []


def test_no_text_has_stray_white_space() -> None:
    for entry in entries():
        for words in (entry.name, *entry.aliases):
            assert words == " ".join(words.split()), f"{entry.name}: {words!r}"


def test_kinds_states_and_date_orders_are_known_ones() -> None:
    states = vocabulary().states
    for force in forces():
        assert force.kind in KINDS, force.name
        assert force.states, force.name
        assert set(force.states) <= set(states), force.name
    for outlet in outlets():
        assert outlet.date_order in ORDERS, outlet.name
        assert outlet.state in states, outlet.name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Norad", "NORAD"),
        ("the North American Aerospace Defense Command", "NORAD"),
        ("the Japanese Ministry of Defence", "Japan Defense Ministry"),
        ("Japan's Joint Staff", "Japan Joint Staff"),
        ("Taiwan's Ministry of National Defense", "Taiwan Defense Ministry"),
        ("Taiwan’s Ministry of National Defense", "Taiwan Defense Ministry"),
        ("the MND", "Taiwan Defense Ministry"),
        ("the Russian MoD", "Russian Defense Ministry"),
        ("Russia's Ministry of Defence", "Russian Defense Ministry"),
        ("INDOPACOM", "U.S. Indo-Pacific Command"),
        ("the US European Command", "U.S. European Command"),
        ("CENTCOM", "U.S. Central Command"),
        ("the Royal Norwegian Air Force", "Norwegian Air Force"),
        ("the Estonian Defense Forces", "Estonian Defence Forces"),
        ("the Air Self-Defense Force", "Japan Air Self-Defense Force"),
        ("the US Department of Defense", "Pentagon"),
        ("the Royal Air Force", "RAF"),
        ("the Joint Chiefs of Staff", "South Korean Joint Chiefs of Staff"),
        ("the VKS", "Russian Aerospace Forces"),
        ("the Armed Forces of the Philippines", "Philippine military"),
        ("the IRGC", "Islamic Revolutionary Guard Corps"),
        ("the Luftwaffe", "German Air Force"),
    ],
)
def test_a_force_is_reported_under_its_one_name(words: str, name: str) -> None:
    assert name in names_in(f"Two bombers were met, according to {words} on Monday.")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The Associated Press", "AP"),
        ("Agence France-Presse", "AFP"),
        ("Jane's", "Janes"),
        ("the Barents Observer", "The Barents Observer"),
        ("Focus Taiwan", "Focus Taiwan"),
        ("the South China Morning Post", "South China Morning Post"),
        ("the Washington Post", "The Washington Post"),
        ("Kyodo News", "Kyodo"),
    ],
)
def test_an_outlet_is_known_by_its_names(words: str, name: str) -> None:
    assert name in names_in(f"The flight was first reported by {words} on Monday.")


def test_norad_speaks_for_two_states_and_nato_for_itself() -> None:
    known = vocabulary().forces
    assert known["NORAD"].states == ("US", "CA")
    assert known["NATO"].states == ("NATO",)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The Pacific Fleet's ships passed the strait.", "U.S. Pacific Fleet"),
        ("The ministry of that country declined to comment.", "Japan Defense Ministry"),
        ("A MOD said the forum was closed.", "UK Ministry of Defence"),
        ("He had a map of the ship.", "AP"),
        ("The plan was changed.", "PLA Navy"),
    ],
)
def test_words_that_look_like_a_force_or_an_outlet_are_left_alone(sentence: str, name: str) -> None:
    assert name not in names_in(sentence)


def test_north_america_writes_the_month_first_and_europe_the_day() -> None:
    known = vocabulary().outlets
    assert {known[name].date_order for name in ("AP", "CNN", "Stars and Stripes")} == {"MDY"}
    assert {known[name].date_order for name in ("BBC", "TASS", "Interfax", "The Independent")} == {"DMY"}
