"""A whole digest: sections, lead, totals, quiet days, late arrivals, and its text."""

import datetime as dt
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest import Digest, Period, build, digest_markdown, digest_text
from store.records import Bound, Incident, Kind, Response, Status
from tests.digest.making import LEDGERS, START, record

DAY = Period(dt.date(2017, 4, 20), dt.date(2017, 4, 20), "America/Anchorage")
WEEK = Period(dt.date(2017, 4, 17), dt.date(2017, 4, 23), "America/Anchorage")


def made(news: Sequence[Incident], history: Sequence[Incident] = (), period: Period = DAY) -> Digest:
    return build(news, period, history=history)


def test_news_is_grouped_by_theatre_busiest_first_and_newest_first() -> None:
    old, new = record("2017-04-18"), record("2017-04-20")
    far = record("2017-04-19", areas=("Black Sea",))
    digest = made([old, far, new], period=WEEK)
    assert [(s.theatre, [r.ref for r in s.incidents]) for s in digest.sections] == [
        ("Alaska and the Arctic", [new.ref, old.ref]),
        ("Black Sea", [far.ref]),
    ]


def test_a_record_finds_its_theatre_through_a_wider_place() -> None:
    [section] = made([record("2017-04-20", areas=("Grid square 7",), also_in=("Alaska",))]).sections
    assert section.theatre == "Alaska and the Arctic"


def test_the_lead_of_one_record_tells_it() -> None:
    assert made([record("2017-04-20")]).lead == (
        "One incident on record for Thu 20 Apr 2017: "
        "two Russian Tu-95s were intercepted near Alaska by the United States."
    )


def test_the_lead_of_several_adds_up() -> None:
    news = [
        record("2017-04-18"),
        record("2017-04-19", actors=("CN",), response=Response.MONITORED),
        record("2017-04-20", actors=("RU", "CN")),
    ]
    assert made(news, period=WEEK).lead == (
        "3 incidents on record for 17–23 Apr 2017: 1 Russian-Chinese, 1 Chinese and 1 Russian, "
        "in Alaska and the Arctic; 2 intercepted and 1 monitored."
    )


def test_totals_say_what_is_not_counted() -> None:
    news = [
        record("2017-04-18", platforms=[("Tu-95", 2), ("Su-35", None)]),
        record("2017-04-19", bound=Bound.AT_LEAST),
        record("2017-04-20", platforms=[("warship", 3)], kind=Kind.NAVAL_PRESENCE),
    ]
    totals = made(news, [record("2016-01-01")], period=WEEK).totals
    assert "Incidents: 3" in totals
    assert "Aircraft counted on the acting side: at least 4 (1 of 3 records without a full count)" in totals
    assert "Ships counted on the acting side: 3" in totals
    assert "By response: intercepted 3" in totals
    assert totals[-1] == "Earlier records to compare with: 1 record, 1 Jan 2016"


def test_joint_records_are_said_to_count_under_each_state() -> None:
    assert "By actor: Russia 1, China 1 (1 record joint, counted under each)" in (
        made([record("2017-04-20", actors=("RU", "CN"))]).totals
    )


def test_a_quiet_day_does_not_claim_that_nothing_happened() -> None:
    digest = made([], [record("2015-07-04"), record("2017-04-17")])
    assert digest.quiet
    assert digest.sections == ()
    assert digest.lead == (
        "No record for Thu 20 Apr 2017. That does not mean that nothing happened: "
        "the ledger holds 2 records before it, 4 Jul 2015 to 17 Apr 2017."
    )
    assert "says nothing about what happened" in made([]).lead


def test_retracted_and_repeated_records_are_told_never_and_once() -> None:
    one = record("2017-04-20")
    gone = record("2017-04-20", status=Status.RETRACTED)
    digest = made([one, gone, one], [one, gone])
    assert digest.totals[0] == "Incidents: 1"
    assert digest.totals[-1].endswith("none, so nothing can be called a first")


def test_late_arrivals_have_their_own_section_and_count_in_no_total() -> None:
    late = record("2017-04-01")
    digest = build([record("2017-04-20")], DAY, history=[late], late=[late])
    assert digest.sections[-1].theatre.startswith("Late arrivals")
    assert digest.sections[-1].incidents == (late,)
    assert digest.totals[0] == "Incidents: 1"


def test_the_text_is_complete_and_names_every_reference() -> None:
    news, history = [record("2017-04-20")], [record("2017-04-19")]
    text = digest_text(made(news, history))
    assert text.splitlines()[0].startswith("Daily digest · Thu 20 Apr 2017 · 00:00 – 24:00 America/Anchorage (UTC-8)")
    assert f"in as many days (19–20 Apr 2017). [{history[0].name}, {news[0].name}]" in text
    assert "Wire" in text


def test_the_text_gives_the_address_beside_the_outlet() -> None:
    text = digest_text(made([record("2017-04-20", url="https://example.org/a_b")]))
    assert text.count("https://example.org/a_b") == 1


def test_markdown_escapes_stored_words_and_links_only_web_addresses() -> None:
    hostile = record(
        "2017-04-20",
        areas=("[x](javascript:alert)", "<b>*Alaska*</b>"),
        url="javascript:alert(1)",
        outlet="`Wire`\n# H",
    )
    linked = record("2017-04-20", url="https://example.org/a_b", outlet=None)
    text = digest_markdown(made([hostile, linked]))
    assert "<b>" not in text
    assert "](javascript" not in text.replace("\\]", "")
    assert "\n# H" not in text
    assert "<https://example.org/a_b>" in text


@settings(max_examples=60, deadline=None)
@given(LEDGERS, st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(ledger: list[Incident], random: object) -> None:
    border = START + dt.timedelta(days=60)
    period = Period(border, border + dt.timedelta(days=60), "UTC")
    news = [r for r in ledger if r.first_day and r.last_day and r.last_day >= border]
    history = [r for r in ledger if r not in news]
    digest = build(news, period, history=history)
    shuffled = list(news)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert build(shuffled, period, history=history[::-1]) == digest
    shown = [r.ref for section in digest.sections for r in section.incidents]
    assert sorted(shown) == sorted(r.ref for r in news)
    assert digest_text(digest).count(digest.title) == 1
