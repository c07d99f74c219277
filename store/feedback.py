"""What people thought of answers: the question's id and the verdict, and nothing that was said."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import func, insert, select

from store.database import Store
from store.slack_tables import feedback


class Verdict(StrEnum):
    """Whether an answer was what was asked for."""

    GOOD = "good"
    BAD = "bad"


class Feedback:
    """Verdicts over an open store. No clock: every verb is told the time."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def keep(self, team: str, question_id: str, verdict: Verdict | str, *, at: dt.datetime) -> None:
        """Keep a verdict. Raises ValueError for a word that is none."""
        row = {"team": team, "question_id": question_id, "verdict": Verdict(verdict), "at": at}
        with self.store.writing() as session:
            session.execute(insert(feedback).values(**row))

    def counts(self, team: str | None = None, *, since: dt.datetime | None = None) -> dict[Verdict, int]:
        """How many verdicts of each sort there are, of one workspace or of all, from an instant on."""
        c = feedback.c
        tallied = select(c.verdict, func.count()).group_by(c.verdict)
        if team is not None:
            tallied = tallied.where(c.team == team)
        if since is not None:
            tallied = tallied.where(c.at >= since)
        with self.store.reading() as session:
            return {Verdict(verdict): number for verdict, number in session.execute(tallied)}
