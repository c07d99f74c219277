"""How a question was read, word by word: for `intercept ask --explain`."""

import datetime as dt
from dataclasses import dataclass

from bot.asking.cleaning import clean
from bot.asking.echo import say_period, say_types
from bot.asking.line import Token
from bot.asking.names import types_of
from bot.asking.parse import parse, read_one
from bot.asking.question import Declined, Question
from bot.asking.recurring import Recurring
from bot.asking.understand import Trace
from bot.asking.words import STOP
from store.filters import IncidentFilter

_TAGS = {
    "T": "type", "G": "family of platforms", "A": "any aircraft", "P": "place", "C": "country", "S": "state",
    "F": "force", "O": "outlet", "D": "period", "E": "days that come again", "N": "number", "R": "reference",
    "K": "kind of incident", "V": "response", "B": "response", "M": "response", "Y": "somebody responding",
    "L": "somebody sending aircraft up", "W": "somebody announcing", "H": "unsafe encounter", "Z": "standing",
    "Q": "what is tallied by",
}  # fmt: skip
_ROLES = {
    "actor": "on the side that flew", "responder": "on the side that responded", "reporter": "as the announcer",
    "place": "as a place", "either": "on either side", "joint": "flying together", "apart": "left out",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explained:
    """The words of a question with what each was read as, and what they came to."""

    words: tuple[tuple[str, str], ...]
    question: Question | Declined

    def filters(self) -> tuple[IncidentFilter, ...]:
        """The filters that the store is asked for; none for a question that was declined."""
        return self.question.filters() if isinstance(self.question, Question) else ()


def explain(text: str, now: dt.date, before: Question | None = None) -> Explained:
    """Read a message as `parse` does, and tell what each of its words was read as."""
    question = parse(text, now, before)
    trace = Trace()
    read_one(clean(text), now, before, trace)
    tokens = sorted(trace.tokens, key=lambda token: token.start)
    return Explained(tuple((token.word, _meaning(token)) for token in tokens), question)


def _meaning(token: Token) -> str:
    if not token.tag:
        if token.used:
            return "part of the question's form"
        return "carries no meaning" if token.word in STOP or not token.word.isalnum() else "not understood"
    parts = [_TAGS.get(token.tag, token.tag)]
    value = _value(token)
    if value and value.lower() != token.word.lower():
        parts.append(value)
    if token.role in _ROLES:
        parts.append(_ROLES[token.role])
    if token.negated:
        parts.append("excluded")
    return ", ".join(parts) if token.used or token.tag in ("A", "W") else f"{', '.join(parts)}; not understood here"


def _value(token: Token) -> str:
    if token.tag == "D" and isinstance(token.value, tuple):
        return say_period(*token.value)
    if isinstance(token.value, Recurring):
        return token.value.words
    if token.tag in ("T", "G"):
        return say_types(types_of(token))
    value = getattr(token.value, "value", None) or getattr(token.value, "name", None)
    return str(value).replace("_", " ") if value else ""
