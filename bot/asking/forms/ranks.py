"""Questions that rank or tally: closest, largest, share, most and least, by year, trends."""

from bot.asking.forms.form import LAST, ORDINAL, SHARE, Form, T
from bot.asking.groups import GROUP_WORDS
from bot.asking.question import Group, Op

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
_COMMON = "common|frequent|frequently|active|popular|regular|often|busy|used|seen|prevalent|likely"
_HEAVY = "incidents|encounters|flights|intercepts|times|records|activity|events|<B>"

RANKS: tuple[Form, ...] = (
    Form(
        Op.NEWEST,
        (
            f"(gap: how close|near|far|big ( out|off )? ( did|was|is|were|has|had )? ) ( the ) {LAST} ( time )?",
            f"(gap: how many <A>|<G>|<T> ( were|was|flew|are|took|had|did|part|in|on|met|the )* ) {LAST} ( time )?",
        ),
        ("how close did the last Bear get to Alaska?",),
    ),
    Form(
        Op.CLOSEST,
        (
            "how close|near",
            f"{ORDINAL}? (n: <N> )? closest|nearest (n2: <N> )? ( ever|yet )? "
            "( approach|approaches|pass|passes|distance|shave|call|calls|brush )? ( ever|yet )?",
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
            f"{ORDINAL}? (n: <N> )? largest|biggest|strongest|greatest (n2: <N> )? ( ever|single )? {_FORMATION}",
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
        (SHARE,),
        (
            "what percentage of Russian flights near Norway were intercepted?",
            "how big a share of 2023 flights was Chinese?",
            "what share of the 2023 incidents were Chinese?",
        ),
    ),
    Form(
        Op.MOST,
        (
            "what (gap: \\S+* ) ( usually|normally|typically|mostly|often ) fly|flies|flew|come|go with",
            "^ ( and|so )? what ( do|does|did|have|has ) (gap: ( the )? <S>|<C>|<F> ) ( usually|normally|mostly )? "
            "<V>|<B> ( most ( often|frequently )? | usually|normally|mostly )",
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
            "(g: year|month|day|quarter ) ( by|on|over|after|for ) year|month|day|quarter",
            "( by|per | grouped|split|broken down by ) ( the )? (g: <A> ) ( $ | in|since|between|,|near|off|<D> )",
            f"( by|per|each|every | for|in each|every | according to | grouped by | split by ) ( the )? (g: {T} )",
            "(g: monthly|yearly|annual|quarterly|weekly|daily ) ( "
            "count|counts|totals?|tally|breakdown|figures|numbers|trend|statistics|stats )?",
            f"(g: {T} ) ( breakdown|tally|distribution|split|totals|ranking )",
            f"( tally|tallies|breakdown|distribution|table|ranking|count ) of ( the|all|each )* (g: {T} )",
            f"rank|rankings?|ranked|order ( of|the|all|by )* (g: {T} )",
            "(g: responses|reactions|outcomes ) ( to|for|of ) (gap: \\S+* ) broken|split ( down )?",
            f"( how often|many | count|number ) ( of|for|in )* each (g: {T} )",
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
            "( is|are|was|were|have|has|been|be|do|does )* ( going|gone|trending|heading ) ( up|down )",
            "( is|are|was|were|have|has|been|be )* on the ( rise|increase|decline|wane|up|decrease )",
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
)
