"""Classes of language that reports use and a blind test once missed, in sentences of our own."""

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


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Elsa made landfall on Sunday with winds of up to 110 km/h. A WC-130 flew through the eye. Floods"
        " closed the coast road.",
        "Hawks go top of the league\n\nThe Raptors intercepted nine passes on Sunday to lose 98-104.",
        "Gripen or Rafale: who would win?\n\nWe asked two retired pilots. One met 30 Bears off Norway between 1983 and"
        " 1988. Vote below.",
    ],
)
def test_weather_scores_and_polls_are_no_reports(text: str) -> None:
    assert read(text, MONDAY).incidents == ()


def test_two_typhoons_with_pilots_are_no_weather() -> None:
    assert only("Two Typhoons met a Bear off Shetland on Sunday in strong winds, the RAF said.").responders == ["GB"]


@pytest.mark.parametrize(
    "told",
    [
        "CF-18s stood ready but were not launched.",
        "F-16s stayed on the ground.",
        "Not one fighter rose to meet them.",
    ],
)
def test_jets_that_were_not_sent_took_no_part(told: str) -> None:
    draft = only(f"NORAD detected and tracked two Russian aircraft off Alaska on Sunday. {told}")
    assert draft.response == Response.MONITORED
    assert types(draft, Side.RESPONDER) == {}


def test_who_did_nothing_is_no_responder_where_another_met_them() -> None:
    draft = only(
        "Neither a Finnish nor a Swedish jet went up when two Il-22s passed Gotland on Sunday; it was left to two"
        " German Eurofighters to escort them."
    )
    assert draft.responders == ["DE"]
    assert draft.response == Response.INTERCEPTED


def test_a_drone_is_not_of_the_state_that_it_crossed_from() -> None:
    draft = only("A Shahed drone crossing from Ukraine into Moldovan airspace was seen on Sunday, Chisinau said.")
    assert draft.actors == ["RU"]
    assert draft.kind == Kind.AIRSPACE_VIOLATION


def test_a_belief_says_whose_a_submarine_is() -> None:
    draft = only("A submarine thought to be Russian was tracked off Bergen on Sunday by a Norwegian P-3.")
    assert (draft.actors, draft.responders) == (["RU"], ["NO"])


def test_what_the_report_calls_unidentified_is_given_to_nobody() -> None:
    draft = only("An unidentified Su-24 flew over the Dutch frigate Evertsen in the Black Sea on Sunday.")
    assert (draft.actors, draft.responders) == ([], ["NL"])


def test_owners_listed_together_all_answered() -> None:
    draft = only("On Sunday two Il-20s were met over the Baltic Sea by F-16s of the Danish and Belgian Air Forces.")
    assert set(draft.responders) == {"DK", "BE"}


def test_friends_beside_the_visitors_came_with_them() -> None:
    draft = only(
        "B-1Bs from Guam flew over the East China Sea on Sunday with two Japanese F-2s beside them. China said that it"
        " had followed the bombers."
    )
    assert (draft.actors, draft.responders) == (["US", "JP"], ["CN"])


def test_practised_interceptions_of_a_drill_are_no_response() -> None:
    draft = only("Six Saudi Typhoons and four American F-15s began a drill on Sunday, practising interceptions.")
    assert (draft.kind, draft.actors, draft.responders) == (Kind.EXERCISE, ["SA", "US"], [])


def test_other_craft_elsewhere_on_the_same_day_are_another_incident() -> None:
    text = (
        "Two Tu-142s came within 60 miles of the Pribilof Islands on Sunday and were met by F-22s. Three hours"
        " later two Tu-95s showed up 50 miles off Cape Mendocino; two F-15s looked them over."
    )
    first, second = read(text, MONDAY).incidents
    assert first.first_day == second.first_day == dt.date(2021, 3, 14)
    assert (types(first, Side.RESPONDER), types(second, Side.RESPONDER)) == ({"F-22": None}, {"F-15": 2})


