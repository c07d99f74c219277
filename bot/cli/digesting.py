"""Printing a digest."""

import datetime as dt
from typing import Any, Literal, cast, get_args

import typer

from bot.app import now, open_desk
from bot.cli.door import CommandError
from bot.cli.privacy import readers, tell_left_out
from bot.cli.telling import digest_parts
from bot.cli.terminal import Screen, clean, write_json
from bot.digest import (
    Digest,
    Period,
    Unit,
    days_before,
    digest_html,
    digest_markdown,
    digest_text,
    local_day,
    week_before,
)
from bot.fetching import Edition
from bot.settings import load_settings
from bot.subscribing import wanted
from store.interchange import to_outside

Form = Literal["text", "markdown", "html", "json"]

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


def form_of(*, markdown: bool, html: bool, as_json: bool) -> Form:
    """The one form that was asked for; text where none was. Raises CommandError where there are several."""
    asked: list[Form] = [name for name, wanted in (("markdown", markdown), ("html", html), ("json", as_json)) if wanted]  # type: ignore[misc]
    if len(asked) > 1:
        raise CommandError(f"Choose --{asked[0]} or --{asked[1]}, not both.")
    return asked[0] if asked else "text"


def digest(
    day: dt.date | None,
    *,
    week: bool,
    zone: str | None,
    on: dt.date | None,
    about: str | None,
    unit: str,
    form: Form,
    private: bool,
    database: str | None,
) -> None:
    """Print the digest of a day or of its week, else of the last one before `on` or today. Raises DeskError.

    What is of private channels is in it only where `private` says so.
    """
    period, desk = chosen_period(day, week=week, zone=zone, on=on), open_desk(database)
    made = desk.digest(period, audience=readers(private=private), edition=chosen_edition(about, unit))
    if form == "json":
        write_json(digest_row(made))
    elif form == "text":
        screen = Screen()
        screen.write(*digest_parts(made, person=screen.person))
    else:
        typer.echo(clean(digest_markdown(made) if form == "markdown" else digest_html(made)), nl=False)
    tell_left_out(desk, private=private)


def chosen_edition(about: str | None, unit: str) -> Edition:
    """What a digest is about and how it tells distances. Raises DeskError."""
    if unit not in get_args(Unit):
        raise CommandError(f"There is no unit {unit!r} of distances: choose km, mi or nm.")
    told = wanted(about or "", today=now().date())
    return Edition(told["filter"], told["words"], cast(Unit, unit), "full")


def chosen_period(named: dt.date | None, *, week: bool, zone: str | None, on: dt.date | None) -> Period:
    """The day or week that was named, else the last before `on` or today, in the zone named or the desk's.

    Raises CommandError.
    """
    name = zone or load_settings().desk_zone
    try:
        day = named + (WEEK if week else DAY) if named else on or local_day(now(), name)
        return week_before(day, name) if week else days_before(day, name)
    except (ValueError, OverflowError) as wrong:
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
        "corrections": [{"text": one.text, "records": list(one.refs)} for one in made.corrections],
        "disputed": [one.name for one in made.disputed],
        "on_this_day": [one.name for one in made.on_this_day],
        "review": [{"text": one.text, "records": list(one.refs)} for one in made.review],
        "trends": [{"text": one.text, "records": list(one.refs)} for one in made.trends],
        "totals": list(made.totals),
        "text": digest_text(made),
    }
