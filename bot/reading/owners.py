"""Whose a craft is: the states and forces named beside it, and the state of the base that it flew from."""

import itertools
import re

from bot.reading.scene import states_of
from bot.vocabulary import Aircraft, Force, Mention, Place, State, vocabulary

OWNED = re.compile(
    r"^(?:['’]s?|-controlled)?\s*(?:(?:,\s|or\s|and\s|nor\s)[A-Z]\w+\s)?(?:national |sovereign |territorial |own "
    r"|northern |southern |eastern |western "
    r")*(?:air ?space|coasts?(?! guard)|coastline|waters|territory|border(?! guard)|soil|air defen[cs]e|ADIZ|skies|sky|"
    r"mainland|shores?|islands?|cities|ports)\b",
    re.IGNORECASE,
)
MODIFIER_GAP = re.compile(r"^(?:['’]s?)?[\s\w'’.,/()-]{0,48}$")
LONGEST_MODIFIER = 48
NO_MODIFIER = re.compile(
    r"\b(?:counter|by|and two|and three|as|that|who|which|when|near|with|said|says|scrambl\w+|launch\w+|sent|in|on"
    r"|of the"
    r"|for|from|to|were|was|had|has|have|is|are|against|intercept\w*|over|off|flew|met|put|saw|two|three|four|five"
    r"|six|a"
    r"|an|the|its|did|not|do|does|reps?|rptd|rpts|holds|tracks|detects|reports?|reported|advises|informs)\b",
    re.IGNORECASE,
)
OF_ANOTHER = re.compile(r"\b(?:of|from)\s(?:the\s)?$")
JOINING = re.compile(
    r"^(?:['’]s?)?(?:[-–]|\s?(?:,|and|&|or|/|,\sand)?\s?(?:[\U0001F1E6-\U0001F1FF]{2}\s?)?(?:the\s)?)$"
)
LIKE_VERBS = frozenset(
    """armed unarmed manned unmanned crewed uncrewed guided powered propelled advanced based led marked flagged owned
    built     tailed engined combined""".split()  # noqa: SIM905 - a paragraph reads better than a column
)
NEAR_THE_BASE = re.compile(
    r"\b(?:(?<!took )(?<!take )(?<!taking )(?<!lifted )(?<!roared )(?<!flying )(?<!flew )off|near|over"
    r"|around|past|towards?|(?:island|coast|north|south|east|west) of)\b"
)
AFTER_CRAFT = re.compile(
    r"^\s?(?:(?!(?:north|south|east|west|coast|off|over|took|out|waters|part|side)\b)[\w'’\"“”()-]+\s){0,3}?(?:of"
    r"|from|belonging to|operated by)\s(?:the\s)?$|^\s\($",
    re.IGNORECASE,
)
# What moves "from" a state need not be its own: "a drone crossing from Ukraine".
ON_ITS_WAY = re.compile(
    r"\b(?:cross|com|fly|flew|enter|stray|drift|arriv|approach|pass)\w*\s(?:\w+\s)?from\b", re.IGNORECASE
)
BELIEVED = re.compile(
    r"^,?\s(?:(?:that|which)\s)?(?:(?:is|was|were|are|it|they)\s)*(?:(?:widely|strongly)\s)?(?:(?:believed|thought|presumed"
    r"|suspected|assumed|understood) (?:to (?:be|have been|belong to)|by \w+ to be)|identified as|probably|most likely"
    r"|presumably|likely)\s(?:an?\s|the\s)?$",
    re.IGNORECASE,
)
LISTED = re.compile(r"^(?:,\s|\s(?:and|&)\s|,\sand\s)(?:the\s)?$")
# "around U.S. drones", "near a US carrier": letters that stand for a state serve as its adjective.
LETTERS = re.compile(r"[A-Z](?:\.?[A-Z])+\.?")
# "Typhoons of the RAF and F-16s": the RAF stands with its Typhoons.
AND_ONLY = re.compile(r",?\s(?:and|or|plus)\s(?:\d+\s|the\s)?")
ITS_CRAFT = re.compile(
    r"^\s(?!(?:and|or|with|by|in|on|of|said|says|two|three|four|a|an|the)\b)(?:[\w'’-]+\s){0,3}?(?:drones?|aircraft|(?:air|war)?planes?"
    r"|jets?|fighters?|bombers?|helicopters?|tankers?|(?:war)?ships?|vessels?|boats?|destroyers?|frigates?|cruisers?|carriers?|cutters?"
    r"|submarines?|forces|troops|[A-Z]{1,4}-?\d\w*)\b"
)

