"""What the bot says of itself: the commands with examples, and what to do with a message that is neither."""

import re
from difflib import get_close_matches

from bot.asking import examples as forms
from handlers.views.blocks import Message, clip, lines, message, safe, section

COMMANDS = {
    "log": "`/intercept log 2x Tu-95 + 2x Su-35, Alaska ADIZ, 20 May 2019, intercepted by 2x F-22, NORAD`",
    "ask": "`/intercept ask last Tu-95 near Alaska`",
    "last": "`/intercept last` or `/intercept last Tu-160 near Britain`",
    "list": "`/intercept list` or `/intercept list Chinese flights near Taiwan since June 2026`",
    "show": "`/intercept show INT-1001`",
    "check": "`/intercept check` and the text of a report",
    "edit": "`/intercept edit INT-1001 day: 2019-05-21; places: Alaska`",
    "confirm": "`/intercept confirm INT-1001 official`",
    "dispute": "`/intercept dispute INT-1001` and why",
    "retract": "`/intercept retract INT-1001` and why",
    "restore": "`/intercept restore INT-1001`",
    "merge": "`/intercept merge INT-1002 into INT-1001`",
    "unmerge": "`/intercept unmerge INT-1002`",
    "history": "`/intercept history INT-1001`",
    "share": "`/intercept share INT-1001`",
    "unshare": "`/intercept unshare INT-1001`",
    "digest": "`/intercept digest` for yesterday's, or `/intercept digest daily 08:00 Europe/London near Alaska`",
    "watch": "`/intercept watch Tu-160 near the United Kingdom`, or `/intercept watch 3 or more in 7 days near Alaska`",
    "background": "`/intercept background near Alaska since 2015`",
    "retry": "`/intercept retry`",
    "doctor": "`/intercept doctor`",
    "home": "`/intercept home`",
    "review": "`/intercept review`",
    "conflicts": "`/intercept conflicts`",
    "drafts": "`/intercept drafts`",
    "subscriptions": "`/intercept subscriptions`",
    "settings": "`/intercept settings` or `/intercept settings zone America/Anchorage`",
    "help": "`/intercept help`",
}
MEANS = {
    "log": "log a report (the text alone is enough; begin an old one with `published 2017-04-20`)",
    "ask": "ask the ledger",
    "last": "the newest record",
    "list": "the newest records",
    "show": "one record with its sources",
    "check": "what of a report is in the ledger, and what differs",
    "edit": "correct a record, value by value",
    "confirm": "say how well a record is borne out",
    "dispute": "say that a record is wrong",
    "retract": "take a record back",
    "restore": "put a retracted record back",
    "merge": "make two records of one event one",
    "unmerge": "take a merge apart",
    "history": "who changed what of a record, and when",
    "share": "open a private channel's record to the workspace",
    "unshare": "keep a record to its channel",
    "digest": "the digest of yesterday, or one that comes by itself (`digest list` shows what does)",
    "watch": "a message here as soon as something is logged (`watch list` shows what is watched for)",
    "background": "the background of a story, in sentences with their records",
    "retry": "send what was held back while the bot could not post here",
    "doctor": "what I may do here, and what more scopes would buy",
    "home": "what the home tab shows: the latest, what needs you, and whether all is well",
    "review": "the records of which nobody said yet how well they are borne out",
    "conflicts": "the records in dispute",
    "drafts": "your drafts that wait to be saved",
    "subscriptions": "the digests and alerts that you subscribed channels to",
    "settings": "how I behave in this channel, and who may edit here",
    "help": "this page",
}
PER_SECTION = 10
OPERATIONS = ("newest", "count", "list", "exists", "closest", "largest")


def help_page() -> Message:
    """Every command with an example, and how to ask by mention or direct message."""
    intro = "I keep the ledger of military air and sea encounters: give me a report and I log it, ask and I answer."
    rows = [f"• {MEANS[name]}: {example}" for name, example in COMMANDS.items()]
    outro = "Or mention me, or write to me directly: I answer in the thread, and follow-ups work there. You can ask:"
    questions = [f"• {safe(question)}" for question in _questions()]
    text = "\n".join([intro, *rows, outro, *questions])
    parts = [section(lines(rows[start : start + PER_SECTION])) for start in range(0, len(rows), PER_SECTION)]
    return message(text, [section(intro), *parts, section(outro), section(lines(questions))])


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


def sentence(words: str) -> Message:
    """One sentence of our own or of an error, escaped."""
    return message(safe(words), [section(safe(words))])


def held_up(channel: str, *, error: str, remedy: str) -> Message:
    """That a channel takes no messages, by its name as Slack shows it, and what to do about it."""
    named = f"<#{channel}>" if re.fullmatch(r"[CG][A-Z0-9]+", channel) else "a direct conversation"
    first = f"I cannot post in {named} any more"
    rest = safe(f" (Slack says {error}), so what is for it waits: {remedy}, then write `/intercept retry` there.")
    return message(first + rest, [section(f"*{first}*{rest}")])


def _questions() -> list[str]:
    """A question for each of some operations, from the operations' own examples."""
    reads = {operation: questions for operation, questions in reversed(forms()) if questions}
    return [reads[operation][0] for operation in OPERATIONS if operation in reads]
