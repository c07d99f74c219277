"""From a page to its scenes: sentences and clauses with everything that was found in them."""

import itertools
import re
from bisect import bisect_left
from dataclasses import replace

from bot.reading.crafts import find_craft, forget_days
from bot.reading.days import DateMention
from bot.reading.deeds import find_deeds
from bot.reading.headings import under_headings
from bot.reading.hearsay import discount_the_other_account
from bot.reading.index import Words
from bot.reading.layout import Part, Sentence
from bot.reading.leaning import lean
from bot.reading.news import TELLING
from bot.reading.owners import OWNED, owns_what_follows
from bot.reading.recalling import recall
from bot.reading.repeats import add_listed_ships, drop_repeats, drop_wholes
from bot.reading.rules.acts import HABITUAL, Act
from bot.reading.rules.distance import DISTANCES
from bot.reading.saying import is_announcement, is_dateline, is_said_near
from bot.reading.scene import Party, Scene, states_of
from bot.reading.spans import Found, find_all
from bot.vocabulary import Aircraft, Force, Generic, Mention, Place, State, Vessel

NEAR_A_STATE = re.compile(
    r"\b(?:near|off|of|around|over|above|toward|towards|in|into|from|at|to|between|north|south|east|west|"
    r"round|with|against|across|for|against)\s(?:the\s)?$",
    re.IGNORECASE,
)
LENGTH_OF_AND = 6
# What stands between "the cutter" and its name.
LONGEST_TITLE_GAP = 3
INTO = re.compile(
    r"(?:(?:crossed|strayed|intruded|wandered|flew|came|came over|drifted) into|(?:crashed|fell|landed|came down"
    r"|exploded) (?:in|on|inside)) (?:the )?(?:(?:far |north|south|east|west|central)\w*\s(?:\w+ern\s)?)?",
    re.IGNORECASE,
)
ECHO = re.compile(
    r"\b(?:to do so|did so|did the same|did (?:very )?much the same|on that occasion|the (?:first|last|previous"
    r"|earlier|other) "
    r"(?:one |case |time )?(?:was|were|came|to|had)|much the same|similar (?:entries"
    r"|intrusions|incursions|violations|encounters|incidents|cases|manoeuvres|maneuvers)"
    r" (?:(?:by|of|with|involving) (?:[\w-]+ ){1,4})?(?:was|were|had been|took place|happened|occurred))\b",
    re.IGNORECASE,
)
# "Similar entries were recorded on …" may stand at the end of the story that it is like.
SIMILAR = re.compile(r"\bsimilar\b", re.IGNORECASE)
LONG_REACH = 20
MEMBER = re.compile(
    r"\b(?:belong(?:s|ed)? to|(?:is|are|was|were) (?:part|a member|members|the flagship) of|(?:is|are|was|were)"
    r" (?:attached|assigned) to)\b",
    re.IGNORECASE,
)
# "Three jets did much the same to two drones": the drones suffered it.
TO_WHOM = re.compile(
    r"\b(?:same|so|it|this|that|happened)\s(?:[\w-]+\s){0,3}?(?:to|with)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE
)
FLAG = re.compile(r"\b(?:flying the flag|under the flag|with the flag|bearing the flag) of\s", re.IGNORECASE)
SINCE = re.compile(
    r"\bsince (?:at least |early |late |mid-)?(?:the )?(?:(?:19|20)\d\d|(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Oct|Nov|Dec))",
    re.IGNORECASE,
)


