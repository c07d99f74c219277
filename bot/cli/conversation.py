"""A conversation over the desk without a terminal: a message in, parts to show out."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.text import Text

from bot.asking import Declined, Question, examples, parse
from bot.cli.alerting import set_off
from bot.cli.door import in_terminal_words
from bot.cli.publication import NoDay, day_of_answer
from bot.cli.render import card, full_record, grid, record_table
from bot.cli.telling import answer_parts, digest_parts
from bot.cli.terminal import clean
from bot.desk import Desk
from bot.digest import Period, days_before, week_before
from bot.intent import LONGEST_QUESTION, asks, is_report, tells
from bot.paragraph import say_sentence
from store.errors import DeskError
from store.filters import OPERATOR
from store.records import Incident, Origin

LOG = re.compile(r"^log\s+(?=\S)", re.IGNORECASE)
LATEST = 10
HELP = (
    ("a report", "paste it: its incidents are logged"),
    ("undo", "take back what was just logged"),
    ("background …", "a paragraph for a story: background near Alaska since 2015"),
    ("published DATE", "the day the next report came out: 'on Monday' counts from it"),
    ("last", "the newest records"),
    ("show REF", "one record with sources and history"),
    ("digest [week] [DATE]", "the digest of yesterday, of a day, or of a week"),
    ("quit", "leave"),
)


class Conversation:
    """What is remembered between messages: the last question, the last records, the day of publication."""

    def __init__(self, desk: Desk, *, now: Callable[[], dt.datetime], zone: str) -> None:
        self.ended = False
        self._desk = desk
        self._now = now
        self._zone = zone
        self._before: Question | None = None
        self._logged: tuple[str, ...] = ()
        self._published: dt.date | None = None
        self._undated = ""

    def reply(self, message: str) -> list[RenderableType]:
        """Answer one message. What the desk refuses is told in its own sentence; nothing is raised for it."""
        try:
            return self._answer(message.strip())
        except DeskError as known:
            sentence = in_terminal_words(clean(str(known)), command="")
            return [Text(sentence, style="yellow")]

    def _answer(self, message: str) -> list[RenderableType]:
        if "\n" not in message:
            verb, _, rest = message.partition(" ")
            command = self._commands().get(verb.casefold().strip("/"))
            parts = command(rest.strip()) if command else None
            if parts is not None:
                return parts
        report = LOG.sub("", message)
        told = tells(message) and (is_report(report, self._today()) or len(message) > LONGEST_QUESTION)
        if told or report != message or "\n" in message:
            return self._log(report)
        question = parse(message, self._today(), self._before)
        if isinstance(question, Declined) and not asks(message) and is_report(message, self._today()):
            return self._log(message)
        if isinstance(question, Question):
            self._before = question
        return answer_parts(self._desk.answer(question, audience=OPERATOR), person=True)

    def _commands(self) -> dict[str, Callable[[str], list[RenderableType] | None]]:
        """Commands by their first word. One that gives None was none: it is a report or a question."""
        return {
            "help": self._help,
            "?": self._help,
            "quit": self._quit,
            "exit": self._quit,
            "q": self._quit,
            "undo": self._undo,
            "published": self._set_published,
            "last": self._latest,
            "show": self._show,
            "digest": self._digest,
            "background": self._background,
        }

    def _help(self, rest: str) -> list[RenderableType] | None:
        if rest:
            return None
        asked = dict(examples())
        questions = [asked["newest"][0], asked["count"][0], "and in 2023?"]
        return [grid([("a question", " · ".join(questions)), *HELP])]

    def _quit(self, rest: str) -> list[RenderableType] | None:
        if rest:
            return None
        self.ended = True
        return [Text("Goodbye.", style="dim")]

    def _log(self, report: str) -> list[RenderableType]:
        at = self._now()
        with self._desk.ledger.store.writing():
            logged = self._desk.log(report, published=self._published, origin=Origin(), at=at)
            if not logged.again:
                set_off(self._desk, [record.ref for record in logged.incidents], at=at)
        self._logged = tuple(record.ref for record in logged.incidents)
        self._published = None
        parts: list[RenderableType] = []
        for record in logged.incidents:
            title = f"{record.name} · logged"
            parts.append(card(record, title=title))
        parts += [Text(clean(note), style="dim") for note in logged.asides()]
        hint = "Wrong? Say undo."
        if any(record.first_day is None for record in logged.incidents):
            self._undated = report
            hint = f"The day is not given: say when it came out, `published {self._today():%Y-%m-%d}`."
        return [*parts, Text(hint, style="dim")]

    def _undo(self, rest: str) -> list[RenderableType] | None:
        if rest:
            return None
        if not self._logged:
            return [Text("There is nothing to undo: paste a report first.")]
        at = self._now()
        with self._desk.ledger.store.writing():
            undone = self._desk.undo(self._logged, by="", at=at, audience=OPERATOR)
            set_off(self._desk, self._logged, at=at)
        self._logged = ()
        names = ", ".join(record.name for record in undone)
        return [Text(f"Undone: {names}. It stays in the history and counts nowhere.")]

    def _set_published(self, rest: str) -> list[RenderableType] | None:
        try:
            self._published = day_of_answer(rest, self._today())
        except NoDay:
            return [Text("Write the day as `published 2024-07-24`.")] if len(rest.split()) < 2 else None
        if self._undated:
            report, self._undated = self._undated, ""
            return self._log(report)
        return [Text(f"The next report counts from {self._published:%Y-%m-%d}: paste it.")]

    def _background(self, rest: str) -> list[RenderableType] | None:
        if not rest:
            return [Text("Say of what: `background near Alaska since 2015`.")]
        made = self._desk.background(rest, today=self._today(), audience=OPERATOR)
        return [Text(clean(say_sentence(one))) for one in made.sentences]

    def _latest(self, rest: str) -> list[RenderableType] | None:
        return self._records(self._desk.latest(LATEST, audience=OPERATOR)) if not rest else None

    def _records(self, records: Sequence[Incident]) -> list[RenderableType]:
        if not records:
            return [Text("The ledger is empty: paste a report.")]
        return [record_table(records)]

    def _show(self, rest: str) -> list[RenderableType] | None:
        if not re.fullmatch(r"[A-Za-z]+-?\d+", rest):
            return None
        record = self._desk.show(rest, audience=OPERATOR)
        history = self._desk.ledger.history(record.ref, audience=OPERATOR)
        return full_record(record, history, person=True)

    def _digest(self, rest: str) -> list[RenderableType] | None:
        period = self._period(rest)
        if period is None:
            return [Text("Write `digest`, `digest 2024-07-24`, `digest week` or `digest week 2024-07-22`.")]
        return digest_parts(self._desk.digest(period, audience=OPERATOR), person=True)

    def _period(self, words: str) -> Period | None:
        """Yesterday, the last week, a day, or the week that a day lies in. None for other words."""
        match = re.fullmatch(r"(?:(week|daily|weekly)\b)?\s*(\d{4}-\d\d-\d\d)?", words.casefold())
        if match is None:
            return None
        week = (match[1] or "").startswith("week")
        try:
            if match[2] is None:
                day = self._today()
            else:
                named = dt.date.fromisoformat(match[2])
                day = named + dt.timedelta(days=7 if week else 1)
            return week_before(day, self._zone) if week else days_before(day, self._zone)
        except (ValueError, OverflowError):
            return None

    def _today(self) -> dt.date:
        return self._now().astimezone(ZoneInfo(self._zone)).date()
