"""Lines that people type to subscribe: what each comes to (`=`), or how the sentence begins that refuses it (`!`)."""

from pathlib import Path

import pytest

from bot.subscribing import NotUnderstood, read_digest, read_watch, say_terms
from store.subscriptions import SubscriptionKind
from tests.bot.terms import TODAY

LINES = [line.split("\t") for line in Path(__file__).with_name("subscriptions.tsv").read_text("utf-8").splitlines()]
DIGEST = read_digest("weekly friday 07:30 Europe/Oslo near Alaska in nm full", zone="UTC", today=TODAY)
WATCH = read_watch("Tu-160 near the United Kingdom", zone="UTC", today=TODAY)[1]
SURGE = read_watch("3 or more in 7 days near Alaska", zone="UTC", today=TODAY)[1]


def told(what: str, words: str) -> str:
    """What the words come to, as the channel is told."""
    before = {"change digest": DIGEST, "change watch": WATCH, "change surge": SURGE}.get(what)
    if "digest" in what:
        return say_terms(SubscriptionKind.DIGEST, read_digest(words, zone="UTC", today=TODAY, before=before))
    return say_terms(*read_watch(words, zone="UTC", today=TODAY, before=before))


@pytest.mark.parametrize(("what", "words", "sign", "says"), LINES, ids=[f"{what}-{words}" for what, words, *_ in LINES])
def test_what_people_type_is_read_or_refused(what: str, words: str, sign: str, says: str) -> None:
    if sign == "=":
        assert told(what, words) == says
        return
    with pytest.raises(NotUnderstood) as refused:
        told(what, words)
    assert str(refused.value).startswith(says)
    assert "\n" not in str(refused.value)
