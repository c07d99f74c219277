"""Alerts: what a record that was just logged or changed sets off in the channels that watch for it."""

import datetime as dt
import json
from zoneinfo import ZoneInfo

from handlers.editions import audience_of, is_person
from handlers.showing import KEPT_ELSEWHERE
from handlers.views import alert as views
from handlers.views.blocks import Message
from handlers.views.help import sentence
from handlers.work import Work
from store.cards import CardKind, CardOf
from store.errors import RecordNotFound
from store.filters import Audience, IncidentFilter
from store.lookups import Begun, Lookup
from store.outbox import Method, Outgoing
from store.records import Incident, Precision, Status
from store.subscriptions import Subscription, SubscriptionKind, SubscriptionState

DAY = dt.timedelta(days=1)
LOOK_BACK = 90  # days that tell what is usual
FEWEST_WINDOWS = 3
FEWEST_USUAL = 3  # records in the days before; fewer tell nothing
LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def alerts(work: Work) -> list[Outgoing]:
    """What the records touched by a piece of work set off, in the transaction in which they were changed."""
    refs = tuple(dict.fromkeys(work.touched))
    if not refs:
        return []
    told = []
    for one in work.rooms.subscriptions.of_team(work.place.team):
        if one.kind == SubscriptionKind.DIGEST or one.state != SubscriptionState.ACTIVE:
            continue
        audience = audience_of(work.rooms, one)
        if one.kind == SubscriptionKind.WATCH:
            told += [sent for ref in refs for sent in _watched(work, one, ref, audience)]
        else:
            told += _surged(work, one, refs, audience)
    return told


def _watched(work: Work, one: Subscription, ref: str, audience: Audience) -> list[Outgoing]:
    """The one message of an incident: posted once, edited in place as its record changes, until it is taken back."""
    key, subject = f"alert:{one.id}:{ref}", f"{one.id}:{ref}"
    shown = next(iter(work.rooms.cards.of(subject, kind=CardKind.ALERT, team=one.team)), None)
    if shown or work.rooms.outbox.state(key):
        record = _seen(work, ref, audience)
        said = views.alert(record, one) if record else sentence(KEPT_ELSEWHERE)
        return [_sent(one, f"{key}:{work.delivery.id}", said, ts=shown.ts if shown else None, after=key)]
    record = next(iter(_matching(work, one, audience, refs=(ref,))), None)
    if record is None:
        return []
    if not _has_room(work, one):
        return _held_back(work, one, audience)
    card = CardOf(kind=CardKind.ALERT, subject=subject)
    return [_sent(one, key, views.alert(record, one), card=card)]


def _seen(work: Work, ref: str, audience: Audience) -> Incident | None:
    try:
        return work.desk.show(ref, audience=audience)
    except RecordNotFound:
        return None


def _matching(work: Work, one: Subscription, audience: Audience, **more: object) -> list[Incident]:
    """The records that a subscription is about, as far as its channel may see them, the newest first."""
    wanted = one.filter.model_copy(update={"statuses": (Status.CONFIRMED,), **more})
    return work.desk.ledger.find(wanted, audience=audience, bare=True)


def _today(work: Work, one: Subscription) -> dt.date:
    return work.now.astimezone(ZoneInfo(one.zone)).date()


def _has_room(work: Work, one: Subscription) -> bool:
    """Take one of the alerts that a day may have; False where all are taken."""
    day = _today(work, one)
    return any(
        work.desk.ledger.receive(one.team, f"alert:{one.id}:{day}:{number}", at=work.now) for number in range(one.cap)
    )


def _held_back(work: Work, one: Subscription, audience: Audience) -> list[Outgoing]:
    """The one message of a day for all that is beyond its cap, edited in place as it grows."""
    day = _today(work, one)
    start = dt.datetime.combine(day, dt.time(), ZoneInfo(one.zone)).astimezone(dt.UTC)
    since = _matching(work, one, audience, logged_since=start)
    touched = _matching(work, one, audience, refs=tuple(work.touched))
    several = {record.ref: record for record in (*since, *touched)}
    rest = [record for record in several.values() if work.rooms.outbox.state(f"alert:{one.id}:{record.ref}") is None]
    key, subject = f"alert:{one.id}:{day}:rest", f"{one.id}:{day}:rest"
    return _in_one_message(work, one, key, subject, views.held_back(rest, one))


