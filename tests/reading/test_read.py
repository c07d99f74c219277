"""Whole reports: what becomes of them, and what must never happen whatever comes in."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import Reading, read
from store.records import IncidentDraft, Kind, Precision, Response, Side

FRIDAY = dt.date(2021, 5, 7)


def only(text: str, published: dt.date | None = FRIDAY) -> IncidentDraft:
    (draft,) = read(text, published).incidents
    return draft


def craft(draft: IncidentDraft, side: Side) -> dict[str, int | None]:
    return {p.type: p.count for p in draft.platforms if p.side == side}


def test_a_release_is_read_into_its_fields() -> None:
    draft = only(
        "Two Russian Tu-95 bombers, escorted by a pair of Su-35 fighters, entered the Alaskan Air Defense "
        "Identification Zone on Wednesday, NORAD said. They were intercepted by two F-22s 60 nautical "
        "miles west of Nunivak Island."
    )
    assert (draft.first_day, draft.precision) == (dt.date(2021, 5, 5), Precision.DAY)
    assert (draft.kind, draft.response) == (Kind.ZONE_ENTRY, Response.INTERCEPTED)
    assert draft.actors == ["RU"]
    assert draft.responders == ["US", "CA"]
    assert craft(draft, Side.ACTOR) == {"Tu-95": 2, "Su-35": 2}
    assert craft(draft, Side.RESPONDER) == {"F-22": 2}
    assert draft.distance is not None
    assert (draft.distance.value, draft.distance.unit) == (60, "nm")
    assert "Alaska" in draft.areas + draft.also_in
    assert draft.reported_by == ["NORAD"]


def test_roles_are_read_from_the_sentence_and_not_from_the_flag() -> None:
    draft = only(
        "A Russian Su-27 was scrambled on Tuesday to intercept two US Air Force B-52H bombers over the Baltic Sea."
    )
    assert craft(draft, Side.ACTOR) == {"B-52": 2}
    assert craft(draft, Side.RESPONDER) == {"Su-27": 1}
    assert (draft.actors, draft.responders) == (["US"], ["RU"])


def test_the_one_who_endangers_is_the_actor_of_an_unsafe_intercept() -> None:
    draft = only(
        "A Chinese J-11 fighter flew within 20 feet of a U.S. RC-135 over the South China Sea on Monday, an unsafe and "
        "unprofessional intercept, Indo-Pacific Command said."
    )
    assert draft.kind == Kind.UNSAFE_ENCOUNTER
    assert craft(draft, Side.ACTOR) == {"J-11": 1}
    assert craft(draft, Side.RESPONDER) == {"RC-135": 1}
    assert draft.distance is not None
    assert (draft.distance.value, draft.distance.unit) == (20, "ft")


def test_two_days_in_one_sentence_are_two_incidents() -> None:
    reading = read(
        "Russian Tu-142 patrol aircraft flew off Norway on Tuesday and Wednesday, the air force said.", FRIDAY
    )
    assert sorted(str(d.first_day) for d in reading.incidents) == ["2021-05-04", "2021-05-05"]


def test_history_is_background_and_a_statistic_is_nothing() -> None:
    reading = read(
        "Two Tu-160 bombers were met by Typhoons north of Scotland on Thursday. In March 2015 a Tu-95 pair flew "
        "down the English Channel. Russian aircraft have been intercepted about 90 times since 2010.",
        FRIDAY,
    )
    assert [(str(d.first_day), d.main) for d in reading.incidents] == [("2021-05-06", True), ("2015-03-01", False)]


def test_a_denied_intercept_is_none() -> None:
    draft = only("Two Tu-95s were tracked off Alaska on Tuesday. No intercept took place, a NORAD spokesman said.")
    assert draft.response == Response.MONITORED


def test_the_width_of_a_zone_is_no_distance() -> None:
    draft = only("Two Tu-95s flew in the Alaska ADIZ on Tuesday. The zone extends 150 miles from the coast.")
    assert draft.distance is None


@pytest.mark.parametrize(
    ("text", "kind", "types"),
    [
        (
            "2x Tu-95 + 2x Su-35, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD",
            Kind.ZONE_ENTRY,
            {"Tu-95": 2, "Su-35": 2},
        ),
        ("2 bears off alaska today", Kind.PATROL, {"Tu-95": 2}),
        ("DTG 211930ZMAR21 2 BEAR intercepted 40NM N Shetland by RAF Typhoon", Kind.PATROL, {"Tu-95": 2}),
    ],
)
def test_shorthand_is_read(text: str, kind: Kind, types: dict[str, int]) -> None:
    draft = only(text)
    assert draft.kind == kind
    assert craft(draft, Side.ACTOR) == types


def test_a_message_without_a_day_takes_its_own_and_says_so() -> None:
    reading = read("2x Tu-95 off Alaska, intercepted by F-22s", FRIDAY)
    assert reading.incidents[0].first_day == FRIDAY
    assert "no day given: 2021-05-07 assumed" in reading.notes


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "🛩️🛩️🛩️",
        "https://example.org/news/12345",
        "The quarterback threw two interceptions on Sunday as the Eagles beat the Bears.",
        "What is the top speed of a Tu-95?",
        "The Tu-95 first flew in 1952; production ended in 1993 and its engines are turboprops.",
        "Twelve Hawks landed on Friday for the air show, where an F-22 will be on display at the exhibition.",
        "\x00\x01\x02 binary \x7f",
    ],
)
def test_what_tells_of_no_incident_gives_none(text: str) -> None:
    assert read(text, FRIDAY).incidents == ()


def held(text: str, reading: Reading) -> None:
    """Every quote is the text's own words, every draft is valid on its own."""
    for draft in reading.incidents:
        IncidentDraft.model_validate(draft.model_dump())
        for quote in (*draft.evidence, *reading.unread):
            if quote.start is not None and quote.end is not None:
                assert 0 <= quote.start < quote.end <= len(text)
                assert text[quote.start : quote.end] == quote.words
            else:
                assert quote.guess


