"""Where it happened: the places of an incident, told apart from bases, datelines, speakers' cities and owners."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.event import Event
from bot.reading.owners import OWNED, owns_what_follows
from bot.reading.rules.acts import REPORTING, Act
from bot.reading.scene import Party, Scene
from bot.reading.sides import Sides
from bot.reading.staging import NEAR_A_STATE
from bot.vocabulary import Force, Mention, Place, State, vocabulary

RANK = {
    "base": 0,
    "city": 0,
    "cape": 0,
    "island": 1,
    "islands": 1,
    "strait": 1,
    "channel": 1,
    "bay": 1,
    "river": 1,
    "zone": 2,
    "fir": 2,
    "line": 2,
    "gulf": 2,
    "peninsula": 3,
    "coast": 3,
    "province": 3,
    "region": 4,
    "sea": 4,
    "state": 5,
    "country": 6,
    "ocean": 7,
}
ATTACK_ON = re.compile(r"\b(?:attack|strike|raid|assault|barrage)s?\s(?:on|against)\s(?:\w+\s){0,4}$", re.IGNORECASE)
# "Tulcea county" is where it fell, as the town of Tulcea would not be.
IN_ITS_COUNTY = re.compile(
    r"^[\w '’-]*\b(?:county|district|province|region|oblast|voivodeship|governorate|prefecture)\b", re.IGNORECASE
)
OPPOSITE = re.compile(r"\b(?:opposite|facing|across from|across the [\w ]{1,16}from)\s(?:[\w]+\s){0,3}$", re.IGNORECASE)
FROM_A_BASE_IN = re.compile(r"\b(?:from|at)\s(?:[\w-]+\s){1,4}in\s$", re.IGNORECASE)
PART_OF_A_STATE = re.compile(
    r"\b(?:in|over|across|inside)\s(?:far |the )?(?:north|south|east|west|central)[\w-]*\s(?:\w+ern\s)?$", re.IGNORECASE
)
# "Near Helsinki" is a place; "talks with Helsinki" are not.
NEAR_A_CAPITAL = re.compile(
    r"\b(?:near|off|over|above|outside|close to|(?:north|south|east|west)\w*\sof|outskirts of)\s$", re.IGNORECASE
)
ITS_ZONE = re.compile(
    r"\b(?:its|their|our|the (?:country|nation|island|peninsula)['’]s|(?:Seoul|Tokyo|Taipei)['’]s)"
    r" (?:own )?(?:air[- ]defen[cs]e identification zone|ADIZ)",
    re.IGNORECASE,
)
# "40 miles of Nome, NORAD said": the command speaks, not the town.
BY_THE_TOWN = re.compile(
    r"\b(?:miles?|kilomet\w+|km|nm|feet|north\w*|south\w*|east\w*|west\w*)\s(?:of|off|from)\s$|\b(?:off|near|over)\s$",
    re.IGNORECASE,
)
MISSIONS = {"baltic air policing": "Baltic Sea", "icelandic air policing": "Iceland"}
BACK_TO = re.compile(r"\b(?:back|home|return\w*|retreat\w*|withdr\w+)\sto\s(?:the\s)?$", re.IGNORECASE)
# "They turned back towards their base in eastern Russia."
AT_A_BASE = re.compile(r"\bbases? (?:in|at)\s(?:the\s)?(?:(?:north|south|east|west|central)[\w-]*\s)?$", re.IGNORECASE)
INFORMED = re.compile(r"\b(?:inform|notif|alert|consult|brief|told|tell)\w*\s(?:the\s)?$", re.IGNORECASE)
AWAY = re.compile(
    r"\b(?:from|left|leaving|based (?:at|in)|home (?:is|base|port)|stationed (?:at|in)"
    r"|bases? (?:at|in)(?: (?:north|south|east|west|central)\w*)?|"
    r"out of|bound for|(?:way|route|flight|flying) (?:from [\w. -]{1,20} )?to|headquarter\w+ (?:at|in)|told .{0,20} in"
    r"|speaking in|audience in|visit(?:ed|ing)? to|ministry in"
    r"|in(?=\s*$).{0}|center,|embassy in|took off from|returned to|flown from"
    r"|away (?:in the direction of|towards?|to)|for the defen[cs]e of|"
    r"sent to)\s(?:the\s)?$",
    re.IGNORECASE,
)


def _mission_area(told: list[Scene]) -> list[Mention]:
    """The sea or land that a mission guards, where nothing else says where: the Baltic for Baltic Air Policing."""
    for mention in (m for scene in told for m in scene.forces):
        name = next((area for mission, area in MISSIONS.items() if mission in mention.words.lower()), None)
        place = vocabulary().places.get(name) if name else None
        if place is not None:
            return [replace(mention, entry=place, also=())]
    return []


def lead_places(told: list[Scene]) -> list[Mention]:
    """The places of the headline and first sentences, for an incident that names none itself."""
    for scene in told[:4]:
        places = [m for m in scene.places if _is_where(scene, m)]
        if places:
            return places
    return _mission_area(told)


def place_name(mention: Mention) -> str:
    if isinstance(mention.entry, Place):
        return mention.entry.name
    return next(entry.name for entry in mention.also if isinstance(entry, Place))


def _place(mention: Mention) -> Place:
    return mention.entry if isinstance(mention.entry, Place) else next(e for e in mention.also if isinstance(e, Place))


def _is_where(scene: Scene, mention: Mention) -> bool:
    """Whether a place is where it happened, and not a base, a dateline, a speaker's city or an owner."""
    place = _place(mention)
    before, after = (
        scene.text[max(scene.start, mention.start - 30) : mention.start],
        scene.text[mention.end : mention.end + 40],
    )
    if ATTACK_ON.search(before) or _holds_the_base(scene, mention) or _is_anybodys_coast(scene, mention):
        return False
    if isinstance(mention.entry, State) and mention.form == "metonym" and place.kind == "city":
        return bool(NEAR_A_CAPITAL.search(before))
    if isinstance(mention.entry, State):
        if mention.form == "adjective" or mention.form == "people":
            return bool(OWNED.match(after))
        if OWNED.match(after):
            return True
        if after.startswith("-") or owns_what_follows(scene.text, mention):
            return False
        if BACK_TO.search(before) or AT_A_BASE.search(before):
            return False
        return (
            mention.form in ("name", "alias")
            and bool(NEAR_A_STATE.search(PART_OF_A_STATE.sub("in ", before)))
            and not re.search(r"\b(?:by|from|of|with|against|for)\s(?:the\s)?$", before)
        ) or bool(
            re.search(
                r"\b(?:coast|airspace|waters|shores|territory|borders?|west|east|north|south|part|"
                r"tip|striking distance|sight|vicinity|reach) of\s(?:the\s)?$",
                before,
            )
        )
    if place.kind == "base":
        drill = scene.did(Act.DRILL) and re.search(r"\bat\s(?:the\s)?$", before)
        return bool(drill or re.search(r"\b(?:near|off|over|above|outside|close to|past)\s(?:the\s)?$", before))
    if place.kind == "city" and IN_ITS_COUNTY.search(f"{mention.words}{after}"):
        return not FROM_A_BASE_IN.search(before)
    if place.kind == "city" and OPPOSITE.search(before):
        return False
    if place.kind == "city":
        near = re.search(
            r"\b(?:near|off|over|above|around|of|outside|close to|toward)\s(?:the\s)?(?:[A-Z][\w'’-]+,\s)?$", before
        )
        return (
            bool(near)
            and not before.endswith("out of ")
            and (bool(BY_THE_TOWN.search(before)) or not REPORTING.search(after[:20]))
        )
    return not AWAY.search(before) or place.kind in ("sea", "strait")


