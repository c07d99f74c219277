"""Whole days as they are written: day, month and year in any order, with and without the year."""

import datetime as dt
import re
from dataclasses import replace

from bot.reading.days import (
    UNKNOWN_DAY,
    Base,
    DateRule,
    Days,
    day_of,
    full_year,
    make_day,
    month_of,
    named_year,
    one,
    past_year,
    whole_month,
    without_year,
)
from bot.reading.rules.dates.terms import (
    ANY_MONTH,
    COUNTED,
    DAY,
    MONTH,
    NTH,
    OF_YEAR,
    ORDINALS,
    SHORT_YEAR,
    YEAR,
    date_rule,
)

ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
A_DAY_AHEAD = dt.timedelta(days=2)
# "14 Feb 23 at 0400" names a year, "on 3 April 12 aircraft" a count and "3 Apr, 02:15" an hour.
TWO_DIGITS = rf"(?:{SHORT_YEAR}|(?<!, )\d\d(?=[\s,.;:)]|$)(?!:\d|\sUTC|\s?Z\b|\shours|\sGMT){COUNTED})"
# Of "25 of April 12" the day is the 12th: a bare number before "of" counts, unless the year or nothing follows.
BARE_OF = r"(?!\d+\s+of\s+[A-Za-z]+\.?\s\d{1,2}\b)"


def _day_month_year(match: re.Match[str], base: Base) -> Days | None:
    day, month, year = day_of(match["day"]), month_of(match["month"]), match["year"]
    if year:
        found = make_day(past_year(year, base), month, day)
        return one(found) if found else None
    if make_day(2024, month, day) is None:
        return None
    if match["of"]:
        named = named_year(match["of"], base)
        told = make_day(named, month, day) if named is not None else None
        return one(told) if told else replace(UNKNOWN_DAY, yearless=True)
    if base.year is None and base.published is None:
        return replace(UNKNOWN_DAY, yearless=True)
    found, guess = without_year(month, day, base)
    return one(found, yearless=True, guess=guess) if found else None


def _in_words(match: re.Match[str], base: Base) -> Days | None:
    """`the third of April`, `April the twenty-first`."""
    day = ORDINALS[(match["day"] or match["day2"]).lower()]
    month, year = month_of(match["month"] or match["month2"]), match["year"]
    if year:
        told = make_day(int(year), month, day)
        return one(told) if told else None
    found, guess = without_year(month, day, base)
    return one(found, yearless=True, guess=guess) if found else None


def _numeric(match: re.Match[str], base: Base) -> Days | None:
    a, b, year = int(match["a"]), int(match["b"]), full_year(match["year"])
    orders = {"day first": make_day(year, b, a), "month first": make_day(year, a, b)}
    dotted = match["sep"] == "."
    possible = {order: day for order, day in orders.items() if day}
    if not possible:
        return None
    if len(set(possible.values())) == 1:
        return one(next(iter(possible.values())))
    day_first = base.day_first if base.day_first is not None else dotted
    guess = "" if dotted or base.day_first is not None else "day and month in month-first order assumed"
    if base.published and base.day_first is None and not dotted:
        # A report is about the recent past: an order that lands in the future is the wrong one.
        past = {order: day for order, day in possible.items() if day <= base.published + A_DAY_AHEAD}
        if len(past) == 1:
            return one(next(iter(past.values())))
    return one(possible["day first" if day_first else "month first"], guess=guess)


def _numeric_without_year(match: re.Match[str], base: Base) -> Days | None:
    """`on 20/04`; of `on 4/5` the order is the outlet's or the channel's, else month first, as an assumption."""
    a, b = int(match["a"]), int(match["b"])
    orders = {"day first": (b, a), "month first": (a, b)}
    possible = {order: pair for order, pair in orders.items() if make_day(2024, *pair)}
    if not possible:
        return None
    if base.year is None and base.published is None:
        return replace(UNKNOWN_DAY, yearless=True)
    wanted = "day first" if base.day_first else "month first"
    open_order = len(possible) > 1 and a != b and base.day_first is None
    found, guess = without_year(*possible.get(wanted, next(iter(possible.values()))), base)
    guesses = [guess, "day and month in month-first order assumed" if open_order else ""]
    return one(found, yearless=True, guess="; ".join(one for one in guesses if one)) if found else None


def _year_first(match: re.Match[str], base: Base) -> Days | None:
    found = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return one(found) if found else None


