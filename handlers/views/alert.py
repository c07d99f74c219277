"""Alerts as messages: one incident that a channel watches for, what the daily cap held back, a surge."""

from collections.abc import Sequence

from bot.wording import say_line, say_record, say_standing
from handlers import ids
from handlers.views.blocks import Block, Message, actions, button, clip, context, lines, message, safe, section
from handlers.views.record import sources
from store.records import Incident, Status
from store.subscriptions import Subscription

SHOWN = 15


def alert(record: Incident, one: Subscription) -> Message:
    """One incident as it stands now; it says so where the record was taken back."""
    head = "Withdrawn" if record.status in (Status.RETRACTED, Status.MERGED) else "New"
    first = f"{head}: {record.name} · {say_line(record, one.unit)}"
    told = f"{head}: {say_record(record, one.unit)}"
    why = f"{say_standing(record)} · watch {one.id}: {_about(one)}"
    blocks = [
        section(f"*{head}: {safe(record.name)}* · {clip(safe(say_line(record, one.unit)), 600)}"),
        context(f"Source: {clip(sources(record), 600)}", safe(why)),
        _buttons(one),
    ]
    return message(safe(f"{told if record.sources else first}\nWatch {one.id}: {_about(one)}."), blocks)


def held_back(records: Sequence[Incident], one: Subscription) -> Message:
    """What the daily cap held back, in one message that grows."""
    many = f"{len(records):,} more incident{'s' * (len(records) != 1)}"
    head = f"{many} today beyond the {one.cap} alerts a day of watch {one.id} ({_about(one)}):"
    rows = [f"{record.name} · {say_line(record, one.unit)}" for record in records[:SHOWN]]
    more = [f"… and {len(records) - SHOWN:,} more: ask me for them"] if len(records) > SHOWN else []
    shown = lines((f"• {safe(row)}" for row in (*rows, *more)), each=170)
    return message(safe("\n".join([head, *rows, *more])), [section(safe(head)), section(shown), _buttons(one)])


def surge(words: str, records: Sequence[Incident], one: Subscription) -> Message:
    """Many incidents in few days: how many, against what, and which."""
    rows = [f"{record.name} · {say_line(record, one.unit)}" for record in records[:SHOWN]]
    more = [f"… and {len(records) - SHOWN:,} more: ask me for them"] if len(records) > SHOWN else []
    shown = lines((f"• {safe(row)}" for row in (*rows, *more)), each=170)
    blocks = [
        section(f"*{safe(words)}*"),
        section(shown),
        context(safe(f"Alert {one.id}: {_about(one)}")),
        _buttons(one),
    ]
    return message(safe("\n".join([words, *rows, *more, f"Alert {one.id}: {_about(one)}."])), blocks)


def _about(one: Subscription) -> str:
    return f"incidents {one.words}" if one.words else "every incident"


def _buttons(one: Subscription) -> Block:
    return actions(
        button("Pause", ids.DIGEST_PAUSE, one.id, hint=f"Pause {one.id}"),
        button("Stop", ids.DIGEST_STOP, one.id, hint=f"Stop {one.id} for good"),
    )
