"""The workspace behind the stand-in: channels, users, messages, triggers, response addresses, files."""

import asyncio
import copy
import math
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TRIGGER_LIFE = 3.0
RESPONSE_LIFE = 30 * 60.0
RESPONSE_USES = 5
CORE_SCOPES = frozenset({"app_mentions:read", "chat:write", "commands", "im:history", "im:write", "users:read"})


class Refused(Exception):
    """Slack says no: `error` is its error string, `more` goes into the answer beside it."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


@dataclass(frozen=True, slots=True)
class Ping:
    """A live mention in what the bot posted: `token`, in the field `where`, would have notified somebody."""

    token: str
    channel: str
    where: str


@dataclass(slots=True)
class Channel:
    """A conversation: `kind` is channel, group (private), im or mpim; `user` is the other side of an im."""

    id: str
    name: str
    kind: str = "channel"
    shared: bool = False
    member: bool = True
    archived: bool = False
    user: str = ""
    members: list[str] = field(default_factory=list)
    messages: dict[str, Json] = field(default_factory=dict)
    ephemerals: dict[str, Json] = field(default_factory=dict)

    @property
    def history_kind(self) -> str:
        """The word of this kind in scopes and event names: channels, groups, im, mpim."""
        return {"channel": "channels", "group": "groups"}.get(self.kind, self.kind)


@dataclass(slots=True)
class Trigger:
    """A trigger id of one interaction, good once, for three seconds; `root` is the modal stack it is from."""

    user: str
    born: float
    root: str | None = None
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """The answering address of one interaction; `original` is the ts of the message that it may replace."""

    channel: str
    user: str
    born: float
    original: str | None = None
    uses: int = 0


@dataclass(slots=True)
class Upload:
    """A file: announced, then uploaded, then completed into a channel."""

    id: str
    name: str
    length: int
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None
    channel: str | None = None
    shared: bool = False


class Workspace:
    """All that Slack knows. Times are seconds since 1970; `let_pass` moves its clock without waiting."""

    def __init__(self, *, scopes: Iterable[str], now: Callable[[], float], team_id: str) -> None:
        self.team_id, self.team_domain = team_id, "newsroom"
        self.app_id, self.bot_user_id, self.bot_id = "A0DESK", "U0BOT", "B0BOT"
        self.bot_token = f"xoxb-{secrets.token_hex(8)}"
        self.tokens = {self.bot_token: math.inf}  # when each expires; a revoked one did long ago
        self.enterprise, self.org_wide = "", False
        self.app_token = f"xapp-1-{self.app_id}-{secrets.token_hex(8)}"
        self.signing_secret = secrets.token_hex(16)
        self.scopes: set[str] = set(scopes)
        self.base_url = ""
        self.channels: dict[str, Channel] = {}
        self.users: dict[str, Json] = {}
        self.groups: dict[str, list[str]] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.files: dict[str, Upload] = {}
        self.problems: list[str] = []
        self.pings: list[Ping] = []
        self.on_message: Callable[[Json], None] | None = None
        self.on_edit: Callable[[Json, Json], None] | None = None
        self._clock, self._offset, self._last_ts, self._serial = now, 0.0, 0, 0
        self._changed = asyncio.Event()

    def now(self) -> float:
        """The time at Slack, in seconds since 1970."""
        return self._clock() + self._offset

    def let_pass(self, seconds: float) -> None:
        """Move Slack's clock ahead: triggers and response addresses grow old at once."""
        self._offset += seconds

    def next_ts(self) -> str:
        """A message timestamp like Slack's, unique and rising: `1700000000.000100`."""
        self._last_ts = max(self._last_ts + 100, int(self.now()) * 1_000_000 + 100)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def serial(self, prefix: str) -> str:
        """A new id of the given kind, such as `D0000001`."""
        self._serial += 1
        return f"{prefix}{self._serial:07d}"

    def problem(self, words: str) -> None:
        """Note something that Slack lets pass but that readers suffer from."""
        self.problems.append(words)

    def changed(self) -> None:
        """Wake everybody who waits for something to happen."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait_change(self, within: float) -> None:
        """Return when something happened, or raise TimeoutError after `within` seconds."""
        await asyncio.wait_for(self._changed.wait(), within)

    def channel(self, channel_id: object) -> Channel:
        """A conversation that the bot may know of, by id. Raises Refused("channel_not_found")."""
        found = self.channels.get(channel_id) if isinstance(channel_id, str) else None
        if found is None or (found.kind != "channel" and not found.member):
            raise Refused("channel_not_found")
        return found

    def direct_channel(self, user: str) -> Channel:
        """The direct conversation of the bot with a user, opened where there is none yet."""
        if user not in self.users:
            raise Refused("user_not_found")
        for channel in self.channels.values():
            if channel.kind == "im" and channel.user == user:
                return channel
        opened = Channel(self.serial("D"), "directmessage", kind="im", user=user, members=[user, self.bot_user_id])
        self.channels[opened.id] = opened
        return opened

    def message(self, channel: Channel, ts: object) -> Json:
        """A message by its timestamp. Raises Refused("message_not_found")."""
        found = channel.messages.get(ts) if isinstance(ts, str) else None
        if found is None:
            raise Refused("message_not_found")
        return found

    def keep(self, channel: Channel, message: Json) -> Json:
        """Store a message under a new timestamp, count it in its thread, and tell everybody who waits."""
        message = {
            "type": "message",
            "channel": channel.id,
            "team": self.team_id,
            **message,
            "ts": self.next_ts(),
        }
        channel.messages[message["ts"]] = message
        parent = channel.messages.get(message.get("thread_ts", ""))
        if parent is not None and parent is not message:
            parent["thread_ts"] = parent["ts"]
            parent["reply_count"] = parent.get("reply_count", 0) + 1
            parent["latest_reply"] = message["ts"]
        self.changed()
        if self.on_message:
            self.on_message(copy.deepcopy(message))
        return message

    def bot_message(self, **fields: Any) -> Json:
        """The frame of a message by the bot."""
        return {"user": self.bot_user_id, "bot_id": self.bot_id, "app_id": self.app_id, **fields}

    def trigger(self, user: str, *, root: str | None = None) -> str:
        """A new trigger id for an interaction by `user`, in the modal stack `root` if it came from there."""
        name = f"{self.serial('13')}.{self.serial('98')}.{secrets.token_hex(8)}"
        self.triggers[name] = Trigger(user, self.now(), root)
        return name

    def spend_trigger(self, name: object) -> Trigger:
        """Use up a trigger id. Raises Refused for an unknown, used or expired one."""
        trigger = self.triggers.get(name) if isinstance(name, str) else None
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self.now() - trigger.born > TRIGGER_LIFE:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger

    def response_url(self, channel: str, user: str, *, original: str | None = None) -> str:
        """A new answering address, good for five uses in thirty minutes."""
        name = secrets.token_hex(8)
        self.response_urls[name] = ResponseUrl(channel, user, self.now(), original)
        return f"{self.base_url}/actions/{self.team_id}/{name}"

    def spend_response_url(self, name: str) -> ResponseUrl:
        """Use an answering address once. Raises Refused for an unknown, used-up or expired one."""
        found = self.response_urls.get(name)
        if found is None:
            raise Refused("no_such_url")
        if self.now() - found.born > RESPONSE_LIFE:
            raise Refused("expired_url")
        if found.uses >= RESPONSE_USES:
            raise Refused("used_url")
        found.uses += 1
        return found


def flag(args: Json, name: str) -> bool:
    """Whether a yes-or-no argument says yes, in any of the ways that Slack takes."""
    return str(args.get(name, "0")).lower() in ("1", "true")


def page(items: Sequence[Json], args: Json, *, default: int) -> tuple[list[Json], str]:
    """One page of a listing by Slack's `limit` and `cursor`, and the cursor of the next page (or "")."""
    try:
        start, limit = int(args.get("cursor") or 0), int(args.get("limit") or default)
    except ValueError:
        raise Refused("invalid_cursor") from None
    end = start + max(1, min(limit, 1000))
    return [copy.deepcopy(item) for item in items[start:end]], str(end) if end < len(items) else ""
