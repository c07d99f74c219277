"""What people do in Slack, and what the bot says to it, over Socket Mode and over signed HTTP."""

import json
import re
from pathlib import Path

import pytest

from tests.fake_slack import FakeSlack, typed
from tests.handlers.capturing import changed, draft

REPORT = (
    "Two Russian Tu-95 bombers flew into the Alaska ADIZ on 20 May 2019 and were intercepted by two F-22 fighters, "
    "NORAD said."
)
QUESTION = "last Tu-95 near Alaska"
SEEDS = Path(__file__).parents[3] / "shared" / "corpus" / "seeds.jsonl"


async def log(slack: FakeSlack, text: str = REPORT, *, channel: str = "C0DESK") -> dict[str, object]:
    """Log a report, in a channel where none that is clear needs a look, and give back the card."""
    await slack.slash("/intercept", "settings autosave on", channel=channel)
    delivery = await slack.slash("/intercept", typed(text), channel=channel)
    assert delivery.acked
    return await slack.wait_for(lambda message: message["text"].startswith("Logged"))


async def test_a_pasted_report_is_logged_and_answered_in_the_channel(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    assert "INT-" in str(card["text"])
    assert "Tu-95" in str(card["text"])
    assert card in newsroom.messages("C0DESK")


async def test_the_verb_log_does_the_same(newsroom: FakeSlack) -> None:
    card = await log(newsroom, f"log {REPORT}")
    assert "F-22" in str(card["text"])


async def test_a_mention_is_answered_in_its_thread_with_the_source(newsroom: FakeSlack) -> None:
    await log(newsroom)
    asked = await newsroom.mention(QUESTION)
    answer = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert "NORAD" in answer["text"]
    assert "Read as" in answer["text"]


async def test_a_direct_message_is_answered_in_its_thread(newsroom: FakeSlack) -> None:
    asked = await newsroom.direct_message("how many Tu-95 flights near Alaska?")
    answer = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert "record" in answer["text"].lower()


async def test_the_same_event_delivered_again_is_answered_once(newsroom: FakeSlack) -> None:
    asked = await newsroom.mention(QUESTION)
    await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    await newsroom.redeliver(asked)
    await newsroom.redeliver(asked, same_event_id=False)
    await newsroom.quiet()
    assert len(newsroom.messages("C0DESK")) == 1


async def test_a_command_delivered_again_logs_once(newsroom: FakeSlack) -> None:
    delivery = await newsroom.slash("/intercept", REPORT)
    await newsroom.wait_for(lambda message: message["text"].startswith("Draft"))
    await newsroom.redeliver(delivery)
    await newsroom.quiet()
    assert len(newsroom.messages("C0DESK")) == 1


async def test_a_rate_limited_answer_is_sent_when_slack_allows_it(newsroom: FakeSlack) -> None:
    newsroom.rate_limit("chat.postMessage", times=1, retry_after=1)
    asked = await newsroom.mention(QUESTION)
    await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts, timeout=6)


async def test_undo_retracts_and_only_for_who_logged(newsroom: FakeSlack) -> None:
    newsroom.add_user("U0OTTO")
    card = await log(newsroom)
    await newsroom.click(card, "record.undo", user="U0OTTO")
    refused = await newsroom.wait_for(lambda message: "somebody else" in message["text"])
    assert refused["ephemeral_to"] == "U0OTTO"
    await newsroom.click(card, "record.undo")
    await newsroom.wait_for(lambda message: message["text"].startswith("Undone"))
    asked = await newsroom.mention(QUESTION)
    answer = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert "No record" in answer["text"]


async def test_help_goes_to_the_one_who_asked(newsroom: FakeSlack) -> None:
    for text in ("", "help"):
        await newsroom.slash("/intercept", text)
    await newsroom.wait_for(lambda message: "/intercept digest" in message["text"])
    assert newsroom.messages("C0DESK") == []


async def test_an_empty_mention_gets_examples(newsroom: FakeSlack) -> None:
    await newsroom.mention("")
    answer = await newsroom.wait_for(lambda message: "thread_ts" in message)
    assert "for example" in answer["text"]


async def test_a_report_in_a_mention_becomes_a_draft_in_its_thread(newsroom: FakeSlack) -> None:
    asked = await newsroom.mention(REPORT)
    answer = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert answer["text"].startswith("Draft")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("show INT-9999", "No record INT-9999"),
        ("show", "Say which record"),
        ("log", "no text to log"),
        ("log hello there", "no incident"),
        ("hepl", "Did you mean `/intercept help`"),
        ("🛩️🛩️", "neither a report nor a question"),
        ("https://example.org/story", "neither a report nor a question"),
    ],
)
async def test_what_cannot_be_done_is_told_in_a_sentence_to_the_one_who_asked(
    newsroom: FakeSlack, text: str, says: str
) -> None:
    await newsroom.slash("/intercept", text)
    answer = await newsroom.wait_for(lambda message: says in message["text"])
    assert answer["ephemeral_to"] == "U0ROSA"


async def test_list_last_show_and_digest_answer(newsroom: FakeSlack) -> None:
    await log(newsroom)
    for text, says in (
        ("list", "newest 1 record"),
        ("last", "Tu-95"),
        ("show int-1001", "INT-1001"),
        ("digest", "Daily digest"),
        ("digest week", "Weekly digest"),
    ):
        await newsroom.slash("/intercept", text)
        await newsroom.wait_for(lambda message, says=says: says in message["text"])  # type: ignore[misc]


