"""The words of a subscription: what they come to, and the sentence that refuses nonsense."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.subscribing import NotUnderstood, read_digest, read_watch, say_terms, written
from store.subscriptions import SubscriptionKind, Terms
from tests.bot.terms import TODAY, any_terms


def digest(words: str, before: Terms | None = None) -> Terms:
    return read_digest(words, zone="UTC", today=TODAY, before=before)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("daily 08:00 America/Anchorage near Alaska", "digest daily at 08:00 America/Anchorage, incidents near Alaska"),
        (
            "weekly monday 07:30 europe/oslo in nm",
            "weekly on Monday at 07:30 Europe/Oslo, every incident, distances in nm",
        ),
        ("fridays 9am", "digest weekly on Friday at 09:00 UTC, every incident"),
        ("monthly on the 15th 9:30pm full", "digest monthly on the 15th at 21:30 UTC, every incident, full length"),
        (
            "weekdays at 7 quiet nothing everything",
            "weekdays at 07:00 UTC, every incident, nothing on quiet days",
        ),
        ("daily Tu-160 within 100 nm of the United Kingdom", "with Tu-160 within 100 nm of the United Kingdom"),
    ],
)
def test_what_people_write_is_understood(words: str, says: str) -> None:
    assert says in say_terms(SubscriptionKind.DIGEST, digest(words))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("daily 25:00", "There is no 25:00 on a clock"),
        ("daily 08:75", "There is no 08:75 on a clock"),
        ("daily 13pm", "There is no 13pm on a clock"),
        ("daily 08:00 America/Ancorage", "did you mean America/Anchorage"),
        ("daily 08:00 Europe/Olympus", "There is no time zone"),
        ("daily 08:00 near Atlantis", "I do not understand"),
        ("daily wekly 08:00", "did you mean `weekly`"),
        ("daily Tu-59", "did you mean Tu-95"),
        ("daily until 2020", "leave the end out"),
        ("daily near Alaska without Alaska", "nothing could match"),
        ("daily retracted records", "Only records that stand are told"),
        ("daily how many Tu-95", "is a question of its own"),
        ("daily INT-1001", "is a question of its own"),
        ("near Alaska", "Say how often"),
        ("", "Say how often"),
        ("daily on monday", "has no weekday"),
        ("daily on the 3rd", "Only a monthly digest"),
        ("monthly on the 40th", "No month has a day 40"),
        ("daily quiet maybe", "Say what a quiet day gets"),
        ("daily in nm in km", "two different values"),
        ("daily weekly", "two different values"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(words: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        digest(words)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "kind", "says"),
    [
        ("Tu-160 near the United Kingdom", "watch", "watch for incidents with Tu-160 near the United Kingdom"),
        ("bombers at most 3 a day", "watch", "at most 3 a day"),
        ("three or more near Alaska in 7 days", "surge", "alert at 3 or more in 7 days: incidents near Alaska"),
        ("twice the usual near Alaska", "surge", "alert at twice the usual in 7 days: incidents near Alaska"),
        ("surge 4 in 30 days", "surge", "alert at 4 or more in 30 days: every incident"),
    ],
)
def test_watches_and_surges_are_told_apart(words: str, kind: str, says: str) -> None:
    made, terms = read_watch(words, zone="UTC", today=TODAY)
    assert made == kind
    assert says in say_terms(made, terms)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Say what to watch for"),
        ("3 or more near Alaska", "within how many days"),
        ("3 or more in 400 days", "1 to 90 days"),
        ("one or more in 7 days", "A surge is two or more"),
        ("near Alaska at most 0 a day", "1 to 100 alerts a day"),
    ],
)
def test_a_watch_for_nothing_is_refused_with_a_sentence(words: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_watch(words, zone="UTC", today=TODAY)
    assert sentence in str(refused.value)


def test_a_change_leaves_what_it_does_not_name() -> None:
    before = digest("weekly friday 07:30 Europe/Oslo near Alaska in nm full")
    after = digest("08:15", before)
    assert after == before.model_copy(update={"at": dt.time(8, 15)})
    assert digest("near Japan", before).filter.areas == ("Japan",)
    assert digest("everything", before).filter == digest("daily").filter


@settings(max_examples=60, deadline=None)
@given(any_terms())
def test_terms_that_are_written_out_are_read_as_they_were(given_: tuple[SubscriptionKind, Terms]) -> None:
    kind, terms = given_
    words = written(kind, terms)
    if kind == SubscriptionKind.DIGEST:
        assert digest(words) == terms
    else:
        assert read_watch(words, zone="Asia/Tokyo", today=TODAY) == (kind, terms)


@given(st.text(max_size=60))
def test_whatever_people_write_is_terms_or_a_sentence(words: str) -> None:
    for read in (lambda: digest(f"daily {words}"), lambda: read_watch(words, zone="UTC", today=TODAY)):
        try:
            read()
        except NotUnderstood as refused:
            assert len(str(refused)) > 10
