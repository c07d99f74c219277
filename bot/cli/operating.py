"""Running the bot and looking after it and its database. Slack and jobs are loaded only here."""

import asyncio
from dataclasses import asdict

import typer
from rich.text import Text

from bot.app import open_desk
from bot.cli.door import masked
from bot.cli.terminal import Screen, write_json
from bot.settings import SettingsError, load_settings
from store.database import upgrade as upgrade_database
from store.filters import OPERATOR, IncidentFilter


def run(database: str | None) -> None:
    """Run the Slack bot until it is stopped. Raises DeskError."""
    from bot import app

    chosen = load_settings(database_url=database) if database else load_settings()
    asyncio.run(app.run(chosen))


def doctor(*, as_json: bool, database: str | None) -> None:
    """Print every check and what to do about it; exit code 1 where one fails. Raises DeskError."""
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


def manifest(public_url: str | None) -> None:
    """Print the app manifest. Raises DeskError for an address that Slack would not take."""
    from bot import manifest as asked

    if public_url is not None and not public_url.startswith("https://"):
        raise SettingsError(f"Slack calls https addresses only, not {masked(public_url)}: give one as https://….")
    write_json(asked.manifest(public_url or ""))


def upgrade(database: str | None) -> None:
    """Bring the database to this version\'s schema. Raises DeskError."""
    url = database or load_settings().database_url
    upgrade_database(url)
    Screen().write(f"The database is ready: {masked(url)}")


def status(*, as_json: bool, database: str | None) -> None:
    """Print where the ledger is and what it holds. Raises DeskError."""
    url = database or load_settings().database_url
    held = open_desk(database).ledger.coverage(IncidentFilter(), audience=OPERATOR)
    if as_json:
        write_json({"database": masked(url), **held.model_dump(mode="json")})
        return
    span = f", {held.first_day} to {held.last_day}" if held.first_day else ""
    Screen().write(f"{masked(url)}\n{held.records:,} confirmed record{'s' * (held.records != 1)}{span}.")
