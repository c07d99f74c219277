"""What Slack refuses of a whole message or view, and what it lets pass although readers suffer from it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.fake_slack.blocks import check_blocks
from tests.fake_slack.checks import Check
from tests.fake_slack.state import Json, Refused

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
# Not documented: 13,297 characters were refused in one block, 13,172 with one more; the lower one stands.
MOST_CHARACTERS = 13_172
LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000
LONGEST_VIEW = 250_000

PING = re.compile(r"<!(?:channel|here|everyone)(?:\|[^>]*)?>|<!subteam\^[^>]*>|<@[UW][^>]*>")
NAMED_PING = re.compile(r"@(?:channel|here|everyone)\b")


def check_message(args: Json) -> tuple[str, list[Json]]:
    """The text and blocks of a message to be posted, or Refused with Slack's error.

    `args` are the arguments of chat.postMessage: blocks and attachments may still be JSON text.
    """
    text = args.get("text") or ""
    if not isinstance(text, str):
        raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] text must be a string"]})
    blocks = parsed_list(args, "blocks", "invalid_blocks_format")
    attachments = parsed_list(args, "attachments", "invalid_attachments")
    if not text and not blocks and not attachments:
        raise Refused("no_text")
    check = Check()
    check.items(blocks, "/blocks", most=MOST_BLOCKS["message"], least=0)
    check_blocks(check, list(blocks), "/blocks", "message")
    if check.complaints:
        raise complaint("invalid_blocks", check)
    if sum(len(words) for words, _ in texts(blocks)) > MOST_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    metadata = args.get("metadata")
    metadata = loaded(metadata, "invalid_metadata_format") if metadata else None
    if metadata and not (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and isinstance(metadata.get("event_payload"), dict)
    ):
        raise Refused("invalid_metadata_format")
    return text, blocks


def check_view(view: object, *, kind: str | None = None) -> Json:
    """A modal or home view fit to be shown, or Refused with Slack's error."""
    view = loaded(view, "invalid_arguments") if isinstance(view, str) else view
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: view"]})
    check = Check()
    surface = view.get("type")
    check.one_of(surface, "/view/type", [kind] if kind else ["modal", "home"])
    if isinstance(surface, str) and surface in ("modal", "home"):
        _view_fields(check, view)
        blocks = check.items(view.get("blocks"), "/view/blocks", most=MOST_BLOCKS[surface])
        check_blocks(check, blocks, "/view/blocks", surface)
        if (
            surface == "modal"
            and "submit" not in view
            and any(isinstance(b, dict) and b.get("type") == "input" for b in blocks)
        ):
            check.say("/view", "missing required field: submit")
    if check.complaints:
        raise complaint("invalid_arguments", check)
    if len(json.dumps(view)) > LONGEST_VIEW:
        raise Refused("view_too_large")
    return view


def _view_fields(check: Check, view: Json) -> None:
    shared = ("callback_id", "private_metadata", "external_id")
    if view["type"] == "home":
        check.keys(view, "/view", needs=["type", "blocks"], allows=shared)
    else:
        modal = ("submit", "close", "clear_on_close", "notify_on_close", "submit_disabled")
        check.keys(view, "/view", needs=["type", "blocks", "title"], allows=(*shared, *modal))
        for name in ("title", "submit", "close"):
            check.optional_text(view, name, "/view", most=24)
    check.optional_string(view, "private_metadata", "/view", most=3000, least=0)
    check.optional_string(view, "callback_id", "/view", most=255, least=0)
    check.optional_string(view, "external_id", "/view", most=255, least=0)


def complaint(error: str, check: Check) -> Refused:
    """The refusal that carries Slack's list of what is wrong."""
    messages = [f"[ERROR] {words}" for words in check.complaints]
    return Refused(error, errors=check.complaints, response_metadata={"messages": messages})


def parsed_list(args: Json, name: str, error: str) -> list[Json]:
    """A list argument that may come as JSON text."""
    value = args.get(name) or []
    value = loaded(value, error)
    if not isinstance(value, list):
        raise Refused(error)
    return value


def loaded(value: Any, error: str) -> Any:
    """A value that may come as JSON text; Refused(error) where that cannot be read."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Refused(error) from None


def texts(value: object, at: str = "/blocks") -> Iterator[tuple[str, str]]:
    """Every text that people see in some blocks, with its place."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, f"{at}/{index}")
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in ("text", "alt_text", "caption") and isinstance(item, str):
                yield item, f"{at}/{name}"
            else:
                yield from texts(item, f"{at}/{name}")


def live_pings(text: str, blocks: object, *, parsed: bool = False) -> Iterator[tuple[str, str]]:
    """The mentions in a message that would notify somebody, with their place.

    Live are `<!here>` and its kin in the text, in mrkdwn and in markdown, and rich_text mentions;
    `parsed` says that the message asked for `link_names` or `parse=full`, which makes a plain @here live too.
    """
    for token in PING.findall(text) + (NAMED_PING.findall(text) if parsed else []):
        yield token, "/text"
    yield from _block_pings(blocks, "/blocks")


def _block_pings(value: object, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _block_pings(item, f"{at}/{index}")
    elif isinstance(value, dict):
        kind = value.get("type")
        if kind in ("mrkdwn", "markdown") and isinstance(value.get("text"), str):
            for token in PING.findall(value["text"]):
                yield token, at
        if kind in ("broadcast", "user", "usergroup"):
            yield f"{kind}:{value.get('range') or value.get('user_id') or value.get('usergroup_id')}", at
        for name, item in value.items():
            yield from _block_pings(item, f"{at}/{name}")