def _is_anybodys_coast(scene: Scene, mention: Mention) -> bool:
    """Whether "the east coast", in small letters and with no word of America beside it, may be any country's."""
    if not mention.words.islower() or _place(mention).kind != "coast":
        return False
    owners = {state for name in vocabulary().lies_in(place_name(mention)) if (state := vocabulary().state(name))}
    named = {state for party in scene.parties for state in party.states}
    return bool(owners) and not any(owner.code in named for owner in owners)


def _holds_the_base(scene: Scene, mention: Mention) -> bool:
    """Whether a place only says where a base lies: "two F-16s from Šiauliai in Lithuania"."""
    return any(
        isinstance(base.entry, Place)
        and base.entry.kind == "base"
        and re.fullmatch(
            r"(?: (?:[Aa]ir ?(?:[Ff]orce )?)?[Bb]ase)?(?:,| in| on) (?:the (?:island|main island) of )?",
            scene.text[base.end : mention.start],
        )
        and AWAY.search(scene.text[max(scene.start, base.start - 30) : base.start])
        for base in scene.places
        if base.end < mention.start
    )


def places_of(event: Event) -> list[Mention]:
    found: list[Mention] = []
    for scene in event.scenes:
        if scene.habitual and found:
            continue
        found += [m for m in scene.places if _is_where(scene, m)]
    return found


