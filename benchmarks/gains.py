"""What a change to the reader gains and loses: `python -m benchmarks.gains REVISION` compares it with another revision.

Both readers read the project's own reports; every slot of the hand-written records that one of them has and the other
has not is listed, and so is every value that only one of them made up.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.reading.scoring import Record, reports, wrong_slots

ROOT = Path(__file__).parents[1]
REPORTS = sorted((ROOT / "tests" / "reports").glob("*.jsonl"))


def main() -> int:
    """Print gains and losses, a line each, and their sums by field; 1 where more is lost than gained."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("revision", help="the revision to compare the working tree with: HEAD, main~3, a tag")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "before"
        _git("worktree", "add", "--detach", str(tree), chosen.revision)
        try:
            before = read_by(tree)
        finally:
            _git("worktree", "remove", "--force", str(tree))
    after = read_by(ROOT)
    gained, lost = Counter[str](), Counter[str]()
    for report in (one for path in REPORTS for one in reports(path)):
        was, now = (wrong_slots(report, found.get(report["id"], [])) for found in (before, after))
        for sign, tally, slots in (("+", gained, was - now), ("-", lost, now - was)):
            for (field, value), count in slots.items():
                tally[field] += count
                print(f"{sign} {report['id']:12}{field:20}{value}")
    print(f"gained {sum(gained.values())} {dict(gained)}\nlost   {sum(lost.values())} {dict(lost)}")
    return int(sum(lost.values()) > sum(gained.values()))


def read_by(tree: Path) -> dict[str, list[Record]]:
    """The records that the reader of a checkout finds in each of our reports."""
    found: dict[str, list[Record]] = {}
    for path in REPORTS:
        command = [sys.executable, "-m", "bot", "read", "--jsonl", str(path)]
        done = subprocess.run(command, cwd=tree, check=True, capture_output=True, text=True)  # noqa: S603
        for line in done.stdout.splitlines():
            row = json.loads(line)
            found[row["id"]] = row["incidents"]
    return found


def _git(*words: str) -> None:
    subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True)  # noqa: S603, S607


if __name__ == "__main__":
    sys.exit(main())
