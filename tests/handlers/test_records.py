"""A record in Slack is one live card: what is done with it shows there, in its thread and in its history."""

import copy

import pytest

from tests.fake_slack import FakeSlack
from tests.handlers.capturing import OTHER, Json, changed, draft, field, log, modal

pytestmark = pytest.mark.parametrize("newsroom", ["socket"], indirect=True)


async def command(slack: FakeSlack, text: str, says: str, *, channel: str = "C0DESK", user: str = "U0ROSA") -> Json:
    """Use a command and give back the message that says something."""
    assert (await slack.slash("/intercept", text, channel=channel, user=user)).acked
    return await slack.wait_for(lambda message: says in message["text"])


async def two(slack: FakeSlack) -> tuple[Json, Json]:
    """Two records of one event."""
    first = await log(slack)
    second = await draft(slack, OTHER)
    await slack.click(second, "draft.save")
    await changed(slack, second, "Looks like INT-1001")
    await slack.click(second, "draft.save_as_new")
    return first, await changed(slack, second, "Logged INT-1002")


def more(what: str, ref: str = "INT-1001") -> str:
    """A choice in the menu of a record."""
    return f"{what}:{ref}"


async def test_a_record_is_edited_in_place_and_its_thread_says_what_changed(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    await newsroom.click(card, "record.edit")
    view = await modal(newsroom)
    done = await newsroom.submit_view(view, field("came", "3× Tu-95") | field("reason", "NORAD said three"))
    assert done.acked
    await changed(newsroom, card, "3× Tu-95")
    line = await newsroom.wait_for(lambda message: "rosa edited INT-1001" in message["text"])
    assert line["thread_ts"] == card["ts"]
    assert "2× Tu-95 + 2× F-22 → 3× Tu-95 + 2× F-22 (NORAD said three)" in line["text"]


async def test_a_modal_submitted_twice_changes_a_record_once(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    await newsroom.click(card, "record.dispute")
    view = await modal(newsroom)
    kept = copy.deepcopy(newsroom.views.stacks)
    await newsroom.submit_view(view, field("reason", "it was May 21"))
    await changed(newsroom, card, "disputed")
    newsroom.views.stacks = kept
    assert (await newsroom.submit_view(view, field("reason", "it was May 21"))).acked
    await newsroom.quiet()
    assert len([m for m in newsroom.messages("C0DESK") if "rosa disputed" in m["text"]]) == 1


async def test_who_saves_second_sees_what_changed_and_can_save_over_it(newsroom: FakeSlack) -> None:
    newsroom.add_user("U0OTTO", name="otto")
    card = await log(newsroom)
    await newsroom.click(card, "record.edit")
    mine = await modal(newsroom)
    await newsroom.click(card, "record.edit", user="U0OTTO")
    theirs = await modal(newsroom, user="U0OTTO")
    await newsroom.submit_view(theirs, field("day", "2019-05-21") | field("places", "Japan"), user="U0OTTO")
    await changed(newsroom, card, "21 May 2019")
    await newsroom.submit_view(mine, field("came", "4× Tu-95") | field("day", "2019-05-22"))
    warned = await modal(newsroom, says="Changed while you were editing")
    told = str(warned["blocks"])
    assert "day: 20 May 2019 → 21 May 2019" in told
    assert "*Both of you changed:* when." in told
    assert warned["submit"]["text"] == "Save over it"
    await newsroom.submit_view(warned, {})
    await changed(newsroom, card, "22 May 2019", "4× Tu-95", "Japan")


async def test_who_drops_their_edit_changes_nothing(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    await newsroom.click(card, "record.edit")
    mine = await modal(newsroom)
    await command(newsroom, "edit INT-1001 day: 2019-05-21", "rosa edited INT-1001")
    await newsroom.submit_view(mine, field("came", "4× Tu-95"))
    await newsroom.close_view(await modal(newsroom, says="Changed while you were editing"))
    shown = await changed(newsroom, card, "21 May 2019")
    assert "4× Tu-95" not in shown["text"]


async def test_a_record_is_confirmed_disputed_retracted_and_restored_with_buttons(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    await newsroom.click(card, "record.confirm")
    await newsroom.submit_view(await modal(newsroom), field("state", "several_sources"))
    await changed(newsroom, card, "several sources")
    await newsroom.click(card, "record.dispute")
    await newsroom.submit_view(await modal(newsroom), field("reason", "Moscow denies it"))
    await changed(newsroom, card, "Disputed: somebody says that it is wrong")
    await newsroom.click(card, "record.more", value=more("retract"))
    await newsroom.submit_view(await modal(newsroom), field("reason", "a hoax"))
    gone = await changed(newsroom, card, "Retracted: it counts in no answer")
    await newsroom.click(gone, "record.restore")
    await changed(newsroom, card, "Disputed")
    await newsroom.wait_for(lambda message: message["text"] == "rosa restored INT-1001.")
    lines = [
        m["text"] for m in newsroom.messages("C0DESK") if m.get("thread_ts") == card["ts"] and m["ts"] != card["ts"]
    ]
    assert lines == [
        "rosa confirmed INT-1001 as several sources.",
        "rosa disputed INT-1001: Moscow denies it",
        "rosa retracted INT-1001: a hoax",
        "rosa restored INT-1001.",
    ]


async def test_every_button_of_a_record_exists_as_a_command(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    for text, says in (
        ("confirm INT-1001 official, NORAD release 12", "rosa confirmed INT-1001 as official: NORAD release 12"),
        ("dispute int-1001 Moscow denies it", "rosa disputed INT-1001: Moscow denies it"),
        ("retract INT-1001 a hoax", "rosa retracted INT-1001: a hoax"),
        ("restore INT-1001", "rosa restored INT-1001"),
        ("edit INT-1001 places: Bering Sea; came: 3 Tu-95MS", "rosa edited INT-1001: places: Alaska ADIZ → Bering Sea"),
        ("unshare INT-1001", "keeps INT-1001 to the channel"),
        ("share INT-1001", "shared INT-1001 with the whole workspace"),
        ("history INT-1001", "History of INT-1001"),
    ):
        if text.startswith("confirm"):
            await command(newsroom, "dispute INT-1001 first", "disputed INT-1001: first")
        await command(newsroom, text, says)
    await changed(newsroom, card, "Bering Sea", "3× Tu-95MS", "disputed")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("confirm", "Say which record"),
        ("confirm INT-9", "No record INT-9"),
        ("confirm INT-1001", "stands so already (official)"),
        ("dispute INT-1001", "Say why, for the history"),
        ("retract INT-1001", "Say why, for the history"),
        ("merge INT-1001", "Say which two"),
        ("merge INT-1001 into INT-1001", "cannot be merged with itself"),
        ("unmerge INT-1001", "there is no merge to undo"),
        ("edit INT-1001 colour: red", "Say field and value"),
        ("edit INT-1001 came: 2× Tu-59", "did you mean Tu-95?"),
        ("edit INT-1001 day: 20 May 2019", "nothing was changed"),
        ("restore INT-1001", "nothing was changed"),
    ],
)
async def test_what_cannot_be_done_with_a_record_is_one_sentence_for_who_asked(
    newsroom: FakeSlack, text: str, says: str
) -> None:
    await log(newsroom)
    told = await command(newsroom, text, says)
    assert told["ephemeral_to"] == "U0ROSA"


async def test_two_records_of_one_event_are_merged_and_the_merge_is_undone(newsroom: FakeSlack) -> None:
    first, second = await two(newsroom)
    await newsroom.click(second, "record.more", value=more("merge", "INT-1002"))
    view = await modal(newsroom)
    assert "INT-1001: 20 May 2019" in str(view["blocks"])
    await newsroom.submit_view(view, field("chosen", "INT-1001"))
    merged = await changed(newsroom, second, "Merged into INT-1001")
    await changed(newsroom, first, "NORAD, CNN")
    await newsroom.click(merged, "record.unmerge")
    await changed(newsroom, second, "INT-1002: 20 May 2019", "single source")
    shown = await changed(newsroom, first, "[NORAD; official]")
    assert "CNN" not in shown["text"]
    await command(
        newsroom, "merge INT-1002 into INT-1001 same flight", "rosa merged INT-1002 into INT-1001: same flight"
    )
    asked = await newsroom.mention("how many Tu-95 near Alaska in 2019?")
    answer = await newsroom.wait_for(lambda message: message.get("thread_ts") == asked.ts)
    assert "1 incident" in answer["text"]


async def test_a_merge_without_a_choice_is_told_at_its_field(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    await newsroom.click(card, "record.more", value=more("merge"))
    refused = await newsroom.submit_view(await modal(newsroom), {})
    assert "write the number of another one" in refused.ack_payload["errors"]["other"]


async def test_the_history_names_people_days_and_values(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    await command(newsroom, "edit INT-1001 day: 2019-05-21", "rosa edited INT-1001")
    await newsroom.click(card, "record.more", value=more("history"))
    told = str((await modal(newsroom))["blocks"])
    assert "*2. corrected* by rosa" in told
    assert "day: 20 May 2019 → 21 May 2019" in told
    assert "<!date^" in told
    await newsroom.click(card, "record.more", value=more("words"))


async def test_a_record_of_a_private_channel_is_shared_knowingly(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0SECRET", "secret", private=True)
    card = await log(newsroom, channel="C0SECRET")
    await command(newsroom, "show INT-1001", "No record INT-1001")
    await newsroom.click(card, "record.more", value=more("share"))
    view = await modal(newsroom)
    assert "in every channel of the workspace" in str(view["blocks"])
    await newsroom.submit_view(view, {})
    await newsroom.wait_for(lambda message: "rosa shared INT-1001" in message["text"])
    await newsroom.slash("/intercept", "show INT-1001")
    shown = await newsroom.wait_for(lambda m: m["channel"] == "C0DESK" and m["text"].startswith("INT-1001"))
    await newsroom.click(card, "record.more", value=more("unshare"))
    await newsroom.submit_view(await modal(newsroom), {})
    await changed(newsroom, shown, "no longer open to this channel")


async def test_only_those_may_edit_whom_the_channel_names_also_when_the_modal_is_sent(newsroom: FakeSlack) -> None:
    newsroom.add_user("U0OTTO", name="otto")
    card = await log(newsroom)
    await newsroom.click(card, "record.edit", user="U0OTTO")
    view = await modal(newsroom, user="U0OTTO")
    await command(newsroom, "settings editors members", "members")
    newsroom.space.channels["C0DESK"].members = ["U0ROSA", newsroom.bot_user_id]
    await newsroom.submit_view(view, field("came", "9× Tu-95"), user="U0OTTO")
    assert "Only its members may edit records" in str(await modal(newsroom, user="U0OTTO", says="Only its"))
    await newsroom.click(card, "record.confirm", user="U0OTTO")
    assert await modal(newsroom, user="U0OTTO", says="Only its members may confirm")
    told = await command(newsroom, "retract INT-1001 no", "Only its members may retract", user="U0OTTO")
    assert told["ephemeral_to"] == "U0OTTO"
    await newsroom.click(card, "record.edit")
    await newsroom.submit_view(await modal(newsroom), field("came", "3× Tu-95"))
    await changed(newsroom, card, "3× Tu-95")


async def test_a_button_pressed_too_late_asks_to_be_pressed_again(newsroom: FakeSlack) -> None:
    card = await log(newsroom)
    newsroom.fail("views.open", "expired_trigger_id")
    await newsroom.click(card, "record.edit")
    told = await newsroom.wait_for(lambda message: "press the button again" in message["text"])
    assert told["ephemeral_to"] == "U0ROSA"


async def test_answers_may_ask_for_how_well_records_are_borne_out(newsroom: FakeSlack) -> None:
    await two(newsroom)
    for question, ref, other in (
        ("official records in 2019", "INT-1001", "INT-1002"),
        ("single source records in 2019", "INT-1002", "INT-1001"),
    ):
        asked = await newsroom.mention(question)
        answer = await newsroom.wait_for(lambda message, ts=asked.ts: message.get("thread_ts") == ts)  # type: ignore[misc]
        assert ref in answer["text"]
        assert other not in answer["text"]
