"""Telling why the records of a report are as they are: its words in colour, the rules, and what was left out."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.cli.evidence import evidence_part, lines_of, quoted, value_of
from bot.cli.handed import Report
from bot.cli.lines import Row
from bot.cli.marking import legend, marked
from bot.cli.render import rows_part
from bot.cli.terminal import QUIET, STRONG, Screen, clean, write_json
from bot.reading import Account, Ground, account
from bot.wording import say_day

NO_INCIDENT = "No incident found: say who flew or sailed what, where and when."


def explain(report: Report, *, as_json: bool) -> None:
    """Print where every value of a report comes from, and what was left out."""
    told = account(report.body, report.published)
    if as_json:
        write_json(explained_row(told, shift=len(report.head)))
        return
    screen = Screen()
    if screen.person:
        screen.write(marked(report.head, report.body, told, colour=screen.colour), "")
        if screen.colour:
            screen.write(legend())
    screen.write(Text(_published(report.published), style=QUIET))
    for number, ground in enumerate(told.grounds, start=1):
        screen.write("", *_ground_parts(number, ground, report.published, person=screen.person))
    if not told.grounds:
        screen.write("", NO_INCIDENT)
    screen.write(*(Text(remark) for remark in told.remarks))
    if told.passed:
        screen.write("", Text("Passed over", style=STRONG), _passed_part(told, person=screen.person))


def explained_row(told: Account, *, shift: int) -> Row:
    """An account as JSON; offsets count from the start of the text that was given, `shift` before its body."""
    grounds = list(enumerate(told.grounds, start=1))
    return {
        "incidents": [
            {
                "incident": number,
                "confidence": ground.draft.confidence,
                "doubts": list(ground.doubts),
                "roles": [_shifted(asdict(role), shift) for role in ground.roles],
            }
            for number, ground in grounds
        ],
        "evidence": [
            _shifted({"incident": number, "value": value_of(ground.draft, one), **one.model_dump()}, shift)
            for number, ground in grounds
            for one in ground.draft.evidence
        ],
        "passed": [_shifted(asdict(one), shift) for one in told.passed],
        "unread": [_shifted(one.model_dump(), shift) for one in told.reading.unread],
        "remarks": list(told.remarks),
    }


def _shifted(row: Row, shift: int) -> Row:
    return row | {name: row[name] + shift for name in ("start", "end") if row[name] is not None}


def _published(day: dt.date | None) -> str:
    if day is None:
        return "Published: not known; `--published DATE` tells it."
    return f"Published: {day:%a} {say_day(day)}"


def _ground_parts(number: int, ground: Ground, published: dt.date | None, *, person: bool) -> Iterator[RenderableType]:
    """One incident: how sure, every value with its words and its rule, the verbs that gave the roles, the doubts."""
    draft = ground.draft
    yield Text(f"Incident {number}" + ("" if draft.main else " (background, not logged)"), style=STRONG)
    yield evidence_part(lines_of(draft, published), person=person)
    sure = f"{draft.confidence or 0:.2f}: about so many of the values are right in drafts that leave as many doubts"
    rest = [("Roles", _roles(ground)), ("Confidence", sure), ("Doubts", "; ".join(ground.doubts) or "none")]
    yield rows_part([(name, words) for name, words in rest if words], person=person)


def _roles(ground: Ground) -> str:
    return "; ".join(f"{quoted(role.words)}: {role.why}" for role in ground.roles)


def _passed_part(told: Account, *, person: bool) -> RenderableType:
    """What gave no value, each with its reason."""
    if not person:
        return Text("\n".join(f"  {quoted(p.words)} ({p.start}-{p.end}): {clean(p.why)}" for p in told.passed))
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold", ratio=1)
    table.add_column(overflow="fold", ratio=1, style=QUIET)
    for one in told.passed:
        table.add_row(Text(quoted(one.words)), Text(clean(one.why)))
    return table