def _surged(work: Work, one: Subscription, refs: tuple[str, ...], audience: Audience) -> list[Outgoing]:
    """One message for a surge, edited in place while it goes on."""
    if one.surge is None:
        return []
    days = one.surge[1]
    today = _today(work, one)
    first = today - (days - 1) * DAY
    recent = _begun(work, one, audience, first, today)
    if not any(record.ref in refs for record in recent):
        return []
    words = _surge_words(work, one, audience, len(recent), first, today)
    if words is None:
        return []
    memory = f"surge:{one.id}"
    kept = json.loads(work.desk.ledger.recall(memory, since=LONG_AGO) or "{}")
    goes_on = kept and dt.date.fromisoformat(kept["seen"]) >= first
    began = kept["began"] if goes_on else str(today)
    work.desk.ledger.remember(memory, json.dumps({"began": began, "seen": str(today)}), at=work.now)
    key, subject = f"alert:{one.id}:surge:{began}", f"{one.id}:surge:{began}"
    return _in_one_message(work, one, key, subject, views.surge(words, recent, one))


def _surge_words(
    work: Work, one: Subscription, audience: Audience, now: int, first: dt.date, today: dt.date
) -> str | None:
    """The sentence of a surge, None where there is none: by number, or against the windows of the 90 days before."""
    number, days = one.surge or (0, 1)
    about = f" {one.words}" if one.words else ""
    if not one.times:
        return f"{now:,} incidents{about} in {days} days (alert at {number})" if now >= number else None
    windows = LOOK_BACK // days
    begin = first - windows * days * DAY
    held = work.desk.ledger.coverage(IncidentFilter(), audience=audience).first_day
    before = len(_begun(work, one, audience, begin, first - DAY))
    if windows < FEWEST_WINDOWS or held is None or held > begin or before < FEWEST_USUAL:
        return None
    usual = before / windows
    if now < number * usual or now < 2:
        return None
    return (
        f"{now:,} incidents{about} in {days} days, {now / usual:.1f} times the usual "
        f"({usual:.1f} in {days} days on average over the {windows * days} days before)"
    )


def _begun(work: Work, one: Subscription, audience: Audience, first: dt.date, last: dt.date) -> list[Incident]:
    """The records that began on some days, of those known to the day."""
    wanted = one.filter.model_copy(update={"statuses": (Status.CONFIRMED,)})
    lookup = Lookup(begun=(Begun(precisions=(Precision.DAY,), since=first, until=last),))
    return work.desk.ledger.find(wanted, audience=audience, lookup=lookup, bare=True)


def _in_one_message(work: Work, one: Subscription, key: str, subject: str, said: Message) -> list[Outgoing]:
    shown = next(iter(work.rooms.cards.of(subject, kind=CardKind.ALERT, team=one.team)), None)
    if shown or work.rooms.outbox.state(key):
        return [_sent(one, f"{key}:{work.delivery.id}", said, ts=shown.ts if shown else None, after=key)]
    return [_sent(one, key, said, card=CardOf(kind=CardKind.ALERT, subject=subject))]


def _sent(
    one: Subscription,
    key: str,
    said: Message,
    *,
    card: CardOf | None = None,
    ts: str | None = None,
    after: str | None = None,
) -> Outgoing:
    """A message to the channel; with `after` an edit of the one of that key, whose ts may not be known yet."""
    method: Method = "update" if after else "post"
    arguments = {**said, **({"asker": one.owner} if is_person(one.owner) else {}), **({"ts": ts} if ts else {})}
    return Outgoing(
        key=key,
        team=one.team,
        channel=one.channel,
        method=method,
        arguments=arguments,
        card=card,
        after=None if ts else after,
    )


FOLLOWERS = (alerts,)
