"""What people do in Slack: commands, mentions, direct messages, clicks, shortcuts and modals."""

import copy
from collections.abc import Mapping
from typing import Any, Unpack

from tests.fake_slack import chat, payloads
from tests.fake_slack.courier import Courier, Delivery, Wire
from tests.fake_slack.modals import Views
from tests.fake_slack.state import Channel, Json, Refused, ResponseUrl, Workspace
from tests.fake_slack.validation import check_view

USER, CHANNEL = "U0ROSA", "C0DESK"
CORE_EVENTS = frozenset({"app_mention", "message.im", "app_home_opened"})


class Driver:
    """People at work. Text arguments are wire text; `payloads.typed` escapes what a person would type."""

    def __init__(self, space: Workspace, views: Views, courier: Courier) -> None:
        self.space, self.views, self.courier = space, views, courier
        self.subscriptions: set[str] = set(CORE_EVENTS)

    async def slash(
        self, command: str, text: str = "", *, user: str = USER, channel: str = CHANNEL, **wire: Unpack[Wire]
    ) -> Delivery:
        """A slash command, which works also where the bot is no member. An ack with a message posts it."""
        self._needs("commands")
        body = payloads.slash_command(self.space, command, text, user=user, channel=self._place(channel))
        delivery = await self.courier.deliver("slash_commands", body, wire)
        answer = delivery.ack_payload
        if delivery.acked and answer:
            try:
                chat.respond(self.space, ResponseUrl(channel, user, self.space.now()), answer)
            except Refused as refusal:
                self.space.problem(f"invalid_command_response: the ack of {command} was refused: {refusal.error}")
        return delivery

    async def mention(
        self,
        text: str,
        *,
        user: str = USER,
        channel: str = CHANNEL,
        thread_ts: str | None = None,
        **wire: Unpack[Wire],
    ) -> Delivery:
        """A message that mentions the bot, where it is a member; a direct one comes as a plain `message`."""
        self._needs("app_mentions:read")
        place, name = self._place(channel), f"<@{self.space.bot_user_id}>"
        if not place.member:
            raise ValueError(f"The bot is not in {channel}: Slack would not tell it of a mention there.")
        message = self.post(text if name in text else f"{name} {text}".rstrip(), place, user, thread_ts)
        if place.kind == "im":
            return await self._tell("message", message, place, wire)
        delivery = await self._tell("app_mention", message, place, wire)
        if f"message.{place.history_kind}" in self.subscriptions:
            await self._tell("message", message, place, wire)
        return delivery

    async def direct_message(
        self, text: str, *, user: str = USER, thread_ts: str | None = None, **wire: Unpack[Wire]
    ) -> Delivery:
        """A message to the bot in the direct conversation with it."""
        self._needs("im:history")
        place = self.space.direct_channel(user)
        return await self._tell("message", self.post(text, place, user, thread_ts), place, wire)

    async def message(
        self, text: str, *, user: str = USER, channel: str = CHANNEL, thread_ts: str | None = None
    ) -> Delivery | None:
        """A message that does not mention the bot, which hears of it only where it subscribed to that."""
        place = self._place(channel)
        message = self.post(text, place, user, thread_ts)
        if place.member and f"message.{place.history_kind}" in self.subscriptions:
            return await self._tell("message", message, place, {})
        return None

    async def edit(self, message: Json, text: str) -> Delivery | None:
        """A person edits their message; with the same text it is what an unfurl looks like."""
        place = self._place(message["channel"])
        current = self.space.message(place, message["ts"])
        before = copy.deepcopy(current)
        if text != current["text"]:
            current |= {"text": text, "edited": {"user": current["user"], "ts": f"{self.space.now():.6f}"}}
        return await self._tell_change(payloads.changed_event(current, before, place, at=self.space.now()), place)

    async def erase(self, message: Json) -> Delivery | None:
        """A person deletes their message; of one with replies a tombstone is left, which comes as a change."""
        place = self._place(message["channel"])
        gone = place.messages.pop(message["ts"])
        if gone.get("reply_count"):
            left = {name: gone[name] for name in ("type", "channel", "team", "ts", "thread_ts", "reply_count")}
            left |= {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted.", "hidden": True}
            place.messages[gone["ts"]] = left
            return await self._tell_change(payloads.changed_event(left, gone, place, at=self.space.now()), place)
        return await self._tell_change(payloads.deleted_event(gone, place, at=self.space.now()), place)

    async def verify_url(self) -> bool:
        """Slack's check of a request address: whether the challenge comes back (signed HTTP only)."""
        body = {"type": "url_verification", "token": "legacy-verification-token", "challenge": "3eZbrw1aB"}
        delivery = await self.courier.deliver("events_api", body)
        return delivery.acked and "3eZbrw1aB" in str(delivery.ack_payload)

    async def open_home(self, *, user: str = USER, tab: str = "home") -> Delivery:
        """Somebody opens the app: its home tab or its messages tab."""
        event: Json = {"type": "app_home_opened", "user": user, "channel": self.space.direct_channel(user).id}
        event |= {"tab": tab, "event_ts": f"{self.space.now():.6f}"}
        if user in self.views.homes and tab == "home":
            event["view"] = copy.deepcopy(self.views.homes[user])
        return await self.event(event)

    async def event(self, event: Json, *, shared: bool = False, **wire: Unpack[Wire]) -> Delivery:
        """Any event, as the Events API tells it."""
        body = payloads.event_callback(self.space, event, shared=shared)
        return await self.courier.deliver("events_api", body, wire)

    async def redeliver(self, last: Delivery, *, same_event_id: bool = True) -> Delivery:
        """Deliver the same event once more: as a retry, or under a new event id without saying so."""
        body = copy.deepcopy(last.body)
        if not same_event_id:
            body["event_id"] = self.space.serial("Ev")
        return await self.courier.deliver(last.kind, body, again=same_event_id)

    async def click(
        self,
        surface: Json,
        action_id: str,
        *,
        user: str = USER,
        value: str | None = None,
        **wire: Unpack[Wire],
    ) -> Delivery:
        """Use a button or a menu of a message or an open view, as it stands now or as it was when read.

        `value` picks an option of a menu (or, among buttons of one action id, the one with that value).
        Raises ValueError where there is no such element.
        """
        is_view = surface.get("type") in ("modal", "home")
        current = self.views.find(surface["id"]) if is_view else self._current(surface)
        block_id, element = _element(current, surface, action_id, value)
        action = payloads.action_of(element, block_id, value, at=self.space.now())
        made = payloads.view_action if is_view else payloads.message_action
        body = made(self.space, current, action, user=user)
        return await self.courier.deliver("interactive", body, wire)

    async def shortcut(
        self, callback_id: str, *, user: str = USER, message: Json | None = None, **wire: Unpack[Wire]
    ) -> Delivery:
        """A global shortcut, or a message shortcut on a message."""
        kind = "message_action" if message else "shortcut"
        body = payloads.interaction(self.space, kind, user=user) | {"callback_id": callback_id}
        if message:
            place = self.space.channels[message["channel"]]
            body |= payloads.in_channel(self.space, place) | {
                "message": copy.deepcopy({k: v for k, v in message.items() if k != "channel"}),
                "message_ts": message["ts"],
                "response_url": self.space.response_url(place.id, user, original=message["ts"]),
            }
        return await self.courier.deliver("interactive", body, wire)

    async def submit_view(
        self, view: Json, values: Mapping[str, Mapping[str, Any]], *, user: str = USER, **wire: Unpack[Wire]
    ) -> Delivery:
        """Submit a modal with values by block id and action id, and do what the ack says.

        Raises ValueError where a required input is empty: Slack would not let the person submit it.
        """
        shown = self.views.find(view["id"])
        shown["state"] = {"values": _state(shown, values)}
        body = payloads.interaction(self.space, "view_submission", user=user, root=shown["root_view_id"])
        body |= {"view": copy.deepcopy(shown), "response_urls": []}
        delivery = await self.courier.deliver("interactive", body, wire)
        if delivery.acked:
            try:
                self._after_submission(shown, delivery.ack_payload or {})
            except Refused as refusal:
                self.space.problem(f"the answer to a submitted view was refused: {refusal.error} {refusal.more}")
        return delivery

    async def close_view(self, view: Json, *, user: str = USER) -> Delivery | None:
        """Close a modal; the bot hears of it only where the view asked for `notify_on_close`."""
        shown = self.views.find(view["id"])
        self.views.close(shown)
        if not shown["notify_on_close"]:
            return None
        body = payloads.interaction(self.space, "view_closed", user=user)
        return await self.courier.deliver("interactive", body | {"view": copy.deepcopy(shown), "is_cleared": False})

    def post(self, text: str, channel: Channel, user: str, thread_ts: str | None = None) -> Json:
        """A message by a person or another bot, stored but told to nobody."""
        fields: Json = {"user": user, "text": text, "blocks": payloads.rich_text(text)}
        if self.space.users[user]["is_bot"]:
            fields |= {"subtype": "bot_message", "bot_id": f"B{user[1:]}"}
        else:
            fields["client_msg_id"] = self.space.serial("msg-")
        fields |= chat.thread_parent(self.space, channel, thread_ts)
        return self.space.keep(channel, fields)

    async def _tell(self, kind: str, message: Json, place: Channel, wire: Wire) -> Delivery:
        event = payloads.message_event(message, place, kind=kind)
        return await self.event(event, shared=place.shared, **wire)

    async def _tell_change(self, event: Json, place: Channel) -> Delivery | None:
        if place.member and f"message.{place.history_kind}" in self.subscriptions:
            return await self.event(event, shared=place.shared)
        return None

    def _needs(self, scope: str) -> None:
        if scope not in self.space.scopes:
            raise ValueError(f"Without the scope {scope} Slack would not tell the bot of this.")

    def _place(self, channel: str) -> Channel:
        if channel not in self.space.channels:
            raise ValueError(f"There is no conversation {channel}: add it with add_channel first.")
        return self.space.channels[channel]

    def _current(self, message: Json) -> Json:
        channel = self.space.channels[message["channel"]]
        return channel.messages.get(message["ts"]) or channel.ephemerals.get(message["ts"]) or message

    def _after_submission(self, shown: Json, answer: Json) -> None:
        action = answer.get("response_action")
        if action == "errors":
            unknown = set(answer.get("errors", {})) - {block["block_id"] for block in shown["blocks"]}
            if unknown or not answer.get("errors"):
                self.space.problem(f"errors for blocks that the view does not have: {sorted(unknown)}")
        elif action == "update":
            self.views.replaced(shown, check_view(answer.get("view"), kind="modal"))
        elif action == "push":
            self.views.pushed(self.views.stacks[shown["root_view_id"]], check_view(answer.get("view"), kind="modal"))
        elif action in (None, "clear"):
            self.views.close(shown, whole_stack=action == "clear")
        else:
            self.space.problem(f"unknown response_action: {action}")


def _element(current: Json, read: Json, action_id: str, value: str | None) -> tuple[str, Json]:
    """The element to use and its block id, in the current rendering or else in the one that was read."""
    for surface in (current, read):
        for block in surface.get("blocks", []):
            for element in chat.elements_of(block):
                exact = element["type"] != "button" or value is None or element.get("value") == value
                if element.get("action_id") == action_id and exact:
                    return block.get("block_id", ""), element
    raise ValueError(f"There is no {action_id!r} to click there.")


def _state(view: Json, values: Mapping[str, Mapping[str, Any]]) -> Json:
    """The state of a submitted view: what was given, else what the inputs began with."""
    state: Json = {}
    for block in view["blocks"]:
        for element in chat.elements_of(block):
            given = values.get(block["block_id"], {}).get(element["action_id"], _initial(element))
            if block["type"] == "input" and not block.get("optional") and not given:
                raise ValueError(f"The input {block['block_id']!r} is required: Slack would not submit it empty.")
            if element["type"] not in ("button", "overflow"):
                state.setdefault(block["block_id"], {})[element["action_id"]] = payloads.input_value(element, given)
    return state


def _initial(element: Json) -> Any:
    if "initial_option" in element:
        return element["initial_option"]["value"]
    if "initial_options" in element:
        return [option["value"] for option in element["initial_options"]]
    return next((value for name, value in element.items() if name.startswith("initial_")), None)
