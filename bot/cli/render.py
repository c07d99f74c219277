"""How records and readings look in a terminal; the same facts as plain lines in a pipe."""

import datetime as dt
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.cli.evidence import evidence_part, lines_of
from bot.cli.terminal import LABEL, QUIET, STRONG, clean
from bot.reading import Reading
from bot.wording import (
    KIND_WORDS,
    say_days,
    say_distance,
    say_platforms,
    say_record,
    say_response,
    say_source,
    say_where,
    say_who,
)
from store.records import Incident, IncidentDraft, Revision, Side, Status


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
        lines = lines_of(record, _published(record), corrected=corrected_since(history))
        parts += [Text("\nRead from", style=STRONG), evidence_part(lines, person=person)]
    parts.append(Text("\nHistory", style=STRONG))
    parts.append(rows_part([(f"{r.version}", revision_line(r)) for r in history], person=person))
    return parts


def corrected_since(history: Iterable[Revision]) -> set[str]:
    """The fields that were changed after their words were last read."""
    changed: set[str] = set()
    for revision in history:
        changed = set() if "evidence" in revision.changes else changed | set(revision.changes)
    return changed


def _published(record: Incident) -> dt.date | None:
    """The day that the report came out, from the source whose text was read."""
    return next((source.published for source in record.sources if source.text), None)


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
