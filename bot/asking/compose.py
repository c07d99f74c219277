"""From a typed question and the records that it fetched to an answer: a sentence, a value, and what it rests on."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from bot.asking.answer import Answer
from bot.asking.echo import GROUP_NAMES
from bot.asking.loosening import strange_types
from bot.asking.question import SIDED, SINGLING, Group, Op, Question
from bot.asking.rows import Records
from bot.asking.tallies import inexact, with_others
from bot.asking.telling import conditions, say_name, say_number
from bot.asking.writers import counts, ranks, single, spells
from bot.asking.writers.draft import Draft, Found, say_coverage
from bot.wording import say_and, say_line
from store.records import Incident, Kind, Response, Side, Verification

__all__ = ["Found", "compose"]

NAMED = 20


def compose(question: Question, found: Found, *, most: int | None = None) -> Answer:
    """The answer to a question from the rows of its filters, in the order of `Question.filters()`.

    It holds at most so many of the records that it rests on, and says how many there are.
    """
    own, rest = len(question.own_filters()), len(question.own_filters()) + len(question.without)
    mine = _kept(question, found.rows[:own], found.rows[own:rest])
    draft = _of_one(question, _WRITERS[question.op](question, replace(found, rows=mine)))
    total, records = len(draft.records), tuple(draft.records[:most])
    answer = Answer(
        understood=True,
        headline=draft.headline,
        read_as=question.read_as,
        value=draft.value,
        records=records,
        total=total,
        notes=(
            *draft.notes,
            *_launched(question),
            *_unsaid(question),
            *_joint_types(question, mine),
            *_vague(question, found.rows[:own]),
            *_named_variants(question),
            *(_borne_out(question, records) if total == len(records) else ()),
            *_missing(question, found, draft),
        ),
        tally=draft.tally,
        tally_by=GROUP_NAMES.get(question.group, question.group.value) if question.group and draft.tally else "",
        asked_on=question.asked_on,
    )
    if question.basis:
        answer = _because(answer)
    answer = replace(answer, notes=(*answer.notes, *question.unread))
    if question.then is None:
        return answer
    then = compose(question.then, replace(found, rows=found.rows[rest:]), most=most)
    return _joined((answer, *(then.parts or (then,))))


def _kept(question: Question, rows: tuple[Records, ...], without: tuple[Records, ...]) -> tuple[Records, ...]:
    """The rows without those that the question leaves out or that are not on days of its sort.

    Where the rows are a selection, the ledger has left them out.
    """
    left_out = {row.ref for some in without if isinstance(some, tuple) for row in some}
    recurring = question.recurring
    return tuple(
        some
        if not isinstance(some, tuple)
        else tuple(
            row
            for row in some
            if row.ref not in left_out
            and (recurring is None or recurring.holds(row))
            and (number != 1 or question.part_recurring is None or question.part_recurring.holds(row))
        )
        for number, some in enumerate(rows)
    )


def _vague(question: Question, rows: tuple[Records, ...]) -> tuple[str, ...]:
    """For days that come again: how many records have no day exact enough to tell."""
    if question.recurring is None and question.part_recurring is None:
        return ()
    vague = inexact(rows[0])
    return (f"Records without an exact day may be missing here: {vague}.",) if vague else ()


def _named_variants(question: Question) -> tuple[str, ...]:
    """For a variant that was asked for: that most records name the type alone."""
    wanted = conditions(question)
    if not wanted.variants:
        return ()
    types = say_and([name for condition in wanted.platforms for name in condition.types])
    return (f"Only records that name the variant {say_and(wanted.variants)} count here: ask for {types} to have all.",)


def _of_one(question: Question, draft: Draft) -> Draft:
    """A tally that rests on one record tells that record."""
    if question.op != Op.BY or len(draft.records) != 1:
        return draft
    told = single.say_sole(question, draft.records[0])
    return replace(draft, headline=told, notes=()) if told else draft


def _launched(question: Question) -> tuple[str, ...]:
    """For scrambles: that what went on to an intercept is not among them."""
    if conditions(question).responses != (Response.SCRAMBLED,):
        return ()
    return ("“Scrambled” means launched, with no intercept stated; intercepts are counted apart.",)


def _joint_types(question: Question, rows: tuple[Records, ...]) -> tuple[str, ...]:
    """For a tally by type of what a state flew: that joint flights bring in the types of the other state."""
    states = question.filter.actors
    plain = question.group == Group.TYPE and question.counted_side == Side.ACTOR and not question.counted
    joint = with_others(rows[0], states) if plain and states and question.op not in SIDED else 0
    if not joint:
        return ()
    return (f"{say_number(joint)} of these flown jointly: the other state's types are counted, too.",)


def _unsaid(question: Question) -> tuple[str, ...]:
    """For unsafe encounters with a state: that those which do not name it are not among them."""
    wanted = conditions(question)
    if wanted.kinds != (Kind.UNSAFE_ENCOUNTER,) or not wanted.responders:
        return ()
    return ("Unsafe encounters whose record does not say who was approached are not among these.",)


_TELLING = SINGLING | {Op.COUNT, Op.LIST, Op.EXISTS, Op.AIRCRAFT}


def _borne_out(question: Question, records: tuple[Incident, ...]) -> tuple[str, ...]:
    """Which of the records are unverified, where others are not, and which are in dispute."""
    if question.op not in _TELLING or conditions(question).verifications:
        return ()
    degrees = Counter(record.verification for record in records)
    found = [
        f"{degrees[degree]} {'is' if degrees[degree] == 1 else 'are'} {degree.value}"
        for degree in (Verification.UNVERIFIED, Verification.DISPUTED)
        if degrees[degree] and (degree == Verification.DISPUTED or degrees[degree] < len(records))
    ]
    return (f"Of these records {say_and(found)}.",) if found else ()


def _because(answer: Answer) -> Answer:
    """The same answer with what it rests on in front."""
    names, total = [record.name for record in answer.records[:NAMED]], answer.total
    shown = say_and(names) if total <= NAMED else f"{', '.join(names)} and {total - NAMED} more"
    rests = f"That rests on {total} record{'s' * (total != 1)}: {shown}." if names else "No record fits."
    read = f"Your question was read as: {answer.read_as}."
    return replace(answer, notes=(rests, read, *answer.notes))


def _joined(parts: tuple[Answer, ...]) -> Answer:
    """The answers to the questions of one message, in order; the value is the first one's."""
    first = parts[0]
    records = {record.ref: record for part in parts for record in part.records}
    return replace(
        first,
        headline="\n".join(f"{number}. {part.headline}" for number, part in enumerate(parts, 1)),
        read_as="; then: ".join(part.read_as for part in parts),
        records=tuple(records.values()),
        total=len(records) if all(part.total == len(part.records) for part in parts) else sum(p.total for p in parts),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        tally=next((part.tally for part in parts if part.tally), ()),
        parts=parts,
    )


