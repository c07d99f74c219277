"""What makes the news notable, in the order that a desk would tell it."""

from collections.abc import Sequence

from bot.context.extremes import extremes
from bot.context.firsts import firsts
from bot.context.meetings import elsewhere, followed
from bot.context.model import Statement
from bot.context.norms import Span, Usual, norms
from bot.context.past import Past
from bot.context.runs import runs


def notable(past: Past, usual: Sequence[Usual] = (), window: Span | None = None) -> tuple[Statement, ...]:
    """What is notable about the news of a past: runs, firsts, extremes, norms, and what followed what.

    `window` are the first and last day that `usual` counts are held against; without it there are no norms.
    """
    return (
        *runs(past),
        *firsts(past),
        *extremes(past),
        *(norms(past, usual, window) if window else ()),
        *followed(past),
        *elsewhere(past),
    )
