"""What the words of a subscription may say beside what it is about: how often, when, in which zone, how it is told.

Each option proves itself by examples, which a test runs: words that it reads, and words that it leaves alone.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from bot.schedule import Days
from bot.subscribing.clocks import ABBREVIATED, is_like_zone, read_time, read_zone
from bot.subscribing.refusal import NotUnderstood

Said = Mapping[str, Any]
Value = Callable[[re.Match[str]], Said | None]

DAYS: tuple[str, ...] = get_args(Days)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LENGTHS = ("headline", "standard", "full")
_UNITS = {"mi": "mi", "mile": "mi", "nm": "nm", "nmi": "nm", "naut": "nm", "km": "km", "kilo": "km"}
_LENGTHS = {"short": "headline", "brief": "headline", "long": "full", "complete": "full"}
_QUIET = {"line": "line", "one line": "line"} | dict.fromkeys(("nothing", "silent", "silence", "none"), "nothing")
_NAMES = {"days": "days", "at": "time", "weekday": "weekday", "month_day": "day of the month", "zone": "time zone"}
_SEVERAL = {
    "weekday": "One digest has one weekday: make two, or write `weekdays` for Monday to Friday.",
    "at": "I read two different values for the time, and one digest has one time: make two.",
}


@dataclass(frozen=True, slots=True)
class Option:
    """A way to say some terms. `value` gives them, or None where the words are something else after all."""

    name: str
    pattern: re.Pattern[str]
    value: Value
    reads: tuple[tuple[str, Said], ...]
    ignores: tuple[str, ...]


def taken(text: str, options: Sequence[Option]) -> tuple[dict[str, Any], str]:
    """The terms that options find in a text, and the rest of it. Raises NotUnderstood, also for two values of one."""
    found: dict[str, Any] = {}

    def take(match: re.Match[str], option: Option) -> str:
        said = option.value(match)
        if said is None:
            return match[0]
        for name, value in said.items():
            if found.setdefault(name, value) != value:
                several = f"I read two different values for the {_NAMES.get(name, name)}: give one."
                raise NotUnderstood(_SEVERAL.get(name, several))
        return " "

    for option in options:
        text = " ".join(option.pattern.sub(lambda match, option=option: take(match, option), text).split())  # type: ignore[misc]
    return found, text


def _option(name: str, pattern: str, value: Value, *reads: tuple[str, Said], ignores: tuple[str, ...] = ()) -> Option:
    """An option whose words stand alone: not a part of a name, of a number or of a path."""
    whole = re.compile(rf"(?<![\w/+.-])(?:{pattern})(?![\w/+-])", re.IGNORECASE | re.ASCII)
    return Option(name, whole, value, reads, ignores)


def _always(**terms: Any) -> Value:
    return lambda _: terms


def _refused(sentence: str) -> Value:
    def refuse(found: re.Match[str]) -> Said:
        raise NotUnderstood(sentence.format(words=found[0].strip()))

    return refuse


def _month_day(nth: str) -> dict[str, Any]:
    number = {"first": 1, "last": 31}.get(nth.lower()) or int(re.sub(r"\D", "", nth))
    if not 1 <= number <= 31:
        raise NotUnderstood(f"No month has a day {number}: write `monthly on the 1st`.")
    return {"month_day": number}


def _time(found: re.Match[str]) -> Said:
    return {"at": read_time(found["at"])} | ({"zone": "UTC"} if found["z"] else {})


def _zone(found: re.Match[str]) -> Said | None:
    return {"zone": read_zone(found["zone"])} if is_like_zone(found["zone"]) else None


def _unit(word: str) -> Said:
    return {"unit": _UNITS.get(word.lower()) or _UNITS[word.lower()[:4]]}


def _quiet(word: str) -> Said:
    if word.lower() not in _QUIET:
        raise NotUnderstood("Say what a quiet day gets: `quiet line` or `quiet nothing`.")
    return {"quiet": _QUIET[word.lower()]}


_DAY = (
    r"(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)s?"
)
_NO_HOUR = r"(?!\d|[:.h]|\s?[ap]\.?m\b| ?(?:h|hrs|o'clock)\b)"
_EVERY = r"(?:every|each|once (?:a|per))"
_NTH = r"(?P<nth>\d{1,2}(?:st|nd|rd|th)|first|last)"
_OF_MONTH = r" of (?:the|each|every) month"
_ON_DAY = r"(?:on )?(?:the )?(?:day )?"

OFTEN = (
    _option(
        "another rhythm",
        r"(?:every|each) (?:half )?hour|hourly|twice (?:a day|daily|a week|a month)|weekends?|yearly|quarterly|tomorrow"
        r"|fortnightly|biweekly|every (?:other|second|two|2) (?:days?|weeks?|months?)|once(?! (?:a|per))|tonight",
        _refused(
            "There is no digest “{words}”: choose daily, weekdays, weekly or monthly, and make two for two times."
        ),
        ignores=("weekly", "every day"),
    ),
    _option(
        "a weekday of the month",
        rf"(?:on )?(?:the )?(?:{_NTH}|second|third|fourth) {_DAY}",
        _refused("A monthly digest has a day of the month, not a weekday: write `monthly on the 1st`."),
        ignores=("monday", "on the 1st"),
    ),
    _option(
        "weekdays",
        r"(?:(?:on|every|each) )*(?:week ?days?|work(?:ing)?[ -]?days?|business days?)"
        r"|mon(?:day)?s?(?: ?- ?| to | thru | through | till? | until )fri(?:day)?s?",
        _always(days="weekdays"),
        ("weekdays", {"days": "weekdays"}),
        ("every weekday", {"days": "weekdays"}),
        ("Mon-Fri", {"days": "weekdays"}),
        ("monday to friday", {"days": "weekdays"}),
        ignores=("weekly", "monday"),
    ),
    _option(
        "daily",
        r"(?:every|each) (?:single )?(?:day|morning)|everyday|daily",
        _always(days="daily"),
        ("daily", {"days": "daily"}),
        ("every morning", {"days": "daily"}),
        ignores=("day", "per day"),
    ),
    _option(
        "the day of every month",
        rf"{_ON_DAY}{_NTH}(?: day)?{_OF_MONTH}",
        lambda found: {"days": "monthly"} | _month_day(found["nth"]),
        ("on the 1st of every month", {"days": "monthly", "month_day": 1}),
        ("last day of the month", {"days": "monthly", "month_day": 31}),
        ignores=("on the 1st",),
    ),
    _option(
        "monthly on a day",
        rf"(?:monthly|{_EVERY} month),? {_ON_DAY}(?:{_NTH}(?: day)?|(?P<bare>\d{{1,2}}){_NO_HOUR})",
        lambda found: {"days": "monthly"} | _month_day(found["nth"] or found["bare"]),
        ("monthly on the 31st", {"days": "monthly", "month_day": 31}),
        ("monthly 15", {"days": "monthly", "month_day": 15}),
        ("monthly on 3", {"days": "monthly", "month_day": 3}),
        ("every month on the last day", {"days": "monthly", "month_day": 31}),
        ignores=("monthly 08:00", "monthly at 8", "monthly near Alaska", "monthly 8am"),
    ),
    _option(
        "a day of the month",
        r"on (?:the )?(?:day )?(?P<nth>\d{1,2}(?:st|nd|rd|th))|on (?:the )?day (?P<bare>\d{1,2})",
        lambda found: _month_day(found["nth"] or found["bare"]),
        ("on the 31st", {"month_day": 31}),
        ("on day 15", {"month_day": 15}),
        ignores=("on 15", "by the 7th Fleet"),
    ),
    _option("weekly", rf"weekly|(?:{_EVERY}|a) week", _always(days="weekly"), ("once a week", {"days": "weekly"})),
    _option("monthly", rf"monthly|(?:{_EVERY}|a) month", _always(days="monthly"), ("each month", {"days": "monthly"})),
    _option(
        "a weekday",
        rf"(?<!the )(?:(?:on|every|each) )*{_DAY}",
        lambda found: {
            "weekday": next(n for n, day in enumerate(WEEKDAYS) if day.startswith(found["day"].lower()[:3]))
        },
        ("fridays", {"weekday": 4}),
        ("on Thu", {"weekday": 3}),
        ("every sunday", {"weekday": 6}),
        ignores=("Su-24", "months", "sunk", "The Sun"),
    ),
)
"""How often a digest comes. The narrower reading first: `weekdays` before a weekday, a monthly day before `monthly`."""

_FAR = r"(?!\s?(?:km|nmi?|mi|miles?|nautical|kilomet\w*|m|met\w*|ft|feet|times|x|or more|aircraft|a day|per day)\b)"
_HALF = r"\s?[ap]\.?m\b\.?"
_AT = r"(?:at|time:?|@) ?"
_HOURS = r"(?: ?(?:h|hrs?|hours|o'clock)\b)?(?: ?(?P<z>z|zulu)\b)?"

TIMES = (
    _option(
        "a clock",
        rf"(?:{_AT})?(?P<at>\d{{1,3}}(?:[:h]\d{{1,3}}|\.\d{{2}}{_FAR})(?:{_HALF})?){_HOURS}",
        _time,
        ("08:00", {"at": dt.time(8)}),
        ("at 8:30 pm", {"at": dt.time(20, 30)}),
        ("07:15Z", {"at": dt.time(7, 15), "zone": "UTC"}),
        ignores=("within 185.2 km", "within 57.15 km", "Su-24"),
    ),
    _option(
        "half a day",
        rf"(?:{_AT})?(?P<at>\d{{1,3}}{_HALF})(?P<z>)",
        _time,
        ("8am", {"at": dt.time(8)}),
        ("12 p.m.", {"at": dt.time(12)}),
        ignores=("5 planes", "2 amphibious ships"),
    ),
    _option(
        "four figures that begin with 0",
        rf"(?:{_AT})?(?P<at>0\d{{3}}){_HOURS}",
        _time,
        ("0800Z", {"at": dt.time(8), "zone": "UTC"}),
        ignores=("2019", "D0123"),
    ),
    _option(
        "four figures that are said to be a time",
        rf"(?:{_AT}(?P<at>\d{{4}})|(?P<marked>\d{{4}})(?= ?(?:z|zulu|h|hrs?|hours|utc|gmt)\b)){_HOURS}",
        lambda found: {"at": read_time(found["at"] or found["marked"])} | ({"zone": "UTC"} if found["z"] else {}),
        ("1930 hrs", {"at": dt.time(19, 30)}),
        ("at 1930", {"at": dt.time(19, 30)}),
        ignores=("since 2020", "in 2026"),
    ),
    _option(
        "an hour",
        rf"(?:{_AT}(?P<at>\d{{1,3}}){_FAR}(?![,.:]\d)|(?P<marked>\d{{1,2}})(?= ?(?:h|o'clock)\b)){_HOURS}",
        lambda found: {"at": read_time(found["at"] or found["marked"])} | ({"zone": "UTC"} if found["z"] else {}),
        ("at 7", {"at": dt.time(7)}),
        ("8h", {"at": dt.time(8)}),
        ignores=("at least 3", "at 30,000 feet", "within 8 hours", "8"),
    ),
    _option(
        "a time by name",
        r"(?:at )?(?P<at>noon|midday|midnight)(?P<z>)",
        _time,
        ("at noon", {"at": dt.time(12)}),
        ignores=("afternoon",),
    ),
)

ZONES = (
    _option(
        "a zone by its name",
        r"(?:in |(?:time ?)?zone:? |tz:? )?(?P<zone>[a-z_]+(?:/[a-z0-9_+-]+)+)(?: time)?",
        _zone,
        ("in Europe/London", {"zone": "Europe/London"}),
        ("america/new_york", {"zone": "America/New_York"}),
        ignores=("bombers/fighters", "F-22/F-35"),
    ),
    _option(
        "hours from UTC",
        r"(?:utc|gmt) ?[+-] ?\d{1,2}(?::?\d{2})?",
        _refused("“{words}” knows no summer time: name the zone by a place, such as Europe/London or Asia/Tokyo."),
    ),
    _option(
        "UTC",
        r"(?:in |(?:time ?)?zone:? )?(?:utc|gmt|zulu|z)(?: time)?",
        _always(zone="UTC"),
        ("zulu", {"zone": "UTC"}),
    ),
    _option(
        "letters",
        rf"(?:in |zone )?(?P<zone>{'|'.join(ABBREVIATED)})(?: time)?",
        _zone,
        ignores=("west", "western", "best"),
    ),
    _option("local time", r"(?:in )?(?:our |my |the )?local time", _always(), ("local time", {})),
)

UNITS = (
    _option(
        "a unit",
        r"(?:(?:all )?distances? (?:in )?|units? (?:in )?|in )"
        r"(?P<unit>mi|miles?|nmi?|nautical(?: miles?)?|km|kilomet(?:er|re)s?)"
        r"|(?<![\d.] )(?P<bare>nm|km)",
        lambda found: _unit(found["unit"] or found["bare"]),
        ("in nm", {"unit": "nm"}),
        ("distances in kilometers", {"unit": "km"}),
        ("in nautical miles", {"unit": "nm"}),
        ignores=("within 100 nm", "within 100 miles", "100nm"),
    ),
)

TOLD = (
    _option(
        "a length",
        r"(?:length:? )?(?P<length>headlines?|standard|full|short|brief|long|complete)"
        r"(?: length| digest| version| only)?",
        lambda found: {"length": _LENGTHS.get(found["length"].lower(), found["length"].lower().removesuffix("s"))},
        ("headlines only", {"length": "headline"}),
        ("full", {"length": "full"}),
        ignores=("long-range",),
    ),
    _option(
        "nothing on quiet days",
        r"(?:skip|not on|nothing (?:on|when|if)|no|without|silent on) quiet(?: days?)?|silent|skip empty days",
        _always(quiet="nothing"),
        ("skip quiet days", {"quiet": "nothing"}),
        ("nothing on quiet days", {"quiet": "nothing"}),
    ),
    _option(
        "a quiet day",
        r"(?P<line>(?:one )?line) on quiet days?|quiet(?: days?)?(?: ?[:=] ?| |$)(?P<what>one line|\w*)",
        lambda found: _quiet("line" if found["line"] else found["what"]),
        ("quiet nothing", {"quiet": "nothing"}),
        ("quiet: line", {"quiet": "line"}),
        ("one line on quiet days", {"quiet": "line"}),
    ),
)
