"""The background paragraph: three to six plain sentences for a news story, each with the records it rests on."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.context.counting import aircraft_of
from bot.context.past import end_of, lateness
from bot.context.places import with_article
from bot.context.runs import say_actors
from bot.vocabulary import state_name
from bot.wording import (
    BOUND_WORDS,
    KIND_WORDS,
    VERIFICATION_WORDS,
    say_and,
    say_attribution,
    say_day,
    say_days,
    say_distance,
    say_response,
    say_where,
    say_who,
)
from store.filters import Coverage
from store.records import Incident, Response, Status, Verification

SMALLEST_PEAK = 3
MOST_NAMED = 4
SMALLEST_FORMATION = 3
DOUBTED = (Verification.DISPUTED, Verification.UNVERIFIED)
DONE = {
    Response.INTERCEPTED: "intercepted",
    Response.SCRAMBLED: "scrambled against with no intercept stated",
    Response.MONITORED: "monitored",
    Response.PROTESTED: "protested",
    Response.SHOT_DOWN: "shot down",
    Response.NONE: "said to have met no reaction",
    Response.UNKNOWN: "with no response stated",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that an editor may lift, and the names of the records from which every number in it follows."""

    text: str
    refs: tuple[str, ...]


def background(records: Sequence[Incident], about: str, coverage: Coverage) -> list[Sentence]:
    """What the ledger says about something: how often, the latest, the notable ones, who responded, what it covers.

    `records` are all that match, in any order; only confirmed ones count. `about` says in words what was asked
    for (`near Alaska since 1 Jan 2015`; empty for everything). `coverage` is that of the whole ledger.
    """
    rows = sorted((r for r in records if r.status == Status.CONFIRMED), key=lateness)
    if not rows:
        return [_nothing(about, coverage)]
    sentences = [_how_often(rows, about), _latest(rows), _notable(rows), _responses(rows), _borne_out(rows)]
    return [*(sentence for sentence in sentences if sentence), _covered(coverage)]


def _nothing(about: str, coverage: Coverage) -> Sentence:
    held = _span(coverage)
    end = f": the ledger holds {_count(coverage.records)}, {held}" if held else ": the ledger holds no dated record yet"
    return Sentence(f"No incident is on record{_about(about)}. That does not mean that nothing happened{end}.", ())


def _how_often(rows: Sequence[Incident], about: str) -> Sentence:
    """The number, from when to when, whose they were, and the year with the most."""
    dated = [row for row in rows if row.first_day]
    when = ""
    if dated:
        first, last = min(row.first_day for row in dated if row.first_day), max(end_of(row) for row in dated)
        when = f", on {say_day(first)}" if first == last else f", from {say_day(first)} to {say_day(last)}"
    undated = len(rows) - len(dated)
    lacking = f" ({undated:,} without a day)" if undated else ""
    whose = _counted(Counter(say_actors(row.actors) or "unnamed" for row in rows))
    text = f"The ledger holds {_count(len(rows), 'incident')}{_about(about)}{when}{lacking}: {whose}."
    years = Counter(row.first_day.year for row in dated if row.first_day and row.first_day.year == end_of(row).year)
    ranked = sorted(years.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ranked) > 1 and ranked[0][1] >= SMALLEST_PEAK and ranked[0][1] > ranked[1][1]:
        text += f" The busiest year was {ranked[0][0]}, with {ranked[0][1]:,}."
    return Sentence(text, _names(rows))


def _counted(names: Counter[str]) -> str:
    """`all Russian`; `38 Russian, 3 Chinese and 1 Chinese-Russian`; the smallest groups together."""
    ranked = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ranked) == 1:
        return ranked[0][0] if ranked[0][1] == 1 else f"all {ranked[0][0]}"
    parts = [f"{number:,} {name}" for name, number in ranked[:MOST_NAMED]]
    rest = sum(number for _, number in ranked[MOST_NAMED:])
    return say_and([*parts, f"{rest:,} of others"] if rest else parts)


