"""The publication day at the head of a report."""

import datetime as dt

import pytest

from bot.reading.published import stated_day

DAY = dt.date(2017, 4, 20)


@pytest.mark.parametrize(
    "head",
    [
        "published 2017-04-20 ",
        " date 2017-04-20 ",
        "Posted: April 20, 2017\n",
        "PUBLISHED ON 20 April 2017 — ",
        "Updated 20.04.2017: ",
    ],
)
def test_a_day_at_the_head_is_taken_and_left_out_of_the_text(head: str) -> None:
    assert stated_day(head + "Two bombers flew by on Tuesday.") == (DAY, "Two bombers flew by on Tuesday.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two bombers flew by on 20 April 2017.",
        "Published figures show 20 intercepts in 2017.",
        "published on Tuesday: two bombers flew by",
        "date 2017-04 Two bombers flew by.",
        "published",
    ],
)
def test_anything_else_leaves_the_text_as_it_is(text: str) -> None:
    assert stated_day(text) == (None, text)


@pytest.mark.parametrize(
    "text",
    [
        "Jets up\nBy A. Reporter\nPUBLISHED: 21:14, Thu, Apr 20, 2017 | UPDATED: 07:40, Fri, Apr 21, 2017\nTwo flew.",
        "Jets up again\nUpdated 5:03 PM ET, Thu April 20, 2017\nTwo bombers flew by.",
        "Jets up again\nUpdated 21 April 2017 · First published on 20 April 2017\nTwo bombers flew by.",
    ],
)
def test_a_stamp_in_the_head_of_a_page_is_taken_and_left_where_it_is(text: str) -> None:
    day, rest = stated_day(text)
    assert (day, rest) == (DAY, text)


def test_a_sentence_of_the_story_about_publishing_is_no_stamp() -> None:
    text = "A report was published on 20 April 2017 that told of two bombers."
    assert stated_day(text) == (None, text)
