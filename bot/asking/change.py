"""Change against another period: "up or down on last year?", "how much did flights rise from 2023 to 2024?"."""

import datetime as dt
from collections.abc import Sequence

from bot.asking.echo import say_period
from bot.asking.filters import read_conditions
from bot.asking.follow import merge
from bot.asking.line import Line
from bot.asking.question import DAY, Op, Part, Question, Unclear
from bot.asking.words import word_set
from store.filters import IncidentFilter

Span = tuple[dt.date, dt.date]

_MOVED = (
    "rise|rises|rose|risen|rising|fall|falls|fell|fallen|falling|increase|increases|increased|decrease|decreases"
    "|decreased|grow|grew|grown|drop|drops|dropped|decline|declined|jump|jumped|climb|climbed|change|changed|changes"
    "|shrunk|shrank|doubled|halved|surge|surged"
)
_AGAINST = (
    "( as|when )? ( compared|relative|compare|compares|comparison )? ( on|from|against|over|than|to|with|vs|versus|in|"
    "during|since )*"
)
_CUES = (
    "( are|is|were|was|have|has|been|did|do|does|will|it|they|we|seeing|there )* ( up|higher or down|lower )",
    "( are|is|were|was|have|has|been|did|do|does|it|they|there )* ( more|busier or fewer|less|quieter )",
    f"( by )? ( how ( much )? )? ( did|have|has|do|does|is|was|were|are )* (gap: \\S+* ) {_MOVED}",
    f"( percentage|percent|the|a )* {_MOVED} ( in|of )* ( the )? ( number of )?",
    "( is|are|has|have|been|it|this|that|any )* ( more|fewer|less|busier|quieter|up|down|higher|lower ) ( incidents|"
    "flights|intercepts|of|them|those|than|on|from|in )*",
)
_SAME = (
    "( ( the )? same period|time|days|stretch|point|span ( of|in )? | "
    "( than|versus|vs|against|on ) ( at|by )? this point|time|stage ( <D> ) )"
)
_MORE_THAN = "more|fewer|less|busier|quieter \\S+* than ( in|during|over|the|we|had|there|were )* <D> $"
_GONE = "( is|are|was|were|have|has|been )* ( going|gone ) ( up|down )"
_ALONE = "up|higher|more|busier or down|lower|fewer|less|quieter"


def change(line: Line, now: dt.date) -> Question | None:
    """The two periods of a question about change, the newer first, each with all conditions; None if it asks for none.

    A period against the one before it where one is named; the days so far against the same days of the period before
    where it is not over. Raises Unclear.
    """
    periods = [t for t in line.tokens if t.tag == "D"]
    same = line.hit(_SAME)
    moved = (
        same
        or line.hit(_MOVED)
        or line.hit(_GONE)
        or line.hit(f"( {_ALONE} )")
        or (len(periods) == 1 and line.hit(_MORE_THAN))
        or None
    )
    if moved is None or line.hit("<K> <R>") or not periods or len(periods) > 2:
        return None
    said = [_since_a_year(t.value, now) for t in periods if isinstance(t.value, tuple)]
    spans = [(since, until) for since, until in said if since and until]
    if len(spans) < len(said):
        return None
    sides = _sides(spans, now, against=_is_against(line) or same is not None)
    if sides and same and len(spans) == 2:
        sides = _alike(*sides, now)
    if sides is None:
        return None
    for words in (*_CUES, _GONE):
        for hit in line.hits(words):
            _take(line, hit.first, hit.last, hit.groups.get("gap"))
    for hit in line.hits(f"{_AGAINST} {_SAME}"):
        line.use(hit)
    for hit in line.hits(f"{_AGAINST} <D> ( to|with|against|and|or )? ( <D> )?"):
        line.use(hit)
    for hit in line.hits(
        "( is|are|was|were|has|have|had|been|being|there|seeing|seen|it|we )* more|fewer|less|busier|quieter"
    ):
        line.use(hit)
    for hit in line.hits("how much|many|strongly|far ( by )? | by how much|many | the ( number|numbers|count ) of"):
        line.use(hit)
    for token in periods:
        token.used = True
    rest = Line([t for t in line.tokens if t.tag != "D"])
    found = read_conditions(rest)
    parts = tuple(
        Part(label=say_period(*span), filter=found.filter.model_copy(update={"since": span[0], "until": span[1]}))
        for span in sides
    )
    return Question(
        op=Op.CHANGE, sides=parts, filter=found.filter, recurring=found.recurring, without=found.without, asked_on=now
    )


