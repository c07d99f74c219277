"""Ships by rule: "USS Porter", "destroyer Vice-Admiral Kulakov", "hull number 101"."""

import re
from collections.abc import Iterator, Sequence

from bot.vocabulary.entries import Vessel

HULL_WORDS = {
    "USS": "US",
    "USNS": "US",
    "USCGC": "US",
    "HMS": "GB",
    "RFA": "GB",
    "HMCS": "CA",
    "HMAS": "AU",
    "HMNZS": "NZ",
    "LÉ": "IE",
    "LE": "IE",
    "HNoMS": "NO",
    "KNM": "NO",
    "HNLMS": "NL",
    "HDMS": "DK",
    "HSwMS": "SE",
    "JS": "JP",
    "JDS": "JP",
    "ROKS": "KR",
    "CNS": "CN",
    "INS": "IN",
    "FS": "FR",
    "FGS": "DE",
    "ITS": "IT",
    "ESPS": "ES",
    "NRP": "PT",
    "TCG": "TR",
    "ORP": "PL",
    "RFS": "RU",
    "KRI": "ID",
    "BRP": "PH",
    "PNS": "PK",
    "IRIS": "IR",
}
"""What stands before a ship's name, and whose ships bear it."""

_WORD = r"(?:[A-Z]\.(?= )|[A-Z][\w'’-]*)"
_STOP = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b|(?:Russia|China|Chinese|Russian|American|British|US|U\.S|NATO|Navy|Royal|Type"
    r"|The|In|On|At|A|And|It|He|She|They|But|While|After|Its|This|That|Black|Baltic|Caspian|North|South|East|West"
    r"|Sea|Fleet|Class|Kilo|Pacific|Ministry|Defense|Defence)\b)"
)
_NAME = rf"{_STOP}{_WORD}(?: (?:of |de |the )?{_STOP}{_WORD}){{0,2}}"
_HULL = re.compile(rf"\b({'|'.join(HULL_WORDS)}) ['\"“]?({_NAME})")
_TYPES = {
    "guided-missile destroyer": "destroyer",
    "destroyer": "destroyer",
    "frigate": "frigate",
    "cruiser": "cruiser",
    "corvette": "corvette",
    "cutter": "cutter",
    "submarine": "submarine",
    "spy ship": "intelligence ship",
    "intelligence ship": "intelligence ship",
    "intelligence-gathering ship": "intelligence ship",
    "survey ship": "survey ship",
    "research ship": "research ship",
    "research vessel": "research ship",
    "landing ship": "landing ship",
    "patrol ship": "patrol ship",
    "patrol vessel": "patrol ship",
    "training ship": "training ship",
    "aircraft carrier": "aircraft carrier",
    "warship": "warship",
    "minesweeper": "minesweeper",
    "icebreaker": "icebreaker",
    "tanker": "tanker",
    "tug": "tug",
}
_TITLE = (
    r"(?:(?:Vice|Rear)[- ]Admiral|Admiral|Marshal|General|Viktor|Ivan|Vasil[iy]y?|Ale(?:ks|x)and(?:e)?r"
    r"|Yuri[iy]?|Fyodor)"
)
_TYPE = "|".join(sorted(_TYPES, key=len, reverse=True))
_SINGLE = (
    rf"{_STOP}(?!{'|'.join(HULL_WORDS)})[A-Z][a-z]{{3,}}(?: [A-Z]\.)?(?: {_STOP}[A-Z][a-z]{{3,}})?"
    r"(?: (?:I{1,3}|IV|VI{0,3}|IX|X))?(?![ -][A-Z]|[-\w])"
)
_TYPED = re.compile(
    rf"\b({_TYPE})(?: named| called)?,? (?:the )?"
    rf"(?:['\"“‘]({_NAME})['\"”’]|({_TITLE} {_NAME})|({_SINGLE}))"
)
# Of all coast guards only the American is "the Coast Guard" without its country's name.
_BARE_COAST_GUARD = re.compile(r"(?:^|\b(?:[Tt]he|[Aa]|[Oo]f|[Bb]y|[Ww]ith|[Ff]rom|[Aa]nd|[Tt]o) )Coast Guard $")
_POSSESSIVE = re.compile(r"['’]s$")
_NUMBER = re.compile(r"\b(?:hull|pennant)(?: number| no\.?)? ?#?(\d{2,4})\b", re.IGNORECASE)


_HULL_TOKENS = frozenset(word.lower() for word in HULL_WORDS)
_TYPE_TOKENS = frozenset(words.split()[-1] for words in _TYPES)


def find_hulls(plain: str, folded: str, tokens: Sequence[str]) -> Iterator[tuple[int, int, Vessel]]:
    """Start, end and vessel of every ship that its form gives away, whether the data holds it or not.

    `tokens` are those of the folded text: most texts hold no word that a ship's form begins with.
    """
    for match in _HULL.finditer(plain) if not _HULL_TOKENS.isdisjoint(tokens) else ():
        name = _POSSESSIVE.sub("", match[2]).rstrip("-'’")
        end = match.start(2) + len(name)
        yield (
            match.start(),
            end,
            Vessel(f"{match[1]} {name}", "warship", (HULL_WORDS[match[1]],), hull=match[1]),
        )
    for match in _TYPED.finditer(plain) if not _TYPE_TOKENS.isdisjoint(tokens) else ():
        group = 2 if match[2] else 3 if match[3] else 4
        name = match[group].rstrip("-'’")
        american = match[1] == "cutter" and _BARE_COAST_GUARD.search(plain, max(0, match.start() - 24), match.start())
        owners = ("US",) if american else ()
        yield match.start(group), match.start(group) + len(name), Vessel(name, _TYPES[match[1]], owners)
    for match in _NUMBER.finditer(plain) if "hull" in folded or "pennant" in folded else ():
        yield match.start(), match.end(), Vessel(f"hull {match[1]}", "warship", ("CN",))
