"""Stretches that are named by the calendar: months, seasons, years, decades, and spans of them."""

import datetime as dt
import re

from bot.reading.days import (
    Base,
    DateRule,
    Days,
    Grain,
    full_year,
    month_of,
    named_year,
    past_year,
    whole_month,
    whole_months,
    whole_year,
)
from bot.reading.rules.dates.terms import MONTH, PART, SHORT_YEAR, TO, YEAR, date_rule

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"


def _month_year(match: re.Match[str], base: Base) -> Days | None:
    return whole_month(full_year(match["year"]), month_of(match["month"]))


def _month_relative(match: re.Match[str], base: Base) -> Days | None:
    """`in February`, `last November`, `November last year`: the last such month that has begun."""
    month = month_of(match["month"])
    if base.published is None:
        return whole_month(base.year, month) if base.year else Days(None, None, Grain.MONTH)
    this = base.published.year
    groups = match.groupdict()
    if groups.get("of") and "last" in groups["of"]:
        return whole_month(this - 1, month)
    if groups.get("of") and "this" in groups["of"]:
        return whole_month(this, month)
    if base.year is not None and not groups.get("last"):
        return whole_month(base.year, month)
    year = this if month <= base.published.month else this - 1
    if groups.get("last") and month == base.published.month:
        year = this - 1
    return whole_month(year, month)


def _some_months(match: re.Match[str], base: Base) -> Days | None:
    """`between March and May 2013`, `January-March 2016`, `from March 2015 to May 2016`, `from January to March`."""
    first, last = month_of(match["month"]), month_of(match["month2"])
    if match["year2"]:
        end = int(match["year2"])
    elif base.year is not None or base.published is not None:
        end = base.year or (base.published or dt.date.max).year
        end -= base.year is None and base.published is not None and last > base.published.month
    else:
        return Days(None, None, Grain.YEAR)
    begin = int(match["year1"]) if match["year1"] else end - (first > last)
    count = (end - begin) * 12 + last - first + 1
    return whole_months(begin, first, count) if count > 0 else None


def _season(match: re.Match[str], base: Base) -> Days | None:
    year = named_year(match["year"], base)
    start = SEASONS[match["season"].lower()]
    return whole_months(year, start, 3) if year is not None else Days(None, None, Grain.YEAR)


def _season_relative(match: re.Match[str], base: Base) -> Days | None:
    """`this spring`, `last winter`: the last that has begun, and `last` one that is over."""
    if base.published is None:
        return Days(None, None, Grain.YEAR)
    start = SEASONS[match["season"].lower()]
    here = base.published
    found = [whole_months(here.year - back, start, 3) for back in range(3)]
    if match["which"].lower() == "this":
        return next(days for days in found if days.first and days.first <= here)
    return next(days for days in found if days.last and days.last < here)


def _decade(match: re.Match[str], base: Base) -> Days | None:
    first = full_year(match["year"])
    return Days(dt.date(first, 1, 1), dt.date(first + 9, 12, 31), Grain.YEAR)


def _year_range(match: re.Match[str], base: Base) -> Days | None:
    first, last = int(match["year"]), full_year(match["year2"])
    return Days(dt.date(first, 1, 1), dt.date(last, 12, 31), Grain.YEAR) if first < last else None


def _year(match: re.Match[str], base: Base) -> Days | None:
    return whole_year(past_year(match["year"], base))


NAMED: tuple[DateRule, ...] = (
    date_rule("month of a named year", rf"(?:[Ii]n\s)?(?:{PART})?(?P<month>{MONTH})\s(?:of\s)?(?P<of>last year|this year|the same year)", _month_relative,
              ("in late November last year", "2016-11-01", "2016-11-30"), ("February this year", "2017-02-01", "2017-02-28"), ignores=("they may last year after year", "The march this year was long.")),
    date_rule("month and year", rf"(?:{PART})?(?P<month>{MONTH}),?\s(?:of\s)?(?P<year>{YEAR})", _month_year, ("July 2015", "2015-07-01", "2015-07-31"), ("mid-March of 2016", "2016-03-01", "2016-03-31"),
              ignores=("July 20155", "they may 2015 times", "march 2015 miles")),
    date_rule("season", rf"(?:the\s)?(?:{PART})?{SEASON}(?:\s(?:of|in))?\s(?P<year>{YEAR}|{SHORT_YEAR}|last year|this year)(?:[-/–]\d\d(?!\d))?(?!\s?(?:feet|metres|meters|ft|m|km|miles)\b)", _season,
              ("the summer of 2016", "2016-06-01", "2016-08-31"), ("winter 2015-16", "2015-12-01", "2016-02-29"), ("winter '87", "1987-12-01", "1988-02-29"), ("in autumn last year", "2016-09-01", "2016-11-30"),
              ignores=("the fall of Kabul", "a spring 20 feet long", "they fall 2000 feet")),
    date_rule("this season", rf"(?P<which>[Tt]his|[Ll]ast)\s{SEASON}(?!\s(?:of|[Ee]xercise|[Oo]ffensive))", _season_relative, ("this spring", "2017-03-01", "2017-05-31"), ("last summer", "2016-06-01", "2016-08-31"), ("last winter", "2016-12-01", "2017-02-28"), ("this winter", "2016-12-01", "2017-02-28"),
              ignores=("this fall of the regime", "the last springs broke")),
    date_rule("decade", rf"(?:the\s)?(?:{PART})?(?P<year>(?:19|20)\d0|['’]\d0)s", _decade, ("the 1990s", "1990-01-01", "1999-12-31"), ("the '80s", "1980-01-01", "1989-12-31"), ignores=("Mirage 2005s", "in the 80s and sunny")),
    date_rule("between years", rf"(?:between|from)\s(?P<year>{YEAR})\s(?:and|to|until|till|through)\s(?P<year2>{YEAR})(?!\s?(?:miles|feet|km|ft|hours|local|GMT|[ap]\.?m))", _year_range,
              ("between 2014 and 2016", "2014-01-01", "2016-12-31"), ("from 2014 to 2016", "2014-01-01", "2016-12-31"), ignores=("from 2000 to 2030 hours", "between 2016 and 2014", "from 2014 and on")),
    date_rule("list of years", rf"[Ii]n\s(?:both\s)?(?P<year>{YEAR})(?:,\s{YEAR}){{0,4}},?\sand\s(?:in\s)?(?P<year2>{YEAR})(?!\s?(?:miles|feet|km|aircraft|jets|hours))", _year_range,
              ("in 2014 and 2015", "2014-01-01", "2015-12-31"), ("in 2014, 2015 and 2016", "2014-01-01", "2016-12-31"), ignores=("in 2014 and 2015 miles", "in 2016 and 2014")),
    date_rule("years", rf"(?P<year>{YEAR})(?:\s?[-–—]\s?|\sto\s|\sthrough\s)(?P<year2>{YEAR}|\d\d)(?![\d:]|\s?(?:miles|feet|km|ft|hours|local|GMT|[ap]\.?m))", _year_range,
              ("2014-2016", "2014-01-01", "2016-12-31"), ("2014 through 2016", "2014-01-01", "2016-12-31"), ("2014-16", "2014-01-01", "2016-12-31"),
              ignores=("2016-2014", "2000 to 2030 hours", "in 2014, 20 jets")),
)  # fmt: skip

