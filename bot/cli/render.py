"""How records, readings and answers look in a terminal; the same facts as plain lines in a pipe."""

import re
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.asking import Answer
from bot.cli.terminal import clean
from bot.digest import Digest, digest_text
from bot.reading import Reading
from bot.wording import (
    KIND_WORDS,
    say_days,
    say_distance,
    say_line,
    say_platforms,
    say_record,
    say_response,
    say_source,
    say_where,
    say_who,
)
from store.records import Evidence, Incident, IncidentDraft, Revision, Side, Status

QUIET = "dim"
STRONG = "bold"
LABEL = "cyan"
BAR = 24
WEB_PATH = re.compile(r"https?://(?:www\.)?([^/\s,]+)[^\s,]*")
SHOWN = 8  # records below an answer


def fields_of(draft: IncidentDraft) -> list[tuple[str, str]]:
    """The facts of a record as label and words, those that it has."""
    when = say_days(draft)
    if draft.time_of_day:
        when += f", {draft.time_of_day:%H:%M} {draft.zone or 'local time'}"
    facts = [
        ("When", when),
        ("Who", say_who(draft)),
        ("Where", say_where(draft)),
        ("What", KIND_WORDS[draft.kind]),
        ("Response", say_response(draft)),
        ("Distance", say_distance(draft.distance) if draft.distance else ""),
        ("Duration", f"{draft.duration_minutes} min" if draft.duration_minutes is not None else ""),
        (
            "Position",
            f"{draft.latitude:g}, {draft.longitude:g}" if draft.latitude and draft.longitude else "",
        ),
        ("Source", say_source(draft)),
    ]
    return [(label, words) for label, words in facts if words]


def guesses_of(draft: IncidentDraft) -> list[str]:
    """What was assumed in reading, one remark each."""
    remarks = []
    for one in draft.evidence:
        if one.guess:
            field = one.field.split("[")[0].replace("_", " ")
            remarks.append(one.note or f"{field} read from “{one.words}”")
    return list(dict.fromkeys(remarks))


def grid(rows: Iterable[tuple[str, str]]) -> Table:
    """Label and words in two columns; the words are text of people and are cleaned."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style=LABEL, no_wrap=True)
    table.add_column(overflow="fold")
    for label, words in rows:
        table.add_row(label, Text(clean(words)))
    return table


def card(draft: IncidentDraft, *, title: str, foot: str = "") -> Panel:
    """A record as a card: its facts, what was assumed, and a line at its foot."""
    rows = fields_of(draft) + [("Assumed", guess) for guess in guesses_of(draft)]
    return Panel(
        grid(rows),
        title=Text(clean(title), style=STRONG),
        title_align="left",
        subtitle=Text(clean(foot), style=QUIET) if foot else None,
        subtitle_align="left",
        box=box.ROUNDED,
        border_style=LABEL,
        padding=(0, 1),
    )


def card_lines(draft: IncidentDraft, *, title: str) -> str:
    """The same card as plain lines."""
    rows = fields_of(draft) + [("Assumed", guess) for guess in guesses_of(draft)]
    return "\n".join([title, *(f"  {label}: {words}" for label, words in rows)])


def record_table(records: Sequence[Incident]) -> Table:
    """Records as a table for a person, one row each, with the two most specific places."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style=STRONG)
    table.add_column("Record", no_wrap=True, style=LABEL)
    table.add_column("When", no_wrap=True)
    table.add_column("Who", ratio=3, overflow="fold")
    table.add_column("Where", ratio=3, overflow="fold")
    table.add_column("Response", no_wrap=True)
    for r in records:
        where = ", ".join(r.areas[:2]) + (" …" if len(r.areas) > 2 else "")
        words = (r.name, say_days(r), say_who(r), where or say_where(r), r.response.value.replace("_", " "))
        table.add_row(*(Text(clean(word)) for word in words))
    return table


def record_lines(records: Sequence[Incident]) -> str:
    """Records one a line, complete, for pipes."""
    return "\n".join(say_record(record) for record in records)


def answer_parts(answer: Answer, *, person: bool) -> list[RenderableType]:
    """An answer: its headline, how the question was read, notes, tally and the records that it rests on.

    A person sees the first records and how many more there are; a pipe gets all.
    """
    parts: list[RenderableType] = [Text(clean(answer.headline), style=STRONG)]
    if answer.read_as:
        parts.append(Text(f"Read as: {clean(answer.read_as)}", style=QUIET))
    parts += [Text(clean(note)) for note in answer.notes]
    if answer.tally and person:
        parts.append(tally_table(answer.tally))
    shown = answer.records[:SHOWN] if person else answer.records
    if len(answer.records) == 1 and answer.headline.startswith(answer.records[0].name):
        parts.append(Text(f"Source: {clean(short_source(answer.records[0]))}"))
    elif shown:
        parts.append(records_part(shown, person=person))
    if len(shown) < len(answer.records):
        parts.append(Text(f"and {len(answer.records) - len(shown)} more", style=QUIET))
    if answer.examples:
        parts.append(Text("Try: " + " · ".join(clean(example) for example in answer.examples), style=QUIET))
    return parts


def records_part(records: Sequence[Incident], *, person: bool) -> RenderableType:
    """Whole records one below the other, each with its source."""
    if person:
        return grid((record.name, f"{say_line(record)} [{short_source(record)}]") for record in records)
    return Text(clean(record_lines(records)))


