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
    "duo": 2,
    "brace": 2,
    "twosome": 2,
    "trio": 3,
    "threesome": 3,
    "dozen": 12,
    "score": 20,
    "half-dozen": 6,
    "half a dozen": 6,
    "single": 1,
    "lone": 1,
    "solitary": 1,
    "two-ship": 2,
    "three-ship": 3,
    "four-ship": 4,
    "quartet": 4,
    "foursome": 4,
    "quintet": 5,
    "sextet": 6,
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
    unspecified suspected supposed presumed
    apparent foreign enemy hostile allied other different same separate formation
    formations group groups multirole multi-role combat type types long turboprop propeller-driven four-
    engine four-engined large small big soviet-era soviet-made cold-war-era aerial refuelling refueling
    transport cargo electronic intelligence anti-submarine interceptor fast alert quick reaction flight
    flights elements ship ships civilian small diesel-electric diesel amphibious assault destroyer frigate
    cruiser class twin-engine carrier-based carrier-borne land-based intruding approaching visiting high-
    altitude low-flying one-way loitering western eastern northern southern ballistic cruise coast guard
    intelligence-gathering auxiliary hydrographic so-called generation fifth-generation long-endurance
    patrolling escorting accompanying incoming returning passing unfamiliar support supply light sortie sorties
    rotary-wing fixed-wing medium-range short-range state-of-the-art strike
    """.split()  # noqa: SIM905 - two hundred words read better as a paragraph than as a column
)
# What a number before them multiplies: "two dozen", "three pairs", "two flights of four".
PACKS = {"dozen": 12, "score": 20, "hundred": 100, "pairs": 2, "trios": 3}
GROUPS_OF = re.compile(
    r"\b(?P<groups>\w+)\s(?:formations?|flights?|groups?|sections?|elements?|waves|cells|packages)(?:,? each)?\sof\s"
    r"(?:up to\s)?$",
    re.IGNORECASE,
)
OR_SO = re.compile(r"\bor so\b", re.IGNORECASE)
# "Four to six", "two or three", "between four and six": the lower end is sure.
LOW_END = re.compile(r"\b(?:(?P<low>[\w-]+)\s(?:to|or)|between\s(?P<least>[\w-]+)\sand)\s$", re.IGNORECASE)
HUNDREDS = re.compile(r"\b(?P<many>a|one|two|three|four|five|six|seven|eight|nine)\shundred\sand\s$", re.IGNORECASE)
# "A second Su-27 came an hour later": one more.
TURNS = frozenset({"second", "third", "fourth", "fifth"})
# "A second group: two Tu-95s", "a second pair of F-22s" are others than the first.
SECOND = re.compile(
    r"\b(?:second|third|fourth|further|another)\s(?:(?:group|wave|formation|section|element|package|batch)(?:\sof|:)?\s)?$",
    re.IGNORECASE,
)
MORE = frozenset({"more", "another", "additional", "further", "extra", "other"})
WORD = re.compile(r"[^\s,;:()\[\]\"“”]+")
# "In July 2019 South Korean fighters fired": the year is no count of fighters.
YEAR = re.compile(r"(?:19|20)\d\d")
# "On July 3 Portuguese F-16s were scrambled": the day of a month that follows "on" is no count.
A_MONTH = re.compile(
    r"\s?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|Jan|Feb|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
)
ON_A_DAY = re.compile(r"\bon\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s$", re.IGNORECASE)
# "1135 RC-135V out" is an hour of a log.
HOUR = re.compile(r"0\d[0-5]\d|1[0-8][0-5]\d|2[1-3][0-5]\d")
# "The Type 23 frigate", "a Flight II destroyer": which of its kind it is, and not how many.
A_MODEL = re.compile(r"\b(?:Type|Project|Block|Mark|Mk|Batch)\s$")
# An item of a log: "012215ZJUL23 - 1x survey ship".
AFTER_A_TIME = re.compile(r"\d\w*\s?[-–:]\s?$")
# "On June 15, 28 aircraft came", "On 19 October 2021, 12 jets flew".
AFTER_A_DATE = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d),$"
)
IN_A_YEAR = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|\b(?:in|since|of|during|early|mid|late|spring"
    r"|summer|autumn|winter|fall)|\d(?:st|nd|rd|th)?,?)[\s-]$",
    re.IGNORECASE,
)


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
    if plain.isdecimal():
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
        if A_MODEL.search(text, max(floor, match.start() - 8), match.start()):
            continue
        value = _value(word)
        if lower in PACKS and back < len(words) and (packs := _value(words[-back - 1].group())) is not None:
            return _bounded(text, floor, words[-back - 1], at, packs * PACKS[lower], more=more)
        if OR_SO.search(text, max(floor, match.start() - 3), match.end() + 3):
            continue
        if value is not None:
            return _bounded(text, floor, match, at, value, more=more)
        if lower in TURNS and singular and back < len(words) and words[-back - 1].group().lower() == "a":
            return Count(1, Bound.EXACT, words[-back - 1].start(), at, more=True)
        if lower in ("a", "an"):
            return Count(1, Bound.EXACT, match.start(), at, more=more) if singular else None
        if lower in MORE:
            more = True
            if lower == "another" and singular:
                return Count(1, Bound.EXACT, match.start(), at, more=True)
            continue
        if lower == "and" and 1 < back < len(words) and _joins(words[-back - 1], words[-back + 1], owners):
            continue
        if not _may_stand_between(word) and not any(a <= match.start() < b for a, b in owners):
            return None
    return None


def _joins(before: re.Match[str], after: re.Match[str], owners: Sequence[tuple[int, int]]) -> bool:
    """Whether words on both sides are owners: "five Russian and Chinese aircraft" are five in all."""
    return all(any(a <= word.start() < b for a, b in owners) for word in (before, after))


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
    if HOUR.fullmatch(match.group()):
        return None
    if A_MONTH.match(text, match.end()) and match.group().isdigit():
        return None
    if ON_A_DAY.search(text[max(floor, match.start() - 16) : match.start()]) and match.group().isdigit():
        return None
    if YEAR.fullmatch(match.group()) and IN_A_YEAR.search(text[max(floor, match.start() - 14) : match.start()]):
        return None
    ahead = text[max(floor, match.start() - 40) : match.start()]
    if low := LOW_END.search(ahead):
        least = whole_number(low["low"] or low["least"])
        if least is not None and least < value:
            return Count(least, Bound.AT_LEAST, match.start() - len(ahead) + low.start(), at, more)
    more = more or bool(SECOND.search(ahead))
    if hundreds := HUNDREDS.search(ahead):
        value += 100 * (whole_number(hundreds["many"]) or 1)
    if (groups := GROUPS_OF.search(ahead)) and (number := _value(groups["groups"])) is not None:
        return Count(value * number, Bound.EXACT, match.start() - len(ahead) + groups.start(), at, more)
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
        and not AFTER_A_TIME.search(before)
        and not AFTER_A_DATE.search(before)
    ):
        return None
    return Count(value, Bound.EXACT, match.start(), at, more)
