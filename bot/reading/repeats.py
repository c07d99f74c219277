"""The same craft said twice: a general word beside a type, a class beside a ship, a whole and its parts."""

import itertools
import re
from dataclasses import replace

from bot.reading.rules.acts import Act
from bot.reading.scene import Craft, Scene
from bot.vocabulary import Vessel

SAME_CRAFT = re.compile(r"^[\s\w'’\"“”()/-]{0,28}$")
BETWEEN_OTHERS = re.compile(
    r"\b(?:and|or|with|by|against|from|as|in|on|of|over|near|to|at|towards?|past|around|behind|alongside|across|were|was|had|has|that|intercept\w*|"
    r"scrambl\w*|shot|downed|shadow\w*|track\w*|buzz\w*|follow\w*|chas\w*|escort(?:ed|s)|hit|flew|met|two|three|four|five|six|seven|eight|nine|ten|\d+|a|an|the|some|several|its|"
    r"after|when|report\w*|sight\w*|spotted|detect\w*|holds|held|lost)\b",
    re.IGNORECASE,
)
# What one craft does to another: "four boats harassed the destroyer" are not the destroyer.
BETWEEN = frozenset({Act.UNSAFE, Act.TRACK, Act.SHOOT_DOWN, Act.WARN})
PARTS = re.compile(
    r"[^.;]{0,20}?(?:\bincluding\b|\bamong (?:them|which)\b|\bconsisting of\b|\bcomprising\b|:|[–—]|\(|"
    r",\s(?:one|two|three|four|five|six|\d+) of (?:them|which|these)\b|\bidentified as\b|\bwere identified\b)"
)
IN_APPOSITION = re.compile(r"^\s?(?:,|–|-|—|\()\s?(?:(?:an?|both|which (?:is|are)|the)\s)?[\w\s-]{0,24}$")
IN_A_ROW = re.compile(r"^(?:,| and|, and| plus| as well as| together with)\s?$")
# A list of types behind a count: "four aircraft, Tu-95 bombers and Su-35 fighters" does not say how many of each.
AND_MORE = re.compile(r"^\s?(?:[a-z]+\s){0,2}(?:and|,)\s(?:an? |the |[A-Z])")


def is_class(craft: Craft) -> bool:
    """Whether a vessel is a class of ships and not a ship: "Kilo class", "Type 055"."""
    return isinstance(craft.mention.entry, Vessel) and bool(re.search(r"(?i)\bclass\b|^type \d", craft.type))


def drop_repeats(scene: Scene) -> None:
    """A general word beside a type says the same craft again: "an E-3 early warning plane", "destroyer USS Porter"."""
    for one, other in zip(scene.crafts, scene.crafts[1:], strict=False):
        gap = scene.text[one.mention.end : other.mention.start]
        _drop_class(one, other, gap)
        if one.type == other.type and re.fullmatch(r"s?,? (?:and )?now (?:at )?(?:\w+ )?", gap):
            one.dropped = True
        if one.generic == other.generic:
            continue
        named, general = (other, one) if one.generic else (one, other)
        if any(d.act in BETWEEN and one.mention.end <= d.start < other.mention.start for d in scene.deeds):
            continue
        beside = _stand_beside(one, other, gap)
        if not beside and not _apposed(one, other, gap):
            continue
        general.dropped = True
        listed = one.generic and AND_MORE.match(scene.text[other.mention.end : other.mention.end + 40])
        if named.count is None and general.count is not None and (beside or general.count.value > 1) and not listed:
            named.count = general.count
        if general.states and (named.guessed_state or not named.states):
            named.states, named.guessed_state = general.states, False


def _drop_class(one: Craft, other: Craft, gap: str) -> None:
    """ "the Vishnya-class Karelia": the class is no ship of its own."""
    if not is_class(one) or not isinstance(other.mention.entry, Vessel):
        return
    if SAME_CRAFT.match(gap) and not BETWEEN_OTHERS.search(gap):
        one.dropped = True
        other.states = other.states or one.states


def _stand_beside(one: Craft, other: Craft, gap: str) -> bool:
    if other.states and not one.generic and other.states != one.states and len(gap.split()) > 1:
        return False
    if SAME_CRAFT.match(gap) and not BETWEEN_OTHERS.search(gap) and "\n" not in gap:
        return True
    counted = one.generic and one.count is not None and other.count is None
    return counted and bool(re.match(r"^\s?[,(–-]\s?(?:the\s)?$", gap))


def _apposed(one: Craft, other: Craft, gap: str) -> bool:
    if one.generic or not IN_APPOSITION.match(gap) or re.search(r"\band\b|\bwith\b", gap):
        return False
    return other.count is None or other.count.value == (one.count.value if one.count else 1)


def add_listed_ships(scene: Scene) -> None:
    """ "the carrier Shandong, two destroyers and a frigate": ships counted in a row with a named one are others."""
    row = False
    for one, other in itertools.pairwise(scene.crafts):
        if other.count is None or not other.generic or one.dropped:
            row = False
            continue
        gap = scene.text[one.mention.end : other.count.start]
        row = (row or (isinstance(one.mention.entry, Vessel) and not is_class(one))) and bool(IN_A_ROW.match(gap))
        if row:
            other.count = replace(other.count, more=True)


def drop_wholes(scene: Scene) -> None:
    """ "five aircraft, including two Tu-95s": the whole is dropped where its parts are named."""
    for whole, part in zip(scene.crafts, scene.crafts[1:], strict=False):
        between = scene.text[whole.mention.end : part.mention.start]
        if whole.generic and PARTS.match(between):
            whole.dropped = not part.generic or bool(part.count)
