"""The form of a digest or watch: opened by its buttons, checked field by field, saved by who may."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bot.permissions import Deed
from bot.subscribing import (
    MOST_DAYS,
    MOST_USUAL_DAYS,
    WEEKDAYS,
    NotUnderstood,
    checked_cap,
    checked_surge,
    read_time,
    read_zone,
    tidied,
    wanted,
)
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
from store.subscriptions import SubscriptionKind, Terms

Value = TypeVar("Value")
Given = Mapping[str, str]
CHOICES = ("days", "length", "unit", "quiet")


def new_digest(work: Work) -> Block:
    """The form for a new digest. Raises NotYours for who may not make one."""
    return _new(work, SubscriptionKind.DIGEST)


def new_watch(work: Work) -> Block:
    """The form for a new watch or surge alert. Raises NotYours for who may not make one."""
    return _new(work, SubscriptionKind.WATCH)


def opened(work: Work) -> Block:
    """The form with the terms of a subscription. Raises NotYours, SubscriptionNotFound."""
    allow(work, Deed.CONFIGURE)
    one = mine(work, work.action["value"])
    known = {"subscription": one.id, "version": one.version}
    return form(one.kind, one.terms, one) | {"private_metadata": json.dumps(known)}


def submitted(work: Work) -> list[Outgoing]:
    """Save what the form says, or say beside its fields what is wrong."""
    allow(work, Deed.CONFIGURE)
    before = carried(work.payload)
    given = given_in(work.payload["view"]["state"]["values"])
    if not before.get("subscription"):
        kind = SubscriptionKind(before.get("kind", SubscriptionKind.DIGEST))
        return added(work, *terms_of(given, kind, Terms(zone=work.zone), today=work.today))
    one = mine(work, str(before["subscription"]))
    _, terms = terms_of(given, one.kind, one.terms, today=work.today)
    try:
        return [work.say(changed(work, one, terms, version=int(before["version"])), key="changed")]
    except SubscriptionConflict as conflict:
        raise Wrong({"about": str(conflict)}) from conflict


def terms_of(given: Given, kind: SubscriptionKind, before: Terms, *, today: dt.date) -> tuple[SubscriptionKind, Terms]:
    """What the fields of a form say. Raises Wrong with a sentence for each field that cannot be read."""
    read = _Fields(given)
    about = given.get("about", "")
    told = {"filter": before.filter, "words": before.words}
    if about != before.words:
        told = read.field("about", lambda words: wanted(words, today=today)) or told
    terms = {**told, "zone": read.field("zone", read_zone)}
    terms |= {name: given[name] for name in CHOICES if given.get(name)}
    if kind == SubscriptionKind.DIGEST:
        terms |= _digest_terms(given, read)
    else:
        kind, numbers = _alert_terms(given, kind, before, read)
        terms |= numbers
    if read.wrong:
        raise Wrong(read.wrong)
    return kind, tidied(Terms.model_validate(before.model_dump() | terms))


class _Fields:
    """The fields of a form, and the sentence for each of them that cannot be read."""

    def __init__(self, given: Given) -> None:
        self.given, self.wrong = given, dict[str, str]()

    def field(self, name: str, reader: Callable[[str], Value]) -> Value | None:
        """The value of a field, None where it cannot be read."""
        try:
            return reader(self.given.get(name, ""))
        except NotUnderstood as no:
            self.wrong[name] = str(no)
            return None


def _digest_terms(given: Given, read: _Fields) -> dict[str, Any]:
    terms: dict[str, Any] = {"at": read.field("at", read_time)}
    if given.get("weekday") in WEEKDAYS:
        terms["weekday"] = WEEKDAYS.index(given["weekday"])
    if given.get("month_day"):
        terms["month_day"] = int(given["month_day"])
    return terms


def _alert_terms(
    given: Given, kind: SubscriptionKind, before: Terms, read: _Fields
) -> tuple[SubscriptionKind, dict[str, Any]]:
    """The numbers of a watch or of a surge alert, and which of the two it is."""
    measure = given.get("measure", "each" if kind == SubscriptionKind.WATCH else "number")
    if measure == "each":
        return SubscriptionKind.WATCH, {"cap": read.field("cap", checked_cap) if given.get("cap") else before.cap}
    times = measure == "times"
    number, days = read.field("number", _whole), read.field("span", _whole)
    if number is None or days is None:
        return SubscriptionKind.SURGE, {}
    blamed = "number" if 1 <= days <= (MOST_USUAL_DAYS if times else MOST_DAYS) else "span"
    surge = read.field(blamed, lambda _: checked_surge(number, days, times=times))
    return SubscriptionKind.SURGE, {"surge": surge, "times": times}


def _whole(word: str) -> int:
    if not word.strip().isdecimal():
        raise NotUnderstood("Write a whole number, such as 3.")
    return int(word)


def _new(work: Work, kind: SubscriptionKind) -> Block:
    allow(work, Deed.CONFIGURE)
    return form(kind, Terms(zone=work.zone)) | {"private_metadata": json.dumps({"kind": kind.value})}


OPENERS = {
    f"action:{ids.DIGEST_NEW}": Opener("New digest", new_digest),
    f"action:{ids.WATCH_NEW}": Opener("New watch", new_watch),
    f"action:{ids.DIGEST_CHANGE}": Opener("Change a subscription", opened),
}
SUBMISSIONS = {f"view:{ids.SUBMIT_DIGEST}": submitted}
FETCHERS = dict.fromkeys((*OPENERS, *SUBMISSIONS), fetch_person)
