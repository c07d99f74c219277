"""Joining names that stand side by side for one thing, and settling what the rest of the text decides."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import replace

from bot.vocabulary.choosing import Match
from bot.vocabulary.entries import Aircraft, Vessel
from bot.vocabulary.folding import fold
from bot.vocabulary.names import Name, tokens_of
from bot.vocabulary.surroundings import Surroundings

_APPOSITION = re.compile(
    r"[ '(\[-]{1,3}"
    r"(?:(?:known (?:to nato )?as|nicknamed|dubbed|called|code-?named|nato:?|reporting name:?"
    r"|nato (?:reporting |code)?-?name:?) ?)?"
    r"(?:the )?['(]{0,2}"
)
_SHORTEST_SHIP = 4


def join(matches: list[Match], around: Surroundings) -> list[Match]:
    """One match of "Lockheed Martin F-22 Raptor", of "Tu-95 Bear" and of "Bear (Tu-95)"."""
    joined: list[Match] = []
    for match in matches:
        while joined and (one := _joined(joined[-1], match, around)):
            joined.pop()
            match = one
        joined.append(match)
    return joined


def settle(matches: list[Match], around: Surroundings) -> list[Match]:
    """Keep a waiting nickname only where it is written like a name and the text names its aircraft elsewhere.

    A plural ("Typhoons") is content with any other aircraft in the text.
    """
    named = {match.name.entry for match in matches if not match.tentative}
    aviation = any(isinstance(entry, Aircraft) for entry in named)
    kept: list[Match] = []
    for match in matches:
        if match.tentative:
            first = bisect.bisect_left(around.starts, match.start)
            known = match.name.entry in named or (aviation and match.name.plural)
            if not known or not around.could_be_again(first, first):
                continue
        kept.append(match)
    return sorted([*kept, *_ships_again(kept, around)], key=lambda match: match.start)


def _joined(left: Match, right: Match, around: Surroundings) -> Match | None:
    """The two as one match, or None where they are two things."""
    gap = around.folded[left.end : right.start]
    if not isinstance(right.name.entry, Aircraft):
        return None
    if left.name.form == "maker":
        return replace(right, start=left.start) if gap in (" ", "-", "/") else None
    if (left.designation and right.designation) or not _APPOSITION.fullmatch(gap):
        return None
    main = _senior(left, right)
    if main is None:
        return None
    end = right.end
    for opening, closing in (("'", "'"), ("(", ")"), ("[", "]")):
        if opening in gap and around.folded[end : end + 1] == closing:
            end += 1
    same = left.name.entry is right.name.entry
    designation = left.designation or right.designation
    name = replace(
        main.name,
        variant=(left.name.variant or right.name.variant) if same else main.name.variant,
        plural=left.name.plural or right.name.plural,
        form="designation" if designation else main.name.form,
    )
    return Match(left.start, end, name, main.also, left.tentative and right.tentative, designation)


def _senior(left: Match, right: Match) -> Match | None:
    """Which of two names side by side says more, if both name one aircraft: "Su-35 Flanker" is a Su-35."""
    if left.name.entry is right.name.entry:
        return right if right.designation else left
    if left.designation and left.end + 1 == right.start:
        return left
    for match, nick in ((left, right), (right, left)):
        entry = match.name.entry
        if match.designation and isinstance(entry, Aircraft) and entry.reporting:
            word = fold(nick.name.words).folded.removesuffix("s")
            if entry.reporting.casefold().split("-")[0] == word:
                return match
    return None


def _ships_again(matches: list[Match], around: Surroundings) -> Iterator[Match]:
    """A ship's bare name ("the Dewey") in a text that has named it with its hull word ("USS Dewey")."""
    ships: dict[str, Vessel] = {}
    for match in matches:
        entry = match.name.entry
        if isinstance(entry, Vessel) and entry.hull:
            ships.setdefault(tokens_of(entry.name)[-1], entry)
    if not ships:
        return
    starts = [match.start for match in matches]
    for index, token in enumerate(around.tokens):
        ship = ships.get(token)
        start = around.starts[index]
        if ship is None or len(token) < _SHORTEST_SHIP or not around.capitalised(index):
            continue
        before = bisect.bisect_right(starts, start) - 1
        if before < 0 or matches[before].end <= start:
            words = around.plain[start : start + len(token)]
            yield Match(start, start + len(token), Name(words, ship, form="alias"))
