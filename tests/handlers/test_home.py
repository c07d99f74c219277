"""The home tab: what it shows to whom, its buttons and the commands that do the same, and the messages tab."""

import json

from handlers import WAYS, ids
from handlers.home import PAGES, PROMPTS
from tests.fake_slack import FakeSlack
from tests.handlers.newsroom import buttons, report, saved


async def drawn(slack: FakeSlack) -> None:
    """Open the home tab and wait until it was drawn."""
    await slack.open_home()
    for _ in range(50):
        if slack.home() is not None:
            return
        await slack.quiet()


async def test_the_home_tab_shows_what_is_new_and_what_needs_somebody(newsroom: FakeSlack) -> None:
    await saved(newsroom, report())
    await drawn(newsroom)
    shown = json.dumps(newsroom.home())
    for words in ("all is well", "Latest records", "Needs review", "In dispute", "My drafts", "My subscriptions"):
        assert words in shown


async def test_every_button_of_the_home_tab_is_a_command_too(newsroom: FakeSlack) -> None:
    await saved(newsroom, report())
    await drawn(newsroom)
    home = newsroom.home()
    assert home is not None
    accessories = [block["accessory"] for block in home["blocks"] if "accessory" in block]
    pressed = [*accessories, *home["blocks"][-1]["elements"]]
    verbs = {element["value"].split()[0] for element in pressed}
    assert {element["action_id"] for element in pressed} <= {ids.HOME_RUN, ids.HOME_REFRESH}
    assert verbs <= set(WAYS)
    assert verbs == set(PAGES)


async def test_a_button_of_the_home_tab_opens_what_its_command_says(newsroom: FakeSlack) -> None:
    await saved(newsroom, report())
    await drawn(newsroom)
    home = newsroom.home()
    assert home is not None
    await newsroom.click(home, ids.HOME_RUN, value="list")
    await newsroom.quiet(1)
    assert "INT-1001" in json.dumps(newsroom.modal())
    await newsroom.slash("/intercept", "home")
    told = await newsroom.wait_for(lambda m: "Latest records" in m["text"])
    assert told["ephemeral_to"] == "U0ROSA"
    assert "INT-1001" in told["text"]
    assert "Refresh" in buttons(told)


async def test_the_home_tab_shows_nothing_of_private_channels(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0SECRET", "secret", private=True)
    await saved(newsroom, report(note="Zanzibarite."), channel="C0SECRET")
    await drawn(newsroom)
    shown = json.dumps(newsroom.home())
    assert "INT-" not in shown
    assert "0 records" in shown


async def test_questions_to_try_are_suggested_where_the_app_may(newsroom: FakeSlack) -> None:
    await newsroom.open_home(tab="messages")
    await newsroom.quiet()
    assert [call for call in newsroom.calls if call.method.startswith("assistant")] == []
    newsroom.scopes = newsroom.scopes | {"assistant:write"}
    await newsroom.open_home(tab="messages")
    await newsroom.quiet()
    (call,) = [call for call in newsroom.calls if call.method == "assistant.threads.setSuggestedPrompts"]
    assert call.answer["ok"]
    for _, question in PROMPTS:
        asked = await newsroom.direct_message(question)
        answer = await newsroom.wait_for(lambda m, asked=asked: m.get("thread_ts") == asked.ts)  # type: ignore[misc]
        assert "Read as" in answer["text"], answer["text"]
