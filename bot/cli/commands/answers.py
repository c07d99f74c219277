"""The commands that give answers, digests and records out."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import AsJson, Database, Lines, Now, Which, WithPrivate, iso_day


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(metavar="[QUESTION]", help="The question, in quotes or not.")
    ] = None,
    jsonl: Lines = None,
    on: Now = None,
    explained: Annotated[
        bool, typer.Option("--explain", help="Print how each word was read, the typed query and the shape of its SQL.")
    ] = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Answer a question from the ledger; nothing is stored.

    Examples:
      intercept ask "last Tu-95 near Alaska"
      intercept ask how many intercepts in 2024
    """
    from bot.cli import asking

    if jsonl is not None:
        asking.ask_batch(jsonl, on=on, database=database)
    elif explained:
        asking.explain_question(question, on=on, as_json=as_json, database=database)
    else:
        asking.ask(question, on=on, as_json=as_json, database=database)


def list_(
    which: Which = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")] = None,
    on: Now = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """List records, newest first, all or those that you describe.

    Examples:
      intercept list
      intercept list "Tu-95 near Alaska since 2020"
      intercept list -n 5
    """
    from bot.cli import keeping

    keeping.list_(which, limit=limit, on=on, as_json=as_json, database=database)


def show(
    ref: Annotated[str, typer.Argument(metavar="REF", help="The record's reference, like INT-1001.")],
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Show one record with its sources, the words it was read from, and its history.

    Examples:
      intercept show INT-1001
    """
    from bot.cli import keeping

    keeping.show(ref, as_json=as_json, database=database)


def digest(
    day: Annotated[
        dt.date | None,
        typer.Argument(
            metavar="[DAY]",
            parser=iso_day,
            help="A day like 2017-04-20, or with --week one of the week. Else the last that is over.",
            show_default=False,
        ),
    ] = None,
    week: Annotated[bool, typer.Option("--week", help="The last whole week, Monday to Sunday.")] = False,
    zone: Annotated[
        str | None,
        typer.Option("--zone", metavar="ZONE", help="IANA time zone of the days. Else the desk's."),
    ] = None,
    on: Now = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="WORDS", help="Only what you would ask for: near Alaska.", show_default=False),
    ] = None,
    unit: Annotated[str, typer.Option("--unit", metavar="km|mi|nm", help="The unit of distances.")] = "km",
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Print a page of HTML, for e-mail.")] = False,
    private: WithPrivate = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Print the digest of a day or a week, else of yesterday.

    Examples:
      intercept digest
      intercept digest 2017-04-20
      intercept digest --week --zone America/Anchorage
      intercept digest --about "near Alaska" --html
    """
    from bot.cli import digesting

    form = digesting.form_of(markdown=markdown, html=html, as_json=as_json)
    digesting.digest(
        day, week=week, zone=zone, on=on, about=about, unit=unit, form=form, private=private, database=database
    )


def background(
    about: Annotated[
        list[str] | None, typer.Argument(metavar="[ABOUT]", help="As you would ask: near Alaska since 2015.")
    ] = None,
    on: Now = None,
    private: WithPrivate = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Write the background of a story: three to five sentences, each with its records.

    Examples:
      intercept background near Alaska since 2015
      intercept background "Tu-160 near the United Kingdom"
    """
    from bot.cli import writing

    writing.background(about, on=on, as_json=as_json, private=private, database=database)


def export(
    which: Which = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", show_default=False),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet instead of JSON Lines.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array instead of lines.")] = False,
    private: WithPrivate = False,
    on: Now = None,
    database: Database = None,
) -> None:
    """Export records in the form that import takes: all in the order logged, or those you describe.

    Examples:
      intercept export > records.jsonl
      intercept export --csv -o alaska.csv near Alaska
    """
    from bot.cli import moving

    moving.export(which, output=output, as_csv=as_csv, as_json=as_json, private=private, on=on, database=database)
