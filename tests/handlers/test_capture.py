"""A report becomes a draft card, by command, shortcut, emoji or notice, and its incidents become records, once each."""

import re

import pytest

from tests.fake_slack import FakeSlack, typed
from tests.handlers.capturing import OTHER, REPORT, Json, changed, draft, field, log, modal

pytestmark = pytest.mark.parametrize("newsroom", ["socket"], indirect=True)

TWO = (
    "Two Russian Tu-95 bombers flew into the Alaska ADIZ on 20 May 2019 and were intercepted by two F-22 fighters, "
    "NORAD said. On 21 May 2019 two Russian Tu-160 bombers flew into the Alaska ADIZ and were met by two F-22 fighters."
)


def buttons(message: Json) -> list[str]:
    """The labels of the buttons of a message."""
    elements = [one for block in message["blocks"] if block["type"] == "actions" for one in block["elements"]]
    return [one["text"]["text"] for one in elements if one["type"] == "button"]


async def shortcut(slack: FakeSlack, message: Json, name: str = "log_message") -> None:
    """Use a shortcut of a message."""
    assert (await slack.shortcut(name, message=message)).acked


def written(slack: FakeSlack, text: str, *, user: str = "U0ROSA", thread_ts: str | None = None) -> Json:
    """A message of a person that nobody was told of."""
    return slack.post(typed(text), slack.space.channels["C0DESK"], user, thread_ts)


async def test_a_report_is_a_draft_until_somebody_saves_it(newsroom: FakeSlack) -> None:
    card = await draft(newsroom)
    assert buttons(card) == ["Save", "Edit", "Discard", "Words"]
    await newsroom.slash("/intercept", "show INT-1001")
    await newsroom.wait_for(lambda message: "No record INT-1001" in message["text"])
    await newsroom.click(card, "draft.save")
    saved = await changed(newsroom, card, "Logged INT-1001", "official")
    assert buttons(saved) == ["Undo", "Edit", "Confirm", "Dispute"]
    assert len(newsroom.messages("C0DESK")) == 1


async def test_assumptions_are_marked_and_what_is_not_read_is_named(newsroom: FakeSlack) -> None:
    card = await draft(newsroom, REPORT.replace("20 May 2019", "20 May") + " In 2015 two Tu-95s neared California.")
    assert "Assumed, please check: date (year 2026 assumed)" in card["text"]
    assert "not logged" in card["text"]
    await newsroom.click(card, "draft.save")
    await changed(newsroom, card, "Logged INT-1001", "Assumed, please check: date (year 2026 assumed)")


async def test_a_time_with_its_zone_is_told_as_it_was_and_where_each_reader_is(newsroom: FakeSlack) -> None:
    card = await draft(newsroom, REPORT.replace("on 20 May 2019", "on 20 May 2019 at 15:00 UTC"))
    await newsroom.click(card, "draft.save")
    for shown in (card, await changed(newsroom, card, "Logged INT-1001")):
        assert "Time: 20 May 2019, 15:00 UTC" in shown["text"]
        assert "<!date^1558364400^{date_short_pretty}, {time}|2019-05-20 15:00 UTC>" in str(shown["blocks"])


async def test_a_local_time_is_told_as_it_was_and_no_day_is_shifted(newsroom: FakeSlack) -> None:
    card = await draft(newsroom, REPORT.replace("on 20 May 2019", "on 20 May 2019 at 6:30 a.m. local time"))
    assert "Time: 20 May 2019, 06:30 local time" in card["text"]
    assert "<!date" not in str(card["blocks"])
    assert "<!date" not in str((await draft(newsroom))["blocks"])


async def test_several_that_were_saved_keep_their_assumptions_marked(newsroom: FakeSlack) -> None:
    text = (
        "Two Russian Tu-95 bombers were intercepted by F-22s off Alaska on 20 May, NORAD said. "
        "On 22 May two Russian Tu-142s were intercepted by F-22s near Nome."
    )
    card = await draft(newsroom, text)
    await newsroom.click(card, "draft.save_all")
    saved = await changed(newsroom, card, "Logged INT-1001", "Logged INT-1002")
    assert saved["text"].count("Assumed, please check: date (year 2026 assumed)") == 2


