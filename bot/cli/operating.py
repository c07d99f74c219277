"""Commands that run and look after the bot: run, doctor, db. Slack and jobs are loaded only here."""

import asyncio
from dataclasses import asdict

import typer
from rich.text import Text

from bot.app import open_desk
from bot.cli.door import masked
from bot.cli.options import AsJson, Database
from bot.cli.terminal import Screen, write_json
from bot.settings import load_settings
from store.database import upgrade as upgrade_database
from store.filters import OPERATOR, IncidentFilter


def run(database: Database = None) -> None:
    """Run the Slack bot until it is stopped. Settings come from the environment and .env.

    Examples:
      intercept run
    """
    from bot import app

    chosen = load_settings(database_url=database) if database else load_settings()
    asyncio.run(app.run(chosen))


def doctor(as_json: AsJson = False, database: Database = None) -> None:
    """Check settings, database, tokens and scopes, and say what to do.

    Examples:
      intercept doctor
    """
    from bot.doctor import diagnose

    chosen = load_settings(database_url=database) if database else load_settings()
    checks = asyncio.run(diagnose(chosen))
    if as_json:
        write_json([asdict(check) for check in checks])
    else:
        screen = Screen()
        for check in checks:
            mark = Text("ok    ", style="green") if check.ok else Text("wrong ", style="bold red")
            screen.write(mark + Text(masked(f"{check.name}: {check.says}")))
            if check.todo and not check.ok:
                screen.write(f"      {masked(check.todo)}")
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def upgrade(database: Database = None) -> None:
    """Bring the ledger's database to this version's schema; safe to run at any time.

    Examples:
      intercept db upgrade --database postgresql://desk@localhost/intercepts
    """
    url = database or load_settings().database_url
    upgrade_database(url)
    Screen().write(f"The database is ready: {masked(url)}")


def status(as_json: AsJson = False, database: Database = None) -> None:
    """Say where the ledger is and what it holds.

    Examples:
      intercept db status
    """
    url = database or load_settings().database_url
    held = open_desk(database).ledger.coverage(IncidentFilter(), audience=OPERATOR)
    if as_json:
        write_json({"database": masked(url), **held.model_dump(mode="json")})
        return
    span = f", {held.first_day} to {held.last_day}" if held.first_day else ""
    Screen().write(f"{masked(url)}\n{held.records:,} confirmed records{span}.")
