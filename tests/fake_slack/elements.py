"""Block Kit elements (buttons, menus, inputs) and what Slack demands of each."""

import re
from collections.abc import Callable

from tests.fake_slack.checks import Check
from tests.fake_slack.state import Json

MENU_KEYS = ("placeholder", "confirm", "focus_on_load")
STATIC_MENUS = ("static_select", "multi_static_select")
ID_MENUS = ("users_select", "conversations_select", "channels_select")
MENUS = (
    *STATIC_MENUS,
    "external_select",
    "multi_external_select",
    *ID_MENUS,
    *(f"multi_{m}" for m in ID_MENUS),
)
CHOICES = ("checkboxes", "radio_buttons")
PICKERS = {"datepicker": "initial_date", "timepicker": "initial_time", "datetimepicker": "initial_date_time"}
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
INPUTS = frozenset({*MENUS, *CHOICES, *PICKERS, *TYPED, "rich_text_input", "file_input"})
ACTIONS = frozenset({"button", "overflow", "workflow_button", *MENUS, *CHOICES, *PICKERS, "rich_text_input"})
ACCESSORIES = frozenset({"button", "overflow", "image", "workflow_button", *MENUS, *CHOICES, *PICKERS})
FEEDBACK = frozenset({"feedback_buttons", "icon_button"})


def check_element(check: Check, element: object, at: str, allowed: frozenset[str]) -> None:
    """One element at a place that allows some types."""
    if not isinstance(element, dict):
        check.say(at, "must provide an object")
        return
    kind = element.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        check.say(f"{at}/type", f"unsupported type: {kind}")
        return
    if kind != "image":
        check.optional_string(element, "action_id", at, most=255)
    if "confirm" in element:
        check_confirm(check, element["confirm"], f"{at}/confirm")
    check.optional_text(element, "placeholder", at, most=150)
    rule = RULES.get(kind)
    if rule:
        rule(check, element, at)


def check_confirm(check: Check, confirm: object, at: str) -> None:
    """A confirmation dialog."""
    if not isinstance(confirm, dict):
        check.say(at, "must provide an object")
        return
    check.keys(confirm, at, needs=["title", "text", "confirm", "deny"], allows=["style"])
    check.optional_text(confirm, "title", at, most=100)
    check.optional_text(confirm, "text", at, most=300, plain=False)
    check.optional_text(confirm, "confirm", at, most=30)
    check.optional_text(confirm, "deny", at, most=30)


def check_option(check: Check, option: object, at: str, *, value: int = 150, plain: bool = True) -> None:
    """An option of a menu: text 75, value 150, description 75."""
    if not isinstance(option, dict):
        check.say(at, "must provide an object")
        return
    check.keys(option, at, needs=["text", "value"], allows=["description", "url"])
    check.optional_text(option, "text", at, most=75, plain=plain)
    check.optional_string(option, "value", at, most=value)
    check.optional_text(option, "description", at, most=75, plain=plain)


def _button(check: Check, element: Json, at: str) -> None:
    allows = ("action_id", "url", "value", "style", "confirm", "accessibility_label", "agent_prompt")
    check.keys(element, at, needs=["type", "text"], allows=allows)
    check.optional_text(element, "text", at, most=75)
    check.optional_string(element, "value", at, most=2000)
    check.optional_string(element, "accessibility_label", at, most=75)
    if "url" in element:
        check.address(element["url"], f"{at}/url")
    if "style" in element:
        check.one_of(element["style"], f"{at}/style", ["primary", "danger"])


def _options(check: Check, element: Json, at: str, *, most: int, plain: bool = True) -> None:
    for index, option in enumerate(check.items(element.get("options", []), f"{at}/options", most=most)):
        check_option(check, option, f"{at}/options/{index}", plain=plain)


def _static_menu(check: Check, element: Json, at: str) -> None:
    allows = (
        "action_id",
        "options",
        "option_groups",
        "initial_option",
        "initial_options",
        "max_selected_items",
    )
    check.keys(element, at, needs=["type"], allows=(*allows, *MENU_KEYS))
    if "option_groups" not in element:
        _options(check, element, at, most=100)
        return
    if "options" in element:
        check.say(at, "options and option_groups cannot both be given")
    for index, group in enumerate(check.items(element["option_groups"], f"{at}/option_groups", most=100)):
        place = f"{at}/option_groups/{index}"
        if check.is_object(group, place):
            check.keys(group, place, needs=["label", "options"])
            check.optional_text(group, "label", place, most=75)
            _options(check, group, place, most=100)


def _overflow(check: Check, element: Json, at: str) -> None:
    check.keys(element, at, needs=["type", "options"], allows=["action_id", "confirm"])
    _options(check, element, at, most=5)


def _choices(check: Check, element: Json, at: str) -> None:
    allows = ("action_id", "initial_option", "initial_options", "confirm", "focus_on_load")
    check.keys(element, at, needs=["type", "options"], allows=allows)
    _options(check, element, at, most=10, plain=False)


def _picker(check: Check, element: Json, at: str) -> None:
    initial = PICKERS[element["type"]]
    check.keys(element, at, needs=["type"], allows=("action_id", initial, "timezone", *MENU_KEYS))
    patterns = {
        "initial_date": r"\d{4}-\d\d-\d\d",
        "initial_time": r"\d\d:\d\d",
        "initial_date_time": r"\d{10}",
    }
    if initial in element and not re.fullmatch(patterns[initial], str(element[initial])):
        check.say(f"{at}/{initial}", "must match the format of a valid value")


def _typed(check: Check, element: Json, at: str) -> None:
    allows = ("action_id", "initial_value", "multiline", "min_length", "max_length", "dispatch_action_config")
    numbers = ("is_decimal_allowed", "min_value", "max_value")
    check.keys(element, at, needs=["type"], allows=(*allows, *numbers, "placeholder", "focus_on_load"))
    most = element.get("max_length", 3000)
    most = most if isinstance(most, int) else 3000
    check.optional_string(element, "initial_value", at, most=most, least=0)


def check_image(check: Check, element: Json, at: str) -> None:
    """An image by address or by uploaded file, with its alternative text."""
    check.optional_string(element, "alt_text", at, most=2000)
    if "alt_text" not in element:
        check.say(at, "missing required field: alt_text")
    if ("image_url" in element) == ("slack_file" in element):
        check.say(at, "must define either slack_file or image_url but not both")
    if "image_url" in element:
        check.address(element["image_url"], f"{at}/image_url")


def _image(check: Check, element: Json, at: str) -> None:
    check.keys(element, at, needs=["type"], allows=["image_url", "slack_file", "alt_text"])
    check_image(check, element, at)


RULES: dict[str, Callable[[Check, Json, str], None]] = {
    "button": _button,
    "overflow": _overflow,
    "image": _image,
    **dict.fromkeys(STATIC_MENUS, _static_menu),
    **dict.fromkeys(CHOICES, _choices),
    **dict.fromkeys(PICKERS, _picker),
    **dict.fromkeys(TYPED, _typed),
}
