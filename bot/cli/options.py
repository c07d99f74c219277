"""The options that several commands share, each said once."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer


def iso_day(words: str) -> dt.date:
    """A day as ISO writes it. Raises BadParameter, which is told as wrong usage."""
    try:
        return dt.date.fromisoformat(words)
    except ValueError as wrong:
        raise typer.BadParameter(f"{words!r} is no day: write it as 2024-07-24.") from wrong


Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="Another ledger: sqlite:///FILE or postgresql://USER@HOST/NAME. Else DATABASE_URL.",
        show_default=False,
    ),
]
AnyDatabase = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", help="Accepted everywhere; this command opens none.", show_default=False),
]
WithPrivate = Annotated[bool, typer.Option("--private", help="Also what was logged in private channels.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Now = Annotated[
    dt.date | None,
    typer.Option(
        "--now",
        metavar="DATE",
        parser=iso_day,
        help="Take this day for today (2024-07-24).",
        show_default=False,
    ),
]
Published = Annotated[
    dt.date | None,
    typer.Option(
        "--published",
        metavar="DATE",
        parser=iso_day,
        help="The day that the report came out: 'on Monday' counts from it.",
        show_default=False,
    ),
]
ReportText = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TEXT|FILE|-]",
        help="The report in quotes, or the file that it is in; '-' or nothing reads standard input.",
        show_default=False,
    ),
]
ReportFile = Annotated[
    Path | None,
    typer.Option("--file", "-f", metavar="FILE", help="Read the report from a file.", show_default=False),
]
Lines = Annotated[
    str | None,
    typer.Option(
        "--jsonl",
        metavar="FILE|-",
        help="Batch: one JSON object a line in, one a line out.",
        show_default=False,
    ),
]
Which = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WHICH]", help="As you would ask: Tu-95 near Alaska since 2020."),
]
