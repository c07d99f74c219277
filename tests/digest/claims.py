"""What a digest says is notable, each claim worked out again by going through all records."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from re import Match

from store.records import Bound, Incident, Kind, Precision
from tests.digest.words import ADJECTIVES, days_words, window, words_of
from tests.digest.worlds import DAY, Told

Refs = Sequence[str]
CODES = {word: code for code, word in ADJECTIVES.items()}
ORDINALS = dict(enumerate(["Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"], 2))
SHIPS = ("warship", "destroyer")
FLOWN = (Kind.AIRSPACE_VIOLATION, Kind.ZONE_ENTRY, Kind.PATROL)
GAPS = {"one day": 1, "two days": 2, "three days": 3}
LONG_AGO = 30 * DAY


def near(r: Incident, place: str) -> bool:
    return place in {*r.areas, *r.also_in}


def is_moment(r: Incident) -> bool:
    """Whether a record is known to the day and no longer than a month."""
    return r.precision == Precision.DAY and bool(r.first_day and r.last_day and r.last_day - r.first_day <= 31 * DAY)


def days_of(r: Incident) -> set[dt.date]:
    if r.precision != Precision.DAY or not r.first_day or not r.last_day:
        return set()
    return {r.first_day + n * DAY for n in range((r.last_day - r.first_day).days + 1)}


def codes(words: str) -> set[str]:
    return {CODES[word] for word in words.split("-")}


def floor_of(told: Told) -> dt.date:
    """The first day that runs are followed back to."""
    return min(r.first_day for r in told.news if r.first_day and is_moment(r)) - 60 * DAY


def run_of(match: Match[str], told: Told, refs: Refs) -> tuple[list[dt.date], list[Incident]]:
    """The days in a row that a run is about, and its records: all that there are on these days."""
    actors = codes(match["whose"])
    there = [r for r in told.known if actors <= set(r.actors) and near(r, match["place"])]
    named = {day for name in refs for day in days_of(told.named(name)) if day >= floor_of(told)}
    days = sorted(named)
    members = [r for r in there if days_of(r) & named]
    assert sorted(r.name for r in members) == sorted(refs)
    assert days[-1] - days[0] == (len(days) - 1) * DAY
    assert days[-1] + DAY not in {day for r in there for day in days_of(r)}
    assert not any(days_of(r) >= named for r in members), "one record of several days is no run"
    return days, members


def run(match: Match[str], told: Told, refs: Refs) -> None:
    days, members = run_of(match, told, refs)
    assert days[0] - DAY not in {
        day
        for r in told.known
        for day in days_of(r)
        if codes(match["whose"]) <= set(r.actors) and near(r, match["place"])
    }
    assert match["window"] == window(days[0], days[-1])
    number = ORDINALS.get(len(days)) or f"{len(days)}"
    assert re.sub(r"(?<=\d)\D+$", "", match["nth"]) == number
    if "what" in match.groupdict():
        assert all(len(days_of(r)) == 1 for r in members)
        assert len(members) == len(days)
        flown = [
            r.kind in FLOWN
            and bool(own := [p.type for p in r.platforms if p.side == "actor"])
            and not set(own) & {*SHIPS}
            for r in members
        ]
        assert (match["what"] == "flight") == all(flown)


def open_run(match: Match[str], told: Told, refs: Refs) -> None:
    days, _ = run_of(match, told, refs)
    assert days[0] == floor_of(told)
    assert int(match["number"]) == len(days)
    assert match["window"] == window(days[0], days[-1])


def first(match: Match[str], told: Told, refs: Refs) -> None:
    claimed = told.named(refs[0])
    assert claimed in told.news
    assert is_moment(claimed) and claimed.first_day and told.start < claimed.first_day
    assert match["start"] == days_words(told.start)
    for kind in re.split(r", | and ", match["types"]):
        same = [
            r
            for r in told.known
            if near(r, match["place"]) and any(p.type == kind and p.side == "actor" for p in r.platforms)
        ]
        assert all(r.first_day and r.last_day for r in same)
        together = [r for r in same if (r.first_day, r.last_day) == (claimed.first_day, claimed.last_day)]
        assert {r.name for r in together} == set(refs) - ({refs[-1]} if match["since"] else set())
        before = [r for r in same if r.last_day and r.last_day < claimed.first_day]
        end = claimed.last_day or claimed.first_day
        assert all(r in together or r in before or (r.first_day or dt.date.min) > end for r in same)
        if match["since"]:
            last = told.named(refs[-1])
            latest = max(r.last_day for r in before if r.last_day)
            assert last in before and last.last_day == latest
            assert claimed.first_day - latest >= LONG_AGO
            assert match["since"] == words_of(last).days
        else:
            assert not before


def best(measure: Callable[[Incident, Incident], float | None], kinds: Sequence[Kind]) -> Callable[..., None]:
    """A rule for what is the most of something: `measure` is how much, the more the better, beside the claimed one."""

    def check(match: Match[str], told: Told, refs: Refs) -> None:
        claimed = told.named(refs[0])
        assert claimed in told.news
        assert codes(match["whose"]) == set(claimed.actors)
        assert match["start"] == days_words(told.start) and is_moment(claimed)
        mine = measure(claimed, claimed)
        last = told.named(refs[1]) if len(refs) > 1 else None
        assert mine is not None and bool(last) == bool(match["since"]) and claimed.first_day
        assert is_value(match["value"], claimed, told)
        place = match["place"] or match["origin"]
        compared = 0
        for r in told.known:
            value = measure(r, claimed)
            alike = near(r, place) and r.kind in kinds and set(r.actors) & set(claimed.actors)
            if (
                r is claimed
                or value is None
                or not alike
                or (r.first_day and r.first_day > (claimed.last_day or r.first_day))
            ):
                continue
            assert r.first_day and r.last_day, "nobody knows whether it was before"
            compared += r.last_day < claimed.first_day
            if last and last.last_day and r.last_day <= last.last_day:
                continue
            assert value < mine
        assert compared
        if last:
            theirs = measure(last, claimed)
            assert theirs is not None and theirs >= mine - 1e-6 and set(last.actors) == set(claimed.actors)
            assert last.last_day and claimed.first_day - last.last_day >= LONG_AGO
            assert match["since"] == words_of(last).days

    return check


def is_value(words: str, claimed: Incident, told: Told) -> bool:
    """Whether a claim's value is that of its record: so many aircraft or minutes, or a distance."""
    kind = words.split(" ")[-1]
    if kind == "aircraft":
        return int(re.sub(r"\D", "", words)) == size(claimed, claimed)
    if kind == "minutes":
        return int(words.split(" ")[0]) == claimed.duration_minutes
    return words == words_of(claimed).far


