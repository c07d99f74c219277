"""One value that somebody typed into a field, read with the vocabulary of the reader; or a sentence why not."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, TypeVar
from zoneinfo import available_timezones

from bot.reading.dates import find_dates
from bot.reading.days import Grain
from bot.reading.numbers import whole_number
from bot.reading.rules.distance import metric
from bot.reading.times import find_time
from bot.vocabulary import Aircraft, Entry, Generic, Place, State, Vessel, vocabulary
from bot.wording import KIND_WORDS, RESPONSE_WORDS, say_and
from store.records import Bound, Distance, Kind, Platform, Precision, Response, Side, day_span

QUOTED = re.compile(r"[\"“](.+)[\"”]")
PIECES = re.compile(r"[,;\n]")
LINES = re.compile(r"[,;\n+]")
COUNTED = re.compile(
    r"(?:(?P<bound>at least|at most|about|up to|more than|around)\s+)?"
    r"(?:(?P<count>\d{1,5}|[a-z]+(?=\s))\s+)?(?P<name>\S.*)",
    re.IGNORECASE,
)
JOINED = re.compile(r"(\d{1,5})\s*[x×]\s*(?=\S)", re.IGNORECASE)
BOUNDS = {
    "at least": Bound.AT_LEAST,
    "more than": Bound.AT_LEAST,
    "at most": Bound.AT_MOST,
    "up to": Bound.AT_MOST,
    "about": Bound.ABOUT,
    "around": Bound.ABOUT,
}
DISTANCE = re.compile(
    r"(?P<value>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>nautical miles?|nmi?|miles?|mi|kilomet(?:er|re)s?|kms?|met(?:er|re)s?|m"
    r"|feet|foot|ft|yards?|yds?)\b(?:\s+(?:from|off|of|to)\s+(?P<origin>\S.*))?",
    re.IGNORECASE,
)
DAY_FORMS = "write 2025-09-24, 28–29 Oct 2014, Sep 2025 or 2025"
LONGEST_NAME = 80
LONGEST_SAID = 60

Choice = TypeVar("Choice", Kind, Response)


class Unread(ValueError):
    """A field that cannot be read; its text is the sentence that stands beside the field."""


def read_day(words: str, today: dt.date) -> dict[str, Any]:
    """A day, some days, a month or a year; empty: not known. What lies ahead of `today` is refused."""
    if not words:
        return {"first_day": None, "last_day": None, "precision": None, "date_words": None}
    first, last, precision = _span(words, today)
    if first > today:
        raise Unread(f"{first.isoformat()} lies ahead: {DAY_FORMS}.")
    return {"first_day": first, "last_day": last, "precision": precision, "date_words": None}


def _span(words: str, today: dt.date) -> tuple[dt.date, dt.date, Precision]:
    try:
        return day_span(words)
    except ValueError:
        found = find_dates(words, today)
    whole = found[0] if len(found) == 1 and found[0].words.strip() == words else None
    if whole is None or whole.days.first is None or whole.days.last is None:
        said = whole.days.guess.partition(":")[0] if whole and whole.days.guess else f"I cannot read “{_cut(words)}”"
        raise Unread(f"{said}: {DAY_FORMS}.")
    if whole.days.guess and whole.rule == "numeric day":
        raise Unread(f"“{_cut(words)}” may be two days: write {whole.days.first.isoformat()} or the other one.")
    grain = {Grain.MONTH: Precision.MONTH, Grain.YEAR: Precision.YEAR}.get(whole.days.grain, Precision.DAY)
    return whole.days.first, whole.days.last, grain


def read_time(words: str) -> dict[str, Any]:
    """A time of day with its zone; empty: not known."""
    if not words:
        return {"time_of_day": None, "zone": None}
    zone = words.partition(" ")[2].strip()
    found = find_time(words, 0, len(words))
    if found is None or (found.zone is None and zone and zone not in available_timezones()):
        raise Unread(f"I cannot read “{_cut(words)}” as a time: write 14:30 UTC, or 14:30 for local time.")
    return {"time_of_day": found.time, "zone": found.zone or zone or None}


def read_places(words: str, *, known: Sequence[str] = ()) -> list[str]:
    """Places with commas between, by the names that the ledger uses. One in quotes is kept as it is."""
    return _each(words, lambda name: _place(name, known))


def read_states(words: str, *, known: Sequence[str] = ()) -> list[str]:
    """States with commas between, by name or code, as codes."""
    return _each(words, lambda name: _state(name, known))


def read_names(words: str) -> list[str]:
    """Who announced something, with commas between; forces and outlets by their usual names."""
    return _each(words, _announcer)


def read_platforms(words: str, side: Side, *, known: Sequence[Platform] = ()) -> list[Platform]:
    """Aircraft and ships, one a line: `2× Tu-95`, `at least 4× F-16`, `warship`. A name in quotes is kept as it is."""
    return [_platform(line.strip(), side, known) for line in LINES.split(words) if line.strip()]


def read_kind(words: str) -> Kind:
    """A kind of event, by its word or its name in the codebook."""
    return _choice(words, Kind, KIND_WORDS, "kind of event")


def read_response(words: str) -> Response:
    """A response, by its word or its name in the codebook."""
    return _choice(words, Response, RESPONSE_WORDS, "response")


def read_distance(words: str) -> Distance | None:
    """`40 mi from California`; empty: not told."""
    if not words:
        return None
    found = DISTANCE.fullmatch(re.sub(r"\s*\([^()]*\)$", "", words))
    if found is None:
        raise Unread(f"I cannot read “{_cut(words)}” as a distance: write 40 mi from Alaska, 20 nm or 60 ft.")
    unit = metric(found["unit"])
    return Distance(value=float(found["value"].replace(",", "")), unit=unit, origin=found["origin"])


def read_link(words: str) -> str:
    """A web address."""
    if not re.fullmatch(r"https?://[^\s<>|\"]+\.[^\s<>|\"]+", words):
        raise Unread("That is no web address: it begins with https:// and has no spaces.")
    return words


def _each(words: str, read: Any) -> list[str]:
    """Each of some names, once."""
    return list(dict.fromkeys(read(piece.strip()) for piece in PIECES.split(words) if piece.strip()))


def _place(name: str, known: Sequence[str]) -> str:
    if name in known:
        return name
    if quoted := QUOTED.fullmatch(name):
        return _short(quoted[1])
    if place := vocabulary().place(name):
        return place.name
    if state := vocabulary().state(name):
        return state.name
    raise Unread(_unknown(name, (Place, State), keep=True))


def _state(name: str, known: Sequence[str]) -> str:
    if name in known:
        return name
    state = vocabulary().state(name)
    if state is None:
        raise Unread(_unknown(name, (State,), keep=False))
    return state.code


def _announcer(name: str) -> str:
    found = [one for one in vocabulary().find(name, telegraphic=True) if one.words == name]
    entry = found[0].entry if found else None
    return _short(entry.code if isinstance(entry, State) else entry.name if entry else name)


def _platform(line: str, side: Side, known: Sequence[Platform]) -> Platform:
    found = COUNTED.fullmatch(JOINED.sub(r"\1 ", line))
    if found is None:
        raise Unread(f"I cannot read “{_cut(line)}”: write one type a line, like 2× Tu-95.")
    count, name = whole_number(found["count"] or ""), found["name"].strip()
    if count is None and found["count"]:
        name = f"{found['count']} {name}"
    bound = BOUNDS[found["bound"].lower()] if found["bound"] else Bound.EXACT
    type_, variant = _type(name, known)
    return Platform(type=type_, variant=variant, count=count, bound=bound, side=side)


def _type(name: str, known: Sequence[Platform]) -> tuple[str, str | None]:
    """The canonical type, and the variant where one is named."""
    if quoted := QUOTED.fullmatch(name):
        return _short(quoted[1]), None
    for platform in known:
        if name in (platform.variant, platform.type):
            return platform.type, platform.variant if name == platform.variant else None
    words = vocabulary()
    found = [one for one in words.find(name, telegraphic=True) if one.words == name]
    entry = found[0].entry if found else None
    named = isinstance(entry, Vessel | Generic) or (isinstance(entry, Aircraft) and entry.name in words.aircraft)
    if entry is None or not named:
        raise Unread(_unknown(name, (Aircraft, Vessel, Generic), keep=True))
    return getattr(entry, "name"), found[0].variant  # noqa: B009 - mypy does not see which entry it is


def _choice(words: str, choices: type[Choice], said: dict[Choice, str], what: str) -> Choice:
    plain = words.lower().replace("_", " ")
    for choice in choices:
        if plain in (choice.value.replace("_", " "), said[choice].partition(",")[0]):
            return choice
    raise Unread(f"“{_cut(words)}” is no {what}: say {say_and([c.value.replace('_', ' ') for c in choices])}.")


def _unknown(name: str, kinds: tuple[type[Entry], ...], *, keep: bool) -> str:
    near = [one for one in vocabulary().nearest_names(name, kinds=kinds, limit=3) if one != name]
    sentence = f"I do not know “{_cut(name)}”"
    insist = f" Put it in quotes to keep it as it is: “{_cut(name)}”." if keep else ""
    if near:
        return f"{sentence}; did you mean {' or '.join(near[:2])}?{insist}"
    return f"{sentence}.{insist}" if keep else f"{sentence}: write a state by its name or code, like Russia or RU."


def _short(name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise Unread(f"“{_cut(name)}” is too long: a name has at most {LONGEST_NAME} characters.")
    return name


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST_SAID else flat[: LONGEST_SAID - 1] + "…"
