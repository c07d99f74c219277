"""What a thread was about is kept in the store: it survives a restart, and is forgotten after a day."""

import datetime as dt
from pathlib import Path

from bot.desk import THREAD_MEMORY, Desk
from store.database import open_store
from store.filters import OPERATOR
from store.ledger import Ledger
from tests.asking.ledger import NOW

AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def asked(path: Path, text: str, *, at: dt.datetime, thread: str = "T1:C1:1.0") -> str:
    """How a question was read by a desk that was opened for it alone; why it was declined, else."""
    store = open_store(f"sqlite:///{path / 'ledger.db'}")
    given = Desk(Ledger(store)).ask(text, today=NOW, at=at, audience=OPERATOR, thread=thread)
    store.close()
    return given.read_as or given.headline


def test_a_thread_is_remembered_by_a_desk_that_was_started_anew(tmp_path: Path) -> None:
    asked(tmp_path, "how many Tu-95 flights near Alaska in 2025?", at=AT)
    later = AT + THREAD_MEMORY - dt.timedelta(minutes=1)
    assert asked(tmp_path, "and in 2024?", at=later) == (
        "number of incidents · type Tu-95 (all variants) · near Alaska · 2024"
    )


def test_a_thread_is_forgotten_after_a_day_and_another_thread_was_never_known(tmp_path: Path) -> None:
    asked(tmp_path, "how many Tu-95 flights near Alaska in 2025?", at=AT)
    late = AT + THREAD_MEMORY + dt.timedelta(minutes=1)
    unknown = "I know no question before that one: please ask it in full."
    assert asked(tmp_path, "and in 2024?", at=late) == unknown
    assert asked(tmp_path, "and in 2024?", at=AT, thread="T1:C1:2.0") == unknown
