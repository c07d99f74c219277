"""From a page to its scenes: sentences and clauses with everything that was found in them."""

import itertools
import re
from dataclasses import replace

from bot.reading.crafts import find_craft
from bot.reading.days import DateMention
from bot.reading.layout import Part, Sentence
from bot.reading.leaning import lean
from bot.reading.openers import Words
from bot.reading.owners import OWNED
from bot.reading.recalling import recall
from bot.reading.repeats import drop_repeats, drop_wholes
from bot.reading.rules.acts import ACTS, HABITUAL, HYPOTHETICAL, NEGATION, REPORTING, Act
from bot.reading.rules.distance import DISTANCES
from bot.reading.scene import Deed, Party, Scene, states_of
from bot.reading.spans import Found, find_all
from bot.vocabulary import Aircraft, Force, Generic, Mention, Place, State, Vessel

NEAR_A_STATE = re.compile(
    r"\b(?:near|off|of|around|over|above|toward|towards|in|into|from|at|to|between|north|south|east|west|"
    r"round|with|against|across|for|against)\s(?:the\s)?$",
    re.IGNORECASE,
)
INNER_NOT = re.compile(r"\b(?:not|never|without)\b", re.IGNORECASE)
NO_DANGER = re.compile(
    r"\b(?:without|not|never|nobody|denie[sd]|no)\s(?:\w+\s){0,4}$|n['’]t\s(?:\w+\s){0,2}$", re.IGNORECASE
)
LENGTH_OF_AND = 6
INTO = re.compile(r"(?:crossed|strayed|intruded|wandered|flew|came over|drifted) into ", re.IGNORECASE)
ECHO = re.compile(
    r"\b(?:to do so|did so|did the same|did (?:very )?much the same|on that occasion|the (?:first|last|previous"
    r"|earlier|other) "
    r"(?:one |case |time )?(?:was|were|came|to|had)|much the same)\b",
    re.IGNORECASE,
)
FLAG = re.compile(r"\b(?:flying the flag|under the flag|with the flag|bearing the flag) of\s", re.IGNORECASE)
SINCE = re.compile(
    r"\bsince (?:at least |early |late |mid-)?(?:the )?(?:(?:19|20)\d\d|(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Oct|Nov|Dec))",
    re.IGNORECASE,
)
DATELINE = re.compile(r"^[A-Z](?:[^\W\d]|[ .,'’/&-]){2,40},\s$")
AFTER_DATELINE = re.compile(r"^\.?\s?(?:\||\(|/|--|—|–|-\s|\.$|$)")
IMAGINED = re.compile(r"\b(?:would|might|if)\b(?![^;]*\b(?:said|told|added)\b)", re.IGNORECASE)


def scenes(text: str, parts: list[Sentence], mentions: list[Mention], dates: list[DateMention]) -> list[Scene]:
    """The sentences of a page as scenes, in order; a sentence that tells of two days in two clauses makes two."""
    named = {state for m in mentions for state in states_of(m)}
    found: list[Scene] = []
    for part in parts:
        if part.part in (Part.CLUTTER, Part.CAPTION):
            continue
        inside = [d for d in dates if part.start <= d.start and d.end <= part.end]
        for start, end in _clauses(text, part, inside, mentions):
            scene = _scene(text, start, end, part, mentions, inside, named)
            if found:
                _echo(scene, found)
            found.append(_with_verb(scene, found[-1]) if found and start > part.start else scene)
    recall(found)
    return found


def _clauses(text: str, part: Sentence, dates: list[DateMention], mentions: list[Mention]) -> list[tuple[int, int]]:
    """Split where a new clause opens with a day of its own: "…, and two months ago aircraft had…"."""
    cuts = [part.start] + [m.end() for m in re.finditer(r";\s", text[part.start : part.end])]
    cuts = [cuts[0], *(part.start + cut for cut in cuts[1:])]
    for date in dates:
        opening = re.search(
            r"(?:[,;]\s|\s)(?:and|while|but|although)\s(?:(?:at|on|in|around|about|also|"
            r"then)\s[^,;]{0,20})?$|;\s(?:on\s|in\s)?$",
            text[part.start : date.start],
        )
        if not opening or date.start - part.start < 30:
            continue
        if any(0 <= date.start - other.end <= LENGTH_OF_AND for other in dates):
            continue
        cut = part.start + opening.start() + 1
        crafts = [m for m in mentions if isinstance(m.entry, Aircraft | Generic | Vessel)]
        before = any(part.start <= m.start < cut for m in crafts) or re.search(
            r"\b(?:flights?|sorties|patrols?)\b", text[part.start : cut]
        )
        after = any(date.end <= m.start < part.end for m in crafts)
        if before and after and re.match(r"[\s,]*(?:\w+['’]?\w*\s){0,12}\w+", text[date.end : part.end]):
            cuts.append(cut)
    cuts += _second_objects(text, part, dates, mentions)
    cuts = [*sorted(set(cuts)), part.end]
    return list(itertools.pairwise(cuts))


