"""Every setting of the bot: read from the environment and `.env`, checked once, a sentence for each mistake."""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from store.errors import DeskError

SLACK_API = "https://slack.com/api/"


class SettingsError(DeskError):
    """A setting that is missing or cannot be used; its sentence names the setting and gives an example."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise ValueError("is not an IANA time zone") from unknown
    return name


def _channel(channel: str) -> str:
    if channel and not re.fullmatch(r"[CGD][A-Z0-9]+", channel):
        raise ValueError("is not a channel id (it stands at the bottom of the channel's details in Slack)")
    return channel


Zone = Annotated[str, AfterValidator(_zone)]


@dataclass(frozen=True, slots=True)
class AppCredentials:
    """What an app that many workspaces install is known by at Slack, and the address that people reach it at."""

    client_id: str
    client_secret: str = field(repr=False)
    public_url: str


def default_database() -> str:
    """The SQLite file that the ledger lives in by default, in the platform's folder for data."""
    return f"sqlite:///{user_data_path('intercept-desk', appauthor=False) / 'ledger.db'}"


class Settings(BaseSettings):
    """The settings, named as in the environment but in lower case; secrets and addresses never show in a repr."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    database_url: str = Field(
        default_factory=default_database,
        repr=False,
        description="Where the ledger lives: a SQLite file or PostgreSQL.",
        examples=["postgresql://desk@localhost/intercepts"],
    )
    jobs_database_url: str | None = Field(
        default=None,
        repr=False,
        description="Where scheduled runs are kept; unset: beside the ledger.",
        examples=["sqlite:///jobs.db"],
    )
    slack_mode: Literal["socket", "http"] = Field(
        default="socket",
        description="How Slack reaches the bot: `socket` needs no public address, `http` listens on PORT.",
        examples=["socket"],
    )
    slack_bot_token: SecretStr | None = Field(
        default=None,
        description="The bot token of the installed app (OAuth & Permissions).",
        examples=["xoxb-..."],
    )
    slack_app_token: SecretStr | None = Field(
        default=None,
        description="The app-level token with connections:write, for socket mode (Basic Information).",
        examples=["xapp-..."],
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        description="The signing secret, for http mode (Basic Information).",
        examples=["8f742231b10e8888abcd99yyyzzz85a5"],
    )
    slack_client_id: str = Field(
        default="",
        description="The app's client id, for many workspaces that install it (Basic Information); http mode only.",
        examples=["1234567890.1234567890"],
    )
    slack_client_secret: SecretStr | None = Field(
        default=None,
        description="The client secret, for many workspaces (Basic Information).",
        examples=["8f742231b10e8888abcd99yyyzzz85a5"],
    )
    public_url: str = Field(
        default="",
        description="The https address that Slack and installers reach http mode at, for many workspaces.",
        examples=["https://desk.example.org"],
    )
    slack_api_url: str = Field(
        default=SLACK_API,
        description="Slack's Web API; only a proxy or a test needs another.",
        examples=[SLACK_API],
    )
    port: int = Field(
        default=3000, ge=0, le=65535, description="The port that http mode listens on.", examples=["3000"]
    )
    health_port: int | None = Field(
        default=None,
        ge=0,
        le=65535,
        description="The port of `/healthz` in socket mode; unset: none. In http mode it is on PORT.",
        examples=["8080"],
    )
    admin_user: str = Field(
        default="",
        pattern=r"^([UW][A-Z0-9]+)?$",
        description="The user id that is told in a direct message when a channel takes no messages; unset: who asked.",
        examples=["U024BE7LH"],
    )
    desk_zone: Zone = Field(
        default="UTC",
        description="The desk's IANA time zone: it decides what `today` is.",
        examples=["America/Anchorage"],
    )
    digest_channel: Annotated[str, AfterValidator(_channel)] = Field(
        default="",
        description="The channel id that the digest is posted to; unset: no scheduled digest.",
        examples=["C024BE91L"],
    )
    digest_time: dt.time = Field(
        default=dt.time(8),
        description="The local time of the digest, HH:MM.",
        examples=["08:00"],
    )
    digest_zone: Zone | None = Field(
        default=None,
        description="The IANA time zone of the digest and of its days; unset: DESK_ZONE.",
        examples=["America/Anchorage"],
    )
    digest_days: Literal["daily", "weekdays", "weekly"] = Field(
        default="daily",
        description="`daily`, `weekdays` (Mondays cover the weekend) or `weekly` (Mondays, the week before).",
        examples=["daily"],
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="How much the bot logs: DEBUG, INFO, WARNING or ERROR.",
        examples=["INFO"],
    )

    @field_validator("digest_time", mode="before")
    @classmethod
    def _hours_and_minutes(cls, value: object) -> object:
        if isinstance(value, dt.time):
            return value
        match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", str(value).strip())
        if not match:
            raise ValueError("is not a time of day, HH:MM")
        return dt.time(int(match[1]), int(match[2]))

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("slack_api_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if not re.fullmatch(r"https?://\S+", value):
            raise ValueError("is not a web address")
        return value if value.endswith("/") else value + "/"

    @field_validator("public_url")
    @classmethod
    def _public(cls, value: str) -> str:
        if value and not re.fullmatch(r"https://[^\s?#]+|http://(localhost|127\.0\.0\.1)(:\d+)?/?", value):
            raise ValueError("is not an https address")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _digest_where_the_desk_is(self) -> Self:
        self.digest_zone = self.digest_zone or self.desk_zone
        return self

    def bot_token(self) -> str:
        """The bot token. Raises SettingsError where it is not set."""
        return self._needed("slack_bot_token")

    def app_token(self) -> str:
        """The app-level token for socket mode. Raises SettingsError where it is not set."""
        return self._needed("slack_app_token")

    def signing_secret(self) -> str:
        """The signing secret for http mode. Raises SettingsError where it is not set."""
        return self._needed("slack_signing_secret")

    @property
    def many_workspaces(self) -> bool:
        """Whether workspaces install the app by themselves, instead of one having its token in the settings."""
        return bool(self.slack_client_id.strip())

    def credentials(self) -> AppCredentials:
        """What many workspaces install the app with. Raises SettingsError where that cannot be."""
        if self.slack_mode != "http":
            raise SettingsError(
                "SLACK_CLIENT_ID is for many workspaces, which only http mode serves: set SLACK_MODE=http, "
                "or take SLACK_CLIENT_ID out and set SLACK_BOT_TOKEN for one workspace."
            )
        if self.slack_bot_token:
            raise SettingsError(
                "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set: keep the first for one workspace, "
                "or the second for many."
            )
        if self.digest_channel:
            raise SettingsError(
                "DIGEST_CHANNEL is for one workspace: take it out, and order digests in their channels "
                "with `/intercept digest`."
            )
        if not self.public_url:
            raise SettingsError(self._unset("public_url"))
        return AppCredentials(self.slack_client_id.strip(), self._needed("slack_client_secret"), self.public_url)

    def secrets(self) -> tuple[str, ...]:
        """Every secret that is set: what must never be read in a log."""
        kept = (getattr(self, name) for name in type(self).model_fields)
        return tuple(one.get_secret_value() for one in kept if isinstance(one, SecretStr) and one.get_secret_value())

    def jobs_url(self) -> str:
        """The address of the database for scheduled runs: the one that was set, or one beside the ledger.

        Beside a SQLite ledger it is a file of its own, so that neither waits for the other's writes.
        """
        if self.jobs_database_url:
            return self.jobs_database_url
        if self.database_url.startswith("sqlite"):
            path = Path(self.database_url.removeprefix("sqlite:///"))
            return f"sqlite:///{path.with_name(path.stem + '-jobs' + (path.suffix or '.db'))}"
        return re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql://", self.database_url)

    def _needed(self, field: str) -> str:
        secret: SecretStr | None = getattr(self, field)
        if secret is None or not secret.get_secret_value().strip():
            raise SettingsError(self._unset(field))
        return secret.get_secret_value().strip()

    @staticmethod
    def _unset(field: str) -> str:
        says = Settings.model_fields[field].description
        return f"{field.upper()} is not set: put it into .env or the environment. {says}"


def load_settings(*, env_file: Path | None = Path(".env"), **overrides: object) -> Settings:
    """The settings of the environment and of `env_file`; `overrides` win. Raises SettingsError."""
    try:
        return Settings(_env_file=env_file, **overrides)  # type: ignore[arg-type,call-arg]
    except ValidationError as wrong:
        raise SettingsError(_sentence(wrong)) from None  # the cause would show what was typed, which may be a secret


def _sentence(wrong: ValidationError) -> str:
    first = wrong.errors(include_input=False, include_url=False)[0]
    field = str(first["loc"][0]) if first["loc"] else ""
    known = Settings.model_fields.get(field)
    example = f"; for example {field.upper()}={known.examples[0]}" if known and known.examples else ""
    says = first["msg"].removeprefix("Value error, ")
    says = says if first["type"] == "value_error" else f"cannot be used: {says[:1].lower()}{says[1:]}"
    return f"{field.upper()} {says}{example}."
