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
from bot.manifest import INSTALL_PATH, granted, missing
from bot.schedule import instant_of, runs_on
from bot.serving import async_client
from bot.settings import Settings, SettingsError
from handlers.clients import impatient
from store.database import installed_schema, masked, open_store
from store.errors import DeskError
from store.workspaces import Workspaces

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
    if tokens.ok and settings.many_workspaces:
        checks += [check async for check in _workspaces(settings, clock)] if database.ok else []
    elif tokens.ok:
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
    mode = "many workspaces" if settings.many_workspaces else f"{settings.slack_mode} mode"
    needed: dict[str, list[Callable[[], object]]] = {
        "socket mode": [settings.bot_token, settings.app_token, lambda: _looks_right(settings)],
        "http mode": [settings.bot_token, settings.signing_secret, lambda: _looks_right(settings)],
        "many workspaces": [settings.credentials, settings.signing_secret],
    }
    try:
        for check in needed[mode]:
            check()
    except SettingsError as wrong:
        return Check("tokens", False, mode, str(wrong))
    return Check("tokens", True, f"set for {mode}")


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


async def _workspaces(settings: Settings, clock: Callable[[], dt.datetime]) -> AsyncIterator[Check]:
    """Each workspace that installed the app, with the token that is kept for it. None is renewed here."""
    store = await asyncio.to_thread(open_store, settings.database_url)
    try:
        kept = await asyncio.to_thread(_kept_tokens, Workspaces(store))
    finally:
        store.close()
    install_url = settings.credentials().public_url + INSTALL_PATH
    yield Check("workspaces", True, f"{len(kept)} installed", f"One installs the app at {install_url}.")
    for team, token in kept.items():
        try:
            who = await impatient(token, settings.slack_api_url).auth_test()
        except UNREACHABLE as refused:
            todo = f"If the bot runs and that stays, install the app there again at {install_url}."
            yield Check(f"workspace {team}", False, _error(refused), todo)
            continue
        headers = {name.lower(): value for name, value in who.headers.items()}
        scopes, optional = _scopes(headers.get("x-oauth-scopes", ""))
        says = f"{who.get('team')}; scopes: {scopes.says}; optional scopes: {optional.says}"
        yield Check(f"workspace {team}", scopes.ok, says, scopes.todo or optional.todo)
        clock_check = _clock(headers.get("date"), clock())
        if not clock_check.ok:
            yield clock_check


def _kept_tokens(workspaces: Workspaces) -> dict[str, str]:
    return {team: token for team in workspaces.teams() if (token := workspaces.token(team))}


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
    needed, optional = missing(granted(header))
    needs = "; ".join(f"{scope.name} buys {scope.buys}" for scope in needed)
    could = "; ".join(f"{scope.name} would buy {scope.buys}" for scope in optional)
    return [
        Check(
            "scopes",
            not needed,
            f"missing: {', '.join(scope.name for scope in needed)}" if needed else "all that are needed",
            f"Install the app again from manifest.json: {needs}." if needed else "",
        ),
        Check(
            "optional scopes",
            True,
            f"not granted: {', '.join(scope.name for scope in optional)}" if optional else "all granted",
            could,
        ),
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
