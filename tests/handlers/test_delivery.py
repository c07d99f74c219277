"""What is handed in is answered once, whatever Slack repeats, refuses or loses, and over a restart."""

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from bot.app import running
from store.channels import Channels
from store.database import open_store
from store.outbox import Outbox, OutboxState
from tests.fake_slack import FakeSlack, typed
from tests.handlers.conftest import settings_for, since_noon
from tests.handlers.newsroom import report

QUESTION = "last Tu-95 near Alaska"
SECOND = dt.timedelta(seconds=1)


async def answer_to(slack: FakeSlack, ts: str, *, within: float = 5.0) -> dict[str, Any]:
    """The bot's answer in the thread of a message."""
    return await slack.wait_for(lambda message: message.get("thread_ts") == ts, timeout=within)


async def test_three_redeliveries_and_eleven_under_other_event_ids_are_answered_once(newsroom: FakeSlack) -> None:
    asked = await newsroom.mention(QUESTION)
    await answer_to(newsroom, asked.ts)
    for _ in range(3):
        assert (await newsroom.redeliver(asked)).acked
    for _ in range(11):
        assert (await newsroom.redeliver(asked, same_event_id=False)).acked
    await newsroom.quiet()
    assert len(newsroom.messages("C0DESK")) == 1


async def test_deliveries_that_race_each_other_are_answered_once(newsroom: FakeSlack) -> None:
    asked = await newsroom.mention(QUESTION)
    again = [newsroom.redeliver(asked, same_event_id=number % 2 == 0) for number in range(8)]
    assert all(delivery.acked for delivery in await asyncio.gather(*again))
    await answer_to(newsroom, asked.ts)
    await newsroom.quiet()
    assert len(newsroom.messages("C0DESK")) == 1


async def test_a_redelivery_after_a_restart_is_not_answered_again(
    slack: FakeSlack, store_url: str, tmp_path: Path
) -> None:
    settings = settings_for(slack, tmp_path, database_url=store_url)
    async with running(settings, clock=since_noon):
        await slack.connected()
        asked = await slack.mention(QUESTION)
        await answer_to(slack, asked.ts)
    async with running(settings, clock=since_noon):
        await slack.connected()
        await slack.redeliver(asked)
        await slack.redeliver(asked, same_event_id=False)
        await slack.quiet(0.4)
    assert len(slack.messages("C0DESK")) == 1


async def test_a_429_is_waited_out_and_one_on_the_apology_too(newsroom: FakeSlack) -> None:
    newsroom.rate_limit("chat.postMessage", times=2, retry_after=1)
    asked = await newsroom.mention("background of nothing at all")
    told = await answer_to(newsroom, asked.ts, within=8)
    assert told["text"]
    await newsroom.quiet()
    assert len(newsroom.messages("C0DESK")) == 1


@pytest.mark.parametrize("error", ["internal_error", "service_unavailable"])
async def test_a_passing_error_is_tried_again(newsroom: FakeSlack, error: str) -> None:
    newsroom.fail("chat.postMessage", error, status=503 if error == "service_unavailable" else 200)
    asked = await newsroom.mention(QUESTION)
    await answer_to(newsroom, asked.ts, within=8)
    await newsroom.quiet()
    assert len(newsroom.messages("C0DESK")) == 1


async def test_an_answer_that_slack_took_without_saying_so_is_found_and_not_said_again(newsroom: FakeSlack) -> None:
    newsroom.scopes |= {"channels:history"}
    newsroom.lose_answer("chat.postMessage")
    asked = await newsroom.mention(QUESTION)
    await answer_to(newsroom, asked.ts)
    deadline = asyncio.get_running_loop().time() + 8
    while not any(call.method == "conversations.replies" for call in newsroom.calls):
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0.05)
    await newsroom.quiet(0.5)
    assert len(newsroom.messages("C0DESK")) == 1


async def test_blocks_that_are_refused_on_a_command_go_out_as_text_and_keep_their_audience(newsroom: FakeSlack) -> None:
    newsroom.fail("chat.postMessage", "invalid_blocks")
    await newsroom.slash("/intercept", "list")
    answer = await newsroom.wait_for(lambda message: "no record yet" in message["text"])
    assert not answer.get("blocks")
    assert answer in newsroom.messages("C0DESK")


