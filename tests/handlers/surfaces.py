"""Every surface of the bot at one place, driven by hand: what it says there, to be compared with what it should."""

import asyncio
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from bot.asking import examples
from bot.desk import Desk
from bot.jobs.runs import Order, Runs
from handlers import FETCHERS, FOLLOWERS, OPENERS, SUBMISSIONS, THINKERS, WANTED, WAYS
from handlers.home import PAGES
from handlers.incoming import place_of
from handlers.views.record import MORE
from handlers.work import Instead, Rooms, Work, Wrong
from store.drafts import DraftCard
from store.errors import DeskError
from store.filters import Audience
from store.inbox import Delivery
from store.outbox import Outgoing
from store.records import IncidentDraft, Origin
from store.subscriptions import SubscriptionKind
from tests.handlers.ear import Ear
from tests.handlers.handed import USER, Json, Seat, filled

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
UNHEARD = frozenset({"outgrown"} | {kind for kind in THINKERS if kind.startswith("lifecycle:")})
"""Kinds that give out nothing: old buttons, and what becomes of channels and workspaces."""
QUESTIONS = (
    "sources of {ref}", "what came after {ref}", "last Tu-95", "how many?", "by actor", "by place", "by type",
    "list records of this year", "unverified records", "how many aircraft?", "latest {marker}", "latest {marker}s",
    "last Tu-97", "who responded most often?", "first flight near Japan", "is that a record?", "list all records",
    "records reported by {marker}", "{words}",
)  # fmt: skip
PRESSED = 5  # of the answers, of each so many-th every button is pressed


