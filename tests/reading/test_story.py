"""One incident or two: days in one sentence, lists, passages, series, and what only looks back."""

import datetime as dt

import pytest

from bot.reading import read
from store.records import IncidentDraft, Kind, Side

FRIDAY = dt.date(2021, 5, 7)


def days(text: str, published: dt.date | None = FRIDAY) -> list[str]:
    return sorted(str(draft.first_day) for draft in read(text, published).incidents)


def craft(draft: IncidentDraft, side: Side) -> dict[str, int | None]:
    return {p.type: p.count for p in draft.platforms if p.side == side}


@pytest.mark.parametrize(
    "text",
    [
        "Typhoons intercepted two Tu-95s off Bude on Tuesday and a lone Il-20 off Lewis the day after.",
        "On Tuesday, 4 May, and again on Wednesday, 5 May, F-16s intercepted a Russian Il-20 over the Baltic Sea.",
        "Two Tu-142s were met off Norway on Wednesday. The day before it had been a single Il-38.",
        "Fighters took off twice in the past week to identify Russian aircraft over the Baltic.\n\n4 May: one"
        " Il-20 from "
        "Kaliningrad.\n\n5 May: two Su-27s, without a flight plan.",
    ],
)
def test_two_days_are_two_incidents(text: str) -> None:
    assert days(text) == ["2021-05-04", "2021-05-05"]


def test_an_object_with_its_own_day_keeps_verb_and_subject() -> None:
    text = "RAF Typhoons intercepted two Tu-95s off Bude on Tuesday and a lone Il-20 off Lewis the day after."
    second = next(d for d in read(text, FRIDAY).incidents if str(d.first_day) == "2021-05-05")
    assert craft(second, Side.ACTOR) == {"Il-20": 1}
    assert "Typhoon" in craft(second, Side.RESPONDER)


def test_a_passage_handed_from_ship_to_ship_is_one_incident() -> None:
    (draft,) = read(
        "HMS Kent picked up the Russian corvette Boikiy off Brest on Monday. The patrol ship HMS Tyne took over on "
        "Tuesday and handed it to a Dutch frigate in the North Sea on Wednesday.",
        FRIDAY,
    ).incidents
    assert (str(draft.first_day), str(draft.last_day)) == ("2021-05-03", "2021-05-05")
    assert draft.kind == Kind.NAVAL_PRESENCE


def test_the_first_of_a_series_is_of_its_kind() -> None:
    found = read(
        "A Russian Mi-8 violated Estonian airspace on Wednesday. It is the second such violation this year. The"
        " first was "
        "on February 22, when an An-26 flew over Vaindloo for a minute.",
        FRIDAY,
    ).incidents
    assert [d.kind for d in found] == [Kind.AIRSPACE_VIOLATION, Kind.AIRSPACE_VIOLATION]


def test_a_ship_that_goes_home_is_no_new_incident() -> None:
    text = (
        "HMCS Regina shadowed a Chinese survey ship off Nootka from Sunday to Tuesday. The Regina got home on Thursday."
    )
    assert len(read(text, FRIDAY).incidents) == 1


def test_what_will_come_is_no_part_of_it() -> None:
    (draft,) = read(
        "Typhoons met two Tu-142s off Shetland on Wednesday. The new P-8 fleet will join them at Lossiemouth next"
        " year.",
        FRIDAY,
    ).incidents
    assert "P-8" not in {p.type for p in draft.platforms}


def test_a_nickname_of_a_family_means_the_member_that_is_named() -> None:
    (draft,) = read("Typhoons met two Tu-142s off Shetland on Wednesday. The Bears turned for home.", FRIDAY).incidents
    assert craft(draft, Side.ACTOR) == {"Tu-142": 2}


def test_a_day_that_contradicts_its_weekday_is_marked() -> None:
    reading = read("Japan scrambled jets on Tuesday, May 5, against a Chinese Y-8 off Okinawa.", FRIDAY)
    assert reading.notes == ("May 5 is no Tuesday",)


def test_confidence_falls_with_doubts() -> None:
    sure = read(
        "Two Russian Tu-95s were intercepted by two US F-22s off Alaska on 5 May 2021, NORAD said.", FRIDAY
    ).incidents[0]
    unsure = read(
        "Two Russian Tu-95s were intercepted by two US F-22s off Alaska on 5 May 2021. A warship was seen earlier"
        " in March.",
        FRIDAY,
    ).incidents
    assert sure.confidence is not None and sure.confidence > 0.85
    assert all(d.confidence is not None and d.confidence <= sure.confidence for d in unsure)


def test_a_clause_with_a_subject_of_its_own_takes_none_from_the_clause_before() -> None:
    text = (
        "A Chinese survey ship, the Xiang Yang Hong 06, was lately seen near Palau and on Tuesday, Chinese "
        "fighters had "
        "an unsafe encounter with the USS Halsey in the South China Sea."
    )
    met = next(draft for draft in read(text, FRIDAY).incidents if str(draft.first_day) == "2021-05-04")
    assert met.kind == Kind.UNSAFE_ENCOUNTER
    assert "Xiang Yang Hong 06" not in {p.type for p in met.platforms}


def test_a_meeting_a_day_before_another_takes_its_day_from_where_it_is_told_in_full() -> None:
    text = (
        "Two Russian Tu-22M3 bombers flew over the Black Sea on Thursday, 6 May, the ministry in Moscow said.\n\n"
        "The flights come a day after Russia scrambled a Su-27 to intercept two US Air Force B-1B bombers "
        "over the Barents "
        "Sea.\n\nRadars detected two airborne targets over the Barents Sea on 5 May 2021, nearing the border. "
        "The targets "
        "were identified as two B-1B bombers of the US Air Force."
    )
    found = {str(d.first_day): d for d in read(text, FRIDAY).incidents}
    assert set(found) == {"2021-05-05", "2021-05-06"}
    assert craft(found["2021-05-05"], Side.ACTOR) == {"B-1": 2}
    assert found["2021-05-05"].main


def test_a_growing_number_of_incidents_adds_nothing_to_the_one_told_before() -> None:
    text = (
        "Two Chinese J-16s crossed the median line of the Taiwan Strait on Tuesday, Taiwan's defence ministry said. "
        "They turned back after eleven minutes. The ministry added that its radars had followed them from the "
        "time when "
        "they left the coast of the mainland, and that its missile batteries had been told.\n\n"
        "Tensions between China and the Philippines go with a rise in incidents involving Chinese aircraft "
        "over the Yellow "
        "Sea."
    )
    (only,) = read(text, FRIDAY).incidents
    assert "Yellow Sea" not in only.areas


def test_a_row_of_pictures_is_not_the_story() -> None:
    gallery = "\n\n".join(
        f"{number}/3 Turkish jets carried out strikes near the town of Manbij, Syria, after weeks in which "
        "the ministry had "
        "warned of them. The aircraft were seen over the Mediterranean Sea and went back to their base, "
        "officials said in "
        "a statement that gave no number of them and no day. Getty"
        for number in (1, 2, 3)
    )
    text = (
        "Two Russian Tu-95 bombers were intercepted by Norwegian F-16s over the Barents Sea on Tuesday, NATO said.\n\n"
        f"Pictures of the week\n\n{gallery}\n\nThe bombers turned back to their base in northern Russia."
    )
    (only,) = read(text, FRIDAY).incidents
    assert only.areas == ["Barents Sea"]
    assert only.reported_by == ["NATO"]
