"""Who may do what with a record or a channel's settings: everyone, the channel's members, or some user groups."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from store.channels import ChannelSettings
from store.errors import DeskError
from store.records import Incident


class Deed(StrEnum):
    """What somebody wants to do, in the words of the sentence that refuses it."""

    EDIT = "edit records"
    CONFIRM = "confirm or dispute records"
    RETRACT = "retract or restore records"
    MERGE = "merge records"
    SHARE = "share records"
    CONFIGURE = "change its settings"


class NotYours(DeskError):
    """Somebody may not do what they asked for; the sentence says who may."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts: whether they are a member of the channel that decides, and which of its groups they are in.

    None where Slack did not tell.
    """

    user: str
    member: bool | None = None
    groups: frozenset[str] | None = None


def needs(settings: ChannelSettings) -> bool:
    """Whether it takes a look at members or groups to tell who may act."""
    return settings.may_edit != "everyone"


def may(deed: Deed, person: Person, settings: ChannelSettings, record: Incident | None = None) -> str | None:
    """None where a person may, else the sentence that says why not. `settings` are those of the record's channel.

    Who logged a record may take it back whatever is set.
    """
    if settings.may_edit == "everyone" or (deed == Deed.RETRACT and record and record.logged_by == person.user):
        return None
    if settings.may_edit == "members":
        return _told(person.member, "its members", deed, "ask one of them", "channels:read and groups:read")
    known = None if person.groups is None else _in(settings.groups, person.groups)
    return _told(known, "members of its editor groups", deed, "ask one of them", "usergroups:read")


def demand(deed: Deed, person: Person, settings: ChannelSettings, record: Incident | None = None) -> None:
    """Raise NotYours where a person may not."""
    if refusal := may(deed, person, settings, record):
        raise NotYours(refusal)


def _in(wanted: Collection[str], groups: Collection[str]) -> bool:
    return bool(set(wanted) & set(groups))


def _told(known: bool | None, who: str, deed: Deed, remedy: str, scope: str) -> str | None:
    if known:
        return None
    if known is None:
        return (
            f"Only {who} may {deed.value} of this channel, and Slack does not tell me who they are: "
            f"grant the app {scope}, or let everyone edit in `/intercept settings`."
        )
    return f"Only {who} may {deed.value} of this channel: {remedy}, or change it in `/intercept settings`."
