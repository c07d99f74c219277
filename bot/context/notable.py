"""What makes the news notable, in the order that a desk would tell it."""

from collections.abc import Callable, Sequence
from itertools import chain, islice

from bot.context.extremes import extremes
from bot.context.firsts import firsts
from bot.context.meetings import elsewhere, followed
from bot.context.model import Statement
from bot.context.needs import Need, needs_of_extremes, needs_of_firsts
from bot.context.norms import Span, Usual, norms
from bot.context.past import Past
from bot.context.runs import runs
from store.records import Incident


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


def foremost(
    past: Past,
    look: Callable[[Sequence[Need]], Sequence[Incident | None]],
    usual: Callable[[], Sequence[Usual]],
    window: Span,
    *,
    most: int,
) -> tuple[Statement, ...]:
    """The first `most` statements of `notable`, with no more looked up than they take.

    `past` has the records since the floor; `look` gives what needs are for, `usual` the counts of the norms.
    """
    steps: tuple[Callable[[], tuple[Statement, ...]], ...] = (
        lambda: runs(past),
        lambda: firsts(_with(past, needs_of_firsts(past), look)),
        lambda: extremes(_with(past, needs_of_extremes(past), look)),
        lambda: norms(past, usual(), window),
        lambda: followed(past),
        lambda: elsewhere(past),
    )
    return tuple(islice(chain.from_iterable(step() for step in steps), most))


def _with(past: Past, wanted: Sequence[Need], look: Callable[[Sequence[Need]], Sequence[Incident | None]]) -> Past:
    """A past with what is needed from before it; what it has already comes from there."""
    found = {record.ref: record for record in look(wanted) if record} if wanted else {}
    for record in (*past.news, *past.earlier) if found else ():
        found.pop(record.ref, None)
    return past.plus(found.values()) if found else past
