"""Who did what to whom: which names of a question act, respond, announce, or say where."""

from dataclasses import dataclass

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
    is_fighter,
    place_of,
)
from bot.asking.words import NOUNS, word_set
from bot.vocabulary.entries import Force
from store.records import Response

_DET = "the|a|an|any|some|these|those|its|their|our|all|both|another|every|each|one|no|more|other|of|<N>"
_NAME = "<S>|<C>|<T>|<G>|<F>|<A>"
NP = (
    f"( {_DET} )* ( {_NAME} ) ( ( 's|-|and|or|,|/|&|+ )* ( {_DET} )* ( {_NAME} ) )* ( "
    "air|fighter|force|navy|military|forces|'s )* ( <NOUN> )*"
)
_OBJECT = (
    f"( {_DET} )* ( last|latest|first|most|recent|newest|oldest )* ( {_NAME} ) ( ( 's|-|and|or|,|/|& )* ( "
    f"{_DET} )* ( {_NAME} ) )*"
)
_ADV = (
    "not|never|ever|only|actually|really|just|already|also|even|last|first|most|then|again|often|usually|always|yet"
    "|still|been|recently"
)
_BE = "is|are|was|were|be|been|being|get|gets|got|getting|gotten"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """A pattern whose groups name who acts (`a`), responds (`r`), announces (`w`), stands by either way (`e`)."""

    name: str
    pattern: str
    reads: tuple[str, ...]


# Passive before active ("intercepted by X" before "X intercepted"), verb before noun, the specific before the bare.
RULES: tuple[RoleRule, ...] = (
    RoleRule(
        "announced by",
        "<W> ( by|to|from )? (w: ( the )? <F>|<O>|<C>|<S> ( ( ,|and|or )+ ( the )? <F>|<O>|<C>|<S> )* )",
        ("flights reported by NORAD",),
    ),
    RoleRule(
        "X announced",
        f"(w: <F>|<O>|<C>|<S> ) ( {_ADV}|has|have|had )* <W>",
        ("everything the RAF has announced in 2024",),
    ),
    RoleRule("per X", "( per|via|by|from|source|sources ) (w: ( the )? <O> )", ("flights near Japan via Kyodo",)),
    RoleRule("launched by", f"<L>|<V> ( {_ADV} )* by (r: {NP} )", ("Tu-95s intercepted by Norway",)),
    RoleRule("replied by", f"<Y> ( {_ADV} )* ( to )? by (r: {NP} )", ("flights responded to by Japan",)),
    RoleRule(
        "X V'd against Y",
        (
            f"( did|do|does|has|have|had )* (r: {NP} ) ( {_ADV}|has|have|had|did|do|does )* <V>|<B>|<L> ( (r2: "
            f"{_OBJECT} ) )? ( {_ADV} )* ( against|after|for|at|to|over|because|of|about )+ (a: {_OBJECT} )"
        ),
        ("how often has Japan scrambled fighters against Chinese drones?",),
    ),
    RoleRule(
        "Y that X V'd",
        (
            "<NOUN>|<T>|<G>|<A> ( that|which )? ( did|do|does|has|have|had )? (r: ( the )? ( <S>|<C>|<F> ) ( "
            f"<A>|<G>|<T> )* ) ( {_ADV} )* (v: <V>|<B> ) ( near|off|over|in|around|since|<D> | $ )"
        ),
        ("flights Norway intercepted in 2024",),
    ),
    RoleRule(
        "Y did X launch",
        f"(f: <T>|<G>|<A> ) ( did|do|does|has|have|had ) ( {_ADV} )* (r: {NP} ) ( {_ADV} )* (s: <V>|<B>|<L> )",
        ("how many F-35s did Norway send up?",),
    ),
    RoleRule(
        "X did V Y",
        (
            f"( did|do|does|has|have|had|that|which|whom|when ) ( {_ADV} )* (r: {NP} ) ( {_ADV} )* (v: <V>|<B> ) ( "
            f"{_ADV} )* ( (p: against|at|to|about|over ) )? (a: {_OBJECT} )"
        ),
        ("when did the Japanese last protest a Chinese flight?",),
    ),
    RoleRule(
        "X launched Y",
        f"( (r: {NP} ) )? ( {_ADV}|has|have|had|did|do|does )* <L> (r2: {_OBJECT} )",
        ("when did Norway send up F-35s?",),
    ),
    RoleRule("Y was sent up", f"(r: {NP} ) ( {_ADV}|{_BE}|have|has|had|did )* <L>", ("total F-16s sent up in 2024",)),
    RoleRule(
        "X replied to Y",
        f"(r: {NP} ) ( {_ADV}|has|have|had|did|do|does )* <Y> ( {_ADV} )* ( to ) (a: {_OBJECT} )",
        ("how often did Japan react to Russian flights?",),
    ),
    RoleRule("replied to Y", f"<Y> ( {_ADV} )* to (a: {_OBJECT} )", ("who responds most often to Russian flights?",)),
    RoleRule("X replied", f"(r: {NP} ) ( {_ADV}|has|have|had|did|do|does )* <Y>", ("when did Norway last respond?",)),
    RoleRule(
        "Y was V'd",
        f"(a: {NP} ) ( {_ADV}|have|has|had )* ( {_BE} )+ ( {_ADV} )* <V>",
        ("were Chinese drones intercepted?",),
    ),
    RoleRule(
        "did Y get V'd", f"( {_BE} ) ( {_ADV} )* (a: {NP} ) ( {_ADV}|ever )* <V>", ("was a Tu-160 ever intercepted?",)
    ),
    RoleRule(
        "X V'd Y",
        f"(r: {NP} ) ( {_ADV}|has|have|had|did|do|does )* (v: <V>|<B> ) ( {_ADV} )* (a: {_OBJECT} )",
        ("F-16s intercept Russian planes",),
    ),
    RoleRule(
        "who V'd Y",
        (
            f"( who|what|which|whose ) ( {_ADV}|has|have|had|did|country|countries|nation|nations|else|<A>|<T>|<G> )* "
            f"<V>|<B> ( {_ADV} )* (a: {_OBJECT} )"
        ),
        ("who intercepted the last Bear?",),
    ),
    RoleRule(
        "did X V",
        f"( did|do|does|has|have|had|that|which|whom ) ( {_ADV} )* (r: {NP} ) ( {_ADV} )* <B>|<V>",
        ("which of those did the Canadians only monitor?",),
    ),
    RoleRule(
        "V of Y by X", f"<B>|<M> ( of|against ) (a: {NP} ) by (r: {NP} )", ("intercepts of Russian bombers by Norway",)
    ),
    RoleRule("V by X of Y", f"<B>|<M> by (r: {NP} ) of (a: {NP} )", ("intercepts by Norway of Russian bombers",)),
    RoleRule("V by X", f"<B>|<M> by (r: {NP} )", ("intercepts by Norway",)),
    RoleRule(
        "X V noun of Y",
        f"(r: ( <S>|<C>|<F> ) ( 's )? ( <T>|<G>|<A> )? ) <B>|<M> ( of|against ) (a: {NP} )",
        ("Japanese intercepts of Russian bombers",),
    ),
    RoleRule("V of Y", f"<B>|<M> ( of|against ) (a: {NP} )", ("intercepts of Russian bombers",)),
    RoleRule("V involving", f"<B>|<M> ( involving|with ) (e: {NP} )", ("intercepts involving F-22s",)),
    RoleRule(
        "involving X",
        "involving|involved|involve|featuring|included|including (e: ( the|any|a )* ( <T> ) ( ( and|or|, )+ <T> )* )",
        ("unsafe encounters involving P-8s",),
    ),
    RoleRule(
        "X sent Y against Z",
        f"(r: {NP} ) ( {_ADV}|has|have|had )* send|sends|sent|deploy|deployed ( (r2: {_OBJECT} ) )? "
        f"( against|after | to meet ) (a: {_OBJECT} )",
        ("how often has Norway sent F-35s against Russian bombers?",),
    ),
    RoleRule(
        "X flew",
        (
            f"(a: ( the )? <C>|<S>|<F> ) ( {_ADV}|has|have|had|did|do|does )* "
            "fly|flies|flew|flown|flying|send|sends|sent|deploy|deployed|operate|operated|sail|sailed|sails|violate|violated|enter|entered"
        ),
        ("did the US fly near China?",),
    ),
    RoleRule("flights by X", f"<NOUN>|<K>|<A>|flown|made|sorties by (a: {NP} )", ("flights by Russian bombers",)),
    RoleRule(
        "flights from X", "<NOUN>|<K>|<A>|<T>|<G> from (a: ( the )? <S>|<C> )", ("flights from Russia near Norway",)
    ),
    RoleRule(
        "X H'd Y",
        f"( (a: {NP} ) )? ( {_ADV}|has|have|had|did|do|does )* <H> (r: {_OBJECT} )",
        ("when did a Chinese jet last buzz a P-8?",),
    ),
    RoleRule(
        "Y H'd by X",
        f"( (r: {NP} ) )? ( {_ADV}|{_BE}|has|have|had )* <H> by (a: {NP} )",
        ("P-8s buzzed by Chinese jets",),
    ),
)


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
    for role, tokens in named:
        for token in tokens:
            if token.tag in {"S", "C", "T", "G", "F", "O", "A"} and not token.role:
                token.role = role
    for token in line.span(hit.first, hit.last):
        if (not token.tag and token.word not in _KEPT) or (token.tag in {"Y", "L", "W"}):
            token.used = True


