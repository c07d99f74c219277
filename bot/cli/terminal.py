"""What reaches the terminal: colour only where a person looks, no control characters from stored text."""

import json
import re
from collections.abc import Iterable

import typer
from rich.console import Console, RenderableType
from rich.text import Text

WIDEST = 100
QUIET, STRONG, LABEL = "dim", "bold", "cyan"
# Control characters but tab and newline, and marks that turn the direction of what follows.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(words: str) -> str:
    """Text of people without what a terminal would obey: escape sequences, bells, direction marks."""
    return UNSAFE.sub("", words)


class Screen:
    """Standard output: laid out and wrapped for a `person`, plain with a fact a line for pipes.

    A terminal is a person unless `person` says otherwise. Colour is for terminals only and follows NO_COLOR.
    """

    def __init__(self, *, person: bool | None = None) -> None:
        self._console = Console(highlight=False, markup=False, emoji=False)
        self.person = self._console.is_terminal if person is None else person
        self._console.width = min(self._console.width, WIDEST)

    @property
    def colour(self) -> bool:
        """Whether colours reach the eye: at a terminal, and not against NO_COLOR."""
        return self._console.color_system is not None and not self._console.no_color

    def write(self, *parts: RenderableType) -> None:
        """Print parts in order, one below the other."""
        for part in parts:
            self._console.print(Text(clean(part)) if isinstance(part, str) else part, soft_wrap=not self.person)


def write_json(value: object) -> None:
    """Print one JSON value, indented."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_lines(rows: Iterable[object]) -> None:
    """Print one JSON value a line, each as soon as it is there."""
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False))
