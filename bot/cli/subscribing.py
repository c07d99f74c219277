"""Subscriptions at the command line: what each channel is told, made, changed, paused, ended, and its history."""

import datetime as dt
import html
from collections.abc import Iterator
from contextlib import contextmanager

from bot.app import now, open_desk
from bot.cli.door import CommandError
from bot.cli.terminal import Screen, write_json
from bot.digest import local_day
from bot.jobs.told import next_of, run_line
from bot.settings import load_settings
from bot.subscribing import read_change, read_digest, read_watch, say_subscription, say_terms
from handlers.editions import edition_now, preview_of, refuse_twin, refuse_watch, skip_missed
from handlers.views.subscribing import say_alert
from handlers.work import Rooms
from store.cards import CardKind
from store.errors import DeskError, SubscriptionNotFound
from store.subscriptions import Subscription, SubscriptionKind, Subscriptions, SubscriptionState

OPERATOR_NAME = "operator"
SETTINGS = ""  # whose subscription the one of DIGEST_CHANNEL is
MOST_RUNS = 30


def _open(database: str | None) -> Subscriptions:
    return Subscriptions(open_desk(database).ledger.store)


def listed(*, team: str | None, as_json: bool, database: str | None) -> None:
    """Print the subscriptions of all workspaces or of one, with where they post and when next."""
    kept = _open(database)
    found = kept.of_team(team) if team else kept.of_every_team()
    if as_json:
        write_json([row_of(one) for one in found])
        return
    lines = [f"{one.team} {one.channel}  {say_subscription(one)}{_coming(one)}" for one in found]
    Screen().write("\n".join(lines) or "There is no subscription yet: make one with `intercept subscriptions add`.")


def row_of(one: Subscription) -> dict[str, object]:
    """A subscription as JSON, with its next time."""
    coming = next_of(one, now())
    return {
        **one.model_dump(mode="json"),
        "says": say_subscription(one),
        "next": coming.isoformat() if coming else None,
    }


def add(words: str, *, team: str, channel: str, watch: bool, database: str | None) -> None:
    """Subscribe a channel to what some words say. Raises DeskError."""
    zone = load_settings().desk_zone
    today = local_day(now(), zone)
    kept = _open(database)
    with _in_terminal_words():
        kind, terms = (
            read_watch(words, zone=zone, today=today)
            if watch
            else (SubscriptionKind.DIGEST, read_digest(words, zone=zone, today=today))
        )
        refuse_twin(kept, kind, terms, team=team, channel=channel)
    _say("Subscribed", kept.add(kind, terms, team=team, channel=channel, owner=OPERATOR_NAME, at=now()))


def change(subscription: str, words: str, *, database: str | None) -> None:
    """Give a subscription new terms; what is not named stays. Raises DeskError."""
    kept = _open(database)
    one = _standing(kept, subscription)
    with _in_terminal_words():
        terms = read_change(words, one, today=local_day(now(), one.zone))
    _say("Changed", kept.change(one.id, terms, version=one.version, at=now(), team=None))


def turn(subscription: str, verb: str, *, database: str | None) -> None:
    """Pause, resume or delete a subscription. Raises DeskError."""
    desk = open_desk(database)
    kept = Subscriptions(desk.ledger.store)
    before = _standing(kept, subscription)
    if verb == "delete" and before.owner == SETTINGS:
        raise CommandError(f"{before.id} comes from the setting DIGEST_CHANNEL: end it there, or pause it here.")
    done = {"pause": kept.pause, "resume": kept.resume, "delete": kept.delete}[verb]
    after = done(before.id, at=now(), team=None)
    if verb == "resume" and before.state == SubscriptionState.PAUSED and after.kind == SubscriptionKind.DIGEST:
        skip_missed(desk.ledger, after, now())
    _say({"pause": "Paused", "resume": "Resumed", "delete": "Deleted"}[verb], after)


def preview(subscription: str, *, database: str | None) -> None:
    """Print the digest that a subscription would post now, its thread below it. Raises DeskError."""
    desk = open_desk(database)
    rooms = Rooms.over(desk.ledger.store)
    one = _standing(rooms.subscriptions, subscription)
    refuse_watch(one)
    screen = Screen()
    for page in preview_of(desk, rooms, one, now()):
        screen.write(html.unescape(page["text"]))


def post_now(subscription: str, *, database: str | None) -> None:
    """Post a digest to its channel now, beside those that are scheduled. Raises DeskError."""
    desk, at = open_desk(database), now()
    rooms = Rooms.over(desk.ledger.store)
    one = _standing(rooms.subscriptions, subscription)
    refuse_watch(one)
    with desk.ledger.store.writing():
        rooms.outbox.put(edition_now(desk, rooms, one, f"now:{one.id}:{at:%Y%m%dT%H%M%S%f}", at=at), at=at)
    Screen().write(f"{one.id} is made: the bot posts it to {one.channel} when it runs.")


def history(subscription: str, *, as_json: bool, database: str | None) -> None:
    """Print what a subscription posted when, the latest first. Raises DeskError."""
    desk = open_desk(database)
    one = _known(Subscriptions(desk.ledger.store), subscription)
    runs = desk.ledger.digests(MOST_RUNS, subscription=one.number)
    cards = Rooms.over(desk.ledger.store).cards
    alerts = cards.below(f"{one.id}:", kind=CardKind.ALERT, team=one.team, limit=MOST_RUNS)
    if as_json:
        write_json([row.model_dump(mode="json") for row in (*runs, *alerts)])
        return
    told = [*(run_line(run) for run in runs), *(say_alert(alert, one) for alert in alerts)]
    Screen().write("\n".join([say_subscription(one), *(told or ["Nothing was posted yet."])]))


def _known(kept: Subscriptions, subscription: str) -> Subscription:
    try:
        return kept.get(subscription, team=None)
    except SubscriptionNotFound as unknown:
        raise CommandError(f"There is no subscription {subscription}: see `intercept subscriptions list`.") from unknown


def _standing(kept: Subscriptions, subscription: str) -> Subscription:
    """A subscription that is not ended. Raises CommandError."""
    one = _known(kept, subscription)
    if one.state == SubscriptionState.DELETED:
        raise CommandError(f"{one.id} is ended: add it anew with `intercept subscriptions add`.")
    return one


@contextmanager
def _in_terminal_words() -> Iterator[None]:
    """Sentences that name a command of Slack name what is written here instead."""
    try:
        yield
    except DeskError as refused:
        told = str(refused).replace("`/intercept watch ", "`--watch ").replace("`/intercept digest ", "`")
        raise CommandError(told) from refused


def _say(verb: str, one: Subscription) -> None:
    Screen().write(f"{verb}: {one.id}: {say_terms(one.kind, one)}{_coming(one)}")


def _coming(one: Subscription) -> str:
    coming: dt.datetime | None = next_of(one, now())
    return f", next {coming:%Y-%m-%d %H:%M} UTC" if coming else ""
