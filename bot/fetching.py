"""What pure code needs from the ledger, fetched and no more: neither an answer nor a digest loads the whole of it."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.context import Past, Usual, floor_of, needs, pairs_of, spans_of
from bot.digest import Digest, Period, build
from store.filters import Audience, Coverage, IncidentFilter
from store.ledger import By, Ledger
from store.lookups import Bearing, Lookup
from store.records import Incident, Status

DAY = dt.timedelta(days=1)


def digest_of(ledger: Ledger, period: Period, *, wanted: IncidentFilter, audience: Audience) -> Digest:
    """The digest of a period, the same as over the whole ledger, from the records that bear on its news."""
    wanted = wanted.model_copy(update={"statuses": (Status.CONFIRMED,)})
    news = ledger.find(_between(wanted, period.first, period.last), audience=audience, bare=True)
    history = Lookup(bearing=Bearing.HISTORY, first=period.first)
    before = ledger.coverage(wanted, audience=audience, lookup=history)
    return build(
        news,
        period,
        history=bearing_on(ledger, news, period, wanted=wanted, audience=audience, before=before),
        late=_late(ledger, period, wanted=wanted, audience=audience),
        before=before,
        usual=_usual(ledger, news, period, wanted=wanted, audience=audience, before=before),
    )


def bearing_on(
    ledger: Ledger,
    news: Sequence[Incident],
    period: Period,
    *,
    wanted: IncidentFilter,
    audience: Audience,
    before: Coverage,
) -> list[Incident]:
    """The earlier records on which the context of the news rests: all of late, and one for each other need."""
    floor = floor_of(news)
    if floor is None:
        return []
    fresh = {record.ref for record in news}
    vague = Lookup(bearing=Bearing.VAGUE, first=floor, last=period.last)
    # Months and years that reach into these days are told apart from the days themselves: they may be anywhere.
    recent = [
        *ledger.find(_between(wanted, floor, period.first - DAY), audience=audience, bare=True),
        *ledger.find(wanted, audience=audience, lookup=vague, bare=True),
    ]
    earlier = {r.ref: r for r in recent if r.ref not in fresh and is_history(r, period)}
    for need in needs(Past.of(news, list(earlier.values()), before=before)):
        found = ledger.look_back(wanted, need.lookup, audience=audience, settles=need.settles)
        if found and found.ref not in fresh:
            earlier[found.ref] = found
    return list(earlier.values())


def is_history(record: Incident, period: Period) -> bool:
    """Whether a digest of the period calls a record earlier: it may have begun before."""
    return record.first_day is None or record.first_day < period.first


def _usual(
    ledger: Ledger,
    news: Sequence[Incident],
    period: Period,
    *,
    wanted: IncidentFilter,
    audience: Audience,
    before: Coverage,
) -> list[Usual]:
    """How many records began on the days that the activity of the news is held against."""
    spans = spans_of((period.first, period.last), before.first_day)
    if not spans:
        return []
    whole = _between(wanted, min(first for first, _ in spans), period.last)
    found = []
    for actor, place in pairs_of(news):
        like = Lookup(like=IncidentFilter(actors=(actor,), areas=(place,)))
        days = ledger.tally(whole, by=By.DAY, audience=audience, lookup=like)
        found.append(Usual(actor, place, {dt.date.fromisoformat(day): number for day, number in days.items()}))
    return found


def _late(ledger: Ledger, period: Period, *, wanted: IncidentFilter, audience: Audience) -> list[Incident]:
    """Earlier events that were logged in the period. A bulk import brings history, not news, and is left out."""
    zone = ZoneInfo(period.zone)
    start, end = (dt.datetime.combine(day, dt.time(), zone) for day in (period.first, period.last + DAY))
    logged = {"logged_since": start.astimezone(dt.UTC), "logged_until": end.astimezone(dt.UTC)}
    earlier = wanted.model_copy(update={"until": period.first - DAY, **logged})
    return ledger.find(earlier, audience=audience, lookup=Lookup(logged_here=True), bare=True)


def _between(wanted: IncidentFilter, first: dt.date, last: dt.date) -> IncidentFilter:
    """The filter within some days, which a filter that has days of its own only narrows."""
    since = max(first, wanted.since or first)
    until = min(last, wanted.until or last)
    return wanted.model_copy(update={"since": since, "until": until})
