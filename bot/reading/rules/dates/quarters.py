"""Parts of years: quarters, halves, some of their months; and fiscal years that begin in another month."""

import re

from bot.reading.days import Base, DateRule, Days, Grain, full_year, month_of, named_year, whole_months
from bot.reading.rules.dates.terms import CASE, MONTH, YEAR, date_rule

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
OF_YEAR = rf"(?P<year>{YEAR}|this year|last year|the year)"
PART_OF_YEAR = r"(?:the\s)?(?P<nth>first|second|third|fourth|last|final)\s(?P<unit>quarter|half|(?:three|six|nine)\smonths)\s(?:of|in)\s"
APRIL = "fiscal year from April assumed"


def _quarter(match: re.Match[str], base: Base) -> Days | None:
    groups = match.groupdict()
    return whole_months(int(match["year"]), int(groups.get("q") or groups["q2"]) * 3 - 2, 3)


def _part_of_year(match: re.Match[str], base: Base) -> Days | None:
    """`the third quarter of 2016`, `the first half of this year`, `the last three months of 2015`."""
    fiscal = bool(match["fiscal"])
    year = named_year(match["year"], base)
    if year is None:
        return Days(None, None, Grain.YEAR)
    unit, nth = match["unit"].lower(), match["nth"].lower()
    width = {"q": 3, "h": 6, "t": 3, "s": 6, "n": 9}[unit[0]]
    if unit[0] in "tsn":
        first = 1 if nth == "first" else 13 - width
    else:
        first = 13 - width if nth in ("last", "final") else ORDINALS[nth] * width - width + 1
    if first > 12:
        return None
    return whole_months(year, first + 3, width, guess=APRIL) if fiscal else whole_months(year, first, width)


def _this_quarter(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return Days(None, None, Grain.YEAR)
    first = (base.published.month - 1) // 3 * 3 + 1
    return whole_months(base.published.year - 1, first + 12 - (0 if match["which"].lower() == "this" else 3), 3)


def _fiscal(match: re.Match[str], base: Base) -> Days | None:
    # Japan's and Britain's fiscal years begin in April; American desks say FY and mean October: the guess is marked.
    words = match["year"] or match["before"]
    return whole_months(full_year(words), 4, 12, guess=APRIL)


def _fiscal_relative(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return Days(None, None, Grain.YEAR)
    year = base.published.year - (base.published.month < 4)
    return whole_months(year - (match["which"].lower() not in ("this", "current", "present")), 4, 12, guess=APRIL)


def _year_to(match: re.Match[str], base: Base) -> Days | None:
    """`the year to March 31`, `the fiscal year that ended in March 2016`: the twelve months up to that month."""
    month = month_of(match["month"])
    if match["year"]:
        year = int(match["year"])
    elif base.published is not None:
        year = base.published.year - (month > base.published.month)
    else:
        return Days(None, None, Grain.YEAR)
    return whole_months(year - 1, month + 1, 12)


# "The first half of fiscal 2016" before "fiscal 2016".
PARTS_OF_YEARS: tuple[DateRule, ...] = (
    date_rule("part of a year", rf"{PART_OF_YEAR}(?:(?P<fiscal>fiscal(?: year)?|FY)\s)?{OF_YEAR}", _part_of_year,
              ("the first quarter of 2017", "2017-01-01", "2017-03-31"), ("the second half of 2016", "2016-07-01", "2016-12-31"), ("the last three months of 2015", "2015-10-01", "2015-12-31"), ("the first quarter of this year", "2017-01-01", "2017-03-31"), ("the first half of fiscal 2016", "2016-04-01", "2016-09-30"),
              ignores=("the first quarter of the game", "the second half of the flight", "the third half of 2016"), flags=CASE),
    date_rule("quarter", rf"(?:(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q)\s(?:of\s)?(?P<year>{YEAR}))", _quarter,
              ("Q2 2014", "2014-04-01", "2014-06-30"), ("Q1 of 2016", "2016-01-01", "2016-03-31"), ("3Q 2016", "2016-07-01", "2016-09-30"), ignores=("Q5 2014", "the Q2 engine")),
    date_rule("year and quarter", rf"(?P<year>{YEAR})[ -]?Q(?P<q>[1-4])", _quarter, ("2016 Q3", "2016-07-01", "2016-09-30"), ignores=("2016 Q7", "Q3 figures")),
    date_rule("this quarter", r"(?:in\s|during\s)(?P<which>this|the last|the previous|last)\squarter(?!\sof)", _this_quarter, ("in the last quarter", "2017-01-01", "2017-03-31"), ("during this quarter", "2017-04-01", "2017-06-30"),
              ignores=("in the last quarter of an hour", "from this quarter came no word"), flags=CASE),
    date_rule("the year to a month", rf"(?:the\s)?(?:fiscal |financial )?year(?:\sthat)?\s(?:to|ended|ending|ends|through)\s(?:in\s|on\s)?(?P<month>{MONTH})(?:\s3[01](?:st)?)?(?:,?\s(?P<year>{YEAR}))?", _year_to,
              ("the year to March 31", "2016-04-01", "2017-03-31"), ("the fiscal year that ended in March 2016", "2015-04-01", "2016-03-31"), ignores=("the year to come", "a year ended well")),
    date_rule("fiscal year", rf"(?:[Ff]iscal(?: year)?|[Ff]inancial year|FY)[- ]?(?P<year>{YEAR}|\d\d(?![\d-]))(?:[-/]\d{{2,4}})?|(?:the\s)?(?P<before>{YEAR})\s(?:fiscal|financial) year", _fiscal,
              ("fiscal 2012", "2012-04-01", "2013-03-31"), ("FY16", "2016-04-01", "2017-03-31"), ("the 2016 fiscal year", "2016-04-01", "2017-03-31"), ("fiscal 2015-16", "2015-04-01", "2016-03-31"),
              ignores=("fiscal policy of 2012", "a fiscal 201 rule")),
    date_rule("this fiscal year", r"(?:the\s)?(?P<which>this|last|current|present|previous)\s(?:fiscal|financial) year", _fiscal_relative, ("the last fiscal year", "2016-04-01", "2017-03-31"), ("this fiscal year", "2017-04-01", "2018-03-31"),
              ignores=("a fiscal year", "the fiscal year is long"), flags=CASE),
)  # fmt: skip
