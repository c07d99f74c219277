"""A channel that gets another id keeps its records, drafts, cards, settings, subscriptions and receipts."""

import datetime as dt

from store.cards import CardKind, CardOf, Cards
from store.channels import ChannelFacts, Channels, ChannelSettings
from store.database import Store
from store.drafts import Drafts, SourceMessage
from store.filters import Audience, IncidentFilter
from store.following import follow_channel
from store.inbox import Inbox
from store.ledger import Ledger
from store.outbox import Outbox, Outgoing
from store.records import Origin
from store.subscriptions import SubscriptionKind, Subscriptions, Terms
from tests.store.making import NOON, draft

OLD, NEW, LATER = "G0OLD", "C0NEW", NOON + dt.timedelta(hours=1)
CARD = CardOf(kind=CardKind.RECORD, subject="INT-1001")
LOUD = ChannelSettings(reply="channel", may_edit="members")


def furnished(store: Store, team: str) -> Subscriptions:
    """A private channel with one of everything."""
    origin, subscriptions = Origin(team=team, channel=OLD, private=True), Subscriptions(store)
    Ledger(store).add([draft()], origin=origin, by="U1", at=NOON)
    message = SourceMessage(message_ts="1.0")
    Drafts(store).open_draft([draft()], origin=origin, text="words", message=message, by="U1", at=NOON)
    Cards(store).put(CARD, team=team, channel=OLD, ts="1.1", at=NOON)
    Channels(store).change(team, OLD, LOUD, by="U1", at=NOON)
    Channels(store).learn(team, OLD, ChannelFacts(private=True), at=NOON)
    subscriptions.add(SubscriptionKind.DIGEST, Terms(), team=team, channel=OLD, owner="U1", at=NOON)
    Inbox(store).take(team, ["event:1", f"ask:{OLD}:1.0"], "mention", {}, at=NOON)
    Outbox(store).put([Outgoing(key=f"answer:{team}:{OLD}:1.0", team=team, channel=OLD)], at=NOON)
    Outbox(store).sent(f"answer:{team}:{OLD}:1.0", "1.2", at=NOON)
    Outbox(store).park(team, OLD, "channel_not_found", at=NOON)
    Ledger(store).remember(f"{team}:{OLD}:1.0", "{}", at=NOON)
    return subscriptions


def test_what_a_channel_has_follows_it_to_its_new_id_and_stays_as_private(store: Store) -> None:
    subscriptions = furnished(store, "T1")
    furnished(store, "T2")
    Channels(store).learn("T1", NEW, ChannelFacts(private=False), at=NOON)  # something came in under it before
    for _ in range(2):
        follow_channel(store, "T1", OLD, NEW)
    ledger, outbox = Ledger(store), Outbox(store)
    counts = [ledger.count(IncidentFilter(), audience=Audience(team="T1", channel=name)) for name in (NEW, OLD, "C0X")]
    assert counts == [1, 0, 0]
    assert Drafts(store).of_message("T1", NEW, "1.0") is not None
    assert [card.channel for card in Cards(store).of("INT-1001", team="T1")] == [NEW]
    assert Channels(store).settings("T1", NEW) == LOUD
    facts = Channels(store).facts("T1", NEW)
    assert facts is not None
    assert (facts.private, facts.connect) == (True, True)
    assert [one.id for one in subscriptions.of("T1", NEW)] == ["S-1"]
    assert Inbox(store).take("T1", [f"ask:{NEW}:1.0"], "mention", {}, at=LATER) is None
    assert outbox.state(f"answer:T1:{NEW}:1.0") is not None
    assert [one.channel for one in outbox.parked("T1")] == [NEW]
    assert ledger.recall(f"T1:{NEW}:1.0", since=NOON) == "{}"


def test_another_workspace_with_a_channel_of_that_id_keeps_its_own(store: Store) -> None:
    furnished(store, "T1")
    subscriptions = furnished(store, "T2")
    follow_channel(store, "T1", OLD, NEW)
    assert Ledger(store).count(IncidentFilter(), audience=Audience(team="T2", channel=OLD)) == 1
    assert [card.channel for card in Cards(store).of("INT-1001", team="T2")] == [OLD]
    assert Channels(store).settings("T2", OLD) == LOUD
    assert [one.channel for one in subscriptions.of_team("T2")] == [OLD]
    assert Inbox(store).take("T2", [f"ask:{OLD}:1.0"], "mention", {}, at=LATER) is None
    assert Outbox(store).state(f"answer:T2:{OLD}:1.0") is not None
    assert [one.channel for one in Outbox(store).parked("T2")] == [OLD]


def test_what_was_set_under_the_new_id_already_stands(store: Store) -> None:
    furnished(store, "T1")
    quiet = ChannelSettings(quiet=True)
    Channels(store).change("T1", NEW, quiet, by="U2", at=LATER)
    Cards(store).put(CARD, team="T1", channel=NEW, ts="1.1", at=LATER)
    follow_channel(store, "T1", OLD, NEW)
    assert Channels(store).settings("T1", NEW) == quiet
    assert [card.channel for card in Cards(store).of("INT-1001", team="T1")] == [NEW]
