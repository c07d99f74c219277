"""What is notable about one record, as it was when it happened."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.context.model import Statement, Topic
from bot.context.notable import notable
from bot.context.past import LONGEST_RUN, Past
from store.filters import Coverage
from store.records import Incident

_OVERTAKEN = frozenset({Topic.LARGEST, Topic.CLOSEST, Topic.LONGEST})
"""What a later record may have outdone."""


def about(
    record: Incident, earlier: Sequence[Incident], *, coverage: Coverage, reach: dt.timedelta = LONGEST_RUN
) -> tuple[Statement, ...]:
    """Statements about a record, one of each sort, that rest on it and on records before it.

    `earlier` are those that bear on it, other records of the same days included, all of the `reach` before it;
    `coverage` is that of the whole ledger. What a later record may have outdone is told as it was at the time.
    """
    told: dict[Topic, Statement] = {}
    for statement in notable(past_of(record, earlier, coverage=coverage, reach=reach)):
        if record.name in statement.refs:
            told.setdefault(statement.kind, statement)
    return tuple(_as_it_was(statement, record, coverage) for statement in told.values())


def past_of(record: Incident, earlier: Sequence[Incident], *, coverage: Coverage, reach: dt.timedelta) -> Past:
    """The past of one record that `coverage` counts already."""
    others = coverage.model_copy(update={"records": max(coverage.records - 1, 0)})
    return Past.of((record,), tuple(earlier), before=others, reach=reach)


def _as_it_was(statement: Statement, record: Incident, coverage: Coverage) -> Statement:
    later = coverage.last_day is None or record.last_day is None or record.last_day < coverage.last_day
    if statement.kind not in _OVERTAKEN or not later:
        return statement
    return replace(statement, text=f"At the time: {statement.text[0].lower()}{statement.text[1:]}")