def _iso_month(match: re.Match[str], base: Base) -> Days | None:
    return whole_month(int(match["year"]), int(match["month"]))


def _day_of_month(match: re.Match[str], base: Base) -> Days | None:
    """`on the 3rd`, `the 18th of last month`: in the month of the day named last, else the last such day."""
    day, which = day_of(match["day"]), (match["which"] or "").lower()
    start = base.named if base.named and which not in ("last", "this") else base.published
    if start is None:
        return UNKNOWN_DAY
    month = start.replace(day=1)
    if which == "last" or (not which and start == base.published and day > start.day):
        month = (month - dt.timedelta(days=1)).replace(day=1)
    found = make_day(month.year, month.month, day)
    return one(found, guess="" if which in ("last", "this") else f"{month:%B %Y} assumed") if found else None


# Years, months and days together before pairs of them: what names more stands first.
WHOLE: tuple[DateRule, ...] = (
    date_rule("ISO day", r"(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>0\d|1[0-2])(?P=sep)(?P<day>\d\d)(?:T[\d:.]{2,12}Z?)?", _year_first,
              ("2023-03-21", "2023-03-21", "2023-03-21"), ("2016/04/03", "2016-04-03", "2016-04-03"), ("2016.04.03", "2016-04-03", "2016-04-03"), ("2016-04-03T02:15Z", "2016-04-03", "2016-04-03"),
              ignores=("file 2023-13-21", "a fleet of 2016-04 boats", "from 2016/04/5 to 9")),
    date_rule("run-together ISO day", r"(?P<year>20[0-3]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])", _year_first,
              ("20160403", "2016-04-03", "2016-04-03"), ignores=("order 20169903", "call 201604031")),
    date_rule("month, day, year", rf"(?P<month>{MONTH})[\s-](?:the\s)?(?P<day>{DAY})(?:,\s?|\s|-)(?P<year>{YEAR}|{SHORT_YEAR})", _day_month_year,
              ("July 4, 2015", "2015-07-04", "2015-07-04"), ("Sept. 10, 2001", "2001-09-10", "2001-09-10"), ("Feb. 14, '16", "2016-02-14", "2016-02-14"), ("Apr-03-2016", "2016-04-03", "2016-04-03"),
              ignores=("it may 4, 2015 times", "a march of 20 2015 soldiers")),
    date_rule("day, month, year", rf"(?:the\s)?{BARE_OF}(?P<day>{DAY})(?:\s|[-/])(?:of\s)?(?P<month>{ANY_MONTH})(?:,?\s|[-/])(?P<year>{YEAR}|{TWO_DIGITS})", _day_month_year,
              ("4 July 2015", "2015-07-04", "2015-07-04"), ("14 Feb 23", "2023-02-14", "2023-02-14"), ("the 3rd of April 2016", "2016-04-03", "2016-04-03"), ("14-Feb-16", "2016-02-14", "2016-02-14"), ("14 Feb '16", "2016-02-14", "2016-02-14"),
              ignores=("03 Apr, 02:15 UTC", "On 3 April 12 fighters came.", "the 25 of April 12", "3 April 10 Tu-95s")),
    date_rule("numeric day", r"(?P<a>0?[1-9]|[12]\d|3[01])(?P<sep>[/.-])(?P<b>0?[1-9]|[12]\d|3[01])(?P=sep)(?P<year>(?:19|20)\d\d|(?<=[/.])\d\d)", _numeric,
              ("20/04/2017", "2017-04-20", "2017-04-20"), ("3.4.2016", "2016-04-03", "2016-04-03"), ("20-4-2017", "2017-04-20", "2017-04-20"),
              ignores=("version 1.2.3.4 of 10", "a score of 3-4-5", "hull 12-15-20", "Mach 0.8.17")),
    date_rule("ISO month", r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![-/\d])", _iso_month, ("2015-07", "2015-07-01", "2015-07-31"),
              ignores=("2015-13", "in 2015-2016", "a 2015-07/3 form")),
)  # fmt: skip

