"""The doctor finds what is wrong and says what to do; it posts nothing."""

import datetime as dt
from pathlib import Path

from bot.doctor import Check, diagnose
from bot.manifest import CORE, scopes
from tests.bot.test_app import settings_for
from tests.fake_slack import FakeSlack
from tests.handlers.installed import two_workspaces

SCOPES = scopes([CORE])


async def examined(slack: FakeSlack, folder: Path, **more: object) -> dict[str, Check]:
    checks = await diagnose(settings_for(slack, folder, **more))
    assert slack.messages() == []
    return {check.name: check for check in checks}


async def test_where_everything_is_well_every_check_is(tmp_path: Path) -> None:
    async with FakeSlack(scopes=scopes()) as slack:
        found = await examined(slack, tmp_path, digest_channel="C0DESK", desk_zone="America/Anchorage")
    assert [check.name for check in found.values() if not check.ok] == []
    assert "08:00 America/Anchorage" in found["digest"].says
    assert found["digest channel"].says == "#intercepts"


async def test_missing_scopes_are_named_with_what_they_buy(tmp_path: Path) -> None:
    async with FakeSlack(scopes=set(SCOPES) - {"channels:read", "im:history"}) as slack:
        found = await examined(slack, tmp_path, digest_channel="C0DESK")
    assert found["scopes"].says == "missing: channels:read, im:history"
    assert "direct messages" in found["scopes"].todo
    assert found["optional scopes"].ok
    assert found["digest channel"].ok


async def test_bad_tokens_are_found_before_slack_is_asked(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        for wrong, says in (
            ({"slack_bot_token": None}, "SLACK_BOT_TOKEN is not set"),
            ({"slack_bot_token": "xapp-1"}, "no bot token"),
            ({"slack_app_token": "xoxb-1"}, "no app-level token"),
        ):
            found = await examined(slack, tmp_path, **wrong)
            assert not found["tokens"].ok
            assert says in found["tokens"].todo
        assert slack.calls == []


async def test_a_revoked_token_and_a_wrong_app_token_are_told(tmp_path: Path) -> None:
    async with FakeSlack(scopes=SCOPES) as slack:
        found = await examined(slack, tmp_path, slack_bot_token="xoxb-gone")
        assert found["slack"].says == "invalid_auth"
        found = await examined(slack, tmp_path, slack_app_token="xapp-gone")
        assert not found["socket mode"].ok
        assert "connections:write" in found["socket mode"].todo


async def test_a_digest_channel_that_cannot_be_posted_to_is_told(tmp_path: Path) -> None:
    async with FakeSlack(scopes=SCOPES) as slack:
        slack.add_channel("C0ALONE", "alone", member=False)
        slack.add_channel("C0OLD", "old", archived=True)
        for channel, todo in (("C0ALONE", "/invite"), ("C0OLD", "Unarchive"), ("C0NONE", "DIGEST_CHANNEL")):
            check = (await examined(slack, tmp_path, digest_channel=channel))["digest channel"]
            assert not check.ok
            assert todo in check.todo


async def test_a_clock_that_is_wrong_is_told(tmp_path: Path) -> None:
    async with FakeSlack(scopes=SCOPES) as slack:
        wrong = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=9)
        checks = await diagnose(settings_for(slack, tmp_path), clock=lambda: wrong)
    (clock,) = [check for check in checks if check.name == "clock"]
    assert not clock.ok
    assert "NTP" in clock.todo


async def test_a_database_that_cannot_be_opened_is_told_and_its_password_is_not(tmp_path: Path) -> None:
    url = "postgresql://desk:hush@127.0.0.1:9/desk"
    async with FakeSlack(scopes=SCOPES) as slack:
        found = await examined(slack, tmp_path, database_url=url)
    assert not found["database"].ok
    assert "hush" not in found["database"].says + found["database"].todo


async def test_of_many_workspaces_each_is_looked_at(tmp_path: Path) -> None:
    async with two_workspaces(tmp_path) as world:
        world.other.scopes = {"commands"}
        world.one.oauth.revoke(world.one.space)
        found = {check.name: check for check in await diagnose(world.settings, clock=world.hands)}
    assert found["tokens"].says == "set for many workspaces"
    assert found["workspaces"].says == "2 installed"
    assert (found["workspace T0ONE"].ok, found["workspace T0ONE"].says) == (False, "account_inactive")
    assert "missing: app_mentions:read" in found["workspace T0OTHER"].says
    assert "install the app there again at https://desk.example.org/slack/install" in found["workspace T0ONE"].todo


async def test_what_many_workspaces_cannot_be_served_with_is_told(tmp_path: Path) -> None:
    many: dict[str, object] = {"slack_mode": "http", "slack_bot_token": None, "slack_client_id": "1.2"}
    whole = many | {"slack_client_secret": "hush", "public_url": "https://desk.example.org"}
    async with FakeSlack() as slack:
        for wrong, says in (
            (whole | {"slack_mode": "socket"}, "SLACK_MODE=http"),
            (whole | {"slack_bot_token": "xoxb-1"}, "both set"),
            (whole | {"digest_channel": "C0DESK"}, "DIGEST_CHANNEL"),
            (whole | {"public_url": ""}, "PUBLIC_URL is not set"),
            (whole | {"slack_client_secret": None}, "SLACK_CLIENT_SECRET is not set"),
            (whole | {"slack_signing_secret": None}, "SLACK_SIGNING_SECRET is not set"),
        ):
            found = await examined(slack, tmp_path, **wrong)
            assert (found["tokens"].ok, says in found["tokens"].todo) == (False, True), found["tokens"]
            assert "hush" not in repr(found)