def test_a_ship_is_known_again_by_its_bare_name() -> None:
    draft = only(
        "A cutter of the Coast Guard ran into three Chinese ships off Attu on Sunday. The cutter Bertholf stayed with"
        " them. The Danish frigate Triton was there too, and the Bertholf left her the rest."
    )
    assert types(draft, Side.RESPONDER)["Bertholf"] == 1
    assert "cutter" not in {platform.type for platform in draft.platforms}


def test_a_ship_with_its_people_takes_over() -> None:
    draft = only(
        "The corvette Boikiy passed the Great Belt on Sunday, followed by the patrol ship Diana. The Swedish Carlskrona"
        " took over in the Baltic Sea."
    )
    assert "SE" in draft.responders
    assert "Carlskrona" in types(draft, Side.RESPONDER)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Tuesday of last week", dt.date(2021, 3, 9)),
        ("ystdy", dt.date(2021, 3, 14)),
        ("on Boxing Day", dt.date(2020, 12, 26)),
        ("on Good Friday 2020", dt.date(2020, 4, 10)),
    ],
)
def test_days_by_week_feast_and_shorthand(words: str, day: dt.date) -> None:
    assert only(f"Two Tu-95s were intercepted by Norwegian F-35s off Bodø {words}.").first_day == day


def test_the_year_of_a_day_is_not_one_that_was_only_compared() -> None:
    draft = only(
        "Airspace was violated five times in 2020, against two in 2019 and three in 2018. The last violation came on"
        " 27 December, when a Russian An-124 cut the corner at Vaindloo."
    )
    assert draft.first_day == dt.date(2020, 12, 27)
    assert draft.kind == Kind.AIRSPACE_VIOLATION


def test_of_a_range_the_nearer_end_counts_and_a_width_by_law_does_not() -> None:
    near = only("Two Tu-95s came to within 20 to 30 miles of Scotland on Sunday and were met by RAF Typhoons.")
    assert near.distance is not None
    assert near.distance.value == 20
    wide = only(
        "A Chinese submarine sailed off Amami on Sunday and was tracked by a Japanese P-1. It was in the contiguous"
        " zone, 12 to 24 miles from land."
    )
    assert wide.distance is None


def test_every_assumption_says_what_was_assumed() -> None:
    reading = read("Two Tu-95s were intercepted off Shetland on Sunday. Nobody was hurt.", MONDAY)
    guesses = [quote for draft in reading.incidents for quote in draft.evidence if quote.guess]
    assert guesses
    assert all(quote.note for quote in guesses)
    assert "Russia: the usual operator of the Tu-95" in reading.notes


def test_an_owner_that_the_report_names_is_no_assumption() -> None:
    draft = only("Russia sent two Tu-95s past Alaska on Sunday. NORAD intercepted the Tu-95s.")
    assert not [quote for quote in draft.evidence if quote.guess and quote.field.startswith(("actors", "platforms"))]


def test_a_meeting_told_outright_stands_though_nobody_went_up_for_others() -> None:
    draft = only(
        "NORAD intercepted two Tu-95s in the Alaska ADIZ on Sunday. Two Il-38s had been there as well; fighters were"
        " not sent up."
    )
    assert (draft.response, set(draft.responders)) == (Response.INTERCEPTED, {"US", "CA"})


def test_a_missile_fired_in_a_test_endangers_nobody() -> None:
    assert only("A MiG-31 fired a missile near Alaska on Sunday in a test.").kind != Kind.UNSAFE_ENCOUNTER
    fired = "A Russian Su-27 fired a missile near the British plane over the Black Sea on Sunday."
    assert only(fired).kind == Kind.UNSAFE_ENCOUNTER


def test_a_type_named_twice_is_on_one_side() -> None:
    draft = only("P-8 and Su-35: the US Navy said that on Sunday an Su-35 had crossed in front of the nose of a P-8A.")
    assert (draft.actors, draft.responders) == (["RU"], ["US"])
    assert types(draft, Side.RESPONDER) == {"P-8": 1}
