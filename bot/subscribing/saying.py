"""Subscriptions in words: as they are told, and as they would be written."""

from collections.abc import Sequence

from bot.subscribing.options import WEEKDAYS
from store.subscriptions import Subscription, SubscriptionKind, Terms


def say_terms(kind: SubscriptionKind, terms: Terms) -> str:
    """A subscription in words: `digest daily at 08:00 America/Anchorage, near Alaska`."""
    about = f"incidents {terms.words}" if terms.words else "every incident"
    if kind == SubscriptionKind.WATCH:
        return ", ".join([f"watch for {about}", f"at most {terms.cap} a day ({terms.zone})", *_options(terms)])
    if kind == SubscriptionKind.SURGE and terms.surge:
        return ", ".join([f"alert at {say_surge(terms)}: {about} ({terms.zone})", *_options(terms)])
    often = {
        "weekly": f"weekly on {WEEKDAYS[terms.weekday].title()}",
        "monthly": f"monthly on {say_month_day(terms.month_day)}",
    }
    return ", ".join(
        [f"digest {often.get(terms.days, terms.days)} at {terms.at:%H:%M} {terms.zone}", about, *_options(terms)]
    )


def say_month_day(day: int) -> str:
    """A day of the month, and what becomes of it in shorter ones: `the 31st (or the last day)`."""
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"the {day}{ending}" + (" (or the last day)" if day > 28 else "")


def say_surge(terms: Terms) -> str:
    """What makes a surge: `3 or more in 7 days`, `twice the usual in 7 days`."""
    number, days = terms.surge or (0, 0)
    usual = f"{'twice' if number == 2 else f'{number} times'} the usual"
    return f"{usual if terms.times else f'{number} or more'} in {days} day{'s' * (days != 1)}"


def say_subscription(one: Subscription) -> str:
    """The same with its id and how it stands: `S-3 (paused): digest daily …`."""
    state = "" if one.state == "active" else f" ({one.state.value})"
    return f"{one.id}{state}: {say_terms(one.kind, one)}"


def written(kind: SubscriptionKind, terms: Terms) -> str:
    """The terms as they would be written after `digest` or `watch`, so that they are read as they are."""
    if kind == SubscriptionKind.WATCH:
        parts: Sequence[str] = [terms.words or "everything", f"at most {terms.cap} a day", *_beside(terms)]
    elif kind == SubscriptionKind.SURGE:
        parts = [say_surge(terms), terms.words, *_beside(terms)]
    else:
        days = {"weekly": f"weekly {WEEKDAYS[terms.weekday]}", "monthly": f"monthly on day {terms.month_day}"}
        often = days.get(terms.days, terms.days)
        told = [terms.length, f"quiet {terms.quiet}"]
        parts = [often, f"{terms.at:%H:%M}", *_beside(terms), *told, terms.words]
    return " ".join(part for part in parts if part)


def _beside(terms: Terms) -> list[str]:
    return [terms.zone, f"in {terms.unit}"]


def _options(terms: Terms) -> list[str]:
    plain = Terms()
    return [
        *([f"distances in {terms.unit}"] if terms.unit != plain.unit else []),
        *([f"{terms.length} length"] if terms.length != plain.length else []),
        *(["nothing on quiet days"] if terms.quiet == "nothing" else []),
    ]
