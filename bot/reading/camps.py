"""Camps: which states fly together and which meet one another, as far as the news of sixty years can tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

EAST = frozenset(["RU", "BY", "CN", "KP", "IR", "SY", "YE", "LB", "CU", "VE"])
WEST = frozenset(
    """
    NATO US CA GB IE FR DE NL BE LU DK NO SE FI IS EE LV LT PL CZ SK HU RO BG HR SI AL ME MK ES PT IT GR TR CH AT
    UA GE JP KR TW PH AU NZ IL
    """.split()  # noqa: SIM905 - forty codes read better as a paragraph than as a column
)


def camp_of(state: str) -> str:
    """The camp of a state; one that stands alone is a camp of its own.

    >>> camp_of("RU") == camp_of("CN"), camp_of("IN")
    (True, 'IN')
    """
    return "east" if state in EAST else "west" if state in WEST else state


def opposed(states: Iterable[str]) -> bool:
    """Whether the states stand in two camps or more, so that they did not come together."""
    return len({camp_of(state) for state in states}) > 1


def foremost(leans: Mapping[str, float], among: Iterable[str]) -> str:
    """The camp that leans most to having come, all its states taken together. Raises ValueError where none is given."""
    sums: dict[str, float] = defaultdict(float)
    for state in among:
        sums[camp_of(state)] += leans.get(state, 0.0)
    return max(sums, key=lambda camp: sums[camp])
