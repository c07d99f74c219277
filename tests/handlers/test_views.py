"""Whatever people wrote into a record, Slack takes what the views make of it, and it neither pings nor hides."""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.views.blocks import (
    BLOCKS_LIMIT,
    MESSAGE_LIMIT,
    TEXT_LIMIT,
    Message,
    actions,
    button,
    clip,
    fitting,
    lines,
    link,
    message,
    plain,
    safe,
    section,
)
from handlers.views.home import HOME_BLOCKS
from handlers.views.tables import without_tables
from tests.fake_slack.validation import check_message, check_view
from tests.handlers.walking import calls_of, views

SLOW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
INSTANT = r"!date\^\d+\^\{date_short_pretty\},? \{time\}\|"
LIVE = re.compile(rf"<(?!https?://|{INSTANT})[^>]*>?")
NOT_READ = ("value", "action_id", "block_id", "callback_id", "private_metadata", "url", "accessibility_label")
ELEMENTS = ("button", "overflow", "static_select")
PLAIN = ("plain_text", "raw_text", "plain_text_input")


def strings(node: Any) -> list[str]:
    """Every text of a message that Slack would read as mrkdwn."""
    if isinstance(node, dict):
        if node.get("type") in PLAIN or (node.get("type") == "link" and "url" in node):
            return []
        return [text for key, value in node.items() if key not in NOT_READ for text in strings(value)]
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
    check_message({"text": shown["text"], "blocks": without_tables(shown["blocks"])})
    assert_quiet([shown["text"], *strings(shown["blocks"])])


def assert_quiet(texts: list[str]) -> None:
    """Nothing that pings, reorders or hides."""
    for text in texts:
        assert not LIVE.search(text), text
        hidden = [mark for mark in text if unicodedata.category(mark) in ("Cc", "Cs") and mark != "\n"]
        assert not hidden
        assert "\u202e" not in text
        assert "\u200b" not in text
        text.encode()


def assert_view(shown: dict[str, Any]) -> None:
    """A modal or a home tab that Slack takes."""
    assert len(shown["blocks"]) <= HOME_BLOCKS
    check_view(shown, kind=shown["type"])
    assert_quiet(strings(shown["blocks"]))


def assert_taken(made: Any) -> None:
    """A message, a list of them, a view, or a block of one."""
    if isinstance(made, list):
        for one in made:
            assert_taken(one)
    elif made.get("type") in ("modal", "home"):
        assert_view(made)
    else:
        block = actions(made) if made.get("type") in ELEMENTS else made
        assert_harmless(made if "blocks" in made else message("one block", [block]))


@pytest.mark.parametrize("view", views(), ids=lambda view: f"{view.__module__.rpartition('.')[2]}.{view.__name__}")
def test_every_view_of_hostile_records_is_taken_by_slack_and_pings_nobody(view: Callable[..., Any]) -> None:
    @SLOW
    @given(calls_of(view))
    def holds(arguments: dict[str, Any]) -> None:
        assert_taken(view(**arguments))

    holds()


def test_the_walk_finds_the_views() -> None:
    found = {f"{view.__module__.rpartition('.')[2]}.{view.__name__}" for view in views()}
    assert found >= {"answer.answer", "record.record", "digest.digest", "help.help_page", "home.home_view"}


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


def test_buttons_outlive_the_text_that_does_not_fit() -> None:
    row = {"type": "actions", "elements": [button("Save", "draft.save", "D-1")]}
    kept = fitting([*(section("x" * 2_900) for _ in range(9)), row], most=50, room=12_000)
    assert row in kept
    assert "shortened" in kept[-1]["elements"][0]["text"]
