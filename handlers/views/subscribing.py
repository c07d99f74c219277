"""Subscriptions as messages and as a form: what a channel is told, when next, what was posted when."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.schedule import next_run
from bot.subscribing import DAYS, LENGTHS, SURGE_EXAMPLE, WATCH_EXAMPLE, WEEKDAYS, say_subscription
from bot.wording import say_day, say_interval
from handlers import ids
from handlers.views.blocks import Block, Message, actions, button, instant, lines, message, safe, section
from handlers.views.fields import choice_field, text_field
from handlers.views.modal import modal
from store.journal import DigestRun
from store.subscriptions import Subscription, SubscriptionKind, SubscriptionState, Terms

INVITE = "I am not in this channel as far as I can tell: invite me with `/invite @Intercept Desk`, or nothing arrives."
DIGEST_EXAMPLE = "`/intercept digest daily 08:00 America/Anchorage near Alaska`"


def subscribed(one: Subscription, now: dt.datetime, *, verb: str, invite: bool = False) -> Message:
    """What became of a subscription, when it is heard of next, and its buttons."""
    words = f"{verb} {say_subscription(one)}."
    coming = _next(one, now)
    rows = [safe(words), *([f"Next: {coming[1]}"] if coming else []), *([INVITE] if invite else [])]
    text = "\n".join([safe(words), *([f"Next: {coming[0]}"] if coming else []), *([INVITE] if invite else [])])
    return message(text, [section("\n".join(rows)), *([] if _ended(one) else [_buttons(one)])])


def listing(found: Sequence[Subscription], now: dt.datetime, *, kinds: str) -> Message:
    """The subscriptions of a channel, a line each, and how to make one."""
    rows = []
    for one in found:
        coming = _next(one, now)
        rows.append(safe(f"{say_subscription(one)}") + (f" · next {coming[0]}" if coming else ""))
    example = DIGEST_EXAMPLE if kinds == "digest" else f"{WATCH_EXAMPLE} or {SURGE_EXAMPLE}"
    intro = f"This channel has {len(rows)}:" if rows else f"This channel has no {kinds} yet: write {example}."
    shown = lines(f"• {row}" for row in rows)
    new = [actions(button("New digest", ids.DIGEST_NEW, hint="Subscribe to a digest"))] if kinds == "digest" else []
    return message("\n".join([intro, *rows]), [section(intro), section(shown), *new])


def history(one: Subscription, runs: Sequence[DigestRun]) -> Message:
    """What a subscription posted when, the latest first."""
    head = safe(f"History of {say_subscription(one)}")
    rows = [_run(run, one.zone) for run in runs] or ["Nothing was posted yet."]
    return message("\n".join([head, *rows]), [section(f"*{head}*"), section(lines(f"• {row}" for row in rows))])


def _run(run: DigestRun, zone: str) -> str:
    covered = f"{say_interval(run.first, run.last)}"
    if run.posted_at and run.message_ts:
        return f"{covered}: posted {_local(run.posted_at, zone)}"
    if run.posted_at:
        return f"{covered}: nothing was posted (quiet, skipped or ended)"
    return f"{covered}: {'being made' if run.text is None else 'waits to be sent'} since {_local(run.begun_at, zone)}"


def form(terms: Terms, one: Subscription | None = None) -> Block:
    """The form for a new digest, or to change one."""
    blocks = [
        choice_field("days", "How often", [(day, day.title()) for day in DAYS], terms.days),
        choice_field("weekday", "Day of a weekly digest", [(day, day.title()) for day in WEEKDAYS], _weekday(terms)),
        text_field("at", "Local time", f"{terms.at:%H:%M}", hint="For example 08:00", required=True),
        text_field("zone", "Time zone", terms.zone, hint="An IANA name such as America/Anchorage", required=True),
        text_field("about", "About", terms.words, hint="As you would ask: Tu-95 near Alaska. Empty: everything."),
        choice_field("length", "Length", [(one_, one_.title()) for one_ in LENGTHS], terms.length),
        choice_field(
            "unit", "Distances in", [("mi", "miles"), ("nm", "nautical miles"), ("km", "kilometres")], terms.unit
        ),
        choice_field("quiet", "A day without news gets", [("line", "one line"), ("nothing", "nothing")], terms.quiet),
    ]
    title = f"Change {one.id}" if one else "New digest"
    return modal(title, blocks, submit="Save", callback_id=ids.SUBMIT_DIGEST)


def _weekday(terms: Terms) -> str:
    return WEEKDAYS[terms.weekday]


def _next(one: Subscription, now: dt.datetime) -> tuple[str, str] | None:
    """When its next digest falls due, in words and for Slack's clock; None where none does."""
    if one.kind != SubscriptionKind.DIGEST or one.state != SubscriptionState.ACTIVE:
        return None
    at = next_run(now, one.at, one.zone, one.days, weekday=one.weekday, month_day=one.month_day)
    words = _local(at, one.zone)
    return words, f"{words} ({instant(at)} for you)"


def _local(at: dt.datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a} {say_day(local.date())} {local:%H:%M} {zone}"


def _ended(one: Subscription) -> bool:
    return one.state == SubscriptionState.DELETED


def _buttons(one: Subscription) -> Block:
    paused = one.state == SubscriptionState.PAUSED
    turn = ("Resume", ids.DIGEST_RESUME) if paused else ("Pause", ids.DIGEST_PAUSE)
    change = [button("Change", ids.DIGEST_CHANGE, one.id, hint=f"Change {one.id}")]
    return actions(
        *(change if one.kind == SubscriptionKind.DIGEST else []),
        button(turn[0], turn[1], one.id, hint=f"{turn[0]} {one.id}"),
        button("Stop", ids.DIGEST_STOP, one.id, hint=f"Stop {one.id} for good"),
    )
