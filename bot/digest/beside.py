"""What a digest tells beside its news: corrections, open conflicts, this day in earlier years, what needs review."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bot.context.model import Statement, Topic
from bot.context.past import lateness
from bot.digest.model import Earlier, Period, Revised
from bot.vocabulary import state_name
from bot.wording import say_and, say_interval, say_line
from store.records import Incident, Precision, Side, Status, Verification

MOST_SHOWN = 5
MOST_RANKED = 3
LONG = 7  # days from which numbers are compared and ranked
SILENT = frozenset({"logged", "imported", "noted", "shared", "unshared", "confirmed"})
FIELDS = {
    "first_day": "date",
    "last_day": "date",
    "precision": "date",
    "date_words": "",
    "time_of_day": "time",
    "zone": "time",
    "areas": "place",
    "also_in": "",
    "latitude": "place",
    "longitude": "place",
    "platforms": "aircraft or ships",
    "actors": "whose they were",
    "responders": "who responded",
    "reported_by": "who announced it",
    "duration_minutes": "duration",
    "evidence": "",
    "confidence": "",
    "main": "",
    "verification": "",
}


def corrections_of(revised: Iterable[Revised], unit: str) -> tuple[Statement, ...]:
    """One statement for each record that was told before and was changed, disputed or withdrawn since."""
    told = [(one.record, text) for one in revised if (text := _say_revised(one, unit))]
    ordered = sorted(told, key=lambda pair: lateness(pair[0]), reverse=True)
    return tuple(Statement(text, (record.name,), Topic.CORRECTION) for record, text in ordered)


def _say_revised(one: Revised, unit: str) -> str | None:
    record = one.record
    if record.status == Status.RETRACTED:
        reason = next((entry.reason for entry in reversed(one.since) if entry.action == "retracted"), "")
        return f"Withdrawn since it was published{_because(reason)}. It said: {say_line(record, unit)}."
    if record.status == Status.MERGED:
        return f"Now a part of {record.merged_into}: the two are one event."
    fields = [FIELDS.get(name, name.replace("_", " ")) for entry in one.since for name in entry.changes]
    named = list(dict.fromkeys(name for name in fields if name and name not in ("status", "private", "merged into")))
    told = [entry for entry in one.since if entry.action not in SILENT]
    if not told:
        return None
    if told[-1].action == "disputed":
        return f"Disputed since it was published{_because(told[-1].reason)}: {say_line(record, unit)}."
    if not named:
        return "Restored since it was withdrawn." if told[-1].action == "restored" else None
    return f"Corrected since it was published ({', '.join(named)}); it now says: {say_line(record, unit)}."


def _because(reason: str) -> str:
    words = " ".join(reason.split()).rstrip(".")
    return f" ({words})" if words else ""


def on_this_day(records: Iterable[Incident], day: dt.date) -> tuple[Incident, ...]:
    """Records that began on this day of an earlier year, the nearest year first."""
    same = [
        record
        for record in records
        if record.status == Status.CONFIRMED
        and record.precision == Precision.DAY
        and record.first_day is not None
        and (record.first_day.month, record.first_day.day) == (day.month, day.day)
        and record.first_day.year < day.year
    ]
    return tuple(sorted(same, key=lateness, reverse=True)[:MOST_SHOWN])


def disputed_of(records: Iterable[Incident]) -> tuple[Incident, ...]:
    """Records that stand and are disputed, the newest first."""
    open_ones = [r for r in records if r.status == Status.CONFIRMED and r.verification == Verification.DISPUTED]
    return tuple(sorted(open_ones, key=lateness, reverse=True)[:MOST_SHOWN])


def review_of(news: Sequence[Incident], undated: Iterable[Incident]) -> tuple[Statement, ...]:
    """What in the news nobody has borne out yet, and what was logged without a day and can be news of none."""
    doubtful = [r.name for r in news if r.verification == Verification.UNVERIFIED]
    dayless = list(dict.fromkeys(r.name for r in (*news, *undated) if r.first_day is None))
    found = []
    if doubtful:
        found.append(Statement(f"{_of(doubtful, news)} unverified.", tuple(doubtful), Topic.REVIEW))
    if dayless:
        many = "record was" if len(dayless) == 1 else "records were"
        found.append(Statement(f"{len(dayless):,} {many} logged without a day.", tuple(dayless), Topic.REVIEW))
    return tuple(found)


def _of(some: Sequence[str], news: Sequence[Incident]) -> str:
    if len(some) == len(news):
        return "The one record is" if len(news) == 1 else f"All {len(news):,} records are"
    return f"{len(some):,} of {len(news):,} records {'is' if len(some) == 1 else 'are'}"


def trends_of(news: Sequence[Incident], period: Period, earlier: Earlier | None) -> tuple[Statement, ...]:
    """For a week or more: the number against the same number of days before, and the types, places and states ahead."""
    if period.days < LONG:
        return ()
    found = []
    if earlier is not None:
        found.append(_against(news, period, earlier))
    rankings = (
        ("Most named aircraft and ships", lambda r: [p.type for p in r.platforms if p.side == Side.ACTOR], str),
        ("Places with the most records", lambda r: r.areas[-1:], str),
        ("States with the most records", lambda r: r.actors, state_name),
        ("Days with the most records", lambda r: [r.first_day] if r.precision == Precision.DAY else [], _say_day),
    )
    found += [told for title, names, say in rankings if (told := _ranked(title, news, names, say))]
    return tuple(found)


def _say_day(day: dt.date) -> str:
    return say_interval(day, day)


def _against(news: Sequence[Incident], period: Period, earlier: Earlier) -> Statement:
    """Both sides count the records that began in their days."""
    now = [r.name for r in news if r.first_day and period.first <= r.first_day <= period.last]
    change = len(now) - earlier.records
    how = "as many as" if not change else f"{abs(change):,} {'more' if change > 0 else 'fewer'} than"
    began = f"{_incidents(len(now))} began in these {period.days} days"
    days = say_interval(earlier.period.first, earlier.period.last)
    words = f"{began}, {how} in the {earlier.period.days} days before ({earlier.records:,} on {days})."
    if not earlier.records:
        words = f"{began}, none on record for the {earlier.period.days} days before ({days})."
    return Statement(words, (*now, *earlier.refs), Topic.TREND)


def _ranked(
    title: str, news: Sequence[Incident], names: Callable[[Incident], Sequence[Any]], say: Callable[[Any], str]
) -> Statement | None:
    """The names with the most records, at least two of them; ties at the end are all left out or all told."""
    counts: Counter[str] = Counter()
    each = Counter(name for record in news for name in _each(names(record)))
    for name, number in each.items():
        counts[say(name)] += number
    if len(counts) < 2 or max(counts.values()) < 2:
        return None
    order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    bar = order[MOST_RANKED][1] if len(order) > MOST_RANKED else 0
    ahead = dict([(name, number) for name, number in order if number > bar][:MOST_RANKED])
    if not ahead:
        return None
    meant = {name for name in each if say(name) in ahead}
    refs = tuple(record.name for record in news if not meant.isdisjoint(names(record)))
    told = say_and([f"{name} ({number:,})" for name, number in ahead.items()])
    return Statement(f"{title}: {told}.", refs, Topic.RANKING)


def _each(names: Sequence[Any]) -> Iterable[Any]:
    """The names of one record, each once."""
    return names if len(names) < 2 else dict.fromkeys(names)


def _incidents(number: int) -> str:
    return f"{number:,} incident" + ("" if number == 1 else "s")
