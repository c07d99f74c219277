"""What exactly is counted, ranked or told, once the form of the question is known."""

from dataclasses import replace

from bot.asking.asked import Asked
from bot.asking.conditions import Conditions
from bot.asking.line import Line, Token
from bot.asking.names import EITHER, RESPONDER, codes_of, types_of
from bot.asking.question import Detail, Group, Op, Question, Unclear
from bot.asking.words import word_set
from bot.vocabulary import state_adjective
from store.records import Response, Side

_INCIDENT_NOUNS = word_set(
    """
    incident incidents encounter encounters flight flights event events record records report reports sortie
    sorties case cases occurrence occurrences episode episodes sighting sightings visit visits appearance
    appearances mission missions flyby flybys time times occasion occasions entries activity contact contacts
    overflight overflights flypast approaches incursion incursions intrusion intrusions instances
    instance formations formation groups group
    """
)


def incidents_or_aircraft(line: Line, asked: Asked) -> Asked:
    """Whether "how many" counts incidents or aircraft: the noun that it stands before decides."""
    if asked.op != Op.COUNT:
        return asked
    last: Token | None = None
    heads: list[Token] = []
    started = False
    for token in line.tokens[asked.at :]:
        if not started and token.used:
            continue
        started = True
        if token.tag == "D" and last is None:
            continue
        if token.tag in ("S", "T", "G", "A", "K", "B", "M", "C", "F", "P", "Q") and token.tag:
            if token.tag in ("C", "P") and last is not None and last.tag in ("T", "G", "A"):
                break
            last = token
            heads.extend([token] if token.tag in ("T", "G") else [])
            continue
        if token.word in _INCIDENT_NOUNS:
            return asked
        if token.word in (
            "of",
            "the",
            "joint",
            "different",
            "'s",
            "-",
            "lone",
            "single",
            "military",
            "these",
            "those",
            "all",
            "or",
            "and",
            "&",
            ",",
        ):
            continue
        break
    if last is None or last.tag in ("K", "B", "M"):
        return asked
    if last.tag in ("T", "G", "A"):
        return replace(asked, op=Op.AIRCRAFT, heads=tuple(heads))
    if last.tag == "S":
        whose = next(iter(map(state_adjective, codes_of(last))), last.word)
        raise Unclear(
            f"How many what? Say “{whose} flights” for incidents, or “{whose} aircraft” for aircraft.",
            examples=("how many Russian flights in 2025?", "how many Russian aircraft in 2025?"),
            instead=(last.word, (f"{whose} flights", f"{whose} aircraft")),
        )
    return asked


def check_launched(asked: Asked, found: Conditions, line: Line) -> None:
    """`how many F-35s were scrambled` is open: jets that met somebody were scrambled, too."""
    typed = any(t.tag == "T" and t.role == RESPONDER for t in line.tokens)
    if asked.op == Op.COUNT and line.hit("<L>") and "responses" not in found.slots and not typed:
        raise Unclear("“Sent up” can end in an intercept or not: ask for “intercepts”, or for “only scrambled”.")
    alone = found.slots.get("responses") == (Response.SCRAMBLED,) and not line.hit("only|just <V>|<B>")
    launched = any(t.role == RESPONDER for t in (*asked.heads, *line.tokens) if t.tag in ("T", "A", "G"))
    if alone and ((asked.op == Op.AIRCRAFT and launched) or (asked.group == Group.TYPE and _scrambles(line))):
        raise Unclear("Intercepts begin with a scramble, too: ask how many were “sent up” in all, or “only scrambled”.")


def _scrambles(line: Line) -> bool:
    """`which aircraft does Japan scramble`: the type asked for is what is launched."""
    return (
        line.hit("<A>|<G>|Q\\d+|what ( does|do|did|has|have ) ( the )? <S>|<C>|<F> ( most|often|usually )* <B>|<V>")
        is not None
    )


def group_of(asked: Asked, line: Line) -> Group | None:
    if asked.op == Op.TREND:
        return Group.YEAR
    if asked.op not in (Op.MOST, Op.LEAST, Op.BY, Op.AVERAGE, Op.DISTINCT):
        return None
    if asked.op == Op.AVERAGE and asked.group is None:
        return None
    if isinstance(asked.group, Group):
        return asked.group
    if asked.group == "country":
        passive = line.hit("is|are|was|were|been|being|get|gets|got ( most|often|frequently|ever|the )* <V>")
        if line.hit("<W>"):
            return Group.REPORTER
        if not passive and line.hit("<V>|<B>|<Y>|<L>"):
            for token in line.tokens:
                token.used = token.used or token.tag in ("Y", "L")
            return Group.RESPONDER
        return Group.ACTOR
    raise Unclear("Tallied by what? Name a year, month, weekday, aircraft type, place, state, kind or response.")


_PER = "( per|a|an|each|every | in|for a|an|each|every )"
_SPANS = {
    "year": Group.YEAR, "yearly": Group.YEAR, "annual": Group.YEAR, "annually": Group.YEAR, "quarter": Group.QUARTER,
    "quarterly": Group.QUARTER, "month": Group.MONTH, "monthly": Group.MONTH, "week": Group.WEEK,
    "weekly": Group.WEEK, "day": Group.DAY, "daily": Group.DAY,
}  # fmt: skip


