"""Two records of one event become one that loses nothing, and two again as they were."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import NotAllowed
from store.filters import OPERATOR, Audience, IncidentFilter
from store.ledger import Ledger
from store.records import (
    Distance,
    Evidence,
    Incident,
    IncidentDraft,
    Kind,
    Origin,
    Platform,
    Response,
    Side,
    Source,
    Status,
    Verification,
)
from store.rows import checked
from tests.store.making import DESK, NOON, draft, drafts
from tests.store.oracle import day

LATER = NOON + dt.timedelta(hours=2)
DONE: dict[str, Any] = {"by": "U2", "at": LATER, "audience": OPERATOR}
ANYTHING = IncidentFilter(statuses=())
MARKS = ("version", "revised_at")


def two(ledger: Ledger, keep: IncidentDraft, gone: IncidentDraft, *, origin: Origin = DESK) -> tuple[Incident, ...]:
    """Two records of one origin."""
    return tuple(ledger.add([keep, gone], origin=origin, by="U1", at=NOON))


def as_it_stands(record: Incident) -> dict[str, Any]:
    """A record without the marks that every change leaves."""
    return record.model_dump(exclude=set(MARKS))


def test_a_merged_record_is_found_by_its_reference_only(ledger: Ledger) -> None:
    url = "https://news.example/one"
    keep, gone = two(ledger, draft(), draft(sources=[Source(url=url)]))
    now = ledger.merge(keep.ref, gone.ref, reason="the same flight", **DONE)
    assert (now.ref, now.version, now.status) == (keep.ref, 2, Status.CONFIRMED)
    part = ledger.get(gone.ref, audience=OPERATOR)
    assert (part.status, part.merged_into, part.version) == (Status.MERGED, keep.ref, 2)
    assert [record.ref for record in ledger.find(IncidentFilter(), audience=OPERATOR)] == [keep.ref]
    assert ledger.count(IncidentFilter(), audience=OPERATOR) == 1
    assert [record.ref for record in ledger.logged_from(url=url, audience=OPERATOR)] == [keep.ref]
    for ref in (keep.ref, gone.ref):
        last = ledger.history(ref, audience=OPERATOR)[-1]
        assert (last.action, last.by, last.at, last.reason) == ("merged", "U2", LATER, "the same flight")
    assert last.changes == {"status": ["confirmed", "merged"], "merged_into": [None, keep.ref]}


def test_a_merge_joins_sources_and_reporters_and_fills_what_was_missing(ledger: Ledger) -> None:
    one, other = Source(url="https://a.example", text="one"), Source(url="https://b.example", text="two")
    keep, gone = two(
        ledger,
        draft(None, reported_by=["NORAD"], sources=[one], kind=Kind.OTHER, platforms=[Platform(type="Tu-95", count=2)]),
        draft(
            time_of_day=dt.time(14, 30),
            zone="America/Anchorage",
            reported_by=["NORAD", "Alaskan Command"],
            sources=[other, one, Source(url="https://a.example")],
            distance=Distance(value=50, unit="nm"),
        ),
    )
    now = ledger.merge(keep.ref, gone.ref, **DONE)
    assert (now.first_day, now.time_of_day, now.zone) == (dt.date(2026, 3, 1), dt.time(14, 30), "America/Anchorage")
    assert (now.sources, now.reported_by) == ([one, other], ["NORAD", "Alaskan Command"])
    assert (now.kind, now.distance) == (Kind.ZONE_ENTRY, Distance(value=50, unit="nm"))
    assert now.platforms == [Platform(type="Tu-95", count=2), Platform(type="F-22", count=1, side=Side.RESPONDER)]


def test_where_both_have_a_value_the_other_is_named_in_the_history(ledger: Ledger) -> None:
    keep, gone = two(
        ledger,
        draft(distance=Distance(value=40, unit="mi"), response=Response.INTERCEPTED),
        draft("2026-03-02", distance=Distance(value=50, unit="mi"), response=Response.MONITORED, areas=["Japan"]),
    )
    now = ledger.merge(keep.ref, gone.ref, **DONE)
    assert (now.distance, now.response, now.first_day, now.areas) == (
        keep.distance,
        keep.response,
        keep.first_day,
        keep.areas,
    )
    changes = ledger.history(keep.ref, audience=OPERATOR)[-1].changes
    assert changes["other.response"] == ["monitored", "intercepted"]
    assert changes["other.first_day"] == ["2026-03-02", "2026-03-01"]
    assert changes["other.areas"] == [["Japan"], ["Bering Sea", "Alaska"]]
    assert [far["value"] for far in changes["other.distance"]] == [50.0, 40.0]  # type: ignore[index]
    assert changes["merged"] == [None, gone.ref]


def test_evidence_goes_along_with_the_values_that_were_taken(ledger: Ledger) -> None:
    own = Evidence(field="actors[0]", words="Russian", start=0, end=7)
    theirs = [
        Evidence(field="platforms[1]", words="an F-22", start=9, end=16, rule="types"),
        Evidence(field="reported_by[1]", words="Alaskan Command", note="by name"),
        Evidence(field="distance.value", words="50", start=1, end=3),
        Evidence(field="actors[0]", words="of Russia"),
    ]
    keep, gone = two(
        ledger,
        draft(platforms=[Platform(type="Tu-95", count=2)], evidence=[own]),
        draft(evidence=theirs, distance=Distance(value=50, unit="nm"), reported_by=["NORAD", "Alaskan Command"]),
    )
    now = ledger.merge(keep.ref, gone.ref, **DONE)
    assert now.evidence == [
        own,
        Evidence(field="platforms[1]", words="an F-22", rule="types", note=f"from {gone.ref}"),
        Evidence(field="reported_by[1]", words="Alaskan Command", note=f"by name; from {gone.ref}"),
        Evidence(field="distance.value", words="50", note=f"from {gone.ref}"),
    ]


@pytest.mark.parametrize(
    ("keep", "gone", "both"),
    [
        (Verification.UNVERIFIED, Verification.SINGLE_SOURCE, Verification.SINGLE_SOURCE),
        (Verification.OFFICIAL, Verification.SINGLE_SOURCE, Verification.OFFICIAL),
        (Verification.SINGLE_SOURCE, Verification.OFFICIAL, Verification.OFFICIAL),
        (Verification.OFFICIAL, Verification.DISPUTED, Verification.DISPUTED),
    ],
)
def test_a_merged_record_is_as_well_borne_out_as_the_better_of_the_two_and_a_dispute_is_kept(
    ledger: Ledger, keep: Verification, gone: Verification, both: Verification
) -> None:
    ours, theirs = two(ledger, draft(verification=keep), draft(verification=gone))
    assert ledger.merge(ours.ref, theirs.ref, **DONE).verification == both


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts(), drafts(), st.sampled_from([(Status.CONFIRMED,) * 2, (Status.CONFIRMED, Status.DRAFT)]))
def test_unmerging_gives_both_records_back_as_they_were(
    ledger: Ledger, one: IncidentDraft, other: IncidentDraft, statuses: tuple[Status, Status]
) -> None:
    [keep] = ledger.add([one], origin=DESK, by="", at=NOON, status=statuses[0])
    [gone] = ledger.add([other], origin=DESK, by="", at=NOON, status=statuses[1])
    now = ledger.merge(keep.ref, gone.ref, **DONE)
    assert {*keep.reported_by, *gone.reported_by} == set(now.reported_by)
    assert all(source in now.sources for source in keep.sources)
    assert now.first_day == (keep.first_day or gone.first_day)
    assert day(now.last_day) is None or now.precision is not None
    assert ledger.unmerge(gone.ref, **DONE).version == 3
    for before in (keep, gone):
        after = ledger.get(before.ref, audience=OPERATOR)
        assert as_it_stands(after) == as_it_stands(before)
    assert checked(now) == IncidentDraft.model_validate(now.model_dump())


def test_records_may_be_merged_and_unmerged_again_and_again(ledger: Ledger) -> None:
    keep, gone = two(ledger, draft(None), draft())
    for _ in range(2):
        assert ledger.merge(keep.ref, gone.ref, **DONE).first_day == gone.first_day
        ledger.unmerge(gone.ref, **DONE)
        assert ledger.get(keep.ref, audience=OPERATOR).first_day is None
    back = ledger.merge(gone.ref, keep.ref, **DONE)
    assert back.ref == gone.ref
    told = [entry.action for entry in ledger.history(keep.ref, audience=OPERATOR)]
    assert told == ["logged", "merged", "unmerged", "merged", "unmerged", "merged"]


def test_of_several_merges_the_last_is_undone_first_where_they_touched_the_same(ledger: Ledger) -> None:
    sources = [[Source(url=f"https://{name}.example")] for name in "abc"]
    keep, first, second = ledger.add([draft(sources=some) for some in sources], origin=DESK, by="", at=NOON)
    ledger.merge(keep.ref, first.ref, **DONE)
    ledger.merge(keep.ref, second.ref, **DONE)
    with pytest.raises(NotAllowed, match=f"changed since it took in {first.ref} .sources.: undo that change first"):
        ledger.unmerge(first.ref, **DONE)
    ledger.unmerge(second.ref, **DONE)
    ledger.unmerge(first.ref, **DONE)
    assert as_it_stands(ledger.get(keep.ref, audience=OPERATOR)) == as_it_stands(keep)


def test_a_correction_in_another_field_survives_the_undoing_of_a_merge(ledger: Ledger) -> None:
    keep, gone = two(ledger, draft(None), draft(actors=["CN"]))
    now = ledger.merge(keep.ref, gone.ref, **DONE)
    ledger.correct(keep.ref, now.model_copy(update={"actors": ["US"]}), **DONE)
    ledger.unmerge(gone.ref, **DONE)
    after = ledger.get(keep.ref, audience=OPERATOR)
    assert (after.actors, after.first_day) == (["US"], None)


def test_a_correction_in_a_field_that_was_taken_stands_in_the_way(ledger: Ledger) -> None:
    keep, gone = two(ledger, draft(None), draft())
    ledger.merge(keep.ref, gone.ref, **DONE)
    ledger.correct(keep.ref, draft("2026-03-03"), **DONE)
    with pytest.raises(NotAllowed, match="first_day"):
        ledger.unmerge(gone.ref, **DONE)
    assert ledger.get(gone.ref, audience=OPERATOR).status == Status.MERGED


def test_a_merged_record_is_not_changed_but_pointed_from(ledger: Ledger) -> None:
    keep, gone = two(ledger, draft(), draft())
    ledger.merge(keep.ref, gone.ref, **DONE)
    changes: list[Callable[[], object]] = [
        lambda: ledger.correct(gone.ref, draft(actors=["CN"]), **DONE),
        lambda: ledger.retract(gone.ref, **DONE),
        lambda: ledger.confirm(gone.ref, Verification.OFFICIAL, **DONE),
        lambda: ledger.merge(gone.ref, keep.ref, **DONE),
        lambda: ledger.merge(keep.ref, gone.ref, **DONE),
    ]
    for change in changes:
        with pytest.raises(NotAllowed, match="INT-1002 was merged into INT-1001: change that one, or undo the merge"):
            change()
    assert ledger.note(gone.ref, "its source was deleted", **DONE).status == Status.MERGED
    assert ledger.restore(gone.ref, **DONE).status == Status.MERGED


def test_a_chain_of_merges_is_undone_from_its_end(ledger: Ledger) -> None:
    first, second, third = ledger.add([draft()] * 3, origin=DESK, by="", at=NOON)
    ledger.merge(second.ref, third.ref, **DONE)
    ledger.merge(first.ref, second.ref, **DONE)
    with pytest.raises(NotAllowed, match=f"{second.ref} was merged into {first.ref}"):
        ledger.unmerge(third.ref, **DONE)
    ledger.unmerge(second.ref, **DONE)
    assert ledger.unmerge(third.ref, **DONE).merged_into is None


def test_what_is_not_merged_cannot_be_unmerged_nor_a_record_merged_with_itself(ledger: Ledger) -> None:
    [kept] = ledger.add([draft()], origin=DESK, by="", at=NOON)
    with pytest.raises(NotAllowed, match="there is no merge to undo"):
        ledger.unmerge(kept.ref, **DONE)
    with pytest.raises(NotAllowed, match="cannot be merged with itself"):
        ledger.merge(kept.ref, kept.ref.lower(), **DONE)
    ledger.retract(kept.ref, **DONE)
    [other] = ledger.add([draft()], origin=DESK, by="", at=NOON)
    with pytest.raises(NotAllowed, match="is retracted: restore it first"):
        ledger.merge(other.ref, kept.ref, **DONE)


def test_a_confirmed_record_does_not_vanish_in_a_draft(ledger: Ledger) -> None:
    [unsure] = ledger.add([draft()], origin=DESK, by="", at=NOON, status=Status.DRAFT)
    [sure] = ledger.add([draft()], origin=DESK, by="", at=NOON)
    with pytest.raises(NotAllowed, match=f"confirm {unsure.ref} first"):
        ledger.merge(unsure.ref, sure.ref, **DONE)
    assert ledger.merge(sure.ref, unsure.ref, **DONE).status == Status.CONFIRMED


def test_two_records_with_a_source_each_are_borne_out_by_several_until_they_are_two_again(ledger: Ledger) -> None:
    single, several = Verification.SINGLE_SOURCE, Verification.SEVERAL_SOURCES
    one, other = (draft(sources=[Source(outlet=name)], verification=single) for name in ("CNN", "Reuters"))

    def by_outlets(both: IncidentDraft) -> Verification:
        return several if len({source.outlet for source in both.sources}) > 1 else single

    keep, gone = two(ledger, one, other)
    assert ledger.merge(keep.ref, gone.ref, borne_out=by_outlets, **DONE).verification == several
    assert ledger.unmerge(gone.ref, **DONE).verification == single
    assert ledger.get(keep.ref, audience=OPERATOR).verification == single
    keep, gone = two(ledger, one, one)
    assert ledger.merge(keep.ref, gone.ref, borne_out=by_outlets, **DONE).verification == single


def test_what_somebody_called_unverified_is_not_borne_out_by_a_merge(ledger: Ledger) -> None:
    one, other = draft(verification=Verification.UNVERIFIED), draft(verification=Verification.SINGLE_SOURCE)
    keep, gone = two(ledger, one, other)
    now = ledger.merge(keep.ref, gone.ref, borne_out=lambda _: Verification.SEVERAL_SOURCES, **DONE)
    assert now.verification == Verification.SINGLE_SOURCE


def test_a_record_in_dispute_stays_so_in_a_merge(ledger: Ledger) -> None:
    one, other = draft(verification=Verification.DISPUTED), draft(verification=Verification.OFFICIAL)
    keep, gone = two(ledger, one, other)
    now = ledger.merge(keep.ref, gone.ref, borne_out=lambda _: Verification.OFFICIAL, **DONE)
    assert now.verification == Verification.DISPUTED


def place(channel: str, *, private: bool, team: str = "T1") -> Origin:
    """A channel of a workspace."""
    return Origin(team=team, channel=channel, private=private)


@pytest.mark.parametrize(
    ("keep", "gone", "why"),
    [
        (place("C1", private=False), place("C1", private=True), "INT-1002 is private .* share INT-1002 first"),
        (place("C1", private=True), place("C2", private=False), "INT-1001 is private .* share INT-1001 first"),
        (place("C1", private=True), place("C2", private=True), "private to two channels: share both first"),
        (place("C1", private=False), place("C1", private=False, team="T2"), "another workspace"),
        (place("C1", private=False), DESK, "the desk's own, for every workspace"),
        (DESK, place("C1", private=False), "INT-1001 is the desk's own, for every workspace"),
    ],
)
def test_records_that_other_people_may_see_are_not_merged(ledger: Ledger, keep: Origin, gone: Origin, why: str) -> None:
    for origin in (keep, gone):
        ledger.add([draft()], origin=origin, by="U1", at=NOON)
    before = ledger.find(ANYTHING, audience=OPERATOR)
    with pytest.raises(NotAllowed, match=why):
        ledger.merge("INT-1001", "INT-1002", **DONE)
    assert ledger.find(ANYTHING, audience=OPERATOR) == before


def test_private_records_of_one_channel_are_merged_there(ledger: Ledger) -> None:
    keep, gone = two(ledger, draft(), draft(), origin=place("C1", private=True))
    here = Audience(team="T1", channel="C1")
    assert ledger.merge(keep.ref, gone.ref, by="U1", at=LATER, audience=here).version == 2
    assert ledger.unmerge(gone.ref, by="U1", at=LATER, audience=here).status == Status.CONFIRMED
