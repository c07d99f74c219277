"""Confidence means something: drafts that are surer are right more often, and doubts only ever lower it."""

from itertools import pairwise
from pathlib import Path

from benchmarks.reliability import measure
from bot.reading.confidence import HEAVY, RIGHT, confidence

OWN = sorted((Path(__file__).resolve().parents[1] / "reports").glob("*.jsonl"))


def test_every_doubt_lowers_confidence_until_the_last_band() -> None:
    assert list(RIGHT) == sorted(RIGHT, reverse=True)
    assert confidence([]) == RIGHT[0]
    assert confidence(["ships"]) == RIGHT[1]
    assert [confidence([doubt]) for doubt in sorted(HEAVY)] == [RIGHT[2], RIGHT[2]]
    assert confidence(["ships"] * 20) == RIGHT[-1]


def test_on_our_own_reports_surer_drafts_are_right_more_often() -> None:
    """Bands of few values prove nothing; neighbours may differ by chance."""
    bands = {sure: band for sure, band in sorted(measure(OWN).items(), reverse=True) if band.values >= 100}
    shares = [band.right / band.values for band in bands.values()]
    assert len(shares) >= 3
    assert all(surer >= less - 0.05 for surer, less in pairwise(shares))
    assert shares[0] >= shares[-1] + 0.03
    assert all(share >= sure - 0.05 for sure, share in zip(bands, shares, strict=True))
