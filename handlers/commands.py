"""`/intercept …`: what the words after it ask for, and the ways that read the ledger or log a report."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.asking import Answer
from bot.desk import NothingToLog
from bot.intent import LONGEST_QUESTION, asks, is_report, tells
from handlers import answers, capture
from handlers.incoming import words
from handlers.views.background import background
from handlers.views.help import help_page, unclear
from handlers.views.record import record, records
from handlers.work import Thinker, Work
from store.outbox import Outgoing

Way = Callable[[Work, str], list[Outgoing]]
"""What a verb does: with the work and the words after the verb."""

LATEST = 10
ALONE = ("last", "list")  # with more words they are a question, or a report (`last night …`)
IF_REPORT = "If that was a report, log it with `/intercept log` and the same words."
NOTHING_YET = "The ledger holds no record yet: paste a report after `/intercept`."


def thinker(ways: Mapping[str, Way]) -> Thinker:
    """What thinks about a use of the command, by the ways that there are."""

    def intercept(work: Work) -> list[Outgoing]:
        way, rest = read_command(words(work.payload.get("text")), ways)
        return way(work, rest)

    return intercept


def read_command(text: str, ways: Mapping[str, Way]) -> tuple[Way, str]:
    """What the words after `/intercept` ask for, and the words left for it."""
    verb, *rest = text.split(maxsplit=1) or ["help"]
    way = ways.get(verb.lower())
    if way is None or (rest and verb.lower() in ALONE):
        return anything, text
    return way, rest[0] if rest else ""


def ask(work: Work, text: str) -> list[Outgoing]:
    """Answer a question."""
    return [work.say(answers.shown(work, _answer(work, text)))]


def anything(work: Work, text: str) -> list[Outgoing]:
    """Words without a verb: what asks is answered, never logged; what tells is logged; what may be both is asked."""
    if asks(text):
        return ask(work, text)
    if tells(text):
        try:
            return capture.typed(work, text)
        except NothingToLog:
            if len(text) > LONGEST_QUESTION:
                raise
    given = _answer(work, text)
    if given.understood:
        report = is_report(text, work.today)
        return [work.say(answers.shown(work, replace(given, notes=(*given.notes, IF_REPORT)) if report else given))]
    try:
        return capture.typed(work, text)
    except NothingToLog:
        return [work.say(unclear(text), to=work.place.user)]


def last(work: Work, _: str) -> list[Outgoing]:
    """Show the newest record."""
    newest = work.desk.latest(1, audience=work.audience)
    return [work.say(record(newest[0]) if newest else records([], title="", empty=NOTHING_YET))]


def listed(work: Work, _: str) -> list[Outgoing]:
    """List the newest records."""
    newest = work.desk.latest(LATEST, audience=work.audience)
    return [work.say(records(newest, title=f"The newest {len(newest)} records", empty=NOTHING_YET))]


def story(work: Work, text: str) -> list[Outgoing]:
    """Write the background of a story."""
    return [work.say(background(work.desk.background(text, today=work.today, audience=work.audience)))]


def told_how(work: Work, _: str) -> list[Outgoing]:
    """Show the help page to the one who asked."""
    return [work.say(help_page(), to=work.place.user)]


def _answer(work: Work, text: str) -> Answer:
    thread = f"{work.place.team}:{work.place.channel}:{work.place.user}"
    return answers.ask(work, text, thread=thread)


COMMANDS: dict[str, Way] = {
    "ask": ask,
    "last": last,
    "list": listed,
    "background": story,
    "help": told_how,
}
