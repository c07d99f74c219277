"""Many workspaces install the app: pages, tokens that expire, removal, and nothing that crosses from one to another."""

import datetime as dt
import logging
import re
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_desk
from bot.logs import log_to_stderr
from bot.manifest import EVENTS_PATH, scopes
from handlers import ids
from store.channels import Channels, ChannelSettings
from store.filters import OPERATOR
from store.records import Origin
from store.subscriptions import SubscriptionKind, Subscriptions, Terms
from tests.fake_slack import FakeSlack
from tests.handlers.installed import World, two_workspaces

REPORT = "Two Russian Tu-95 bombers entered the Alaskan ADIZ on 14 February 2024, NORAD said."


def calls(slack: FakeSlack, method: str, **having: object) -> int:
    return sum(c.method == method and c.args.items() >= having.items() for c in slack.calls)


async def answer(slack: FakeSlack, words: str = "last Tu-95 near Alaska") -> dict[str, Any]:
    """The bot's answer to a mention."""
    asked = await slack.mention(words)
    return await slack.wait_for(lambda m: m.get("thread_ts") == asked.ts)


async def answers(slack: FakeSlack, words: str = "last Tu-95 near Alaska") -> str:
    """What it says."""
    return str((await answer(slack, words))["text"])


async def test_a_workspace_installs_the_app_and_is_answered(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path, install=False) as world:
        page = await world.install(world.one)
        assert page.status == 200
        assert "is installed in newsroom" in page.text
        assert "No record" in await answers(world.one)
        assert world.one.scopes == set(scopes())


async def test_before_it_is_installed_a_command_is_told_so_and_nothing_is_kept(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path, install=False) as world:
        world.other.scopes = {"commands"}
        await world.other.slash("/intercept", f"log {REPORT}")
        told = await world.other.wait_for(lambda m: m.get("ephemeral_to"))
        assert "install it at https://desk.example.org/slack/install" in told["text"]
        assert world.other.messages() == []


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("error=access_denied", 200, "not allowed"),
        ("code=made-up&state=made-up", 400, "another browser"),
        ("", 400, "another browser"),
        ("error=%3Cscript%3Ealert(1)%3C/script%3E", 200, "&lt;script&gt;"),
    ],
)
async def test_what_goes_wrong_while_installing_is_told_on_the_page(
    tmp_path: Path, query: str, status: int, says: str
) -> None:
    async with two_workspaces(tmp_path, install=False) as world:
        page = await world.visit(f"{world.base}/slack/oauth_redirect?{query}")
        assert (page.status, says in page.text) == (status, True), page.text
        assert "<script" not in page.text
        assert "Begin again" in page.text
        assert (await world.install(world.one, cookie=False)).status == 400


async def test_slack_refusing_a_code_or_being_away_is_told_on_the_page(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path, install=False) as world:
        world.one.fail("oauth.v2.access", "invalid_code")
        assert "did not finish" in (await world.install(world.one)).text
        world.one.lose_answer("oauth.v2.access")
        page = await world.install(world.one)
        assert (page.status, "cannot be reached" in page.text) == (502, True)
        assert (await world.install(world.one)).status == 200


async def test_an_installation_for_a_whole_organisation_is_refused_with_a_sentence(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path, install=False) as world:
        world.one.space.enterprise, world.one.space.org_wide = "E0WIRE", True
        page = await world.install(world.one)
        assert "one workspace at a time" in page.text
        world.one.space.org_wide = False
        assert (await world.install(world.one)).status == 200
        assert "No record" in await answers(world.one)


async def test_a_token_is_renewed_before_it_expires_and_once_for_all_who_need_it(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path, bots=2) as world:
        first = world.one.space.bot_token
        world.hands.ahead += dt.timedelta(hours=11)
        for number in range(4):
            await answers(world.one, f"last Tu-9{number} near Alaska")
        assert world.one.space.bot_token != first
        assert calls(world.one, "oauth.v2.access", grant_type="refresh_token") == 1
        world.hands.ahead += dt.timedelta(hours=20)
        assert "No record" in await answers(world.other)
        assert "No record" in await answers(world.one)


