"""A little ledger in memory that follows the words of `store/filters.py`: answers are tested without a database."""

import datetime as dt
from collections.abc import Iterable

from bot.asking import Answer, Declined, Found, Question, compose, parse
from store.filters import Coverage, IncidentFilter
from store.records import Distance, Incident, Kind, Platform, Precision, Response, Side

NOW = dt.date(2026, 11, 22)
LOGGED = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def incident(
    ref: str,
    day: str,
    actors: str = "RU",
    platforms: Iterable[tuple[str, int | None]] = (),
    *,
    met_by: Iterable[tuple[str, int | None]] = (),
    responders: str = "",
    areas: str = "Alaska",
    kind: Kind = Kind.PATROL,
    response: Response = Response.INTERCEPTED,
    distance: tuple[float, str] | None = None,
    reported_by: str = "NORAD",
) -> Incident:
    """A record in a line; states and places are given as words with commas between them."""
    first = dt.date.fromisoformat(day)
    flown = [Platform(type=name, count=count) for name, count in platforms]
    met = [Platform(type=name, count=count, side=Side.RESPONDER) for name, count in met_by]
    return Incident(
        ref=ref, logged_at=LOGGED, revised_at=LOGGED, kind=kind, response=response, first_day=first,
        precision=Precision.DAY, areas=_words(areas), actors=_words(actors), responders=_words(responders),
        platforms=[*flown, *met], reported_by=_words(reported_by),
        distance=Distance(value=distance[0], unit=distance[1], origin=_words(areas)[-1]) if distance else None,
    )  # fmt: skip


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def matches(record: Incident, wanted: IncidentFilter) -> bool:
    """Whether a record fulfils every condition of a filter."""
    places = {*record.areas, *record.also_in}
    counted = [
        p.count or 0
        for p in record.platforms
        if p.side == wanted.counted_side and (not wanted.counted_types or p.type in wanted.counted_types)
    ]
    return all(
        (
            all(_has(record, c.types, c.side, every=c.every) for c in wanted.platforms),
            not {p.type for p in record.platforms} & set(wanted.types_not),
            _any([p.variant for p in record.platforms], wanted.variants),
            _any([record.verification], wanted.verifications),
            record.verification not in wanted.verifications_not,
            _any(record.actors, wanted.actors),
            set(wanted.actors_all) <= set(record.actors),
            not set(record.actors) & set(wanted.actors_not),
            _any(record.responders, wanted.responders),
            not set(record.responders) & set(wanted.responders_not),
            _any(places, wanted.areas),
            not places & set(wanted.areas_not),
            _any([record.kind], wanted.kinds) and record.kind not in wanted.kinds_not,
            _any([record.response], wanted.responses) and record.response not in wanted.responses_not,
            record.status in wanted.statuses,
            _any(record.reported_by, wanted.reported_by),
            _within(record, wanted),
            wanted.min_aircraft is None or sum(counted) >= wanted.min_aircraft,
            wanted.max_aircraft is None or sum(counted) <= wanted.max_aircraft,
            wanted.within_km is None or (record.distance is not None and record.distance.km <= wanted.within_km),
            not wanted.refs or bool({record.ref, record.outside_ref} & set(wanted.refs)),
        )
    )


def _within(record: Incident, wanted: IncidentFilter) -> bool:
    """A record of day precision overlaps the days wanted; a month or a year lies inside them."""
    if wanted.since is None and wanted.until is None:
        return True
    first, last = record.first_day, record.last_day
    if first is None or last is None:
        return False
    if record.precision == Precision.DAY:
        return (wanted.since is None or last >= wanted.since) and (wanted.until is None or first <= wanted.until)
    return (wanted.since is None or first >= wanted.since) and (wanted.until is None or last <= wanted.until)


def _any(mine: Iterable[object], wanted: tuple[object, ...]) -> bool:
    return not wanted or bool(set(mine) & set(wanted))


def _has(record: Incident, types: tuple[str, ...], side: Side | None, *, every: bool) -> bool:
    mine = {p.type for p in record.platforms if side is None or p.side == side}
    return set(types) <= mine if every else bool(mine & set(types))


def find(records: Iterable[Incident], wanted: IncidentFilter) -> tuple[Incident, ...]:
    """The records of a filter, newest first."""
    found = [record for record in records if matches(record, wanted)]
    return tuple(sorted(found, key=lambda record: str(record.last_day or ""), reverse=True))


def answer(records: Iterable[Incident], question: Question | Declined) -> Answer:
    """The answer to a typed question over some records."""
    kept = tuple(records)
    if isinstance(question, Declined):
        return question.answer()
    rows = tuple(find(kept, wanted) for wanted in question.filters())
    wider = None if any(rows) else question.of_all_variants()
    if wider:
        return answer(kept, wider)
    near = [find(kept, wanted)[:: 1 if end == "newest" else -1] for wanted, end in question.nearby()]
    return compose(
        question,
        Found(
            rows,
            covered(kept),
            tuple(record for some in near for record in some),
            covered(find(kept, question.place())),
        ),
    )


def covered(records: Iterable[Incident]) -> Coverage:
    """How many records there are and which days they span."""
    kept = tuple(records)
    first = min((record.first_day for record in kept if record.first_day), default=None)
    last = max((record.last_day for record in kept if record.last_day), default=None)
    return Coverage(records=len(kept), first_day=first, last_day=last)


def ask(records: Iterable[Incident], text: str, before: Question | None = None) -> Answer:
    """The answer to a question in words, asked on NOW."""
    return answer(records, parse(text, NOW, before))
