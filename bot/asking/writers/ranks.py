"""Answers that rank, tally, compare or set side by side: most and least, by year, trends, change, sets of names."""

import datetime as dt

from bot.asking.answer import Value
from bot.asking.echo import GROUP_NAMES, say_groups, say_label
from bot.asking.question import Group, Op, Part, Question
from bot.asking.rows import Records
from bot.asking.tallies import CHRONOLOGICAL, bearing, bins, direction, keyed, merged, tally
from bot.asking.telling import noun_of, say_behind, say_count, say_number, say_subject, say_when
from bot.asking.writers.draft import Draft, Found, none, say_coverage, vague
from bot.vocabulary import state_name
from bot.wording import KIND_WORDS, RESPONSE_WORDS, say_and, say_day
from store.filters import IncidentFilter
from store.records import Kind, Response

SHOWN = 12
_MANY_NAMES = (Group.TYPE, Group.AREA, Group.ACTOR, Group.RESPONDER, Group.REPORTER, Group.OUTLET)


def say_key(key: str, group: Group) -> str:
    """A key of a tally in plain words: `RU` -> `Russia`, `zone_entry` -> `zone entry`."""
    if group in (Group.ACTOR, Group.RESPONDER):
        return state_name(key)
    if group == Group.KIND:
        return KIND_WORDS[Kind(key)]
    return RESPONSE_WORDS[Response(key)] if group == Group.RESPONSE else key


def _say_winner(key: str, group: Group) -> str:
    """A key in a sentence: `2024-07` is July 2024, `2024-07-24` is 24 Jul 2024."""
    if group == Group.DAY:
        return say_day(dt.date.fromisoformat(key))
    return f"{dt.date.fromisoformat(f'{key}-01'):%B %Y}" if group == Group.MONTH else say_key(key, group)


def _noun(group: Group) -> str:
    return GROUP_NAMES.get(group, group.value)


def _tallied(question: Question, rows: Records) -> tuple[tuple[str, int], ...]:
    if question.group is None:
        return ()
    return tally(rows, question.group, side=question.counted_side, drop=question.drop, only=question.counted)


def rank(question: Question, found: Found) -> Draft:
    """The name or period with the most or fewest records, ties told."""
    counts, group = _tallied(question, found.rows[0]), question.group
    if not counts or group is None:
        return none(question)
    down = question.op == Op.MOST
    ranked = tuple(sorted(counts, key=lambda pair: pair[1], reverse=down))
    edge = ranked[0][1]
    best = [key for key, number in ranked if number == edge]
    names = [_say_winner(key, group) for key in best]
    word = "most" if down else "fewest"
    tied = "Tied: " if len(best) > 1 else ""
    shown = say_and(names) if len(names) <= 4 else f"{', '.join(names[:4])} and {len(names) - 4} more"
    each = " each" if len(best) > 1 else ""
    noun = noun_of(question.filter)
    headline = (
        f"{tied}{shown[0].upper()}{shown[1:]}, with {say_number(edge, noun)}{each}"
        f"{say_behind(question, question.filter)}: the {word} by {_noun(group)}."
    )
    if question.n > 1:
        top = ", ".join(f"{say_key(key, group)} {number}" for key, number in ranked[: question.n])
        head = f"{say_groups(group)} with the {word} {noun[1]}{say_behind(question, question.filter)}"
        headline = f"The {min(question.n, len(ranked))} {head}: {top}."
    notes = [] if down else ["Only those with at least one record are ranked."]
    empty = "" if down else _without_any(question, counts, group)
    headline = (
        f"{empty} Of the others: {headline[0].lower() if tied else headline[0]}{headline[1:]}" if empty else headline
    )
    if 1 < question.n < len(ranked) and ranked[question.n - 1][1] == ranked[question.n][1]:
        level = sum(number == ranked[question.n - 1][1] for _, number in ranked)
        notes.append(f"{level} of them stand at {ranked[question.n - 1][1]}, so the last places could be others.")
    value: Value = best[0] if question.n == 1 else dict(ranked[: question.n])
    return Draft(headline, value, found.rows[0], tuple(notes), ranked[: max(10, question.n)])


