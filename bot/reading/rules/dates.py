"""The forms of date phrases, each with phrases that prove it; the only place where dateparser is asked."""

import calendar
import datetime as dt
import re
from dataclasses import replace

from bot.reading.days import (
    UNKNOWN_DAY,
    Base,
    DateRule,
    Days,
    Grain,
    Resolve,
    day_of,
    full_year,
    make_day,
    month_of,
    number,
    one,
    whole_month,
    whole_year,
    without_year,
)

WEEKDAYS = {day.lower(): n for n, day in enumerate(calendar.day_name)}
HOLIDAYS = {"christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1), "new year's eve": (12, 31),
            "fourth of july": (7, 4), "independence day": (7, 4), "veterans day": (11, 11), "new year's": (1, 1),
            "boxing day": (12, 26), "canada day": (7, 1), "bastille day": (7, 14), "valentine's day": (2, 14),
            "christmas": (12, 25)}  # fmt: skip
# Days from Easter Sunday, in the Western reckoning.
MOVABLE = {"maundy thursday": -3, "good friday": -2, "easter saturday": -1, "easter sunday": 0, "easter monday": 1,
           "ascension day": 39, "whit monday": 50}  # fmt: skip

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST"
    r"|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC"
    r"|january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
# In small letters "may" and "march" are months only after a day.
ANY_MONTH = rf"(?:{MONTH}|may|march|mar)"
WEEKDAY = r"(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
DASH = r"\s?(?:[-–—]|to|and|&|through|until)\s?"
LONGEST_HOURS = 96
COUNT = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several)"
PART = r"(?:early|late|mid|earlier|later)[- ]"


def _day_month_year(match: re.Match[str], base: Base) -> Days | None:
    day, month, year = day_of(match["day"]), month_of(match["month"]), match["year"]
    if year:
        found = make_day(full_year(year), month, day)
        return one(found) if found else None
    if base.year is None and base.published is None:
        return replace(UNKNOWN_DAY, yearless=True)
    found, guess = without_year(month, day, base)
    return one(found, yearless=True, guess=guess) if found else None


def _day_range(match: re.Match[str], base: Base) -> Days | None:
    groups = match.groupdict()
    last_month = month_of(groups.get("month2") or groups["month"])
    first_month = month_of(groups["month"])
    if groups.get("year"):
        year = int(groups["year"])
        first, last = (
            make_day(year, first_month, day_of(match["day"])),
            make_day(year, last_month, day_of(match["day2"])),
        )
    else:
        last, _ = without_year(last_month, day_of(match["day2"]), base)
        first = make_day(last.year, first_month, day_of(match["day"])) if last else None
    if first and last and first > last and first.month > last.month:
        first = first.replace(year=first.year - 1)
    if not first or not last or first > last:
        return None
    return Days(first, last, Grain.DAYS)


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
        past = {order: day for order, day in possible.items() if day <= base.published + dt.timedelta(days=2)}
        if len(past) == 1:
            return one(next(iter(past.values())))
    return one(possible["day first" if day_first else "month first"], guess=guess)


def _iso(match: re.Match[str], base: Base) -> Days | None:
    found = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return one(found) if found else None


def _iso_month(match: re.Match[str], base: Base) -> Days | None:
    return whole_month(int(match["year"]), int(match["month"]))


def _dtg(match: re.Match[str], base: Base) -> Days | None:
    found = make_day(full_year(match["year"]), month_of(match["month"]), int(match["day"]))
    return one(found) if found else None


