"""What confidence is worth: `python -m benchmarks.reliability [FILE...]` tells how often values of a band were right.

Each file holds reports with hand-written records, one JSON object a line; without any, the project's own reports and
the development texts of the codebook, where these are beside the checkout, are read.
"""

import argparse
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bot.reading import read
from tests.reading.scoring import as_record, reports, verdicts

ROOT = Path(__file__).parents[1]
OWN = sorted((ROOT / "tests" / "reports").glob("*.jsonl"))
CORPUS = ROOT.parent / "shared" / "corpus"
SHARED = ("seeds.jsonl", "dev-europe.jsonl", "dev-asia-pacific.jsonl", "dev-variety.jsonl")


@dataclass(slots=True)
class Band:
    """Drafts of one confidence: how many, with how many values, and how many of these were right."""

    drafts: int = 0
    values: int = 0
    right: int = 0


def main() -> None:
    """Print the table, the surest drafts first."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="reports with their records, one JSON object a line")
    chosen = parser.parse_args().files or [*OWN, *(CORPUS / name for name in SHARED if (CORPUS / name).exists())]
    bands = measure(chosen)
    print("| `confidence` | drafts | values | right |\n|---:|---:|---:|---:|")
    for confidence, band in sorted(bands.items(), reverse=True):
        print(f"| {confidence:.2f} | {band.drafts} | {band.values} | {band.right / max(1, band.values):.3f} |")
    values, right = sum(band.values for band in bands.values()), sum(band.right for band in bands.values())
    print(f"| all | {sum(band.drafts for band in bands.values())} | {values} | {right / max(1, values):.3f} |")


def measure(files: list[Path]) -> dict[float, Band]:
    """The bands of confidence over all reports of some files."""
    bands: dict[float, Band] = defaultdict(Band)
    for report in (one for path in files for one in reports(path)):
        published = dt.date.fromisoformat(report["published"]) if report["published"] else None
        drafts = read(report["text"], published).incidents
        for draft, told in zip(drafts, verdicts(report, [as_record(draft) for draft in drafts]), strict=True):
            if told is not None:
                band = bands[draft.confidence or 0.0]
                band.drafts, band.values, band.right = band.drafts + 1, band.values + sum(told), band.right + told[0]
    return dict(bands)


if __name__ == "__main__":
    main()
