"""A source that is edited proposes a revision, a deleted one is noted, and an unfurl changes nothing."""

import pytest

from tests.fake_slack import FakeSlack, typed
from tests.handlers.capturing import REPORT, Json, changed

pytestmark = pytest.mark.parametrize("newsroom", ["socket"], indirect=True)

EDITED = REPORT.replace("Two Russian", "Three Russian")


async def logged(slack: FakeSlack, *, save: bool = True) -> tuple[Json, Json]:
    """A message that was logged by shortcut, and the card of its record or draft."""
    slack.subscriptions.add("message.channels")
    message = slack.post(typed(REPORT), slack.space.channels["C0DESK"], "U0ROSA")
    await slack.shortcut("log_message", message=message)
    card = await slack.wait_for(lambda shown: "not logged yet" in shown["text"])
    if not save:
        return message, card
    await slack.click(card, "draft.save")
    return message, await changed(slack, card, "Logged INT-1001")


async def test_an_edited_source_proposes_a_revision_to_be_applied(newsroom: FakeSlack) -> None:
    message, card = await logged(newsroom)
    await newsroom.edit(message, EDITED)
    offer = await newsroom.wait_for(lambda shown: "was edited" in shown["text"])
    assert offer["thread_ts"] == message["ts"]
    assert "2× Tu-95 → 3× Tu-95" in offer["text"]
    await newsroom.click(offer, "draft.apply")
    await changed(newsroom, offer, "rosa applied the edit")
    await changed(newsroom, card, "3× Tu-95")


async def test_a_proposed_revision_can_be_ignored(newsroom: FakeSlack) -> None:
    message, card = await logged(newsroom)
    await newsroom.edit(message, EDITED)
    offer = await newsroom.wait_for(lambda shown: "was edited" in shown["text"])
    await newsroom.click(offer, "draft.discard")
    await changed(newsroom, offer, "Not applied to INT-1001")
    await changed(newsroom, card, "2× Tu-95")


async def test_a_proposal_for_a_record_that_was_corrected_since_is_not_applied_blindly(newsroom: FakeSlack) -> None:
    message, card = await logged(newsroom)
    await newsroom.edit(message, EDITED)
    offer = await newsroom.wait_for(lambda shown: "was edited" in shown["text"])
    await newsroom.slash("/intercept", "edit INT-1001 places: Bering Sea")
    await changed(newsroom, card, "Bering Sea")
    await newsroom.slash("/intercept", "edit INT-1001 places: Japan")
    stale = dict(offer)
    newsroom.space.channels["C0DESK"].messages[offer["ts"]]["blocks"] = stale["blocks"]
    await newsroom.click(offer, "draft.apply")
    await newsroom.wait_for(lambda shown: "changed meanwhile" in shown["text"])
    shown = await changed(newsroom, card, "Japan")
    assert "2× Tu-95" in shown["text"]


async def test_an_unfurl_and_other_words_of_the_same_meaning_change_nothing(newsroom: FakeSlack) -> None:
    message, _ = await logged(newsroom)
    before = len(newsroom.messages())
    await newsroom.edit(message, message["text"])
    await newsroom.edit(message, message["text"].replace("bombers", "bomber planes"))
    await newsroom.quiet()
    assert len(newsroom.messages()) == before


async def test_an_edited_source_changes_a_draft_that_nobody_saved_yet(newsroom: FakeSlack) -> None:
    message, card = await logged(newsroom, save=False)
    await newsroom.edit(message, EDITED)
    await changed(newsroom, card, "3× Tu-95", "not logged yet")


async def test_an_edit_that_takes_the_incident_away_is_told(newsroom: FakeSlack) -> None:
    message, _ = await logged(newsroom)
    await newsroom.edit(message, "Never mind.")
    line = await newsroom.wait_for(lambda shown: "no incident any more" in shown["text"])
    assert line["thread_ts"] == message["ts"]
    assert "INT-1001" in line["text"]


async def test_a_deleted_source_is_noted_on_its_record_and_told_once(newsroom: FakeSlack) -> None:
    message, card = await logged(newsroom)
    await newsroom.erase(message)
    await changed(newsroom, card, "The message that it was read from was deleted")
    await newsroom.wait_for(lambda shown: "message of INT-1001 was deleted" in shown["text"])
    await newsroom.quiet()
    lines = [shown for shown in newsroom.messages() if "message of INT-1001 was deleted" in shown["text"]]
    assert len(lines) == 1


async def test_a_message_that_is_gone_altogether_counts_as_deleted_too(newsroom: FakeSlack) -> None:
    message, card = await logged(newsroom)
    event: Json = {"type": "message", "subtype": "message_deleted", "channel": "C0DESK", "channel_type": "channel"}
    event |= {"deleted_ts": message["ts"], "previous_message": message, "ts": "1795348801.000100"}
    await newsroom.event(event)
    await changed(newsroom, card, "The message that it was read from was deleted")


async def test_a_deleted_source_takes_a_draft_with_it(newsroom: FakeSlack) -> None:
    message, card = await logged(newsroom, save=False)
    await newsroom.erase(message)
    await changed(newsroom, card, "Discarded")