def _since_a_year(span: tuple[dt.date | None, dt.date | None], now: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """`risen since last year`: that year is what is measured against."""
    since, until = span
    if since and until is None and (since.month, since.day) == (1, 1) and since.year < now.year:
        return since, dt.date(since.year, 12, 31)
    return span


def _take(line: Line, first: int, last: int, gap: tuple[int, int] | None) -> None:
    for number in range(first, last):
        token = line.tokens[number]
        if not token.tag and not (gap and gap[0] <= number < gap[1]):
            token.used = True


_MEASURES = word_set("on since against than vs versus to over from compared relative with")


def _is_against(line: Line) -> bool:
    """Whether the period named is the one to measure against: "up or down on last year"."""
    at = next(number for number, token in enumerate(line.tokens) if token.tag == "D")
    words = line.tokens[at].word.lower().split()
    before = [token.word for token in line.tokens[max(0, at - 2) : at]]
    return words[0] in _MEASURES or bool(_MEASURES & set(before))


def _sides(spans: Sequence[Span], now: dt.date, *, against: bool) -> tuple[Span, Span] | None:
    if len(spans) == 2:
        newer, older = sorted(spans, reverse=True)
        return newer, older
    first, last = spans[0]
    years = last.year - first.year + 1
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole and years > 2:
        return None
    if whole and years == 2:
        return (dt.date(last.year, 1, 1), last), (first, dt.date(first.year, 12, 31))
    if against and last < now:
        current = (_begin(now, first, last), now)
        return current, _same_days(current, first, last)
    return (first, last), _before(first, last, now)


def _alike(newer: Span, older: Span, now: dt.date) -> tuple[Span, Span]:
    """Both over the same days: `January to June 2025 vs the same period of 2026` keeps to half a year of each."""
    first, last = older
    if _is_year(newer) and not _is_year(older) and first.year == last.year:
        year = newer[0].year
        return (_in_year(first, year), _in_year(last, year)), older
    newer = newer[0], min(newer[1], now)
    return newer, _same_days(newer, first, last)


def _is_year(span: Span) -> bool:
    return span == (dt.date(span[0].year, 1, 1), dt.date(span[0].year, 12, 31))


def _begin(now: dt.date, first: dt.date, last: dt.date) -> dt.date:
    """The first day of the running period of the same length as a past one: a year's is 1 January."""
    days = (last - first).days + 1
    if days > 360:
        return dt.date(now.year, 1, 1)
    if days > 88:
        return dt.date(now.year, (now.month - 1) // 3 * 3 + 1, 1)
    if days > 27:
        return now.replace(day=1)
    if days == 7:
        return now - now.weekday() * DAY
    raise Unclear("Against which of today's periods? Name both, for example “March 2024 vs March 2023”.")


def _same_days(current: Span, first: dt.date, last: dt.date) -> Span:
    """As many days of a past period as the running one has had: 1 Jan – 22 Nov of last year."""
    if (last - first).days > 360:
        return first, min(_in_year(current[1], first.year), last)
    return first, min(first + (current[1] - current[0]), last)


def _in_year(day: dt.date, year: int) -> dt.date:
    try:
        return day.replace(year=year)
    except ValueError:
        return dt.date(year, 2, 28)


def _before(first: dt.date, last: dt.date, now: dt.date) -> Span:
    """The period before: last year's same days for a year, the month before for a month, else as many days."""
    if (first.month, first.day) == (1, 1) and last.year == first.year and (last - first).days > 92:
        return dt.date(first.year - 1, 1, 1), _in_year(last, last.year - 1)
    if first.day == 1 and ((last + DAY).day == 1 or last == now) and (last - first).days < 31:
        start = (first - DAY).replace(day=1)
        whole = (last + DAY).day == 1
        return start, first - DAY if whole else min(start + (last - first), first - DAY)
    return first - (last - first) - DAY, first - DAY


def more_than(line: Line, before: Question, now: dt.date) -> Question | None:
    """`more than in 2023?` after a question with a period: its period against the one named now. Raises Unclear."""
    hit = line.hit(
        "^ ( and|but|so|was|were|is|are|that|it|this|there|a|lot|much|far )* more|fewer|less|up|down|higher|lower ( "
        "than|"
        "on|from|against|compared|to|with|in|during|the|there|were )* (d: <D> ) $"
    ) or line.hit(
        "^ ( and|ok|how|does|do|did|that|it|this|is|now )* ( compare|compared|compares|vs|versus|against|relative ) "
        "( that|this|it|them|those )? ( with|to|against )? (d: <D> ) $"
    )
    if hit is None:
        return None
    wanted = before.filter
    if before.sides or wanted.since is None or wanted.until is None:
        raise Unclear(
            "More than that in which period? Ask it in full: “more flights near Japan in 2024 than in 2023?”."
        )
    line.use(hit)
    token = line.group(hit, "d")[0]
    since, until = token.value if isinstance(token.value, tuple) else (None, None)
    other = merge(wanted, {"since": since, "until": until})
    parts = (
        Part(label=say_period(wanted.since, wanted.until), filter=wanted),
        Part(label=say_period(since, until), filter=other),
    )
    if parts[0].label == parts[1].label:
        raise Unclear("Both periods are the same: name another one.")
    base = merge(IncidentFilter(), {**wanted.model_dump(exclude_defaults=True), "since": None, "until": None})
    return Question(
        op=Op.CHANGE, sides=parts, filter=base, recurring=before.recurring, without=before.without, asked_on=now
    )
