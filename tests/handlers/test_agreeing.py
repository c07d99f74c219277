"""One question has one answer, by command, mention, direct message and button, in whatever channel may see the same."""

import re

import pytest

from tests.fake_slack import FakeSlack
from tests.handlers.newsroom import answered_in, report, saved

QUESTIONS = ("how many Tu-95 flights near Alaska in 2019?", "last Tu-95 near Alaska", "list Tu-95 flights near Alaska")


def told(message: dict[str, object]) -> str:
    """What an answer says, apart from the number of the question."""
    return re.sub(r"\bQ-\d+\b", "Q", str(message["text"]))


@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_question_has_the_same_answer_wherever_and_however_it_is_asked(
    newsroom: FakeSlack, question: str
) -> None:
    newsroom.add_channel("C0OTHER", "other")
    await saved(newsroom, report(1), report(2))
    mentioned = told(await answered_in(newsroom, await newsroom.mention(question)))
    elsewhere = told(await answered_in(newsroom, await newsroom.mention(question, channel="C0OTHER")))
    direct = told(await answered_in(newsroom, await newsroom.direct_message(question)))
    seen = {message["ts"] for message in newsroom.messages()}
    for text in (f"ask {question}", question):
        await newsroom.slash("/intercept", text)
        typed = await newsroom.wait_for(lambda m: "Read as" in m["text"] and m["ts"] not in seen)
        seen.add(typed["ts"])
        assert told(typed) == mentioned
    assert elsewhere == direct == mentioned
    assert "INT-1001" in mentioned or "INT-1002" in mentioned
