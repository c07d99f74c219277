"""Durations, coordinates and times of day in a report: every rule by its sentences, and what reaches a draft."""

import datetime as dt

import pytest

from bot.reading import read
from bot.reading.rules.coordinates import COORDINATES, Point
from bot.reading.rules.durations import DURATIONS
from bot.reading.spans import Rule, find_all
from bot.reading.times import find_time

WEDNESDAY = dt.date(2017, 4, 19)


@pytest.mark.parametrize("rule", DURATIONS, ids=lambda rule: rule.name)
def test_a_rule_of_duration_reads_minutes_and_leaves_delays_alone(rule: Rule[int]) -> None:
    assert rule.reads
    assert rule.ignores
    for sentence, minutes in rule.reads:
        assert (rule.name, minutes) in [(found.rule, found.value) for found in find_all(DURATIONS, sentence)], sentence
    for sentence in rule.ignores:
        assert rule.name not in [found.rule for found in find_all(DURATIONS, sentence)], sentence


@pytest.mark.parametrize("rule", COORDINATES, ids=lambda rule: rule.name)
def test_a_rule_of_coordinates_reads_degrees_and_leaves_other_numbers_alone(rule: Rule[Point]) -> None:
    assert rule.reads
    assert rule.ignores
    for sentence, point in rule.reads:
        assert (rule.name, point) in [(found.rule, found.value) for found in find_all(COORDINATES, sentence)], sentence
    for sentence in rule.ignores:
        assert rule.name not in [found.rule for found in find_all(COORDINATES, sentence)], sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "They were up within 15 minutes of the alarm.",
        "Twenty minutes later a second pair came.",
        "Two hours before, a tanker had taken off.",
        "A Bear burns fuel worth 30,000 dollars an hour.",
        "It was the first in two days.",
    ],
)
def test_delays_reactions_and_rates_are_no_durations(sentence: str) -> None:
    assert find_all(DURATIONS, sentence) == []


def test_a_draft_keeps_how_long_it_lasted_and_where_in_degrees_with_their_words() -> None:
    text = (
        "At 0215Z on Tuesday two Norwegian F-16s met a Russian Il-38 at 71.5N 25.0E over the Barents Sea"
        " and escorted it for 45 minutes."
    )
    (draft,) = read(text, WEDNESDAY).incidents
    assert draft.duration_minutes == 45
    assert (draft.latitude, draft.longitude) == (71.5, 25.0)
    assert (draft.time_of_day, draft.zone) == (dt.time(2, 15), "UTC")
    words = {evidence.field: evidence.words for evidence in draft.evidence}
    assert words["duration_minutes"] == "for 45 minutes"
    assert words["latitude"] == "71.5N 25.0E"
    assert words["time_of_day"] == "0215Z"


@pytest.mark.parametrize(
    ("words", "time", "zone"),
    [
        ("at 0215Z", dt.time(2, 15), "UTC"),
        ("at 14:30 GMT", dt.time(14, 30), "UTC"),
        ("at 2:15 p.m. Moscow time", dt.time(14, 15), "Europe/Moscow"),
        ("at 10:40 pm Alaska time", dt.time(22, 40), "America/Anchorage"),
        ("at 9:05 a.m. JST", dt.time(9, 5), "Asia/Tokyo"),
        ("at 1520 hours", dt.time(15, 20), None),
        ("at 3 a.m. local time", dt.time(3, 0), None),
        ("211930ZMAR23", dt.time(19, 30), "UTC"),
        ("at 12 a.m.", dt.time(0, 0), None),
    ],
)
def test_a_time_of_day_is_read_with_the_zone_that_the_text_gives(words: str, time: dt.time, zone: str | None) -> None:
    found = find_time(words, 0, len(words))
    assert found is not None
    assert (found.time, found.zone) == (time, zone)


def test_numbers_that_tell_no_time_are_left_alone() -> None:
    text = "Flight 1520 of 14 jets at Mach 1.52 met hull 0715 near 23.1N."
    assert find_time(text, 0, len(text)) is None


def test_the_words_of_a_time_end_with_the_time() -> None:
    text = "They took off at 02:18 on Thursday and at 3:05 p.m. on Friday."
    found = find_time(text, 0, len(text))
    assert found is not None
    assert text[found.start : found.end] == "02:18"
