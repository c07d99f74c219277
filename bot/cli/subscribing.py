"""Subscriptions at the command line: what each channel is told, made, changed, paused, ended, and its history."""

import datetime as dt

from bot.app import now, open_desk
from bot.cli.door import CommandError
from bot.cli.terminal import Screen, write_json
from bot.jobs.told import next_of, run_line
from bot.settings import load_settings
from bot.subscribing import read_digest, read_watch, say_subscription
from handlers.editions import skip_missed
from store.subscriptions import Subscription, SubscriptionKind, Subscriptions, SubscriptionState

OPERATOR_NAME = "operator"
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
    Screen().write("\n".join(lines) or "There is no subscription yet.")


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
    zone, today = load_settings().desk_zone, now().date()
    kind, terms = (
        read_watch(words, zone=zone, today=today)
        if watch
        else (SubscriptionKind.DIGEST, read_digest(words, zone=zone, today=today))
    )
    made = _open(database).add(kind, terms, team=team, channel=channel, owner=OPERATOR_NAME, at=now())
    _say("Subscribed", made)


def change(subscription: str, words: str, *, database: str | None) -> None:
    """Give a digest new terms; what is not named stays. Raises DeskError."""
    kept = _open(database)
    one = kept.get(subscription, team=None)
    if one.kind != SubscriptionKind.DIGEST:
        raise CommandError(f"{one.id} is a watch: delete it and add a new one with --watch.")
    terms = read_digest(words, zone=one.zone, today=now().date(), before=one.terms)
    _say("Changed", kept.change(one.id, terms, version=one.version, at=now(), team=None))


def turn(subscription: str, verb: str, *, database: str | None) -> None:
    """Pause, resume or delete a subscription. Raises DeskError."""
    desk = open_desk(database)
    kept = Subscriptions(desk.ledger.store)
    before = kept.get(subscription, team=None)
    done = {"pause": kept.pause, "resume": kept.resume, "delete": kept.delete}[verb]
    after = done(subscription, at=now(), team=None)
    if verb == "resume" and before.state == SubscriptionState.PAUSED and after.kind == SubscriptionKind.DIGEST:
        skip_missed(desk.ledger, after, now())
    _say({"pause": "Paused", "resume": "Resumed", "delete": "Deleted"}[verb], after)


def history(subscription: str, *, as_json: bool, database: str | None) -> None:
    """Print what a subscription posted when, the latest first. Raises DeskError."""
    desk = open_desk(database)
    one = Subscriptions(desk.ledger.store).get(subscription, team=None)
    runs = desk.ledger.digests(MOST_RUNS, subscription=one.number)
    if as_json:
        write_json([run.model_dump(mode="json") for run in runs])
        return
    Screen().write("\n".join([say_subscription(one), *(run_line(run) for run in runs)]))


def _say(verb: str, one: Subscription) -> None:
    Screen().write(f"{verb}: {say_subscription(one)}{_coming(one)}")


def _coming(one: Subscription) -> str:
    coming: dt.datetime | None = next_of(one, now())
    return f", next {coming:%Y-%m-%d %H:%M} UTC" if coming else ""
