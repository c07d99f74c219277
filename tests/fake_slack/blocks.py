"""Block Kit blocks and what Slack demands of each, by the surface that they stand on."""

from collections.abc import Callable

from tests.fake_slack.checks import Check
from tests.fake_slack.elements import ACCESSORIES, ACTIONS, FEEDBACK, INPUTS, check_element, check_image
from tests.fake_slack.state import Json

EVERYWHERE = frozenset({"section", "header", "divider", "context", "actions", "image", "rich_text", "video"})
SURFACES = {
    "message": EVERYWHERE
    | {"input", "markdown", "table", "data_table", "data_visualization", "file", "context_actions"}
    | {"card", "carousel", "container", "plan", "task_card"},
    "modal": EVERYWHERE | {"input", "alert"},
    "home": EVERYWHERE | {"input"},
}
RICH_PARTS = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
RICH_LEAVES = {
    "text": ["text"],
    "link": ["url"],
    "emoji": ["name"],
    "user": ["user_id"],
    "usergroup": ["usergroup_id"],
    "channel": ["channel_id"],
    "broadcast": ["range"],
    "date": ["timestamp", "format"],
    "color": ["value"],
}


def check_blocks(check: Check, blocks: list[object], at: str, surface: str) -> None:
    """All blocks of a surface ("message", "modal", "home"): each by its rules, and no block id twice."""
    for index, block in enumerate(blocks):
        place = f"{at}/{index}"
        if not isinstance(block, dict):
            check.say(place, "must provide an object")
            continue
        kind = block.get("type")
        if not isinstance(kind, str) or kind not in SURFACES[surface]:
            check.say(f"{place}/type", f"unsupported type: {kind}")
            continue
        check.optional_string(block, "block_id", place, most=255)
        rule = RULES.get(kind)
        if rule:
            rule(check, block, place)
    known = [(b, f"{at}/{i}/block_id") for i, b in enumerate(blocks) if isinstance(b, dict)]
    check.unique(((b["block_id"], place) for b, place in known if "block_id" in b), "block_id")
    _limits_together(check, [b for b, _ in known], at)


def _limits_together(check: Check, blocks: list[Json], at: str) -> None:
    tables = [b for b in blocks if b.get("type") in ("table", "data_table")]
    if len(tables) > 1:
        check.say(at, "no more than 1 table allowed")
    if sum(b.get("type") == "data_visualization" for b in blocks) > 2:
        check.say(at, "no more than 2 data_visualization blocks allowed")
    markdown = sum(len(str(b.get("text", ""))) for b in blocks if b.get("type") == "markdown")
    if markdown > 12_000:
        check.say(at, "markdown blocks must together be less than 12001 characters")


def _section(check: Check, block: Json, at: str) -> None:
    check.keys(block, at, needs=["type"], allows=["block_id", "text", "fields", "accessory", "expand"])
    if "text" not in block and "fields" not in block:
        check.say(at, "missing required field: text")
    check.optional_text(block, "text", at, most=3000, plain=False)
    if "fields" in block:
        for index, field in enumerate(check.items(block["fields"], f"{at}/fields", most=10)):
            check.text(field, f"{at}/fields/{index}", most=2000)
    if "accessory" in block:
        check_element(check, block["accessory"], f"{at}/accessory", ACCESSORIES)


def _header(check: Check, block: Json, at: str) -> None:
    check.keys(block, at, needs=["type", "text"], allows=["block_id", "level"])
    check.optional_text(block, "text", at, most=150)


def _divider(check: Check, block: Json, at: str) -> None:
    check.keys(block, at, needs=["type"], allows=["block_id"])


def _context(check: Check, block: Json, at: str) -> None:
    check.keys(block, at, needs=["type", "elements"], allows=["block_id"])
    for index, element in enumerate(check.items(block.get("elements", []), f"{at}/elements", most=10)):
        place = f"{at}/elements/{index}"
        if isinstance(element, dict) and element.get("type") == "image":
            check_element(check, element, place, frozenset({"image"}))
        else:
            check.text(element, place, most=3000)


def _elements(check: Check, block: Json, at: str, *, most: int, allowed: frozenset[str]) -> None:
    check.keys(block, at, needs=["type", "elements"], allows=["block_id"])
    elements = check.items(block.get("elements", []), f"{at}/elements", most=most)
    for index, element in enumerate(elements):
        check_element(check, element, f"{at}/elements/{index}", allowed)
    ids = [(e.get("action_id"), f"{at}/elements/{i}/action_id") for i, e in enumerate(elements) if isinstance(e, dict)]
    check.unique(((name, place) for name, place in ids if name is not None), "action_id")