def _weekday(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return UNKNOWN_DAY
    wanted = WEEKDAYS[match["weekday"].lower()]
    back = (base.published.weekday() - wanted) % 7
    if (match["last"] or "").lower() == "last" and back == 0:
        back = 7
    return one(base.published - dt.timedelta(days=back))


def _short_weekday(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return UNKNOWN_DAY
    wanted = next(n for day, n in WEEKDAYS.items() if day.startswith(match["weekday"].lower()[:3]))
    return one(base.published - dt.timedelta(days=(base.published.weekday() - wanted) % 7))


def _log_day(match: re.Match[str], base: Base) -> Days | None:
    """`23/7:` at the head of a log line: of the two orders the one that lies in the nearer past."""
    if base.published is None:
        return None
    a, b = int(match["a"]), int(match["b"])
    orders = [without_year(month, day, base)[0] for month, day in ((b, a), (a, b)) if month <= 12]
    found = [day for day in orders if day is not None]
    return one(max(found), guess="order of day and month assumed") if found else None


def _two_weekdays(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return Days(None, None, Grain.DAYS, listed=True)
    ends = [base.published - dt.timedelta(days=(base.published.weekday() - WEEKDAYS[w.lower()]) % 7)
            for w in (match["weekday"], match["weekday2"])]  # fmt: skip
    if ends[0] > ends[1]:
        return None
    return Days(ends[0], ends[1], Grain.DAYS, listed=match["join"].strip() in ("and", "&"))


def _days_back(days: int, **more: object) -> Resolve:
    def resolve(match: re.Match[str], base: Base) -> Days | None:
        return one(base.published - dt.timedelta(days=days), **more) if base.published else UNKNOWN_DAY

    return resolve


def _day_beside(days: int) -> Resolve:
    def resolve(match: re.Match[str], base: Base) -> Days | None:
        start = base.named or base.published
        if start is None:
            return replace(UNKNOWN_DAY, anchored=True)
        if base.named is None and days >= 0:
            return None
        return one(start + dt.timedelta(days=days), anchored=True)

    return resolve


def _days_later(match: re.Match[str], base: Base) -> Days | None:
    days = number(match["count"]) * (7 if match["unit"].lower().startswith("week") else 1)
    sign = 1 if match["way"].lower() in ("later", "on", "after", "afterwards") else -1
    if match["unit"].lower().startswith("month"):
        return _months_from(base.named, sign * number(match["count"])) if base.named else None
    if base.named is None:
        return replace(UNKNOWN_DAY, anchored=True) if sign < 0 else None
    return one(base.named + sign * dt.timedelta(days=days), anchored=True)


def _months_from(day: dt.date, months: int) -> Days:
    index = day.year * 12 + day.month - 1 + months
    return whole_month(index // 12, index % 12 + 1)


def _ago(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return replace(UNKNOWN_DAY, grain=Grain.MONTH)
    count, unit = number(match["count"]), match["unit"].lower().rstrip("s")
    vague = bool(match["vague"])
    if unit == "day":
        return one(base.published - dt.timedelta(days=count))
    if unit == "week":
        day = base.published - dt.timedelta(weeks=count)
        if vague:
            return Days(day - dt.timedelta(days=6), day, Grain.WEEK)
        return Days(day - dt.timedelta(days=3), day + dt.timedelta(days=3), Grain.WEEK)
    if unit == "month":
        return _months_from(base.published, -count)
    return whole_year(base.published.year - count)


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


def _month_word(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return Days(None, None, Grain.MONTH)
    if match["which"].lower() == "last":
        return _months_from(base.published, -1)
    month = whole_month(base.published.year, base.published.month)
    return replace(month, last=base.published)


def _week_word(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return Days(None, None, Grain.WEEK)
    monday = base.published - dt.timedelta(days=base.published.weekday())
    if match["which"].lower() == "last":
        return Days(monday - dt.timedelta(days=7), monday - dt.timedelta(days=1), Grain.WEEK)
    return Days(monday, base.published, Grain.WEEK)


def _weekend(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return Days(None, None, Grain.DAYS)
    sunday = base.published - dt.timedelta(days=(base.published.weekday() + 1) % 7)
    if base.published.weekday() == 5:
        sunday = base.published + dt.timedelta(days=1)
    return Days(sunday - dt.timedelta(days=1), sunday, Grain.DAYS)


def _year_word(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return Days(None, None, Grain.YEAR)
    return whole_year(base.published.year - (1 if match["which"].lower() == "last" else 0))


def _year(match: re.Match[str], base: Base) -> Days | None:
    return whole_year(int(match["year"]))


def _year_range(match: re.Match[str], base: Base) -> Days | None:
    first, last = int(match["year"]), full_year(match["year2"])
    return Days(dt.date(first, 1, 1), dt.date(last, 12, 31), Grain.YEAR) if first < last else None


def _season(match: re.Match[str], base: Base) -> Days | None:
    start = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[match["season"].lower()]
    year = int(match["year"])
    end_year, end_month = (year + 1, 2) if start == 12 else (year, start + 2)
    return Days(
        dt.date(year, start, 1),
        dt.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]),
        Grain.YEAR,
    )


def _quarter(match: re.Match[str], base: Base) -> Days | None:
    words = (match["q"] or match["word"]).lower()
    quarter = int(words) if words.isdigit() else ("first", "second", "third", "fourth").index(words) + 1
    year, month = int(match["year"]), quarter * 3 - 2
    return Days(dt.date(year, month, 1), dt.date(year, month + 2, calendar.monthrange(year, month + 2)[1]), Grain.YEAR)


def _fiscal(match: re.Match[str], base: Base) -> Days | None:
    # Japan's and Britain's fiscal years begin in April; American desks say FY and mean October: the guess is marked.
    year = int(match["year"])
    return Days(dt.date(year, 4, 1), dt.date(year + 1, 3, 31), Grain.YEAR, guess="fiscal year from April assumed")


def _decade(match: re.Match[str], base: Base) -> Days | None:
    first = int(match["year"])
    return Days(dt.date(first, 1, 1), dt.date(first + 9, 12, 31), Grain.YEAR)


def _past(match: re.Match[str], base: Base) -> Days | None:
    if base.published is None:
        return Days(None, None, Grain.WEEK)
    if match["unit"].lower().startswith("hour"):
        hours = number(match["count"] or "one")
        start = base.published - dt.timedelta(days=max(1, hours // 24))
        return Days(start, base.published, Grain.DAYS) if hours <= LONGEST_HOURS else None
    width = {"day": 1, "night": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower().rstrip("s")]
    count = number(match["count"] or "one") * width
    return Days(base.published - dt.timedelta(days=count), base.published, Grain.WEEK)


def _month_range(match: re.Match[str], base: Base) -> Days | None:
    year = int(match["year"])
    last = whole_month(year, month_of(match["month2"])).last
    return Days(dt.date(year, month_of(match["month"]), 1), last, Grain.YEAR)


def easter(year: int) -> dt.date:
    """Easter Sunday of a year in the Gregorian calendar, after Meeus, Jones and Butcher.

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def _movable(match: re.Match[str], base: Base) -> Days | None:
    away = dt.timedelta(days=MOVABLE[match["holiday"].lower()])
    year = int(match["year"]) if match["year"] else base.year
    if year is not None:
        return one(easter(year) + away)
    if base.published is None:
        return UNKNOWN_DAY
    day = easter(base.published.year) + away
    return one(day if day <= base.published else easter(base.published.year - 1) + away)


def _weekday_of_week(match: re.Match[str], base: Base) -> Days | None:
    """ "Monday of last week", "Tuesday last week": that day of the week named, weeks beginning on Monday."""
    if base.published is None:
        return UNKNOWN_DAY
    monday = base.published - dt.timedelta(days=base.published.weekday())
    back = 7 if match["which"].lower() in ("last", "the previous") else 0
    day = monday + dt.timedelta(days=WEEKDAYS[match["weekday"].lower()] - back)
    return one(day) if day <= base.published else None


def _holiday(match: re.Match[str], base: Base) -> Days | None:
    month, day = HOLIDAYS[match["holiday"].lower().replace("’", "'")]
    foreign = "Independence Day taken as that of the United States" if match["holiday"].startswith("Indep") else ""
    if match["year"]:
        return one(dt.date(int(match["year"]), month, day), guess=foreign)
    found, guess = without_year(month, day, base)
    return one(found, yearless=True, guess=foreign or guess) if found else None


def _rule(name: str, pattern: str, resolve: Resolve, *reads: tuple[str, str, str], ignores: tuple[str, ...] = (),
          flags: int = 0) -> DateRule:  # fmt: skip
    return DateRule(name, re.compile(rf"(?<![\w$€£/-])(?:{pattern})(?!\w)", flags), resolve, reads, ignores)


CASE = re.IGNORECASE
TIME_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night))?"

# The first rule to claim a stretch of text keeps it, so the longer and more telling forms stand first.
RULES: tuple[DateRule, ...] = (
    _rule("date-time group", rf"(?P<day>\d\d)(?P<time>\d{{4}})(?P<zone>Z|[A-IK-Y])?\s?(?P<month>{MONTH})\s?(?P<year>\d\d)", _dtg,
          ("211930ZMAR23", "2023-03-21", "2023-03-21")),
    _rule("ISO day", r"(?P<year>(?:19|20)\d\d)-(?P<month>0\d|1[0-2])-(?P<day>\d\d)", _iso, ("2023-03-21", "2023-03-21", "2023-03-21")),
    _rule("days across months", rf"(?:(?:from|between)\s)?(?P<month>{MONTH})\s(?P<day>{DAY}){DASH}(?P<month2>{MONTH})\s(?P<day2>{DAY})(?:,?\s(?P<year>{YEAR}))?", _day_range,
          ("March 30 to April 2, 2016", "2016-03-30", "2016-04-02")),
    _rule("month and two days", rf"(?:(?:from|between)\s)?(?P<month>{MONTH})\s(?P<day>{DAY}){DASH}(?P<day2>{DAY})(?:,?\s(?P<year>{YEAR}))?(?!\s?(?:aircraft|planes|jets|ships|miles|km|J-|Su-|Y-))", _day_range,
          ("April 17-20", "2017-04-17", "2017-04-20"), ("from March 20 to 21, 2023", "2023-03-20", "2023-03-21")),
    _rule("two days and month", rf"(?:(?:from|between)\s)?(?:the\s)?(?P<day>{DAY}){DASH}(?:the\s)?(?P<day2>{DAY})\s(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?", _day_range,
          ("28 and 29 October 2014", "2014-10-28", "2014-10-29"), ignores=("two Su-27 May",)),
    _rule("month, day, year", rf"(?P<month>{MONTH})\s(?P<day>{DAY})(?:,\s?|\s)(?P<year>{YEAR})", _day_month_year, ("July 4, 2015", "2015-07-04", "2015-07-04"),
          ("Sept. 10, 2001", "2001-09-10", "2001-09-10")),
    _rule("day, month, year", rf"(?:the\s)?(?P<day>{DAY})(?:\s|-)(?:of\s)?(?P<month>{ANY_MONTH})(?:,?\s|-)(?P<year>{YEAR}|'?’?\d\d(?=[\s,.;:)]|$))", _day_month_year,
          ("4 July 2015", "2015-07-04", "2015-07-04"), ("14 Feb 23", "2023-02-14", "2023-02-14")),
    _rule("run-together day", rf"(?P<day>\d\d)(?P<month>{MONTH})(?P<year>\d\d(?:\d\d)?)", _day_month_year, ("24SEP15", "2015-09-24", "2015-09-24")),
    _rule("numeric day", r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)?\d\d)", _numeric, ("20/04/2017", "2017-04-20", "2017-04-20"),
          ignores=("version 1.2.3.4 of 10",)),
    _rule("ISO month", r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![-\d])", _iso_month, ("2015-07", "2015-07-01", "2015-07-31")),
    _rule("months of a year", rf"(?:between|from)\s(?P<month>{MONTH})\s(?:and|to)\s(?P<month2>{MONTH})\s(?P<year>{YEAR})", _month_range,
          ("between March and May 2013", "2013-03-01", "2013-05-31")),
    _rule("month and day", rf"(?P<month>{MONTH})\s(?P<day>{DAY})(?P<year>)(?![\d/-]|:\d|\s?(?:aircraft|planes|jets|ships|bombers|fighters|miles|km|percent|%|a\.?m|p\.?m))", _day_month_year,
          ("March 21", "2017-03-21", "2017-03-21"), ("Dec. 12", "2016-12-12", "2016-12-12"), ignores=("they may 3 times", "Mar. 5-ship formation")),
    _rule("day and month", rf"(?:the\s)?(?P<day>{DAY})\s(?:of\s)?(?P<month>{ANY_MONTH})(?P<year>)(?!\s(?:be|have|not)\b)", _day_month_year,
          ("4 July", "2016-07-04", "2016-07-04"), ("9th February", "2017-02-09", "2017-02-09")),
    _rule("holiday", r"(?P<holiday>Christmas Day|Christmas Eve|New Year['’]s Day|New Year['’]s Eve|Fourth of July|(?:(?<=[Oo]n )|(?<=U\.S\. )|(?<=American ))Independence Day|Veterans Day|Boxing Day|Canada Day|Bastille Day|Valentine['’]s Day|(?<=[Oo]n )Christmas(?! (?:[A-Z]|tree|market|holiday|leave)))(?:,?\s(?P<year>(?:19|20)\d\d))?", _holiday,
          ("Christmas Day", "2016-12-25", "2016-12-25"), ("on Independence Day", "2016-07-04", "2016-07-04"), ("Boxing Day", "2016-12-26", "2016-12-26"),
          ignores=("the Christmas tree", "Poland's Independence Day")),
    _rule("movable holiday", r"(?P<holiday>Maundy Thursday|Good Friday|Easter (?:Saturday|Sunday|Monday)|Ascension Day|Whit Monday)(?:,?\s(?P<year>(?:19|20)\d\d))?", _movable,
          ("Good Friday", "2017-04-14", "2017-04-14"), ("Easter Monday 2019", "2019-04-22", "2019-04-22"), ("Whit Monday", "2016-05-16", "2016-05-16"),
          ignores=("a good Friday night",)),
    _rule("month of a named year", rf"(?:in\s)?(?:{PART})?(?P<month>{MONTH})\s(?:of\s)?(?P<of>last year|this year|the same year)", _month_relative,
          ("in late November last year", "2016-11-01", "2016-11-30"), flags=CASE),
    _rule("month and year", rf"(?:{PART})?(?P<month>{MONTH}),?\s(?:of\s)?(?P<year>{YEAR})", _month_year, ("July 2015", "2015-07-01", "2015-07-31")),
    _rule("fiscal year", r"(?:[Ff]iscal(?: year)?|FY)[- ]?(?P<year>(?:19|20)\d\d)", _fiscal, ("fiscal 2012", "2012-04-01", "2013-03-31")),
    _rule("quarter", rf"(?:Q(?P<q>[1-4])|(?:the\s)?(?P<word>first|second|third|fourth) quarter of)\s(?P<year>{YEAR})", _quarter,
          ("Q2 2014", "2014-04-01", "2014-06-30"), ("the first quarter of 2017", "2017-01-01", "2017-03-31")),
    _rule("season", rf"(?:the\s)?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\sof)?\s(?P<year>{YEAR})", _season,
          ("the summer of 2016", "2016-06-01", "2016-08-31")),
    _rule("decade", r"(?:the\s)?(?P<year>(?:19|20)\d0)s", _decade, ("the 1990s", "1990-01-01", "1999-12-31")),
    _rule("years", rf"(?P<year>{YEAR})[-–](?P<year2>{YEAR}|\d\d)", _year_range, ("2014-2016", "2014-01-01", "2016-12-31")),
    _rule("two weekdays", rf"(?P<weekday>{WEEKDAY})(?P<join>\sand\s|\s?[-–]\s?|\sto\s|\s&\s)(?P<weekday2>{WEEKDAY})", _two_weekdays,
          ("Monday and Tuesday", "2017-04-17", "2017-04-18")),
    _rule("weekday of a week", rf"(?P<weekday>{WEEKDAY})\s(?:of\s)?(?P<which>last|this|the previous)\sweek(?!end)", _weekday_of_week,
          ("Monday of last week", "2017-04-10", "2017-04-10"), ("Tuesday this week", "2017-04-18", "2017-04-18"), flags=CASE),
    _rule("weekday", rf"(?:(?P<last>[Ll]ast|[Tt]his)\s)?(?:(?:early|late|mid)[- ](?:on\s)?)?(?P<weekday>{WEEKDAY}){TIME_OF_DAY}(?!s\b)", _weekday,
          ("on Tuesday", "2017-04-18", "2017-04-18"), ("Monday", "2017-04-17", "2017-04-17"), ("late Friday", "2017-04-14", "2017-04-14"),
          ("early Wednesday morning", "2017-04-19", "2017-04-19"), ("Thursday", "2017-04-20", "2017-04-20"), ("last Thursday", "2017-04-13", "2017-04-13"),
          ignores=("Black Sundays",)),
    _rule("weekday in short", r"(?P<weekday>Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|tues|weds|thurs|(?<=on )(?:Sat|Sun))(?P<last>)\.?(?=[\s,.;:)]|$)", _short_weekday,
          ("Fri", "2017-04-14", "2017-04-14"), ("weds", "2017-04-19", "2017-04-19"), ignores=("the sun sat low", "Wedding bells")),
    _rule("numeric day of a log", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?=:\s)", _log_day, ignores=("1/12 of the total",)),
    _rule("the day before yesterday", r"the day before yesterday", _days_back(2), ("the day before yesterday", "2017-04-18", "2017-04-18"), flags=CASE),
    _rule("yesterday", r"yesterday|last night|ystdy|y['’]?day|yest(?=[\s,.;:)]|$)", _days_back(1), ("yesterday", "2017-04-19", "2017-04-19"), flags=CASE),
    _rule("today", r"today|tonight|this (?:morning|afternoon|evening)", _days_back(0), ("this morning", "2017-04-20", "2017-04-20"), flags=CASE),
    _rule("the day before", r"(?:the|a) (?:previous (?:day|night)|day (?:before|earlier)|night before)(?! yesterday)", _day_beside(-1),
          ("the previous day", "2017-04-19", "2017-04-19"), flags=CASE),
    _rule("the next day", r"the (?:following|next) (?:day|night|morning)|a day later|the day after(?! tomorrow)", _day_beside(1), flags=CASE),
    _rule("the same day", r"(?:on )?(?:that|the) (?:very |same )(?:day|night|afternoon|morning|evening)|(?:on )?that (?:day|night|afternoon|morning|evening)", _day_beside(0), flags=CASE),
    _rule("days later", rf"(?P<count>{COUNT}) (?P<unit>days?|weeks?|months?) (?P<way>later|on(?=[,.;])|afterwards|earlier|previously|(?:after|before)(?=[,.;]))", _days_later, flags=CASE),
    _rule("ago", rf"(?P<vague>(?:over|more than|nearly|almost|about|around|some|just)\s)?(?P<count>{COUNT}) (?P<unit>days?|weeks?|months?|years?) ago", _ago,
          ("two months ago", "2017-02-01", "2017-02-28"), ("over two weeks ago", "2017-03-31", "2017-04-06"), flags=CASE),
    _rule("past stretch", rf"(?:the|in|over|during) (?:the )?(?:(?:past|last) (?P<count>{COUNT})|past) (?P<unit>hours?|days?|nights?|weeks?|months?|years?)", _past,
          ("the past 30 days", "2017-03-21", "2017-04-20"), ("the last four days", "2017-04-16", "2017-04-20"), ("the past week", "2017-04-13", "2017-04-20"), flags=CASE),
    _rule("weekend", r"(?:over |at |during )?(?:the|this|last) (?:past )?weekend", _weekend, ("over the weekend", "2017-04-15", "2017-04-16"), flags=CASE),
    _rule("last month", rf"(?:{PART})?(?P<which>this|last) month", _month_word, ("early last month", "2017-03-01", "2017-03-31"),
          ("earlier this month", "2017-04-01", "2017-04-20"), flags=CASE),
    _rule("last week", rf"(?:{PART})?(?P<which>this|last) week", _week_word, ("last week", "2017-04-10", "2017-04-16"), flags=CASE),
    _rule("last year", rf"(?:{PART}(?:in )?)?(?P<which>this|last) year", _year_word, ("this year", "2017-01-01", "2017-12-31"), flags=CASE),
    _rule("last named month", rf"(?P<last>[Ll]ast|[Tt]his(?: past)?)\s(?P<month>{MONTH})", _month_relative, ("last November", "2016-11-01", "2016-11-30")),
    _rule("in a month", rf"(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Uu]ntil|[Bb]y)\s(?:{PART})?(?P<month>{MONTH})(?!\s(?:the|\d))", _month_relative,
          ("in February", "2017-02-01", "2017-02-28"), ignores=("it may fly", "the march of time")),
    _rule("year", rf"(?:[Ii]n|[Ss]ince|[Ff]rom|[Uu]ntil|[Dd]uring|[Bb]y|[Oo]f|[Bb]efore|[Aa]fter|[Tt]ill|[Ee]arly|[Ll]ate)\s(?:early\s|late\s|mid-)?(?P<year>{YEAR})(?![-–/\d]|\s?(?:aircraft|miles|km|GMT|local|hours))", _year,
          ("in 2012", "2012-01-01", "2012-12-31"), ("since 2007", "2007-01-01", "2007-12-31"), ignores=("from 2000 miles away",)),
)  # fmt: skip

# Days written in another language fall to dateparser, on the isolated span only: searched in running text it reads
# "Su-24" as the 24th and "Tu-95" as 1995.
FOREIGN = re.compile(r"(?<![\w/-])(?:[0-3]?\d)\.?\s(?:de\s)?(?P<name>[^\W\d_]{3,12})\.?\s(?:de\s)?(?:19|20)\d\d(?!\w)")
LANGUAGES = [
    "de",
    "es",
    "fr",
    "it",
    "nl",
    "pl",
    "pt",
    "ru",
    "uk",
    "fi",
    "sv",
    "nb",
    "da",
    "et",
    "lv",
    "lt",
    "tr",
    "ro",
]


def _foreign(match: re.Match[str], base: Base) -> Days | None:
    import dateparser  # a quarter of a second to load, and few reports need it

    read = dateparser.parse(
        match.group(),
        languages=LANGUAGES,
        settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    return one(read.date()) if read else None


FOREIGN_RULE = DateRule(
    "day in another language",
    FOREIGN,
    _foreign,
    (("21. März 2016", "2016-03-21", "2016-03-21"), ("21 марта 2016", "2016-03-21", "2016-03-21")),
)
