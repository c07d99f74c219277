"""Asking: a question in words becomes a typed query, and the records that it fetched become an answer."""

from bot.asking.answer import Answer, Choice
from bot.asking.beside import subject_of, with_context
from bot.asking.compose import Found, compose
from bot.asking.explain import Explained, explain
from bot.asking.following import next_questions
from bot.asking.forms import examples
from bot.asking.loosening import looser
from bot.asking.parse import parse
from bot.asking.question import Declined, Question

__all__ = [
    "Answer",
    "Choice",
    "Declined",
    "Explained",
    "Found",
    "Question",
    "compose",
    "examples",
    "explain",
    "looser",
    "next_questions",
    "parse",
    "subject_of",
    "with_context",
]
