"""`/intercept digest …` and `/intercept watch …`: subscriptions made, changed, paused, ended; the buttons for it."""

import re
from collections.abc import Callable

from bot.digest import days_before, week_before
from bot.permissions import Deed
from bot.subscribing import EXAMPLE, SURGE_EXAMPLE, WATCH_EXAMPLE, read_change, read_digest, read_watch
from handlers import ids
from handlers.editions import audience_of, edition_now, preview_of, refuse_twin, refuse_watch, skip_missed
from handlers.people import allow, fetch_person
from handlers.views.blocks import Message
from handlers.views.digest import details
from handlers.views.digest import digest as digest_message
from handlers.views.subscribing import history as history_page
from handlers.views.subscribing import listing, subscribed
from handlers.work import Work
from store.cards import CardKind
from store.errors import DeskError, SubscriptionNotFound
from store.filters import Coverage, IncidentFilter
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
    return added(work, SubscriptionKind.DIGEST, terms)


def watch(work: Work, text: str) -> list[Outgoing]:
    """Watch for incidents, or for many of them at once, or do what the words say with a watch."""
    verb, rest = _verb(text)
    if verb in _WATCH_WAYS:
        return _WATCH_WAYS[verb](work, rest)
    return added(work, *read_watch(text, zone=work.zone, today=work.today))


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
    """Give a subscription new terms; what is not named stays as it was."""
    one, words = mine(work, text), _ID.sub(" ", text, count=1)
    allow(work, Deed.CONFIGURE)
    _refuse_elsewhere(work, one)
    if not words.strip():
        example = (
            "digest change {} 07:30 in nm" if one.kind == SubscriptionKind.DIGEST else "watch change {} near Japan"
        )
        raise DeskError(f"Say what to change: `/intercept {example.format(one.id)}`.")
    terms = read_change(words, one, today=work.today)
    return [work.say(changed(work, one, terms), key="changed")]


def changed(work: Work, one: Subscription, terms: Terms, *, version: int | None = None) -> Message:
    """Keep new terms, and what is said of it. Raises SubscriptionConflict where it was changed meanwhile."""
    done = work.rooms.subscriptions.change(
        one.id, terms, version=version or one.version, at=work.now, team=work.place.team
    )
    held = _held(work, done) if done.filter != one.filter else None
    return subscribed(done, work.now, verb="Changed", held=held)


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
    alerts = work.rooms.cards.below(f"{one.id}:", kind=CardKind.ALERT, team=one.team, limit=SHOWN_RUNS)
    return [work.say(history_page(one, runs, alerts), to=work.place.user)]


def preview(work: Work, text: str) -> list[Outgoing]:
    """Show a digest as it would be now, to the one who asked: of a subscription, or of terms."""
    if _ID.match(text) or not text.strip():
        one = mine(work, text)
        refuse_watch(one)
        _refuse_elsewhere(work, one)
    else:
        one = _unsaved(work, read_digest(text, zone=work.zone, today=work.today))
    made = preview_of(work.desk, work.rooms, one, work.now)
    return [work.say(page, to=work.place.user, key=f"preview:{n}") for n, page in enumerate(made)]


def at_once(work: Work, text: str) -> list[Outgoing]:
    """Post a digest to its channel now, beside those that are scheduled."""
    one = mine(work, text)
    allow(work, Deed.CONFIGURE)
    refuse_watch(one)
    return edition_now(work.desk, work.rooms, one, f"now:{one.id}:{work.delivery.id}", at=work.now)


def nothing_yet(work: Work, text: str) -> list[Outgoing]:
    """A watch has nothing to show or to post before something happens."""
    raise DeskError("A watch posts when something happens: ask me, as in `/intercept ask list Tu-95 near Alaska`.")


def help_here(work: Work, text: str) -> list[Outgoing]:
    """What can be written after `digest` and `watch`."""
    raise DeskError(
        f"Write what you want, such as {EXAMPLE}, {WATCH_EXAMPLE} or {SURGE_EXAMPLE}; or `list`, and with an id "
        "`preview`, `now`, `change`, `pause`, `resume`, `delete`, `history`."
    )


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


def added(work: Work, kind: SubscriptionKind, terms: Terms) -> list[Outgoing]:
    """Subscribe this channel to a digest, a watch or a surge alert. Raises DeskError where it has the same already."""
    allow(work, Deed.CONFIGURE)
    place = work.place
    refuse_twin(work.rooms.subscriptions, kind, terms, team=place.team, channel=place.channel)
    made = work.rooms.subscriptions.add(
        kind, terms, team=place.team, channel=place.channel, owner=place.user, at=work.now
    )
    absent = not place.direct and (work.facts is None or work.facts.gone)
    told = subscribed(made, work.now, verb="Subscribed to", invite=absent, held=_held(work, made))
    return [work.say(told, key="subscribed")]


def _held(work: Work, one: Subscription) -> Coverage | None:
    """What the ledger has of what a subscription is about; None where it is about everything."""
    if one.filter == IncidentFilter():
        return None
    return work.desk.ledger.coverage(one.filter, audience=audience_of(work.rooms, one))


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
    away = one.channel != work.place.channel
    theirs = away and not (work.place.direct and one.owner == work.place.user)
    if theirs or one.state == SubscriptionState.DELETED:
        raise SubscriptionNotFound(found[1])  # what another channel asks for is that channel's own business
    return one


def _refuse_elsewhere(work: Work, one: Subscription) -> None:
    """Raise DeskError where what a channel may see would be told in another one: its owner may be out of it by now."""
    if one.channel != work.place.channel:
        raise DeskError(f"{one.id} is of another channel: ask for that there.")


def _unsaved(work: Work, terms: Terms) -> Subscription:
    """A subscription that was never made, for a look at what it would post."""
    whose = {"team": work.place.team, "channel": work.place.channel, "owner": work.place.user}
    times = {"created_at": work.now, "changed_at": work.now, "version": 1}
    state = {"id": subscription_id(0), "kind": SubscriptionKind.DIGEST, "state": SubscriptionState.ACTIVE}
    return Subscription.model_validate({**terms.model_dump(), **whose, **times, **state})


_SHARED: dict[str, Way] = {
    "change": change,
    "pause": pause,
    "resume": resume,
    "delete": delete,
    "stop": delete,
    "history": past,
    "help": help_here,
}
_DIGEST_WAYS: dict[str, Way] = {"list": listed_digests, "preview": preview, "now": at_once, **_SHARED}
_WATCH_WAYS: dict[str, Way] = {"list": listed_watches, "preview": nothing_yet, "now": nothing_yet, **_SHARED}

COMMANDS = {"digest": digest, "watch": watch}
THINKERS = {
    f"action:{ids.DIGEST_PAUSE}": pressed_pause,
    f"action:{ids.DIGEST_RESUME}": pressed_resume,
    f"action:{ids.DIGEST_STOP}": pressed_stop,
}
FETCHERS = {f"action:{one}": fetch_person for one in (ids.DIGEST_PAUSE, ids.DIGEST_RESUME, ids.DIGEST_STOP)}