def _second_objects(text: str, part: Sentence, dates: list[DateMention], mentions: list[Mention]) -> list[int]:
    """Where one verb has a second object with its own day: "met two Bears on Monday | and a Coot the day after"."""
    crafts = [m for m in mentions if isinstance(m.entry, Aircraft | Generic | Vessel)]
    cuts = []
    told = [d for d in dates if not is_dateline(text, part.start, d) and not _said(text, part.start, d)]
    for one, other in itertools.pairwise(told):
        if one.days.first is None or one.days.first == other.days.first or one.bound or other.bound:
            continue
        for join in re.finditer(r"\sand\s", text[one.end : other.start]):
            cut = one.end + join.start() + 1
            if any(part.start <= m.start < cut for m in crafts) and any(cut <= m.start < other.start for m in crafts):
                cuts.append(cut)
                break
    return cuts


def _echo(scene: Scene, told: list[Scene]) -> None:
    """What "did so" or was "the first" of its kind did what the sentence before speaks of, even if that denies it."""
    if not ECHO.search(scene.words):
        return
    before = told[-1]
    deed = next((d for s in reversed(told[-4:]) for d in s.deeds if d.act in (Act.VIOLATE, Act.ZONE, Act.UNSAFE)), None)
    if deed and not scene.did(Act.VIOLATE, Act.ZONE, Act.UNSAFE):
        scene.deeds.append(replace(deed, denied=False, imagined=False))
    bound = [d for d in before.dates if d.bound]
    if bound and not scene.dates and re.search(r"\bon that occasion\b|\bthen\b", scene.words):
        scene.dates = [replace(bound[-1], bound=False)]


def _with_verb(scene: Scene, before: Scene) -> Scene:
    """A clause that only has an object takes the verb and the subject of the clause before it."""
    stop = scene.dates[0].end if scene.dates else scene.end
    own = [d for d in scene.deeds if d.start < stop]
    if scene.start != before.end or not scene.words.startswith("and ") or own or not scene.crafts or not before.deeds:
        return scene
    verb = before.deeds[0]
    subjects = [c for c in before.crafts if c.mention.end <= verb.start]
    leans = [c for c in before.crafts if c.mention.start >= verb.end]
    for craft in scene.crafts:
        if leans:
            craft.lean, craft.met, craft.came = leans[0].lean, leans[0].met, leans[0].came
    scene.crafts = [*(replace(c) for c in subjects), *scene.crafts]
    scene.deeds = [*before.deeds, *scene.deeds]
    return scene


def _scene(
    text: str,
    start: int,
    end: int,
    part: Sentence,
    mentions: list[Mention],
    dates: list[DateMention],
    named: set[str],
) -> Scene:
    scene = Scene(start, end, part.part, part.paragraph, text)
    inside = [m for m in mentions if start <= m.start and m.end <= end]
    words = text[start:end]
    begun = Words(words)
    scene.deeds = _deeds(words, start, inside, begun)
    scene.habitual = bool(HABITUAL.search(words)) or bool(
        SINCE.search(words) and re.search(r"\bhave been\b|\bhas been\b", words)
    )
    scene.distances = [
        Found(f.start + start, f.end + start, f.words, f.value, f.rule) for f in find_all(DISTANCES, words, begun)
    ]
    floor = start
    for mention in inside:
        if isinstance(mention.entry, Aircraft | Vessel | Generic):
            craft = find_craft(text, start, end, floor, mention, inside, named)
            if craft:
                scene.crafts.append(craft)
                floor = mention.end
        elif isinstance(mention.entry, State | Force):
            scene.parties.append(_party(text, start, mention))
            if isinstance(mention.entry, Force):
                scene.forces.append(mention)
        if isinstance(mention.entry, Vessel):
            continue
        if isinstance(mention.entry, Place) or any(isinstance(entry, Place) for entry in mention.also):
            scene.places.append(mention)
    _flag(scene)
    _into_states(scene)
    drop_repeats(scene)
    drop_wholes(scene)
    for date in dates:
        if start <= date.start and date.end <= end and not is_dateline(text, part.start, date):
            (scene.said_on if _is_announcement(scene, date) else scene.dates).append(date)
    lean(scene)
    return scene


