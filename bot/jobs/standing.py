"""The digest that the settings name, kept as a subscription: made at start and kept in step with them."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.schedule import instant_of
from store.journal import Journal
from store.subscriptions import Subscription, SubscriptionKind, Subscriptions, Terms

OWNER = ""  # nobody in Slack: the settings
TURN = "settings:digest"  # what two bots that start together take turns by


@dataclass(frozen=True, slots=True)
class SettingsDigest:
    """What the settings say: workspace, channel id (empty for no digest), local time, zone, on which days."""

    team: str
    channel: str
    terms: Terms


def keep_in_step(
    subscriptions: Subscriptions, journal: Journal, named: SettingsDigest, *, now: dt.datetime
) -> Subscription | None:
    """The subscription that stands for the settings, made, changed or ended as they say; a paused one stays paused.

    The first digest is that of today, if its time has passed.
    """
    with subscriptions.store.writing():
        journal.remember(TURN, "{}", at=now)
        kept: Subscription | None = None
        for one in subscriptions.of_team(named.team):
            if one.owner != OWNER or one.kind != SubscriptionKind.DIGEST:
                continue
            if kept is None and one.channel == named.channel:
                kept = one
            else:
                subscriptions.delete(one.id, at=now, team=named.team)
        if not named.channel:
            return None
        if kept is None:
            today = now.astimezone(ZoneInfo(named.terms.zone)).date()
            since = min(now, instant_of(today, dt.time(), named.terms.zone))
            return subscriptions.add(
                SubscriptionKind.DIGEST, named.terms, team=named.team, channel=named.channel, owner=OWNER, at=since
            )
        wanted = kept.terms.model_copy(update={name: getattr(named.terms, name) for name in ("at", "zone", "days")})
        if wanted == kept.terms:
            return kept
        return subscriptions.change(kept.id, wanted, version=kept.version, at=now, team=named.team)
