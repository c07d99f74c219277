"""A report becomes drafts with their source, called what they deserve, and saved unseen only without a guess."""

import datetime as dt

import pytest

from bot.capture import Captured, Told, capture, outlet_of, unambiguous
from bot.desk import NothingToLog
from bot.verification import verify
from store.records import IncidentDraft, Source, Verification

REPORT = "Two Russian Tu-95 bombers flew into the Alaska ADIZ on 20 May 2019 and were met by two F-22s, NORAD said."
SENT = dt.date(2026, 11, 22)


def captured(text: str) -> Captured:
    """A report as handed in on a Sunday."""
    return capture(Told(text, SENT, url="https://x.slack.com/archives/C1/p1", author="U7"))


def test_the_message_is_the_source_with_its_address_author_day_and_words() -> None:
    [draft] = captured(REPORT).drafts
    assert draft.sources == [Source(url="https://x.slack.com/archives/C1/p1", author="U7", published=SENT, text=REPORT)]


def test_the_page_that_a_report_links_to_is_a_source_too() -> None:
    [draft] = captured(f"{REPORT} https://example.org/story?a=1.").drafts
    assert [source.url for source in draft.sources] == [
        "https://example.org/story?a=1",
        "https://x.slack.com/archives/C1/p1",
    ]


def test_days_count_from_the_day_on_which_the_message_was_written() -> None:
    [draft] = captured(REPORT.replace("on 20 May 2019", "yesterday")).drafts
    assert draft.first_day == dt.date(2026, 11, 21)


def test_what_is_not_logged_is_noted() -> None:
    notes = captured(f"{REPORT} In 2015 two Tu-95s flew 40 miles off California.").notes
    assert any("not logged" in note for note in notes)


def test_a_text_without_an_incident_is_refused_with_what_to_do() -> None:
    with pytest.raises(NothingToLog, match="Say who flew"):
        captured("The weather was fine.")


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (REPORT, True),
        (REPORT.replace("on 20 May 2019", "in May 2019"), False),
        (REPORT.replace("on 20 May 2019", "on 20 May"), False),
        (REPORT.replace("on 20 May 2019", ""), False),
        ("USS Milius sailed through the Taiwan Strait on 20 May 2019.", True),
        ("2x Tu-95, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD", True),
    ],
)
def test_only_a_report_whose_day_place_and_craft_are_told_needs_no_look(text: str, sure: bool) -> None:
    assert [unambiguous(draft) for draft in captured(text).drafts] == [sure]


@pytest.mark.parametrize(
    ("reporters", "outlets", "state"),
    [
        (["NORAD"], [], Verification.OFFICIAL),
        (["Russian Defense Ministry"], ["TASS"], Verification.OFFICIAL),
        (["RU"], [], Verification.OFFICIAL),
        (["U.S. defense officials"], [], Verification.SINGLE_SOURCE),
        (["CNN"], [], Verification.SINGLE_SOURCE),
        (["CNN"], ["CNN"], Verification.SINGLE_SOURCE),
        (["CNN"], ["Reuters"], Verification.SEVERAL_SOURCES),
        ([], [], Verification.UNVERIFIED),
        ([" "], [], Verification.SINGLE_SOURCE),
    ],
)
def test_a_draft_is_called_what_its_sources_deserve(reporters: list[str], outlets: list[str], state: str) -> None:
    sources = [Source(outlet=outlet) for outlet in outlets]
    assert verify(IncidentDraft(reported_by=reporters, sources=sources)) == state


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Two Tu-95s flew off Alaska, CNN reported.", "CNN"),
        ("A spokesman told Reuters that two Tu-95s flew off Alaska.", "Reuters"),
        ("MOSCOW (Reuters) - Two Tu-95s flew off Alaska.", "Reuters"),
        ("Two Tu-95s flew off Alaska. A CNN crew was aboard.", None),
        ("Two Tu-95s flew off Alaska, NORAD said.", None),
    ],
)
def test_the_outlet_is_the_one_that_is_named_as_saying_so(text: str, outlet: str | None) -> None:
    assert outlet_of(text) == outlet
