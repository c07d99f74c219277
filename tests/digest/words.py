"""The words of a record as the tests write them themselves, from tables of their own."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from store.records import Incident, Platform

STATES = {"RU": "Russia", "CN": "China", "US": "United States", "JP": "Japan"}
ADJECTIVES = {"RU": "Russian", "CN": "Chinese", "US": "American", "JP": "Japanese"}
THEATRES = {
    "Alaska": "Alaska and the Arctic",
    "Bering Sea": "Alaska and the Arctic",
    "Japan": "Japan and Korea",
    "Black Sea": "Black Sea",
}
RESPONSES = {
    "intercepted": ("intercepted", "intercepted"),
    "scrambled": ("scrambled against", "scrambled against, no intercept stated"),
    "monitored": ("monitored", "monitored"),
    "protested": ("protested", "protested"),
    "shot_down": ("shot down", "shot down"),
    "none": ("without a reaction", "no reaction"),
    "unknown": ("with no response stated", "response not stated"),
}
BOUNDS = {"exact": "", "at_least": "at least ", "at_most": "at most ", "about": "about "}
METRES = {"mi": 1609.344, "nm": 1852, "km": 1000, "ft": 0.3048}


@dataclass(frozen=True)
class Words:
    """The parts of a record's line."""

    days: str
    who: str
    where: str
    kind: str
    response: str
    far: str

    @property
    def line(self) -> str:
        rest = [self.who, self.where, self.kind, self.response, *([self.far] if self.far else [])]
        return f"{self.days} — {'; '.join(rest)}"


def theatre(r: Incident) -> str:
    """The theatre of a record, by its most specific place that has one."""
    return next((THEATRES[place] for place in r.areas if place in THEATRES), "Elsewhere")


def listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def days_words(day: dt.date | None) -> str:
    assert day
    return day.strftime("%d %b %Y").removeprefix("0")


def window(first: dt.date, last: dt.date) -> str:
    """`9–10 Sep 2025`, with the month and the year where they differ."""
    if first == last:
        return days_words(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{days_words(last)}"
    return f"{days_words(first).removesuffix(f' {last.year}')} – {days_words(last)}"


def _days(r: Incident) -> str:
    if not r.first_day or not r.last_day:
        return "date not given"
    if r.precision == "year":
        return str(r.first_day.year)
    if r.precision == "month":
        return r.first_day.strftime("%b %Y")
    return window(r.first_day, r.last_day)


def _things(platforms: Sequence[Platform]) -> str:
    return " + ".join(p.type if p.count is None else f"{BOUNDS[p.bound]}{p.count}× {p.type}" for p in platforms)


def _far(r: Incident, unit: str) -> str:
    if not r.distance:
        return ""
    words = f"{r.distance.value:g} {r.distance.unit}"
    words += f" from {r.distance.origin}" if r.distance.origin else ""
    if r.distance.unit == unit:
        return words
    number = r.distance.value * METRES[r.distance.unit] / METRES[unit]
    if number >= 1:
        return f"{words} ({number:.0f} {unit})"
    return f"{words} ({number * 1000:.0f} m)" if unit == "km" else f"{words} ({number:.1g} {unit})"


def words_of(r: Incident, unit: str = "km") -> Words:
    """A record in words, distances also in the reader's unit."""
    flown = _things([p for p in r.platforms if p.side == "actor"])
    whose = "-".join(ADJECTIVES[code] for code in r.actors)
    met = _things([p for p in r.platforms if p.side == "responder"])
    states = listed([STATES[code] for code in r.responders])
    by = f"{met} ({states})" if met and states else met or states
    words = RESPONSES[r.response][1]
    open_ended = r.response in ("none", "unknown")
    if open_ended and r.kind == "unsafe_encounter" and by:
        words = f"approached {by}"
    elif r.response == "scrambled" and by:
        words = f"{by} scrambled, no intercept stated"
    elif by and not open_ended:
        words += f" by {by}"
    return Words(
        days=_days(r),
        who=f"{whose} {flown or ('ships' if r.kind == 'naval_presence' else 'aircraft')}".strip(),
        where=", ".join(r.areas) or "place not given",
        kind=r.kind.replace("_", " "),
        response=words,
        far=_far(r, unit),
    )


def source_of(r: Incident) -> str:
    """Who says so, then how far it may be relied on."""
    names = [*r.reported_by, *(s.outlet or s.url or "" for s in r.sources)]
    stands = "retracted" if r.status == "retracted" else r.verification.replace("_", " ")
    return f"{', '.join(dict.fromkeys(names)) or 'source not named'}; {stands}"