def _without_any(question: Question, counts: tuple[tuple[str, int], ...], group: Group) -> str:
    """The years, months and so on of a period named by its first day that no record is of: fewer than the fewest."""
    first = question.filter.since
    if group not in CHRONOLOGICAL or first is None:
        return ""
    last = min(question.filter.until or question.asked_on, question.asked_on)
    known = {key for key, _ in counts}
    empty = [_say_winner(key, group) for key in bins(first, last, group) if key not in known] if first <= last else []
    if not empty:
        return ""
    shown = say_and(empty) if len(empty) <= 6 else f"{', '.join(empty[:6])} and {len(empty) - 6} more"
    return f"No record at all: {shown}."


def by(question: Question, found: Found) -> Draft:
    """How many records each name or period has."""
    rows, group = found.rows[0], question.group
    counts = _tallied(question, rows)
    if not counts or group is None:
        return none(question, {})
    empty = _without_any(question, counts, group)
    notes = [empty] if empty else []
    if group in _MANY_NAMES:
        notes.append(f"A record counts under each {_noun(group)} that it names, so the sum can exceed {len(rows)}.")
    placed = keyed(rows, group, question.counted_side)
    if placed < len(rows):
        notes.append(f"{say_number(len(rows) - placed, ('record', 'records'))} of {len(rows)} cannot be placed in it.")
    headline = f"{say_count(len(rows), question)}; by {_noun(group)}: {_say_counts(counts, group)}."
    return Draft(headline, dict(counts), rows, tuple(notes), counts)


def _say_counts(counts: tuple[tuple[str, int], ...], group: Group) -> str:
    """All of a tally while it is short, never all but one; of a long one the periods or names with the most."""
    if len(counts) <= SHOWN + 1:
        return ", ".join(f"{say_key(key, group)} {number:,}" for key, number in counts)
    if group not in CHRONOLOGICAL:
        first = ", ".join(f"{say_key(key, group)} {number:,}" for key, number in counts[:SHOWN])
        return f"{first} and {len(counts) - SHOWN:,} more"
    most = max(number for _, number in counts)
    best = [_say_winner(key, group) for key, number in counts if number == most]
    shown = say_and(best) if len(best) <= 4 else f"{', '.join(best[:3])} and {len(best) - 3} more"
    return f"the most in {shown} ({most:,}{' each' if len(best) > 1 else ''}), {len(counts):,} {group.value}s in all"


def trend(question: Question, found: Found) -> Draft:
    """Records by year, years without any as 0, and whether the years that are over rise or fall."""
    counts = dict(_tallied(question, found.rows[0]))
    if not counts:
        return none(question, {})
    first = min(int(year) for year in counts)
    if question.filter.since:
        first = question.filter.since.year
    until = question.filter.until
    last = min(until.year if until else question.asked_on.year, question.asked_on.year)
    years = {str(year): counts.get(str(year), 0) for year in range(first, max(last, *map(int, counts)) + 1)}
    over = [(year, number) for year, number in years.items() if int(year) < question.asked_on.year]
    subject = say_subject(question)
    told = ", ".join(f"{year} {number}" for year, number in years.items())
    headline = f"{subject[0].upper()}{subject[1:]}: {_verdict(over)} By year: {told}."
    notes = list(vague(found.rows[0], sum(counts.values())))
    if str(question.asked_on.year) in years:
        notes.append(f"{question.asked_on.year} is not over and is left out of the verdict.")
    return Draft(headline, years, found.rows[0], tuple(notes), tuple(years.items()))


def _verdict(over: list[tuple[str, int]]) -> str:
    if len(over) < 3:
        return "too few full years to call a trend."
    (first, start), (last, end) = over[0], over[-1]
    peak = max(over, key=lambda pair: (pair[1], pair[0]))
    word = {1: "rising", -1: "falling", 0: "no clear direction"}[direction([number for _, number in over])]
    return f"{word}, from {start} in {first} to {end} in {last}, the highest {peak[1]} in {peak[0]}."


