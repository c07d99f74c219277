"""The plain questions: how many, first, last, is there any, list; looked for after all others."""

from bot.asking.forms.form import LAST, ORDINAL, Form
from bot.asking.question import Group, Op

_FIRST = "( ( very )? first|earliest|oldest )"
_WHICH = (
    "Q\\d+|country|countries|nation|nations|states|years?|months?|days?|weekdays?|areas?|places?|regions?|types?|kinds?"
    "|responses?|reactions?|sources?|outlets?|<A>"
)

PLAIN: tuple[Form, ...] = (
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
        (f"{ORDINAL}? (n: <N> )? {_FIRST} (n2: <N> )? ( ever )? ( time )?", "since when", "for the first time"),
        ("first Tu-142 off Norway", "what was the first flight of 2024?"),
    ),
    Form(
        Op.NEWEST,
        (
            f"{ORDINAL}? (n: <N> )? {LAST} (n2: <N> )? ( time )?",
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
        Op.BY,
        (
            "^ ( and|so )? what|which ( (g: <A>|<G> ) )? ( did|do|does|has|have|had ) (gap: ( the )? <S>|<C>|<F> ) "
            "( usually|normally|mostly|ever )* <L>",
            "^ ( and|so )? what|which ( (g: <A>|<G> ) )? ( did|do|does|has|have|had ) (gap: ( the )? <S>|<C>|<F> ) "
            "( usually|normally|mostly|ever )* send|sent against|after",
        ),
        ("what did Norway send up against Bears in 2022?",),
        group=Group.TYPE,
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