def _latest(rows: Sequence[Incident]) -> Sentence | None:
    dated = [row for row in rows if row.first_day]
    if not dated:
        return None
    last = dated[-1]
    what = f"{say_who(last)}, {say_where(last)}; {KIND_WORDS[last.kind]}, {say_response(last)}"
    doubt = f" ({VERIFICATION_WORDS[last.verification]})" if last.verification in DOUBTED else ""
    return Sentence(
        f"The latest, dated {say_days(last)}: {what}, according to {say_attribution(last)}{doubt}.", (last.name,)
    )


def _notable(rows: Sequence[Incident]) -> Sentence | None:
    """The largest formation and the closest distance, where the records tell them for sure and one alone has it."""
    parts, refs = [], []
    sized = [(count.number, row) for row in rows if (count := aircraft_of(row)).floor is not None]
    if top := _single(sized, max):
        number, row = top
        if number >= SMALLEST_FORMATION:
            bound = BOUND_WORDS[aircraft_of(row).bound]
            parts.append(f"the largest formation in one record was {bound}{number:,} aircraft ({say_days(row)})")
            refs.append(row.name)
    far = [(row.distance.km, row) for row in rows if row.distance and row.distance.origin]
    if (nearest := _single(far, min)) and nearest[1].distance:
        row = nearest[1]
        parts.append(f"the closest stated distance was {say_distance(nearest[1].distance)} ({say_days(row)})")
        refs.append(row.name)
    if not parts:
        return None
    text = say_and(parts)
    return Sentence(f"{text[0].upper()}{text[1:]}, of the records that say.", tuple(dict.fromkeys(refs)))


def _single(
    values: Sequence[tuple[float, Incident]], best: Callable[[Sequence[float]], float]
) -> tuple[float, Incident] | None:
    """The best value and its latest record; None where fewer than two records tell one."""
    if len(values) < 2:
        return None
    top = best([value for value, _ in values])
    return next((value, row) for value, row in reversed(values) if value == top)


def _responses(rows: Sequence[Incident]) -> Sentence | None:
    """How many were met in which way, and by whom; nothing about a single one, which is told in full."""
    if len(rows) == 1:
        return None
    ways = Counter(row.response for row in rows)
    if set(ways) == {Response.UNKNOWN}:
        return Sentence(f"None of the {len(rows):,} states a response.", _names(rows))
    ranked = sorted(ways.items(), key=lambda pair: (-pair[1], pair[0]))
    told = [f"{number:,} {DONE[way]}" for way, number in ranked]
    were = "was" if ranked[0][1] == 1 else "were"
    text = f"Of the {len(rows):,}, {say_and([f'{ranked[0][1]:,} {were} {DONE[ranked[0][0]]}', *told[1:]])}"
    met = [row for row in rows if row.response not in (Response.UNKNOWN, Response.NONE)]
    states = Counter(with_article(state_name(code)) for row in met for code in dict.fromkeys(row.responders))
    if states:
        named = sorted(states.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_NAMED]
        text += f"; {say_and([f'{name} responded to {number:,}' for name, number in named])}"
    return Sentence(f"{text}.", _names(rows))


def _borne_out(rows: Sequence[Incident]) -> Sentence | None:
    """How many of several are in dispute or not verified; of a single one its own sentence says so."""
    doubted = [(degree, [row for row in rows if row.verification == degree]) for degree in DOUBTED]
    told = [f"{len(some):,} {'is' if len(some) == 1 else 'are'} {VERIFICATION_WORDS[v]}" for v, some in doubted if some]
    if len(rows) == 1 or not told:
        return None
    names = tuple(name for _, some in doubted for name in _names(some))
    return Sentence(f"Of these records, {say_and(told)}.", names)


def _covered(coverage: Coverage) -> Sentence:
    held = _span(coverage) or "no dated record"
    return Sentence(
        f"The ledger covers {held}, {_count(coverage.records)} in all; what nobody reported or logged is not in it.", ()
    )


def _span(coverage: Coverage) -> str | None:
    first, last = coverage.first_day, coverage.last_day
    return f"{say_day(first)} to {say_day(last)}" if first and last else None


def _about(about: str) -> str:
    return f" {about}" if about else ""


def _names(rows: Sequence[Incident]) -> tuple[str, ...]:
    return tuple(row.name for row in reversed(rows))


def _count(number: int, noun: str = "record") -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
