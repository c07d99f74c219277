"""The shape of a record that everybody shares: an incident, its platforms, distance, sources and evidence."""

import calendar
import datetime as dt
import math
from enum import StrEnum
from typing import Self

from pydantic import computed_field, field_validator, model_validator
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

FROZEN = SQLModelConfig(frozen=True)
METRES_PER = {"mi": 1609.344, "nm": 1852.0, "km": 1000.0, "m": 1.0, "ft": 0.3048, "yd": 0.9144}


class Kind(StrEnum):
    """What happened, in the words of the desk's codebook."""

    AIRSPACE_VIOLATION = "airspace_violation"
    ZONE_ENTRY = "zone_entry"
    PATROL = "patrol"
    UNSAFE_ENCOUNTER = "unsafe_encounter"
    NAVAL_PRESENCE = "naval_presence"
    MISSILE_LAUNCH = "missile_launch"
    EXERCISE = "exercise"
    STRIKE = "strike"
    OTHER = "other"


class Response(StrEnum):
    """What the other side did about it; `none` was said, `unknown` was not."""

    INTERCEPTED = "intercepted"
    SCRAMBLED = "scrambled"
    MONITORED = "monitored"
    PROTESTED = "protested"
    SHOT_DOWN = "shot_down"
    NONE = "none"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """Who flew, sailed or approached (actor), and who reacted or was approached (responder)."""

    ACTOR = "actor"
    RESPONDER = "responder"


