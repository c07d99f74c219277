"""Writing the background of a news story."""

import datetime as dt
from collections.abc import Sequence

from rich.text import Text

from bot.app import open_desk
from bot.cli.clock import today
from bot.cli.privacy import readers, tell_left_out
from bot.cli.terminal import Screen, clean, write_json
from bot.paragraph import say_sentence


def background(
    about: Sequence[str] | None, *, on: dt.date | None, as_json: bool, private: bool, database: str | None
) -> None:
    """Print three to five sentences about what some words describe, each with its records. Raises DeskError.

    What is of private channels is in them only where `private` says so.
    """
    desk = open_desk(database)
    made = desk.background(" ".join(about or []), today=today(on), audience=readers(private=private))
    tell_left_out(desk, private=private)
    if as_json:
        sentences = [{"text": one.text, "records": list(one.refs)} for one in made.sentences]
        write_json({"text": made.text, "read_as": made.read_as, "sentences": sentences})
        return
    screen = Screen()
    screen.write(*(Text(clean(say_sentence(one))) for one in made.sentences), Text(f"Read as: {clean(made.read_as)}"))
