"""Questions about time and amount: gaps, streaks, days since, averages, how many different."""

from bot.asking.forms.form import LAST, Form, T
from bot.asking.question import Op

_TYPICAL = "usually|normally|typically|generally"
_GAP = "gap|gaps|lull|lulls|pause|pauses|break|drought|interval|intervals|silence|breather|hiatus"

SPELLS: tuple[Form, ...] = (
    Form(
        Op.GAP,
        (
            f"( the )? longest|biggest|greatest|largest|maximum|max|record ( ever|quiet|single )* ( {_GAP} ) "
            "( of|in|between|without|among|for | with no )* ( any|a|an|the|two|successive|consecutive )*",
            "( the )? longest|greatest|maximum|max ( quiet|dry|calm )? "
            "( time|period|stretch|spell|run|wait|streak|days|span )+ "
            "( between|without | with|where|when|that no ) ( any|a|an|the|two|successive|consecutive )*",
            "( the )? longest|greatest ( quiet|dry|calm ) ( time|period|stretch|spell|run|streak )",
            "( the )? longest ( <C>|<P>|<F>|we|they|it|anyone|ve|have|has|ever|the|ledger|desk )* ( gone|been|went ) "
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
            "how many ( <S>|<C> )* <AIR>|<G>|<T> ( are|were|was|there )* ( per | in each|every ) ( <NOUN> )",
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
            "how many ( different|distinct|unique|separate|various ) ( <S>|<C> )* (g: " + T + "|<AIR>|<G> )",
            "( number|count of ) ( different|distinct|unique|separate|various ) (g: " + T + "|<AIR>|<G> )",
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
                f")* {LAST}?"
            ),
            f"how many days ago ( was|were|did|is|has )? ( the )? {LAST}?",
            (
                "how long ( 's|has|have|is|it|been|was|were|did|ago|since|we )* ( since|ago|without ) ( "
                f"was|were|did|is|has )? ( the|we|a|an|any|they )* {LAST}?"
            ),
            f"( how much )? time ( has )? ( passed|elapsed )? since ( the|we|a|an|any )* {LAST}?",
        ),
        ("how many days since the last Tu-160 near Britain?", "how long since anything happened off Norway?"),
        beside=(LAST, "ago"),
    ),
)
