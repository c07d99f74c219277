"""What desks paste every day: daily tallies, weekly lists, notices, logs and wire stories, in sentences of our own."""

import datetime as dt

import pytest

from bot.reading import read
from store.records import IncidentDraft, Kind, Response, Side

TUESDAY = dt.date(2024, 3, 12)


def drafts(text: str, published: dt.date | None = TUESDAY) -> tuple[IncidentDraft, ...]:
    return read(text, published).incidents


def only(text: str, published: dt.date | None = TUESDAY) -> IncidentDraft:
    found = drafts(text, published)
    assert len(found) == 1, found
    return found[0]


def types(draft: IncidentDraft, side: Side) -> dict[str, int | None]:
    return {platform.type: platform.count for platform in draft.platforms if platform.side == side}


TALLY = """Military News Update
1. Date:
6 a.m. Mar. 11 (Mon.) to 6 a.m. Mar. 12 (Tue.), 2024
2. Activities:
11 sorties of PLA aircraft and 7 PLAN vessels were detected around Taiwan up until 6 a.m. (UTC+8) today. 4 of the \
sorties crossed the median line of the Taiwan Strait.
3. ROC Armed Forces monitored the situation and employed CAP aircraft and Navy vessels in response.
"""


def test_a_daily_tally_gives_its_two_days_and_counts_sorties_as_aircraft() -> None:
    draft = only(TALLY)
    assert (draft.first_day, draft.last_day) == (dt.date(2024, 3, 11), dt.date(2024, 3, 12))
    assert types(draft, Side.ACTOR) == {"aircraft": 11, "ship": 7}
    assert (draft.kind, draft.response) == (Kind.ZONE_ENTRY, Response.MONITORED)


def test_what_a_tally_says_was_employed_in_response_answered() -> None:
    assert types(only(TALLY), Side.RESPONDER) == {"fighter": None, "ship": None}


def test_a_weekly_count_is_a_heading_and_each_day_below_it_an_incident() -> None:
    found = drafts(
        "On March 4-10 NATO fighters were scrambled three times.\n\nOn March 5 fighters were scrambled from Siauliai to"
        " identify one Russian Il-20 off Kaliningrad.\n\nOn March 6 two Su-27s were identified over the Baltic Sea."
        "\n\nOn March 8 fighters identified one An-72 over the Gulf of Finland."
    )
    assert [draft.first_day for draft in found] == [dt.date(2024, 3, day) for day in (5, 6, 8)]
    assert all(draft.responders == ["NATO"] for draft in found)


def test_a_weekly_count_that_names_no_type_and_has_nothing_below_it_is_a_statistic() -> None:
    told = "NATO jets were scrambled 12 times on 4-10 March, most of them to identify transport planes, it said."
    assert not drafts(told)


def test_a_weekly_count_that_names_a_type_stays_what_is_told() -> None:
    assert only("On March 4-10 NATO fighters were scrambled three times to meet Russian Il-20s off Gotland.").date_words


def test_aircraft_of_two_states_in_one_list_came_together_and_are_summed() -> None:
    draft = only(
        "Two Chinese military aircraft and four Russian military aircraft entered the KADIZ on Tuesday. Our military"
        " identified the Chinese and Russian aircraft beforehand and deployed fighters."
    )
    assert (draft.actors, draft.responders) == (["CN", "RU"], ["KR"])
    assert types(draft, Side.ACTOR) == {"military aircraft": 6}


def test_an_unnamed_ship_of_a_class_is_told_by_its_sort_with_the_class_beside_it() -> None:
    draft = only(
        "The JMSDF confirmed one Udaloy-class destroyer and one Altay-class oiler of the Russian Navy sailing south off"
        " Tsushima on Monday. A P-3C gathered information and conducted surveillance."
    )
    came = [platform for platform in draft.platforms if platform.side == Side.ACTOR]
    assert [(p.type, p.variant, p.count) for p in came] == [("destroyer", "Udaloy class", 1), ("ship", None, 1)]
    assert draft.response == Response.MONITORED


def test_the_type_number_of_a_ship_is_no_count() -> None:
    draft = only("A Type 23 frigate of the Royal Navy shadowed two Russian corvettes in the Channel on Monday.")
    assert types(draft, Side.RESPONDER) == {"frigate": 1}


def test_the_second_group_of_a_log_adds_to_the_first() -> None:
    draft = only(
        "WATCH LOG 11MAR24\n1815Z FIRST GROUP 2X TU-95 INBOUND ADIZ W OF ALASKA\n1847Z 2X F-22 VID 2X TU-95\n"
        "1930Z SECOND GROUP: 2X TU-95, SECOND PAIR OF F-22 ON STATION"
    )
    assert types(draft, Side.ACTOR) == {"Tu-95": 4}
    assert types(draft, Side.RESPONDER) == {"F-22": 4}


