"""Answers about runs of days: since when, the longest streak, the one that runs now, the longest gap."""

from bot.asking.question import Question
from bot.asking.tallies import end_of, gap_days, longest_gap, longest_run, running
from bot.asking.telling import say_number, say_subject
from bot.asking.writers.draft import Draft, Found, dated, none, vague
from bot.wording import say_day, say_days, say_interval, say_line
from store.records import Precision

DAYS = ("day", "days")
_EXACT = "Counted are days with at least one record of exact date."


def days_since(question: Question, found: Found) -> Draft:
    """Days from the last day of the newest record to the day of asking."""
    rows = dated(found.rows[0])
    if not rows:
        return none(question)
    newest = max(rows, key=end_of)
    days = (question.asked_on - end_of(newest)).days
    about = "" if newest.precision == Precision.DAY else "about "
    headline = f"{about}{say_number(days, DAYS)} since {say_days(newest)}: {newest.name}, {say_line(newest)}."
    return Draft(headline[0].upper() + headline[1:], days, (newest,))


def streak(question: Question, found: Found) -> Draft:
    """The most days in a row with a record."""
    length, end, records = longest_run(found.rows[0])
    if end is None:
        return none(question, 0)
    first = min(row.first_day for row in records if row.first_day)
    headline = f"{say_number(length, DAYS)} in a row with {say_subject(question)}: {say_interval(first, end)}."
    return Draft(headline, length, records, (_EXACT,))


def current_streak(question: Question, found: Found) -> Draft:
    """The days in a row with a record that reach today or yesterday."""
    length, end, records = running(found.rows[0], question.asked_on)
    if end is None:
        return none(question, 0)
    if not length:
        since = (question.asked_on - end).days
        last = tuple(row for row in found.rows[0] if row.first_day == end and row.precision == Precision.DAY)
        return Draft(
            f"No run of days is going on: the newest of the {say_subject(question)} is {say_number(since, DAYS)} old "
            f"({say_day(end)}).",
            0,
            last,
            (_EXACT,),
        )
    first = min(row.first_day for row in records if row.first_day)
    headline = f"{say_number(length, DAYS)} in a row with {say_subject(question)}: {say_interval(first, end)}."
    return Draft(
        headline, length, records, (f"{_EXACT} A run counts as going on until a whole day has passed without.",)
    )


def gap(question: Question, found: Found) -> Draft:
    """The longest time between two records with none between them."""
    rows = found.rows[0]
    pair = longest_gap(rows)
    if pair is None:
        exact = [row for row in rows if row.precision == Precision.DAY]
        if not exact:
            return none(question)
        return Draft(
            f"There is only one record of exact date ({exact[0].name}), so there is no gap.", None, tuple(exact)
        )
    one, other = pair
    days = gap_days(one, other)
    exact = [row for row in rows if row.precision == Precision.DAY]
    headline = (
        f"{say_number(days, DAYS)} between {say_subject(question)}: from {say_day(end_of(one))} ({one.name}) "
        f"to {say_days(other)} ({other.name})."
    )
    notes = [f"That leaves {say_number(max(days - 1, 0), DAYS)} between without a record.", *vague(rows, len(exact))]
    running_now = (question.asked_on - max(end_of(row) for row in exact)).days
    if question.filter.until is None and running_now > days:
        notes.append(f"The time since the newest record is longer: {say_number(running_now, DAYS)}.")
    return Draft(headline, days, (one, other), tuple(notes))
