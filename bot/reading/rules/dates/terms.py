"""The words that date phrases are made of, and how a rule is put together from them."""

import calendar
import re

from bot.reading.days import DateRule, Resolve

WEEKDAYS = {day.lower(): n for n, day in enumerate(calendar.day_name)}

_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_SMALL = "january|february|april|june|july|august|september|october|november|december"
_SMALL_SHORT = "jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec"
# In small letters "may", "march" and "mar" are months only after a day, and "may" not before a verb.
MONTH = rf"(?:(?:{_LONG}|{_LONG.upper()}|{_SMALL})\b|(?:{_SHORT}|{_SHORT.upper()}|{_SMALL_SHORT})(?![a-zA-Z])\.?)"
_NO_VERB = (
    r"(?!\s(?!(?:two|three|four|an?|one|near|off|over|at|by|in|and|with|to|until|till|from|during|this|last)\b)[a-z])"
)
ANY_MONTH = rf"(?:{MONTH}|may\b{_NO_VERB}|march\b|mar\b)"
# In messages a month may be run together with its year: 24SEP15, 211930ZMAR23.
RUN_MONTH = rf"(?:{_LONG}|{_SHORT}|May|{_SHORT.upper()}|MAY)"

WEEKDAY = r"(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
NTH = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)"
YEAR = r"(?:19|20)\d\d"
OF_YEAR = r"(?:,?\s(?:of\s)?(?P<of>last year|this year|the same year|the previous year))?"
SHORT_YEAR = r"['’]\d\d"
DASH = r"\s?(?:[-–—]|to|and|or|&|through|until|till)\s?"
TO = r"\s?(?:[-–—]|to|through|until|till)\s?"
_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
ORDINALS = (
    {word: number for number, word in enumerate((*_ONES, *_TEENS, "twentieth"), start=1)}
    | {f"twenty-{word}": 20 + number for number, word in enumerate(_ONES, start=1)}
    | {"thirtieth": 30, "thirty-first": 31}
)
COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty"
    r"|forty|sixty|ninety|several|a few|a couple of)"
)
PART = r"(?:early|late|mid|earlier|later)[- ]"
TIME_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night))?"
# A number before these counts them: "April 3 and 12 fighters" names one day.
COUNTED = (
    r"(?!\s?(?:(?!an?\b|the\b|its\b|one\b|two\b|and\b)[a-z-]+\s){0,2}?(?:aircraft|planes?|jets?|ships?|vessels?|bombers?|fighters?|warplanes?|warships?|drones?"
    r"|boats?|helicopters?|sorties|miles|km|kilomet\w+|nautical|percent|people)\b|\s?%|\s?(?:[A-Z][a-z]+\s)?[A-Z][A-Za-z]{0,3}-\d)"
)

# "In the 24 hours to 6 a.m. Sunday": the day that they end on follows.
A_DAY_UNTIL = (
    r"24[ -]hours?(?: period)? (?:to|until|till|ending|ended|through|up to|before) (?:at )?(?:about |around )?"
    r"(?:\d{1,2}(?::?\d\d)?(?:\s?[ap]\.?m\.?|\shours)?\s)?(?:\([^()]{1,16}\)\s)?(?:local time\s)?(?:on\s)?"
)
CASE = re.IGNORECASE


def date_rule(
    name: str,
    pattern: str,
    resolve: Resolve,
    *reads: tuple[str, str, str],
    ignores: tuple[str, ...],
    flags: int = 0,
) -> DateRule:
    """A rule whose pattern stands for whole words; `reads` and `ignores` are what the tests hold it to."""
    return DateRule(name, re.compile(rf"(?<![\w$€£/-])(?:{pattern})(?!\w)", flags), resolve, reads, ignores)
