"""Who came and who answered: every act pushes its subject and object to the side that it speaks of."""

import re
from collections.abc import Sequence

from bot.reading.camps import opposed
from bot.reading.rules.acts import Act
from bot.reading.scene import Craft, Deed, Party, Scene

JOINED = re.compile(
    r"^[^.;:]{0,12}?(?:,|\band\b|\+|&|\balong with\b|\bas well as\b|\bplus\b|\baccompanied by\b|\bbacked "
    r"by\b|\btogether with\b|\bfollowed by\b|\bescorted by\b|\bwith\b|/)[^.;:]{0,40}$",
    re.IGNORECASE,
)
PREPOSITION = re.compile(r"\b(?:of|from|near|off|in|to|over|by|with|against|for|at)\s(?:the\s)?$", re.IGNORECASE)
SENT_OFF = re.compile(r"\b(?:off|out|away|back|down|escort\w*|forc\w+|made|turned)\b", re.IGNORECASE)
OBJECT = re.compile(r"^\s(?:an?|the|two|three|four|several|\d+|some|another|one)?\s?(?:[a-z-]+\s)?$")
INTRANSITIVE = re.compile(r"took off|took to|lift|airborne|left|rose|start|went|gone|QRA|alert|scrambl", re.IGNORECASE)
# What is told of the one who was endangered or seen, and what only judges an act.
SUFFERED = ("evasive", "avoid", "on ", "showed up", "had to", "swerv")
JUDGED = ("unsafe", "unprof", "neither", "reckless")
BESIDE = re.compile(
    r"(?:(?:flew|flying|fly|flies|drew|pulled|came) )?(?:up )?(?:alongside|beside|next to)(?: (?:it|them|him|her))?"
)
# "Two bombers detected near Okinawa": headlines and shorthand leave out the "were".
TOLD_SHORT = re.compile(
    r"(?:detected|spotted|sighted|tracked|intercepted|monitored|observed|shadowed|identified) (?:around|near|off|over"
    r"|north|south|east|west|today|yesterday|until)\b",
    re.IGNORECASE,
)
UNCALLED = re.compile(
    r"(?:was|were) not (?:\w+ly )?(?:scrambled|sent|launched)|stayed|remained|sat|(?:was|were) kept", re.IGNORECASE
)
RESPONDER_ACTS = frozenset({Act.MEET, Act.WARN, Act.TRACK, Act.SHOOT_DOWN})
ACTOR_ACTS = frozenset({Act.COME, Act.SAIL, Act.VIOLATE, Act.ZONE})


def lean(scene: Scene) -> None:
    """Let every act push its subject and object to the side that it speaks of."""
    groups = _groups(scene)
    for deed in scene.deeds:
        left = [g for g in groups if g[-1].mention.end <= deed.start]
        right = [g for g in groups if g[0].mention.start >= deed.end]
        subject, thing = (left[-1] if left else None), (right[0] if right else None)
        if deed.act == Act.MEET and _among_friends(scene, deed, subject, thing):
            deed.act = Act.ACCOMPANY
        if deed.act == Act.ACCOMPANY and subject and thing and opposed([*_owners(subject), *_owners(thing)]):
            deed.act = Act.MEET
        if deed.act == Act.CALM:
            _drop_uncalled(scene, deed, subject)
        elif deed.act in RESPONDER_ACTS or deed.act == Act.UNSAFE:
            _face(scene, deed, subject, thing, right)
        elif deed.act == Act.DRILL and not scene.crafts:
            _push([p for p in scene.parties if not p.place_only][:1], 0.4)
        elif deed.act == Act.MISSILE:
            _fire(scene, deed)
        elif deed.act == Act.PROTEST:
            _push([p for p in scene.parties if p.mention.end <= deed.start][-1:], -0.6)
        elif deed.act == Act.LAUNCH:
            _launch(scene, deed, subject, thing, passive=_is_passive(scene, deed))
        elif deed.act in ACTOR_ACTS and not deed.denied:
            weight = 0.7 if deed.act in (Act.VIOLATE, Act.ZONE) else 0.4
            if subject and not _cut_off(scene, subject[-1].mention.end, deed.start):
                _push(subject, weight, to="came")
            _push_parties(scene, deed, weight * 0.5, passive=False, to="came")


