"""The day that a report came out, where it says so at its head: "published 2017-04-20", "Posted: April 20, 2017"."""

import datetime as dt
import re

from bot.reading.dates import find_dates
from bot.reading.days import Grain

HEAD = re.compile(r"\s*(?:date|dated|published|posted|updated|publication date)\b\s*:?\s*(?:on\s)?", re.IGNORECASE)
AFTER = " \t\r\n,:;.|—–-"
LONGEST_HEAD = 60
STAMP = re.compile(
    r"(?:^|[|·•—]\s*)\W*(?:(?P<first>first published|published|posted|issued|released)|(?:last )?updated)\b",
    re.IGNORECASE,
)
HEAD_LINES = 15
LONGEST_STAMP = 120


def stated_day(text: str) -> tuple[dt.date | None, str]:
    """The publication day that a text opens with, and the text without it; (None, text) where it says none.

    A stamp in the head of a page ("PUBLISHED: 21:14, Thu, Mar 12, 2020 | UPDATED: …") counts too and stays where it is.

    >>> stated_day("published 20 April 2017: Two bombers …")
    (datetime.date(2017, 4, 20), 'Two bombers …')

    Only a whole date with its year counts.
    """
    head = HEAD.match(text)
    if head is None:
        return _stamped(text), text
    for found in find_dates(text[: head.end() + LONGEST_HEAD], None):
        whole = found.days.grain == Grain.DAY and found.days.first is not None and not found.days.guess
        if whole and not text[head.end() : found.start].strip():
            return found.days.first, text[found.end :].lstrip(AFTER)
        break
    return _stamped(text), text


def _stamped(text: str) -> dt.date | None:
    """The day that a line in the head of a page says it was published; of an update only where it says no more."""
    days: dict[bool, dt.date] = {}
    for line in [line for line in text.splitlines() if line.strip()][:HEAD_LINES]:
        for stamp in STAMP.finditer(line[:LONGEST_STAMP]):
            for found in find_dates(line[stamp.end() : stamp.end() + LONGEST_HEAD], None):
                if found.days.grain == Grain.DAY and found.days.first is not None and not found.days.guess:
                    days.setdefault(bool(stamp["first"]), found.days.first)
                    break
    return days.get(True, days.get(False))
