"""What people set for a channel, in words: the names of the settings and what each takes."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from store.channels import ChannelSettings
from store.errors import DeskError

ON = frozenset({"on", "yes", "true", "1"})
OFF = frozenset({"off", "no", "false", "0"})
GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]{2,20})(?:\|[^>]*)?>|\b(S[A-Z0-9]{6,20})\b")
EMOJI = re.compile(r":?([a-z0-9_+'-]{1,100}(?:::skin-tone-[2-6])?):?")
UNSET = frozenset({"", "none", "off", "default", "-"})


class NotASetting(DeskError):
    """A word that sets nothing, or a value that a setting does not take; the sentence says what to write."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of a channel: the word for it in a command, its title, what it does, and how its values are written.

    `read` turns words into the fields that they set, `say` tells what is set.
    """

    word: str
    title: str
    means: str
    takes: str
    read: Callable[[str], dict[str, Any]]
    say: Callable[[ChannelSettings], str]


def changed(settings: ChannelSettings, word: str, value: str) -> ChannelSettings:
    """The settings with one of them set from words. Raises NotASetting."""
    return settings.model_copy(update=setting(word).read(value.strip()))


def setting(word: str) -> Setting:
    """The setting that a word names. Raises NotASetting with the one that may be meant."""
    wanted = word.strip().lower()
    for one in SETTINGS:
        if one.word == wanted:
            return one
    names = [one.word for one in SETTINGS]
    close = get_close_matches(wanted, names, n=1, cutoff=0.5)
    hint = f"Did you mean {close[0]}?" if close else f"There are {', '.join(names)}."
    raise NotASetting(
        f"“{word}” is no setting of a channel. {hint} Write for example `/intercept settings reply thread`."
    )


def zone_named(words: str) -> str:
    """An IANA time zone by its name in any case, or by its city. Raises NotASetting with those that are near."""
    wanted = words.strip().replace(" ", "_").casefold()
    zones = _zones()
    if wanted in zones:
        return zones[wanted]
    of_city = sorted(name for key, name in zones.items() if key.rpartition("/")[2] == wanted)
    if len(of_city) == 1:
        return of_city[0]
    near = of_city or _near(wanted, zones)
    hint = f"Did you mean {' or '.join(near[:3])}?" if near else "Write a name like America/Anchorage or Europe/London."
    raise NotASetting(f"“{words.strip()}” is no time zone that I know. {hint}")


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if name not in ("localtime", "Factory")}


def _near(wanted: str, zones: dict[str, str]) -> list[str]:
    whole = get_close_matches(wanted, zones, n=3, cutoff=0.75)
    cities = {key.rpartition("/")[2]: key for key in sorted(zones) if "/" in key}
    by_city = [cities[city] for city in get_close_matches(wanted.rpartition("/")[2], cities, n=2, cutoff=0.75)]
    return [zones[key] for key in dict.fromkeys([*whole, *by_city])]


def _switch(field: str, takes: str) -> Callable[[str], dict[str, Any]]:
    def read(words: str) -> dict[str, Any]:
        if words.lower() not in ON | OFF:
            raise NotASetting(f"“{words}” is neither on nor off: {takes}.")
        return {field: words.lower() in ON}

    return read


def _choice(field: str, options: Collection[str], takes: str) -> Callable[[str], dict[str, Any]]:
    def read(words: str) -> dict[str, Any]:
        if words.lower() not in options:
            raise NotASetting(f"“{words}” is none of {', '.join(options)}: {takes}.")
        return {field: words.lower()}

    return read


def _zone(words: str) -> dict[str, Any]:
    return {"zone": None if words.lower() in UNSET else zone_named(words)}


def _emoji(words: str) -> dict[str, Any]:
    if words.lower() in UNSET:
        return {"emoji": ""}
    named = EMOJI.fullmatch(words)
    if named is None:
        raise NotASetting(f"“{words}” is no name of an emoji: write one like :airplane:, or none.")
    return {"emoji": named[1]}


def _editors(words: str) -> dict[str, Any]:
    if words.lower() in ("everyone", "members"):
        return {"may_edit": words.lower(), "groups": ()}
    groups = tuple(dict.fromkeys(first or second for first, second in GROUP.findall(words)))
    if not groups:
        raise NotASetting(
            f"“{words}” names no editors: write everyone, members, or user groups, each as @group or by its id (S…)."
        )
    return {"may_edit": "groups", "groups": groups}


def _on(*, value: bool) -> str:
    return "on" if value else "off"


def _said_editors(settings: ChannelSettings) -> str:
    return settings.may_edit if settings.may_edit != "groups" else f"groups {', '.join(settings.groups)}"


SETTINGS = (
    Setting(
        "autosave",
        "Save at once",
        "a report without a doubt is saved without asking, with an Undo",
        "write `/intercept settings autosave on` or off",
        _switch("auto_save", "write `/intercept settings autosave on` or off"),
        lambda settings: _on(value=settings.auto_save),
    ),
    Setting(
        "reply",
        "Answers go",
        "into the thread of the question, or into the channel",
        "write `/intercept settings reply thread` or channel",
        _choice("reply", ("thread", "channel"), "write `/intercept settings reply thread` or channel"),
        lambda settings: settings.reply,
    ),
    Setting(
        "reading",
        "Read along",
        "reports that are posted here are noticed, and logging them is offered",
        "write `/intercept settings reading on` or off",
        _switch("reads_reports", "write `/intercept settings reading on` or off"),
        lambda settings: _on(value=settings.reads_reports),
    ),
    Setting(
        "quiet",
        "No offers",
        "where reports are read along, no line is posted about them",
        "write `/intercept settings quiet on` or off",
        _switch("quiet", "write `/intercept settings quiet on` or off"),
        lambda settings: _on(value=settings.quiet),
    ),
    Setting(
        "dates",
        "Dates like 11/12",
        "day first (dmy), month first (mdy), or as the report and its outlet tell (auto)",
        "write `/intercept settings dates auto`, dmy or mdy",
        _choice("date_order", ("auto", "dmy", "mdy"), "write `/intercept settings dates auto`, dmy or mdy"),
        lambda settings: settings.date_order,
    ),
    Setting(
        "zone",
        "Time zone",
        "whose day “today” and “yesterday” are",
        "write `/intercept settings zone America/Anchorage`, or none for the desk's own",
        _zone,
        lambda settings: settings.zone or "",
    ),
    Setting(
        "emoji",
        "Emoji that logs",
        "a message that gets this reaction is read as a report",
        "write `/intercept settings emoji :airplane:`, or none",
        _emoji,
        lambda settings: f":{settings.emoji}:" if settings.emoji else "none",
    ),
    Setting(
        "editors",
        "Who may edit",
        "who may edit, confirm, retract and share the records of this channel, and change this",
        "write `/intercept settings editors everyone`, members, or @group",
        _editors,
        _said_editors,
    ),
)