async def test_two_who_press_save_at_once_make_one_record(newsroom: FakeSlack) -> None:
    newsroom.add_user("U0OTTO", name="otto")
    card = await draft(newsroom)
    await newsroom.click(card, "draft.save")
    old = dict(card)
    await changed(newsroom, card, "Logged INT-1001")
    newsroom.space.channels["C0DESK"].messages[card["ts"]]["blocks"] = old["blocks"]  # a view that did not refresh
    await newsroom.click(card, "draft.save", user="U0OTTO")
    told = await newsroom.wait_for(lambda message: "already saved as INT-1001" in message["text"])
    assert told["ephemeral_to"] == "U0OTTO"


async def test_a_discarded_draft_leaves_nothing(newsroom: FakeSlack) -> None:
    card = await draft(newsroom)
    await newsroom.click(card, "draft.discard")
    gone = await changed(newsroom, card, "Discarded")
    assert buttons(gone) == []
    await newsroom.slash("/intercept", "list")
    await newsroom.wait_for(lambda message: "holds no record" in message["text"])


async def test_several_incidents_of_one_text_are_several_drafts_on_one_card(newsroom: FakeSlack) -> None:
    card = await draft(newsroom, TWO)
    assert "2 incidents in this report" in card["text"]
    await newsroom.click(card, "draft.save", value="D-1:1")
    half = await changed(newsroom, card, "Logged INT-1001", "Draft 1 of 2")
    await newsroom.click(half, "draft.discard", value="D-1:0")
    done = await changed(newsroom, card, "Logged INT-1001", "Discarded")
    assert "Tu-160" in done["text"]
    assert len(newsroom.messages("C0DESK")) == 1


async def test_an_undo_of_one_incident_leaves_the_others_on_the_card(newsroom: FakeSlack) -> None:
    card = await draft(newsroom, TWO)
    await newsroom.click(card, "draft.save", value="D-1:1")
    half = await changed(newsroom, card, "Logged INT-1001", "Draft 1 of 2")
    await newsroom.click(half, "record.undo")
    await changed(newsroom, card, "INT-1001, retracted", "Draft 1 of 2")


async def test_all_incidents_are_saved_with_one_button(newsroom: FakeSlack) -> None:
    card = await draft(newsroom, TWO)
    await newsroom.click(card, "draft.save_all")
    await changed(newsroom, card, "Logged INT-1001", "Logged INT-1002")


async def test_a_draft_is_edited_before_it_is_saved_and_errors_stand_beside_their_field(newsroom: FakeSlack) -> None:
    card = await draft(newsroom)
    await newsroom.click(card, "draft.edit")
    view = await modal(newsroom)
    refused = await newsroom.submit_view(view, field("came", "2× Tu-59") | field("day", "2019-13-01"))
    assert set(refused.ack_payload["errors"]) == {"came", "day"}
    assert "did you mean Tu-95?" in refused.ack_payload["errors"]["came"]
    await newsroom.submit_view(view, field("came", "3× Tu-95") | field("day", "2019-05-21"))
    better = await changed(newsroom, card, "21 May 2019", "3× Tu-95", "not logged yet")
    await newsroom.click(better, "draft.save")
    await changed(newsroom, card, "Logged INT-1001", "3× Tu-95")


async def test_who_edits_a_draft_second_sees_what_the_first_made_of_it(newsroom: FakeSlack) -> None:
    newsroom.add_user("U0OTTO", name="otto")
    card = await draft(newsroom)
    await newsroom.click(card, "draft.edit")
    mine = await modal(newsroom)
    await newsroom.click(card, "draft.edit", user="U0OTTO")
    theirs = await modal(newsroom, user="U0OTTO")
    await newsroom.submit_view(theirs, field("places", "Japan"), user="U0OTTO")
    await newsroom.submit_view(mine, field("places", "Hokkaido"))
    warned = await modal(newsroom, says="Changed while you were editing")
    assert "Where: Japan" in str(warned["blocks"])
    await newsroom.submit_view(warned, field("places", "Hokkaido"))
    await changed(newsroom, card, "Hokkaido")


async def test_the_words_that_each_value_was_read_from_are_shown_on_demand(newsroom: FakeSlack) -> None:
    card = await draft(newsroom)
    await newsroom.click(card, "draft.words")
    view = await modal(newsroom)
    told = str(view["blocks"])
    assert "Two Russian Tu-95" in told
    assert "Alaska ADIZ" in told
    assert "rule: " in told


