"""Alerts as messages: one incident that a channel watches for, what the daily cap held back, a surge."""

import datetime as dt
from collections.abc import Sequence

from bot.wording import say_day, say_line, say_record, say_standing
from handlers.views.blocks import Block, Message, clip, context, lines, message, safe, section
from handlers.views.record import ROW, ROWS, record_line, sources, your_time
from handlers.views.subscribing import subscription_buttons
from store.records import Incident, Status
from store.subscriptions import Subscription

SHOWN = 15


def alert(record: Incident, one: Subscription, *, head: str = "New", why: str = "") -> Message:
    """One incident as it stands now; `head` says what became of its record, and `why` the reason that was given."""
    line = say_line(record, one.unit)
    first = f"{head}: {say_record(record, one.unit) if record.sources else f'{record.name} · {line}'}"
    told = [first, *([f"Reason: {why}"] if why else []), f"Watch {one.id}: {_about(one)}."]
    source = f"{safe(say_standing(record))} · Source: {clip(sources(record), 600)}"
    blocks = [
        section(_first(record, head, one.unit)),
        *([context(clip(safe(f"Reason: {why}"), 600))] if why else []),
        context(source, your_time(record), safe(f"Watch {one.id}: {_about(one)}")),
        subscription_buttons(one),
    ]
    return message(safe("\n".join(told)), blocks)


def _first(record: Incident, head: str, unit: str) -> str:
    """What came and when in bold, then the rest of the record."""
    days, _, what = say_line(record, unit).partition(" — ")
    came, _, rest = what.partition("; ")
    return f"*{safe(head)}: {safe(record.name)} · {safe(days)} · {clip(safe(came), 200)}* · {clip(safe(rest), 500)}"


def held_back(records: Sequence[Incident], one: Subscription, day: dt.date) -> Message:
    """What the daily cap held back, in one message that grows."""
    standing = sum(record.status == Status.CONFIRMED for record in records)
    many = f"{standing:,} more incident{'s' * (standing != 1)}" if standing else "No more incident left"
    beyond = f"beyond the {one.cap} alerts a day of watch {one.id} ({_about(one)}):"
    head = section(f"*{many} on {say_day(day)}*, {safe(beyond)}")
    text = "\n".join([f"{many} on {say_day(day)}, {beyond}", *_told(records, one)])
    return message(safe(text), [head, *_rows(records, one), subscription_buttons(one)])


def surge(words: str, records: Sequence[Incident], one: Subscription) -> Message:
    """Many incidents in few days: how many, against what, and which."""
    blocks = [
        section(f"*{safe(words)}*"),
        *_rows(records, one),
        context(safe(f"Alert {one.id}: {_about(one)}")),
        subscription_buttons(one),
    ]
    return message(safe("\n".join([words, *_told(records, one), f"Alert {one.id}: {_about(one)}."])), blocks)


def _told(records: Sequence[Incident], one: Subscription) -> list[str]:
    """The records in plain words, as many as are shown, and how many are not."""
    rows = [f"{record.name} ({say_standing(record)}): {say_line(record, one.unit)}" for record in records[:SHOWN]]
    return [*rows, *_more(records)]


def _rows(records: Sequence[Incident], one: Subscription) -> list[Block]:
    """The same in lines with who says so."""
    rows = [f"• {record_line(record, one.unit)}" for record in records[:SHOWN]]
    parts = [section(lines(rows[start : start + ROWS], each=ROW)) for start in range(0, len(rows), ROWS)]
    return [*parts, *(section(line) for line in _more(records))]


def _more(records: Sequence[Incident]) -> list[str]:
    return [f"… and {len(records) - SHOWN:,} more: ask me for them"] if len(records) > SHOWN else []


def _about(one: Subscription) -> str:
    return f"incidents {one.words}" if one.words else "every incident"
