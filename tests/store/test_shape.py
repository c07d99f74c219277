"""The shape of SQL: what it asks and of what, never with which values."""

import pytest

from store.filters import OPERATOR, IncidentFilter
from store.ledger import Ledger
from store.shape import overheard, shape


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SELECT a.id FROM a WHERE a.id = ?", "SELECT a.id\nFROM a\nWHERE a.id = ?"),
        ("SELECT a.id FROM a\n WHERE a.x = %(x_1)s::VARCHAR", "SELECT a.id\nFROM a\nWHERE a.x = ?"),
        ("SELECT a.b, a.c, a.d, a.e FROM a", "SELECT …\nFROM a"),
        ("SELECT a.b FROM a WHERE a.b IN (?, ?, ?)", "SELECT a.b\nFROM a\nWHERE a.b IN (?, …)"),
        ("SELECT a.b FROM a WHERE a.b IN (%(b_1)s, %(b_2)s)", "SELECT a.b\nFROM a\nWHERE a.b IN (?, …)"),
    ],
)
def test_a_statement_is_told_a_clause_a_line_without_values(statement: str, said: str) -> None:
    assert shape(statement) == said


def test_queries_are_overheard_once_each_and_only_inside_the_block(ledger: Ledger) -> None:
    secret = "Bering Sea, told in confidence"
    with overheard(ledger.store) as shapes:
        for _ in range(2):
            ledger.find(IncidentFilter(areas=(secret,)), audience=OPERATOR)
    heard = list(shapes)
    ledger.find(IncidentFilter(), audience=OPERATOR)
    assert shapes == heard
    assert len(heard) == len(set(heard)) >= 1
    assert "FROM incident" in heard[0]
    assert secret not in "".join(heard)