def test_a_line_of_a_log_with_other_visitors_elsewhere_is_another_incident() -> None:
    found = drafts("Log 11 March 2024\n0955Z: two Bears 60 nm N of Nome\n1815Z: one IL-38 W of Adak, no reaction")
    assert [sorted(types(draft, Side.ACTOR)) for draft in found] == [["Tu-95"], ["Il-38"]]
    assert [draft.first_day for draft in found] == [dt.date(2024, 3, 11)] * 2


def test_a_control_centre_that_reports_a_type_does_not_own_it() -> None:
    draft = only("TALLINN CRC RPTS 2 X SU-27 OVER GULF OF FINLAND. 2 X EF2000 (ITA) SCRAMBLED FM AMARI. VID.")
    assert (draft.actors, draft.responders) == (["RU"], ["IT"])


def test_a_scramble_without_an_object_sends_nobody_of_the_next_clause() -> None:
    draft = only("111140ZMAR24 NLD F-35 (X2) SCRAMBLED, THREE RUSSIAN ACFT TRACKED FM KALININGRAD OVER BALTIC SEA")
    assert (draft.actors, draft.responders) == (["RU"], ["NL"])
    assert types(draft, Side.RESPONDER) == {"F-35": 2}


def test_a_date_in_a_signal_is_no_count_of_what_follows_it() -> None:
    draft = only("111412Z MAR 24 PLAN FFG SHADOWING HMAS HOBART 60NM W OF LUZON")
    assert types(draft, Side.RESPONDER) == {"frigate": None}


def test_today_counts_from_the_dateline() -> None:
    text = "WASHINGTON, March 11 — Two Soviet warships bumped two American ships today in the Black Sea."
    assert only(text).first_day == dt.date(2024, 3, 11)


def test_today_is_the_day_of_publication_where_the_dateline_is_older_than_news() -> None:
    assert only("OSLO, Feb. 11 — Two F-35s met a Bear off Norway today.").first_day == TUESDAY


def test_the_day_of_a_protest_is_not_that_of_the_act() -> None:
    draft = only(
        "Japan on Sunday lodged a protest after fighters from the Chinese carrier Liaoning aimed fire-control radar at"
        " its jets off Okinawa. A J-15 illuminated an F-15 on Saturday; a second F-15 was targeted in the same way by"
        " another J-15."
    )
    assert draft.first_day == dt.date(2024, 3, 9)
    assert types(draft, Side.ACTOR) == {"Liaoning": 1, "J-15": 2}


def test_a_day_of_announcement_that_opens_a_sentence_gives_way_to_the_day_told() -> None:
    text = "On 12 March the ministry announced that a Chinese drone flew by Yonaguni on March 11; F-15s were sent up."
    assert only(text).first_day == dt.date(2024, 3, 11)


@pytest.mark.parametrize(
    "text",
    [
        "Berlin accused China's navy on Monday of aiming a laser at one of its helicopters over the Red Sea.",
        "Germany said a Chinese frigate had pointed a laser at one of its helicopters over the Red Sea on Monday.",
    ],
)
def test_its_craft_in_a_complaint_are_those_of_who_complains(text: str) -> None:
    draft = only(text)
    assert (draft.kind, draft.actors, draft.responders) == (Kind.UNSAFE_ENCOUNTER, ["CN"], ["DE"])


def test_the_balloon_named_again_on_another_day_is_whose_it_was() -> None:
    found = drafts(
        "An F-22 shot down a Chinese balloon off South Carolina on Saturday. The balloon entered the Alaska air defense"
        " identification zone on March 2 and was tracked by NORAD."
    )
    assert [draft.actors for draft in found] == [["CN"], ["CN"]]
    assert found[1].first_day == dt.date(2024, 3, 2)


def test_a_helicopter_sent_to_look_at_a_drone_answers_it() -> None:
    draft = only(
        "A Seahawk had been sent to look at a drone that approached the carrier USS Nimitz in the Gulf of Oman on"
        " Monday. The drone, an Iranian Ababil, circled the ship and flew off."
    )
    assert (draft.actors, draft.responders) == (["IR"], ["US"])


