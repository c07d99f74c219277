"""Of what people think of answers the verdict is kept and nothing that was said."""

import datetime as dt

import pytest

from store.database import Store
from store.feedback import Feedback, Verdict
from tests.store.making import NOON

LATER = NOON + dt.timedelta(hours=1)


def test_feedback_keeps_the_question_and_the_verdict_and_nothing_else(store: Store) -> None:
    feedback = Feedback(store)
    feedback.keep("T1", "Q1", Verdict.GOOD, at=NOON)
    feedback.keep("T1", "Q1", "bad", at=LATER)
    feedback.keep("T2", "Q2", Verdict.BAD, at=LATER)
    assert feedback.counts() == {Verdict.GOOD: 1, Verdict.BAD: 2}
    assert feedback.counts("T1", since=LATER) == {Verdict.BAD: 1}
    with pytest.raises(ValueError, match="rubbish"):
        feedback.keep("T1", "Q1", "rubbish words", at=NOON)
