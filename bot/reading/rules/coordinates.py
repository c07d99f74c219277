"""Where in degrees: decimal ("59.5N 165.2W"), degrees and minutes ("54-23N 003-10E", "54°23′N 3°10′E"), packed ("5930N16500W")."""

import re
from dataclasses import dataclass

from bot.reading.spans import Rule

GAP = r"[\s,;/]{1,3}"
DEG, MIN, SEC = r"\s?(?:°|º|deg(?:rees)?\.?)\s?", r"\s?(?:['’′]|min(?:utes)?\.?)\s?", r"\s?(?:[\"”″]|''|’’)\s?"


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees: north and east are positive."""

    lat: float
    lon: float


def _part(degrees: str, minutes: str | None, seconds: str | None, side: str) -> float:
    """Degrees from their parts; a side that is not said is in the sign."""
    value = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return round(-value if side[:1].upper() in ("S", "W") else value, 4)


def _point(match: re.Match[str]) -> Point | None:
    groups = match.groupdict()
    for part in ("m1", "s1", "m2", "s2"):
        if float(groups.get(part) or 0) >= 60:
            return None
    lat = _part(match["d1"], groups.get("m1"), groups.get("s1"), groups.get("ns") or "")
    lon = _part(match["d2"], groups.get("m2"), groups.get("s2"), groups.get("ew") or "")
    return Point(lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _rule(name: str, pattern: str, reads: tuple[tuple[str, object], ...], ignores: tuple[str, ...]) -> Rule[Point]:
    return Rule(name, re.compile(rf"(?<![\w.-])(?:{pattern})(?!\w)"), _point, reads, ignores)


COORDINATES: tuple[Rule[Point], ...] = (
    _rule("packed", rf"(?P<d1>\d\d)(?P<m1>\d\d)(?P<s1>\d\d)?(?P<ns>[NS])(?:{GAP})?(?P<d2>[01]\d\d)(?P<m2>\d\d)(?P<s2>\d\d)?(?P<ew>[EW])",
          (("Closest point 5930N16500W.", Point(59.5, -165.0)), ("at 593015N 1650030W", Point(59.5042, -165.0083))),
          ("5990N16500W", "hull 5930 N of 16500", "201930Z")),
    _rule("decimal degrees", rf"(?P<d1>\d{{1,2}}(?:\.\d{{1,6}})?)(?:{DEG}|\s)?(?P<ns>[NS](?:orth|outh)?|north|south){GAP}(?P<d2>\d{{1,3}}(?:\.\d{{1,6}})?)(?:{DEG}|\s)?(?P<ew>[EW](?:est|ast)?|east|west)",
          (("at 59.5N 165.2W", Point(59.5, -165.2)), ("near 23.1°N, 118.9°E", Point(23.1, 118.9)), ("at 59.5 N, 165.2 W", Point(59.5, -165.2))),
          ("95.2N 10E", "10 N ships, 12 E ships", "Mach 0.8 N 20")),
    _rule("degrees and minutes", rf"(?P<d1>\d{{1,2}})(?:{DEG}|[\s-])(?P<m1>\d{{1,2}}(?:\.\d{{1,4}})?)(?:{MIN}|\s)?(?:(?P<s1>\d{{1,2}}(?:\.\d+)?){SEC})?(?P<ns>[NS](?:orth|outh)?|north|south){GAP}"
          rf"(?P<d2>\d{{1,3}})(?:(?:{DEG}|[\s-])(?P<m2>\d{{1,2}}(?:\.\d{{1,4}})?)(?:{MIN}|\s)?(?:(?P<s2>\d{{1,2}}(?:\.\d+)?){SEC})?|{DEG})(?P<ew>[EW](?:est|ast)?|east|west)",
          (("at 54-23N 003-10E", Point(54.3833, 3.1667)), ("54°23′N 003°10′E", Point(54.3833, 3.1667)), ("at 54°23'15\"N, 3°10'30\"E", Point(54.3875, 3.175)), ("posn 54 23.5N 003 10.2E", Point(54.3917, 3.17))),
          ("54-73N 003-10E", "flights 54-23 north of 3-10", "54-23N alone")),
    _rule("side first", rf"(?P<ns>[NS])\s?(?P<d1>\d{{1,2}})(?:{DEG}|[\s-])?(?P<m1>\d{{2}}(?:\.\d{{1,4}})?)(?:{MIN})?{GAP}(?P<ew>[EW])\s?(?P<d2>\d{{1,3}})(?:{DEG}|[\s-])?(?P<m2>\d{{2}}(?:\.\d{{1,4}})?)(?:{MIN})?",
          (("N54 23 E003 10", Point(54.3833, 3.1667)), ("N 54°23.5', E 003°10.2'", Point(54.3917, 3.17)), ("N5930 W16500", Point(59.5, -165.0))),
          ("N54 alone", "S 300 and E 200", "N54 E99x")),
    _rule("side first, decimal", rf"(?P<ns>[NS])\s?(?P<d1>\d{{1,2}}\.\d{{1,6}})(?:{DEG})?{GAP}(?P<ew>[EW])\s?(?P<d2>\d{{1,3}}\.\d{{1,6}})(?:{DEG})?",
          (("N59.5 W165.2", Point(59.5, -165.2)),), ("N59 W165", "N5.9.1 and W2.1.0")),
    _rule("latitude and longitude", r"[Ll]at(?:itude)?\.?:?\s(?P<d1>-?\d{1,2}(?:\.\d{1,6})?)(?:,|\sand|;)?\s[Ll]ong?(?:itude)?\.?:?\s(?P<d2>-?\d{1,3}(?:\.\d{1,6})?)",
          (("lat 59.5, long -165.2", Point(59.5, -165.2)), ("Latitude: 59.5; longitude: -165.2", Point(59.5, -165.2))), ("at the latitude of 59.5", "lat 95 long 10")),
)  # fmt: skip
