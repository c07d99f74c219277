"""Settings of a channel by command."""

from bot.configuring import changed, setting
from bot.permissions import Deed
from handlers.incoming import words
from handlers.people import allow
from handlers.views.settings import settings_page
from handlers.work import Work
from store.errors import DeskError
from store.outbox import Outgoing


def settings(work: Work, text: str) -> list[Outgoing]:
    """Show what is set in this channel, or set something: `zone Europe/London`."""
    word, _, _ = text.partition(" ")
    if not word:
        return [work.say(settings_page(work.settings, zone=work.zone), to=work.place.user)]
    _, _, value = str(work.payload.get("text", "")).strip().partition(" ")[2].strip().partition(" ")
    if not value.strip():
        raise DeskError(f"Say what to set it to: {setting(word).takes}.")
    allow(work, Deed.CONFIGURE)
    readable = value if word.lower() == "editors" else words(value)  # a group is known by its id, which words leave out
    set_now = changed(work.settings, word, readable)
    place = work.place
    work.rooms.channels.change(place.team, place.channel, set_now, by=place.user, at=work.now)
    return [work.say(settings_page(set_now, zone=work.zone), to=place.user)]


COMMANDS = {"settings": settings}
