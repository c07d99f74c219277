"""The inputs of modals: a field of text, a choice among few."""

from collections.abc import Mapping, Sequence

from handlers.views.blocks import Block, plain, words_only

VALUE = "value"
LABEL_LIMIT = 2_000
HINT_LIMIT = 2_000
OPTION_LIMIT = 75
INPUT_LIMIT = 3_000


def text_field(
    name: str, label: str, value: str = "", *, hint: str = "", lines: bool = False, required: bool = False
) -> Block:
    """A field for words, found again by its name; `lines`: for several lines."""
    element: Block = {"type": "plain_text_input", "action_id": VALUE, "multiline": lines, "max_length": INPUT_LIMIT}
    if value:
        element["initial_value"] = value[:INPUT_LIMIT]
    return _field(name, label, element, hint=hint, required=required)


def choice_field(
    name: str, label: str, options: Sequence[tuple[str, str]], value: str = "", *, radio: bool = False
) -> Block:
    """A choice among (value, words); as buttons (`radio`, at most ten) or as a menu."""
    made = [_option(one, words) for one, words in options]
    element: Block = {"type": "radio_buttons" if radio else "static_select", "action_id": VALUE, "options": made}
    chosen = next((option for option in made if option["value"] == value), None)
    if chosen:
        element["initial_option"] = chosen
    return _field(name, label, element, required=True)


def given_in(values: Mapping[str, Mapping[str, Mapping[str, object]]]) -> dict[str, str]:
    """What a submitted modal holds, field by field; an empty one is empty."""
    return {name: _given(element) for name, elements in values.items() for element in elements.values()}


def _given(element: Mapping[str, object]) -> str:
    option = element.get("selected_option")
    value = option.get("value") if isinstance(option, dict) else element.get("value")
    return str(value or "").strip()


def _option(value: str, words: str) -> Block:
    shown = " ".join(plain(words).split()) or value
    shown = shown if len(shown) <= OPTION_LIMIT else shown[: OPTION_LIMIT - 1] + "…"
    return {"text": words_only(shown), "value": value}


def _field(name: str, label: str, element: Block, *, hint: str = "", required: bool = False) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "optional": not required,
        "label": words_only(label[:LABEL_LIMIT]),
        "element": element,
    }
    if hint:
        block["hint"] = words_only(hint[:HINT_LIMIT])
    return block
