"""One question, cleaned and tagged, to its typed query: which operation, over which records."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.asking.asked import Asked, find_form
from bot.asking.change import change, more_than
from bot.asking.details import find_detail
from bot.asking.echo import say_question
from bot.asking.filters import read_conditions
from bot.asking.follow import conjoin, hangs, is_elliptic, leans, opens_leaning
from bot.asking.forms.form import SHARE
from bot.asking.leaning import after, detail_of_the_same, hint_roles
from bot.asking.line import Line, Token, tag_line
from bot.asking.names import types_of
from bot.asking.neighbours import apart, neighbour, pointing_neighbour
from bot.asking.operation import (
    averaged,
    check_launched,
    counted_side,
    flying_with,
    group_of,
    incidents_or_aircraft,
    list_detail,
    look_past_response,
    within_family,
)
from bot.asking.phrases import fold_phrases
from bot.asking.question import SINGLING, Op, Question, Unclear
from bot.asking.recurring import Recurring
from bot.asking.sets import set_question
from bot.asking.sides import comparison, read_share, read_sides, share
from bot.asking.words import STOP
from bot.wording import say_and
from store.filters import IncidentFilter


@dataclass(slots=True)
class Trace:
    """The tokens of a question as they were read, for `ask --explain`."""

    tokens: list[Token] = field(default_factory=list)

    def keep(self, lines: Iterable[Line]) -> None:
        """Add the tokens of some lines; of a token that was read twice the reading that understood it counts."""
        for token in (token for line in lines for token in line.tokens):
            same = next((t for t in self.tokens if t.start == token.start and t.end == token.end), None)
            if same is None:
                self.tokens.append(token)
            elif token.used and not same.used:
                self.tokens[self.tokens.index(same)] = token


def understand(asked: str, now: dt.date, before: Question | None, trace: Trace | None = None) -> Question:
    """The typed query of a cleaned question. Raises Unclear, and PeriodUnclear for a date that is none."""
    line = tag_line(asked, now)
    fold_phrases(line)
    lines = [line]
    try:
        question, lines = _typed(line, now, before)
        _all_understood(lines)
    except Unclear as unclear:
        pointing = _pointing_at_record(unclear, line)
        if pointing is None:
            raise
        raise pointing from unclear
    finally:
        if trace is not None:
            trace.keep([*lines, line])
    assumed = tuple(dict.fromkeys(t.assumed for part in lines for t in part.tokens if t.assumed))
    return question.model_copy(update={"reading": say_question(question), "assumed": assumed})


def _typed(line: Line, now: dt.date, before: Question | None) -> tuple[Question, list[Line]]:
    refs = tuple(str(t.value) for t in line.tokens if t.tag == "R")
    if refs:
        return neighbour(line, refs, now) or apart(line, refs, now) or _show(line, refs, now), [line]
    if before is not None:
        followed = pointing_neighbour(line, before, now) or more_than(line, before, now)
        if followed:
            for token in line.tokens:
                token.used = token.used or token.tag == "D"
            return followed, [line]
    sets = set_question(line, now)
    if sets:
        return sets
    changed = change(line, now)
    if changed:
        return changed, [line]
    lines = comparison(line)
    if lines:
        return _compared(lines, now), lines
    return _plain(line, now, before)


_SHOW_WORDS = (
    "show|display|open|details?|everything|all|full|record|entry|card|about|of|for|on|me|info|information|more|what"
    "|whats|have|got|on|file|standing|status|history"
)


def _show(line: Line, refs: tuple[str, ...], now: dt.date) -> Question:
    detail = find_detail(line)
    while find_detail(line):
        pass
    for hit in line.hits(_SHOW_WORDS):
        line.use(hit)
    for token in line.tokens:
        if token.tag in ("R", "Y", "V", "W", "B") or (token.tag == "A" and detail):
            token.used = True
    refs = tuple(ref.upper() for ref in refs)
    return Question(op=Op.SHOW, n=len(refs), filter=IncidentFilter(refs=refs), detail=detail, asked_on=now)


def _compared(lines: list[Line], now: dt.date) -> Question:
    sides, base = read_sides(lines)
    return Question(op=Op.COMPARE, sides=sides, filter=base, recurring=_recurring(lines), asked_on=now)


def _recurring(lines: list[Line]) -> Recurring | None:
    """Days that come again hold for all sides of a comparison. Raises Unclear where the sides differ in them."""
    named = {t.value for line in lines for t in line.tokens if t.tag == "E" and isinstance(t.value, Recurring)}
    if len(named) > 1:
        raise Unclear("I cannot compare days that come again: ask for a tally by weekday or by month instead.")
    return next(iter(named), None)


def _plain(line: Line, now: dt.date, before: Question | None) -> tuple[Question, list[Line]]:
    _only_those(line)
    _no_empty_periods(line)
    opened = before is not None and opens_leaning(line)
    detail = detail_of_the_same(line, before)
    incidents = line.hit("<NOUN>|<B>|<M>|<K>")
    asked = Asked(Op.LIST, plain=True) if detail else averaged(line, incidents_or_aircraft(line, find_form(line)))
    if before is not None and before.op == Op.AIRCRAFT and asked.op == Op.COUNT and not incidents:
        asked = replace(asked, op=Op.AIRCRAFT)
    leaning = before is not None and (leans(line) or opened or asked.plain)
    if before is None and hangs(line):
        raise Unclear("I know no question before that one: please ask it in full.")
    if detail is None and asked.op in SINGLING:
        detail = find_detail(line)
    if asked.op == Op.SHARE:
        return _shared(line, now, before)
    look_past_response(line, asked, detail)
    drop_same = flying_with(line, asked)
    if before is not None and leaning:
        hint_roles(line, before)
    found = read_conditions(line, adding=asked.op == Op.AIRCRAFT)
    if asked.op == Op.LIST and asked.group is not None:
        asked = replace(asked, op=Op.BY)
    group = group_of(asked, line)
    _all_understood([line])
    check_launched(asked, found, line)
    question = Question(
        op=asked.op,
        n=asked.n,
        skip=asked.skip,
        filter=found.filter,
        recurring=found.recurring,
        without=found.without,
        group=group,
        drop=found.counted if drop_same else (),
        counted=tuple(dict.fromkeys(name for head in asked.heads for name in types_of(head))),
        counted_side=counted_side(found, asked, line),
        detail=detail or list_detail(line, asked),
        asked_on=now,
    )
    question = within_family(question, asked)
    if before is not None and (leaning or is_elliptic(line, found.slots)):
        question = after(question, asked, found, before)
    elif _says_nothing(line, asked) and not found.slots and found.recurring is None and not found.without:
        raise Unclear("I see nothing there that I can look up: name an aircraft, a place, a state or a period.")
    return question, [line]


def _says_nothing(line: Line, asked: Asked) -> bool:
    """Whether a list is asked for without a word of what: "what", "show me"."""
    return asked.plain or (asked.op == Op.LIST and not line.hit("<NOUN>|all|everything|anything|ledger|database|<A>"))


def _no_empty_periods(line: Line) -> None:
    """`which months had no flights`: what has no record is in no record. Raises Unclear."""
    periods = "days?|weeks?|months?|quarters?|years?|weekdays?"
    if line.hit(f"{periods} (gap: \\S+* ) no|zero|without ( any|a|an|single )* <NOUN>|<B>|<M>|<K>|<T>|<A>|<G>|<S>"):
        raise Unclear("I tally what there is: ask “by month”, and the months that are missing there have no record.")


def _only_those(line: Line) -> None:
    for hit in line.hits("^ ( @ )? ( bot|intercept )? ,|:"):
        line.use(hit)


def _shared(line: Line, now: dt.date, before: Question | None) -> tuple[Question, list[Line]]:
    hit = line.hit(SHARE)
    if hit is None:
        raise Unclear("A percentage of what? Write it like “what percentage of Russian flights were intercepted”.")
    if before is not None and before.op != Op.SHOW and not before.sides:
        rest = line.part(hit.last, len(line.tokens))
        if rest.hit(_OF_THOSE):
            return _share_of_those(rest, before, now), [rest]
    whole, part = share(line, hit.first, hit.last)
    found, both, recurring = read_share(whole, part)
    if found.without:
        raise Unclear("I cannot take a share of that: ask for a tally by weekday, month or year instead.")
    question = Question(
        op=Op.SHARE,
        filter=found.filter,
        recurring=found.recurring,
        part=both,
        part_recurring=recurring,
        asked_on=now,
    )
    return question, [whole, part]


_OF_THOSE = (
    "^ ( of )? ( those|these|them|it|that|which )? ( ones|flights|incidents|encounters|records )? "
    "( were|was|are|is|got|get|ended|drew|led|involved|had|happened|came|fell|by|in|near|off|on )"
)


def _share_of_those(rest: Line, before: Question, now: dt.date) -> Question:
    """`what percent were intercepted?` in a thread: the whole is what was asked about before."""
    hit = rest.hit(_OF_THOSE)
    if hit is not None:
        rest.use(hit)
    found = read_conditions(rest)
    if (not found.slots and found.recurring is None) or found.without:
        raise Unclear("A percentage of which part? Write it like “what percentage of those were intercepted?”.")
    return Question(
        op=Op.SHARE,
        filter=before.filter,
        recurring=before.recurring,
        without=before.without,
        part=conjoin(before.filter, found.slots),
        part_recurring=found.recurring,
        asked_on=now,
    )


def _pointing_at_record(unclear: Unclear, line: Line) -> Unclear | None:
    """The refusal of a question that names a record, with where that record and its past are; else None."""
    ref = next((str(t.value).upper() for t in line.tokens if t.tag == "R"), None)
    if ref is None or not unclear.unknown:
        return None
    there = f"Ask “show {ref}” for the record as it stands; “/intercept history {ref}” shows how it was before."
    return Unclear(f"{unclear.reason} {there}", unknown=unclear.unknown, examples=unclear.examples)


def _all_understood(lines: list[Line]) -> None:
    """Raise Unclear, naming them, if any words were neither understood nor known to carry no meaning."""
    unknown = tuple(
        dict.fromkeys(
            token.word
            for line in lines
            for token in line.tokens
            if not token.used
            and token.tag not in ("A", "W")
            and (token.tag or token.word not in STOP)
            and token.word not in (",", ":", ";", "-", "/", "&", "+")
        )
    )
    if unknown:
        quoted = say_and([f"“{word}”" for word in unknown[:4]])
        raise Unclear(f"I do not understand {quoted} there.", unknown=unknown)
