"""Stretches of days that their words leave open: read with what was assumed, or refused with what would settle them."""

import datetime as dt
import re

from bot.asking.days import DAY, PeriodUnclear, Span, month_span, year_in

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
ROLLED = {"week": 7, "month": 30, "quarter": 90, "year": 365}


def read_season(m: re.Match[str], now: dt.date) -> Span:
    start, year, rel = SEASONS[m["season"]], year_in(m), m["rel"]
    if year is None and rel is None:
        years = [now.year - (now <= month_span(now.year, start, 3)[1]) - back for back in (0, 1, 2)]
        raise PeriodUnclear(
            f"Which year's {m['season']} do you mean? Write “{m['season']} {now.year}”.",
            instead=(
                m[0],
                (*(f"{m['season']} {each}" for each in years), f"the {m['season'].replace('fall', 'autumn')}s"),
            ),
        )
    if year is None:
        year = now.year if rel == "this" or now > month_span(now.year, start, 3)[1] else now.year - 1
    return month_span(year, start, 3)


def read_winter(m: re.Match[str], now: dt.date) -> Span:
    if m["next"] is None:
        last = now.year - (now.month < 12)
        years = (int(m["y"]) - 1, int(m["y"])) if m["y"] else (last, last - 1)
        raise PeriodUnclear(
            "A winter spans two years: write “winter 2023-24”, or give the months.",
            instead=(m[0], tuple(f"winter {year}-{(year + 1) % 100:02d}" for year in years)),
        )
    return month_span(int(m["y"]), 12, 3)


def read_loose_rolling(m: re.Match[str], now: dt.date) -> Span:
    """`the last month`, `recently`: read as so many days up to today; who reads it says so (`say_assumed`)."""
    return now - (_loose_days(m) - 1) * DAY, now


def say_assumed(m: re.Match[str]) -> str:
    """How a loose stretch of days was read: `“lately” read as the past 30 days`."""
    return f"“{m[0].strip()}” read as the past {_loose_days(m)} days"


def _loose_days(m: re.Match[str]) -> int:
    return 7 if m["recent"] == "days" else ROLLED[m["unit"] or "month"]


def read_future(m: re.Match[str], now: dt.date) -> Span:
    raise PeriodUnclear("The ledger holds what was reported, not what is to come: ask about a time that has passed.")


_FISCAL_STARTS = {
    "j": 4,
    "u": 10,
    "a": 10,
}  # Japan's year begins in April and is called by it; America's ends in its year


def read_named_fiscal(m: re.Match[str], now: dt.date) -> Span:
    year = int(m["y"]) if len(m["y"]) == 4 else 2000 + int(m["y"])
    begins = _FISCAL_STARTS[m["whose"][0]]
    return month_span(year if begins == 4 else year - 1, begins, 12)


def read_fiscal(m: re.Match[str], now: dt.date) -> Span:
    year = re.search(r"\d+", m[0])
    which = f" {year[0]}" if year else ""
    raise PeriodUnclear(
        "Fiscal years differ (Japan April to March, United States October to September): give the two dates.",
        instead=(m[0], (f"Japanese fiscal year{which}", f"US fiscal year{which}")) if year else None,
    )


def read_vague(m: re.Match[str], now: dt.date) -> Span:
    found = m.groupdict()
    instead = (m[0], _EXACT[found["vague"]]) if found.get("vague") else None
    raise PeriodUnclear(
        f"“{m[0].strip()}” names no exact days: give a month, a year or a number of days.", instead=instead
    )


_EXACT = {
    "hours": ("past 24 hours", "past 3 days"),
    "days": ("past 3 days", "past 7 days"),
    "weeks": ("past 14 days", "past 30 days"),
    "months": ("past 90 days", "past 180 days"),
    "years": ("past 3 years", "past 5 years"),
}


def read_event(m: re.Match[str], now: dt.date) -> Span:
    """`since the invasion`: the ledger keeps no dates of events."""
    raise PeriodUnclear(f"“{m[0].strip()}” names no day that I know: write the date, for example “since 24 Feb 2022”.")
