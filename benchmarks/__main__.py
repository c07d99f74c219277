"""`make bench`: every benchmark in turn."""

import platform
import sys

from benchmarks import ledger, reading


def main() -> None:
    """Print the machine, then a table for each benchmark."""
    print(f"Python {sys.version.split()[0]} on {platform.machine()}, {platform.system()}")
    reading.run()
    ledger.run()


if __name__ == "__main__":
    main()
