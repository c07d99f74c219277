"""`intercept doctor`: looks at everything that the bot needs, and says what to do about what is missing."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import now
from bot.schedule import instant_of, runs_on
from bot.serving import async_client
from bot.settings import Settings, SettingsError
from store.database import installed_schema, masked, open_store
from store.errors import DeskError

SCOPES = {
    "app_mentions:read": "answering mentions",
    "channels:read": "telling open channels from private ones; without it every report stays in its channel",
    "chat:write": "answering and posting the digest",
    "commands": "the command /intercept",
    "im:history": "answering direct messages",
}
OPTIONAL_SCOPES = {
    "channels:history": "finding a digest that was posted just before a crash, so that it is not posted twice",
    "groups:history": "the same for a digest in a private channel",
    "groups:read": "checking that a private digest channel can be reached",
}
UNREACHABLE = (SlackApiError, SlackClientError, ClientError, OSError, TimeoutError)
LARGEST_SKEW = dt.timedelta(minutes=2)  # Slack refuses nothing below five; signatures are refused from then on


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is well, what was found, and what to do where it is not."""

    name: str
    ok: bool
    says: str
    todo: str = ""


async def diagnose(settings: Settings, *, clock: Callable[[], dt.datetime] = now) -> list[Check]:
    """Every check, in the order in which to mend things. Nothing is raised and nothing is posted."""
    database, tokens = await asyncio.to_thread(_database, settings), _tokens(settings)
    checks = [database, tokens, _schedule(settings, clock())]
    if tokens.ok:
        checks += [check async for check in _slack(settings, async_client(settings), clock)]
    return checks


def _database(settings: Settings) -> Check:
    where = masked(settings.database_url)
    try:
        open_store(settings.database_url).close()
        version = installed_schema(settings.database_url)
    except DeskError as broken:
        return Check("database", False, where, str(broken))
    return Check("database", True, f"{where}, schema {version}")


def _tokens(settings: Settings) -> Check:
    needed: dict[str, list[Callable[[], str]]] = {
        "socket": [settings.bot_token, settings.app_token],
        "http": [settings.bot_token, settings.signing_secret],
    }
    try:
        for token in needed[settings.slack_mode]:
            token()
        _looks_right(settings)
    except SettingsError as missing:
        return Check("tokens", False, f"{settings.slack_mode} mode", str(missing))
    return Check("tokens", True, f"set for {settings.slack_mode} mode")


def _looks_right(settings: Settings) -> None:
    if not settings.bot_token().startswith("xoxb-"):
        raise SettingsError("SLACK_BOT_TOKEN is no bot token: copy the one that begins with xoxb-.")
    if settings.slack_mode == "socket" and not settings.app_token().startswith("xapp-"):
        raise SettingsError("SLACK_APP_TOKEN is no app-level token: copy the one that begins with xapp-.")


def _schedule(settings: Settings, now: dt.datetime) -> Check:
    zone = settings.digest_zone or settings.desk_zone
    if not settings.digest_channel:
        return Check("digest", True, "not scheduled", "Set DIGEST_CHANNEL to a channel id to get a digest.")
    day = now.astimezone(ZoneInfo(zone)).date()
    while not runs_on(day, settings.digest_days) or instant_of(day, settings.digest_time, zone) <= now:
        day += dt.timedelta(days=1)
    local = instant_of(day, settings.digest_time, zone).astimezone(ZoneInfo(zone))
    return Check("digest", True, f"{settings.digest_days}, next on {local:%a %d %b %Y %H:%M} {zone}")


async def _slack(settings: Settings, client: AsyncWebClient, clock: Callable[[], dt.datetime]) -> AsyncIterator[Check]:
    try:
        who = await client.auth_test()
    except UNREACHABLE as refused:
        yield Check("slack", False, _error(refused), "Copy SLACK_BOT_TOKEN again from OAuth & Permissions.")
        return
    yield Check("slack", True, f"{who.get('user')} in {who.get('team')}")
    headers = {name.lower(): value for name, value in who.headers.items()}
    for check in _scopes(headers.get("x-oauth-scopes", "")):
        yield check
    yield _clock(headers.get("date"), clock())
    if settings.slack_mode == "socket":
        yield await _socket(settings, client)
    if settings.digest_channel:
        yield await _channel(settings.digest_channel, client)


def _scopes(header: str) -> list[Check]:
    granted = {scope.strip() for scope in header.split(",") if scope.strip()}
    missing = [scope for scope in SCOPES if scope not in granted]
    absent = [scope for scope in OPTIONAL_SCOPES if scope not in granted]
    needs = "; ".join(f"{scope} buys {SCOPES[scope]}" for scope in missing)
    could = "; ".join(f"{scope} would buy {OPTIONAL_SCOPES[scope]}" for scope in absent)
    return [
        Check(
            "scopes",
            not missing,
            f"missing: {', '.join(missing)}" if missing else "all that are needed",
            f"Install the app again from manifest.json: {needs}." if missing else "",
        ),
        Check("optional scopes", True, f"not granted: {', '.join(absent)}" if absent else "all granted", could),
    ]


def _clock(date: str | None, now: dt.datetime) -> Check:
    if not date:
        return Check("clock", True, "Slack did not tell its time")
    skew = abs(now - parsedate_to_datetime(date))
    ok = skew <= LARGEST_SKEW
    todo = "" if ok else "Set this machine's clock (NTP): Slack's signatures are only good for five minutes."
    return Check("clock", ok, f"{skew.total_seconds():.0f} s from Slack's", todo)


async def _socket(settings: Settings, client: AsyncWebClient) -> Check:
    todo = "Make an app-level token with connections:write under Basic Information and turn Socket Mode on."
    return await _called(
        "socket mode", lambda: client.apps_connections_open(app_token=settings.app_token()), todo, "opens"
    )


async def _channel(channel: str, client: AsyncWebClient) -> Check:
    try:
        about = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as refused:
        if refused.response.get("error") == "missing_scope":
            return Check("digest channel", True, f"{channel} cannot be looked at without the scope for it")
        todo = "Set DIGEST_CHANNEL to a channel that exists, and invite the bot to it if it is private."
        return Check("digest channel", False, f"{channel}: {_error(refused)}", todo)
    except UNREACHABLE as refused:
        return Check("digest channel", False, f"{channel}: {_error(refused)}", "Check the network.")
    if about.get("is_archived"):
        return Check("digest channel", False, f"#{about.get('name')} is archived", "Unarchive it or choose another.")
    if not about.get("is_member"):
        todo = f"Invite the bot: type `/invite @Intercept Desk` in #{about.get('name')}."
        return Check("digest channel", False, f"the bot is not in #{about.get('name')}", todo)
    return Check("digest channel", True, f"#{about.get('name')}")


async def _called(name: str, call: Callable[[], Awaitable[object]], todo: str, well: str) -> Check:
    try:
        await call()
    except UNREACHABLE as refused:
        return Check(name, False, _error(refused), todo)
    return Check(name, True, well)


def _error(error: Exception) -> str:
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__
