"""What goes wrong at people's hands: each thing has one clear sentence for who did it, and nothing is half done."""

import copy
import json
import re
from pathlib import Path

import pytest

from bot.app import running
from bot.manifest import EVENTS_PATH
from handlers import ids
from handlers.views.editing import LABELS
from tests.fake_slack import FakeSlack, typed
from tests.handlers.capturing import OTHER, Json, changed, draft, field, log, modal
from tests.handlers.conftest import AT_ONCE, settings_for, since_noon
from tests.handlers.newsroom import buttons

socket = pytest.mark.parametrize("newsroom", ["socket"], indirect=True)
HOSTILE = "<!channel> <@U0ROSA> <https://evil.example|x>"


async def told(slack: FakeSlack, says: str, *, user: str = "U0ROSA") -> Json:
    """The message for a user alone that says something."""
    return await slack.wait_for(lambda m: says in m["text"] and m.get("ephemeral_to") == user)


async def command(slack: FakeSlack, text: str, says: str) -> None:
    """Use a command and wait for what it says."""
    await slack.slash("/intercept", text)
    await slack.wait_for(lambda m: says in m["text"])


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id"])
async def test_a_button_of_a_message_that_is_pressed_too_late_asks_to_be_pressed_again(
    newsroom: FakeSlack, error: str
) -> None:
    card = await log(newsroom)
    newsroom.fail("views.open", error)
    assert (await newsroom.click(card, "record.edit")).acked
    said = await told(newsroom, "press the button again")
    assert error in said["text"]
    await newsroom.click(card, "record.edit")
    assert await modal(newsroom, says="Edit INT-1001")


async def test_a_button_of_the_home_tab_that_is_pressed_too_late_is_answered_in_a_direct_message(
    newsroom: FakeSlack,
) -> None:
    await newsroom.open_home()
    await newsroom.space.wait_change(5)
    await newsroom.quiet(0.3)
    newsroom.fail("views.open", "expired_trigger_id")
    assert (await newsroom.click(newsroom.home() or {}, ids.HOME_RUN, value="list")).acked
    said = await newsroom.wait_for(lambda m: "press the button again" in m["text"])
    assert newsroom.space.channels[said["channel"]].user == "U0ROSA"


