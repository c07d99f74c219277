"""Which craft of a sentence stand together, and which are subject and object of a verb, active or passive."""

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
# "P-3s tracked the boats, together with British P-8s": they tracked with the P-3s.
WITH_THE_SUBJECT = re.compile(r"^,\s(?:together|along|in company) with\b")
PREPOSITION = re.compile(r"\b(?:of|from|near|off|in|to|over|by|with|against|for|at)\s(?:the\s)?$", re.IGNORECASE)
OBJECT = re.compile(r"^\s(?:an?|the|two|three|four|several|\d+|some|another|one)?\s?(?:[a-z-]+\s)?$")
# "Two bombers detected near Okinawa": headlines and shorthand leave out the "were".
TOLD_SHORT = re.compile(
    r"(?:detected|spotted|sighted|tracked|intercepted|monitored|observed|shadowed|identified)"
    r" (?:around|near|off|over|fm|from|north|south|east|west|today|yesterday|until)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\s(?:it|them|both|him|her)\b")
WHO = re.compile(r"\b(?:which|who|that)\b")
AND_THEN = re.compile(r"(?:,|\band|,\sand|\bthen)\s(?:(?:then|later|was|were|before being|afterwards)\s)*$")
TITLE = re.compile(r"\s(?!(?:and|or|with|by|as|from|near|off|over|in|to|of)\b)(?:[\w-]+\s){0,4}")
# "An RC-135 of the US Air Force and a Sentinel": whose it is does not part it from the next.
OWNER_AFTER = re.compile(r"^\s(?:of|belonging to)\s(?:the\s)?(?:[A-Z][\w.'’]*\s?(?:of\s)?){1,5}(?=\s?(?:and|,)\s)")
OF_WHOM = re.compile(r"\b(?:of|to)\s(?:the\s)?$")
# "To identify the targets, a MiG-31 was scrambled": who does the first is named behind it.
PURPOSE = re.compile(r"(?:in order )?to\s(?:\w+\sand\s)?$", re.IGNORECASE)
FRONTED = re.compile(r"(?:in order )?to\s[a-z]+\s[^,;.]*,", re.IGNORECASE)
# "The crew identified the two as P-8s and escorted them": the subject is that of the verb before.
AND_DID = re.compile(r"\band\s(?:then\s|later\s|duly\s)?$")
RESPONDER_ACTS = frozenset({Act.MEET, Act.WARN, Act.TRACK, Act.SHOOT_DOWN})


