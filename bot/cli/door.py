"""The door of the command line: every error leaves it as one sentence, without a secret in it."""

import os
import re
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from bot.cli.terminal import clean
from store.errors import DeskError

# The example in the store's own sentences is no secret.
PASSWORD = re.compile(r"(?<=://)(?!user:password@host/)([^/@\s:]*):[^@\s]*@")
SLACK_COMMAND = re.compile(r"`/intercept (\w+)")
TOKEN = re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+")


class CommandError(DeskError):
    """What a command cannot do with what it was given, in one sentence."""


class Door(TyperGroup):
    """The group of all commands: known errors become one sentence on standard error and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command. A reader that went away (`| head`) is no error."""
        try:
            return super().invoke(ctx)
        except DeskError as known:
            say_error(str(known))
            raise typer.Exit(1) from known
        except BrokenPipeError as gone:
            # Python flushes standard output once more when it ends: give it somewhere to go.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from gone
        except KeyboardInterrupt as stopped:
            raise typer.Exit(130) from stopped
        except (typer.Exit, typer.Abort):
            raise
        except Exception as unknown:
            if _is_usage(unknown):
                raise
            if ctx.params.get("debug"):
                raise
            what = f"{type(unknown).__name__}: {unknown}"
            say_error(f"Something broke ({what}): run `intercept --debug …` to see where, and report it.")
            raise typer.Exit(1) from unknown


def _is_usage(wrong: Exception) -> bool:
    """Whether the command line's own parser raised it: it has an exit code and prints itself."""
    return hasattr(wrong, "exit_code") and hasattr(wrong, "format_message")


def say_error(sentence: str) -> None:
    """Print one sentence on standard error, with secrets masked and the names that a terminal knows."""
    words = " ".join(clean(masked(sentence)).split())
    typer.echo(in_terminal_words(words, command="intercept "), err=True)


def in_terminal_words(sentence: str, *, command: str) -> str:
    """A sentence whose commands are Slack's, with those of the terminal: `command` stands before each."""
    renamed = {"log": "add"} if command else {}
    return SLACK_COMMAND.sub(lambda found: f"`{command}{renamed.get(found[1], found[1])}", sentence)


def masked(words: str) -> str:
    """Passwords in addresses and Slack tokens replaced by ***."""
    return TOKEN.sub("***", PASSWORD.sub(r"\1:***@", words))
