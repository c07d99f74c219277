"""Feed the reader mutated reports until a number or a time is reached: `python -m benchmarks.fuzz --inputs 1000000`.

Every input must be read without an exception, within a second, and with every quoted span the text's own words. The
inputs follow from the seed, so that a failure can be had again; the test suite holds the same with hypothesis.
"""

import argparse
import datetime as dt
import random
import sys
import time

from benchmarks.reading import own_reports
from bot.reading import read

SLOW = 1.0  # seconds for one input of at most LONGEST characters
LONGEST = 600
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
    start = time.perf_counter()
    try:
        reading = read(text, published)
    except Exception as broken:
        return f"{type(broken).__name__}: {broken}"
    if time.perf_counter() - start > SLOW:
        return f"took {time.perf_counter() - start:.2f} s"
    for quote in (*reading.unread, *(e for draft in reading.incidents for e in draft.evidence)):
        if quote.start is not None and text[quote.start : quote.end] != quote.words:
            return f"{quote.field} quotes {quote.words!r}, which is not at {quote.start}"
    return None


def main() -> int:
    """Run; 1 and the offending input where something is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 - reproducible, not secret
    reports = [text for text, _ in own_reports()]
    began, done = time.monotonic(), 0
    while done < chosen.inputs and time.monotonic() - began < chosen.minutes * 60:
        text = mutate(chance.choice(reports), chance)
        published = chance.choice((None, dt.date(2017, 4, 20), dt.date(2024, 2, 29)))
        wrong = check(text, published)
        if wrong:
            print(f"input {done:,}: {wrong}\n{text!r} published {published}")
            return 1
        done += 1
    print(f"{done:,} inputs in {time.monotonic() - began:.0f} s: no exception, no hang, no span outside the text")
    return 0


if __name__ == "__main__":
    sys.exit(main())