def groups_of(scene: Scene) -> list[list[Craft]]:
    """Craft that are listed together: "two F-22s and an E-3"."""
    groups: list[list[Craft]] = []
    title = None
    purpose = FRONTED.match(scene.words)
    comma = scene.start + purpose.end() if purpose else -1
    for craft in scene.crafts:
        if craft.dropped:
            title = craft
            continue
        if groups:
            last = groups[-1][-1]
            gap = OWNER_AFTER.sub("", scene.text[_end_of_title(scene, last, title) : craft.mention.start])
            verb = any(
                last.mention.end <= d.start < craft.mention.start and d.act not in (Act.ACCOMPANY,) for d in scene.deeds
            )
            if (
                JOINED.match(gap)
                and not last.mention.end < comma <= craft.mention.start
                and not WITH_THE_SUBJECT.match(gap)
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


def _end_of_title(scene: Scene, named: Craft, title: Craft | None) -> int:
    """Where a craft ends with the words that say what it is: "an RC-135 reconnaissance aircraft and a P-8"."""
    if title is None or title.mention.start < named.mention.end:
        return named.mention.end
    between = scene.text[named.mention.end : title.mention.start]
    return title.mention.end if TITLE.fullmatch(between) else named.mention.end


def of_both_verbs(scene: Scene, deed: Deed, subject: list[Craft] | None, left: list[list[Craft]]) -> list[Craft] | None:
    """The subject of a second passive is that of the first: "they were found by a Falcon 50, then escorted by …".

    So is that of a second active verb: "the Su-27 identified the targets as P-8s and escorted them".
    """
    if subject and deed.act in RESPONDER_ACTS and _goes_on_with_a_pronoun(scene, deed, subject):
        others = [g for g in left[:-1] if opposed(owners_in(g) | owners_in(subject))]
        meant = next((g for g in reversed(left[:-1]) if _does(scene, g, subject)), None)
        if meant or others or any(d.end <= subject[0].mention.start for d in scene.deeds):
            return meant or (others[-1] if others else None)
    if deed.act == Act.UNSAFE and len(left) > 1 and AND_DID.search(scene.text[scene.start : deed.start][-16:]):
        return _of_the_verb_before(scene, deed, left) or subject
    if subject is None or len(left) < 2 or deed.act not in RESPONDER_ACTS or not is_passive(scene, deed):
        return subject
    first = next(
        (d for d in reversed(scene.deeds) if d.act in RESPONDER_ACTS and d.end <= subject[0].mention.start), None
    )
    if first is None or not left[-2][-1].mention.end <= first.start or not is_passive(scene, first):
        return subject
    doer = re.search(r"\bby\b", scene.text[first.end : subject[0].mention.start])
    joined = AND_THEN.search(scene.text[subject[-1].mention.end : deed.start])
    return left[-2] if doer and joined else subject


def _of_the_verb_before(scene: Scene, deed: Deed, left: list[list[Craft]]) -> list[Craft] | None:
    """Who did the verb before, where craft stand behind that: "boats came up on the tanker and threatened to board"."""
    came = (d for d in scene.deeds if d.end <= left[-1][0].mention.start and d.act in (Act.COME, Act.SAIL, Act.UNSAFE))
    first = next((d for d in came if not is_passive(scene, d)), None)
    if first is None or WHO.search(scene.text[first.end : deed.start]):
        return None
    return next((g for g in reversed(left[:-1]) if g[-1].mention.end <= first.start), None)


def _goes_on_with_a_pronoun(scene: Scene, deed: Deed, last: list[Craft]) -> bool:
    """Whether "and escorted them" follows craft that the verb before had as its object."""
    at = last[-1].mention.end
    if not AND_DID.search(scene.text[scene.start : deed.start][-16:]) or is_passive(scene, deed):
        return False
    if not PRONOUN.search(scene.text[deed.start : deed.end]) and not PRONOUN.match(scene.text, deed.end):
        return False
    return not any(at <= d.start < deed.start for d in scene.deeds) and not WHO.search(scene.text[at : deed.start])


def _does(scene: Scene, group: list[Craft], thing: list[Craft]) -> bool:
    """Whether an active verb of watching or meeting stands between a group and the thing that it is done to."""
    between = (d for d in scene.deeds if group[-1].mention.end <= d.start and d.end <= thing[0].mention.start)
    return any(d.act in RESPONDER_ACTS and not is_passive(scene, d) for d in between)


def acts_behind_the_comma(scene: Scene, deed: Deed, groups: list[list[Craft]]) -> list[Craft] | None:
    """Who does what a sentence begins with as its purpose: "To meet the bombers, two F-16s took off"."""
    if deed.act not in RESPONDER_ACTS or not PURPOSE.fullmatch(scene.text[scene.start : deed.start]):
        return None
    comma = scene.text.find(",", deed.end, scene.end)
    return next((g for g in groups if comma > 0 and g[0].mention.start > comma), None)


def is_passive(scene: Scene, deed: Deed) -> bool:
    """Whether the subject of a deed suffers it: "was met by", "being tracked", "two bombers detected near …"."""
    before = scene.text[max(scene.start, deed.start - 28) : deed.start]
    word = scene.text[deed.start : deed.end].lower()
    if re.match(r"(?:(?:had|has|have)\s)?(?:was|were|been|being|be)\b", word):
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


def done_by(scene: Scene, deed: Deed, right: list[list[Craft]]) -> list[Craft] | None:
    """The first group of craft behind a "by" that follows the deed."""
    for group in right:
        gap = scene.text[deed.end : group[0].mention.start]
        if re.search(r"\bby\b", gap):
            return group
    return None


def comes_from(scene: Scene, deed: Deed, thing: list[Craft]) -> bool:
    """Whether what follows the verb did it: "harassment by", "had lasers aimed at them from"."""
    gap = scene.text[deed.end : thing[0].mention.start]
    if re.match(r"\s(?:[\w-]+\s){0,4}?by\b", gap):
        return True
    return deed.act == Act.UNSAFE and bool(re.search(r"\b(?:from|by)\s(?:[\w'’-]+\s){0,4}$", gap))


def is_spoken_over(scene: Scene, subject: list[Craft], deed: Deed) -> bool:
    """Whether a state or force stands between craft and verb and is the verb's subject itself."""
    owners = owners_in(subject)
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


def is_cut_off(scene: Scene, start: int, end: int) -> bool:
    """Whether another verb or clause stands between the craft that ends at `start` and the deed at `end`."""
    between = scene.text[start:end]
    return bool(re.search(r"\b(?:intercept\w*|scrambl\w*|against|met|by)\b", between)) or ";" in between


def owners_in(group: list[Craft]) -> set[str]:
    """The states whose craft a group holds."""
    return {state for craft in group for state in craft.states}


def said_of(scene: Scene, deed: Deed) -> str:
    """The words of a deed in small letters."""
    return scene.text[deed.start : deed.end].lower()


def is_object(scene: Scene, deed: Deed, party: Party) -> bool:
    """Whether a people stands right behind the verb, its craft of an unknown kind: "shadowed a Pakistani ATR"."""
    if not deed.end <= party.mention.start <= deed.end + 24 or party.mention.form != "adjective" or party.place_only:
        return False
    if scene.text.startswith("-", party.mention.end):
        return False
    return bool(OBJECT.match(scene.text[deed.end : party.mention.start]))


def push(group: Sequence[Craft | Party] | None, amount: float, *, to: str = "lean") -> None:
    """Push craft or parties by an amount, in one of the ways that they can lean."""
    for one in group or ():
        setattr(one, to, getattr(one, to) + amount)


def _owns_the_last(scene: Scene, deed: Deed, party: Party) -> bool:
    """Whether a party before "and escorted them" only says whose the craft are that were escorted."""
    last = [c for c in scene.crafts if c.mention.end <= party.mention.start][-1:]
    if not last or not OF_WHOM.search(scene.text[max(scene.start, party.mention.start - 8) : party.mention.start]):
        return False
    return _goes_on_with_a_pronoun(scene, deed, last)


def push_parties(scene: Scene, deed: Deed, amount: float, *, passive: bool, to: str = "lean") -> None:
    """The nearest party before an active verb is its subject; after "by", the doer of a passive one."""
    if not passive and to != "came":
        push([p for p in scene.parties if is_object(scene, deed, p)][:1], -amount, to=to)
    before = [p for p in scene.parties if p.mention.end <= deed.start and not p.place_only]
    if before and _owns_the_last(scene, deed, before[-1]):
        return
    after = [p for p in scene.parties if p.mention.start >= deed.end and not p.place_only]
    if passive:
        if after and re.search(r"\bby\b", scene.text[deed.end : after[0].mention.start]):
            push(after[:1], amount, to=to)
        return
    if before and not any(
        before[-1].mention.end <= c.mention.start and c.mention.end <= deed.start for c in scene.crafts
    ):
        push(before[-1:], amount, to=to)
