"""Block Kit within Slack's limits: people's text is escaped where it enters a field, clipped to what fits."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

Block = dict[str, Any]

TEXT_LIMIT = 4_000
SECTION_LIMIT = 3_000
HEADER_LIMIT = 150
CONTEXT_LIMIT = 2_000
CONTEXT_ELEMENTS = 10
BUTTON_LABEL_LIMIT = 75
BUTTON_VALUE_LIMIT = 2_000
BLOCKS_LIMIT = 50
BUTTONS = ("actions", "context_actions")
MESSAGE_LIMIT = 12_000  # Slack refuses whole messages somewhere above 13,000 characters, undocumented

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_JOINERS = "\u200c\u200d"  # they shape emoji and Persian; alone in Latin text they only hide
_TOKEN = re.compile(r"&(?:amp|lt|gt);|<[^<>\n]*>|.", re.DOTALL)
_LINKABLE = re.compile(r"https?://[^\s<>|\"\x00-\x20]+")


class Message(TypedDict):
    """What is posted: `text` says everything (screen readers hear only it), `blocks` are its looks."""

    text: str
    blocks: list[Block]


def plain(value: object) -> str:
    """Text without what hides or reorders it: controls, direction marks, zero-width characters, surrogates."""
    text = str(value).replace("\r\n", "\n").replace("\t", " ")
    return "".join(
        character for place, character in enumerate(text) if character == "\n" or _shows(text, place, character)
    )


def safe(value: object) -> str:
    """People's text as mrkdwn that neither pings nor links: `&`, `<` and `>` become entities."""
    return re.sub(r"[&<>]", lambda found: _ENTITIES[found[0]], plain(value))


def link(url: str | None, label: object) -> str:
    """A link where the address is a plain web address, else only its label."""
    words = safe(label).replace("\n", " ")
    if not url or not _LINKABLE.fullmatch(url):
        return words
    return f"<{url.replace('&', '&amp;')}|{words.replace('|', '/')}>"


def clip(markup: str, limit: int) -> str:
    """Markup of at most `limit` characters, cut between characters, never inside an entity or a link."""
    if len(markup) <= limit:
        return markup
    kept: list[str] = []
    room = limit - 1
    for token in _TOKEN.findall(markup):
        if len(token) > room:
            break
        kept.append(token)
        room -= len(token)
    return "".join(kept).rstrip() + "…"


def lines(markups: Iterable[str], limit: int = SECTION_LIMIT, each: int = 400) -> str:
    """Whole lines, each clipped to `each`, as many as fit into `limit`; the last says how many were left out."""
    clipped = [clip(markup, each) for markup in markups if markup.strip()]
    for kept in range(len(clipped), -1, -1):
        more = [f"… and {len(clipped) - kept} more"] if kept < len(clipped) else []
        text = "\n".join(clipped[:kept] + more)
        if len(text) <= limit:
            return text
    return ""


def section(markup: str) -> Block:
    """A paragraph of mrkdwn, clipped to Slack's limit."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": clip(markup, SECTION_LIMIT)}}


def context(*markups: str) -> Block:
    """Small grey lines: at most ten."""
    shown = [markup for markup in markups if markup.strip()][:CONTEXT_ELEMENTS]
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": clip(markup, CONTEXT_LIMIT)} for markup in shown],
    }


def instant(at: dt.datetime) -> str:
    """An instant in each reader's own zone; those who do not see it so read UTC. Days are never written this way."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}}, {{time}}|{at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC>"


def words_only(words: str) -> Block:
    """Plain text in which `:00–24:` stays what it is: Slack looks for no emoji in it."""
    return {"type": "plain_text", "text": words, "emoji": False}


def header(title: object) -> Block:
    """A title. It is plain text to Slack: cleaned, not escaped."""
    words = " ".join(plain(title).split())
    shown = words if len(words) <= HEADER_LIMIT else words[: HEADER_LIMIT - 1].rstrip() + "…"
    return {"type": "header", "text": words_only(shown)}


def button(label: str, action: str, value: str = "", *, hint: str = "", danger: bool = False) -> Block:
    """A button; `hint` is what screen readers hear. Raises ValueError for a value that Slack would refuse."""
    if len(value) > BUTTON_VALUE_LIMIT:
        raise ValueError(f"a button carries at most {BUTTON_VALUE_LIMIT} characters, not {len(value)}")
    made: Block = {
        "type": "button",
        "text": words_only(_label(label)),
        "action_id": action,
    }
    if value:
        made["value"] = value
    if hint:
        made["accessibility_label"] = _label(hint)
    if danger:
        made["style"] = "danger"
    return made


def _label(words: str) -> str:
    """Words on a button, which are plain to Slack: cleaned, cut where they are too long, never empty."""
    shown = " ".join(plain(words).split())
    return (shown if len(shown) <= BUTTON_LABEL_LIMIT else f"{shown[: BUTTON_LABEL_LIMIT - 1].rstrip()}…") or "–"


def packed(refs: Sequence[str], *, room: int = BUTTON_VALUE_LIMIT) -> str:
    """References with commas between, as many whole ones as fit into a button's value."""
    kept: list[str] = []
    for ref in refs:
        room -= len(ref) + 1
        if room < 0:
            break
        kept.append(ref)
    return ",".join(kept)


def actions(*buttons: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def feedback(action: str, *, good: str, bad: str) -> Block:
    """Slack's own pair of buttons for whether an answer was right."""
    pair = {
        "type": "feedback_buttons",
        "action_id": action,
        "positive_button": _judging("Right", good, "This answer is right"),
        "negative_button": _judging("Wrong", bad, "This answer is wrong"),
    }
    return {"type": "context_actions", "elements": [pair]}


def message(text: str, blocks: Sequence[Block]) -> Message:
    """A message that Slack takes: empty blocks dropped, and the end cut where it is too much, buttons last of all."""
    wanted = [block for block in blocks if _says_something(block)]
    kept = fitting(wanted, most=BLOCKS_LIMIT, room=MESSAGE_LIMIT)
    said = clip(text.strip(), TEXT_LIMIT) or "(nothing to show)"
    return {"text": said, "blocks": kept or [section(clip(said, SECTION_LIMIT))]}


def fitting(blocks: Sequence[Block], *, most: int, room: int) -> list[Block]:
    """As many blocks as fit into `most` and `room` characters, in order; the last says how many were left out.

    Rows of buttons come before text, up to half of the room: a message that is cut can still be worked with.
    """
    sizes = [len(json.dumps(block, ensure_ascii=False)) for block in blocks]
    if len(blocks) <= most and sum(sizes) <= room:
        return list(blocks)
    buttons = [block["type"] in BUTTONS for block in blocks]
    kept: set[int] = set()
    left = room - 200
    for kind, floor in ((True, room // 2), (False, 0)):
        for place in [place for place, is_button in enumerate(buttons) if is_button == kind]:
            if len(kept) == most - 1 or left - sizes[place] < floor:
                break
            left -= sizes[place]
            kept.add(place)
    cut = context(f"… shortened: {len(blocks) - len(kept)} more parts did not fit into one message")
    return [*(blocks[place] for place in sorted(kept)), cut]


def _judging(label: str, value: str, hint: str) -> Block:
    return {"text": words_only(label), "value": value, "accessibility_label": hint}


def _shows(text: str, place: int, character: str) -> bool:
    if character in _JOINERS:
        around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
        return len(around) == 2 and not any(neighbour.isascii() for neighbour in around)
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def _says_something(block: Block) -> bool:
    if block["type"] in ("section", "header"):
        return bool(block["text"]["text"].strip())
    return bool(block.get("elements", True))
