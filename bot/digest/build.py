"""From records to a digest: the lead, the theatres, what is notable and the totals."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bot.context import Past, Usual, notable, pairs_of, usual_of
from bot.context.counting import Count, aircraft_of, ships_of, total
from bot.context.past import coverage_of
from bot.context.places import theatre_of
from bot.digest.model import Digest, Period, Section
from bot.digest.period import title_of, window_of
from bot.vocabulary import state_adjective, state_name
from bot.wording import (
    BOUND_WORDS,
    RESPONSE_WORDS,
    say_and,
    say_day,
    say_days,
    say_interval,
    say_response,
    say_where,
    say_who,
)
from store.filters import Coverage
from store.records import Incident, Platform, Response, Status

LATE = "Late arrivals: earlier events logged since"
MOST_NOTABLE = 8


def build(
    incidents: Sequence[Incident],
    period: Period,
    *,
    history: Sequence[Incident],
    late: Sequence[Incident] = (),
    before: Coverage | None = None,
    usual: Sequence[Usual] | None = None,
) -> Digest:
    """The digest of a period.

    `incidents` are the records with a day in the period, `history` all earlier ones that the reader may see,
    `late` those of earlier events that were logged since the last digest. Only confirmed records count; their
    order does not matter, and a record that is in several of the three is told once. Where `history` holds only
    the earlier records that matter (`bot.context.needs`), `before` is the coverage of all of them and `usual` are
    the counts that activity is held against; both are else worked out from `history`.
    """
    news = newest_first(_confirmed(incidents))
    known = {record.ref for record in news}
    late = newest_first(record for record in _confirmed(late) if record.ref not in known)
    earlier = [record for record in _confirmed(history) if record.ref not in known]
    before = coverage_of(earlier) if before is None else before
    if usual is None:
        usual = usual_of([*news, *earlier], pairs_of(news))
    sections = (*_sections(news), *((Section(LATE, tuple(late)),) if late else ()))
    if not news:
        lead = _quiet(period, before)
        return Digest(period, title_of(period), quiet=not late, lead=lead, sections=sections)
    return Digest(
        period=period,
        title=title_of(period),
        quiet=False,
        lead=_lead(news, period),
        sections=sections,
        notable=notable(Past.of(news, earlier, before=before), usual, (period.first, period.last))[:MOST_NOTABLE],
        totals=_totals(news, before),
    )


def newest_first(records: Iterable[Incident]) -> list[Incident]:
    """Records by last day, first day, time of day and reference, the newest first, undated ones last."""

    def key(record: Incident) -> tuple[dt.date, dt.date, dt.time, str]:
        first = record.first_day or dt.date.min
        return record.last_day or first, first, record.time_of_day or dt.time.min, record.ref

    return sorted(records, key=key, reverse=True)


def _confirmed(records: Iterable[Incident]) -> list[Incident]:
    return list({r.ref: r for r in records if r.status == Status.CONFIRMED}.values())


def _sections(news: Sequence[Incident]) -> tuple[Section, ...]:
    """Theatres, the busiest first, then by name."""
    groups: dict[str, list[Incident]] = defaultdict(list)
    for record in news:
        groups[theatre_of(record)].append(record)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(Section(theatre, tuple(records)) for theatre, records in ordered)


def _quiet(period: Period, before: Coverage) -> str:
    """No record is no proof that nothing happened: say what the ledger holds."""
    start = f"No record for {window_of(period)}"
    held = _span(before)
    if held is None:
        return f"{start}: the ledger holds nothing before it either, so this says nothing about what happened."
    return (
        f"{start}. That does not mean that nothing happened: "
        f"the ledger holds {_records(before.records)} before it, {held}."
    )


def _span(coverage: Coverage) -> str | None:
    """From which day to which day records reach: `1 Apr 2001 to 19 Nov 2026`; None where none has a day."""
    first, last = coverage.first_day, coverage.last_day
    if first is None or last is None:
        return None
    return say_day(first) if first == last else f"{say_day(first)} to {say_day(last)}"


def _lead(news: Sequence[Incident], period: Period) -> str:
    """The sentence that an editor may lift: how many, whose, and what was done about it."""
    if len(news) == 1:
        record = news[0]
        day = "" if period.first == period.last else f"{say_days(record)}, "
        what = f"{day}{say_who(record)}, {say_where(record)}; {say_response(record)}"
        return f"One incident on record for {window_of(period)}: {what}."
    when = say_interval(period.first, period.last) if period.first != period.last else window_of(period)
    whose = Counter(_whose(record) for record in news)
    if len(whose) == 1:
        whose_words = f", all {next(iter(whose))}"
    else:
        whose_words = ": " + say_and([f"{n} {name}" for name, n in whose.most_common()])
    met = Counter(record.response for record in news)
    every = len(met) == 1
    done = say_and([f"{'all' if every else n} {_done(response)}" for response, n in met.most_common()])
    return f"{len(news)} incidents on record for {when}{whose_words}; {done}."


def _whose(record: Incident) -> str:
    return "-".join(state_adjective(code) for code in record.actors) or "of unnamed actors"


def _done(response: Response) -> str:
    return {
        Response.SCRAMBLED: "scrambled against",
        Response.PROTESTED: "protested",
        Response.NONE: "without a reaction",
        Response.UNKNOWN: "with no response stated",
    }.get(response, RESPONSE_WORDS[response])


def _totals(news: Sequence[Incident], before: Coverage) -> tuple[str, ...]:
    actors = Counter(actor for record in news for actor in record.actors)
    joint = sum(len(record.actors) > 1 for record in news)
    by_actor = ", ".join(f"{state_name(code)} {n}" for code, n in actors.most_common()) or "none named"
    if joint:
        by_actor += f" ({_records(joint)} joint, counted under each)"
    responses = Counter(record.response for record in news)
    by_response = ", ".join(f"{RESPONSE_WORDS[response]} {n}" for response, n in responses.most_common())
    held = _span(before)
    ledger = f"{_records(before.records)}, {held}" if held else "none, so nothing can be called a first"
    lines = [f"Incidents: {len(news)}"]
    lines += _counted("Aircraft", news, [aircraft_of(record) for record in news])
    lines += _counted("Ships", news, [ships_of(record) for record in news])
    lines += [
        f"By actor: {by_actor}",
        f"By response: {by_response}",
        f"Earlier records to compare with: {ledger}",
    ]
    return tuple(lines)


def _counted(what: str, news: Sequence[Incident], counts: Sequence[Count]) -> list[str]:
    """One line for aircraft or ships, and how many records give no full count; none for nothing."""
    number = sum(count.number for count in counts)
    if not number:
        return []
    bound = total([Platform(type=what, count=count.number, bound=count.bound) for count in counts]).bound
    missing = sum(not count.complete for count in counts)
    rest = f" ({missing} of {_records(len(news))} without a full count)" if missing else ""
    return [f"{what} counted on the acting side: {BOUND_WORDS[bound]}{number}{rest}"]


def _records(number: int) -> str:
    return f"{number:,} record" + ("" if number == 1 else "s")
