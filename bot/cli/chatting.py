"""A conversation in the terminal: the loop that reads what is typed or pasted."""

import select
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from rich.text import Text

from bot.app import now, open_desk
from bot.cli.conversation import Conversation
from bot.cli.terminal import Screen, clean
from bot.demo import SCRIPT, demo_rows
from bot.desk import Desk, widen
from bot.intent import tells
from bot.settings import load_settings
from bot.verification import verified
from store.filters import OPERATOR, IncidentFilter
from store.interchange import from_outside
from store.records import Origin

PROMPT = "› "
PASTE_PAUSE = 0.05  # seconds without a further line after which a paste is over


def chat(*, demo: bool, database: str | None) -> None:
    """Talk at the terminal, over the ledger or over a demo one that is thrown away at the end. Raises DeskError."""
    screen = Screen(person=True)
    with _desk(demo=demo, database=database) as desk:
        conversation = Conversation(desk, now=now, zone=load_settings().desk_zone)
        _welcome(screen, desk, demo=demo)
        if demo and not sys.stdin.isatty():
            _play(screen, conversation)
        else:
            _converse(screen, conversation, sys.stdin)


@contextmanager
def _desk(*, demo: bool, database: str | None) -> Iterator[Desk]:
    """The desk to talk to; the demo has a new ledger, gone afterwards unless `database` names it."""
    if not demo:
        yield open_desk(database)
        return
    with tempfile.TemporaryDirectory(prefix="intercept-demo-") as folder:
        desk = open_desk(database or f"sqlite:///{Path(folder) / 'demo.db'}")
        records = [(ref, verified(widen(draft))) for ref, draft in map(from_outside, demo_rows())]
        desk.ledger.import_records(records, origin=Origin(), by="demo", at=now())
        yield desk
        desk.ledger.store.close()


def _welcome(screen: Screen, desk: Desk, *, demo: bool) -> None:
    held = desk.ledger.coverage(IncidentFilter(), audience=OPERATOR)
    what = "a demo ledger of real incidents" if demo else "your ledger"
    count = f"{held.records:,} record{'s' * (held.records != 1)}"
    span = f", {held.first_day:%Y} to {held.last_day:%Y}" if held.first_day and held.last_day else ""
    screen.write(
        Text.assemble(("Intercept Desk", "bold"), f" · {what}: {count}{span}"),
        Text("Paste a report to log it, or ask: last Tu-95 near Alaska?  ·  help  ·  quit", style="dim"),
        "",
    )


def _play(screen: Screen, conversation: Conversation) -> None:
    """Play the scripted conversation."""
    for message in SCRIPT:
        screen.write(Text(PROMPT + message, style="bold cyan"))
        screen.write(*conversation.reply(message), "")


def _converse(screen: Screen, conversation: Conversation, source: TextIO) -> None:
    """Answer message after message until `quit` or the end of the input."""
    messages = Messages(source)
    while not conversation.ended:
        try:
            message = messages.next()
        except KeyboardInterrupt:
            screen.write(Text("Say quit to leave.", style="dim"))
            continue
        if message is None:
            break
        if not source.isatty():
            screen.write(Text(PROMPT + clean(message), style="bold cyan"))
        if message.strip():
            screen.write(*conversation.reply(message), "")


class Messages:
    """What is typed, pasted or piped, cut into messages: a line each, or all lines of a report."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._typed = source.isatty()
        self._over = False
        if self._typed:
            with suppress(ImportError):
                import readline  # noqa: F401  (importing it gives the prompt a history and line editing)

    def next(self) -> str | None:
        """The next message; None at the end of the input. A paste is over when no further line waits."""
        first = self._line(PROMPT)
        if first is None:
            return None
        lines = [first]
        more = self._pasted() if self._typed else self._paragraph() if tells(first) else ()
        lines.extend(more)
        return "\n".join(lines)

    def _pasted(self) -> Iterator[str]:
        """Further lines while they are there already. Where that cannot be told, a message is one line."""
        while not self._over and self._waits():
            line = self._line("")
            if line is not None:
                yield line

    def _paragraph(self) -> Iterator[str]:
        """Further lines up to an empty one."""
        while (line := self._line("")) is not None and line.strip():
            yield line

    def _line(self, prompt: str) -> str | None:
        """One line without its end, or None at the end of the input, and ever after."""
        if self._over:
            return None
        try:
            line: str | None = input(prompt) if self._typed else self._source.readline()
        except EOFError:
            line = None
        if line is None or (not line and not self._typed):
            self._over = True
            return None
        return line.rstrip("\r\n")

    def _waits(self) -> bool:
        try:
            return bool(select.select([self._source], [], [], PASTE_PAUSE)[0])
        except (OSError, ValueError):
            return False
