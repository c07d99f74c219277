"""Records enter and leave in the outside form without losing anything, and what is wrong is told by field."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from store.interchange import from_outside, to_outside
from store.records import (
    Bound,
    Distance,
    Incident,
    IncidentDraft,
    Kind,
    Platform,
    Precision,
    Response,
    Source,
)
from tests.store.making import NOON, draft, drafts

SHARED = Path(__file__).parents[3] / "shared"
INSIDE_ONLY = {"date_words", "also_in", "evidence", "confidence", "verification"}


def outside(**fields: Any) -> dict[str, Any]:
    """A record as a file has it."""
    return {
        "ref": "D1",
        "date": "2026-03-01",
        "date_end": None,
        "kind": "zone_entry",
        "response": "intercepted",
        "actors": ["RU"],
        "responders": ["US", "CA"],
        "platforms": [{"type": "Tu-95", "count": 2, "side": "actor"}],
        "areas": ["Bering Sea", "Alaska"],
        "distance": {"value": 40, "unit": "mi", "from": "Alaska"},
        "reported_by": ["NORAD"],
        "source": {"url": "https://news.example/1", "name": "The Desk", "published": "2026-03-02"},
        **fields,
    }


def without_texts(record: IncidentDraft) -> IncidentDraft:
    """A draft without what stays inside, and with what the form can say of a source and a distance."""
    origins = [Source(url=s.url, outlet=s.outlet or None, published=s.published) for s in record.sources]
    return record.model_copy(
        update={name: IncidentDraft.model_fields[name].get_default(call_default_factory=True) for name in INSIDE_ONLY}
        | {"sources": origins}
    )


def plain(record: IncidentDraft) -> bool:
    """Whether a distance is in a unit of the form, and named places have a name."""
    return record.distance is None or (record.distance.unit != "yd" and record.distance.origin != "")


@settings(max_examples=100, deadline=None)
@given(drafts().filter(plain).map(without_texts))
def test_a_draft_leaves_and_enters_unchanged(given_draft: IncidentDraft) -> None:
    form = json.loads(json.dumps(to_outside(given_draft)))
    assert from_outside(form) == (None, given_draft)
    assert to_outside(from_outside(form)[1]) == form


def test_a_whole_record_enters_and_leaves_as_it_was() -> None:
    ref, read = from_outside(outside())
    assert ref == "D1"
    kept = Incident(**read.model_dump(), ref="INT-1001", outside_ref=ref, logged_at=NOON, revised_at=NOON)
    assert to_outside(kept) == outside(main=True)
    assert read.first_day == read.last_day == dt.date(2026, 3, 1)
    assert read.sources == [Source(url="https://news.example/1", outlet="The Desk", published=dt.date(2026, 3, 2))]


def test_a_record_without_an_outside_reference_leaves_with_ours() -> None:
    kept = Incident(**draft().model_dump(), ref="INT-1001", logged_at=NOON, revised_at=NOON)
    assert to_outside(kept)["ref"] == "INT-1001"
    assert "ref" not in to_outside(draft())


def test_of_acceptable_words_the_best_is_taken() -> None:
    _, read = from_outside(outside(kind=["patrol", "zone_entry"], response=["none", "unknown"]))
    assert (read.kind, read.response) == (Kind.PATROL, Response.NONE)


def test_days_are_as_exact_as_they_are_written() -> None:
    _, read = from_outside(outside(date="2022-12"))
    assert (read.first_day, read.last_day) == (dt.date(2022, 12, 1), dt.date(2022, 12, 31))
    assert read.precision == Precision.MONTH
    assert (to_outside(read)["date"], to_outside(read)["date_end"]) == ("2022-12", None)


def test_bounds_and_variants_are_written_only_where_there_are_any() -> None:
    flown = Platform(type="Tu-95", variant="Tu-95MS", count=4, bound=Bound.AT_LEAST)
    assert to_outside(draft(platforms=[flown, Platform(type="Su-35")]))["platforms"] == [
        {"type": "Tu-95", "count": 4, "side": "actor", "variant": "Tu-95MS", "bound": "at_least"},
        {"type": "Su-35", "count": None, "side": "actor"},
    ]


def test_yards_leave_as_feet() -> None:
    assert to_outside(draft(distance=Distance(value=50, unit="yd")))["distance"] == {
        "value": 150,
        "unit": "ft",
        "from": None,
    }


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"colour": "red"}, "`colour` is no field of a record: take it out"),
        ({"date": "2024-13"}, "`date` is '2024-13': write 2024-07-24, 2024-07, 2024 or null"),
        ({"date": 2024}, "`date` is 2024: write"),
        ({"date": None, "date_end": "2024-01-02"}, "`date_end` without `date`"),
        ({"date_end": "2026-02-01"}, "`date_end` 2026-02-01 is before `date` 2026-03-01"),
        ({"date_end": "2026-04"}, "`date_end` is known to the month, `date` to the day"),
        ({"kind": "dogfight"}, "`kind` is 'dogfight': write one of airspace_violation, zone_entry"),
        ({"kind": []}, "`kind` is []: write one of"),
        ({"response": None}, "`response` is None: write one of intercepted"),
        ({"actors": ["Russia"]}, "`actors[0]` is 'Russia': write a list of ISO 3166"),
        ({"actors": "RU"}, "`actors` is 'RU': write a list"),
        ({"platforms": [{"type": "Tu-95", "count": "two"}]}, "`platforms[0].count` is 'two': write a list"),
        ({"platforms": [{"type": "Tu-95", "count": True}]}, "`platforms[0].count` is True"),
        ({"platforms": [{"type": "Tu-95", "count": -1}]}, "`platforms[0].count` is -1"),
        ({"platforms": [{"type": "Tu-95", "nation": "RU"}]}, "`platforms[0].nation` is no field"),
        ({"areas": [""]}, "`areas[0]` is '': write a list of names"),
        ({"distance": {"value": 3, "unit": "leagues"}}, "`distance.unit` is 'leagues': write"),
        ({"distance": {"value": float("inf"), "unit": "mi"}}, "`distance.value` is inf: write"),
        ({"source": {"url": "x", "published": "yesterday"}}, "`source.published` is 'yesterday': write"),
        ({"latitude": 91}, "`latitude` is 91: input should be less than or equal to 90"),
        ({"ref": "x" * 300}, "`ref` is 'xxxxx"),
    ],
)
def test_what_is_wrong_is_told_by_field_with_what_to_write(fields: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=r"^`") as caught:
        from_outside(outside(**fields))
    assert str(caught.value).startswith(told)
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("record", [{}, {"ref": "D1"}])
def test_a_record_that_says_nothing_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="the record says nothing"):
        from_outside(record)


@pytest.mark.parametrize("name", ["data/demo-incidents.jsonl", "corpus/ledger-dev.jsonl"])
def test_the_shared_records_enter_and_leave_as_they_are(name: str) -> None:
    file = SHARED / name
    if not file.exists():
        pytest.skip(f"{name} is not on this machine")
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        ref, read = from_outside(record)
        assert {"ref": ref, **to_outside(read)} == {"main": True, **record}
