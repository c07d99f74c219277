"""What the bot says of itself: the commands with examples, and what to do with a message that is neither."""

from difflib import get_close_matches

from bot.asking import examples as forms
from handlers.views.blocks import Message, clip, lines, message, safe, section

COMMANDS = {
    "log": "`/intercept log 2x Tu-95 + 2x Su-35, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD`",
    "ask": "`/intercept ask last Tu-95 near Alaska`",
    "last": "`/intercept last` or `/intercept last Tu-160 near Britain`",
    "list": "`/intercept list` or `/intercept list Chinese flights near Taiwan since June 2026`",
    "show": "`/intercept show INT-1001`",
    "digest": "`/intercept digest` for yesterday's",
    "background": "`/intercept background near Alaska since 2015`",
    "help": "`/intercept help`",
}
MEANS = {
    "log": "log a report (the text alone is enough; begin an old one with `published 2017-04-20`)",
    "ask": "ask the ledger",
    "last": "the newest record",
    "list": "the newest records",
    "show": "one record with its sources",
    "digest": "the digest of yesterday",
    "background": "the background of a story, in sentences with their records",
    "help": "this page",
}
OPERATIONS = ("newest", "count", "list", "exists", "closest", "largest")


def help_page() -> Message:
    """Every command with an example, and how to ask by mention or direct message."""
    intro = "I keep the ledger of military air and sea encounters: give me a report and I log it, ask and I answer."
    rows = [f"• {MEANS[name]}: {example}" for name, example in COMMANDS.items()]
    outro = "Or mention me, or write to me directly: I answer in the thread, and follow-ups work there. You can ask:"
    questions = [f"• {safe(question)}" for question in _questions()]
    text = "\n".join([intro, *rows, outro, *questions])
    return message(text, [section(intro), section(lines(rows)), section(outro), section(lines(questions))])


def examples() -> Message:
    """The answer to an empty mention: questions to try."""
    words = "Ask me about the ledger, for example:"
    rows = [f"• {safe(question)}" for question in _questions()]
    return message("\n".join([words, *rows]), [section(words), section(lines(rows))])


def unclear(text: str) -> Message:
    """For a text that is no command, no report and no question: the closest command, or examples."""
    first = text.split(maxsplit=1)[0].lower() if text.split() else ""
    close = get_close_matches(first, COMMANDS, n=1, cutoff=0.6)
    hint = f"Did you mean {COMMANDS[close[0]]}?" if close else "Try one of these:"
    rows = [] if close else [f"• {COMMANDS[name]}" for name in ("log", "ask", "help")]
    words = f"I read neither a report nor a question in “{clip(safe(text), 200)}”. {hint}"
    return message("\n".join([words, *rows]), [section(words), section(lines(rows))])


def looks_like_report() -> Message:
    """The answer to a mention that is a report: nothing is logged by a mention, so say how to log it."""
    words = (
        "That reads as a report, and I log nothing from a mention. To log it, send it as "
        "`/intercept log` followed by the text; to ask instead, put it as a question: “last Tu-95 near Alaska”."
    )
    return message(words, [section(words)])


def sentence(words: str) -> Message:
    """One sentence of our own or of an error, escaped."""
    return message(safe(words), [section(safe(words))])


def _questions() -> list[str]:
    """A question for each of some operations, from the operations' own examples."""
    reads = {operation: questions for operation, questions in reversed(forms()) if questions}
    return [reads[operation][0] for operation in OPERATIONS if operation in reads]
