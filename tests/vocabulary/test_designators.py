"""Designations by rule: spellings, variants, plurals, and what only looks like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.vocabulary import Aircraft, vocabulary
from bot.vocabulary.designators import is_designation

DESIGNATED = [
    name for name, entry in vocabulary().aircraft.items() if is_designation(name) and len(name.split("-")[0]) > 1
]


def read(text: str, *, telegraphic: bool = False) -> list[tuple[str, str | None, bool]]:
    """Name, variant and plural of every aircraft in a text."""
    found = vocabulary().find(text, telegraphic=telegraphic)
    return [(m.entry.name, m.variant, m.plural) for m in found if isinstance(m.entry, Aircraft)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tu-95MS", ("Tu-95", "Tu-95MS", False)),
        ("Tu-95MSs", ("Tu-95", "Tu-95MS", True)),
        ("TU-95", ("Tu-95", None, False)),
        ("TU95s", ("Tu-95", None, True)),
        ("Tu 95", ("Tu-95", None, False)),
        ("Tu‑95", ("Tu-95", None, False)),
        ("Tu – 160", ("Tu-160", None, False)),
        ("Tupolev-95", ("Tu-95", None, False)),
        ("Tupolev 95s", ("Tu-95", None, True)),
        ("Sukhoi Su-27", ("Su-27", None, False)),
        ("Sukhoi-27", ("Su-27", None, False)),
        ("Su 27s", ("Su-27", None, True)),
        ("Su35s", ("Su-35", None, True)),
        ("Su-35S", ("Su-35", "Su-35S", False)),
        ("Su-35Ss", ("Su-35", "Su-35S", True)),
        ("SU-24MR", ("Su-24", "Su-24MR", False)),
        ("Su-30MKK", ("Su-30", "Su-30MKK", False)),
        ("MiG31BM", ("MiG-31", "MiG-31BM", False)),
        ("Mig 29", ("MiG-29", None, False)),
        ("Tu-22M3", ("Tu-22M", "Tu-22M3", False)),
        ("Tu-22M3s", ("Tu-22M", "Tu-22M3", True)),
        ("IL-38N", ("Il-38", "Il-38N", False)),
        ("F-16C/D", ("F-16", "F-16C/D", False)),
        ("F-22s", ("F-22", None, True)),
        ("F22", ("F-22", None, False)),
        ("F/A-18E", ("F/A-18", "F/A-18E", False)),
        ("F-18s", ("F/A-18", None, True)),
        ("F-15EX", ("F-15", "F-15EX", False)),
        ("EA-18G", ("EA-18G", None, False)),
        ("B-52Hs", ("B-52", "B-52H", True)),
        ("Boeing P8 Poseidon", ("P-8", None, False)),
        ("EF-18M Hornet", ("F/A-18", "EF-18M", False)),
        ("TU-22s", ("Tu-22M", None, True)),
        ("P-8A", ("P-8", "P-8A", False)),
        ("RC-135V/W", ("RC-135", "RC-135V/W", False)),
        ("J-16s", ("J-16", None, True)),
        ("Y-8Q", ("Y-8", "Y-8Q", False)),
        ("Shaanxi Y-8", ("Y-8", None, False)),
        ("BZK-005", ("BZK-005", None, False)),
        ("JAS-39 Gripens", ("JAS 39", None, True)),
        ("JAS 39C", ("JAS 39", "JAS 39C", False)),
        ("CF-188", ("CF-18", None, False)),
        ("NC-212i", ("NC-212", "NC-212i", False)),
        ("Mirage 2000D", ("Mirage 2000", "Mirage 2000D", False)),
        ("Shahed-136s", ("Shahed", "Shahed-136", True)),
        ("C-130J-30", ("C-130", "C-130J-30", False)),
    ],
)
def test_a_designation_is_read_in_any_spelling(text: str, wanted: tuple[str, str | None, bool]) -> None:
    assert read(f"The {text} flew.") == [wanted]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(DESIGNATED), st.sampled_from(["-", "‑", "–"]), st.sampled_from(["", "s"]))
def test_every_hyphen_and_a_plural_s_leave_the_type_alone(name: str, hyphen: str, plural: str) -> None:
    assert read(f"The {name.replace('-', hyphen)}{plural} flew.") == [(name, None, plural == "s")]


@pytest.mark.parametrize("name", DESIGNATED)
def test_shorthand_reads_it_small_and_without_a_hyphen(name: str) -> None:
    found = read(f"last {name.lower().replace('-', '')} off alaska", telegraphic=True)
    assert [entry for entry, _, _ in found] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "He holds an E-3 visa.",
        "A B-1 visa and a B-2 visa were refused.",
        "They found C-4 explosives.",
        "He won the F-1 race.",
        "An accident closed the A-10 road.",
        "Traffic stood on the A10.",
        "The G-7 met; the G7 agreed.",
        "The P-5 nations met.",
        "Covid-19 spread.",
        "An S-400 fired.",
        "It carried an AIM-120 and a Kh-101.",
        "DDG-69 left port.",
        "MH17 was shot down.",
        "Their U-2 concert sold out.",
        "MI-5 and MI6 watched him.",
        "A T-72 tank burned.",
        "IL-6 levels rose.",
        "an 12-year-old and an 26-minute flight",
        "It will be 12 miles away.",
        "It is 8 mi 8 yards off.",
        "Print it on A-4 paper.",
        "Article B 52 of the code.",
        "a mach-2 dash, a level-3 alert, a phase-2 trial",
        "vitamin B-12",
        "the E-3 road junction",
    ],
)
def test_look_alikes_are_no_aircraft(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("word", ["flight", "route", "crew", "status", "seat", "band of", "row over", "team"])
def test_ordinary_words_beside_a_long_designation_do_not_hide_it(word: str) -> None:
    assert [name for name, _, _ in read(f"The {word} Tu-95 and F-22 {word} went on.")] == ["Tu-95", "F-22"]


def test_an_unknown_number_of_a_known_family_is_an_aircraft_of_no_role() -> None:
    (mention,) = vocabulary().find("A Tu-244 was seen.")
    assert isinstance(mention.entry, Aircraft)
    assert (mention.entry.name, mention.entry.role, mention.variant) == ("Tu-244", "aircraft", None)


def test_an_unknown_letter_and_number_wants_a_platform_noun() -> None:
    assert [name for name, _, _ in read("A J-50 fighter was seen.")] == ["J-50"]
    assert read("See J-50 below.") == []
