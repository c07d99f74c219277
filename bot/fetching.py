"""What pure code needs from the ledger, fetched and no more: neither an answer nor a digest loads the whole of it."""

import datetime as dt
from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from bot.context import Need, Past, Statement, Usual, about, floor_of, foremost, needs, pairs_of, spans_of
from bot.context.around import past_of
from bot.context.counting import acting_platforms
from bot.context.meetings import ANSWER_TIME, TRAVEL_TIME
from bot.context.past import LONGEST_RUN
from bot.context.places import places_of
from bot.context.runs import is_cut_off
from bot.digest import Beside, Digest, Earlier, Length, Period, Revised, Unit, build
from bot.digest.beside import LONG, MOST_SHOWN
from bot.digest.build import MOST_NOTABLE
from bot.digest.outline import MOST_REFS
from store.collecting import uncollected
from store.filters import Audience, Coverage, IncidentFilter, PlatformCondition
from store.ledger import By, Ledger
from store.lookups import Bearing, Begun, Lookup
from store.records import Incident, Precision, Status, Verification

DAY = dt.timedelta(days=1)
SHORT_REACH = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Edition:
    """How a digest is wanted: what it is about, in words too, and how it is told.

    `told_at` is when the last one was made (`late` and corrections count from it; None: there was none), `told` are
    the names of the records that the last ones told.
    """

    wanted: IncidentFilter = field(default_factory=IncidentFilter)
    about: str = ""
    unit: Unit = "km"
    length: Length = "standard"
    told_at: dt.datetime | None = None
    told: tuple[str, ...] = ()


PLAIN = Edition()


def digest_of(
    ledger: Ledger,
    period: Period,
    *,
    wanted: IncidentFilter | None = None,
    audience: Audience,
    edition: Edition = PLAIN,
) -> Digest:
    """The digest of a period, the same as over the whole ledger, from the records that bear on its news."""
    wanted = (edition.wanted if wanted is None else wanted).model_copy(update={"statuses": (Status.CONFIRMED,)})
    with uncollected(), ledger.store.reading():  # one moment of the ledger: all numbers fit together
        made = _counted(ledger, period, wanted=wanted, audience=audience, edition=edition)
        return _with_sources(ledger, made, audience=audience)


def _counted(ledger: Ledger, period: Period, *, wanted: IncidentFilter, audience: Audience, edition: Edition) -> Digest:
    """The digest with records that are good enough to be counted: without their sources."""
    news = ledger.find(_between(wanted, period.first, period.last), audience=audience, light=True)
    before, disputed = ledger.held(wanted, period.first, audience=audience)
    late, undated = _logged_late(ledger, period, wanted=wanted, audience=audience, edition=edition)
    beside = _beside(ledger, period, wanted=wanted, audience=audience, edition=edition, before=before)
    beside = replace(beside, undated=undated)
    if disputed:
        open_ones = wanted.model_copy(update={"verifications": (Verification.DISPUTED,)})
        beside = replace(beside, disputed=ledger.find(open_ones, audience=audience, limit=MOST_SHOWN, bare=True))
    return build(
        news,
        period,
        history=(),
        told=_told(ledger, news, period, wanted=wanted, audience=audience, before=before),
        late=late,
        before=before,
        beside=beside,
        about=edition.about,
        unit=edition.unit,
        length=edition.length,
    )


def _with_sources(ledger: Ledger, made: Digest, *, audience: Audience) -> Digest:
    """The digest with the sources of the records that it tells one by one; till then they were only counted."""
    if not made.news:
        return made
    named = IncidentFilter(refs=tuple(record.ref for record in made.news), statuses=())
    known = {record.ref: record for record in ledger.find(named, audience=audience, bare=True)}
    return replace(
        made,
        sections=tuple(
            replace(section, incidents=tuple(known.get(record.ref, record) for record in section.incidents))
            for section in made.sections
        ),
    )


