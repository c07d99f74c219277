"""What a question becomes: a typed query that can be kept as JSON, or a refusal that says why."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from bot.asking.answer import Answer, Choice
from bot.asking.recurring import Recurring
from bot.asking.words import EXAMPLES
from store.filters import IncidentFilter
from store.lookups import Lookup
from store.records import Side, Status

DAY = dt.timedelta(days=1)


class Op(StrEnum):
    """What is asked of the matching records."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LIST = "list"
    COUNT = "count"
    AIRCRAFT = "aircraft"
    EXISTS = "exists"
    CLOSEST = "closest"
    FURTHEST = "furthest"
    LARGEST = "largest"
    SMALLEST = "smallest"
    MOST = "most"
    LEAST = "least"
    BY = "by"
    COMPARE = "compare"
    SHARE = "share"
    DAYS_SINCE = "days_since"
    STREAK = "streak"
    CURRENT_STREAK = "current_streak"
    GAP = "gap"
    AVERAGE = "average"
    DISTINCT = "distinct"
    CHANGE = "change"
    TREND = "trend"
    ONLY = "only"
    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"
    SHOW = "show"
    BETWEEN = "between"


SINGLING = frozenset({Op.NEWEST, Op.OLDEST, Op.CLOSEST, Op.FURTHEST, Op.LARGEST, Op.SMALLEST})
"""Operations that end in one record, of which a single thing can be asked."""
SIDED = frozenset({Op.COMPARE, Op.CHANGE, Op.ONLY, Op.BOTH})
"""Operations over several sets of records, one for each of the question's sides."""


