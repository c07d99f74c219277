"""The form of a digest: opened by its buttons, checked field by field, saved by who may."""

import json
from collections.abc import Callable
from typing import Any

from bot.permissions import Deed
from bot.subscribing import WEEKDAYS, NotUnderstood, read_time, read_zone, wanted
from handlers import ids
from handlers.incoming import carried
from handlers.modals.opening import Opener
from handlers.people import allow, fetch_person
from handlers.subscribing import added, changed, mine
from handlers.views.blocks import Block
from handlers.views.fields import given_in
from handlers.views.subscribing import form
from handlers.work import Work, Wrong
from store.errors import SubscriptionConflict
from store.outbox import Outgoing
from store.subscriptions import Terms


def new(work: Work) -> Block:
    """The form for a new digest. Raises NotYours for who may not make one."""
    allow(work, Deed.CONFIGURE)
    return form(Terms(zone=work.zone))


def opened(work: Work) -> Block:
    """The form with the terms of a digest. Raises NotYours, SubscriptionNotFound."""
    allow(work, Deed.CONFIGURE)
    one = mine(work, work.action["value"])
    known = {"subscription": one.id, "version": one.version}
    return form(one.terms, one) | {"private_metadata": json.dumps(known)}


def submitted(work: Work) -> list[Outgoing]:
    """Save what the form says, or say beside its fields what is wrong."""
    allow(work, Deed.CONFIGURE)
    before = carried(work.payload)
    one = mine(work, str(before["subscription"])) if before.get("subscription") else None
    given = given_in(work.payload["view"]["state"]["values"])
    terms = _terms(given, one.terms if one else Terms(zone=work.zone), work)
    if one is None:
        return added(work, terms)
    try:
        return [work.say(changed(work, one, terms, version=int(before["version"])), key="changed")]
    except SubscriptionConflict as conflict:
        raise Wrong({"days": str(conflict)}) from conflict


def _terms(given: dict[str, str], before: Terms, work: Work) -> Terms:
    """The terms that the fields say. Raises Wrong with a sentence for each field that cannot be read."""
    wrong: dict[str, str] = {}

    def read(name: str, reader: Callable[[str], Any]) -> Any:
        try:
            return reader(given.get(name, ""))
        except NotUnderstood as no:
            wrong[name] = str(no)
            return None

    about = given.get("about", "")
    told = {"filter": before.filter, "words": before.words}
    if about != before.words:
        told = read("about", lambda words: wanted(words, today=work.today)) or told
    at, zone = read("at", read_time), read("zone", read_zone)
    if wrong:
        raise Wrong(wrong)
    plain = {name: given[name] for name in ("days", "length", "unit", "quiet") if given.get(name)}
    weekday = WEEKDAYS.index(given["weekday"]) if given.get("weekday") in WEEKDAYS else before.weekday
    return Terms.model_validate(before.model_dump() | plain | told | {"at": at, "zone": zone, "weekday": weekday})


OPENERS = {
    f"action:{ids.DIGEST_NEW}": Opener("New digest", new),
    f"action:{ids.DIGEST_CHANGE}": Opener("Change a digest", opened),
}
SUBMISSIONS = {f"view:{ids.SUBMIT_DIGEST}": submitted}
FETCHERS = dict.fromkeys((*OPENERS, *SUBMISSIONS), fetch_person)