def short_source(record: IncidentDraft) -> str:
    """Who says so, an address by its site alone: `show` has it whole."""
    return WEB_PATH.sub(r"\1", say_source(record))


def digest_parts(made: Digest, *, person: bool) -> list[RenderableType]:
    """A digest: for a person with headings and hanging lines, else its plain text."""
    if not person:
        return [Text(clean(digest_text(made)).rstrip())]
    parts: list[RenderableType] = [Text(made.title, style=STRONG), "", Text(clean(made.lead))]
    if made.notable:
        parts += ["", Text("Notable", style=STRONG)]
        parts.append(grid(("•", f"{one.text} [{', '.join(one.refs)}]") for one in made.notable))
    for section in made.sections:
        parts += ["", Text(f"{clean(section.theatre)} ({len(section.incidents)})", style=STRONG)]
        parts.append(records_part(section.incidents, person=True))
    if made.totals:
        parts += ["", Text("Totals", style=STRONG), grid(("•", line) for line in made.totals)]
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


def reading_parts(reading: Reading, *, person: bool) -> list[RenderableType]:
    """Everything read from a report: main incidents, background, notes and what was left unread."""
    parts: list[RenderableType] = []
    for number, draft in enumerate(reading.incidents, start=1):
        title = f"Incident {number}" + ("" if draft.main else " (background)")
        parts.append(card(draft, title=title) if person else Text(clean(card_lines(draft, title=title))))
    if not reading.incidents:
        parts.append(Text("No incident found: say who flew or sailed what, where and when."))
    if reading.unread:
        parts.append(Text("Left unread: " + clean("; ".join(one.words for one in reading.unread)), style=QUIET))
    return parts


def full_record(record: Incident, history: Sequence[Revision], *, person: bool) -> list[RenderableType]:
    """Everything about one record: facts, platforms, sources, evidence and history."""
    standing = "" if record.status == Status.CONFIRMED else f" · {record.status.value}"
    foot = f"{record.ref} · version {record.version} · logged {record.logged_at:%Y-%m-%d %H:%M} UTC"
    foot += f" by {record.logged_by}" if record.logged_by else ""
    title = f"{record.name}{standing}"
    details = [
        ("Acting side", say_platforms(record, Side.ACTOR)),
        ("Other side", say_platforms(record, Side.RESPONDER)),
        ("Also in", ", ".join(record.also_in)),
        ("Summary", record.summary),
        ("Announced by", ", ".join(record.reported_by)),
    ]
    parts: list[RenderableType] = [
        card(record, title=title, foot=foot) if person else Text(clean(card_lines(record, title=f"{title} ({foot})"))),
        rows_part([(label, words) for label, words in details if words], person=person),
    ]
    for source in record.sources:
        published = f"published {source.published}" if source.published else ""
        line = " · ".join(words for words in (source.outlet, source.url, published, source.author) if words)
        parts.append(Text(f"\nSource: {clean(line or 'not named')}", style=STRONG))
        if source.text:
            parts.append(Text(clean(source.text.strip()), style=QUIET))
    if record.evidence:
        parts += [Text("\nRead from", style=STRONG), evidence_part(record.evidence, person=person)]
    parts.append(Text("\nHistory", style=STRONG))
    parts.append(rows_part([(f"{r.version}", revision_line(r)) for r in history], person=person))
    return parts


def rows_part(rows: Sequence[tuple[str, str]], *, person: bool) -> RenderableType:
    """Label and words: in columns for a person, else one plain line each."""
    return grid(rows) if person else Text(clean("\n".join(f"  {label}: {words}" for label, words in rows)))


def revision_line(revision: Revision) -> str:
    """One revision: `2026-11-22 08:00 UTC corrected by U1: distance 40 → 60 (typo)`."""
    words = f"{revision.at:%Y-%m-%d %H:%M} UTC {revision.action}"
    words += f" by {revision.by}" if revision.by else ""
    if revision.changes:
        words += ": " + "; ".join(f"{name} {_change(values)}" for name, values in revision.changes.items())
    return words + (f" ({revision.reason})" if revision.reason else "")


def _change(values: Sequence[object]) -> str:
    return " → ".join("nothing" if value in (None, "", []) else str(value) for value in values)


def evidence_part(evidence: Sequence[Evidence], *, person: bool) -> RenderableType:
    """Which value was read from which words by which rule; assumptions are marked."""
    if not person:
        return Text(clean("\n".join(_evidence_line(one) for one in evidence)))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style=STRONG)
    table.add_column("Value", style=LABEL, no_wrap=True)
    table.add_column("Words", ratio=3, overflow="fold")
    table.add_column("Rule", ratio=2, overflow="fold", style=QUIET)
    for one in evidence:
        table.add_row(clean(one.field), Text(clean(one.words)), Text(clean(_rule(one))))
    return table


def _evidence_line(one: Evidence) -> str:
    where = f"{one.start}-{one.end}" if one.start is not None else "inferred"
    return "\t".join(("  " + one.field, where, " ".join(one.words.split()), _rule(one)))


def _rule(one: Evidence) -> str:
    return f"{one.rule} (assumed{': ' + one.note if one.note else ''})" if one.guess else one.rule
