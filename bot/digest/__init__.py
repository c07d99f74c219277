"""Digests: what the ledger says of some local days and why it is notable, as text, Markdown and HTML."""

from bot.context.model import Statement
from bot.digest.build import build
from bot.digest.model import Beside, Digest, Earlier, Length, Period, Revised, Section, Unit
from bot.digest.outline import Part, outline, say_statement
from bot.digest.period import days_before, local_day, local_zone, period_for, week_before, week_for
from bot.digest.text import digest_html, digest_markdown, digest_text, part_text

__all__ = [
    "Beside",
    "Digest",
    "Earlier",
    "Length",
    "Part",
    "Period",
    "Revised",
    "Section",
    "Statement",
    "Unit",
    "build",
    "days_before",
    "digest_html",
    "digest_markdown",
    "digest_text",
    "local_day",
    "local_zone",
    "outline",
    "part_text",
    "period_for",
    "say_statement",
    "week_before",
    "week_for",
]
