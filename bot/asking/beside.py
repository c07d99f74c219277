"""What stands beside an answer: what makes the record that it tells of notable."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.asking.answer import Answer
from bot.asking.question import SINGLING, Detail, Op, Question
from bot.asking.writers.draft import say_coverage
from bot.context import Statement, Topic
from store.records import Incident, Status

NEWS = dt.timedelta(days=30)
MOST_TOLD = 2
_TOLD = {Op.CLOSEST: Topic.CLOSEST, Op.LARGEST: Topic.LARGEST}
_SETS = frozenset({Op.COUNT, Op.LIST, Op.EXISTS})


def subject_of(question: Question, answer: Answer) -> Incident | None:
    """The one record that an answer is about; of a count or a list its newest where that is news; else None."""
    records = answer.parts[0].records if answer.parts else answer.records
    if not answer.understood or not records or question.basis:
        return None
    record = records[0]
    if record.status != Status.CONFIRMED or question.detail not in (None, Detail.WHEN):
        return None
    if question.op in SINGLING or question.op == Op.SHOW:
        return record if question.n == 1 else None
    day = record.last_day
    fresh = day is not None and question.asked_on - day <= NEWS
    return record if question.op in _SETS and fresh else None


def with_context(question: Question, answer: Answer, statements: Sequence[Statement]) -> Answer:
    """The answer with at most two statements behind its notes, with their records and the coverage they rest on.

    What the answer itself has just told is not told again. Of several answers to one message the first has them.
    """
    chosen = [one for one in statements if one.kind != _TOLD.get(question.op)][:MOST_TOLD]
    if not chosen:
        return answer
    told = [f"{one.text.removesuffix('.')} [{', '.join(one.refs)}]." for one in chosen]
    told.append(say_coverage(chosen[0].coverage))
    if answer.parts:
        first, *others = answer.parts
        answer = replace(answer, parts=(replace(first, notes=(*first.notes, *told)), *others))
    return replace(answer, notes=(*answer.notes, *told))
