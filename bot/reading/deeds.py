"""The deeds of a sentence, and which of them are denied or only imagined."""

import re

from bot.reading.hearsay import is_denied, is_rumour
from bot.reading.index import Words
from bot.reading.rules.acts import ACTS, HYPOTHETICAL, NEGATION, Act
from bot.reading.scene import Deed
from bot.reading.spans import find_all
from bot.vocabulary import Mention

INNER_NOT = re.compile(r"\b(?:not|never|without)\b", re.IGNORECASE)
NO_DANGER = re.compile(
    r"\b(?:without|not|never|nobody|denie[sd]|no)\s(?:\w+\s){0,4}$|n['’]t\s(?:\w+\s){0,2}$", re.IGNORECASE
)
# "Violations of the state border were not allowed": ministries say so at the end of every release.
NOT_ALLOWED = re.compile(
    r"[^.;:,]{0,60}?\b(?:(?:was|were|is|are|been)\s(?:not|never)\s(?:\w+ly\s)?(?:allowed|permitted|committed|recorded|registered"
    r"|detected|observed|confirmed|violated|entered|crossed)|did\snot\s(?:occur|happen|take place))\b",
    re.IGNORECASE,
)
# "After more than 50 intercepts": a count of many is a statistic, and no deed.
TALLIED = re.compile(r"\b(?:\d{2,}|\d,\d{3}|(?:dozens|scores|hundreds) of)\s(?:[\w-]+\s){0,2}$")
NOUNS = ("intercepts", "interceptions", "identifications", "scrambles")
IMAGINED = re.compile(r"\b(?:would|might|if)\b(?![^;]*\b(?:said|told|added)\b)", re.IGNORECASE)


def find_deeds(words: str, offset: int, mentions: list[Mention], begun: Words) -> list[Deed]:
    """The acts that the rules find in the words of a sentence, which stand at `offset` in the text."""
    found: list[Deed] = []
    for act in find_all(ACTS, words, begun):
        inside_a_name = any(m.start <= act.start + offset and act.end + offset <= m.end for m in mentions)
        if inside_a_name and act.value not in (Act.ZONE, Act.VIOLATE):
            continue
        before = words[: act.start]
        if act.words.lower() in NOUNS and TALLIED.search(before[-40:]):
            continue
        clause = re.split(r"[,;:—–]|\b(?:but|and|while|as|when|after)\b", before[-60:])[-1]
        denied = bool(NEGATION.search(clause) or INNER_NOT.search(act.words)) and act.value not in (
            Act.CALM,
            Act.UNSAFE,
        )
        denied = denied or (act.value == Act.UNSAFE and bool(NO_DANGER.search(before[-40:])))
        denied = denied or is_denied(begun, before)
        denied = denied or (act.value in (Act.VIOLATE, Act.ZONE) and bool(NOT_ALLOWED.match(words, act.end)))
        imagined = act.value != Act.DRILL and bool(
            HYPOTHETICAL.search(clause)
            or (begun.may_hold(IMAGINED) and IMAGINED.search(before))
            or is_rumour(begun, before)
        )
        found.append(Deed(act.value, act.start + offset, act.end + offset, denied, imagined))
    return found
