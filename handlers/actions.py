"""Buttons: undo what a report logged, show all records of an answer."""

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.desk import Desk
from handlers.door import Clock, Door
from handlers.incoming import Payload, place_of_action
from handlers.replies import show
from handlers.views.record import records, undone
from store.filters import IncidentFilter


async def undo(
    ack: AsyncAck, body: Payload, action: Payload, respond: AsyncRespond, desk: Desk, door: Door, clock: Clock
) -> None:
    """Take back the records of a card; the card becomes the sentence that says so."""
    await ack()
    place = place_of_action(body)
    refs = action["value"].split(",")
    gone = await door(desk.undo, refs, by=place.user, at=clock.now(), audience=place.audience)
    await show(respond, undone(gone), public=True, replace=True)


async def show_all(
    ack: AsyncAck, body: Payload, action: Payload, respond: AsyncRespond, desk: Desk, door: Door
) -> None:
    """Show every record that an answer rests on to the one who asked for them, in the order of the answer."""
    await ack()
    place = place_of_action(body)
    total, _, listed = action["value"].partition(":")
    refs = listed.split(",")
    found = await door(desk.ledger.find, IncidentFilter(refs=tuple(refs)), audience=place.audience)
    found.sort(key=lambda incident: refs.index(incident.ref))
    title = f"All {total} records" if str(len(found)) == total else f"{len(found)} of {total} records"
    message = records(found, title=title, empty="These records are no longer in the ledger, or not for this channel.")
    await show(respond, message, thread=(body.get("container") or {}).get("thread_ts"))
