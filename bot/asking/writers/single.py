"""Answers that are one record: the newest, the closest, the largest, the one before, the one named."""

from bot.asking.answer import Value
from bot.asking.details import say_detail
from bot.asking.question import DAY, Detail, Group, Op, Question
from bot.asking.rows import Rank, Records
from bot.asking.runs import first_days
from bot.asking.tallies import aircraft, begun, measured, ranked, sizes
from bot.asking.telling import noun_of, say_behind, say_count, say_number
from bot.asking.writers.draft import Draft, Found, dated, none
from bot.wording import say_and, say_days, say_distance, say_line, say_source
from store.lookups import Begun
from store.records import Incident, Side, Status

_ORDINALS = {1: "second", 2: "third", 3: "fourth", 4: "fifth"}
RECORD = ("record", "records")


def newest(question: Question, found: Found) -> Draft:
    """The newest or oldest records; undated ones only where there are no others."""
    rows = found.rows[0]
    rows = dated(rows) or rows
    if not rows:
        return none(question)
    chosen = ranked(rows, "oldest" if question.op == Op.OLDEST else "newest", question.n, skip=question.skip)
    word = "newest" if question.op == Op.NEWEST else "oldest"
    if not chosen:
        return Draft(
            f"There is no {_ORDINALS.get(question.skip, 'further')} {word}: {_only(question, rows)}", None, rows
        )
    first = chosen[0]
    notes = []
    ties = len(begun(rows, Begun(since=first.first_day, until=first.first_day))) if first.first_day else len(rows)
    if question.n == 1 and ties > 1:
        notes.append(f"{ties} records match on {say_days(first)}; this is one of them.")
    if len(chosen) < question.n:
        notes.append(f"There are only {say_number(len(chosen), RECORD)} of that.")
    if question.n > 1:
        about = f"{noun_of(question.filter)[len(chosen) != 1]}{say_behind(question, question.filter)}"
        number = f"{len(chosen)} " if len(chosen) > 1 else ""
        return Draft(f"The {number}{word} {about}.", None, chosen, tuple(notes))
    return Draft(say_record(question, first), _value(question, first), chosen, tuple(notes))


def _only(question: Question, rows: Records) -> str:
    return f"the ledger has {say_count(len(rows), question)}."


def say_record(question: Question, incident: Incident) -> str:
    """The sentence about one record, led by the detail that was asked for."""
    lead = say_detail(question.detail, incident) if question.detail else ""
    line = f"{incident.name}, {say_line(incident)}."
    return f"{lead} {line}" if lead else line[0].upper() + line[1:]


_DETAIL_OF = {
    Group.ACTOR: Detail.WHO, Group.RESPONDER: Detail.RESPONDER, Group.RESPONSE: Detail.RESPONSE,
    Group.AREA: Detail.WHERE, Group.REPORTER: Detail.SOURCE, Group.DAY: Detail.WHEN,
}  # fmt: skip


def say_sole(question: Question, incident: Incident) -> str | None:
    """What the only record of a tally says of the thing tallied; None where the tally says it as well.

    `Japan, with 2× F-15 (intercepted). One record: INT-1042, …`
    """
    detail = _DETAIL_OF.get(question.group) if question.group else None
    if question.group == Group.TYPE:
        detail = Detail.MET_BY if question.counted_side == Side.RESPONDER else Detail.WHAT
    return f"{say_detail(detail, incident)} One record: {incident.name}, {say_line(incident)}." if detail else None


def _value(question: Question, incident: Incident) -> Value:
    if question.detail == Detail.SIZE:
        return aircraft(incident)
    if question.detail == Detail.RESPONDER:
        return ", ".join(incident.responders)
    return incident.first_day.isoformat() if incident.first_day else None


def distance(question: Question, found: Found) -> Draft:
    """The closest or furthest records of those that give a distance."""
    rows = found.rows[0]
    placed = measured(rows)
    if not placed:
        return none(question) if not rows else Draft(f"None of {say_count(len(rows), question)} gives a distance.")
    by: Rank = "furthest" if question.op == Op.FURTHEST else "closest"
    chosen = ranked(rows, by, question.n, skip=question.skip)
    if not chosen or chosen[0].distance is None:
        return Draft(f"Only {say_number(placed, RECORD)} of that give a distance.", None, ranked(rows, by, placed))
    best, far = chosen[0], chosen[0].distance
    notes = (f"{placed} of {say_number(len(rows), RECORD)} give a distance.",) * (placed < len(rows))
    return Draft(f"{say_distance(far)}: {best.name}, {say_line(best)}.", round(far.km, 3), chosen, notes)


