"""Tables: Slack's own where it takes them, and the same rows as lines where it does not."""

from collections.abc import Sequence
from itertools import takewhile

from handlers.views.blocks import Block, clip, lines, link, plain, safe, section

ROWS = 100
CELLS_LIMIT = 9_000  # characters of all cells together; Slack takes 10,000
CELL_LIMIT = 180
FEEDBACK = "context_actions"

Cell = str | int | tuple[str, str | None]
"""Text, a number, or the label and the address of a link."""


def table(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Block:
    """A table with a heading; numbers stand to the right. As many rows as Slack takes; the message says how many."""
    kept: list[list[Block]] = [[_cell(label) for label in head]]
    room = CELLS_LIMIT - sum(len(label) for label in head)
    for row in rows[: ROWS - 1]:
        cells = [_cell(cell) for cell in row]
        room -= sum(_weight(cell) for cell in cells)
        if room < 0:
            break
        kept.append(cells)
    numbers = [all(isinstance(row[column], int) for row in rows) for column in range(len(head))]
    settings = [{"align": "right"} if number else {"is_wrapped": True} for number in numbers]
    return {"type": "table", "rows": kept, "column_settings": settings}


def without_tables(blocks: Sequence[Block]) -> list[Block]:
    """Blocks that every Slack client and surface takes: tables as lines, feedback buttons left out."""
    return [_unfolded(block) for block in blocks if block["type"] != FEEDBACK]


def first_table_only(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks with all tables but the first as lines: Slack takes one in a message."""
    before = len(list(takewhile(lambda block: block["type"] != "table", blocks))) + 1
    rest = [_unfolded(block) for block in blocks[before:]]
    return [*blocks[:before], *rest]


def _unfolded(block: Block) -> Block:
    if block["type"] != "table":
        return block
    rows = [[_said(cell) for cell in row] for row in block["rows"][1:]]
    return section(lines(f"• {_line(row)}" for row in rows))


def _line(cells: Sequence[str]) -> str:
    """A row in words: two cells are a name and its value, more are listed."""
    shown = [cell for cell in cells if cell.strip(" –")]
    return ": ".join(shown) if len(cells) == 2 else " · ".join(shown)


def _cell(cell: Cell) -> Block:
    if isinstance(cell, tuple):
        label, url = _words(cell[0]), cell[1]
        if url and link(url, label).startswith("<") and len(url) <= 500:
            part = {"type": "link", "url": url, "text": label}
            return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [part]}]}
        return {"type": "raw_text", "text": label}
    return {"type": "raw_text", "text": f"{cell:,}" if isinstance(cell, int) else _words(cell)}


def _words(text: str) -> str:
    """Text of a cell, which is plain to Slack: cleaned and cut, never empty."""
    words = " ".join(plain(text).split())
    return clip(words, CELL_LIMIT) or "–"


def _weight(cell: Block) -> int:
    part = _link_in(cell)
    return len(part["text"]) + len(part["url"]) if part else len(cell["text"])


def _said(cell: Block) -> str:
    part = _link_in(cell)
    return link(part["url"], part["text"]) if part else safe(cell["text"])


def _link_in(cell: Block) -> Block | None:
    part: Block | None = cell["elements"][0]["elements"][0] if cell["type"] == "rich_text" else None
    return part
