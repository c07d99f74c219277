"""Weekdays and weekends, on either side of the day of publication."""

import datetime as dt
import re

from bot.reading.days import UNKNOWN_DAY, Base, DateRule, Days, Grain, month_of, nth_weekday, one, without_year
from bot.reading.days import day_of as number_of
from bot.reading.rules.dates.terms import (
    A_DAY_UNTIL,
    CASE,
    DAY,
    MONTH,
    PART,
    TIME_OF_DAY,
    TO,
    WEEKDAY,
    WEEKDAYS,
    date_rule,
)

WEEK = dt.timedelta(days=7)
A_DAY = dt.timedelta(days=1)
# What is said to come: "will begin on Saturday", "is to start on Monday", "scheduled for Friday".
AHEAD = re.compile(
    r"\b(?:will(?! not comment)|(?:is|are) (?:to|due|set|expected|scheduled|planned|slated)\b|scheduled for|planned for"
    r"|plans? to|due to (?:begin|start|be held)|gets? under way|(?:begins?|starts?) )[^.;:\n]{0,60}$"
)
SAID = re.compile(r"\b(?:said|told|announced|reported|spoke|wrote|confirmed|warned)\b[^.;]{0,20}$")
SHORT = r"(?<!the )(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|tues|weds|thurs|(?<=on )(?:Sat|Sun))"
NAMES = (
    r"(?<!Mail on )(?<!Bloody )(?<!Black )(?<!Super )(?<!Sheffield )(?<!Bowl )(?<!Cyber )(?<!Ash )(?<!Giving )"
    r"(?<!Casual )(?<!Man )"
)
OF_NAMES = r"(?!\s(?:Times|Express|Telegraph|Mirror|Herald|Night Football|Harbor|Harbour|Morning Herald|Post|League|Islands?)\b)"


def _latest(published: dt.date, wanted: int) -> dt.date:
    return published - dt.timedelta(days=(published.weekday() - wanted) % 7)


def _is_ahead(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 90) : match.start()]
    return bool(AHEAD.search(before)) and not SAID.search(before)


def _weekday(match: re.Match[str], base: Base) -> Days | None:
    """The last such day up to publication; the next one where the words look ahead; one beside the day named last."""
    which = (match["which"] or "").lower()
    wanted = WEEKDAYS[match["weekday"].lower()]
    if base.named is not None and which.endswith("following"):
        return one(base.named + dt.timedelta(days=(wanted - base.named.weekday() - 1) % 7 + 1), anchored=True)
    if base.published is None:
        return UNKNOWN_DAY
    if base.named is not None and which.endswith("previous"):
        return one(_latest(base.named - A_DAY, wanted), anchored=True)
    found = _latest(base.published, wanted)
    if which in ("next", "coming", "this coming", "the coming") or (not which and _is_ahead(match)):
        guess = f"{match['weekday']} after the day of publication taken" if not which else ""
        return one(found + WEEK, guess=guess)
    again = (which == "last" or match["last"] == " last") and found == base.published
    return one(found - WEEK if again or match["last"] == " before last" else found)


def _short_weekday(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return UNKNOWN_DAY
    wanted = next(n for day, n in WEEKDAYS.items() if day.startswith(match["weekday"].lower()[:3]))
    return one(_latest(base.published, wanted))


def _two_weekdays(match: re.Match[str], base: Base) -> Days | None:
    listed = match["join"].strip() in ("and", "&")
    if base.published is None:
        return Days(None, None, Grain.DAYS, listed=listed)
    first, last = (_latest(base.published, WEEKDAYS[match[part].lower()]) for part in ("weekday", "weekday2"))
    return Days(first - WEEK if first > last else first, last, Grain.DAYS, listed=listed)


def _day_until(match: re.Match[str], base: Base) -> Days | None:
    """The two days of 24 hours that end on a weekday."""
    if base.published is None:
        return Days(None, None, Grain.DAYS)
    last = _latest(base.published, WEEKDAYS[match["weekday"].lower()])
    return Days(last - A_DAY, last, Grain.DAYS)


def _weekday_of_week(match: re.Match[str], base: Base) -> Days | None:
    """ "Monday of last week", "Tuesday last week": that day of the week named, weeks beginning on Monday."""
    if base.published is None:
        return UNKNOWN_DAY
    monday = base.published - dt.timedelta(days=base.published.weekday())
    back = 0 if match["which"].lower() == "this" else 7
    day = monday + dt.timedelta(days=WEEKDAYS[match["weekday"].lower()] - back)
    return one(day) if day <= base.published else None


def _a_week_ago(match: re.Match[str], base: Base) -> Days | None:
    """ "a week ago Tuesday", "Tuesday a week ago": the one before the last."""
    if base.published is None:
        return UNKNOWN_DAY
    words = match["weekday"] or match["weekday2"]
    return one(_latest(base.published, WEEKDAYS[words.lower()]) - WEEK)


def _nth_weekday(match: re.Match[str], base: Base) -> Days | None:
    """ "the first Monday of April": in the year said, else in the last such month that has begun."""
    month = month_of(match["month"])
    if match["year"]:
        year = int(match["year"])
    elif base.published is not None:
        year = base.published.year - (month > base.published.month)
    else:
        return UNKNOWN_DAY
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}[match["nth"]]
    return one(nth_weekday(year, month, WEEKDAYS[match["weekday"].lower()], nth))


