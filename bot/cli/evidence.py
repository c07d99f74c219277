"""The words behind each value of a record, as the terminal shows them."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.cli.terminal import LABEL, STRONG, clean
from bot.grounds import Line, family_of, lines_of, value_of
from bot.grounds import quoted as quoted_as_is

__all__ = ["STYLES", "evidence_part", "family_of", "lines_of", "quoted", "value_of"]

STYLES = {
    "when": "black on yellow",
    "came": "black on cyan",
    "answered": "black on green",
    "where": "black on magenta",
    "what happened": "white on blue",
    "who says so": "black on white",
}


def evidence_part(lines: Iterable[Line], *, person: bool) -> RenderableType:
    """Every value with its words and its rule, one below the other; assumptions stand out."""
    if not person:
        return Text(clean("\n".join(map(_plain, lines))))
    table = Table.grid(padding=(0, 2))
    table.add_column(style=LABEL, no_wrap=True, min_width=len("Confidence"))  # as wide as the doubts below it
    table.add_column(overflow="fold")
    before = ""
    for line in lines:
        table.add_row("" if line.label == before else line.label, _rich(line))
        before = line.label
    return table


def _rich(line: Line) -> Text:
    shown = Text(clean(line.value), style=STRONG)
    if line.one is not None and line.one.words:
        shown.append(" ← ", style="not bold dim")
        shown.append(quoted(line.one.words), style=f"not bold {STYLES.get(line.family, '')}")
    shown.append(f"  {clean(line.why)}", style="not bold yellow" if line.guess else "not bold dim")
    return shown


def _plain(line: Line) -> str:
    one = line.one
    where = f"{one.start}-{one.end}, " if one is not None and one.start is not None else ""
    words = f" ← {quoted(one.words)}" if one is not None and one.words else ""
    return f"  {line.label}: {line.value}{words} ({where}{line.why})"


def quoted(words: str) -> str:
    """Words in quotation marks, on one line and not too long, without what a terminal would obey."""
    return quoted_as_is(clean(words))
