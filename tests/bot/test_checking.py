"""A report is compared with the ledger value by value, and what a revision changed is told in words."""

import datetime as dt

from hypothesis import HealthCheck, given, settings

from bot.capture import Told
from bot.checking import Checked, Held, against, check, likely
from bot.comparing import differences, say_changes
from store.filters import Audience
from store.ledger import Ledger
from store.merging import merged
from store.records import Distance, Incident, IncidentDraft, Origin, Platform
from store.revising import differences as changes_between
from tests.store.making import NOON, draft, drafts

HERE = Audience(team="T1", channel="C1")
REPORT = "Three Russian Tu-95 bombers flew into the Alaska ADIZ on 20 May 2019 and were met by two F-22s, NORAD said."


def test_what_the_ledger_has_is_found_and_what_differs_is_named(ledger: Ledger) -> None:
    [held] = ledger.add([draft("2019-05-20")], origin=Origin(team="T1", channel="C1"), by="U1", at=NOON)
    [one] = check(ledger, Told(REPORT, NOON.date()), audience=HERE)
    assert [found.record.ref for found in one.held] == [held.ref]
    told = [difference.sentence(held.ref) for difference in one.held[0].differences]
    assert "aircraft and ships that came: here 3× Tu-95, in INT-1001 2× Tu-95MS" in told


def test_a_report_that_says_the_same_differs_in_nothing() -> None:
    assert differences(draft("2019-05-20"), draft("2019-05-20")) == ()


def test_who_says_less_says_nothing_else() -> None:
    two = [Platform(type="Tu-95", count=2), Platform(type="Su-35", count=2)]
    full = draft("2019-05-20", platforms=two, responders=["US", "CA"])
    brief = draft("2019-05-20", platforms=[Platform(type="Tu-95")], responders=["US"])
    assert differences(brief, full) == ()
    assert {one.label for one in differences(full, brief)} == {"aircraft and ships that came", "who answered"}


def test_what_another_channel_keeps_to_itself_is_not_found(ledger: Ledger) -> None:
    ledger.add([draft("2019-05-20")], origin=Origin(team="T1", channel="C2", private=True), by="U1", at=NOON)
    [one] = check(ledger, Told(REPORT, NOON.date()), audience=HERE)
    assert one.held == ()


def test_only_likely_records_hold_up_a_saving(ledger: Ledger) -> None:
    days = {"2019-05-20": 2, "2019-05-21": 2, "2019-05-19": 3}
    for day, count in days.items():
        platforms = [Platform(type="Tu-95", count=count)]
        ledger.add([draft(day, platforms=platforms)], origin=Origin(team="T1", channel="C1"), by="U1", at=NOON)
    bears = draft("2019-05-20", platforms=[Platform(type="Tu-95", count=2)])
    found = likely(against(ledger, bears, audience=HERE, most=9))
    assert {held.record.first_day for held in found.held} == {dt.date(2019, 5, 20), dt.date(2019, 5, 21)}
    others = draft("2019-05-20", platforms=[Platform(type="Il-38", count=2)])
    assert likely(against(ledger, others, audience=HERE, most=9)).held == ()
    undated = draft(None)
    assert likely(Checked(undated, tuple(Held(held.record, ()) for held in found.held))).held == ()


def test_changes_are_told_in_the_words_of_the_desk() -> None:
    before = draft("2019-05-20", distance=None)
    after = draft("2019-05-21", areas=["Japan"], actors=["CN"], distance=Distance(value=40, unit="mi"), platforms=[])
    told = say_changes(changes_between(before, after))
    assert "day: 20 May 2019 → 21 May 2019" in told
    assert "places: Bering Sea, Alaska → Japan" in told
    assert "who came: Russia → China" in told
    assert "distance: nothing → 40 mi (64 km)" in told
    assert "aircraft and ships: 2× Tu-95MS + 1× F-22 → nothing" in told


def test_what_a_merge_did_not_take_is_told() -> None:
    keep, gone = (
        Incident(ref=ref, logged_at=NOON, revised_at=NOON, **draft("2019-05-20", areas=areas).model_dump())
        for ref, areas in (("INT-1001", ["Alaska"]), ("INT-1002", ["Bering Sea"]))
    )
    _, aside = merged(keep, gone)
    assert "not taken, places: Bering Sea (kept: Alaska)" in say_changes(aside)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drafts(), drafts())
def test_any_change_and_any_difference_can_be_told(before: IncidentDraft, after: IncidentDraft) -> None:
    for line in say_changes(changes_between(before, after)):
        assert line.strip()
    for difference in differences(after, before):
        assert difference.said != difference.held
