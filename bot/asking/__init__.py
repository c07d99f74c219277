"""Asking: a question in words becomes a typed query, and the records that it fetched become an answer."""

from bot.asking.answer import Answer
from bot.asking.compose import Found, compose
from bot.asking.explain import Explained, explain
from bot.asking.forms import examples
from bot.asking.parse import parse
from bot.asking.question import Declined, Question

__all__ = ["Answer", "Declined", "Explained", "Found", "Question", "compose", "examples", "explain", "parse"]
