"""What a context statement is, before any surface draws it."""

from dataclasses import dataclass, field
from enum import StrEnum

from store.filters import Coverage


class Topic(StrEnum):
    """What a statement is about."""

    RUN = "run"
    FIRST = "first"
    LARGEST = "largest"
    CLOSEST = "closest"
    LONGEST = "longest"
    NORM = "norm"
    SHARE = "share"
    FOLLOWED = "followed"
    ELSEWHERE = "elsewhere"
    CORRECTION = "correction"
    REVIEW = "review"
    TREND = "trend"
    RANKING = "ranking"


@dataclass(frozen=True, slots=True)
class Statement:
    """One computed sentence, the names of the records it rests on, its topic, and the coverage it is true within."""

    text: str
    refs: tuple[str, ...]
    kind: Topic
    coverage: Coverage = field(default_factory=lambda: Coverage(records=0))
