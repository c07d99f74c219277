"""Classes of language that ministries, agencies and logs of many countries use, in sentences of our own."""

import datetime as dt

import pytest

from bot.reading import read
from store.records import IncidentDraft, Kind, Response, Side

MONDAY = dt.date(2021, 3, 15)


def only(text: str, published: dt.date = MONDAY) -> IncidentDraft:
    drafts = read(text, published).incidents
    assert len(drafts) == 1, drafts
    return drafts[0]


def types(draft: IncidentDraft, side: Side) -> dict[str, int | None]:
    return {platform.type: platform.count for platform in draft.platforms if platform.side == side}


def test_the_day_of_a_month_before_a_nation_is_no_count() -> None:
    draft = only("On March 9 Danish F-16s were scrambled to two Russian Il-20s over the Baltic Sea.")
    assert draft.first_day == dt.date(2021, 3, 9)
    assert types(draft, Side.RESPONDER) == {"F-16": None}


@pytest.mark.parametrize("day", ["On March 9,", "On 9 March 2021,", "On Mar. 9,"])
def test_a_count_in_digits_may_follow_a_date(day: str) -> None:
    draft = only(f"{day} 14 J-16s came into Taiwan's air defense identification zone.")
    assert types(draft, Side.ACTOR) == {"J-16": 14}


def test_the_24_hours_to_a_day_begin_on_the_day_before_it() -> None:
    draft = only("In the 24 hours to 6 a.m. Sunday, three J-10s crossed the median line, Taiwan's ministry said.")
    assert (draft.first_day, draft.last_day) == (dt.date(2021, 3, 13), dt.date(2021, 3, 14))


def test_who_acts_may_stand_behind_the_purpose() -> None:
    draft = only("To identify the planes, two Danish F-16s took off on Sunday. They were Tu-22M3s off Bornholm.")
    assert (draft.actors, draft.responders) == (["RU"], ["DK"])


def test_a_second_verb_with_a_pronoun_has_the_subject_of_the_first() -> None:
    draft = only(
        "The crew of the Russian MiG-31 identified the targets as an RC-135 reconnaissance aircraft of the US Air Force"
        " and a Sentinel R.1 of the Royal Air Force and escorted them over the Barents Sea on Sunday. Violations of the"
        " border were not allowed."
    )
    assert (set(draft.actors), draft.responders) == ({"US", "GB"}, ["RU"])
    assert (draft.kind, draft.response) == (Kind.PATROL, Response.INTERCEPTED)


def test_days_over_which_something_lasted_are_one_incident() -> None:
    draft = only("Two Chinese frigates sailed off Okinawa over Saturday and Sunday, shadowed by the destroyer Akizuki.")
    assert (draft.first_day, draft.last_day) == (dt.date(2021, 3, 13), dt.date(2021, 3, 14))


def test_the_first_and_the_second_encounter_take_their_own_craft() -> None:
    told = read(
        "Russian jets harassed American drones over Syria on Friday and again on Saturday. In the first encounter a"
        " Su-35 dropped flares ahead of an MQ-9. In the second encounter two Su-34s came within 60 feet of an MQ-1.",
        MONDAY,
    ).incidents
    found = {draft.first_day: set(types(draft, Side.ACTOR)) for draft in told}
    assert found == {dt.date(2021, 3, 12): {"Su-35"}, dt.date(2021, 3, 13): {"Su-34"}}


def test_similar_entries_are_what_the_story_told_of() -> None:
    told = read(
        "A Chinese Y-9 entered South Korea's air defense identification zone on Sunday and F-15Ks were scrambled."
        " Similar entries by Chinese planes were recorded on Jan. 11 and Feb. 23.",
        MONDAY,
    ).incidents
    assert {draft.first_day for draft in told[1:]} == {dt.date(2021, 1, 11), dt.date(2021, 2, 23)}
    assert {draft.kind for draft in told} == {Kind.ZONE_ENTRY}


def test_a_second_aircraft_is_one_more() -> None:
    draft = only("A Russian Su-27 violated Finnish airspace on Sunday. A second Su-27 did so an hour later.")
    assert types(draft, Side.ACTOR) == {"Su-27": 2}


@pytest.mark.parametrize(
    "denial", ["is not true", "are false", "does not correspond to the facts", "do not correspond to reality"]
)
def test_a_violation_that_the_ministry_denies_is_none(denial: str) -> None:
    draft = only(
        f"Publications claiming that a Russian plane violated Bulgarian airspace {denial}, the ministry said on Sunday."
        " Two MiG-29s took off from Graf Ignatievo on Friday and met a Russian An-12 over the Black Sea."
    )
    assert (draft.kind, draft.responders) == (Kind.PATROL, ["BG"])


