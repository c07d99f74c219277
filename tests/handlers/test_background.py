"""The background of a story, asked for by command and by mention."""

from tests.fake_slack import FakeSlack
from tests.handlers.test_conversations import log


async def test_the_command_writes_sentences_with_their_records(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    delivery = await newsroom.slash("/intercept", "background near Alaska since 2015")
    assert delivery.acked
    told = await newsroom.wait_for(lambda message: "Sentence by sentence" in str(message.get("blocks")))
    assert "The ledger holds 1 incident near Alaska since 1 Jan 2015" in told["text"]
    assert str(card["text"]).split("INT-")[1][:4] in told["text"]
    assert "Read as: all records · near Alaska" in told["text"]


async def test_a_mention_writes_it_in_its_thread(newsroom: FakeSlack) -> None:
    await log(newsroom)
    asked = await newsroom.mention("background Tu-95 near Alaska")
    told = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert "The ledger holds 1 incident" in told["text"]


async def test_words_that_are_not_understood_are_named_with_an_example(newsroom: FakeSlack) -> None:
    asked = await newsroom.mention("background of gribbles")
    told = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert "gribbles" in told["text"]
    assert "background near Alaska since 2015" in told["text"]


async def test_what_a_private_channel_told_is_in_no_background_elsewhere(newsroom: FakeSlack) -> None:
    newsroom.add_channel("G0QUIET", "quiet", private=True)
    await newsroom.slash("/intercept", "2x Tu-160, Bering Sea, 20 May 2019, NORAD", channel="G0QUIET")
    await newsroom.wait_for(lambda message: "Tu-160" in message["text"])
    asked = await newsroom.mention("background Tu-160 since 2015")
    told = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert "No incident is on record" in told["text"]
