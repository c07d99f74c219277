"""Reading reports without keeping anything, one or a batch."""

from collections.abc import Iterator

from bot.cli.handed import Report
from bot.cli.lines import Row, batch, day_field, text_field
from bot.cli.render import reading_parts
from bot.cli.terminal import Screen, write_json, write_lines
from bot.reading import read as read_text
from bot.reading.published import stated_day
from store.interchange import to_outside
from store.records import IncidentDraft


def read(report: Report, *, as_json: bool) -> None:
    """Print the incidents of a report."""
    reading = read_text(report.body, report.published)
    if as_json:
        write_json({"incidents": [_as_read(draft) for draft in reading.incidents], "notes": list(reading.notes)})
        return
    screen = Screen()
    screen.write(*reading_parts(reading, person=screen.person))


def read_batch(name: str) -> None:
    """Read the reports of a JSON Lines file or of standard input (`-`), a line each. Raises DeskError."""
    write_lines(_batch(name))


def _as_read(draft: IncidentDraft) -> Row:
    """A draft in the outside form; its places go on to the wider ones that also hold."""
    return {**to_outside(draft), "areas": [*draft.areas, *draft.also_in]}


def _batch(name: str) -> Iterator[Row]:
    """{"id","text","published"} in, {"id","incidents"} out."""

    def incidents(number: int, row: Row) -> Row:
        text = text_field(row, "text", name, number)
        published = day_field(row, "published", name, number)
        if published is None:
            published, text = stated_day(text)
        reading = read_text(text, published)
        return {"incidents": [_as_read(draft) for draft in reading.incidents]}

    return batch(name, incidents, empty={"incidents": []})
