"""How much of a report was read: the slots of its records counted as right, missing and spurious, after MUC.

Every value of a record is a slot. Records of one report are paired so as to share the most; all slots of a record left
over are missing or spurious. A record marked `optional` counts neither way.
"""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

from bot.reading import read
from store.records import IncidentDraft, iso_days

Record = dict[str, Any]
Slot = tuple[str, Any]
METRES = {"mi": 1609.344, "nm": 1852.0, "km": 1000.0, "m": 1.0, "ft": 0.3048, "yd": 0.9144}
WEIGHT = {"date": 3.0, "platform": 2.0, "area": 2.0, "actor": 1.0, "kind": 1.0}
LEAST_LIKENESS = 0.25
MOST_EXACT = 6
ALIKE = (
    {"aircraft", "militaryaircraft", "warplane", "plane", "airliner", "jet"},
    {"fighter", "fighterjet", "combataircraft"},
    {"surveillanceaircraft", "patrolaircraft", "maritimepatrolaircraft", "reconnaissanceaircraft", "spyplane"},
    {"warship", "ship", "vessel", "destroyer", "frigate", "corvette", "cruiser", "supportship", "patrolship"},
    {"drone", "uav", "unmannedaircraft"},
)
PLACE_WORDS = re.compile(
    r"\b(?:the|off|near|coast|of|sea|ocean|strait|gulf|adiz|airspace|islands?|peninsula|region|area|waters)\b"
)


@dataclass(slots=True)
class Score:
    """Slots and records counted over some reports."""

    right: int = 0
    missing: int = 0
    spurious: int = 0
    found: int = 0
    lost: int = 0
    made_up: int = 0
    unclean: list[str] = field(default_factory=list)

    @property
    def slots(self) -> float:
        """F1 of the slots."""
        return _f1(self.right, self.missing, self.spurious)

    @property
    def incidents(self) -> float:
        """F1 of the records."""
        return _f1(self.found, self.lost, self.made_up)


def _f1(right: int, missing: int, spurious: int) -> float:
    return 2 * right / (2 * right + missing + spurious) if right else float(not (missing or spurious))


