"""From a typed question and the records that it fetched to an answer: a sentence, a value, and what it rests on."""

from collections.abc import Callable
from dataclasses import replace

from bot.asking.answer import Answer
from bot.asking.question import Op, Question
from bot.asking.telling import conditions, say_name
from bot.asking.writers import counts, ranks, single, spells
from bot.asking.writers.draft import Draft, Found, Records, say_coverage
from bot.wording import say_and, say_line
from store.records import Incident

__all__ = ["Found", "compose"]

NAMED = 20


def compose(question: Question, found: Found) -> Answer:
    """The answer to a question from the rows of its filters, in the order of `Question.filters()`."""
    own, rest = len(question.own_filters()), len(question.own_filters()) + len(question.without)
    mine = _kept(question, found.rows[:own], found.rows[own:rest])
    draft = _WRITERS[question.op](question, replace(found, rows=mine))
    answer = Answer(
        understood=True,
        headline=draft.headline,
        read_as=question.read_as,
        value=draft.value,
        records=draft.records,
        notes=(*draft.notes, *_vague(question, found.rows[:own]), *_missing(question, found, draft)),
        tally=draft.tally,
        asked_on=question.asked_on,
    )
    if question.basis:
        answer = _because(answer)
    if question.then:
        answer = _joined(answer, compose(question.then, replace(found, rows=found.rows[rest:])))
    return replace(answer, notes=(*answer.notes, *question.unread))


def _kept(question: Question, rows: tuple[Records, ...], without: tuple[Records, ...]) -> tuple[Records, ...]:
    """The rows without those that the question leaves out or that are not on days of its sort."""
    left_out = {row.ref for some in without for row in some}
    recurring = question.recurring
    return tuple(
        tuple(row for row in some if row.ref not in left_out and (recurring is None or recurring.holds(row)))
        for some in rows
    )


def _vague(question: Question, rows: tuple[Records, ...]) -> tuple[str, ...]:
    """For days that come again: how many records have no day exact enough to tell."""
    if question.recurring is None:
        return ()
    vague = sum(row.first_day is None or row.precision != "day" for some in rows for row in some)
    return (f"Records without an exact day may be missing here: {vague}.",) if vague else ()


def _because(answer: Answer) -> Answer:
    """The same answer with what it rests on in front."""
    names = [record.name for record in answer.records]
    shown = say_and(names) if len(names) <= NAMED else f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
    rests = f"That rests on {len(names)} record{'s' * (len(names) != 1)}: {shown}." if names else "No record fits."
    read = f"Your question was read as: {answer.read_as}."
    return replace(answer, notes=(rests, read, *answer.notes))


def _joined(first: Answer, second: Answer) -> Answer:
    """The answers to two questions of one message, in order; the value is the first one's."""
    known = {record.ref for record in first.records}
    return replace(
        first,
        headline=f"1. {first.headline}\n2. {second.headline.removeprefix('1. ')}",
        read_as=f"{first.read_as}; then: {second.read_as}",
        records=(*first.records, *(record for record in second.records if record.ref not in known)),
        notes=(*first.notes, *(note for note in second.notes if note not in first.notes)),
        tally=first.tally or second.tally,
    )


def _missing(question: Question, found: Found, draft: Draft) -> tuple[str, ...]:
    """For an answer without records: what the ledger covers there, and the record that comes nearest."""
    if draft.records or question.op in (Op.SHOW, Op.COMPARE, Op.CHANGE, Op.ONLY, Op.BOTH):
        return ()
    notes = [_covered(question, found)]
    fitting = [row for row in found.near if question.recurring is None or question.recurring.holds(row)]
    if fitting:
        wanted = conditions(question)
        nearest = _nearest(question, tuple(fitting))
        label = (
            "Nearest in time" if wanted.since or wanted.until else "Nearest elsewhere" if wanted.areas else "Nearest"
        )
        notes.append(f"{label}: {nearest.name}, {say_line(nearest)}.")
    return tuple(notes)


def _covered(question: Question, found: Found) -> str:
    """The period that the ledger covers at the places asked about, or that it has nothing there."""
    places = question.place().areas
    if not places or found.there is None:
        return say_coverage(found.coverage)
    where = " or ".join(map(say_name, places))
    if not found.there.records:
        return f"The ledger has no record near {where} at all. {say_coverage(found.coverage)}"
    return say_coverage(found.there, f" near {where}")


def _nearest(question: Question, near: Records) -> Incident:
    """Of the candidates the one whose days lie nearest to the period asked for."""
    wanted = conditions(question)
    since, until = wanted.since or wanted.until, wanted.until or wanted.since
    if since is None or until is None:
        return near[0]

    def away(incident: Incident) -> int:
        first, last = incident.first_day, incident.last_day or incident.first_day
        if first is None or last is None:
            return 10**6
        return max((since - last).days, (first - until).days, 0)

    return min(near, key=away)


_WRITERS: dict[Op, Callable[[Question, Found], Draft]] = {
    Op.NEWEST: single.newest,
    Op.OLDEST: single.newest,
    Op.LIST: counts.listing,
    Op.COUNT: counts.count,
    Op.AIRCRAFT: counts.airframes,
    Op.EXISTS: counts.exists,
    Op.CLOSEST: single.distance,
    Op.FURTHEST: single.distance,
    Op.LARGEST: single.size,
    Op.SMALLEST: single.size,
    Op.MOST: ranks.rank,
    Op.LEAST: ranks.rank,
    Op.BY: ranks.by,
    Op.TREND: ranks.trend,
    Op.COMPARE: ranks.compare,
    Op.CHANGE: ranks.change,
    Op.ONLY: ranks.sets,
    Op.BOTH: ranks.sets,
    Op.SHARE: counts.share,
    Op.AVERAGE: counts.average,
    Op.DISTINCT: counts.distinct,
    Op.DAYS_SINCE: spells.days_since,
    Op.STREAK: spells.streak,
    Op.CURRENT_STREAK: spells.current_streak,
    Op.GAP: spells.gap,
    Op.BEFORE: single.neighbour,
    Op.AFTER: single.neighbour,
    Op.SHOW: single.show,
}
