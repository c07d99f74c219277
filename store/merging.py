"""Two records of one event made one, and made two again: what is taken and what is set aside. Plain values only."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from store.records import Evidence, Incident, IncidentDraft, Kind, Response, Side, Source, Verification

OTHER = "other."  # in a history entry, before the name of a value that a merge did not take: [theirs, ours]
TOGETHER: tuple[tuple[str, ...], ...] = (  # the first says whether a record has them; they are taken together
    ("first_day", "last_day", "precision", "date_words"),
    ("time_of_day", "zone"),
    ("latitude", "longitude"),
    ("areas", "also_in"),
    ("actors",),
    ("responders",),
    ("distance",),
    ("duration_minutes",),
    ("kind",),
    ("response",),
    ("summary",),
    ("confidence",),
)
NOT_TOLD = ("date_words", "also_in", "confidence")
NOTHING: tuple[object, ...] = (None, "", [], Kind.OTHER, Response.UNKNOWN)
WEAKEST_FIRST = tuple(Verification)  # in the order of their definition; a dispute outweighs every confirmation
EVIDENCE_FIELD = re.compile(r"(\w+)(?:\[(\d+)\])?(.*)", re.DOTALL)


@dataclass(slots=True)
class Merge:
    """What one record takes from another: new values by field, what is set aside, and where values went.

    `moved` maps the place of a value in the other record to its place in this one (`platforms[0]` -> `platforms[2]`).
    """

    values: dict[str, Any] = field(default_factory=dict)
    aside: dict[str, list[Any]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)


def merged(
    keep: Incident, gone: Incident, *, borne_out: Callable[[IncidentDraft], Verification] | None = None
) -> tuple[IncidentDraft, dict[str, list[Any]]]:
    """What `keep` says once it has taken in `gone`, and what of `gone` it did not take: name -> [theirs, ours].

    It gets the sources and reporters of both and the values that it lacks itself, with their evidence. Where both
    have a value its own stands. It is as well borne out as the better of the two, and in dispute if one of them is;
    two that have a source each are what `borne_out` says of both sources together, if that is more.
    """
    merge = Merge()
    for names in TOGETHER:
        _take_or_set_aside(merge, keep, gone, names)
    _platforms(merge, keep, gone)
    _append(merge, "reported_by", keep.reported_by, gone.reported_by)
    _append(merge, "sources", keep.sources, gone.sources, known=_told)
    merge.values["evidence"] = [*keep.evidence, *_evidence(merge, gone)]
    merge.values["main"] = keep.main or gone.main
    merge.values["verification"] = max(keep.verification, gone.verification, key=WEAKEST_FIRST.index)
    both = IncidentDraft.model_validate(_draft(keep) | merge.values)
    if borne_out and Verification.UNVERIFIED not in (keep.verification, gone.verification):
        best = max(both.verification, borne_out(both), key=WEAKEST_FIRST.index)
        both = both.model_copy(update={"verification": best})
    return both, merge.aside


def unmerged(keep: Incident, changes: Mapping[str, Sequence[Any]]) -> tuple[IncidentDraft, list[str]]:
    """What `keep` said before a merge of which the history has `changes`, and the fields that were changed since."""
    now = keep.model_dump(mode="json", include=set(IncidentDraft.model_fields))
    taken = {name: values for name, values in changes.items() if name in IncidentDraft.model_fields}
    since = [name for name, (_, new) in taken.items() if now[name] != new]
    before = now | {name: old for name, (old, _) in taken.items()}
    return IncidentDraft.model_validate(before), since


def _draft(record: Incident) -> dict[str, Any]:
    return record.model_dump(include=set(IncidentDraft.model_fields))


def _take_or_set_aside(merge: Merge, keep: Incident, gone: Incident, names: tuple[str, ...]) -> None:
    if getattr(gone, names[0]) in NOTHING:
        return
    if getattr(keep, names[0]) in NOTHING:
        for name in names:
            value = getattr(gone, name)
            merge.values[name] = value
            merge.moved[name] = name
            merge.moved |= {f"{name}[{n}]": f"{name}[{n}]" for n in range(len(value) if isinstance(value, list) else 0)}
        return
    ours, theirs = (record.model_dump(mode="json", include=set(names)) for record in (keep, gone))
    merge.aside |= {
        OTHER + name: [theirs[name], ours[name]]
        for name in names
        if name not in NOT_TOLD and theirs[name] not in NOTHING and theirs[name] != ours[name]
    }


def _platforms(merge: Merge, keep: Incident, gone: Incident) -> None:
    """A side that has no platforms gets the other record's; a side that has some keeps them."""
    taken = list(keep.platforms)
    for side in Side:
        ours = [platform for platform in keep.platforms if platform.side == side]
        theirs = [platform for platform in gone.platforms if platform.side == side]
        if ours and theirs and ours != theirs:
            words = [[platform.model_dump(mode="json") for platform in some] for some in (theirs, ours)]
            merge.aside[f"{OTHER}platforms.{side.value}"] = words
        if ours:
            continue
        for number, platform in enumerate(gone.platforms):
            if platform.side == side:
                merge.moved[f"platforms[{number}]"] = f"platforms[{len(taken)}]"
                taken.append(platform)
    merge.values["platforms"] = taken


def _append(
    merge: Merge,
    name: str,
    ours: Sequence[Any],
    theirs: Iterable[Any],
    *,
    known: Callable[[Any, Sequence[Any]], bool] = lambda value, values: value in values,
) -> None:
    """Add what is not there yet, once each."""
    values = list(ours)
    for number, value in enumerate(theirs):
        if not known(value, values):
            merge.moved[f"{name}[{number}]"] = f"{name}[{len(values)}]"
            values.append(value)
    merge.values[name] = values


def _told(source: Source, sources: Iterable[Source]) -> bool:
    """Whether a source is there already: as it is, or as the same address with at least as much to say."""
    return any(
        source == other or (source.url is not None and source.url == other.url and source.text in (None, other.text))
        for other in sources
    )


def _evidence(merge: Merge, gone: Incident) -> list[Evidence]:
    """The evidence of the values that were taken. Its offsets count in another text than the record's first."""
    taken = []
    for evidence in gone.evidence:
        parts = EVIDENCE_FIELD.fullmatch(evidence.field)
        if parts is None:
            continue
        value = parts[1] if parts[2] is None else f"{parts[1]}[{parts[2]}]"
        if value in merge.moved:
            note = f"{evidence.note}; from {gone.ref}" if evidence.note else f"from {gone.ref}"
            new = {"field": merge.moved[value] + parts[3], "start": None, "end": None, "note": note}
            taken.append(evidence.model_copy(update=new))
    return taken