def _face(
    scene: Scene, deed: Deed, subject: list[Craft] | None, thing: list[Craft] | None, right: list[list[Craft]]
) -> None:
    """An act of one side against the other: who meets, watches or downs answers, who endangers came."""
    said = said_of(scene, deed)
    sign = 1.0 if deed.act == Act.UNSAFE else -1.0
    amount = sign * (0.5 if deed.act == Act.TRACK or deed.imagined else 1.0)
    if said.startswith("handed"):
        _push(subject, amount)
        _push(thing, amount)
        return
    if deed.denied or (deed.act == Act.MEET and re.search(r"\b(?:together|joint\w*)\b", scene.words)):
        return
    kept = deed.act == Act.TRACK and said.startswith(("keep", "kept"))
    _push([c for c in scene.crafts if deed.start <= c.mention.start < deed.end], -0.8 if kept else 0.8)
    passive = _is_passive(scene, deed)
    him = re.match(r"\s(?:it|them|him|her|their|its)\b", scene.text[deed.end : deed.end + 8])
    thing = None if him else thing
    if subject and not passive and _spoken_over(scene, subject, deed):
        subject, thing = None, (subject if him else thing)
    if said.startswith(SUFFERED):
        _push(subject, -amount)
        return
    if said.startswith(JUDGED):
        return
    doer = thing if said.endswith(" by") else _by(scene, deed, right)
    agent, patient = (doer, subject) if passive else (subject, thing)
    if not passive and thing is not None and _comes_from(scene, deed, thing):
        agent, patient = thing, subject
    bucket = "met" if deed.act == Act.MEET and not SENT_OFF.search(said) else "lean"
    _push(agent, amount, to=bucket)
    _push(patient, -amount, to=bucket)
    _push_parties(scene, deed, amount * 0.6, passive=passive, to=bucket)


def said_of(scene: Scene, deed: Deed) -> str:
    """The words of a deed in small letters."""
    return scene.text[deed.start : deed.end].lower()


def _owners(group: list[Craft]) -> set[str]:
    return {state for craft in group for state in craft.states}


def _drop_uncalled(scene: Scene, deed: Deed, subject: list[Craft] | None) -> None:
    """Jets that were not sent took no part: "fighters were not scrambled", "did not send fighters"."""
    words = scene.text[deed.start : deed.end].lower()
    for craft in scene.crafts:
        craft.dropped = craft.dropped or deed.start <= craft.mention.start < deed.end
    if subject and UNCALLED.match(words):
        for craft in subject:
            craft.dropped = True


def _among_friends(scene: Scene, deed: Deed, subject: list[Craft] | None, thing: list[Craft] | None) -> bool:
    """Whether craft only met their own: "two Tu-95s met two H-6s and flew on together"."""
    if subject and BESIDE.fullmatch(said_of(scene, deed)):
        return _flies_beside(scene, subject)
    if not subject or not thing or not re.fullmatch(r"met|escort(?:ed|ing|s)", said_of(scene, deed)):
        return False
    one, other = _owners(subject), _owners(thing)
    return bool(one and other) and not opposed(one | other)


def _flies_beside(scene: Scene, subject: list[Craft]) -> bool:
    """Whether the last of the craft only kept friends company: "bombers …, with Japanese F-15s beside them"."""
    last = subject[-1]
    friends = [c for c in scene.crafts if c is not last and c.mention.end <= last.mention.start]
    with_them = re.search(r"\b(?:with|and)\s(?:[\w-]+\s){0,3}$", scene.text[scene.start : last.mention.start])
    states = {s for c in friends for s in c.states}
    return bool(with_them and states and last.states and not opposed(states | set(last.states)))