def _into_states(scene: Scene) -> None:
    """What crosses into a state that is not its own violates it: "drones that crossed into Poland"."""
    for deed in scene.deeds:
        if deed.act != Act.COME or not INTO.match(scene.text[deed.start : deed.start + 40]):
            continue
        end = INTO.match(scene.text[deed.start : deed.start + 40])
        at = deed.start + (end.end() if end else 0)
        entered = next((p for p in scene.parties if p.mention.start == at and p.mention.form == "name"), None)
        came = {s for c in scene.crafts if c.mention.end <= deed.start for s in c.states}
        if entered and isinstance(entered.mention.entry, State) and came and not came & set(entered.states):
            deed.act = Act.VIOLATE


def _flag(scene: Scene) -> None:
    """Ships "all flying the flag of China" are China's."""
    for flag in FLAG.finditer(scene.words):
        at = scene.start + flag.end()
        owner = next((p for p in scene.parties if at <= p.mention.start <= at + 4), None)
        for craft in scene.crafts:
            if owner and craft.generic and not craft.states and craft.mention.end <= at:
                craft.states = owner.states


def is_dateline(text: str, start: int, date: DateMention) -> bool:
    """Whether a date in the sentence that starts at `start` is that of the dateline before the story."""
    after = text[date.end : date.end + 4]
    return after.startswith(" |") or bool(DATELINE.match(text[start : date.start]) and AFTER_DATELINE.match(after))


def _said(text: str, start: int, date: DateMention) -> bool:
    """Whether a word of saying stands shortly before a day: enough to keep a sentence whole there."""
    return bool(REPORTING.search(text[max(start, date.start - 24) : date.start]))


def _deeds(words: str, offset: int, mentions: list[Mention], begun: Words) -> list[Deed]:
    found: list[Deed] = []
    for act in find_all(ACTS, words, begun):
        inside_a_name = any(m.start <= act.start + offset and act.end + offset <= m.end for m in mentions)
        if inside_a_name and act.value not in (Act.ZONE, Act.VIOLATE):
            continue
        before = words[: act.start]
        clause = re.split(r"[,;:—–]|\b(?:but|and|while|as|when|after)\b", before[-60:])[-1]
        denied = bool(NEGATION.search(clause) or INNER_NOT.search(act.words)) and act.value not in (
            Act.CALM,
            Act.UNSAFE,
        )
        denied = denied or (act.value == Act.UNSAFE and bool(NO_DANGER.search(before[-40:])))
        imagined = act.value != Act.DRILL and bool(HYPOTHETICAL.search(clause) or IMAGINED.search(before))
        found.append(Deed(act.value, act.start + offset, act.end + offset, denied, imagined))
    return found


def _party(text: str, start: int, mention: Mention) -> Party:
    after, before = text[mention.end : mention.end + 40], text[max(start, mention.start - 16) : mention.start]
    place_only = bool(OWNED.match(after)) or bool(
        isinstance(mention.entry, State)
        and mention.form in ("name", "alias", "metonym")
        and NEAR_A_STATE.search(before)
    )
    return Party(mention, states_of(mention), place_only=place_only)


def _is_announcement(scene: Scene, date: DateMention) -> bool:
    """Whether a day is that of the announcement: "said on Tuesday", "a statement on Monday"."""
    before = scene.text[max(scene.start, date.start - 40) : date.start]
    near = re.split(r"[,;:—–]|\b(?:that|which|when|after|as)\b", before)[-1]
    verb = None
    for match in REPORTING.finditer(near):
        verb = match
    if verb is None:
        after = scene.text[date.end : date.end + 24]
        return bool(re.match(r"\s?(?:that|there was word|it was (?:announced|reported))", after))
    between = near[verb.end() :]
    return (
        not any(
            d.start >= scene.start and verb.end() + (date.start - len(near)) <= d.start < date.start
            for d in scene.deeds
        )
        and len(between) < 32
    )
