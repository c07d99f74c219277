"""Folding of text to plain lower-case letters, one for one, so that offsets into the original stay exact."""

import re
import unicodedata
from dataclasses import dataclass

TOKEN = re.compile(r"[^\W\d_]+|\d+")
"""A word or a number; letters and digits that touch are two tokens with nothing between them."""

_DASHES = "‐‑‒–—―−﹘﹣-"
_QUOTES = '‘’‚‛′ʼ`´“”„‟″«»‹›"'
_PLAIN_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "ð": "d", "þ": "t", "ß": "s"}


class _Table(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _fold_character(chr(code))
        return plain


def _fold_character(char: str) -> str:
    if char in _DASHES:
        return "-"
    if char in _QUOTES:
        return "'"
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category[0] == "L" or category == "Nd":
        letter = unicodedata.normalize("NFKD", char)[0].casefold()[0]
        return _PLAIN_LETTERS.get(letter, letter)
    return char


_TABLE = _Table()
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without invisible characters (`plain`), the same folded, and where each character came from."""

    plain: str
    folded: str
    positions: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of `plain` as a span of the original text."""
        if self.positions is None:
            return start, end
        return self.positions[start], self.positions[end - 1] + 1


def fold(text: str) -> Folded:
    """Drop invisible characters and accents, lower the case, make all dashes and quotes the plain ones.

    `plain` and `folded` have the same length, and every index of the one is an index of the other.
    """
    if text.isascii():
        return Folded(text, text.lower().replace('"', "'"), None)
    if not _UNSEEN.search(text):
        return Folded(text, text.translate(_TABLE), None)
    positions = [index for index, char in enumerate(text) if not _UNSEEN.match(char)]
    plain = "".join(text[index] for index in positions)
    return Folded(plain, plain.translate(_TABLE), positions)


def fold_name(name: str) -> str:
    """A name as a key to look it up by: folded, with single spaces for spaces and hyphens."""
    return " ".join(fold(name).folded.replace("-", " ").split())
