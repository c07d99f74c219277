"""One thing to be done: what Slack handed in, from whom and where, and how it is answered."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from handlers.incoming import Payload, Place, said, thread_of, written_at
from handlers.views.blocks import Block, Message
from store.cards import Card, CardOf, Cards
from store.channels import ChannelFacts, Channels, ChannelSettings
from store.database import Store
from store.drafts import Drafts
from store.errors import DeskError
from store.feedback import Feedback
from store.filters import Audience
from store.inbox import Delivery, Inbox
from store.outbox import Method, Outbox, Outgoing
from store.records import Origin
from store.subscriptions import Subscriptions
from store.workspaces import Workspaces

HERE = ""  # the thread that the work stands in, if it stands in one


class Wrong(DeskError):
    """A submitted modal that cannot be taken: a sentence for each block id that is to blame."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__(" ".join(self.errors.values()))


class Instead(Exception):
    """A submitted modal is not taken as it is: `view` is shown in its place (what changed meanwhile, a next page)."""

    def __init__(self, view: Block) -> None:
        super().__init__("another view is shown instead")
        self.view = view


class NotYet(Exception):
    """What a piece of work is about is itself still under way: the work is done a moment later."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the desk keeps beside the ledger, each room over the same store."""

    inbox: Inbox
    outbox: Outbox
    drafts: Drafts
    cards: Cards
    channels: Channels
    workspaces: Workspaces
    subscriptions: Subscriptions
    feedback: Feedback

    @classmethod
    def over(cls, store: Store) -> Self:
        """All rooms of one open store."""
        return cls(
            Inbox(store),
            Outbox(store),
            Drafts(store),
            Cards(store),
            Channels(store),
            Workspaces(store),
            Subscriptions(store),
            Feedback(store),
        )


