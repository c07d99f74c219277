"""Settings: every mistake is a sentence that names the setting, and no secret is ever shown."""

import datetime as dt
import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("DIGEST_TIME", "25:00", "DIGEST_TIME is not a time of day, HH:MM; for example DIGEST_TIME=08:00."),
        ("DIGEST_TIME", "8 am", "DIGEST_TIME is not a time of day"),
        ("DESK_ZONE", "Mars/Olympus", "DESK_ZONE is not an IANA time zone; for example DESK_ZONE="),
        ("DIGEST_ZONE", "AKST!", "DIGEST_ZONE is not an IANA time zone"),
        ("DIGEST_CHANNEL", "#news", "DIGEST_CHANNEL is not a channel id"),
        ("PORT", "http", "PORT cannot be used: "),
        ("PORT", "99999", "PORT cannot be used: "),
        ("SLACK_MODE", "ftp", "SLACK_MODE cannot be used: input should be 'socket' or 'http'"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL cannot be used"),
        ("SLACK_API_URL", "slack", "SLACK_API_URL is not a web address"),
        ("DIGEST_DAYS", "hourly", "DIGEST_DAYS cannot be used"),
        ("PUBLIC_URL", "http://desk.example.org", "PUBLIC_URL is not an https address"),
        ("PUBLIC_URL", "https://desk.example.org/?a=b", "PUBLIC_URL is not an https address"),
    ],
)
def test_a_bad_value_is_told_in_one_sentence_with_an_example(
    monkeypatch: pytest.MonkeyPatch, field: str, value: str, says: str
) -> None:
    monkeypatch.setenv(field, value)
    with pytest.raises(SettingsError) as told:
        load_settings(env_file=None)
    assert str(told.value).startswith(says)
    assert "for example" in str(told.value)
    assert "\n" not in str(told.value)


def test_the_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DIGEST_TIME=7:30\nDESK_ZONE=Asia/Tokyo\nLOG_LEVEL=debug\nUNKNOWN_THING=1\n")
    monkeypatch.setenv("DESK_ZONE", "America/Anchorage")
    settings = load_settings(env_file=file)
    assert settings.digest_time == dt.time(7, 30)
    assert settings.desk_zone == settings.digest_zone == "America/Anchorage"
    assert settings.log_level == "DEBUG"


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    monkeypatch.setenv("PORT", "")
    settings = load_settings(env_file=None)
    assert settings.port == 3000
    with pytest.raises(SettingsError, match=r"SLACK_BOT_TOKEN is not set: put it into \.env"):
        settings.bot_token()


def test_neither_repr_nor_error_shows_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-hush")
    monkeypatch.setenv("DATABASE_URL", "postgresql://desk:hush@db/desk")
    settings = load_settings(env_file=None)
    assert "hush" not in repr(settings) + str(settings)
    assert settings.bot_token() == "xoxb-hush"
    monkeypatch.setenv("DIGEST_TIME", "xoxb-hush")
    with pytest.raises(SettingsError) as told:
        load_settings(env_file=None)
    assert "hush" not in str(told.value)
    assert told.value.__suppress_context__


def test_the_secrets_that_logs_must_hide_are_all_that_are_set() -> None:
    settings = load_settings(
        env_file=None, slack_bot_token="hush-1", slack_signing_secret="hush-2", slack_client_secret="hush-3"
    )
    assert set(settings.secrets()) == {"hush-1", "hush-2", "hush-3"}
    assert not any(secret in repr(settings) for secret in settings.secrets())


def test_an_app_for_many_workspaces_keeps_its_secret_out_of_sight() -> None:
    settings = load_settings(
        env_file=None,
        slack_mode="http",
        slack_client_id=" 1.2 ",
        slack_client_secret="hush",
        public_url="https://desk.example.org/",
    )
    given = settings.credentials()
    assert (given.client_id, given.client_secret) == ("1.2", "hush")
    assert given.public_url == "https://desk.example.org"
    assert "hush" not in repr(given)


@pytest.mark.parametrize(
    ("ledger", "jobs"),
    [
        ("sqlite:////data/ledger.db", "sqlite:////data/ledger-jobs.db"),
        ("sqlite:///ledger.sqlite", "sqlite:///ledger-jobs.sqlite"),
        ("postgres://desk@db/desk", "postgresql://desk@db/desk"),
        ("postgresql+psycopg://desk@db/desk", "postgresql://desk@db/desk"),
    ],
)
def test_runs_are_kept_beside_the_ledger(ledger: str, jobs: str) -> None:
    assert load_settings(env_file=None, database_url=ledger).jobs_url() == jobs


def test_runs_are_kept_elsewhere_where_that_is_set() -> None:
    assert load_settings(env_file=None, jobs_database_url="sqlite:///x.db").jobs_url() == "sqlite:///x.db"


def test_every_setting_is_documented_with_an_example() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.examples, name


def test_the_example_file_lists_every_setting_with_one_comment_and_loads() -> None:
    text = (ROOT / ".env.example").read_text()
    named = re.findall(r"((?:^#[^\n]*\n)+)^(?:# )?([A-Z_]+)=", text, re.MULTILINE)
    assert [setting for _, setting in named] == [field.upper() for field in Settings.model_fields]
    assert all(comment.count("\n") == 1 for comment, _ in named)
    assert load_settings(env_file=ROOT / ".env.example").slack_mode == "socket"
