"""What a writer works from and what it makes, and the sentences that many of them need."""

from dataclasses import dataclass

from bot.asking.answer import Value
from bot.asking.question import Question
from bot.asking.rows import Records, Resting
from bot.asking.tallies import begun
from bot.asking.telling import say_one
from bot.wording import say_day
from store.filters import Coverage
from store.lookups import Begun
from store.records import Incident


@dataclass(frozen=True, slots=True)
class Found:
    """What was fetched for a question.

    `rows` are the records of each of its filters, newest first; `coverage` is the whole ledger's, where it may
    have to be told, `there` that of the places asked about; `near` are the records nearest to an empty answer.
    """

    rows: tuple[Records, ...]
    coverage: Coverage | None = None
    near: tuple[Incident, ...] = ()
    there: Coverage | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer in the making: headline, value, the records it rests on, notes, tally."""

    headline: str
    value: Value = None
    records: Resting = ()
    notes: tuple[str, ...] = ()
    tally: tuple[tuple[str, int], ...] = ()


def none(question: Question, value: Value = None) -> Draft:
    """The answer where no record fits."""
    return Draft(f"No record of {say_one(question)}.", value)


def dated(rows: Records) -> Records:
    """The records that have a date."""
    return begun(rows, Begun())


def say_coverage(coverage: Coverage | None, where: str = "") -> str:
    """From when to when the ledger has records: `The ledger covers 1 Mar 2021 to 1 Jun 2024 near Norway.`"""
    if coverage is None or coverage.first_day is None or coverage.last_day is None:
        return "The ledger holds no dated records yet."
    return f"The ledger covers {say_day(coverage.first_day)} to {say_day(coverage.last_day)}{where}."


def vague(rows: Records, kept: int) -> tuple[str, ...]:
    """The note on records that are left out because their day is not known exactly."""
    left = len(rows) - kept
    return (f"{left} record{'s' * (left != 1)} without an exact day {'are' if left != 1 else 'is'} left out.",) * (
        left > 0
    )
