"""What it was and what was done about it: kind and response of an incident, from its acts."""

import re

from bot.reading.event import Event
from bot.reading.rules.acts import Act
from bot.reading.scene import Craft
from bot.reading.sides import Sides, is_turned
from bot.vocabulary import Aircraft, Vessel
from store.records import Evidence, Kind, Platform, Response

SHIPS = frozenset(
    {
        "ship",
        "warship",
        "destroyer",
        "frigate",
        "corvette",
        "cruiser",
        "submarine",
        "intelligence ship",
        "aircraft carrier",
        "tug",
        "vessel",
        "support ship",
        "patrol ship",
    }
)


PLAINLY = re.compile(r"(?:intercepted|escorted|met)\b", re.IGNORECASE)


def is_shipborne(craft: Craft, ships: list[Platform]) -> bool:
    """Helicopters and jets of a ship that is there too do not make its passage a flight."""
    return (
        bool(ships)
        and craft.count is None
        and (craft.type in ("helicopter", "J-15", "Z-18", "Z-9", "Ka-27") or craft.generic)
    )


def kind_of(event: Event, both: Sides) -> Kind:
    ships = [
        p for p, c in both.platforms if p.side == "actor" and (isinstance(c.mention.entry, Vessel) or c.type in SHIPS)
    ]
    air = [
        p
        for p, c in both.platforms
        if p.side == "actor"
        and p not in ships
        and (c.states or not c.generic or c.count)
        and not is_shipborne(c, ships)
    ]
    if event.did(Act.UNSAFE):
        return Kind.UNSAFE_ENCOUNTER
    if both.civil:
        return Kind.OTHER
    if event.did(Act.VIOLATE):
        return Kind.AIRSPACE_VIOLATION
    if event.did(Act.ZONE):
        return Kind.ZONE_ENTRY
    if (
        event.did(Act.MISSILE)
        and not event.did(Act.LAUNCH)
        and not any(isinstance(c.mention.entry, Aircraft) for _, c in both.platforms)
    ):
        return Kind.MISSILE_LAUNCH
    if event.is_drill():
        return Kind.EXERCISE
    if event.did(Act.STRIKE) and not event.did(Act.MEET, Act.LAUNCH, Act.COME):
        return Kind.STRIKE
    if event.did(Act.SHOOT_DOWN):
        return Kind.OTHER
    if ships and not air:
        return Kind.NAVAL_PRESENCE
    return Kind.PATROL


def response_of(event: Event, both: Sides) -> Response:
    answered = bool(both.responders) or any(p.side == "responder" for p, _ in both.platforms)
    unsafe = is_turned(event)
    if event.is_drill() and not answered:
        return Response.UNKNOWN
    if event.did(Act.SHOOT_DOWN):
        return Response.SHOT_DOWN
    if event.did(Act.WARN):
        return Response.INTERCEPTED
    if not unsafe:
        met_by = any(p.side == "responder" for p, _ in both.platforms) or _plainly_met(event)
        if event.did(Act.MEET) and (met_by or not event.did(Act.CALM)):
            return Response.INTERCEPTED
        if event.did(Act.LAUNCH) and answered and not event.did(Act.CALM):
            return Response.MONITORED if _only_ships_watched(event, both) else Response.SCRAMBLED
        if any(d.act == Act.MEET and d.imagined and not d.denied for s in event.scenes for d in s.deeds) and event.did(
            Act.LAUNCH
        ):
            return Response.SCRAMBLED
        if event.did(Act.TRACK):
            return Response.MONITORED
    if event.did(Act.PROTEST):
        return Response.PROTESTED
    if (
        unsafe
        and event.did(Act.TRACK)
        and any(isinstance(c.mention.entry, Vessel) for p, c in both.platforms if p.side == "actor")
    ):
        return Response.MONITORED
    return Response.NONE if event.did(Act.CALM) else Response.UNKNOWN


def _only_ships_watched(event: Event, both: Sides) -> bool:
    """Whether ships alone came and ships alone were sent, to watch them: that is no scramble."""
    crafts = [c for _, c in both.platforms if not _is_helicopter(c)]
    afloat = [isinstance(c.mention.entry, Vessel) or c.type in SHIPS for c in crafts]
    return bool(afloat) and all(afloat) and event.did(Act.TRACK)


def _is_helicopter(craft: Craft) -> bool:
    entry = craft.mention.entry
    return craft.type == "helicopter" or (isinstance(entry, Aircraft) and entry.role == "helicopter")


def _plainly_met(event: Event) -> bool:
    """Whether it is said outright that they were met: what was not done about others does not undo that."""
    return any(
        d.act == Act.MEET and not d.denied and not d.imagined and PLAINLY.match(s.text[d.start : d.end])
        for s in event.scenes
        for d in s.deeds
    )


def deed_evidence(event: Event, kind: Kind, response: Response) -> list[Evidence]:
    wanted = {
        "kind": {
            Kind.UNSAFE_ENCOUNTER: Act.UNSAFE,
            Kind.AIRSPACE_VIOLATION: Act.VIOLATE,
            Kind.ZONE_ENTRY: Act.ZONE,
            Kind.MISSILE_LAUNCH: Act.MISSILE,
            Kind.EXERCISE: Act.DRILL,
        }.get(kind, Act.COME),
        "response": {
            Response.INTERCEPTED: Act.MEET if event.did(Act.MEET) else Act.WARN,
            Response.SCRAMBLED: Act.LAUNCH,
            Response.MONITORED: Act.TRACK,
            Response.PROTESTED: Act.PROTEST,
            Response.SHOT_DOWN: Act.SHOOT_DOWN,
            Response.NONE: Act.CALM,
        }.get(response),
    }
    found = []
    for name, act in wanted.items():
        deed = next(((s, d) for s in event.scenes for d in s.deeds if d.act == act and not d.denied), None)
        if deed:
            scene, at = deed
            found.append(
                Evidence(field=name, words=scene.text[at.start : at.end], start=at.start, end=at.end, rule=at.act)
            )
    return found
