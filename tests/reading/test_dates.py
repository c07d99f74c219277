"""Dates: what a phrase means on the day of publication, and what is no date at all."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.dates import find_dates
from bot.reading.days import Grain

THURSDAY = dt.date(2017, 4, 20)
PHRASES = Path(__file__).parents[2].parent / "shared" / "corpus" / "date-phrases.json"


def days(text: str, published: dt.date | None = THURSDAY) -> list[tuple[str, str]]:
    return [(str(m.days.first), str(m.days.last)) for m in find_dates(text, published)]


@pytest.mark.skipif(not PHRASES.exists(), reason="the shared list of date phrases is not beside this checkout")
def test_the_shared_phrases_mean_what_they_should() -> None:
    wrong = []
    for phrase, first, last in json.loads(PHRASES.read_text(encoding="utf-8")):
        words, day_first = phrase.replace(" DMY", ""), True if "DMY" in phrase else None
        found = find_dates(words, THURSDAY, day_first=day_first)
        right = len(found) == 1 and str(found[0].days.first) == first
        right = right and (found[0].bound if last is None else str(found[0].days.last) == last)
        if not right:
            wrong.append((phrase, found))
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "Two Tu-95s and two Su-35s met an RC-135 and an E-3.",
        "They may have flown at 30,000 feet, 74% of the time, at Mach 0.8.",
        "The 7th Fleet and the 3rd Wing march on.",
        "The fourth flight in as many days, officials said at about 6 p.m.",
        "The sun shone on 14 of the 20 ships for 7 hours.",
        "A Su-24 May have been a Bear-H; a Y-9 and a J-16 from 1,004 miles out at 23.1N 118.9E.",
    ],
)
def test_designations_counts_and_modal_verbs_are_no_dates(text: str) -> None:
    assert days(text) == []


def test_a_day_without_a_year_takes_the_year_just_named() -> None:
    assert days("The last one came in 2015. A pair flew past on 4 July.")[1] == ("2015-07-04", "2015-07-04")


def test_the_night_before_counts_from_the_day_named_before_it() -> None:
    assert days("They came on Tuesday. The previous night two others had come.")[1][0] == "2017-04-17"


def test_a_december_day_in_a_january_report_is_last_years() -> None:
    assert days("It happened on Dec. 29.", dt.date(2026, 1, 5)) == [("2025-12-29", "2025-12-29")]


def test_a_weekday_beside_its_date_is_one_mention() -> None:
    assert days("on Friday (Oct. 1)", dt.date(2021, 10, 2)) == [("2021-10-01", "2021-10-01")]


def test_without_a_publication_day_a_weekday_is_known_to_be_a_date_but_not_which() -> None:
    (found,) = find_dates("They came on Tuesday.", None)
    assert found.days.first is None
    assert found.days.grain == Grain.DAY


def test_an_impossible_day_is_told_and_never_taken_for_another() -> None:
    found = find_dates("on 31 February 2019 and 2019-02-31", THURSDAY)
    assert [mention.days.first for mention in found] == [None, None]
    assert all("no day of the calendar" in mention.days.guess for mention in found)


def test_an_order_that_lies_in_the_future_is_not_taken() -> None:
    assert days("on 04/12/2017") == [("2017-04-12", "2017-04-12")]


@given(
    st.text(alphabet="0123456789 -/.,:MondayAprilZthsmb\n", max_size=80),
    st.dates(dt.date(1990, 1, 1), dt.date(2099, 1, 1)),
)
def test_whatever_is_found_lies_in_the_text_and_is_in_order(text: str, published: dt.date) -> None:
    end = 0
    for mention in find_dates(text, published):
        assert text[mention.start : mention.end] == mention.words
        assert mention.start >= end
        end = mention.end
        if mention.days.first and mention.days.last:
            assert mention.days.first <= mention.days.last


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)))
def test_every_written_form_of_a_day_is_read_back(day: dt.date) -> None:
    published = day + dt.timedelta(days=1)
    for form in (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
        day.isoformat(),
        f"{day:%d}1430Z{day:%b}{day:%y}".upper(),
    ):
        assert days(f"It was seen {form}.", published) == [(str(day), str(day))]
    assert days(f"on {day:%A}", published) == [(str(day), str(day))]
