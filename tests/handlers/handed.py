"""Deliveries as Slack hands them in, for a walk through all surfaces: commands, events, buttons, modals."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.channels import ChannelFacts

Json = dict[str, Any]

TEAM, USER, BOT = "T0DESK", "U0ROSA", "U0BOT"


@dataclass(frozen=True)
class Seat:
    """Where somebody sits and asks: a channel, and what Slack says of it."""

    channel: str
    facts: ChannelFacts
    team: str = TEAM

    @property
    def name(self) -> str:
        """The seat among others."""
        return f"{self.team}-{self.channel}"

    def command(self, text: str) -> Json:
        """`/intercept` and a text."""
        return {
            "command": "/intercept", "text": text, "team_id": self.team, "channel_id": self.channel,
            "user_id": USER, "trigger_id": "1.2", "bot": BOT,
        }  # fmt: skip

    def event(self, **event: Any) -> Json:
        """An event of the channel."""
        kind = "im" if self.channel[:1] == "D" else "channel"
        told = {"channel": self.channel, "user": USER, "channel_type": kind, **event}
        return {"team_id": self.team, "authorizations": [{"team_id": self.team}], "event": told, "bot": BOT}

    def said(self, text: str, number: int) -> Json:
        """A mention or a direct message."""
        return self.event(type="app_mention", text=text, ts=_ts(number))

    def changed(self, before: str, after: str | None, number: int) -> Json:
        """A message that was edited, or deleted where it has no words any more."""
        old = {"text": before, "ts": _ts(number), "user": USER}
        if after is None:
            return self.event(type="message", subtype="message_deleted", deleted_ts=_ts(number), previous_message=old)
        new = old | {"text": after, "edited": {"ts": _ts(number + 1)}}
        return self.event(type="message", subtype="message_changed", message=new, previous_message=old)

    def reaction(self, number: int) -> Json:
        """The channel's emoji on a message."""
        item = {"type": "message", "channel": self.channel, "ts": _ts(number)}
        return self.event(type="reaction_added", reaction="airplane", item=item)

    def opened(self, tab: str) -> Json:
        """Somebody opened a tab of the app."""
        return self.event(type="app_home_opened", tab=tab)

    def shortcut(self, text: str, number: int) -> Json:
        """A shortcut used on a message."""
        return self._interaction() | {"message": {"ts": _ts(number), "text": text, "user": USER}}

    def action(self, kind: str, value: str, *, view: Json | None = None) -> Json:
        """A button or a menu, of a message or of a view."""
        action = {"action_id": kind.partition(":")[2], "value": value, "selected_option": {"value": value}}
        made = self._interaction() | {"actions": [action]}
        return made | {"view": {"id": "V1", "type": "modal", **view}, "container": {}} if view else made

    def submission(self, carries: Mapping[str, Any], values: Json) -> Json:
        """A modal that was sent in."""
        carried = json.dumps({"channel": self.channel, **carries})
        view = {"id": "V1", "private_metadata": carried, "state": {"values": values}, "type": "modal"}
        return self._interaction() | {"view": view}

    def _interaction(self) -> Json:
        return {
            "team": {"id": self.team}, "user": {"id": USER, "name": "rosa"},
            "channel": {"id": self.channel, "name": "desk"}, "bot": BOT,
            "container": {"channel_id": self.channel, "message_ts": "1772625000.000100"},
        }  # fmt: skip


def filled(view: Json, wanted: Mapping[str, str]) -> Json:
    """The values of a modal's fields as they are sent in: some as wanted, the others as they began."""
    values: Json = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element, name = block["element"], block["block_id"]
            began = (element.get("initial_option") or {}).get("value") or element.get("initial_value", "")
            values[name] = {"value": _given(element, wanted.get(name, began))}
    return values


def _given(element: Json, value: str) -> Json:
    if "options" not in element:
        return {"value": value}
    known = [option["value"] for option in element["options"]]
    return {"selected_option": {"value": value if value in known else known[0]}}


def _ts(number: int) -> str:
    return f"1772625{number:03}.000100"
