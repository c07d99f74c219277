"""Feed the reader mutated reports: `python -m benchmarks.fuzz --inputs 1000000 --processes 2 --minutes 60`.

It stops at a number of inputs or after a time. Every input must be read without an exception, within a second of the
processor's time, and with every quoted span the text's own words. The inputs follow from the seed, so that a failure
can be had again; the test suite holds the same with hypothesis.
"""

import argparse
import datetime as dt
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from benchmarks.reading import own_reports
from bot.reading import read

SLOW = 1.0  # seconds for one input of at most LONGEST characters
LONGEST = 400
JUNK = "\x00\n\t  --––—“”‘’'\"()[]{}<>|/\\.,;:!?%$#@&*+=~^_ßñøŽżÅ中俄日🛩\u200f\u202e"
WORDS = (
    "two 2x Tu-95 Su-35S bombers Bear May F-22 intercepted by not no of the on Tuesday overnight 20 feet within miles "
    "Alaska ADIZ airspace violated Russia Japan's NORAD said March 4 2015 since unsafe USS Porter drone shot down"
)
NOUNS_AND_VERBS = WORDS.split()


def mutate(text: str, chance: random.Random) -> str:
    """A report with stretches cut out, repeated, swapped, and words and junk put in."""
    start = chance.randrange(max(1, len(text) - 40))
    piece = text[start : start + chance.randrange(20, LONGEST)]
    for _ in range(chance.randrange(1, 8)):
        at, end = sorted(chance.randrange(len(piece) + 1) for _ in range(2))
        what = chance.randrange(6)
        if what == 0:
            piece = piece[:at] + piece[end:]
        elif what == 1:
            piece = piece[:at] + chance.choice(JUNK) * chance.randrange(1, 9) + piece[at:]
        elif what == 2:
            piece = piece[:at] + f" {chance.choice(NOUNS_AND_VERBS)} " + piece[at:]
        elif what == 3:
            piece = piece[:end] + piece[at:end] + piece[end:]
        elif what == 4:
            piece = piece[:at] + piece[at:end].swapcase() + piece[end:]
        else:
            piece = piece[end:] + piece[at:end] + piece[:at]
    return piece[:LONGEST]


def check(text: str, published: dt.date | None) -> str | None:
    """What is wrong with the reading of an input, or None."""
    start = time.process_time()
    try:
        reading = read(text, published)
    except Exception as broken:
        return f"{type(broken).__name__}: {broken}"
    if time.process_time() - start > SLOW:
        return f"took {time.process_time() - start:.2f} s"
    for quote in (*reading.unread, *(e for draft in reading.incidents for e in draft.evidence)):
        if quote.start is not None and text[quote.start : quote.end] != quote.words:
            return f"{quote.field} quotes {quote.words!r}, which is not at {quote.start}"
    return None


def search(inputs: int, seconds: float, seed: int) -> tuple[int, str | None]:
    """How many of some inputs were read in the time, and the first that is read wrongly."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    reports = [text for text, _ in own_reports()]
    read("", None)  # what is built at the first use is no input's fault
    until = time.monotonic() + seconds
    for done in range(inputs):
        if time.monotonic() > until:
            return done, None
        text = mutate(chance.choice(reports), chance)
        published = chance.choice((None, dt.date(2017, 4, 20), dt.date(2024, 2, 29)))
        wrong = check(text, published)
        if wrong:
            return done, f"seed {seed}, input {done:,}: {wrong}\n{text!r} published {published}"
    return inputs, None


def main() -> int:
    """Run; 1 and the offending input where something is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1, help="the first process's seed; the next has the next")
    parser.add_argument("--processes", type=int, default=1)
    chosen = parser.parse_args()
    began, count = time.monotonic(), chosen.processes
    with ProcessPoolExecutor(count) as pool:
        share = -(-chosen.inputs // count)
        seeds = range(chosen.seed, chosen.seed + count)
        found = list(pool.map(search, [share] * count, [chosen.minutes * 60] * count, seeds))
    wrong = [one for _, one in found if one]
    print(f"{sum(done for done, _ in found):,} inputs in {time.monotonic() - began:.0f} s on {count} processes")
    print("\n".join(wrong) or "no exception, no hang, no span outside the text")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
