"""Rumours, denials and second accounts: what a report only passes on is no incident, and what it tells itself holds."""

import datetime as dt

import pytest

from bot.reading import read
from store.records import IncidentDraft, Kind, Response, Side

DAY = dt.date(2024, 9, 11)


def incidents(text: str, published: dt.date = DAY) -> tuple[IncidentDraft, ...]:
    return read(text, published).incidents


def only(text: str, published: dt.date = DAY) -> IncidentDraft:
    (draft,) = incidents(text, published)
    return draft


def on_side(draft: IncidentDraft, side: Side) -> dict[str, int | None]:
    return {p.type: p.count for p in draft.platforms if p.side == side}


@pytest.mark.parametrize(
    "text",
    [
        "The Latvian defence ministry has denied reports that a Russian drone had crossed into the country's airspace"
        " on Tuesday and been shot down by two F-16s.",
        "Reports that a Russian Su-27 violated Finnish airspace off Porvoo on Monday are untrue, the Border Guard said."
        " No fighters were scrambled.",
        "There is no truth to claims that two Tu-95s came within 10 miles of Shetland on Sunday and were escorted away"
        " by Typhoons, an RAF spokesman said.",
        "Nothing crossed into Latvia's airspace on Tuesday, the armed forces said, after posts on Facebook claimed that"
        " a Russian drone had flown over Madona and that two fighters had been scrambled to shoot it down.",
        "Rumours on Telegram had it that a Russian helicopter strayed into Norway on Sunday. Police found nothing.",
    ],
)
def test_a_report_that_is_called_false_is_no_incident(text: str) -> None:
    assert incidents(text) == ()


def test_a_denial_by_those_who_came_undoes_nothing() -> None:
    draft = only(
        "Two Russian Su-35s crossed into Estonian airspace near Vaindloo on Monday, the Estonian military said. Italian"
        " F-35s were scrambled. Moscow denied that its aircraft had violated Estonian airspace."
    )
    assert (draft.kind, draft.response, draft.actors) == (Kind.AIRSPACE_VIOLATION, Response.SCRAMBLED, ["RU"])


def test_the_story_of_the_accused_does_not_turn_the_sides_round() -> None:
    draft = only(
        "Russian Su-24 bombers flew dangerously close to the British patrol ship HMS Trent in the Black Sea on"
        " Wednesday, London said. Moscow told a different story: the Trent had steered for Russian waters and the"
        " Su-24s were scrambled to turn her away."
    )
    assert (draft.kind, draft.actors, draft.responders) == (Kind.UNSAFE_ENCOUNTER, ["RU"], ["GB"])


def test_an_ally_who_is_only_mentioned_takes_no_part_in_a_quarrel_of_two() -> None:
    draft = only(
        "The French navy said its frigate Forbin was lit up by the fire-control radar of Turkish warships off Libya on"
        " Monday. The Greek frigate Spetsai belongs to another mission there."
    )
    assert (draft.actors, draft.responders) == (["TR"], ["FR"])


def test_an_envoy_called_in_days_later_protests_against_what_came_before() -> None:
    draft = only(
        "On June 14 a Russian An-72 flew through Estonian airspace near Vaindloo for two minutes, the army said. The"
        " Foreign Ministry called in the Russian ambassador on June 18 and gave him a note.",
        dt.date(2019, 6, 20),
    )
    assert (draft.first_day, draft.response) == (dt.date(2019, 6, 14), Response.PROTESTED)
    assert draft.responders == ["EE"]


def test_bombers_of_an_exercise_that_are_met_are_a_flight_and_no_drill() -> None:
    draft = only(
        "Two Russian bombers flew close to Iceland on Monday as part of a major exercise. The Tu-95s were intercepted"
        " by four F-15s from Keflavik, the Pentagon said."
    )
    assert (draft.kind, draft.actors, draft.responders) == (Kind.PATROL, ["RU"], ["US"])
    assert on_side(draft, Side.ACTOR) == {"Tu-95": 2}


