"""Alerts: what a record that was just logged or changed sets off in the channels that watch for it."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence

from bot.digest import local_day
from handlers.editions import audience_of, is_person
from handlers.showing import KEPT_ELSEWHERE
from handlers.surging import Episode, no_surge_words, surge_words
from handlers.touching import Touch
from handlers.views import alert as views
from handlers.views.blocks import Message
from handlers.views.help import sentence
from handlers.work import Work
from store.cards import Card, CardKind, CardOf
from store.filters import OPERATOR, Audience, IncidentFilter
from store.outbox import Method, Outgoing
from store.records import Incident, Status, Verification
from store.revising import Action
from store.subscriptions import Subscription, SubscriptionKind, SubscriptionState

DAY = dt.timedelta(days=1)
FRESH = 7  # days back to which an event is told as new, and not as one of earlier
LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
ARRIVALS = frozenset({Action.LOGGED, Action.IMPORTED, Action.SHARED, Action.RESTORED, Action.UNMERGED})
"""What brings a record before a channel that could not know it, be it of old."""
ASKED_OF = {
    "platforms": ("platforms", "variants", "types_not", "min_aircraft", "max_aircraft"),
    "actors": ("actors", "actors_all", "actors_not"),
    "responders": ("responders", "responders_not"),
    "areas": ("areas", "areas_not", "within_km"),
    "also_in": ("areas", "areas_not"),
    "distance": ("within_km",),
    "kind": ("kinds", "kinds_not"),
    "response": ("responses", "responses_not"),
    "reported_by": ("reported_by",),
    "first_day": ("since", "until"),
    "last_day": ("since", "until"),
    "verification": ("verifications", "verifications_not"),
}
"""The conditions of a filter that look at a value of a record."""


def alerts(work: Work) -> list[Outgoing]:
    """What the records touched by a piece of work set off, in the transaction in which they were changed."""
    refs = tuple(dict.fromkeys(work.touched))
    touch = Touch(work.desk, work.rooms, refs, work.now, str(work.delivery.id))
    return set_off(touch, team=work.place.team) if refs else []


def set_off(touch: Touch, *, team: str) -> list[Outgoing]:
    """The messages that touched records set off: in a workspace, and of the desk's own records in every one."""
    told: list[Outgoing] = []
    records = {record.ref: record for record in touch.named(touch.refs, OPERATOR)}
    own = any(not record.origin.team for record in records.values())
    kept = touch.rooms.subscriptions
    for one in kept.of_every_team() if own or not team else kept.of_team(team):
        if one.kind == SubscriptionKind.DIGEST or one.state != SubscriptionState.ACTIVE:
            continue
        audience = audience_of(touch.rooms, one)
        if one.kind == SubscriptionKind.WATCH:
            told += _watched(touch, one, audience)
        else:
            told += _surged(touch, one, audience)
    return told


def _watched(touch: Touch, one: Subscription, audience: Audience) -> list[Outgoing]:
    """The one message of each incident: posted once, edited in place as its record changes; the rest in one a day."""
    told, days = [], dict[str, None]()
    matching = {record.ref: record for record in touch.matching(one, audience)}
    for ref in touch.refs:
        key, subject = f"alert:{one.id}:{ref}", f"{one.id}:{ref}"
        shown = _card(touch, one, subject)
        if shown or touch.rooms.outbox.state(key):
            said = _edited(touch, one, ref, audience, shown, matches=ref in matching)
            told.append(_sent(one, f"{key}:{touch.mark}", said, ts=shown.ts if shown else None, after=key))
        elif day := touch.recall(one, f"held:{ref}"):
            days[json.loads(day)] = None
        elif ref in matching and _is_news(touch, one, ref):
            if _has_room(touch, one):
                said = views.alert(matching[ref], one, head=_head_of_new(touch, one, matching[ref]))
                told.append(_sent(one, key, said, card=CardOf(kind=CardKind.ALERT, subject=subject)))
            else:
                days[_hold_back(touch, one, ref)] = None
    return told + [_rest(touch, one, audience, day) for day in days]


def _edited(
    touch: Touch, one: Subscription, ref: str, audience: Audience, shown: Card | None, *, matches: bool
) -> Message:
    """What the message of an incident says after its record was touched."""
    record = touch.seen(ref, audience)
    if record is None:
        return sentence(KEPT_ELSEWHERE)
    history = touch.desk.ledger.history(ref, audience=OPERATOR)
    posted = shown.at if shown else touch.at
    head, action = _head(record, matches=matches) or _announced(one, record, posted), None
    if record.status == Status.RETRACTED:
        action = Action.RETRACTED
    elif record.verification == Verification.DISPUTED:
        action = Action.DISPUTED
    elif matches and any(e.action in (Action.CORRECTED, Action.MERGED) and e.at > posted for e in history):
        head = "Corrected"
    reasons = [entry.reason for entry in history if entry.action == action and entry.reason.strip()]
    return views.alert(record, one, head=head, why=reasons[-1] if reasons else "")


