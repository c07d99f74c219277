"""Measure calls in turn, so that a machine whose speed drifts is unfair to nobody."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the median run of one contender, and its fastest and slowest."""

    name: str
    median: float
    least: float
    most: float


def in_turn(
    contenders: Mapping[str, Callable[[], object]], *, rounds: int, clock: Callable[[], float] = time.perf_counter
) -> list[Measured]:
    """Run the contenders A B A B …, one warm-up round first; gives their times in the order given.

    `time.process_time` as the clock counts what one process itself computes, whatever else the machine does.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, call in contenders.items():
            start = clock()
            call()
            if number:
                seconds[name].append(clock() - start)
    return [Measured(name, statistics.median(s), min(s), max(s)) for name, s in seconds.items()]


def table(title: str, rows: list[Measured], *, per: int = 1, unit: str = "run") -> None:
    """Print medians in milliseconds a unit, and every peer as a multiple of the first row."""
    print(f"\n{title}")
    print(f"  {'':44}{'ms per ' + unit:>16}{'least':>10}{'most':>10}{'ratio':>9}")
    for row in rows:
        ratio = row.median / rows[0].median
        figures = "".join(f"{1000 * value / per:>10.3f}" for value in (row.least, row.most))
        print(f"  {row.name:44}{1000 * row.median / per:>16.3f}{figures}{ratio:>8.1f}x")
