"""`/intercept digest …` and `/intercept watch …`: subscriptions made, changed, paused, ended; the buttons for it."""

import re
from collections.abc import Callable

from bot.digest import days_before, week_before
from bot.permissions import Deed
from bot.subscribing import read_digest, read_watch
from handlers import ids
from handlers.editions import begin, latest_period, messages_of, outgoing, skip_missed
from handlers.people import allow, fetch_person
from handlers.views.blocks import Message
from handlers.views.digest import details
from handlers.views.digest import digest as digest_message
from handlers.views.subscribing import history as history_page
from handlers.views.subscribing import listing, subscribed
from handlers.work import Work
from store.errors import DeskError, SubscriptionNotFound
from store.outbox import Outgoing
from store.subscriptions import Subscription, SubscriptionKind, SubscriptionState, Terms, subscription_id

SHOWN_RUNS = 15
_ID = re.compile(r"\s*(S-\d{1,9})\b\s*", re.IGNORECASE | re.ASCII)
_WEEK = frozenset({"week", "last week", "the week", "weekly now"})

Way = Callable[[Work, str], list[Outgoing]]


def digest(work: Work, text: str) -> list[Outgoing]:
    """Show the digest of yesterday or of the week before, or do what the words say with a subscription."""
    verb, rest = _verb(text)
    if verb in _DIGEST_WAYS:
        return _DIGEST_WAYS[verb](work, rest)
    if not text.strip() or text.strip().lower() in _WEEK:
        return _shown(work, week=bool(text.strip()))
    terms = read_digest(text, zone=work.zone, today=work.today)
    return _added(work, SubscriptionKind.DIGEST, terms)


def watch(work: Work, text: str) -> list[Outgoing]:
    """Watch for incidents, or for many of them at once, or do what the words say with a watch."""
    verb, rest = _verb(text)
    if verb in _WATCH_WAYS:
        return _WATCH_WAYS[verb](work, rest)
    return _added(work, *read_watch(text, zone=work.zone, today=work.today))


def pressed_pause(work: Work) -> list[Outgoing]:
    """The button Pause."""
    return pause(work, work.action["value"])


def pressed_resume(work: Work) -> list[Outgoing]:
    """The button Resume."""
    return resume(work, work.action["value"])


def pressed_stop(work: Work) -> list[Outgoing]:
    """The button Stop."""
    return delete(work, work.action["value"])


def pause(work: Work, text: str) -> list[Outgoing]:
    """Tell the channel nothing until it is resumed."""
    one = mine(work, text)
    allow(work, Deed.CONFIGURE)
    paused = work.rooms.subscriptions.pause(one.id, at=work.now, team=work.place.team)
    return [work.say(subscribed(paused, work.now, verb="Paused"), key="paused")]


def resume(work: Work, text: str) -> list[Outgoing]:
    """Go on with a paused one from its next time: what was missed meanwhile is not caught up."""
    one = mine(work, text)
    allow(work, Deed.CONFIGURE)
    resumed = work.rooms.subscriptions.resume(one.id, at=work.now, team=work.place.team)
    if one.state == SubscriptionState.PAUSED and one.kind == SubscriptionKind.DIGEST:
        skip_missed(work.desk.ledger, resumed, work.now)
    return [work.say(subscribed(resumed, work.now, verb="Resumed"), key="resumed")]


def delete(work: Work, text: str) -> list[Outgoing]:
    """End a subscription. The one that the settings name can only be paused here."""
    one = mine(work, text)
    allow(work, Deed.CONFIGURE)
    if not one.owner:
        paused = work.rooms.subscriptions.pause(one.id, at=work.now, team=work.place.team)
        verb = "Paused, for it comes from the setting DIGEST_CHANNEL and can only be ended there:"
        return [work.say(subscribed(paused, work.now, verb=verb), key="paused")]
    gone = work.rooms.subscriptions.delete(one.id, at=work.now, team=work.place.team)
    return [work.say(subscribed(gone, work.now, verb="Stopped"), key="stopped")]


def change(work: Work, text: str) -> list[Outgoing]:
    """Give a digest new terms; what is not named stays as it was."""
    one, words = mine(work, text), _ID.sub(" ", text, count=1)
    allow(work, Deed.CONFIGURE)
    if one.kind != SubscriptionKind.DIGEST:
        raise DeskError(f"{one.id} is a watch: stop it and make a new one with `/intercept watch`.")
    if not words.strip():
        raise DeskError(f"Say what to change: `/intercept digest change {one.id} 07:30 in nm`.")
    terms = read_digest(words, zone=one.zone, today=work.today, before=one.terms)
    return [work.say(changed(work, one, terms), key="changed")]


def changed(work: Work, one: Subscription, terms: Terms, *, version: int | None = None) -> Message:
    """Keep new terms, and what is said of it. Raises SubscriptionConflict where it was changed meanwhile."""
    done = work.rooms.subscriptions.change(
        one.id, terms, version=version or one.version, at=work.now, team=work.place.team
    )
    return subscribed(done, work.now, verb="Changed")


def listed_digests(work: Work, _: str) -> list[Outgoing]:
    """The digests of this channel."""
    return [work.say(listing(_here(work, watches=False), work.now, kinds="digest"), to=work.place.user)]


def listed_watches(work: Work, _: str) -> list[Outgoing]:
    """The watches and surge alerts of this channel."""
    return [work.say(listing(_here(work, watches=True), work.now, kinds="watch"), to=work.place.user)]