def test_the_words_of_every_value_are_quoted() -> None:
    text = (
        "Two Russian Tu-95s were intercepted by F-22s 30 miles off Kodiak on 3 May 2021, NORAD said. "
        "They turned back at 6:30 p.m. after an hour."
    )
    reading = read(text, FRIDAY)
    held(text, reading)
    fields = {quote.field for quote in reading.incidents[0].evidence}
    assert {"first_day", "platforms[0]", "platforms[1]", "actors[0]", "areas[0]", "response", "distance"} <= fields
    assert {"reported_by[0]", "time_of_day"} <= fields


VOCABULARY = """
two Tu-95 bombers Russian were intercepted by F-22 over the Black Sea on Tuesday . , ; and within 20 feet of a US P-8
unsafe entered ADIZ NORAD said May 2015 since 30 times not no Bear H-6 Japan scrambled jets “quoted” — 2x (RAF)
4 July airspace violated Alaska's the previous night earlier this month USS Porter destroyer
"""
WORDS = st.sampled_from(["\n", *VOCABULARY.split()])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)))
def test_whatever_the_words_are_nothing_breaks_and_every_quote_holds(text: str, published: dt.date | None) -> None:
    held(text, read(text, published))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_whatever_the_characters_are_nothing_breaks(text: str) -> None:
    held(text, read(text, FRIDAY))


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("On 31 February 2019 two Tu-95s flew near Alaska, NORAD said.", "31 February 2019 is no day of the calendar"),
        ("Two Tu-95s flew near Alaska on 30 December 2030, NORAD said.", "30 December 2030 lies after the day"),
        ("Two Tu-999s flew off Norway on Tuesday, intercepted by Norwegian F-35s.", "Tu-999 is no type that I know"),
    ],
)
def test_what_cannot_be_is_marked(text: str, note: str) -> None:
    assert any(one.startswith(note) for one in read(text, FRIDAY).notes)


def test_marks_of_direction_hide_no_count() -> None:
    draft = only("\u202eTwo Tu-95s\u202c flew near Alaska on 3 May 2021.")
    assert craft(draft, Side.ACTOR) == {"Tu-95": 2}


def test_a_log_in_capitals_is_read_and_not_taken_for_headlines() -> None:
    found = read(
        "WATCH LOG 3 MAR 25\n1410Z 2X TU-142 OVER NORWEGIAN SEA HDG SW. QRA BODO SCRAMBLED 2X F-35. VID 1432Z.", None
    )
    (incident,) = found.incidents
    assert incident.first_day == dt.date(2025, 3, 3)
    assert {(p.type, p.count) for p in incident.platforms} == {("Tu-142", 2), ("F-35", 2)}
