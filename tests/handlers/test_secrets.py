"""What is private stays so: in channels that get another id or other readers, in threads of cards, in every file."""

import csv
import io
import json
import logging
import re
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from bot.app import open_desk, running
from bot.cli.moving import json_text
from bot.digest import days_before, digest_html, digest_markdown, digest_text
from bot.logs import log_to_stderr
from bot.sheet import csv_text
from store.filters import OPERATOR, IncidentFilter
from store.records import Origin
from tests.fake_slack import FakeSlack, typed
from tests.handlers.capturing import REPORT, changed, draft, field, log, modal
from tests.handlers.conftest import AT_ONCE, settings_for, since_noon
from tests.store.making import draft as plain

socket = pytest.mark.parametrize("newsroom", ["socket"], indirect=True)
QUESTION = "last Tu-95 near Alaska"


async def answer(slack: FakeSlack, channel: str) -> str:
    """What a question is answered with in a channel."""
    asked = await slack.mention(QUESTION, channel=channel)
    return str((await slack.wait_for(lambda m: m.get("thread_ts") == asked.ts))["text"])


@socket
async def test_records_of_a_private_channel_that_gets_another_id_are_seen_there_and_nowhere_else(
    newsroom: FakeSlack,
) -> None:
    newsroom.add_channel("G0QUIET", "quiet", private=True)
    card = await log(newsroom, channel="G0QUIET")
    await newsroom.slash("/intercept", "settings reply channel", channel="G0QUIET")
    await newsroom.wait_for(lambda m: "Answers go: channel" in m["text"])
    held = newsroom.space.channels.pop("G0QUIET")
    held.id = "C0QUIET"
    for message in held.messages.values():
        message["channel"] = "C0QUIET"
    newsroom.space.channels["C0QUIET"] = held
    event = {"type": "channel_id_changed", "old_channel_id": "G0QUIET", "new_channel_id": "C0QUIET"}
    for _ in range(2):
        assert (await newsroom.event({**event, "event_ts": "1795348800.000000"})).acked
    await newsroom.quiet()
    await newsroom.mention(QUESTION, channel="C0QUIET")
    told = await newsroom.wait_for(lambda m: m["channel"] == "C0QUIET" and "Read as" in m["text"])
    assert "INT-1001" in told["text"]
    assert "thread_ts" not in told
    assert "INT-1001" not in await answer(newsroom, "C0DESK")
    await newsroom.slash("/intercept", "edit INT-1001 places: Bering Sea", channel="C0QUIET")
    await newsroom.wait_for(lambda m: m["ts"] == card["ts"] and "Bering Sea" in m["text"])


