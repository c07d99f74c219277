"""What came before or after a record: "what followed INT-1042?", "and the one before that?"."""

import datetime as dt

from bot.asking.filters import read_conditions
from bot.asking.line import Line
from bot.asking.question import Op, Question, Unclear
from bot.asking.words import word_set
from store.filters import IncidentFilter

_AFTER = "after|following|followed|next|since|succeeding|later"
_BEFORE = "before|preceding|preceded|previous|prior|earlier"
_TOLD = (
    "what|which|who|anything|something|was|were|is|are|did|does|do|came|come|comes|happened|happen|happens|right|just|"
    "immediately|directly|straight|first|last|and|the|one|next|previous|to|tell|me|about|us|in|line|near|there|that|it"
)


def neighbour(line: Line, refs: tuple[str, ...], now: dt.date) -> Question | None:
    """The record before or after the one that a question names by its reference; None if it asks for neither."""
    asked = line.hit(f"(x: {_AFTER}|{_BEFORE} ) ( to|the|record|incident|report|of )* <R>") or line.hit(
        "( what|which|who ) (gap: \\S+* ) (x: followed|preceded ) <R>"
    )
    if asked is None or len(refs) != 1:
        return None
    word = line.group(asked, "x")[0].word
    op = Op.AFTER if word in _AFTER.split("|") else Op.BEFORE
    for token in line.tokens:
        token.used = token.used or token.tag == "R" or (not token.tag and token.word in _ALL)
    found = read_conditions(line)
    return Question(op=op, anchor=refs[0].upper(), filter=found.filter, recurring=found.recurring,
                    without=found.without, asked_on=now)  # fmt: skip


_APART = (
    "days?|time|long|gap|interval|apart|passed|elapsed (gap: \\S+* ) <R> ( and|to|& ) <R>",
    "<R> ( and|to|& ) <R> (gap: \\S+* ) apart",
    "between|from <R> ( and|to|& ) <R>",
)
_APART_WORDS = word_set(
    """
    how many much number of days day time long far gap interval apart passed elapsed went by was were is are did lie
    between from to and there the it take lay in
    """
)


def apart(line: Line, refs: tuple[str, ...], now: dt.date) -> Question | None:
    """The days between two records named by their references; None if that is not asked."""
    if len(refs) != 2 or not any(line.hit(words) for words in _APART):
        return None
    for token in line.tokens:
        token.used = token.used or token.tag == "R" or (not token.tag and token.word in _APART_WORDS)
    return Question(op=Op.BETWEEN, filter=IncidentFilter(refs=tuple(ref.upper() for ref in refs)), asked_on=now)


_ALL = frozenset((_TOLD + "|" + _AFTER + "|" + _BEFORE).split("|"))
_POINTING = (
    "^ ( and|ok|okay|so|but|now )* ( what|which|who|anything|something )? ( came|come|happened|was|were|is|about|"
    "followed|preceded|immediately|right|just|directly )* ( the|one|record|incident|flight|time )* (x: after|before|"
    "next|previous|following|preceding|followed|preceded|prior|earlier ) ( that|it|this|one|flight|record|incident|"
    "to|the|came|was|happened )* $"
)


def pointing_neighbour(line: Line, before: Question, now: dt.date) -> Question | None:
    """`what came after it?` in a thread that has just shown one record. Raises Unclear."""
    hit = line.hit(_POINTING)
    if hit is None or any(token.tag for token in line.tokens if token.tag not in ("", "A")):
        return None
    word = line.group(hit, "x")[0].word
    later = word in _AFTER.split("|")
    if before.op == Op.SHOW and len(before.filter.refs) == 1:
        op = Op.AFTER if later else Op.BEFORE
        line.use(hit)
        return Question(op=op, anchor=before.filter.refs[0], asked_on=now)
    if before.op not in (Op.NEWEST, Op.OLDEST) or before.n > 1:
        raise Unclear("Before or after which record? Name it by its reference, for example “what came after INT-1042”.")
    forward = later == (before.op == Op.OLDEST)
    if not forward and before.skip == 0:
        edge = "newest" if before.op == Op.NEWEST else "oldest"
        raise Unclear(f"That was the {edge} of these: ask for “all” to see the others, or name a reference.")
    line.use(hit)
    return before.model_copy(
        update={"skip": before.skip + (1 if forward else -1), "detail": None, "asked_on": now, "corrected": ()}
    )
