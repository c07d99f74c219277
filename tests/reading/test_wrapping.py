"""Text that was wrapped at a margin reads as if it had not been, and every quote is of the text as it was written."""

import datetime as dt
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import read
from bot.reading.wrapping import unwrapped

PUBLISHED = dt.date(2026, 11, 22)
STORY = (
    "Two Norwegian F-35s from Evenes were scrambled on Saturday after a pair of Russian Tu-142 maritime patrol "
    "aircraft flew north along the coast of Finnmark, the Norwegian Armed Forces said. The Russian aircraft came "
    "within 20 nautical miles of Vardø and never entered Norwegian airspace."
)


@pytest.mark.parametrize("margin", [64, 68, 72, 80, 100])
def test_a_wrapped_report_reads_as_the_same_report_in_one_line(margin: int) -> None:
    wrapped = textwrap.fill(STORY, margin)
    told = [read(text, PUBLISHED).incidents for text in (STORY, wrapped)]
    kept = [[one.model_dump(exclude={"evidence"}) for one in drafts] for drafts in told]
    assert kept[0] == kept[1]
    assert len(kept[0]) == 1


def test_a_quote_has_the_line_break_that_the_text_has() -> None:
    wrapped = STORY.replace("a pair of Russian", "a pair of\nRussian")
    quotes = [one for draft in read(wrapped, PUBLISHED).incidents for one in draft.evidence]
    assert "pair of\nRussian Tu-142" in "".join(one.words for one in quotes)


@pytest.mark.parametrize(
    "text",
    [
        "Two Bears off Kodiak\nmet by two F-22s",
        "Jets scrambled over the Baltic Sea for the second time in a week\nThe ministry said two Il-20s came.",
        "0955Z two Tu-95s were seen by radar sixty miles west of Nunivak\n1010Z two F-22s on station",
        "On Tuesday two Tu-142s were met near Shetland by two Typhoons.\nthe day after, one Il-38 came",
    ],
)
def test_short_lines_headlines_logs_and_ended_sentences_stay_apart(text: str) -> None:
    assert unwrapped(text) == text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*STORY.split(), "\n", "\n\n", "- ", "NORAD said."]), max_size=80))
def test_the_length_stays_and_every_quote_is_of_the_text(words: list[str]) -> None:
    text = " ".join(words).replace(" \n ", "\n")
    assert len(unwrapped(text)) == len(text)
    assert unwrapped(text).replace("\n", " ") == text.replace("\n", " ")
    found = read(text, PUBLISHED)
    quotes = [*found.unread, *(one for draft in found.incidents for one in draft.evidence)]
    assert all(one.words == text[one.start : one.end] for one in quotes if one.start is not None)