def size(question: Question, found: Found) -> Draft:
    """The records with the most or fewest counted aircraft on the side asked about."""
    rows, side = found.rows[0], question.counted_side
    counted = {number: records for number, records in sizes(rows, side=side).items() if number}
    if not counted:
        if rows:
            return Draft(f"None of {say_count(len(rows), question)} gives a number of aircraft.")
        return none(question)
    by: Rank = "largest" if question.op == Op.LARGEST else "smallest"
    records = ranked(rows, by, question.n, skip=question.skip, side=side)
    if not records:
        return Draft(f"Only {say_number(sum(counted.values()), RECORD)} of that give a number of aircraft.")
    best, number = records[0], aircraft(records[0], side=side)
    ties = counted[number]
    notes = (f"{ties} records have {number}; one of them is shown.",) if ties > 1 and question.n == 1 else ()
    return Draft(f"{number} aircraft: {best.name}, {say_line(best)}.", number, records, notes)


def neighbour(question: Question, found: Found) -> Draft:
    """The nearest record before or after the day of the one named, among those that meet the conditions."""
    if not found.rows[0]:
        return Draft(f"No record {question.anchor}: check the reference, or ask for the newest records.")
    anchor = found.rows[0][0]
    if anchor.first_day is None:
        return Draft(f"{anchor.name} has no date, so nothing comes before or after it.")
    first, last = anchor.first_day, anchor.last_day or anchor.first_day
    others = found.rows[1]
    same = [row for row in begun(others, Begun(since=first, until=first)) if row.ref != anchor.ref]
    if question.op == Op.AFTER:
        beyond = begun(others, Begun(since=last + DAY))
        day = min(first_days(beyond), default=None)
    else:
        beyond = begun(others, Begun(over_by=first - DAY))
        day = max(first_days(beyond), default=None)
    chosen = tuple(begun(beyond, Begun(since=day, until=day))) if day else ()
    word = "after" if question.op == Op.AFTER else "before"
    notes = [f"{word.capitalize()} says when it was, not that one led to the other."] if chosen else []
    if same:
        notes.append(f"On the same day as {anchor.name}: {say_and([row.name for row in same])}.")
    if not chosen:
        return Draft(
            f"The ledger has no such record {word} {anchor.name} ({say_days(anchor)}).", None, (), tuple(notes)
        )
    gap = abs(((chosen[0].first_day or first) - (last if question.op == Op.AFTER else first)).days)
    headline = f"{say_number(gap, ('day', 'days'))} {'later' if question.op == Op.AFTER else 'earlier'}: " + " ".join(
        f"{row.name}, {say_line(row)}." for row in chosen[:3]
    )
    return Draft(headline, chosen[0].name, chosen, tuple(notes))


def show(question: Question, found: Found) -> Draft:
    """Everything about the records named, whatever their standing."""
    rows = found.rows[0]
    if not rows:
        return Draft(f"No record {say_and(question.filter.refs)}: check the reference, or ask for the newest records.")
    notes: list[str] = []
    for row in rows:
        if row.status != Status.CONFIRMED:
            notes.append(f"{row.name} is {row.status.value}.")
    first = rows[0]
    missing = [ref for ref in question.filter.refs if ref not in {n.upper() for r in rows for n in (r.ref, r.name)}]
    if missing:
        notes.append(f"No record {say_and(missing)}.")
    notes.append(f"Source: {say_source(first)}.")
    notes.extend(_addresses(first))
    if first.also_in:
        notes.append(f"Also in {say_and(first.also_in)}.")
    if first.version > 1:
        notes.append(f"It was changed after logging (version {first.version}): “show {first.ref}” has its history.")
    value = _value(question, first) if question.detail else first.name
    return Draft(say_record(question, first), value, rows, tuple(notes))


def _addresses(incident: Incident) -> list[str]:
    """Where each source of a record is to be found."""
    told = []
    for source in incident.sources:
        if source.url:
            day = f", published {source.published}" if source.published else ""
            told.append(f"{source.outlet or 'Report'}: {source.url}{day}.")
    return told
