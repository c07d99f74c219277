"""Subscriptions as messages and as a form: what a channel is told, when next, what was posted when."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.schedule import next_run
from bot.subscribing import (
    DAYS,
    EXAMPLE,
    LENGTHS,
    MOST_DAYS,
    SURGE_EXAMPLE,
    WATCH_EXAMPLE,
    WEEKDAYS,
    say_month_day,
    say_subscription,
    say_terms,
    written,
)
from bot.wording import say_day, say_interval
from handlers import ids
from handlers.views.blocks import Block, Message, actions, button, instant, lines, message, safe, section
from handlers.views.fields import choice_field, text_field
from handlers.views.modal import modal
from store.cards import Card
from store.filters import Coverage
from store.journal import DigestRun
from store.subscriptions import Subscription, SubscriptionKind, SubscriptionState, Terms

INVITE = "I am not in this channel as far as I can tell: invite me with `/invite @Intercept Desk`, or nothing arrives."
MEASURES = (("each", "each incident"), ("number", "so many incidents"), ("times", "so many times the usual"))
"""What an alert may be for."""


def subscribed(
    one: Subscription, now: dt.datetime, *, verb: str, invite: bool = False, held: Coverage | None = None
) -> Message:
    """What became of a subscription, when it is heard of next, and its buttons; or how to have it again.

    `held` is what the ledger has of what it is about, for whoever chose the words to see whether they fit.
    """
    words = f"{verb} {one.id}: {say_terms(one.kind, one)}."
    coming = _next(one, now)
    more = [*([safe(_say_held(held))] if held else []), *([INVITE] if invite else [])]
    if _ended(one):
        way = "digest" if one.kind == SubscriptionKind.DIGEST else "watch"
        more = [safe(f"To have it again: `/intercept {way} {written(one.kind, one)}`")]
    rows = [safe(words), *([f"Next: {coming[1]}"] if coming else []), *more]
    text = "\n".join([safe(words), *([f"Next: {coming[0]}"] if coming else []), *more])
    return message(text, [section("\n".join(rows)), *([] if _ended(one) else [subscription_buttons(one)])])


def _say_held(held: Coverage) -> str:
    if not held.records:
        return "The ledger has no record of these so far."
    last = f", the last of {say_day(held.last_day)}" if held.last_day else ""
    return f"The ledger has {held.records:,} record{'s' * (held.records != 1)} of these so far{last}."


def listing(found: Sequence[Subscription], now: dt.datetime, *, kinds: str) -> Message:
    """The subscriptions of a channel, a line each, and how to make one."""
    rows = []
    for one in found:
        coming = _next(one, now)
        rows.append(safe(f"{say_subscription(one)}") + (f" · next {coming[0]}" if coming else ""))
    example = EXAMPLE if kinds == "digest" else f"{WATCH_EXAMPLE} or {SURGE_EXAMPLE}"
    intro = f"This channel has {len(rows)}:" if rows else f"This channel has no {kinds} yet: write {example}."
    shown = lines(f"• {row}" for row in rows)
    new = button("New digest", ids.DIGEST_NEW, hint="Subscribe to a digest")
    if kinds != "digest":
        new = button("New watch", ids.WATCH_NEW, hint="Watch for incidents")
    return message("\n".join([intro, *rows]), [section(intro), section(shown), actions(new)])


def history(one: Subscription, runs: Sequence[DigestRun], alerts: Sequence[Card]) -> Message:
    """What a subscription posted when, the latest first: its digests or its alerts."""
    head = safe(f"History of {say_subscription(one)}")
    rows = [*(_run(run, one.zone) for run in runs), *(safe(say_alert(alert, one)) for alert in alerts)]
    rows = rows or ["Nothing was posted yet."]
    return message("\n".join([head, *rows]), [section(f"*{head}*"), section(lines(f"• {row}" for row in rows))])


def say_alert(alert: Card, one: Subscription) -> str:
    """When an alert was posted, and of what: `Sun 22 Nov 2026 12:04 UTC: INT-1001`."""
    what = alert.subject.removeprefix(f"{one.id}:")
    if what.startswith("surge:"):
        what = "a surge"
    elif what.endswith(":rest"):
        what = "what was beyond the number of the day"
    return f"{_local(alert.at, one.zone)}: {what}"


def _run(run: DigestRun, zone: str) -> str:
    covered = f"{say_interval(run.first, run.last)}"
    if run.posted_at and run.message_ts:
        return f"{covered}: posted {_local(run.posted_at, zone)}"
    if run.posted_at:
        return f"{covered}: nothing was posted (quiet, skipped or ended)"
    return f"{covered}: {'being made' if run.text is None else 'waits to be sent'} since {_local(run.begun_at, zone)}"


def form(kind: SubscriptionKind, terms: Terms, one: Subscription | None = None) -> Block:
    """The form for a new digest or watch, or to change one: a field for each term that words can say."""
    digest = kind == SubscriptionKind.DIGEST
    own = _digest_fields(terms) if digest else _alert_fields(kind, terms, new=one is None)
    blocks = [*own, *_shared_fields(terms, digest=digest)]
    title = f"Change {one.id}" if one else "New digest" if digest else "New watch"
    return modal(title, blocks, submit="Save", callback_id=ids.SUBMIT_DIGEST)


def _digest_fields(terms: Terms) -> list[Block]:
    lengths = [(length, length.title()) for length in LENGTHS]
    month_days = [(str(day), say_month_day(day)) for day in range(1, 32)]
    weekdays = [(day, day.title()) for day in WEEKDAYS]
    return [
        choice_field("days", "How often", [(day, day.title()) for day in DAYS], terms.days),
        choice_field("weekday", "Day of a weekly digest", weekdays, WEEKDAYS[terms.weekday]),
        choice_field("month_day", "Day of a monthly digest", month_days, str(terms.month_day)),
        text_field("at", "Local time", f"{terms.at:%H:%M}", hint="For example 08:00", required=True),
        choice_field("length", "Length", lengths, terms.length),
        choice_field("quiet", "A day without news gets", [("line", "one line"), ("nothing", "nothing")], terms.quiet),
    ]


def _alert_fields(kind: SubscriptionKind, terms: Terms, *, new: bool) -> list[Block]:
    """The fields of a watch, of a surge alert, or of a new one that may become either."""
    number, days = (str(one) for one in terms.surge or ("", ""))
    measure = "each" if terms.surge is None else "times" if terms.times else "number"
    cap = text_field("cap", "At most so many alerts a day", str(terms.cap), hint="The rest comes in one message.")
    surge = [
        text_field("number", "How many make a surge", number, hint="For example 3: three or more, or three times."),
        text_field("span", "Within how many days", days, hint=f"1 to {MOST_DAYS}, for example 7"),
    ]
    if new:
        return [choice_field("measure", "Alert for", MEASURES, measure), cap, *surge]
    if kind == SubscriptionKind.WATCH:
        return [cap]
    return [choice_field("measure", "Alert for", MEASURES[1:], measure), *surge]


def _shared_fields(terms: Terms, *, digest: bool) -> list[Block]:
    units = [("mi", "miles"), ("nm", "nautical miles"), ("km", "kilometres")]
    zone = "Time zone" if digest else "Time zone of its days"
    return [
        text_field("about", "About", terms.words, hint="As you would ask: Tu-95 near Alaska. Empty: everything."),
        text_field("zone", zone, terms.zone, hint="An IANA name such as America/Anchorage", required=True),
        choice_field("unit", "Distances in", units, terms.unit),
    ]


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


def subscription_buttons(one: Subscription) -> Block:
    """Change, Pause or Resume, and Stop, for whatever a subscription posts."""
    paused = one.state == SubscriptionState.PAUSED
    turn = ("Resume", ids.DIGEST_RESUME) if paused else ("Pause", ids.DIGEST_PAUSE)
    return actions(
        button("Change", ids.DIGEST_CHANGE, one.id, hint=f"Change {one.id}"),
        button(turn[0], turn[1], one.id, hint=f"{turn[0]} {one.id}"),
        button("Stop", ids.DIGEST_STOP, one.id, hint=f"Stop {one.id} for good"),
    )