async def test_while_slack_renews_no_token_the_one_that_is_good_is_used(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        world.hands.ahead += dt.timedelta(hours=11)
        world.one.fail("oauth.v2.access", "internal_error", times=50, status=500)
        assert "No record" in await answers(world.one)


async def test_what_is_asked_with_a_dead_token_is_kept_and_answered_when_there_is_a_new_one(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        world.hands.ahead += dt.timedelta(hours=13)
        world.one.fail("oauth.v2.access", "internal_error", times=3, status=500)
        assert "No record" in await answers(world.one)


async def removed(world: World, slack: FakeSlack) -> None:
    for delivery in await slack.uninstall():
        assert delivery.acked
    await slack.quiet(0.3)


async def test_a_workspace_that_removes_the_app_leaves_no_token_and_may_come_back(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        await answers(world.one)
        await removed(world, world.one)
        before = len(world.one.calls)
        await world.one.mention("last Tu-95 near Alaska")
        await world.one.quiet()
        assert len(world.one.calls) == before
        assert "No record" in await answers(world.other)
        assert (await world.install(world.one)).status == 200
        assert "No record" in await answers(world.one)


async def test_a_late_word_of_a_removal_does_not_undo_a_new_installation(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        told = await world.one.uninstall()
        await world.one.quiet(0.3)
        world.hands.ahead += dt.timedelta(minutes=2)
        assert (await world.install(world.one)).status == 200
        for delivery in told:
            await world.one.redeliver(delivery, same_event_id=False)
        assert "No record" in await answers(world.one)


async def test_revoked_tokens_of_people_are_none_of_ours(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        await world.one.event({"type": "tokens_revoked", "tokens": {"oauth": ["U0ROSA"]}})
        await world.one.quiet(0.3)
        assert "No record" in await answers(world.one)


async def test_a_removal_in_the_middle_of_work_leaves_nothing_to_send(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        world.one.rate_limit("chat.postMessage", times=9, retry_after=1)
        for number in range(3):
            await world.one.mention(f"last Tu-9{number} near Alaska")
        await removed(world, world.one)
        await world.one.quiet(1.5)
        attempts = calls(world.one, "chat.postMessage")
        await world.one.quiet(1.5)
        assert calls(world.one, "chat.postMessage") == attempts
        assert world.one.messages() == []
        assert "No record" in await answers(world.other)


def log(world: World, slack: FakeSlack) -> None:
    """A record from the channel that both workspaces have under one id."""
    desk = open_desk(world.database_url)
    origin = Origin(team=slack.team_id, channel="C0DESK", user="U0ROSA")
    desk.log(REPORT, sent=world.hands().date(), origin=origin, at=world.hands())
    desk.ledger.store.close()


async def test_records_of_one_workspace_are_none_of_another_with_the_same_ids(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        log(world, world.one)
        assert "14 Feb 2024" in await answers(world.one)
        for words in ("last Tu-95 near Alaska", "how many Tu-95 near Alaska in 2024?", "list Tu-95"):
            assert "14 Feb" not in await answers(world.other, words)
        for words in ("last", "list", "show INT-1001", "digest", "background near Alaska"):
            await world.other.slash("/intercept", words)
        await world.other.quiet(0.5)
        for message in world.other.messages() + world.other.ephemerals():
            assert "14 Feb" not in message["text"], message["text"]


async def test_a_draft_of_one_workspace_cannot_be_saved_from_another_with_the_same_ids(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        await world.one.slash("/intercept", f"log {REPORT}")
        card = await world.one.wait_for(lambda m: "Draft" in m["text"])
        await world.other.click(card, ids.DRAFT_SAVE)
        told = await world.other.wait_for(lambda m: m.get("ephemeral_to"))
        assert "There is no draft" in told["text"]
        desk = open_desk(world.database_url)
        assert desk.latest(5, audience=OPERATOR) == []
        desk.ledger.store.close()


async def test_a_follow_up_in_one_workspace_knows_nothing_of_the_thread_with_the_same_ts_in_another(
    tmp_path: Path,
) -> None:
    async with two_workspaces(tmp_path) as world:
        log(world, world.one)
        world.hands.still = world.hands()
        first = await world.one.mention("how many Tu-95 near Alaska in 2024?")
        second = await world.other.mention("last Tu-160 near Britain")
        assert (first.ts, first.channel) == (second.ts, second.channel)
        await world.one.wait_for(lambda m: m.get("thread_ts") == first.ts)
        await world.other.wait_for(lambda m: m.get("thread_ts") == second.ts)
        before = len(world.other.messages())
        await world.other.mention("and who responded?", thread_ts=second.ts)
        await world.other.wait_for(lambda _: len(world.other.messages()) > before)
        told = world.other.messages()[-1]["text"]
        assert "Alaska" not in told, told
        assert "2024" not in told, told


async def test_an_edited_question_changes_the_answer_in_its_own_workspace_only(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        world.hands.still = world.hands()  # so that both workspaces write the same timestamps
        shown = {}
        for slack in (world.one, world.other):
            slack.subscriptions |= {"message.channels"}
            shown[slack.team_id] = await answer(slack)
        assert shown["T0ONE"]["ts"] == shown["T0OTHER"]["ts"]
        question = next(m for m in world.other.conversation("C0DESK") if "thread_ts" not in m or "bot_id" not in m)
        await world.other.edit(question, question["text"].replace("Tu-95", "Tu-160"))
        await world.other.wait_for(lambda m: "Tu-160" in m["text"])
        assert all("Tu-160" not in m["text"] for m in world.one.messages())


async def test_settings_of_a_channel_are_those_of_its_workspace(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        desk = open_desk(world.database_url)
        channels, loud = Channels(desk.ledger.store), ChannelSettings(reply="channel")
        channels.change("T0ONE", "C0DESK", loud, by="U0ROSA", at=world.hands())
        desk.ledger.store.close()
        asked = await world.one.mention("last Tu-95 near Alaska")
        loud_answer = await world.one.wait_for(lambda m: "No record" in m["text"])
        assert "thread_ts" not in loud_answer, asked.ts
        assert "No record" in await answers(world.other)


async def test_two_bots_share_the_work_of_two_workspaces_and_each_delivery_is_answered_once(
    tmp_path: Path, postgres_url: str
) -> None:
    async with two_workspaces(tmp_path, bots=2, database_url=postgres_url) as world:
        asked: dict[tuple[str, str], None] = {}
        for number in range(12):
            for slack in (world.one, world.other):
                slack.http_target = world.bases[number % 2] + EVENTS_PATH
                told = await slack.mention(f"last Tu-9{number % 10} near Alaska")
                slack.http_target = world.bases[(number + 1) % 2] + EVENTS_PATH
                await slack.redeliver(told)
                asked[slack.team_id, told.ts] = None
        await world.one.wait_for(lambda _: len(world.one.messages()) >= 12, timeout=20)
        await world.other.wait_for(lambda _: len(world.other.messages()) >= 12, timeout=20)
        await world.other.quiet(0.5)
        answered = [(slack.team_id, m["thread_ts"]) for slack in (world.one, world.other) for m in slack.messages()]
        assert sorted(answered) == sorted(asked)


async def test_a_digest_goes_out_with_a_new_token_to_its_own_workspace_only(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        desk, terms = open_desk(world.database_url), Terms(at=dt.time(8), zone="UTC", quiet="line")
        subscriptions = Subscriptions(desk.ledger.store)
        subscriptions.add(
            SubscriptionKind.DIGEST, terms, team="T0ONE", channel="C0DESK", owner="U0ROSA", at=world.hands()
        )
        desk.ledger.store.close()
        before = world.one.space.bot_token
        world.hands.ahead += dt.timedelta(hours=21)
        await world.one.wait_for(lambda m: "igest" in m["text"], timeout=20)
        assert world.one.space.bot_token != before
        assert world.other.messages() == []


async def test_a_workspace_that_left_gets_no_digest_and_the_others_do(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        desk, terms = open_desk(world.database_url), Terms(at=dt.time(8), zone="UTC", quiet="line")
        for team in ("T0ONE", "T0OTHER"):
            Subscriptions(desk.ledger.store).add(
                SubscriptionKind.DIGEST, terms, team=team, channel="C0DESK", owner="U0ROSA", at=world.hands()
            )
        desk.ledger.store.close()
        await removed(world, world.one)
        world.hands.ahead += dt.timedelta(hours=21)
        await world.other.wait_for(lambda m: "igest" in m["text"], timeout=20)
        assert world.one.messages() == []


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
async def test_no_secret_is_read_in_a_log_an_error_or_an_export(
    tmp_path: Path, level: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with two_workspaces(tmp_path, install=False) as world:
        slack, more = world.one, []
        log_to_stderr(level, secrets=(slack.oauth.client_secret, slack.signing_secret))
        try:
            world.one.fail("oauth.v2.access", "invalid_client_id")
            await world.install(slack)
            await world.install(slack)
            more.append(slack.space.bot_token)
            slack.fail("chat.postMessage", "fatal_error", status=500)
            slack.lose_answer("chat.postMessage")
            await answers(slack)
            world.hands.ahead += dt.timedelta(hours=11)
            slack.fail("oauth.v2.access", "internal_error", status=500)
            await answers(slack, "last Tu-160 near Alaska")
            more.append(slack.space.bot_token)
            slack.oauth.revoke(slack.space)
            await slack.mention("last A-50 near Alaska")
            await slack.quiet(0.5)
            await removed(world, slack)
        finally:
            written = capsys.readouterr().err
            logging.basicConfig(level=logging.WARNING, force=True)
        desk = open_desk(world.database_url)
        shown = written + repr(desk) + "".join(map(repr, desk.latest(5, audience=OPERATOR)))
        desk.ledger.store.close()
        assert "T0ONE" in written
        for secret in (*more, slack.oauth.client_secret, slack.signing_secret):
            assert secret
            assert secret not in shown
        assert not re.search(r"xox[a-z][-.]\w", shown)
