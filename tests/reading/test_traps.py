"""Traps: a third of our own reports mislead or report nothing, and those that report nothing give nothing."""

import datetime as dt
from pathlib import Path

import pytest

from bot.reading import read
from tests.reading.scoring import Record, reports

FOLDER = Path(__file__).resolve().parents[1] / "reports"
OWN = [(path.stem, report) for path in sorted(FOLDER.glob("*.jsonl")) for report in reports(path)]
TRAPS = [report for stem, report in OWN if stem == "traps" or report.get("trap")]
SILENT = [report for report in TRAPS if all(incident.get("optional") for incident in report["incidents"])]


def test_a_third_of_our_reports_are_traps_and_each_says_what_misleads_in_it() -> None:
    assert 3 * len(TRAPS) >= len(OWN) >= 80
    assert [trap["id"] for trap in TRAPS if not (trap.get("trap") or trap.get("notes"))] == []


def test_no_report_stands_twice() -> None:
    ids = [report["id"] for _, report in OWN]
    texts = [" ".join(report["text"].split()) for _, report in OWN]
    assert len(set(ids)) == len(ids)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("trap", SILENT, ids=lambda trap: str(trap["id"]))
def test_a_trap_that_reports_nothing_gives_no_main_incident(trap: Record) -> None:
    published = dt.date.fromisoformat(trap["published"]) if trap["published"] else None
    found = read(trap["text"], published).incidents
    assert len(found) <= len(trap["incidents"])