def areas_of(places: list[Mention]) -> list[str]:
    """Names from the most specific to the widest, those named first before others of their kind."""
    names = list(dict.fromkeys(place_name(m) for m in places))
    words = vocabulary()
    ranks = {name: RANK.get(words.places[name].kind, 4) if name in words.places else 4 for name in names}
    return sorted(names, key=lambda name: ranks[name])[:8]


def origin(event: Event, start: int, end: int) -> str | None:
    for scene in event.scenes:
        for craft in scene.crafts:
            if start <= craft.mention.start < end:
                return craft.type
        for place in scene.places:
            if start <= place.start < end:
                return place_name(place)
    return None


def _is_entered(scene: Scene, party: Party) -> bool:
    """Whether a state is named in the words that say what was entered: "near the Syrian border … Turkish airspace"."""
    return any(d.act in (Act.VIOLATE, Act.ZONE) and d.start <= party.mention.start < d.end for d in scene.deeds)


def owned_airspace(event: Event, both: Sides, *, told: bool) -> list[str]:
    """The state whose airspace, zone or coast it was: named there; where it was entered (`told`), who complains."""
    named = [
        (scene, p)
        for scene in event.scenes
        for p in scene.parties
        if p.place_only and OWNED.match(scene.text[p.mention.end : p.mention.end + 40])
    ]
    named.sort(key=lambda one: not _is_entered(*one))
    owned = [s for _, p in named for s in p.states if s not in both.actors]
    codes = [*owned, *(both.responders if told else ()), *(speakers(event, both) if told else ())]
    names = (vocabulary().states[code].name for code in codes if code in vocabulary().states)
    return list(dict.fromkeys(name for name in names if name in vocabulary().places))[:1]


def own_zone(event: Event, both: Sides) -> list[str]:
    """The zone that a state calls its own where it entered one: "… came into its air defence identification zone"."""
    words = vocabulary()
    if not any(scene.seen.search(ITS_ZONE) for scene in event.scenes if scene.did(Act.ZONE)):
        return []
    codes = [*both.responders, *speakers(event, both)]
    names = [f"{words.states[code].name.removeprefix('South ')} ADIZ" for code in codes[:1] if code in words.states]
    return [name for name in names if name in words.places]


def speakers(event: Event, both: Sides) -> list[str]:
    """States that tell of the incident and did not come themselves: "Seoul says"."""
    for scene in event.scenes:
        for party in scene.parties:
            after = scene.text[party.mention.end : party.mention.end + 24]
            free = [s for s in party.states if s not in both.actors]
            if free and (
                REPORTING.search(after) or re.match(r"['’]s? (?:air )?(?:defen[cs]es?|military|force|forces)\b", after)
            ):
                return free
    return []


def lies_at_home(areas: list[str], states: Sequence[str]) -> bool:
    """Whether all the places are the states' own: a ship that leaves its port is no news of an encounter."""
    words = vocabulary()
    owners = [{s.code for name in (area, *words.lies_in(area)) if (s := words.state(name))} for area in areas]
    return bool(owners) and all(found and found <= set(states) for found in owners)


def owner_states(areas: list[str], both: Sides) -> list[str]:
    words = vocabulary()
    for area in areas:
        if area in words.places and words.places[area].kind in ("sea", "ocean"):
            continue
        for name in (area, *words.lies_in(area)):
            state = words.state(name)
            if state is not None:
                return [] if state.code in both.actors else [state.code]
    return []


def responders_beyond(event: Event, both: Sides, areas: list[str]) -> list[str]:
    """Who answered where no craft of theirs is named: the force that tells of it, the state that speaks, the owner."""
    return responders_by_word(event, both) or speakers(event, both) or owner_states(areas, both)


def responders_by_word(event: Event, both: Sides) -> list[str]:
    """Who answered where no craft of theirs is named: the states of the forces that tell of it."""
    for scene in event.scenes:
        for mention in scene.forces:
            if INFORMED.search(scene.text[max(scene.start, mention.start - 24) : mention.start]):
                continue
            states = mention.entry.states if isinstance(mention.entry, Force) else ()
            free = [s for s in states if s not in both.actors]
            if free:
                return free
    return []
