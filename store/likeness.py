"""Which records may be about the same event as a draft: what makes one a candidate, and which is the likeliest."""

import datetime as dt

from sqlalchemy import ColumnElement, Table, and_, exists, false, not_, or_

from store.query import row_id
from store.records import Incident, IncidentDraft, Side, Status
from store.tables import areas, incident, platforms, states

ONE_DAY = dt.timedelta(days=1)
LONGEST = dt.timedelta(days=367)  # a record spans at most a year, so that an index by day has little to go through
CANDIDATES = 500  # records; of a month or a year that is known no better no more are compared
STANDING = (Status.CONFIRMED, Status.DRAFT)


def may_be_same(draft: IncidentDraft) -> ColumnElement[bool]:
    """Standing records within a day of a draft's days that share an actor or a type and are not known to be elsewhere.

    A draft without a day is like none. A record is not like itself. One that began more than a year before is passed
    over.
    """
    if draft.first_day is None or draft.last_day is None:
        return false()
    c = incident.c
    itself = [c.id != row_id(draft.ref)] if isinstance(draft, Incident) else []
    types = [platform.type for platform in draft.platforms if platform.side == Side.ACTOR]
    return and_(
        c.status.in_(STANDING),
        c.first_day <= _shifted(draft.last_day, ONE_DAY),
        c.first_day >= _shifted(draft.first_day, -LONGEST),
        c.last_day >= _shifted(draft.first_day, -ONE_DAY),
        or_(
            _has(states, states.c.side == Side.ACTOR, states.c.code.in_(draft.actors)),
            _has(platforms, platforms.c.side == Side.ACTOR, platforms.c.type.in_(types)),
        ),
        *_not_elsewhere(draft),
        *itself,
    )


def likeness(draft: IncidentDraft, record: Incident) -> tuple[int, ...]:
    """How like a record is to a draft, the more the greater: the same types in the same numbers first.

    Then the same day, shared types, actors and places, the same responders and the same distance.
    """
    counts, theirs = _counts(draft), _counts(record)
    places = {*draft.areas, *draft.also_in} & {*record.areas, *record.also_in}
    return (
        len(counts & theirs),
        int((draft.first_day, draft.last_day) == (record.first_day, record.last_day)),
        len({name for name, _ in counts} & {name for name, _ in theirs}),
        len(set(draft.actors) & set(record.actors)),
        len(places),
        len(set(draft.responders) & set(record.responders)),
        int(draft.distance is not None and draft.distance == record.distance),
    )


def _not_elsewhere(draft: IncidentDraft) -> list[ColumnElement[bool]]:
    """A shared place, or no place known of the record; nothing where none is known of the draft."""
    places = [*draft.areas, *draft.also_in]
    if not places:
        return []
    return [or_(_has(areas, areas.c.name.in_(places)), not_(_has(areas)))]


def _has(child: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a record has such a row: looked up for each of the few records of some days."""
    return exists().where(child.c.incident_id == incident.c.id, *conditions).correlate(incident)


def _counts(draft: IncidentDraft) -> set[tuple[str, int | None]]:
    return {(platform.type, platform.count) for platform in draft.platforms if platform.side == Side.ACTOR}


def _shifted(day: dt.date, by: dt.timedelta) -> dt.date:
    """A day moved, unless that is beyond the calendar."""
    try:
        return day + by
    except OverflowError:
        return day
