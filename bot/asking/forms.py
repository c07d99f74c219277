"""What can be asked: every operation with its wordings and with questions that prove it. `help` lists the examples."""

from dataclasses import dataclass

from bot.asking.groups import GROUP_WORDS
from bot.asking.question import Group, Op

_LAST = "( ( very )? last|latest|newest|latests | ( very )? most recent|recently )"
_FIRST = "( ( very )? first|earliest|oldest )"
_ORDINAL = "( (skip: second|third|fourth|fifth|penultimate ) ( to )? )"
_TYPICAL = "usually|normally|typically|generally"
_GAP = "gap|gaps|lull|lulls|pause|pauses|break|drought|interval|intervals|silence|breather|hiatus"
_FORMATION = (
    "( ( ever )? formation|formations|group|groups|bunch|crowd|pack|flight|package|packages|number|showing|contingent"
    "|incursion"
    "|incident|wave|raid|swarm|gaggle|fleet|turnout|force )?"
)
_AT_ONCE = (
    "( at once|together | in one go | in a|one|any ( single|one )? "
    "flight|incident|formation|group|go|encounter|time | at a time | at the same time | simultaneously )"
)

_G = "Q\\d+|" + "|".join(GROUP_WORDS) + "|<A>|<G>"
_T = "Q\\d+|" + "|".join(GROUP_WORDS)
_WHICH = (
    "Q\\d+|country|countries|nation|nations|states|years?|months?|days?|weekdays?|areas?|places?|regions?|types?|kinds?"
    "|responses?|reactions?|sources?|outlets?|<A>"
)
_COMMON = "common|frequent|frequently|active|popular|regular|often|busy|used|seen|prevalent|likely"
_HEAVY = "incidents|encounters|flights|intercepts|times|records|activity|events|<B>"


@dataclass(frozen=True, slots=True)
class Form:
    """One way of asking: an operation, its wordings, and questions that must be read so.

    In a wording, group `n` is how many are wanted, `g` what is tallied by; what `gap` spans is left for the filters.
    `beside` are further words that the operation takes in wherever they stand.
    """

    op: Op
    wordings: tuple[str, ...]
    reads: tuple[str, ...]
    group: Group | None = None
    beside: tuple[str, ...] = ()


