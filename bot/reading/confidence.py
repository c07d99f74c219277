"""How far a draft is to be trusted: the doubts that its values leave, and how often such drafts were right."""

from bot.reading.event import Event
from bot.reading.operators import USUAL_VISITORS
from bot.reading.sides import Sides
from bot.vocabulary import Vessel
from store.records import IncidentDraft, Side

# The share of right values among drafts whose doubts weigh so much: the mean of what was measured on texts that the
# rules have learned from and on texts at first sight. Both tables stand in docs/reading.md.
RIGHT = (0.91, 0.85, 0.81, 0.71, 0.59, 0.55)
# What weighs two doubts. A day told as a month or year, a story told in passing, a craft without a type and an uncommon
# kind weigh nothing: drafts with them were right as often as others.
HEAVY = frozenset({"no place", "one type on both sides"})
# The lean of a state that some verb has surely pushed to its side.
CLEAR = 0.5


def confidence(doubts: list[str]) -> float:
    """The share of values that are right, as far as drafts with as weighty doubts tell."""
    return RIGHT[min(sum(1 + (doubt in HEAVY) for doubt in doubts), len(RIGHT) - 1)]


def doubts_of(draft: IncidentDraft, event: Event, both: Sides, *, plain: bool) -> list[str]:
    """What leaves a doubt about a draft, in words; `plain` is False for a text that is mainly about something else."""
    came = [(platform, craft) for platform, craft in both.platforms if platform.side == Side.ACTOR]
    guessed = {quote.field.partition("[")[0] for quote in draft.evidence if quote.guess}
    checks = {
        "the text is mainly about something else": not plain,
        "no day": draft.first_day is None,
        "no place": not draft.areas or ("areas" in guessed and not draft.main),
        "nobody is named as having come": not draft.actors and not both.civil,
        "the verbs hardly say who came": not event.is_drill() and max(both.leans(draft.actors), default=0.0) < CLEAR,
        "unusual visitors": bool(draft.actors) and not set(draft.actors) & set(USUAL_VISITORS),
        "no count of those that came": any(platform.count is None for platform, _ in came) or not came,
        "ships": any(isinstance(craft.mention.entry, Vessel) for _, craft in both.platforms),
        "one type on both sides": _on_both_sides(both),
        "a named type is nobody's": any(not craft.states and not craft.generic for _, craft in both.platforms),
    }
    return [doubt for doubt, holds in checks.items() if holds]


def _on_both_sides(both: Sides) -> bool:
    types = [platform.type for platform, _ in both.platforms]
    return len(types) != len(set(types))
