"""Commands that move records in and out in bulk: import and export."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.app import now, open_desk
from bot.cli.door import CommandError
from bot.cli.keeping import Which, selection
from bot.cli.lines import at_line, json_lines
from bot.cli.options import AsJson, Database, Now
from bot.cli.terminal import Screen, write_json
from bot.desk import widen
from bot.wording import say_platforms
from store.filters import OPERATOR, IncidentFilter
from store.interchange import from_outside, to_outside
from store.records import Incident, IncidentDraft, Origin, Side, iso_days

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Records as JSON Lines; '-' reads standard input.")],
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Import records, all or none; running it twice adds nothing.

    Examples:
      intercept import records.jsonl
    """
    records = list(_checked(file))
    done = open_desk(database).ledger.import_records(records, origin=Origin(), by="import", at=now())
    if as_json:
        write_json({"added": done.added, "revised": done.revised, "unchanged": done.unchanged})
        return
    read = f"{len(records):,} record{'s' * (len(records) != 1)}"
    done_words = f"{done.added:,} added, {done.revised:,} revised, {done.unchanged:,} unchanged"
    Screen().write(f"Read {read}: {done_words}.")


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
            yield ref, widen(draft)


def export(
    which: Which = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", show_default=False),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet instead of JSON Lines.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array instead of lines.")] = False,
    on: Now = None,
    database: Database = None,
) -> None:
    """Export records in the form that import takes: all in the order logged, or those you describe.

    Examples:
      intercept export > records.jsonl
      intercept export --csv -o alaska.csv near Alaska
    """
    if as_csv and as_json:
        raise CommandError("Choose --csv or --json, not both.")
    desk = open_desk(database)
    if which:
        records: Sequence[Incident] = selection(desk, which, on).records
    else:
        records = desk.ledger.find(IncidentFilter(), audience=OPERATOR, order="logged")[::-1]
    text = csv_text(records) if as_csv else json_text(records, array=as_json)
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as wrong:
        raise CommandError(f"{output} cannot be written: {(wrong.strerror or str(wrong)).lower()}.") from wrong


def json_text(records: Sequence[Incident], *, array: bool) -> str:
    """Records in the outside form: one a line, or as one JSON array."""
    rows = [json.dumps(to_outside(record), ensure_ascii=False) for record in records]
    if array:
        return "[" + ",\n".join(rows) + "]\n"
    return "".join(row + "\n" for row in rows)


def csv_text(records: Sequence[Incident]) -> str:
    """Records as comma-separated values with a heading; no cell can start a spreadsheet formula."""
    file = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for record in records:
        row = csv_row(record)
        if writer is None:
            writer = csv.DictWriter(file, list(row))
            writer.writeheader()
        writer.writerow({name: safe_cell(value) for name, value in row.items()})
    return file.getvalue()


def safe_cell(value: object) -> object:
    """A cell that a spreadsheet does not run: text that would start a formula gets an apostrophe."""
    if isinstance(value, str) and value.lstrip().startswith(FORMULA_STARTS):
        return "'" + value
    return value


def csv_row(record: Incident) -> dict[str, object]:
    """A record as one flat row; several values of a field are joined by a semicolon."""
    first, last = iso_days(record)
    near = record.distance
    return {
        "ref": record.name,
        "logged_as": record.ref,
        "date": first,
        "date_end": last,
        "kind": record.kind.value,
        "response": record.response.value,
        "actors": ";".join(record.actors),
        "responders": ";".join(record.responders),
        "acting_platforms": say_platforms(record, Side.ACTOR),
        "other_platforms": say_platforms(record, Side.RESPONDER),
        "aircraft_counted": record.aircraft(),
        "areas": ";".join(record.areas),
        "distance": near.value if near else None,
        "distance_unit": near.unit if near else None,
        "distance_from": near.origin if near else None,
        "distance_km": round(near.km, 3) if near else None,
        "reported_by": ";".join(record.reported_by),
        "outlets": ";".join(source.outlet for source in record.sources if source.outlet),
        "links": ";".join(source.url for source in record.sources if source.url),
        "summary": record.summary,
    }
