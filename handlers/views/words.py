"""The words that each value of a record or draft was read from, in a modal."""

from collections.abc import Iterable

from bot.grounds import Line, quoted
from handlers.views.blocks import Block, context, safe, section
from handlers.views.modal import modal

SHOWN = 45


def words_view(title: str, told: Iterable[Line], text: str) -> Block:
    """A modal with every value, its words and the rule, and how the text begins that they stand in."""
    found = list(told)
    blocks = [part for line in found[:SHOWN] for part in _line(line)]
    begins = f"Read from: {quoted(text)}" if text.strip() else "The text that it was read from is not kept."
    return modal(title, [*blocks, context(safe(begins))])


def _line(line: Line) -> list[Block]:
    """A value with its words, and below it the rule; assumptions stand out."""
    words = f"  ← {safe(quoted(line.one.words))}" if line.one and line.one.words else ""
    guess = "*Assumed.* " if line.guess else ""
    shown = section(f"*{safe(line.label)}:* {safe(line.value)}{words}")
    return [shown, context(f"{guess}{safe(line.why)}")] if f"{guess}{safe(line.why)}".strip() else [shown]
