"""Who came and who answered: every act pushes its subject and object to the side that it speaks of."""

import re

from bot.reading.camps import opposed
from bot.reading.grammar import (
    RESPONDER_ACTS,
    acts_behind_the_comma,
    comes_from,
    done_by,
    groups_of,
    is_cut_off,
    is_passive,
    is_spoken_over,
    of_both_verbs,
    owners_in,
    push,
    push_parties,
    said_of,
)
from bot.reading.launching import drop_uncalled, employ, launch
from bot.reading.platforms import is_afloat
from bot.reading.rules.acts import Act
from bot.reading.scene import Craft, Deed, Party, Scene

SENT_OFF = re.compile(r"\b(?:off|out|away|back|down|escort\w*|forc\w+|made|turned)\b", re.IGNORECASE)
# What is told of the one who was endangered or seen, and what only judges an act.
SUFFERED = ("evasive", "avoid", "on ", "showed up", "had to", "swerv")
JUDGED = ("unsafe", "unprof", "neither", "reckless")
BESIDE = re.compile(
    r"(?:(?:flew|flying|fly|flies|drew|pulled|came) )?(?:up )?(?:alongside|beside|next to)(?: (?:it|them|him|her))?"
)
AND = re.compile(r"\band\b")
# "Berlin accused China of …, and summoned its envoy"
FIRST_VERB = re.compile(
    r"\s(?:has\s|have\s)?(?:accus|said|says|protest|condemn|denounc|call|complain|lodg|express|described|summon)\w*\b"
)
SECOND_VERB = re.compile(r",\sand\s(?:has\s)?$")
# "It was identified as a Coot": what it was found to be is the same craft.
AS_WHAT = re.compile(r"\s(?:it|them|him|her)\sas\b")
# "For the interception of the target a fighter was raised": the target is no craft of a name.
OF_THE_TARGET = re.compile(
    r"\s(?:and\s\w+\s)?of\s(?:the\s|an?\s)?(?:\w+\s){0,2}?(?:targets?|purposes?|objects?|goals?|intruders?|violators?)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:inform|notif|told|tell|alert|consult|brief|ask|warn)\w*\s(?:the\s|its\s)?$|\b(?:of|with|to|from|by)\s"
    r"(?:the\s)?$",
    re.IGNORECASE,
)
# "flew close to the carrier", "passed as near as 900 feet to the ship", "came head-on at the frigate"
NEAR_TO = re.compile(
    r"\b(?:close|closer|near|nearer|within|head-on|straight|directly|right|up)\b(?:[^.;,](?!\b(?:and|but|that|which|when)\b)){0,50}?"
    r"\s(?:to|of|at|towards?|over)\s(?:the\s|an?\s|its\s|two\s|three\s)?(?:[\w.'’-]+\s){0,3}$",
    re.IGNORECASE,
)
OVER = re.compile(
    r"\s(?:[\w-]+\s){0,3}?(?:over|around|past|above|alongside|across the bows? of)(?:\s(?:and|or)\s\w+)?\s"
    r"(?:one of\s)?(?:the\s|an?\s|its\s|their\s|his\s|two\s|three\s)?(?:[\w.'’-]+\s){0,3}"
)
ACTOR_ACTS = frozenset({Act.COME, Act.SAIL, Act.VIOLATE, Act.ZONE})


def lean(scene: Scene) -> None:
    """Let every act push its subject and object to the side that it speaks of."""
    groups = groups_of(scene)
    employ(scene)
    for deed in scene.deeds:
        left = [g for g in groups if g[-1].mention.end <= deed.start]
        right = [g for g in groups if g[0].mention.start >= deed.end]
        subject, thing = (left[-1] if left else None), (right[0] if right else None)
        subject = of_both_verbs(scene, deed, subject, left)
        if (behind := acts_behind_the_comma(scene, deed, groups)) is not None:
            subject, thing = behind, (None if thing is behind else thing)
        if deed.act == Act.MEET and _among_friends(scene, deed, subject, thing):
            deed.act = Act.ACCOMPANY
        if deed.act == Act.ACCOMPANY and subject and thing and opposed([*owners_in(subject), *owners_in(thing)]):
            deed.act = Act.MEET
        if deed.act == Act.CALM:
            drop_uncalled(scene, deed, subject)
        elif deed.act in RESPONDER_ACTS or deed.act == Act.UNSAFE:
            _face(scene, deed, subject, thing, right)
        elif deed.act == Act.DRILL and not scene.crafts:
            push([p for p in scene.parties if not p.place_only][:1], 0.4)
        elif deed.act == Act.MISSILE:
            _fire(scene, deed)
        elif deed.act == Act.PROTEST and not is_passive(scene, deed):
            push(_complaining(scene, deed), -0.6)
        elif deed.act == Act.LAUNCH:
            launch(scene, deed, subject, thing, passive=is_passive(scene, deed))
        elif deed.act in ACTOR_ACTS and not deed.denied:
            weight = 0.7 if deed.act in (Act.VIOLATE, Act.ZONE) else 0.4
            if subject and not is_cut_off(scene, subject[-1].mention.end, deed.start):
                push(subject, weight, to="came")
            push_parties(scene, deed, weight * 0.5, passive=False, to="came")
            if thing and _passes_over(scene, deed, subject, thing):
                push(thing, -0.8, to="neared")
            elif thing and NEAR_TO.search(scene.text[deed.start : thing[0].mention.start]):
                push(subject, 0.8, to="neared")
                push(thing, -0.8, to="neared")


