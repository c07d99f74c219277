"""Who did what to whom: which names of a question act, respond, announce, or say where."""

from bot.asking.countries import find_places
from bot.asking.line import Hit, Line, Token
from bot.asking.names import (
    ACTOR,
    EITHER,
    FLYERS,
    PLACE,
    REPORTER,
    RESPONDER,
    codes_of,
    flies,
    goes_up,
    is_fighter,
    place_of,
)
from bot.asking.role_rules import ADV, NP, RULES
from bot.asking.words import NOUNS, word_set
from bot.vocabulary.entries import Force
from store.records import Kind, Response


def assign_roles(line: Line) -> None:
    """Give every name of the line its role. A name keeps the first role that a rule gives it."""
    find_places(line)
    for rule in RULES:
        for hit in line.hits(rule.pattern):
            _apply(line, hit)
    _without_object(line)
    _nouns_of_response(line)
    _encounters_with(line)
    _operators(line)
    for token in line.tokens:
        if not token.role or token.tag == "P":
            token.role = _bare(token, line)


_GROUP_ROLES = {"a": ACTOR, "r": RESPONDER, "r2": RESPONDER, "w": REPORTER, "e": EITHER}
_KEPT = word_set(
    """
    not never no only last first most least latest recent newest oldest usually always when who which what often more
    """
)


def _apply(line: Line, hit: Hit) -> None:
    named = [(role, line.group(hit, group)) for group, role in _GROUP_ROLES.items() if group in hit.groups]
    if any(t.role and t.role != role for role, tokens in named for t in tokens if t.tag in {"S", "C", "F"}):
        return
    if any(t.tag == "P" for _, tokens in named for t in tokens):
        return
    fronted, launch = line.group(hit, "f"), line.group(hit, "s")
    if launch and (launch[0].tag == "L" or launch[0].value == Response.SCRAMBLED):
        named.append((RESPONDER, fronted))
    verb = line.group(hit, "v")
    if verb and verb[0].value == Response.SCRAMBLED and "p" not in hit.groups:
        named = [(RESPONDER, tokens) for _, tokens in named]
    done_to = line.group(hit, "u")
    if done_to and done_to[0].value == Response.SCRAMBLED and _are_sent(line, hit):
        named = [(RESPONDER, tokens) for _, tokens in named]
    for role, tokens in named:
        for token in tokens:
            if token.tag in {"S", "C", "T", "G", "F", "O", "A"} and not token.role:
                token.role = role
    for token in line.span(hit.first, hit.last):
        if (not token.tag and token.word not in _KEPT) or (token.tag in {"Y", "L", "W"}):
            token.used = True


def _are_sent(line: Line, hit: Hit) -> bool:
    """`F-22s were scrambled`: fighters that are scrambled respond; what is scrambled against does not."""
    against = [t.word for t in line.span(hit.last, hit.last + 1)]
    crafts = [t for t in line.group(hit, "a") if t.tag in {"T", "G"}]
    return bool(crafts) and all(map(is_fighter, crafts)) and against not in (["against"], ["after"], ["at"])


def _without_object(line: Line) -> None:
    """`since Norway scrambled`, `Russians intercepted off Alaska`: a name before a verb that has no object."""
    for hit in line.hits(f"(x: <S>|<C>|<F> ) (y: ( <A>|<T>|<G> )* ) ( {ADV}|has|have )* (v: <V> )"):
        name, verb = line.group(hit, "x")[0], line.group(hit, "v")[0]
        if name.role or any(t.role for t in line.group(hit, "y")):
            continue
        flying = bool(codes_of(name) & FLYERS)
        if verb.value in (Response.SCRAMBLED, Response.PROTESTED):
            role = RESPONDER
        elif "y" in hit.groups:
            continue
        elif name.tag == "S":
            role = ACTOR if flying else "unsure"
        else:
            role = "unsure" if flying else RESPONDER
        for token in (name, *line.group(hit, "y")):
            token.role = role


