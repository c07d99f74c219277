"""Several days in one phrase: from one to another, lists of days, nights between two days."""

import datetime as dt
import re

from bot.reading.days import Base, DateRule, Days, Grain, day_of, make_day, month_of, without_year
from bot.reading.rules.dates.terms import (
    A_DAY_UNTIL,
    ANY_MONTH,
    COUNTED,
    DASH,
    DAY,
    MONTH,
    TO,
    WEEKDAY,
    YEAR,
    date_rule,
)
from bot.reading.rules.dates.written import BARE_OF

# "Feb. 27 and Aug. 29" are two days; "March 31 and April 1" may be one night.
AND = re.compile(r"\s(?:and|&)\s")
BETWEEN = re.compile(r"(?:from|between|over)\b", re.IGNORECASE)
TOGETHER = dt.timedelta(days=3)
# "6 a.m. Mar. 7 (Thu.) to 6 a.m. Mar. 8 (Fri.)": the days of a daily count, each with its hour.
HOUR = r"(?:\d{1,2}(?::?\d\d)?(?:\s?[ap]\.?m\.?|\shours)?,?\s(?:\([^()]{1,12}\)\s)?(?:on\s|of\s)?)"
IN_BRACKETS = r"(?:,?\s?\([A-Z][a-z]{1,8}\.?\))?"
FROM = r"(?:(?:from|between|(?:weekend|nights?) of|overnight)\s)?"


def _day_range(match: re.Match[str], base: Base) -> Days | None:
    groups = match.groupdict()
    first_month, last_month = month_of(groups["month"]), month_of(groups.get("month2") or groups["month"])
    if groups.get("year"):
        year = int(groups["year"])
        first = make_day(year, first_month, day_of(match["day"]))
        last = make_day(year, last_month, day_of(match["day2"]))
    else:
        last, _ = without_year(last_month, day_of(match["day2"]), base)
        first = make_day(last.year, first_month, day_of(match["day"])) if last else None
    if first and last and first > last and first.month > last.month:
        first = first.replace(year=first.year - 1)
    if not first or not last or first > last:
        return None
    apart = groups.get("month2") and AND.search(match.group()) and last - first > TOGETHER
    return Days(first, last, Grain.DAYS, listed=bool(apart) and not BETWEEN.match(match.group()))


def _day_until(match: re.Match[str], base: Base) -> Days | None:
    """The two days of 24 hours that end on the second of them."""
    month, day = month_of(match["month"]), day_of(match["day"])
    last = make_day(int(match["year"]), month, day) if match["year"] else without_year(month, day, base)[0]
    return Days(last - dt.timedelta(days=1), last, Grain.DAYS) if last else None


