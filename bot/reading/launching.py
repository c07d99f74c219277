"""Who was sent up: what takes off on a call answers, and whom it is sent against came."""

import re

from bot.reading.grammar import push, push_parties, said_of
from bot.reading.scene import Craft, Deed, Scene
from bot.vocabulary import Aircraft

TOWARD = re.compile(
    r"\b(?:against|to (?:intercept|meet|identify|escort|shadow|monitor|track|watch|follow|find|look|check|inspect|"
    r"investigate|"
    r"keep)|after|as|when|because|toward|in response|for|vs|versus)\b|^\s?on(?=\s(?:an?|one|two|three|four|\d))",
    re.IGNORECASE,
)
INTRANSITIVE = re.compile(
    r"took off|took to|lift|airborne|left|rose|start|went|gone|QRA|alert|scrambl|^up\s?$", re.IGNORECASE
)
SENDS = re.compile(r"scrambl|launch|dispatch|deploy|sen[dt]|put|divert|vector")
# What may stand between a state and its "scrambled".
LAUNCHES = re.compile(r"(?:['’]s)?(?:\s(?!(?:that|said|says|which|who|after|when|as|by)\b)[\w-]+){0,4}?\s?")
# "Two F-35s scrambled, three aircraft tracked": the verb has no object.
CLAUSE_ENDS = re.compile(r"\s?[,;:](?!\s(?:among|including|as|after|in|on|at|when|for)\b)")
# "Employed CAP aircraft, navy vessels and coastal missiles in response": what was used to answer with.
EMPLOYED = re.compile(
    r"\b(?:employed|tasked|assigned|activated)\s"
    r"(?P<what>(?:[\w,-]+\s){1,12}?)(?:in response|to (?:monitor|respond|watch|track|keep))\b",
    re.IGNORECASE,
)
UNCALLED = re.compile(
    r"(?:was|were) not (?:\w+ly )?(?:scrambled|sent|launched)|stayed|remained|sat|(?:was|were) kept", re.IGNORECASE
)


def launch(scene: Scene, deed: Deed, subject: list[Craft] | None, thing: list[Craft] | None, *, passive: bool) -> None:
    """Somebody sent craft up, or they took off: they answer, and those that they were sent up against came."""
    by = re.match(r"\s(?:by|from)\s", scene.text[deed.end : deed.end + 6])
    if subject and by and subject[-1].type in ("drone", "missile", "balloon", "Shahed"):
        push(subject, 1.0)
        push([p for p in scene.parties if p.mention.start >= deed.end][:1], 0.6)
        return
    if deed.denied:
        for craft in subject or ():
            craft.dropped = passive or craft.dropped
        return
    inside = [c for c in scene.crafts if deed.start <= c.mention.start and c.mention.end <= deed.end and not c.dropped]
    push(inside, -1.0, to="sent")
    if subject and passive and not TOWARD.search(scene.text[subject[-1].mention.end : deed.start]):
        push(subject, -1.0, to="sent")
    if thing and CLAUSE_ENDS.match(scene.text, deed.end):
        thing = None
    if thing:
        gap = scene.text[deed.end : thing[0].mention.start]
        push(thing, 0.8 if TOWARD.search(gap) else -0.8, to="sent")
    called = thing is None or TOWARD.search(scene.text[deed.end : thing[0].mention.start])
    if not passive:
        _give_to_launcher(scene, deed, [*inside, *(() if thing is None or called else thing)])
    if subject and _is_bomber(subject[-1]):
        return
    if subject and not passive and called and not inside and INTRANSITIVE.search(scene.text[deed.start : deed.end]):
        push(subject, -0.5, to="sent")
    push_parties(scene, deed, -0.5, passive=False, to="sent")


def _give_to_launcher(scene: Scene, deed: Deed, launched: list[Craft]) -> None:
    """What a state sends up is its own: "Romania's defence ministry scrambled two F-16s"."""
    before = [p for p in scene.parties if p.mention.end <= deed.start and not p.place_only and len(p.states) == 1]
    others = [d.start for d in scene.deeds if d.start >= deed.end]
    launched = [c for c in launched if not any(other < c.mention.start for other in others)]
    if (
        not SENDS.match(said_of(scene, deed))
        or not before
        or any(before[-1].mention.end <= c.mention.start < deed.start for c in scene.crafts)
    ):
        return
    if not LAUNCHES.fullmatch(scene.text[before[-1].mention.end : deed.start]):
        return
    state = before[-1].states[0]
    for craft in launched:
        entry = craft.mention.entry
        flown = entry.operators if isinstance(entry, Aircraft) else ()
        if not craft.states and (not flown or state in flown):
            craft.states, craft.guessed_state = before[-1].states, True
            craft.note = f"sent up by {before[-1].mention.words}"


def employ(scene: Scene) -> None:
    """Craft that somebody "employed in response" answer, though nothing is said to have been scrambled."""
    for match in scene.seen.matches(EMPLOYED):
        first, last = (scene.start + at for at in match.span("what"))
        push([c for c in scene.crafts if first <= c.mention.start < last], -0.8, to="sent")


def _is_bomber(craft: Craft) -> bool:
    """Whether what "took off" was a bomber, which nobody sends up to meet another."""
    entry = craft.mention.entry
    return craft.type == "bomber" or (isinstance(entry, Aircraft) and entry.role == "bomber")


def drop_uncalled(scene: Scene, deed: Deed, subject: list[Craft] | None) -> None:
    """Jets that were not sent took no part: "fighters were not scrambled", "did not send fighters"."""
    words = scene.text[deed.start : deed.end].lower()
    for craft in scene.crafts:
        craft.dropped = craft.dropped or deed.start <= craft.mention.start < deed.end
    if subject and UNCALLED.match(words):
        for craft in subject:
            craft.dropped = True
