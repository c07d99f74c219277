"""A strict stand-in for Slack at the socket, driven by the real SDK: it refuses what Slack refuses.

    async with FakeSlack() as slack:                # the bot gets slack.api_url and slack.bot_token
        asked = await slack.mention("last Tu-95?")  # by Socket Mode, or with slack.transport = "http" signed
        answer = await slack.wait_for(lambda m: m.get("thread_ts") == asked.ts)
        await slack.click(answer, "show_all")
        slack.assert_clean()                        # nobody was pinged, every message has its text

`driving` holds what people do, `server` what goes wrong and what can be seen, `blocks` and `elements` what
Block Kit demands, `web_api` the methods. `in_thread` runs it beside tests that start bots as processes.
"""

from tests.fake_slack.courier import Delivery
from tests.fake_slack.payloads import typed
from tests.fake_slack.server import FakeSlack
from tests.fake_slack.state import CORE_SCOPES, Ping
from tests.fake_slack.threaded import SlackThread, in_thread
from tests.fake_slack.web_api import Call

__all__ = ["CORE_SCOPES", "Call", "Delivery", "FakeSlack", "Ping", "SlackThread", "in_thread", "typed"]
