"""Questions of two halves: comparisons ("2023 vs 2024") and shares ("what percentage of A were B")."""

from typing import Any

from bot.asking.conditions import Conditions
from bot.asking.echo import say_period, say_types
from bot.asking.filters import read_conditions
from bot.asking.follow import SLOT_GROUPS, conjoin
from bot.asking.line import Line, Token
from bot.asking.names import FLYERS, RESPONDER, codes_of
from bot.asking.question import Part, Unclear
from bot.asking.recurring import Recurring
from bot.asking.words import NOUNS, word_set
from bot.wording import say_and
from store.filters import IncidentFilter

_VERSUS = "vs|versus|v"
_COMPARED = "( as|when )? compared|relative to|with|against"
_MORE = "more|fewer|less|busier|quieter|higher|lower|greater|likelier"
_OF_EACH = "( how many|often | count|number|total|totals )? of each ( $ | <NEAR>|<D>|,|:|since|were|was|have|has|did )"
_CUES = (
    "( how many|often )? ( count|number|total|totals )? of each",
    (
        "( which|who|what|where|when ) ( <NOUN>|one|side|country|year|month|of|the|two )* ( "
        f"has|had|have|saw|sees|is|was|were|got|did|do )? ( the )? ( {_MORE} ) ( "
        "common|frequent|frequently|often|active|likely )?"
    ),
    f"( were|was|are|is|did|do|have|has|had )? ( there )? ( been )? ( {_MORE} )",
    "compare|compared|comparison|comparing|difference|differences|contrast|between|either|against",
    "how ( do|does|did|has|have )?",
    f"{_MORE} ( common|frequent|frequently|often )?",
    "how many|often ( times )?",
    "number of",
    "which|who|most|has|had|saw",
)


