"""Answers that are a number, a truth or a list: how many incidents, how many aircraft, averages, shares."""

from statistics import median

from bot.asking.echo import say_filter, say_groups, say_types
from bot.asking.question import Question
from bot.asking.rows import Rank, Records
from bot.asking.tallies import (
    CHRONOLOGICAL,
    bins,
    flown,
    keyed,
    middle_of,
    placed,
    ranked,
    sized,
    sizes,
    tally,
    uncounted,
    with_others,
)
from bot.asking.telling import noun_of, plural_types, say_behind, say_count, say_number, say_one
from bot.asking.writers.draft import Draft, Found, dated, none, vague
from bot.asking.writers.ranks import say_key
from bot.wording import say_and, say_interval, say_line
from store.filters import IncidentFilter

EDGES: tuple[Rank, ...] = ("oldest", "newest")


def listing(question: Question, found: Found) -> Draft:
    """All records."""
    rows = found.rows[0]
    return Draft(f"{say_count(len(rows), question)}.", len(rows), rows) if rows else none(question, 0)


def count(question: Question, found: Found) -> Draft:
    """How many incidents."""
    rows = found.rows[0]
    if not rows:
        return Draft(f"0: the ledger has no record of {say_one(question)}.", 0)
    return Draft(f"{say_count(len(rows), question)}.", len(rows), rows, _units(rows))


def _units(rows: Records) -> tuple[str, ...]:
    """What a count counts, and the other unit beside it."""
    return (f"Counted are incidents, not aircraft; the records count {flown(rows):,} aircraft on the side that flew.",)


def airframes(question: Question, found: Found) -> Draft:
    """How many aircraft, added up over the records."""
    rows = found.rows[0]
    if not rows:
        what = plural_types(question.counted) if question.counted else "aircraft"
        return Draft(f"0 {what}: the ledger has no record of {say_one(question)}.", 0)
    total = flown(rows, side=question.counted_side, types=question.counted)
    what = "aircraft"
    if question.counted:
        what = plural_types(question.counted) if total != 1 else say_types(question.counted).removeprefix("any ")
    notes = [f"Counted are aircraft over {say_number(len(rows))}; the same aircraft may have flown more than once."]
    notes.extend(_silent(question, rows, "so the true total is higher"))
    notes.extend(_shared(question, rows))
    rest = _but_counted(question)
    told = f"{say_number(len(rows), noun_of(rest))}{say_behind(question, rest)}"
    return Draft(f"{total:,} {what} in {told}.", total, rows, tuple(notes))


def _shared(question: Question, rows: Records) -> list[str]:
    """Whose aircraft are counted besides those of the states asked about."""
    asked = question.filter.actors
    joint = with_others(rows, asked) if asked and not question.counted else 0
    return (
        [f"{say_number(joint)} of these flown jointly: the other state's aircraft are counted, too."] if joint else []
    )


def _but_counted(question: Question) -> IncidentFilter:
    """The conditions without the platforms that the sentence has named as counted."""
    kept = tuple(c for c in question.filter.platforms if c.types != question.counted)
    return question.filter.model_copy(update={"platforms": kept})


def _silent(question: Question, rows: Records, so: str) -> list[str]:
    silent = uncounted(rows, side=question.counted_side, types=question.counted)
    return [f"{say_number(silent, ('record', 'records'))} of these give no number, {so}."] if silent else []


def exists(question: Question, found: Found) -> Draft:
    """Whether there is a record."""
    rows = found.rows[0]
    if not rows:
        return none(question, value=False)
    return Draft(f"Yes, {say_count(len(rows), question)}; the newest: {say_line(rows[0])}.", True, rows)


