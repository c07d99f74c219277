"""Logging a report: its incidents become records."""

from bot.app import now, open_desk
from bot.cli.alerting import say_set_off, set_off
from bot.cli.handed import Report
from bot.cli.render import card, card_lines
from bot.cli.terminal import Screen, write_json
from store.interchange import to_outside
from store.records import Origin


def add(report: Report, *, url: str | None, as_json: bool, database: str | None) -> None:
    """Log the incidents of a report, alert who watches for them, and print their cards. Raises DeskError."""
    desk = open_desk(database)
    at = now()
    with desk.ledger.store.writing():
        logged = desk.log(report.text, published=report.published, origin=Origin(), at=at, url=url)
        alerts = 0 if logged.again else set_off(desk, [record.ref for record in logged.incidents], at=at)
    if as_json:
        rows = [{"logged": record.ref, **to_outside(record)} for record in logged.incidents]
        write_json({"again": logged.again, "incidents": rows})
        return
    screen = Screen()
    for record in logged.incidents:
        title = f"{record.name} · {'logged before' if logged.again else 'logged'}"
        screen.write(card(record, title=title) if screen.person else card_lines(record, title=title))
    for note in logged.asides():
        screen.write(note)
    if alerts:
        screen.write(say_set_off(alerts))
    if report.published is None and any(record.first_day is None for record in logged.incidents):
        screen.write("The day could not be told: 'on Monday' needs --published, the day that the report came out.")
