"""Numbers in a question that bound a distance or a count of aircraft: "within 50 nm", "10 or more at once"."""

from bot.asking.conditions import Conditions
from bot.asking.line import Line, Token
from bot.asking.names import RESPONDER, types_of
from bot.asking.question import Unclear
from store.records import METRES_PER, Side

UNITS = {
    "mi": "mi", "mile": "mi", "miles": "mi", "nm": "nm", "nmi": "nm", "km": "km", "kms": "km", "kilometer": "km",
    "kilometers": "km", "kilometre": "km", "kilometres": "km", "m": "m", "meter": "m", "meters": "m", "metre": "m",
    "metres": "m", "ft": "ft", "feet": "ft", "foot": "ft", "yd": "yd", "yards": "yd",
}  # fmt: skip

_UNIT = "( nautical|statute )? " + "|".join(UNITS)


def read_distance(line: Line, found: Conditions) -> None:
    """Take how near they came. Raises Unclear for a distance to stay beyond."""
    if not line.hit("no|not further|farther|more") and line.hit(
        f"( further|farther|more than | beyond | over ) <N> ( {_UNIT} )"
    ):
        raise Unclear("I can keep to what came within a distance, not to what stayed beyond it: ask for the furthest.")
    patterns = (
        (
            "( within|inside|under | closer|less|nearer than | no|not more|further|farther than | up to ) (n: <N> ) "
            f"(u: {_UNIT} ) ( or less|closer )? ( of|from|to|off )?"
        ),
        f"(n: <N> ) (u: {_UNIT} ) or less|closer|nearer ( of|from|to|off )?",
    )
    for pattern in patterns:
        for hit in line.hits(pattern):
            units = [t.word for t in line.group(hit, "u")]
            unit = UNITS[units[-1]]
            if units[0] == "nautical":
                unit = "nm"
            number = _number(line.group(hit, "n"))
            found.slots["within_km"] = round(number * METRES_PER[unit] / 1000.0, 6)
            line.use(hit)


_AT_ONCE = (
    "at once|together | in one go | in a|one|any ( single|one )? flight|incident|formation|group|go | at a "
    "time | at the same time | simultaneously"
)

_WHAT = "( <S>|<C>|military|russian|joint|enemy|of|strong|these|the )* ( (t: <T>|<G>|<A> ) | ship|strong )?"

_COUNTS: tuple[tuple[str, str], ...] = (
    (f"( between ) (n: <N> ) ( and|to ) (m: <N> ) {_WHAT}", "between"),
    (f"( at least | minimum|min ( of )? | not|no fewer|less than ) (n: <N> ) {_WHAT}", "min"),
    (f"(n: <N> ) ( or|and more|greater|over|above | plus | + ) {_WHAT}", "min"),
    ("( more|greater than | over | above | upwards of | exceeding ) (n: <N>|one ) (t: <T>|<G>|<A> )", "above"),
    (f"( more|greater than ) (n: <N>|one ) {_WHAT}", "above"),
    (f"( fewer|less|smaller than | under | below ) (n: <N> ) {_WHAT}", "below"),
    (f"( at most | up to | no|not more than | maximum ( of )? ) (n: <N>|one ) {_WHAT}", "max"),
    (f"(n: <N> ) ( or fewer|less ) {_WHAT}", "max"),
    ("( lone|solo|solitary|single|sole | only|just one | one ) ( <S>|<C> )* (t: <T>|<G>|<A> )", "one"),
    ("( flew|flying|came|coming|went )? ( solo | on its own )", "one"),
    ("multiple|several ( <S>|<C> )* (t: <T>|<G>|<A> )", "some"),
    ("( a )? pairs? of ( <S>|<C> )* (t: <T>|<G>|<A> )", "pair"),
    ("in pairs", "pair"),
    (f"( exactly|precisely )? (n: <N> ) {_WHAT} ( {_AT_ONCE} )", "exact"),
    (f"exactly|precisely (n: <N> ) {_WHAT}", "exact"),
    ("(n: <N> ) ( <S>|<C> )* (t: <T>|<G>|<A> )", "exact"),
    ("(n: <N> ) ship|strong", "exact"),
)


def read_counts(line: Line, found: Conditions) -> None:
    """Take bounds on the number of aircraft. Raises Unclear for two of them, and for a vague one."""
    if line.hit("about|around|roughly|approximately|nearly|almost|some|circa <N> ( <S>|<C> )* <T>|<G>|<A>"):
        raise Unclear("How many exactly? Write “at least 8 aircraft” or “between 8 and 12 aircraft”.")
    if line.hit(
        "( more|greater|fewer|less than | at least | at most ) <N>|one "
        "types?|kinds?|incidents?|flights?|encounters?|events?"
    ):
        raise Unclear(
            "I bound the number of aircraft, not of types or incidents: ask for a tally “by type” or “by day”."
        )
    for pattern, kind in _COUNTS:
        for hit in line.hits(pattern):
            number = line.group(hit, "n")
            token = number[0] if number else None
            if token is not None and (token.used or (token.tag != "N" and token.word != "one")):
                continue
            if token is None and any(t.used and t.word == "one" for t in line.span(hit.first, hit.last)):
                continue
            if kind == "exact" and any(t.used for t in line.span(hit.first, hit.first + 1) if t.word != "exactly"):
                continue
            if {"min_aircraft", "max_aircraft"} & set(found.slots):
                raise Unclear("I can hold only one condition on the number of aircraft: leave one out.")
            n = int(_number(number)) if token is not None and token.tag == "N" else 1
            upper = line.group(hit, "m")
            most = int(_number(upper)) if upper else n
            low, high = {
                "between": (n, most), "min": (n, None), "above": (n + 1, None), "below": (None, n - 1),
                "max": (None, n), "one": (None, 1), "some": (2, None), "pair": (2, 2), "exact": (n, n),
            }[kind]  # fmt: skip
            _bound(found, low, high, line.group(hit, "t"))
            line.use(hit)
    if {"min_aircraft", "max_aircraft"} & set(found.slots):
        for hit in line.hits(f"( {_AT_ONCE} )"):
            line.use(hit)


def _number(tokens: list[Token]) -> float:
    value = tokens[0].value
    return float(value) if isinstance(value, int | float) else 0.0


def _bound(found: Conditions, low: int | None, high: int | None, what: list[Token]) -> None:
    if low is not None:
        found.slots["min_aircraft"] = low
    if high is not None:
        found.slots["max_aircraft"] = high
    for token in what:
        types = types_of(token)
        if types:
            found.slots["counted_types"] = types
        if token.role == RESPONDER:
            found.slots["counted_side"] = Side.RESPONDER
