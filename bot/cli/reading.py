"""Commands that read reports: add, read, explain."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

from bot.app import now, open_desk
from bot.cli.lines import Row, batch, day_field, report_text, text_field
from bot.cli.options import AnyDatabase, AsJson, Database, Lines, Published, ReportFile, ReportText
from bot.cli.render import card, card_lines, evidence_part, reading_parts
from bot.cli.terminal import Screen, clean, write_json, write_lines
from bot.reading import read as read_text
from store.interchange import to_outside
from store.records import Evidence, IncidentDraft, Origin

SPAN_STYLES = ("black on cyan", "black on yellow", "black on green", "black on magenta", "white on blue")


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
    report = report_text(text, file)
    desk = open_desk(database)
    logged = desk.log(report, published=published, origin=Origin(), at=now(), url=url)
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
    if published is None and any(record.first_day is None for record in logged.incidents):
        screen.write("The day could not be told: 'on Monday' needs --published, the day that the report came out.")


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
      intercept read --published 2017-04-20 < article.txt
      intercept read --jsonl reports.jsonl
    """
    if jsonl is not None:
        write_lines(_batch(jsonl))
        return
    reading = read_text(report_text(text, file), published)
    if as_json:
        write_json({"incidents": [_as_read(draft) for draft in reading.incidents], "notes": list(reading.notes)})
        return
    screen = Screen()
    screen.write(*reading_parts(reading, person=screen.person))


def _as_read(draft: IncidentDraft) -> Row:
    """A draft in the outside form; its places go on to the wider ones that also hold."""
    return {**to_outside(draft), "areas": [*draft.areas, *draft.also_in]}


def _batch(name: str) -> Iterator[Row]:
    """{"id","text","published"} in, {"id","incidents"} out."""

    def incidents(number: int, row: Row) -> Row:
        text = text_field(row, "text", name, number)
        reading = read_text(text, day_field(row, "published", name, number))
        return {"incidents": [_as_read(draft) for draft in reading.incidents]}

    return batch(name, incidents, empty={"incidents": []})


def explain(
    text: ReportText = None,
    file: ReportFile = None,
    published: Published = None,
    as_json: AsJson = False,
    database: AnyDatabase = None,
) -> None:
    """Show which words of a report gave which value, and by which rule.

    Examples:
      intercept explain "Two Tu-95 bombers flew 40 miles off California on July 4, 2015."
    """
    report = report_text(text, file)
    reading = read_text(report, published)
    if as_json:
        rows = [
            {"incident": number, **one.model_dump()}
            for number, draft in enumerate(reading.incidents, start=1)
            for one in draft.evidence
        ]
        write_json({"evidence": rows, "unread": [one.model_dump() for one in reading.unread]})
        return
    screen = Screen()
    found = [one for draft in reading.incidents for one in draft.evidence]
    if screen.person:
        screen.write(_coloured(report, found), "")
    for number, draft in enumerate(reading.incidents, start=1):
        screen.write(Text(f"Incident {number}{'' if draft.main else ' (background)'}", style="bold"))
        screen.write(evidence_part(draft.evidence, person=screen.person))
    if not reading.incidents:
        screen.write("No incident found: say who flew or sailed what, where and when.")
    if reading.unread:
        screen.write("Left unread: " + "; ".join(one.words for one in reading.unread))
    for note in reading.notes:
        screen.write(note)


def _coloured(report: str, evidence: list[Evidence]) -> Text:
    """The report with the words that were used on a colour for the value that they gave."""
    spans = [one for one in evidence if one.start is not None and one.end is not None]
    families = list(dict.fromkeys(one.field.split("[")[0] for one in spans))
    shown = Text()
    styles: dict[int, str] = {}
    for one in spans:
        style = SPAN_STYLES[families.index(one.field.split("[")[0]) % len(SPAN_STYLES)]
        styles.update(dict.fromkeys(range(one.start or 0, one.end or 0), style))
    for place, sign in enumerate(report):
        shown.append(clean(sign), style=styles.get(place, ""))
    return shown
