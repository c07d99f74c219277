"""Asking the person at the terminal when a report came out."""

import datetime as dt
import sys
from collections.abc import Callable

import typer

from bot.cli.terminal import clean
from bot.reading import read
from bot.reading.dates import find_dates
from bot.reading.days import Grain

SOME_DAY = dt.date(2017, 4, 20)  # any: whether a report leans on the day shows with every one
QUESTION = "When did it come out (like 2017-04-20; Enter if unknown)? "
EXAMPLE = "write it like 2017-04-20, or press Enter to go on without"


class NoDay(ValueError):
    """Words that are no day on which a report can have come out; the sentence says how to write one."""


def leans_on_publication(body: str) -> bool:
    """Whether a report leaves the day of an incident open, and the day that it came out would tell it."""
    known, supposed = read(body, None), read(body, SOME_DAY)
    days = [draft.first_day for draft in known.incidents if draft.main]
    return None in days and days != [draft.first_day for draft in supposed.incidents if draft.main]


def asked_day(body: str) -> dt.date | None:
    """Ask for the day that a report came out, until there is one or nobody knows it."""
    from bot.cli.clock import today  # opens half of the program, and the person is typing anyway

    open_words = next((d.date_words for d in read(body, None).incidents if d.main and d.date_words), None)
    what = f"“{clean(open_words)}”" if open_words else "When it happened"
    typer.echo(f"{what} counts from the day that the report came out, which it does not say.", err=True)
    return ask_until_told(_answer, today=today(), say=lambda words: typer.echo(words, err=True))


def ask_until_told(ask: Callable[[str], str], *, today: dt.date, say: Callable[[str], None]) -> dt.date | None:
    """Put the question with `ask` until the answer is a day, or empty; `say` tells what is wrong with another."""
    while words := ask(QUESTION).strip():
        try:
            return day_of_answer(words, today)
        except NoDay as wrong:
            say(str(wrong))
    return None


def day_of_answer(words: str, today: dt.date) -> dt.date:
    """The day that somebody typed: an ISO day, "20 April 2017", "yesterday". Raises NoDay.

    >>> day_of_answer("20 April 2017", dt.date(2017, 4, 21))
    datetime.date(2017, 4, 20)
    """
    found = find_dates(words, today)
    whole = found and (found[0].start, found[0].end) == (0, len(words)) and found[0].days.grain == Grain.DAY
    day = found[0].days.first if whole else None
    if day is None or found[0].days.guess:
        raise NoDay(f"{clean(words)!r} is no whole day: {EXAMPLE}.")
    if day > today:
        raise NoDay(f"{day} has not come yet: {EXAMPLE}.")
    return day


def _answer(question: str) -> str:
    """What is typed at the terminal; the end of the input is an empty answer."""
    typer.echo(question, nl=False, err=True)
    return sys.stdin.readline()
