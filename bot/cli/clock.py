"""The day that a command takes for today."""

import datetime as dt
from zoneinfo import ZoneInfo

from bot.app import now
from bot.settings import load_settings


def today(day: dt.date | None = None) -> dt.date:
    """The day that the user named, else the desk's local day. Raises SettingsError."""
    return day or now().astimezone(ZoneInfo(load_settings().desk_zone)).date()
