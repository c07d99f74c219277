"""`/intercept doctor` tells the one who asks what is granted here, what else would buy, and what is held back."""

from bot.manifest import CORE, scopes
from tests.fake_slack import FakeSlack


async def told(slack: FakeSlack) -> str:
    await slack.slash("/intercept", "doctor")
    heard = await slack.wait_for(lambda m: m.get("ephemeral_to"))
    assert slack.messages() == []
    return str(heard["text"])


async def test_what_is_missing_and_what_it_would_buy_is_told(newsroom: FakeSlack) -> None:
    newsroom.scopes = set(scopes()) - {"im:history", "files:write"}
    text = await told(newsroom)
    assert text.splitlines()[0].startswith("Missing: im:history.")
    assert "`im:history` buys answering direct messages" in text
    assert "`files:write` would buy long lists as a CSV file" in text
    assert "`reactions:read`" not in text


async def test_where_all_is_granted_it_says_so(newsroom: FakeSlack) -> None:
    newsroom.scopes = set(scopes())
    text = await told(newsroom)
    assert text.splitlines()[0] == "Every scope that I need is granted."
    assert "optional scopes are granted" in text
    assert "nothing is held back in this channel" in text


async def test_a_token_that_slack_does_not_take_any_more_is_told_too(newsroom: FakeSlack) -> None:
    newsroom.scopes = set(scopes([CORE]))
    newsroom.fail("auth.test", "account_inactive")
    assert "account_inactive" in await told(newsroom)
