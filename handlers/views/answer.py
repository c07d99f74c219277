"""Answers as messages: the answer first, the records it rests on with their sources, how it was read."""

from bot.asking import Answer
from bot.wording import say_line, say_record, say_source
from handlers import ids
from handlers.views.blocks import (
    BUTTON_VALUE_LIMIT,
    Block,
    Message,
    actions,
    button,
    clip,
    context,
    lines,
    message,
    packed,
    safe,
    section,
)
from handlers.views.record import record_line, sources

SHOWN = 5
HEADLINE = 700


def answer(given: Answer) -> Message:
    """One answer. More records than fit get a button that shows them all."""
    tally = _tally(given)
    rows = given.records[:SHOWN]
    told = [safe(f"Source: {say_source(rows[0])}")] if _tells_all(given) else [safe(say_record(row)) for row in rows]
    shown = [f"Source: {sources(rows[0])}"] if _tells_all(given) else [record_line(row) for row in rows]
    more = len(given.records) > SHOWN
    text = [
        safe(given.headline),
        *tally,
        *told,
        *([f"These are {SHOWN} of {len(given.records)} records."] if more else []),
        *map(safe, given.notes),
        *(f"Try: {safe(example)}" for example in given.examples),
        *([f"Read as: {safe(given.read_as)}"] if given.read_as else []),
    ]
    headline = clip(safe(given.headline), HEADLINE)
    blocks: list[Block] = [
        section(f"*{headline}*" if given.understood and "\n" not in headline.strip() else headline),
        section(lines(tally, limit=1_500)),
        section(lines(shown, limit=2_000, each=300)),
        section(lines(f"• {safe(example)}" for example in given.examples)),
        context(f"Read as: {safe(given.read_as)}" if given.read_as else "", *map(safe, given.notes)),
    ]
    if more:
        blocks.append(actions(_show_all(given)))
    return message("\n".join(text), blocks)


def _tells_all(given: Answer) -> bool:
    """Whether the headline is the one record in full, so that only its source is left to say."""
    return len(given.records) == 1 and say_line(given.records[0]) in given.headline


def _tally(given: Answer) -> list[str]:
    """The tally line by line, unless the headline has all of it."""
    if all(label in given.headline and str(count) in given.headline for label, count in given.tally):
        return []
    return [f"{safe(label)}: {count}" for label, count in given.tally]


def _show_all(given: Answer) -> Block:
    total = len(given.records)
    refs = packed([incident.ref for incident in given.records], room=BUTTON_VALUE_LIMIT - 8)
    return button(f"Show all {total}", ids.SHOW_ALL, f"{total}:{refs}", hint=f"Show all {total} records")
