"""One record in plain English: days with their precision, states by name, platforms, a line and a sentence."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.vocabulary import state_adjective, state_name
from store.records import (
    METRES_PER,
    Bound,
    Distance,
    Incident,
    IncidentDraft,
    Kind,
    Platform,
    Precision,
    Response,
    Side,
    Status,
    Verification,
)

KIND_WORDS = {
    Kind.AIRSPACE_VIOLATION: "airspace violation",
    Kind.ZONE_ENTRY: "zone entry",
    Kind.PATROL: "patrol",
    Kind.UNSAFE_ENCOUNTER: "unsafe encounter",
    Kind.NAVAL_PRESENCE: "naval presence",
    Kind.MISSILE_LAUNCH: "missile launch",
    Kind.EXERCISE: "exercise",
    Kind.STRIKE: "strike",
    Kind.OTHER: "other",
}
RESPONSE_WORDS = {
    Response.INTERCEPTED: "intercepted",
    Response.SCRAMBLED: "scrambled against, no intercept stated",
    Response.MONITORED: "monitored",
    Response.PROTESTED: "protested",
    Response.SHOT_DOWN: "shot down",
    Response.NONE: "no reaction",
    Response.UNKNOWN: "response not stated",
}
VERIFICATION_WORDS = {
    Verification.UNVERIFIED: "unverified",
    Verification.SINGLE_SOURCE: "single source",
    Verification.SEVERAL_SOURCES: "several sources",
    Verification.OFFICIAL: "official",
    Verification.DISPUTED: "disputed",
}
ROUND_ENOUGH = 0.005
BOUND_WORDS = {Bound.EXACT: "", Bound.AT_LEAST: "at least ", Bound.AT_MOST: "at most ", Bound.ABOUT: "about "}


def say_day(day: dt.date) -> str:
    """A day as a desk writes it: 24 Sep 2025."""
    return f"{day.day} {day:%b %Y}"


def say_days(draft: IncidentDraft) -> str:
    """When it was, as precisely as known: `24 Sep 2025`, `28–29 Oct 2014`, `Dec 2022`, `2015`, `date not given`."""
    first, last = draft.first_day, draft.last_day or draft.first_day
    if first is None or last is None:
        return "date not given"
    if draft.precision == Precision.YEAR:
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if draft.precision == Precision.MONTH:
        same = (first.year, first.month) == (last.year, last.month)
        return f"{first:%b %Y}" if same else f"{first:%b %Y} – {last:%b %Y}"
    return say_interval(first, last)


def say_when(draft: IncidentDraft) -> str:
    """The days, and the time where it is told: `20 May 2019, 15:00 UTC`, `20 May 2019, 06:30 local time`."""
    if draft.time_of_day is None:
        return say_days(draft)
    return f"{say_days(draft)}, {draft.time_of_day:%H:%M} {_say_zone(draft.zone)}"


def _say_zone(zone: str | None) -> str:
    """A zone behind a time: `UTC`, `UTC+3` (POSIX turns its sign), `Europe/Moscow`, `local time` where it is open."""
    offset = re.fullmatch(r"Etc/GMT([+-])(\d+)", zone or "")
    if offset:
        return f"UTC{'-' if offset[1] == '+' else '+'}{offset[2]}"
    return zone or "local time"


def instant_of(draft: IncidentDraft) -> dt.datetime | None:
    """The instant (aware UTC) of an event whose one day, time and zone are all known; else None."""
    first, last = draft.first_day, draft.last_day or draft.first_day
    if first is None or first != last or draft.precision != Precision.DAY:
        return None
    if draft.time_of_day is None or draft.zone is None:
        return None
    try:
        return dt.datetime.combine(first, draft.time_of_day, ZoneInfo(draft.zone)).astimezone(dt.UTC)
    except (ZoneInfoNotFoundError, ValueError, OverflowError, OSError):
        return None


def say_interval(first: dt.date, last: dt.date) -> str:
    """Two days and what lies between: `24 Sep 2025`, `9–10 Sep 2025`, `30 Sep – 2 Oct 2025`."""
    if first == last:
        return say_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{say_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {say_day(last)}"
    return f"{say_day(first)} – {say_day(last)}"


def say_states(codes: Iterable[str]) -> str:
    """States by their names: `Russia and China`."""
    return say_and([state_name(code) for code in codes])


def say_and(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def say_platform(platform: Platform) -> str:
    """`2× Tu-95`, `at least 4× F-16`, `Su-35` where the report gives no count."""
    name = platform.variant or platform.type
    if platform.count is None:
        return name
    return f"{BOUND_WORDS[platform.bound]}{platform.count}× {name}"


def say_platforms(draft: IncidentDraft, side: Side) -> str:
    """The platforms of one side: `2× Tu-95 + 2× Su-35`; empty where the report names none."""
    return " + ".join(say_platform(p) for p in draft.platforms if p.side == side)


def say_distance(distance: Distance, unit: str = "km") -> str:
    """`40 mi from California (64 km)`: as reported, and in the reader's `unit` (km, mi, nm) where that is another."""
    value = f"{distance.value:g} {distance.unit}"
    origin = f" from {distance.origin}" if distance.origin else ""
    if distance.unit == unit or (unit == "km" and distance.unit == "m"):
        return value + origin
    number = distance.km * 1000.0 / METRES_PER[unit]
    if unit != "km":
        return f"{value}{origin} ({number:,.0f} {unit})" if number >= 1 else f"{value}{origin} ({number:.1g} {unit})"
    metric = f"{distance.km:,.0f} km" if distance.km >= 1 else f"{distance.km * 1000:.0f} m"
    return f"{value}{origin} ({metric})"


