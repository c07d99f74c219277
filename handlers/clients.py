"""Slack's Web API for each workspace. These clients are not patient: whoever calls decides what a failure means."""

from typing import Protocol

from slack_sdk.web.async_client import AsyncWebClient

from store.errors import DeskError

TIMEOUT = 15  # seconds for one request to Slack


class NotInstalled(DeskError):
    """A workspace that the app is not installed in (any more): there is no token to speak with."""


class Clients(Protocol):
    """Gives the client of a workspace, with a token that is good now."""

    async def of(self, team: str) -> AsyncWebClient:
        """The client of a workspace. Raises DeskError where the app is not installed there (any more)."""
        ...


class OneWorkspace:
    """The clients where one bot token serves one workspace."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def of(self, team: str) -> AsyncWebClient:
        """The one client there is."""
        return self._client


def impatient(token: str, base_url: str) -> AsyncWebClient:
    """A client that tries each call once: a request whose answer was lost may have been done."""
    return AsyncWebClient(token=token, base_url=base_url, timeout=TIMEOUT, retry_handlers=[])
