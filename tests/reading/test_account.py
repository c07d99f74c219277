"""The account of a reading: what gave the roles, what leaves a doubt, what was passed over and why."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import Account, account, read

PUBLISHED = dt.date(2019, 5, 22)
STORY = (
    "Four Russian Tu-95 bombers entered the Alaska Air Defense Identification Zone on Monday, NORAD said in a "
    "statement on Tuesday. Two F-22s from Joint Base Elmendorf-Richardson intercepted them near Nunivak Island."
)


def why(told: Account, words: str) -> str:
    """The reason for which some words were passed over."""
    return next(one.why for one in told.passed if words in one.words)


def test_the_drafts_are_those_of_reading() -> None:
    assert account(STORY, PUBLISHED).reading == read(STORY, PUBLISHED)


def test_the_verbs_that_gave_the_roles_are_told() -> None:
    [ground] = account(STORY, PUBLISHED).grounds
    told = {role.words: role.why for role in ground.roles}
    assert told["intercepted"] == "who meets or escorts the other answered"
    assert "who enters a zone came" in told.values()


def test_doubts_come_with_the_confidence() -> None:
    [sure] = account(STORY, PUBLISHED).grounds
    [unsure] = account(STORY.replace("on Monday", "lately").replace("on Tuesday", ""), None).grounds
    assert set(unsure.doubts) > set(sure.doubts)
    assert (unsure.draft.confidence or 0) < (sure.draft.confidence or 0)


@pytest.mark.parametrize(
    ("more", "words", "reason"),
    [
        ("", "Tuesday", "day of the announcement"),
        ("", "Elmendorf", "a base"),
        (" The jets did not enter Canadian airspace.", "Canadian airspace", "denied|nothing more"),
        ("\nPhoto: A file image of a Tu-95 bomber in flight, 2014.", "file image", "furniture|caption"),
        ("\nRelated: US jets intercept Russian spy plane near Kodiak on April 3", "Kodiak", "furniture"),
        (" Fighters would intercept any bomber that came nearer.", "would intercept", "imagined|nothing more"),
    ],
)
def test_what_is_passed_over_has_its_reason(more: str, words: str, reason: str) -> None:
    assert any(part in why(account(STORY + more, PUBLISHED), words) for part in reason.split("|"))


def test_a_text_of_another_sort_says_of_which() -> None:
    told = account(
        "The Bears intercepted two passes in the fourth quarter, and the Jets' quarterback scrambled for a touchdown "
        "before the season's last game on Sunday.",
        None,
    )
    assert told.grounds == ()
    assert any("sport" in remark for remark in told.remarks)


def _spans(told: Account) -> Sequence[tuple[int, int, str]]:
    roles = [role for ground in told.grounds for role in ground.roles]
    return [(one.start, one.end, one.words) for one in (*told.passed, *roles)]


WORDS = (*STORY.split(), "\n", "on 3 May", "would", "not", "(file photo)", "?", "Kodiak", "2018,", "\x00")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_every_span_lies_in_the_text_and_quotes_it(words: list[str]) -> None:
    text = " ".join(words)
    for start, end, quoted in _spans(account(text, PUBLISHED)):
        assert text[start:end] == quoted
