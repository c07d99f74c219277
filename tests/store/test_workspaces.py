"""A workspace that removes the app leaves its records and nothing that was in progress."""

import datetime as dt

from sqlalchemy import select

from store.cards import CardKind, CardOf, Cards
from store.database import Store
from store.drafts import Drafts
from store.filters import OPERATOR, IncidentFilter
from store.inbox import Inbox
from store.ledger import Ledger
from store.outbox import Outbox, Outgoing
from store.records import Origin
from store.slack_tables import cards, draft_items, drafts, inbox, outbox, parked
from store.subscriptions import SubscriptionKind, Subscriptions, SubscriptionState, Terms
from store.workspaces import Workspaces
from tests.store.making import NOON, draft

PURGED = (drafts, inbox, outbox, parked, cards)
LATER = NOON + dt.timedelta(hours=1)


def test_workspaces_are_known_from_when_they_are_seen_until_they_leave(store: Store) -> None:
    workspaces = Workspaces(store)
    workspaces.seen("T1", at=NOON, admin="U1")
    workspaces.seen("T2", at=NOON)
    workspaces.seen("T1", at=LATER)
    assert workspaces.teams() == ["T1", "T2"]
    assert (workspaces.admin("T1"), workspaces.admin("T2"), workspaces.admin("T3")) == ("U1", None, None)
    workspaces.left("T1", at=LATER)
    workspaces.left("T3", at=LATER)
    assert (workspaces.teams(), workspaces.admin("T1")) == (["T2"], None)
    workspaces.seen("T1", at=LATER)
    assert workspaces.teams() == ["T1", "T2"]


def test_a_workspace_that_leaves_takes_along_what_was_in_progress_and_only_its_own(store: Store) -> None:
    ledger, subscriptions = Ledger(store), Subscriptions(store)
    for team in ("T1", "T2", "T_"):
        origin = Origin(team=team, channel="C1", private=True)
        ledger.add([draft()], origin=origin, by="U1", at=NOON)
        ledger.remember(f"{team}:C1:1.0", "{}", at=NOON)
        Drafts(store).open_draft([draft()], origin=origin, text="words", by="U1", at=NOON)
        Inbox(store).take(team, ["event:1"], "event", {"text": "words"}, at=NOON)
        Outbox(store).put([Outgoing(key=team, team=team, channel="C1")], at=NOON)
        Outbox(store).park(team, "C1", "is_archived", at=NOON)
        Cards(store).put(CardOf(kind=CardKind.DRAFT, subject="D-1"), team=team, channel="C1", ts="1.1", at=NOON)
        subscriptions.add(SubscriptionKind.DIGEST, Terms(), team=team, channel="C1", owner="U1", at=NOON)
    Workspaces(store).left("T_", at=LATER)
    Workspaces(store).left("T1", at=LATER)
    with store.reading() as session:
        owners = {table.name: list(session.scalars(select(table.c.team))) for table in PURGED}
        items = session.execute(select(draft_items.c.draft_id)).all()
    assert owners == {table.name: ["T2"] for table in PURGED}
    assert items == [(2,)]
    assert [ledger.recall(f"{team}:C1:1.0", since=NOON) for team in ("T1", "T2", "T_")] == [None, "{}", None]
    assert [subscription.team for subscription in subscriptions.active()] == ["T2"]
    assert subscriptions.get("S-1", team="T1").state == SubscriptionState.PAUSED
    assert ledger.count(IncidentFilter(), audience=OPERATOR) == 3
