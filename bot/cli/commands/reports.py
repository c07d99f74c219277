"""The commands that take reports and records in."""

from typing import Annotated

import typer

from bot.cli.options import AnyDatabase, AsJson, Database, Lines, Published, ReportFile, ReportText


def add(
    text: ReportText = None,
    file: ReportFile = None,
    published: Published = None,
    url: Annotated[
        str | None, typer.Option("--url", help="The report's address; the same one is never logged twice.")
    ] = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Read a report and log its incidents.

    Examples:
      intercept add "2x Tu-95, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD"
      intercept add --file release.txt --published 2019-05-21
    """
    from bot.cli import adding
    from bot.cli.handed import handed_in

    adding.add(handed_in(text, file, published, asking=not as_json), url=url, as_json=as_json, database=database)


def read(
    text: ReportText = None,
    file: ReportFile = None,
    published: Published = None,
    jsonl: Lines = None,
    as_json: AsJson = False,
    database: AnyDatabase = None,
) -> None:
    """Read a report and print its incidents; nothing is stored.

    Examples:
      intercept read article.txt --published 2017-04-20
      intercept read --jsonl reports.jsonl
    """
    from bot.cli import reading
    from bot.cli.handed import handed_in

    if jsonl is not None:
        reading.read_batch(jsonl)
    else:
        reading.read(handed_in(text, file, published, asking=not as_json), as_json=as_json)


def explain(
    text: ReportText = None,
    file: ReportFile = None,
    published: Published = None,
    as_json: AsJson = False,
    database: AnyDatabase = None,
) -> None:
    """Show which words of a report gave which value, by which rule, and what was left out and why.

    Examples:
      intercept explain "Two Tu-95 bombers flew 40 miles off California on July 4, 2015."
    """
    from bot.cli import explaining
    from bot.cli.handed import handed_in

    explaining.explain(handed_in(text, file, published, asking=not as_json), as_json=as_json)


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Records as JSON Lines; '-' reads standard input.")],
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Import records, all or none; running it twice adds nothing.

    Examples:
      intercept import records.jsonl
    """
    from bot.cli import moving

    moving.import_(file, as_json=as_json, database=database)
