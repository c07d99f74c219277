"""Alerts that the command line sets off: put into the outbox, and sent by the bot when it runs."""

import datetime as dt
from collections.abc import Sequence

from bot.desk import Desk
from bot.wording import say_and
from store.subscriptions import Subscription, SubscriptionKind, Subscriptions


def watches(desk: Desk) -> list[Subscription]:
    """The watches and surge alerts that are active in any workspace."""
    return [one for one in Subscriptions(desk.ledger.store).active() if one.kind != SubscriptionKind.DIGEST]


def set_off(desk: Desk, refs: Sequence[str], *, at: dt.datetime) -> int:
    """Alert the channels that watch for records just logged or changed here; gives how many messages wait for the bot.

    Wants to be called in the transaction in which the records were changed.
    """
    if not refs or not watches(desk):
        return 0
    from handlers.alerting import set_off as messages_of  # loads Slack's library: of no use to a ledger without watches
    from handlers.touching import Touch
    from handlers.work import Rooms

    rooms = Rooms.over(desk.ledger.store)
    touch = Touch(desk, rooms, tuple(refs), at, f"cli:{at:%Y%m%dT%H%M%S%f}")
    messages = messages_of(touch, team="")
    rooms.outbox.put(messages, at=at)
    return len(messages)


def say_set_off(number: int) -> str:
    """What becomes of alerts that were set off here."""
    return f"Alerts: {number} message{'s' * (number != 1)} to channels that watch for this; sent when the bot runs."


def say_unalerted(some: Sequence[Subscription]) -> str:
    """Why an import alerts nobody, though there are watches."""
    return f"Alerts: none for {say_and([one.id for one in some])}; imported records are history, not news."
