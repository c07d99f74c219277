"""Who acts: their name, and where a channel lets only some edit, whether they are one of them."""

import asyncio
import logging
import re
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.permissions import Deed, Person, demand, needs
from handlers.incoming import carried
from handlers.work import Work
from store.channels import ChannelSettings
from store.errors import DeskError
from store.records import Incident

logger = logging.getLogger(__name__)

REF = re.compile(r"\b(?:INT|D)-\d{1,9}\b", re.IGNORECASE)
USER = re.compile(r"[UW][A-Z0-9]{4,}")
PAGES = 10
MOST_NAMES = 20
UNTOLD = (SlackApiError, SlackClientError, ClientError, OSError, TimeoutError)


def actor(work: Work) -> str:
    """The name of the one who acts, as far as Slack told it."""
    payload, user = work.payload, work.payload.get("user")
    named = payload.get("user_name") or (isinstance(user, dict) and (user.get("username") or user.get("name")))
    names: dict[str, str] = work.fetched.get("names") or {}
    return str(named or names.get(work.place.user) or "somebody")


def allow(work: Work, deed: Deed, record: Incident | None = None) -> None:
    """Raise NotYours where the one who acts may not do this with a record, by the settings of its channel."""
    demand(deed, person(work), deciding(work, record), record)


def person(work: Work) -> Person:
    """The one who acts, as far as Slack told whose member they are."""
    told = work.fetched.get("person") or {}
    return Person(work.place.user, member=told.get("member"), groups=told.get("groups"))


def deciding(work: Work, record: Incident | None) -> ChannelSettings:
    """The settings that decide about a record: those of the channel that it came from; for others those of here."""
    if record is None or not record.origin.channel:
        return work.settings
    return work.rooms.channels.settings(record.origin.team, record.origin.channel)


async def fetch_person(client: AsyncWebClient, work: Work) -> dict[str, Any]:
    """What may be needed of Slack to tell whether the one who acts may: nothing where everyone may."""
    settings, channel = await asyncio.to_thread(_settings_of_subject, work)
    if not needs(settings) or not work.place.user:
        return {}
    if settings.may_edit == "members":
        return {"person": {"member": await _is_member(client, channel, work.place.user)}}
    return {"person": {"groups": await _groups_of(client, settings.groups, work.place.user)}}


async def fetch_names(client: AsyncWebClient, work: Work) -> dict[str, Any]:
    """The names of those who worked on the record at hand."""
    people = await asyncio.to_thread(_workers_on_subject, work)
    return {"names": {user: await _name_of(client, user) for user in people}}


async def fetch_both(client: AsyncWebClient, work: Work) -> dict[str, Any]:
    """Who acts, and the names of those who acted before."""
    return {**await fetch_person(client, work), **await fetch_names(client, work)}


def subject_of(work: Work) -> str:
    """The record or draft that a button, menu, command or modal is about; empty where it is about none."""
    carries = carried(work.payload)
    option = (work.action.get("selected_option") or {}).get("value")
    where = [carries.get("ref"), carries.get("draft"), option, work.action.get("value"), work.payload.get("text")]
    found = next((match for words in where if words and (match := REF.search(str(words)))), None)
    return found[0].upper() if found else ""


def _record(work: Work) -> Incident | None:
    subject = subject_of(work)
    if not subject.startswith("INT-"):
        return None
    try:
        return work.desk.show(subject, audience=work.audience)
    except DeskError:
        return None


def _settings_of_subject(work: Work) -> tuple[ChannelSettings, str]:
    record = _record(work)
    channel = record.origin.channel if record and record.origin.channel else work.place.channel
    return deciding(work, record), channel


def _workers_on_subject(work: Work) -> list[str]:
    record = _record(work)
    if record is None:
        return []
    history = work.desk.ledger.history(record.ref, audience=work.audience)
    return [user for user in dict.fromkeys(entry.by for entry in history) if USER.fullmatch(user)][:MOST_NAMES]


async def _is_member(client: AsyncWebClient, channel: str, user: str) -> bool | None:
    cursor = ""
    try:
        for _ in range(PAGES):
            page = await client.conversations_members(channel=channel, limit=1000, cursor=cursor)
            if user in page["members"]:
                return True
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return False
    except UNTOLD as untold:
        logger.info("Cannot tell who is in %s (%s)", channel, type(untold).__name__)
    return None


async def _groups_of(client: AsyncWebClient, groups: tuple[str, ...], user: str) -> frozenset[str] | None:
    """Which of some groups a user is in; None where Slack tells of none."""
    found, told = set(), False
    for group in groups:
        try:
            members = (await client.usergroups_users_list(usergroup=group))["users"]
        except UNTOLD as untold:
            logger.info("Cannot tell who is in the group %s (%s)", group, type(untold).__name__)
            continue
        told = True
        if user in members:
            found.add(group)
    return frozenset(found) if told else None


async def _name_of(client: AsyncWebClient, user: str) -> str:
    try:
        about = (await client.users_info(user=user))["user"]
    except UNTOLD:
        return user
    profile = about.get("profile") or {}
    return str(profile.get("display_name") or profile.get("real_name") or about.get("name") or user)
