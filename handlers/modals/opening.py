"""Opening a modal before anything else, filling it, and taking in what is submitted: kept, or refused at its field."""

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.errors import sentence_for
from handlers.incoming import Payload, carried, kept, keys_of, place_of, thread_of
from handlers.views.blocks import Block, section
from handlers.views.help import sentence
from handlers.views.modal import modal, told
from handlers.work import Instead, Work, Wrong
from handlers.working import Desks
from store.errors import DeskError
from store.inbox import Delivery
from store.outbox import Outgoing

logger = logging.getLogger(__name__)

Listener = Callable[[AsyncAck, Payload, AsyncWebClient, AsyncBoltContext], Awaitable[None]]

CLOSED = "not_found"
UNKEPT = 0  # the number of a delivery that only opens a modal, and is not kept


@dataclass(frozen=True, slots=True)
class Opener:
    """A modal: the title it opens with at once, and what fills it, which may raise DeskError for a sentence.

    `make` is plain and synchronous and runs in a transaction. Where the button stands in a modal, one is pushed on it.
    """

    title: str
    make: Callable[[Work], Block]


class Modals:
    """Makes the listeners that open modals and that take what is submitted."""

    def __init__(self, desks: Desks, *, sent: Callable[[], None]) -> None:
        self._desks, self._sent = desks, sent

    def opens(self, kind: str, opener: Opener) -> Listener:
        """The listener for a button or shortcut that opens a modal."""

        async def listener(ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
            await ack()
            try:
                shown = await _opened(client, body, opener.title)
            except TooLate as late:
                await self._too_late(body, late)
                return
            try:
                work = await self._desks.made(self._delivery(kind, body, context))
                view = _carrying(await self._desks.door(opener.make, work), work)
            except Exception as error:
                view = told(opener.title, sentence_for(error))
            await _filled(client, shown["id"], view)

        return listener

    def submitted(self, kind: str) -> Listener:
        """The listener for a submitted modal: what it says is kept before it is acknowledged, and once."""

        async def listener(ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
            try:
                work = await self._desks.made(self._delivery(kind, body, context))
                await self._desks.door(self._settle, work)
            except Wrong as wrong:
                await ack(response_action="errors", errors=wrong.errors)
            except Instead as other:
                await ack(response_action="update", view=_carrying(other.view, work))
            except Exception as error:
                title = (body["view"].get("title") or {}).get("text", "")
                await ack(response_action="update", view=told(title, sentence_for(error)))
            else:
                await ack(response_action="clear")
                self._sent()

        return listener

    def _settle(self, work: Work) -> None:
        """Keep the receipt, what the modal says, and the messages that tell of it: all, or nothing."""
        rooms, kind = self._desks.rooms, work.delivery.kind
        with rooms.inbox.store.writing():
            keys = (f"view:{work.payload['view']['id']}", *keys_of(kind, work.payload))
            number = rooms.inbox.take(work.place.team, keys, kind, {}, at=work.now)
            if number is None:
                return  # submitted twice: it was kept the first time
            rooms.outbox.put(self._desks.think(work.numbered(number)), at=work.now)
            rooms.inbox.finish(number, at=work.now)

    async def _too_late(self, body: Payload, late: "TooLate") -> None:
        """Say so; in the home tab and in modals, which nothing can be said beside, in a direct message."""
        if body.get("response_url"):
            raise late
        place, outbox = place_of(body), self._desks.rooms.outbox
        arguments = dict(sentence(str(late)))
        note = Outgoing(key=f"late:{body['trigger_id']}", team=place.team, channel=place.user, arguments=arguments)
        await self._desks.door(outbox.put, [note], at=self._desks.clock.now())
        self._sent()

    def _delivery(self, kind: str, body: Payload, context: AsyncBoltContext) -> Delivery:
        now = self._desks.clock.now()
        payload = kept(body, bot=context.bot_user_id or "")
        return Delivery(id=UNKEPT, team=place_of(body).team, kind=kind, payload=payload, tries=1, taken_at=now)


async def _opened(client: AsyncWebClient, body: Payload, title: str) -> Block:
    """The view that was opened (in a modal: pushed onto it). Raises TooLate."""
    waiting = modal(title, [section("One moment …")])
    show = client.views_push if (body.get("view") or {}).get("type") == "modal" else client.views_open
    try:
        shown: Block = (await show(trigger_id=body["trigger_id"], view=waiting))["view"]
        return shown
    except SlackApiError as refused:
        error = refused.response.get("error")
        logger.warning("Slack did not open the modal %r: %s", title, error)
        raise TooLate(f"Slack did not open “{title}” ({error}): press the button again.") from None


async def _filled(client: AsyncWebClient, view_id: str, view: Block) -> None:
    try:
        await client.views_update(view_id=view_id, view=view)
    except SlackApiError as refused:
        if refused.response.get("error") != CLOSED:
            raise
        logger.info("A modal was closed before it was filled")


class TooLate(DeskError):
    """The trigger of a click had expired before the modal could be opened."""


def _carrying(view: Block, work: Work) -> Block:
    """The view with the place that it was opened from, which its submission is asked for."""
    standing, _ = thread_of(work.payload)
    before = carried(work.payload)
    place = {
        "channel": work.place.channel,
        "thread": standing or before.get("thread"),
        "ts": (work.payload.get("container") or {}).get("message_ts") or before.get("ts"),
    }
    own = json.loads(view.get("private_metadata") or "{}")
    return view | {"private_metadata": json.dumps({**place, **own})}