# The order decides: a tally or a rank is looked for before the plain words ("how many", "last", "which") inside it.
FORMS: tuple[Form, ...] = (
    Form(
        Op.GAP,
        (
            f"( the )? longest|biggest|greatest|largest|maximum|max|record ( ever|quiet|single )* ( {_GAP} ) "
            "( of|in|between|without|among|for | with no )* ( any|a|an|the|two|successive|consecutive )*",
            "( the )? longest|greatest|maximum|max ( quiet|dry|calm )? "
            "( time|period|stretch|spell|run|wait|streak|days|span )+ "
            "( between|without | with|where|when|that no ) ( any|a|an|the|two|successive|consecutive )*",
            "( the )? longest|greatest ( quiet|dry|calm ) ( time|period|stretch|spell|run|streak )",
            "( the )? longest ( we|they|it|anyone|ve|have|has|ever|the|ledger|desk )* ( gone|been|went ) "
            "( without | with no ) ( any|a|an|the )*",
            "( the )? most days ( in a row )? ( without | with no ) ( any|a|an|the )*",
        ),
        ("longest gap between Tu-142 flights near Norway", "longest quiet spell near Japan since 2020"),
        beside=("in a row", "in days", "days", "when ( was|were )?"),
    ),
    Form(
        Op.CURRENT_STREAK,
        (
            "( current|ongoing|present|running ) ( unbroken )? ( streak|run|series|string ) "
            "( of )? ( consecutive|successive|straight|daily )? ( days )? ( with|of )? ( a|an|any )?",
            "how many ( consecutive|successive|straight )? days ( in a row | running|straight ) "
            "( now|is|has|have|had|did|"
            "do|we|it|been|are|was|there|up|until|to|so|far|the )* ( now | so far )",
            "how many days ( in a row | running|straight ) ( have|has ) ( we|there )? ( now )?",
        ),
        (
            "current streak of days with a flight near Taiwan",
            "how many days in a row have there been flights near Taiwan?",
        ),
        beside=("in a row", "so far", "now", "how long|many", "what 's"),
    ),
    Form(
        Op.AVERAGE,
        (
            "how many <AIR>|<G>|<T> (gap: \\S+* ) on average",
            "( on average )",
            "( average|mean|median|avg ) ( number|size|count|strength|total|amount )? ( of )?",
            "( typical|usual|normal ) ( size|strength|number|count ) ( of )?",
            "( typical|usual|normal ) ( formation|group|flight|package ) ( size )?",
            f"how big|large ( is|are|was|were ) (gap: \\S+* ) {_TYPICAL}",
            f"how many <AIR>|<G>|<T> (gap: \\S+* ) {_TYPICAL}",
            "( monthly|yearly|annual|weekly|daily|quarterly ) average",
        ),
        (
            "average number of aircraft per incident near Alaska in 2025",
            "typical formation size of Tu-22Ms",
            "average flights a month near Japan in 2024",
        ),
        beside=("how big|large|many ( is|are|was|were )?", "what is|was|are", "formation|group|flight size|sizes"),
    ),
    Form(
        Op.DISTINCT,
        (
            "how many ( different|distinct|unique|separate|various ) (g: " + _T + "|<AIR>|<G> )",
            "( number|count of ) ( different|distinct|unique|separate|various ) (g: " + _T + "|<AIR>|<G> )",
            "how many (g: Q\\d+|countries|nations|states|types|models|places|locations|regions|kinds|outlets|sources|"
            "newspapers|announcers|responders|actors )",
            "( on )? how many ( single )? (g: days|months|years|weeks|quarters|weekdays ) "
            "( had|saw|with | have|has seen|had | were|was there )",
        ),
        ("how many different types near Norway in 2023?", "how many countries have responded to Tu-160s?"),
    ),
    Form(
        Op.STREAK,
        (
            "( longest|biggest|greatest|max|maximum|record ) ( ever|unbroken|consecutive )* "
            "run|runs|streak|streaks|stretch|series|string|spell|sequence "
            "( of )? ( consecutive|successive|straight|daily )? ( days )? ( in a row | running|straight )? ( with )?",
            "( the )? most ( consecutive|successive|straight )? days ( in a row | running|straight|back )? ( with )?",
            "( maximum|max|highest|longest ) ( number of )? ( consecutive|successive|straight ) days ( with )?",
        ),
        ("longest streak of days with a Russian flight near Norway", "longest run of consecutive days since 2024"),
        beside=("in a row", "on end", "back to back"),
    ),
    Form(
        Op.DAYS_SINCE,
        (
            (
                "( how many | number of )? days ( has|have|is|it|been|passed|gone|by )* since ( the|we|a|an|any|they "
                f")* {_LAST}?"
            ),
            f"how many days ago ( was|were|did|is|has )? ( the )? {_LAST}?",
            (
                "how long ( 's|has|have|is|it|been|was|were|did|ago|since|we )* ( since|ago|without ) ( "
                f"was|were|did|is|has )? ( the|we|a|an|any|they )* {_LAST}?"
            ),
            f"( how much )? time ( has )? ( passed|elapsed )? since ( the|we|a|an|any )* {_LAST}?",
        ),
        ("how many days since the last Tu-160 near Britain?", "how long since anything happened off Norway?"),
        beside=(_LAST, "ago"),
    ),
    Form(
        Op.NEWEST,
        (
            f"(gap: how close|near|far|big ( out|off )? ( did|was|is|were|has|had )? ) ( the ) {_LAST} ( time )?",
            f"(gap: how many <A>|<G>|<T> ( were|was|flew|are|took|had|did|part|in|on|met|the )* ) {_LAST} ( time )?",
        ),
        ("how close did the last Bear get to Alaska?",),
    ),
    Form(
        Op.CLOSEST,
        (
            "how close|near",
            f"{_ORDINAL}? (n: <N> )? closest|nearest (n2: <N> )? ( ever|yet )? "
            "( approach|approaches|pass|passes|distance|shave )? ( ever|yet )?",
            "minimum|smallest|shortest distance",
        ),
        ("how close have Tu-160s come to Britain?", "closest approach to Norway by a Russian bomber"),
    ),
    Form(
        Op.FURTHEST,
        (
            "how far ( out|off|away )",
            "(n: <N> )? furthest|farthest (n2: <N> )? ( ever )? ( out|off|away )*",
            "most distant",
            "largest|biggest|greatest|maximum|longest distance",
        ),
        ("furthest scramble from Japan in 2024",),
    ),
    Form(
        Op.LARGEST,
        (
            f"{_ORDINAL}? (n: <N> )? largest|biggest|strongest|greatest (n2: <N> )? ( ever|single )? {_FORMATION}",
            f"( the )? most (g: <AIR>|<G>|<T> ) (gap: \\S+* ) {_AT_ONCE}",
            f"( the )? most (g: <AIR> ) ( ever )? {_AT_ONCE}",
            "( record|maximum|max|highest ) number of ( (g: <AIR>|<G>|<T> ) )",
            "which|what|the? flight|incident|encounter|record|formation|group|one (gap: \\S+* ) ( "
            "had|with|has|involved|saw|of ) ( the )? most|greatest|highest|largest ( number of )? <AIR>|planes|jets",
            "flights?|incidents?|encounters?|records?|formations?|groups? ( with|of ) ( the )? "
            "most|greatest|largest ( number of )? <AIR>",
        ),
        ("biggest Russian formation near Norway", "largest group of Chinese aircraft near Japan in 2025"),
        beside=(_AT_ONCE,),
    ),
    Form(
        Op.SMALLEST,
        (f"(n: <N> )? smallest|tiniest (n2: <N> )? ( ever|single )? {_FORMATION}",),
        ("smallest Russian formation near Norway",),
    ),
    Form(
        Op.SHARE,
        ("( what|which | how many )? ( percentage|percent|share|portion|proportion|fraction|pct|% ) ( of )?",),
        (
            "what percentage of Russian flights near Norway were intercepted?",
            "what share of the 2023 incidents were Chinese?",
        ),
    ),
    Form(
        Op.MOST,
        (
            "what (gap: \\S+* ) ( usually|normally|typically|mostly|often ) fly|flies|flew|come|go with",
            "what (gap: \\S+* ) fly|flies|flew|flown with most ( often|frequently )?",
            "what ( <AIR>|types? )? ( fly|flies|flew|flown ) most ( often|frequently )? with",
        ),
        ("what do Tu-160s usually fly with?",),
        group=Group.TYPE,
    ),
    Form(
        Op.LEAST,
        (
            f"which|what|whose (g: {_G} ) (gap: \\S+* ) fewest|least|rarest|quietest|lowest ( {_COMMON} )? ( "
            f"number|count of )? ( {_HEAVY} )?",
            f"( rarest|quietest|slowest | least {_COMMON} ) (g: {_G} )",
            f"(g: {_G} ) ( with|has|had|saw|seeing|having ) ( the )? ( fewest|least|lowest ) ( number|count of )? "
            f"( {_HEAVY} )?",
            f"(g: who|where|when|Q\\d+ ) (gap: \\S+* ) fewest|least ( {_COMMON} )? ( {_HEAVY} )?",
        ),
        ("which country has responded the least often?", "quietest month of 2025"),
    ),
    Form(
        Op.MOST,
        (
            f"which|what|whose (g: {_G} ) (gap: \\S+* ) most|busiest|commonest|highest ( {_COMMON} )? ( "
            f"number|count|total of )? ( {_HEAVY} )?",
            f"( busiest|commonest|usual|typical|main | most {_COMMON} ) "
            f"( seen|reported|logged|spotted|flown|used )? ( single )? (g: {_G} )",
            f"top (n: <N> )? (g: {_G} )",
            f"(g: {_G} ) ( with|has|had|saw|seeing|having ) ( the )? ( most|highest|greatest ) ( number|count of "
            f")? ( {_HEAVY} )?",
            f"(g: who|where|when|Q\\d+ ) (gap: \\S+* ) most ( {_COMMON} )? ( {_HEAVY} )?",
        ),
        (
            "which weekday saw the most flights near Japan?",
            "who responds most often to Russian flights?",
            "busiest month near Taiwan in 2024",
        ),
        beside=("frequently|often", "tend|tends"),
    ),
    Form(
        Op.BY,
        (
            f"( by|per|each|every | for|in each|every | according to | grouped by | split by ) ( the )? (g: {_T} )",
            "(g: monthly|yearly|annual|quarterly|weekly|daily ) ( "
            "count|counts|totals?|tally|breakdown|figures|numbers|trend|statistics|stats )?",
            f"(g: {_T} ) ( breakdown|tally|distribution|split|totals|ranking )",
            f"( tally|tallies|breakdown|distribution|table|ranking|count ) of ( the|all|each )* (g: {_T} )",
            f"rank|rankings?|ranked|order ( of|the|all|by )* (g: {_T} )",
            f"( how often|many | count|number ) ( of|for|in )* each (g: {_T} )",
            "(g: year|month|day|quarter ) ( by|on|over|after|for ) year|month|day|quarter",
        ),
        (
            "Tu-142 flights near Norway by year",
            "break down Russian flights by kind",
            "flights per quarter since 2024",
        ),
        beside=(
            "break|broken down",
            "breakdown|tally|tallies|distribution|histogram|chart|graph|table|trend|trends|stats|statistics|figures|split|count|counts",
            "how many|often",
            "as a",
            "number of",
        ),
    ),
    Form(
        Op.TREND,
        (
            "( trend|trends|trending|evolution ) ( in|of|for|over )*",
            "( over|across|through the years ) | ( over time ) | ( year on|over|after year )",
            "( is|are|was|were|have|has|been|be|do|does )* "
            "( increasing|rising|growing|decreasing|falling|declining|dropping|climbing|waning|intensifying )",
            "( becoming|getting|grown|become ) ( more|less ) ( common|frequent|often|rare|numerous|regular )",
            "( becoming|getting|grown|become ) ( rarer|scarcer|commoner )",
            "more and more | less and less | fewer and fewer",
            "up or down | down or up $",
        ),
        ("are Russian flights near Alaska becoming more frequent?", "trend of zone entries near Japan"),
        beside=(
            "trend|trends",
            "over the years | over time",
            "how ( has|have|did|do|does|is|are|'s )",
            "developed|evolved|gone|changed",
            "the number of",
            "numbers of",
            "what 's",
            "( in|over ) the long|longer|short term",
            "or ( falling|decreasing|declining|dropping|rising|increasing|less|down|up )",
        ),
    ),
    Form(
        Op.COUNT,
        (
            "( exactly|roughly|about )? how many ( times )?",
            "how often",
            "how frequently",
            "( the )? ( total|overall )? number of ( times )?",
            "( total )? count ( of )?",
            "total|totals ( of )?",
        ),
        ("how many intercepts near Japan in 2024?", "how often has Norway met Tu-160s?"),
    ),
    Form(Op.AIRCRAFT, (), ("how many Tu-142s came near Norway in 2024?", "total F-16s sent up in 2024")),
    Form(
        Op.CHANGE, (), ("Russian flights near Alaska up or down on last year?", "did flights near Japan rise in 2024?")
    ),
    Form(Op.ONLY, (), ("which types have been seen near Alaska but never near Japan?",)),
    Form(Op.BOTH, (), ("which states have flown near both Alaska and Norway?",)),
    Form(Op.AFTER, (), ("what came after INT-1042?",)),
    Form(Op.BEFORE, (), ("the last Tu-95 flight before INT-1042",)),
    Form(
        Op.OLDEST,
        (f"{_ORDINAL}? (n: <N> )? {_FIRST} (n2: <N> )? ( ever )? ( time )?", "since when", "for the first time"),
        ("first Tu-142 off Norway", "what was the first flight of 2024?"),
    ),
    Form(
        Op.NEWEST,
        (
            f"{_ORDINAL}? (n: <N> )? {_LAST} (n2: <N> )? ( time )?",
            "(skip: penultimate )",
            "(few: recent )",
        ),
        (
            "last Tu-95 near Alaska",
            "last 4 zone entries",
            "who responded the last time Tu-22Ms came near Norway?",
        ),
    ),
    Form(
        Op.EXISTS,
        (
            "is it true|correct|right that",
            "^ ( so|and|hey|hi|ok|well|,|: )* ( yes or no ( ,|: )? )? ( "
            "is|are|was|were|did|do|does|has|have|had|any|anything|ever )",
            "yes or no",
            ",|: ( any|anything )",
            "( is|are|was|were|has|have|had there ) ( been )? ( any|a|an|ever )",
            "( if|whether )",
            "( any|anything ) (gap: \\S+* ) $",
        ),
        ("any Tu-160 near California?", "has China ever entered Estonian airspace?"),
    ),
    Form(
        Op.LIST,
        (
            f"^ ( and|so )? ( which|what ) (g: {_WHICH} )",
            "^ ( and|so )? ( list|show|which|what|everything|all|every|give )",
            "^ ( and|so )? (g: who|where ) ( else|all|exactly|has|have|had|is|was|were|did )*",
            "when ( exactly )?",
            "( as|in ) ( a )? list",
            "list them|those|these",
        ),
        ("list Chinese flights near Taiwan since June", "what happened last weekend?", "tu160 uk 2024"),
    ),
)


def examples() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every operation with questions that show it, for the help text: (("newest", ("last Tu-95 near Alaska",)), …)."""
    return tuple((form.op.value, form.reads) for form in FORMS)
