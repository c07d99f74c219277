"""Headings that only count or span some days, and the incidents of each day below them."""

from bot.reading.days import Grain
from bot.reading.event import Event, counts_days, same_days
from bot.reading.news import TELLING, is_listed


def spread(events: list[Event]) -> list[Event]:
    """A list of days under a heading: each day takes the heading's words, which are no incident themselves."""
    events = _without_counts(events)
    items = [e for e in events if is_listed(e.scenes[0])]
    heads = [
        e
        for e in events
        if e not in items and e.days and e.days.grain in (Grain.DAYS, Grain.WEEK, Grain.MONTH) and not e.days.listed
        and len(items) > 1 and all(same_days(i.days, e.days) for i in items)
    ]  # fmt: skip
    for item in items:
        for head in heads:
            item.scenes += [s for s in head.scenes if s not in item.scenes]
            item.background = False
    return [e for e in events if e not in heads]


def _without_counts(events: list[Event]) -> list[Event]:
    """Drop what only counts the incidents told below it: "On April 8-14 fighters were scrambled three times".

    Where none is told below, it is a statistic: no incident, if it says no type of those that came.
    """
    heads = [e for e in events if counts_days(e)]
    parts = {id(h): [e for e in events if e not in heads and e.days and same_days(e.days, h.days)] for h in heads}
    for head in heads:
        for part in parts[id(head)]:
            part.background = part.background and head.background
            if not part.did(*TELLING) or not any(c.states and c.lean + c.met + c.sent < 0 for c in part.crafts()):
                part.scenes += head.scenes
    told = [
        e for e in events if e not in heads or any(c.lean + c.met + c.sent >= 0 for c in e.crafts() if not c.generic)
    ]
    return [e for e in told if not parts.get(id(e))]