def test_a_drone_that_crashes_in_another_state_has_violated_it() -> None:
    crash = only("A Russian drone crashed in eastern Latvia on Saturday, the defence ministry in Riga said.")
    debris = only("Fragments of a Russian drone were found near Tulcea in Romania on Monday, the ministry said.")
    assert (crash.kind, crash.areas) == (Kind.AIRSPACE_VIOLATION, ["Latvia"])
    assert (debris.kind, debris.response) == (Kind.AIRSPACE_VIOLATION, Response.UNKNOWN)


def test_a_jet_that_comes_down_after_being_fired_on_was_shot_down() -> None:
    draft = only("On Monday two Turkish F-16s fired on a Syrian L-39 over Idlib, and the jet crashed near Saraqib.")
    assert (draft.response, draft.actors, draft.responders) == (Response.SHOT_DOWN, ["SY"], ["TR"])


def test_the_second_of_two_passives_has_the_subject_of_the_first() -> None:
    draft = only(
        "The Russian frigate Admiral Gorshkov sailed through the Channel on Tuesday. She was found by a French"
        " Atlantique 2 off Brittany, then shadowed by the patrol vessel Fulmar."
    )
    assert on_side(draft, Side.ACTOR) == {"Admiral Gorshkov": 1}
    assert on_side(draft, Side.RESPONDER) == {"Atlantique 2": 1, "Fulmar": 1}


def test_what_something_came_days_after_is_an_incident_of_its_own() -> None:
    first, other = incidents(
        "Two Russian Tu-95s were intercepted by US F-16s off Alaska on Monday, NORAD said. It came three days after two"
        " Il-38s were tracked in the Alaska ADIZ."
    )
    assert (first.first_day, other.first_day) == (dt.date(2024, 9, 9), dt.date(2024, 9, 6))


def test_what_a_state_sends_up_is_its_own() -> None:
    draft = only(
        "A Russian Su-35 made aggressive and dangerous manoeuvres around a Polish Border Guard plane off Romania on"
        " Friday. Romania's Defence Ministry scrambled two F-16s."
    )
    assert draft.kind == Kind.UNSAFE_ENCOUNTER
    assert set(draft.responders) == {"PL", "RO"}


def test_the_ship_before_a_verb_is_not_the_ship_behind_it() -> None:
    draft = only("HMS Northumberland tails a Russian submarine in the English Channel, the Royal Navy said on Monday.")
    assert (draft.actors, draft.responders) == (["RU"], ["GB"])


def test_items_of_a_list_of_notes_are_told_apart() -> None:
    finland, black_sea = incidents(
        "* FINLAND - Two Russian Su-27s suspected of violation off Helsinki, 9 September. Hornets up.\n"
        "* BLACK SEA - VKS says Su-27 met US P-8A.\n* BARENTS - nil."
    )
    assert (finland.kind, finland.areas) == (Kind.AIRSPACE_VIOLATION, ["Helsinki"])
    assert (black_sea.actors, black_sea.responders) == (["US"], ["RU"])


def test_flights_of_the_two_camps_on_one_day_are_two_incidents() -> None:
    russian, american = incidents(
        "Two Russian Tu-95MS bombers flew over the Barents Sea on Tuesday, Moscow said. Two US B-52s approached the"
        " border over the Barents Sea on the same day and were turned back by MiG-29s."
    )
    assert (russian.actors, american.actors, american.responders) == (["RU"], ["US"], ["RU"])


def test_jets_of_nobody_that_answer_are_those_of_the_state_that_was_entered() -> None:
    draft = only(
        "A Russian drone spent 50 minutes in Romanian airspace on Saturday before it flew back to Ukraine. Two F-16s"
        " followed it."
    )
    assert (draft.responders, draft.areas) == (["RO"], ["Romania"])
