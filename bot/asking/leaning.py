"""A question of a thread over the one before it: what it points at, and what it takes over."""

from bot.asking.asked import Asked
from bot.asking.conditions import Conditions
from bot.asking.details import find_detail
from bot.asking.echo import say_label
from bot.asking.follow import merge, merge_sides, op_after
from bot.asking.line import Line
from bot.asking.names import ACTOR, RESPONDER, place_of
from bot.asking.question import SIDED, SINGLING, Detail, Op, Question, Unclear
from store.filters import IncidentFilter
from store.records import Side


def detail_of_the_same(line: Line, before: Question | None) -> Detail | None:
    """`who announced it?` after one record was shown asks about that record."""
    named = any(token.tag in {"T", "S", "C", "P", "D", "K", "G", "F", "O", "N"} for token in line.tokens)
    counting = line.hit("of those|these|them") or (line.hit("how many") and not line.hit("how many <A>"))
    if before is None or named or counting or before.op not in (*SINGLING, Op.SHOW):
        return None
    detail = find_detail(line)
    for token in line.tokens if detail else ():
        token.used = token.used or token.tag in ("V", "B", "Y", "W")
    return detail


def hint_roles(line: Line, before: Question) -> None:
    """In a fragment, a bare name takes the part that the question before it gave to such names."""
    wanted = before.sides[0].filter if before.sides else before.filter
    names = [t for t in line.tokens if t.tag in ("S", "C", "T") and t.tag]
    if len(names) != 1 or any(t.tag in ("V", "B", "M", "Y") for t in line.tokens):
        return
    token = names[0]
    if token.tag in ("S", "C") and line.hit("by ( the )? <S>|<C>") and (wanted.responses or wanted.responders):
        token.role = RESPONDER
        return
    if token.tag in ("S", "C") and wanted.responders and not wanted.actors and not line.hit("<NEAR> ( the )? <C>"):
        token.role = RESPONDER
    if (
        token.tag == "C"
        and wanted.actors
        and not wanted.areas
        and place_of(token)
        and line.hit("^ ( what|how|about|and|but )* <C> $")
    ):
        token.role = ACTOR
    if token.tag == "T" and wanted.platforms and wanted.platforms[0].side == Side.RESPONDER:
        token.role = RESPONDER


def after(question: Question, asked: Asked, found: Conditions, before: Question) -> Question:
    """A leaning question over the one before it."""
    slots = found.slots
    op = op_after(before) if asked.plain else question.op
    if before.op in (Op.ONLY, Op.BOTH) and not asked.plain:
        raise Unclear("That was a question about two sets: please ask this one in full.")
    if before.op in SIDED and op == Op.COUNT:
        op = before.op
    if before.op in SIDED and op not in SIDED:
        labels = " or ".join(say_label(side.label) for side in before.sides)
        raise Unclear(f"Of which of these: {labels}? Please ask it in full.")
    if op in SIDED:
        sides = merge_sides(before, slots)
        return before.model_copy(
            update={"sides": sides, "filter": merge(before.filter, slots), "asked_on": question.asked_on}
        )
    wanted = merge(before.filter, slots)
    kept = {
        "filter": wanted,
        "recurring": found.recurring or before.recurring,
        "without": (*before.without, *(left for left in found.without if left not in before.without)),
    }
    if not asked.plain:
        counted = question.counted or (tuple(n for c in wanted.platforms for n in c.types) if op == Op.AIRCRAFT else ())
        return question.model_copy(update={**kept, "counted": counted})
    update: dict[str, object] = {**kept, "asked_on": question.asked_on, "corrected": ()}
    if slots:
        update["skip"] = 0
    if before.op == Op.SHOW and question.detail is None:
        update |= {"op": Op.LIST, "filter": merge(IncidentFilter(), slots)}
    if before.op == Op.SHARE and before.part is not None:
        update["part"] = merge(before.part, slots)
    if found.counted and before.counted:
        update["counted"] = found.counted
    if question.detail:
        update["detail"] = question.detail
    return before.model_copy(update=update)