def _told(
    ledger: Ledger,
    news: Sequence[Incident],
    period: Period,
    *,
    wanted: IncidentFilter,
    audience: Audience,
    before: Coverage,
) -> tuple[Statement, ...]:
    """What is notable about the news: as much as a digest tells, and no more looked up than that takes."""

    def look(some: Sequence[Need]) -> list[Incident | None]:
        sought = [(need.lookup, need.settles) for need in some]
        return ledger.look_back_each(wanted, sought, audience=audience)

    def usual() -> list[Usual]:
        return _usual(ledger, news, period, wanted=wanted, audience=audience, before=before)

    late = _of_late(ledger, news, period, wanted=wanted, audience=audience)
    past = Past.of(news, late, before=before)
    return foremost(past, look, usual, (period.first, period.last), most=MOST_NOTABLE) if news else ()


def _beside(
    ledger: Ledger,
    period: Period,
    *,
    wanted: IncidentFilter,
    audience: Audience,
    edition: Edition,
    before: Coverage,
) -> Beside:
    """What is told beside the news, but for disputes and what has no day: a few records each."""
    day = period.last + DAY
    same_day = Begun(precisions=(Precision.DAY,), days=_same_days(day, before.first_day or day))
    return Beside(
        revised=_revised(ledger, edition, audience=audience),
        on_this_day=ledger.find(
            wanted, audience=audience, lookup=Lookup(begun=(same_day,)), limit=MOST_SHOWN, bare=True
        )
        if same_day.days
        else [],
        earlier=_earlier(ledger, period, wanted=wanted, audience=audience, before=before),
    )


def _same_days(day: dt.date, start: dt.date) -> tuple[dt.date, ...]:
    """This day in the years before it, from a first day on, the nearest first; the last of a February in some only."""
    years = range(day.year - 1, start.year - 1, -1)
    held = [(day.month, day.day) != (2, 29) or isleap(year) for year in years]
    return tuple(day.replace(year=year) for year, has_it in zip(years, held, strict=True) if has_it)


def _revised(ledger: Ledger, edition: Edition, *, audience: Audience) -> list[Revised]:
    """The records that the last digests told and that were changed since the last of them."""
    if not edition.told or edition.told_at is None:
        return []
    named = IncidentFilter(refs=edition.told, statuses=())
    changed = [r for r in ledger.find(named, audience=audience, bare=True) if r.revised_at > edition.told_at]
    return [
        Revised(record, [e for e in ledger.history(record.ref, audience=audience) if e.at > edition.told_at])
        for record in changed
    ]


def _earlier(
    ledger: Ledger, period: Period, *, wanted: IncidentFilter, audience: Audience, before: Coverage
) -> Earlier | None:
    """The days before a week or more, of the same number; None where the ledger does not reach back to them."""
    days = Period(period.first - period.days * DAY, period.first - DAY, period.zone)
    if period.days < LONG or before.first_day is None or before.first_day > days.first:
        return None
    begun = Lookup(begun=(Begun(since=days.first, until=days.last),))
    like = _between(wanted, days.first, days.last)
    number = ledger.coverage(like, audience=audience, lookup=begun).records
    newest = ledger.find(like, audience=audience, lookup=begun, limit=MOST_REFS, bare=True)
    return Earlier(days, number, tuple(record.name for record in newest))


def _of_late(
    ledger: Ledger, news: Sequence[Incident], period: Period, *, wanted: IncidentFilter, audience: Audience
) -> list[Incident]:
    """The earlier records of the days since the floor of the news, and those of vague days that reach into them."""
    floor = floor_of(news)
    if floor is None:
        return []
    fresh = {record.ref for record in news}
    vague = Lookup(bearing=Bearing.VAGUE, first=floor, last=period.last)
    # Months and years that reach into these days are told apart from the days themselves: they may be anywhere.
    recent = [
        *ledger.find(_between(wanted, floor, period.first - DAY), audience=audience, light=True),
        *ledger.find(wanted, audience=audience, lookup=vague, light=True),
    ]
    return list({r.ref: r for r in recent if r.ref not in fresh and is_history(r, period)}.values())


def context_of(ledger: Ledger, record: Incident, *, audience: Audience) -> tuple[Statement, ...]:
    """What is notable about one record, from the records that bear on it.

    The statements' coverage tells the days of the ledger and not how many records it has. Only a few days before the
    record are looked at first, and all of two months where a run of days goes on beyond them.
    """
    coverage = _span(ledger, audience)
    for reach in (SHORT_REACH, LONGEST_RUN):
        earlier = _around(ledger, record, audience=audience, coverage=coverage, reach=reach)
        if reach == LONGEST_RUN or not is_cut_off(past_of(record, earlier, coverage=coverage, reach=reach)):
            break
    return about(record, earlier, coverage=coverage, reach=reach)