def comparison(line: Line) -> list[Line] | None:
    """The sides of a comparison, each as a line of its own with its connecting words left out; None if it is none."""
    cue = line.hit(f"{_MORE}|compare|comparison|comparing|difference|contrast|either|which|who")
    strong = line.hit("compare|comparison|comparing|difference|contrast | compared $")
    cuts = [(hit.first, hit.last) for hit in line.hits(f"{_VERSUS} | {_COMPARED}")]
    cuts += [(hit.first + 1, hit.last - 1) for hit in line.hits("<D> against <D>")]
    if not cuts and line.hit(_MORE):
        cuts = [(hit.first, hit.last) for hit in line.hits("than") if not _before_number(line, hit.last)]
    if not cuts and strong:
        start = strong.last
        cuts = [
            (h.first, h.last)
            for h in line.hits("and|with|to|against|, ( and )?")
            if (h.first > start or start >= len(line.tokens) - 4) and _between_names(line, h.first, h.last)
        ]
    if not cuts and cue and line.hit(_MORE + "|most"):
        cuts = [(h.first, h.last) for h in line.hits("( , )? or") if _between_names(line, h.first, h.last)]
        if cuts:
            cuts = sorted(
                {*cuts, *((h.first, h.last) for h in line.hits(",") if h.first < cuts[0][0] and _listed(line, h.first))}
            )
    if not cuts and line.hit(_OF_EACH):
        cuts = [(h.first, h.last) for h in line.hits("( , )? or|and") if _between_names(line, h.first, h.last)]
        named = {at for cut in cuts for at in range(*cut)}
        cuts += [(h.first, h.last) for h in line.hits(",") if h.first not in named and _listed(line, h.first)]
        cuts.sort()
    if not cuts:
        return None
    _who_responds(line)
    for words in _CUES:
        for hit in line.hits(words):
            line.use(hit)
    edges = [0, *[edge for cut in cuts for edge in cut], len(line.tokens)]
    return [line.part(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def _before_number(line: Line, at: int) -> bool:
    """`more than 4 aircraft` compares nothing."""
    return at < len(line.tokens) and (line.tokens[at].tag == "N" or line.tokens[at].word in ("one", "a"))


_NAMES = frozenset("TGSCFPDKVBMO")


def _between_names(line: Line, first: int, last: int) -> bool:
    """Whether a connector stands between two names of one sort, fillers aside."""
    left = next((t for t in reversed(line.tokens[:first]) if t.tag in _NAMES and t.tag), None)
    right = next((t for t in line.tokens[last:] if t.tag in _NAMES and t.tag), None)
    return left is not None and right is not None and (_sort(left) == _sort(right))


def _sort(token: Token) -> str:
    return {"S": "C", "G": "T", "B": "V", "M": "V", "P": "C"}.get(token.tag, token.tag)


def _listed(line: Line, at: int) -> bool:
    around = line.span(max(0, at - 1), at + 2)
    return len(around) == 3 and bool(around[0].tag) and _sort(around[0]) == _sort(around[2])


def _who_responds(line: Line) -> None:
    """`who scrambled more, Japan or Norway`, `American vs Norwegian intercepts`: those named respond."""
    asked = line.hit("who | which|what country|nation|state|side") and line.hit("<V>|<B>|<Y>|<L>")
    if asked:
        for hit in line.hits("<Y>|<L>"):
            line.use(hit)
            for token in line.span(hit.first, hit.last):
                token.used = True
    pair = line.hit(f"(x: <S>|<C> ) {_VERSUS}|and|or|against (y: <S>|<C> ) <B>|<M>")
    near = {t for hit in line.hits("<NEAR> ( the )? (c: <C> )") for t in map(id, line.group(hit, "c"))}
    for token in line.tokens:
        named = pair and token in (*line.group(pair, "x"), *line.group(pair, "y"))
        if token.tag in ("S", "C") and (asked or named) and id(token) not in near and not codes_of(token) & FLYERS:
            token.role = RESPONDER


def read_sides(lines: list[Line]) -> tuple[tuple[Part, ...], IncidentFilter]:
    """The sides with all their conditions, and the conditions that they share. Raises Unclear."""
    read = [read_conditions(part) for part in lines]
    own, shared = [], {}
    differing = []
    for group, names in SLOT_GROUPS.items():
        having = [i for i, found in enumerate(read) if any(name in found.slots for name in names)]
        if len(having) == len(read):
            differing.append(group)
        elif len(having) == 1:
            shared.update({name: read[having[0]].slots[name] for name in names if name in read[having[0]].slots})
        elif having:
            raise Unclear("I cannot tell what the sides of that comparison are: write it as “X vs Y”.")
    if not differing:
        raise Unclear(
            "I cannot tell what the sides of that comparison are: write it as “2023 vs 2024” or “Tu-95 vs Tu-142 "
            "near Alaska”."
        )
    for found in read:
        slots = {name: found.slots[name] for group in differing for name in SLOT_GROUPS[group] if name in found.slots}
        own.append(slots)
    base = IncidentFilter(**shared)
    labels = _labels(own)
    sides = tuple(Part(label=label, filter=conjoin(base, slots)) for label, slots in zip(labels, own, strict=True))
    return sides, base


def _labels(sides: list[dict[str, Any]]) -> list[str]:
    """A name for each side from what tells it from the others."""
    telling = [
        group
        for group, names in SLOT_GROUPS.items()
        if len({repr([slots.get(name) for name in names]) for slots in sides}) > 1
    ]
    labels = [" ".join(filter(None, (_label(slots, group) for group in telling))) for slots in sides]
    if not telling or len(set(labels)) < len(labels):
        raise Unclear("Both sides of that comparison are the same: name two different things.")
    return labels


def _label(slots: dict[str, Any], group: str) -> str:
    if group == "dates":
        return say_period(slots.get("since"), slots.get("until"))
    if group == "platforms":
        return say_types(tuple(dict.fromkeys(name for c in slots.get("platforms", ()) for name in c.types)))
    words: list[str] = []
    for name in SLOT_GROUPS[group]:
        value = slots.get(name)
        if value is None:
            continue
        values = value if isinstance(value, tuple) else (value,)
        if name == "reported_by":
            values = values[:1]
        shown = [str(getattr(v, "value", v)) for v in values]
        words.append(("not " if name.endswith("_not") else "") + say_and(shown))
    return " ".join(words)


_PIVOT = word_set(
    """
    were was are is got get gets have has had involved involve include included ended drew led resulted happened
    happen happens occurred occur occurs fall falls fell took came
    """
)


def share(line: Line, at: int, end: int) -> tuple[Line, Line]:
    """The whole and the part of a share; `at` to `end` are the words "what percentage of". Raises Unclear."""
    before, after = line.part(0, at), line.part(end, len(line.tokens))
    among = after.hit("among|amongst | out of ( all )? ( the )?")
    if among and among.first > 0 and among.last < len(after.tokens):
        return after.part(among.last, len(after.tokens)), after.part(0, among.first)
    named_before = any(t.tag in _NAMES - {"D"} and t.tag for t in before.tokens)
    if named_before:
        return before, after
    cut = _pivot(after, relative=False) or _pivot(after, relative=True)
    if cut:
        whole = Line([*before.tokens, *after.part(0, cut).tokens])
        rest = after.part(cut, len(after.tokens))
        rest.tokens[0].used = rest.tokens[0].used or not rest.tokens[0].tag
        _by_means_responder(whole, rest)
        return whole, rest
    verbs = [number for number, token in enumerate(after.tokens) if token.tag == "V"]
    if len(verbs) == 1:
        others = (*after.part(0, verbs[0]).tokens, *after.part(verbs[0] + 1, len(after.tokens)).tokens)
        return Line([*before.tokens, *others]), after.part(verbs[0], verbs[0] + 1)
    days_only = [number for number, token in enumerate(after.tokens) if token.tag == "E"]
    if len(days_only) == 1:
        others = (*after.part(0, days_only[0]).tokens, *after.part(days_only[0] + 1, len(after.tokens)).tokens)
        return Line([*before.tokens, *others]), after.part(days_only[0], days_only[0] + 1)
    raise Unclear(
        "A percentage of what, and of which part? Write it like “what percentage of Russian flights were intercepted”."
    )


def _pivot(after: Line, *, relative: bool) -> int | None:
    """Where the whole ends and the part begins: at the first verb behind a noun, a relative clause's only if asked."""
    named = False
    for number, token in enumerate(after.tokens):
        drew = token.tag == "M" and token.word.startswith(("drew", "got", "met", "had", "drawn"))
        verb = token.tag == "V" or drew or (not token.tag and token.word in _PIVOT)
        pivot = verb and named
        follows = after.tokens[number - 1].word if number else ""
        if pivot and (relative or follows not in ("that", "which")):
            return number
        named = named or token.tag in _NAMES | {"A"} or (not token.tag and token.word in NOUNS)
    return None


def _by_means_responder(whole: Line, rest: Line) -> None:
    if any(t.tag in ("B", "M", "V") for t in whole.tokens):
        for hit in rest.hits("by ( the )? (x: <S>|<C>|<F> )"):
            for token in rest.group(hit, "x"):
                token.role = RESPONDER


def read_share(whole: Line, part: Line) -> tuple[Conditions, IncidentFilter, Recurring | None]:
    """The conditions of the whole, whole and part as one filter, and the part's sort of days. Raises Unclear."""
    one, other = read_conditions(whole), read_conditions(part)
    slots = dict(other.slots)
    sorts = [group for group, names in SLOT_GROUPS.items() if any(name in slots for name in names)]
    for group in ("dates", "areas", "distance"):
        if group in sorts and len(sorts) > 1:
            for name in SLOT_GROUPS[group]:
                if name in slots:
                    if name in one.slots:
                        raise Unclear("That names two periods or places: say once which you mean.")
                    one.slots[name] = slots.pop(name)
            sorts.remove(group)
    if not slots and not other.recurring:
        raise Unclear(
            "A percentage of which part? Write it like “what percentage of Russian flights were intercepted”."
        )
    return one, conjoin(one.filter, slots), other.recurring
