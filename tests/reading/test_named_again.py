"""Craft and ships told of again: the same type, the other part, ships in a row, whose they are, what is elsewhere."""

import datetime as dt

import pytest

from bot.reading import read
from store.records import IncidentDraft, Kind, Platform, Response, Side

PUBLISHED = dt.date(2024, 6, 12)


def drafts(text: str) -> tuple[IncidentDraft, ...]:
    return read(text, PUBLISHED).incidents


def platforms(draft: IncidentDraft, side: Side = Side.ACTOR) -> list[tuple[str, int | None]]:
    found: list[Platform] = [p for p in draft.platforms if p.side == side]
    return [(p.type, p.count) for p in found]


def test_a_drone_of_the_same_type_is_that_type() -> None:
    _, second = drafts(
        "An Iranian Mohajer-6 flew dangerously close to USS Alder in the Gulf of Oman on Monday. On June 2 a "
        "drone of the same type came within 80 feet of a Seahawk helicopter."
    )
    assert platforms(second)[0][0] == "Mohajer"
    assert second.actors == ["IR"]


def test_drones_called_american_make_a_reaper_that_is_nobodys_american() -> None:
    (only,) = drafts(
        "Russian jets harassed U.S. drones over Syria on Monday. A Su-35 dropped flares in front "
        "of two MQ-9s near Homs."
    )
    assert only.responders == ["US"]
    assert "United States" not in only.areas


def test_what_was_done_to_them_too_was_suffered_by_them() -> None:
    _, second = drafts(
        "On Tuesday two Su-30s dropped flares in front of an American P-8 over the Black Sea. On Monday a Su-27 "
        "had done much the same to an RC-135."
    )
    assert (second.actors, second.responders) == (["RU"], ["US"])


def test_a_separate_incident_of_the_same_day_is_another() -> None:
    first, second = drafts(
        "On Monday a Chinese J-16 released flares in front of an Australian P-8 over the South China Sea. In a "
        "separate incident on Monday, a J-11 flew dangerously close to a Canadian CH-148 near the Paracel Islands."
    )
    assert (first.responders, second.responders) == (["AU"], ["CA"])
    assert first.first_day == second.first_day == dt.date(2024, 6, 10)


@pytest.mark.parametrize(
    ("words", "ships"),
    [
        ("two Russian frigates, Gromkiy and Boikiy,", {"Gromkiy", "Boikiy"}),
        ("the Russian destroyers Vyborny, Tverdy and Gordelivy", {"Vyborny", "Tverdy", "Gordelivy"}),
        ("a Chinese survey ship, Da Yang Hao,", {"Da Yang Hao"}),
    ],
)
def test_every_ship_of_a_list_is_named(words: str, ships: set[str]) -> None:
    (only,) = drafts(f"The Indian Navy on Monday tracked {words} as they crossed the Bay of Bengal.")
    assert {name for name, _ in platforms(only)} == ships


def test_ships_counted_in_a_row_with_a_named_one_are_others() -> None:
    (only,) = drafts(
        "The Chinese carrier Shandong, two destroyers and a frigate were sighted by JS Akebono 400 km south of Miyako "
        "Island on Monday."
    )
    assert platforms(only) == [("Shandong", 1), ("destroyer", 2), ("frigate", 1)]


def test_a_ships_title_in_full_is_its_hull_word() -> None:
    (only,) = drafts("His Majesty's Canadian Ship Regina was buzzed by a Chinese J-11 in the East China Sea on Monday.")
    assert platforms(only, Side.RESPONDER) == [("HMCS Regina", 1)]


def test_some_of_them_were_of_a_type() -> None:
    (only,) = drafts(
        "Six Russian aircraft entered the KADIZ over the Sea of Japan on Monday. Four of the planes were Tu-95 "
        "bombers and the other two were Su-35 fighters. South Korea scrambled jets."
    )
    assert platforms(only) == [("Tu-95", 4), ("Su-35", 2)]


def test_a_year_before_a_people_counts_nothing() -> None:
    (only,) = drafts("In July 2019 South Korean fighters fired warning shots at a Russian A-50 over Dokdo.")
    assert ("fighter", None) in platforms(only, Side.RESPONDER)


def test_whoever_flies_close_to_a_ship_is_the_danger() -> None:
    (only,) = drafts(
        "An Iranian drone flew close to the carrier USS Alder in the Persian Gulf on Monday. The approach was "
        "unsafe, the U.S. Navy said."
    )
    assert (only.actors, only.responders) == (["IR"], ["US"])


def test_in_a_row_of_unsafe_encounters_the_unnamed_are_the_other_side() -> None:
    _, second = drafts(
        "Two Philippine Coast Guard ships were rammed by Chinese coast guard vessels near Sabina Shoal on "
        "Monday. On March 5, two Chinese coast guard ships turned water cannon on the supply boat "
        "Kalinga near Second Thomas Shoal."
    )
    assert second.kind == Kind.UNSAFE_ENCOUNTER
    assert (second.actors, second.responders) == (["CN"], ["PH"])


def test_a_carrier_that_came_to_port_before_is_no_incident() -> None:
    (only,) = drafts(
        "Two Russian Tu-142s flew within one mile of USS Ronald Reagan in the Sea of Japan on Monday; four "
        "F/A-18s escorted them. The Reagan came to Yokosuka on May 1 to replace USS George Washington."
    )
    assert only.actors == ["RU"]


def test_a_fact_check_of_a_rumour_gives_nothing() -> None:
    assert not drafts(
        "FACT CHECK\nCLAIM: A video shows a Chinese J-16 that Taiwan shot down on Monday over the Taiwan Strait.\n"
        "VERDICT: False. The clip is years old. Nothing of the kind happened."
    )


def test_the_gulf_of_a_report_about_iran_is_the_persian_one() -> None:
    (only,) = drafts("Six Iranian boats circled USS Alder in the northern Gulf on Monday and crossed her bow.")
    assert only.areas == ["Persian Gulf"]


def test_the_coast_guard_cutter_of_no_named_country_is_american() -> None:
    (only,) = drafts("The Coast Guard cutter Alder shadowed a Chinese destroyer off the Aleutian Islands on Monday.")
    assert only.responders == ["US"]


def test_the_east_coast_in_small_letters_may_be_anybodys() -> None:
    (only,) = drafts("Two Russian planes flew off the east coast on Monday and South Korean jets watched them.")
    assert "U.S. East Coast" not in only.areas


def test_a_day_before_a_clause_with_that_is_the_day_of_the_deed() -> None:
    (only,) = drafts("Israel's air force intercepted a drone on Monday that had come from Yemen over the Red Sea.")
    assert only.first_day == dt.date(2024, 6, 10)


def test_a_class_before_another_noun_is_no_ship() -> None:
    (only,) = drafts(
        "Japan's navy on Monday tracked the Chinese frigate Hengyang, the Renhai cruiser Zunyi and a replenishment "
        "oiler in the Tsushima Strait."
    )
    assert ("Renhai", 1) not in platforms(only)


def test_a_number_before_two_peoples_counts_both_together() -> None:
    (only,) = drafts("Five Russian and Chinese aircraft entered the KADIZ on Monday.")
    assert platforms(only) == [("aircraft", 5)]


def test_ships_seen_off_a_place_were_not_seen_off() -> None:
    (only,) = drafts("Six Chinese ships were seen off Okinawa on Monday.")
    assert only.response == Response.MONITORED
