"""Who came and who answered, in all the ways that reports put it."""

import datetime as dt

import pytest

from bot.reading import read
from store.records import IncidentDraft, Kind, Response, Side

SUNDAY = dt.date(2023, 4, 30)


def only(text: str, published: dt.date | None = SUNDAY) -> IncidentDraft:
    (draft,) = read(text, published).incidents
    return draft


def craft(draft: IncidentDraft, side: Side) -> dict[str, int | None]:
    return {p.type: p.count for p in draft.platforms if p.side == side}


@pytest.mark.parametrize(
    ("text", "actors", "responders"),
    [
        ("Two F-16s met a Russian Il-20 off Denmark on Friday.", ["RU"], ["DK"]),
        ("Three CF-18s turned back a pair of Russian Tu-95s off Yukon on Friday.", ["RU"], ["CA"]),
        ("Norwegian F-35s spent an hour on Friday with two Tu-142s off Finnmark.", ["RU"], ["NO"]),
        ("A MiG-31 of the Northern Fleet accompanied a Norwegian P-8 over the Barents Sea on Friday.", ["NO"], ["RU"]),
        ("NORAD tracked one Russian Il-38 in the Alaska ADIZ on Friday; it kept out of Canadian airspace.",
         ["RU"], ["US", "CA"]),
        ("The frigate HMS Kent shadowed the Russian cruiser Varyag in the Channel on Friday.", ["RU"], ["GB"]),
        ("Sweden sent the corvette HMS Malmo on Friday to watch a Russian submarine off Gotland.", ["RU"], ["SE"]),
        ("India launched two Su-30s on Friday to shadow a Pakistani patrol plane off Goa.", ["PK"], ["IN"]),
        ("Two Russian Tu-95s met two Chinese H-6s over the Sea of Japan on Friday; Japan scrambled fighters.",
         ["CN", "RU"], ["JP"]),
    ],
)  # fmt: skip
def test_the_sides_follow_from_the_verbs(text: str, actors: list[str], responders: list[str]) -> None:
    draft = only(text)
    assert (sorted(draft.actors), sorted(draft.responders)) == (sorted(actors), sorted(responders))


def test_the_jet_endangers_the_ship_whatever_the_words_between_them() -> None:
    draft = only("Two Su-24s made several low passes near the destroyer USS Stout in the Black Sea on Friday.")
    assert draft.kind == Kind.UNSAFE_ENCOUNTER
    assert (draft.actors, draft.responders) == (["RU"], ["US"])


def test_a_danger_that_is_denied_is_none() -> None:
    draft = only("A Russian Su-30 flew beside a US MQ-9 over Syria on Friday without endangering it, officers said.")
    assert draft.kind != Kind.UNSAFE_ENCOUNTER


def test_jets_that_were_not_sent_took_no_part() -> None:
    draft = only(
        "Finland did not send fighters when two Russian Su-24s passed Hanko on Friday. They were tracked by radar."
    )
    assert draft.response == Response.MONITORED
    assert craft(draft, Side.RESPONDER) == {}


def test_warning_shots_are_an_answer_to_a_danger() -> None:
    draft = only(
        "Six fast attack craft of Iran closed to within 120 yards of USS Stout in the Persian Gulf on Friday"
        " before the "
        "destroyer fired warning shots."
    )
    assert (draft.kind, draft.response) == (Kind.UNSAFE_ENCOUNTER, Response.INTERCEPTED)
    assert craft(draft, Side.ACTOR) == {"fast attack craft": 6}


def test_a_civil_stray_has_no_actor() -> None:
    draft = only("A Cessna strayed into the restricted area near Dover on Friday and was led out by two US F-16s.")
    assert (draft.kind, draft.actors, draft.responders) == (Kind.OTHER, [], ["US"])


def test_a_missile_is_its_firers() -> None:
    draft = only("North Korea fired two ballistic missiles into the Sea of Japan on Friday, the South's military said.")
    assert (draft.kind, draft.actors) == (Kind.MISSILE_LAUNCH, ["KP"])
    assert craft(draft, Side.ACTOR) == {"missile": 2}


def test_iranian_made_does_not_mean_irans() -> None:
    draft = only("A US destroyer shot down an Iranian-made drone launched by the Houthis over the Red Sea on Friday.")
    assert "IR" not in draft.actors


def test_a_dateline_owns_no_craft() -> None:
    draft = only("MANAMA, Bahrain -- Four jets of Iran buzzed a US P-8 over the Persian Gulf on Friday.")
    assert draft.actors == ["IR"]


def test_ships_beside_aircraft_do_not_hide_their_number() -> None:
    draft = only("Taiwan's defence ministry reported 23 Chinese aircraft and seven ships around the island on Friday.")
    assert sorted(count or 0 for count in craft(draft, Side.ACTOR).values()) == [7, 23]


def test_what_was_not_hurt_took_no_part() -> None:
    draft = only("A US destroyer shot down two Houthi drones over the Red Sea on Friday. No tanker was damaged.")
    assert craft(draft, Side.ACTOR) == {"drone": 2}


def test_a_number_that_the_report_takes_back_does_not_hold() -> None:
    draft = only(
        "Four Russian Tu-95s flew past Alaska on Friday and were met by F-22s.\n\nCORRECTION: An earlier version"
        " said that "
        "four bombers came. Two did."
    )
    assert craft(draft, Side.ACTOR) == {"Tu-95": 2}


def test_one_who_met_a_plane_that_endangered_an_airliner_was_no_danger() -> None:
    draft = only(
        "A Russian Il-20 flew into the path of a passenger jet off Sweden on Friday, officials said, a near miss."
        " Danish "
        "fighters identified it."
    )
    assert (draft.kind, draft.actors) == (Kind.UNSAFE_ENCOUNTER, ["RU"])
    assert draft.response == Response.INTERCEPTED


def test_near_a_states_airspace_is_not_inside_it() -> None:
    draft = only("Two Russian Tu-22Ms came within 5 kilometres of Danish airspace on Friday but did not enter it.")
    assert draft.kind == Kind.PATROL
    assert draft.distance is not None
    assert (draft.distance.value, draft.distance.unit) == (5, "km")


def test_allies_that_fly_along_came_too() -> None:
    draft = only(
        "Two US B-52s, escorted by Norwegian and Swedish fighters, flew over the Barents Sea on Friday. Russia"
        " scrambled a MiG-31."
    )
    assert (sorted(draft.actors), draft.responders) == (["NO", "SE", "US"], ["RU"])


def test_a_ship_that_leaves_its_own_port_is_no_news() -> None:
    assert read("The carrier USS Nimitz left San Diego on Friday and sailed for Hawaii.", SUNDAY).incidents == ()
