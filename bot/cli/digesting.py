"""The command that prints a digest."""

import datetime as dt
from typing import Annotated, Any

import typer

from bot.app import now, open_desk
from bot.cli.door import CommandError
from bot.cli.options import AsJson, Database, Now
from bot.cli.render import digest_parts
from bot.cli.terminal import Screen, clean, write_json
from bot.digest import Digest, Period, days_before, digest_markdown, digest_text, local_day, week_before
from bot.settings import load_settings
from store.filters import OPERATOR
from store.interchange import to_outside


def digest(
    week: Annotated[bool, typer.Option("--week", help="The last whole week, Monday to Sunday.")] = False,
    zone: Annotated[
        str | None,
        typer.Option("--zone", metavar="ZONE", help="IANA time zone of the days. Else the desk's."),
    ] = None,
    on: Now = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Print the digest of yesterday, or of the last week.

    Examples:
      intercept digest
      intercept digest --week --zone America/Anchorage --now 2017-04-24
    """
    if markdown and as_json:
        raise CommandError("Choose --markdown or --json, not both.")
    made = open_desk(database).digest(chosen_period(week=week, zone=zone, on=on), audience=OPERATOR)
    if as_json:
        write_json(digest_row(made))
    elif markdown:
        typer.echo(clean(digest_markdown(made)), nl=False)
    else:
        screen = Screen()
        screen.write(*digest_parts(made, person=screen.person))


def chosen_period(*, week: bool, zone: str | None, on: dt.date | None) -> Period:
    """The days to report before `on` or today, in the zone named or the desk's. Raises CommandError."""
    name = zone or load_settings().desk_zone
    try:
        day = on or local_day(now(), name)
        return week_before(day, name) if week else days_before(day, name)
    except ValueError as wrong:
        raise CommandError(str(wrong)) from wrong


def digest_row(made: Digest) -> dict[str, Any]:
    """A digest as JSON: days, sentences with their references, sections in the outside form."""
    return {
        "title": made.title,
        "first": made.period.first.isoformat(),
        "last": made.period.last.isoformat(),
        "zone": made.period.zone,
        "quiet": made.quiet,
        "lead": made.lead,
        "notable": [{"text": one.text, "records": list(one.refs)} for one in made.notable],
        "sections": [
            {"theatre": one.theatre, "incidents": [{"logged": r.ref, **to_outside(r)} for r in one.incidents]}
            for one in made.sections
        ],
        "totals": list(made.totals),
        "text": digest_text(made),
    }
