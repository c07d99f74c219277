"""Every sentence that a digest tells beside its news, worked out again the long way over generated ledgers."""

import datetime as dt
import html
import re
from collections import Counter
from collections.abc import Callable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.context.counting import acting_platforms
from bot.digest import Beside, Digest, Earlier, Period, Revised, build, digest_html, digest_markdown, digest_text
from bot.vocabulary import state_name
from store.records import Incident, Revision, Status, Verification
from tests.digest.golden import golden
from tests.digest.making import LEDGERS, START, record

WEEK = Period(dt.date(2024, 4, 8), dt.date(2024, 4, 14), "UTC")
BEFORE = Period(dt.date(2024, 4, 1), dt.date(2024, 4, 7), "UTC")
RANKED = re.compile(r"^(?P<title>[^:]+): (?P<list>.+)\.$")
ENTRY = re.compile(r"(?:^|, | and )(?P<name>.+?) \((?P<number>\d+)\)")
NOW = dt.datetime(2024, 4, 15, 8, tzinfo=dt.UTC)


def begun(records: Sequence[Incident], period: Period) -> list[Incident]:
    """Records that began on the days of a period."""
    return [r for r in records if r.first_day and period.first <= r.first_day <= period.last]


def overlapping(records: Sequence[Incident], period: Period) -> list[Incident]:
    """Records that have a day in common with a period."""
    dated = [(r, r.first_day, r.last_day) for r in records]
    return [r for r, first, last in dated if first and last and first <= period.last and last >= period.first]


def weekly(records: Sequence[Incident], *, doubted: Sequence[Incident] = ()) -> Digest:
    """The digest of the week over some records."""
    earlier = begun(records, BEFORE)
    return build(
        overlapping(records, WEEK),
        WEEK,
        history=[r for r in records if not r.first_day or r.first_day < WEEK.first],
        beside=Beside(
            disputed=doubted,
            on_this_day=records,
            earlier=Earlier(BEFORE, len(earlier), tuple(r.name for r in earlier[:12])),
        ),
    )


@settings(max_examples=40, deadline=None)
@given(LEDGERS)
def test_a_trend_counts_what_began_in_these_days_and_in_those_before(records: list[Incident]) -> None:
    news, digest = overlapping(records, WEEK), weekly(records)
    told = [one for one in digest.trends if " began in these 7 days" in one.text]
    assert bool(told) == bool(news)
    for one in told:
        now, before = len(begun(news, WEEK)), len(begun(records, BEFORE))
        numbers = [int(number) for number in re.findall(r"\d+", one.text.split("(")[0])]
        assert numbers[0] == now
        if before:
            assert f"({before} on 1–7 Apr 2024)" in one.text
            assert ("as many as" in one.text) == (now == before)
            assert now == before or (f"{abs(now - before)} {'more' if now > before else 'fewer'} than" in one.text)
        else:
            assert "none on record for the 7 days before" in one.text


NAMES: dict[str, Callable[[Incident], set[str]]] = {
    "Most named aircraft and ships": lambda r: {p.type for p in acting_platforms(r)},
    "Places with the most records": lambda r: set(r.areas[-1:]),
    "States with the most records": lambda r: {state_name(code) for code in r.actors},
}


@settings(max_examples=40, deadline=None)
@given(LEDGERS)
def test_a_ranking_names_those_ahead_of_all_others_with_their_numbers_and_records(records: list[Incident]) -> None:
    news = overlapping(records, WEEK)
    told = {match["title"]: one for one in weekly(records).trends if (match := RANKED.match(one.text))}
    for title, names in NAMES.items():
        counts = Counter(name for r in news for name in names(r))
        if title not in told:
            ordered = sorted(counts.values(), reverse=True)
            tied = len(ordered) > 3 and ordered[0] == ordered[3]
            assert len(counts) < 2 or ordered[0] < 2 or tied
            continue
        match = RANKED.match(told[title].text)
        assert match
        listed = {entry["name"]: int(entry["number"]) for entry in ENTRY.finditer(match["list"])}
        assert listed == {name: counts[name] for name in listed}
        left = [number for name, number in counts.items() if name not in listed]
        assert all(number < min(listed.values()) for number in left)
        assert set(told[title].refs) == {r.name for r in news if names(r) & set(listed)}


@settings(max_examples=40, deadline=None)
@given(LEDGERS, st.data())
def test_what_needs_review_is_exactly_what_nobody_bears_out_and_what_has_no_day(
    records: list[Incident], data: st.DataObject
) -> None:
    states = st.sampled_from((Verification.UNVERIFIED, Verification.OFFICIAL))
    news = [r.model_copy(update={"verification": data.draw(states)}) for r in overlapping(records, WEEK)]
    undated = [r for r in records if r.first_day is None]
    digest = build(news, WEEK, history=(), late=undated)
    wanted = {
        "unverified": {r.name for r in [*news, *undated] if r.verification == Verification.UNVERIFIED},
        "without a day": {r.name for r in undated},
    }
    told = {words: set(one.refs) for words in wanted for one in digest.review if one.text.endswith(f"{words}.")}
    assert told == {words: names for words, names in wanted.items() if names}


