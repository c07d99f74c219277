"""The stand-in for Slack against the real Bolt: both transports, deliveries, retries, clicks, modals."""

import asyncio
import sys
import textwrap
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fake_slack import FakeSlack, in_thread, typed

Json = dict[str, Any]
UNDO: Json = {
    "type": "button",
    "action_id": "undo",
    "value": "7",
    "text": {"type": "plain_text", "text": "Undo"},
}
CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Logged"}},
    {"type": "actions", "elements": [UNDO]},
]
FORM: Json = {
    "type": "modal",
    "callback_id": "edit",
    "title": {"type": "plain_text", "text": "Edit"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "day",
            "label": {"type": "plain_text", "text": "Day"},
            "element": {"type": "datepicker", "action_id": "picked"},
        }
    ],
}


def small_app(slack: FakeSlack) -> AsyncApp:
    """An app with one listener of each kind."""
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    app = AsyncApp(client=client, signing_secret=slack.signing_secret)

    @app.command("/intercept")
    async def command(ack: Any, respond: Any, command: Json) -> None:
        if command["text"] == "at once":
            await ack(text="in the ack", response_type="in_channel")
            return
        await ack()
        if command["text"] != "silence":
            await respond(text=f"heard {command['text']}", blocks=CARD, response_type="in_channel")

    @app.event("app_mention")
    async def mention(event: Json, say: Any) -> None:
        await say(text="answer", thread_ts=event.get("thread_ts", event["ts"]))

    @app.event("message")
    async def direct(event: Json, say: Any) -> None:
        if "subtype" not in event:
            await say(text=f"to {event['user']}: {event['text']}")

    @app.action("undo")
    async def undo(ack: Any, respond: Any, action: Json) -> None:
        await ack()
        await respond(text=f"undone {action['value']}", replace_original=True)

    @app.shortcut("log")
    async def shortcut(ack: Any, client: AsyncWebClient, body: Json) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("edit")
    async def submitted(ack: Any, view: Json) -> None:
        day = view["state"]["values"]["day"]["picked"]["selected_date"]
        if day == "2030-01-01":
            await ack(response_action="errors", errors={"day": "That day is still to come."})
        else:
            await ack()

    return app


