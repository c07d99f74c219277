"""Reading: report text in, incident drafts with their evidence out. `read` is the only door."""

from bot.reading.draft import Reading, read

__all__ = ["Reading", "read"]