_ADVERBS = "monthly|yearly|annual|annually|weekly|daily|quarterly"


def averaged(line: Line, asked: Asked) -> Asked:
    """What an average is of: aircraft of an incident ("per incident", "size"), or incidents of a month ("a month").

    Raises Unclear where neither is said.
    """
    if asked.op != Op.AVERAGE:
        return asked
    over = line.hit(f"{_PER} (u: {'|'.join(_SPANS)} )") or line.hit(f"(u: {_ADVERBS} )")
    if over:
        if any(t.tag in ("A", "T", "G") for t in _averaged(line, asked)):
            raise Unclear("I average aircraft per incident, or incidents per month or year: ask for one of these.")
        line.use(over)
        return replace(asked, group=_SPANS[line.group(over, "u")[0].word])
    per_record = line.hit(f"( {_PER} | per ) ( <S>|<C>|<T>|<G> )* <NOUN>|<B>|<M>|<K>|patrol|encounter")
    if per_record:
        line.use(per_record)
    heads = tuple(t for t in _averaged(line, asked) if t.tag in ("T", "G"))
    sized = line.hit("size|sizes|strength|big|large|formation|formations|group|groups|package|packages")
    if not (per_record or heads or sized or any(t.tag == "A" for t in line.tokens)):
        raise Unclear("An average of what? Say “aircraft per incident”, or “incidents per month”.")
    if sized:
        line.use(sized)
    return replace(asked, heads=() if sized else heads)


def _averaged(line: Line, asked: Asked) -> list[Token]:
    """The platforms that stand right behind the words that ask for an average."""
    found: list[Token] = []
    for token in line.tokens[asked.at :]:
        if token.used or token.word in ("the", "of", "all", "single", "military") or token.tag == "S":
            continue
        if token.tag not in ("A", "T", "G") or not token.tag:
            break
        found.append(token)
    return found


_SENT_AGAINST = "send|sends|sent against|after ( the|a|any )* ( <S>|<C> )* <T>|<G>|<A>|<S>"
_SIDE_OF = {RESPONDER: Side.RESPONDER, EITHER: None}


def counted_side(found: Conditions, asked: Asked, line: Line) -> Side | None:
    """Which side's platforms are added up or tallied by type."""
    if asked.op in (Op.AIRCRAFT, Op.AVERAGE):
        flown = [t for t in asked.heads or line.tokens if t.tag in ("T", "G", "A")]
        return _SIDE_OF.get(flown[0].role, Side.ACTOR) if flown else Side.ACTOR
    passive = line.hit("is|are|was|were|been|being|get|gets|got ( most|often|frequently|the )* <V>")
    acting = asked.group == Group.TYPE and not passive and line.hit("<B>|<V>|<L>|<Y>") and _subjectless(line)
    if acting or (asked.group == Group.TYPE and line.hit(_SENT_AGAINST)):
        return Side.RESPONDER
    if asked.generic is not None or asked.group == Group.TYPE:
        if found.counted:
            return found.counted_side
        if any(t.tag == "A" and t.role == RESPONDER for t in line.tokens):
            return Side.RESPONDER
    return found.counted_side


def _subjectless(line: Line) -> bool:
    """`which jets intercept most often`: what is asked for does the responding."""
    sent = line.hit("( does|do|did|has|have ) ( the )? <S>|<C>|<F> (gap: \\S+* ) (v: <V>|<B>|<L>|<Y> )")
    verb = line.group(sent, "v")[0] if sent else None
    return bool(
        (verb and (verb.tag == "L" or verb.value == Response.SCRAMBLED))
        or line.hit("<A>|<G>|Q\\d+ ( most|often|has|have|usually|is|are|was|were )* <V>|<B>|<Y>|<L>")
    )


def within_family(question: Question, asked: Asked) -> Question:
    """`which bomber …`: the tally by type keeps to that family."""
    if question.group == Group.TYPE and asked.generic is not None and asked.generic.tag == "G":
        return question.model_copy(update={"counted": types_of(asked.generic)})
    return question


def flying_with(line: Line, asked: Asked) -> bool:
    """`what type do Tu-95s fly with`: the asked type itself is left out of the tally."""
    if asked.op not in (Op.MOST, Op.LEAST, Op.BY) or asked.group != Group.TYPE:
        return False
    hit = line.hit(
        "fly|flies|flew|flown|operate|operates|seen|appear|appears|come|travel|go|paired|escorted|accompanied ( "
        "together|most|often|out )* with|alongside|by"
    ) or line.hit("accompany|accompanies|accompanied|join|joins|escort ( most|often )*")
    if hit:
        line.use(hit)
    return hit is not None


def look_past_response(line: Line, asked: Asked, detail: Detail | None) -> None:
    """`who intercepted the last Bear`: the last Bear is meant, intercepted or not; the answer tells the response."""
    if detail not in (Detail.RESPONDER, Detail.MET_BY, Detail.RESPONSE) or asked.op not in (Op.NEWEST, Op.OLDEST):
        return
    for token in line.tokens if detail == Detail.RESPONSE else line.tokens[: asked.at]:
        if token.tag in ("V", "B") and token.tag:
            token.used = True


def list_detail(line: Line, asked: Asked) -> Detail | None:
    if asked.op == Op.LIST and line.hit("^ ( and )? when"):
        return Detail.WHEN
    return None