TWO_OWNERS = re.compile(
    r"\b(?P<one>[\w-]+)\s(?P<first>[A-Z]\w+)\s(?:and|"
    r"plus)\s(?P<two>[\w-]+)\s(?P<second>[A-Z]\w+)\s(?:military\s|naval\s)?$"
)


# "A NATO ally's frigate" is not NATO's.
OF_A_MEMBER = re.compile(r"\b(?:ally|member|partner|nation|country)['’]s\b", re.IGNORECASE)


def owners_of(text: str, floor: int, left: int, end: int, mention: Mention, inside: list[Mention]) -> tuple[str, ...]:
    """The states whose craft it is: named before it ("two Russian Air Force jets") or after ("F-16s of Norway")."""
    named = [m for m in inside if isinstance(m.entry, State | Force)]
    before = [m for m in named if max(floor, left - 40) <= m.start and m.end <= mention.start]
    found: list[str] = []
    right = mention.start
    for other in reversed(before):
        gap = text[other.end : right]
        if right == mention.start:
            if not _qualifies(gap) or AND_ONLY.fullmatch(gap):
                break
        elif not JOINING.match(gap) or OF_ANOTHER.search(text[: other.start][-8:]) or not _is_adjective(other, gap):
            break
        found = [*states_of(other), *found]
        right = other.start
    if found:
        return tuple(dict.fromkeys(found))
    for n, other in enumerate(named):
        gap = text[mention.end : other.start] if other.start >= mention.end else "."
        if BELIEVED.match(gap) or (gap in (" (", "(") and text.startswith(")", other.end)):
            return states_of(other)
        if len(gap) <= LONGEST_MODIFIER and AFTER_CRAFT.match(gap) and not ON_ITS_WAY.search(gap):
            from_there = re.search(r"\bfrom\s(?:the\s)?$", gap)
            if not OWNED.match(text[other.end : other.end + 30]) and (from_there or " from " not in gap):
                return _with_partners(text, named[n:])
    return ()


def _with_partners(text: str, named: list[Mention]) -> tuple[str, ...]:
    """The states of the first owner named and of those listed with it: "of the Danish and Belgian Air Forces"."""
    states = [*states_of(named[0])]
    for one, other in itertools.pairwise(named):
        if not LISTED.match(text[one.end : other.start]) or OWNED.match(text[other.end : other.end + 30]):
            break
        states += states_of(other)
    return tuple(dict.fromkeys(states))


def owns_what_follows(text: str, mention: Mention) -> bool:
    """Whether the letters of a state only say whose the craft behind them are."""
    after = text[mention.end : mention.end + 60]
    return bool(LETTERS.fullmatch(mention.words) and ITS_CRAFT.match(after))


def _is_adjective(mention: Mention, gap: str) -> bool:
    if not isinstance(mention.entry, State):
        return True
    if mention.form in ("adjective", "people") or mention.words.isupper() or "." in mention.words:
        return True
    return "’s" in gap or "'s" in gap


def _qualifies(gap: str) -> bool:
    """Whether words between an owner and its craft only describe the craft: no verb, no preposition, no other count."""
    if re.match(r"-(?:made|built|designed|supplied|type|style|backed|controlled|owned)\b", gap):
        return False
    if re.search(r"\s[-–—]{1,2}\s|[—:,]", gap):
        return False
    if len(gap) > LONGEST_MODIFIER or not MODIFIER_GAP.match(gap) or OWNED.match(gap) or OF_A_MEMBER.search(gap):
        return False
    return not NO_MODIFIER.search(gap) and not any(
        w.lower() not in LIKE_VERBS for w in re.findall(r"\b[a-z]+ed\b", gap)
    )


def state_of_base(text: str, mention: Mention, end: int, inside: list[Mention]) -> tuple[str, ...]:
    """The state of the base that craft started from: "two F-35s scrambled from Evenes"."""
    words = vocabulary()
    flown = mention.entry.operators if isinstance(mention.entry, Aircraft) else ()
    for other in inside:
        if (
            isinstance(other.entry, Place)
            and other.entry.kind == "base"
            and mention.end <= other.start <= mention.end + 50
            and not NEAR_THE_BASE.search(text[mention.end : other.start])
        ) and re.search(r"\b(?:from|out of|left|at|of|ex|EX)\s(?:the\s)?$", text[mention.end : other.start]):
            owners = [words.state(name) for name in words.lies_in(other.entry.name)]
            return tuple(o.code for o in owners if o and (not flown or o.code in flown))[:1]
    return ()
