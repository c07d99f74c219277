"""Days and stretches counted from the day of publication or from a day named before: yesterday, a week ago, last month."""

import datetime as dt
import re
from dataclasses import replace

from bot.reading.days import UNKNOWN_DAY, Base, DateRule, Days, Grain, Resolve, number, one, whole_month, whole_year
from bot.reading.rules.dates.terms import CASE, COUNT, PART, date_rule

LONGEST_HOURS = 96
VAGUE = ("several", "a few", "a couple of")
WIDTH = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


def _days_back(days: int) -> Resolve:
    def resolve(match: re.Match[str], base: Base) -> Days | None:
        return one(base.published - dt.timedelta(days=days)) if base.published else UNKNOWN_DAY

    return resolve


def _day_beside(days: int) -> Resolve:
    def resolve(match: re.Match[str], base: Base) -> Days | None:
        start = (base.said if days < 0 else None) or base.named or base.published
        if start is None:
            return replace(UNKNOWN_DAY, anchored=True)
        if base.named is None and days >= 0:
            return None
        return one(start + dt.timedelta(days=days), anchored=True)

    return resolve


def _another_day(match: re.Match[str], base: Base) -> Days | None:
    """A day of its own that hangs on an event without a date: not the day named before, and not known."""
    return replace(UNKNOWN_DAY, anchored=True)


def _days_later(match: re.Match[str], base: Base) -> Days | None:
    count = number(match["count"])
    sign = 1 if match["way"].lower() in ("later", "on", "after", "afterwards") else -1
    if match["unit"].lower().startswith("month"):
        return months_from(base.named, sign * count) if base.named else None
    if base.named is None:
        return replace(UNKNOWN_DAY, anchored=True) if sign < 0 else None
    days = count * WIDTH[match["unit"].lower().rstrip("s")]
    guess = f"{match['count']} taken as {count}" if match["count"].lower() in VAGUE else ""
    return one(base.named + sign * dt.timedelta(days=days), anchored=True, guess=guess)


