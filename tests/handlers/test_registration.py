"""What is registered, what the manifest announces, and what listeners ask for agree with each other."""

import inspect
import json
from pathlib import Path
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from handlers import ids, register
from handlers.commands import WAYS
from handlers.views.help import COMMANDS, MEANS

PROVIDED = {"desk", "door", "clock"}
MANIFEST = json.loads((Path(__file__).parents[2] / "manifest.json").read_text())


class Listing:
    """In the place of an app: it only notes what is registered with it."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, Any, Any]] = []

    def __getattr__(self, kind: str) -> Any:
        return lambda name: lambda listener: self.noted.append((kind, name, listener))

    def use(self, middleware: Any) -> None:
        """Global middleware is no listener."""

    def error(self, listener: Any) -> None:
        """The error door."""
        self.noted.append(("error", "", listener))


@pytest.fixture
def listed() -> list[tuple[str, Any, Any]]:
    app = Listing()
    register(cast(AsyncApp, app), desk=cast(Any, None), door=cast(Any, None), clock=cast(Any, None))
    return app.noted


def test_every_listener_asks_only_for_what_bolt_or_we_provide(listed: list[tuple[str, Any, Any]]) -> None:
    known = set(AsyncArgs.__annotations__) | PROVIDED | {"error"}
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


def test_every_button_has_its_listener(listed: list[tuple[str, Any, Any]]) -> None:
    made = {value for name, value in vars(ids).items() if name.isupper()}
    assert {name for kind, name, _ in listed if kind == "action"} == made


def test_help_names_every_command() -> None:
    assert set(COMMANDS) == set(MEANS) == set(WAYS)
