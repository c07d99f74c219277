"""Whose turn it is: which messages of the outbox may be sent now, one to a channel at a time and at its pace."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_, select

from store.slack_tables import outbox, parked
from store.working import abandoned

UNPACED = ("respond", "call")  # methods that post nothing to a channel, so that Slack counts them apart
CLOCKS_APART = dt.timedelta(minutes=1)  # an instant further ahead was kept by a clock that was wrong or was set back


class OutboxState(StrEnum):
    """Where a message stands.

    `claimed`: a worker has it. `sending`: its request may have left. `failed` was given up.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


HELD = (OutboxState.CLAIMED, OutboxState.SENDING)
UNSENT = (OutboxState.WAITING, *HELD)


def open_turns(
    worker: str, *, at: dt.datetime, silent_since: dt.datetime, pace: dt.timedelta, holding: Collection[str] | None
) -> ColumnElement[bool]:
    """Rows that a worker may take: the next one of each channel, if the channel may get a message now.

    `holding` are the keys of what it has under way; None where it does not say.
    """
    c = outbox.c
    left = abandoned(outbox, since=silent_since)
    if holding is not None:  # claimed in its name, and it never heard of it: the answer to the claim was lost
        left = or_(left, and_(c.worker == worker, c.key.not_in(holding)))
    ready = or_(and_(c.state == OutboxState.WAITING, _time_has_come(at)), and_(c.state.in_(HELD), left))
    return and_(c.id.in_(_heads()), ready, not_(_too_soon(at, pace)))


def is_parked() -> ColumnElement[bool]:
    """Whether a message waits for its channel to be unparked. Answers by response address need no channel."""
    here = and_(parked.c.team == outbox.c.team, parked.c.channel == outbox.c.channel)
    return and_(outbox.c.method != "respond", exists(select(parked.c.team).where(here)))


def _time_has_come(at: dt.datetime) -> ColumnElement[bool]:
    """Whether a message has waited until its `not_before`, or a clock was set back since that was written."""
    c = outbox.c
    return or_(c.not_before <= at, func.coalesce(c.claimed_at, c.put_at) > at + CLOCKS_APART)


def _heads() -> Any:
    """The next message of each channel: the oldest unsent one that waits neither for another message nor parked.

    Every answer by response address is a next one: it goes past the channel's limits.
    """
    c, first = outbox.c, outbox.alias("first")
    held_up = exists(select(first.c.id).where(first.c.key == c.after, first.c.state.in_(UNSENT)))
    lane = case((c.method == "respond", c.id), else_=0)
    open_ones = select(func.min(c.id)).where(c.state.in_(UNSENT), not_(held_up), not_(is_parked()))
    return open_ones.group_by(c.team, c.channel, lane)


def _too_soon(at: dt.datetime, pace: dt.timedelta) -> ColumnElement[bool]:
    """Whether the last message of a channel, whoever sent it, is not yet `pace` old."""
    c, last = outbox.c, outbox.alias("last")
    here = and_(last.c.team == c.team, last.c.channel == c.channel, last.c.method.not_in(UNPACED))
    recent = and_(last.c.ended_at > at - pace, last.c.ended_at < at + max(pace, CLOCKS_APART))
    sent = and_(here, recent, last.c.state == OutboxState.SENT)
    return and_(c.method.not_in(UNPACED), exists(select(last.c.id).where(sent)))
