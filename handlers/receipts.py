"""Receipts: a row before the work, so that what Slack delivers twice is answered once, also after a restart."""

import datetime as dt

from bot.desk import Desk


def first_time(desk: Desk, team: str, keys: tuple[str, ...], *, at: dt.datetime) -> bool:
    """Whether none of the `keys` of a delivery was seen before. All of them are kept from now on."""
    new = [desk.ledger.receive(team, key, at=at) for key in keys]
    return all(new)


def event_keys(event_id: str, channel: str, ts: str) -> tuple[str, ...]:
    """The keys of an event: its id, and its message, which Slack may also repeat under another event id."""
    return (f"event:{event_id}", f"ask:{channel}:{ts}")


def command_keys(trigger_id: str) -> tuple[str, ...]:
    """The key of a slash command: the trigger id that only this use of it has."""
    return (f"command:{trigger_id}",)