def _overnight(match: re.Match[str], base: Base) -> Days | None:
    """The night to the weekday named, or to the day of publication."""
    if base.published is None:
        return Days(None, None, Grain.DAYS)
    if match["weekday"]:
        last = _latest(base.published, WEEKDAYS[match["weekday"].lower()])
        return Days(last - A_DAY, last, Grain.DAYS)
    return Days(base.published - A_DAY, base.published, Grain.DAYS, guess="the night to the day of publication assumed")


def _last_sunday(published: dt.date) -> dt.date:
    """The Sunday of the weekend that has last begun."""
    if published.weekday() == 5:
        return published + A_DAY
    return published - dt.timedelta(days=(published.weekday() + 1) % 7)


def _weekend(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return Days(None, None, Grain.DAYS)
    sunday = _last_sunday(base.published)
    if match["before"]:
        sunday -= WEEK
    if match["which"] and match["which"].lower() in ("next", "the coming", "this coming", "coming"):
        sunday += WEEK
    return Days(sunday - A_DAY, sunday, Grain.DAYS)


def _weekend_of(match: re.Match[str], base: Base) -> Days | None:
    """ "the weekend of April 8": that which holds the day or follows it."""
    groups = match.groupdict()
    day, _ = without_year(
        month_of(groups["month"] or groups["month2"]), number_of(groups["day"] or groups["day2"]), base
    )
    if day is None:
        return Days(None, None, Grain.DAYS)
    saturday = day - A_DAY if day.weekday() == 6 else day + dt.timedelta(days=(5 - day.weekday()) % 7)
    return Days(saturday, saturday + A_DAY, Grain.DAYS)


def _week_of(match: re.Match[str], base: Base) -> Days | None:
    groups = match.groupdict()
    day, _ = without_year(
        month_of(groups["month"] or groups["month2"]), number_of(groups["day"] or groups["day2"]), base
    )
    if day is None:
        return Days(None, None, Grain.WEEK)
    first = day - 6 * A_DAY if " end" in match.group() else day
    return Days(first, first + 6 * A_DAY, Grain.WEEK)


# Two days before one of them, a week named before a day alone.
DAYS_OF_THE_WEEK: tuple[DateRule, ...] = (
    date_rule("list of weekdays", rf"(?P<weekday>{WEEKDAY})(?P<join>,)\s(?:{WEEKDAY},\s){{0,4}}{WEEKDAY},?\sand\s(?P<weekday2>{WEEKDAY})", _two_weekdays,
              ("Monday, Tuesday and Wednesday", "2017-04-17", "2017-04-19"), ignores=("Monday, two came and Tuesday three", "Mondays, Tuesdays and Wednesdays")),
    date_rule("two weekdays", rf"(?P<weekday>{WEEKDAY})(?P<join>\sand\s|\s&\s|{TO})(?P<weekday2>{WEEKDAY})(?!s\b)", _two_weekdays,
              ("Monday and Tuesday", "2017-04-17", "2017-04-18"), ("Thursday to Friday", "2017-04-13", "2017-04-14"), ("Monday through Wednesday", "2017-04-17", "2017-04-19"),
              ignores=("Monday and on Tuesday", "Mondays and Tuesdays")),
    date_rule("weekday of a week", rf"(?P<weekday>{WEEKDAY})\s(?:of\s)?(?P<which>last|this|the previous|the past)\sweek(?!end)", _weekday_of_week,
              ("Monday of last week", "2017-04-10", "2017-04-10"), ("Tuesday this week", "2017-04-18", "2017-04-18"), ignores=("Monday of last weekend", "Tuesday of the weekly cycle"), flags=CASE),
    date_rule("a week ago on a weekday", rf"(?:a week|one week)\sago(?:\son|,)?\s(?P<weekday>{WEEKDAY})|(?P<weekday2>{WEEKDAY})\s(?:a|one) week ago", _a_week_ago,
              ("a week ago Tuesday", "2017-04-11", "2017-04-11"), ("Wednesday a week ago", "2017-04-12", "2017-04-12"), ignores=("a week ago they came", "two weeks ago Tuesday was busy"), flags=CASE),
    date_rule("overnight", rf"[Oo]vernight(?:\s(?:in)?to\s(?P<weekday>{WEEKDAY})|(?P<none>)(?!\s(?:on|from|between|in|to|into|{PART}|the|of|[A-Z0-9]|flights?|stay|stop|bag|train|shift|trip|stops?|low|rest|parking)\b))(?<!stay overnight)(?<!stayed overnight)(?<!parked overnight)(?<!remain overnight)", _overnight,
              ("overnight into Wednesday", "2017-04-18", "2017-04-19"), ("overnight", "2017-04-19", "2017-04-20"), ignores=("an overnight flight", "the crew stayed overnight", "overnight on Monday")),
    date_rule("weekday", rf"{NAMES}(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his coming|[Tt]he coming|[Cc]oming|[Tt]his past|[Tt]his|(?:[Tt]he\s)?(?:following|previous))\s)?(?:(?:early|late|mid)[- ](?:on\s)?)?(?P<weekday>{WEEKDAY}){TIME_OF_DAY}{OF_NAMES}(?P<last>\sbefore last|\slast(?=[,.;)]|$))?(?!s\b)", _weekday,
              ("on Tuesday", "2017-04-18", "2017-04-18"), ("Monday", "2017-04-17", "2017-04-17"), ("late Friday", "2017-04-14", "2017-04-14"),
              ("early Wednesday morning", "2017-04-19", "2017-04-19"), ("Thursday", "2017-04-20", "2017-04-20"), ("last Thursday", "2017-04-13", "2017-04-13"),
              ("next Tuesday", "2017-04-25", "2017-04-25"), ("The drill will begin on Saturday", "2017-04-22", "2017-04-22"), ("Friday last", "2017-04-14", "2017-04-14"), ("the Tuesday before last", "2017-04-11", "2017-04-11"),
              ("On 3 April one came; the following Tuesday", "2017-04-04", "2017-04-04"), ("On 3 April one came; the previous Friday", "2017-03-31", "2017-03-31"),
              ignores=("Black Sundays", "The Mail on Sunday", "Friday Harbor", "Super Bowl Sunday", "on Sundays")),
    date_rule("weekday in short", rf"(?P<weekday>{SHORT})(?P<last>)\.?(?=[\s,.;:)/-]|$)", _short_weekday,
              ("Fri", "2017-04-14", "2017-04-14"), ("weds", "2017-04-19", "2017-04-19"), ("Tues.", "2017-04-18", "2017-04-18"), ignores=("the sun sat low", "Wedding bells", "Mont Blanc", "the Mon River")),
)  # fmt: skip

WEEKS: tuple[DateRule, ...] = (
    date_rule("24 hours to a weekday", rf"{A_DAY_UNTIL}(?P<weekday>{WEEKDAY})", _day_until,
              ("24 hours to 6 a.m. Wednesday", "2017-04-18", "2017-04-19"), ("24 hours ending at 6 a.m. (22:00 GMT) on Tuesday", "2017-04-17", "2017-04-18"),
              ignores=("24 hours a day, Tuesday included", "24 hours on Tuesday")),
    date_rule("nth weekday of a month", rf"(?:the\s)?(?P<nth>first|second|third|fourth|last)\s(?P<weekday>{WEEKDAY})\s(?:of|in)\s(?P<month>{MONTH})(?:\s(?P<year>(?:19|20)\d\d))?", _nth_weekday,
              ("the first Monday of April", "2017-04-03", "2017-04-03"), ("the last Friday in March 2016", "2016-03-25", "2016-03-25"), ignores=("the first Monday of the year", "the first Mondays of April")),
    date_rule("week of a day", rf"(?:the\s)?week (?:of|beginning|starting|ending|ended)\s(?:on\s)?(?:the\s)?(?:(?P<month>{MONTH})\s(?P<day>{DAY})|(?P<day2>{DAY})\s(?:of\s)?(?P<month2>{MONTH}))(?!\s?[-–/]|\d|,?\s(?:19|20)\d\d)", _week_of,
              ("the week of 3 April", "2017-04-03", "2017-04-09"), ("week ending April 16", "2017-04-10", "2017-04-16"), ignores=("the week of flying", "the week of April 3-9")),
    date_rule("weekend of a day", rf"(?:the\s)?weekend of\s(?:the\s)?(?:(?P<month>{MONTH})\s(?P<day>{DAY})|(?P<day2>{DAY})\s(?:of\s)?(?P<month2>{MONTH}))(?!\s?[-–/]|\d)", _weekend_of,
              ("the weekend of April 8", "2017-04-08", "2017-04-09"), ("the weekend of 2 April", "2017-04-01", "2017-04-02"), ignores=("a weekend of flying", "the weekend of April 8-9")),
    date_rule("weekend", r"(?:over |at |during )?(?:the|(?P<which>this coming|the coming|this|last|next|the previous|the past|that)) (?:past |same )?weekend(?P<before> before last)?(?!\s(?:of|warrior|edition|before))", _weekend,
              ("over the weekend", "2017-04-15", "2017-04-16"), ("the weekend before last", "2017-04-08", "2017-04-09"), ("the previous weekend", "2017-04-15", "2017-04-16"),
              ignores=("a weekend in May", "the weekend edition", "weekend traffic"), flags=CASE),
)  # fmt: skip
