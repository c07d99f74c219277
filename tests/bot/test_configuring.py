"""The words of a channel's settings."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.configuring import SETTINGS, NotASetting, changed, zone_named
from store.channels import ChannelSettings


@given(st.text(max_size=40), st.sampled_from([one.word for one in SETTINGS]))
def test_any_words_set_something_that_reads_back_or_are_refused_with_what_to_write(value: str, word: str) -> None:
    try:
        settings = changed(ChannelSettings(), word, value)
    except NotASetting as refused:
        assert str(refused).rstrip(".")
    else:
        assert ChannelSettings.model_validate(settings.model_dump(mode="json")) == settings
        said = next(one for one in SETTINGS if one.word == word).say(settings)
        assert changed(ChannelSettings(), word, said) == settings


def test_every_zone_is_known_by_its_name_in_any_case() -> None:
    names = available_timezones() - {"localtime", "Factory"}
    assert all(zone_named(name.lower()).casefold() == name.casefold() for name in names)


@pytest.mark.parametrize(
    ("words", "zone"), [("anchorage", "America/Anchorage"), ("New York", "America/New_York"), ("utc", "UTC")]
)
def test_a_zone_is_known_by_its_city(words: str, zone: str) -> None:
    assert zone_named(words) == zone


def test_editors_are_groups_by_mention_or_id() -> None:
    settings = changed(ChannelSettings(), "editors", "<!subteam^S0EDITORS|@editors> S0DESKERS")
    assert settings.groups == ("S0EDITORS", "S0DESKERS")
    assert settings.may_edit == "groups"