def say_reach(km: float) -> str:
    """A distance that somebody asked for, in the unit in which it is a round number: `100 nm (185 km)`, `50 km`."""
    metric = f"{km:.2g} km" if 1 <= km < 10 else f"{km:.0f} km" if km >= 1 else f"{km * 1000:.0f} m"
    for unit in ("km", "nm", "mi", "m", "ft"):
        number = km * 1000.0 / METRES_PER[unit]
        if number > ROUND_ENOUGH and abs(number - round(number)) < ROUND_ENOUGH:
            return f"{round(number):,} {unit}" + ("" if unit in ("km", "m") else f" ({metric})")
    return f"{km:.3g} km"


def say_who(draft: IncidentDraft) -> str:
    """Whose platforms they were and which: `Russian 2× Tu-95 + 2× Su-35`, `Chinese aircraft`, `unnamed aircraft`."""
    flown = say_platforms(draft, Side.ACTOR) or ("ships" if draft.kind == Kind.NAVAL_PRESENCE else "aircraft")
    whose = "-".join(state_adjective(code) for code in draft.actors)
    return f"{whose} {flown}".strip() if whose else flown


def say_response(draft: IncidentDraft) -> str:
    """What was done and by whom: `intercepted by 2× F-22 (United States)`, `2× F-15 scrambled, no intercept stated`."""
    words = RESPONSE_WORDS[draft.response]
    met = say_platforms(draft, Side.RESPONDER)
    states = say_states(draft.responders)
    if draft.kind == Kind.UNSAFE_ENCOUNTER and draft.response in (Response.NONE, Response.UNKNOWN):
        other = f"{met} ({states})" if met and states else met or states
        return f"approached {other}" if other else words
    if draft.response in (Response.NONE, Response.UNKNOWN):
        return words
    who = f"{met} ({states})" if met and states else met or states
    if draft.response == Response.SCRAMBLED:
        return f"{who} scrambled, no intercept stated" if who else words
    return f"{words} by {who}" if who else words


def say_where(draft: IncidentDraft) -> str:
    """The places, the most specific first: `Bering Sea, Alaska`."""
    return ", ".join(draft.areas) or "place not given"


def say_source(draft: IncidentDraft) -> str:
    """Who says so: the announcer and the outlet, or that no source is kept."""
    outlets = [s.outlet or ("a Slack message" if is_permalink(s.url) else s.url) or "" for s in draft.sources]
    names = list(dict.fromkeys([*draft.reported_by, *(o for o in outlets if o)]))
    return ", ".join(names) or "source not named"


def say_attribution(draft: IncidentDraft) -> str:
    """Who says so in running text, pages by their sites: `NORAD and norad.mil`; that no source is kept."""
    pages = [one.outlet or say_page(one.url) for one in draft.sources if one.outlet or one.url]
    names = list(dict.fromkeys([*draft.reported_by, *pages]))
    return say_and(names) or "a source that is not named"


def say_page(url: str | None) -> str:
    """What a page without an outlet is called: its site, or that it is a message of Slack.

    >>> say_page("https://www.norad.mil/Newsroom/Article/1/")
    'norad.mil'
    """
    if is_permalink(url):
        return "Slack message"
    try:
        site = urlsplit(url or "").hostname or ""
    except ValueError:
        site = ""
    return site.removeprefix("www.") or url or ""


def is_permalink(url: str | None) -> bool:
    """Whether an address is that of a message in Slack.

    >>> is_permalink("https://newsroom.slack.com/archives/C0DESK/p1795348803000300")
    True
    """
    return bool(url and re.match(r"https://[\w-]+\.slack\.com/archives/", url))


def say_line(draft: IncidentDraft, unit: str = "km") -> str:
    """A whole record in one line, without its reference and source; distances also in the reader's `unit`."""
    parts = [say_who(draft), say_where(draft), KIND_WORDS[draft.kind], say_response(draft)]
    if draft.distance:
        parts.append(say_distance(draft.distance, unit))
    return f"{say_days(draft)} — " + "; ".join(parts)


def say_record(incident: Incident, unit: str = "km") -> str:
    """A whole record in one line with its reference, its source and its standing."""
    return f"{incident.name}: {say_line(incident, unit)} [{say_source(incident)}; {say_standing(incident)}]"


def say_standing(incident: Incident) -> str:
    """How far a record may be relied on: `official`, `disputed`, `retracted`, `merged into INT-1001`, `draft, …`."""
    if incident.status == Status.MERGED:
        return f"merged into {incident.merged_into}"
    if incident.status == Status.RETRACTED:
        return "retracted"
    words = VERIFICATION_WORDS[incident.verification]
    return f"draft, {words}" if incident.status == Status.DRAFT else words