@socket
async def test_a_line_about_a_record_is_never_put_where_the_record_is_no_longer_seen(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0OTHER", "other")
    await newsroom.slash("/intercept", "settings autosave on", channel="C0OTHER")
    await newsroom.slash("/intercept", REPORT, channel="C0OTHER")
    first = await newsroom.wait_for(lambda m: m["text"].startswith("Logged INT-1001"))
    await newsroom.slash("/intercept", "show INT-1001")
    shown = await newsroom.wait_for(lambda m: m["channel"] == "C0DESK" and m["text"].startswith("INT-1001"))
    await newsroom.slash("/intercept", "unshare INT-1001", channel="C0OTHER")
    await changed(newsroom, shown, "no longer open to this channel")
    newsroom.space.channels["C0OTHER"].messages.pop(first["ts"])  # its card is gone, the other one is the first now
    await newsroom.slash("/intercept", "dispute INT-1001 Zanzibar denies it", channel="C0OTHER")
    await newsroom.quiet(0.5)
    await newsroom.slash("/intercept", "retract INT-1001 Zanzibar again", channel="C0OTHER")
    await newsroom.wait_for(lambda m: "Zanzibar again" in m["text"])
    await newsroom.quiet()
    elsewhere = newsroom.messages("C0DESK") + newsroom.ephemerals("C0DESK")
    assert not any("Zanzibar" in m["text"] or "disputed" in m["text"] for m in elsewhere)


@socket
async def test_a_record_can_be_kept_to_its_channel_though_an_edit_of_it_was_proposed_in_another(
    newsroom: FakeSlack,
) -> None:
    newsroom.subscriptions.add("message.channels")
    newsroom.add_channel("C0OTHER", "other")
    await log(newsroom, channel="C0OTHER")
    message = newsroom.post(typed(REPORT.replace("NORAD", "CNN")), newsroom.space.channels["C0DESK"], "U0ROSA")
    await newsroom.shortcut("log_message", message=message)
    card = await newsroom.wait_for(lambda m: m["channel"] == "C0DESK" and "not logged yet" in m["text"])
    await newsroom.click(card, "draft.save")
    asked = await changed(newsroom, card, "Looks like INT-1001")
    await newsroom.click(asked, "draft.add_source")
    await changed(newsroom, card, "INT-1001")
    await newsroom.edit(message, message["text"].replace("Two Russian", "Three Russian"))
    offer = await newsroom.wait_for(lambda m: "was edited" in m["text"])
    await newsroom.click(offer, "draft.apply")
    await changed(newsroom, offer, "rosa applied the edit")
    await newsroom.edit(message, message["text"].replace("Three Russian", "Four Russian"))
    later = await newsroom.wait_for(lambda m: "was edited" in m["text"] and m["ts"] != offer["ts"])
    await newsroom.slash("/intercept", "unshare INT-1001", channel="C0OTHER")
    await newsroom.wait_for(lambda m: "keeps INT-1001 to the channel" in m["text"])
    await changed(newsroom, offer, "no longer open to this channel")
    await newsroom.click(later, "draft.apply")
    told = await newsroom.wait_for(lambda m: m.get("ephemeral_to") and "No record INT-1001" in m["text"])
    assert told["channel"] == "C0DESK"


@socket
async def test_what_a_digest_of_a_private_channel_would_say_is_told_only_there_also_to_its_owner(
    newsroom: FakeSlack,
) -> None:
    newsroom.add_channel("C0QUIET", "quiet", private=True)
    await log(newsroom, REPORT.replace("20 May 2019", "21 November 2026"), channel="C0QUIET")
    await newsroom.slash("/intercept", "digest daily 08:00 near Alaska", channel="C0QUIET")
    await newsroom.wait_for(lambda m: m["text"].startswith("Subscribed"))
    for words in ("preview S-1", "pause S-1", "change S-1 09:00", "history S-1", "now S-1"):
        seen = len(newsroom.ephemerals("C0DESK"))
        await newsroom.slash("/intercept", f"digest {words}")
        await newsroom.wait_for(lambda _, seen=seen: len(newsroom.ephemerals("C0DESK")) > seen)  # type: ignore[misc]
    assert newsroom.messages("C0DESK") == []
    assert all("S-1" in m["text"] and "Alaska" not in m["text"] for m in newsroom.ephemerals("C0DESK"))
    asked = await newsroom.direct_message("hello")
    direct = asked.channel
    await newsroom.slash("/intercept", "digest preview S-1", channel=direct)
    await newsroom.wait_for(lambda m: "S-1 is of another channel" in m["text"])
    await newsroom.slash("/intercept", "digest pause S-1", channel=direct)
    await newsroom.wait_for(lambda m: m["text"].startswith("Paused S-1") and m["channel"] == direct)


async def test_the_digest_of_the_settings_tells_a_shared_channel_nothing_of_the_workspace(
    slack: FakeSlack, tmp_path: Path
) -> None:
    slack.add_channel("C0PARTNER", "partner", shared=True)
    settings = settings_for(
        slack, tmp_path, digest_channel="C0PARTNER", digest_time="08:00", digest_zone="UTC", digest_days="daily"
    )
    desk = open_desk(settings.database_url)
    origin = Origin(team=slack.team_id, channel="C0DESK")
    desk.ledger.add([plain("2026-11-21")], origin=origin, by="U0ROSA", at=since_noon())
    desk.ledger.store.close()
    async with running(settings, clock=since_noon, pace=AT_ONCE):
        await slack.connected()
        digest = await slack.wait_for(lambda m: m["channel"] == "C0PARTNER" and "igest" in m["text"], timeout=30)
        await slack.quiet(0.5)
    assert all("INT-" not in m["text"] for m in slack.messages("C0PARTNER")), digest


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
async def test_no_secret_is_in_a_file_that_is_handed_out_in_the_ledger_or_in_the_log(
    slack: FakeSlack, tmp_path: Path, level: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_for(slack, tmp_path)
    secrets = (slack.bot_token, slack.app_token, slack.signing_secret)
    log_to_stderr(level, secrets=secrets)
    try:
        async with running(settings, clock=since_noon, pace=AT_ONCE):
            await slack.connected()
            pasted = await draft(slack, f"{REPORT} ({slack.bot_token})")  # somebody pastes what they should not
            await slack.click(pasted, "draft.discard")
            card = await log(slack)
            await slack.click(card, "record.edit")
            await slack.submit_view(await modal(slack), field("summary", "two bombers") | field("reason", "clearer"))
            await slack.wait_for(lambda m: "rosa edited INT-1001" in m["text"])
            slack.fail("chat.postMessage", "fatal_error", status=500)
            await answer(slack, "C0DESK")
        logged = capsys.readouterr().err
    finally:
        logging.basicConfig(level=logging.WARNING, force=True)
    desk = open_desk(settings.database_url)
    records = desk.ledger.find(IncidentFilter(), audience=OPERATOR)
    made = desk.digest(days_before(records[0].first_day.replace(day=21), "UTC"), audience=OPERATOR)  # type: ignore[union-attr]
    files = [csv_text(records), json_text(records, array=False), json_text(records, array=True)]
    files += [digest_text(made), digest_html(made), digest_markdown(made)]
    assert list(csv.reader(io.StringIO(files[0])))[1:]
    assert json.loads(files[2])
    with desk.ledger.store.reading() as session:
        tables = inspect(session.connection()).get_table_names()
        rows = {name: session.execute(text(f"SELECT * FROM {name}")).all() for name in tables}  # noqa: S608 - our own names
    desk.ledger.store.close()
    assert rows["incident"]
    kept = "".join(repr(row) for name, found in rows.items() if name not in ("draft", "draft_item") for row in found)
    for secret in secrets:
        assert not any(secret in one for one in (*files, kept, logged))
    assert not re.search(r"xox[a-z]-\w|response_url|hooks\.slack\.com", kept)
    assert logged
    assert "Alaska ADIZ" not in logged  # what people say is in no log either


@pytest.mark.parametrize("granted", [True, False])
async def test_a_private_channel_that_is_shared_sees_only_its_own_from_the_first_command_on(
    newsroom: FakeSlack, *, granted: bool
) -> None:
    if granted:
        newsroom.scopes = newsroom.scopes | {"groups:read"}
    newsroom.add_channel("C0PARTNER", "partner", private=True, shared=True)
    await log(newsroom)
    for words in ("ask last Tu-95 near Alaska", "list", "show INT-1001"):
        seen = len(newsroom.messages("C0PARTNER") + newsroom.ephemerals("C0PARTNER"))
        await newsroom.slash("/intercept", words, channel="C0PARTNER")
        await newsroom.wait_for(
            lambda _, seen=seen: len(newsroom.messages("C0PARTNER") + newsroom.ephemerals("C0PARTNER")) > seen  # type: ignore[misc]
        )
    said = [m["text"] for m in newsroom.messages("C0PARTNER") + newsroom.ephemerals("C0PARTNER")]
    assert not any("20 May 2019" in text for text in said), said


async def test_a_private_channel_that_slack_says_is_not_shared_sees_its_workspace(newsroom: FakeSlack) -> None:
    newsroom.add_channel("C0QUIET", "quiet", private=True)
    await log(newsroom)
    assert "INT-1001" in await answer(newsroom, "C0QUIET")  # the event says so itself
    await newsroom.slash("/intercept", "list", channel="C0QUIET")
    await newsroom.wait_for(lambda m: m["channel"] == "C0QUIET" and "newest 1 record" in m["text"])
