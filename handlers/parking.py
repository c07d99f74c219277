"""Channels that take no messages: who is told, and how sending is taken up again."""

from handlers.refusals import REMEDIES
from handlers.views.blocks import Message
from handlers.views.help import held_up, sentence
from handlers.work import Work
from store.outbox import Outgoing


def parked_notice(channel: str, error: str) -> Message:
    """What an admin is told of a channel that takes no messages."""
    return held_up(channel, error=error, remedy=REMEDIES.get(error, "run `intercept doctor`"))


def retry(work: Work, _: str) -> list[Outgoing]:
    """Send to this channel again."""
    place, outbox = work.place, work.rooms.outbox
    waits = next((one.waiting for one in outbox.parked(place.team) if one.channel == place.channel), 0)
    was_parked = outbox.unpark(place.team, place.channel)
    told = f"Sending to this channel again: {waits} waited." if was_parked else "Nothing is held back here."
    return [work.say(sentence(told), to=place.user)]


COMMANDS = {"retry": retry}