class Group(StrEnum):
    """What records are tallied by."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    WEEKDAY = "weekday"
    TYPE = "type"
    AREA = "area"
    ACTOR = "actor"
    RESPONDER = "responder"
    KIND = "kind"
    RESPONSE = "response"
    REPORTER = "reporter"
    OUTLET = "outlet"


class Detail(StrEnum):
    """The one thing of a record that the asker wants to hear first."""

    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    DISTANCE = "distance"
    SOURCE = "source"
    RESPONDER = "responder"
    MET_BY = "met_by"
    RESPONSE = "response"
    SIZE = "size"


class Part(BaseModel):
    """One side of a comparison: the name that it is given in the answer and its own conditions."""

    model_config = ConfigDict(frozen=True)

    label: str
    filter: IncidentFilter


class Question(BaseModel):
    """A typed query. `filter` holds for every side and part; `reading` is the echo, part by part.

    `counted` and `counted_side` say which platforms are added up or tallied by type (empty: all; None: either side).
    `skip` passes over so many records before the first one ("second last"). `recurring` keeps days that come again,
    `part_recurring` are those of a share's part; `without` leaves out the records that match any of its filters. `drop`
    are keys that a tally leaves out. `anchor` is the reference of the record whose neighbour is wanted. `corrected` are
    spellings that were read as something else, `assumed` what was settled where the words leave it open; `then` is the
    second question of a message, `unread` what of the message was not understood;
    `basis` asks what the last answer rests on.
    """

    model_config = ConfigDict(frozen=True)

    op: Op
    n: int = 1
    skip: int = 0
    filter: IncidentFilter = IncidentFilter()
    recurring: Recurring | None = None
    without: tuple[IncidentFilter, ...] = ()
    group: Group | None = None
    sides: tuple[Part, ...] = ()
    part: IncidentFilter | None = None
    part_recurring: Recurring | None = None
    drop: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    counted_side: Side | None = Side.ACTOR
    detail: Detail | None = None
    anchor: str | None = None
    basis: bool = False
    reading: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    then: Self | None = None
    unread: tuple[str, ...] = ()
    asked_on: dt.date

    def filters(self) -> tuple[IncidentFilter, ...]:
        """All that has to be fetched, newest first: the question's own sets, what it leaves out, what comes then."""
        return (*self.own_filters(), *self.without, *(self.then.filters() if self.then else ()))

    def lookups(self) -> tuple[tuple[IncidentFilter, Lookup], ...]:
        """The same filters, each with what is left out of its records and the days that it keeps."""
        begun = tuple(recurring.begun for recurring in (self.recurring,) if recurring)
        kept, own = Lookup(without=self.without, begun=begun), self.own_filters()
        found = [(wanted, kept) for wanted in own]
        if self.part_recurring and len(own) > 1:
            found[1] = (own[1], replace(kept, begun=(*begun, self.part_recurring.begun)))
        return (*found, *((wanted, Lookup()) for wanted in self.without), *(self.then.lookups() if self.then else ()))

    def own_filters(self) -> tuple[IncidentFilter, ...]:
        """The sets of records asked about: each side of a comparison, whole and part of a share, else one."""
        if self.op in SIDED:
            return tuple(side.filter for side in self.sides)
        if self.op == Op.SHARE and self.part is not None:
            return (self.filter, self.part)
        if self.anchor is not None:
            return (IncidentFilter(refs=(self.anchor,), statuses=tuple(Status)), self.filter)
        if self.op in (Op.SHOW, Op.BETWEEN):
            return (self.filter.model_copy(update={"statuses": tuple(Status)}),)
        return (self.filter,)

    def nearby(self) -> tuple[tuple[IncidentFilter, Literal["newest", "oldest"]], ...]:
        """Where the nearest record is to be found if there is none, and from which end to look.

        Of a question with a period: right before and right after it. Else the same question anywhere, or else of any
        kind and response.
        """
        base = self.sides[0].filter if self.sides else self.filter
        anytime = base.model_copy(update={"since": None, "until": None})
        sought: list[tuple[IncidentFilter, Literal["newest", "oldest"]]] = []
        if base.since:
            sought.append((anytime.model_copy(update={"until": base.since - DAY}), "newest"))
        if base.until:
            sought.append((anytime.model_copy(update={"since": base.until + DAY}), "oldest"))
        if sought:
            return tuple(sought)
        if base.areas:
            return ((base.model_copy(update={"areas": (), "within_km": None}), "newest"),)
        return ((IncidentFilter(platforms=base.platforms, actors=base.actors, actors_all=base.actors_all), "newest"),)

    def may_be_empty(self, rows: Sequence[Sequence[object]]) -> bool:
        """Whether the answer over these rows may rest on no record, so that the nearest one is wanted."""
        return not all(rows) or bool(self.recurring or self.part_recurring or self.without)

    def of_all_variants(self) -> "Question | None":
        """The same question without the variants that it names, for a ledger that names none of them; else None."""
        named = self.filter.variants
        if not named:
            return None
        wider = self.filter.model_copy(update={"variants": ()})
        parts = (part for part in self.reading if not part.startswith("variant "))
        reading = tuple(f"{part} (all variants)" if part.startswith("type ") else part for part in parts)
        assumed = (*self.assumed, f"no record names the variant {' or '.join(named)}")
        part = self.part.model_copy(update={"variants": ()}) if self.part else None
        return self.model_copy(update={"filter": wider, "part": part, "reading": reading, "assumed": assumed})

    def place(self) -> IncidentFilter:
        """The places of the question alone: what the ledger covers there."""
        base = self.sides[0].filter if self.sides else self.filter
        return IncidentFilter(areas=base.areas)

    @property
    def last(self) -> "Question":
        """The question that a following one leans on: the second one of a message that asked two."""
        return self.then.last if self.then else self

    @property
    def read_as(self) -> str:
        """The echo of the question in one line: `newest record · type Tu-95 (all variants) · near Alaska`."""
        return " · ".join((*self.reading, *self.assumed, *self.corrected))


class Declined(BaseModel):
    """A question that was not turned into a query: one sentence with the reason, and two questions that work.

    `choices` are up to four questions, one of which may have been meant.
    """

    model_config = ConfigDict(frozen=True)

    reason: str
    examples: tuple[str, ...] = EXAMPLES[:2]
    choices: tuple[Choice, ...] = ()
    asked_on: dt.date | None = None

    def answer(self) -> Answer:
        """The refusal as an answer."""
        return Answer(
            understood=False,
            headline=self.reason,
            examples=self.examples,
            choices=self.choices,
            asked_on=self.asked_on,
        )


class Unclear(Exception):
    """Raised inside the parser where a question cannot be read safely; the text is the sentence for the asker.

    `unknown` are words that no rule knows, which a better spelling may cure. `instead` are words of the question and
    up to four others that would settle it in their place.
    """

    def __init__(
        self,
        reason: str,
        *,
        unknown: tuple[str, ...] = (),
        examples: tuple[str, ...] = (),
        instead: tuple[str, tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unknown = unknown
        self.examples = examples
        self.instead = instead
