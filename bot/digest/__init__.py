"""Digests: what the ledger says of some local days and why it is notable, as text and as Markdown."""

from bot.context.model import Statement
from bot.digest.build import build
from bot.digest.model import Digest, Period, Section
from bot.digest.period import days_before, local_day, period_for, week_before, week_for
from bot.digest.text import digest_markdown, digest_text

__all__ = [
    "Digest",
    "Period",
    "Section",
    "Statement",
    "build",
    "days_before",
    "digest_markdown",
    "digest_text",
    "local_day",
    "period_for",
    "week_before",
    "week_for",
]
