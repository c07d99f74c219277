"""`/intercept doctor`: which scopes this workspace granted, what the others would buy, and what is held back here."""

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import OPTIONAL, Scope, granted, missing
from handlers.incoming import words
from handlers.refusals import REMEDIES, UNREACHABLE
from handlers.views.blocks import Message, lines, message, safe, section
from handlers.work import Work
from store.outbox import Outgoing

VERB = "doctor"
WELL = "Every scope that I need is granted."
INSTALL_AGAIN = "To grant one, install the app again from its page or its manifest."


async def fetched(client: AsyncWebClient, work: Work) -> dict[str, Any]:
    """What Slack says of our token, for this one sub-command; nothing for any other."""
    if words(work.payload.get("text")).strip().lower() != VERB:
        return {}
    try:
        who = await client.auth_test()
    except SlackApiError as refused:
        return {"refused": str(refused.response.get("error"))}
    except UNREACHABLE as broken:
        return {"refused": type(broken).__name__}
    headers = {name.lower(): value for name, value in who.headers.items()}
    return {"scopes": sorted(granted(headers.get("x-oauth-scopes", ""))), "who": str(who.get("user", ""))}


def doctor(work: Work, _: str) -> list[Outgoing]:
    """Say how things stand, to the one who asked."""
    return [work.say(_told(work), to=work.place.user)]


def _told(work: Work) -> Message:
    if "scopes" not in work.fetched:
        error = work.fetched.get("refused", "not asked")
        return _page(f"Slack does not take my token here ({error}): {REMEDIES.get(error, 'try again')}.", [])
    needed, optional = missing(work.fetched["scopes"])
    names = ", ".join(scope.name for scope in needed)
    first = f"Missing: {names}. {INSTALL_AGAIN}" if needed else WELL
    rows = [f"• missing {_row(scope, 'buys')}" for scope in needed]
    rows += [f"• not granted, optional: {_row(scope, 'would buy')}" for scope in optional]
    if not optional:
        rows.append(f"• all {sum(len(group.scopes) for group in OPTIONAL)} optional scopes are granted")
    return _page(first, [*rows, _held_back(work)])


def _row(scope: Scope, verb: str) -> str:
    return f"`{scope.name}` {verb} {scope.buys}"


def _held_back(work: Work) -> str:
    """What is not sent to this channel, and why. Other channels are none of the asker's business."""
    place = work.place
    here = next((one for one in work.rooms.outbox.parked(place.team) if one.channel == place.channel), None)
    if here is None:
        return "• nothing is held back in this channel"
    remedy = REMEDIES.get(here.reason, "run `intercept doctor` on the bot's machine")
    return f"• {here.waiting} held back in this channel (Slack says {safe(here.reason)}): {remedy}"


def _page(first: str, rows: list[str]) -> Message:
    text = "\n".join([safe(first), *rows])
    return message(text, [section(safe(first)), *([section(lines(rows))] if rows else [])])


FETCHERS = {"command": fetched}
COMMANDS = {VERB: doctor}
