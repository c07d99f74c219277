"""What to ask where nothing was found: the same question with one condition fewer."""

import re
from typing import NamedTuple

from bot.asking.answer import Choice
from bot.asking.echo import say_question
from bot.asking.question import SIDED, Op, Question
from bot.vocabulary import vocabulary
from store.filters import IncidentFilter


class Loosening(NamedTuple):
    """A condition that can be dropped: what a button says, how people say it, and the fields that it is made of."""

    label: str
    words: str
    fields: tuple[str, ...]


_OPENS = r"(?:(?:and|or|but|ok|okay|so|what about|how about|the same)[ ,]+)*(?:(?:at|of|in|from|by|with|near|on) )?"
RESPONSE = ("responses", "responses_not", "responders", "responders_not")
LOOSENINGS = (
    Loosening("Any date", r"any (?:date|time|day|year|period)|all time|ever|whenever", ("since", "until")),
    Loosening("Anywhere", r"anywhere(?: else)?|any (?:place|area)|everywhere", ("areas", "areas_not", "within_km")),
    Loosening("Any type", r"any (?:type|aircraft type|type of aircraft)", ("platforms", "variants", "types_not")),
    Loosening("Any state", r"any (?:state|country|nation)|anybody|anyone", ("actors", "actors_all", "actors_not")),
    Loosening("Any response", r"any (?:response|reaction)", RESPONSE),
    Loosening("Any kind", r"any kind|any kind of (?:incident|event)", ("kinds", "kinds_not")),
    Loosening("Any source", r"any (?:source|announcer|outlet)", ("reported_by",)),
    Loosening("Any standing", r"any standing|verified or not", ("verifications", "verifications_not")),
    Loosening("Any number", r"any (?:number|size)", ("min_aircraft", "max_aircraft", "counted_types")),
)
NOT_LOOSENED = SIDED | {Op.SHOW, Op.BETWEEN, Op.SHARE, Op.BEFORE, Op.AFTER}


def looser_by_words(asked: str, before: Question) -> Question | None:
    """A question asked once more with a condition fewer, where its words say no more: "anywhere?", "of any type"."""
    words = asked.strip(" ?!.").lower()
    for one in LOOSENINGS:
        if re.fullmatch(f"{_OPENS}(?:{one.words})", words):
            return _without(before, one)
    return None


def looser(question: Question) -> tuple[tuple[Choice, Question], ...]:
    """What to ask instead, with the words that ask it: a type that may have been meant, then a condition fewer.

    Each question still has a condition.
    """
    found = [
        (Choice(name, f"what about {name}"), _with_type(question, strange, name))
        for strange, near in strange_types(question)
        for name in near
        if question.op not in NOT_LOOSENED and not question.then
    ]
    for one in LOOSENINGS:
        dropped = _without(question, one)
        if dropped is not None and (dropped.filter != IncidentFilter() or dropped.recurring):
            found.append((Choice(one.label, one.label.lower()), dropped))
    return tuple(found)


def strange_types(question: Question) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The types of a question that the vocabulary does not have, each with known ones that are written much like it."""
    known = vocabulary()
    asked = dict.fromkeys(name for condition in question.filter.platforms for name in condition.types)
    strange = [name for name in asked if not _is_known(name)]
    return tuple(
        (name, tuple(near for near in known.nearest_names(name, limit=2) if near in known.aircraft)) for name in strange
    )


def _is_known(name: str) -> bool:
    known = vocabulary()
    return name in known.aircraft or name in known.vessels or name in known.generics


def _with_type(question: Question, strange: str, name: str) -> Question:
    """The question with another type in the place of a strange one."""
    platforms = tuple(
        one.model_copy(update={"types": tuple(name if kind == strange else kind for kind in one.types)})
        for one in question.filter.platforms
    )
    counted = tuple(name if kind == strange else kind for kind in question.counted)
    wanted = question.filter.model_copy(update={"platforms": platforms, "variants": ()})
    return question.model_copy(update={"filter": wanted, "counted": counted})


def _without(question: Question, one: Loosening) -> Question | None:
    """The question without a condition; None where it does not have it, or is not of one set of records."""
    if question.op in NOT_LOOSENED or question.then or question.anchor or question.filter.refs:
        return None
    unset = IncidentFilter()
    update: dict[str, object] = {name: getattr(unset, name) for name in one.fields}
    dropped = question.model_copy(update={"filter": question.filter.model_copy(update=update)})
    if one.label == "Any type":
        dropped = dropped.model_copy(update={"counted": ()})
    if one.label == "Any date":
        dropped = dropped.model_copy(update={"recurring": None})
    if dropped == question:
        return None
    return dropped.model_copy(update={"reading": say_question(dropped), "corrected": (), "assumed": (), "unread": ()})
