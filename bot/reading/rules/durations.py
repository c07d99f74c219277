"""How long it lasted: the length of an encounter or a flight, told apart from delays, intervals and times of reaction."""

import re

from bot.reading.numbers import whole_number
from bot.reading.spans import Rule

AMOUNT = (
    r"(?P<count>\d{1,3}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|sixteen"
    r"|eighteen|twenty|thirty|forty|forty-five|fifty|sixty|ninety)(?P<half1>[ -]and[ -]a[ -]half)?"
)
PART_OF_AN_HOUR = r"(?P<part>half an|(?:a|three)[ -]quarters? of an) hour"
UNIT = r"(?P<unit>minutes?|mins?|hours?|hrs?|h\b|days?)(?P<half> and a half)?(?:,? (?:and )?(?P<more>\d{1,2}) ?(?:minutes|mins?|m\b))?"
LENGTH = rf"(?:{PART_OF_AN_HOUR}|{AMOUNT}(?:[ -]|(?<=\d)){UNIT})\b"
ABOUT = r"(?:about |around |roughly |some |approximately |nearly |almost |more than |over |at least |just |only |up to |the next |a good |just over |just under |less than |under |no more than |the best part of |the course of )*"
NOT_SO = r"(?!\s(?:ago|later|earlier|before|after|afterwards|apart|from now|a (?:day|week|year)|away|each|ahead|notice|of fuel|straight in))"
MINUTES = {"m": 1.0, "h": 60.0, "d": 1440.0}


def _minutes(match: re.Match[str]) -> int | None:
    if match["part"]:
        return 30 if match["part"].lower().startswith("half") else 45 if "three" in match["part"].lower() else 15
    words = match["count"].lower()
    number = 1.0 if words in ("a", "an") else float(words) if words[0].isdigit() else float(whole_number(words) or 0)
    if match["half1"] or match["half"]:
        number += 0.5
    total = number * MINUTES[match["unit"][0].lower()] + float(match["more"] or 0)
    return round(total) if total else None


def _rule(name: str, pattern: str, reads: tuple[tuple[str, object], ...], ignores: tuple[str, ...]) -> Rule[int]:
    return Rule(name, re.compile(pattern, re.IGNORECASE), _minutes, reads, ignores)


DURATIONS: tuple[Rule[int], ...] = (
    _rule("lasted", rf"\b(?:last(?:ed|ing|s)|continued(?: for)?|took|went on(?: for)?|spent|stayed(?: there)?(?: for)?|loitered(?: for)?|remained(?:[\w ]{{0,30}}?)? for) {ABOUT}{LENGTH}{NOT_SO}",
          (("The encounter lasted 40 minutes.", 40), ("They spent an hour and a half in the zone.", 90), ("The flight lasted more than 14 hours.", 840), ("It took 2 hours 20 minutes.", 140)),
          ("It will last for years.", "They took two aircraft.", "They spent 40 million.")),
    _rule("a flight of so long", rf"\b(?:flight|mission|patrol|sortie|encounter|escort|chase|incursion|transit|pursuit)(?: time)? (?:of|was) {ABOUT}{LENGTH}{NOT_SO}",
          (("after a flight of more than 14 hours", 840), ("Total flight time was 9 hours.", 540)), ("a flight of two aircraft", "a patrol of the next day", "the flight was late")),
    _rule("for so long", rf"\b(?<!jailed )(?<!closed )(?<!sentenced )(?:for|over the course of) {ABOUT}{LENGTH}{NOT_SO}",
          (("It was escorted for about 45 minutes.", 45), ("They circled for half an hour.", 30), ("It trailed her for 1h 20m.", 80), ("It stayed with them for three-quarters of an hour.", 45), ("Two ships shadowed it for three days.", 4320), ("The Su-27 flew beside it for an hour.", 60)),
          ("They came for two aircraft.", "It is the first for ten years.", "He was jailed for ten days.", "She had sailed for 20 minutes before the meeting.")),
    _rule("so long a flight", rf"\b{AMOUNT}-{UNIT} (?:flight|mission|patrol|sortie|encounter|intercept(?:ion)?|escort|chase|shadowing|incident|standoff|incursion|violation|transit|interaction)\b(?P<part>)",
          (("after a 14-hour flight over the Barents Sea", 840), ("the four-minute incursion", 4)),
          ("a 20-minute readiness", "a 24-hour watch", "a two-day exercise")),
)  # fmt: skip
