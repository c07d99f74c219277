"""Types in one record: flying along with one another, escorted by their own, or close to one another."""

from bot.asking.line import Line
from bot.asking.names import FLYERS
from bot.asking.question import Unclear
from bot.asking.scope import use_words


def along(line: Line) -> bool:
    """Whether several types are wanted in the same record: "with Blackjacks along", "Tu-95s together with Su-35s"."""
    both = False
    for words in (
        "( as well as ) ( the )? ( <T>|<G> )",
        "( together|along with ) ( the )? ( <N> )? ( <T>|<G> )",
        "alongside ( the )? ( <T>|<G> )",
        "( accompanied|joined|flanked|escorted|supported by ) ( the )? ( <S>|<N> )* ( <T>|<G> )",
        "with|had|have|brought|plus ( the )? ( <S>|<N> )* ( <T>|<G> ) ( along|alongside|too|aboard|present )?",
        "both ( <T>|<G> ) and ( <T>|<G> )",
        "( <T>|<G> ) and|& ( <T>|<G> ) ( <NOUN>|fly|flies|flew|flown|flying|operating|that|which )* together",
        "( <T>|<G> ) + ( <T>|<G> )",
    ):
        for hit in line.hits(words):
            if words.startswith("with|") and not any(t.tag in ("T", "G") for t in line.tokens[: hit.first]):
                continue
            line.use(hit)
            both = True
    if both and line.hit("<T>|<G> or <T>|<G>"):
        raise Unclear("I cannot tell which of those types belong together: ask about two types at a time.")
    if both:
        use_words(line, "along|alongside|together")
    return both


def own_escort(line: Line) -> None:
    """`Bears escorted by Su-35s`: an escort of the same state flies along and meets nobody."""
    for hit in line.hits(
        "(x: <T> ) ( that|which|were|was|are|being )* (v: <V> ) by ( the )? ( <S> )? (y: <T> ) | "
        "(x2: <T> ) with|and ( a|an|the|<S> )* (y2: <T> ) (v2: <B> )"
    ):
        one, verb, other = ((line.group(hit, name) or line.group(hit, f"{name}2"))[0] for name in "xvy")
        mine = getattr(one.value, "operators", ())
        if verb.word.startswith("escort") and set(mine) & set(getattr(other.value, "operators", ())) & FLYERS:
            line.use(hit)
            verb.used = True
            one.role = other.role = "along"


def beside_one_another(line: Line) -> None:
    """`closest Su-27 to an RC-135`: both types in one record, whoever flew and whoever responded. Raises Unclear."""
    for hit in line.hits(
        "closest|nearest|close|near ( a|an|the|any|has|have|did|ever|<S>|<C> )* (x: <T>|<G> ) ( "
        "get|gets|got|gotten|come|comes|came|fly|flew|flown|pass|passed|been|was|ever )* ( to|with ) "
        "( a|an|the|any|another|<S>|<C> )* (y: <T>|<G> )"
    ):
        if any(t.tag in ("S", "C") for t in line.span(hit.first, hit.last)):
            raise Unclear("Name the two types alone there, without their states: “closest Su-27 to an RC-135”.")
        line.use(hit)
        line.group(hit, "x")[0].role = line.group(hit, "y")[0].role = "beside"
