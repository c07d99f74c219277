"""The words behind each value of a record: what it is, the words it was read from, the rule, what was assumed."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from bot.vocabulary import state_name
from bot.wording import KIND_WORDS, RESPONSE_WORDS, say_day, say_days, say_distance, say_platform
from store.records import Evidence, IncidentDraft, Response, Side

YEAR = re.compile(r"(?:19|20)\d\d")
FIELDS = {
    "first_day": "when",
    "time_of_day": "when",
    "actors": "came",
    "responders": "answered",
    "areas": "where",
    "distance": "where",
    "reported_by": "who says so",
}
LABELS = {"when": "When", "came": "Came", "answered": "Answered", "where": "Where", "who says so": "Says so"}
OWN_LABELS = {"kind": "What", "response": "Response", "distance": "Distance", "duration_minutes": "Duration"}
ORDER = ("When", "Came", "Answered", "Where", "Distance", "Duration", "What", "Response", "Says so")
SAID_EACH: dict[str, Callable[[Any], str]] = {
    "platforms": say_platform,
    "actors": state_name,
    "responders": state_name,
    "areas": str,
    "reported_by": str,
}
LONGEST_QUOTE = 90


class Line(NamedTuple):
    """One value of a record: what it is, the words that it was read from, by which rule, and what was assumed.

    `family` is which of the six sorts of value it is; empty where no words stand behind it.
    """

    label: str
    value: str
    one: Evidence | None
    why: str
    guess: bool = False
    family: str = ""


def family_of(draft: IncidentDraft, one: Evidence) -> str:
    """Which of the six sorts of value some words gave."""
    field, number = _place(one)
    if field == "platforms" and number < len(draft.platforms):
        return "came" if draft.platforms[number].side == Side.ACTOR else "answered"
    return FIELDS.get(field, "what happened")


def value_of(draft: IncidentDraft, one: Evidence) -> str:
    """The value of a draft that some words gave, as a person would say it."""
    field, number = _place(one)
    if field in SAID_EACH:
        values = getattr(draft, field)
        return SAID_EACH[field](values[number]) if number < len(values) else "corrected since"
    if field == "distance" and draft.distance:
        return say_distance(draft.distance)
    if field == "duration_minutes" and draft.duration_minutes is not None:
        return f"{draft.duration_minutes:,} min"
    if field == "time_of_day" and draft.time_of_day:
        return f"{draft.time_of_day:%H:%M} {draft.zone or 'local time'}"
    said = {"first_day": say_days(draft), "kind": KIND_WORDS[draft.kind], "response": RESPONSE_WORDS[draft.response]}
    return said.get(field) or str(getattr(draft, field, field))


def lines_of(draft: IncidentDraft, published: dt.date | None, *, corrected: Collection[str] = ()) -> Iterator[Line]:
    """Every value of a draft in the order of a card; those that no words gave say why they are there all the same.

    `corrected` are the fields that somebody changed after they were read: their words are not what they rest on now.
    """
    found: dict[str, list[Line]] = {}
    for one in draft.evidence:
        family = family_of(draft, one)
        field = _place(one)[0]
        label = OWN_LABELS.get(field) or LABELS.get(family) or field.replace("_", " ").capitalize()
        line = Line(label, value_of(draft, one), one, _why(one, published), one.guess, family)
        if field in corrected:
            line = Line(label, line.value, None, f"corrected since; what was read was {quoted(one.words)}")
        found.setdefault(label, []).append(line)
    if draft.first_day is None and "When" not in found:
        found["When"] = [Line("When", "not known", None, _why_undated(draft, published))]
    if "What" not in found:
        found["What"] = [Line("What", KIND_WORDS[draft.kind], None, "what is left where no words say more")]
    if "Response" not in found:
        stated = draft.response != Response.UNKNOWN
        why = "from what the other side did" if stated else "no words say what was done"
        found["Response"] = [Line("Response", RESPONSE_WORDS[draft.response], None, why)]
    for label in (*ORDER, *(found.keys() - set(ORDER))):
        yield from found.get(label, [])


def _why_undated(draft: IncidentDraft, published: dt.date | None) -> str:
    if draft.date_words:
        return f"“{draft.date_words}” counts from the day that the report came out, which is not known"
    return "no day is told" if published else "no whole day is told, and the day that the report came out is not known"


def _why(one: Evidence, published: dt.date | None) -> str:
    counted = one.field == "first_day" and published and one.words and not YEAR.search(one.words)
    seen = f", counted from {published:%a} {say_day(published)}" if counted and published else ""
    note = one.note if one.note.endswith("assumed") else f"assumed: {one.note or 'a guess'}"
    return f"rule: {one.rule}{seen}" + (f"; {note}" if one.guess else "")


def _place(one: Evidence) -> tuple[str, int]:
    """The field of some words, and the number of their value in it: `areas[1]` is ("areas", 1)."""
    field, _, number = one.field.rstrip("]").partition("[")
    return field, int(number or 0)


def quoted(words: str) -> str:
    """Words in quotation marks, on one line and not too long."""
    flat = " ".join(words.split())
    return f"“{flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + '…'}”"
