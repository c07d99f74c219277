"""Editing a record as fields of text: what they show, and the record that they come to, each read or refused."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from bot.desk import widen
from bot.entering import (
    Unread,
    read_day,
    read_distance,
    read_kind,
    read_link,
    read_names,
    read_places,
    read_platforms,
    read_response,
    read_states,
    read_time,
)
from bot.wording import say_days, say_platforms
from store.errors import DeskError
from store.records import Evidence, IncidentDraft, Platform, Side, Source

Fields = dict[str, str]
"""The text of each field by its name."""

NAMES = (
    "day",
    "time",
    "places",
    "actors",
    "came",
    "responders",
    "met",
    "kind",
    "response",
    "distance",
    "announced",
    "summary",
    "source",
)
LONGEST_FIELD = 3_000
HOLDS: dict[str, tuple[str, ...]] = {
    "day": ("first_day", "last_day", "precision", "date_words"),
    "time": ("time_of_day", "zone"),
    "places": ("areas",),
    "actors": ("actors",),
    "came": ("platforms",),
    "responders": ("responders",),
    "met": ("platforms",),
    "kind": ("kind",),
    "response": ("response",),
    "distance": ("distance",),
    "announced": ("reported_by",),
    "summary": ("summary",),
    "source": ("sources",),
}
"""The values of a record that each field of text stands for."""


class WrongFields(DeskError):
    """Some fields cannot be read: a sentence for each."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self.sentences = dict(sentences)
        super().__init__(" ".join(self.sentences.values()))


def fields_of(draft: IncidentDraft) -> Fields:
    """The text that each field begins with. `source` is for one more address, so it begins empty."""
    clock = f"{draft.time_of_day:%H:%M}" if draft.time_of_day else ""
    distance = draft.distance
    shown = {
        "day": say_days(draft) if draft.first_day else "",
        "time": f"{clock} {draft.zone or ''}".strip(),
        "places": ", ".join(draft.areas),
        "actors": ", ".join(draft.actors),
        "came": say_platforms(draft, Side.ACTOR).replace(" + ", "\n"),
        "responders": ", ".join(draft.responders),
        "met": say_platforms(draft, Side.RESPONDER).replace(" + ", "\n"),
        "kind": draft.kind.value,
        "response": draft.response.value,
        "distance": f"{distance.value:g} {distance.unit} from {distance.origin or ''}".removesuffix(" from ")
        if distance
        else "",
        "announced": ", ".join(draft.reported_by),
        "summary": draft.summary,
        "source": "",
    }
    return {name: _clean(words) for name, words in shown.items()}


def edited(draft: IncidentDraft, given: Mapping[str, str], *, today: dt.date) -> IncidentDraft:
    """A draft with the fields that were changed in it, read as a report's words are. Raises WrongFields.

    Fields that say what the draft says already stay as they are, also where nobody could read them anew. Evidence of
    values that are no more goes with them.
    """
    shown = fields_of(draft)
    new: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name in NAMES:
        words = given.get(name, shown[name]).strip()
        if _same(words, shown[name]):
            continue
        try:
            new |= _READERS[name](words, draft, today)
        except Unread as unread:
            wrong[name] = str(unread)
    if wrong:
        raise WrongFields(wrong)
    platforms = [*new.pop("came", _of(draft, Side.ACTOR)), *new.pop("met", _of(draft, Side.RESPONDER))]
    if platforms != [*_of(draft, Side.ACTOR), *_of(draft, Side.RESPONDER)]:
        new["platforms"] = platforms
    if "areas" in new:
        new["also_in"] = []
    after = IncidentDraft.model_validate(_content(draft) | new)
    after = widen(after) if "areas" in new else after
    return after.model_copy(update={"evidence": still_true(draft, after)})


def still_true(before: IncidentDraft, after: IncidentDraft) -> list[Evidence]:
    """The evidence of a draft for the values that a later one still has, under the places that they have there."""
    kept = []
    for evidence in before.evidence:
        field, _, number = evidence.field.rstrip("]").partition("[")
        old, new = getattr(before, field, None), getattr(after, field, None)
        if isinstance(old, list) and isinstance(new, list) and number.isdigit():
            value = old[int(number)] if int(number) < len(old) else None
            if value in new:
                kept.append(evidence.model_copy(update={"field": f"{field}[{new.index(value)}]"}))
        elif old == new:
            kept.append(evidence)
    return kept


def rebased(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[Fields, list[str]]:
    """What I changed of `base`, put onto what others made of it meanwhile; and the fields that both changed."""
    merged = {name: mine[name] if not _same(mine[name], base[name]) else theirs[name] for name in NAMES}
    both = [
        name
        for name in NAMES
        if not _same(mine[name], base[name])
        and not _same(theirs[name], base[name])
        and not _same(mine[name], theirs[name])
    ]
    return merged, both


def _clean(words: str) -> str:
    """Text as a field can hold it: without what hides or reorders it, and not too long."""
    return "".join(c for c in words if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))[:LONGEST_FIELD]


def _same(words: str, others: str) -> bool:
    return words.split() == others.split()


def _content(draft: IncidentDraft) -> dict[str, Any]:
    return draft.model_dump(include=set(IncidentDraft.model_fields))


def _of(draft: IncidentDraft, side: Side) -> list[Platform]:
    return [platform for platform in draft.platforms if platform.side == side]


def _day(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return read_day(words, today)


def _time(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return read_time(words)


def _places(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return {"areas": read_places(words, known=draft.areas)}


def _actors(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return {"actors": read_states(words, known=draft.actors)}


def _responders(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return {"responders": read_states(words, known=draft.responders)}


def _came(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return {"came": read_platforms(words, Side.ACTOR, known=draft.platforms)}


def _met(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return {"met": read_platforms(words, Side.RESPONDER, known=draft.platforms)}


def _kind(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return {"kind": read_kind(words)}


def _response(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return {"response": read_response(words)}


def _distance(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return {"distance": read_distance(words)}


def _announced(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return {"reported_by": read_names(words)}


def _summary(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    return {"summary": words}


def _source(words: str, draft: IncidentDraft, today: dt.date) -> dict[str, Any]:
    address = read_link(words)
    there = any(source.url == address for source in draft.sources)
    return {} if there else {"sources": [*draft.sources, Source(url=address)]}


_READERS: dict[str, Callable[[str, IncidentDraft, dt.date], dict[str, Any]]] = {
    "day": _day,
    "time": _time,
    "places": _places,
    "actors": _actors,
    "came": _came,
    "responders": _responders,
    "met": _met,
    "kind": _kind,
    "response": _response,
    "distance": _distance,
    "announced": _announced,
    "summary": _summary,
    "source": _source,
}
