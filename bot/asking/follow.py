"""Conversation: a question that leans on the last one takes over what it does not say anew."""

from typing import Any

from bot.asking.line import Line
from bot.asking.question import Op, Part, Question, Unclear
from store.filters import IncidentFilter

SLOT_GROUPS: dict[str, tuple[str, ...]] = {
    "platforms": ("platforms", "variants", "types_not"),
    "actors": ("actors", "actors_all", "actors_not"),
    "responders": ("responders", "responders_not"),
    "areas": ("areas", "areas_not"),
    "distance": ("within_km",),
    "kinds": ("kinds", "kinds_not"),
    "responses": ("responses", "responses_not"),
    "reported_by": ("reported_by",),
    "dates": ("since", "until"),
    "status": ("statuses", "verifications", "verifications_not"),
    "size": ("min_aircraft", "max_aircraft", "counted_side", "counted_types"),
}
"""Conditions that replace one another when a follow-up says them anew."""

_OPENERS = (
    "^ ( and|now|ok|okay )* ( the )? same|ditto ( again|question|thing|here|but )* ( for|with|in|near|off|over|by )?",
    "^ ( and|but|ok|okay|so|then|, )* ( what|how about|of )",
    "^ ( and|but|plus|also )",
    "^ ( only|just )",
    "^ or",
)
_ANAPHORA = (
    "( which|how many|what|any|none|all|some|one|who|when|where )* of those|these|them|which",
    "( in|over|during|for|within )? ( that | the same ) period|time|span|timeframe|year|month|place|area",
    "show|list|count|give|chart|plot|tally|see|get ( me|us )? ( all )? ( of )? them|those|these|it",
    "those|these|them|they|he|she|it",
)
_ELLIPTIC = (
    "^ ( and|so|ok|but )* ( which | any | how many ) were|was|had|got|drew|in|near|off|over|since|before|during|<D>"
)
_THERE = "( over )? there"
_EXISTENTIAL = (
    "( has|is|was it ( been )? ) | ( is|are|was|were|be|been|have|has|had there ) | ( there "
    "is|are|was|were|been|have|has )"
)


def opens_leaning(line: Line) -> bool:
    """Whether a question opens by leaning ("and", "what about", "which were"); the opening is marked as understood."""
    found = False
    for words in _OPENERS:
        hit = line.hit(words)
        if hit and any(not token.used for token in line.span(hit.first, hit.last)):
            line.use(hit)
            found = True
    return found or line.hit(_ELLIPTIC) is not None


def hangs(line: Line) -> bool:
    """Whether words point at a question before this one ("of those", "there", "and in 2022") though none is known."""
    for hit in line.hits(_EXISTENTIAL):
        line.use(hit)
    if any(not token.used for hit in line.hits("there") for token in line.span(hit.first, hit.last)):
        return True
    for hit in line.hits("of those|these|them"):
        if hit.first == 0 or line.tokens[hit.first - 1].word != "all":
            return True
    return any(line.hit(words) for words in ("( that | the same ) period|time|place", "^ and <NEAR>|<D>", "they"))


_WHOLE = "ledger|database|anywhere|everywhere|worldwide|globally"
_NAMES = frozenset("TGPCSFO")
_RECORDS = "incidents?|encounters?|flights?|events?|records?|sorties|sightings|patrols?|<B>|<M>|<K>"
_ALL_TIME = "ever|overall|altogether | in total|all | total|all"


def is_elliptic(line: Line, slots: dict[str, Any]) -> bool:
    """Whether a question leaves out what it is about: "how many in all?", "any since June?", "how many intercepts?".

    It does not where it names an aircraft, a side, a place or an announcer, or the whole ledger; nor where it asks for
    records by that word, of days of its own or of all time ("how many flights in 2023?", "busiest month for flights
    ever").
    """
    if line.hit(_WHOLE) or any(token.tag and token.tag in _NAMES for token in line.tokens):
        return False
    dated = "since" in slots or "until" in slots
    return not (line.hit(_RECORDS) and (dated or line.hit(_ALL_TIME)))


def leans(line: Line) -> bool:
    """Whether a question points at the one before it: "there", "those", "that period"; such words are marked."""
    found = False
    for hit in line.hits(_EXISTENTIAL):
        line.use(hit)
    for words in (*_ANAPHORA, _THERE):
        for hit in line.hits(words):
            tokens = line.span(hit.first, hit.last)
            if tokens[-1].used and words in (_THERE, _ANAPHORA[-1]):
                continue
            line.use(hit)
            found = True
    for hit in line.hits("instead|again|too|though|else|then"):
        line.use(hit)
    return found


def merge(before: IncidentFilter, slots: dict[str, Any]) -> IncidentFilter:
    """The earlier conditions with the new ones in the place of those of the same sort."""
    kept = before.model_dump(exclude_unset=False)
    blank = IncidentFilter().model_dump()
    for names in SLOT_GROUPS.values():
        if any(name in slots for name in names):
            kept.update({name: blank[name] for name in names})
    kept.update(slots)
    return IncidentFilter(**kept)


def merge_sides(before: Question, slots: dict[str, Any]) -> tuple[Part, ...]:
    """The sides of an earlier comparison under new conditions. Raises Unclear where the sides differ in those."""
    for names in SLOT_GROUPS.values():
        new = any(name in slots for name in names)
        values = {repr([getattr(side.filter, name) for name in names]) for side in before.sides}
        if new and len(values) > 1:
            raise Unclear("The sides of the last comparison differ in that: please ask the comparison anew.")
    return tuple(Part(label=side.label, filter=merge(side.filter, slots)) for side in before.sides)


def conjoin(one: IncidentFilter, slots: dict[str, Any]) -> IncidentFilter:
    """Both conditions at once. Raises Unclear where they speak of the same thing."""
    update = dict(slots)
    unset = IncidentFilter()
    for name, value in slots.items():
        mine = getattr(one, name)
        if mine == getattr(unset, name) or mine == value:
            continue
        if name == "platforms":
            update[name] = (*mine, *value)
        elif name in ("actors_not", "areas_not", "kinds_not", "responses_not", "responders_not", "types_not"):
            update[name] = tuple(dict.fromkeys((*mine, *value)))
        elif name == "actors":
            update[name] = mine
            update["actors_all"] = tuple(dict.fromkeys((*one.actors_all, *value)))
        else:
            raise Unclear("That asks for two things of the same sort at once: ask for one of them.")
    return one.model_copy(update=update)


def op_after(before: Question) -> Op:
    """The operation that a fragment takes over from the question before it."""
    return Op.LIST if before.op == Op.SHOW else before.op
