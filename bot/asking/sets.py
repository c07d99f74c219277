"""Questions about sets of names: "types seen near Alaska but never near Japan", "which states have flown near both"."""

import datetime as dt
from dataclasses import replace

from bot.asking.asked import Asked, with_groups
from bot.asking.conditions import Conditions
from bot.asking.echo import say_filter
from bot.asking.filters import read_conditions
from bot.asking.follow import SLOT_GROUPS
from bot.asking.groups import GROUP_WORDS
from bot.asking.line import Hit, Line, Token
from bot.asking.names import types_of
from bot.asking.operation import counted_side, group_of
from bot.asking.question import Group, Op, Part, Question, Unclear
from bot.wording import say_and
from store.filters import IncidentFilter

_KINDS = "Q\\d+|" + "|".join(
    word for word in GROUP_WORDS if word not in ("where", "when", "who", "day", "days", "date", "dates")
)
_HEAD = (
    "^ ( which|what|list|show|any|me|all|the|every|different|are|is|there|name|tell|us|find|of|give|and|how|many|"
    f"distinct|do|we|have )* ( <S> )? (g: {_KINDS}|<A>|<G> )"
)
_BEEN = "( have|has|had|were|was|are|is|been|being|ever|seen|that|did|do|we|it|they|came|flew|flown|fly|come|also )*"
_BUT_NOT = (
    f"( , )? ( but|and|yet|though|while ) {_BEEN} (x: not|never ) {_BEEN}",
    f", (x: not|never ) {_BEEN}",
    f"(x: not|never ) {_BEEN} <NEAR>|<D>",
)
_AND_ALSO = "( , )? ( as well as | and also | but also | and ( then )? again ) ( seen|been|flown )*"
_NEVER = f"( that|which )? {_BEEN} (x: not|never ) {_BEEN}"


def set_question(line: Line, now: dt.date) -> tuple[Question, list[Line]] | None:
    """The names found under one set of conditions and under none (`only`) or all (`both`) of others, with the lines
    of both sets; None if no such thing is asked. Raises Unclear.
    """
    trial = with_groups(line)
    head = trial.hit(_HEAD)
    if head is None:
        return None
    lines, op = _both(trial, head), Op.BOTH
    if lines is None:
        lines, op = _but_not(trial, head), Op.ONLY
    if lines is None:
        return None
    line.take(trial)
    asked = _asked(trial, head)
    for part in lines if op == Op.BOTH else lines[:1]:
        _mark_head(part, head.last)
    read = [read_conditions(part) for part in lines]
    group = group_of(replace(asked, op=Op.BY), lines[0])
    side = counted_side(read[0], asked, lines[0]) if group == Group.TYPE else read[0].counted_side
    sides = _sides(read, op)
    for part in lines:
        for token in part.tokens:
            token.used = token.used or token.tag in ("Y", "L")
    only = types_of(asked.generic) if asked.generic is not None and asked.generic.tag == "G" else ()
    question = Question(op=op, group=group, sides=sides, counted=only, counted_side=side, asked_on=now)
    return question, lines


def _asked(trial: Line, head: Hit) -> Asked:
    token = trial.group(head, "g")[0]
    if token.tag in ("A", "G"):
        return Asked(Op.BY, group=Group.TYPE, generic=token)
    value = token.value if token.tag == "Q" else GROUP_WORDS[token.word]
    return Asked(Op.BY, group=value if isinstance(value, Group | str) else None)


def _mark_head(part: Line, length: int) -> None:
    for token in part.tokens[:length]:
        token.used = token.used or not token.tag or token.tag in ("Q", "A")


def _both(trial: Line, head: Hit) -> list[Line] | None:
    """`near both A and B`, `near A as well as near B`: the line with the one and the line with the other."""
    sorts = "<P>|<C>|<D>|<K>|<S>|<V>|<E>"
    hit = trial.hit(
        f"(b: both ) (x: ( <NEAR>|the )* ( {sorts} ) ) (c: and|& ) (y: ( <NEAR>|the )* ( {sorts} ) )"
    ) or trial.hit(f"(x: ( <NEAR>|the )* ( {sorts} ) ) (c: {_AND_ALSO} ) (y: ( <NEAR>|the )* ( {sorts} ) )")
    if hit is None or hit.first < head.last:
        return None
    both, x, c, y = (hit.groups.get(name, (0, 0)) for name in ("b", "x", "c", "y"))
    dropped = [{*range(*both), *range(*c), *range(*y)}, {*range(*both), *range(*c), *range(*x)}]
    return [_without(trial, numbers) for numbers in dropped]


def _without(trial: Line, numbers: set[int]) -> Line:
    copies = trial.part(0, len(trial.tokens))
    return Line([token for number, token in enumerate(copies.tokens) if number not in numbers])


def _but_not(trial: Line, head: Hit) -> list[Line] | None:
    """`near A but never near B`: the line before and the line behind; `types never seen near B`: all, and that."""
    never = next((h for h in trial.hits(_NEVER) if h.first == head.last), None)
    if never is not None:
        rest = trial.part(never.last, len(trial.tokens))
        return [trial.part(0, head.last), rest] if rest.tokens else None
    for words in _BUT_NOT:
        hit = trial.hit(words)
        if hit is None or hit.first <= head.last or not _narrows(trial.tokens[head.last : hit.first]):
            continue
        cut = hit.last - 1 if words is _BUT_NOT[-1] else hit.last
        return [trial.part(0, hit.first), trial.part(cut, len(trial.tokens))]
    return None


def _narrows(tokens: list[Token]) -> bool:
    return any(token.tag in ("P", "C", "D", "S", "T", "K", "V", "B", "E", "F") and token.tag for token in tokens)


def _sides(read: list[Conditions], op: Op) -> tuple[Part, ...]:
    """Each side's own conditions, and those of the first that the others do not say anew. Raises Unclear."""
    if any(found.without or found.recurring for found in read):
        raise Unclear("I cannot hold that many conditions in one question about two sets: ask for each by itself.")
    first = read[0].slots
    filters = [IncidentFilter(**first)]
    for found in read[1:]:
        if not found.slots:
            raise Unclear("Not seen where or when? Write it like “types seen near Alaska but never near Japan”.")
        said = [group for group, names in SLOT_GROUPS.items() if any(name in found.slots for name in names)]
        kept = {
            name: first[name]
            for group, names in SLOT_GROUPS.items()
            if group not in said
            for name in names
            if name in first
        }
        filters.append(IncidentFilter(**kept, **found.slots))
    if len({repr(wanted) for wanted in filters}) < len(filters):
        raise Unclear("Both sets of that question are the same: name two different ones.")
    labels = [say_and(say_filter(wanted)) or "the whole ledger" for wanted in filters]
    return tuple(Part(label=label, filter=wanted) for label, wanted in zip(labels, filters, strict=True))