def share(question: Question, found: Found) -> Draft:
    """The part of the records that meets further conditions, in percent."""
    whole, part = found.rows
    if not whole or question.part is None:
        return none(question)
    percent = round(100 * len(part) / len(whole), 1)
    known = say_filter(question.filter)
    named = [words for words in say_filter(question.part) if words not in known]
    of_these = ", ".join([*named, *([question.part_recurring.words] if question.part_recurring else [])])
    return Draft(
        f"{percent:g} %: {len(part)} of {say_count(len(whole), question)} — {of_these}.", percent, part or whole
    )


def average(question: Question, found: Found) -> Draft:
    """Mean and median: of the aircraft of an incident, or of the incidents of a month, week or year."""
    return _per_period(question, found) if question.group else _per_incident(question, found)


def _per_incident(question: Question, found: Found) -> Draft:
    rows = found.rows[0]
    counted = sizes(rows, side=question.counted_side, types=question.counted)
    numbers = {size: records for size, records in counted.items() if size}
    if not numbers:
        return none(question) if not rows else Draft(f"None of {say_count(len(rows), question)} gives a number.")
    records = sum(numbers.values())
    mean, middle = sum(size * times for size, times in numbers.items()) / records, middle_of(numbers)
    what = plural_types(question.counted) if question.counted else "aircraft"
    notes = [
        f"From {min(numbers)} to {max(numbers)}, over {say_number(records, ('record', 'records'))} that give a number."
    ]
    if records < len(rows):
        notes.append(f"{say_number(len(rows) - records, ('record', 'records'))} without a number left out.")
    notes.extend(_shared(question, rows))
    about = f"{noun_of(question.filter)[0]}{say_behind(question, question.filter)}"
    return Draft(
        f"{mean:.2f} {what} per {about} on average; the median is {middle:g}.",
        round(mean, 2),
        sized(rows, side=question.counted_side, types=question.counted),
        tuple(notes),
    )


def _per_period(question: Question, found: Found) -> Draft:
    rows, group = found.rows[0], question.group
    if group is None or group not in CHRONOLOGICAL:
        return none(question)
    kept, tallied = placed(rows, group), tally(rows, group)
    edges = [row.first_day for by in EDGES for row in ranked(dated(kept), by, 1) if row.first_day]
    first = question.filter.since or min(edges, default=None)
    if first is None or not rows:
        return none(question)
    last = min(question.filter.until or question.asked_on, question.asked_on)
    counts = dict.fromkeys(bins(first, max(last, *edges) if edges else last, group), 0)
    for key, number in tallied:
        counts[key] = counts.get(key, 0) + number
    mean, middle = sum(counts.values()) / len(counts), median(counts.values())
    unit = (group.value, f"{group.value}s")
    notes = [
        f"{say_number(len(kept))} over {say_number(len(counts), unit)}, {say_interval(first, last)}; "
        f"a {group.value} without a record counts as 0, one that is not over as a whole one.",
        *vague(rows, len(kept)),
    ]
    return Draft(
        f"{mean:.2f} {noun_of(question.filter)[1]} per {group.value}"
        f"{say_behind(question, question.filter)} on average; the median is {middle:g}.",
        round(mean, 2),
        kept,
        tuple(notes),
    )


def distinct(question: Question, found: Found) -> Draft:
    """How many different names or periods the records have."""
    rows, group = found.rows[0], question.group
    if not rows or group is None:
        return none(question, 0)
    counts = tally(rows, group, side=question.counted_side, drop=question.drop, only=question.counted)
    names = [say_key(key, group) for key, _ in counts]
    shown = say_and(names) if len(names) <= 12 else f"{', '.join(names[:12])} and {len(names) - 12} more"
    what = say_groups(group) if len(counts) != 1 else say_groups(group).replace("states", "state").removesuffix("s")
    named = keyed(rows, group, question.counted_side)
    notes = [f"{say_number(len(rows) - named, ('record', 'records'))} of these name none."] if named < len(rows) else []
    behind = say_count(len(rows), question)
    return Draft(f"{len(counts)} {what} in {behind}: {shown}.", len(counts), rows, tuple(notes), counts)
