"""What the app asks of Slack, in one place: scopes with what each buys, events, commands, shortcuts, and manifests."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Manifest = dict[str, Any]

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"


@dataclass(frozen=True, slots=True)
class Scope:
    """A permission, by Slack's name, and what people get for it."""

    name: str
    buys: str


@dataclass(frozen=True, slots=True)
class Group:
    """Scopes that are granted or refused together for one purpose, and the events that come with them."""

    name: str
    scopes: tuple[Scope, ...]
    events: tuple[str, ...] = ()


CORE = Group(
    "core",
    (
        Scope("app_mentions:read", "answering mentions"),
        Scope("channels:read", "telling open channels from private ones; without it every report stays in its channel"),
        Scope("chat:write", "answering and posting the digest"),
        Scope("commands", "the command /intercept and the shortcuts"),
        Scope("im:history", "answering direct messages"),
    ),
    (
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "channel_archive",
        "channel_id_changed",
        "channel_left",
        "channel_shared",
        "channel_unarchive",
        "channel_unshared",
        "member_joined_channel",
        "message.im",
        "tokens_revoked",
    ),
)
OPTIONAL = (
    Group(
        "reading reports",
        (
            Scope(
                "channels:history",
                "noticing reports in channels that want it, logging by emoji, and finding a message that was posted "
                "just before a crash, so that it is not sent twice",
            ),
            Scope("groups:history", "the same in private channels"),
        ),
        ("message.channels", "message.groups"),
    ),
    Group(
        "logging by emoji",
        (Scope("reactions:read", "logging a message by putting the channel's emoji on it"),),
        ("reaction_added",),
    ),
    Group(
        "private channels",
        (
            Scope(
                "groups:read",
                "telling which private channels are shared with another organisation, and who the members are; without "
                "it a private channel sees only its own records until somebody mentions the bot there",
            ),
        ),
    ),
    Group(
        "people",
        (
            Scope("users:read", "naming who did something where Slack does not say it by itself"),
            Scope("usergroups:read", "letting only a named group of people edit"),
        ),
    ),
    Group("messages tab", (Scope("assistant:write", "questions to try, offered where somebody writes to the app"),)),
    Group("files", (Scope("files:write", "long lists as a CSV file"),)),
)
"""Each may be refused when the app is installed; nothing but what it buys is lost."""

GROUPS = (CORE, *OPTIONAL)

COMMAND = {
    "command": "/intercept",
    "description": "Log a report, ask the ledger, list and show records",
    "usage_hint": "[report] | ask … | last | list | show INT-1001 | digest | background … | help",
    "should_escape": True,
}
SHORTCUTS = (
    {
        "name": "Log as incident",
        "type": "message",
        "callback_id": "log_message",
        "description": "Read this message into draft records",
    },
    {
        "name": "Check against the ledger",
        "type": "message",
        "callback_id": "check_message",
        "description": "Does this message say something that the ledger has already?",
    },
)


def scopes(groups: Iterable[Group] = GROUPS) -> dict[str, str]:
    """What each scope of some groups buys, in the order in which to read them."""
    return {scope.name: scope.buys for group in groups for scope in group.scopes}


def missing(granted: Iterable[str]) -> tuple[tuple[Scope, ...], tuple[Scope, ...]]:
    """The scopes of the core and the optional ones that are not among those granted."""
    has = set(granted)
    core, optional = (
        tuple(scope for group in groups for scope in group.scopes if scope.name not in has)
        for groups in ((CORE,), OPTIONAL)
    )
    return core, optional


def granted(header: str) -> frozenset[str]:
    """The scopes that Slack names in the header `x-oauth-scopes`."""
    return frozenset(name for piece in header.split(",") if (name := piece.strip()))


def events() -> list[str]:
    """Every event that the app subscribes to, in alphabetical order."""
    return sorted(event for group in GROUPS for event in group.events)


def manifest(public_url: str = "") -> Manifest:
    """The app manifest: for one workspace over Socket Mode, or for http mode at a public address (https://…)."""
    address = public_url.rstrip("/") + EVENTS_PATH if public_url else ""
    url = {"url": address} if address else {}
    request = {"request_url": address} if address else {}
    redirects = {"redirect_urls": [public_url.rstrip("/") + REDIRECT_PATH]} if address else {}
    return {
        "display_information": {
            "name": "Intercept Desk",
            "description": "Keeps a newsroom's ledger of military air and sea encounters.",
            "long_description": (
                "Paste a report and Intercept Desk reads it into dated, sourced records. Ask a question in plain "
                "English and it answers from the ledger, with the records that the answer rests on. A digest of what "
                "is new arrives in your channel every morning. Records from private channels stay in them."
            ),
            "background_color": "#14304a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": "app_home_opened" in CORE.events,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "agent_view": {
                "agent_description": (
                    "Ask the newsroom's ledger of military air and sea encounters; every answer names its records."
                )
            },
            "bot_user": {"display_name": "Intercept Desk", "always_online": True},
            "shortcuts": [dict(shortcut) for shortcut in SHORTCUTS],
            "slash_commands": [COMMAND | url],
        },
        "oauth_config": {
            **redirects,
            "scopes": {"bot": sorted(scopes([CORE])), "bot_optional": sorted(scopes(OPTIONAL))},
        },
        "settings": {
            "event_subscriptions": {**request, "bot_events": events()},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": bool(address),
        },
    }