def compare(question: Question, found: Found) -> Draft:
    """The counts of two or more sides."""
    counts = tuple((side.label, len(rows)) for side, rows in zip(question.sides, found.rows, strict=True))
    told = say_and([f"{say_label(label)} {number}" for label, number in counts])
    verdict = _say_ahead(counts)
    records = merged(found.rows)
    notes = ["Counted are incidents, not aircraft.", *_lengths(question)]
    if not records:
        notes.append(say_coverage(found.coverage))
    return Draft(f"{verdict}: {told} ({say_subject(question)}).", dict(counts), records, tuple(notes), counts)


def _say_ahead(counts: tuple[tuple[str, int], ...]) -> str:
    """Which side has more, or most of three; all of them where several do."""
    most = max(number for _, number in counts)
    ahead = [say_label(label) for label, number in counts if number == most]
    if len(ahead) == len(counts):
        return "Equal"
    more = "more" if len(counts) == 2 else "most"
    return f"{say_and(ahead)} have the most" if len(ahead) > 1 else f"{ahead[0]} has {'the ' * (more == 'most')}{more}"


def change(question: Question, found: Found) -> Draft:
    """The count of one period against that of another, with the difference and the percentage."""
    now, then = (len(rows) for rows in found.rows)
    new, old = question.sides
    moved = now - then
    word = "Up" if moved > 0 else "Down" if moved < 0 else "Unchanged"
    share = f", {abs(moved) / then:.0%}" if then and moved else ""
    noun = noun_of(IncidentFilter(kinds=new.filter.kinds, responses=new.filter.responses))
    behind = say_behind(question, question.filter)
    headline = f"{word}: {say_number(now, noun)}{behind} {_when(new)}, against {then} {_when(old)}"
    headline += f" ({'+' if moved > 0 else '−'}{abs(moved)}{share})." if moved else "."
    notes = ["Counted are incidents, not aircraft.", *_lengths(question)]
    if then < 10 or now < 10:
        notes.append("With numbers this small a change can be chance.")
    if not then:
        notes.append(say_coverage(found.coverage))
    counts = ((new.label, now), (old.label, then))
    return Draft(headline, dict(counts), merged(found.rows), tuple(notes), counts)


def _lengths(question: Question) -> list[str]:
    """For periods of which one is not over: that they are of different length."""
    spans = [(side.filter.since, side.filter.until) for side in question.sides]
    days = [(until - since).days + 1 for since, until in spans if since and until]
    running = any(until == question.asked_on for _, until in spans)
    if not running or len(days) < len(spans) or max(days) - min(days) < 2:
        return []
    return [f"The periods differ in length: {say_and([str(number) for number in days])} days."]


def _when(side: Part) -> str:
    return say_when(side.filter.since, side.filter.until)


def sets(question: Question, found: Found) -> Draft:
    """The names found in the first set of records and in none of the others (`only`), or in all of them (`both`)."""
    group = question.group
    if group is None:
        return none(question)
    tallies = [dict(_tallied(question, rows)) for rows in found.rows]
    first, others = tallies[0], tallies[1:]
    if question.op == Op.ONLY:
        names = [key for key in first if not any(key in other for other in others)]
    else:
        names = [key for key in first if all(key in other for other in others)]
    kept = bearing(found.rows, group, question.counted_side, names)
    counts = tuple((name, sum(t.get(name, 0) for t in tallies)) for name in sorted(names, key=lambda n: (-first[n], n)))
    link = "but never in those" if question.op == Op.ONLY else "and in those"
    sides = f" {link}".join(say_behind(None, side.filter) or " of the whole ledger" for side in question.sides)
    shown = say_and([say_key(name, group) for name, _ in counts])
    what = say_groups(group) if len(names) != 1 else say_groups(group).replace("states", "state").removesuffix("s")
    headline = f"{len(names) or 'No'} {what} in the records{sides}{': ' + shown if shown else ''}."
    notes = ["“Never” speaks of the records of the ledger, not of what went unreported."] * (question.op == Op.ONLY)
    return Draft(headline, dict(counts), kept, tuple(notes), counts)
