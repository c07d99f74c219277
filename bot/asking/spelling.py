"""Misspelt names and words of a question: read as the one known word that is near, or offered as a choice."""

import re
from collections.abc import Callable
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.asking.answer import Choice
from bot.asking.words import GRAMMAR_WORDS
from bot.vocabulary import vocabulary
from bot.vocabulary.entries import Aircraft, Generic, Place, State

SHORTEST = 5


@cache
def _known() -> tuple[str, ...]:
    """Single words that a misspelt one may be meant for: words of questions, and names of types, places and states."""
    names: set[str] = set(GRAMMAR_WORDS)
    for entry in vocabulary().entries():
        if isinstance(entry, State):
            names.update((entry.name, entry.adjective, *entry.people, *entry.adjectives))
        elif isinstance(entry, Place):
            names.update((entry.name, *entry.aliases))
        elif isinstance(entry, Aircraft):
            names.update((entry.reporting or "", *entry.nicknames, *entry.aliases))
        elif isinstance(entry, Generic):
            names.update((entry.name, *entry.aliases))
    words = {word for name in names for word in name.lower().replace("-", " ").split()}
    plural = {word + "s" for word in words if len(word) >= SHORTEST}
    return tuple(sorted(word for word in words | plural if len(word) >= SHORTEST and word.isalpha()))


@cache
def _common() -> frozenset[str]:
    """The words that win over rarer ones as near: words of questions and of states."""
    states = vocabulary().states.values()
    return GRAMMAR_WORDS | {word.lower() for s in states for word in (s.name, s.adjective, *s.people)}


def respell(word: str) -> str | None:
    """The known word that a misspelt one stands for: one or two letters away, of the same beginning, and alone there.

    >>> respell("hokaido")
    'hokkaido'
    """
    wanted = word.lower()
    if len(wanted) < SHORTEST or not wanted.isalpha():
        return None
    allowed = 1 if len(wanted) < 8 else 2
    hits = process.extract(wanted, _known(), scorer=OSA.distance, score_cutoff=allowed, limit=12)
    if len(wanted) == SHORTEST:  # so short a word is too soon near to a name: "turns" is no Turk
        hits = [hit for hit in hits if hit[0] in GRAMMAR_WORDS or sorted(hit[0]) == sorted(wanted)]
    near = [(distance, name) for name, distance, _ in hits if name[0] == wanted[0] or name[:2] == wanted[1::-1]]
    if not near:
        return None
    best = min(distance for distance, _ in near)
    winners = {name for distance, name in near if distance == best}
    stems = {name.removesuffix("s") for name in winners}
    if len(stems) > 1:
        winners = {name for name in winners if name in _common()}
        stems = {name.removesuffix("s") for name in winners}
    if len(stems) != 1:
        return None
    return max(winners, key=lambda name: name.endswith("s") == wanted.endswith("s"))


_NEIGHBOURS: tuple[tuple[str, str], ...] = (
    ("hunter hunters chaser chasers subchaser subchasers subhunter subhunters asw antisubmarine submarine-hunter "
     "submarine-hunters sub-hunter sub-hunters sub-chasers", "patrol aircraft (Il-38, Tu-142, P-8)"),
    ("spyplane spyplanes spy spies recon snooper snoopers elint sigint eavesdropper eavesdroppers",
     "surveillance aircraft (RC-135, Il-20, Y-9)"),
    ("refueller refuellers refueler refuelers refuelling refueling", "tanker (KC-135, Il-78, Voyager)"),
    ("uav uavs uas quadcopter quadcopters loitering", "drone (BZK-005, MQ-9)"),
    ("interceptor interceptors dogfighter dogfighters", "fighter (F-16, Su-35, J-16)"),
    ("stealth stealthy", "F-22 F-35 J-20 Su-57"),
    ("heli helis rotorcraft whirlybird", "helicopter (Mi-8)"),
    ("boat boats flotilla flotillas armada destroyers", "warship"),
)  # fmt: skip
_IDEAS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("dogfight dogfights skirmish skirmishes brush brushes confrontation confrontations showdown",
     ("unsafe encounters", "intercepts")),
    ("trespass trespasses trespassing infringement invaded penetration", ("airspace violations", "zone entries")),
    ("reacting retaliated retaliation countermove", ("intercepted", "scrambled", "monitored", "protested")),
    ("gulf", ("Persian Gulf", "Gulf of Finland", "Gulf of Alaska")),
    ("biweekly fortnightly hourly hours hour time", ("by day", "by week", "by month", "by weekday")),
)  # fmt: skip


def suggestions(word: str) -> tuple[str, ...]:
    """Up to four things that an unknown word may be meant for: names like it, else what is near it in meaning."""
    wanted = word.lower()
    for words, meant in _NEIGHBOURS:
        if wanted in words.split():
            return (meant,) if "(" in meant or meant.isalpha() else tuple(meant.split())
    for words, ideas in _IDEAS:
        if wanted in words.split():
            return ideas
    names = vocabulary().nearest_names(word, limit=4)
    hits = process.extract(wanted, sorted(GRAMMAR_WORDS), scorer=OSA.distance, score_cutoff=2, limit=4)
    spelt = [name for name, _, _ in hits] if len(wanted) >= SHORTEST else []
    return tuple(name for name in dict.fromkeys([*names, *spelt]) if name.lower() != wanted)[:4]


def put_instead(asked: str, words: str, other: str) -> str:
    """A question with some of its words replaced; a note in brackets behind the new ones is left out."""
    plain = other.partition(" (")[0]
    return re.sub(rf"(?<!\w){re.escape(words.strip())}(?!\w)", lambda m: plain, asked, flags=re.IGNORECASE)


def choices_of(
    asked: str, instead: tuple[str, tuple[str, ...]], read: Callable[[str], object | None]
) -> tuple[Choice, ...]:
    """Up to four whole questions with other words in the place of unclear ones: those of them that can be read."""
    words, others = instead
    made = [Choice(other, put_instead(asked, words, other)) for other in others[:4]]
    return tuple(choice for choice in made if read(choice.question) is not None)
