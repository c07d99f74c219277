"""The command that answers questions, one or a batch."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from bot.app import open_desk
from bot.asking import Answer, Explained, Question, explain, parse
from bot.cli.door import CommandError, today
from bot.cli.lines import Row, batch, day_field, text_field
from bot.cli.options import AsJson, Database, Lines, Now
from bot.cli.render import answer_parts, answer_text, grid
from bot.cli.terminal import Screen, clean, write_json, write_lines
from bot.desk import Desk
from store.filters import OPERATOR


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(metavar="[QUESTION]", help="The question, in quotes or not.")
    ] = None,
    jsonl: Lines = None,
    on: Now = None,
    show_reading: Annotated[
        bool, typer.Option("--explain", help="Print how each word was read, the typed query and its filters.")
    ] = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Answer a question from the ledger; nothing is stored.

    Examples:
      intercept ask "last Tu-95 near Alaska"
      intercept ask how many intercepts in 2024
    """
    if jsonl is not None:
        write_lines(_batch(jsonl, open_desk(database), today(on)))
        return
    words = " ".join(question or []).strip()
    if not words:
        raise CommandError('There is no question: try `intercept ask "last Tu-95 near Alaska"`.')
    if show_reading:
        reading = explain(words, today(on))
        if as_json:
            write_json(explained_row(reading))
        else:
            Screen().write(*explained_parts(reading))
        return
    answer = open_desk(database).answer(parse(words, today(on)), audience=OPERATOR)
    if as_json:
        write_json(answer_row(answer))
        return
    screen = Screen()
    screen.write(*answer_parts(answer, person=screen.person))


def answer_row(answer: Answer) -> Row:
    """An answer as the batch contract gives it, without the question's id."""
    return {
        "understood": answer.understood,
        "value": answer.value,
        "records": [record.name for record in answer.records],
        "text": answer_text(answer),
        "read_as": answer.read_as,
    }


def explained_row(reading: Explained) -> Row:
    """A reading as JSON: the words, the typed query without what it leaves open, and its filters."""
    asked = reading.question
    return {
        "words": [{"word": word, "read_as": meaning} for word, meaning in reading.words],
        "understood": isinstance(asked, Question),
        "query": asked.model_dump(mode="json", exclude_defaults=True),
        "filters": [wanted.model_dump(mode="json", exclude_defaults=True) for wanted in reading.filters()],
    }


def explained_parts(reading: Explained) -> list[RenderableType]:
    """A reading for the eye: a word a line, then the typed query, then the filters that the ledger is asked for."""
    row = explained_row(reading)
    asked = reading.question
    verdict = f"Read as: {asked.read_as}" if isinstance(asked, Question) else f"Not understood: {asked.reason}"
    query = "\n".join(f"  {name}: {json.dumps(value)}" for name, value in row["query"].items() if name != "filter")
    filters = "\n".join(f"  {json.dumps(wanted)}" for wanted in row["filters"]) or "  none"
    return [
        grid(reading.words),
        Text(clean(f"\n{verdict}")),
        Text(clean(f"\nTyped query\n{query}")),
        Text(clean(f"\nFilters\n{filters}")),
    ]


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
