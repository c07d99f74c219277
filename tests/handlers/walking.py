"""Finds every view by walking its package, and calls it with hostile values that are made from its annotations."""

import dataclasses
import datetime as dt
import enum
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import handlers.views
from bot.asking import Answer
from bot.desk import Logged
from bot.digest import Digest
from bot.reading import Reading
from handlers.views.blocks import Block, Message, button
from handlers.views.record import MORE
from store.drafts import DraftCard, DraftItem, ItemState
from store.records import Incident, IncidentDraft, Platform, Revision, Source
from store.subscriptions import Subscription, SubscriptionKind, SubscriptionState, Terms
from tests.handlers.hostile import (
    ANSWERS,
    DAYS,
    DIGESTS,
    INCIDENTS,
    INSTANTS,
    LOGGED,
    PLATFORMS,
    SOURCES,
    WORDS,
)

PIECES = ("blocks", "tables", "fields", "modal")
"""Modules of the parts that views are made of: they are tried in every view, and by tests of their own."""

WHOLE = (Message, list[Message], Block)
FEW = 3

DRAFTS = INCIDENTS.map(
    lambda made: IncidentDraft.model_validate(made.model_dump(include=set(IncidentDraft.model_fields)))
)
ITEMS = st.builds(
    DraftItem, draft=DRAFTS, state=st.sampled_from(ItemState), ref=st.none() | st.just("INT-7"), settled_by=WORDS
)
CARDS = st.builds(
    DraftCard,
    id=st.integers(1, 999).map(lambda number: f"D-{number}"),
    team=st.just("T0DESK"),
    channel=st.just("C0DESK"),
    private=st.booleans(),
    text=WORDS,
    notes=st.lists(WORDS, max_size=FEW),
    by=WORDS,
    created_at=INSTANTS,
    changed_at=INSTANTS,
    version=st.integers(1, 9),
    items=st.lists(ITEMS, min_size=1, max_size=8),
    permalink=st.none() | WORDS,
    author=WORDS,
)
KNOWN: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: st.integers(0, 99_999),
    bool: st.booleans(),
    float: st.floats(0, 1e6),
    object: WORDS,
    dt.date: DAYS,
    dt.datetime: INSTANTS,
    dt.time: st.times(),
    Answer: ANSWERS,
    Digest: DIGESTS,
    DraftCard: CARDS,
    DraftItem: ITEMS,
    Incident: INCIDENTS,
    IncidentDraft: DRAFTS,
    Logged: LOGGED,
    Platform: PLATFORMS,
    Reading: st.just(Reading((), None)),
    Source: SOURCES,
    Revision: st.builds(
        Revision,
        ref=st.just("INT-7"),
        version=st.integers(1, 9),
        action=WORDS,
        by=WORDS,
        at=INSTANTS,
        reason=WORDS,
        changes=st.dictionaries(WORDS, st.lists(WORDS, min_size=2, max_size=2), max_size=FEW),
    ),
    Subscription: st.builds(
        Subscription,
        id=st.integers(1, 999).map(lambda number: f"S-{number}"),
        team=st.just("T0DESK"),
        channel=st.just("C0DESK"),
        kind=st.sampled_from(SubscriptionKind),
        state=st.sampled_from(SubscriptionState),
        owner=WORDS,
        created_at=INSTANTS,
        changed_at=INSTANTS,
        version=st.integers(1, 9),
        words=WORDS,
        surge=st.none() | st.just((3, 7)),
    ),
    Terms: st.builds(Terms, words=WORDS),
    Block: WORDS.map(lambda words: button(words, "record.undo", "INT-7")),
    Any: WORDS,
    types.NoneType: st.none(),
}
BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "page": st.just(0),
    "channel": st.just("D0ROSA"),
    "question": st.sampled_from(["", "Q-57"]),
    "zone": st.just("America/Anchorage"),
    "verb": st.sampled_from(["", "Saved"]),
    "both": st.just(()),
    "subscription": st.sampled_from(["", "S-3"]),
    "callback_id": st.just("record.edited"),
    "carries": st.just("{}"),
    "kinds": st.sampled_from(["digest", "watch"]),
    "wanted": st.lists(st.sampled_from(sorted(MORE)), min_size=1, max_size=5, unique=True),
    "refs": st.lists(st.integers(1001, 9999).map(lambda number: f"INT-{number}"), min_size=1, max_size=200),
}
"""Values that are ours, not people's words: ids and places in a list."""


def views() -> list[Callable[..., Any]]:
    """Every public function of the views' modules that gives a message, a view or a block of one."""
    found: list[Callable[..., Any]] = []
    for info in pkgutil.iter_modules(handlers.views.__path__):
        if info.name in PIECES:
            continue
        module = importlib.import_module(f"handlers.views.{info.name}")
        for name, made in inspect.getmembers(module, inspect.isfunction):
            own = made.__module__ == module.__name__ and not name.startswith("_")
            if own and typing.get_type_hints(made).get("return") in WHOLE:
                found.append(made)
    return found


def calls_of(view: Callable[..., Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Arguments for a view, by their names."""
    hints = typing.get_type_hints(view)
    wanted = [one for one in inspect.signature(view).parameters.values() if one.kind != one.VAR_POSITIONAL]
    return st.fixed_dictionaries({one.name: named(one.name, hints[one.name]) for one in wanted})


def named(name: str, hint: Any) -> st.SearchStrategy[Any]:
    """Values of a parameter or field."""
    return BY_NAME[name] if name in BY_NAME and hint in (str, int, Sequence[str]) else made_of(hint)


def made_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of an annotation. Raises TypeError for one that nobody said how to make: add it to KNOWN."""
    if hint in KNOWN:
        return KNOWN[hint]
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([made_of(one) for one in inner])
    if origin is typing.Annotated:
        return made_of(inner[0])
    if origin is typing.Literal:
        return st.sampled_from(inner)
    if origin is tuple and (len(inner) != 2 or inner[1] is not Ellipsis):
        return st.tuples(*map(made_of, inner))
    if origin in (list, tuple, Sequence, Iterable, frozenset):
        kind = {tuple: tuple, frozenset: frozenset}.get(origin, list)
        return st.lists(made_of(inner[0]), max_size=FEW).map(kind)
    if origin in (dict, Mapping):
        return st.dictionaries(made_of(inner[0]), made_of(inner[1]), max_size=FEW)
    if isinstance(hint, type):
        return made_by_class(hint)
    raise TypeError(f"Nobody said how to make {hint}: add it to KNOWN in {__name__}.")


def made_by_class(made: type) -> st.SearchStrategy[Any]:
    """Values of an enumeration, a dataclass or a model, from those of its fields."""
    if issubclass(made, tuple):
        return st.builds(made, **{name: named(name, hint) for name, hint in typing.get_type_hints(made).items()})
    if issubclass(made, enum.Enum):
        return st.sampled_from(made)
    if dataclasses.is_dataclass(made):
        hints = typing.get_type_hints(made)
        fields = {field.name: named(field.name, hints[field.name]) for field in dataclasses.fields(made) if field.init}
        return st.builds(made, **fields)
    if issubclass(made, BaseModel):
        wanted = {name: named(name, field.annotation) for name, field in made.model_fields.items()}
        return st.fixed_dictionaries(wanted).map(lambda given: _valid(made, given)).filter(lambda one: one is not None)
    raise TypeError(f"Nobody said how to make {made}: add it to KNOWN in {__name__}.")


def _valid(model: type[BaseModel], given: dict[str, Any]) -> BaseModel | None:
    try:
        return model.model_validate(given)
    except ValidationError:
        return None
