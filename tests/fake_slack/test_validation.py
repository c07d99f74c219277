"""Whatever is sent, the stand-in takes it or refuses it in Slack's way; it never breaks over it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fake_slack.blocks import SURFACES
from tests.fake_slack.chat import post_message
from tests.fake_slack.elements import ACTIONS, INPUTS
from tests.fake_slack.state import CORE_SCOPES, Channel, Refused, Workspace
from tests.fake_slack.validation import check_view, live_pings

FIELDS = ["text", "fields", "elements", "element", "accessory", "options", "option_groups", "rows", "label"]
FIELDS += ["title", "blocks", "url", "block_id", "action_id", "value", "page_size", "caption", "confirm"]
FIELDS += [
    "placeholder",
    "initial_date",
    "initial_value",
    "max_length",
    "column_settings",
    "image_url",
    "style",
]
TYPES = sorted({*SURFACES["message"], *SURFACES["modal"], *ACTIONS, *INPUTS, "mrkdwn", "plain_text", "raw_text"})
scalars = st.none() | st.booleans() | st.integers(-1, 200) | st.text(max_size=5) | st.sampled_from(TYPES)


def objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda kind, rest: {"type": kind, **rest},
        st.sampled_from(TYPES) | inner,
        st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    )


anything = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | objects(inner), max_leaves=12)


@settings(max_examples=100, deadline=None)
@given(blocks=st.lists(objects(anything), min_size=1, max_size=4))
def test_any_blocks_are_posted_or_refused(blocks: list[Any]) -> None:
    space = Workspace(scopes=CORE_SCOPES, now=lambda: 1_700_000_000.0, team_id="T0DESK")
    space.channels["C0DESK"] = Channel("C0DESK", "intercepts")
    try:
        post_message(space, {"channel": "C0DESK", "text": "x", "blocks": blocks})
    except Refused as refusal:
        assert refusal.error == "invalid_blocks"
        assert refusal.more["response_metadata"]["messages"]
        assert not space.channels["C0DESK"].messages
    else:
        [message] = space.channels["C0DESK"].messages.values()
        assert [block["type"] for block in message["blocks"]] == [block["type"] for block in blocks]


@settings(max_examples=100, deadline=None)
@given(view=objects(anything))
def test_any_view_is_taken_or_refused(view: Any) -> None:
    try:
        check_view(view)
    except Refused as refusal:
        assert refusal.error == "invalid_arguments"


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet="<>!@&;UWchanelr|^ \u202e", max_size=60))
def test_escaped_text_never_pings(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    block = {"type": "section", "text": {"type": "mrkdwn", "text": escaped}}
    assert list(live_pings(escaped, [block])) == []