def _missing(question: Question, found: Found, draft: Draft) -> tuple[str, ...]:
    """For an answer without records: what the ledger covers there, and the record that comes nearest."""
    if draft.records or question.op in (Op.SHOW, Op.BETWEEN, Op.COMPARE, Op.CHANGE, Op.ONLY, Op.BOTH):
        return ()
    notes = [_strange(name, near) for name, near in strange_types(question)]
    notes.append(_covered(question, found))
    fitting = [row for row in found.near if question.recurring is None or question.recurring.holds(row)]
    if fitting:
        wanted = conditions(question)
        nearest = _nearest(question, tuple(fitting))
        label = (
            "Nearest in time" if wanted.since or wanted.until else "Nearest elsewhere" if wanted.areas else "Nearest"
        )
        notes.append(f"{label}: {nearest.name}, {say_line(nearest)}.")
    return tuple(notes)


def _strange(name: str, near: tuple[str, ...]) -> str:
    """That a type is not among those that the desk knows, so that a slip of the pen is not taken for an absence."""
    meant = f": did you mean {' or '.join(near)}?" if near else "."
    return f"{name} is no type that I know{meant}"


def _covered(question: Question, found: Found) -> str:
    """The period that the ledger covers at the places asked about, or that it has nothing there."""
    places = question.place().areas
    if not places or found.there is None:
        return say_coverage(found.coverage)
    where = " or ".join(map(say_name, places))
    if not found.there.records:
        return f"The ledger has no record near {where} at all. {say_coverage(found.coverage)}"
    return say_coverage(found.there, f" near {where}")


def _nearest(question: Question, near: tuple[Incident, ...]) -> Incident:
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
    Op.BETWEEN: spells.between,
}
