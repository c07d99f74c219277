"""What people ask next: follow-up questions that an answer can offer, each of them sure to be understood."""

import datetime as dt

from bot.asking.answer import Choice
from bot.asking.parse import parse
from bot.asking.question import Op, Question

AIRCRAFT = Choice("Count aircraft instead", "how many aircraft was that?")
COUNT = Choice("How many?", "how many?")
BY_YEAR = Choice("By year", "by year")
BY_TYPE = Choice("By type", "by type")
LIST = Choice("List them", "list them")
BEFORE = Choice("The one before", "the one before that")
OFFICIAL = Choice("Only official", "only official")

NEXT: dict[Op, tuple[Choice, ...]] = {
    Op.NEWEST: (BEFORE, COUNT, OFFICIAL),
    Op.COUNT: (AIRCRAFT, BY_YEAR, OFFICIAL),
    Op.AIRCRAFT: (BY_TYPE, LIST, OFFICIAL),
    Op.LIST: (AIRCRAFT, BY_YEAR, OFFICIAL),
    Op.EXISTS: (COUNT, LIST, OFFICIAL),
    Op.BY: (LIST, OFFICIAL),
    Op.COMPARE: (OFFICIAL,),
}
OTHERWISE = (COUNT, LIST, OFFICIAL)


def next_questions(question: Question, today: dt.date) -> tuple[Choice, ...]:
    """Follow-ups to a question in the order of their use; those that would ask the same again are left out.

    Their words lean on the question: `parse(choice.question, today, question)` reads them.
    """
    return tuple(choice for choice in NEXT.get(question.op, OTHERWISE) if _leads_on(choice, question, today))


def _leads_on(choice: Choice, question: Question, today: dt.date) -> bool:
    following = parse(choice.question, today, question.last)
    return isinstance(following, Question) and following.reading != question.last.reading