YEARLESS: tuple[DateRule, ...] = (
    date_rule("on a month and day", rf"(?<=[Oo]n\s)(?P<month>{MONTH})\s(?P<day>{DAY})(?P<year>)(?=\s[A-Z][a-z]+\s){OF_YEAR}", _day_month_year,
              ("On April 3 Danish F-16s were scrambled", "2017-04-03", "2017-04-03"), ("on Feb. 8 Chinese J-16s came", "2017-02-08", "2017-02-08"),
              ignores=("In April 3 Danish F-16s came.", "On April 3 aircraft came.")),
    date_rule("numeric day without a year", r"(?:(?<=[Oo]n\s)|(?<=[Dd]ated\s))(?!(?:9/11|24/7)\b)(?P<a>0?[1-9]|[12]\d|3[01])/(?P<b>0?[1-9]|[12]\d|3[01])(?![/\d%-]|\.\d|\s?(?:of|inch|scale|odds|tracks?|lanes?)\b)", _numeric_without_year,
              ("on 3/30", "2017-03-30", "2017-03-30"), ("on 30/3 at 15:00 UTC", "2017-03-30", "2017-03-30"), ("dated 02/28", "2017-02-28", "2017-02-28"), ("on 4/4", "2017-04-04", "2017-04-04"),
              ignores=("3/4 of the aircraft", "on 3/4 of the flights", "after the attacks on 9/11", "on 24/7 alert", "on 2/3 scale", "on 20/04/2017", "picture 3/19")),
    date_rule("month and day", rf"(?P<on>(?<=\b[Oo]n\s))?(?P<month>{MONTH})\s(?:the\s)?(?P<day>{DAY})(?P<year>)(?![\d/-]|:\d|\s?(?:a\.?m|p\.?m))(?(on)|{COUNTED}){OF_YEAR}", _day_month_year,
              ("March 21", "2017-03-21", "2017-03-21"), ("Dec. 12", "2016-12-12", "2016-12-12"), ("on April the 3rd", "2017-04-03", "2017-04-03"), ("On April 5 fighters were scrambled.", "2017-04-05", "2017-04-05"), ("December 3 of last year", "2016-12-03", "2016-12-03"),
              ignores=("they may 3 times", "Mar. 5-ship formation", "In April 20 fighters came.", "In May 12 Chinese J-16s came.", "at JUN 4:30")),
    date_rule("day and month", rf"(?:the\s)?{BARE_OF}(?P<day>{DAY})\s(?:of\s)?(?P<month>{ANY_MONTH})(?P<year>)(?!\s(?:be|have|not)\b){OF_YEAR}", _day_month_year,
              ("4 July", "2016-07-04", "2016-07-04"), ("9th February", "2017-02-09", "2017-02-09"), ("18 April last year", "2016-04-18", "2016-04-18"), ("the 3rd of April", "2017-04-03", "2017-04-03"),
              ignores=("the 20 may have flown", "24 Marines", "the 25 of April 12")),
    date_rule("day in words", rf"(?:the\s)?(?:(?P<day>{ORDINAL})\sof\s(?P<month>{MONTH})|(?P<month2>{MONTH})\s(?:the\s)?(?P<day2>{ORDINAL}))(?!\s[a-z]*(?:flight|time|patrol|intercept))(?:,?\s(?P<year>{YEAR}))?(?P<of>)", _in_words,
              ("the third of April", "2017-04-03", "2017-04-03"), ("April the twenty-first, 2016", "2016-04-21", "2016-04-21"), ("March fourth", "2017-03-04", "2017-03-04"), ignores=("the third of five", "May first flight", "the second of the jets"), flags=0),
    date_rule("day of a month named by its turn", rf"(?:the\s)?(?P<day>{NTH})\s(?:day\s)?of\s(?P<which>this|last|that|the same|the)\smonth", _day_of_month,
              ("on the 18th of last month", "2017-03-18", "2017-03-18"), ("the 18th of this month", "2017-04-18", "2017-04-18"), ignores=("the 18th of its kind", "the 3rd of the months")),
    date_rule("day of the month", rf"(?:on|since|until|(?:night|morning|afternoon|evening|hours) of)\sthe\s(?P<day>{NTH})(?P<which>)(?=[,.;:)]|$|\s(?:at|when|near|off|over|as|by|in|with|an?|two|three|four|while|after|before)\b)", _day_of_month,
              ("on the 3rd", "2017-04-03", "2017-04-03"), ("on the 25th, at dawn", "2017-03-25", "2017-03-25"),
              ignores=("on the 3rd flight", "of the 7th Fleet", "3 from the 3rd", "by the 5th bomber wing", "the 4th in a row")),
)  # fmt: skip
