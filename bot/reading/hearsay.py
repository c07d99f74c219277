"""What a report only passes on: rumours, reports that somebody calls false, and the story that the accused tell."""

import re

from bot.reading.index import Words
from bot.reading.scene import Craft, Party, Scene

# What is said to be false, or only said by nobody in particular, from there to the end of the clause.
DENIED_REPORT = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|dismiss\w*|reject\w*|refut\w*|debunk\w*|rul(?:ed|es|ing) out|no truth (?:to|in)"
    r"|(?:false|fake|untrue|unfounded|baseless|erroneous) (?:reports?|claims?|rumou?rs?|news|posts?))"
    r"(?: (?:as )?(?:\w+ ){0,4}?(?:reports?|claims?|rumou?rs?|allegations?|suggestions?|speculation|posts?))?"
    r" (?:[\w’'-]+ ){0,8}?(?:that|of)\b(?![^;]*(?:;|\bbut\b|\bwhile\b|\balthough\b))",
    re.IGNORECASE,
)
SAID_FALSE = re.compile(
    r"\b(?:reports?|claims?|claiming|publications?|rumou?rs?|posts?|videos?|stories|allegations?)\b.{0,240}?\b(?:(?:is|are|was|were)"
    r" (?:simply |entirely |completely )?(?:false|untrue|not true|fake|incorrect|wrong|unfounded|baseless"
    r"|a hoax|fabricated|invented)"
    r"|(?:do|does|did) not correspond to (?:the )?(?:reality|truth|facts))\b",
    re.IGNORECASE,
)
RUMOUR = re.compile(
    r"\b(?:posts?|rumou?rs?|users|bloggers?|hoax\w*)\b(?:,?\s\w[\w’'-]*){0,9}?,?\s"
    r"(?:claim|alleg|assert|had it|have it|that)\w*\b"
    r"(?![^;]*(?:;|\bbut\b|\bwhile\b|\balthough\b))",
    re.IGNORECASE,
)
ITS_WEIGHT = 0.3
WAYS_TO_LEAN = ("lean", "met", "came", "sent", "neared")
OTHER_ACCOUNT = re.compile(
    r"\b(?:g[ai]ve[sn]?|ha[ds]|t(?:ells?|old)|offer\w*|present\w*) (?:an? |its own |quite an? )?(?:\w+ly )?"
    r"(?:different|other|another|contrary|own) (?:account|version|story|picture)"
    r"|\b(?:dismiss|reject|disput|contest|refut|den[iy]|counter)\w* (?:the |this |that |these "
    r"|any )?(?:\w+ )?(?:complaint|accusation|allegation|charge|claim|account|version|report"
    r"|statement|criticism)s?\b|\b(?:hit|fired|shot) back\b(?! at)|\bput the blame on\b|\bblamed the\b",
    re.IGNORECASE,
)


def is_denied(begun: Words, before: str) -> bool:
    """Whether what follows `before` in a sentence is called false there: "denied reports that …"."""
    return begun.search(SAID_FALSE) is not None or (
        begun.may_hold(DENIED_REPORT) and DENIED_REPORT.search(before) is not None
    )


def is_rumour(begun: Words, before: str) -> bool:
    """Whether what follows `before` in a sentence is only said by nobody in particular: "posts claimed that …"."""
    return begun.may_hold(RUMOUR) and RUMOUR.search(before) is not None


def is_hearsay(scene: Scene) -> bool:
    """Whether a sentence speaks of a rumour or of a report that is called false."""
    return any(scene.seen.search(pattern) for pattern in (SAID_FALSE, DENIED_REPORT, RUMOUR))


def discount_the_other_account(told: list[Scene]) -> None:
    """Where the accused answer with a story of their own, it says less of who came than the report's own does."""
    paragraph, begun = -1, False
    for scene in told:
        if begun and scene.seen.search(OTHER_ACCOUNT):
            paragraph = scene.paragraph
        begun = begun or bool(scene.deeds)
        if scene.paragraph != paragraph:
            continue
        scene.distances = []
        everyone: list[Craft | Party] = [*scene.crafts, *scene.parties]
        for one in everyone:
            for way in WAYS_TO_LEAN:
                setattr(one, way, getattr(one, way) * ITS_WEIGHT)
