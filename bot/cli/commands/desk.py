"""The commands that run the desk and look after it."""

from typing import Annotated

import typer

from bot.cli.options import AnyDatabase, AsJson, Database


def chat(
    demo: Annotated[
        bool, typer.Option("--demo", help="Over a demo ledger of real incidents, thrown away at the end.")
    ] = False,
    database: Database = None,
) -> None:
    """Talk to the desk: paste a report, ask a question, print a digest.

    Examples:
      intercept chat
      intercept chat --demo
    """
    from bot.cli import chatting

    chatting.chat(demo=demo, database=database)


def run(database: Database = None) -> None:
    """Run the Slack bot until it is stopped. Settings come from the environment and .env.

    Examples:
      intercept run
    """
    from bot.cli import operating

    operating.run(database)


def doctor(as_json: AsJson = False, database: Database = None) -> None:
    """Check settings, database, tokens and scopes, and say what to do.

    Examples:
      intercept doctor
    """
    from bot.cli import operating

    operating.doctor(as_json=as_json, database=database)


def manifest(
    http: Annotated[
        str | None,
        typer.Option(
            "--http",
            metavar="URL",
            help="For http mode at this public https address, which many workspaces may install from.",
            show_default=False,
        ),
    ] = None,
    database: AnyDatabase = None,
) -> None:
    """Print the app manifest to paste into Slack: for Socket Mode, or for http mode.

    Examples:
      intercept manifest
      intercept manifest --http https://desk.example.org
    """
    from bot.cli import operating

    operating.manifest(http)


def upgrade(database: Database = None) -> None:
    """Bring the ledger's database to this version's schema; safe to run at any time.

    Examples:
      intercept db upgrade --database postgresql://desk@localhost/intercepts
    """
    from bot.cli import operating

    operating.upgrade(database)


def status(as_json: AsJson = False, database: Database = None) -> None:
    """Say where the ledger is and what it holds.

    Examples:
      intercept db status
    """
    from bot.cli import operating

    operating.status(as_json=as_json, database=database)
