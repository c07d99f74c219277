"""Patterns of who did what to whom: each names the words that act, respond, announce or stand by either way."""

from dataclasses import dataclass

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
ADV = (
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
        f"(w: <F>|<O>|<C>|<S> ) ( {ADV}|has|have|had )* <W>",
        ("everything the RAF has announced in 2024",),
    ),
    RoleRule("per X", "( per|via|by|from|source|sources ) (w: ( the )? <O> )", ("flights near Japan via Kyodo",)),
    RoleRule("launched by", f"<L>|<V> ( {ADV} )* by (r: {NP} )", ("Tu-95s intercepted by Norway",)),
    RoleRule("replied by", f"<Y> ( {ADV} )* ( to )? by (r: {NP} )", ("flights responded to by Japan",)),
    RoleRule(
        "X V'd against Y",
        (
            f"( did|do|does|has|have|had )* (r: {NP} ) ( {ADV}|has|have|had|did|do|does )* <V>|<B>|<L> ( (r2: "
            f"{_OBJECT} ) )? ( {ADV} )* ( against|after|for|at|to|over|because|of|about )+ (a: {_OBJECT} )"
        ),
        ("how often has Japan scrambled fighters against Chinese drones?",),
    ),
    RoleRule(
        "X against Y",
        "(r: ( <S>|<C> )* <T>|<G> ) ( sent|up|used|launched )* against (a: ( the|a|an )* ( <S>|<C> )* <T>|<G> )",
        ("F-15s against Su-30s near Japan",),
    ),
    RoleRule(
        "Y that X V'd",
        (
            "<NOUN>|<T>|<G>|<A> ( that|which )? ( did|do|does|has|have|had )? (r: ( the )? ( <S>|<C>|<F> ) ( "
            f"<A>|<G>|<T> )* ) ( {ADV} )* (v: <V>|<B> ) ( near|off|over|in|around|since|<D> | $ )"
        ),
        ("flights Norway intercepted in 2024",),
    ),
    RoleRule(
        "Y did X launch",
        f"(f: <T>|<G>|<A> ) ( did|do|does|has|have|had ) ( {ADV} )* (r: {NP} ) ( {ADV} )* (s: <V>|<B>|<L> )",
        ("how many F-35s did Norway send up?",),
    ),
    RoleRule(
        "X did V Y",
        (
            f"( did|do|does|has|have|had|that|which|whom|when ) ( {ADV} )* (r: {NP} ) ( {ADV} )* (v: <V>|<B> ) ( "
            f"{ADV} )* ( (p: against|at|to|about|over ) )? (a: {_OBJECT} )"
        ),
        ("when did the Japanese last protest a Chinese flight?",),
    ),
    RoleRule(
        "X launched Y",
        f"( (r: {NP} ) )? ( {ADV}|has|have|had|did|do|does )* <L> (r2: {_OBJECT} )",
        ("when did Norway send up F-35s?",),
    ),
    RoleRule("Y was sent up", f"(r: {NP} ) ( {ADV}|{_BE}|have|has|had|did )* <L>", ("total F-16s sent up in 2024",)),
    RoleRule(
        "X replied to Y",
        f"(r: {NP} ) ( {ADV}|has|have|had|did|do|does )* <Y> ( {ADV} )* ( to ) (a: {_OBJECT} )",
        ("how often did Japan react to Russian flights?",),
    ),
    RoleRule(
        "X responses",
        (
            f"(r: ( {_NAME} ) ( ( and|or|, )* ( {_NAME} ) )* ) responses|reactions ( ( to (a: {_OBJECT} ) ) | "
            "near|off|over|in|since|<D> | $ )"
        ),
        ("Canadian responses near Alaska",),
    ),
    RoleRule("replied to Y", f"<Y> ( {ADV} )* to (a: {_OBJECT} )", ("who responds most often to Russian flights?",)),
    RoleRule(
        "X replied",
        f"(r: {NP} ) ( {ADV}|has|have|had|did|do|does|that|which|who )* <Y>",
        ("when did Norway last respond?",),
    ),
    RoleRule(
        "X was V'd against Y",
        (
            f"(r: {NP} ) ( {ADV}|have|has|had )* ( {_BE} )+ ( {ADV} )* (v: <V>|<L> ) (p: against|for|after|at ) "
            f"(a: {_OBJECT} )"
        ),
        ("F-22s were scrambled against Bears",),
    ),
    RoleRule(
        "Y was V'd",
        f"(a: {NP} ) ( {ADV}|have|has|had )* ( {_BE} )+ ( {ADV} )* (u: <V> )",
        ("were Chinese drones intercepted?",),
    ),
    RoleRule(
        "did Y get V'd",
        f"( {_BE} ) ( {ADV} )* (a: {NP} ) ( {ADV}|ever )* (u: <V> )",
        ("was a Tu-160 ever intercepted?",),
    ),
    RoleRule(
        "X V'd Y",
        f"(r: {NP} ) ( {ADV}|has|have|had|did|do|does )* (v: <V>|<B> ) ( {ADV} )* (a: {_OBJECT} )",
        ("F-16s intercept Russian planes",),
    ),
    RoleRule(
        "who V'd Y",
        (
            f"( who|what|which|whose ) ( {ADV}|has|have|had|did|country|countries|nation|nations|else|<A>|<T>|<G> )* "
            f"<V>|<B> ( {ADV} )* ( against|for|after )? (a: {_OBJECT} )"
        ),
        ("who intercepted the last Bear?",),
    ),
    RoleRule(
        "did X V",
        f"( did|do|does|has|have|had|that|which|whom ) ( {ADV} )* (r: {NP} ) ( {ADV} )* <B>|<V>",
        ("which of those did the Canadians only monitor?",),
    ),
    RoleRule("busy for X", "busiest|quietest|slowest \\S+ for (r: ( the )? <F> )", ("busiest month for the RAF",)),
    RoleRule("V for X", "<V>|<B> ( most|often|ever|up )* for (r: ( the )? <S>|<C>|<F> )", ("scrambles for Norway",)),
    RoleRule(
        "Vs that X made",
        f"<B>|<M> ( that|which )? ( did|do|does|has|have|had )? (r: {NP} ) ( {ADV}|has|have|had )* "
        "make|makes|made|making|conduct|conducted|perform|performed|carry|carried|fly|flew|flown|do|done ( out )?",
        ("how many intercepts did Norway make in 2023?",),
    ),
    RoleRule(
        "V of Y by X", f"<B>|<M> ( of|against ) (a: {NP} ) by (r: {NP} )", ("intercepts of Russian bombers by Norway",)
    ),
    RoleRule("V by X of Y", f"<B>|<M> by (r: {NP} ) of (a: {NP} )", ("intercepts by Norway of Russian bombers",)),
    RoleRule(
        "V by X",
        f"<B>|<M> ( lodged|filed|made|issued|delivered|carried|flown|out )* by (r: {NP} )",
        ("intercepts by Norway", "protests lodged by Norway"),
    ),
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
        f"(r: {NP} ) ( {ADV}|has|have|had )* send|sends|sent|deploy|deployed ( (r2: {_OBJECT} ) )? "
        f"( against|after | to meet ) (a: {_OBJECT} )",
        ("how often has Norway sent F-35s against Russian bombers?",),
    ),
    RoleRule(
        "X flew",
        (
            f"(a: ( the )? <C>|<S>|<F> ) ( {ADV}|has|have|had|did|do|does )* "
            "fly|flies|flew|flown|flying|send|sends|sent|deploy|deployed|operate|operated|sail|sailed|sails|violate|violated|enter|entered"
        ),
        ("did the US fly near China?",),
    ),
    RoleRule("flights by X", f"<NOUN>|<K>|<A>|flown|made|sorties by (a: {NP} )", ("flights by Russian bombers",)),
    RoleRule(
        "flights from X", "<NOUN>|<K>|<A>|<T>|<G> from (a: ( the )? <S>|<C> )", ("flights from Russia near Norway",)
    ),
    RoleRule("Y was H'd", f"(r: {NP} ) ( {ADV}|has|have|had )* ( {_BE} )+ ( {ADV} )* <H>", ("P-8s that were buzzed",)),
    RoleRule(
        "X H'd Y",
        f"( (a: {NP} ) )? ( {ADV}|has|have|had|did|do|does )* <H> (r: {_OBJECT} )",
        ("when did a Chinese jet last buzz a P-8?",),
    ),
    RoleRule(
        "Y H'd by X",
        f"( (r: {NP} ) )? ( {ADV}|{_BE}|has|have|had )* <H> by (a: {NP} )",
        ("P-8s buzzed by Chinese jets",),
    ),
)
