"""From records to a digest: the lead, the theatres, what is notable and the totals."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.context import Past, Statement, Usual, notable, pairs_of, usual_of
from bot.context.counting import Sum, sums_of
from bot.context.past import coverage_of, lateness
from bot.context.places import theatre_of
from bot.digest.beside import corrections_of, disputed_of, on_this_day, review_of, trends_of
from bot.digest.clause import say_clause
from bot.digest.model import Beside, Digest, Length, Period, Section, Unit
from bot.digest.period import DAY, title_of, window_of
from bot.vocabulary import state_adjective, state_name
from bot.wording import (
    BOUND_WORDS,
    RESPONSE_WORDS,
    say_and,
    say_day,
    say_days,
    say_interval,
)
from store.filters import Coverage
from store.records import Incident, Response, Status

LATE = "Late arrivals: earlier events logged since"
MOST_NOTABLE = 8
NO_THEATRE = "Elsewhere"
MOST_TOLD = 100  # records one by one; of more each section tells its share, and says how many there are
FEWEST_TOLD = 3


def build(
    incidents: Sequence[Incident],
    period: Period,
    *,
    history: Sequence[Incident],
    late: Sequence[Incident] = (),
    before: Coverage | None = None,
    usual: Sequence[Usual] | None = None,
    beside: Beside | None = None,
    told: Sequence[Statement] | None = None,
    about: str = "",
    unit: Unit = "km",
    length: Length = "standard",
) -> Digest:
    """The digest of a period.

    `incidents` are the records with a day in the period, `history` all earlier ones that the reader may see,
    `late` those of earlier events that were logged since the last digest. Only confirmed records count; their
    order does not matter, and a record that is in several of the three is told once. Where `history` holds only
    the earlier records that matter (`bot.context.needs`), `before` is the coverage of all of them and `usual` are
    the counts that activity is held against; both are else worked out from `history`. `told` are the notable statements
    where they are known already. `beside` is told beside the news; `about` says what all of these were narrowed to.
    """
    news = newest_first(_confirmed(incidents))
    known = {record.ref for record in news}
    late = newest_first(record for record in _confirmed(late) if record.ref not in known)
    earlier = [record for record in _confirmed(history) if record.ref not in known]
    before = coverage_of(earlier) if before is None else before
    groups = _theatres(news)
    sections = _sections(groups, late)
    beside = beside or Beside()
    corrections = corrections_of(beside.revised, unit)
    undated = newest_first(_confirmed(beside.undated))
    review = review_of([*news, *late], undated)
    digest = Digest(
        period=period,
        title=title_of(period),
        quiet=not (late or corrections or undated),
        lead=_quiet(period, before, about),
        sections=sections,
        about=about,
        corrections=corrections,
        disputed=disputed_of(beside.disputed),
        on_this_day=on_this_day(beside.on_this_day, period.last + DAY),
        review=review,
        unit=unit,
        length=length,
    )
    if not news:
        return digest
    if told is None:
        usual = usual_of([*news, *earlier], pairs_of(news)) if usual is None else usual
        told = notable(Past.of(news, earlier, before=before), usual, (period.first, period.last))
    return replace(
        digest,
        quiet=False,
        lead=_lead(news, {theatre: len(records) for theatre, records in groups.items()}, period, about),
        notable=tuple(told)[:MOST_NOTABLE],
        totals=_totals(news, before),
        trends=trends_of(news, period, beside.earlier),
    )


def newest_first(records: Iterable[Incident]) -> list[Incident]:
    """Records by last day, first day, time of day and reference, the newest first, undated ones last."""
    return sorted(records, key=lateness, reverse=True)


def _confirmed(records: Iterable[Incident]) -> list[Incident]:
    return list({r.ref: r for r in records if r.status == Status.CONFIRMED}.values())


def _theatres(news: Sequence[Incident]) -> dict[str, list[Incident]]:
    groups: dict[str, list[Incident]] = defaultdict(list)
    for record in news:
        groups[theatre_of(record)].append(record)
    return groups


def _sections(groups: Mapping[str, Sequence[Incident]], late: Sequence[Incident]) -> tuple[Section, ...]:
    """Theatres, the busiest first, then by name, and what came late; of very many records the newest of each."""
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    ordered += [(LATE, list(late))] if late else []
    total = sum(len(records) for _, records in ordered)
    most = total if total <= MOST_TOLD else max(FEWEST_TOLD, MOST_TOLD // len(ordered))
    return tuple(Section(theatre, tuple(records[:most]), max(len(records) - most, 0)) for theatre, records in ordered)


def _quiet(period: Period, before: Coverage, about: str) -> str:
    """No record is no proof that nothing happened: say what the ledger holds."""
    start = f"No record for {window_of(period)}"
    held = _span(before)
    if about:
        start = f"No record of incidents {about} for {window_of(period)}"
    if held is None:
        what = "none of these" if about else "nothing"
        return f"{start}: the ledger holds {what} before it either, so this says nothing about what happened."
    what = f"{_records(before.records)} of these" if about else _records(before.records)
    return f"{start}. That does not mean that nothing happened: the ledger holds {what} before it, {held}."


def _span(coverage: Coverage) -> str | None:
    """From which day to which day records reach: `1 Apr 2001 to 19 Nov 2026`; None where none has a day."""
    first, last = coverage.first_day, coverage.last_day
    if first is None or last is None:
        return None
    return say_day(first) if first == last else f"{say_day(first)} to {say_day(last)}"


def _lead(news: Sequence[Incident], where: Mapping[str, int], period: Period, about: str) -> str:
    """The sentence that an editor may lift: how many, whose, where, and what was done about it."""
    narrowed = f" {about}" if about else ""
    if len(news) == 1:
        record = news[0]
        day = "" if period.first == period.last else f"{say_days(record)}, "
        return f"One incident{narrowed} on record for {window_of(period)}: {day}{say_clause(record)}."
    when = say_interval(period.first, period.last) if period.first != period.last else window_of(period)
    whose: Counter[str] = Counter()
    for actors, number in Counter(tuple(record.actors) for record in news).items():
        whose[_whose(actors)] += number
    if len(whose) == 1:
        whose_words = f", all {next(iter(whose))}"
    else:
        whose_words = ": " + say_and([f"{n:,} {name}" for name, n in whose.most_common()])
    met = Counter(record.response for record in news)
    every = len(met) == 1
    done = say_and([f"{'all' if every else f'{n:,}'} {_done(response)}" for response, n in met.most_common()])
    theatre, most = max(where.items(), key=lambda one: one[1])
    place = f", in {theatre}" if len(where) == 1 else f", {most:,} of them in {theatre}" if most > 1 else ""
    place = "" if theatre == NO_THEATRE else place
    return f"{len(news):,} incidents{narrowed} on record for {when}{whose_words}{place}; {done}."


def _whose(actors: Iterable[str]) -> str:
    return "-".join(state_adjective(code) for code in actors) or "of unnamed actors"


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
    by_actor = ", ".join(f"{state_name(code)} {n:,}" for code, n in actors.most_common()) or "none named"
    if joint:
        by_actor += f" ({_records(joint)} joint, counted under each)"
    responses = Counter(record.response for record in news)
    by_response = ", ".join(f"{RESPONSE_WORDS[response]} {n:,}" for response, n in responses.most_common())
    held = _span(before)
    ledger = f"{_records(before.records)}, {held}" if held else "none, so nothing can be called a first"
    lines = [f"Incidents: {len(news):,}"]
    for what, counted in zip(("Aircraft", "Ships"), sums_of(news), strict=True):
        lines += _counted(what, counted, len(news))
    lines += [
        f"By actor: {by_actor}",
        f"By response: {by_response}",
        f"Earlier records to compare with: {ledger}",
    ]
    return tuple(lines)


def _counted(what: str, counted: Sum, records: int) -> list[str]:
    """One line for aircraft or ships, and how many records give no full count; none for nothing."""
    if not counted.number:
        return []
    rest = f" ({counted.missing:,} of {_records(records)} without a full count)" if counted.missing else ""
    return [f"{what} counted on the acting side: {BOUND_WORDS[counted.bound]}{counted.number:,}{rest}"]


def _records(number: int) -> str:
    return f"{number:,} record" + ("" if number == 1 else "s")
