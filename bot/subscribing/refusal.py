"""The sentence that words are refused with, and the examples that such sentences give."""

from store.errors import DeskError

EXAMPLE = "`/intercept digest daily 08:00 America/Anchorage near Alaska`"
WATCH_EXAMPLE = "`/intercept watch Tu-160 within 100 nm of the United Kingdom`"
SURGE_EXAMPLE = "`/intercept watch 3 or more in 7 days near Alaska`"


class NotUnderstood(DeskError):
    """Words that are no subscription; the sentence says which of them, and what would be one."""
