"""Words that change what the names beside them mean: negations, "joint", "alone"; and words that change nothing."""

from bot.asking.conditions import Conditions
from bot.asking.line import Hit, Line
from bot.asking.names import announcers, codes_of, types_of
from bot.asking.question import Unclear
from bot.vocabulary import vocabulary
from store.filters import IncidentFilter, PlatformCondition
from store.records import Response, Side

_NAMED = "<S>|<C>|<T>|<G>|<F>|<P>|<K>|<V>|<B>|<M>|<O>|<A>"

_FILL = (
    "the|a|an|any|near|off|over|around|in|at|from|by|to|of|involving|with|those|ones|being|been|getting|got"
    "|flights|incidents|encounters|that|were|was|which|where|including"
)


def pass_fillers(line: Line) -> None:
    for words in (
        "( can|could|would|will ) you|u|we|i|someone|anyone|somebody|anybody ( please )?",
        "sorry ( to ( bother|trouble|disturb|ask ) ( you|u|again )* )?",
        "( good )? morning|afternoon|evening team|all|everyone|folks|guys",
        "for a|my|the|our|this story|piece|article|caption|headline|paper|show|bulletin",
        "on deadline",
        "( quick|another|one more ) one|q|question",
        "any idea|clue",
        "( as|in | expressed as ) ( a )? percent|percentage|pct|%",
        "( would|d ) like",
        "close to|by",
        "give|show|tell|let|get|find|for us",
        "out of ( all )?",
        "look|looks|looked|show|shows|showed|shown|showing|turn|turns|turned|turning|pull|pulled|come|comes|came|coming"
        "|pop|pops|popped|pick|picks|picked|put|dig|bring|sum|round|go|goes|went|gone up",
        "who ( 's|has|have|is|was|are|were )* ( been )? up",
        "come|comes|came|coming|go|goes|went|head|heads|headed out",
        "so far",
        "up there|north|to|in|until|till",
        "<V> against $",
        "took|take|taking|taken part",
        "as well",
        "run|brush|fly|flight ins?|bys?|pasts?|outs?",
        "is|are|was|were|be|has|have|had|been there ( been )?",
        "there is|are|was|were|has|have|been",
        "only|just ( the )? ones|those|flights|incidents|encounters",
        "^ only|just",
        "only|just|purely|solely ( the )? <V>|<B>|<S>|<T>|<G>|<K>|<P>|<C>",
        "<S>|<T>|<G>|<V>|<B>|<P>|<C> only",
        "anywhere ( $ | <D>|in|since )",
        "exactly",
        "<NOUN>|<D>|<A>|<P>|<C>|<S>|<T>|<G> where|when|in",
        "did|has|have|was|were anyone|anybody|someone|somebody",
        "<H>|<V>|<B>|<Y>|since|when|that anyone|anybody|someone|somebody",
        "in which",
        "exactly",
    ):
        for hit in line.hits(words):
            line.use(hit)


def read_partners(line: Line, found: Conditions) -> None:
    """`joint Russian-Chinese`, `Russia and China together`, `joint flights with Russia`, `Chinese flights alone`."""
    pair = "(x: <S>|<C> ) ( 's )? ( -|/|and|,|&|+ )* (y: <S>|<C> )"
    patterns = (
        f"( joint|combined|coordinated ) {pair}",
        (
            f"{pair} ( ( <NOUN>|<A>|<G>|<K>|forces|fly|flew|flown|flying|ever|have|been|operate|operated ) )* ( "
            "together|jointly )"
        ),
        f"{pair} joint|combined",
        "(x: <S>|<C> ) - (y: <S>|<C> )",
        f"both {pair}",
        (
            "(x: <S>|<C> ) ( <NOUN>|<A>|<G>|<K>|fly|flew|flying|flown )* ( jointly with | together with | alongside | "
            "side by side with ) ( the )? (y: <S>|<C> )"
        ),
        "(x: <S>|<C> ) ( <NOUN>|<A>|<G>|<K> )* ( joint )? ( <NOUN>|<A>|<G>|<K> )+ with (y: <S>|<C> )",
    )
    for pattern in patterns:
        for hit in line.hits(pattern):
            one, other = line.group(hit, "x")[0], line.group(hit, "y")[0]
            codes = sorted(codes_of(one) | codes_of(other))
            if pattern is patterns[-1] and not line.hit("joint|jointly|together|combined"):
                continue
            if len(codes) < 2:
                continue
            found.slots["actors_all"] = tuple(codes)
            for token in line.span(hit.first, hit.last):
                if token.tag in ("", "A") or token is one or token is other:
                    token.used = True
            one.role = other.role = "joint"
            use_words(line, "joint|jointly|together|combined|both|-")
            return
    for hit in line.hits("joint|combined ( <NOUN>|<A>|<G>|<K> )* ( (w: with ( the )? (y: <S>|<C> ) ) )?"):
        partner = line.group(hit, "y")
        codes_with = codes_of(partner[0]) if partner else set()
        if not codes_with <= {"RU", "CN"}:
            raise Unclear("Who flew jointly? Name both, for example “joint Russian-Chinese flights”.")
        found.slots["actors_all"] = ("CN", "RU")
        found.notes += ("joint read as Russia and China together",) if not partner else ()
        for token in [*partner, *[t for t in line.tokens if t.tag in ("S", "C") and codes_of(t) <= {"RU", "CN"}]]:
            token.role, token.used = "joint", True
        line.use(hit)
        use_words(line, "together|jointly")
        return
    _alone(line, found)


