"""What Slack hands in, as plain values: where and by whom, the words people wrote, and the keys it is known by."""

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from store.channels import ChannelFacts
from store.filters import Audience

Payload = dict[str, Any]

WRITTEN = (None, "file_share", "thread_broadcast", "me_message")  # the kinds of message that a person wrote just now
CLOSED = ("is_private", "is_im", "is_mpim", "is_group")
_SECRET = ("token", "authed_users", "authorizations")
_SPECIAL = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_HIDDEN_NAMES = ("privategroup", "directmessage", "mpdm-")
_TS = re.compile(r"\d{9,11}\.\d{6}")


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace, a channel of it ("" where there is none), and the one who acts there."""

    team: str
    channel: str
    user: str

    @property
    def direct(self) -> bool:
        """Whether it is a direct conversation."""
        return self.channel[:1] == "D"

    @property
    def audience(self) -> Audience:
        """Who will see what is answered here, if it is not shared with another company."""
        return Audience(team=self.team, channel=self.channel)


def place_of(body: Payload) -> Place:
    """Where something happened and who did it, for a command, an event or an interaction."""
    if "command" in body:
        return Place(body["team_id"], body["channel_id"], body["user_id"])
    if "event" in body:
        return _place_of_event(body)
    ours = (body.get("view") or {}).get("app_installed_team_id")  # a modal opened in a channel shared with others
    team = ours or (body.get("team") or {}).get("id") or body["user"]["team_id"]
    held = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or held.get("channel_id") or carried(body).get("channel", "")
    return Place(team, channel, body["user"]["id"])


def _place_of_event(body: Payload) -> Place:
    event = body["event"]
    installed: Payload = next(iter(body.get("authorizations") or []), {})
    channel = event.get("channel") or (event.get("item") or {}).get("channel") or ""
    message = event.get("message") or event.get("previous_message") or {}
    user = event.get("user") or message.get("user") or ""
    return Place(
        installed.get("team_id") or body["team_id"],
        channel if isinstance(channel, str) else channel["id"],
        user if isinstance(user, str) else user["id"],
    )


def carried(body: Payload) -> dict[str, Any]:
    """What the view of an interaction carries along for us."""
    try:
        found = json.loads((body.get("view") or {}).get("private_metadata") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def kept(body: Payload, *, bot: str) -> Payload:
    """What of a delivery is kept to be worked on: no tokens; `bot` is the user id that mentions of us carry."""
    rest = {name: value for name, value in body.items() if name not in _SECRET} | {"bot": bot}
    return rest | {"team_id": place_of(body).team} if "event" in body else rest


def kind_of_message(event: Payload, *, bot: str) -> str | None:
    """What kind of delivery a `message` event is; None for what is none of our business (joins, our own words)."""
    subtype = event.get("subtype")
    if subtype in ("message_changed", "message_deleted"):
        return None if _ours(event.get("message") or event.get("previous_message") or {}, bot) else str(subtype)
    if _ours(event, bot) or subtype not in (*WRITTEN, "bot_message"):
        return None
    if event.get("channel_type") == "im":
        return None if event.get("bot_id") or not event.get("user") else "direct"
    return None if f"<@{bot}>" in (event.get("text") or "") else "message"  # a mention is told of by itself


def _ours(message: Payload, bot: str) -> bool:
    return bool(bot) and message.get("user") == bot


def keys_of(kind: str, body: Payload) -> tuple[str, ...]:
    """The keys by which a delivery is known again, also under another event id."""
    event = body.get("event")
    if event is None:
        return (f"{kind.partition(':')[0]}:{body['trigger_id']}",)
    own = f"event:{body['event_id']}"
    channel, ts = event.get("channel"), event.get("ts")
    if kind in ("mention", "direct"):
        return (own, f"ask:{channel}:{ts}")
    if kind == "message":
        return (own, f"message:{channel}:{ts}")
    if kind == "message_changed":
        message = event["message"]
        return (own, f"changed:{channel}:{message.get('ts')}:{(message.get('edited') or {}).get('ts') or ts}")
    if kind == "message_deleted":
        return (own, f"deleted:{channel}:{event.get('deleted_ts')}")
    return (own,)


def told_of_channel(body: Payload, known: ChannelFacts | None) -> ChannelFacts | None:
    """What a delivery itself says of its channel that is more than what is `known`; None where it says nothing new.

    It may close a channel, never open one: that only Slack's own word does. Who hears what is said there is in it.
    """
    place, event = place_of(body), body.get("event") or {}
    named = "" if event else str(body.get("channel_name") or (body.get("channel") or {}).get("name") or "")
    closed = place.channel[:1] in ("D", "G") or event.get("channel_type") in ("group", "im", "mpim")
    closed = closed or named.startswith(_HIDDEN_NAMES)
    connect = bool(body.get("is_ext_shared_channel"))
    if not place.channel or not (closed or connect or known):
        return None
    facts = known or ChannelFacts(private=True)
    changes = {"private": facts.private or closed, "connect": facts.connect or connect}
    if event.get("type") in ("app_mention", "message"):
        changes |= {"archived": False, "gone": False}
    told = facts.model_copy(update=changes)
    return told if told != known else None


def facts_of(about: Payload) -> ChannelFacts:
    """What `conversations.info` says of a channel."""
    member = about.get("is_member", True) or bool(about.get("is_im"))
    return ChannelFacts(
        private=any(about.get(mark) for mark in CLOSED),
        connect=bool(about.get("is_ext_shared") or about.get("is_pending_ext_shared")),
        archived=bool(about.get("is_archived")),
        gone=not member,
    )


def words(text: str | None, *, bot: str = "") -> str:
    """The words of a message as people see them: entities decoded, links as addresses, the bot's mention gone."""

    def shown(found: re.Match[str]) -> str:
        mark, target, label = found[1], found[2], found[3]
        if mark == "@" and target == bot:
            return " "
        if mark:
            return f"{'#' if mark == '#' else '@'}{label or target.removeprefix('subteam^')}"
        return target if label is None or label in target else f"{label} ({target})"

    return html.unescape(_SPECIAL.sub(shown, text or "")).strip()