async def test_a_clear_report_is_saved_at_once_where_the_channel_wants_that_and_can_be_undone(
    newsroom: FakeSlack,
) -> None:
    await newsroom.slash("/intercept", "settings autosave on")
    await newsroom.slash("/intercept", REPORT)
    card = await newsroom.wait_for(lambda message: message["text"].startswith("Logged INT-1001"))
    await newsroom.click(card, "record.undo")
    await newsroom.wait_for(lambda message: "Undone: INT-1001" in message["text"])
    await newsroom.slash("/intercept", REPORT.replace("20 May 2019", "21 May 2019"))
    await newsroom.wait_for(lambda message: message["text"].startswith("Logged INT-1002"))
    await newsroom.slash("/intercept", REPORT.replace("20 May 2019", "20 May"))
    await newsroom.wait_for(lambda message: message["text"].startswith("Draft, not logged yet"))


async def test_an_event_that_the_ledger_may_have_is_asked_about_also_where_reports_are_saved_at_once(
    newsroom: FakeSlack,
) -> None:
    await log(newsroom)
    await newsroom.slash("/intercept", "settings autosave on")
    card = await draft(newsroom, OTHER)
    await newsroom.click(card, "draft.save")
    asked = await changed(newsroom, card, "Looks like INT-1001 (same day, official)")
    assert buttons(asked) == ["Add as source to INT-1001", "Save as new", "Discard"]
    await newsroom.click(asked, "draft.add_source")
    both = await changed(newsroom, card, "INT-1001", "NORAD, CNN")
    assert "INT-1002" not in both["text"]


async def test_several_records_that_a_report_may_be_of_can_each_get_it_as_a_source(newsroom: FakeSlack) -> None:
    await log(newsroom)
    for other in (OTHER, OTHER.replace("CNN", "Reuters")):
        card = await draft(newsroom, other)
        await newsroom.click(card, "draft.save")
        asked = await changed(newsroom, card, "Looks like INT-1001")
        if other == OTHER:
            await newsroom.click(asked, "draft.save_as_new")
            await changed(newsroom, card, "Logged INT-1002")
    assert buttons(asked)[:2] == ["Add as source to INT-1002", "Add as source to INT-1001"]


async def test_incidents_that_one_report_tells_apart_are_not_taken_for_each_other(newsroom: FakeSlack) -> None:
    card = await draft(newsroom, TWO.replace("Tu-160", "Tu-95"))
    await newsroom.click(card, "draft.save_all")
    await changed(newsroom, card, "Logged INT-1001", "Logged INT-1002")


async def test_an_event_like_another_is_saved_as_new_where_somebody_says_so(newsroom: FakeSlack) -> None:
    await log(newsroom)
    card = await draft(newsroom, OTHER)
    await newsroom.click(card, "draft.save")
    asked = await changed(newsroom, card, "Looks like INT-1001")
    await newsroom.click(asked, "draft.save_as_new")
    await changed(newsroom, card, "Logged INT-1002")


async def test_the_same_text_pasted_again_shows_its_record(newsroom: FakeSlack) -> None:
    await log(newsroom)
    await newsroom.slash("/intercept", REPORT)
    again = await newsroom.wait_for(lambda message: message["text"].startswith("Already logged: INT-1001"))
    assert again["ephemeral_to"] == "U0ROSA"


async def test_the_shortcut_logs_a_message_in_its_thread_and_keeps_its_address_author_and_day(
    newsroom: FakeSlack,
) -> None:
    newsroom.add_user("U0OTTO", name="otto")
    message = written(newsroom, REPORT.replace("on 20 May 2019", "yesterday"), user="U0OTTO")
    await shortcut(newsroom, message)
    card = await newsroom.wait_for(lambda shown: "not logged yet" in shown["text"])
    assert card["thread_ts"] == message["ts"]
    assert "21 Nov 2026" in card["text"]
    await newsroom.click(card, "draft.save")
    saved = await changed(newsroom, card, "Logged INT-1001")
    assert f"archives/C0DESK/p{message['ts'].replace('.', '')}" in str(saved["blocks"])


