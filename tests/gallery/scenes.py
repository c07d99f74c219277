"""Two days in a newsroom over the demo ledger, played through the stand-in: what the bot says, message by message."""

import asyncio
import datetime as dt
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import open_desk, running
from bot.demo import REPORT, demo_rows
from bot.desk import widen
from bot.verification import verified
from store.interchange import from_outside
from store.records import IncidentDraft, Origin
from tests.fake_slack import CORE_SCOPES, FakeSlack, typed
from tests.handlers.capturing import changed, field, modal
from tests.handlers.conftest import AT_ONCE, settings_for

Json = dict[str, Any]
Scenes = dict[str, Json]

NOON = dt.datetime(2026, 1, 7, 12, tzinfo=dt.UTC)
MONDAY = dt.datetime(2017, 4, 24, 16, tzinfo=dt.UTC)
TUESDAY = dt.datetime(2017, 4, 18, 16, tzinfo=dt.UTC)
SCOPES = CORE_SCOPES | {"channels:read", "channels:history", "groups:read"}

SECOND_DAY = (
    "Two Russian Tu-95 bombers and one Su-35 fighter flew into the Alaska ADIZ on 21 May 2019 and were intercepted "
    "by two American F-22 fighters, NORAD said."
)
TWO = f"{REPORT} {SECOND_DAY}"
VAGUE = (
    "Two Tu-95 bombers were met by F-16s off Alaska on 12 November at 15:00 UTC. In 2015 two Tu-95s came within "
    "40 miles of California. Warplanes were seen on Friday near Kodiak."
)
CNN = (
    "CNN reports that four Tu-95 bombers and two Su-35 fighters of Russia were met by F-22s off Alaska on 20 May 2019."
)
NUNIVAK = (
    "Two Russian Tu-95 bombers, escorted by a pair of Su-35 fighters, entered the Alaskan Air Defense Identification "
    "Zone on Wednesday, NORAD said. They were intercepted by two F-22s 60 nautical miles west of Nunivak Island and "
    "stayed in international airspace."
)
"""The report that the README opens with."""
ASKED = {
    "answer": "last Tu-95 near Alaska?",
    "list": "list Russian flights near Alaska in 2017",
    "tally": "Russian incidents by year since 2010",
    "count": "how many incidents near Alaska in 2017?",
    "ranking": "which aircraft type was seen most often near Japan?",
    "none": "any H-6 near Alaska in 2025?",
    "unclear": "how many UFOs near Alaska?",
    "spelling": "last Tu-59 near Alaska?",
    "two": "last Tu-95 near Alaska? and how many in 2017?",
}


def running_from(at: dt.datetime) -> Callable[[], dt.datetime]:
    """A clock that runs, and that was set when it was made."""
    began = time.monotonic()
    return lambda: at + dt.timedelta(seconds=time.monotonic() - began)


def _evening_of(draft: IncidentDraft) -> dt.datetime:
    """When the demo's incident is taken to have been logged: in the evening of its last day."""
    day = draft.last_day or draft.first_day
    assert day
    return dt.datetime.combine(day, dt.time(22), dt.UTC)


@asynccontextmanager
async def newsroom(folder: Path, at: dt.datetime) -> AsyncIterator[FakeSlack]:
    """The bot at one moment, over the demo ledger as far as it went by then."""
    clock = running_from(at)
    async with FakeSlack(scopes=SCOPES, now=lambda: clock().timestamp()) as slack:
        settings = settings_for(slack, folder, database_url=f"sqlite:///{folder}-ledger.db")
        desk = open_desk(settings.database_url)
        for ref, draft in map(from_outside, demo_rows()):
            logged = _evening_of(draft)
            if logged < at:
                record = (ref, verified(widen(draft)))
                desk.ledger.import_records([record], origin=Origin(), by="demo", at=logged)
        desk.ledger.store.close()
        async with running(settings, clock=clock, pace=AT_ONCE):
            await slack.connected()
            yield slack
        slack.assert_clean()


async def played(folder: Path) -> Scenes:
    """Every scene by its name, as the payload that Slack was sent."""
    shown: Scenes = {}
    async with newsroom(folder / "questions", NOON) as slack:
        shown |= await _questions(slack)
    async with newsroom(folder / "reports", NOON) as slack:
        shown |= await _reports(slack)
    async with newsroom(folder / "alerts", NOON) as slack:
        shown |= await _alerts(slack)
    async with newsroom(folder / "week", MONDAY) as slack:
        shown |= await _digests(slack)
    return {name: _payload(one) for name, one in shown.items()}


async def _questions(slack: FakeSlack) -> Scenes:
    shown = {}
    for name, words in ASKED.items():
        asked = await slack.mention(words)
        shown[name] = await slack.wait_for(lambda m, ts=asked.ts: m.get("thread_ts") == ts, 60)  # type: ignore[misc]
    for name, words, begins in (
        ("background", "background near Alaska since 2017", ""),
        ("settings", "settings", "How I behave"),
        ("help", "help", "I keep"),
        ("error", "show INT-9999", "No record"),
        ("unread", "hello there", ""),
    ):
        shown[name] = await _said(slack, words, begins)
    await slack.open_home()
    shown["home"] = await _until(slack.home)
    return shown


