"""The clause of one incident as the tests write it themselves, from tables of their own."""

from store.records import Incident, Platform
from tests.digest.words import ADJECTIVES, BOUNDS, STATES, listed

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
ENDS = {
    "intercepted": "{who} {was} intercepted {where}{by}",
    "monitored": "{who} {was} monitored {where}{by}",
    "shot_down": "{who} {was} shot down {where}{by}",
    "protested": "{who} {was} reported {where} and drew a protest{from_}",
    "scrambled": "{who} {was} reported {where}, and {scrambled}, with no intercept stated",
    "none": "{who} {was} reported {where}, with no reaction",
    "unknown": "{who} {was} reported {where}, with no response stated",
}
SHIPS = ("warship", "destroyer")


def clause_of(r: Incident) -> str:
    """The clause of an incident of a few states, types and places."""
    flown, met = ([p for p in r.platforms if p.side == side] for side in ("actor", "responder"))
    states = listed([("the " if STATES[code].startswith("United") else "") + STATES[code] for code in r.responders])
    others = " of ".join(filter(None, [_named(met, ""), states])) if r.responders else _named(met, "")
    whose = "-".join(ADJECTIVES[code] for code in r.actors) or "unidentified"
    the = "the " if r.areas and r.areas[0].endswith("Sea") else ""
    words = {
        "who": _named(flown, whose) or f"{whose} {'ships' if r.kind == 'naval_presence' else 'aircraft'}",
        "was": "was" if [(p.count, p.bound) for p in flown] == [(1, "exact")] else "were",
        "where": f"near {the}{r.areas[0]}" if r.areas else "at a place that is not given",
        "by": f" by {others}" if others else "",
        "from_": f" from {others}" if others else "",
        "scrambled": f"{others} scrambled{'' if met else ' aircraft'}" if others else "aircraft were scrambled",
    }
    return ENDS[r.response].format(**words)


def _named(platforms: list[Platform], whose: str) -> str:
    """Platforms with their numbers, then aircraft without one, whose they are before the first name."""
    last = [p for p in platforms if p.count is None and p.type not in SHIPS]
    told: list[str] = []
    for p in [p for p in platforms if p not in last]:
        number = "" if p.count is None else f"{BOUNDS[p.bound]}{NUMBERS[p.count - 1] if p.count <= 10 else p.count} "
        own = f"{whose} " if whose and not told else ""
        told.append(f"{number}{own}{p.type}{'s' * (p.count != 1)}")
    if last:
        own = f"{whose} " if whose and not told else ""
        told.append(f"{own}{listed([p.type for p in last])} aircraft")
    return listed(told) if told else ""
