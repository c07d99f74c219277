"""The form of a subscription: it has a field for each term, and gives back what it was opened with."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings

from handlers.modals.subscription import terms_of
from handlers.views.fields import given_in
from handlers.views.subscribing import form
from handlers.work import Wrong
from store.filters import IncidentFilter
from store.subscriptions import Subscription, SubscriptionKind, SubscriptionState, Terms
from tests.bot.terms import TODAY, any_terms

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def subscription(kind: SubscriptionKind, terms: Terms) -> Subscription:
    """A subscription with some terms."""
    whose = {"id": "S-1", "team": "T1", "channel": "C1", "owner": "U1", "version": 1}
    stands = {"kind": kind, "state": SubscriptionState.ACTIVE, "created_at": NOON, "changed_at": NOON}
    return Subscription.model_validate({**terms.model_dump(), **whose, **stands})


def initial(view: dict[str, Any]) -> dict[str, dict[str, dict[str, object]]]:
    """The values of a form that somebody submits as it was opened."""
    values = {}
    for block in view["blocks"]:
        element = block["element"]
        chosen = {"value": element.get("initial_value"), "selected_option": element.get("initial_option")}
        values[block["block_id"]] = {element["action_id"]: chosen}
    return values


@settings(max_examples=60, deadline=None)
@given(any_terms())
def test_terms_that_a_form_shows_come_back_from_it_as_they_were(given_: tuple[SubscriptionKind, Terms]) -> None:
    kind, terms = given_
    shown = given_in(initial(form(kind, terms, subscription(kind, terms))))
    assert terms_of(shown, kind, terms, today=TODAY) == (kind, terms)
    blank = terms.model_copy(update={"filter": IncidentFilter(), "words": ""})
    assert terms_of(shown, kind, blank, today=TODAY)[1] == terms


@pytest.mark.parametrize(
    ("given_", "kind", "terms"),
    [
        ({"measure": "each", "cap": "3"}, "watch", {"cap": 3}),
        ({"measure": "number", "number": "3", "span": "7"}, "surge", {"surge": (3, 7), "times": False}),
        ({"measure": "times", "number": "2", "span": "14"}, "surge", {"surge": (2, 14), "times": True}),
    ],
)
def test_a_new_watch_becomes_what_is_chosen(given_: dict[str, str], kind: str, terms: dict[str, object]) -> None:
    plain = Terms(zone="UTC")
    whole = {"zone": "UTC", "unit": "mi", "about": "", **given_}
    made, read = terms_of(whole, SubscriptionKind.WATCH, plain, today=TODAY)
    assert (made, read) == (kind, plain.model_copy(update=terms))


@pytest.mark.parametrize(
    ("given_", "wrong"),
    [
        ({"measure": "each", "cap": "none"}, {"cap"}),
        ({"measure": "number", "number": "many", "span": "a week"}, {"number", "span"}),
        ({"measure": "number", "number": "1", "span": "7"}, {"number"}),
        ({"measure": "number", "number": "3", "span": "400"}, {"span"}),
        ({"measure": "times", "number": "2", "span": "60"}, {"span"}),
        ({"measure": "each", "about": "near Atlantis", "zone": "Europe/Lundon"}, {"about", "zone"}),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(given_: dict[str, str], wrong: set[str]) -> None:
    with pytest.raises(Wrong) as refused:
        terms_of({"zone": "UTC", "about": "", **given_}, SubscriptionKind.WATCH, Terms(), today=TODAY)
    assert set(refused.value.errors) == wrong
