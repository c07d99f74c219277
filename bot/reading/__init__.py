"""Reading: report text in, incident drafts with their evidence out. `read` is the door; `account` tells why as well."""

from bot.reading.account import Account, Ground, Passed, account
from bot.reading.draft import Reading, read

__all__ = ["Account", "Ground", "Passed", "Reading", "account", "read"]
