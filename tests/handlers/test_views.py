"""Whatever people wrote into a record, Slack takes what the views make of it, and it neither pings nor hides."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.wording import say_standing
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
from handlers.views.record import ROW, record, record_line
from handlers.views.tables import without_tables
from store.records import Incident, Source, Status, Verification
from tests.digest.making import record as record_of
from tests.fake_slack.validation import check_message, check_view
from tests.handlers.hostile import INCIDENTS
from tests.handlers.walking import calls_of, views

SLOW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
CHANNEL = r"#[CG][A-Z0-9]+>"
INSTANT = r"!date\^\d+\^\{date_short_pretty\},? \{time\}\|"
LIVE = re.compile(rf"<(?!https?://|{INSTANT}|{CHANNEL})[^>]*>?")
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


def assert_without_emoji(node: Any) -> None:
    """No plain text in which Slack would look for `:names:` of emoji, such as the middle of 00:00–24:00."""
    if isinstance(node, dict):
        assert node.get("type") != "plain_text" or node["emoji"] is False, node
        for value in node.values():
            assert_without_emoji(value)
    elif isinstance(node, list):
        for value in node:
            assert_without_emoji(value)


def assert_taken(made: Any) -> None:
    """A message, a list of them, a view, or a block of one."""
    assert_without_emoji(made)
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


@SLOW
@given(INCIDENTS)
def test_a_line_of_a_record_keeps_its_standing_and_its_source_whatever_stands_between(incident: Incident) -> None:
    source = Source(url="https://www.norad.mil/Newsroom/Article/" + "9" * 150, outlet="NORAD")
    line = record_line(incident.model_copy(update={"sources": [source], "reported_by": []}))
    assert len(line) <= ROW
    assert line.endswith(f" · {say_standing(incident)} · <{source.url}|NORAD>")
    assert lines([line], each=ROW) == line


def told(**values: Any) -> Incident:
    """A record of one day in May, with some values."""
    return record_of(dt.date(2019, 5, 20)).model_copy(update=values)


def test_a_line_names_the_site_where_no_outlet_is_kept() -> None:
    source = Source(url="https://www.example.org/2019/05/20/bombers.html")
    assert record_line(told(sources=[source], reported_by=["NORAD"])).endswith(
        "unverified · NORAD, <https://www.example.org/2019/05/20/bombers.html|example.org>"
    )


def test_of_many_places_a_line_tells_the_most_exact_ones() -> None:
    places = [f"Strait number {number} of the outer islands" for number in range(1, 9)]
    line = record_line(told(areas=places))
    assert "Strait number 3 of the outer islands, 5 more places; patrol; intercepted" in line


def test_an_instant_is_told_as_it_was_and_where_the_reader_is_and_other_times_as_they_were() -> None:
    timed = record(told(time_of_day=dt.time(15), zone="UTC"))
    assert "20 May 2019, 15:00 UTC" in timed["blocks"][0]["text"]["text"]
    assert "Time: 20 May 2019, 15:00 UTC" in timed["text"]
    assert "<!date^1558364400^{date_short_pretty}, {time}|2019-05-20 15:00 UTC> where you are" in str(timed["blocks"])
    for zone, said in ((None, "06:30 local time"), ("Etc/GMT-3", "06:30 UTC+3"), ("Nowhere/At all", "06:30 Nowhere")):
        shown = record(told(time_of_day=dt.time(6, 30), zone=zone))
        assert f"20 May 2019, {said}" in shown["text"]
        assert ("<!date" in str(shown["blocks"])) == (zone == "Etc/GMT-3")
    several = record(told(time_of_day=dt.time(15), zone="UTC", last_day=dt.date(2019, 5, 21)))
    assert "<!date" not in str(several["blocks"])


def test_a_day_is_never_shifted_into_another_zone() -> None:
    assert "<!date" not in str(record(told()))


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ({"status": Status.RETRACTED}, "*Retracted* · *INT-"),
        ({"status": Status.MERGED, "merged_into": "INT-7"}, "*Merged into INT-7* · *INT-"),
        ({"verification": Verification.DISPUTED}, "*Disputed* · *INT-"),
    ],
)
def test_what_is_wrong_with_a_record_stands_first(values: dict[str, Any], first: str) -> None:
    shown = record(told(**values), verb="Logged")
    assert shown["blocks"][0]["text"]["text"].startswith(first)
    assert shown["text"].startswith("INT-")


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