def test_planes_made_to_find_submarines_are_none_themselves() -> None:
    draft = only("Two Russian planes built to hunt submarines, Tu-142s, were met by F-35s off Norway on Sunday.")
    assert types(draft, Side.ACTOR) == {"Tu-142": 2}


@pytest.mark.parametrize(
    "text",
    [
        "Friday night in DCS: my Su-27 intercepted two F-15s over the Baltic Sea, splash one. Clip on Twitch.",
        "The Intercept reported on Friday that MQ-9 drones had watched a village in Yemen. Its editors have the secret"
        " documents from a whistleblower, and the Pentagon scrambled to contain the leak.",
        "In 2019 Swiss F/A-18s carried out 294 checks of state aircraft and 32 hot missions, most of them for pilots"
        " who had strayed into restricted airspace.",
        "If a Russian bomber were to enter Irish airspace tonight, RAF Typhoons would intercept it.",
        "Airmen of the 90th Fighter Squadron trained for intercepts off Alaska on Friday with F-22s.",
    ],
)
def test_games_leaks_and_figures_are_no_reports(text: str) -> None:
    assert read(text, MONDAY).incidents == ()


def test_a_log_names_states_by_three_letters() -> None:
    draft = only("14 MAR: 2x GRC Rafale interc 6x TUR F-16 E of Rhodes, 4 viols of natl airspace")
    assert (draft.actors, draft.responders) == (["TR"], ["GR"])
    assert types(draft, Side.ACTOR) == {"F-16": 6}
    assert draft.kind == Kind.AIRSPACE_VIOLATION


def test_a_report_of_a_centre_does_not_make_the_craft_its_own() -> None:
    draft = only("140930Z CAOC UEDEM reps 2x TU-95MS wbd N of North Cape. RNoAF 2x F-35A VID 1010Z.")
    assert draft.actors == ["RU"]


def test_a_ship_may_be_known_by_its_name_alone_once_a_ship_was_spoken_of() -> None:
    draft = only(
        "A Chinese survey ship is nearing Queensland. The Hailong Nine was sighted 90 miles off Thursday Island on"
        " Sunday."
    )
    assert draft.first_day == dt.date(2021, 3, 14)
    assert draft.areas[0] == "Thursday Island"


def test_points_above_a_story_are_part_of_it() -> None:
    draft = only(
        "Key points:\nAn RAAF P-8A Poseidon has kept watch on the ship since Sunday\n\nA Chinese spy ship was sighted"
        " off Cairns on Sunday, the Australian military said."
    )
    assert types(draft, Side.RESPONDER) == {"P-8": 1}


def test_a_ship_that_jets_fly_low_over_is_endangered() -> None:
    draft = only("Two Russian Su-24s flew low over a Dutch frigate in the Black Sea on Sunday.")
    assert (draft.kind, draft.responders) == (Kind.UNSAFE_ENCOUNTER, ["NL"])


def test_a_drill_that_others_hold_there_is_not_what_the_ship_does() -> None:
    draft = only("A Russian corvette sailed up the English Channel on Sunday, where British ships began an exercise.")
    assert draft.kind == Kind.NAVAL_PRESENCE


def test_a_passage_of_two_days_is_one() -> None:
    draft = only("A Dutch frigate shadowed the Russian tanker Kola as she passed Gotland on Saturday and Sunday.")
    assert (draft.first_day, draft.last_day) == (dt.date(2021, 3, 13), dt.date(2021, 3, 14))


def test_a_command_that_speaks_behind_a_town_does_not_take_it_away() -> None:
    assert only("A Russian Il-38 came within 40 miles of Nome, NORAD said on Sunday.").areas == ["Nome"]


@pytest.mark.parametrize("part", ["playing the part of", "posing as", "acting as", "in the role of"])
def test_who_plays_a_bomber_is_none(part: str) -> None:
    told = read(f"F-22s escorted a KC-135 {part} a Russian bomber off Kodiak on Sunday.", MONDAY).incidents
    assert not any("RU" in draft.actors for draft in told)


def test_a_ship_that_tells_another_to_leave_answers() -> None:
    draft = only("A Chinese survey ship lay off Port Blair on Sunday. An Indian frigate told it to leave.")
    assert (draft.actors, draft.responders) == (["CN"], ["IN"])
    assert draft.response == Response.INTERCEPTED


def test_a_plane_sent_to_watch_ships_watched_them() -> None:
    draft = only(
        "The Irish Air Corps sent a PC-12 on Sunday to watch two Russian ships loitering off the Galway coast."
    )
    assert (draft.response, draft.responders) == (Response.MONITORED, ["IE"])