def _without_object(line: Line) -> None:
    """`since Norway scrambled`, `Russians intercepted off Alaska`: a name before a verb that has no object."""
    for hit in line.hits(f"(x: <S>|<C>|<F> ) (y: ( <A>|<T>|<G> )* ) ( {_ADV}|has|have )* (v: <V> )"):
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
    for hit in line.hits(f"(x: ( <S>|<C>|<F>|<T>|<G> ) ( 's )? ( <T>|<G> )* ) ( {_ADV}|air|jet )* <B>|<M>"):
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
    for hit in line.hits(f"<K>|encounters?|in|ins|incidents?|brushes|interactions?|contacts? with (x: {NP} )"):
        others = [t for t in line.tokens[: hit.first] if t.tag in {"S", "C", "F", "T", "G"} and t.role in ("", ACTOR)]
        tokens = [t for t in line.group(hit, "x") if t.tag in {"S", "C", "F", "T", "G"} and not t.role]
        flying = any(codes_of(t) & FLYERS or flies(t) for t in tokens)
        for token in tokens:
            token.role = RESPONDER if others or not flying else ACTOR
        for token in line.span(hit.first, hit.last):
            if not token.tag and token.word == "with":
                token.used = True


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
        return ACTOR
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
    if token.tag == "T":
        return EITHER if is_fighter(token) and not flies(token) else ACTOR
    return ACTOR if token.tag == "G" else ""


def _bare_force(token: Token) -> str:
    force = token.value
    if isinstance(force, Force) and force.kind == "service" and set(force.states) & FLYERS:
        return ACTOR
    return REPORTER
