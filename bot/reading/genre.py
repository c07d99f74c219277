"""What sort of text it is: a report of encounters, one that may hold some, or sport, games, bears and budgets."""

from collections import defaultdict
from enum import IntEnum

from bot.reading.index import Words
from bot.reading.layout import Part
from bot.reading.rules.genres import DOUBTFUL, SIGNS, Genre
from bot.reading.scene import Scene

ENOUGH = 3
# A long report brushes against many things; it takes more signs to make it something else.
LONG = 3000


class Verdict(IntEnum):
    """How far a text is to be taken for a report."""

    REPORT = 0
    DOUBTFUL = 1
    NONE = 2


def judge(told: list[Scene]) -> Verdict:
    """The verdict on a text by the signs in its story and headlines, every wording counted once."""
    words = Words.joined([scene.seen for scene in told if scene.part in (Part.BODY, Part.HEADLINE)], "\n")
    scores = scores_of(words)
    enough = ENOUGH + len(words.text) // LONG
    if any(score >= enough and genre not in DOUBTFUL for genre, score in scores.items()):
        return Verdict.NONE
    return Verdict.DOUBTFUL if any(score >= enough for score in scores.values()) else Verdict.REPORT


def scores_of(words: Words) -> dict[Genre, int]:
    """How much speaks for each genre in the words of a text."""
    scores: dict[Genre, int] = defaultdict(int)
    for sign in words.among(SIGNS):
        wordings = {match.group().lower() for match in words.matches(sign.pattern)}
        scores[sign.genre] += sign.weight * len(wordings)
    return dict(scores)
