"""What people set for a channel, and what Slack was found to say of it."""

import datetime as dt
from typing import Any, Literal

from sqlalchemy import Row, and_, select, update
from sqlmodel import SQLModel

from store.database import Store
from store.inserting import insert_once
from store.records import FROZEN
from store.slack_tables import channels


class ChannelSettings(SQLModel):
    """How the bot behaves in a channel. The defaults are those of a channel where nobody set anything.

    `auto_save`: a report without a doubt is saved at once. `reads_reports`: reports that are posted are noticed.
    `date_order` is that of 11/12. `zone` is an IANA name. `may_edit` says who may edit, confirm, retract, share and
    configure: everyone, members of the channel, or members of the user groups `groups`. `emoji`: the reaction that
    logs a message, without colons. `quiet`: no line in the thread when a report is noticed.
    """

    model_config = FROZEN

    auto_save: bool = False
    reply: Literal["thread", "channel"] = "thread"
    reads_reports: bool = False
    date_order: Literal["auto", "dmy", "mdy"] = "auto"
    zone: str | None = None
    may_edit: Literal["everyone", "members", "groups"] = "everyone"
    groups: tuple[str, ...] = ()
    emoji: str = ""
    quiet: bool = False

    @property
    def day_first(self) -> bool | None:
        """Whether 11/12 is the 11th of December; None where the report is to tell."""
        return None if self.date_order == "auto" else self.date_order == "dmy"


class ChannelFacts(SQLModel):
    """What Slack said of a channel at `checked_at`.

    `connect` is one shared with another organisation, `gone` one that the bot is in no more or that is no more.
    """

    model_config = FROZEN

    private: bool
    connect: bool = False
    archived: bool = False
    gone: bool = False
    checked_at: dt.datetime | None = None


class Channels:
    """Channels and their settings, over an open store. No clock: every verb is told the time."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def known(self, team: str, channel: str) -> tuple[ChannelSettings, ChannelFacts | None]:
        """How the bot is to behave in a channel, and what Slack said of it when it was last asked, if it ever was."""
        row = self._row(team, channel)
        if row is None:
            return ChannelSettings(), None
        settings = ChannelSettings.model_validate(row.settings)
        if row.private is None:
            return settings, None
        return settings, ChannelFacts.model_validate(row, from_attributes=True)

    def settings(self, team: str, channel: str) -> ChannelSettings:
        """How the bot is to behave in a channel."""
        return self.known(team, channel)[0]

    def change(self, team: str, channel: str, settings: ChannelSettings, *, by: str, at: dt.datetime) -> None:
        """Set how the bot is to behave in a channel, all of it."""
        set_now = {"settings": settings.model_dump(mode="json"), "changed_by": by, "changed_at": at}
        self._keep(team, channel, **set_now)

    def facts(self, team: str, channel: str) -> ChannelFacts | None:
        """What Slack said of a channel when it was last asked; None where it never was."""
        return self.known(team, channel)[1]

    def learn(self, team: str, channel: str, facts: ChannelFacts, *, at: dt.datetime | None) -> None:
        """Keep what Slack says of a channel; `at` None where it was not asked and nobody can tell who hears there."""
        self._keep(team, channel, **facts.model_dump(exclude={"checked_at"}), checked_at=at)

    def reading(self, team: str) -> list[str]:
        """The channels of a workspace in which posted reports are to be noticed."""
        with self.store.reading() as session:
            rows = session.execute(select(channels).where(channels.c.team == team).order_by(channels.c.channel))
            return [row.channel for row in rows if ChannelSettings.model_validate(row.settings).reads_reports]

    def _row(self, team: str, channel: str) -> Row[Any] | None:
        here = and_(channels.c.team == team, channels.c.channel == channel)
        with self.store.reading() as session:
            return session.execute(select(channels).where(here)).first()

    def _keep(self, team: str, channel: str, **values: Any) -> None:
        here = and_(channels.c.team == team, channels.c.channel == channel)
        with self.store.writing() as session:
            insert_once(session, channels, team=team, channel=channel, settings={}, changed_by="")
            session.execute(update(channels).where(here).values(**values))
