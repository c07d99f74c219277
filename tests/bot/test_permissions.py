"""Who may edit, confirm, retract, share and configure is what the channel's settings say."""

import datetime as dt

import pytest

from bot.permissions import Deed, NotYours, Person, demand, may, needs
from store.channels import ChannelSettings
from store.records import Incident

EVERYONE = ChannelSettings()
MEMBERS = ChannelSettings(may_edit="members")
GROUPS = ChannelSettings(may_edit="groups", groups=("S1", "S2"))
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
RECORD = Incident(ref="INT-1001", logged_by="U1", logged_at=AT, revised_at=AT)


@pytest.mark.parametrize("deed", Deed)
def test_everyone_may_everything_where_nothing_is_set(deed: Deed) -> None:
    assert may(deed, Person("U2"), EVERYONE, RECORD) is None


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize(
    ("settings", "person", "refused"),
    [
        (MEMBERS, Person("U2", member=True), ""),
        (MEMBERS, Person("U2", member=False), "Only its members may"),
        (MEMBERS, Person("U2"), "grant the app channels:read"),
        (GROUPS, Person("U2", groups=frozenset({"S2"})), ""),
        (GROUPS, Person("U2", groups=frozenset({"S3"})), "Only members of its editor groups may"),
        (GROUPS, Person("U2", member=True), "grant the app usergroups:read"),
    ],
)
def test_only_those_may_whom_the_channel_names(
    deed: Deed, settings: ChannelSettings, person: Person, refused: str
) -> None:
    said = may(deed, person, settings, RECORD) or ""
    assert refused in said
    assert bool(said) == bool(refused)
    if refused:
        assert "`/intercept settings`" in said
        assert deed.value in said


def test_who_logged_a_record_may_take_it_back_and_no_more() -> None:
    assert may(Deed.RETRACT, Person("U1", member=False), MEMBERS, RECORD) is None
    with pytest.raises(NotYours):
        demand(Deed.EDIT, Person("U1", member=False), MEMBERS, RECORD)


def test_slack_is_asked_only_where_it_matters() -> None:
    assert [needs(settings) for settings in (EVERYONE, MEMBERS, GROUPS)] == [False, True, True]
