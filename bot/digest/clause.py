"""One incident as a clause of plain English, for the sentence that an editor may lift."""

from collections.abc import Sequence

from bot.context.counting import is_named, sails
from bot.context.places import with_article
from bot.vocabulary import state_adjective, state_name
from bot.wording import BOUND_WORDS, say_and, say_response, say_where, say_who
from store.records import Bound, Incident, Kind, Platform, Response, Side

TOLD = frozenset({Kind.AIRSPACE_VIOLATION, Kind.ZONE_ENTRY, Kind.PATROL, Kind.UNSAFE_ENCOUNTER, Kind.NAVAL_PRESENCE})
"""The kinds in which somebody flew or sailed somewhere; of the others the line of the record is told."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
DONE = {Response.INTERCEPTED: "intercepted", Response.MONITORED: "monitored", Response.SHOT_DOWN: "shot down"}


def say_clause(record: Incident) -> str:
    """`two Russian Tu-95s were intercepted near Alaska by two F-22s of the United States`."""
    if record.kind not in TOLD:
        return f"{say_who(record)}, {say_where(record)}; {say_response(record)}"
    who, where, others = _who(record), _where(record), _others(record)
    was, met = "was" if _is_one(record) else "were", _of(record, Side.RESPONDER)
    if record.response in DONE:
        by = f" by {others}" if others else ""
        return f"{who} {was} {DONE[record.response]} {where}{by}"
    if record.response == Response.PROTESTED:
        return f"{who} {was} reported {where} and drew a protest" + (f" from {others}" if others else "")
    if record.response == Response.SCRAMBLED:
        answer = f"{others} scrambled{'' if met else ' aircraft'}" if others else "aircraft were scrambled"
        return f"{who} {was} reported {where}, and {answer}, with no intercept stated"
    if record.kind == Kind.UNSAFE_ENCOUNTER and others:
        return f"{who} {'approached' if met else 'had an unsafe encounter with'} {others} {where}"
    answer = "with no reaction" if record.response == Response.NONE else "with no response stated"
    return f"{who} {was} reported {where}, {answer}"


def _who(record: Incident) -> str:
    """`two Russian Tu-95s and two Su-35s`, `Russian Il-38 and Tu-95 aircraft`, `the Russian Yantar`."""
    whose = "-".join(state_adjective(code) for code in record.actors) or "unidentified"
    platforms = _of(record, Side.ACTOR)
    if not platforms:
        return f"{whose} {'ships' if record.kind == Kind.NAVAL_PRESENCE else 'aircraft'}"
    return _say(platforms, record, whose)


def _others(record: Incident) -> str:
    """`two F-22s of the United States`, `the United States and Canada`; empty where nobody is named."""
    states = say_and([with_article(state_name(code)) for code in record.responders]) if record.responders else ""
    met = _say(_of(record, Side.RESPONDER), record, "")
    return f"{met} of {states}" if met and states else met or states


def _say(platforms: Sequence[Platform], record: Incident, whose: str) -> str:
    """Platforms with their numbers, those without one at the end; whose they are stands before the first name."""
    told: list[str] = []
    for platform in platforms:
        if platform.count is not None or sails(platform, record):
            told.append(_one(platform, record, whose if not told else ""))
    rest = [platform.type for platform in platforms if platform.count is None and not sails(platform, record)]
    if rest:
        aircraft = [] if rest[-1].endswith("aircraft") else ["aircraft"]
        told.append(" ".join([*([whose] if whose and not told else []), say_and(rest), *aircraft]))
    return say_and(told) if told else ""


def _one(platform: Platform, record: Incident, whose: str) -> str:
    """`at least four Chinese H-6s`, `the American USS Dewey`, `Chinese warships`."""
    named = sails(platform, record) and is_named(platform.type) and platform.count in (None, 1)
    if named:
        return " ".join(filter(None, ["the", whose, platform.type]))
    same = platform.count == 1 or platform.type.endswith(("aircraft", "s", "S"))
    number = ""
    if platform.count is not None:
        number = NUMBERS[platform.count] if platform.count < len(NUMBERS) else f"{platform.count:,}"
        number = f"{BOUND_WORDS[platform.bound]}{number}"
    return " ".join(filter(None, [number, whose, f"{platform.type}{'' if same else 's'}"]))


def _where(record: Incident) -> str:
    """`near Anchorage`, `in the Alaska ADIZ`, `at a place that is not given`: the most specific place."""
    if not record.areas:
        return "at a place that is not given"
    place = record.areas[0]
    return f"in the {place}" if place.endswith(("ADIZ", "FIR")) else f"near {with_article(place)}"


def _of(record: Incident, side: Side) -> list[Platform]:
    return [platform for platform in record.platforms if platform.side == side]


def _is_one(record: Incident) -> bool:
    """Whether exactly one aircraft or ship is told of."""
    platforms = _of(record, Side.ACTOR)
    return len(platforms) == 1 and (platforms[0].count, platforms[0].bound) == (1, Bound.EXACT)
