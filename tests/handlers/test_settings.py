"""A channel's settings: by command and by modal, checked at the server, and what they change."""

import json

import pytest

from handlers import ids
from tests.fake_slack import FakeSlack
from tests.handlers.newsroom import buttons

KEEP = {"autosave": "off", "reply": "thread", "reading": "off", "quiet": "off", "dates": "auto"}


def filled(**given: str) -> dict[str, dict[str, str]]:
    """What is put into the modal: all that stays, and what is given."""
    return {name: {"value": value} for name, value in {**KEEP, **given}.items()}


async def test_settings_are_shown_to_the_one_who_asks_with_a_button(newsroom: FakeSlack) -> None:
    await newsroom.slash("/intercept", "settings")
    page = await newsroom.wait_for(lambda m: "How I behave" in m["text"])
    assert page["ephemeral_to"] == "U0ROSA"
    assert "Change" in buttons(page)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("reply channel", "Answers go: channel"),
        ("zone london", "Time zone: Europe/London"),
        ("dates dmy", "11/12: dmy"),
        ("emoji :airplane:", "Emoji that logs: :airplane:"),
        ("editors members", "Who may edit: members"),
        ("zone Europe/Lndon", "Did you mean Europe/London"),
        ("zone 25", "no time zone that I know"),
        ("repyl channel", "Did you mean reply"),
        ("autosave maybe", "neither on nor off"),
        ("reply", "Say what to set it to"),
        ("editors nobody", "names no editors"),
    ],
)
async def test_a_setting_is_set_by_command_or_a_sentence_says_why_not(
    newsroom: FakeSlack, words: str, says: str
) -> None:
    await newsroom.slash("/intercept", f"settings {words}")
    told = await newsroom.wait_for(lambda m: says in m["text"])
    assert told["ephemeral_to"] == "U0ROSA"


async def test_the_modal_says_what_is_wrong_beside_the_field_and_saves_what_is_right(newsroom: FakeSlack) -> None:
    await newsroom.slash("/intercept", "settings")
    page = await newsroom.wait_for(lambda m: "How I behave" in m["text"])
    await newsroom.click(page, ids.SETTINGS_OPEN)
    await newsroom.quiet(1)
    view = newsroom.modal()
    assert view is not None
    refused = await newsroom.submit_view(view, filled(zone="Anchorag"))
    assert "Did you mean America/Anchorage" in refused.ack_payload["errors"]["zone"]
    await newsroom.submit_view(view, filled(zone="America/Anchorage", reply="channel"))
    told = await newsroom.wait_for(lambda m: "Time zone: America/Anchorage" in m["text"])
    assert told["ephemeral_to"] == "U0ROSA"
    assert "Answers go: channel" in told["text"]


async def test_who_may_not_configure_is_refused_also_when_the_modal_was_open_before(newsroom: FakeSlack) -> None:
    newsroom.add_user("U0OTTO")
    await newsroom.slash("/intercept", "settings", user="U0OTTO")
    page = await newsroom.wait_for(lambda m: "How I behave" in m["text"])
    await newsroom.click(page, ids.SETTINGS_OPEN, user="U0OTTO")
    await newsroom.quiet(1)
    view = newsroom.modal("U0OTTO")
    assert view is not None
    await newsroom.slash("/intercept", "settings editors S0EDITORS")
    await newsroom.quiet(1)
    await newsroom.submit_view(view, filled(reply="channel"), user="U0OTTO")
    assert "Only members of its editor groups" in json.dumps(newsroom.modal("U0OTTO"))
    await newsroom.slash("/intercept", "settings reply channel", user="U0OTTO")
    refused = await newsroom.wait_for(lambda m: "Only members of its editor groups" in m["text"])
    assert refused["ephemeral_to"] == "U0OTTO"


async def test_where_answers_go_and_how_dates_are_read_follows_the_settings(newsroom: FakeSlack) -> None:
    for words in ("reply channel", "dates dmy", "autosave on"):
        await newsroom.slash("/intercept", f"settings {words}")
    await newsroom.slash("/intercept", "log 2x Tu-95, Alaska ADIZ, 03/04/2019, intercepted by 2x F-22, NORAD")
    card = await newsroom.wait_for(lambda m: "3 Apr 2019" in m["text"])
    assert "month" not in card["text"]
    asked = await newsroom.mention("last Tu-95 near Alaska")
    answer = await newsroom.wait_for(lambda m: "Read as" in m["text"])
    assert answer.get("thread_ts") is None
    assert asked.ts
