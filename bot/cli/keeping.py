"""Looking records up: a list of those that words describe, and one with everything about it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.app import open_desk
from bot.asking import parse
from bot.cli.clock import today
from bot.cli.door import CommandError
from bot.cli.render import full_record, record_lines, record_table
from bot.cli.terminal import Screen, write_json
from bot.desk import Desk
from store.filters import OPERATOR, Audience, IncidentFilter
from store.interchange import to_outside
from store.records import Incident

MANY = 50
EMPTY = "The ledger is empty: log a report with `intercept add`."


@dataclass(frozen=True, slots=True)
class Selection:
    """Records that words describe; how the words were read; what to say where there are none."""

    records: Sequence[Incident]
    read_as: str
    none: str


def selection(
    desk: Desk, which: Sequence[str] | None, on: dt.date | None, *, audience: Audience = OPERATOR
) -> Selection:
    """Select records in the language of questions; no words select all. Raises CommandError."""
    words = " ".join(which or []).strip()
    if not words:
        every = desk.ledger.find(IncidentFilter(), audience=audience)
        return Selection(every, "", EMPTY)
    question = parse(words if words.casefold().startswith("list ") else f"list {words}", today(on))
    answer = desk.answer(question, audience=audience)
    if not answer.understood:
        examples = f" Try: {' · '.join(answer.examples)}" if answer.examples else ""
        raise CommandError(answer.headline + examples)
    return Selection(answer.records, answer.read_as, " ".join((answer.headline, *answer.notes)))


def list_(
    which: Sequence[str] | None, *, limit: int | None, on: dt.date | None, as_json: bool, database: str | None
) -> None:
    """Print records, newest first, all or those that words describe. Raises DeskError."""
    found = selection(open_desk(database), which, on)
    screen = Screen()
    person = screen.person
    if as_json:
        write_json([{"logged": record.ref, **to_outside(record)} for record in found.records[:limit]])
        return
    if not found.records:
        screen.write(found.none)
        return
    shown = found.records[: limit or (MANY if person else None)]
    if not person:
        screen.write(record_lines(shown))
        return
    screen.write(record_table(shown))
    count = f"{len(shown)} of {len(found.records)}" if len(shown) < len(found.records) else str(len(shown))
    more = f"; -n {len(found.records)} shows all" if len(shown) < len(found.records) else ""
    screen.write(f"{count} record{'s' * (len(found.records) != 1)}{more}. {found.read_as}".rstrip())


def show(ref: str, *, as_json: bool, database: str | None) -> None:
    """Print one record with its sources, the words that it was read from, and its history. Raises DeskError."""
    desk = open_desk(database)
    record = desk.show(ref, audience=OPERATOR)
    history = desk.ledger.history(record.ref, audience=OPERATOR)
    if as_json:
        revisions = [revision.model_dump(mode="json") for revision in history]
        write_json({**record.model_dump(mode="json"), "history": revisions})
        return
    screen = Screen()
    screen.write(*full_record(record, history, person=screen.person))