class Tour:
    """A walk through all surfaces at a seat. What is said is collected as text, surface by surface.

    `refs` and `drafts` are of what is hidden from the seat, and `elsewhere` the digest of another channel; `report` is
    a report of a hidden record. `part` says which share of the example questions is asked.
    """

    def __init__(
        self,
        desk: Desk,
        seat: Seat,
        *,
        refs: list[str],
        drafts: list[str],
        elsewhere: str,
        report: str,
        edited: str,
        own: IncidentDraft,
        marker: str,
        part: tuple[int, int] = (0, 1),
    ) -> None:
        self.desk, self.seat, self.part = desk, seat, part
        self.rooms = Rooms.over(desk.ledger.store)
        self.refs, self.drafts, self.elsewhere = refs, drafts, elsewhere
        self.report, self.edited, self.own, self.marker = report, edited, own, marker
        self.out: list[Outgoing] = []
        self.done: set[str] = set()
        """Kinds, and `/verb` for commands, of which at least one was not refused."""
        self._numbers, self._hidden = count(1), count()

    def said(self) -> dict[str, str]:
        """What each surface says, under a name that tells which it was."""
        told: dict[str, str] = {}
        for kind, payload in self._deliveries():
            about = payload.get("text") or payload.get("actions") or (payload.get("view") or payload.get("event"))
            told[f"{len(told)} {kind} {json.dumps(about)[:150]}"] = self._one(kind, payload)
        for day in ("2026-03-04", "2026-03-02", "2026-03-01"):
            for one in self.rooms.subscriptions.of(self.seat.team, self.seat.channel):
                if one.kind == SubscriptionKind.DIGEST:
                    told[f"digest {one.id} {day}"] = self._posted(Order(one.id, dt.date.fromisoformat(day)))
        return told

    def never(self) -> set[str]:
        """The kinds of delivery, and `/verb` for commands, that were refused every time, or that never came."""
        every = {*THINKERS, *OPENERS, *(f"/{verb}" for verb in WAYS)} - UNHEARD - {"command"}
        return every - self.done - {"mention" if self.seat.channel[:1] == "D" else "direct"}

    def _one(self, kind: str, payload: Json) -> str:
        """One delivery: what its fetcher asks Slack, and what is said; then what the buttons of that say."""
        work, ear = self._work(kind, payload), Ear({"ts": "1772625950.000100", "text": self.report, "user": USER})
        if "event" in payload:
            ear.asked += [f"wanted: {wanted(self.rooms, work.place, payload)}" for wanted in WANTED.get(kind, ())]
        try:
            if kind in FETCHERS:
                work = replace(work, fetched=asyncio.run(FETCHERS[kind](ear, work)))  # type: ignore[arg-type]
            with self.rooms.inbox.store.writing():
                said = self._opened(work) if kind in OPENERS else self._thought(work)
        except Instead as other:
            said = f"instead: {json.dumps(other.view)}"
        except DeskError as refused:
            said = f"refused: {refused} {refused.errors if isinstance(refused, Wrong) else ''}"
        else:
            self.done.add(f"/{payload['text'].split()[0]}" if kind == "command" else kind)
        return "\n".join([*ear.asked, said])

    def _thought(self, work: Work) -> str:
        told = [one for thinker in (*THINKERS[work.delivery.kind], *FOLLOWERS) for one in thinker(work)]
        self.out += told
        self.rooms.outbox.put(told, at=NOON)
        for one in told:
            if one.method == "post":  # as though it were out: cards are edited from then on
                self.rooms.outbox.sent(one.key, f"1772630{next(self._numbers):03}.000100", at=NOON)
        return "\n".join(one.model_dump_json() for one in told)

    def _opened(self, work: Work) -> str:
        view = OPENERS[work.delivery.kind].make(work)
        kind = f"view:{view.get('callback_id')}"
        told = [json.dumps(view, default=str, ensure_ascii=False)]
        if kind in SUBMISSIONS:
            carries = json.loads(view.get("private_metadata") or "{}")
            for wanted in (self._filling(self.marker), self._filling("Alaska")):
                told.append(self._one(kind, self.seat.submission(carries, filled(view, wanted))))
        return "\n".join(told)

    def _posted(self, order: Order) -> str:
        """What a digest says, with its thread."""
        runs = Runs(self.desk, self.rooms, now=lambda: NOON)
        chosen = runs.select(order)
        made = runs.compose(order, chosen) if chosen else None
        return json.dumps([chosen, made])

    def _work(self, kind: str, payload: Json) -> Work:
        place, seat, number = place_of(payload), self.seat, next(self._numbers)
        delivery = Delivery(id=number, team=seat.team, kind=kind, payload=payload, tries=1, taken_at=NOON)
        settings = self.rooms.channels.settings(place.team, place.channel)
        return Work(delivery, place, self.desk, self.rooms, NOON, NOON.date(), "UTC", seat.facts, settings)

    def _deliveries(self) -> Iterator[tuple[str, Json]]:
        yield from self._commands()
        yield from self._questions()
        for tab in ("home", "messages"):
            yield "home", self.seat.opened(tab)
        yield from self._messages()
        for kind in sorted({*THINKERS, *OPENERS} - UNHEARD):
            if kind.startswith("action:"):
                for value in self._values(kind.partition(":")[2]):
                    yield kind, self.seat.action(kind, value)
            elif kind.startswith("view:"):
                for ref, draft in ((self._ref(), self.drafts[0]), (self._ref(), self.drafts[-1])):
                    yield kind, self._forged(ref, draft)
        yield "action:pages.file", self.seat.action("action:pages.file", self._asked("list all records"))
        for kind in ("action:pages.next", "action:pages.back"):
            held = {"refs": ",".join([*self.refs, self._fresh()]), "total": 9, "question": "Q-1"}
            yield kind, self.seat.action(kind, "0", view=self._held(held))
        home = {"type": "home"} | self._held({})
        yield "action:home.refresh", self.seat.action("action:home.refresh", "home", view=home)

    def _commands(self) -> Iterator[tuple[str, Json]]:
        both = f"{self._fresh()} into {self._ref()}"
        mine = self.rooms.subscriptions.of(self.seat.team, self.seat.channel)[0].id
        digests = [f"{what} {one}" for what in ("preview", "now", "history") for one in (mine, self.elsewhere)]
        rests: dict[str, tuple[str, ...]] = {
            "background": (self.report, self.marker),
            "check": (self.report,),
            "digest": ("list", "week", "preview", *digests),
            "edit": (f"{self._fresh()} places: Japan",),
            "log": (self.report,),
            "merge": (both, f"{self._ref()} into {self._fresh()}", f"{self._fresh()} into {self._fresh()}"),
            "unmerge": (self._merged(),),
            "watch": ("list",),
        }
        for verb in sorted(WAYS):
            for rest in ("", f"{self._ref()} official", f"{self._fresh()} official", self.marker, *rests.get(verb, ())):
                yield "command", self.seat.command(f"{verb} {rest}".strip())
        yield "command", self.seat.command(self.report)

    def _questions(self) -> Iterator[tuple[str, Json]]:
        number, of = self.part
        asked = [question[0] for _, question in examples() if question][number::of]
        asked += [one.format(ref=self._ref(), marker=self.marker, words=self.report) for one in QUESTIONS]
        kind = "direct" if self.seat.channel[:1] == "D" else "mention"
        for number, question in enumerate(asked):
            yield kind, self.seat.said(question, number)
            if number % PRESSED == 0:
                yield from self._pressed()

    def _pressed(self) -> Iterator[tuple[str, Json]]:
        """The buttons of the last answer: the next question, all records, the sheet."""
        for block in self.out[-1].arguments.get("blocks") or []:
            for element in block.get("elements", []):
                kind = f"action:{element.get('action_id', '')}"
                if kind.startswith(("action:answer.ask", "action:answer.show_all")):
                    yield kind, self.seat.action(kind, element["value"])

    def _messages(self) -> Iterator[tuple[str, Json]]:
        """Messages of the channel: noticed, logged, checked; edited and deleted, with what is proposed of that."""
        seat = self.seat
        yield "message", seat.said(self.report, 900)
        yield "reaction", seat.reaction(950)
        yield "shortcut:check_message", seat.shortcut(self.report, 901)
        yield "shortcut:log_message", seat.shortcut(self.report, 902)
        yield "action:draft.save_as_new", seat.action("action:draft.save_as_new", f"{self._latest().id}:0")
        yield "message_changed", seat.changed(self.report, self.edited, 902)
        yield "action:draft.apply", seat.action("action:draft.apply", f"{self._latest().id}:0:1")
        yield "message_deleted", seat.changed(self.edited, None, 902)
        kind = "direct" if seat.channel[:1] == "D" else "mention"
        yield kind, seat.said("how many?", 910)
        yield "message_changed", seat.changed("how many?", "how many Tu-95?", 910)

    def _values(self, action: str) -> Iterator[str]:
        """What the buttons of an action may carry: of what is hidden, and of what is the seat's own."""
        if action.startswith("answer."):
            question = self._asked("how many?")
            shown = f"2:{','.join([*self.refs, self._fresh()])}:{question}"
            yield {"answer.show_all": shown, "answer.verdict": f"{question}:good"}.get(action, f"{question}|how many?")
        elif action.startswith("draft."):
            for draft in (*self.drafts, self._drafted()):
                rest = {"draft.save_all": "", "draft.open": "", "draft.add_source": f":0:{self._ref()}"}
                yield draft + rest.get(action, ":0:1")
            yield f"{self._drafted()}:0:{self._fresh()}" if action == "draft.add_source" else self._drafted() + ":0:1"
        elif action == "record.more":
            yield from (f"{what}:{ref}" for what in MORE for ref in (self._ref(), self._fresh()))
        elif action.startswith("record."):
            yield from (self._ref(), self._merged() if action == "record.unmerge" else self._fresh())
        elif action.startswith("home."):
            yield from (*PAGES, f"show {self._ref()}", f"show {self._fresh()}") if action == "home.run" else ("home",)
        elif action.startswith("digest."):
            mine = self.rooms.subscriptions.of(self.seat.team, self.seat.channel)[0]
            yield from (self.elsewhere, mine.id)
        elif not action.startswith("pages."):
            yield ""

    def _forged(self, ref: str, draft: str) -> Json:
        """A modal that carries something hidden, as nobody was ever shown it."""
        carries = {"ref": ref, "draft": f"{draft}:0", "was": "", "version": 1, "private": True}
        values = {name: {"value": {"value": value}} for name, value in self._filling("Alaska").items()}
        return self.seat.submission(carries | {"subscription": self.elsewhere}, values)

    def _filling(self, place: str) -> Mapping[str, str]:
        """What somebody writes into the fields of any modal; `place` may be none that is known."""
        return {
            "day": "2025-05-03", "places": place, "reason": self.marker, "state": "official", "chosen": self._ref(),
            "other": "" if place == self.marker else self._fresh(), "summary": self.marker, "about": f"near {place}",
            "source": f"https://{self.marker}.example/a", "at": "07:30", "zone": "UTC", "emoji": "airplane",
        }  # fmt: skip

    def _held(self, carries: Mapping[str, Any]) -> Json:
        return {"private_metadata": json.dumps({"channel": self.seat.channel, **carries})}

    def _ref(self) -> str:
        """The next of the hidden records."""
        return self.refs[next(self._hidden) % len(self.refs)]

    def _fresh(self) -> str:
        """A new record of the seat's own."""
        [made] = self.desk.ledger.add([self.own], origin=self._origin(), by=USER, at=NOON)
        return made.ref

    def _merged(self) -> str:
        """A record of the seat's own that is part of another one."""
        keep, gone, audience = self._fresh(), self._fresh(), Audience(everything=True)
        self.desk.ledger.merge(keep, gone, by=USER, at=NOON, audience=audience)
        return gone

    def _drafted(self) -> str:
        """A new draft card of the seat's own."""
        return self.rooms.drafts.open_draft([self.own], origin=self._origin(), text="a report", by=USER, at=NOON).id

    def _latest(self) -> DraftCard:
        """The draft card that was made last at this seat."""
        audience = Audience(team=self.seat.team, channel=self.seat.channel)
        return self.rooms.drafts.waiting(self.seat.team, audience=audience, limit=1)[0]

    def _asked(self, question: str) -> str:
        """The number of a question that was just asked here."""
        self._one("command", self.seat.command(question))
        return f"Q-{self.out[-1].key.split(':')[1]}"

    def _origin(self) -> Origin:
        seat = self.seat
        return Origin(team=seat.team, channel=seat.channel, private=seat.facts.private or seat.facts.connect, user=USER)
