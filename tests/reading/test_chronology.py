"""Chronologies: a line with a day, and perhaps a place, heads what is told below it."""

import datetime as dt

from bot.reading import read
from store.records import IncidentDraft

PUBLISHED = dt.date(2023, 9, 3)


def drafts(text: str) -> tuple[IncidentDraft, ...]:
    return read(text, PUBLISHED).incidents


def test_each_heading_in_the_line_gives_its_day_and_sea_to_what_follows() -> None:
    first, second = drafts(
        "A short chronology of what Wellington has made public this year.\n\n"
        "2 March 2023, Tasman Sea. A Chinese J-15 cut across the nose of a P-8A of New Zealand.\n\n"
        "9 August 2023, Coral Sea. A Su-30 released flares in the path of a P-8A."
    )
    assert (first.first_day, first.areas[0]) == (dt.date(2023, 3, 2), "Tasman Sea")
    assert (second.first_day, second.areas[0]) == (dt.date(2023, 8, 9), "Coral Sea")


def test_headings_on_lines_of_their_own_do_the_same() -> None:
    first, second = drafts(
        "Timeline\n\n3 May 2023 - Yellow Sea\nA Chinese Y-8 entered the Korean air defence identification zone.\n\n"
        "17 August 2023 - Sea of Japan\nTwo Russian Il-38s were met by Japanese F-15s."
    )
    assert [d.first_day for d in (first, second)] == [dt.date(2023, 5, 3), dt.date(2023, 8, 17)]
    assert second.areas[0] == "Sea of Japan"


def test_a_day_and_a_place_may_be_two_short_sentences() -> None:
    first, second = drafts(
        "July 3. Over the Black Sea. A Russian Su-30 crossed the nose of an American P-8.\n\n"
        "July 9. Near Crimea. Two Russian Su-27s escorted an American RC-135 away from the coast."
    )
    assert [d.first_day for d in (first, second)] == [dt.date(2023, 7, 3), dt.date(2023, 7, 9)]


def test_the_one_date_at_the_top_of_a_page_heads_nothing() -> None:
    (only,) = drafts(
        "Navy tells of a Gulf meeting\n\n1 September 2023\n\nTwo Iranian boats buzzed USS Alder on Monday."
    )
    assert only.first_day == dt.date(2023, 8, 28)


def test_a_dateline_with_a_full_stop_heads_nothing() -> None:
    (only,) = drafts("Bergen, 1 September 2023. Two Norwegian F-35s met a Tu-142 off the coast on Tuesday.")
    assert only.first_day == dt.date(2023, 8, 29)
