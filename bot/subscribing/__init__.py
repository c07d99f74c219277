"""What people write to subscribe: `weekly monday 07:30 Europe/Oslo near Norway in nm` as checked terms, and back."""

from bot.subscribing.about import wanted
from bot.subscribing.clocks import read_time, read_zone
from bot.subscribing.options import DAYS, LENGTHS, WEEKDAYS
from bot.subscribing.reading import read_change, read_digest, read_watch, tidied
from bot.subscribing.refusal import EXAMPLE, SURGE_EXAMPLE, WATCH_EXAMPLE, NotUnderstood
from bot.subscribing.saying import say_month_day, say_subscription, say_surge, say_terms, written
from bot.subscribing.surges import MOST_CAP, MOST_DAYS, MOST_USUAL_DAYS, checked_cap, checked_surge

__all__ = [
    "DAYS",
    "EXAMPLE",
    "LENGTHS",
    "MOST_CAP",
    "MOST_DAYS",
    "MOST_USUAL_DAYS",
    "SURGE_EXAMPLE",
    "WATCH_EXAMPLE",
    "WEEKDAYS",
    "NotUnderstood",
    "checked_cap",
    "checked_surge",
    "read_change",
    "read_digest",
    "read_time",
    "read_watch",
    "read_zone",
    "say_month_day",
    "say_subscription",
    "say_surge",
    "say_terms",
    "tidied",
    "wanted",
    "written",
]
