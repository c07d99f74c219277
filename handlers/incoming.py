"""What Slack hands in, as plain values: the words people wrote, where they wrote them, and whether it is new to us."""

import html
import re
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from store.filters import Audience
from store.records import Origin

Payload = dict[str, Any]

_SPECIAL = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_HIDDEN_NAMES = ("privategroup", "directmessage", "mpdm-")


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace, a channel of it, and the one who speaks there."""

    team: str
    channel: str
    user: str

    @property
    def audience(self) -> Audience:
        """Who will see what is answered here."""
        return Audience(team=self.team, channel=self.channel)


def words(text: str | None, *, bot: str = "") -> str:
    """The words of a message as people see them: entities decoded, links as addresses, the bot's mention gone."""

    def said(found: re.Match[str]) -> str:
        mark, target, label = found[1], found[2], found[3]
        if mark == "@" and target == bot:
            return " "
        if mark:
            return f"{'#' if mark == '#' else '@'}{label or target.removeprefix('subteam^')}"
        return target if label is None or label in target else f"{label} ({target})"

    return html.unescape(_SPECIAL.sub(said, text or "")).strip()


def place_of_command(command: Payload) -> Place:
    """Where a slash command was given, and by whom."""
    return Place(command["team_id"], command["channel_id"], command["user_id"])


def place_of_event(body: Payload) -> Place:
    """Where a message was written; the workspace is the one that the app is installed in."""
    event = body["event"]
    return Place(body["team_id"], event["channel"], event.get("user", ""))


def place_of_action(body: Payload) -> Place:
    """Where a button was pressed."""
    team = (body.get("team") or {}).get("id") or body["user"]["team_id"]
    return Place(team, body["channel"]["id"], body["user"]["id"])


async def origin_of_command(command: Payload, client: AsyncWebClient) -> Origin:
    """Where a report comes from. A channel that cannot be shown to be open to the whole workspace counts as private."""
    place = place_of_command(command)
    hidden = place.channel[:1] != "C" or command.get("channel_name", "").startswith(_HIDDEN_NAMES)
    private = hidden or not await _open_to_workspace(place.channel, client)
    return Origin(team=place.team, channel=place.channel, private=private, user=place.user)


async def _open_to_workspace(channel: str, client: AsyncWebClient) -> bool:
    try:
        about = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError:
        return False  # no scope, or a private channel that the bot is not in: private until shown otherwise
    closed = ("is_private", "is_im", "is_mpim", "is_group", "is_ext_shared", "is_pending_ext_shared")
    return not any(about.get(mark) for mark in closed)
