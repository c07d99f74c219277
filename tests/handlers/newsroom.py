"""What tests of a newsroom have in common: reports to log, the answer to something, the buttons of a message."""

import datetime as dt
from typing import Any

from tests.fake_slack import Delivery, FakeSlack

FIRST = dt.date(2019, 5, 1)


def report(number: int = 1, *, note: str = "") -> str:
    """A report of two Tu-95s near Alaska; another day for each number."""
    day = FIRST + dt.timedelta(days=10 * number)
    told = f"Two Russian Tu-95 bombers flew into the Alaska ADIZ on {day:%d %B %Y} and were intercepted by two "
    return f"{told}American F-22 fighters, NORAD said. {note}".strip()


async def saved(slack: FakeSlack, *texts: str, channel: str = "C0DESK") -> None:
    """Reports that are records of a channel, saved at once as its setting says."""
    await slack.slash("/intercept", "settings autosave on", channel=channel)
    for text in texts:
        before = len(cards(slack, channel))
        await slack.slash("/intercept", f"log {text}", channel=channel)
        await slack.wait_for(lambda _, before=before: len(cards(slack, channel)) > before, timeout=15)  # type: ignore[misc]


def cards(slack: FakeSlack, channel: str) -> list[dict[str, Any]]:
    """The cards of records that stand in a channel."""
    return [message for message in slack.messages(channel) if "record.edit" in buttons(message).values()]


async def answered_in(slack: FakeSlack, asked: Delivery) -> dict[str, Any]:
    """The first answer in the thread of what was asked."""
    answer: dict[str, Any] = await slack.wait_for(lambda m: m.get("thread_ts") == asked.ts and m["ts"] != asked.ts)
    return answer


def buttons(message: dict[str, Any]) -> dict[str, str]:
    """The buttons of a message or view: label to action id."""
    blocks = message.get("blocks", [])
    found = [block.get("accessory") or {} for block in blocks]
    found += [element for block in blocks for element in block.get("elements", [])]
    return {one["text"]["text"]: one["action_id"] for one in found if one.get("type") == "button"}