async def _reports(slack: FakeSlack) -> Scenes:
    shown: Scenes = {}
    channel = slack.space.channels["C0DESK"]
    slack.subscriptions.add("message.channels")
    shown["drafts"] = await _said(slack, TWO)
    await slack.click(shown["drafts"], "draft.discard", value="D-1:1")
    await changed(slack, shown["drafts"], "Discarded")
    shown["assumed"] = await _said(slack, VAGUE)
    message = slack.post(typed(REPORT), channel, "U0ROSA")
    await slack.shortcut("log_message", message=message)
    card = shown["draft"] = await slack.wait_for(lambda m: m.get("thread_ts") == message["ts"], 60)
    await slack.click(card, "draft.save")
    await changed(slack, card, "Logged INT-1076")
    shown["record"] = await _said(slack, "show D009", "D009")
    await slack.edit(message, REPORT.replace("four Tu-95 bombers", "three Tu-95 bombers").replace("Six", "Five"))
    shown["proposal"] = await slack.wait_for(lambda m: "was edited" in m["text"], 60)
    shown["alike"] = await _said(slack, CNN)
    await slack.click(shown["alike"], "draft.save")
    shown["alike"] = await changed(slack, shown["alike"], "Looks like")
    await slack.click(shown["alike"], "draft.save_as_new")
    second = await changed(slack, shown["alike"], "Logged INT-1077")
    await slack.click(second, "record.dispute")
    await slack.submit_view(await modal(slack), field("reason", "Moscow says that they turned back before the zone"))
    shown["disputed"] = await changed(slack, second, "Disputed")
    await slack.click(second, "record.more", value="merge:INT-1077")
    await slack.submit_view(await modal(slack), field("chosen", "INT-1076"))
    shown["merged"] = await changed(slack, second, "Merged into INT-1076")
    shown["history"] = await _said(slack, "history INT-1076", "History")
    shown["check"] = await _said(slack, f"check {REPORT.replace('four Tu-95', 'two Tu-95').replace('Six', 'Four')}")
    new = await _said(slack, NUNIVAK)
    await slack.click(new, "draft.save")
    shown["fresh"] = await changed(slack, new, "Logged INT-1078")
    await slack.click(card, "record.more", value="retract:INT-1076")
    await slack.submit_view(await modal(slack), field("reason", "a report of an exercise"))
    shown["retracted"] = await changed(slack, card, "Retracted")
    await slack.quiet(0.5)
    await _said(slack, "settings reading on", "How I")
    await slack.message(typed(SECOND_DAY.replace("21 May", "22 May")))
    shown["offer"] = await slack.wait_for(lambda m: "reads as a report" in m["text"], 60)
    return shown


async def _alerts(slack: FakeSlack) -> Scenes:
    shown: Scenes = {}
    slack.add_channel("C0WATCH", "watch")
    await _said(slack, "settings autosave on", "How I")
    for words in ("watch near Alaska at most 2 a day", "watch 3 or more in 7 days near Alaska"):
        shown["subscribed"] = await _said(slack, words, "Subscribed", channel="C0WATCH")
    for number, day in enumerate((1, 3, 5, 7), 1):
        words = SECOND_DAY.replace("21 May 2019", f"{day} January 2026").replace("Two Russian", f"{number} Russian")
        await _said(slack, f"log {words}", "Logged INT-")
    shown["cap"] = await slack.wait_for(lambda m: m["text"].startswith("2 more incidents"), 60)
    shown["surge"] = await slack.wait_for(lambda m: m["text"].startswith("4 incidents near Alaska in 7"), 60)
    shown["alert"] = await slack.wait_for(lambda m: m["text"].startswith("New: INT-1076"), 60)
    shown["listing"] = await _said(slack, "watch list", "This channel", channel="C0WATCH")
    slack.add_user("U0BOSS")
    slack.space.channels["C0DESK"].archived = True
    await slack.mention("last Tu-95?")
    shown["parked"] = await slack.wait_for(lambda m: "is_archived" in m["text"], 60)
    return shown


async def _digests(slack: FakeSlack) -> Scenes:
    shown: Scenes = {}
    for name, words in (
        ("digest", "digest weekly monday 08:00 America/Anchorage near Alaska in mi"),
        ("headline", "digest weekly monday 08:00 America/Anchorage headline"),
        ("full", "digest weekly monday 08:00 America/Anchorage full"),
    ):
        made = await _said(slack, words, "Subscribed")
        found = re.search(r"S-\d+", made["text"])
        assert found
        before = {one["ts"] for one in slack.messages()}
        await slack.slash("/intercept", f"digest now {found[0]}")
        shown[name] = await slack.wait_for(lambda m, b=before: "digest ·" in m["text"] and m["ts"] not in b, 60)  # type: ignore[misc]
        await slack.quiet(0.5)
        pages = [one for one in slack.messages() if one.get("thread_ts") == shown[name]["ts"] != one["ts"]]
        shown |= {f"{name}-thread": one for one in pages[:1]}
    return shown


async def _said(slack: FakeSlack, words: str, begins: str = "", *, channel: str = "C0DESK") -> Json:
    """What a command is answered with."""
    before = {one["ts"] for one in slack.messages() + slack.ephemerals()}
    assert (await slack.slash("/intercept", typed(words), channel=channel)).acked
    return await slack.wait_for(lambda m: m["ts"] not in before and m["text"].startswith(begins), 60)


async def _until(given: Callable[[], Json | None]) -> Json:
    for _ in range(200):
        if found := given():
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("the home tab was not published")


def _payload(message: Json) -> Json:
    return {"text": message.get("text", ""), "blocks": [_bare(block) for block in message["blocks"]]}


def _bare(block: Json) -> Json:
    """A block without the ids that Slack gave it."""
    return {name: value for name, value in block.items() if name != "block_id"}