@dataclass(frozen=True, slots=True)
class Work:
    """One delivery and all that thinking about it needs; everything but the rooms and the desk is a plain value.

    `today` is the local day, in `zone`, on which it was handed in. `fetched` is what the kind's fetcher brought from
    Slack. A thinker notes in `touched` the references of records that it made or changed: followers look at them.
    """

    delivery: Delivery
    place: Place
    desk: Desk
    rooms: Rooms
    now: dt.datetime
    today: dt.date
    zone: str
    facts: ChannelFacts | None
    settings: ChannelSettings
    fetched: Mapping[str, Any] = field(default_factory=dict)
    touched: list[str] = field(default_factory=list)

    @property
    def payload(self) -> Payload:
        """What Slack handed in, without its tokens."""
        return self.delivery.payload

    @property
    def event(self) -> Payload:
        """The event, where it is one."""
        event: Payload = self.payload.get("event") or {}
        return event

    @property
    def action(self) -> Payload:
        """The button or menu that was used, where one was."""
        return next(iter(self.payload.get("actions") or []), {})

    @property
    def text(self) -> str:
        """The words of the message or command as people see them, the bot's mention gone."""
        return said(self.payload)

    @property
    def audience(self) -> Audience:
        """Who will see what is answered here; where nobody can tell, there may be people from elsewhere among them."""
        place = self.place
        alone = bool(place.channel) and (self.facts is None or self.facts.connect)
        return Audience(team=place.team, channel=place.channel, alone=alone)

    @property
    def unsure(self) -> bool:
        """Whether Slack never said if this channel is shared with another organisation."""
        told = self.facts is not None and (not self.facts.connect or self.facts.checked_at is not None)
        return bool(self.place.channel) and not told

    @property
    def private(self) -> bool:
        """Whether what is said here stays here: also where nobody could tell that the channel is open to all."""
        return self.facts is None or self.facts.private or self.facts.connect

    @property
    def origin(self) -> Origin:
        """Where a record that is logged here comes from."""
        place = self.place
        return Origin(team=place.team, channel=place.channel, private=self.private, user=place.user)

    @property
    def written(self) -> dt.date:
        """The local day of the message at hand; without one, the day it was handed in."""
        at = written_at(self.payload)
        return at.astimezone(ZoneInfo(self.zone)).date() if at else self.today

    @property
    def thread(self) -> str | None:
        """The thread that answers go to: the one at hand, a new one where the channel wants that, or none."""
        standing, starting = thread_of(self.payload)
        return standing or (starting if self.settings.reply == "thread" or self.place.direct else None)

    def numbered(self, delivery: int) -> Self:
        """The same work under the number that its delivery was kept under."""
        return replace(self, delivery=self.delivery.model_copy(update={"id": delivery}))

    def say(
        self,
        message: Message,
        *,
        thread: str | None = HERE,
        to: str | None = None,
        key: str = "answer",
        card: CardOf | None = None,
        after: str | None = None,
    ) -> Outgoing:
        """A message to the channel, or to one user of it (`to`): that one never becomes public, whatever Slack refuses.

        `thread` is a ts, None for none. `key` names the message among those of this delivery; `after` is the key of
        one of them that has to be out before.
        """
        address = self.payload.get("response_url")
        # the direct messages with the bot (no address: not those of two people), or no channel at all (the home tab)
        ours = not self.place.channel or (self.place.direct and not address)
        method: Method = "post"
        if to is not None and not (ours and to == self.place.user):
            method = "respond" if address and to == self.place.user else "ephemeral"
        elif address and (self.place.direct or (self.facts is not None and self.facts.gone)):
            method = "respond"
        arguments = {
            **message,
            "thread_ts": self.thread if thread == HERE else thread,
            "response_url": address,
            "asker": self.place.user,
            "user": to if method != "post" else None,
        }
        return self._outgoing(key, method, arguments, card=card, after=self._named(after) if after else None)

    def change(self, card: Card | str, message: Message, *, key: str = "change") -> Outgoing:
        """Give a message of ours, by its card or as a ts of this channel, new contents in place."""
        channel, ts = (self.place.channel, card) if isinstance(card, str) else (card.channel, card.ts)
        return self._outgoing(f"{key}:{channel}:{ts}", "update", {**message, "ts": ts}, channel=channel)

    def respond(self, message: Message, *, replace: bool = True, key: str = "answer") -> Outgoing:
        """Answer a button: in the place of its message (`replace`), or beside it, only for who pressed it."""
        if not replace:
            return self.say(message, to=self.place.user, key=key)
        held = self.payload.get("container") or {}
        fallback = {**message, "response_url": self.payload.get("response_url"), "replace_original": True}
        if held.get("is_ephemeral") or not held.get("message_ts"):
            return self._outgoing(key, "respond", fallback | {"user": self.place.user})
        return self._outgoing(key, "update", fallback | {"ts": held["message_ts"]})

    def remove(self, card: Card, *, key: str = "remove") -> Outgoing:
        """Delete a message of ours."""
        return self._outgoing(f"{key}:{card.channel}:{card.ts}", "delete", {"ts": card.ts}, channel=card.channel)

    def call(self, api: str, params: Mapping[str, Any], *, key: str = "") -> Outgoing:
        """Any other call of the Web API, such as `views.publish`: tried again while Slack is busy, else dropped."""
        return self._outgoing(key or api, "call", {"api": api, "params": dict(params)})

    def _named(self, key: str) -> str:
        return f"in:{self.delivery.id}:{key}"

    def _outgoing(
        self,
        key: str,
        method: Method,
        arguments: Mapping[str, Any],
        *,
        channel: str = "",
        card: CardOf | None = None,
        after: str | None = None,
    ) -> Outgoing:
        return Outgoing(
            key=self._named(key),
            team=self.place.team,
            channel=channel or self.place.channel or self.place.user,
            method=method,
            arguments={name: value for name, value in arguments.items() if value is not None},
            card=card,
            after=after,
        )


Thinker = Callable[[Work], list[Outgoing]]
"""Plain and synchronous, inside one transaction; raises DeskError for a sentence to the user."""

Fetcher = Callable[[AsyncWebClient, Work], Awaitable[dict[str, Any]]]
"""What thinking about a kind needs from Slack, fetched before; gives what `Work.fetched` will be."""

Wanted = Callable[[Rooms, Place, Payload], bool]
"""Whether a delivery is worth keeping at all: channels are noisy. Runs before the acknowledgement, so it is quick."""
