"""How many: a count before a platform (`a pair of`, `at least four`, `2x`), with what the words claim."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.records import Bound

ONES = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: n * 10
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
PHRASES = {
    "pair": 2,
    "couple": 2,
    "trio": 3,
    "dozen": 12,
    "half-dozen": 6,
    "half a dozen": 6,
    "single": 1,
    "lone": 1,
    "solitary": 1,
    "two-ship": 2,
    "three-ship": 3,
    "four-ship": 4,
    "quartet": 4,
}
BOUNDS = {
    "at least": Bound.AT_LEAST,
    "more than": Bound.AT_LEAST,
    "over": Bound.AT_LEAST,
    "no fewer than": Bound.AT_LEAST,
    "upwards of": Bound.AT_LEAST,
    "not less than": Bound.AT_LEAST,
    "as many as": Bound.AT_MOST,
    "up to": Bound.AT_MOST,
    "at most": Bound.AT_MOST,
    "about": Bound.ABOUT,
    "around": Bound.ABOUT,
    "some": Bound.ABOUT,
    "nearly": Bound.ABOUT,
    "almost": Bound.ABOUT,
    "roughly": Bound.ABOUT,
    "approximately": Bound.ABOUT,
    "an estimated": Bound.ABOUT,
}
# "As many as 38 aircraft" in a report says that there were 38 and that this is many: the count is exact.
RHETORICAL = {"as many as"}

FILLERS = frozenset(
    """
    of them which strategic heavy nuclear nuclear-capable nuclear-armed nuclear-powered long-range medium armed unarmed
    unmanned military naval air force navy army russian's maritime patrol surveillance reconnaissance spy
    stealth early warning early-warning fighter fighters bomber bombers attack jet jets tanker supersonic
    aging ageing modern advanced missile missile-carrying guided-missile guided unidentified unknown
    unspecified suspected supposed foreign enemy hostile allied other different same separate formation
    formations group groups multirole multi-role combat type types long turboprop propeller-driven four-
    engine four-engined large small big soviet-era soviet-made cold-war-era aerial refuelling refueling
    transport cargo electronic intelligence anti-submarine interceptor fast alert quick reaction flight
    flights elements ship ships civilian small diesel-electric diesel amphibious assault destroyer frigate
    cruiser class twin-engine carrier-based carrier-borne land-based intruding approaching visiting high-
    altitude low-flying one-way loitering western eastern northern southern ballistic cruise coast guard
    intelligence-gathering auxiliary hydrographic so-called generation fifth-generation long-endurance
    patrolling escorting accompanying incoming returning passing unfamiliar
    rotary-wing fixed-wing medium-range short-range state-of-the-art strike
    """.split()  # noqa: SIM905 - two hundred words read better as a paragraph than as a column
)
MORE = frozenset({"more", "another", "additional", "further", "extra", "other"})
WORD = re.compile(r"[^\s,;:()\[\]\"“”]+")


@dataclass(frozen=True, slots=True)
class Count:
    """A count with the stretch of text that it was read from; `more` marks one that adds to a count before it."""

    value: int
    bound: Bound
    start: int
    end: int
    more: bool = False


def whole_number(words: str) -> int | None:
    """A number in digits or words: `38`, `1,004`, `twenty-one`; None for anything else.

    >>> whole_number("twenty-one")
    21
    """
    plain = words.lower().replace(",", "")
    if plain.isdigit():
        return int(plain) if len(plain) < 6 else None
    if plain in ONES:
        return ONES[plain]
    if plain in TENS:
        return TENS[plain]
    tens, _, ones = plain.partition("-")
    return TENS[tens] + ONES[ones] if tens in TENS and 0 < ONES.get(ones, 0) < 10 else None


def count_before(
    text: str, floor: int, at: int, *, singular: bool, owners: Sequence[tuple[int, int]] = ()
) -> Count | None:
    """The count that belongs to what stands at `at`, looking back no further than `floor`.

    Adjectives, names and services may stand between ("two Russian Air Force Tu-95s"); a verb or `the` ends the search.
    `singular` allows `a` and `an` to mean one; words inside the spans of `owners` (states, services) may stand between.
    """
    words = list(WORD.finditer(text, floor, at))
    between = text[words[-1].end() : at] if words else ""
    if between.strip(" ‘’'\"“”-–(") or "\n" in between:
        return None
    more = False
    for back in range(1, min(len(words), 9) + 1):
        match = words[-back]
        word = match.group().strip("‘’'“”\u200e\u200f\u202a\u202b\u202c\u202d\u202e").rstrip(".")
        lower = word.lower()
        following = text[match.end() : words[-back + 1].start() if back > 1 else at]
        if any(mark in following for mark in ",;:()[]\n") and back > 1:
            return None
        value = _value(word)
        if lower == "pairs" and back < len(words) and (pairs := _value(words[-back - 1].group())) is not None:
            return Count(pairs * 2, Bound.EXACT, words[-back - 1].start(), at, more=more)
        if value is not None:
            return _bounded(text, floor, match, at, value, more=more)
        if lower in ("a", "an"):
            return Count(1, Bound.EXACT, match.start(), at, more=more) if singular else None
        if lower in MORE:
            more = True
            if lower == "another" and singular:
                return Count(1, Bound.EXACT, match.start(), at, more=True)
            continue
        if not _may_stand_between(word) and not any(a <= match.start() < b for a, b in owners):
            return None
    return None


def _value(word: str) -> int | None:
    lower = word.lower()
    if re.fullmatch(r"\d{1,4}[x×]", lower):
        return int(lower[:-1])
    return PHRASES.get(lower, whole_number(word))


def _may_stand_between(word: str) -> bool:
    lower = word.lower().rstrip("s")
    if lower in FILLERS or word.lower() in FILLERS or lower in ("x", "×"):
        return True
    if word[:1].isupper() and word.lower() not in (
        "the",
        "in",
        "on",
        "when",
        "as",
        "and",
        "but",
        "after",
        "while",
    ):
        return True
    return bool(re.fullmatch(r"[a-z]+(?:-[a-z]+)+", word)) and not word.endswith("ly")


def _bounded(text: str, floor: int, match: re.Match[str], at: int, value: int, *, more: bool) -> Count | None:
    before = re.sub(r"\sa$", "", text[max(floor, match.start() - 24) : match.start()].lower().rstrip())
    if before.endswith(("half a", "half")) and match.group().lower() == "dozen":
        value = 6
    for words, bound in BOUNDS.items():
        if before.endswith(words) and (len(before) == len(words) or not before[-len(words) - 1].isalnum()):
            start = match.start() - (len(text[max(floor, match.start() - 24) : match.start()]) - before.rfind(words))
            return Count(value, Bound.EXACT if words in RHETORICAL else bound, start, at, more)
    if (
        re.search(r"(?:\d[.,]|[-–$£€/]|no\.|number|page|article|flight|mach)\s?$", before)
        and match.group()[0].isdigit()
    ):
        return None
    return Count(value, Bound.EXACT, match.start(), at, more)
