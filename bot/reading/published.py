"""The day that a report came out, where it says so at its head: "published 2017-04-20", "Posted: April 20, 2017"."""

import datetime as dt
import re

from bot.reading.dates import find_dates
from bot.reading.days import Grain

HEAD = re.compile(r"\s*(?:date|dated|published|posted|updated|publication date)\b\s*:?\s*(?:on\s)?", re.IGNORECASE)
AFTER = " \t\r\n,:;.|—–-"
LONGEST_HEAD = 60


def stated_day(text: str) -> tuple[dt.date | None, str]:
    """The publication day that a text opens with, and the text without it; (None, text) where it opens otherwise.

    >>> stated_day("published 20 April 2017: Two bombers …")
    (datetime.date(2017, 4, 20), 'Two bombers …')

    Only a whole date with its year counts.
    """
    head = HEAD.match(text)
    if head is None:
        return None, text
    for found in find_dates(text[: head.end() + LONGEST_HEAD], None):
        whole = found.days.grain == Grain.DAY and found.days.first is not None and not found.days.guess
        if whole and not text[head.end() : found.start].strip():
            return found.days.first, text[found.end :].lstrip(AFTER)
        break
    return None, text
