"""Whole reports, ours and those of the codebook: how much of them is read, and that traps stay clean."""

from pathlib import Path

import pytest

from tests.reading.scoring import Score, score

ROOT = Path(__file__).resolve().parents[2]
OWN = sorted((ROOT / "tests" / "reports").glob("*.jsonl"))
CORPUS = ROOT.parent / "shared" / "corpus"
# A little below what is reached: a change that costs more than a slot or two shows here.
OWN_SLOTS, OWN_INCIDENTS = 0.89, 0.94
SHARED_SLOTS = {"seeds": 0.93, "dev-europe": 0.92, "dev-asia-pacific": 0.90, "dev-variety": 0.86}


def test_our_own_reports_are_read_about_as_well_as_ever() -> None:
    total = Score()
    for path in OWN:
        one = score(path)
        total.right, total.missing, total.spurious = (
            total.right + one.right,
            total.missing + one.missing,
            total.spurious + one.spurious,
        )
        total.found, total.lost, total.made_up = (
            total.found + one.found,
            total.lost + one.lost,
            total.made_up + one.made_up,
        )
        total.unclean += one.unclean
    assert OWN
    assert total.unclean == [], "a report of no incident was given one"
    assert total.slots >= OWN_SLOTS
    assert total.incidents >= OWN_INCIDENTS


@pytest.mark.parametrize("name", SHARED_SLOTS)
def test_the_development_reports_are_read_about_as_well_as_ever(name: str) -> None:
    path = CORPUS / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the shared corpus is not on this machine")
    total = score(path)
    assert total.unclean == []
    assert total.slots >= SHARED_SLOTS[name]
