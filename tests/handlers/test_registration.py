"""What is registered, what the manifest announces, and what listeners ask for agree with each other."""

import inspect
import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from handlers import WAYS, ids, only, register, together
from handlers.views.help import COMMANDS, MEANS

MANIFEST = json.loads((Path(__file__).parents[2] / "manifest.json").read_text())


class Listing:
    """In the place of an app: it only notes what is registered with it."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, Any, Any]] = []

    def __getattr__(self, kind: str) -> Any:
        def tie(name: Any, *, middleware: Sequence[Any] = ()) -> Any:
            return lambda listener: self.noted.extend((kind, name, one) for one in (*middleware, listener))

        return tie

    def error(self, listener: Any) -> None:
        """The error door."""
        self.noted.append(("error", "", listener))


@pytest.fixture
def listed() -> list[tuple[str, Any, Any]]:
    app = Listing()
    register(cast(AsyncApp, app), cast(Any, SimpleNamespace(rooms=None, door=None, clock=None)), wake=print, sent=print)
    return app.noted


def test_every_listener_asks_only_for_what_bolt_provides(listed: list[tuple[str, Any, Any]]) -> None:
    known = set(AsyncArgs.__annotations__) | {"error"}
    for kind, name, listener in listed:
        asked = set(inspect.signature(listener).parameters)
        assert asked <= known, f"the listener of {kind} {name} asks for {asked - known}"


def test_the_manifest_announces_exactly_what_is_listened_to(listed: list[tuple[str, Any, Any]]) -> None:
    commands = {name for kind, name, _ in listed if kind == "command"}
    events = {name for kind, name, _ in listed if kind == "event"}
    announced = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {entry["command"] for entry in MANIFEST["features"]["slash_commands"]} == commands
    assert {event.split(".")[0] for event in announced} == events
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]
    assert MANIFEST["features"]["slash_commands"][0]["should_escape"]


def test_every_button_shortcut_and_modal_has_its_listener(listed: list[tuple[str, Any, Any]]) -> None:
    made = {name: value for name, value in vars(ids).items() if name.isupper()}
    views = {value for name, value in made.items() if name.startswith("SUBMIT_")}
    shortcuts = {value for name, value in made.items() if name.endswith("_MESSAGE")}
    wanted = {"action": set(made.values()) - views - shortcuts, "view": views, "shortcut": shortcuts}
    for surface, names in wanted.items():
        assert {name for kind, name, _ in listed if kind == surface and isinstance(name, str)} == names


def test_what_is_declared_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        only([("log", 1), ("log", 2)])
    with pytest.raises(ValueError, match="declared twice"):
        together([("action:record.undo", 1), ("action:record.undo", 2)])
    assert together([("message_changed", 1), ("message_changed", 2)]) == {"message_changed": (1, 2)}


def test_help_names_every_command() -> None:
    assert set(COMMANDS) == set(MEANS) == set(WAYS)
