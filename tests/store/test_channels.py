"""Each channel has its settings and what Slack said of it, apart from those of the same id elsewhere."""

import datetime as dt

import pytest

from store.channels import ChannelFacts, Channels, ChannelSettings
from store.database import Store
from tests.store.making import NOON

LATER = NOON + dt.timedelta(minutes=1)


@pytest.fixture
def channels(store: Store) -> Channels:
    """No channels, on each of the two databases."""
    return Channels(store)


def test_a_channel_where_nobody_set_anything_has_the_defaults(channels: Channels) -> None:
    assert channels.settings("T1", "C1") == ChannelSettings()
    assert channels.facts("T1", "C1") is None
    channels.learn("T1", "C1", ChannelFacts(private=True), at=NOON)
    assert channels.settings("T1", "C1") == ChannelSettings()


def test_settings_are_kept_until_they_are_changed(channels: Channels) -> None:
    wanted = ChannelSettings(auto_save=True, may_edit="groups", groups=("S1", "S2"), zone="Asia/Tokyo", emoji="plane")
    channels.change("T1", "C1", wanted, by="U1", at=NOON)
    assert channels.settings("T1", "C1") == wanted
    assert channels.facts("T1", "C1") is None
    assert channels.settings("T2", "C1") == ChannelSettings()
    channels.change("T1", "C1", ChannelSettings(reply="channel"), by="U2", at=LATER)
    assert channels.settings("T1", "C1") == ChannelSettings(reply="channel")


def test_facts_and_settings_do_not_touch_each_other(channels: Channels) -> None:
    wanted = ChannelSettings(reads_reports=True)
    channels.learn("T1", "C1", ChannelFacts(private=False), at=NOON)
    channels.change("T1", "C1", wanted, by="U1", at=NOON)
    channels.learn("T1", "C1", ChannelFacts(private=True, connect=True, archived=True, gone=True), at=LATER)
    assert channels.settings("T1", "C1") == wanted
    assert channels.facts("T1", "C1") == ChannelFacts(
        private=True, connect=True, archived=True, gone=True, checked_at=LATER
    )


def test_the_channels_whose_reports_are_noticed_are_listed(channels: Channels) -> None:
    for channel in ("C2", "C1"):
        channels.change("T1", channel, ChannelSettings(reads_reports=True), by="U1", at=NOON)
    channels.change("T1", "C3", ChannelSettings(), by="U1", at=NOON)
    assert channels.reading("T1") == ["C1", "C2"]
    assert channels.reading("T2") == []
