"""Writing the background of a news story."""

import datetime as dt
from collections.abc import Sequence

from rich.text import Text

from bot.app import open_desk
from bot.cli.clock import today
from bot.cli.terminal import Screen, clean, write_json
from bot.paragraph import say_sentence
from store.filters import OPERATOR


def background(about: Sequence[str] | None, *, on: dt.date | None, as_json: bool, database: str | None) -> None:
    """Print three to five sentences about what some words describe, each with its records. Raises DeskError."""
    made = open_desk(database).background(" ".join(about or []), today=today(on), audience=OPERATOR)
    if as_json:
        sentences = [{"text": one.text, "records": list(one.refs)} for one in made.sentences]
        write_json({"text": made.text, "read_as": made.read_as, "sentences": sentences})
        return
    screen = Screen()
    screen.write(*(Text(clean(say_sentence(one))) for one in made.sentences), Text(f"Read as: {clean(made.read_as)}"))
