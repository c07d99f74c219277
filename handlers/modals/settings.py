"""The modal with a channel's settings: opened by its button, checked field by field, saved by who may."""

from bot.configuring import SETTINGS, NotASetting, changed
from bot.permissions import Deed
from handlers import ids
from handlers.modals.opening import Opener
from handlers.people import allow, fetch_person
from handlers.views.blocks import Block
from handlers.views.fields import given_in
from handlers.views.settings import settings_form, settings_page
from handlers.work import Work, Wrong
from store.outbox import Outgoing


def opened(work: Work) -> Block:
    """The modal with what is set now. Raises NotYours for who may not change it."""
    allow(work, Deed.CONFIGURE)
    return settings_form(work.settings)


def submitted(work: Work) -> list[Outgoing]:
    """Save what a modal says, or say beside its fields what is wrong."""
    allow(work, Deed.CONFIGURE)
    given = given_in(work.payload["view"]["state"]["values"])
    settings, wrong = work.settings, {}
    for one in SETTINGS:
        try:
            settings = changed(settings, one.word, given.get(one.word) or ("everyone" if one.word == "editors" else ""))
        except NotASetting as no:
            wrong[one.word] = str(no)
    if wrong:
        raise Wrong(wrong)
    place = work.place
    work.rooms.channels.change(place.team, place.channel, settings, by=place.user, at=work.now)
    return [work.say(settings_page(settings, zone=work.zone), to=place.user)]


OPENERS = {f"action:{ids.SETTINGS_OPEN}": Opener("Settings of the channel", opened)}
SUBMISSIONS = {f"view:{ids.SUBMIT_SETTINGS}": submitted}
FETCHERS = {f"action:{ids.SETTINGS_OPEN}": fetch_person, f"view:{ids.SUBMIT_SETTINGS}": fetch_person}
