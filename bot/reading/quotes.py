"""The words that platforms, states and places of a draft were read from, and in words what was assumed of them."""

from collections.abc import Sequence

from bot.reading.event import Event
from bot.reading.scene import Craft
from bot.reading.sides import Sides
from bot.reading.where import place_name
from bot.vocabulary import Aircraft, Mention, state_name, vocabulary
from store.records import Evidence

PLACE_ASSUMED = "place taken from the headline or the opening of the report"
OWNER_ASSUMED = "owner of the airspace or waters taken as the place"


def quote(name: str, text: str, start: int, end: int, *, rule: str, note: str = "") -> Evidence:
    """The evidence for the value `name` at text[start:end]; a `note` says what was assumed and makes it a guess."""
    return Evidence(field=name, words=text[start:end], start=start, end=end, rule=rule, guess=bool(note), note=note)


def craft_evidence(event: Event, both: Sides, text: str) -> list[Evidence]:
    """The words of each platform with its count; whose it is may be an assumption."""
    named = _parties(event)
    found = []
    for n, (_, craft) in enumerate(both.platforms):
        start = min(craft.count.start, craft.mention.start) if craft.count else craft.mention.start
        end = max(craft.count.end, craft.mention.end) if craft.count else craft.mention.end
        owned = craft if craft.states else next((c for c in event.crafts() if c.type == craft.type and c.states), craft)
        note = _assumed_owner(owned, named)
        found.append(quote(f"platforms[{n}]", text, start, end, rule="platform", note=note))
    return found


def state_evidence(event: Event, actors: Sequence[str], responders: Sequence[str], text: str) -> list[Evidence]:
    """The words that name each state; one that only its craft or the place gives away is an assumption."""
    named = _parties(event)
    found = []
    for name, codes in (("actors", actors), ("responders", responders)):
        for n, code in enumerate(codes):
            field = f"{name}[{n}]"
            party = next((p for s in event.scenes for p in s.parties if code in p.states), None)
            craft = next((c for c in event.crafts() if code in c.states), None)
            if party is not None:
                found.append(quote(field, text, party.mention.start, party.mention.end, rule="state"))
            elif craft is not None:
                at, note = craft.mention, _assumed_owner(craft, named)
                found.append(quote(field, text, at.start, at.end, rule="state", note=note))
            else:
                note = f"{state_name(code)}: taken from where it happened"
                found.append(Evidence(field=field, words="", rule="state", guess=True, note=note))
    return found


def place_evidence(areas: list[str], places: list[Mention], *, note: str) -> list[Evidence]:
    """The words of each area; `note` says what was assumed where the incident names no place itself."""
    named = {place_name(mention): mention for mention in reversed(places)}
    return [
        Evidence(
            field=f"areas[{n}]",
            words=m.words if m else "",
            start=m.start if m else None,
            end=m.end if m else None,
            rule="place",
            guess=bool(note) or m is None,
            note=note if m else OWNER_ASSUMED,
        )
        for n, area in enumerate(areas)
        for m in (named.get(area),)
    ]


def _parties(event: Event) -> set[str]:
    """The states that the report names as parties of the event: no assumption is needed for their craft."""
    return {state for scene in event.scenes for p in scene.parties if not p.place_only for state in p.states}


def _assumed_owner(craft: Craft, named: set[str]) -> str:
    """What was assumed about a craft, in words: a type that nobody knows, an owner; empty where the report says it."""
    entry = craft.mention.entry
    if isinstance(entry, Aircraft) and entry.name not in vocabulary().aircraft:
        return f"{craft.type} is no type that I know: read by the form of its name"
    if not craft.guessed_state or not craft.states or set(craft.states) <= named:
        return ""
    owners = " and ".join(state_name(code) for code in craft.states)
    return f"{owners}: {craft.note or f'the usual operator of the {craft.type}'}"
