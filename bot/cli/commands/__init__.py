"""Every command on one screen. What a command is called and takes is cheap to load; its work is loaded when it runs."""

from typing import Annotated

import typer

from bot.cli.commands import answers, desk, digests, reports
from bot.cli.door import Door

DESCRIPTION = """Intercept Desk keeps a newsroom's ledger of military air and sea encounters.

Paste reports and they become records; ask questions and the answers name their records."""

REPORTS, ANSWERS, DESK = "Reports in", "Answers out", "The desk"

app = typer.Typer(
    cls=Door,
    help=DESCRIPTION,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
database = typer.Typer(no_args_is_help=True, help="Look after the ledger's database.")

app.command(rich_help_panel=REPORTS)(reports.add)
app.command(rich_help_panel=REPORTS)(reports.read)
app.command(rich_help_panel=REPORTS)(reports.explain)
app.command("import", rich_help_panel=REPORTS)(reports.import_)
app.command(rich_help_panel=ANSWERS)(answers.ask)
app.command("list", rich_help_panel=ANSWERS)(answers.list_)
app.command(rich_help_panel=ANSWERS)(answers.show)
app.command(rich_help_panel=ANSWERS)(answers.digest)
app.command(rich_help_panel=ANSWERS)(answers.background)
app.command(rich_help_panel=ANSWERS)(answers.export)
app.command(rich_help_panel=DESK)(desk.chat)
app.command(rich_help_panel=DESK)(desk.run)
app.command(rich_help_panel=DESK)(desk.doctor)
app.command(rich_help_panel=DESK)(desk.manifest)
app.add_typer(database, name="db", rich_help_panel=DESK)
app.add_typer(digests.subscriptions, name="subscriptions", rich_help_panel=DESK)
app.add_typer(digests.jobs, name="jobs", rich_help_panel=DESK)
database.command()(desk.upgrade)
database.command()(desk.status)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"intercept-desk {version('intercept-desk')}")
        raise typer.Exit


@app.callback()
def intercept(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an unknown error came from.")] = False,
) -> None:
    pass


intercept.__doc__ = DESCRIPTION
