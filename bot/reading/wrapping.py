"""Text that was wrapped at a margin, as e-mail is: a line break inside a sentence is read as the space that it was."""

import re

LEAST_MARGIN = 45  # a shorter line ends where its writer ended it
BREAK = re.compile(r"(?<=[^\s.!?…:;|>])\n(?=[A-Za-z0-9(“\"])")
GOES_ON = re.compile(
    r"(?:,|\b(?:a|an|the|of|off|in|on|at|by|and|or|to|from|with|near|over|into|after|as|for|that|which|was|were|had|has|its|"
    r"their|two|three|four))$"
)


def unwrapped(text: str) -> str:
    """The text of the same length, with a space for each line break that only a margin made.

    That is one after a line of some length, before a small letter or behind a word that cannot end a line's sentence.
    Items of a list and lines of shorthand begin otherwise and stay apart.
    """
    if "\n" not in text:
        return text
    return BREAK.sub(lambda found: " " if _is_margin(text, found.start()) else "\n", text)


def _is_margin(text: str, at: int) -> bool:
    start = max(text.rfind("\n", 0, at) + 1, at - 400)
    return at - start >= LEAST_MARGIN and (text[at + 1].islower() or bool(GOES_ON.search(text, start, at)))
