"""Carries a body to the bot, over Socket Mode or signed HTTP, waits for the ack, delivers events again."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict
from urllib.parse import urlencode

import aiohttp

from tests.fake_slack.signing import signed_headers
from tests.fake_slack.socket import Dropped, NobodyConnected, SocketHub
from tests.fake_slack.state import Json, Workspace

Kind = Literal["events_api", "slash_commands", "interactive"]
RETRIES = 3
OLD = 6 * 60
NOBODY = "nobody_connected"


class Wire(TypedDict, total=False):
    """How a request is spoilt on purpose; signed HTTP only."""

    bad_signature: bool
    old_timestamp: bool


@dataclass(slots=True)
class Delivery:
    """What became of one delivery: `status` is the HTTP status, 200 for a Socket Mode ack, None without one.

    `ack_ms` counts from the last attempt; `attempts` counts all; `body` is what was sent.
    """

    kind: Kind
    body: Json
    status: int | None = None
    ack_ms: float | None = None
    ack_payload: Any = None
    attempts: int = 0
    envelope_ids: list[str] = field(default_factory=list)

    @property
    def acked(self) -> bool:
        """Whether the bot took it in time."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def envelope_id(self) -> str:
        """The last Socket Mode envelope, or "" over HTTP."""
        return self.envelope_ids[-1] if self.envelope_ids else ""

    @property
    def event_id(self) -> str:
        """The event id of an Events API delivery, else ""."""
        return str(self.body.get("event_id", ""))

    @property
    def ts(self) -> str:
        """The timestamp of the message that the event is about."""
        return str(self.body["event"]["ts"])

    @property
    def channel(self) -> str:
        """The conversation that it happened in."""
        if "event" in self.body:
            return str(self.body["event"]["channel"])
        return str(self.body.get("channel_id") or self.body["channel"]["id"])

    @property
    def trigger_id(self) -> str:
        """The trigger id of an interaction."""
        return str(self.body["trigger_id"])

    @property
    def response_url(self) -> str:
        """The answering address of an interaction."""
        return str(self.body["response_url"])


class Courier:
    """Delivers bodies by one transport; events are tried again as by Slack, without its long pauses."""

    def __init__(self, space: Workspace, hub: SocketHub) -> None:
        self.space, self.hub = space, hub
        self.transport: Literal["socket", "http"] = "socket"
        self.http_target = ""
        self.ack_timeout = 3.0
        self.deliveries: list[Delivery] = []
        self.session: aiohttp.ClientSession | None = None

    async def deliver(
        self, kind: Kind, body: Json, wire: Wire | None = None, *, again: bool = False, lenient: bool = False
    ) -> Delivery:
        """Deliver a body and wait for its ack; `again` marks it as a retry, `lenient` notes no problem.

        Without an ack in three seconds an event is sent up to three times more; other kinds are sent once.
        """
        delivery = Delivery(kind, body)
        self.deliveries.append(delivery)
        spoilt = any((wire or {}).values())
        first, last = int(again), int(again) + (RETRIES if kind == "events_api" and not spoilt else 0)
        reason = ("timeout" if self.transport == "socket" else "http_timeout") if again else None
        for number in range(first, last + 1):
            delivery.attempts += 1
            delivery.status = None
            if self.transport == "socket":
                reason = await self._by_socket(delivery, number, reason)
            else:
                reason = await self._by_http(delivery, number, reason, wire or {})
            if reason is None or reason == NOBODY:
                break
        if not delivery.acked and not spoilt and not lenient:
            self.space.problem(f"{kind} {_name(body)} was not acknowledged within {self.ack_timeout:g} s: {reason}")
        self.space.changed()
        return delivery

    async def _by_socket(self, delivery: Delivery, number: int, reason: str | None) -> str | None:
        """One attempt over Socket Mode; gives the reason for another one, or None when all is well."""
        event = delivery.kind == "events_api"
        envelope_id = self.space.serial("envelope-")
        delivery.envelope_ids.append(envelope_id)
        envelope: Json = {"envelope_id": envelope_id, "type": delivery.kind, "payload": delivery.body}
        envelope["accepts_response_payload"] = not event
        if event:
            envelope |= {"retry_attempt": number, "retry_reason": reason or ""}
        start = time.perf_counter()
        try:
            payload = await self.hub.send(envelope, patience=self.ack_timeout)
        except TimeoutError:
            return "timeout"
        except Dropped:
            return "connection_dropped"
        except NobodyConnected:
            return NOBODY
        delivery.ack_ms = (time.perf_counter() - start) * 1000
        delivery.status, delivery.ack_payload = 200, payload
        if event and payload:
            self.space.problem(f"event {delivery.event_id}: the ack has a payload, which Slack ignores")
        return None

    async def _by_http(self, delivery: Delivery, number: int, reason: str | None, wire: Wire) -> str | None:
        """One attempt as signed HTTP; gives the reason for another one, or None when there shall be none."""
        raw, content_type = encoded(delivery.kind, delivery.body)
        secret = "not the secret" if wire.get("bad_signature") else self.space.signing_secret
        stamp = int(time.time()) - (OLD if wire.get("old_timestamp") else 0)
        headers = {"Content-Type": content_type, **signed_headers(secret, stamp, raw)}
        if number:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason or ""}
        if self.session is None or not self.http_target:
            raise RuntimeError("Set http_target to the bot's address and enter the stand-in before driving it.")
        start = time.perf_counter()
        try:
            limit = aiohttp.ClientTimeout(total=self.ack_timeout)
            async with self.session.post(self.http_target, data=raw, headers=headers, timeout=limit) as answer:
                text = await answer.text()
        except TimeoutError:
            return "http_timeout"
        except aiohttp.ClientError:
            return "connection_failed"
        delivery.ack_ms = (time.perf_counter() - start) * 1000
        delivery.status = answer.status
        if not delivery.acked:
            return None if answer.headers.get("X-Slack-No-Retry") else "http_error"
        if text:
            is_json = answer.content_type == "application/json"
            delivery.ack_payload = json.loads(text) if is_json else {"text": text}
        return None


def encoded(kind: Kind, body: Json) -> tuple[str, str]:
    """The raw HTTP body of a kind and its content type: JSON, a form, or a form with one JSON field."""
    form = "application/x-www-form-urlencoded"
    if kind == "events_api":
        return json.dumps(body), "application/json"
    return urlencode(body if kind == "slash_commands" else {"payload": json.dumps(body)}), form


def _name(body: Json) -> str:
    event = body.get("event") or {}
    return str(event.get("type") or body.get("command") or body.get("type"))


async def gather_tasks(tasks: set[asyncio.Task[Any]]) -> None:
    """Cancel background tasks and wait until they are gone."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
