"""What people write to subscribe: `weekly monday 07:30 Europe/Oslo near Norway in nm` as checked terms, and back."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args
from zoneinfo import available_timezones

from bot.asking import Declined, Question, parse
from bot.asking.echo import say_filter
from bot.asking.question import Op
from bot.digest import local_zone
from bot.paragraph import say_about
from bot.schedule import Days
from bot.vocabulary import vocabulary
from store.errors import DeskError
from store.filters import IncidentFilter
from store.records import Status
from store.subscriptions import Subscription, SubscriptionKind, Terms

DAYS: tuple[str, ...] = get_args(Days)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LENGTHS = ("headline", "standard", "full")
UNITS = {
    "mi": "mi", "mile": "mi", "miles": "mi", "nm": "nm", "nmi": "nm", "nautical": "nm",
    "km": "km", "kilometres": "km", "kilometers": "km",
}  # fmt: skip
COUNTING = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {word: n for n, word in enumerate(COUNTING, 1)}
PLAIN_ZONES = frozenset({"UTC", "GMT"})
MOST_DAYS = 90
EXAMPLE = "`/intercept digest daily 08:00 America/Anchorage near Alaska`"
WATCH_EXAMPLE = "`/intercept watch Tu-160 within 100 nm of the United Kingdom`"
SURGE_EXAMPLE = "`/intercept watch 3 or more in 7 days near Alaska`"

_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>am|pm)?", re.IGNORECASE | re.ASCII)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE | re.ASCII)
_ZONE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+\-]+)+")
_CAP = re.compile(r"(?:at most|cap|max(?:imum)?)\s+(\d{1,3})(?:\s+(?:a|per)\s+day)?", re.IGNORECASE | re.ASCII)
_MANY = re.compile(
    r"(?:surge\s+)?(?P<count>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\s+or\s+more\b"
    r"|surge\s+(?P<bare>\d{1,3})\b"
    r"|(?:surge\s+)?(?:(?P<twice>twice)|(?P<times>\d|two|three|four|five|six|seven|eight|nine)\s+times)\s+the\s+usual\b",
    re.IGNORECASE | re.ASCII,
)
_WITHIN = re.compile(r"\b(?:in|within)\s+(?:a\s+week|(?P<days>\d{1,3})\s+days?)\b", re.IGNORECASE | re.ASCII)


class NotUnderstood(DeskError):
    """Words that are no subscription; the sentence says which of them, and what would be one."""


@dataclass
class _Words:
    """The words that are still to be read, and what was read already."""

    left: list[str]
    found: dict[str, Any] = field(default_factory=dict)

    def take(self, name: str, value: Any) -> None:
        """Keep a value. Raises NotUnderstood where another one was given before."""
        if name in self.found and self.found[name] != value:
            raise NotUnderstood(f"I read two different values for the {_NAMES.get(name, name)}: give one.")
        self.found[name] = value
        self.left.pop(0)


_NAMES = {"days": "days", "at": "time", "weekday": "weekday", "zone": "time zone", "length": "length", "unit": "unit"}


def read_digest(words: str, *, zone: str, today: dt.date, before: Terms | None = None) -> Terms:
    """The terms of a digest: how often, the local time, the zone, options, and what it is about.

    `zone` is taken where none is named. With `before` only what is named changes. Raises NotUnderstood.
    """
    said = _Words(words.split())
    about: list[str] = []
    while said.left:
        if not _option(said, begun=bool(about)):
            about.append(said.left.pop(0))
    given = said.found
    if "days" not in given and before is None and "weekday" not in given:
        raise NotUnderstood(f"Say how often: daily, weekdays, weekly or monthly, as in {EXAMPLE}.")
    if "weekday" in given:
        given.setdefault("days", "weekly")
        if given["days"] != "weekly":
            raise NotUnderstood(
                f"A {given['days']} digest has no weekday: write `weekly {WEEKDAYS[given['weekday']]}`."
            )
    if "month_day" in given and given.get("days", before.days if before else "") != "monthly":
        raise NotUnderstood("Only a monthly digest has a day of the month: write `monthly on the 1st`.")
    if about or before is None:
        given |= wanted(" ".join(about), today=today)
    start = before.model_dump() if before else Terms(zone=zone).model_dump()
    return Terms.model_validate(start | given)


def read_watch(words: str, *, zone: str, today: dt.date) -> tuple[SubscriptionKind, Terms]:
    """The terms of a watch, or of a surge alert where the words say how many within how many days.

    Raises NotUnderstood.
    """
    text = " ".join(words.split())
    given: dict[str, Any] = {"zone": zone}
    if capped := _CAP.search(text):
        if not int(capped[1]):
            raise NotUnderstood("At most 0 a day would say nothing: leave the watch out, or pause it.")
        given["cap"], text = int(capped[1]), _without(text, capped)
    many = _MANY.search(text)
    if many is None:
        if not text:
            raise NotUnderstood(f"Say what to watch for: {WATCH_EXAMPLE}.")
        return SubscriptionKind.WATCH, Terms.model_validate(given | wanted(text, today=today))
    text = _without(text, many)
    span = _WITHIN.search(text)
    days = 7 if span is None or span["days"] is None else int(span["days"])
    if span:
        text = _without(text, span)
    elif not many["twice"] and not many["times"]:
        raise NotUnderstood(f"Say within how many days: {SURGE_EXAMPLE}.")
    if not 1 <= days <= MOST_DAYS:
        raise NotUnderstood(f"A surge is counted over 1 to {MOST_DAYS} days, not {days}: {SURGE_EXAMPLE}.")
    number = 2 if many["twice"] else _number(many["count"] or many["bare"] or many["times"])
    given |= {"surge": (number, days), "times": bool(many["twice"] or many["times"])}
    if number < 2:
        raise NotUnderstood(f"A surge is two or more: watch for single ones with {WATCH_EXAMPLE}.")
    text = re.sub(r"^(incidents?|flights?|records?|encounters?)\b", "", text.strip(), flags=re.IGNORECASE).strip()
    return SubscriptionKind.SURGE, Terms.model_validate(given | wanted(text, today=today))


def wanted(words: str, *, today: dt.date) -> dict[str, Any]:
    """What a subscription is about, as its `filter` and `words`; nothing named is everything. Raises NotUnderstood."""
    words = " ".join(words.split())
    if not words or words.casefold() in ("everything", "all", "about everything"):
        return {"filter": IncidentFilter(), "words": ""}
    question = parse(words if words.casefold().startswith("list ") else f"list {words}", today)
    if isinstance(question, Declined):
        raise NotUnderstood(_telling(words, question.reason))
    if question.op != Op.LIST or question.filters() != (question.filter,) or question.recurring or question.skip:
        raise NotUnderstood(
            f"“{words}” is a question of its own: say only what the incidents have, such as `near Alaska`."
        )
    _refuse_nothing(question, today)
    return {"filter": question.filter, "words": say_about(say_filter(question.filter))}


def _telling(words: str, reason: str) -> str:
    """Why words are not understood; a word that looks like a time zone or weekday gets the one that was meant."""
    for word in words.split():
        near = get_close_matches(word.lower(), (*DAYS, *WEEKDAYS, *LENGTHS), n=1, cutoff=0.75)
        if near and word.lower() != near[0]:
            return f"I do not understand “{word}”: did you mean `{near[0]}`?"
    return f"{reason} Say what it is about as you would ask for it, for example {EXAMPLE}."


def _refuse_nothing(question: Question, today: dt.date) -> None:
    """Raise NotUnderstood for a filter that no record to come can match."""
    f = question.filter
    if f.until is not None and f.until < today:
        raise NotUnderstood(f"Nothing new can be of a time that ended on {f.until}: leave the end out.")
    if f.statuses != (Status.CONFIRMED,):
        raise NotUnderstood("Only records that stand are told: leave out `retracted`, `merged` and `draft`.")
    if f.refs:
        raise NotUnderstood("A single record is not subscribed to: say what it is about, such as `near Alaska`.")
    both = [(f.actors, f.actors_not), (f.responders, f.responders_not), (f.areas, f.areas_not)]
    both += [(tuple(f.kinds), tuple(f.kinds_not)), (tuple(f.responses), tuple(f.responses_not))]
    if any(named and set(named) <= set(without) for named, without in both):
        raise NotUnderstood("That asks for something and leaves the same out, so nothing could match: drop one.")
    if f.min_aircraft is not None and f.max_aircraft is not None and f.min_aircraft > f.max_aircraft:
        raise NotUnderstood("That asks for more aircraft than it allows, so nothing could match: check the numbers.")
    for name in (name for condition in f.platforms for name in condition.types):
        _refuse_unknown(name)


def _refuse_unknown(name: str) -> None:
    known = vocabulary()
    names = [*known.aircraft, *known.vessels, *known.generics]
    if name in names:
        return
    near = get_close_matches(name, names, n=2, cutoff=0.6)
    hint = f": did you mean {' or '.join(near)}?" if near else "; name an aircraft or ship as the desk writes it."
    raise NotUnderstood(f"I know no aircraft or ship “{name}”, so nothing could match{hint}")


def _option(said: _Words, *, begun: bool) -> bool:
    """Take an option off the front of the words; False where they are about something else."""
    word = said.left[0].strip(",;")
    low, after = word.lower(), said.left[1].strip(",;").lower() if len(said.left) > 1 else ""
    if low in DAYS:
        said.take("days", low)
    elif low.removesuffix("s") in WEEKDAYS or (low == "on" and after.removesuffix("s") in WEEKDAYS):
        if low == "on":
            said.left.pop(0)
        said.take("weekday", WEEKDAYS.index((after if low == "on" else low).removesuffix("s")))
    elif low == "on" and after == "the" and len(said.left) > 2 and (nth := _ORDINAL.fullmatch(said.left[2])):
        del said.left[:2]
        if not 1 <= int(nth[1]) <= 31:
            raise NotUnderstood(f"No month has a day {nth[1]}: write `monthly on the 1st`.")
        said.take("month_day", int(nth[1]))
    elif low in LENGTHS:
        said.take("length", low)
    elif low == "quiet":
        _quiet(said, after)
    elif low == "in" and after in UNITS:
        said.left.pop(0)
        said.take("unit", UNITS[after])
        if after == "nautical" and said.left and said.left[0].lower() == "miles":
            said.left.pop(0)
    elif low == "at" and (":" in after or _CLOCK.fullmatch(after)):
        said.left.pop(0)
        said.take("at", read_time(said.left[0]))
    elif ":" in word or (not begun and "at" not in said.found and _isread_time(word)):
        said.take("at", read_time(word))
    elif _ZONE.fullmatch(word) or word.upper() in PLAIN_ZONES:
        said.take("zone", read_zone(word))
    else:
        return False
    return True


def _quiet(said: _Words, after: str) -> None:
    """`quiet line`, `quiet nothing`: what a day without news gets."""
    values = {"line": "line", "nothing": "nothing", "silent": "nothing", "silence": "nothing"}
    if after not in values:
        raise NotUnderstood("Say what a quiet day gets: `quiet line` or `quiet nothing`.")
    said.left.pop(0)
    said.take("quiet", values[after])


def _isread_time(word: str) -> bool:
    match = _CLOCK.fullmatch(word)
    return bool(match and (match["minute"] or match["half"]))


def read_time(word: str) -> dt.time:
    """A time of day, to the minute. Raises NotUnderstood."""
    match = _CLOCK.fullmatch(word.strip(",;"))
    if match is None:
        raise NotUnderstood(f"“{word}” is no time of day: write it as 08:00.")
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        raise NotUnderstood(f"There is no {word} on a clock: write it as 08:00 or 8:00pm.")
    if half:
        hour = hour % 12 + 12 * (half == "pm")
    if hour > 23 or minute > 59:
        raise NotUnderstood(f"There is no {word} on a clock: a day goes from 00:00 to 23:59.")
    return dt.time(hour, minute)


def read_zone(word: str) -> str:
    """An IANA zone by its name, in any case. Raises NotUnderstood with the nearest names."""
    name = _zones().get(word.casefold(), word)
    try:
        return local_zone(name).key
    except ValueError as unknown:
        raise NotUnderstood(str(unknown)) from unknown


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def _number(word: str) -> int:
    return NUMBERS.get(word.lower()) or int(word)


def _without(text: str, match: re.Match[str]) -> str:
    return " ".join((text[: match.start()] + " " + text[match.end() :]).split())


def say_terms(kind: SubscriptionKind, terms: Terms) -> str:
    """A subscription in words: `digest daily at 08:00 America/Anchorage, near Alaska`."""
    about = f"incidents {terms.words}" if terms.words else "every incident"
    if kind == SubscriptionKind.WATCH:
        return f"watch for {about}, at most {terms.cap} a day ({terms.zone})"
    if kind == SubscriptionKind.SURGE and terms.surge:
        number, days = terms.surge
        many = f"{'twice' if number == 2 else f'{number} times'} the usual" if terms.times else f"{number} or more"
        return f"alert at {many} in {days} days: {about}"
    often = {"weekly": f"weekly on {WEEKDAYS[terms.weekday].title()}", "monthly": f"monthly on day {terms.month_day}"}
    return ", ".join(
        [f"digest {often.get(terms.days, terms.days)} at {terms.at:%H:%M} {terms.zone}", about, *_options(terms)]
    )


def say_subscription(one: Subscription) -> str:
    """The same with its id and how it stands: `S-3 (paused): digest daily …`."""
    state = "" if one.state == "active" else f" ({one.state.value})"
    return f"{one.id}{state}: {say_terms(one.kind, one)}"


def written(terms: Terms, *, about: str = "") -> str:
    """The terms of a digest as they are written; `about` are the words for its filter."""
    days: Sequence[str] = {
        "weekly": ("weekly", WEEKDAYS[terms.weekday]),
        "monthly": ("monthly", "on", "the", str(terms.month_day)),
    }.get(terms.days, (terms.days,))
    parts = [*days, f"{terms.at:%H:%M}", terms.zone, "in", terms.unit, terms.length, "quiet", terms.quiet, about]
    return " ".join(part for part in parts if part)


def _options(terms: Terms) -> list[str]:
    plain = Terms()
    return [
        *([f"distances in {terms.unit}"] if terms.unit != plain.unit else []),
        *([f"{terms.length} length"] if terms.length != plain.length else []),
        *(["nothing on quiet days"] if terms.quiet == "nothing" else []),
    ]
