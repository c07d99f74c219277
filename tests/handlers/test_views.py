"""Whatever people wrote into a record, Slack takes what the views make of it, and it neither pings nor hides."""

import json
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.asking import Answer
from bot.desk import Logged
from bot.digest import Digest
from handlers.views import answer, digest, help, record
from handlers.views.blocks import (
    BLOCKS_LIMIT,
    MESSAGE_LIMIT,
    TEXT_LIMIT,
    Message,
    button,
    clip,
    lines,
    link,
    message,
    plain,
    safe,
    section,
)
from store.records import Incident
from tests.fake_slack.validation import check_message
from tests.handlers.hostile import ANSWERS, DIGESTS, INCIDENTS, LOGGED, MANY, WORDS

SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LIVE = re.compile(r"<(?!https?://)[^>]*>?")


def strings(node: Any) -> list[str]:
    """Every text of a message that Slack would read as mrkdwn."""
    if isinstance(node, dict):
        if node.get("type") == "plain_text":
            return []
        return [text for value in node.values() for text in strings(value)]
    if isinstance(node, list):
        return [text for value in node for text in strings(value)]
    return [node] if isinstance(node, str) else []


def assert_harmless(shown: Message) -> None:
    """Within Slack's limits, without live mentions, without hidden characters, and with a text for screen readers."""
    assert shown["text"].strip()
    assert len(shown["text"]) <= TEXT_LIMIT
    assert 1 <= len(shown["blocks"]) <= BLOCKS_LIMIT
    assert len(json.dumps(shown["blocks"], ensure_ascii=False)) <= MESSAGE_LIMIT
    check_message({"text": shown["text"], "blocks": shown["blocks"]})
    for text in [shown["text"], *strings(shown["blocks"])]:
        assert not LIVE.search(text), text
        hidden = [mark for mark in text if unicodedata.category(mark) in ("Cc", "Cs") and mark != "\n"]
        assert not hidden
        assert "\u202e" not in text
        assert "\u200b" not in text
        text.encode()


@SLOW
@given(LOGGED)
def test_a_card_is_harmless(result: Logged) -> None:
    assert_harmless(record.logged(result))


@SLOW
@given(INCIDENTS, MANY)
def test_a_record_a_list_and_an_undo_are_harmless(one: Incident, many: list[Incident]) -> None:
    assert_harmless(record.record(one))
    assert_harmless(record.records(many, title="All", empty="none"))
    assert_harmless(record.records([], title="All", empty="none"))
    assert_harmless(record.undone(many))


@SLOW
@given(ANSWERS)
def test_an_answer_is_harmless(given_answer: Answer) -> None:
    assert_harmless(answer.answer(given_answer))


@SLOW
@given(DIGESTS)
def test_a_digest_is_harmless(made: Digest) -> None:
    assert_harmless(digest.digest(made))


@SLOW
@given(WORDS)
def test_what_the_bot_says_of_a_text_it_does_not_read_is_harmless(text: str) -> None:
    assert_harmless(help.unclear(text))
    assert_harmless(help.sentence(text))


def test_our_own_pages_are_harmless() -> None:
    for page in (help.help_page(), help.examples(), help.looks_like_report()):
        assert_harmless(page)


@given(st.text(max_size=300), st.integers(1, 120))
def test_clipped_markup_never_ends_inside_an_entity(text: str, limit: int) -> None:
    clipped = clip(safe(text), limit)
    assert len(clipped) <= limit
    assert not re.search(r"&[a-z]{0,3}…?$", clipped)


@given(st.lists(st.text(max_size=50), max_size=30), st.integers(40, 400))
def test_lines_are_whole_and_say_how_many_are_missing(rows: list[str], limit: int) -> None:
    shown = lines((safe(row) for row in rows), limit=limit)
    assert len(shown) <= limit


def test_lines_that_do_not_fit_are_counted() -> None:
    assert lines(["one", "two", "three", "fourteen"], limit=20) == "one\ntwo\n… and 2 more"


def test_only_web_addresses_become_links() -> None:
    assert link("https://a.example/?b=1&c=2", "A|P <3") == "<https://a.example/?b=1&amp;c=2|A/P &lt;3>"
    for url in (None, "", "javascript:alert(1)", "https://a b", "https://a|b", "https://a>b"):
        assert link(url, "AP") == "AP"


def test_joiners_stay_where_they_shape_a_letter_or_an_emoji() -> None:
    assert plain("👩\u200d✈️") == "👩\u200d✈️"
    assert plain("Tu\u200d-\u200c95\u200b") == "Tu-95"
    assert plain("\ud800 alone") == " alone"


def test_a_message_that_is_too_long_says_what_was_left_out() -> None:
    long = message("everything", [section("x" * 2_900) for _ in range(9)])
    assert "6 more parts" in long["blocks"][-1]["elements"][0]["text"]
    many = message("everything", [section("x") for _ in range(80)])
    assert len(many["blocks"]) == BLOCKS_LIMIT
    assert "31 more parts" in many["blocks"][-1]["elements"][0]["text"]


def test_a_button_that_slack_would_refuse_is_not_made() -> None:
    with pytest.raises(ValueError, match="2000"):
        button("Show", "x", "y" * 2_001)