def _nouns_of_response(line: Line) -> None:
    """`Norwegian intercept`, `F-22 intercepts`: the name before the noun responds, unless it is what flies there."""
    for hit in line.hits(f"(x: ( <S>|<C>|<F>|<T>|<G> ) ( 's )? ( <T>|<G> )* ) ( {ADV}|air|jet )* <B>|<M>"):
        tokens = [t for t in line.group(hit, "x") if t.tag in {"S", "C", "F", "T", "G"}]
        if any(t.role for t in tokens):
            continue
        flying = any(codes_of(t) & FLYERS for t in tokens if t.tag in {"S", "C", "F"})
        fighter = [t for t in tokens if is_fighter(t)]
        named = any(t.tag in {"S", "C", "F"} for t in tokens)
        for token in tokens:
            if token.tag in {"T", "G"} and not is_fighter(token):
                token.role = ACTOR
            elif named and not flying:
                token.role = RESPONDER if not any(t.tag in {"T", "G"} and not is_fighter(t) for t in tokens) else ACTOR
            elif named and flying:
                token.role = ACTOR if any(t.tag in {"T", "G"} and not is_fighter(t) for t in tokens) else "unsure"
            elif fighter:
                token.role = RESPONDER if not flies(token) else "unsure"


def _encounters_with(line: Line) -> None:
    """`Chinese … unsafe encounter with a P-8`: who comes after "with" is the other side, if an actor is named."""
    placed = {id(t) for hit in line.hits("<NEAR> ( the )? (c: <C> )") for t in line.group(hit, "c")}
    for hit in line.hits(
        "<K>|encounters?|in|ins|incidents?|calls?|shaves?|brushes|interactions?|contacts?|ones|those "
        f"( in|near|off|over|around|the|<P>|<C>|<D> )* with (x: {NP} )"
    ):
        others = [
            t
            for t in line.tokens[: hit.first]
            if t.tag in {"S", "C", "F", "T", "G"} and t.role in ("", ACTOR) and id(t) not in placed
        ]
        tokens = [t for t in line.group(hit, "x") if t.tag in {"S", "C", "F", "T", "G"} and not t.role]
        flying = any(codes_of(t) & FLYERS or flies(t) for t in tokens)
        owned = any(t.tag in {"S", "C", "F"} for t in tokens)
        for token in tokens:
            whose = EITHER if token.tag == "G" and not owned else ACTOR if flying else RESPONDER
            alone = EITHER if token.tag == "T" else whose
            token.role = RESPONDER if others else alone
        for token in line.span(hit.first, hit.last):
            if not token.tag and token.word == "with":
                token.used = True
    for hit in line.hits(f"(k: <K> ) of|against (x: {NP} )"):
        for token in line.group(hit, "x") if line.group(hit, "k")[0].value == Kind.UNSAFE_ENCOUNTER else ():
            if token.tag in {"S", "C", "F", "T", "G", "A"} and not token.role:
                token.role = RESPONDER


def _operators(line: Line) -> None:
    """A nation beside a type shares its role: in `American F-22s` both respond if one does."""
    for hit in line.hits("(s: <S>|<C>|<F> ) ( 's )? (t: <T>|<G> )"):
        state, kind = line.group(hit, "s")[0], line.group(hit, "t")[0]
        if state.role in (ACTOR, RESPONDER, "unsure") and not kind.role:
            kind.role = state.role
        elif kind.role and not state.role:
            state.role = kind.role


def _bare(token: Token, line: Line) -> str:
    """The role of a name that no rule placed."""
    if token.tag == "P":
        return PLACE
    if token.tag == "S":
        return PLACE if _means_place(token, line) else ACTOR
    if token.tag == "C":
        code = codes_of(token)
        placed = any(t.tag == "P" for t in line.tokens)
        at = line.tokens.index(token)
        after = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
        noun = after is not None and (after.tag in ("A", "G", "T") or after.word in NOUNS)
        if code & FLYERS or (noun and (placed or code == {"US"})):
            return ACTOR
        return PLACE if place_of(token) else ACTOR
    if token.tag == "F":
        return _bare_force(token)
    if token.tag == "O":
        return REPORTER
    unsafe = any(t.value == Kind.UNSAFE_ENCOUNTER for t in line.tokens)
    if token.tag == "T":
        return EITHER if unsafe or (goes_up(token) and not flies(token)) else ACTOR
    return ACTOR if token.tag == "G" else ""


def _means_place(token: Token, line: Line) -> bool:
    """`Estonian encounters`: the adjective of a state that the channels do not know as one that flies says where."""
    at = line.tokens.index(token)
    after = line.tokens[at + 1].word if at + 1 < len(line.tokens) else ""
    neutral = after in ("incident", "incidents", "encounter", "encounters", "event", "events")
    return neutral and not codes_of(token) & (FLYERS | {"US"}) and place_of(token) is not None


def _bare_force(token: Token) -> str:
    force = token.value
    if isinstance(force, Force) and force.kind == "service" and set(force.states) & FLYERS:
        return ACTOR
    return REPORTER
