"""The background paragraph of a news story: from words to sentences with their records, over one ledger."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.asking import Declined, Question, parse
from bot.asking.echo import say_filter
from bot.asking.question import Op
from bot.context import Sentence, background
from bot.context.places import with_article
from store.errors import DeskError
from store.filters import Audience, IncidentFilter
from store.ledger import Ledger

MOST_REFS = 12
YEARS = re.compile(r"(\w{3} )?\d{4}(–\d{4})?")
EXAMPLE = "`/intercept background near Alaska since 2015`"
LEADS = (
    ("type ", "with "),
    ("responder not ", "not met by "),
    ("responder ", "met by "),
    ("kind ", "of the kind "),
    ("response ", "with the response "),
)


class NoBackground(DeskError):
    """Words that no background can be written about; its sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The sentences, in order, and how the words were read."""

    sentences: tuple[Sentence, ...]
    read_as: str

    @property
    def text(self) -> str:
        """The sentences alone, as a story would have them."""
        return " ".join(sentence.text for sentence in self.sentences)


def paragraph_of(ledger: Ledger, words: str, *, today: dt.date, audience: Audience) -> Paragraph:
    """The background of what some words describe, as far as `audience` may see. Raises NoBackground."""
    question = read_words(words, today)
    records = ledger.find(question.filter, audience=audience)
    coverage = ledger.coverage(IncidentFilter(), audience=audience)
    sentences = background(records, say_about(say_filter(question.filter)), coverage)
    return Paragraph(tuple(sentences), question.read_as)


def read_words(words: str, today: dt.date) -> Question:
    """The words as a question for a list of records. Raises NoBackground for anything else."""
    words = " ".join(words.split())
    if not words:
        raise NoBackground(f"Say what the background is about: {EXAMPLE}.")
    question = parse(words if words.casefold().startswith("list ") else f"list {words}", today)
    if isinstance(question, Declined):
        raise NoBackground(f"{question.reason} Write who, what, where and when: {EXAMPLE}.")
    if question.op != Op.LIST or question.filters() != (question.filter,) or question.recurring or question.skip:
        raise NoBackground(f"A background is about all records of something: leave the question out, as in {EXAMPLE}.")
    return question


def say_about(parts: Sequence[str]) -> str:
    """The parts of a filter's echo as they follow "incidents": `with Tu-95 near the Baltic Sea since 1 Jan 2015`."""
    return " ".join(_say_part(part) for part in parts)


def _say_part(part: str) -> str:
    if part.startswith("near "):
        return f"near {' or '.join(with_article(place) for place in part.removeprefix('near ').split(' or '))}"
    if YEARS.fullmatch(part):
        return f"in {part}"
    part = part.replace(" (all variants)", "")
    return next((new + part.removeprefix(old) for old, new in LEADS if part.startswith(old)), part)


def say_sentence(sentence: Sentence) -> str:
    """A sentence with its references; of many the newest, and how many more there are."""
    if not sentence.refs:
        return sentence.text
    more = len(sentence.refs) - MOST_REFS
    rest = f" and {more:,} more" if more > 0 else ""
    return f"{sentence.text} [{', '.join(sentence.refs[:MOST_REFS])}{rest}]"
