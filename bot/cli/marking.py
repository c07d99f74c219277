"""A report with the words that gave its values marked: in colour, or in brackets where there is none."""

import itertools
from collections.abc import Iterable

from rich.text import Text

from bot.cli.evidence import STYLES, family_of
from bot.cli.terminal import clean
from bot.reading import Account

PASSED = "dim strike"


def legend() -> Text:
    """What each colour means."""
    parts = [Text(f" {name} ", style=style) for name, style in STYLES.items()]
    return Text(" ").join([*parts, Text("passed over", style=PASSED)])


def marked(head: str, body: str, told: Account, *, colour: bool) -> Text:
    """The report, `head` dimmed, with the words of every value on the colour of its sort.

    Where it tells of several incidents, each sentence begins with the number of its own.
    """
    spans = [
        (one.start, one.end, STYLES[family_of(ground.draft, one)])
        for ground in told.grounds
        for one in ground.draft.evidence
        if one.start is not None and one.end is not None
    ]
    passed = [(one.start, one.end, PASSED) for one in told.passed if colour]
    styles = _painted(len(body), [*passed, *spans])
    numbers = _numbers(told) if len(told.grounds) > 1 else {}
    shown = Text().append(clean(head), style="dim")
    cuts = [n for n in range(len(body)) if not n or n in numbers or styles[n] != styles[n - 1]]
    for start, end in itertools.pairwise([*cuts, len(body)]):
        words = clean(body[start:end])
        if start in numbers:
            shown.append(f"{numbers[start]} ", style="bold")
        if colour or not styles[start]:
            shown.append(words, style=styles[start] if colour else "")
        else:
            shown.append(f"[{words}]")
    return shown


def _painted(length: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """The style of each sign of a text; a later span lies on an earlier one."""
    styles = [""] * length
    for start, end, style in spans:
        styles[start:end] = [style] * (end - start)
    return styles


def _numbers(told: Account) -> dict[int, str]:
    """The numbers of the incidents that the sentence at each place tells of: {0: "(1)", 92: "(1, 2)"}."""
    found: dict[int, list[int]] = {}
    for number, ground in enumerate(told.grounds, start=1):
        for start, _ in ground.told:
            found.setdefault(start, []).append(number)
    return {start: f"({', '.join(map(str, dict.fromkeys(numbers)))})" for start, numbers in found.items()}
