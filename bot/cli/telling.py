"""How answers and digests look in a terminal; the same facts as plain lines in a pipe."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.asking import Answer
from bot.cli.render import grid, record_lines
from bot.cli.terminal import LABEL, QUIET, STRONG, clean
from bot.digest import Digest, digest_text, outline
from bot.wording import say_line, say_source, say_standing
from store.records import Incident, IncidentDraft

BAR = 24
WEB_PATH = re.compile(r"https?://(?:www\.)?([^/\s,]+)[^\s,]*")
SHOWN = 8  # records below an answer


def answer_parts(answer: Answer, *, person: bool) -> list[RenderableType]:
    """An answer: its headline, how the question was read, notes, tally and the records that it rests on.

    A person sees the first records and how many more there are; a pipe gets all. Of a message that asked several
    things each answer stands by itself.
    """
    if answer.parts:
        told = (replace(part, headline=f"{n}. {part.headline}") for n, part in enumerate(answer.parts, 1))
        return [row for part in told for row in answer_parts(part, person=person)]
    parts: list[RenderableType] = [Text(clean(answer.headline), style=STRONG)]
    if answer.read_as:
        parts.append(Text(f"Read as: {clean(answer.read_as)}", style=QUIET))
    parts += [Text(clean(note)) for note in answer.notes]
    if answer.tally and person:
        parts.append(tally_table(answer.tally))
    shown = answer.records[:SHOWN] if person else answer.records
    if len(answer.records) == 1 and answer.headline.startswith(answer.records[0].name):
        only = answer.records[0]
        parts.append(Text(f"Source: {clean(short_source(only))}; {say_standing(only)}"))
    elif shown:
        parts.append(records_part(shown, person=person))
    if len(shown) < answer.held_or_not:
        parts.append(Text(f"and {answer.held_or_not - len(shown)} more", style=QUIET))
    offered = [choice.question for choice in answer.choices] or answer.examples
    if offered:
        parts.append(Text("Try: " + " · ".join(map(clean, offered)), style=QUIET))
    return parts


def records_part(records: Sequence[Incident], *, person: bool) -> RenderableType:
    """Whole records one below the other, each with its source."""
    if person:
        return grid(
            (record.name, f"{say_line(record)} [{short_source(record)}; {say_standing(record)}]") for record in records
        )
    return Text(clean(record_lines(records)))


def short_source(record: IncidentDraft) -> str:
    """Who says so, an address by its site alone: `show` has it whole."""
    return WEB_PATH.sub(r"\1", say_source(record))


def digest_parts(made: Digest, *, person: bool) -> list[RenderableType]:
    """A digest: for a person with headings and hanging lines, else its plain text."""
    if not person:
        return [Text(clean(digest_text(made)).rstrip())]
    parts: list[RenderableType] = [Text(made.title, style=STRONG), "", Text(clean(made.lead))]
    for part in outline(made):
        parts += ["", Text(clean(part.heading), style=STRONG)]
        if part.rows:
            parts.append(grid(("•", clean(row)) for row in part.rows))
        else:
            rows = ((r.name, f"{say_line(r, made.unit)} [{short_source(r)}; {say_standing(r)}]") for r in part.records)
            parts.append(grid(rows))
    return parts


def answer_text(answer: Answer) -> str:
    """An answer in plain words without its records: headline, notes, tally and examples."""
    parts = [answer.headline, *answer.notes]
    parts += [f"{name}: {number}" for name, number in answer.tally]
    if answer.examples:
        parts.append("Try: " + " · ".join(answer.examples))
    return "\n".join(parts)


def tally_table(tally: Sequence[tuple[str, int]]) -> Table:
    """Names, numbers and bars."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(justify="right", style=STRONG)
    table.add_column(style=LABEL, no_wrap=True)
    top = max((number for _, number in tally), default=0)
    for name, number in tally:
        table.add_row(Text(clean(name)), str(number), "▇" * round(BAR * number / top) if top else "")
    return table
