"""Corrections: a number that the report itself takes back ("said that four came. Two did") no longer holds."""

import re
from dataclasses import dataclass, replace

from bot.reading.numbers import whole_number
from bot.reading.scene import Scene

NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|one|a dozen)"
PARAGRAPH = re.compile(
    r"\b(?:correction|clarification|corrected)\b[^\n:]{0,40}[:.–—-]\s*(?P<body>[^\n]{0,400})", re.IGNORECASE
)
TAKEN_BACK = re.compile(
    rf"\b(?:said|gave|stated|put|reported|wrote|spoke of)\b[^.;]{{0,80}}?\b(?P<old>{NUMBER})\b[^.;]{{0,100}}[.;,]\s"
    rf"(?:(?:only|in fact|it was|there were|they were|the (?:correct|right) (?:number|figure) (?:is|was)"
    rf"|it should (?:be|have been)|the number (?:is|was))\s)*(?P<new>{NUMBER})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """In text[start:end] the count `old` is taken back for `new`."""

    start: int
    end: int
    old: int
    new: int


def find_corrections(text: str) -> list[Correction]:
    """The counts that a text takes back.

    >>> [(c.old, c.new) for c in find_corrections("CORRECTION: We said that four bombers came. Two did.")]
    [(4, 2)]
    """
    found = []
    for paragraph in PARAGRAPH.finditer(text):
        match = TAKEN_BACK.search(paragraph["body"])
        if match is None:
            continue
        old, new = whole_number(match["old"]), whole_number(match["new"])
        if old is not None and new is not None and old != new:
            found.append(Correction(paragraph.start(), paragraph.end(), old, new))
    return found


def correct(scenes: list[Scene], corrections: list[Correction]) -> list[Scene]:
    """The scenes with their counts corrected, without those that only correct."""
    if not corrections:
        return scenes
    told = [s for s in scenes if not any(c.start <= s.start < c.end for c in corrections)]
    for scene in told:
        for craft in scene.crafts:
            for correction in corrections:
                if (
                    craft.count
                    and craft.count.value == correction.old
                    and craft.lean + craft.met + craft.came + craft.sent >= 0
                ):
                    craft.count = replace(craft.count, value=correction.new)
    return told
