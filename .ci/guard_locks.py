"""Hold the lock files to names, versions and hashes: no address, no path, no index option."""

import re
import sys
from pathlib import Path

FORBIDDEN = re.compile(r"https?://|file:|--(?:extra-)?index|--find-links|--trusted|(?:^|\s)-e\s|\s@\s", re.MULTILINE)
PINNED = re.compile(r"^[A-Za-z0-9._-]+(?:\[[^\]]+\])?==[^\s;\\]+", re.MULTILINE)


def main(paths: list[str]) -> int:
    """Print what is wrong with each lock file; 1 if anything is."""
    wrong = []
    for path in map(Path, paths):
        text = path.read_text(encoding="utf-8")
        wrong += [f"{path}: {found.group().strip()!r} has no place here" for found in FORBIDDEN.finditer(text)]
        requirements = [line for line in text.splitlines() if line[:1].isalnum()]
        wrong += [f"{path}: {line!r} is not pinned" for line in requirements if not PINNED.match(line)]
        if text.count("--hash=") < len(requirements):
            wrong.append(f"{path}: a requirement has no hash")
    sys.stderr.writelines(line + "\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
