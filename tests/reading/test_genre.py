"""Texts that speak of bears, jets and interceptions and report none; and reports that must not be taken for them."""

import datetime as dt

import pytest

from bot.reading import read
from bot.reading.genre import scores_of
from bot.reading.index import Words
from bot.reading.page import words_of
from bot.reading.rules.genres import SIGNS, Sign

MONDAY = dt.date(2022, 10, 31)
OTHERS = {
    "sport": "Hawks edge Bears in overtime\n\nRookie linebacker Al Dean intercepted two passes on Sunday and the"
    " Bears, "
    "who flew in from Seattle on Friday, never crossed the 20 after half-time. Hawks 17, Bears 3.",
    "game": "Review: Sky Siege 2 (PC)\n\nIn mission six your wingman is shot down by two Su-57s off Norway and you"
    " scramble "
    "from Bodo to intercept four Tu-160s. Load times are long. 6/10.",
    "book": "Long Patrol, by T. Marsh, 380 pp., paperback.\n\nThe best chapter has two Bears pass low over the"
    " author's "
    "submarine in the Norwegian Sea in May 1979.",
    "museum": "Phantom comes home\n\nVolunteers have restored the interceptor from which 40 Soviet bombers were"
    " met over the "
    "North Sea. The museum is open daily; visitors can sit in the cockpit.",
    "show": "Crowds of 90,000 saw two Su-27s escorted by four Typhoons in Saturday's flypast at the air show."
    " Tickets for "
    "next year go on sale on Monday.",
    "wildlife": "Two brown bears were intercepted near Bear Creek on Sunday by wildlife officers, who scrambled a"
    " helicopter. "
    "The larger weighs about 700 pounds.",
    "supposed": "Commentary: What if they come?\n\nSuppose that on a Monday in 2030 thirty Chinese J-16s cross the"
    " median "
    "line. Taiwan's F-16s would be scrambled. Would they fire?",
    "crime": "The frigate's boarding team seized two tons of cocaine on Saturday after the helicopter of HMS"
    " Argyll fired "
    "warning shots at the go-fast and intercepted it off Oman.",
    "war": "Ukraine's air defences shot down 71 of 93 drones and 12 of 20 missiles on Saturday night. Tu-95s had"
    " taken off "
    "from Engels. The tally for October stands at 900.",
    "statistics": "Fighters were scrambled 238 times in the first half of fiscal 2022, down 12 from a year"
    " earlier. Chinese "
    "aircraft accounted for 70 percent and Russian ones for 28 percent.",
    "type": "Conceived as a bomber, the type first flew in 1952 and entered service in 1956. Its four turboprops"
    " give a top "
    "speed of 575 mph; Western fighters met it over the Norwegian Sea in the 1970s.",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_a_text_of_another_sort_gives_no_incident(text: str) -> None:
    assert read(text, MONDAY).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "Two Typhoons intercepted a pair of Tu-95s off Norfolk on Sunday, a day after the air show at Duxford.",
        "A Russian Su-27 buzzed a P-8 over the Black Sea on Sunday. The film that the crew took has been released.",
        "NORAD tracked two Tu-142s off Alaska on Sunday. Congress votes on the budget next week.",
        "Fighters met two Il-20s off Latvia on Sunday; such launches are up 20 percent on last year.",
    ],
)
def test_a_report_that_brushes_against_another_sort_is_still_read(text: str) -> None:
    assert len(read(text, MONDAY).incidents) == 1


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"{sign.genre}-{sign.weight}")
def test_a_sign_is_seen_in_its_sentences_and_in_no_others(sign: Sign) -> None:
    for sentence in sign.reads:
        assert list(Words(sentence).matches(sign.pattern)), sentence
        assert scores_of(words_of(sentence))[sign.genre] >= sign.weight
    for sentence in sign.ignores:
        assert not list(Words(sentence).matches(sign.pattern)), sentence