class Status(StrEnum):
    """Where a record stands in the ledger."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    RETRACTED = "retracted"
    MERGED = "merged"


class Verification(StrEnum):
    """How well a record is borne out: by nobody, by one source, by several, by a force or ministry; or in dispute."""

    UNVERIFIED = "unverified"
    SINGLE_SOURCE = "single_source"
    SEVERAL_SOURCES = "several_sources"
    OFFICIAL = "official"
    DISPUTED = "disputed"


class Precision(StrEnum):
    """How exactly a day is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Bound(StrEnum):
    """What a count claims: exactly so many, at least, at most, or about."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


class Evidence(SQLModel):
    """The words that one value was read from.

    `field` names the value (`first_day`, `platforms[0]`, `areas[1]`, ...); `start` and `end` are character offsets into
    the text that was read, or None where the value was inferred; `guess` marks an assumption, `note` says which.
    """

    model_config = FROZEN

    field: str
    words: str
    start: int | None = None
    end: int | None = None
    rule: str = ""
    guess: bool = False
    note: str = ""


class Platform(SQLModel):
    """One type of aircraft or ship on one side; `count` None means the report does not say."""

    model_config = FROZEN

    type: str = Field(min_length=1, max_length=80)
    variant: str | None = Field(default=None, max_length=80)
    count: int | None = Field(default=None, ge=0, le=100_000)
    bound: Bound = Bound.EXACT
    side: Side = Side.ACTOR


class Distance(SQLModel):
    """How close it came: `value` in `unit` (mi, nm, km, ft, m, yd) from the place or craft named in `origin`."""

    model_config = FROZEN

    value: float = Field(ge=0, lt=math.inf)
    unit: str
    origin: str | None = None

    @field_validator("unit")
    @classmethod
    def _known_unit(cls, unit: str) -> str:
        if unit not in METRES_PER:
            raise ValueError(f"unknown unit of distance {unit!r}; use one of {', '.join(METRES_PER)}")
        return unit

    @computed_field  # type: ignore[prop-decorator]
    @property
    def km(self) -> float:
        """The distance in kilometres."""
        return self.value * METRES_PER[self.unit] / 1000.0


class Source(SQLModel):
    """Where a record comes from: an address or Slack permalink, the outlet, its day, and the text that was read."""

    model_config = FROZEN

    url: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    text: str | None = None
    author: str | None = None


class Origin(SQLModel):
    """The workspace and channel that a report came from. Empty `team` is the desk itself (command line, import)."""

    model_config = FROZEN

    team: str = ""
    channel: str = ""
    private: bool = False
    user: str = ""


class IncidentDraft(SQLModel):
    """One incident as read from a report, validated, not yet in the ledger.

    `first_day` and `last_day` bound the time of the event: for a month or a year they are its first and last day and
    `precision` says so. `areas` are the places that the report gives, the most specific first; `also_in` are wider
    places that follow from them by the gazetteer. `actors` and `responders` are ISO 3166 alpha-2 codes or `NATO`.
    """

    main: bool = True
    kind: Kind = Kind.OTHER
    response: Response = Response.UNKNOWN
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    precision: Precision | None = None
    date_words: str | None = None
    time_of_day: dt.time | None = None
    zone: str | None = None
    areas: list[str] = Field(default_factory=list)
    also_in: list[str] = Field(default_factory=list)
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    distance: Distance | None = None
    duration_minutes: int | None = Field(default=None, ge=0, le=2**31 - 1)
    summary: str = ""
    actors: list[str] = Field(default_factory=list)
    responders: list[str] = Field(default_factory=list)
    platforms: list[Platform] = Field(default_factory=list)
    reported_by: list[str] = Field(default_factory=list)
    sources: list[Source] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list)
    confidence: float | None = Field(default=None, ge=0, le=1)
    verification: Verification = Verification.UNVERIFIED

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if (self.first_day is None) != (self.precision is None):
            raise ValueError("a day and its precision come together: give both or neither")
        if self.first_day is None and self.last_day is not None:
            raise ValueError("a last day needs a first day")
        if self.first_day and self.last_day is None:
            self.last_day = self.first_day
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError(f"the last day {self.last_day} is before the first day {self.first_day}")
        return self

    def aircraft(self, side: Side = Side.ACTOR) -> int:
        """Platforms counted on one side; those without a count add nothing."""
        return sum(p.count or 0 for p in self.platforms if p.side == side)


class Incident(IncidentDraft):
    """A record of the ledger: a draft with its reference, its standing and where it came from.

    `merged_into` is the reference of the record that a merged one is now a part of.
    """

    ref: str
    outside_ref: str | None = None
    status: Status = Status.CONFIRMED
    merged_into: str | None = None
    origin: Origin = Field(default_factory=Origin)
    logged_by: str = ""
    logged_at: dt.datetime
    revised_at: dt.datetime
    version: int = 1

    @property
    def name(self) -> str:
        """The reference that people know it by: the outside one where the record was imported with one."""
        return self.outside_ref or self.ref


class Revision(SQLModel):
    """One entry of a record's history: who did what, when, and which values changed from what to what."""

    ref: str
    version: int
    action: str
    by: str = ""
    at: dt.datetime
    reason: str = ""
    changes: dict[str, list[object]] = Field(default_factory=dict)


def day_span(words: str) -> tuple[dt.date, dt.date, Precision]:
    """First day, last day and precision of an ISO day, month or year.

    >>> day_span("2022-12")
    (datetime.date(2022, 12, 1), datetime.date(2022, 12, 31), <Precision.MONTH: 'month'>)

    Raises ValueError, naming the words, for anything else or an impossible day.
    """
    parts = words.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return dt.date(numbers[0], 1, 1), dt.date(numbers[0], 12, 31), Precision.YEAR
        if len(numbers) == 2:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            year, month = numbers
            return dt.date(year, month, 1), dt.date(year, month, last), Precision.MONTH
        day = dt.date.fromisoformat(words)
    except (ValueError, calendar.IllegalMonthError) as wrong:
        raise ValueError(f"{words!r} is no day, month or year: write 2024-07-24, 2024-07 or 2024") from wrong
    return day, day, Precision.DAY


def iso_days(draft: IncidentDraft) -> tuple[str | None, str | None]:
    """The day or days of a draft as precise as they are known: ("2022-12", None), ("2014-10-28", "2014-10-29")."""
    if draft.first_day is None or draft.precision is None:
        return None, None
    width = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[draft.precision]
    first = draft.first_day.isoformat()[:width]
    last = (draft.last_day or draft.first_day).isoformat()[:width]
    return first, None if last == first else last
