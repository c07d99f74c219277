"""The words of a subscription as checked terms: of a digest, of a watch, of a surge alert."""

import datetime as dt
from typing import Any

from bot.subscribing.about import misspelt, wanted_plainly
from bot.subscribing.cleaning import plainly, without_manners
from bot.subscribing.clocks import with_whole_names
from bot.subscribing.options import OFTEN, TIMES, TOLD, UNITS, WEEKDAYS, ZONES, Option, taken
from bot.subscribing.refusal import EXAMPLE, SURGE_EXAMPLE, WATCH_EXAMPLE, NotUnderstood
from bot.subscribing.surges import UNSAID_DAYS, Surge, checked_surge, take_cap, take_surge
from store.subscriptions import Subscription, SubscriptionKind, Terms

DIGESTS_ALONE: tuple[Option, ...] = (*OFTEN, *TIMES, *TOLD)
OPTIONS: tuple[Option, ...] = (*OFTEN, *TIMES, *ZONES, *TOLD, *UNITS)
"""Times come before zones, whose `Z` they may carry; units last, for `in` may belong to a zone."""


def read_digest(words: str, *, zone: str, today: dt.date, before: Terms | None = None) -> Terms:
    """The terms of a digest: how often, the local time, the zone, options, and what it is about.

    `zone` is taken where none is named. With `before` only what is named changes. Raises NotUnderstood.
    """
    text = with_whole_names(plainly(words))
    given, text = taken(text, OPTIONS)
    _refuse_alert(text)
    if "days" not in given and "weekday" not in given and before is None:
        raise NotUnderstood(misspelt(text) or f"Say how often: daily, weekdays, weekly or monthly, as in {EXAMPLE}.")
    _settle_days(given, before)
    return _made(given, text, zone=zone, today=today, before=before)


def read_watch(words: str, *, zone: str, today: dt.date, before: Terms | None = None) -> tuple[SubscriptionKind, Terms]:
    """The terms of a watch, or of a surge alert where the words say how many within how many days.

    With `before` only what is named changes, and a watch stays one. Raises NotUnderstood.
    """
    text = with_whole_names(plainly(words))
    cap, text = take_cap(text)
    surge, text = take_surge(text)
    given, text = taken(text, (*ZONES, *UNITS))
    _refuse_digest(text)
    if cap is not None:
        given["cap"] = cap
    kind = SubscriptionKind.WATCH
    if surge or (before and before.surge):
        kind = SubscriptionKind.SURGE
        if cap is not None:
            raise NotUnderstood("A surge alert is one message, edited while it goes on: leave out how many a day.")
        given |= _surge_terms(surge, before)
    if not (without_manners(text) or surge or before):
        raise NotUnderstood(f"Say what to watch for: {WATCH_EXAMPLE}.")
    return kind, _made(given, text, zone=zone, today=today, before=before)


def read_change(words: str, one: Subscription, *, today: dt.date) -> Terms:
    """The terms of a subscription with what some words change of them. Raises NotUnderstood."""
    if one.kind == SubscriptionKind.DIGEST:
        return read_digest(words, zone=one.zone, today=today, before=one.terms)
    return read_watch(words, zone=one.zone, today=today, before=one.terms)[1]


def tidied(terms: Terms) -> Terms:
    """Terms without a weekday that is not that of a weekly digest, nor a day that is not that of a monthly one."""
    plain = Terms()
    weekday = terms.weekday if terms.days == "weekly" else plain.weekday
    month_day = terms.month_day if terms.days == "monthly" else plain.month_day
    return terms.model_copy(update={"weekday": weekday, "month_day": month_day})


def _made(given: dict[str, Any], text: str, *, zone: str, today: dt.date, before: Terms | None) -> Terms:
    if without_manners(text) or before is None:
        given = given | wanted_plainly(text, today=today)
    start = (before or Terms(zone=zone)).model_dump()
    return tidied(Terms.model_validate(start | given))


def _settle_days(given: dict[str, Any], before: Terms | None) -> None:
    """Make how often, the weekday and the day of the month fit. Raises NotUnderstood where they cannot."""
    if "weekday" in given:
        days = given.setdefault("days", "weekly")
        if days != "weekly":
            raise NotUnderstood(f"A {days} digest has no weekday: write `weekly {WEEKDAYS[given['weekday']]}`.")
    if "month_day" in given and given.get("days", before.days if before else "") != "monthly":
        raise NotUnderstood("Only a monthly digest has a day of the month: write `monthly on the 1st`.")


def _surge_terms(surge: Surge | None, before: Terms | None) -> dict[str, Any]:
    """The terms of a surge: what is not said is as before, or the usual week where it is measured by the usual."""
    kept = before.surge if before else None
    if before and surge and not kept:
        raise NotUnderstood(f"That watch tells of single incidents: stop it, and write {SURGE_EXAMPLE}.")
    if surge is None:
        return {}
    number = surge.number if surge.number is not None else kept[0] if kept else None
    if number is None:
        raise NotUnderstood(f"Say how many in those days make a surge, as in {SURGE_EXAMPLE}, or leave the days out.")
    times = surge.times if surge.number is not None else bool(before and before.times)
    days = surge.days if surge.days is not None else kept[1] if kept else UNSAID_DAYS if times else None
    if days is None:
        raise NotUnderstood(f"Say within how many days: {SURGE_EXAMPLE}.")
    return {"surge": checked_surge(number, days, times=times), "times": times}


def _refuse_digest(text: str) -> None:
    """Raise NotUnderstood for words that only a digest knows: a watch posts at once."""
    for option in DIGESTS_ALONE:
        if found := option.pattern.search(text):
            words = found[0].strip()
            raise NotUnderstood(f"A watch posts at once and has no “{words}”: leave it out, or write {EXAMPLE}.")


def _refuse_alert(text: str) -> None:
    """Raise NotUnderstood for words that only a watch knows."""
    cap, _ = take_cap(text)
    surge, _ = take_surge(text)
    if cap is not None:
        raise NotUnderstood(
            f"A digest is one message and has no number a day: leave that out, or write {WATCH_EXAMPLE}."
        )
    if surge and surge.number is not None and surge.days is not None:
        raise NotUnderstood(f"So many within some days is a surge alert: write {SURGE_EXAMPLE}.")
