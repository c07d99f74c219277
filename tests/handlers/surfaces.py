"""Every surface of the bot at one place, driven by hand: what it says there, to be compared with what it should."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from bot.asking import examples
from bot.desk import Desk
from handlers import OPENERS, THINKERS, WAYS
from handlers.incoming import place_of
from handlers.work import Rooms, Work
from store.channels import ChannelFacts
from store.errors import DeskError
from store.inbox import Delivery
from store.outbox import Outgoing

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
TEAM, USER, BOT = "T0DESK", "U0ROSA", "U0BOT"
UNHEARD = frozenset({"outgrown", "lifecycle:app_uninstalled", "lifecycle:tokens_revoked"})
"""Kinds that give out nothing: old buttons, and a workspace that leaves."""
MORE_QUESTIONS = (
    "sources of {ref}", "what came after {ref}", "last Tu-95", "how many?", "by actor", "by place", "by type",
    "list records of this year", "unverified records", "how many aircraft?", "latest Zanzibar", "last Tu-97",
    "who responded most often?", "first flight near Japan", "is that a record?", "list all records",
)  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """Where somebody sits and asks: a channel, and what Slack says of it."""

    channel: str
    facts: ChannelFacts
    team: str = TEAM


class Tour:
    """A walk through all surfaces at a seat. What is said is collected as text, surface by surface."""

    def __init__(self, desk: Desk, seat: Seat, *, refs: list[str], drafts: list[str], words: str) -> None:
        self.desk, self.seat = desk, seat
        self.rooms = Rooms.over(desk.ledger.store)
        self.refs, self.drafts, self.words = refs, drafts, words
        self._numbers = count(1)

    def said(self) -> dict[str, str]:
        """What each surface says, under a name that tells which it was."""
        told: dict[str, str] = {}
        for kind, payload in self._deliveries():
            name = f"{len(told)} {kind} {payload.get('text') or payload.get('actions') or payload.get('event', '')}"
            told[name] = self._one(kind, payload)
        return told

    def _one(self, kind: str, payload: dict[str, Any], *, press: bool = True) -> str:
        work = self._work(kind, payload)
        try:
            with self.rooms.inbox.store.writing():
                if kind in OPENERS:
                    return json.dumps(OPENERS[kind].make(work), default=str, ensure_ascii=False)
                out = [told for thinker in THINKERS[kind] for told in thinker(work)]
        except DeskError as refused:
            return f"refused: {refused}"
        except Exception as broken:  # a button or modal that is not of this sort says nothing
            return f"broken: {type(broken).__name__}"
        return "\n".join([_text(out), *(self._pressed(out) if press else ())])

    def _pressed(self, out: list[Outgoing]) -> Iterator[str]:
        """What the buttons of an answer say in turn: the next question, all records, the sheet."""
        for block in [block for told in out for block in told.arguments.get("blocks") or []]:
            for element in block.get("elements", []):
                kind = f"action:{element.get('action_id', '')}"
                if kind.startswith(("action:answer.ask", "action:answer.show_all")):
                    yield self._one(kind, self._action(kind, element["value"]), press=False)

    def _work(self, kind: str, payload: dict[str, Any]) -> Work:
        place, seat = place_of(payload), self.seat
        delivery = Delivery(id=next(self._numbers), team=seat.team, kind=kind, payload=payload, tries=1, taken_at=NOON)
        fetched = {"scopes": {"files:write"}, "names": {}, "permalink": "https://desk.slack.com/archives/C/p1"}
        settings = self.rooms.channels.settings(seat.team, seat.channel)
        today = NOON.date()
        return Work(delivery, place, self.desk, self.rooms, NOON, today, "UTC", self.seat.facts, settings, fetched)

    def _deliveries(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for verb in sorted(WAYS):
            for rest in ("", self.refs[0], self.drafts[0], self.words, " into ".join(self.refs), "list", "preview"):
                yield "command", self._command(f"{verb} {rest}".strip())
        questions = [asked[0] for _, asked in examples() if asked]
        questions += [question.format(ref=self.refs[0]) for question in MORE_QUESTIONS]
        for number, question in enumerate([*questions, self.words]):
            kind = "direct" if self.seat.channel[:1] == "D" else "mention"
            yield kind, self._event(question, number)
            if number % 4 == 0:
                yield "command", self._command(question)
        for tab in ("home", "messages"):
            event = {"type": "app_home_opened", "user": USER, "channel": self.seat.channel, "tab": tab}
            yield "home", {"team_id": self.seat.team, "event": event, "bot": BOT}
        for kind in sorted({*THINKERS, *OPENERS} - UNHEARD):
            if kind.startswith("action:"):
                for value in self._values():
                    yield kind, self._action(kind, value)
            elif kind.startswith("view:"):
                yield kind, self._view(self.refs[0])
                yield kind, self._view(self.drafts[0])
            elif kind.startswith(("shortcut:", "message", "reaction")):
                yield kind, self._event(self.words, 900) | self._shortcut()

    def _values(self) -> list[str]:
        ref, hidden = self.refs[0], self.drafts[0]
        own = f"{self.drafts[-1]}:0:{ref}"
        return [ref, hidden, f"{hidden}:0:{ref}", own, f"2:{','.join(self.refs)}:Q-1", "Q-1", "Q-1|how many?", "review"]

    def _command(self, text: str) -> dict[str, Any]:
        return {
            "command": "/intercept", "text": text, "team_id": self.seat.team, "channel_id": self.seat.channel,
            "user_id": USER, "trigger_id": "1.2", "bot": BOT,
        }  # fmt: skip

    def _event(self, text: str, number: int) -> dict[str, Any]:
        kind = "im" if self.seat.channel[:1] == "D" else "channel"
        event = {"type": "app_mention", "channel": self.seat.channel, "user": USER, "channel_type": kind}
        event |= {"text": text, "ts": f"1772625{number:03}.000100"}
        return {"team_id": self.seat.team, "authorizations": [{"team_id": self.seat.team}], "event": event, "bot": BOT}

    def _action(self, kind: str, value: str) -> dict[str, Any]:
        action = {"action_id": kind.partition(":")[2], "value": value, "selected_option": {"value": f"history:{value}"}}
        return self._interaction() | {"actions": [action]}

    def _view(self, ref: str) -> dict[str, Any]:
        carries = {"ref": ref, "draft": ref, "position": 0, "version": 1, "channel": self.seat.channel}
        view = {"id": "V1", "private_metadata": json.dumps(carries), "state": {"values": {}}, "type": "modal"}
        return self._interaction() | {"view": view}

    def _shortcut(self) -> dict[str, Any]:
        return {"message": {"ts": "1772625999.000100", "text": self.words, "user": USER}}

    def _interaction(self) -> dict[str, Any]:
        channel = {"id": self.seat.channel, "name": "desk"}
        return {
            "team": {"id": self.seat.team}, "user": {"id": USER, "name": "rosa"}, "channel": channel,
            "container": {"channel_id": self.seat.channel, "message_ts": "1772625000.000100"}, "bot": BOT,
        }  # fmt: skip


def _text(out: list[Outgoing]) -> str:
    return "\n".join(one.model_dump_json() for one in out)