def size(r: Incident, claimed: Incident) -> float:
    """The aircraft that a record may have had: those counted, and beyond any number where it does not say all."""
    own = [p for p in r.platforms if p.side == "actor" and p.type not in SHIPS]
    number = sum(p.count or 0 for p in own)
    unsure = any(p.count is not None and p.bound in (Bound.AT_LEAST, Bound.ABOUT) for p in own)
    return float("inf") if unsure and r is not claimed else number


def closeness(r: Incident, claimed: Incident) -> float | None:
    of_craft = claimed.kind == Kind.UNSAFE_ENCOUNTER
    if not r.distance or not claimed.distance or (not of_craft and r.distance.origin != claimed.distance.origin):
        return None
    return -r.distance.km


def activity(match: Match[str], told: Told, refs: Refs) -> tuple[list[dt.date], str]:
    """The days of all records of an actor near a place, and the actor; the refs are those of the window."""
    [actor] = codes(match["whose"])
    some = [r for r in told.known if actor in r.actors and near(r, match["place"]) and r.precision == Precision.DAY]
    first, last = told.period.first, told.period.last
    assert sorted(refs) == sorted(r.name for r in some if r.first_day and first <= r.first_day <= last)
    return [r.first_day for r in some if r.first_day], actor


def norm(match: Match[str], told: Told, refs: Refs) -> None:
    days, _ = activity(match, told, refs)
    first, last, length = told.period.first, told.period.last, told.period.days
    number = 90 // length
    counts = [
        sum(first - n * length * DAY <= day < first - (n - 1) * length * DAY for day in days)
        for n in range(1, number + 1)
    ]
    now = sum(first <= day <= last for day in days)
    assert told.start <= first - number * length * DAY
    assert int(match["now"]) == now
    assert match["window"] == window(first, last)
    assert {int(n) for n in re.findall(r"in (\d+) days", match[0])} <= {length}
    assert int(match["before"]) == number * length
    is_unusual(match, now, counts)