@settings(max_examples=40, deadline=None)
@given(LEDGERS)
def test_on_this_day_are_the_records_that_began_on_it_in_earlier_years(records: list[Incident]) -> None:
    moved = [
        r.model_copy(update={"first_day": r.first_day.replace(year=2019), "last_day": r.first_day.replace(year=2019)})
        for r in records
        if r.first_day and (r.first_day.month, r.first_day.day) != (2, 29)
    ]
    day = WEEK.last + dt.timedelta(days=1)
    told = build([], WEEK, history=(), beside=Beside(on_this_day=moved)).on_this_day
    like = [r for r in moved if r.first_day and r.first_day.strftime("%m%d") == day.strftime("%m%d")]
    known = [r for r in like if r.precision == "day"]
    assert len(told) == min(len(known), 5)
    assert {r.name for r in told} <= {r.name for r in known}


@settings(max_examples=60, deadline=None)
@given(LEDGERS)
def test_the_numbers_of_the_lead_add_up(records: list[Incident]) -> None:
    news, digest = overlapping(records, WEEK), weekly(records)
    if len(news) < 2:
        return
    assert digest.lead.startswith(f"{len(news)} incidents on record for 8–14 Apr 2024")
    whose, _, done = digest.lead.partition("; ")
    numbers = [int(number) for number in re.findall(r"(?:^|, | and )(?:all )?(\d+) ", done)]
    assert "all " in done or sum(numbers) == len(news)
    if "all " not in whose:
        listed = re.sub(r", (?:in|\d+ of them in) .*$", "", whose.split(": ", 1)[1])
        assert sum(int(number) for number in re.findall(r"\d+", listed)) == len(news)


def revision(action: str, reason: str = "", **changes: list[object]) -> Revision:
    return Revision(ref="INT-1", version=2, action=action, at=NOW, reason=reason, changes=changes)


def test_what_became_of_published_records_is_said_once_each() -> None:
    told = record("2024-04-10")
    gone = told.model_copy(update={"status": Status.RETRACTED})
    merged = told.model_copy(update={"status": Status.MERGED, "merged_into": "INT-7"})
    cases = [
        (told, revision("corrected", areas=[["Alaska"], ["Japan"]]), "Corrected since it was published (place)"),
        (told, revision("noted"), None),
        (told, revision("shared", private=[True, False]), None),
        (told, revision("disputed", "two outlets differ"), "Disputed since it was published (two outlets differ)"),
        (told, revision("restored", status=["retracted", "confirmed"]), "Restored since it was withdrawn"),
        (gone, revision("retracted", "an airliner"), "Withdrawn since it was published (an airliner)"),
        (merged, revision("merged"), "Now a part of INT-7"),
    ]
    for one, entry, words in cases:
        found = build([], WEEK, history=(), beside=Beside(revised=[Revised(one, [entry])])).corrections
        assert [statement.refs for statement in found] == ([(one.name,)] if words else [])
        assert all(statement.text.startswith(words or "") for statement in found)


def test_a_quiet_digest_with_a_correction_is_not_quiet() -> None:
    changed = Revised(record("2024-04-01"), [revision("corrected", actors=[["RU"], ["CN"]])])
    assert not build([], WEEK, history=(), beside=Beside(revised=[changed])).quiet
    assert build([], WEEK, history=()).quiet


@settings(max_examples=40, deadline=None)
@given(LEDGERS)
def test_text_markdown_and_html_tell_the_same_records_and_sentences(records: list[Incident]) -> None:
    digest = weekly(records, doubted=[r.model_copy(update={"verification": Verification.DISPUTED}) for r in records])
    text, page = digest_text(digest), html.unescape(digest_html(digest))
    plain = digest_markdown(digest).replace("\\", "")
    told = [one.text for one in (*digest.notable, *digest.trends, *digest.review)]
    told += [r.name for r in (*digest.news, *digest.disputed, *digest.on_this_day)]
    for words in told:
        assert words in text
        assert words in page
        assert words in plain


def test_html_escapes_what_people_wrote_and_loads_nothing() -> None:
    areas, url = ("<script src=https://evil.example>",), "https://a.example/?a=1&b=2"
    evil = record(START, areas=areas, outlet='"><img src=x>', url=url)
    page = digest_html(build([evil], Period(START, START, "UTC"), history=()))
    assert "<script" not in page
    assert "<img" not in page
    assert '<a href="https://a.example/?a=1&amp;b=2">' in page


def test_distances_are_told_in_the_readers_unit_too() -> None:
    text = digest_text(golden())
    assert "700 nm from Anchorage (806 mi)" in text
    assert "100 mi from Alaska [" in text