def _passes_over(scene: Scene, deed: Deed, subject: list[Craft] | None, thing: list[Craft]) -> bool:
    """Whether aircraft flew over a ship: "flew over and around one of its frigates"."""
    if not subject or any(is_afloat(c) for c in subject) or not all(is_afloat(c) for c in thing):
        return False
    return bool(OVER.fullmatch(scene.text[deed.end : thing[0].mention.start]))


def _face(
    scene: Scene, deed: Deed, subject: list[Craft] | None, thing: list[Craft] | None, right: list[list[Craft]]
) -> None:
    """An act of one side against the other: who meets, watches or downs answers, who endangers came."""
    said = said_of(scene, deed)
    sign = 1.0 if deed.act == Act.UNSAFE else -1.0
    amount = sign * (0.5 if deed.act == Act.TRACK or deed.imagined else 1.0)
    if said.startswith("handed"):
        push(subject, amount)
        push(thing, amount)
        return
    if deed.denied or (deed.act == Act.MEET and re.search(r"\b(?:together|joint\w*)\b", scene.words)):
        return
    kept = deed.act == Act.TRACK and said.startswith(("keep", "kept"))
    push([c for c in scene.crafts if deed.start <= c.mention.start < deed.end], -0.8 if kept else 0.8)
    passive = is_passive(scene, deed)
    him = re.match(r"\s(?:it|them|him|her|their|its)\b", scene.text[deed.end : deed.end + 8])
    named = AS_WHAT.match(scene.text, deed.end) is not None
    of_the_target = deed.act == Act.MEET and OF_THE_TARGET.match(scene.text, deed.end) is not None
    thing = None if (him and not named) or of_the_target else thing
    if subject and not passive and is_spoken_over(scene, subject, deed):
        subject, thing = None, (subject if him else thing)
    if said.startswith(SUFFERED):
        push(subject, -amount)
        return
    if said.startswith(JUDGED):
        return
    doer = thing if said.endswith(" by") else done_by(scene, deed, right)
    agent, patient = (doer, subject) if passive else (subject, thing)
    if not passive and thing is not None and comes_from(scene, deed, thing):
        agent, patient = thing, subject
    bucket = "met" if deed.act == Act.MEET and not SENT_OFF.search(said) else "lean"
    bucket = "sent" if _goes_on_to_endanger(scene, deed) else bucket
    push(agent, amount, to=bucket)
    push(patient, -amount, to=bucket)
    push_parties(scene, deed, amount * 0.6, passive=passive, to=bucket)


def _is_told(scene: Scene, party: Party) -> bool:
    """Whether a party is only informed or spoken of: "It has informed NATO, summoned the envoy and …"."""
    return bool(TOLD.search(scene.text[max(scene.start, party.mention.start - 24) : party.mention.start]))


def _complaining(scene: Scene, deed: Deed) -> list[Party]:
    """Who protests: the party nearest before the verb, the first of the sentence before its second verb."""
    parties = [p for p in scene.parties if p.mention.end <= deed.start and not _is_told(scene, p)]
    second = SECOND_VERB.search(scene.text[scene.start : deed.start][-8:])
    first = next((p for p in parties if FIRST_VERB.match(scene.text, p.mention.end)), None) if second else None
    return [first] if first else parties[-1:]


def _among_friends(scene: Scene, deed: Deed, subject: list[Craft] | None, thing: list[Craft] | None) -> bool:
    """Whether craft only met their own: "two Tu-95s met two H-6s and flew on together"."""
    if subject and BESIDE.fullmatch(said_of(scene, deed)):
        return _flies_beside(scene, subject)
    if not subject or not thing or not re.fullmatch(r"met|escort(?:ed|ing|s)", said_of(scene, deed)):
        return False
    one, other = owners_in(subject), owners_in(thing)
    return bool(one and other) and not opposed(one | other)


def _flies_beside(scene: Scene, subject: list[Craft]) -> bool:
    """Whether the last of the craft only kept friends company: "bombers …, with Japanese F-15s beside them"."""
    last = subject[-1]
    friends = [c for c in scene.crafts if c is not last and c.mention.end <= last.mention.start]
    with_them = re.search(r"\b(?:with|and)\s(?:[\w-]+\s){0,3}$", scene.text[scene.start : last.mention.start])
    states = {s for c in friends for s in c.states}
    return bool(with_them and states and last.states and not opposed(states | set(last.states)))


def _goes_on_to_endanger(scene: Scene, deed: Deed) -> bool:
    """Whether shots in warning were the beginning of worse: "fired warning shots and a jet dropped bombs near it"."""
    return deed.act == Act.WARN and any(
        d.act == Act.UNSAFE and not d.denied and d.start > deed.end and AND.search(scene.text[deed.end : d.start])
        for d in scene.deeds
    )


def _fire(scene: Scene, deed: Deed) -> None:
    """Who fires a missile came with it: the nearest state before the verb, or after "by"."""
    before = [p for p in scene.parties if p.mention.end <= deed.start][-1:]
    by = [
        p
        for p in scene.parties
        if p.mention.start >= deed.end and "by" in scene.text[deed.end : p.mention.start].split()
    ]
    firing = by[:1] or before
    push(firing, 0.6)
    for craft in scene.crafts:
        if craft.type == "missile":
            craft.states = craft.states or tuple(s for p in firing for s in p.states)
            craft.lean += 1.0