def said(body: Payload) -> str:
    """The words of a command, or of the message that an event or a shortcut is about: its text, else its blocks'."""
    if "command" in body:
        return words(body.get("text"))
    message = message_of(body)
    return words(message.get("text") or in_blocks(message.get("blocks") or []), bot=str(body.get("bot", "")))


def message_of(body: Payload) -> Payload:
    """The message that an event or an interaction is about; empty where it is about none."""
    event = body.get("event")
    message: Payload = (event.get("message") or event) if event else (body.get("message") or {})
    return message


def in_blocks(blocks: list[Payload]) -> str:
    """The words that stand only in a message's blocks, a line for each piece."""

    def pieces(part: object) -> Iterator[str]:
        if isinstance(part, list):
            for one in part:
                yield from pieces(one)
        elif isinstance(part, dict):
            if part.get("type") == "user":
                yield f"<@{part.get('user_id')}>"
            elif isinstance(part.get("text"), str):
                yield part["text"] if part.get("type") == "mrkdwn" else html.escape(part["text"], quote=False)
            else:
                for name in ("text", "elements", "fields", "title"):
                    yield from pieces(part.get(name))

    return "\n".join(pieces(blocks))


def written_at(body: Payload) -> dt.datetime | None:
    """The instant at which the message at hand was written; None where there is none."""
    ts = message_of(body).get("ts")
    return dt.datetime.fromtimestamp(float(ts), dt.UTC) if isinstance(ts, str) and _TS.fullmatch(ts) else None


def thread_of(body: Payload) -> tuple[str | None, str | None]:
    """The thread that something stands in, and the one that it would start; None for each that is not."""
    if "event" in body:
        message = message_of(body)
        return message.get("thread_ts"), message.get("ts")
    held = body.get("container") or {}
    message = body.get("message") or {}
    return held.get("thread_ts") or message.get("thread_ts"), None
