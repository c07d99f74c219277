"""The demo: a ledger of real incidents, each with its source, and a short conversation over it."""

import json
from importlib.resources import files
from typing import Any

REPORT = (
    "Six Russian aircraft, four Tu-95 bombers and two Su-35 fighters, entered the Alaska air defense "
    "identification zone on May 20, 2019, NORAD said. F-22 fighters intercepted them. They stayed in "
    "international airspace."
)
SCRIPT = (
    REPORT,
    "last Tu-95 near Alaska?",
    "how many incidents near Alaska in 2017?",
    "digest week 2017-04-17",
)
"""What is said, one message each, where nobody sits at the terminal."""


def demo_rows() -> list[dict[str, Any]]:
    """The demo incidents in the outside form."""
    text = files(__name__).joinpath("incidents.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]
