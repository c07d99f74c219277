"""Times of day in a report, with the time zone where the text names one."""

import datetime as dt
import re
from dataclasses import dataclass

# IANA zones by the words that stand behind a time of day. "Local time" names none.
ZONES = {
    "z": "UTC", "zulu": "UTC", "gmt": "UTC", "utc": "UTC", "moscow": "Europe/Moscow", "msk": "Europe/Moscow",
    "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv", "london": "Europe/London", "british": "Europe/London",
    "bst": "Europe/London", "cet": "Europe/Brussels", "cest": "Europe/Brussels", "eet": "Europe/Helsinki",
    "eest": "Europe/Helsinki", "finnish": "Europe/Helsinki", "ankara": "Europe/Istanbul",
    "turkish": "Europe/Istanbul", "eastern": "America/New_York", "est": "America/New_York",
    "edt": "America/New_York", "central": "America/Chicago", "pacific": "America/Los_Angeles",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "alaska": "America/Anchorage",
    "akst": "America/Anchorage", "akdt": "America/Anchorage", "hawaii": "Pacific/Honolulu",
    "japan": "Asia/Tokyo", "tokyo": "Asia/Tokyo", "jst": "Asia/Tokyo", "korean": "Asia/Seoul",
    "korea": "Asia/Seoul", "seoul": "Asia/Seoul", "kst": "Asia/Seoul", "taiwan": "Asia/Taipei",
    "taipei": "Asia/Taipei", "beijing": "Asia/Shanghai", "manila": "Asia/Manila", "tehran": "Asia/Tehran",
    "iran": "Asia/Tehran", "bahrain": "Asia/Bahrain", "damascus": "Asia/Damascus",
}  # fmt: skip
LETTERS = "ABCDEFGHIKLM"
_NAMES = "|".join(sorted((name for name in ZONES if name != "z"), key=len, reverse=True))
ZONE_AFTER = re.compile(
    rf"\s?(?:(?P<z>Z)\b|\(?(?:UTC|GMT)\s?(?P<offset>[+-]\d{{1,2}})\)?|\(?(?P<name>{_NAMES})\b(?:\s(?:standard\s|daylight\s)?time)?)",
    re.IGNORECASE,
)
TIMES = re.compile(
    r"(?<![\d:.])(?:(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d)(?!\d)(?:\s?(?P<half>[ap]\.?\s?m\b\.?))?"
    r"|\.(?P<minute2>[0-5]\d)\s?(?P<half3>[ap]\.?\s?m\b\.?))"
    r"|(?P<hour2>1[0-2]|0?[1-9])\s?(?P<half2>[ap]\.?m\b\.?)"
    r"|(?P<plain>[01]\d[0-5]\d|2[0-3][0-5]\d)(?=\s?(?:Z\b|GMT|UTC|hours|hrs|local\b))"
    r"|(?:0[1-9]|[12]\d|3[01])(?P<group>(?:[01]\d|2[0-3])[0-5]\d)(?P<letter>[A-IK-Z])(?=\b|\s?[A-Z][A-Za-z]{2}))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day at text[start:end]; `zone` is an IANA name, or None where the text leaves it open."""

    start: int
    end: int
    time: dt.time
    zone: str | None


def find_time(text: str, start: int, end: int) -> TimeOfDay | None:
    """The first time of day in text[start:end], or None."""
    match = TIMES.search(text, start, end)
    if match is None:
        return None
    if match["group"]:
        return TimeOfDay(
            match.start("group"), match.end("letter"), _of_four(match["group"]), _of_letter(match["letter"])
        )
    after = ZONE_AFTER.match(text, match.end(), end)
    zone = _of_words(after) if after else None
    stop = after.end() if after and zone else match.end()
    if match["plain"]:
        return TimeOfDay(match.start(), stop, _of_four(match["plain"]), zone)
    hour = int(match["hour"] or match["hour2"])
    half = (match["half"] or match["half2"] or match["half3"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return TimeOfDay(match.start(), stop, dt.time(hour, int(match["minute"] or match["minute2"] or 0)), zone)


def _of_four(digits: str) -> dt.time:
    return dt.time(int(digits[:2]), int(digits[2:]))


def _of_letter(letter: str) -> str | None:
    """The zone of a date-time group: Z is Greenwich, A to I, K to M lie east of it, N to Y west; J is local."""
    if letter.upper() == "Z":
        return "UTC"
    east = LETTERS.find(letter.upper()) + 1
    if letter.upper() == "L" or not (east or letter.upper() in "NOPQRSTUVWXY"):
        return None
    return f"Etc/GMT-{east}" if east else f"Etc/GMT+{ord(letter.upper()) - ord('M')}"


def _of_words(match: re.Match[str]) -> str | None:
    if match["offset"]:
        offset = int(match["offset"])
        return f"Etc/GMT{-offset:+d}" if offset and -12 <= offset <= 14 else "UTC"
    return ZONES[(match["z"] or match["name"]).lower()]