def _head(record: Incident, *, matches: bool) -> str | None:
    """What became of a record that was told; None where it stands as it did."""
    if record.status == Status.RETRACTED:
        return "Withdrawn"
    if record.status == Status.MERGED:
        return f"Now a part of {record.merged_into}"
    if not matches:
        return "No longer among what is watched for"
    return "Disputed" if record.verification == Verification.DISPUTED else None


def _announced(one: Subscription, record: Incident, at: dt.datetime) -> str:
    """How a record is announced at an instant, by when its event was."""
    last = record.last_day or record.first_day
    if last is None:
        return "New, without a day"
    return "New" if last >= local_day(at, one.zone) - FRESH * DAY else "Late arrival"


def _head_of_new(touch: Touch, one: Subscription, record: Incident) -> str:
    if any(entry.action in ARRIVALS for entry in touch.entries(record.ref)):
        return _announced(one, record, touch.at)
    return "New here after a correction"


def _is_news(touch: Touch, one: Subscription, ref: str) -> bool:
    """Whether a record that matches came before a channel just now, or came to match by what was changed of it."""
    entries = touch.entries(ref)
    if any(entry.action in ARRIVALS for entry in entries):
        return True
    plain = IncidentFilter()
    looked_at = {name for entry in entries for change in entry.changes for name in ASKED_OF.get(change, ())}
    return any(getattr(one.filter, name) != getattr(plain, name) for name in looked_at)


def _has_room(touch: Touch, one: Subscription) -> bool:
    """Take one of the alerts that a day may have; False where all are taken."""
    day, ledger = touch.today(one), touch.desk.ledger
    return any(ledger.receive(one.team, f"alert:{one.id}:{day}:{number}", at=touch.at) for number in range(one.cap))


def _hold_back(touch: Touch, one: Subscription, ref: str) -> str:
    """Keep that a record is beyond the cap of today; gives the day."""
    day = str(touch.today(one))
    held = json.loads(touch.recall(one, f"rest:{day}") or "[]")
    touch.remember(one, f"rest:{day}", [*held, ref])
    touch.remember(one, f"held:{ref}", day)
    return day


def _rest(touch: Touch, one: Subscription, audience: Audience, day: str) -> Outgoing:
    """The one message of a day for all beyond its cap, edited as it grows and as its records change."""
    held = json.loads(touch.recall(one, f"rest:{day}") or "[]")
    said = views.held_back(touch.named(held, audience), one, dt.date.fromisoformat(day))
    return _in_one_message(touch, one, f"{day}:rest", said)


def _surged(touch: Touch, one: Subscription, audience: Audience) -> list[Outgoing]:
    """One message for a surge, edited in place while it goes on, and once more where its records are taken back."""
    days = one.surge[1] if one.surge else 1
    episode = Episode.model_validate_json(touch.recall(one, "surge") or "{}")
    today = touch.today(one)
    recent = touch.begun(one, audience, today, days)
    words = _surge_words(touch, one, audience, recent, today) if _any(touch.refs, recent) else None
    if words:
        episode = episode.going_on(today, days, [record.ref for record in recent])
    elif episode.seen and set(touch.refs) & set(episode.refs):
        recent = touch.begun(one, audience, episode.seen, days)
        words = _surge_words(touch, one, audience, recent, episode.seen)
        words = words or no_surge_words(len(recent), days, episode.seen, about=one.words)
    else:
        return []
    touch.remember(one, "surge", episode.model_dump(mode="json"))
    return [_in_one_message(touch, one, f"surge:{episode.began}", views.surge(words, recent, one))]


def _surge_words(
    touch: Touch, one: Subscription, audience: Audience, recent: Sequence[Incident], last: dt.date
) -> str | None:
    """The sentence of a surge that ends on a day, None where there is none."""
    number, days = one.surge or (0, 1)

    def before(first: dt.date, until: dt.date) -> int | None:
        held = touch.desk.ledger.coverage(IncidentFilter(), audience=audience).first_day
        if held is None or held > first:
            return None
        return len(touch.begun(one, audience, until, (until - first).days + 1))

    return surge_words(len(recent), number, days, last, about=one.words, before=before if one.times else None)


def _any(refs: Collection[str], records: Iterable[Incident]) -> bool:
    return any(record.ref in refs for record in records)


def _card(touch: Touch, one: Subscription, subject: str) -> Card | None:
    return next(iter(touch.rooms.cards.of(subject, kind=CardKind.ALERT, team=one.team)), None)


def _in_one_message(touch: Touch, one: Subscription, name: str, said: Message) -> Outgoing:
    """A message that stands for many records: posted once, then edited in place."""
    key, subject = f"alert:{one.id}:{name}", f"{one.id}:{name}"
    shown = _card(touch, one, subject)
    if shown or touch.rooms.outbox.state(key):
        return _sent(one, f"{key}:{touch.mark}", said, ts=shown.ts if shown else None, after=key)
    return _sent(one, key, said, card=CardOf(kind=CardKind.ALERT, subject=subject))


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
