"""What asking, digests and alerts may ask of the ledger: a typed filter and the audience that will see the answer."""

import datetime as dt

from sqlmodel import Field, SQLModel

from store.records import FROZEN, Kind, Response, Side, Status, Verification


class Audience(SQLModel):
    """Who will see what the ledger gives out. Every query takes one.

    `everything` is the operator at the command line; with `shareable`, whoever the operator hands something on to:
    nothing that is private, of no workspace. Else: public-channel records of the workspace `team`, records of
    the desk itself (imported, demo), and private records of the very `channel` that the answer goes to. `alone` is a
    channel with people from elsewhere (Slack Connect): records of that very channel and no others.
    """

    model_config = FROZEN

    team: str = ""
    channel: str = ""
    everything: bool = False
    alone: bool = False
    shareable: bool = False


OPERATOR = Audience(everything=True)
SHAREABLE = Audience(everything=True, shareable=True)


class PlatformCondition(SQLModel):
    """At least one platform of `types` (all of them when `every`) on `side`; side None is either side."""

    model_config = FROZEN

    types: tuple[str, ...]
    side: Side | None = Side.ACTOR
    every: bool = False


class IncidentFilter(SQLModel):
    """A conjunction of conditions; an empty one matches every confirmed record.

    Tuples are alternatives ("any of"), except the `*_all` ones. `since` and `until` are local days, both inclusive: a
    record of day precision matches when it overlaps them, one of month or year precision when it lies inside them.
    `min_aircraft` and `max_aircraft` bound the counted platforms of `counted_side`, only of `counted_types` if given.
    `areas` match a record's own places and the wider ones that follow from them.
    """

    model_config = FROZEN

    platforms: tuple[PlatformCondition, ...] = ()
    variants: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    actors_all: tuple[str, ...] = ()
    actors_not: tuple[str, ...] = ()
    responders: tuple[str, ...] = ()
    responders_not: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    areas_not: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    kinds_not: tuple[Kind, ...] = ()
    responses: tuple[Response, ...] = ()
    responses_not: tuple[Response, ...] = ()
    reported_by: tuple[str, ...] = ()
    types_not: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    min_aircraft: int | None = None
    max_aircraft: int | None = None
    counted_side: Side = Side.ACTOR
    counted_types: tuple[str, ...] = ()
    within_km: float | None = None
    refs: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = (Status.CONFIRMED,)
    verifications: tuple[Verification, ...] = ()
    verifications_not: tuple[Verification, ...] = ()
    logged_since: dt.datetime | None = None
    logged_until: dt.datetime | None = None


class Coverage(SQLModel):
    """What the ledger holds for an audience and a filter: how many records, from which day to which."""

    model_config = FROZEN

    records: int = Field(ge=0)
    first_day: dt.date | None = None
    last_day: dt.date | None = None
