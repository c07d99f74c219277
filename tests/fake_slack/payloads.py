"""The bodies that Slack sends: events, commands, clicks, shortcuts, submitted views. Pure values."""

import copy
from typing import Any

from tests.fake_slack.state import Channel, Json, Workspace


def typed(text: str) -> str:
    """What Slack puts on the wire for text that a person typed: & < > as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def event_callback(space: Workspace, event: Json, *, shared: bool = False) -> Json:
    """An Events API body around one event, under a new event id."""
    return {
        "token": "legacy-verification-token",
        "team_id": space.team_id,
        "api_app_id": space.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": space.serial("Ev"),
        "event_time": int(space.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": space.team_id,
                "user_id": space.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{space.serial('ctx')}",
    }


def message_event(message: Json, channel: Channel, *, kind: str) -> Json:
    """A `message` or `app_mention` event about a stored message."""
    event = {key: copy.deepcopy(value) for key, value in message.items() if key not in ("metadata", "reply_count")}
    event |= {"type": kind, "event_ts": message["ts"], "channel": channel.id}
    if kind == "message":
        event["channel_type"] = channel.kind
    return event


def changed_event(message: Json, before: Json, channel: Channel, *, at: float) -> Json:
    """The event that tells of an edit; unfurls and edits of metadata are told the same way."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind,
        "message": copy.deepcopy(message),
        "previous_message": copy.deepcopy(before),
        "ts": f"{at:.6f}",
        "event_ts": f"{at:.6f}",
    }


def deleted_event(message: Json, channel: Channel, *, at: float) -> Json:
    """The event that tells of a deleted message."""
    event = changed_event(message, message, channel, at=at) | {"subtype": "message_deleted"}
    event |= {"deleted_ts": message["ts"]}
    del event["message"]
    return event


def rich_text(text: str) -> list[Json]:
    """The blocks that Slack's own composer adds to a message by a person."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}] if text else []


def slash_command(space: Workspace, command: str, text: str, *, user: str, channel: Channel) -> Json:
    """The form fields of a slash command; private channels go by the name `privategroup`, as at Slack."""
    names = {"group": "privategroup", "im": "directmessage", "mpim": channel.name}
    return {
        "token": "legacy-verification-token",
        "team_id": space.team_id,
        "team_domain": space.team_domain,
        "channel_id": channel.id,
        "channel_name": names.get(channel.kind, channel.name),
        "user_id": user,
        "user_name": space.users[user]["name"],
        "command": command,
        "text": text,
        "api_app_id": space.app_id,
        "is_enterprise_install": "false",
        "response_url": space.response_url(channel.id, user),
        "trigger_id": space.trigger(user),
    }


def interaction(space: Workspace, kind: str, *, user: str, root: str | None = None) -> Json:
    """What every interactive body has in common, with a fresh trigger id."""
    return {
        "type": kind,
        "token": "legacy-verification-token",
        "team": {"id": space.team_id, "domain": space.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": space.app_id,
        "user": {
            "id": user,
            "username": space.users[user]["name"],
            "name": space.users[user]["name"],
            "team_id": space.team_id,
        },
        "trigger_id": space.trigger(user, root=root),
        "action_ts": f"{space.now():.6f}",
    }


def in_channel(space: Workspace, channel: Channel) -> Json:
    """The channel part of an interactive body."""
    names = {"group": "privategroup", "im": "directmessage"}
    return {"channel": {"id": channel.id, "name": names.get(channel.kind, channel.name)}}


def message_action(space: Workspace, message: Json, action: Json, *, user: str) -> Json:
    """A block_actions body for a click in a message; an ephemeral message itself is left out, as at Slack."""
    channel = space.channels[message["channel"]]
    hidden = "ephemeral_to" in message
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": hidden,
    }
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    body = interaction(space, "block_actions", user=user) | in_channel(space, channel)
    body |= {
        "container": container,
        "response_url": space.response_url(channel.id, user, original=message["ts"]),
        "state": {"values": {}},
        "actions": [action],
    }
    if not hidden:
        body["message"] = copy.deepcopy({k: v for k, v in message.items() if k not in ("channel", "metadata")})
    return body


def view_action(space: Workspace, view: Json, action: Json, *, user: str) -> Json:
    """A block_actions body for a click in a modal or on the home tab."""
    root = view["root_view_id"] if view["type"] == "modal" else None
    return interaction(space, "block_actions", user=user, root=root) | {
        "container": {"type": "view", "view_id": view["id"]},
        "view": copy.deepcopy(view),
        "actions": [action],
    }


def action_of(element: Json, block_id: str, value: str | None, *, at: float) -> Json:
    """The entry of `actions` for an element that was used; `value` is the option or day picked there."""
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block_id,
        "action_ts": f"{at:.6f}",
    }
    if "text" in element:
        action["text"] = copy.deepcopy(element["text"])
    if element["type"] == "button":
        if "value" in element:
            action["value"] = element["value"]
        return action
    return action | input_value(element, value)


PICKED = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
}


def input_value(element: Json, value: Any) -> Json:
    """What Slack reports for an input that holds `value`: text, day, id, an option's value, or a list."""
    kind = element["type"]
    if kind in PICKED:
        return {"type": kind, PICKED[kind]: value}
    if kind in ("static_select", "radio_buttons", "external_select", "overflow"):
        return {"type": kind, "selected_option": option_of(element, value) if value is not None else None}
    if kind in ("multi_static_select", "checkboxes", "multi_external_select"):
        return {"type": kind, "selected_options": [option_of(element, v) for v in value or []]}
    return {"type": kind, "value": value}


def option_of(element: Json, value: str) -> Json:
    """The option of a menu by its value. Raises ValueError for a value that the menu does not offer."""
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    for option in (option for group in groups for option in group["options"]):
        if option["value"] == value:
            return dict(option)
    if element["type"].endswith("external_select"):
        return {"text": {"type": "plain_text", "text": value}, "value": value}
    raise ValueError(f"The menu {element['action_id']} offers no option {value!r}.")
