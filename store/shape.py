"""The shape of the SQL that a piece of work runs: every statement once, its bound values left out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from store.database import Store

COLUMNS = re.compile(r"(?<=\bSELECT )(?:DISTINCT )?[\w.\"]+(?: AS \w+)?(?:, [\w.\"]+(?: AS \w+)?){3,}(?= FROM\b)")
CLAUSES = re.compile(r" (?=(?:FROM|WHERE|GROUP BY|HAVING|ORDER BY|LIMIT|UNION ALL|UNION|AND)\b)")
PLACEHOLDER = re.compile(r"%\(\w+\)s(?:::[\w ]+)?|\?")
SAME_AGAIN = re.compile(r"\(\?(?:, \?)+\)")


@contextmanager
def overheard(store: Store) -> Iterator[list[str]]:
    """A list that fills with the shape of every query that `store` runs inside the block, in their order.

    The same statement run again with other values stands there once. Not for several threads at a time: it hears all.
    """
    shapes: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said = shape(statement)
        if said.startswith(("SELECT", "WITH")) and said not in shapes:
            shapes.append(said)

    event.listen(store.engine, "before_cursor_execute", listen)
    try:
        yield shapes
    finally:
        event.remove(store.engine, "before_cursor_execute", listen)


def shape(statement: str) -> str:
    """A statement a clause a line, with `?` for every bound value, `(?, …)` for several, and no long column list.

    >>> print(shape("SELECT a.id, a.b, a.c, a.d FROM a WHERE a.id IN (?, ?) AND a.b > ? LIMIT %(n)s::INTEGER"))
    SELECT …
    FROM a
    WHERE a.id IN (?, …)
      AND a.b > ?
    LIMIT ?
    """
    flat = SAME_AGAIN.sub("(?, …)", PLACEHOLDER.sub("?", " ".join(statement.split())))
    lines: list[str] = []
    depth = 0
    for clause in CLAUSES.split(COLUMNS.sub("…", flat)):
        lines.append("  " * (depth + clause.startswith("AND ")) + clause)
        depth += clause.count("(") - clause.count(")")
    return "\n".join(lines)
