"""Slack as a fetcher meets it: every call is noted, and answered as Slack would answer anybody."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.manifest import scopes

Json = dict[str, Any]


class Told(dict[str, Any]):
    """What Slack answers, with its headers."""

    headers: Mapping[str, str] = {"x-oauth-scopes": ",".join(scopes())}


class Ear:
    """Takes the place of a client; `asked` are the calls, and `message` is what stands in any channel."""

    def __init__(self, message: Json) -> None:
        self.asked: list[str] = []
        self._answers: dict[str, Json] = {
            "auth_test": {"user": "desk", "team": "newsroom"},
            "chat_getPermalink": {"permalink": "https://newsroom.slack.com/archives/C0/p1"},
            "conversations_history": {"messages": [message]},
            "conversations_members": {"members": ["U0ROSA"]},
            "conversations_replies": {"messages": [message]},
            "users_info": {"user": {"name": "somebody"}},
            "usergroups_users_list": {"users": ["U0ROSA"]},
        }

    def __getattr__(self, method: str) -> Callable[..., Any]:
        async def call(**params: object) -> Told:
            self.asked.append(f"{method} {json.dumps(params, sort_keys=True)}")
            return Told(self._answers[method])

        return call