# A list before a pair and two months before one: what is longer stands first.
RANGES: tuple[DateRule, ...] = (
    date_rule("24 hours to a day", rf"{A_DAY_UNTIL}(?:{WEEKDAY},?\s)?\(?(?P<month>{MONTH})\s(?P<day>{DAY})\)?(?:,?\s(?P<year>{YEAR}))?", _day_until,
              ("24 hours to 6 a.m. April 17", "2017-04-16", "2017-04-17"), ("24 hours ending at 6 a.m. on Monday (April 17)", "2017-04-16", "2017-04-17"),
              ignores=("24 hours of April 17", "124 hours to April 17")),
    date_rule("list of days and month", rf"(?P<day>{DAY}),\s(?:{DAY},\s){{0,9}}{DAY},?\s(?:and|&)\s(?:the\s)?(?P<day2>{DAY})\s(?:of\s)?(?P<month>{ANY_MONTH})(?:,?\s(?P<year>{YEAR}))?", _day_range,
              ("3, 4 and 6 April", "2017-04-03", "2017-04-06"), ("10, 12, 14, and 15 March 2016", "2016-03-10", "2016-03-15"), ignores=("3, 4 and 6 may fly", "3, 4 and 6 jets in April")),
    date_rule("month and list of days", rf"(?P<month>{MONTH})\s(?P<day>{DAY}),\s(?:{DAY},\s){{0,9}}{DAY},?\s(?:and|&)\s(?P<day2>{DAY})(?!\d|:\d){COUNTED}(?:,?\s(?P<year>{YEAR}))?", _day_range,
              ("April 3, 4 and 6", "2017-04-03", "2017-04-06"), ("March 10, 12, 14 and 15, 2016", "2016-03-10", "2016-03-15"), ignores=("April 3, 4 and 6 fighters", "they may 3, 4 and 6")),
    date_rule("days across months", rf"{FROM}(?P<month>{MONTH})\s(?P<day>{DAY})(?:{DASH}|/)(?P<month2>{MONTH})\s(?P<day2>{DAY})(?!\d|:\d)(?:,?\s(?P<year>{YEAR}))?", _day_range,
              ("March 30 to April 2, 2016", "2016-03-30", "2016-04-02"), ("December 30 - January 2", "2016-12-30", "2017-01-02"), ignores=("they may 30 to April 2", "March 30 2015 to date")),
    date_rule("hours across days", rf"(?P<month>{MONTH})\s(?P<day>{DAY}){IN_BRACKETS}(?:,?\s{YEAR})?{TO}{HOUR}(?P<month2>{MONTH})\s(?P<day2>{DAY})(?!\d|:\d){IN_BRACKETS}(?:,?\s(?P<year>{YEAR}))?", _day_range,
              ("6 a.m. Apr. 7 (Fri.) to 6 a.m. Apr. 8 (Sat.), 2016", "2016-04-07", "2016-04-08"), ("06:00 on April 7 to 06:00 on April 8", "2017-04-07", "2017-04-08"), ignores=("April 7 to 6 p.m.", "April 7 to 12 aircraft on April 8")),
    date_rule("hours across days of a month", rf"(?P<day>{DAY})\s(?P<month>{MONTH})(?:,?\s{YEAR})?{TO}{HOUR}(?P<day2>{DAY})\s(?P<month2>{MONTH})(?:,?\s(?P<year>{YEAR}))?", _day_range,
              ("0600 on 7 April to 0600 on 8 April 2016", "2016-04-07", "2016-04-08"), ignores=("7 April to 0600", "7 April to 12 May-type boats")),
    date_rule("days and months", rf"{FROM}(?:the\s)?(?P<day>{DAY})\s(?:of\s)?(?P<month>{ANY_MONTH})(?:{DASH}|/)(?:the\s)?(?P<day2>{DAY})\s(?:of\s)?(?P<month2>{ANY_MONTH})(?:,?\s(?P<year>{YEAR}))?", _day_range,
              ("30 March-2 April", "2017-03-30", "2017-04-02"), ("from 30 March until 2 April 2016", "2016-03-30", "2016-04-02"), ("31 March/1 April", "2017-03-31", "2017-04-01"), ignores=("the 2 may and 3 may not fly", "30 Marches to 2 Aprils")),
    date_rule("month and two days", rf"{FROM}(?P<month>{MONTH})\s(?P<day>{DAY})(?:{DASH}|/)(?P<day2>{DAY})(?!\d|:\d|/\d|\s?(?:a\.?m|p\.?m)|\s(?:of\s)?{MONTH}){COUNTED}(?:,?\s(?P<year>{YEAR}))?", _day_range,
              ("April 17-20", "2017-04-17", "2017-04-20"), ("from March 20 to 21, 2023", "2023-03-20", "2023-03-21"), ("overnight September 9/10, 2016", "2016-09-09", "2016-09-10"),
              ignores=("On April 3 and 12 fighters came.", "March 3 to 6 p.m.", "in May 4-5 bombers")),
    date_rule("two days and month", rf"{FROM}(?:the\s)?(?P<day>{DAY})(?:{DASH}|/)(?:the\s)?{BARE_OF}(?P<day2>{DAY})\s(?:of\s)?(?P<month>{ANY_MONTH})(?:,?\s(?P<year>{YEAR}))?", _day_range,
              ("28 and 29 October 2014", "2014-10-28", "2014-10-29"), ("the night of 14/15 March", "2017-03-14", "2017-03-15"), ("the weekend of 8-9 April", "2017-04-08", "2017-04-09"), ignores=("two Su-27 May", "the 12 and the 24 of September 23", "2 and 3 may turn")),
)  # fmt: skip
