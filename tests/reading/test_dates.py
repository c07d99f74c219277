"""Dates: what a phrase means on the day of publication, and what is no date at all."""

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.dates import find_dates
from bot.reading.days import Grain
from bot.reading.rules.dates.foreign import STARTS, _languages

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


def test_the_day_before_counts_from_the_day_of_an_announcement_in_the_same_sentence() -> None:
    assert days("NORAD said on Wednesday that they came the day before.")[1][0] == "2017-04-18"
    assert (
        days("They came on Tuesday, it said on Wednesday. The previous night two others had come.")[2][0]
        == "2017-04-17"
    )


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


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Two ships from 1520 Thu until 0600 Fri.", "2017-04-13", "2017-04-14"),
        ("0600 Tues-0600 Wed: three Il-20.", "2017-04-18", "2017-04-19"),
        ("from 6 a.m. Tuesday to 6 a.m. Wednesday", "2017-04-18", "2017-04-19"),
        ("from 6 a.m. on March 13, 2017 to 6 a.m. on March 14, 2017", "2017-03-13", "2017-03-14"),
        ("December 30, 2015 to January 2, 2016", "2015-12-30", "2016-01-02"),
        ("29 December 2015 - 3 January 2016", "2015-12-29", "2016-01-03"),
        ("from 30 March until 2 April 2016", "2016-03-30", "2016-04-02"),
        ("on Sunday and again on Wednesday", "2017-04-16", "2017-04-19"),
    ],
)
def test_the_two_ends_of_a_stretch_are_one_mention(text: str, first: str, last: str) -> None:
    assert days(text) == [(first, last)]


def test_a_count_before_a_day_is_not_the_day() -> None:
    text = "Others were the 25 of April 12 and the 24 of September 23."
    assert days(text) == [("2017-04-12", "2017-04-12"), ("2016-09-23", "2016-09-23")]


def test_words_that_name_no_day_are_told_and_none_is_taken() -> None:
    (found,) = find_dates("Russian bombers have lately flown past Alaska.", THURSDAY)
    assert found.days.first is None
    assert "names no day" in found.days.guess


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Manoeuvres will begin on Saturday.", "2017-04-22"),
        ("The drill is to start on Monday.", "2017-04-24"),
        ("The ministry said on Monday that they will leave.", "2017-04-17"),
        ("The Pentagon will not comment on Monday's flight.", "2017-04-17"),
        ("They came on Wednesday.", "2017-04-19"),
        ("next Tuesday", "2017-04-25"),
        ("last Thursday", "2017-04-13"),
    ],
)
def test_a_weekday_lies_on_the_side_of_publication_that_the_words_say(text: str, day: str) -> None:
    assert days(text) == [(day, day)]


def test_a_day_that_hangs_on_an_event_without_a_date_is_another_day_and_unknown() -> None:
    first, other = find_dates("It fell on Tuesday. The day after the summit two bombers came.", THURSDAY)
    assert str(first.days.first) == "2017-04-18"
    assert (other.days.first, other.days.anchored) == (None, True)


def test_the_day_after_a_date_at_the_end_of_a_sentence_is_its_own_mention() -> None:
    assert days("They came on 3 April. The following day two more came.")[1] == ("2017-04-04", "2017-04-04")


def test_an_hour_behind_a_month_is_no_year() -> None:
    assert days("03 Apr, 02:15 UTC: two contacts") == [("2017-04-03", "2017-04-03")]


def test_a_year_behind_an_apostrophe_is_never_later_than_publication() -> None:
    assert days("in '42") == [("1942-01-01", "1942-12-31")]


def test_the_order_of_day_and_month_is_told_by_the_outlet_or_marked_as_a_guess() -> None:
    (said,) = find_dates("on 03/04/2016", THURSDAY, day_first=True)
    assert (str(said.days.first), said.days.guess) == ("2016-04-03", "")
    (assumed,) = find_dates("on 03/04/2016", THURSDAY)
    assert "order assumed" in assumed.days.guess


def test_one_day_of_a_text_that_can_be_read_in_one_order_only_settles_the_others() -> None:
    assert days("Flights of 25/03/2016 and 03/04/2016.") == [("2016-03-25", "2016-03-25"), ("2016-04-03", "2016-04-03")]
    assert days("Flights of 03/25/2016 and 03/04/2016.") == [("2016-03-25", "2016-03-25"), ("2016-03-04", "2016-03-04")]


FALSE_DATES = (
    "Two Su-27s and two Su-35s met a pair of Tu-142s; behind them came an Il-38 and 8 MiG-31s. The F-22s, of "
    "the 3rd Wing, may have turned back 40 miles out. Of the crews, 61% had done so before, and may do so "
    "again.",
    "At about 7 p.m. the 6th Fleet lost sight of hull 1830, a Type 055. The sun stood low; in 20-30 knots of "
    "wind a J-16 and 2 Y-8s flew on at FL310, Mach 0.8, 1,004 miles from base, near 22.4N 119.1E.",
    "It was the fifth launch in as many nights for the 7th Squadron, and the second from the 12 jets on "
    "alert. The march of drones goes on: 20 of 24 were Shaheds, 17 fell, and 5 of the 7 left had turned round "
    "by 0545.",
    "In the second half Bears 24, Eagles 17; the March family sat in rows 14-20. At 12:30 the sat phone rang, "
    "and Sun Li of the Mon River station said that may be the fourth of five calls from the 9th floor.",
    "Article 5 and Annex 12 hold; 3-4 of 10 sorties, up to 1,900 feet, fell under rule 4.2.1. Channel 16 was "
    "called at 1430 hours, 2015 rounds were left, and a decade of wear on 80s airframes showed. They scored "
    "3-2 in 90 minutes.",
)


@pytest.mark.parametrize("paragraph", FALSE_DATES)
def test_numbers_names_and_modal_verbs_of_a_report_yield_no_date(paragraph: str) -> None:
    assert [(m.words, m.rule) for m in find_dates(paragraph, THURSDAY)] == []


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


def test_a_number_and_a_year_around_an_english_word_do_not_load_dateparser() -> None:
    """It takes a quarter of a second to load, and half a second to answer that "23 similar 2014" is no day."""
    code = (
        "import sys, datetime as dt\n"
        "from bot.reading.dates import find_dates\n"
        "find_dates('They met 23 similar 2014 and 12 aircraft 2015.', dt.date(2017, 4, 20))\n"
        "sys.exit('dateparser' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own words


def test_the_beginnings_of_foreign_months_are_those_of_dateparsers_data() -> None:
    assert {name[:3] for name in _languages() if re.fullmatch(r"[^\W\d_]{3,12}", name)} == STARTS
