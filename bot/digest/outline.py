"""The parts of a digest in the order in which every surface tells them, so that none says less than another."""

from dataclasses import dataclass

from bot.context.model import Statement
from bot.digest.model import Digest
from bot.wording import say_day
from store.records import Incident

MOST_REFS = 12
CORRECTED = "Corrected or withdrawn since it was published"
DISPUTED = "In dispute"
REVIEW = "Needs review"
TRENDS = "Trends and rankings"
TOTALS = "Totals"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands below it: sentences, or records and how many `more` there are."""

    title: str
    rows: tuple[str, ...] = ()
    records: tuple[Incident, ...] = ()
    more: int = 0

    @property
    def heading(self) -> str:
        """The heading, with the number of its records."""
        return f"{self.title} ({len(self.records) + self.more:,})" if self.records else self.title

    @property
    def rest(self) -> str:
        """What is said of the records that are not told; empty where all are."""
        return f"… and {self.more:,} more: ask for them by place and day" if self.more else ""


def outline(digest: Digest) -> list[Part]:
    """What comes below title and lead; parts with nothing in them are left out."""
    after = digest.period.last.toordinal() + 1
    today = say_day(digest.period.last.fromordinal(after)).rsplit(" ", 1)[0]
    parts = [
        Part("Notable", _told(digest.notable)),
        Part(CORRECTED, _told(digest.corrections)),
        *(Part(section.theatre, records=section.incidents, more=section.more) for section in digest.sections),
        Part(DISPUTED, records=digest.disputed),
        Part(f"On this day, {today}", records=digest.on_this_day),
        Part(REVIEW, _told(digest.review)),
        Part(TRENDS, _told(digest.trends)),
        Part(TOTALS, digest.totals),
    ]
    if digest.length == "headline":
        parts = parts[:2]
    return [part for part in parts if part.rows or part.records]


def _told(statements: tuple[Statement, ...]) -> tuple[str, ...]:
    return tuple(say_statement(one) for one in statements)


def say_statement(statement: Statement) -> str:
    """A context sentence with its references: `Fourth day in a row … near Alaska. [D010, D011]`; of many the first."""
    more = len(statement.refs) - MOST_REFS
    rest = f" and {more:,} more" if more > 0 else ""
    return f"{statement.text} [{', '.join(statement.refs[:MOST_REFS])}{rest}]"
