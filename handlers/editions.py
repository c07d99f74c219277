"""The digest of a subscription as messages to be sent: what it covers, what earlier ones told, the thread below it."""

import datetime as dt
import html
import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.desk import Desk
from bot.digest import Period
from bot.fetching import Edition
from bot.schedule import DAY, covers, due_run
from handlers.views.blocks import Message
from handlers.views.digest import details, digest
from handlers.work import Rooms
from store.cards import CardKind, CardOf
from store.errors import DeskError
from store.filters import Audience
from store.ledger import Ledger
from store.outbox import Outgoing
from store.subscriptions import Subscription, SubscriptionKind, Subscriptions, Terms

PUBLISHED = re.compile(r"^- ([^\s:][^:\n]{0,80}): ", re.MULTILINE)
REMEMBERED = 40  # digests whose records are watched for corrections
MOST_WATCHED = 500


def messages_of(
    desk: Desk, rooms: Rooms, one: Subscription, period: Period, *, told_at: dt.datetime | None
) -> list[Message]:
    """The digest of a period as a subscription wants it, the first for the channel, the others for its thread.

    `told_at` is when its last one was made. Nothing where a quiet day gets nothing.
    """
    edition = Edition(one.filter, one.words, one.unit, one.length, told_at, published(desk.ledger, one))
    made = desk.digest(period, audience=audience_of(rooms, one), edition=edition)
    if made.quiet and one.quiet == "nothing":
        return []
    return [digest(made, subscription=one.id), *details(made)]


def audience_of(rooms: Rooms, one: Subscription) -> Audience:
    """Who reads what a subscription is told."""
    facts = rooms.channels.facts(one.team, one.channel)
    return Audience(team=one.team, channel=one.channel, alone=bool(facts and facts.connect))


def published(ledger: Ledger, one: Subscription) -> tuple[str, ...]:
    """The names of the records that the last digests of a subscription told, those told last first."""
    runs = ledger.digests(REMEMBERED, subscription=one.number)
    names = (name for run in runs if run.text for name in PUBLISHED.findall(html.unescape(run.text)))
    return tuple(dict.fromkeys(names))[:MOST_WATCHED]


def latest_period(ledger: Ledger, one: Subscription, now: dt.datetime) -> tuple[Period, dt.datetime | None]:
    """What a digest that is made now covers, and when the last one was made."""
    after, told_at = ledger.latest_digests().get(one.number, (None, None))
    today = now.astimezone(ZoneInfo(one.zone)).date()
    return covers(today, one.zone, one.days, after=after, month_day=one.month_day), told_at


def outgoing(one: Subscription, key: str, messages: Sequence[Message], *, subject: str) -> list[Outgoing]:
    """A digest as messages to be sent: the first to the channel, then the others in its thread."""
    card = CardOf(kind=CardKind.DIGEST, subject=subject)
    asker = {"asker": one.owner} if is_person(one.owner) else {}
    first = Outgoing(key=key, team=one.team, channel=one.channel, arguments={**messages[0], **asker}, card=card)
    return [first] + [
        Outgoing(key=f"{key}:{n}", team=one.team, channel=one.channel, arguments={**more, **asker}, after=key)
        for n, more in enumerate(messages[1:], 1)
    ]


def edition_now(desk: Desk, rooms: Rooms, one: Subscription, key: str, *, at: dt.datetime) -> list[Outgoing]:
    """A digest made now, beside those that are scheduled, as messages to be sent; its history has it under `key`."""
    period, told_at = latest_period(desk.ledger, one, at)
    made = messages_of(desk, rooms, loud(one), period, told_at=told_at)
    begin(desk.ledger, one, key, period, at=at)
    desk.ledger.hand_over(key, text="\n\n".join(page["text"] for page in made))
    return outgoing(one, key, made, subject=key)


def preview_of(desk: Desk, rooms: Rooms, one: Subscription, now: dt.datetime) -> list[Message]:
    """The messages that a subscription would post if its digest were made now; none of it is kept."""
    period, told_at = latest_period(desk.ledger, one, now)
    return messages_of(desk, rooms, loud(one), period, told_at=told_at)


def loud(one: Subscription) -> Subscription:
    """The same subscription saying so where there is no news: whoever asks for a digest now wants to see one."""
    return one.model_copy(update={"quiet": "line"})


def refuse_watch(one: Subscription) -> None:
    """Raise DeskError for what is no digest: it has none to be shown or posted."""
    if one.kind != SubscriptionKind.DIGEST:
        raise DeskError(f"{one.id} is a watch: it posts when something happens, and has no digest to show.")


def is_person(owner: str) -> bool:
    """Whether an owner can be written to: not the settings, nor the operator at the command line."""
    return owner[:1] in ("U", "W")


def due_day(one: Subscription, now: dt.datetime, told: dt.date | None) -> dt.date | None:
    """The local day whose digest has to go out now, or None; `told` is the last day that one told."""
    last = told + DAY if told else None
    options = {"weekday": one.weekday, "month_day": one.month_day}
    return due_run(now, last, one.at, one.zone, one.days, since=one.created_at, **options)


def refuse_twin(kept: Subscriptions, kind: SubscriptionKind, terms: Terms, *, team: str, channel: str) -> None:
    """Raise DeskError where a channel has the very same subscription already."""
    for one in kept.of(team, channel):
        if (one.kind, one.terms) == (kind, terms):
            raise DeskError(f"This channel has that already: {one.id} ({one.state.value}).")


def key_of(subscription: str, day: dt.date) -> str:
    """The name of the one run for a subscription and local day."""
    return f"digest:{subscription}:{day}"


def begin(ledger: Ledger, one: Subscription, key: str, period: Period, *, at: dt.datetime) -> None:
    """Keep that a digest of some days is made, once for its key."""
    ledger.begin_digest(
        key,
        channel=one.channel,
        first=period.first,
        last=period.last,
        zone=period.zone,
        at=at,
        team=one.team,
        subscription=one.number,
    )


def skip_missed(ledger: Ledger, one: Subscription, now: dt.datetime) -> None:
    """What fell due while a subscription was paused is not posted when it is resumed."""
    told, _ = ledger.latest_digests().get(one.number, (None, None))
    day = due_day(one, now, told)
    if day is None:
        return
    period, _ = latest_period(ledger, one, now)
    key, last = key_of(one.id, day), day - DAY
    begin(ledger, one, key, Period(min(period.first, last), last, one.zone), at=now)
    ledger.skip_digest(key, at=now)
