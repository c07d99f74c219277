"""One way of asking, and words that several of them share."""

from dataclasses import dataclass

from bot.asking.groups import GROUP_WORDS
from bot.asking.question import Group, Op

LAST = "( ( very )? last|latest|newest|latests | ( very )? most recent|recently )"
ORDINAL = "( (skip: second|third|fourth|fifth|penultimate ) ( to )? )"
SHARE = (
    "( what|which | how many|much | how big|large|high|small ( is|was )? )? ( a|an|the )? "
    "( percentage|percent|share|portion|proportion|fraction|pct|% ) ( of )?"
)
T = "Q\\d+|" + "|".join(GROUP_WORDS)


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
