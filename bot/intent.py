"""Whether words without a command ask or tell: nothing that may be a question is ever logged as a report."""

import datetime as dt
import re

from bot.desk import NothingToLog, read_report

LONGEST_QUESTION = 160
MOST_WORDS = 15

_ASKS = re.compile(
    r"""\?\s*$
    | ^(?:who|what|which|when|where|why|how|did|does|do|has|have|is|are|was|were|any|count|compare)\b
    | ^(?:show|tell|give)\ me\b
    | ^(?:latest|newest|list|first|oldest|most\ recent)\b
    | ^last\b(?!\ (?:night|week|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SHORTHAND = re.compile(r"^\s*(?:log\s+\S|DTG\b|\d{1,3}\s?[x×]\s*\S)", re.IGNORECASE)
_SAYS = re.compile(
    r"[,–—-]\s*(?:\S+\s){1,5}?(?:says?|said|reports?|reported|confirms?|confirmed|announced)\b", re.IGNORECASE
)
_SENTENCES = re.compile(r"""[a-z0-9]{2}[.!]["'”’)]*(?:\s+["“A-Z]|\s*$)|\n""")


def asks(text: str) -> bool:
    """Whether it is put as a question: a question mark, an asking word in front, and no longer than people ask.

    >>> asks("last Tu-95 near Alaska"), asks("Last night two Tu-95s flew near Alaska.")
    (True, False)
    """
    return len(text) <= LONGEST_QUESTION and "\n" not in text and bool(_ASKS.search(text))


def tells(text: str) -> bool:
    """Whether it tells: sentences, several lines, somebody who says so, `2x …`, or more words than a question has.

    >>> tells("Two Su-27s buzzed an RC-135 on Tuesday."), tells("Tu-95 near Alaska")
    (True, False)
    """
    if asks(text) or text.rstrip().endswith("?"):
        return False
    return len(text.split()) > MOST_WORDS or any(p.search(text) for p in (_SENTENCES, _SHORTHAND, _SAYS))


def is_report(text: str, today: dt.date) -> bool:
    """Whether an incident can be read from it, as told `today`."""
    try:
        read_report(text, today)
    except NothingToLog:
        return False
    return True
