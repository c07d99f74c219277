"""Buttons of an answer: what to ask next, whether it was right, all its records in pages and as a sheet."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.fake_slack import FakeSlack
from tests.handlers.capturing import log
from tests.handlers.newsroom import answered_in, buttons, report, saved

COUNT = "how many Tu-95 flights near Alaska since 2015?"


async def logged(slack: FakeSlack, number: int) -> None:
    """So many records of Tu-95s near Alaska, each of another day."""
    await saved(slack, *(report(day) for day in range(1, number + 1)))


async def asked(slack: FakeSlack, text: str) -> dict[str, Any]:
    """The answer to a mention."""
    return await answered_in(slack, await slack.mention(text))


async def test_a_button_asks_what_it_says_and_leans_on_the_question_of_its_answer(newsroom: FakeSlack) -> None:
    await logged(newsroom, 2)
    answer = await asked(newsroom, COUNT)
    await asked(newsroom, "last Tu-160 near Britain")
    assert "Count aircraft instead" in buttons(answer)
    await newsroom.click(answer, buttons(answer)["Count aircraft instead"])
    following = await newsroom.wait_for(lambda m: "4 aircraft" in m["text"])
    assert following["thread_ts"] == answer["thread_ts"]
    assert "near Alaska" in following["text"]


async def test_a_question_that_is_not_understood_offers_others_as_buttons(newsroom: FakeSlack) -> None:
    await logged(newsroom, 1)
    answer = await asked(newsroom, "how many frobnications near Alaska?")
    assert len(buttons(answer)) >= 2
    label, action = next(iter(buttons(answer).items()))
    await newsroom.click(answer, action)
    await newsroom.wait_for(lambda m: "Read as" in m["text"], timeout=5)
    assert label


async def test_a_verdict_keeps_the_number_of_the_question_and_nothing_else(newsroom: FakeSlack, tmp_path: Path) -> None:
    await logged(newsroom, 1)
    answer = await asked(newsroom, COUNT)
    verdict = next(b["elements"][0] for b in answer["blocks"] if b["type"] == "context_actions")
    await newsroom.click(answer, verdict["action_id"], value=verdict["negative_button"]["value"])
    thanks = await newsroom.wait_for(lambda m: m["text"].startswith("Thank you"))
    assert thanks["ephemeral_to"] == "U0ROSA"
    with sqlite3.connect(tmp_path / "ledger.db") as database:
        rows = database.execute("SELECT * FROM feedback").fetchall()
    assert len(rows) == 1
    assert "bad" in rows[0]
    assert not any("Tu-95" in str(cell) or "U0ROSA" in str(cell) for cell in rows[0])


async def test_all_records_are_shown_page_by_page(newsroom: FakeSlack) -> None:
    await logged(newsroom, 7)
    answer = await asked(newsroom, "list Tu-95 flights near Alaska")
    await newsroom.click(answer, buttons(answer)["Show all 7"])
    await newsroom.quiet(1)
    view = newsroom.modal()
    shown = json.dumps(view)
    assert "Records 1 to 7 of 7" in shown
    assert all(f"INT-{1000 + number}" in shown for number in range(1, 8))


async def test_a_table_that_slack_refuses_comes_as_lines_before_all_comes_as_text(newsroom: FakeSlack) -> None:
    await newsroom.slash("/intercept", "settings autosave on")
    for year in range(2015, 2020):
        await saved(newsroom, report().replace("2019", str(year)))
    answer = await asked(newsroom, "Tu-95 flights near Alaska by year")
    assert "table" in [block["type"] for block in answer["blocks"]]
    newsroom.fail("chat.postMessage", "invalid_blocks")
    plainer = await asked(newsroom, "Tu-95 flights near Alaska by year")
    assert "table" not in [block["type"] for block in plainer["blocks"]]
    assert "• 2017: 1" in json.dumps(plainer["blocks"], ensure_ascii=False)
    assert plainer["text"] == answer["text"]


@pytest.mark.parametrize("granted", [True, False])
async def test_the_sheet_goes_into_the_thread_where_files_may_be_sent(newsroom: FakeSlack, *, granted: bool) -> None:
    await logged(newsroom, 6)
    answer = await asked(newsroom, "list Tu-95 flights near Alaska")
    await newsroom.click(answer, buttons(answer)["Show all 6"])
    await newsroom.quiet(1)
    if granted:
        newsroom.scopes = newsroom.scopes | {"files:write"}
    await newsroom.click(newsroom.modal() or {}, "pages.file")
    says = "as a sheet" if granted else "files:write"
    told = await newsroom.wait_for(lambda m: says in m["text"])
    assert told["ephemeral_to"] == "U0ROSA"
    if not granted:
        assert newsroom.files == {}
        return
    sheet = await newsroom.wait_for(lambda m: bool(m.get("files")))
    assert (sheet["channel"], sheet["thread_ts"]) == ("C0DESK", answer["thread_ts"])
    (upload,) = newsroom.files.values()
    assert upload.shared
    assert all(f"INT-{1000 + number}".encode() in (upload.content or b"") for number in range(1, 7))


async def test_where_slack_does_not_say_who_listens_the_answer_says_what_it_leaves_out(newsroom: FakeSlack) -> None:
    await log(newsroom)
    newsroom.add_channel("C0SECRET", "secret", private=True)
    await newsroom.slash("/intercept", "ask last Tu-95", channel="C0SECRET")
    told = await newsroom.wait_for(lambda shown: shown["channel"] == "C0SECRET" and "No record" in shown["text"])
    assert "only what was logged here counts" in told["text"]
    await newsroom.mention("last Tu-95", channel="C0SECRET")
    told = await newsroom.wait_for(lambda shown: shown["channel"] == "C0SECRET" and "INT-1001" in shown["text"])
    assert "only what was logged here" not in told["text"]
