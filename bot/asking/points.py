"""Named stretches of days in a question, without prepositions: `June`, `Q2 2026`, `summer '21`, `past 90 days`."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.asking import days, open_days
from bot.asking.days import MONTHS, NUMBERS, WEEKDAYS, Span, year_in


@dataclass(frozen=True, slots=True)
class Point:
    """A named stretch of days before its preposition is read.

    `again` reads it once more in a year given elsewhere; `assumed` says how it was read where it names no exact days.
    """

    start: int
    end: int
    first: dt.date
    last: dt.date
    again: Callable[[int], Span] | None = None
    assumed: str = ""


_MON = r"(?P<mon>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:(?P<year>(?:19[4-9]|20\d)\d)\b(?![-/.]\d\d?(?!\d))|['’](?P<short>\d\d)\b)"
_DAYNUM = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_COUNT = r"(?P<count>\d{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
_OF = r"(?:,? ?(?:of |in )?(?:the year )?)"
_REST_OF_QUARTER = rf"(?:{_OF}(?:{_YEAR}|(?P<lastyear>last year)|(?P<thisyear>this year)))?"

_WEEK_OF = r"week (?:of|beginning|starting|commencing|from) (?:on )?(?:the )?"
_WHOSE = r"japan(?:ese)?|united states|u\.?s\.?|american?"
_FY = r"(?:fiscal(?: year)?|financial year|fy)"

# The most specific first: a day is tried before its month, a month before its year.
POINTS: tuple[tuple[str, Callable[..., Span]], ...] = (
    (rf"{_WEEK_OF}(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})\b", days.read_week_of),
    (rf"{_WEEK_OF}{_DAYNUM}(?: of)?[ -]{_MON}(?:,?[ -]?{_YEAR})?", days.read_week_of),
    (rf"{_WEEK_OF}{_MON} {_DAYNUM}\b(?:,? {_YEAR})?", days.read_week_of),
    (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b", days.read_iso),
    (r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})\b", days.read_dotted),
    (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})\b", days.read_slashed),
    (r"(?P<y>(?:19|20)\d\d)[-/](?P<m>0[1-9]|1[0-2])\b(?![-/]\d)", days.read_iso_month),
    (r"winter(?: of)?(?: (?P<y>(?:19|20)\d\d)(?:[-–/](?P<next>\d{2,4}))?)?\b", open_days.read_winter),
    (r"(?P<y>(?:19|20)\d\d)[-–/](?P<next>\d\d)\b(?![-/]\d)", days.read_two_years),
    (rf"(?P<whose>{_WHOSE})(?:['’]s)? {_FY} ?['’]?(?P<y>(?:20)?\d\d)\b", open_days.read_named_fiscal),
    (
        rf"{_FY} ?['’]?(?P<y>(?:20)?\d\d)\b (?:\(|in |of |for )?(?:the )?(?P<whose>{_WHOSE})\b\)?",
        open_days.read_named_fiscal,
    ),
    (r"(?P<whose>j|us)fy ?['’]?(?P<y>(?:20)?\d\d)\b", open_days.read_named_fiscal),
    (r"fiscal(?: year)? ?['’]?\d*\b|\bfy ?['’]?\d+\b|\bfiscal years?\b", open_days.read_fiscal),
    (
        r"(?:since|before|after|until|during) (?:the |russia['’]?s |putin['’]?s )?"
        r"(?:full[- ]scale |russian |ukraine |ukrainian |taiwan |second |first )*(?:invasion|war|pandemic|covid|coup|"
        r"annexation|ceasefire|crisis|inauguration|summit|olympics|olympic games|9/11|brexit)\b"
        r"(?: (?:in|of|on) (?:ukraine|crimea|taiwan|russia))?",
        open_days.read_event,
    ),
    (r"(?:the )?(?P<unit>week|month|year) before last\b", days.read_before_last),
    (
        r"(?:next (?:week|month|year|quarter|summer|time|weekend|few \w+)|tomorrow|tonight|coming (?:days|weeks"
        r"|months|week|month|year)"
        r"|(?:the )?next \d+ \w+)",
        open_days.read_future,
    ),
    (
        r"(?:(?:past|last|recent|previous) (?:few|several) (?P<vague>days|weeks|months|years|hours)|a while ago"
        r"|(?:early|late|mid)[- ]"
        rf"(?=(?:the )?(?:{_MON.replace('?P<mon>', '?:')}|(?:19|20)\d\d|last|this|['’]\d\d))|\b(?:weekends|mondays"
        r"|tuesdays|wednesdays|"
        r"thursdays|fridays|saturdays|sundays)\b)",
        open_days.read_vague,
    ),
    (
        rf"(?:(?:between|from) )?{_DAYNUM} ?(?:-|–|to|and|until|till|through|thru) ?(?P<to>\d{{1,2}})(?:st|nd|rd"
        rf"|th)?(?: of)? {_MON}(?:,? ?{_YEAR})?",
        days.read_days_of_month,
    ),
    (
        rf"(?:(?:between|from) )?{_MON} {_DAYNUM} ?(?:-|–|to|and|until|till|through|thru) ?(?P<to>\d{{1,2}})"
        rf"(?:st|nd|rd|th)?\b(?!\d| ?{_MON.replace('?P<mon>', '?:')})(?:,? {_YEAR})?",
        days.read_days_of_month,
    ),
    (rf"{_DAYNUM}(?: of)?[ -]{_MON}(?:,?[ -]?{_YEAR})?", days.read_days_of_month),
    (rf"{_MON} {_DAYNUM}\b(?! ?(?:or more|aircraft|planes|jets))(?:,? {_YEAR})?", days.read_days_of_month),
    (rf"{_MON},? (?:of )?(?P<rel>last year|this year)", days.read_month),
    (rf"(?P<rel>this|last|this past) {_MON}(?! \d)", days.read_month),
    (rf"{_MON}[ -]?(?:of )?{_YEAR}", days.read_month),
    (rf"{_MON}(?! \d)", days.read_month),
    (rf"{_YEAR}[ -]?q(?P<q>[1-4])\b", days.read_quarter),
    (rf"q(?P<q>[1-4])\b{_REST_OF_QUARTER}", days.read_quarter),
    (rf"(?P<ord>first|1st|second|2nd|third|3rd|fourth|4th) quarter\b{_REST_OF_QUARTER}", days.read_quarter),
    (rf"h(?P<h>[12])\b{_OF}{_YEAR}", days.read_half),
    (rf"(?P<ord>first|1st|second|2nd) half{_OF}(?:{_YEAR}|(?P<lastyear>last year)|this year)", days.read_half),
    (rf"(?:(?P<rel>last|this) )?(?P<season>spring|summer|autumn|fall)\b(?: ?(?:of )?{_YEAR})?", open_days.read_season),
    (r"(?P<y>(?:19|20)\d0)s\b", days.read_decade),
    (
        r"(?:the )?day before yesterday|yesterday|today|this morning|last night|overnight|this evening",
        days.read_named_day,
    ),
    (
        rf"(?:the )?(?:past|last|previous|latest|trailing) {_COUNT}[ -](?P<unit>hours?|days?|weeks?|fortnights?"
        r"|months?|quarters?|years?)\b",
        days.read_rolling,
    ),
    (r"(?:the )?past (?P<unit>week|fortnight|month|quarter|year)\b", days.read_rolling),
    (
        r"the last (?P<unit>week|month|quarter|year)\b|(?<!how )(?:lately|recently|of late|these days)\b"
        r"|(?:the )?recent (?P<recent>days|weeks)\b",
        open_days.read_loose_rolling,
    ),
    (rf"{_COUNT} days? ago", days.read_days_ago),
    (
        r"(?P<rel>this|last|previous|current) (?:calendar )?(?P<unit>weekend|week|month|quarter|year)\b(?: so far"
        r"| to date)?",
        days.read_unit,
    ),
    (r"(?:so far )(?P<rel>this) (?P<unit>week|month|quarter|year)\b", days.read_unit),
    (r"(?P<rel>this)?(?P<unit>year)[ -]to[ -]date\b", days.read_year_so_far),
    (r"ytd\b", days.read_year_so_far),
    (r"the weekend\b", days.read_weekend),
    (rf"(?:(?P<rel>last|this|on) )?(?P<weekday>{'|'.join(WEEKDAYS)})\b", days.read_weekday),
    (_YEAR, days.read_year_point),
)
_COMPILED = tuple((re.compile(r"(?<![\w/])(?<!\d\.)(?:" + pattern + r")"), make) for pattern, make in POINTS)
_REDONE = (days.read_days_of_month, days.read_month, days.read_quarter)


def find_points(text: str, now: dt.date, original: str) -> list[Point]:
    """Every named stretch of days in lower-case `text`; `original` keeps the capitals. Raises PeriodUnclear."""
    found: list[Point] = []
    taken = [False] * len(text)
    for pattern, make in _COMPILED:
        for m in pattern.finditer(text):
            if any(taken[m.start() : m.end()]) or _is_no_month(m, original):
                continue
            first, last = make(m, now)
            again = None
            if make in _REDONE and year_in(m) is None and not (m.groupdict().get("rel")):
                again = _in_year(make, m, now)
            assumed = open_days.say_assumed(m) if make is open_days.read_loose_rolling else ""
            found.append(Point(m.start(), m.end(), first, last, again, assumed))
            taken[m.start() : m.end()] = [True] * (m.end() - m.start())
    return sorted(found, key=lambda point: point.start)


def _in_year(make: Callable[..., Span], m: re.Match[str], now: dt.date) -> Callable[[int], Span]:
    return lambda year: make(m, now, year)


_DATE_BEFORE = re.compile(
    r"(?:\b(?:in|since|during|before|after|until|till|of|from|between|to|and|for|through|this|last|or|vs|versus"
    r"|by)|[,–-]|\d) ?$"
)


def _is_no_month(m: re.Match[str], original: str) -> bool:
    """`may`, `march` and `fall` are also verbs: alone they are dates only after a word that dates take.

    With a capital inside the sentence `May` and `March` are months anyway.
    """
    found = m.groupdict()
    if found.get("season") == "fall" and not (found.get("rel") or year_in(m)):
        return not re.search(r"\b(?:in|since|during|before|after|until|of|the|by) ?$", original[: m.start()].lower())
    if m.groupdict().get("mon") not in ("may", "march", "mar", "sun") or re.search(r"\d", m[0]):
        return False
    place = m.start("mon")
    if original[place].isupper() and place > 0:
        return False
    after = original[m.end() :].lower()
    return not _DATE_BEFORE.search(original[:place].lower()) and not re.match(
        rf" ?(?:-|to|and|until|through) ?{_MON}", after
    )
