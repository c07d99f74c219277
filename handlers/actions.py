"""Buttons: undo what a report logged; and what a button of another age is told."""

from handlers import ids
from handlers.showing import drawn, refreshed, shown_drafts
from handlers.views.record import undone
from handlers.work import Work
from store.errors import DeskError
from store.outbox import Outgoing

OUTGROWN = "This button is from an older version of the bot: write `/intercept help` to see what there is now."


def undo(work: Work) -> list[Outgoing]:
    """Take back the records of a card; it says so, and what else it shows stays."""
    refs = work.action["value"].split(",")
    gone = work.desk.undo(refs, by=work.place.user, at=work.now, audience=work.audience)
    work.touched.extend(refs)
    ts = (work.payload.get("container") or {}).get("message_ts")
    several = next((card for card in shown_drafts(work, ts) if len(card.items) > 1), None)
    told = drawn(work, several) if several else undone(gone)
    return [work.respond(told), *refreshed(work, refs, but=ts)]


def outgrown(work: Work) -> list[Outgoing]:
    """A button that no version of today knows."""
    raise DeskError(OUTGROWN)


THINKERS = {f"action:{ids.UNDO}": undo, "outgrown": outgrown}
