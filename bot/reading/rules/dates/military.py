"""Days as messages and logs write them: date-time groups, run-together days, slashed days of a log."""

import datetime as dt
import re

from bot.reading.days import Base, DateRule, Days, day_of, full_year, make_day, month_of, one, without_year
from bot.reading.rules.dates.terms import RUN_MONTH, date_rule

TIME = r"(?P<time>(?:[01]\d|2[0-3])[0-5]\d)"
ZONE = r"(?P<zone>Z|[A-IK-Y])"
OF_MONTH = r"(?P<day>0[1-9]|[12]\d|3[01])"


def _whole(match: re.Match[str], base: Base) -> Days | None:
    found = make_day(full_year(match["year"]), month_of(match["month"]), day_of(match["day"]))
    return one(found) if found else None


def _without_year(match: re.Match[str], base: Base) -> Days | None:
    found, guess = without_year(month_of(match["month"]), day_of(match["day"]), base)
    return one(found, yearless=True, guess=guess) if found else None


def _without_month(match: re.Match[str], base: Base) -> Days | None:
    """`191930Z`: the last such day of a month by the day of publication."""
    if base.published is None:
        return None
    month, day = base.published.replace(day=1), day_of(match["day"])
    if day > base.published.day + 1:
        month = (month - dt.timedelta(days=1)).replace(day=1)
    found = make_day(month.year, month.month, day)
    return one(found, guess=f"{month:%B %Y} assumed") if found else None


def _log_day(match: re.Match[str], base: Base) -> Days | None:
    """`23/7:` at the head of a log line: of the two orders the one that lies in the nearer past."""
    if base.published is None:
        return None
    a, b = int(match["a"]), int(match["b"])
    orders = [without_year(month, day, base)[0] for month, day in ((b, a), (a, b)) if month <= 12]
    found = [day for day in orders if day is not None]
    return one(max(found), guess="order of day and month assumed") if found else None


GROUPS: tuple[DateRule, ...] = (
    date_rule("date-time group", rf"{OF_MONTH}(?:\s(?=\d{{4}}[A-IK-Z]))?{TIME}{ZONE}?\s?(?P<month>{RUN_MONTH})\s?(?P<year>20\d\d|\d\d)", _whole,
              ("211930ZMAR23", "2023-03-21", "2023-03-21"), ("211930Z Mar 2023", "2023-03-21", "2023-03-21"), ("21 1930Z MAR 23", "2023-03-21", "2023-03-21"), ("081405LAPR17", "2017-04-08", "2017-04-08"),
              ignores=("219930ZMAR23", "991930ZMAR23", "0600 Mar 2023")),
    date_rule("date-time group without year", rf"{OF_MONTH}{TIME}{ZONE}\s?(?P<month>{RUN_MONTH})", _without_year,
              ("191930ZAPR", "2017-04-19", "2017-04-19"), ("281930Z APR", "2016-04-28", "2016-04-28"), ignores=("191930APR", "501930ZAPR")),
    date_rule("date-time group without month", rf"{OF_MONTH}{TIME}Z", _without_month,
              ("191930Z", "2017-04-19", "2017-04-19"), ("291930Z", "2017-03-29", "2017-03-29"), ignores=("1930Z", "551930Z", "593000N1650000W")),
    date_rule("run-together day", rf"(?P<day>\d\d)(?P<month>{RUN_MONTH})(?P<year>\d\d(?:\d\d)?)", _whole, ("24SEP15", "2015-09-24", "2015-09-24"), ("03Apr2016", "2016-04-03", "2016-04-03"),
              ignores=("24SEPARATE15", "F16DEC1", "45SEP15")),
)  # fmt: skip

LOGS: tuple[DateRule, ...] = (
    date_rule("numeric day of a log", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?=:\s)", _log_day, ("13/4: two Il-20", "2017-04-13", "2017-04-13"), ("7/4: two Il-20", "2017-04-07", "2017-04-07"),
              ignores=("1/12 of the total", "a ratio of 3/4 to one", "24/7 watch")),
)  # fmt: skip
