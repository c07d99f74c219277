"""Commands that move records in and out in bulk: import and export."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.app import now, open_desk
from bot.cli.alerting import say_unalerted, watches
from bot.cli.door import CommandError
from bot.cli.keeping import EMPTY, selection
from bot.cli.lines import at_line, json_lines
from bot.cli.privacy import readers, tell_left_out
from bot.cli.terminal import Screen, clean, write_json
from bot.desk import widen
from bot.sheet import csv_text
from bot.verification import verified
from store.filters import IncidentFilter
from store.interchange import from_outside, to_outside
from store.records import Incident, IncidentDraft, Origin


def import_(file: str, *, as_json: bool, database: str | None) -> None:
    """Import the records of a JSON Lines file or of standard input (`-`), all or none. Raises DeskError.

    They are history, not news: nobody is alerted.
    """
    records = list(_checked(file))
    desk = open_desk(database)
    done = desk.ledger.import_records(records, origin=Origin(), by="import", at=now())
    if as_json:
        write_json({"added": done.added, "revised": done.revised, "unchanged": done.unchanged})
        return
    read = f"{len(records):,} record{'s' * (len(records) != 1)}"
    done_words = f"{done.added:,} added, {done.revised:,} revised, {done.unchanged:,} unchanged"
    screen = Screen()
    screen.write(f"Read {read}: {done_words}.")
    if (done.added or done.revised) and (some := watches(desk)):
        screen.write(say_unalerted(some))


def _checked(file: str) -> Iterator[tuple[str | None, IncidentDraft]]:
    """Each line as reference and draft, its places widened; a bar shows a person how far it is."""
    lines = list(json_lines(file))
    console = Console(stderr=True)
    with Progress(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        for number, row in bar.track(lines):
            try:
                ref, draft = from_outside(row)
            except ValueError as wrong:
                raise at_line(file, number, str(wrong).rstrip(".")) from wrong
            yield ref, verified(widen(draft))


def export(
    which: Sequence[str] | None,
    *,
    output: Path | None,
    as_csv: bool,
    as_json: bool,
    private: bool,
    on: dt.date | None,
    database: str | None,
) -> None:
    """Write records out: all in the order logged, or those that words describe. Raises DeskError.

    Those of private channels only where `private` says so.
    """
    if as_csv and as_json:
        raise CommandError("Choose --csv or --json, not both.")
    desk, audience = open_desk(database), readers(private=private)
    if which:
        chosen = selection(desk, which, on, audience=audience)
        records, none = chosen.records, chosen.none
    else:
        records = desk.ledger.find(IncidentFilter(), audience=audience, order="logged")[::-1]
        none = EMPTY
    text = csv_text(records) if as_csv else json_text(records, array=as_json)
    if output is None:
        typer.echo(text, nl=False)
    else:
        _write(output, text)
    if not records:
        typer.echo(clean(none), err=True)
    tell_left_out(desk, private=private)


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as wrong:
        why = (wrong.strerror or str(wrong)).lower()
        raise CommandError(f"{output} cannot be written ({why}): name a file that can be.") from wrong


def json_text(records: Sequence[Incident], *, array: bool) -> str:
    """Records in the outside form: one a line, or as one JSON array."""
    rows = [json.dumps(to_outside(record), ensure_ascii=False) for record in records]
    if array:
        return "[" + ",\n".join(rows) + "]\n"
    return "".join(row + "\n" for row in rows)