SEVERAL: tuple[DateRule, ...] = (
    date_rule("some months", rf"(?:between|from)\s(?:{PART})?(?P<month>{MONTH})(?:\s(?P<year1>{YEAR}))?(?:\s(?:and|to|until|till|through)\s|\s?[-–—]\s?)(?:{PART})?(?P<month2>{MONTH})(?!\s\d{{1,2}}(?!\d))(?:\s(?P<year2>{YEAR}))?", _some_months,
              ("between March and May 2013", "2013-03-01", "2013-05-31"), ("from January to March", "2017-01-01", "2017-03-31"), ("from November 2015 to February 2016", "2015-11-01", "2016-02-29"), ("between November and January", "2016-11-01", "2017-01-31"),
              ignores=("from March 3 to May 9", "between marches and Mays", "from Mar to Mars")),
    date_rule("two months", rf"(?:[Ii]n|[Dd]uring)\s(?:both\s)?(?P<month>{MONTH})(?P<year1>)\sand\s(?P<month2>{MONTH})(?!\s\d{{1,2}}(?!\d))(?:\s(?:of\s)?(?P<year2>{YEAR}))?", _some_months,
              ("in April and May 2016", "2016-04-01", "2016-05-31"), ("in both February and March", "2017-02-01", "2017-03-31"), ignores=("in April and on May 4", "in March and May 3")),
    date_rule("months joined", rf"(?P<month>{MONTH})(?P<year1>){TO}(?P<month2>{MONTH})(?:,?\s(?:of\s)?(?P<year2>{YEAR})|(?P<none>)(?=\s(?:quarter|period)))", _some_months,
              ("January-March 2016", "2016-01-01", "2016-03-31"), ("January to March 2016", "2016-01-01", "2016-03-31"), ("the April-June quarter", "2016-04-01", "2016-06-30"),
              ignores=("from May-June", "March to May Island", "the March to June 4")),
)  # fmt: skip

# Bare months and years last: they are part of everything above.
BARE: tuple[DateRule, ...] = (
    date_rule("last named month", rf"(?P<last>[Ll]ast|[Tt]his(?: past)?)\s(?P<month>{MONTH})(?!\s\d)", _month_relative, ("last November", "2016-11-01", "2016-11-30"), ("this February", "2017-02-01", "2017-02-28"),
              ignores=("at last they may fly", "This May 3 flight", "the last march")),
    date_rule("in a month", rf"(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Uu]ntil|[Bb]y)\s(?:{PART})?(?P<month>{MONTH})(?!\s(?:the|\d))", _month_relative,
              ("in February", "2017-02-01", "2017-02-28"), ("in mid-March", "2017-03-01", "2017-03-31"), ignores=("it may fly", "the march of time", "in April 3 jets came", "of Mayors")),
    date_rule("year", rf"(?:[Ii]n|[Ss]ince|[Ff]rom|[Uu]ntil|[Dd]uring|[Bb]y|[Oo]f|[Bb]efore|[Aa]fter|[Tt]ill|[Ee]arly|[Ll]ate)\s(?:early\s|late\s|mid-)?(?P<year>{YEAR}|(?<=[Ii]n ){SHORT_YEAR})(?![-–/\d]|\s?(?:aircraft|miles|km|GMT|local|hours|feet|metres|meters|ft|m\b|[A-Z]?-?\d))", _year,
              ("in 2012", "2012-01-01", "2012-12-31"), ("since 2007", "2007-01-01", "2007-12-31"), ("in '87", "1987-01-01", "1987-12-31"), ignores=("from 2000 miles away", "of 2000 feet", "by 2030 hours", "of '87 others")),
)  # fmt: skip
