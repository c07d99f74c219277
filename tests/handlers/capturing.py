"""What tests of records have in common: a report logged and saved as a person would do it."""

from typing import Any

from tests.fake_slack import FakeSlack, typed

REPORT = (
    "Two Russian Tu-95 bombers flew into the Alaska ADIZ on 20 May 2019 and were intercepted by two F-22 fighters, "
    "NORAD said."
)
OTHER = "Two Tu-95 bombers of Russia were met by F-22s off Alaska on 20 May 2019, CNN reported."
Json = dict[str, Any]


async def draft(slack: FakeSlack, text: str = REPORT, *, channel: str = "C0DESK", user: str = "U0ROSA") -> Json:
    """Paste a report after the command and give back the draft card."""
    before = {message["ts"] for message in slack.messages()}
    delivery = await slack.slash("/intercept", typed(text), channel=channel, user=user)
    assert delivery.acked
    return await slack.wait_for(
        lambda message: "not logged yet" in message["text"] and message["ts"] not in before, timeout=20
    )


async def log(slack: FakeSlack, text: str = REPORT, *, channel: str = "C0DESK", user: str = "U0ROSA") -> Json:
    """Paste a report, save it, and give back the card of its record."""
    card = await draft(slack, text, channel=channel, user=user)
    await slack.click(card, "draft.save", user=user)
    return await changed(slack, card, "Logged INT-")


async def changed(slack: FakeSlack, card: Json, *says: str) -> Json:
    """The same message once it says all of this."""
    return await slack.wait_for(
        lambda shown: shown["ts"] == card["ts"] and all(w in shown["text"] for w in says), timeout=10
    )


async def modal(slack: FakeSlack, *, user: str = "U0ROSA", says: str = "") -> Json:
    """The modal before a user once it has been filled."""
    for _ in range(100):
        view = slack.modal(user)
        if view and "One moment" not in str(view["blocks"]) and says in str(view):
            return view
        await slack.space.wait_change(5)
    raise AssertionError("no modal was filled")


def field(name: str, value: str) -> dict[str, dict[str, str]]:
    """One field of a submitted modal."""
    return {name: {"value": value}}