def test_whoever_did_the_verb_before_does_the_second() -> None:
    draft = only(
        "Two Iranian gunboats came up at speed on the US destroyer McFaul in the Strait of Hormuz on Monday and"
        " threatened to board it."
    )
    assert (draft.kind, draft.actors, draft.responders) == (Kind.UNSAFE_ENCOUNTER, ["IR"], ["US"])


@pytest.mark.parametrize(
    "told",
    [
        "Last year alert jets were scrambled 41 times and identified 74 Russian aircraft.",
        "In 2023 Baltic Air Policing jets intercepted more than 300 Russian aircraft.",
        "RAF Typhoons handed over the mission in Estonia on 1 March after more than 50 intercepts.",
        "The Gripens have identified 34 Russian aircraft since August.",
        "German Eurofighters were on alert at Mihail Kogalniceanu.",
        "A B-52 bomber stands at Andersen.",
    ],
)
def test_counts_of_years_and_what_stands_by_are_no_incident(told: str) -> None:
    draft = only(f"Two Gripens met a Russian Il-20 off Gotland on Monday. {told}")
    assert (types(draft, Side.ACTOR), types(draft, Side.RESPONDER)) == ({"Il-20": 1}, {"JAS 39": 2})


def test_a_maker_of_radars_for_alert_jets_is_no_incident() -> None:
    assert not drafts(
        "Germany and Spain have ordered radars for their Eurofighter fleets, the maker said on Monday. Deliveries to"
        " Laage, where two jets stand Quick Reaction Alert, begin next year. The new radar has a wide field of view and"
        " lets a pilot follow targets in the air and on the ground at one time. Shares in the firm rose 2.1 per cent in"
        " Frankfurt, and its chief executive expects sales of 1.8bn this year."
    )


def test_polish_and_dutch_jets_are_both_read_beside_their_flags() -> None:
    draft = only("🇵🇱 Polish & 🇳🇱 Dutch F-35s shot down three Russian drones over Poland on Monday.")
    assert draft.responders == ["PL", "NL"]


def test_a_superscript_number_is_not_taken_for_a_count() -> None:
    assert only("² bombers of Russia were met by two F-22s off Alaska on Monday.").actors == ["RU"]


@pytest.mark.parametrize(
    "text",
    [
        "Round-up: (1) Two Japanese F-15s were scrambled on March 9 against a Chinese Y-9 off Yonaguni; (2) On March 10"
        " the BRP Cabra shadowed a Chinese ship off Zambales; (3) On March 8 Italian F-35s identified a Russian Il-20"
        " over the Baltic Sea.",
        "- Japan: 2 F-15s up vs 1 Y-9 off Yonaguni, 9 March\n- Manila: BRP Cabra shadowing a Chinese ship off Zambales,"
        " 10 March\n- Baltic: Italian F-35s ID'd 1 Il-20 on 8 March",
    ],
)
def test_each_item_of_a_short_list_is_its_own_incident(text: str) -> None:
    assert [(draft.first_day, draft.responders) for draft in drafts(text)] == [
        (dt.date(2024, 3, 9), ["JP"]),
        (dt.date(2024, 3, 10), ["PH"]),
        (dt.date(2024, 3, 8), ["IT"]),
    ]


def test_the_airspace_entered_names_the_place_before_the_border_it_was_near() -> None:
    draft = only(
        "A Turkish F-16 shot down a Russian Su-24 near the Syrian border on Monday after it had strayed into Turkish"
        " airspace for 17 seconds."
    )
    assert draft.areas[0] == "Turkey"


def test_a_passage_between_two_weekdays_makes_a_vague_week_plain_and_is_one() -> None:
    draft = only(
        "Two U.S. Navy ships sailed through the Taiwan Strait this week. The destroyer USS Ralph Johnson made the"
        " transit between Monday and Wednesday, and Chinese forces monitored it.",
        dt.date(2024, 3, 8),
    )
    assert (draft.first_day, draft.last_day) == (dt.date(2024, 3, 4), dt.date(2024, 3, 6))


def test_who_warns_aircraft_to_leave_answers_them_even_during_a_drill() -> None:
    draft = only(
        "Iran's air defences warned an American MQ-9 and an RQ-4 to leave as they neared its airspace over the Gulf of"
        " Oman during an exercise on Sunday."
    )
    assert (draft.kind, draft.response) == (Kind.PATROL, Response.INTERCEPTED)
    assert draft.actors == ["US"]


def test_jets_up_against_a_type_were_sent_after_it() -> None:
    draft = only("Royal Danish Air Force today: 2 x F-16 up from Skrydstrup, vs 1 x Il-22 off Bornholm.")
    assert (draft.actors, draft.responders) == (["RU"], ["DK"])
