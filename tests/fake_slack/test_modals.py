"""Modals and the home tab of the stand-in: triggers, hashes, the stack of three, answers to submissions."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fake_slack import FakeSlack
from tests.fake_slack.state import Json
from tests.fake_slack.test_refusals import PLAIN, refusal, section, words

MENU: Json = {
    "type": "static_select",
    "action_id": "kind",
    "options": [{"text": PLAIN, "value": "patrol"}, {"text": PLAIN, "value": "strike"}],
}
INPUT: Json = {"type": "input", "block_id": "kind", "label": PLAIN, "element": MENU}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": PLAIN, "blocks": list(blocks or [section()]), **more}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as running:
        yield running


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)


@pytest.fixture
async def app(slack: FakeSlack, client: AsyncWebClient) -> AsyncIterator[AsyncApp]:
    """A connected app that says in `answers` how it answers each submission."""
    app = AsyncApp(client=client, signing_secret=slack.signing_secret)
    handler = AsyncSocketModeHandler(app, slack.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    yield app
    await handler.close_async()  # type: ignore[no-untyped-call]


def on_submission(app: AsyncApp, *answers: Json) -> list[Json]:
    """Make the app answer the submissions of `edit` in turn, and collect the states that it is sent."""
    left, states = list(answers), []

    @app.view("edit")
    async def submitted(ack: Any, view: Json) -> None:
        states.append(view["state"]["values"])
        await ack(**left.pop(0))

    return states


async def shown(slack: FakeSlack, client: AsyncWebClient, **more: Any) -> Json:
    """A modal with one required menu, as the user sees it."""
    view = modal(INPUT, submit=PLAIN, callback_id="edit", **more)
    await client.views_open(trigger_id=slack.space.trigger("U0ROSA"), view=view)
    seen = slack.modal()
    assert seen is not None
    return seen


async def test_a_trigger_is_good_once_and_for_three_seconds(slack: FakeSlack, client: AsyncWebClient) -> None:
    trigger = slack.space.trigger("U0ROSA")
    opened = await client.views_open(trigger_id=trigger, view=modal())
    assert await refusal(client.views_open(trigger_id=trigger, view=modal())) == "exchanged_trigger_id"
    late = slack.space.trigger("U0ROSA")
    slack.let_pass(3.1)
    assert await refusal(client.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"
    assert await refusal(client.views_open(trigger_id="1.2.3", view=modal())) == "invalid_trigger_id"
    view = opened["view"]
    await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("y")))
    stale = client.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    assert await refusal(stale) == "hash_conflict"
    assert await refusal(client.views_update(view_id="V0", view=modal())) == "not_found"


async def test_a_stack_holds_three_modals(slack: FakeSlack, client: AsyncWebClient) -> None:
    opened = await client.views_open(trigger_id=slack.space.trigger("U0ROSA"), view=modal())
    root = opened["view"]["id"]
    for _ in range(2):
        await client.views_push(trigger_id=slack.space.trigger("U0ROSA", root=root), view=modal())
    fourth = client.views_push(trigger_id=slack.space.trigger("U0ROSA", root=root), view=modal())
    assert await refusal(fourth) == "push_limit_reached"


@pytest.mark.parametrize(
    ("view", "complaint"),
    [
        (
            modal(title=words("x" * 25, kind="plain_text")),
            "must be less than 25 characters [json-pointer:/view/title",
        ),
        (modal(*[section()] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (
            modal(private_metadata="x" * 3001),
            "must be less than 3001 characters [json-pointer:/view/private_meta",
        ),
        (
            modal({"type": "input", "label": PLAIN, "element": {"type": "plain_text_input", "action_id": "a"}}),
            "missing required field: submit [json-pointer:/view]",
        ),
        (
            modal({"type": "markdown", "text": "x"}),
            "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
        ),
    ],
)
async def test_views_that_slack_refuses_are_refused(
    slack: FakeSlack, client: AsyncWebClient, view: Json, complaint: str
) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.views_open(trigger_id=slack.space.trigger("U0ROSA"), view=view)
    assert caught.value.response["error"] == "invalid_arguments"
    assert any(complaint in words for words in caught.value.response["response_metadata"]["messages"])


async def test_a_submission_carries_its_state_and_obeys_the_answer(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp
) -> None:
    states = on_submission(
        app,
        {"response_action": "push", "view": modal(section("second"), callback_id="edit")},
        {"response_action": "update", "view": modal(section("third"), callback_id="edit")},
        {"response_action": "clear"},
    )
    first = await shown(slack, client)
    await slack.submit_view(first, {"kind": {"kind": "strike"}})
    assert states[0]["kind"]["kind"]["selected_option"]["value"] == "strike"
    second = slack.modal()
    assert second is not None
    assert second["previous_view_id"] == first["id"]
    await slack.submit_view(second, {})
    third = slack.modal()
    assert third is not None
    assert (third["id"], third["blocks"][0]["text"]["text"]) == (second["id"], "third")
    await slack.submit_view(third, {})
    assert slack.modal() is None
    slack.assert_clean()


async def test_an_answer_that_slack_would_refuse_is_a_problem(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp
) -> None:
    on_submission(
        app,
        {"response_action": "errors", "errors": {"nowhere": "?"}},
        {"response_action": "update", "view": modal(section("x" * 3001))},
    )
    view = await shown(slack, client)
    await slack.submit_view(view, {"kind": {"kind": "patrol"}})
    await slack.submit_view(view, {"kind": {"kind": "patrol"}})
    assert slack.problems[0] == "errors for blocks that the view does not have: ['nowhere']"
    assert slack.problems[1].startswith("the answer to a submitted view was refused: invalid_arguments")


async def test_closing_is_told_only_where_the_view_asked_for_it(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp
) -> None:
    closed = []

    @app.view_closed("edit")
    async def on_close(ack: Any, view: Json) -> None:
        closed.append(view["id"])
        await ack()

    assert await slack.close_view(await shown(slack, client)) is None
    view = await shown(slack, client, notify_on_close=True)
    await slack.close_view(view)
    assert closed == [view["id"]]
    assert slack.modal() is None


async def test_a_menu_in_a_modal_and_on_the_home_tab_can_be_used(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp
) -> None:
    used = []

    @app.action("kind")
    async def on_menu(ack: Any, body: Json, action: Json) -> None:
        await ack()
        used.append((body["view"]["type"], action["selected_option"]["value"]))

    @app.event("app_home_opened")
    async def on_home(event: Json, client: AsyncWebClient) -> None:
        home = {"type": "home", "blocks": [{"type": "actions", "elements": [MENU]}]}
        await client.views_publish(user_id=event["user"], view=home)

    await slack.click(await shown(slack, client), "kind", value="patrol")
    await slack.open_home()
    await slack.quiet()
    home = slack.home()
    assert home is not None
    await slack.click(home, "kind", value="strike")
    assert used == [("modal", "patrol"), ("home", "strike")]
    with pytest.raises(ValueError, match="no option 'exercise'"):
        await slack.click(home, "kind", value="exercise")


async def test_a_message_shortcut_brings_the_message_and_an_address_to_answer(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp
) -> None:
    @app.shortcut("log_message")
    async def on_shortcut(ack: Any, shortcut: Json, respond: Any) -> None:
        await ack()
        await respond(text=f"for you: {shortcut['message']['text']}")

    await slack.message("2x Tu-95 off Alaska")
    await slack.shortcut("log_message", message=slack.conversation("C0DESK")[0])
    hidden = await slack.wait_for(lambda m: "for you" in m["text"])
    assert (hidden["ephemeral_to"], hidden["text"]) == ("U0ROSA", "for you: 2x Tu-95 off Alaska")
    assert slack.messages() == []