def norm_of_years(match: Match[str], told: Told, refs: Refs) -> None:
    days, _ = activity(match, told, refs)
    last = told.period.last
    years = [y for y in range(last.year - 10, last.year) if told.start <= dt.date(y, last.month, 1)]
    counts = [sum((d.year, d.month) == (y, last.month) and d.day <= last.day for d in days) for y in years]
    now = sum((d.year, d.month) == (last.year, last.month) and d.day <= last.day for d in days)
    assert int(match["now"]) == now
    assert match["window"] == window(last.replace(day=1), last)
    assert (int(match["from"]), int(match["to"])) == (years[0], years[-1])
    is_unusual(match, now, counts)


def is_unusual(match: Match[str], now: int, counts: Sequence[int]) -> None:
    """The mean is a recount, and the words go the way that the numbers do; the tails have tests of their own."""
    mean = sum(counts) / len(counts)
    assert len(counts) >= 3 and sum(counts) >= 10
    assert match["mean"] == f"{mean:.1f}"
    words, ratio = match["words"], now / mean
    times = {"twice": 2, "three times": 3, "four times": 4, "five times": 5, "six times": 6, "seven times": 7}
    told = next((number for text, number in times.items() if text in words), None)
    if told:
        assert round(ratio) == told
    elif "above" in words or "more than" in words:
        assert ratio > 1
    else:
        assert ratio < 1


def share(match: Match[str], told: Told, refs: Refs) -> None:
    days, _ = activity(match, told, refs)
    first, last = told.period.first, told.period.last
    begin = dt.date(last.year, 1, 1)
    whole, part = (sum(since <= day <= last for day in days) for since in (begin, max(first, begin)))
    assert (int(match["whole"]), int(match["part"])) == (whole, part)
    assert int(match["percent"]) == round(100 * part / whole)
    assert (match["year"], match["to"]) == (str(last.year), days_words(last))
    assert match["window"] == window(max(first, begin), last)
    assert told.start <= begin


def followed(match: Match[str], told: Told, refs: Refs) -> None:
    one, other = (told.named(name) for name in refs)
    assert other in told.news and one.last_day and other.first_day and is_moment(one) and is_moment(other)
    assert (other.first_day - one.last_day).days == GAPS[match["gap"]]
    assert set(one.actors) & set(other.responders) and set(other.actors) & set(one.responders)
    for r, whose, place, days in ((one, "a", "at", "on"), (other, "b", "bt", "bn")):
        assert codes(match[whose]) == set(r.actors)
        assert match[place].removeprefix("near ").removeprefix("the ") in (*r.areas[:1], "at a place not given")
        assert match[days] == words_of(r).days


def elsewhere(match: Match[str], told: Told, refs: Refs) -> None:
    one, other = (told.named(name) for name in refs)
    assert other in told.news and one.last_day and other.first_day and is_moment(one) and is_moment(other)
    assert 1 <= (other.first_day - one.last_day).days <= 7
    assert set(one.actors) == set(other.actors) and not {*one.areas, *one.also_in} & {*other.areas, *other.also_in}
    makeups = [sorted((p.type, p.count, p.bound) for p in r.platforms if p.side == "actor") for r in (one, other)]
    assert makeups[0] == makeups[1] and len(makeups[0]) > 1
    assert match["who"] == words_of(other).who
    assert (match["at"], match["bt"]) == (one.areas[0], other.areas[0])
    assert (match["on"], match["bn"]) == (words_of(one).days, words_of(other).days)


def started(check: Callable[..., None]) -> Callable[..., None]:
    """A rule over a match whose start of the ledger stands in one of two groups."""

    class Joined:
        def __init__(self, match: Match[str]) -> None:
            self.match = match

        def __getitem__(self, name: str) -> str:
            found = self.match.groupdict()
            return (found.get("start") or found["start2"]) if name == "start" else found.get(name, "")

    return lambda match, told, refs: check(Joined(match), told, refs)
