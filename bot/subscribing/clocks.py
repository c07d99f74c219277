"""Times of day and time zones in the words of a subscription."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from bot.digest import local_zone
from bot.subscribing.refusal import NotUnderstood

CONTINENTS = frozenset(
    ("africa", "america", "antarctica", "arctic", "asia", "atlantic", "australia", "etc", "europe", "indian", "pacific")
)
COUNTRIES = frozenset(("us", "canada"))  # older names of zones begin with them: they are read and not offered
NAMED = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "alaska": "America/Anchorage", "alaskan": "America/Anchorage",
    "hawaii": "Pacific/Honolulu", "uk": "Europe/London", "british": "Europe/London", "japan": "Asia/Tokyo",
    "washington": "America/New_York", "brussels": "Europe/Brussels",
}  # fmt: skip
"""What people call a zone before the word `time`, where it is no city of the zones' own names."""
LETTERS = {
    "et": "America/New_York", "pt": "America/Los_Angeles",
    "est": "America/New_York", "edt": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago",
    "mst": "America/Denver", "mdt": "America/Denver", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "akst": "America/Anchorage", "akdt": "America/Anchorage", "hst": "Pacific/Honolulu", "bst": "Europe/London",
    "wet": "Europe/Lisbon", "cet": "Europe/Berlin", "cest": "Europe/Berlin",
    "eet": "Europe/Helsinki", "eest": "Europe/Helsinki", "msk": "Europe/Moscow", "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul", "ist": "Asia/Kolkata", "aest": "Australia/Sydney", "aedt": "Australia/Sydney",
    "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
}  # fmt: skip
"""Letters that name no place, so that nobody can tell when the clocks change, and what they are mostly meant for."""
ABBREVIATED = tuple(LETTERS)

_CLOCK = re.compile(
    r"(?P<hour>\d{1,3})(?:[:.h](?P<minute>\d{1,3}))?\s?(?:h|hrs?|hours|o'clock)?\s?(?:(?P<half>[ap])\.?m\.?)?",
    re.IGNORECASE | re.ASCII,
)
_FOUR = re.compile(r"(\d{2})(\d{2})\s?(?:z|zulu|h|hrs?|hours)?", re.IGNORECASE | re.ASCII)
WORDS = {"noon": dt.time(12), "midday": dt.time(12), "midnight": dt.time(0)}


def read_time(word: str) -> dt.time:
    """A time of day, to the minute: `08:00`, `8am`, `0800`, `noon`. Raises NotUnderstood."""
    word = word.strip(",; ")
    if word.lower() in WORDS:
        return WORDS[word.lower()]
    match = _CLOCK.fullmatch(word)
    four = _FOUR.fullmatch(word)
    if four:
        hour, minute, half = int(four[1]), int(four[2]), ""
    elif match and len(match["minute"] or "00") == 2:
        hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    else:
        raise NotUnderstood(f"“{word}” is no time of day: write it as 08:00.")
    if half and not 1 <= hour <= 12:
        raise NotUnderstood(f"There is no {word} on a clock: write it as 08:00 or 8:00pm.")
    if half:
        hour = hour % 12 + 12 * (half == "p")
    if hour > 23 or minute > 59:
        raise NotUnderstood(f"There is no {word} on a clock: a day goes from 00:00 to 23:59.")
    return dt.time(hour, minute)


def read_zone(word: str) -> str:
    """An IANA zone by its name, in any case, with spaces for its underscores. Raises NotUnderstood with the nearest."""
    word = word.strip(" ,;")
    low = word.casefold().replace(" ", "_")
    if low in ("z", "zulu"):
        return "UTC"
    if low in LETTERS:
        raise NotUnderstood(
            f"“{word.upper()}” names no place, so nobody can tell when its clocks change: did you mean {LETTERS[low]}?"
        )
    if low in cities() and "/" not in word:
        raise NotUnderstood(f"There is no time zone '{word}': did you mean {' or '.join(cities()[low][:2])}?")
    try:
        return local_zone(_zones().get(low, word)).key
    except ValueError as unknown:
        raise NotUnderstood(str(unknown)) from unknown


def is_like_zone(name: str) -> bool:
    """Whether a name with or without a slash is meant for a zone, be it a wrong one: `Europe/Lundon`, `EST`."""
    low = name.casefold()
    if low in LETTERS or low.partition("/")[0] in CONTINENTS | COUNTRIES:
        return True
    return bool(get_close_matches(low, _zones(), n=1, cutoff=0.8))


def with_whole_names(text: str) -> str:
    """The text with zones by their names: `America/New York` and `London time` as America/New_York, Europe/London."""
    text = re.sub(r"\b[a-z]+/[a-z]+(?: [a-z]+){1,3}", _joined, text, flags=re.IGNORECASE)
    return re.sub(r"\b((?:[a-z]+ ){1,3})time\b", _placed, text, flags=re.IGNORECASE)


def _joined(found: re.Match[str]) -> str:
    words = found[0].split(" ")
    for number in range(len(words), 1, -1):
        name = _zones().get("_".join(words[:number]).casefold())
        if name:
            return " ".join([name, *words[number:]])
    return found[0]


def _placed(found: re.Match[str]) -> str:
    words = found[1].split()
    for start in range(len(words)):
        name = " ".join(words[start:])
        low = name.casefold().replace(" ", "_")
        zones = [NAMED[low]] if low in NAMED else cities().get(low, [])
        if len(zones) > 1:
            raise NotUnderstood(f"“{name} time” may be several zones: did you mean {' or '.join(zones[:3])}?")
        if zones:
            return " ".join([*words[:start], zones[0]])
    return found[0]


@cache
def _zones() -> Mapping[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@cache
def cities() -> Mapping[str, list[str]]:
    """The cities that zones are named after, in small letters with underscores, and the zones of each."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(available_timezones()):
        continent, _, city = name.partition("/")
        if city and continent.casefold() in CONTINENTS - {"etc"}:
            found[city.rpartition("/")[2].casefold()].append(name)
    return dict(found)