@asynccontextmanager
async def by_socket(slack: FakeSlack) -> AsyncIterator[None]:
    """The app, connected by Socket Mode."""
    handler = AsyncSocketModeHandler(small_app(slack), slack.app_token, ping_interval=1)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.connected(len(slack.hub.open) or 1)
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def by_http(slack: FakeSlack) -> AsyncIterator[None]:
    """The app as a server for signed requests."""
    runner = web.AppRunner(small_app(slack).server(path="/slack/events").web_app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.transport = "http"
    slack.http_target = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    try:
        yield
    finally:
        await runner.cleanup()


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as running:
        yield running


@pytest.fixture(params=[by_socket, by_http])
async def both(request: pytest.FixtureRequest, slack: FakeSlack) -> AsyncIterator[FakeSlack]:
    async with request.param(slack):
        yield slack


async def test_a_command_is_acknowledged_and_answered(both: FakeSlack) -> None:
    delivery = await both.slash("/intercept", "2x Tu-95")
    assert delivery.acked
    assert delivery.ack_ms is not None
    assert delivery.ack_ms < 3000
    assert (await both.wait_for(lambda m: "heard" in m["text"]))["text"] == "heard 2x Tu-95"
    both.assert_clean()


async def test_an_ack_can_carry_the_answer(both: FakeSlack) -> None:
    await both.slash("/intercept", "at once")
    assert [m["text"] for m in both.messages("C0DESK")] == ["in the ack"]


async def test_a_mention_is_answered_in_its_thread(both: FakeSlack) -> None:
    delivery = await both.mention("last Tu-95 near Alaska?")
    answer = await both.wait_for(lambda m: m["text"] == "answer")
    assert answer["thread_ts"] == delivery.ts
    again = await both.mention("and in 2019?", thread_ts=delivery.ts)
    await both.wait_for(lambda m: m["ts"] > again.ts and m["thread_ts"] == delivery.ts)


async def test_a_direct_message_comes_back_as_an_event_when_the_bot_answers(both: FakeSlack) -> None:
    delivery = await both.direct_message(typed("R&D <!channel>"))
    answer = await both.wait_for(lambda m: "to U0ROSA" in m["text"])
    await both.quiet()
    assert answer["text"] == "to U0ROSA: R&amp;D &lt;!channel&gt;"
    assert [d.body["event"].get("bot_id") for d in both.deliveries] == [None, "B0BOT"]
    assert len(both.messages(delivery.channel)) == 1


async def test_a_click_carries_the_message_and_can_replace_it(both: FakeSlack) -> None:
    await both.slash("/intercept", "x")
    card = await both.wait_for(lambda m: "heard" in m["text"])
    delivery = await both.click(card, "undo")
    assert delivery.body["message"]["ts"] == card["ts"]
    assert delivery.body["actions"][0]["value"] == "7"
    undone = await both.wait_for(lambda m: m["text"] == "undone 7")
    assert undone["ts"] == card["ts"]
    assert "blocks" not in undone
    with pytest.raises(ValueError, match="no 'edit' to click"):
        await both.click(card, "edit")


async def test_a_modal_is_opened_filled_and_submitted(both: FakeSlack) -> None:
    await both.shortcut("log")
    await both.quiet()
    modal = both.modal()
    assert modal is not None
    with pytest.raises(ValueError, match="required"):
        await both.submit_view(modal, {})
    await both.submit_view(modal, {"day": {"picked": "2030-01-01"}})
    assert both.modal() is not None
    await both.submit_view(modal, {"day": {"picked": "2025-09-24"}})
    assert both.modal() is None
    both.assert_clean()


async def test_the_same_event_can_be_delivered_again(both: FakeSlack) -> None:
    first = await both.mention("x")
    retry = await both.redeliver(first)
    other = await both.redeliver(first, same_event_id=False)
    assert retry.event_id == first.event_id != other.event_id
    await both.quiet()
    assert len(both.messages()) == 3, "an app without receipts answers every delivery"


async def test_what_nobody_listens_to_is_a_problem(both: FakeSlack) -> None:
    both.courier.ack_timeout = 0.2
    delivery = await both.slash("/unknown")
    assert not delivery.acked
    assert both.problems[0].startswith("slash_commands /unknown was not acknowledged within 0.2 s")


async def test_a_bad_signature_and_an_old_timestamp_are_refused_by_the_bot(slack: FakeSlack) -> None:
    async with by_http(slack):
        assert (await slack.mention("x", bad_signature=True)).status == 401
        assert (await slack.slash("/intercept", "x", old_timestamp=True)).status == 401
        assert await slack.verify_url()
        await slack.quiet()
        assert slack.messages() == []


async def test_an_event_without_an_ack_is_delivered_again_as_a_retry(slack: FakeSlack) -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def stubborn(request: web.Request) -> web.Response:
        seen.append((request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason")))
        return web.Response(status=200 if len(seen) > 2 else 500)

    app = web.Application()
    app.router.add_post("/", stubborn)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.transport, slack.http_target = "http", f"http://127.0.0.1:{runner.addresses[0][1]}/"
    delivery = await slack.mention("x")
    await runner.cleanup()
    assert (delivery.attempts, delivery.acked) == (3, True)
    assert seen == [(None, None), ("1", "http_error"), ("2", "http_error")]


async def test_each_event_goes_to_one_of_several_connections(slack: FakeSlack) -> None:
    async with by_socket(slack), by_socket(slack):
        await slack.connected(2)
        for number in range(4):
            await slack.mention(str(number))
        await slack.quiet()
        assert len(slack.messages()) == 4


async def test_the_bot_comes_back_after_a_refresh_and_after_a_drop(slack: FakeSlack) -> None:
    async with by_socket(slack):
        await slack.refresh_connections()
        await slack.connected()
        assert (await slack.mention("x")).attempts == 1
        await slack.drop_connections()
        assert (await slack.mention("y")).acked
        await slack.drop_connections(abrupt=True)
        assert (await slack.mention("z")).acked


async def test_an_event_on_a_dropped_connection_is_delivered_to_another(slack: FakeSlack) -> None:
    opened = await AsyncWebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)
    session = slack.courier.session
    assert session is not None
    deaf = await session.ws_connect(opened["url"])
    sending = asyncio.ensure_future(slack.mention("x"))
    hello, frame = await deaf.receive_json(), await deaf.receive_json()
    assert (hello["type"], frame["type"], frame["accepts_response_payload"]) == ("hello", "events_api", False)
    await deaf.close()
    async with by_socket(slack):
        delivery = await sending
    assert (delivery.attempts, delivery.acked) == (2, True)


async def test_a_ticket_of_socket_mode_is_good_once(slack: FakeSlack) -> None:
    url, session = slack.hub.ticket(), slack.courier.session
    assert session is not None
    async with session.ws_connect(url), session.get(url.replace("ws", "http", 1)) as second:
        assert second.status == 403


async def test_a_command_works_where_the_bot_is_no_member_but_a_mention_does_not(slack: FakeSlack) -> None:
    slack.add_channel("C0OUT", "outside", member=False)
    async with by_socket(slack):
        await slack.slash("/intercept", "x", channel="C0OUT")
        await slack.wait_for(lambda m: m["channel"] == "C0OUT")
    with pytest.raises(ValueError, match="not in C0OUT"):
        await slack.mention("x", channel="C0OUT")


async def test_a_click_in_an_ephemeral_message_comes_without_the_message(slack: FakeSlack) -> None:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    posted = await client.chat_postEphemeral(channel="C0DESK", user="U0ROSA", text="for you", blocks=CARD)
    with pytest.raises(SlackApiError, match="message_not_found"):
        await client.chat_update(channel="C0DESK", ts=posted["message_ts"], text="x")
    async with by_socket(slack):
        [hidden] = slack.ephemerals("C0DESK")
        delivery = await slack.click(hidden, "undo")
        await slack.wait_for(lambda m: m["text"] == "undone 7")
    assert delivery.body["container"]["is_ephemeral"] is True
    assert "message" not in delivery.body
    assert [m["text"] for m in slack.ephemerals()] == ["undone 7"]


async def test_other_bots_speak_with_their_bot_id(slack: FakeSlack) -> None:
    slack.add_user("U0FEED", is_bot=True)
    async with by_socket(slack):
        delivery = await slack.mention("x", user="U0FEED")
    assert delivery.body["event"]["bot_id"] == "B0FEED"


async def test_private_and_shared_channels_look_as_at_slack(slack: FakeSlack) -> None:
    slack.add_channel("G0SECRET", "sources", private=True)
    slack.add_channel("C0SHARED", "partners", shared=True)
    async with by_socket(slack):
        hidden = await slack.slash("/intercept", "x", channel="G0SECRET")
        shared = await slack.mention("x", channel="C0SHARED")
    assert hidden.body["channel_name"] == "privategroup"
    assert shared.body["is_ext_shared_channel"] is True
    slack.scopes |= {"groups:read", "channels:read"}
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    assert (await client.conversations_info(channel="G0SECRET"))["channel"]["is_private"] is True
    assert (await client.conversations_info(channel="C0SHARED"))["channel"]["is_ext_shared"] is True


async def test_an_eleventh_connection_is_turned_away(slack: FakeSlack) -> None:
    session = slack.courier.session
    assert session is not None
    sockets = [await session.ws_connect(slack.hub.ticket()) for _ in range(11)]
    frames = [await socket.receive_json() for socket in sockets]
    assert [frame["type"] for frame in frames] == ["hello"] * 10 + ["disconnect"]
    assert frames[-1]["reason"] == "too_many_websockets"
    for socket in sockets:
        await socket.close()


async def test_without_the_scope_slack_tells_nothing(slack: FakeSlack) -> None:
    slack.scopes.clear()
    for deed in (slack.slash("/intercept"), slack.mention("x"), slack.direct_message("x")):
        with pytest.raises(ValueError, match="Without the scope"):
            await deed


async def test_edits_unfurls_and_deletions_are_told_as_slack_tells_them(slack: FakeSlack) -> None:
    async with by_socket(slack):
        await slack.direct_message("first")
        message = slack.conversation()[0]
        edit, unfurl = await slack.edit(message, "second"), await slack.edit(message, "second")
        gone = await slack.erase(message)
    assert edit is not None and unfurl is not None and gone is not None
    event = edit.body["event"]
    assert (event["previous_message"]["text"], event["message"]["text"]) == ("first", "second")
    assert unfurl.body["event"]["previous_message"]["text"] == "second"
    assert gone.body["event"]["subtype"] == "message_deleted"


async def test_waiting_in_vain_says_what_was_posted(slack: FakeSlack) -> None:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    await client.chat_postMessage(channel="C0DESK", text="something else")
    with pytest.raises(AssertionError, match="something else"):
        await slack.wait_for(lambda m: m["text"] == "never", timeout=0.05)


def test_a_bot_in_another_process_reaches_a_stand_in_that_runs_in_a_thread() -> None:
    bot = textwrap.dedent(
        """
        import asyncio, sys
        from slack_sdk.web.async_client import AsyncWebClient
        client = AsyncWebClient(token=sys.argv[2], base_url=sys.argv[1])
        asyncio.run(client.chat_postMessage(channel="C0DESK", text="from afar"))
        """
    )

    async def run_bot(slack: FakeSlack) -> int | None:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", bot, slack.api_url, slack.bot_token)
        return await process.wait()

    with in_thread() as running:
        assert asyncio.run(run_bot(running.slack)) == 0
        message = running.do(running.slack.wait_for(lambda m: m["text"] == "from afar"))
    assert message["channel"] == "C0DESK"


async def test_a_revoked_token_is_refused_from_then_on(slack: FakeSlack) -> None:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    slack.fail("auth.test", "token_revoked")
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()
    await client.auth_test()