def _spoken_over(scene: Scene, subject: list[Craft], deed: Deed) -> bool:
    """Whether a state or force stands between craft and verb and is the verb's subject itself."""
    owners = _owners(subject)
    for party in scene.parties:
        if not subject[-1].mention.end <= party.mention.start < party.mention.end <= deed.start or party.place_only:
            continue
        before = scene.text[max(scene.start, party.mention.start - 10) : party.mention.start]
        if set(party.states) & owners or PREPOSITION.search(before):
            continue
        after = scene.text[party.mention.end : deed.start]
        if len(after) < 60 and not re.search(r"[,;]|\b(?:said|says|that|which|who)\b", after):
            return True
    return False


def _groups(scene: Scene) -> list[list[Craft]]:
    """Craft that are listed together: "two F-22s and an E-3"."""
    groups: list[list[Craft]] = []
    for craft in scene.crafts:
        if craft.dropped:
            continue
        if groups:
            last = groups[-1][-1]
            gap = scene.text[last.mention.end : craft.mention.start]
            verb = any(
                last.mention.end <= d.start < craft.mention.start and d.act not in (Act.ACCOMPANY,) for d in scene.deeds
            )
            if (
                JOINED.match(gap)
                and not verb
                and not opposed([*groups[-1][-1].states, *craft.states])
                and not re.search(
                    r"\b(?:against|by|from|intercept|that|which|who|when)\b",
                    re.sub(r"(?:accompanied|backed|followed|escorted) by", "", gap),
                )
            ):
                groups[-1].append(craft)
                continue
        groups.append([craft])
    return groups


def _is_passive(scene: Scene, deed: Deed) -> bool:
    before = scene.text[max(scene.start, deed.start - 28) : deed.start]
    word = scene.text[deed.start : deed.end].lower()
    if re.match(r"(?:was|were|been|being|be)\b", word):
        return True
    if deed.act in (Act.TRACK, Act.MEET) and TOLD_SHORT.match(scene.text[deed.start : deed.end + 12]):
        return True
    if re.match(r"(?:within|less|only|just|mere|to|about|at|passed)\b", word):
        return False
    if word == "intercept" and re.search(r"\b(?:subject\w* to|an?|the|unsafe|unprofessional)\s$", before):
        return bool(re.match(r"[^.;]{0,70}\bby\b", scene.text[deed.end : deed.end + 80]))
    if word.split()[0].endswith("ing") or word in ("intercept", "escort", "shadow", "identify", "track", "monitor"):
        return bool(re.search(r"\b(?:being|under)\s$", before)) or bool(
            re.match(r"\s(?:\w+\s)?by\b", scene.text[deed.end : deed.end + 10])
        )
    if re.search(
        r"\b(?:was|were|been|being|be|is|are|got|get)\s(?:\w+ly\s|also\s|then\s|again\s|later\s|in "
        r"turn\s|soon\s|first\s|both\s|met and\s|detected and\s|tracked and\s|found and\s|intercepted "
        r"and\s|identified and\s)*$",
        before,
    ):
        return True
    return bool(re.match(r"\s(?:(?!\w+ed\b)\w+\s){0,6}?by\b", scene.text[deed.end : deed.end + 40]))


def _by(scene: Scene, deed: Deed, right: list[list[Craft]]) -> list[Craft] | None:
    for group in right:
        gap = scene.text[deed.end : group[0].mention.start]
        if re.search(r"\bby\b", gap):
            return group
    return None


def _comes_from(scene: Scene, deed: Deed, thing: list[Craft]) -> bool:
    """Whether what follows the verb did it: "harassment by", "had lasers aimed at them from"."""
    gap = scene.text[deed.end : thing[0].mention.start]
    if re.match(r"\s(?:[\w-]+\s){0,4}?by\b", gap):
        return True
    return deed.act == Act.UNSAFE and bool(re.search(r"\b(?:from|by)\s(?:[\w'’-]+\s){0,4}$", gap))


