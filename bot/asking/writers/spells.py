"""Answers about runs of days: since when, the longest streak, the one that runs now, the longest gap."""

from bot.asking.question import DAY, Question
from bot.asking.rows import EXACT
from bot.asking.runs import gap_days, longest_gap, longest_run, running
from bot.asking.tallies import begun, end_of, ranked
from bot.asking.telling import say_number, say_subject
from bot.asking.writers.draft import Draft, Found, dated, none, vague
from bot.wording import say_and, say_day, say_days, say_interval, say_line
from store.lookups import Begun
from store.records import Precision

DAYS = ("day", "days")
_EXACT = "Counted are days with at least one record of exact date."


def days_since(question: Question, found: Found) -> Draft:
    """Days from the last day of the newest record to the day of asking."""
    rows = dated(found.rows[0])
    if not rows:
        return none(question)
    newest = ranked(rows, "newest", 1)[0]
    days = (question.asked_on - end_of(newest)).days
    about = "" if newest.precision == Precision.DAY else "about "
    headline = f"{about}{say_number(days, DAYS)} since {say_days(newest)}: {newest.name}, {say_line(newest)}."
    return Draft(headline[0].upper() + headline[1:], days, (newest,))


def streak(question: Question, found: Found) -> Draft:
    """The most days in a row with a record."""
    length, end, records = longest_run(found.rows[0])
    if end is None:
        return none(question, 0)
    first = end - (length - 1) * DAY
    headline = f"{say_number(length, DAYS)} in a row with {say_subject(question)}: {say_interval(first, end)}."
    return Draft(headline, length, records, (_EXACT,))


def current_streak(question: Question, found: Found) -> Draft:
    """The days in a row with a record that reach today or yesterday."""
    length, end, records = running(found.rows[0], question.asked_on)
    if end is None:
        return none(question, 0)
    if not length:
        since = (question.asked_on - end).days
        last = begun(found.rows[0], Begun(precisions=EXACT, since=end, until=end))
        return Draft(
            f"No run of days is going on: the newest of the {say_subject(question)} is {say_number(since, DAYS)} old "
            f"({say_day(end)}).",
            0,
            last,
            (_EXACT,),
        )
    first = end - (length - 1) * DAY
    headline = f"{say_number(length, DAYS)} in a row with {say_subject(question)}: {say_interval(first, end)}."
    return Draft(
        headline, length, records, (f"{_EXACT} A run counts as going on until a whole day has passed without.",)
    )


def between(question: Question, found: Found) -> Draft:
    """The days from one record to another, both named."""
    rows = tuple(sorted(dated(found.rows[0]), key=end_of))
    missing = [ref for ref in question.filter.refs if ref not in {n.upper() for r in rows for n in (r.ref, r.name)}]
    if len(rows) < 2 or missing:
        named = {n.upper() for row in found.rows[0] for n in (row.ref, row.name)}
        unknown = [ref for ref in missing if ref not in named]
        why = f"No record {say_and(unknown)}: check the reference." if unknown else "One of these records has no date."
        return Draft(why, None, found.rows[0])
    one, other = rows
    days = gap_days(one, other)
    exact = one.precision == other.precision == Precision.DAY
    headline = f"{'' if exact else 'about '}{say_number(days, DAYS)} from {say_day(end_of(one))} ({one.name}) to "
    return Draft(f"{headline[0].upper()}{headline[1:]}{say_days(other)} ({other.name}).", days, rows)


def gap(question: Question, found: Found) -> Draft:
    """The longest time between two records with none between them."""
    rows = found.rows[0]
    pair, exact = longest_gap(rows), begun(rows, Begun(precisions=EXACT))
    if pair is None:
        if not exact:
            return none(question)
        return Draft(f"There is only one record of exact date ({exact[0].name}), so there is no gap.", None, exact)
    one, other = pair
    days = gap_days(one, other)
    headline = (
        f"{say_number(days, DAYS)} between {say_subject(question)}: from {say_day(end_of(one))} ({one.name}) "
        f"to {say_days(other)} ({other.name})."
    )
    notes = [f"That leaves {say_number(max(days - 1, 0), DAYS)} between without a record.", *vague(rows, len(exact))]
    running_now = (question.asked_on - end_of(ranked(exact, "newest", 1)[0])).days
    if question.filter.until is None and running_now > days:
        notes.append(f"The time since the newest record is longer: {say_number(running_now, DAYS)}.")
    return Draft(headline, days, (one, other), tuple(notes))