def months_from(day: dt.date, months: int) -> Days:
    """The whole month so many months from that of a day."""
    index = day.year * 12 + day.month - 1 + months
    return whole_month(index // 12, index % 12 + 1)


def _days_since(match: re.Match[str], base: Base) -> Days | None:
    """The day of what another came so many days after."""
    days = number(match["count"]) * WIDTH.get(match["unit"].lower().rstrip("s"), 30)
    if base.named is None:
        return None
    if match["unit"].lower().startswith("month"):
        return months_from(base.named, -number(match["count"]))
    return one(base.named - dt.timedelta(days=days), anchored=True)


def _ago(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return replace(UNKNOWN_DAY, grain=Grain.MONTH)
    words = match["count"].lower()
    count, unit = number(words), match["unit"].lower().rstrip("s")
    if unit == "hour":
        return one(base.published - dt.timedelta(days=count // 24)) if count <= LONGEST_HOURS else None
    if unit in ("day", "night"):
        day = base.published - dt.timedelta(days=count)
        return Days(day - dt.timedelta(days=3), day + dt.timedelta(days=1), Grain.WEEK) if words in VAGUE else one(day)
    if unit in ("week", "fortnight"):
        day = base.published - dt.timedelta(days=count * WIDTH[unit])
        if match["vague"]:
            return Days(day - dt.timedelta(days=6), day, Grain.WEEK)
        return Days(day - dt.timedelta(days=3), day + dt.timedelta(days=3), Grain.WEEK)
    return months_from(base.published, -count) if unit == "month" else whole_year(base.published.year - count)


def _past(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return Days(None, None, Grain.WEEK)
    unit, count = match["unit"].lower(), number(match["count"] or "one")
    if unit.startswith("hour"):
        start = base.published - dt.timedelta(days=max(1, count // 24))
        return Days(start, base.published, Grain.DAYS) if count <= LONGEST_HOURS else None
    return Days(base.published - dt.timedelta(days=count * WIDTH[unit.rstrip("s")]), base.published, Grain.WEEK)


def _start(match: re.Match[str], base: Base) -> tuple[dt.date | None, int]:
    """The day to count from and how many units back: "the previous week" counts from the day named last."""
    if match["before"]:
        return base.published, 2
    which = match["which"].lower()
    if which == "the previous":
        return base.named or base.published, 1
    return base.published, int(which == "last")


def _month_word(match: re.Match[str], base: Base) -> Days | None:
    start, back = _start(match, base)
    if start is None:
        return Days(None, None, Grain.MONTH)
    return months_from(start, -back) if back else replace(months_from(start, 0), last=base.published)


def _week_word(match: re.Match[str], base: Base) -> Days | None:
    start, back = _start(match, base)
    if start is None:
        return Days(None, None, Grain.WEEK)
    monday = start - dt.timedelta(days=start.weekday() + 7 * back)
    return Days(monday, monday + dt.timedelta(days=6) if back else base.published, Grain.WEEK)


def _year_word(match: re.Match[str], base: Base) -> Days | None:
    start, back = _start(match, base)
    if start is None:
        return Days(None, None, Grain.YEAR)
    previous = (match["which"] or "").lower() == "the previous"
    return whole_year((base.year if previous and base.year else start.year) - back)


def _unsaid(match: re.Match[str], base: Base) -> Days | None:
    return Days(None, None, Grain.YEAR, guess=f"“{match.group()}” names no day: none was taken")


# Counted from the day of publication, or from the day named last.
BESIDE: tuple[DateRule, ...] = (
    date_rule("the day before yesterday", r"the day before yesterday", _days_back(2), ("the day before yesterday", "2017-04-18", "2017-04-18"), ignores=("the day before, yesterday's crew", "the days before"), flags=CASE),
    date_rule("yesterday", r"yesterday|last night|ystdy|y['’]?day|yest(?=[\s,.;:)]|$)", _days_back(1), ("yesterday", "2017-04-19", "2017-04-19"), ("last night", "2017-04-19", "2017-04-19"), ignores=("the last nights", "yesteryear"), flags=CASE),
    date_rule("today", r"(?:earlier )?today|tonight|this (?:morning|afternoon|evening)", _days_back(0), ("this morning", "2017-04-20", "2017-04-20"), ("earlier today", "2017-04-20", "2017-04-20"), ignores=("these mornings", "USA Todays"), flags=CASE),
    date_rule("tomorrow", r"tomorrow", _days_back(-1), ("tomorrow", "2017-04-21", "2017-04-21"), ignores=("the tomorrows", "after-tomorrow"), flags=CASE),
    date_rule("the day before", r"(?:the|a) (?:previous (?:day|night)|day (?:before|earlier)|night before)(?! yesterday)", _day_beside(-1),
              ("the previous day", "2017-04-19", "2017-04-19"), ignores=("the day before yesterday", "a day beforehand", "the previous days"), flags=CASE),
    date_rule("the next day", r"the (?:following|next) (?:day|night|morning|afternoon|evening)|a day later|the day after(?: that)?(?=[,.;]|$| that\b)|on the day after(?! tomorrow)", _day_beside(1),
              ("They came on 3 April. The following day", "2017-04-04", "2017-04-04"), ("on 3 April; the day after that", "2017-04-04", "2017-04-04"), ("on 3 April and a day later", "2017-04-04", "2017-04-04"),
              ignores=("the following day", "on 3 April, the day after two ships had sailed", "on 3 April; the next days"), flags=CASE),
    date_rule("the day after an event", r"(?:the|a) day (?:after|following)(?! tomorrow)", _another_day,
              ("the day after the summit", "None", "None"), ("a day following the test", "None", "None"), ignores=("on 3 April; the day after that", "the day after tomorrow"), flags=CASE),
    date_rule("the same day", r"(?:on |later )?(?:that|the) (?:very |same )(?:day|night|afternoon|morning|evening)|(?:on |later )?that (?:day|night|afternoon|morning|evening)", _day_beside(0),
              ("on 3 April; that evening", "2017-04-03", "2017-04-03"), ("on 3 April; later the same day", "2017-04-03", "2017-04-03"), ignores=("that day", "the same days"), flags=CASE),
    date_rule("days after it", rf"(?:came|comes|followed|follows|happened|occurred) (?:just |only |barely |less than |about )?(?P<count>{COUNT}) (?P<unit>days?|weeks?|fortnights?|months?) (?P<way>after)(?= (?:another|an?|two|three|four|five|six|similar)\b)", _days_since,
              ("on 3 April; it came two days after another pair was met", "2017-04-01", "2017-04-01"), ("on 3 April; it came just a week after a similar flight", "2017-03-27", "2017-03-27"),
              ignores=("it came two days after another pair was met", "on 3 April; it came two days after the talks"), flags=CASE),
    date_rule("days later", rf"(?P<count>{COUNT}) (?P<unit>days?|weeks?|fortnights?|months?) (?P<way>later|on(?=[,.;])|afterwards|earlier|previously|(?:after|before)(?=[,.;]))", _days_later,
              ("on 3 April; two days later", "2017-04-05", "2017-04-05"), ("on 3 April; a week earlier", "2017-03-27", "2017-03-27"), ("on 3 April; a fortnight later", "2017-04-17", "2017-04-17"),
              ignores=("two days later", "on 3 April, two days after a similar flight", "four times in as many days"), flags=CASE),
    date_rule("ago", rf"(?P<vague>(?:over|more than|nearly|almost|about|around|some|just)\s)?(?P<count>{COUNT}) (?P<unit>hours?|days?|nights?|weeks?|fortnights?|months?|years?) ago", _ago,
              ("two months ago", "2017-02-01", "2017-02-28"), ("over two weeks ago", "2017-03-31", "2017-04-06"), ("two nights ago", "2017-04-18", "2017-04-18"), ("48 hours ago", "2017-04-18", "2017-04-18"), ("several days ago", "2017-04-14", "2017-04-18"), ("a fortnight ago", "2017-04-03", "2017-04-09"),
              ignores=("long ago", "two minutes ago", "1000 years ago"), flags=CASE),
)  # fmt: skip

AROUND: tuple[DateRule, ...] = (
    date_rule("past stretch", rf"(?:the|in|over|during|within) (?:the )?(?:(?:past|last) (?P<count>{COUNT})|past) (?P<unit>hours?|days?|nights?|weeks?|fortnights?|months?|years?)", _past,
              ("the past 30 days", "2017-03-21", "2017-04-20"), ("the last four days", "2017-04-16", "2017-04-20"), ("the past week", "2017-04-13", "2017-04-20"), ("within the past 24 hours", "2017-04-19", "2017-04-20"),
              ignores=("the last dayside shift", "in past times", "the past 500 hours"), flags=CASE),
    date_rule("the last stretch", r"(?:in|over|during|within|for) the last (?P<count>)(?P<unit>week|fortnight|month|year|day)(?!\sof\b|\sor\b)", _past,
              ("in the last month", "2017-03-21", "2017-04-20"), ("over the last year", "2016-04-20", "2017-04-20"), ignores=("in the last week of March", "the last month", "for the last weekend"), flags=CASE),
    date_rule("last week", rf"(?:{PART})?(?P<which>this|last|the previous)\sweek(?!end)|the week (?P<before>before last)", _week_word,
              ("last week", "2017-04-10", "2017-04-16"), ("earlier this week", "2017-04-17", "2017-04-20"), ("the week before last", "2017-04-03", "2017-04-09"), ("the previous week", "2017-04-10", "2017-04-16"),
              ignores=("at last weekly flights", "this weekend", "the last weeks"), flags=CASE),
    date_rule("part of a month", r"(?:in|at|since) the (?:beginning|start|middle|end) of (?P<which>the|this|last) month(?P<before>)", _month_word,
              ("at the beginning of the month", "2017-04-01", "2017-04-20"), ("at the end of last month", "2017-03-01", "2017-03-31"), ignores=("the end of month three", "at the start of the monthly drill"), flags=CASE),
    date_rule("last month", rf"(?:{PART})?(?P<which>this|last|the previous)\smonth(?!['’]s)|the month (?P<before>before last)", _month_word,
              ("early last month", "2017-03-01", "2017-03-31"), ("earlier this month", "2017-04-01", "2017-04-20"), ("the previous month", "2017-03-01", "2017-03-31"), ("the month before last", "2017-02-01", "2017-02-28"),
              ignores=("the last months", "last monthly report", "the month of June"), flags=CASE),
    date_rule("last year", rf"(?:{PART}(?:in )?)?(?P<which>this|last|the previous)\syear|the year (?P<before>before last)", _year_word,
              ("this year", "2017-01-01", "2017-12-31"), ("late in last year", "2016-01-01", "2016-12-31"), ("the year before last", "2015-01-01", "2015-12-31"), ignores=("last yearly review", "the last years"), flags=CASE),
    date_rule("lately", r"lately|of late|recently|(?:in|over) (?:the )?recent (?:days|weeks|months|years|times)|the other (?:day|night)|these days", _unsaid,
              ("lately", "None", "None"), ("in recent weeks", "None", "None"), ("the other night", "None", "None"), ignores=("a recent flight", "in recent history", "the other days"), flags=CASE),
)  # fmt: skip
