"""What a channel wants to be told is kept, changed by one at a time, and ended for good."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database import Store
from store.errors import ChangedMeanwhile, SubscriptionConflict, SubscriptionNotFound
from store.filters import IncidentFilter
from store.subscriptions import Subscription, SubscriptionKind, Subscriptions, SubscriptionState, Terms
from tests.store.making import NOON, filters

LATER = NOON + dt.timedelta(hours=1)
MORNING = Terms(days="weekdays", at=dt.time(7, 30), zone="America/Anchorage", words="near Alaska")


@pytest.fixture
def subscriptions(store: Store) -> Subscriptions:
    """No subscriptions, on each of the two databases."""
    return Subscriptions(store)


def subscribed(subscriptions: Subscriptions, terms: Terms = MORNING, channel: str = "C1") -> Subscription:
    """A digest of a channel of T1."""
    return subscriptions.add(SubscriptionKind.DIGEST, terms, team="T1", channel=channel, owner="U1", at=NOON)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters, st.times(), st.none() | st.tuples(st.integers(1, 9), st.integers(1, 30)))
def test_a_subscription_comes_back_as_it_was_made(
    subscriptions: Subscriptions, wanted: IncidentFilter, at: dt.time, surge: tuple[int, int] | None
) -> None:
    terms = MORNING.model_copy(update={"filter": wanted, "at": at, "surge": surge})
    made = subscribed(subscriptions, terms)
    assert (made.filter, made.at, made.surge, made.version) == (wanted, at, surge, 1)
    assert made.terms == terms
    assert subscriptions.get(f" {made.id.lower()} ", team="T1") == made
    assert made.id == f"S-{made.number}"


def test_a_channel_lists_its_own(subscriptions: Subscriptions) -> None:
    first, second, other = subscribed(subscriptions), subscribed(subscriptions), subscribed(subscriptions, channel="C2")
    subscriptions.delete(second.id, at=LATER, team="T1")
    assert subscriptions.of("T1", "C1") == [first]
    assert subscriptions.of("T2", "C1") == []
    assert subscriptions.of_team("T1") == [first, other]
    assert subscriptions.active(SubscriptionKind.WATCH) == []
    assert subscriptions.active(SubscriptionKind.DIGEST) == subscriptions.active() == [first, other]


def test_of_two_changes_of_one_version_the_second_is_told_of_the_first(subscriptions: Subscriptions) -> None:
    made = subscribed(subscriptions)
    now = subscriptions.change(made.id, Terms(zone="Asia/Tokyo"), version=1, at=LATER, team="T1")
    assert (now.zone, now.version, now.words, now.changed_at, now.created_at) == ("Asia/Tokyo", 2, "", LATER, NOON)
    with pytest.raises(SubscriptionConflict, match="S-1 was changed meanwhile") as caught:
        subscriptions.change(made.id, MORNING, version=1, at=LATER, team="T1")
    assert isinstance(caught.value, ChangedMeanwhile)
    assert caught.value.current == now


def test_a_subscription_is_paused_resumed_and_ended_for_good(subscriptions: Subscriptions) -> None:
    made = subscribed(subscriptions)
    assert subscriptions.pause(made.id, at=LATER, team="T1").state == SubscriptionState.PAUSED
    assert subscriptions.active() == []
    assert subscriptions.of("T1", "C1")[0].version == subscriptions.pause(made.id, at=LATER, team="T1").version == 2
    assert subscriptions.resume(made.id, at=LATER, team="T1").state == SubscriptionState.ACTIVE
    gone = subscriptions.delete(made.id, at=LATER, team="T1")
    assert gone.state == SubscriptionState.DELETED
    assert subscriptions.get(made.id, team="T1") == gone == subscriptions.delete(made.id, at=LATER, team="T1")
    with pytest.raises(SubscriptionNotFound, match=r"see `/intercept digest list`"):
        subscriptions.resume(made.id, at=LATER, team="T1")


@pytest.mark.parametrize("unknown", ["S-99", "D-1", "", "S-" + "9" * 40])
def test_a_subscription_that_is_not_there_is_told_of(subscriptions: Subscriptions, unknown: str) -> None:
    with pytest.raises(SubscriptionNotFound):
        subscriptions.get(unknown, team=None)


def test_a_subscription_of_another_workspace_is_as_one_that_is_not_there(subscriptions: Subscriptions) -> None:
    made = subscribed(subscriptions)
    with pytest.raises(SubscriptionNotFound):
        subscriptions.get(made.id, team="T2")
    with pytest.raises(SubscriptionNotFound):
        subscriptions.change(made.id, MORNING, version=1, at=LATER, team="T2")
    with pytest.raises(SubscriptionNotFound):
        subscriptions.delete(made.id, at=LATER, team="T2")
    assert subscriptions.get(made.id, team=None) == made