def past(work: Work, text: str) -> list[Outgoing]:
    """What a subscription posted when."""
    one = mine(work, text)
    runs = work.desk.ledger.digests(SHOWN_RUNS, subscription=one.number)
    return [work.say(history_page(one, runs), to=work.place.user)]


def preview(work: Work, text: str) -> list[Outgoing]:
    """Show a digest as it would be now, to the one who asked: of a subscription, or of terms."""
    if _ID.match(text) or not text.strip():
        one = mine(work, text)
    else:
        one = _unsaved(work, read_digest(text, zone=work.zone, today=work.today))
    period, told_at = latest_period(work.desk.ledger, one, work.now)
    wanted = one.model_copy(update={"quiet": "line"})
    made = messages_of(work.desk, work.rooms, wanted, period, told_at=told_at)
    return [work.say(page, to=work.place.user, key=f"preview:{n}") for n, page in enumerate(made)]


def at_once(work: Work, text: str) -> list[Outgoing]:
    """Post a digest to its channel now, beside those that are scheduled."""
    one = mine(work, text)
    allow(work, Deed.CONFIGURE)
    if one.kind != SubscriptionKind.DIGEST:
        raise DeskError(f"{one.id} is a watch: it posts when something happens.")
    period, told_at = latest_period(work.desk.ledger, one, work.now)
    made = messages_of(work.desk, work.rooms, one.model_copy(update={"quiet": "line"}), period, told_at=told_at)
    key, ledger = f"now:{one.id}:{work.delivery.id}", work.desk.ledger
    begin(ledger, one, key, period, at=work.now)
    ledger.hand_over(key, text="\n\n".join(page["text"] for page in made))
    return outgoing(one, key, made, subject=key)


def _verb(text: str) -> tuple[str, str]:
    first, _, rest = text.strip().partition(" ")
    return first.lower(), rest.strip()


def _shown(work: Work, *, week: bool) -> list[Outgoing]:
    """The digest of yesterday or of the week before, its details in the thread."""
    spans = week_before if week else days_before
    made = work.desk.digest(spans(work.today, work.zone), audience=work.audience)
    first = work.say(digest_message(made))
    more = [work.say(page, key=f"details:{n}", after="answer") for n, page in enumerate(details(made), 1)]
    return [first, *more]


def _added(work: Work, kind: SubscriptionKind, terms: Terms) -> list[Outgoing]:
    allow(work, Deed.CONFIGURE)
    for one in _here(work, watches=kind != SubscriptionKind.DIGEST):
        if (one.kind, one.terms) == (kind, terms):
            raise DeskError(f"This channel has that already: {one.id} ({one.state.value}).")
    place = work.place
    made = work.rooms.subscriptions.add(
        kind, terms, team=place.team, channel=place.channel, owner=place.user, at=work.now
    )
    absent = not place.direct and (work.facts is None or work.facts.gone)
    return [work.say(subscribed(made, work.now, verb="Subscribed to", invite=absent), key="subscribed")]


def added(work: Work, terms: Terms) -> list[Outgoing]:
    """Subscribe this channel to a digest."""
    return _added(work, SubscriptionKind.DIGEST, terms)


def _here(work: Work, *, watches: bool) -> list[Subscription]:
    found = work.rooms.subscriptions.of(work.place.team, work.place.channel)
    return [one for one in found if (one.kind != SubscriptionKind.DIGEST) == watches]


def mine(work: Work, text: str) -> Subscription:
    """The subscription of this channel that words name, or its only one. Raises SubscriptionNotFound, DeskError."""
    found = _ID.match(text)
    if found is None:
        here = work.rooms.subscriptions.of(work.place.team, work.place.channel)
        if len(here) == 1 and not text.strip():
            return here[0]
        names = ", ".join(one.id for one in here) or "none yet"
        raise DeskError(f"Say which one, by its id as in `S-3`: this channel has {names}.")
    one = work.rooms.subscriptions.get(found[1], team=work.place.team)
    theirs = one.channel != work.place.channel and one.owner != work.place.user
    if theirs or one.state == SubscriptionState.DELETED:
        raise SubscriptionNotFound(found[1])  # what another channel asks for is that channel's own business
    return one


def _unsaved(work: Work, terms: Terms) -> Subscription:
    """A subscription that was never made, for a look at what it would post."""
    whose = {"team": work.place.team, "channel": work.place.channel, "owner": work.place.user}
    times = {"created_at": work.now, "changed_at": work.now, "version": 1}
    state = {"id": subscription_id(0), "kind": SubscriptionKind.DIGEST, "state": SubscriptionState.ACTIVE}
    return Subscription.model_validate({**terms.model_dump(), **whose, **times, **state})


_SHARED: dict[str, Way] = {"pause": pause, "resume": resume, "delete": delete, "stop": delete, "history": past}
_DIGEST_WAYS: dict[str, Way] = {
    "list": listed_digests,
    "preview": preview,
    "now": at_once,
    "change": change,
    **_SHARED,
}
_WATCH_WAYS: dict[str, Way] = {"list": listed_watches, **_SHARED}

COMMANDS = {"digest": digest, "watch": watch}
THINKERS = {
    f"action:{ids.DIGEST_PAUSE}": pressed_pause,
    f"action:{ids.DIGEST_RESUME}": pressed_resume,
    f"action:{ids.DIGEST_STOP}": pressed_stop,
}
FETCHERS = {f"action:{one}": fetch_person for one in (ids.DIGEST_PAUSE, ids.DIGEST_RESUME, ids.DIGEST_STOP)}
