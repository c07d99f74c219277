"""A report as it was handed to a command: words, a file or standard input, with the day that it came out."""

import datetime as dt
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.cli.door import CommandError
from bot.cli.lines import STANDARD_INPUT, file_text
from bot.cli.publication import asked_day, leans_on_publication
from bot.reading.published import stated_day

ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
FILE_NAME = re.compile(r"\S{1,200}\.\w{1,5}|\S{0,200}[/\\]\S{1,200}")


@dataclass(frozen=True, slots=True)
class Report:
    """A report's whole `text`, its `body` without the day that it opens with, and the day that it came out."""

    text: str
    body: str
    published: dt.date | None

    @property
    def head(self) -> str:
        """What the text opens with before its body: "published 2017-04-20: "."""
        return self.text[: len(self.text) - len(self.body)]


def handed_in(
    words: Sequence[str] | None, file: Path | None, published: dt.date | None, *, asking: bool = False
) -> Report:
    """The report that a command was given, and its day: `published`, else the one that it opens with.

    Where the report leaves the day open, a person at the terminal is asked for it if `asking`. Raises CommandError.
    """
    text = _text(words, file)
    stated, body = stated_day(text)
    published = published or stated
    if published is None and asking and _is_person() and leans_on_publication(body):
        published = asked_day(body)
    return Report(text, body, published)


def _text(words: Sequence[str] | None, file: Path | None) -> str:
    given = [] if not words or list(words) == [STANDARD_INPUT] else list(words)
    if given and file is not None:
        raise CommandError("Give the report as text or as --file, not both.")
    if file is not None:
        return file_text(str(file))
    if len(given) == 1:
        return _one_argument(given[0])
    if given:
        return " ".join(given)
    if sys.stdin.isatty():
        typer.echo("Paste the report, then press Ctrl-D on a line of its own.", err=True)
    return file_text(STANDARD_INPUT)


def _one_argument(words: str) -> str:
    """The report itself, or the file that it is in: no report is a single word, nor is an address opened."""
    if _is_file(words):
        return file_text(words)
    if ADDRESS.fullmatch(words):
        raise CommandError(f"An address is not opened: paste the report's text, and add `--url {words}` to log it.")
    if FILE_NAME.fullmatch(words):
        raise CommandError(f"There is no file {words}: name one that is there, or give the report in quotes.")
    return words


def _is_file(words: str) -> bool:
    try:
        return Path(words).is_file()
    except (OSError, ValueError):  # too long for a name, or no name at all
        return False


def _is_person() -> bool:
    """Whether somebody sits at the terminal to be asked: nothing is piped in, out or away."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