@socket
async def test_a_modal_that_is_closed_before_it_is_filled_is_no_error(
    newsroom: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    card = await log(newsroom)
    newsroom.fail("views.update", "not_found")
    assert (await newsroom.click(card, "record.edit")).acked
    await newsroom.quiet(0.5)
    assert newsroom.ephemerals() == []
    assert not [line for line in caplog.records if line.levelname == "ERROR"]


@socket
async def test_a_modal_whose_record_was_retracted_meanwhile_says_so_and_changes_nothing(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    await newsroom.click(card, "record.edit")
    editing = await modal(newsroom)
    await command(newsroom, "retract INT-1001 a hoax", "rosa retracted INT-1001")
    await newsroom.submit_view(editing, field("came", "3× Tu-95"))
    assert await modal(newsroom, says="INT-1001 is retracted")
    shown = await changed(newsroom, card, "Retracted")
    assert "3× Tu-95" not in shown["text"]


@socket
@pytest.mark.parametrize("button", ["record.confirm", "record.dispute"])
async def test_how_a_record_stands_is_not_set_once_it_was_retracted(newsroom: FakeSlack, button: str) -> None:
    card = await log(newsroom)
    await newsroom.click(card, button)
    asking = await modal(newsroom)
    await command(newsroom, "retract INT-1001 a hoax", "rosa retracted INT-1001")
    await newsroom.submit_view(asking, field("reason", "because"))
    assert await modal(newsroom, says="INT-1001 is retracted: restore it first.")


@socket
async def test_a_modal_whose_record_was_merged_meanwhile_names_the_one_that_it_is_part_of(newsroom: FakeSlack) -> None:
    await log(newsroom)
    second = await draft(newsroom, OTHER)
    await newsroom.click(second, "draft.save")
    await newsroom.click(await changed(newsroom, second, "Looks like INT-1001"), "draft.save_as_new")
    card = await changed(newsroom, second, "Logged INT-1002")
    await newsroom.click(card, "record.edit")
    editing = await modal(newsroom)
    await command(newsroom, "merge INT-1002 into INT-1001", "merged INT-1002 into INT-1001")
    await newsroom.submit_view(editing, field("came", "3× Tu-95"))
    assert await modal(newsroom, says="INT-1002 was merged into INT-1001")


@socket
async def test_a_modal_whose_draft_was_saved_or_discarded_meanwhile_says_so(newsroom: FakeSlack) -> None:
    card = await draft(newsroom)
    await newsroom.click(card, "draft.edit")
    editing = await modal(newsroom)
    await newsroom.click(card, "draft.discard")
    await changed(newsroom, card, "Discarded")
    await newsroom.submit_view(editing, field("came", "3× Tu-95"))
    assert await modal(newsroom, says="already discarded")
    assert "3×" not in (await changed(newsroom, card, "Discarded"))["text"]


@socket
async def test_a_draft_whose_message_was_deleted_is_still_saved_elsewhere_and_breaks_nothing(
    newsroom: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    message = newsroom.post(typed(OTHER), newsroom.space.channels["C0DESK"], "U0ROSA")
    await newsroom.shortcut("log_message", message=message)
    card = await newsroom.wait_for(lambda m: "not logged yet" in m["text"])
    del newsroom.space.channels["C0DESK"].messages[card["ts"]]  # an admin deleted what the bot had posted
    await newsroom.shortcut("log_message", message=message)
    again = await told(newsroom, "not logged yet")
    await newsroom.click(again, "draft.save")
    await newsroom.quiet(0.5)
    await command(newsroom, "show INT-1001", "INT-1001")
    await command(newsroom, "edit INT-1001 places: Japan", "rosa edited INT-1001")
    assert not [line for line in caplog.records if line.exc_info]


@socket
async def test_mentions_and_links_in_any_field_are_refused_beside_it_or_kept_as_words(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    await newsroom.click(card, "record.edit")
    view = await modal(newsroom)
    kept = {"announced", "summary", "reason"}
    fields = {name: {"value": HOSTILE} for name in LABELS if name not in ("kind", "response")}
    sent = await newsroom.submit_view(view, fields | field("reason", HOSTILE))
    errors = sent.ack_payload["errors"]
    assert set(errors) == set(fields) - kept
    assert all(sentence.endswith((".", "?")) for sentence in errors.values()), errors
    await newsroom.submit_view(view, {name: {"value": HOSTILE if name in kept else ""} for name in {*fields, *kept}})
    await newsroom.wait_for(lambda m: "rosa edited INT-1001" in m["text"])
    await newsroom.quiet(0.3)
    assert not re.search(r"<(!|@U0ROSA|https://evil)", json.dumps(newsroom.messages()))


@socket
async def test_a_modal_of_another_version_says_what_to_do(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    await newsroom.click(card, "record.edit")
    old = await modal(newsroom)
    newsroom.views.find(old["id"])["callback_id"] = "record.frobnicated"
    assert (await newsroom.submit_view(old, {})).acked
    said = await newsroom.wait_for(lambda m: "older version" in m["text"])
    assert "`/intercept help`" in said["text"]


async def test_a_request_that_is_older_than_five_minutes_or_forged_is_refused_and_changes_nothing(
    slack: FakeSlack, tmp_path: Path
) -> None:
    settings = settings_for(slack, tmp_path, slack_mode="http")
    async with running(settings, clock=since_noon, pace=AT_ONCE) as port:
        slack.transport, slack.http_target = "http", f"http://127.0.0.1:{port}{EVENTS_PATH}"
        card = await log(slack)
        await slack.click(card, "record.dispute")
        view = await modal(slack)
        for wire in ({"old_timestamp": True}, {"bad_signature": True}):
            kept = copy.deepcopy(slack.views.stacks)
            assert (await slack.submit_view(view, field("reason", "late"), **wire)).status == 401  # type: ignore[arg-type]
            assert (await slack.click(card, "record.undo", **wire)).status == 401  # type: ignore[arg-type]
            assert (await slack.slash("/intercept", "retract INT-1001 x", **wire)).status == 401  # type: ignore[arg-type]
            slack.views.stacks = kept
        await slack.quiet(0.3)
        await slack.slash("/intercept", "history INT-1001")
        past = await slack.wait_for(lambda m: "History of INT-1001" in m["text"])
        assert "disputed" not in past["text"]
        assert "retracted" not in past["text"]


@socket
async def test_where_the_scope_for_groups_is_missing_the_sentence_and_the_doctor_name_it(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    await command(newsroom, "settings editors S0EDITORS", "Who may edit")
    await newsroom.slash("/intercept", "edit INT-1001 places: Japan")
    said = await told(newsroom, "Slack does not tell me who they are")
    assert "grant the app usergroups:read" in said["text"]
    await newsroom.slash("/intercept", "doctor")
    assert "`usergroups:read` would buy letting only a named group" in (await told(newsroom, "would buy"))["text"]
    newsroom.scopes = newsroom.scopes | {"usergroups:read"}
    newsroom.space.groups["S0EDITORS"] = ["U0ROSA"]
    await newsroom.slash("/intercept", "edit INT-1001 places: Japan")
    await changed(newsroom, card, "Japan")
    newsroom.add_user("U0OTTO", name="otto")
    await newsroom.slash("/intercept", "retract INT-1001 no", user="U0OTTO")
    assert await told(newsroom, "Only members of its editor groups", user="U0OTTO")


@socket
async def test_a_bot_that_was_removed_from_a_channel_says_who_has_to_invite_it(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0LEFT", "left")
    await newsroom.mention("last Tu-95 near Alaska", channel="C0LEFT")
    await newsroom.wait_for(lambda m: m["channel"] == "C0LEFT")
    newsroom.space.channels["C0LEFT"].member = False
    await newsroom.event({"type": "channel_left", "channel": "C0LEFT", "actor_id": "U0ROSA"})
    await newsroom.slash("/intercept", "digest daily 08:00", channel="C0LEFT")
    said = await newsroom.wait_for(lambda m: "`/invite @Intercept Desk`" in m["text"])
    assert "Change" in buttons(said)
