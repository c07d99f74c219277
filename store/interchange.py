"""Records in the form in which they enter and leave the desk: one plain JSON object each."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from store.columns import storable
from store.records import (
    METRES_PER,
    Bound,
    Distance,
    Incident,
    IncidentDraft,
    Kind,
    Platform,
    Precision,
    Response,
    Side,
    Source,
    day_span,
    iso_days,
)

FEET_IN_A_YARD = 3
LONGEST_ECHO = 60
HOW_TO_WRITE = {
    "date": "write 2024-07-24, 2024-07, 2024 or null",
    "date_end": "write the last day of a span as precisely as `date`, or null",
    "kind": f"write one of {', '.join(Kind)}",
    "response": f"write one of {', '.join(Response)}",
    "actors": 'write a list of ISO 3166 alpha-2 codes or NATO, such as ["RU"]',
    "responders": 'write a list of ISO 3166 alpha-2 codes or NATO, such as ["US", "CA"]',
    "platforms": 'write a list such as [{"type": "Tu-95", "count": 2, "side": "actor"}], or null as a count',
    "areas": 'write a list of names, the most specific first, such as ["Bering Sea", "Alaska"]',
    "distance": f'write {{"value": 40, "unit": "mi", "from": "Alaska"}} (or {", ".join(METRES_PER)}) or null',
    "reported_by": 'write a list of names, such as ["NORAD"]',
    "source": 'write {"url": "https://…", "name": "…", "published": "2024-07-24"}, or null',
    "sources": 'write a list of {"url": "https://…", "name": "…", "published": "2024-07-24"}',
    "time": "write 14:30, or null",
    "ref": "write a short text, or leave it out",
}

Name = Annotated[str, Field(min_length=1, max_length=200)]
State = Annotated[str, Field(pattern=r"^([A-Z]{2}|NATO)$")]


def _best(value: object) -> object:
    """Of a list of acceptable words, the best comes first."""
    return value[0] if isinstance(value, list) and value else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class _Platform(_Strict):
    type: Annotated[str, Field(min_length=1, max_length=80)]
    count: Annotated[int, Field(ge=0, le=100_000, strict=True)] | None = None
    side: Side = Side.ACTOR
    variant: Annotated[str, Field(max_length=80)] | None = None
    bound: Bound = Bound.EXACT


class _Distance(_Strict):
    value: Annotated[float, Field(ge=0)]
    unit: Literal["mi", "nm", "km", "m", "ft", "yd"]
    origin: Annotated[Name | None, Field(alias="from")] = None


class _Source(_Strict):
    url: Annotated[str, Field(max_length=4000)] | None = None
    name: Name | None = None
    published: dt.date | None = None


class _Record(_Strict):
    ref: Name | None = None
    main: bool = True
    optional: bool = False
    date: str | None = None
    date_end: str | None = None
    time: dt.time | None = None
    zone: Name | None = None
    kind: Annotated[Kind, BeforeValidator(_best)] = Kind.OTHER
    response: Annotated[Response, BeforeValidator(_best)] = Response.UNKNOWN
    actors: list[State] = []
    responders: list[State] = []
    platforms: list[_Platform] = []
    areas: list[Name] = []
    distance: _Distance | None = None
    reported_by: list[Name] = []
    source: _Source | None = None
    sources: list[_Source] = []
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    duration_minutes: Annotated[int, Field(ge=0, lt=2**31)] | None = None
    summary: str = ""


def from_outside(record: Mapping[str, Any]) -> tuple[str | None, IncidentDraft]:
    """The outside reference of a record and what it says. Raises ValueError: which field, how to write it."""
    if not set(record) - {"ref"}:
        raise ValueError("the record says nothing: give at least `date`, `areas`, `actors` or `platforms`")
    try:
        given = _Record.model_validate(record)
    except ValidationError as error:
        raise ValueError(_sentence(error)) from error
    first_day, last_day, precision = _days(given)
    far = given.distance
    draft = IncidentDraft(
        main=given.main,
        kind=given.kind,
        response=given.response,
        first_day=first_day,
        last_day=last_day,
        precision=precision,
        time_of_day=given.time,
        zone=given.zone,
        areas=given.areas,
        latitude=given.latitude,
        longitude=given.longitude,
        distance=Distance(value=far.value, unit=far.unit, origin=far.origin) if far else None,
        duration_minutes=given.duration_minutes,
        summary=given.summary,
        actors=given.actors,
        responders=given.responders,
        platforms=[Platform(**platform.model_dump()) for platform in given.platforms],
        reported_by=given.reported_by,
        sources=[
            Source(url=s.url, outlet=s.name, published=s.published)
            for s in ([given.source] if given.source else []) + given.sources
        ],
    )
    return given.ref, draft


def to_outside(record: IncidentDraft) -> dict[str, Any]:
    """A record or draft in the outside form, ready for `json.dumps`.

    The fields that few records have are left out where a record has none. The texts that were read, their
    evidence and the wider places that were inferred stay inside. Yards become feet.
    """
    first, last = iso_days(record)
    form: dict[str, Any] = {"ref": record.name} if isinstance(record, Incident) else {}
    form |= {
        "main": record.main,
        "date": first,
        "date_end": last,
        "kind": record.kind.value,
        "response": record.response.value,
        "actors": list(record.actors),
        "responders": list(record.responders),
        "platforms": [_platform_form(platform) for platform in record.platforms],
        "areas": list(record.areas),
        "distance": _distance_form(record.distance) if record.distance else None,
        "reported_by": list(record.reported_by),
    }
    origins = [_source_form(source) for source in record.sources]
    if len(origins) == 1:
        form["source"] = origins[0]
    elif origins:
        form["sources"] = origins
    clock = record.time_of_day
    more = {
        "time": clock.isoformat("auto" if clock.second or clock.microsecond else "minutes") if clock else None,
        "zone": record.zone,
        "latitude": record.latitude,
        "longitude": record.longitude,
        "duration_minutes": record.duration_minutes,
        "summary": record.summary or None,
    }
    return form | {name: value for name, value in more.items() if value is not None}


def _days(given: _Record) -> tuple[dt.date, dt.date, Precision] | tuple[None, None, None]:
    if given.date is None:
        if given.date_end is not None:
            raise ValueError(f"`date_end` without `date`: {HOW_TO_WRITE['date']}")
        return None, None, None
    first_day, last_day, precision = _span("date", given.date)
    if given.date_end is not None:
        _, last_day, end_precision = _span("date_end", given.date_end)
        if end_precision != precision:
            raise ValueError(f"`date_end` is known to the {end_precision}, `date` to the {precision}: write both alike")
        if last_day < first_day:
            raise ValueError(f"`date_end` {given.date_end} is before `date` {given.date}: exchange or mend them")
    return first_day, last_day, precision


def _span(field: str, words: str) -> tuple[dt.date, dt.date, Precision]:
    try:
        return day_span(words)
    except ValueError as error:
        raise ValueError(f"`{field}` is {_shown(words)}: {HOW_TO_WRITE[field]}") from error


def _platform_form(platform: Platform) -> dict[str, Any]:
    form: dict[str, Any] = {"type": platform.type, "count": platform.count, "side": platform.side.value}
    if platform.variant is not None:
        form["variant"] = platform.variant
    if platform.bound != Bound.EXACT:
        form["bound"] = platform.bound.value
    return form


def _distance_form(distance: Distance) -> dict[str, Any]:
    if distance.unit == "yd":
        return {"value": distance.value * FEET_IN_A_YARD, "unit": "ft", "from": distance.origin}
    return {"value": distance.value, "unit": distance.unit, "from": distance.origin}


def _source_form(source: Source) -> dict[str, Any]:
    published = source.published.isoformat() if source.published else None
    return {"url": source.url, "name": source.outlet, "published": published}


def _sentence(error: ValidationError) -> str:
    """The first fault of a record in one sentence: where, what, and how to write it."""
    fault = error.errors(include_url=False)[0]
    field = str(fault["loc"][0])
    where = field + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in fault["loc"][1:])
    if fault["type"] == "extra_forbidden":
        return f"`{where}` is no field of a record: take it out or look for a typing error"
    how = HOW_TO_WRITE.get(field, fault["msg"][:1].lower() + fault["msg"][1:])
    return f"`{where}` is {_shown(fault['input'])}: {how}"


def _shown(value: object) -> str:
    words = storable(repr(value))
    return words if len(words) <= LONGEST_ECHO else words[: LONGEST_ECHO - 1] + "…"