def _span(ledger: Ledger, audience: Audience) -> Coverage:
    """The first and last day of the ledger, without a count of its records: that would go through them all."""
    first, last = ledger.span(audience=audience)
    return Coverage(records=0, first_day=first, last_day=last)


def _around(
    ledger: Ledger, record: Incident, *, audience: Audience, coverage: Coverage, reach: dt.timedelta
) -> list[Incident]:
    """The records before one that bear on it: those of its places of late, meetings, and one for each other need."""
    floor, last = floor_of([record], reach), record.last_day
    if floor is None or last is None or record.first_day is None:
        return []
    flown = PlatformCondition(types=tuple(dict.fromkeys(p.type for p in acting_platforms(record))))
    own, actors = tuple(record.areas), tuple(record.actors)
    since = record.first_day - ANSWER_TIME
    wanted = [
        IncidentFilter(areas=tuple(sorted(places_of(record))), actors=actors, since=floor, until=last),
        IncidentFilter(areas=own, platforms=(flown,), since=floor, until=last),
        IncidentFilter(actors_all=actors, platforms=(flown,), since=record.first_day - TRAVEL_TIME, until=last),
        IncidentFilter(actors=tuple(record.responders), responders=actors, since=since, until=last),
    ]
    vague = Lookup(bearing=Bearing.VAGUE, first=floor, last=last)
    unclear = [IncidentFilter(areas=own, actors=actors), IncidentFilter(areas=own, platforms=(flown,))]
    asked: list[tuple[IncidentFilter, Lookup | None]] = [
        *((like, None) for like in wanted if _narrows(like)),
        *((like, vague) for like in unclear if own),
    ]
    found = ledger.find_any(asked, audience=audience)
    earlier = {row.ref: row for row in found if row.ref != record.ref}
    sought = needs(past_of(record, list(earlier.values()), coverage=coverage, reach=reach))
    lookups = [(need.lookup, need.settles) for need in sought]
    for row in ledger.look_back_each(IncidentFilter(), lookups, audience=audience):
        if row and row.ref != record.ref:
            earlier[row.ref] = row
    return list(earlier.values())


def _narrows(like: IncidentFilter) -> bool:
    """Whether a filter asks for anything beside its days."""
    return bool(like.areas or like.actors_all or (like.actors and like.responders))


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


def _logged_late(
    ledger: Ledger, period: Period, *, wanted: IncidentFilter, audience: Audience, edition: Edition
) -> tuple[list[Incident], list[Incident]]:
    """Earlier events that were logged since the last digest and not told in it, and what was logged without a day.

    Without a last digest what was logged in the period. A bulk import brings history, not news, and is left out.
    """
    logged = wanted.model_copy(update=_logged_since(period, edition))
    lookup = Lookup(bearing=Bearing.HISTORY, first=period.first, logged_here=True)
    found = ledger.find(logged, audience=audience, lookup=lookup, light=True)
    fresh = [record for record in found if record.name not in edition.told]
    return (
        [r for r in fresh if r.last_day and r.last_day < period.first],
        [r for r in fresh if r.last_day is None],
    )


def _logged_since(period: Period, edition: Edition) -> dict[str, dt.datetime]:
    """The bounds of a filter for what was logged since the last digest, or in the period without one."""
    if edition.told_at is not None:
        return {"logged_since": edition.told_at}
    zone = ZoneInfo(period.zone)
    start, end = (dt.datetime.combine(day, dt.time(), zone) for day in (period.first, period.last + DAY))
    return {"logged_since": start.astimezone(dt.UTC), "logged_until": end.astimezone(dt.UTC)}


def _between(wanted: IncidentFilter, first: dt.date, last: dt.date) -> IncidentFilter:
    """The filter within some days, which a filter that has days of its own only narrows."""
    since = max(first, wanted.since or first)
    until = min(last, wanted.until or last)
    return wanted.model_copy(update={"since": since, "until": until})