def _fire(scene: Scene, deed: Deed) -> None:
    """Who fires a missile came with it: the nearest state before the verb, or after "by"."""
    before = [p for p in scene.parties if p.mention.end <= deed.start][-1:]
    by = [
        p
        for p in scene.parties
        if p.mention.start >= deed.end and "by" in scene.text[deed.end : p.mention.start].split()
    ]
    firing = by[:1] or before
    _push(firing, 0.6)
    for craft in scene.crafts:
        if craft.type == "missile":
            craft.states = craft.states or tuple(s for p in firing for s in p.states)
            craft.lean += 1.0


def _launch(scene: Scene, deed: Deed, subject: list[Craft] | None, thing: list[Craft] | None, *, passive: bool) -> None:
    toward = re.compile(
        r"\b(?:against|to (?:intercept|meet|identify|escort|shadow|monitor|track|watch|follow|find|"
        r"keep)|after|as|when|because|toward|in response|for)\b",
        re.IGNORECASE,
    )
    by = re.match(r"\s(?:by|from)\s", scene.text[deed.end : deed.end + 6])
    if subject and by and subject[-1].type in ("drone", "missile", "balloon", "Shahed"):
        _push(subject, 1.0)
        _push([p for p in scene.parties if p.mention.start >= deed.end][:1], 0.6)
        return
    if deed.denied:
        for craft in subject or ():
            craft.dropped = passive or craft.dropped
        return
    inside = [c for c in scene.crafts if deed.start <= c.mention.start and c.mention.end <= deed.end and not c.dropped]
    _push(inside, -1.0)
    if subject and passive and not toward.search(scene.text[subject[-1].mention.end : deed.start]):
        _push(subject, -1.0)
    if thing:
        gap = scene.text[deed.end : thing[0].mention.start]
        _push(thing, 0.8 if toward.search(gap) else -0.8)
    called = thing is None or toward.search(scene.text[deed.end : thing[0].mention.start])
    if subject and not passive and called and not inside and INTRANSITIVE.search(scene.text[deed.start : deed.end]):
        _push(subject, -0.5)
    _push_parties(scene, deed, -0.5, passive=False)


def _cut_off(scene: Scene, start: int, end: int) -> bool:
    between = scene.text[start:end]
    return bool(re.search(r"\b(?:intercept\w*|scrambl\w*|against|met|by)\b", between)) or ";" in between


def _push(group: Sequence[Craft | Party] | None, amount: float, *, to: str = "lean") -> None:
    for one in group or ():
        setattr(one, to, getattr(one, to) + amount)


def _is_object(scene: Scene, deed: Deed, party: Party) -> bool:
    """Whether a people stands right behind the verb, its craft of an unknown kind: "shadowed a Pakistani ATR"."""
    if not deed.end <= party.mention.start <= deed.end + 24 or party.mention.form != "adjective" or party.place_only:
        return False
    if scene.text.startswith("-", party.mention.end):
        return False
    return bool(OBJECT.match(scene.text[deed.end : party.mention.start]))


def _push_parties(scene: Scene, deed: Deed, amount: float, *, passive: bool, to: str = "lean") -> None:
    """The nearest party before an active verb is its subject; after "by", the doer of a passive one."""
    if not passive and to != "came":
        _push([p for p in scene.parties if _is_object(scene, deed, p)][:1], -amount, to=to)
    before = [p for p in scene.parties if p.mention.end <= deed.start and not p.place_only]
    after = [p for p in scene.parties if p.mention.start >= deed.end and not p.place_only]
    if passive:
        if after and re.search(r"\bby\b", scene.text[deed.end : after[0].mention.start]):
            _push(after[:1], amount, to=to)
        return
    if before and not any(
        before[-1].mention.end <= c.mention.start and c.mention.end <= deed.start for c in scene.crafts
    ):
        _push(before[-1:], amount, to=to)
