"""The forms of date phrases by kind, in the order in which they are tried."""

from bot.reading.days import DateRule
from bot.reading.rules.dates.foreign import FOREIGN, FOREIGN_RULE
from bot.reading.rules.dates.holidays import HOLIDAYS
from bot.reading.rules.dates.military import GROUPS, LOGS
from bot.reading.rules.dates.quarters import PARTS_OF_YEARS
from bot.reading.rules.dates.relative import AROUND, BESIDE
from bot.reading.rules.dates.spans import RANGES
from bot.reading.rules.dates.stretches import BARE, NAMED, SEVERAL
from bot.reading.rules.dates.terms import WEEKDAYS
from bot.reading.rules.dates.weekdays import DAYS_OF_THE_WEEK, WEEKS
from bot.reading.rules.dates.written import WHOLE, YEARLESS

__all__ = ["FOREIGN", "FOREIGN_RULE", "RULES", "WEEKDAYS"]

# The first rule to claim a stretch of text keeps it, so the longer and more telling forms stand first.
RULES: tuple[DateRule, ...] = (
    *GROUPS,  # digits and capitals run together: nothing else looks like them
    *PARTS_OF_YEARS,  # "the year to March 31" before "March 31"
    *SEVERAL,  # "January-March 2016" before "March 2016"
    *RANGES,  # "April 17-20" before "April 17"
    *WHOLE,  # with their year, before those without
    *HOLIDAYS,  # "Good Friday" before "Friday", "the Fourth of July" before "July"
    *WEEKS,  # "the week of 3 April" before "3 April"
    *YEARLESS,
    *NAMED,
    *DAYS_OF_THE_WEEK,
    *LOGS,
    *BESIDE,
    *AROUND,
    *BARE,  # "in March", "of 2016": what is left of anything above
)