async def test_a_shortcut_used_again_shows_the_draft_and_later_the_record(newsroom: FakeSlack) -> None:
    newsroom.add_user("U0OTTO", name="otto")
    message = written(newsroom, REPORT)
    await shortcut(newsroom, message)
    card = await newsroom.wait_for(lambda shown: "not logged yet" in shown["text"])
    await newsroom.shortcut("log_message", message=message, user="U0OTTO")
    again = await newsroom.wait_for(lambda shown: shown.get("ephemeral_to") == "U0OTTO")
    assert "not logged yet" in again["text"]
    await newsroom.click(again, "draft.save", user="U0OTTO")
    await changed(newsroom, card, "Logged INT-1001")
    await shortcut(newsroom, message)
    await newsroom.wait_for(lambda shown: "INT-1001" in shown["text"] and shown.get("ephemeral_to") == "U0ROSA")
    assert len(newsroom.messages("C0DESK")) == 1


async def test_a_message_with_only_a_file_or_only_blocks_is_told_or_read(newsroom: FakeSlack) -> None:
    empty = newsroom.space.keep(
        newsroom.space.channels["C0DESK"], {"user": "U0ROSA", "text": "", "files": [{"id": "F1"}]}
    )
    await shortcut(newsroom, empty)
    told = await newsroom.wait_for(lambda shown: "no words that I can read" in shown["text"])
    assert told["ephemeral_to"] == "U0ROSA"
    section = {"type": "section", "text": {"type": "mrkdwn", "text": REPORT}}
    blocks = newsroom.space.keep(newsroom.space.channels["C0DESK"], {"user": "U0ROSA", "text": "", "blocks": [section]})
    await shortcut(newsroom, blocks)
    await newsroom.wait_for(lambda shown: "not logged yet" in shown["text"])


async def test_a_message_of_40_000_characters_is_told_to_be_too_long_or_read(newsroom: FakeSlack) -> None:
    await shortcut(newsroom, written(newsroom, "word " * 9_000))
    await newsroom.wait_for(lambda shown: "a report may have 40,000" in shown["text"], timeout=20)


async def test_mentions_and_links_in_a_report_neither_ping_nor_link(newsroom: FakeSlack) -> None:
    report = f"<!channel> <@U0ROSA> {REPORT} <https://evil.example|click>"
    card = await draft(newsroom, report)
    await newsroom.click(card, "draft.edit")
    view = await modal(newsroom)
    hostile = "<!channel> <@U0ROSA> <https://evil.example|x>"
    await newsroom.submit_view(view, field("summary", hostile) | field("places", f"“{hostile}”"))
    better = await changed(newsroom, card, "&lt;!channel&gt;")
    await newsroom.click(better, "draft.save")
    saved = await changed(newsroom, card, "Logged INT-1001")
    assert not re.search(r"<[!@#]", str(saved["blocks"]))


async def test_the_emoji_of_a_channel_logs_a_message_once(newsroom: FakeSlack) -> None:
    newsroom.scopes = newsroom.scopes | {"channels:history", "reactions:read"}
    await newsroom.slash("/intercept", "settings emoji airplane")
    await newsroom.quiet()
    message = written(newsroom, REPORT)
    for emoji in ("tada", "airplane::skin-tone-2", "airplane"):
        item = {"type": "message", "channel": "C0DESK", "ts": message["ts"]}
        await newsroom.event({"type": "reaction_added", "user": "U0ROSA", "reaction": emoji, "item": item})
    card = await newsroom.wait_for(lambda shown: "not logged yet" in shown["text"])
    await newsroom.quiet()
    assert card["thread_ts"] == message["ts"]
    assert len([shown for shown in newsroom.messages("C0DESK") if "thread_ts" in shown]) == 1


async def test_an_emoji_on_a_message_that_cannot_be_read_is_told_what_to_grant(newsroom: FakeSlack) -> None:
    await newsroom.slash("/intercept", "settings emoji airplane")
    await newsroom.quiet()
    item = {"type": "message", "channel": "C0DESK", "ts": written(newsroom, REPORT)["ts"]}
    await newsroom.event({"type": "reaction_added", "user": "U0ROSA", "reaction": "airplane", "item": item})
    told = await newsroom.wait_for(lambda shown: "channels:history" in shown["text"])
    assert told["ephemeral_to"] == "U0ROSA"


