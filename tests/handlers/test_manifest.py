"""The manifest promises what is listened to, and asks for the scopes that the code needs; both from one source."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncApp

from bot.manifest import CORE, GROUPS, OPTIONAL, SHORTCUTS, events, granted, manifest, missing, scopes
from handlers import register
from tests.handlers.test_registration import Listing

ROOT = Path(__file__).parents[2]
CALL = re.compile(r"\bclient\.([a-z]+_\w+)")
NO_METHODS = {"base_url", "aiohttp_client_session"}
NEEDS: dict[str, set[str]] = {
    "api_call": set(),
    "apps_connections_open": set(),
    "auth_test": set(),
    "chat_delete": {"chat:write"},
    "chat_getPermalink": set(),
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_replies": {"channels:history", "groups:history", "im:history"},
    "files_upload_v2": {"files:write"},
    "usergroups_users_list": {"usergroups:read"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
"""What Slack wants for each method that the code calls; `im:read` for direct conversations is done without."""


def registered(kind: str) -> set[str]:
    """The names that listeners are tied to, one surface at a time."""
    app = Listing()
    rooms = cast(Any, SimpleNamespace(rooms=None, door=None, clock=None))
    register(cast(AsyncApp, app), rooms, wake=print, sent=print)
    return {name for surface, name, _ in app.noted if surface == kind and isinstance(name, str)}


def test_the_file_is_what_the_command_prints() -> None:
    written = (ROOT / "manifest.json").read_text()
    assert json.loads(written) == manifest(), "run `intercept manifest > manifest.json`"


def test_every_event_that_is_promised_has_a_listener_and_the_other_way_round() -> None:
    assert {event.partition(".")[0] for event in events()} == registered("event")


def test_every_shortcut_and_command_that_is_promised_has_a_listener_and_the_other_way_round() -> None:
    assert {shortcut["callback_id"] for shortcut in SHORTCUTS} == registered("shortcut")
    assert {command["command"] for command in manifest()["features"]["slash_commands"]} == registered("command")


def test_every_method_that_the_code_calls_has_its_scopes_asked_for() -> None:
    asked = set(scopes())
    for file in [*(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]:
        for method in set(CALL.findall(file.read_text())) - NO_METHODS:
            assert method in NEEDS, f"{file.name} calls {method}: say which scopes it needs"
            assert NEEDS[method] <= asked, f"{file.name} calls {method}: ask for {NEEDS[method] - asked}"


def test_the_two_forms_differ_only_in_how_slack_reaches_the_bot() -> None:
    socket, http = manifest(), manifest("https://desk.example.org/")
    assert socket["settings"]["socket_mode_enabled"]
    assert "request_url" not in json.dumps(socket)
    assert not http["settings"]["socket_mode_enabled"]
    assert http["settings"]["token_rotation_enabled"]
    address = "https://desk.example.org/slack/events"
    assert http["settings"]["event_subscriptions"]["request_url"] == address
    assert http["settings"]["interactivity"]["request_url"] == address
    assert http["features"]["slash_commands"][0]["url"] == address
    assert http["oauth_config"]["redirect_urls"] == ["https://desk.example.org/slack/oauth_redirect"]
    assert http["oauth_config"]["scopes"] == socket["oauth_config"]["scopes"]
    assert http["settings"]["event_subscriptions"]["bot_events"] == events()


def test_it_keeps_slacks_limits_and_asks_for_nothing_that_admins_refuse() -> None:
    made = manifest()
    names = [scope.name for group in GROUPS for scope in group.scopes]
    assert len(names) == len(set(names))
    assert not {"chat:write.public", "channels:join", "files:read"} & set(names)
    about = made["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4_000
    assert "user" not in made["oauth_config"]["scopes"]
    for command in made["features"]["slash_commands"]:
        assert command["should_escape"]
        assert len(command["description"]) <= 2_000
        assert len(command["usage_hint"]) <= 1_000
    for shortcut in made["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


@pytest.mark.parametrize(
    ("header", "core", "optional"),
    [
        (", ".join(scopes()), (), ()),
        (",".join(scopes([CORE])), (), tuple(scopes(OPTIONAL))),
        ("commands,chat:write", ("app_mentions:read", "channels:read", "im:history"), tuple(scopes(OPTIONAL))),
        ("", tuple(scopes([CORE])), tuple(scopes(OPTIONAL))),
    ],
)
def test_what_is_missing_is_told_apart_from_what_is_optional(
    header: str, core: tuple[str, ...], optional: tuple[str, ...]
) -> None:
    lacking = missing(granted(header))
    assert tuple(tuple(scope.name for scope in scopes) for scopes in lacking) == (core, optional)


def test_the_page_on_installing_names_every_scope_with_what_it_buys() -> None:
    page = (ROOT / "docs" / "install.md").read_text()
    for scope, buys in scopes().items():
        assert f"| `{scope}` | {buys} |" in page