def scenes(page: Words, parts: list[Sentence], mentions: list[Mention], dates: list[DateMention]) -> list[Scene]:
    """The sentences of a page as scenes, in order; a sentence that tells of two days in two clauses makes two.

    Mentions and dates are in the order of the text.
    """
    text = page.text
    mention_starts, date_starts = [m.start for m in mentions], [d.start for d in dates]
    named = {state for m in mentions for state in states_of(m)}
    found: list[Scene] = []
    for part in under_headings(text, parts, mentions, dates):
        if part.part in (Part.CLUTTER, Part.CAPTION):
            continue
        days = dates[bisect_left(date_starts, part.start) : bisect_left(date_starts, part.end)]
        days = [d for d in days if d.end <= part.end]
        inside = mentions[bisect_left(mention_starts, part.start) : bisect_left(mention_starts, part.end)]
        for start, end in _clauses(text, part, days, inside):
            scene = _scene(page, start, end, part, inside, days, named)
            if found:
                _echo(scene, found)
            found.append(_with_verb(scene, found[-1]) if found and start > part.start else scene)
    recall(found)
    discount_the_other_account(found)
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
    told = [d for d in dates if not is_dateline(text, part.start, d) and not is_said_near(text, part.start, d)]
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
    if not scene.seen.search(ECHO):
        return
    before = told[-1]
    reach = LONG_REACH if SIMILAR.search(scene.words) else 4
    deed = next(
        (d for s in reversed(told[-reach:]) for d in s.deeds if d.act in (Act.VIOLATE, Act.ZONE, Act.UNSAFE)), None
    )
    if deed and not scene.did(Act.VIOLATE, Act.ZONE, Act.UNSAFE):
        scene.deeds.append(replace(deed, denied=False, imagined=False))
        for craft in scene.crafts:
            if TO_WHOM.search(scene.text[max(scene.start, craft.mention.start - 30) : craft.mention.start]):
                craft.lean -= 1.0
    bound = [d for d in before.dates if d.bound] or before.dates[:1]
    if bound and not scene.dates and re.search(r"\bon that occasion\b|\bthen\b", scene.words):
        scene.dates = [replace(bound[-1], bound=False)]


def _with_verb(scene: Scene, before: Scene) -> Scene:
    """A clause that only has an object takes the verb and the subject of the clause before it."""
    opened = scene.dates and scene.crafts and scene.crafts[0].mention.start < scene.dates[0].start
    stop = scene.dates[0].end if opened else scene.end
    own = [d for d in scene.deeds if d.start < stop]
    if scene.start != before.end or not scene.words.startswith("and ") or own or not scene.crafts or not before.deeds:
        return scene
    verb = before.deeds[0]
    subjects = [c for c in before.crafts if c.mention.end <= verb.start]
    leans = [c for c in before.crafts if c.mention.start >= verb.end]
    for craft in scene.crafts:
        if leans:
            craft.lean, craft.met, craft.came, craft.sent = leans[0].lean, leans[0].met, leans[0].came, leans[0].sent
    scene.crafts = [*(replace(c) for c in subjects), *scene.crafts]
    scene.deeds = [*before.deeds, *scene.deeds]
    return scene


def _scene(
    page: Words,
    start: int,
    end: int,
    part: Sentence,
    mentions: list[Mention],
    dates: list[DateMention],
    named: set[str],
) -> Scene:
    text, begun = page.text, page.part(start, end)
    scene = Scene(start, end, part.part, part.paragraph, text, begun)
    inside = [m for m in mentions if start <= m.start and m.end <= end]
    words = scene.words
    scene.deeds = find_deeds(words, start, inside, begun)
    scene.habitual = bool(begun.search(HABITUAL)) or bool(
        begun.search(SINCE) and re.search(r"\bhave been\b|\bhas been\b", words)
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
    forget_days(scene.crafts, dates)
    _flag(scene)
    _drop_company(scene)
    _into_states(scene)
    drop_repeats(scene)
    drop_wholes(scene)
    add_listed_ships(scene)
    for date in dates:
        if start <= date.start and date.end <= end and not is_dateline(text, part.start, date):
            later = [d for d in dates if date.end < d.start < end]
            (scene.said_on if is_announcement(scene, date, later) else scene.dates).append(date)
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
    titles = {id(a) for a, b in itertools.pairwise(scene.crafts) if b.mention.start - a.mention.end < LONGEST_TITLE_GAP}
    for flag in scene.seen.matches(FLAG):
        at = scene.start + flag.end()
        owner = next((p for p in scene.parties if at <= p.mention.start <= at + 4), None)
        for craft in scene.crafts:
            if owner and craft.generic and not craft.states and craft.mention.end <= at and id(craft) not in titles:
                craft.states = owner.states


def _drop_company(scene: Scene) -> None:
    """Ships of the group that one "belongs to" were not there for that."""
    belonging = scene.seen.search(MEMBER)
    if belonging is None or scene.did(*TELLING):
        return
    for craft in scene.crafts:
        craft.dropped = craft.dropped or craft.mention.start >= scene.start + belonging.end()


def _party(text: str, start: int, mention: Mention) -> Party:
    after, before = text[mention.end : mention.end + 40], text[max(start, mention.start - 16) : mention.start]
    place_only = bool(OWNED.match(after)) or bool(
        isinstance(mention.entry, State)
        and mention.form in ("name", "alias", "metonym")
        and NEAR_A_STATE.search(before)
        and not owns_what_follows(text, mention)
    )
    return Party(mention, states_of(mention), place_only=place_only)