async def test_where_a_channel_wants_it_a_posted_report_is_offered_once_in_one_line(newsroom: FakeSlack) -> None:
    newsroom.subscriptions.add("message.channels")
    newsroom.add_user("U0FEED", name="feed", is_bot=True)
    await newsroom.message(typed(REPORT), user="U0FEED")
    await newsroom.slash("/intercept", "settings reading on")
    await newsroom.quiet()
    assert [shown for shown in newsroom.messages("C0DESK") if "thread_ts" in shown] == []
    delivery = await newsroom.message(typed(OTHER), user="U0FEED")
    await newsroom.message("Lunch is at noon. Bring your own plate.")
    assert delivery
    await newsroom.redeliver(delivery, same_event_id=False)
    line = await newsroom.wait_for(lambda shown: "reads as a report" in shown["text"])
    await newsroom.quiet()
    assert line["thread_ts"] == delivery.ts
    assert len(line["blocks"]) == 2
    assert len([shown for shown in newsroom.messages("C0DESK") if "thread_ts" in shown]) == 1
    await newsroom.click(line, "draft.open")
    card = await changed(newsroom, line, "not logged yet")
    await newsroom.click(card, "draft.save")
    await changed(newsroom, line, "Logged INT-1001")


async def test_an_offer_is_turned_down_with_one_button(newsroom: FakeSlack) -> None:
    newsroom.subscriptions.add("message.channels")
    await newsroom.slash("/intercept", "settings reading on")
    await newsroom.quiet()
    await newsroom.message(typed(REPORT))
    line = await newsroom.wait_for(lambda shown: "reads as a report" in shown["text"])
    await newsroom.click(line, "draft.discard")
    await changed(newsroom, line, "Discarded")


async def test_a_direct_message_that_tells_a_report_becomes_a_draft(newsroom: FakeSlack) -> None:
    asked = await newsroom.direct_message(typed(REPORT))
    card = await newsroom.wait_for(lambda shown: shown.get("thread_ts") == asked.ts)
    assert "not logged yet" in card["text"]
    await newsroom.click(card, "draft.save")
    saved = await changed(newsroom, card, "Logged INT-1001")
    assert "private to its channel" in str(saved["blocks"])
    await newsroom.slash("/intercept", "show INT-1001")
    await newsroom.wait_for(lambda shown: "No record INT-1001" in shown["text"])


async def test_a_report_is_checked_against_the_ledger_by_shortcut_and_by_command(newsroom: FakeSlack) -> None:
    await log(newsroom)
    await shortcut(newsroom, written(newsroom, REPORT.replace("Two Russian", "Three Russian")), "check_message")
    told = await newsroom.wait_for(lambda shown: "told otherwise" in shown["text"])
    assert told["ephemeral_to"] == "U0ROSA"
    assert "here 3× Tu-95, in INT-1001 2× Tu-95" in told["text"]
    await newsroom.slash("/intercept", f"check {REPORT}")
    await newsroom.wait_for(lambda shown: "In the ledger already" in shown["text"])
    await newsroom.slash("/intercept", "check " + REPORT.replace("2019", "2018"))
    await newsroom.wait_for(lambda shown: "Not in the ledger" in shown["text"])
    await newsroom.slash("/intercept", "check")
    await newsroom.wait_for(lambda shown: "Say what to check" in shown["text"])


async def test_a_private_report_is_not_added_to_a_record_that_all_may_see(newsroom: FakeSlack) -> None:
    await log(newsroom)
    newsroom.add_channel("C0SECRET", "secret", private=True)
    await newsroom.mention("last Tu-95", channel="C0SECRET")  # whose event says that no other organisation is in it
    await newsroom.wait_for(lambda shown: "INT-1001" in shown["text"] and shown["channel"] == "C0SECRET")
    card = await draft(newsroom, OTHER, channel="C0SECRET")
    await newsroom.click(card, "draft.save")
    asked = await changed(newsroom, card, "Looks like INT-1001")
    await newsroom.click(asked, "draft.add_source")
    await newsroom.wait_for(lambda shown: "is open to the workspace and this report is not" in shown["text"])