def _alone(line: Line, found: Conditions) -> None:
    for pattern in (
        "(x: <S>|<C> ) ( <NOUN>|<A>|<G>|<T>|make|made|fly|flew|do|did|go|went|operate|operated|there|near|over|<P> )* "
        "( alone | on their|its own | by themselves|itself | without partners )",
    ):
        for hit in line.hits(pattern):
            codes = codes_of(line.group(hit, "x")[0])
            others = tuple(code for code in vocabulary().states if code not in codes)
            found.slots["actors_not"] = tuple(sorted({*others} - codes))
            line.use(hit)


def use_words(line: Line, words: str) -> None:
    for hit in line.hits(words):
        line.use(hit)


_NOT = (
    "( except|excluding|exclude|without|outside|besides|minus|bar|sans | other|rather than | apart|aside from | "
    "leaving|leave out | except|excluding for|in|near "
    "| ( do )? not|never counting|count|including|include | ( but|and )? not|never | not|never | "
    "anywhere|everywhere|everything|all|anyplace|anyone|anybody|everyone|everybody but|except | away from | non "
    "| ignoring|ignore|skipping|skip | nobody | no one | no )"
)


_LEAVING = (
    "( except|excluding|exclude|besides|minus|bar | other than | apart|aside from | leaving|leave out | not "
    "counting|including|in | but ( and )? not | outside ( of )? ) ( for|those|the|ones|from|of|flights|in )*"
)


def leave_out(line: Line, found: Conditions) -> None:
    """Take what a filter cannot say as one condition: `except in 2024`, `not intercepted by Norway`."""
    for hit in line.hits(f"{_LEAVING} (d: <D> )"):
        token = line.group(hit, "d")[0]
        since, until = token.value if isinstance(token.value, tuple) else (None, None)
        if since is None or until is None:
            raise Unclear("Leave out which days? Name a period with both ends, such as a month or a year.")
        found.without = (*found.without, IncidentFilter(since=since, until=until))
        line.use(hit)
        token.role, token.used = "apart", True
    for hit in line.hits("not|never ( been|being|ever|actually )* <W> by ( the )? (w: <F>|<O>|<C>|<S> )"):
        token = line.group(hit, "w")[0]
        found.without = (*found.without, IncidentFilter(reported_by=announcers(token)))
        line.use(hit)
        token.role, token.used = "apart", True
    agents = "<S>|<C>|<F>|<T>|<G>"
    for hit in line.hits(
        f"not|never ( been|being|ever|actually )* (v: <V> ) by ( the|any|a|an )* "
        f"(r: {agents} ( ( or|and|any|the )* {agents} )* )"
    ):
        verb, named = line.group(hit, "v")[0], [t for t in line.group(hit, "r") if t.tag]
        states = tuple(sorted({code for t in named for code in codes_of(t)}))
        types = tuple(dict.fromkeys(name for t in named for name in types_of(t)))
        if not isinstance(verb.value, Response) or (states and types):
            raise Unclear("I cannot tell what “not” covers there: leave out one state, or one type, at a time.")
        left = IncidentFilter(responses=(verb.value,), responders=states)
        if types:
            left = left.model_copy(update={"platforms": (PlatformCondition(types=types, side=Side.RESPONDER),)})
        found.without = (*found.without, left)
        line.use(hit)
        for token in (verb, *named):
            token.role, token.used = "apart", True


def mark_negations(line: Line) -> None:
    """Mark the names that a negation covers: all of the list that follows it."""
    item = f"( {_FILL} )* ( {_NAMED} ) ( 's|airspace|waters|flights|incidents|encounters|ones )*"
    for hit in line.hits(
        f"(x: {_NOT} ) (l: {item} ( ( ,|and|or|nor|& )+ ( {_FILL} )* ( <S>|<T>|<G>|<P>|<C>|<K> ) ( "
        "'s|airspace|flights )* )* )"
    ):
        names = [t for t in line.group(hit, "l") if t.tag]
        cue = line.group(hit, "x")
        if all(token.used for token in cue):
            continue
        if names and names[0].tag in {"V", "B"} and _followed_by_agent(line, hit):
            raise Unclear("I cannot tell what “not” covers there: ask for “not intercepted” without saying by whom.")
        if all(t.tag == "A" for t in names):
            continue
        if any(t.role == "joint" for t in names):
            raise Unclear(
                "I cannot leave out joint flights: ask for flights of one state “alone”, or name the other state."
            )
        for token in names:
            token.negated = True
        for token in cue:
            token.used = True
        for token in line.group(hit, "l"):
            if not token.tag:
                token.used = True


def check_escort(line: Line) -> None:
    """`had fighter escort`: their own, or who met them? Raises Unclear."""
    for hit in line.hits("had|with|without|under|<G>|a|an|no (v: <B> )"):
        if line.group(hit, "v")[0].word.startswith("escort"):
            raise Unclear(
                "An escort can be their own or who met them: ask for “together with Su-35s” or for “intercepted”."
            )


def _followed_by_agent(line: Line, hit: Hit) -> bool:
    return any(other.first == hit.last for other in line.hits("by ( the )? <S>|<C>|<F>|<T>|<G>|<A>"))