def _actions(check: Check, block: Json, at: str) -> None:
    _elements(check, block, at, most=25, allowed=ACTIONS)


def _context_actions(check: Check, block: Json, at: str) -> None:
    _elements(check, block, at, most=5, allowed=FEEDBACK)


def _image(check: Check, block: Json, at: str) -> None:
    check.keys(block, at, needs=["type"], allows=["block_id", "image_url", "slack_file", "alt_text", "title"])
    check_image(check, block, at)
    check.optional_text(block, "title", at, most=2000)


def _input(check: Check, block: Json, at: str) -> None:
    allows = ("block_id", "hint", "optional", "dispatch_action")
    check.keys(block, at, needs=["type", "label", "element"], allows=allows)
    check.optional_text(block, "label", at, most=2000)
    check.optional_text(block, "hint", at, most=2000)
    if "element" in block:
        check_element(check, block["element"], f"{at}/element", INPUTS)


def _markdown(check: Check, block: Json, at: str) -> None:
    check.keys(block, at, needs=["type", "text"], allows=["block_id"])
    check.optional_string(block, "text", at, most=12_000)


def _alert(check: Check, block: Json, at: str) -> None:
    check.keys(block, at, needs=["type", "text"], allows=["block_id", "level"])
    check.optional_text(block, "text", at, most=3000, plain=False)


def _table(check: Check, block: Json, at: str) -> None:
    check.keys(block, at, needs=["type", "rows"], allows=["block_id", "column_settings"])
    check.items(block.get("column_settings", []), f"{at}/column_settings", most=20, least=0)
    _rows(check, block.get("rows", []), f"{at}/rows", most=100)


def _data_table(check: Check, block: Json, at: str) -> None:
    allows = ("block_id", "page_size", "row_header_column_index")
    check.keys(block, at, needs=["type", "caption", "rows"], allows=allows)
    check.optional_string(block, "caption", at, most=3000)
    size = block.get("page_size", 5)
    if not isinstance(size, int) or not 1 <= size <= 100:
        check.say(f"{at}/page_size", "must be between 1 and 100")
    _rows(check, block.get("rows", []), f"{at}/rows", most=101, least=2)


def _rows(check: Check, rows: object, at: str, *, most: int, least: int = 1) -> None:
    total = 0
    for number, row in enumerate(check.items(rows, at, most=most, least=least)):
        for index, cell in enumerate(check.items(row, f"{at}/{number}", most=20)):
            place = f"{at}/{number}/{index}"
            if not isinstance(cell, dict):
                check.say(place, "must provide an object")
                continue
            check.one_of(cell.get("type"), f"{place}/type", ["raw_text", "raw_number", "rich_text"])
            if cell.get("type") == "raw_text":
                check.string(cell.get("text"), f"{place}/text", most=10_000)
                total += len(str(cell.get("text")))
            elif cell.get("type") == "rich_text":
                _rich_text(check, cell, place)
    if total > 10_000:
        check.say(at, "must be less than 10001 characters")


def _data_visualization(check: Check, block: Json, at: str) -> None:
    check.optional_string(block, "title", at, most=50)
    if "chart" not in block:
        check.say(at, "missing required field: chart")


def _rich_text(check: Check, block: Json, at: str) -> None:
    check.keys(block, at, needs=["type", "elements"], allows=["block_id"])
    for index, part in enumerate(check.items(block.get("elements", []), f"{at}/elements", most=1000)):
        place = f"{at}/elements/{index}"
        if check.is_object(part, place):
            check.one_of(part.get("type"), f"{place}/type", RICH_PARTS)
            _rich_part(check, part, place)


def _rich_part(check: Check, part: Json, at: str) -> None:
    for index, leaf in enumerate(check.items(part.get("elements", []), f"{at}/elements", most=1000)):
        place = f"{at}/elements/{index}"
        if not check.is_object(leaf, place):
            continue
        if part.get("type") == "rich_text_list":
            check.one_of(leaf.get("type"), f"{place}/type", ["rich_text_section"])
            _rich_part(check, leaf, place)
        elif not isinstance(leaf.get("type"), str) or leaf["type"] not in RICH_LEAVES:
            check.say(f"{place}/type", f"unsupported type: {leaf.get('type')}")
        else:
            for name in RICH_LEAVES[leaf["type"]]:
                check.string(
                    leaf.get(name) if name != "timestamp" else str(leaf.get(name)),
                    f"{place}/{name}",
                    most=3000,
                )


RULES: dict[str, Callable[[Check, Json, str], None]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "image": _image,
    "input": _input,
    "markdown": _markdown,
    "alert": _alert,
    "table": _table,
    "data_table": _data_table,
    "data_visualization": _data_visualization,
    "rich_text": _rich_text,
}
