"""Answering questions, one or a batch, and telling how one was read."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from textwrap import indent

from rich.console import RenderableType
from rich.text import Text

from bot.app import open_desk
from bot.asking import Answer, Explained, Question, explain, parse
from bot.cli.clock import today
from bot.cli.door import CommandError
from bot.cli.lines import Row, batch, day_field, text_field
from bot.cli.render import grid
from bot.cli.telling import answer_parts, answer_text
from bot.cli.terminal import STRONG, Screen, clean, write_json, write_lines
from bot.desk import Desk
from store.filters import OPERATOR
from store.shape import overheard


def ask(question: Sequence[str] | None, *, on: dt.date | None, as_json: bool, database: str | None) -> None:
    """Print the answer to a question. Raises DeskError."""
    answer = open_desk(database).answer(parse(_words(question), today(on)), audience=OPERATOR)
    if as_json:
        write_json(answer_row(answer))
        return
    screen = Screen()
    screen.write(*answer_parts(answer, person=screen.person))


def ask_batch(name: str, *, on: dt.date | None, database: str | None) -> None:
    """Answer the questions of a JSON Lines file or of standard input (`-`), a line each. Raises DeskError."""
    write_lines(_batch(name, open_desk(database), today(on)))


def explain_question(
    question: Sequence[str] | None, *, on: dt.date | None, as_json: bool, database: str | None
) -> None:
    """Print how a question was read: its words, the typed query, and the shape of the SQL. Raises DeskError."""
    reading = explain(_words(question), today(on))
    shapes = sql_of(open_desk(database), reading.question) if isinstance(reading.question, Question) else []
    if as_json:
        write_json(explained_row(reading, shapes))
    else:
        Screen().write(*explained_parts(reading, shapes))


def sql_of(desk: Desk, question: Question) -> list[str]:
    """The shapes of the statements that answer a question. Raises DeskError."""
    with overheard(desk.ledger.store) as shapes:
        desk.answer(question, audience=OPERATOR)
    return shapes


def _words(question: Sequence[str] | None) -> str:
    words = " ".join(question or []).strip()
    if not words:
        raise CommandError('There is no question: try `intercept ask "last Tu-95 near Alaska"`.')
    return words


def answer_row(answer: Answer) -> Row:
    """An answer as the batch contract gives it, without the question's id."""
    return {
        "understood": answer.understood,
        "value": answer.value,
        "records": [record.name for record in answer.records],
        "text": answer_text(answer),
        "read_as": answer.read_as,
    }


def explained_row(reading: Explained, shapes: Sequence[str]) -> Row:
    """A reading as JSON: the words, the typed query without what it leaves open, its filters, the SQL's shape."""
    asked = reading.question
    understood = isinstance(asked, Question)
    return {
        "words": [{"word": word, "read_as": meaning} for word, meaning in reading.words],
        "understood": understood,
        "reason": "" if isinstance(asked, Question) else asked.reason,
        "query": asked.model_dump(mode="json", exclude_defaults=True),
        "filters": [wanted.model_dump(mode="json", exclude_defaults=True) for wanted in reading.filters()],
        "sql": list(shapes),
    }


def explained_parts(reading: Explained, shapes: Sequence[str]) -> list[RenderableType]:
    """A reading for the eye: a word a line, the typed query, the filters of the ledger, and what the database ran."""
    row = explained_row(reading, shapes)
    asked = reading.question
    verdict = f"Read as: {asked.read_as}" if isinstance(asked, Question) else f"Not understood: {asked.reason}"
    parts: list[RenderableType] = [grid(reading.words), Text(clean(f"\n{verdict}"), style=STRONG)]
    if not isinstance(asked, Question):
        return parts
    query = [f"{name}: {json.dumps(value)}" for name, value in row["query"].items() if name != "filter"]
    filters = [json.dumps(wanted) for wanted in row["filters"]]
    for title, lines in (("Typed query", query), ("Filters", filters)):
        parts += [Text(f"\n{title}", style=STRONG), Text(clean("\n".join(f"  {line}" for line in lines or ["none"])))]
    parts.append(Text("\nSQL, its values left out", style=STRONG))
    parts += [Text(indent(shape, "  ") + "\n") for shape in shapes]
    return parts


def _batch(name: str, desk: Desk, day: dt.date) -> Iterator[Row]:
    """Questions that share a thread follow one another; each thread is forgotten at the end."""
    threads: dict[str, Question] = {}

    def answer(number: int, row: Row) -> Row:
        thread = None if row.get("thread") is None else str(row["thread"])
        before = threads.get(thread) if thread else None
        words = text_field(row, "question", name, number)
        question = parse(words, day_field(row, "now", name, number) or day, before)
        if thread and isinstance(question, Question):
            threads[thread] = question
        return answer_row(desk.answer(question, audience=OPERATOR))

    return batch(name, answer, empty=answer_row(Answer(understood=False, headline="This question broke the program.")))
