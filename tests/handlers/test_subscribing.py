"""Digests and watches that a channel asks for: made, refused, changed, paused, ended; alerts once, edited in place."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import running
from store.database import open_store
from store.subscriptions import Subscription, Subscriptions
from tests.fake_slack import FakeSlack, typed
from tests.handlers.capturing import log as logged
from tests.handlers.capturing import modal
from tests.handlers.conftest import AT_ONCE, settings_for, since_noon
from tests.handlers.newsroom import buttons


@pytest.fixture
async def newsroom(slack: FakeSlack, tmp_path: Path) -> AsyncIterator[FakeSlack]:
    """The stand-in with the bot listening over a socket."""
    async with running(settings_for(slack, tmp_path), clock=since_noon, pace=AT_ONCE):
        await slack.connected()
        yield slack


def kept(folder: Path) -> list[Subscription]:
    """What is subscribed to."""
    store = open_store(f"sqlite:///{folder / 'ledger.db'}")
    try:
        return Subscriptions(store).of_every_team()
    finally:
        store.close()


def values(name: str, value: str) -> dict[str, dict[str, str]]:
    """A field of a submitted form."""
    return {name: {"value": value}}


async def said(slack: FakeSlack, words: str, *, begins: str = "", channel: str = "C0DESK") -> dict[str, Any]:
    """What a command was answered with."""
    seen = len(slack.messages()) + len(slack.ephemerals())
    await slack.slash("/intercept", typed(words), channel=channel)

    def fresh(message: dict[str, Any]) -> bool:
        return bool(message["text"].startswith(begins) and len(slack.messages()) + len(slack.ephemerals()) > seen)

    answer: dict[str, Any] = await slack.wait_for(fresh)
    return answer


async def log(slack: FakeSlack, day: int, *, kind: str = "Russian Tu-95", channel: str = "C0DESK") -> dict[str, Any]:
    """Two bombers near Alaska on a day of this month, logged and saved."""
    words = f"Two {kind} bombers flew into the Alaska ADIZ on {day} November 2026 and were intercepted by two F-22 "
    return await logged(slack, f"log {words}fighters, NORAD said.", channel=channel)


async def test_a_digest_is_subscribed_to_in_one_line_that_says_when_it_comes(
    newsroom: FakeSlack, tmp_path: Path
) -> None:
    answer = await said(newsroom, "digest daily 08:00 America/Anchorage near Alaska", begins="Subscribed")
    assert "S-1: digest daily at 08:00 America/Anchorage, incidents near Alaska" in answer["text"]
    assert "Next: " in answer["text"]
    assert set(buttons(answer)) == {"Change", "Pause", "Stop"}
    (one,) = kept(tmp_path)
    assert (one.channel, one.owner, one.filter.areas) == ("C0DESK", "U0ROSA", ("Alaska",))


async def test_the_same_twice_and_nonsense_are_refused_with_a_sentence(newsroom: FakeSlack, tmp_path: Path) -> None:
    await said(newsroom, "digest daily 08:00 UTC", begins="Subscribed")
    await said(newsroom, "digest daily 8:00 utc", begins="This channel has that already: S-1")
    for words, sentence in (
        ("digest daily 25:00", "There is no 25:00 on a clock"),
        ("digest daily 08:00 America/Ancorage", "There is no time zone"),
        ("digest now S-9", "There is no subscription"),
        ("watch Tu-59 near Alaska", "I know no aircraft"),
    ):
        await said(newsroom, words, begins=sentence)
    assert len(kept(tmp_path)) == 1


async def test_pause_resume_and_stop_by_button_and_by_word(newsroom: FakeSlack, tmp_path: Path) -> None:
    card = await said(newsroom, "digest weekly monday 07:30 UTC", begins="Subscribed")
    await newsroom.click(card, buttons(card)["Pause"])
    paused = await newsroom.wait_for(lambda m: m["text"].startswith("Paused"))
    assert kept(tmp_path)[0].state == "paused"
    await newsroom.click(paused, buttons(paused)["Resume"])
    await newsroom.wait_for(lambda m: m["text"].startswith("Resumed"))
    await said(newsroom, "digest history S-1", begins="History of S-1")
    await said(newsroom, "digest delete S-1", begins="Stopped")
    assert kept(tmp_path) == []
    await said(newsroom, "digest list", begins="This channel has no digest yet")


async def test_what_another_channel_asks_for_is_not_told_here(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0OTHER", "other")
    await said(newsroom, "watch H-6 near Taiwan", begins="Subscribed", channel="C0OTHER")
    await said(newsroom, "watch list", begins="This channel has no watch yet")
    newsroom.add_user("U0BOB")
    before = len(newsroom.ephemerals("C0DESK"))
    await newsroom.slash("/intercept", "watch history S-1", channel="C0DESK", user="U0BOB")
    await newsroom.wait_for(lambda m: m["text"].startswith("There is no subscription"))
    assert len(newsroom.ephemerals("C0DESK")) == before + 1


async def test_the_form_says_beside_the_field_what_is_wrong_and_saves_the_rest(
    newsroom: FakeSlack, tmp_path: Path
) -> None:
    card = await said(newsroom, "digest daily 08:00 UTC near Alaska", begins="Subscribed")
    await newsroom.click(card, buttons(card)["Change"])
    view = await modal(newsroom, says="Local time")
    wrong = await newsroom.submit_view(view, {**values("at", "25:00"), **values("zone", "Europe/Lundon")})
    assert wrong.ack_payload
    assert set(wrong.ack_payload["errors"]) == {"at", "zone"}
    assert "did you mean Europe/London" in wrong.ack_payload["errors"]["zone"]
    await newsroom.submit_view(view, {**values("at", "07:15"), **values("zone", "Europe/London")})
    await newsroom.wait_for(lambda m: m["text"].startswith("Changed S-1"))
    (one,) = kept(tmp_path)
    assert (one.at, one.zone, one.filter.areas, one.version) == (dt.time(7, 15), "Europe/London", ("Alaska",), 2)


async def test_a_watch_is_made_and_changed_by_its_form_too(newsroom: FakeSlack, tmp_path: Path) -> None:
    listed = await said(newsroom, "watch list", begins="This channel has no watch yet")
    await newsroom.click(listed, buttons(listed)["New watch"])
    view = await modal(newsroom, says="Alert for")
    wrong = await newsroom.submit_view(view, {**values("measure", "number"), **values("number", "many")})
    assert wrong.ack_payload
    assert set(wrong.ack_payload["errors"]) == {"number", "span"}
    three = {**values("measure", "number"), **values("number", "3"), **values("span", "7")}
    await newsroom.submit_view(view, {**three, **values("about", "near Alaska")})
    card = await newsroom.wait_for(lambda m: m["text"].startswith("Subscribed to S-1: alert at 3 or more in 7 days"))
    assert "The ledger has no record of these so far." in card["text"]
    await newsroom.click(card, buttons(card)["Change"])
    view = await modal(newsroom, says="Change S-1")
    await newsroom.submit_view(view, {**values("measure", "times"), **values("number", "2")})
    await newsroom.wait_for(lambda m: m["text"].startswith("Changed S-1: alert at twice the usual in 7 days"))
    (one,) = kept(tmp_path)
    assert (one.surge, one.times, one.filter.areas) == ((2, 7), True, ("Alaska",))


async def test_a_monthly_digest_gets_its_day_from_the_form(newsroom: FakeSlack, tmp_path: Path) -> None:
    card = await said(newsroom, "digest monthly on the 15th", begins="Subscribed")
    await newsroom.click(card, buttons(card)["Change"])
    view = await modal(newsroom, says="Day of a monthly digest")
    await newsroom.submit_view(view, values("month_day", "31"))
    await newsroom.wait_for(lambda m: m["text"].startswith("Changed S-1: digest monthly on the 31st (or the last day)"))
    assert kept(tmp_path)[0].month_day == 31


async def test_an_alert_can_be_undone_changed_and_looked_up(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0WATCH", "watch")
    await said(newsroom, "watch Tu-95 near Alaska", begins="Subscribed", channel="C0WATCH")
    card = await log(newsroom, 20)
    alert = await newsroom.wait_for(lambda m: m["text"].startswith("New: INT-1001"))
    assert set(buttons(alert)) == {"Change", "Pause", "Stop"}
    await newsroom.click(card, buttons(card)["Undo"])
    await newsroom.wait_for(lambda m: m["text"].startswith("Withdrawn: INT-1001") and m["ts"] == alert["ts"])
    past = await said(newsroom, "watch history S-1", begins="History of S-1", channel="C0WATCH")
    assert "UTC: INT-1001" in past["text"]
    gone = await said(newsroom, "watch stop S-1", begins="Stopped S-1", channel="C0WATCH")
    again = "To have it again: `/intercept watch with Tu-95 near Alaska at most 10 a day UTC in mi`"
    assert again in gone["text"]


async def test_a_preview_is_for_the_one_who_asked_and_now_posts_to_the_channel(newsroom: FakeSlack) -> None:
    await log(newsroom, 21)
    await said(newsroom, "digest daily 08:00 UTC near Alaska", begins="Subscribed")
    preview = await said(newsroom, "digest preview S-1", begins="Daily digest")
    assert preview["ephemeral_to"] == "U0ROSA"
    posted = len(newsroom.messages("C0DESK"))
    await newsroom.slash("/intercept", "digest now S-1")
    await newsroom.wait_for(lambda m: m["text"].startswith("Daily digest") and "ephemeral_to" not in m)
    assert len(newsroom.messages("C0DESK")) > posted


async def test_a_watch_posts_an_incident_once_and_edits_it_as_its_record_changes(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0WATCH", "watch")
    await said(newsroom, "watch Tu-95 near Alaska", begins="Subscribed", channel="C0WATCH")
    await log(newsroom, 20)
    await log(newsroom, 20, kind="Chinese H-6")
    alert = await newsroom.wait_for(lambda m: m["text"].startswith("New: INT-1001"))
    await said(newsroom, "retract INT-1001 wrong day")
    await newsroom.quiet()
    shown = [m["text"] for m in newsroom.messages("C0WATCH") if "Watch S-1" in m["text"]]
    assert len(shown) == 1
    assert shown[0].startswith("Withdrawn: INT-1001")
    assert alert["ts"] in {m["ts"] for m in newsroom.messages("C0WATCH")}


async def test_beyond_the_daily_cap_one_message_tells_the_rest(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0WATCH", "watch")
    await said(newsroom, "watch near Alaska at most 2 a day", begins="Subscribed", channel="C0WATCH")
    for day in range(10, 22, 2):  # further apart than what is asked whether it is one event
        await log(newsroom, day)
    await newsroom.wait_for(lambda m: m["text"].startswith("4 more incidents on 22 Nov 2026"))
    await said(newsroom, "retract INT-1005 wrong day")
    rest = await newsroom.wait_for(lambda m: m["text"].startswith("3 more incidents on 22 Nov 2026"))
    assert "INT-1005 (retracted)" in rest["text"]
    texts = [m["text"] for m in newsroom.messages("C0WATCH")]
    assert sum(text.startswith("Late arrival: ") for text in texts) == 2
    assert sum("more incidents on" in text for text in texts) == 1


async def test_a_surge_is_told_when_the_number_is_reached_and_grows_in_place(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0WATCH", "watch")
    await said(newsroom, "watch 3 or more in 7 days near Alaska", begins="Subscribed", channel="C0WATCH")
    for day in (16, 18):
        await log(newsroom, day)
    await newsroom.quiet()
    assert len(newsroom.messages("C0WATCH")) == 1
    for day in (20, 22):
        await log(newsroom, day)
    await newsroom.wait_for(lambda m: m["text"].startswith("4 incidents near Alaska in 7 days"))
    assert len(newsroom.messages("C0WATCH")) == 2


async def test_a_record_of_a_private_channel_sets_off_nothing_elsewhere(newsroom: FakeSlack) -> None:
    newsroom.add_channel("G0SECRET", "secret", private=True)
    await said(newsroom, "watch near Alaska", begins="Subscribed")
    await log(newsroom, 20, channel="G0SECRET")
    await newsroom.quiet()
    assert not any("INT-1001" in m["text"] for m in newsroom.messages("C0DESK"))
