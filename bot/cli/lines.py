"""Text and JSON lines from files and standard input, with the line number in every complaint."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from bot.cli.door import CommandError
from store.errors import DeskError

STANDARD_INPUT = "-"
Row = dict[str, Any]


def file_text(name: str) -> str:
    """The text of a file or, for `-`, of standard input. Raises CommandError for a file that cannot be read."""
    return decoded(_bytes(name))


def json_lines(name: str) -> Iterator[tuple[int, Row]]:
    """Line number and object of each line of a JSON Lines file or, for `-`, of standard input.

    Empty lines are skipped. Raises CommandError, naming the line, for anything that is no JSON object.
    """
    for number, raw in enumerate(_raw_lines(name), start=1):
        line = decoded(raw)
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as wrong:
            raise at_line(name, number, f"it is no JSON ({wrong})") from wrong
        except RecursionError as wrong:
            raise at_line(name, number, "it is nested too deeply") from wrong
        if not isinstance(value, dict):
            raise at_line(name, number, "it must be one JSON object, like {...}")
        yield number, value


def batch(name: str, work: Callable[[int, Row], Row], *, empty: Row) -> Iterator[Row]:
    """For each line of a file, its `id` and what `work` makes of its number and object.

    A line that breaks the program does not take the others with it: it gets `empty` and its `error`, and in the end
    CommandError tells how many there were. Lines that are wrong in themselves raise CommandError at once.
    """
    broken: list[object] = []
    for number, row in json_lines(name):
        try:
            made = work(number, row)
        except DeskError:
            raise
        except Exception as unknown:
            broken.append(row.get("id", number))
            made = {**empty, "error": f"{type(unknown).__name__}: {unknown}"}
        yield {"id": row.get("id"), **made}
    if broken:
        shown = ", ".join(map(str, broken[:5]))
        raise CommandError(f"{len(broken)} lines could not be worked through (id {shown}): please report them.")


def at_line(name: str, number: int, why: str) -> CommandError:
    """An error about one line of a file."""
    where = "standard input" if name == STANDARD_INPUT else name
    return CommandError(f"{where}, line {number}: {why}.")


def text_field(row: Row, field: str, name: str, number: int) -> str:
    """A field that must be text. Raises CommandError."""
    value = row.get(field)
    if not isinstance(value, str):
        raise at_line(name, number, f'it needs "{field}", a text')
    return value


def day_field(row: Row, field: str, name: str, number: int) -> dt.date | None:
    """A field that is an ISO day, or null, or absent. Raises CommandError."""
    value = row.get(field)
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as wrong:
        raise at_line(name, number, f'"{field}" must be a day like 2024-07-24 or null') from wrong


def decoded(raw: bytes) -> str:
    """Bytes as text: UTF-8 with or without a mark; what is none shows as a replacement sign."""
    return raw.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _raw_lines(name: str) -> Iterator[bytes]:
    """Lines as they come, so that a batch can run in a pipe."""
    if name == STANDARD_INPUT:
        yield from typer.get_binary_stream("stdin")
        return
    try:
        with Path(name).open("rb") as file:
            yield from file
    except OSError as wrong:
        raise _unreadable(name, wrong) from wrong


def _unreadable(name: str, wrong: OSError) -> CommandError:
    if isinstance(wrong, FileNotFoundError):
        return CommandError(f"There is no file {name}: name one that is there, or `-` for standard input.")
    return CommandError(f"{name} cannot be read ({(wrong.strerror or str(wrong)).lower()}): name a file that can be.")


def _bytes(name: str) -> bytes:
    if name == STANDARD_INPUT:
        return typer.get_binary_stream("stdin").read()
    try:
        return Path(name).read_bytes()
    except OSError as wrong:
        raise _unreadable(name, wrong) from wrong