async def test_every_delivery_is_acknowledged_in_time_though_the_answer_is_slow(newsroom: FakeSlack) -> None:
    newsroom.delay("chat.postMessage", 0.5)
    asked = await newsroom.mention(QUESTION)
    await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert all(delivery.acked for delivery in newsroom.deliveries)
    assert (asked.ack_ms or 0) < 500


async def test_a_follow_up_in_the_thread_leans_on_the_question_before(newsroom: FakeSlack) -> None:
    await log(newsroom)
    first = await newsroom.mention("how many Tu-95 near Alaska?")
    await newsroom.wait_for(lambda message: message.get("thread_ts") == first.ts)
    await newsroom.mention("and in 2018?", thread_ts=first.ts)
    second = await newsroom.wait_for(lambda message: "2018" in message["text"])
    assert second["thread_ts"] == first.ts
    assert "Tu-95" in second["text"]


async def test_a_report_of_a_private_channel_is_seen_only_there(newsroom: FakeSlack) -> None:
    newsroom.add_channel("G0QUIET", "quiet", private=True)
    card = await log(newsroom, channel="G0QUIET")
    ref = re.findall(r"INT-\d+", str(card["text"]))[0]
    await newsroom.slash("/intercept", f"show {ref}")
    await newsroom.wait_for(lambda message: f"No record {ref}" in message["text"])
    elsewhere = await newsroom.mention(QUESTION)
    hidden = await newsroom.wait_for(lambda message: message.get("thread_ts") == elsewhere.ts)
    assert ref not in hidden["text"]
    there = await newsroom.mention(QUESTION, channel="G0QUIET")
    shown = await newsroom.wait_for(lambda message: message.get("thread_ts") == there.ts)
    assert ref in shown["text"]


@pytest.mark.parametrize("why", ["no scope", "shared with another company"])
async def test_a_channel_that_is_not_known_to_be_open_counts_as_private(newsroom: FakeSlack, why: str) -> None:
    if why == "no scope":
        newsroom.scopes.discard("channels:read")
    newsroom.add_channel("C0OTHER", "other", shared=why != "no scope")
    await log(newsroom, channel="C0OTHER")
    asked = await newsroom.mention(QUESTION)
    answer = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert "INT-" not in answer["text"]


async def test_blocks_that_slack_refuses_go_out_as_text(newsroom: FakeSlack) -> None:
    newsroom.fail("chat.postMessage", "invalid_blocks", times=2)
    asked = await newsroom.mention(QUESTION)
    answer = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert not answer.get("blocks")


async def test_other_bots_and_edits_are_not_answered(newsroom: FakeSlack) -> None:
    asked = await newsroom.direct_message(QUESTION)
    await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    event = {**asked.body["event"], "ts": "1700000001.000100"}
    await newsroom.event({**event, "bot_id": "B0OTHER"})
    await newsroom.event({**event, "subtype": "message_changed", "message": {}, "previous_message": {}})
    await newsroom.event({**event, "subtype": "bot_message", "bot_id": "B0OTHER", "user": None})
    await newsroom.quiet()
    assert len(newsroom.messages()) == 1


@pytest.mark.parametrize("text", ["<!channel> <!here>", "2x Tu-95, <!channel>, 20 May 2019", "\u202egnirts\u202c"])
async def test_hostile_text_pings_nobody_wherever_it_is_put(newsroom: FakeSlack, text: str) -> None:
    for verb in ("log", "ask", "show", "", "list"):
        sent = len(newsroom.messages()) + len(newsroom.ephemerals())
        await newsroom.slash("/intercept", f"{verb} {typed(text)}")
        while len(newsroom.messages()) + len(newsroom.ephemerals()) == sent:
            await newsroom.quiet(0.05)
    asked = await newsroom.mention(typed(text))
    await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)


async def test_a_text_of_100_000_characters_is_told_in_a_sentence(newsroom: FakeSlack) -> None:
    await newsroom.slash("/intercept", "log " + "word " * 20_000)
    await newsroom.wait_for(lambda message: "40,000" in message["text"])


@pytest.mark.parametrize("text", ["Tu-95 near Alaska", "J-16 Taiwan yesterday"])
async def test_words_that_may_be_a_question_are_answered_and_not_logged(newsroom: FakeSlack, text: str) -> None:
    await newsroom.slash("/intercept", text)
    answer = await newsroom.wait_for(lambda message: "Read as" in message["text"])
    assert "No record" in answer["text"]
    assert "`/intercept log`" in answer["text"]


@pytest.mark.skipif(not SEEDS.exists(), reason="the corpus with the seed articles is not beside the repository")
async def test_whole_articles_are_logged_and_asked_about(newsroom: FakeSlack) -> None:
    for line in SEEDS.read_text().splitlines():
        card = await draft(newsroom, "log " + json.loads(line)["text"])
        several = "incidents in this report" in card["text"]
        await newsroom.click(card, "draft.save_all" if several else "draft.save")
        await changed(newsroom, card, "Logged INT-")
    assert len(newsroom.messages("C0DESK")) == len(SEEDS.read_text().splitlines())
    asked = await newsroom.mention(QUESTION)
    answer = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert "Tu-95" in answer["text"]
    assert "Source" in answer["text"] or "[" in answer["text"]
