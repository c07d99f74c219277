"""The numbers of alerts in words: how many a day at most, and how many within how many days are a surge."""

import re
from dataclasses import dataclass

from bot.subscribing.numbers import NUMBER, number_of
from bot.subscribing.refusal import SURGE_EXAMPLE, WATCH_EXAMPLE, NotUnderstood

MOST_DAYS = 90
MOST_CAP = 100
MOST_COUNTED = 1_000
MOST_TIMES = 9
MOST_USUAL_DAYS = 30  # the usual is told from the 90 days before: of fewer than three windows nobody can tell
UNSAID_DAYS = 7  # days of a surge against the usual where none are named
_HOURS_OF_DAY = 24

_CRAFT = r"(?:aircraft|air planes?|airplanes?|planes?|jets?|warplanes?|ships?|vessels?|warships?)"
_NOUN = r"(?:incidents?|encounters?|records?|events?|reports?|flights?)"
_LINK = r"(?:near|in|within|over|off|around|of|at|by|from|per)"  # what follows a number that stands for incidents
_UNIT = r"(?P<unit>hours?|days?|weeks?|months?|fortnights?)"
_SPAN = re.compile(
    rf"\b(?:in|within|over|during|per|inside)(?: (?:the|any))?(?: (?:last|past))?"
    rf" (?:(?:(?P<number>{NUMBER})|an?|one) ?)?{_UNIT}(?: or less)?\b",
    re.IGNORECASE | re.ASCII,
)
_USUAL = re.compile(
    r"(?<![\w.-])(?:surge(?: of| at)? )?(?:(?P<twice>twice|double|2x)|(?P<thrice>triple|thrice|3x)"
    rf"|(?P<times>\d+\.\d+|{NUMBER}) ?(?:times|x))"
    r" (?:as (?:many|much) as )?(?:what is |the )*(?:usual|normal|average|norm)(?: (?:number|rate|activity|level))?\b",
    re.IGNORECASE | re.ASCII,
)
_MANY = re.compile(
    rf"(?<![\w.-])(?:surge (?:of |at )?)?(?:(?P<least>{NUMBER})(?: or more\b| ?\+(?!\w)| plus\b)"
    rf"|(?:at least|minimum(?: of)?|min) (?P<at_least>{NUMBER})\b|(?:more than|over) (?P<over>{NUMBER})\b)"
    rf"(?: {_NOUN}\b)?(?: (?P<craft>{_CRAFT}\b)|(?= (?P<thing>(?!{_LINK}\b)\w+)))?",
    re.IGNORECASE | re.ASCII,
)
_BARE = re.compile(
    rf"(?<![\w.-])(?:surge (?:of |at )?(?P<surge>{NUMBER})\b(?: {_NOUN}\b)?"
    rf"|(?P<bare>{NUMBER})(?: {_NOUN})? ?(?={_SPAN.pattern}))",
    re.IGNORECASE | re.ASCII,
)
_CAP = re.compile(
    r"(?<![\w.-])(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?|cap(?:ped)?(?: at| of)?|limit)"
    rf" (?:(?P<daily>-?\d+|{NUMBER})(?: (?:alerts?|messages?|posts?))?(?: ?(?:a|an|per|each|every|/) ?day\b| daily\b)"
    rf"|(?<=cap )(?P<cap>\d+)\b|(?<=max )(?P<max>\d+)\b(?! {_CRAFT}| ?(?:km|nm|mi)))",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Surge:
    """What a text says of a surge: the number, whether it is a number of times the usual, the days; None: unsaid."""

    number: int | None
    times: bool
    days: int | None


def take_cap(text: str) -> tuple[int | None, str]:
    """The most alerts a day that a text allows, and the rest of it. Raises NotUnderstood."""
    found = _CAP.search(text)
    if found is None:
        return None, text
    return checked_cap(found["daily"] or found["cap"] or found["max"]), _without(text, found)


def checked_cap(word: str) -> int:
    """The most alerts a day. Raises NotUnderstood."""
    number = _number(word.strip() or "none")
    if not 1 <= number <= MOST_CAP:
        raise NotUnderstood(f"A watch may post 1 to {MOST_CAP} alerts a day, not {word}; pause it to hear nothing.")
    return number


def take_surge(text: str) -> tuple[Surge | None, str]:
    """What a text says of a surge, None where it says nothing of one, and the rest of it. Raises NotUnderstood."""
    span = _SPAN.search(text)
    usual = _USUAL.search(text)
    if usual:
        if any(not found["craft"] for found in _MANY.finditer(_without(text, usual))):
            raise NotUnderstood(f"One alert has one measure, a number or the usual: make two, as in {SURGE_EXAMPLE}.")
        return _surge_of(_times(usual), _without(text, usual), times=True)
    counted = [found for found in _MANY.finditer(text) if not found["craft"]]
    many = next(iter(counted), None)
    if many:
        number = _number(many["least"] or many["at_least"] or many["over"]) + (many["over"] is not None)
        if span is None and (many["at_least"] or many["thing"]):
            return None, text  # `at least 3 near Alaska`, `3 or more bombers` are about one incident
        return _surge_of(number, _without(text, many), times=False)
    if bare := _BARE.search(text):
        return _surge_of(_number(bare["surge"] or bare["bare"]), _without(text, bare), times=False)
    if re.search(r"\bsurges?\b", text, re.IGNORECASE):
        raise NotUnderstood(f"Say how many make a surge: {SURGE_EXAMPLE}, or `twice the usual`.")
    if span and _MANY.search(text):
        raise NotUnderstood(
            "A surge counts incidents, not aircraft: leave out what is counted, as in "
            f"{SURGE_EXAMPLE}, or the days, to hear of each incident with so many."
        )
    if span:
        return Surge(None, times=False, days=_days(span)), _without(text, span)
    return None, text


def checked_surge(number: int, days: int, *, times: bool) -> tuple[int, int]:
    """The two numbers of a surge. Raises NotUnderstood."""
    most = MOST_USUAL_DAYS if times else MOST_DAYS
    if not 1 <= days <= most:
        measured = "is held against the usual" if times else "is counted"
        raise NotUnderstood(f"A surge {measured} over 1 to {most} days, not {days}: {SURGE_EXAMPLE}.")
    if times and not 2 <= number <= MOST_TIMES:
        raise NotUnderstood(f"Say 2 to {MOST_TIMES} times the usual, not {number}.")
    if not times and number < 2:
        raise NotUnderstood(f"A surge is two or more: watch for single ones with {WATCH_EXAMPLE}.")
    if number > MOST_COUNTED:
        raise NotUnderstood(f"A surge of {number:,} would never be told: write a number up to {MOST_COUNTED:,}.")
    return number, days


def _surge_of(number: int, text: str, *, times: bool) -> tuple[Surge, str]:
    span = _SPAN.search(text)
    if span is None:
        return Surge(number, times=times, days=None), text
    return Surge(number, times=times, days=_days(span)), _without(text, span)


def _times(found: re.Match[str]) -> int:
    if found["twice"] or found["thrice"]:
        return 2 if found["twice"] else 3
    if "." in found["times"]:
        raise NotUnderstood(f"Say 2 to {MOST_TIMES} times the usual, in whole numbers, not {found['times']}.")
    return number_of(found["times"])


def _days(span: re.Match[str]) -> int:
    number, unit = number_of(span["number"] or "one"), span["unit"].lower().rstrip("s")
    if unit == "hour":
        if number % _HOURS_OF_DAY:
            raise NotUnderstood(f"A surge is counted over whole days: {SURGE_EXAMPLE}.")
        return number // _HOURS_OF_DAY
    return number * {"day": 1, "week": 7, "fortnight": 14, "month": 30}[unit]


def _number(word: str) -> int:
    try:
        return int(word) if word.lstrip("-").isdecimal() else number_of(word)
    except KeyError as unknown:
        raise NotUnderstood("Write a whole number, such as 3.") from unknown


def _without(text: str, match: re.Match[str]) -> str:
    return " ".join((text[: match.start()] + " " + text[match.end() :]).split())
