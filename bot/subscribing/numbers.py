"""Small numbers in figures or in words."""

_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_NUMBERS = {word: n for n, word in enumerate(_WORDS, 1)} | {"twenty": 20, "dozen": 12, "a dozen": 12}
NUMBER = rf"(?:\d{{1,4}}|{'|'.join(_WORDS)}|twenty|(?:a )?dozen)"
"""A pattern of one such number."""


def number_of(word: str) -> int:
    """The number that a word stands for: `3`, `three`. Raises KeyError for another word."""
    low = word.lower()
    return int(low) if low.isdecimal() else _NUMBERS[low]