async def test_a_command_where_the_bot_is_no_member_is_answered_all_the_same(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0FAR", "far", member=False)
    await newsroom.slash("/intercept", "list", channel="C0FAR")
    answer = await newsroom.wait_for(lambda message: "no record yet" in message["text"])
    assert answer in newsroom.messages("C0FAR")


class TestAParkedChannel:
    """A channel that takes no messages."""

    async def test_is_told_of_once_and_gets_what_waited_after_a_retry(self, slack: FakeSlack, tmp_path: Path) -> None:
        slack.add_user("U0BOSS")
        slack.transport = "socket"
        async with running(settings_for(slack, tmp_path, admin_user="U0BOSS"), clock=since_noon, pace=SECOND / 50):
            await slack.connected()
            slack.scopes.discard("channels:read")
            slack.rate_limit("chat.postMessage", retry_after=1)  # the notice has to wait too
            slack.space.channels["C0DESK"].archived = True
            first = await slack.mention(QUESTION)
            second = await slack.mention("how many Tu-95 since 2015?")
            told = await slack.wait_for(lambda message: "is_archived" in message["text"], timeout=8)
            assert slack.space.channels[told["channel"]].user == "U0BOSS"
            assert "/intercept retry" in told["text"]
            await slack.quiet(0.4)
            assert sum("is_archived" in message["text"] for message in slack.messages()) == 1
            slack.space.channels["C0DESK"].archived = False
            await slack.slash("/intercept", "retry")
            for asked in (first, second):
                await answer_to(slack, asked.ts)

    async def test_is_told_of_to_who_asked_where_no_admin_is_named(self, newsroom: FakeSlack) -> None:
        newsroom.fail("chat.postMessage", "restricted_action")
        asked = await newsroom.mention(QUESTION)
        told = await newsroom.wait_for(lambda message: "restricted_action" in message["text"])
        assert newsroom.space.channels[told["channel"]].user == "U0ROSA"
        assert newsroom.messages("C0DESK") == []
        await newsroom.slash("/intercept", "retry")
        await answer_to(newsroom, asked.ts)

    async def test_is_served_again_as_soon_as_somebody_speaks_there(self, newsroom: FakeSlack) -> None:
        newsroom.fail("chat.postMessage", "not_in_channel")
        lost = await newsroom.mention(QUESTION)
        await newsroom.wait_for(lambda message: "not_in_channel" in message["text"])
        asked = await newsroom.mention("how many Tu-95 since 2015?")
        await answer_to(newsroom, asked.ts)
        await answer_to(newsroom, lost.ts)

    async def test_that_is_none_is_said_to_be_none(self, newsroom: FakeSlack) -> None:
        await newsroom.slash("/intercept", "retry")
        told = await newsroom.wait_for(lambda message: "Nothing is held back" in message["text"])
        assert told["ephemeral_to"] == "U0ROSA"


@pytest.mark.parametrize(("member", "where"), [(True, "ephemeral"), (False, "direct")])
async def test_when_the_response_address_has_expired_help_still_reaches_who_asked_and_nobody_else(
    newsroom: FakeSlack, member: bool, where: str
) -> None:
    newsroom.add_channel("C0OTHER", "other", member=member)
    newsroom.let_pass(0)
    for known in list(newsroom.space.response_urls.values()):
        known.born -= 3600
    original = newsroom.space.response_url

    def expired(*args: Any, **kwargs: Any) -> str:
        address = original(*args, **kwargs)
        newsroom.space.response_urls[address.rsplit("/", 1)[1]].born -= 3600
        return address

    newsroom.space.response_url = expired  # type: ignore[method-assign]
    await newsroom.slash("/intercept", "help", channel="C0OTHER")
    told = await newsroom.wait_for(lambda message: "/intercept digest" in message["text"])
    assert newsroom.messages("C0OTHER") == []
    if where == "ephemeral":
        assert told["ephemeral_to"] == "U0ROSA"
    else:
        assert newsroom.space.channels[told["channel"]].user == "U0ROSA"


async def test_a_user_who_left_is_given_up_and_holds_up_nobody(newsroom: FakeSlack) -> None:
    newsroom.add_user("U0GONE")
    newsroom.add_channel("C0FAR", "far", member=False)
    newsroom.fail("chat.postEphemeral", "user_not_in_channel")
    newsroom.delay("chat.postEphemeral", 0.1)
    asked = await newsroom.slash("/intercept", "help", user="U0GONE", channel="C0FAR")
    del newsroom.space.users["U0GONE"]
    newsroom.space.response_urls.clear()
    assert asked.acked
    other = await newsroom.mention(QUESTION)
    await answer_to(newsroom, other.ts)


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ({"text": "", "files": [{"id": "F1", "name": "map.png"}], "subtype": "file_share"}, "words only"),
        ({"text": "", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": QUESTION}}]}, "No record"),
        ({"text": "", "attachments": [{"fallback": "a forwarded message"}]}, "words only"),
        ({"text": ""}, "for example"),
        ({"text": "so many words about nothing " * 1429}, "40,011 characters"),
    ],
    ids=["only files", "only blocks", "only attachments", "nothing", "40,000 characters"],
)
async def test_every_direct_message_gets_an_answer_or_a_reason(
    newsroom: FakeSlack, extra: dict[str, Any], says: str
) -> None:
    place = newsroom.space.direct_channel("U0ROSA")
    written = newsroom.post("placeholder", place, "U0ROSA")
    event = {"type": "message", "channel": place.id, "channel_type": "im", "user": "U0ROSA", "ts": written["ts"]}
    await newsroom.event({**event, **extra})
    assert says in (await answer_to(newsroom, written["ts"]))["text"]


async def test_an_edited_question_has_its_answer_edited_and_an_unfurl_changes_nothing(newsroom: FakeSlack) -> None:
    asked = await newsroom.direct_message("last Tu-95 near Alaska")
    first = await answer_to(newsroom, asked.ts)
    message = newsroom.conversation(first["channel"])[0]
    await newsroom.edit(message, message["text"])
    await newsroom.quiet()
    assert not any(call.method == "chat.update" for call in newsroom.calls)
    await newsroom.edit(message, "last Tu-160 near Norway")
    await newsroom.wait_for(lambda shown: shown["ts"] == first["ts"] and "Tu-160" in shown["text"])
    assert len(newsroom.messages(first["channel"])) == 1


async def test_the_answer_to_an_edited_message_of_a_channel_is_edited_where_the_bot_hears_of_it(
    newsroom: FakeSlack,
) -> None:
    newsroom.subscriptions.add("message.channels")
    asked = await newsroom.mention(QUESTION)
    first = await answer_to(newsroom, asked.ts)
    message = next(m for m in newsroom.conversation("C0DESK") if m["ts"] == asked.ts)
    await newsroom.edit(message, f"<@{newsroom.bot_user_id}> last Tu-160 near Norway")
    await newsroom.wait_for(lambda shown: shown["ts"] == first["ts"] and "Tu-160" in shown["text"])
    assert len(newsroom.messages("C0DESK")) == 1


async def test_a_button_of_another_age_is_told_what_to_do(newsroom: FakeSlack) -> None:
    await newsroom.slash("/intercept", f"log {report()}")
    card = await newsroom.wait_for(lambda message: message["text"].startswith("Draft"))
    kept = newsroom.space.channels["C0DESK"].messages[card["ts"]]
    button = {"type": "button", "action_id": "record.frobnicate", "text": {"type": "plain_text", "text": "Old"}}
    kept["blocks"] = [{"type": "actions", "block_id": "old", "elements": [button]}]
    clicked = await newsroom.click(kept, "record.frobnicate")
    assert clicked.acked
    told = await newsroom.wait_for(lambda message: "older version" in message["text"])
    assert told["ephemeral_to"] == "U0ROSA"


async def test_a_channel_that_is_shared_with_another_company_sees_only_itself(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0PARTNER", "partner", shared=True)
    await newsroom.slash("/intercept", "settings autosave on")
    await newsroom.slash("/intercept", f"log {report()}")
    await newsroom.wait_for(lambda message: message["text"].startswith("Logged"))
    asked = await newsroom.mention(QUESTION, channel="C0PARTNER")
    assert "INT-" not in (await answer_to(newsroom, asked.ts))["text"]


async def test_a_channel_that_becomes_shared_is_known_as_such_from_the_first_event(
    slack: FakeSlack, tmp_path: Path
) -> None:
    settings = settings_for(slack, tmp_path)
    async with running(settings, clock=since_noon, pace=SECOND / 50):
        await slack.connected()
        await answer_to(slack, (await slack.mention(QUESTION)).ts)
        slack.space.channels["C0DESK"].shared = True
        slack.scopes.discard("channels:read")  # nothing but the event itself tells
        await answer_to(slack, (await slack.mention(QUESTION)).ts)
    store = open_store(settings.database_url)
    facts = Channels(store).facts(slack.team_id, "C0DESK")
    store.close()
    assert facts is not None
    assert facts.connect


async def test_what_was_said_is_not_kept_once_it_is_worked_on(slack: FakeSlack, tmp_path: Path) -> None:
    settings = settings_for(slack, tmp_path)
    async with running(settings, clock=since_noon):
        await slack.connected()
        await slack.slash("/intercept", typed("ask about <secret words>"))
        await slack.wait_for(lambda message: "secret" in message["text"])
        await slack.quiet()
    store = open_store(settings.database_url)
    assert set(Outbox(store).counts()) == {OutboxState.SENT}
    with store.reading() as session:
        left = [
            str(row)
            for table in ("inbox", "outbox")
            for row in session.connection().exec_driver_sql(
                f"SELECT * FROM {table}"  # noqa: S608 - the names stand beside it
            )
        ]
    store.close()
    assert len(left) == 2
    assert not any("secret" in row or "token" in row for row in left)