def reports(path: Path) -> Iterator[Record]:
    """The reports of a file, one JSON object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def score(path: Path) -> Score:
    """Read every report of a file and count."""
    total = Score()
    for report in reports(path):
        published = dt.date.fromisoformat(report["published"]) if report["published"] else None
        found = [as_record(draft) for draft in read(report["text"], published).incidents]
        _count(total, report, found)
    return total


def as_record(draft: IncidentDraft) -> Record:
    """A draft in the form of the hand-written records."""
    return {
        "date": iso_days(draft)[0],
        "kind": [draft.kind.value],
        "response": [draft.response.value],
        "actors": draft.actors,
        "responders": draft.responders,
        "platforms": [{"type": p.type, "count": p.count, "side": p.side.value} for p in draft.platforms],
        "areas": draft.areas + draft.also_in,
        "distance": draft.distance.model_dump() if draft.distance else None,
    }


def wrong_slots(report: Record, found: list[Record]) -> Counter[tuple[str, str]]:
    """What is wrong with the records found in a report: ("missing actor", "RU"), ("made-up count", …), each counted."""
    wanted = [record for record in report["incidents"] if not record.get("optional")]
    wanted += [record for record in report["incidents"] if record.get("optional")]
    pairs = dict(_pairs(wanted, found))
    wrong: Counter[tuple[str, str]] = Counter()
    for number, record in enumerate(wanted):
        if not record.get("optional"):
            _, missing, spurious = _compare(record, found[pairs[number]] if number in pairs else {})
            wrong.update((f"missing {name}", str(value)) for name, value in missing)
            wrong.update((f"made-up {name}", str(value)) for name, value in spurious)
    spare = [record for number, record in enumerate(found) if number not in pairs.values()]
    wrong.update((f"made-up {name}", str(value)) for record in spare for name, value in slots_of(record))
    return wrong


def verdicts(report: Record, found: list[Record]) -> list[tuple[int, int] | None]:
    """Of each record found how many values are right and how many made up; None where it pairs with an optional one."""
    wanted = sorted(report["incidents"], key=lambda record: bool(record.get("optional")))
    pairs = {number: place for place, number in _pairs(wanted, found)}
    told: list[tuple[int, int] | None] = []
    for number, record in enumerate(found):
        if number not in pairs:
            told.append((0, len(slots_of(record))))
        elif wanted[pairs[number]].get("optional"):
            told.append(None)
        else:
            right, _, spurious = _compare(wanted[pairs[number]], record)
            told.append((len(right), len(spurious)))
    return told


def _count(total: Score, report: Record, found: list[Record]) -> None:
    wanted = sorted(report["incidents"], key=lambda record: bool(record.get("optional")))
    pairs = dict(_pairs(wanted, found))
    for number, record in enumerate(wanted):
        if record.get("optional"):
            continue
        right, missing, spurious = _compare(record, found[pairs[number]] if number in pairs else {})
        total.right, total.missing = total.right + len(right), total.missing + len(missing)
        total.spurious += len(spurious)
        total.found, total.lost = total.found + (number in pairs), total.lost + (number not in pairs)
    spare = [record for number, record in enumerate(found) if number not in pairs.values()]
    total.made_up += len(spare)
    total.spurious += sum(len(slots_of(record)) for record in spare)
    if spare and not [record for record in wanted if not record.get("optional")]:
        total.unclean.append(report["id"])


def _pairs(wanted: Sequence[Record], found: Sequence[Record]) -> list[tuple[int, int]]:
    table = [[_likeness(w, f) for f in found] for w in wanted]
    if not wanted or not found:
        return []
    if max(len(wanted), len(found)) > MOST_EXACT:
        ranked = sorted(((table[w][f], w, f) for w in range(len(wanted)) for f in range(len(found))), reverse=True)
        best: list[tuple[int, int]] = []
        for _, w, f in ranked:
            if w not in dict(best) and f not in [one[1] for one in best]:
                best.append((w, f))
    elif len(wanted) <= len(found):
        orders = permutations(range(len(found)), len(wanted))
        best = list(enumerate(max(orders, key=lambda order: sum(table[w][f] for w, f in enumerate(order)))))
    else:
        orders = permutations(range(len(wanted)), len(found))
        chosen = max(orders, key=lambda order: sum(table[w][f] for f, w in enumerate(order)))
        best = [(w, f) for f, w in enumerate(chosen)]
    return [(w, f) for w, f in best if table[w][f] >= LEAST_LIKENESS]


def _likeness(wanted: Record, found: Record) -> float:
    right, missing, spurious = (sum(WEIGHT.get(s[0], 0.5) for s in part) for part in _compare(wanted, found))
    return 2 * right / (2 * right + missing + spurious) if right else 0.0


def _compare(wanted: Record, found: Record) -> tuple[list[Slot], list[Slot], list[Slot]]:
    left = slots_of(found)
    right: list[Slot] = []
    missing: list[Slot] = []
    for slot in slots_of(wanted):
        match = next((other for other in left if other[0] == slot[0] and _agree(slot, other)), None)
        if match is None:
            missing.append(slot)
        else:
            left.remove(match)
            right.append(slot)
    return right, missing, [slot for slot in left if not _may_be_said(slot, wanted)]


def _may_be_said(slot: Slot, wanted: Record) -> bool:
    """A response where the record allows for one or for none."""
    allowed = set(_listed(wanted.get("response")))
    if slot[0] != "response":
        return False
    quiet = bool(allowed & {"unknown", "none"})
    return bool(set(slot[1]) & allowed) or (
        quiet and (len(allowed) > 1 or "unsafe_encounter" in _listed(wanted.get("kind")))
    )


def slots_of(record: Record) -> list[Slot]:
    """Every filled slot of a record; an unknown response is none."""
    slots: list[Slot] = [("date", record["date"])] if record.get("date") else []
    if record.get("kind"):
        slots.append(("kind", _listed(record["kind"])))
    response = _listed(record.get("response"))
    if response and not set(response) & {"unknown", "none"}:
        slots.append(("response", response))
    slots += [("actor", state) for state in record.get("actors") or ()]
    slots += [("responder", state) for state in record.get("responders") or ()]
    for platform in record.get("platforms") or ():
        kind = _base_type(platform["type"])
        slots.append(("platform", (kind, platform["side"])))
        if platform.get("count") is not None:
            slots.append(("count", (kind, platform["side"], platform["count"])))
    if record.get("areas"):
        slots.append(("area", record["areas"]))
    if record.get("distance"):
        slots.append(("distance", record["distance"]))
    return slots


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _agree(one: Slot, other: Slot) -> bool:
    if one[0] in ("kind", "response"):
        return bool(set(one[1]) & set(other[1]))
    if one[0] == "area":
        return bool({_base_place(a) for a in one[1]} & {_base_place(a) for a in other[1]})
    if one[0] == "distance":
        metres = one[1]["value"] * METRES[one[1]["unit"]]
        return bool(abs(metres - other[1]["value"] * METRES[other[1]["unit"]]) <= 0.03 * metres)
    return bool(one[1] == other[1])


def _base_type(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]", "", re.sub(r"^(?:uss|hms|hmcs|hmas|js|roks|rfs|hnlms)\s+", "", name.lower()))
    plain = next((min(words) for words in ALIKE if plain in words), plain)
    match = re.match(r"[a-z]+\d+", plain)
    return match.group() if match else plain


def _base_place(name: str) -> str:
    return re.sub(r"[^a-z]", "", PLACE_WORDS.sub(" ", name.lower())) or re.sub(r"[^a-z]", "", name.lower())
