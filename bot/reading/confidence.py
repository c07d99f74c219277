"""How far a draft is to be trusted: the doubts that its values leave, and how often such drafts were right."""

from bot.reading.event import Event
from bot.reading.operators import USUAL_VISITORS
from bot.reading.sides import Sides
from bot.vocabulary import Vessel
from store.records import IncidentDraft, Kind, Precision, Side

# The share of right values among drafts with so many doubts, measured on our own reports and the development texts:
# the table stands in docs/reading.md.
RIGHT = (0.97, 0.94, 0.88, 0.85, 0.78, 0.7, 0.5)
# The lean of a state that some verb has surely pushed to its side.
CLEAR = 0.5


def confidence(doubts: list[str]) -> float:
    """The share of values that are right, as far as drafts with as many doubts tell."""
    return RIGHT[min(len(doubts), len(RIGHT) - 1)]


def doubts_of(draft: IncidentDraft, event: Event, both: Sides, *, plain: bool) -> list[str]:
    """What leaves a doubt about a draft, in words; `plain` is False for a text that is mainly about something else."""
    came = [(platform, craft) for platform, craft in both.platforms if platform.side == Side.ACTOR]
    guessed = {quote.field.partition("[")[0] for quote in draft.evidence if quote.guess}
    checks = {
        "the text is mainly about something else": not plain,
        "told in passing": not draft.main,
        "no exact day": draft.first_day is None or draft.precision != Precision.DAY,
        "no place": not draft.areas or ("areas" in guessed and not draft.main),
        "nobody is named as having come": not draft.actors and not both.civil,
        "no verb says who came": not event.is_drill() and max(both.leans(draft.actors), default=0.0) < CLEAR,
        "unusual visitors": bool(draft.actors) and not set(draft.actors) & set(USUAL_VISITORS),
        "no count of those that came": any(platform.count is None for platform, _ in came) or not came,
        "no type of those that came": bool(came) and all(craft.generic for _, craft in came),
        "ships": any(isinstance(craft.mention.entry, Vessel) for _, craft in both.platforms),
        "one type on both sides": _on_both_sides(both),
        "a named type is nobody's": any(not craft.states and not craft.generic for _, craft in both.platforms),
        "an uncommon kind": draft.kind in (Kind.OTHER, Kind.STRIKE),
    }
    return [doubt for doubt, holds in checks.items() if holds]


def _on_both_sides(both: Sides) -> bool:
    types = [platform.type for platform, _ in both.platforms]
    return len(types) != len(set(types))
