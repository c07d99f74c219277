"""What Slack hands in becomes plain words, and what a command asks for is told from what it merely begins with."""

import asyncio
import logging

import pytest

from bot.desk import NothingToLog
from handlers import WAYS, commands
from handlers.door import Door
from handlers.errors import sentence_for
from handlers.incoming import place_of, words
from tests.fake_slack import FakeSlack


@pytest.mark.parametrize(
    ("wire", "said"),
    [
        ("<@U0BOT> last Tu-95 near Alaska", "last Tu-95 near Alaska"),
        ("hey <@U0BOT>, <@U0ROSA> asks", "hey  , @U0ROSA asks"),
        ("see <https://a.example/x?b=1&amp;c=2>", "see https://a.example/x?b=1&c=2"),
        ("see <https://a.example|the story>", "see the story (https://a.example)"),
        ("<http://a.example|a.example>", "http://a.example"),
        ("in <#C0DESK|intercepts>", "in #intercepts"),
        ("<!channel> &lt;!here&gt; &amp; more", "@channel <!here> & more"),
        ("", ""),
        (None, ""),
    ],
)
def test_wire_text_becomes_the_words_that_people_see(wire: str | None, said: str) -> None:
    assert words(wire, bot="U0BOT") == said


@pytest.mark.parametrize(
    ("text", "verb", "rest"),
    [
        ("", "help", ""),
        ("help", "help", ""),
        ("log 2x Tu-95", "log", "2x Tu-95"),
        ("log\n2x Tu-95\nAlaska", "log", "2x Tu-95\nAlaska"),
        ("ASK last Tu-95", "ask", "last Tu-95"),
        ("last", "last", ""),
        ("last Tu-95 near Alaska", None, "last Tu-95 near Alaska"),
        ("list", "list", ""),
        ("list Tu-95", None, "list Tu-95"),
        ("show INT-1001", "show", "INT-1001"),
        ("digest week", "digest", "week"),
        ("2x Tu-95, Alaska ADIZ", None, "2x Tu-95, Alaska ADIZ"),
    ],
)
def test_a_command_is_read(text: str, verb: str | None, rest: str) -> None:
    way = WAYS[verb] if verb else commands.anything
    assert commands.read_command(text, WAYS) == (way, rest)


def test_a_button_in_a_workspace_of_a_grid_has_its_team_with_the_user() -> None:
    body = {"team": None, "user": {"id": "U1", "team_id": "T9"}, "channel": {"id": "C1"}}
    assert place_of(body).team == "T9"


def test_a_known_error_is_its_sentence_and_an_unknown_one_a_reference_that_the_log_has(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert sentence_for(NothingToLog("Paste the report.")) == "Paste the report."
    with caplog.at_level(logging.ERROR):
        told = sentence_for(ZeroDivisionError("xoxb-secret"))
    ref = told.split("ref ")[1][:4]
    assert f"ref {ref}" in caplog.text
    assert "secret" not in told


async def test_the_door_runs_work_elsewhere_and_brings_back_what_it_raises() -> None:
    door = Door(threads=2)
    assert await asyncio.gather(*(door(pow, 2, power) for power in range(5))) == [1, 2, 4, 8, 16]
    with pytest.raises(ZeroDivisionError):
        await door(divmod, 1, 0)
    door.close()


async def test_a_report_is_logged_though_slack_cannot_tell_of_its_channel(newsroom: FakeSlack) -> None:
    newsroom.fail("conversations.info", "fatal_error", status=200)
    delivery = await newsroom.slash("/intercept", "log 2x Tu-95, Alaska ADIZ, 20 May 2019, NORAD")
    assert delivery.acked
    await newsroom.wait_for(lambda message: message["text"].startswith("Draft"))


def test_a_modal_of_a_shared_channel_belongs_to_the_workspace_that_the_app_is_installed_in() -> None:
    body = {"team": {"id": "T2"}, "user": {"id": "U1", "team_id": "T2"}, "view": {"app_installed_team_id": "T1"}}
    assert place_of(body).team == "T1"
    assert place_of(body | {"view": {"app_installed_team_id": None}}).team == "T2"
