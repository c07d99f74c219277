"""The command that writes the background of a news story."""

from typing import Annotated

import typer
from rich.text import Text

from bot.app import open_desk
from bot.cli.door import today
from bot.cli.options import AsJson, Database, Now
from bot.cli.terminal import Screen, clean, write_json
from bot.paragraph import say_sentence
from store.filters import OPERATOR


def background(
    about: Annotated[
        list[str] | None, typer.Argument(metavar="[ABOUT]", help="As you would ask: near Alaska since 2015.")
    ] = None,
    on: Now = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Write the background of a story: three to five sentences, each with its records.

    Examples:
      intercept background near Alaska since 2015
      intercept background "Tu-160 near the United Kingdom"
    """
    made = open_desk(database).background(" ".join(about or []), today=today(on), audience=OPERATOR)
    if as_json:
        sentences = [{"text": one.text, "records": list(one.refs)} for one in made.sentences]
        write_json({"text": made.text, "read_as": made.read_as, "sentences": sentences})
        return
    screen = Screen()
    screen.write(*(Text(clean(say_sentence(one))) for one in made.sentences), Text(f"Read as: {clean(made.read_as)}"))
