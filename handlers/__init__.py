"""The Slack edge: what comes in is kept, thought about and answered. All that the bot listens to is here."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any, TypeVar

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from handlers import (
    actions,
    administration,
    alerting,
    answers,
    capture,
    checkup,
    commands,
    errors,
    following,
    home,
    installing,
    mentions,
    messages,
    parking,
    reactions,
    records,
    shortcuts,
    subscribing,
)
from handlers.clients import Clients
from handlers.door import Clock, Door
from handlers.modals import edit, pages, settings, standing, subscription
from handlers.modals.opening import Modals, Opener
from handlers.receiving import Keeper, Receiver, taken
from handlers.work import Fetcher, Rooms, Thinker, Wanted, Work
from handlers.working import Desks

__all__ = ["Clock", "Door", "register"]

Value = TypeVar("Value")

MODULES = (
    actions,
    administration,
    alerting,
    answers,
    capture,
    checkup,
    commands,
    edit,
    following,
    home,
    installing,
    mentions,
    messages,
    pages,
    parking,
    reactions,
    records,
    shortcuts,
    standing,
    settings,
    subscribing,
    subscription,
)
"""Each may declare THINKERS, SUBMISSIONS, OPENERS, FETCHERS, WANTED (by kind), COMMANDS (by verb), FOLLOWERS."""

EVENTS = {
    "app_home_opened": "home",
    "app_mention": "mention",
    "app_uninstalled": "lifecycle:app_uninstalled",
    "channel_archive": "lifecycle:channel_archive",
    "channel_id_changed": "lifecycle:channel_id_changed",
    "channel_unarchive": "lifecycle:channel_unarchive",
    "channel_shared": "lifecycle:channel_shared",
    "channel_unshared": "lifecycle:channel_unshared",
    "channel_left": "lifecycle:channel_left",
    "member_joined_channel": "lifecycle:member_joined_channel",
    "reaction_added": "reaction",
    "tokens_revoked": "lifecycle:tokens_revoked",
}
"""Events and what they are kept as; `message` is of several kinds."""

SHARED_KINDS = ("mention", "direct", "message", "message_changed", "message_deleted", "reaction", "home", "lifecycle")


def each(modules: Iterable[ModuleType], name: str) -> list[tuple[str, Any]]:
    """What modules declare under a name, pair by pair."""
    return [pair for module in modules for pair in getattr(module, name, {}).items()]


def only(pairs: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    """Pairs as a table. Raises ValueError for a name that is declared twice."""
    table: dict[str, Value] = {}
    for name, value in pairs:
        if table.setdefault(name, value) is not value:
            raise ValueError(f"{name} is declared twice")
    return table


def together(pairs: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    """Pairs as a table of all that is declared under a name. Raises ValueError where there should be one only."""
    table: dict[str, tuple[Value, ...]] = {}
    for name, value in pairs:
        if name in table and name.partition(":")[0] not in SHARED_KINDS:
            raise ValueError(f"{name} is declared twice")
        table[name] = (*table.get(name, ()), value)
    return table


def joined(pairs: Iterable[tuple[str, Fetcher]]) -> dict[str, Fetcher]:
    """Pairs as a table of one fetcher a name, which brings what all that are declared under it bring."""
    table: dict[str, Fetcher] = {}
    for name, fetcher in pairs:
        table[name] = _both(table[name], fetcher) if name in table else fetcher
    return table


def _both(first: Fetcher, second: Fetcher) -> Fetcher:
    async def fetch(client: AsyncWebClient, work: Work) -> dict[str, Any]:
        return await first(client, work) | await second(client, work)

    return fetch


WAYS: dict[str, commands.Way] = only(each(MODULES, "COMMANDS"))
SUBMISSIONS: dict[str, Thinker] = only(each(MODULES, "SUBMISSIONS"))
OPENERS: dict[str, Opener] = only(each(MODULES, "OPENERS"))
FETCHERS: dict[str, Fetcher] = joined(each(MODULES, "FETCHERS"))
WANTED: dict[str, tuple[Wanted, ...]] = together(each(MODULES, "WANTED"))
FOLLOWERS: tuple[Thinker, ...] = tuple(one for module in MODULES for one in getattr(module, "FOLLOWERS", ()))
THINKERS: dict[str, tuple[Thinker, ...]] = together(
    [("command", commands.thinker(WAYS)), *each(MODULES, "THINKERS"), *SUBMISSIONS.items()]
)


def desks(desk: Desk, rooms: Rooms, *, clients: Clients, door: Door, clock: Clock) -> Desks:
    """What thinks about deliveries, with everything that the modules declare."""
    tables: Mapping[str, Any] = {"thinkers": THINKERS, "fetchers": FETCHERS, "followers": FOLLOWERS}
    return Desks(desk, rooms, clients=clients, door=door, clock=clock, **tables)


def register(app: AsyncApp, desks: Desks, *, wake: Callable[[], None], sent: Callable[[], None]) -> None:
    """Tie every command, event, button, shortcut and modal to its listener.

    `wake` calls the worker, `sent` the sender.
    """
    receiver = Receiver(desks.rooms, desks.door, desks.clock, wake=wake, wanted=WANTED)
    modals = Modals(desks, sent=sent)
    app.command("/intercept", middleware=receiver.keeps("command"))(taken)
    app.event("message", middleware=receiver.keeps_messages())(taken)
    for event, kind in EVENTS.items():
        app.event(event, middleware=receiver.keeps(kind))(taken)
    for kind, opener in OPENERS.items():
        _tied(app, kind)(modals.opens(kind, opener))
    for kind in SUBMISSIONS:
        _tied(app, kind)(modals.submitted(kind))
    for kind in THINKERS:
        if kind.startswith(("action:", "shortcut:")):
            _tied(app, kind, receiver.keeps(kind))(taken)
    for rest in (app.action, app.shortcut, app.view):
        rest(re.compile(""), middleware=receiver.keeps("outgrown"))(taken)
    app.error(errors.tell)


def _tied(app: AsyncApp, kind: str, keepers: Sequence[Keeper] = ()) -> Callable[[Any], Any]:
    """What registers a listener for a kind such as `action:record.undo`."""
    surface, _, name = kind.partition(":")
    ties: dict[str, Callable[..., Callable[[Any], Any]]]
    ties = {"action": app.action, "shortcut": app.shortcut, "view": app.view}
    return ties[surface](name, middleware=keepers)
