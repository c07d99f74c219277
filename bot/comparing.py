"""What differs between two accounts of an event, and what a revision changed, in words."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.vocabulary import state_name
from bot.wording import (
    KIND_WORDS,
    RESPONSE_WORDS,
    VERIFICATION_WORDS,
    say_and,
    say_days,
    say_distance,
    say_interval,
    say_platform,
    say_platforms,
    say_states,
)
from store.records import Distance, IncidentDraft, Kind, Platform, Response, Side, Verification

LONGEST_VALUE = 120
NOTHING = "nothing"
LABELS = {
    "first_day": "first day",
    "last_day": "last day",
    "precision": "precision of the day",
    "time_of_day": "time of day",
    "zone": "time zone",
    "areas": "places",
    "actors": "who came",
    "responders": "who answered",
    "platforms": "aircraft and ships",
    "platforms.actor": "aircraft and ships that came",
    "platforms.responder": "aircraft and ships that answered",
    "kind": "kind of event",
    "reported_by": "announced by",
    "verification": "standing",
    "private": "private to its channel",
    "duration_minutes": "minutes",
    "sources": "sources",
    "summary": "summary",
}
UNTOLD = frozenset({"evidence", "also_in", "confidence", "date_words", "main", "merged_into", "other.summary"})
OTHER = "other."


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two accounts tell differently: what it is, what the report says, what the record says."""

    label: str
    said: str
    held: str

    def sentence(self, name: str) -> str:
        """`aircraft that came: here 3× Tu-95, in INT-1001 2× Tu-95`."""
        return f"{self.label}: here {self.said}, in {name} {self.held}"


def differences(draft: IncidentDraft, record: IncidentDraft) -> tuple[Difference, ...]:
    """What a draft says otherwise than a record, and what it adds. What it does not tell makes no difference."""
    told: list[tuple[str, str, str]] = []
    if draft.first_day and (draft.first_day, draft.last_day) != (record.first_day, record.last_day):
        told.append(("day", say_days(draft), say_days(record)))
    for side, label in (
        (Side.ACTOR, "aircraft and ships that came"),
        (Side.RESPONDER, "aircraft and ships that answered"),
    ):
        if not _crafts(draft, side) <= _crafts(record, side, uncounted=True):
            told.append((label, say_platforms(draft, side), say_platforms(record, side)))
    for name, label in (("actors", "who came"), ("responders", "who answered")):
        ours, theirs = getattr(draft, name), getattr(record, name)
        if not set(ours) <= set(theirs):
            told.append((label, say_states(ours), say_states(theirs)))
    if draft.areas and not {*draft.areas, *draft.also_in} & {*record.areas, *record.also_in}:
        told.append(("place", say_and(draft.areas), say_and(record.areas)))
    if draft.distance and draft.distance != record.distance:
        told.append(
            ("distance", say_distance(draft.distance), say_distance(record.distance) if record.distance else "")
        )
    if draft.kind not in (Kind.OTHER, record.kind):
        told.append(("kind of event", KIND_WORDS[draft.kind], KIND_WORDS[record.kind]))
    if draft.response not in (Response.UNKNOWN, record.response):
        told.append(("response", RESPONSE_WORDS[draft.response], RESPONSE_WORDS[record.response]))
    if new := [name for name in draft.reported_by if name not in record.reported_by]:
        told.append(("announced by", say_and(new), say_and(record.reported_by)))
    # What reads alike (an F-22A, and an F-22 whose variant is F-22A) is no difference to whoever reads it.
    return tuple(Difference(label, said, held or "not told") for label, said, held in told if said != held)


def say_changes(changes: Mapping[str, Sequence[Any]]) -> list[str]:
    """What an entry of a record's history changed, a line for each value: `places: Alaska → Bering Sea`.

    Values that a merge did not take are told as such. What is only bookkeeping is left out.
    """
    left = {name: values for name, values in changes.items() if name not in UNTOLD}
    lines = []
    if "first_day" in left and "last_day" in left:
        first, last = left.pop("first_day"), left.pop("last_day")
        lines.append(f"day: {_interval(first[0], last[0])} → {_interval(first[1], last[1])}")
    if OTHER + "first_day" in left and OTHER + "last_day" in left:
        first, last = left.pop(OTHER + "first_day"), left.pop(OTHER + "last_day")
        lines.append(f"not taken, day: {_interval(first[0], last[0])} (kept: {_interval(first[1], last[1])})")
    for name, (old, new) in left.items():
        if name == "merged":
            lines.append(f"took in {new}" if new else f"gave back {old}")
        elif name.startswith(OTHER):
            field = name.removeprefix(OTHER)
            lines.append(f"not taken, {_label(field)}: {say_value(field, old)} (kept: {say_value(field, new)})")
        elif name == "sources":
            lines.append(f"sources: {len(old or ())} → {len(new or ())}")
        else:
            lines.append(f"{_label(name)}: {say_value(name, old)} → {say_value(name, new)}")
    return lines


def say_value(field: str, value: object) -> str:
    """A value as the history keeps it (JSON), in words."""
    if value in (None, "", []):
        return NOTHING
    say = _SAID.get(field.partition(".")[0])
    words = say(value) if say else _plain(value)
    return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1] + "…"


def _crafts(draft: IncidentDraft, side: Side, *, uncounted: bool = False) -> set[tuple[str, int | None]]:
    """The types of one side with their numbers; each also without its number for an account that does not count."""
    mine = [platform for platform in draft.platforms if platform.side == side]
    return {(one.type, one.count) for one in mine} | ({(one.type, None) for one in mine} if uncounted else set())


def _label(field: str) -> str:
    return LABELS.get(field, field.replace("_", " "))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")


def _interval(first: object, last: object) -> str:
    if not first or not last:
        return NOTHING
    return say_interval(dt.date.fromisoformat(str(first)), dt.date.fromisoformat(str(last)))


def _platforms(value: Any) -> str:
    return " + ".join(say_platform(Platform.model_validate(one)) for one in value)


def _states(value: Any) -> str:
    return say_and([state_name(code) for code in value])


def _distance(value: Any) -> str:
    return say_distance(Distance.model_validate({name: value[name] for name in ("value", "unit", "origin")}))


_SAID: dict[str, Callable[[Any], str]] = {
    "platforms": _platforms,
    "actors": _states,
    "responders": _states,
    "distance": _distance,
    "kind": lambda value: KIND_WORDS[Kind(value)],
    "response": lambda value: RESPONSE_WORDS[Response(value)],
    "verification": lambda value: VERIFICATION_WORDS[Verification(value)],
}
