"""What the stand-in refuses over the Web API, asked by the real slack_sdk."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fake_slack import FakeSlack
from tests.fake_slack.signing import signature
from tests.fake_slack.state import Json

PLAIN = {"type": "plain_text", "text": "x"}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as running:
        yield running


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)


def words(text: str, *, kind: str = "mrkdwn") -> Json:
    return {"type": kind, "text": text}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": words(text), **more}


def button(action_id: str = "undo", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": PLAIN, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


async def refusal(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


@pytest.mark.parametrize(
    ("blocks", "complaint"),
    [
        ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ([{"type": "section"}], "missing required field: text [json-pointer:/blocks/0]"),
        ([{"type": "poster"}], "unsupported type: poster [json-pointer:/blocks/0/type]"),
        ([{"type": "divider", "text": PLAIN}], "invalid additional property: text [json-pointer:/blocks/0]"),
        (
            [{"type": "section", "fields": [words("x")] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
        ),
        (
            [{"type": "section", "fields": [words("x" * 2001)]}],
            "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
        ),
        (
            [{"type": "header", "text": words("x" * 151, kind="plain_text")}],
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            [{"type": "header", "text": words("x")}],
            "must be a valid enum value: plain_text [json-pointer:/blocks/0/text/type]",
        ),
        (
            [{"type": "context", "elements": [words("x")] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [actions(*[button(f"b{n}") for n in range(26)])],
            "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [actions(button(), button())],
            '`action_id` "undo" already exists [json-pointer:/blocks/0/elements/1/action_id]',
        ),
        (
            [actions(button(value="x" * 2001))],
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
        ),
        (
            [actions(button("x" * 256))],
            "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
        ),
        (
            [actions(button() | {"text": words("x" * 76, kind="plain_text")})],
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
        ),
        (
            [section(block_id="a"), section(block_id="a")],
            '`block_id` "a" already exists [json-pointer:/blocks/1/block_id]',
        ),
        (
            [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101}],
            "no more than 100 items allowed [json-pointer:/blocks/0/rows]",
        ),
        (
            [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}],
            "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
        ),
        (
            [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2,
            "no more than 1 table allowed [json-pointer:/blocks]",
        ),
        (
            [{"type": "markdown", "text": "x" * 12_001}],
            "must be less than 12001 characters [json-pointer:/blocks/0/text]",
        ),
        (
            [{"type": "image", "image_url": "https://example.org/a.png"}],
            "missing required field: alt_text [json-pointer:/blocks/0]",
        ),
        (
            [section(accessory={"type": "plain_text_input", "action_id": "a"})],
            "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]",
        ),
    ],
)
async def test_blocks_that_slack_refuses_are_refused_with_the_place(
    slack: FakeSlack, client: AsyncWebClient, blocks: list[Json], complaint: str
) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0DESK", text="x", blocks=blocks)
    assert caught.value.response["error"] == "invalid_blocks"
    assert f"[ERROR] {complaint}" in caught.value.response["response_metadata"]["messages"]
    assert slack.messages() == []


async def test_blocks_at_the_limits_are_taken(slack: FakeSlack, client: AsyncWebClient) -> None:
    blocks = [section("x" * 3000), {"type": "header", "text": words("x" * 150, kind="plain_text")}]
    blocks += [actions(button()), actions(button()), *[{"type": "divider"}] * 46]
    await client.chat_postMessage(channel="C0DESK", text="x", blocks=blocks)
    [message] = slack.messages("C0DESK")
    assert len(message["blocks"]) == 50
    assert all(block["block_id"] for block in message["blocks"])
    slack.assert_clean()


async def test_a_message_of_too_many_characters_in_all_is_refused(client: AsyncWebClient) -> None:
    blocks = [section("x" * 2700)] * 5
    post = client.chat_postMessage(channel="C0DESK", text="x", blocks=blocks)
    assert await refusal(post) == "msg_blocks_too_long"


async def test_tokens_and_scopes_are_checked(slack: FakeSlack, client: AsyncWebClient) -> None:
    def by(token: str | None) -> AsyncWebClient:
        return AsyncWebClient(token=token, base_url=slack.api_url)

    assert await refusal(by(None).auth_test()) == "not_authed"
    assert await refusal(by("xoxb-wrong").auth_test()) == "invalid_auth"
    assert await refusal(by(slack.app_token).auth_test()) == "not_allowed_token_type"
    opened = client.apps_connections_open(app_token=slack.bot_token)
    assert await refusal(opened) == "not_allowed_token_type"
    assert await refusal(client.conversations_info(channel="C0DESK")) == "missing_scope"
    assert await refusal(client.api_call("chat.shout")) == "unknown_method"
    granted = (await client.auth_test()).headers["x-oauth-scopes"]
    assert "chat:write" in granted.split(",")
    slack.scopes.add("channels:read")
    assert (await client.conversations_info(channel="C0DESK"))["channel"]["is_private"] is False


async def test_a_post_needs_a_conversation_that_the_bot_is_in(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.add_channel("C0OUT", "outside", member=False)
    slack.add_channel("G0OUT", "secret", member=False, private=True)
    slack.add_channel("C0OLD", "old", archived=True)
    for channel, error in [
        ("C0OUT", "not_in_channel"),
        ("G0OUT", "channel_not_found"),
        ("C0NONE", "channel_not_found"),
        ("C0OLD", "is_archived"),
    ]:
        assert await refusal(client.chat_postMessage(channel=channel, text="x")) == error
    with pytest.warns(UserWarning, match="text"):
        assert await refusal(client.chat_postMessage(channel="C0DESK", text="")) == "no_text"
    reply = client.chat_postMessage(channel="C0DESK", text="x", thread_ts="1700000000.000100")
    assert await refusal(reply) == "thread_not_found"


async def test_only_own_messages_can_be_changed(slack: FakeSlack, client: AsyncWebClient) -> None:
    theirs = slack.post("mine", slack.space.channels["C0DESK"], "U0ROSA")["ts"]
    change = client.chat_update(channel="C0DESK", ts=theirs, text="x")
    assert await refusal(change) == "cant_update_message"
    assert await refusal(client.chat_delete(channel="C0DESK", ts=theirs)) == "cant_delete_message"
    assert await refusal(client.chat_update(channel="C0DESK", ts="1.1", text="x")) == "message_not_found"


async def test_an_update_has_its_own_limits(slack: FakeSlack, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(
        channel="C0DESK",
        text="x" * 5000,
        blocks=[section()],
        metadata={"event_type": "a", "event_payload": {}},
    )
    long = client.chat_update(channel="C0DESK", ts=posted["ts"], text="x" * 4001)
    assert await refusal(long) == "msg_too_long"
    await client.chat_update(channel="C0DESK", ts=posted["ts"], text="short")
    [message] = slack.messages("C0DESK")
    assert message["text"] == "short"
    assert "blocks" not in message
    assert message["metadata"]["event_type"] == "a"
    assert message["edited"]["user"] == slack.bot_user_id
    await client.chat_delete(channel="C0DESK", ts=posted["ts"])
    assert slack.messages("C0DESK") == []


async def test_what_slack_lets_pass_is_noted_as_a_problem(slack: FakeSlack, client: AsyncWebClient) -> None:
    with pytest.warns(UserWarning, match="text"):
        await client.chat_postMessage(channel="C0DESK", blocks=[section()])
    await client.chat_postMessage(channel="C0DESK", text="x" * 40_001)
    assert slack.problems == [
        "message in C0DESK: no text: screen readers hear nothing",
        "message in C0DESK: text cut at 40,000 characters",
    ]
    assert len(slack.messages()[-1]["text"]) == 40_000
    with pytest.raises(AssertionError):
        slack.assert_clean()


async def test_live_mentions_are_found_wherever_they_notify(slack: FakeSlack, client: AsyncWebClient) -> None:
    shouting = {"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "here"}]}
    blocks = [
        section("<!channel> look"),
        {"type": "header", "text": words("<!here>", kind="plain_text")},
        {"type": "markdown", "text": "<@U0ROSA>"},
        {"type": "rich_text", "elements": [shouting]},
    ]
    await client.chat_postMessage(channel="C0DESK", text="&lt;!channel&gt; <!everyone>", blocks=blocks)
    tokens = [ping.token for ping in slack.pings]
    assert tokens == ["<!everyone>", "<!channel>", "<@U0ROSA>", "broadcast:here"]
    await client.chat_postMessage(channel="C0DESK", text="@here", link_names=True)
    assert slack.pings[-1].token == "@here"
    slack.assert_clean(pings={*tokens, "@here"})


async def test_a_rate_limit_is_answered_with_the_time_to_wait(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.rate_limit("chat.postMessage", times=2, retry_after=0)
    slack.fail("chat.postMessage", "internal_error", status=500)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0DESK", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "0"
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    assert await refusal(client.chat_postMessage(channel="C0DESK", text="x")) == "internal_error"
    await client.chat_postMessage(channel="C0DESK", text="x")
    assert [call.answer["ok"] for call in slack.calls] == [False, False, False, True]


async def test_pacing_can_be_enforced_by_channel(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.web_api.pace = 1.0
    slack.add_channel("C0MORE", "more")
    await client.chat_postMessage(channel="C0DESK", text="x")
    await client.chat_postMessage(channel="C0MORE", text="x")
    assert await refusal(client.chat_postMessage(channel="C0DESK", text="x")) == "ratelimited"
    slack.let_pass(1.1)
    await client.chat_postMessage(channel="C0DESK", text="x")


async def test_a_lost_answer_leaves_the_message_posted(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.lose_answer("chat.postMessage")
    await client.chat_postMessage(channel="C0DESK", text="x")
    assert len(slack.messages("C0DESK")) == 2, "the SDK's own retry doubled it: what an app must guard against"


async def test_a_response_address_is_good_five_times_in_thirty_minutes(slack: FakeSlack) -> None:
    url = slack.space.response_url("C0DESK", "U0ROSA")
    hook = AsyncWebhookClient(url)
    assert (await hook.send(text="x", response_type="in_channel")).status_code == 200
    assert (await hook.send(text="x", blocks=[section("")])).status_code == 400
    for _ in range(3):
        await hook.send(text="only you")
    used = await hook.send(text="once more")
    assert (used.status_code, "used_url" in used.body) == (404, True)
    assert (len(slack.messages("C0DESK")), len(slack.ephemerals("C0DESK"))) == (1, 3)
    late = AsyncWebhookClient(slack.space.response_url("C0DESK", "U0ROSA"))
    slack.let_pass(30 * 60 + 1)
    assert "expired_url" in (await late.send(text="x")).body


async def test_history_replies_and_permalinks(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.scopes.add("channels:history")
    root = await client.chat_postMessage(channel="C0DESK", text="root")
    reply = await client.chat_postMessage(channel="C0DESK", text="reply", thread_ts=root["ts"])
    await client.chat_postMessage(channel="C0DESK", text="deeper", thread_ts=reply["ts"])
    assert slack.problems == ["message in C0DESK: thread_ts names a reply, not the parent of the thread"]
    history = await client.conversations_history(channel="C0DESK")
    assert [m["text"] for m in history["messages"]] == ["root"]
    first = await client.conversations_replies(channel="C0DESK", ts=root["ts"], limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_replies(channel="C0DESK", ts=root["ts"], limit=2, cursor=cursor)
    assert [m["text"] for m in first["messages"] + rest["messages"]] == ["root", "reply", "deeper"]
    link = await client.chat_getPermalink(channel="C0DESK", message_ts=reply["ts"])
    assert f"/archives/C0DESK/p{reply['ts'].replace('.', '')}?thread_ts={root['ts']}" in link["permalink"]


async def test_a_file_is_uploaded_into_its_thread(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.scopes.add("files:write")
    root = await client.chat_postMessage(channel="C0DESK", text="root")
    await client.files_upload_v2(
        channel="C0DESK",
        thread_ts=root["ts"],
        filename="map.csv",
        content="a,b\n1,2\n",
        initial_comment="The list as a file.",
    )
    [upload] = slack.files.values()
    assert (upload.name, upload.content) == ("map.csv", b"a,b\n1,2\n")
    assert slack.messages("C0DESK")[-1]["thread_ts"] == root["ts"]
    slack.assert_clean()


async def test_people_have_zones_and_direct_conversations(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.add_user("U0KEN", tz="Asia/Tokyo")
    user = (await client.users_info(user="U0KEN"))["user"]
    assert (user["tz"], user["tz_offset"]) == ("Asia/Tokyo", 9 * 3600)
    opened = await client.conversations_open(users="U0KEN")
    posted = await client.chat_postMessage(channel="U0KEN", text="x")
    assert posted["channel"] == opened["channel"]["id"]
    assert await refusal(client.users_info(user="U0NOBODY")) == "user_not_found"


def test_the_signature_is_the_one_of_slacks_own_example() -> None:
    body = (
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body) == expected
