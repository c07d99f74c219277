"""Every command on one screen."""

from typing import Annotated

import typer

from bot.cli import asking, chatting, digesting, keeping, moving, operating, reading, writing
from bot.cli.door import Door

DESCRIPTION = """Intercept Desk keeps a newsroom's ledger of military air and sea encounters.

Paste reports and they become records; ask questions and the answers name their records."""

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

app.command(rich_help_panel="Reports in")(reading.add)
app.command(rich_help_panel="Reports in")(reading.read)
app.command(rich_help_panel="Reports in")(reading.explain)
app.command("import", rich_help_panel="Reports in")(moving.import_)
app.command(rich_help_panel="Answers out")(asking.ask)
app.command("list", rich_help_panel="Answers out")(keeping.list_)
app.command(rich_help_panel="Answers out")(keeping.show)
app.command(rich_help_panel="Answers out")(digesting.digest)
app.command(rich_help_panel="Answers out")(writing.background)
app.command(rich_help_panel="Answers out")(moving.export)
app.command(rich_help_panel="The desk")(chatting.chat)
app.command(rich_help_panel="The desk")(operating.run)
app.command(rich_help_panel="The desk")(operating.doctor)
app.add_typer(database, name="db", rich_help_panel="The desk")
database.command()(operating.upgrade)
database.command()(operating.status)


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
