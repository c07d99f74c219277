"""The background paragraph: how it reads, and every number in it against a recount over its references."""

import datetime as dt
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.context import background
from bot.context.counting import aircraft_of
from bot.context.past import coverage_of
from store.filters import Coverage
from store.records import Distance, Incident, Kind, Response, Status, Verification
from tests.context.making import ENCOUNTERS
from tests.digest.making import record

LEDGER = Coverage(records=300, first_day=dt.date(2009, 2, 3), last_day=dt.date(2026, 10, 28))


def test_it_reads_as_a_desk_would_write_it() -> None:
    rows = [
        record("2016-03-05", kind=Kind.ZONE_ENTRY),
        record("2019-05-20", platforms=[("Tu-95", 4), ("Su-35", 2)]),
        record("2019-05-21", response=Response.SCRAMBLED),
        record("2019-08-08", actors=("CN", "RU"), response=Response.MONITORED),
    ]
    rows[0] = rows[0].model_copy(update={"distance": Distance(value=20, unit="mi", origin="Alaska")})
    rows[2] = rows[2].model_copy(
        update={"distance": Distance(value=50, unit="mi", origin="Alaska"), "verification": Verification.DISPUTED}
    )
    assert [sentence.text for sentence in background(rows, "near Alaska since 2015", LEDGER)] == [
        "The ledger holds 4 incidents near Alaska since 2015, from 5 Mar 2016 to 8 Aug 2019: "
        "3 Russian and 1 Chinese-Russian. The busiest year was 2019, with 3.",
        "The latest, dated 8 Aug 2019: Chinese-Russian 2× Tu-95, Alaska; patrol, monitored by United States, "
        "according to Wire (unverified).",
        "The largest formation in one record was 6 aircraft (20 May 2019) and the closest stated distance was "
        "20 mi from Alaska (32 km) (5 Mar 2016), of the records that say.",
        "Of the 4, 2 were intercepted, 1 monitored and 1 scrambled against with no intercept stated; "
        "the United States responded to 4.",
        "Of these records, 1 is disputed and 3 are unverified.",
        "The ledger covers 3 Feb 2009 to 28 Oct 2026, 300 records in all; what nobody reported or logged is not in it.",
    ]


def test_nothing_on_record_is_never_told_as_nothing_happened() -> None:
    [sentence] = background([], "near California since 2015", LEDGER)
    assert sentence.text == (
        "No incident is on record near California since 2015. That does not mean that nothing happened: "
        "the ledger holds 300 records, 3 Feb 2009 to 28 Oct 2026."
    )


def test_retracted_records_do_not_count() -> None:
    rows = [record("2016-03-05"), record("2016-03-06", status=Status.RETRACTED)]
    assert background(rows, "", LEDGER)[0].text == "The ledger holds 1 incident, on 5 Mar 2016: Russian."


@settings(max_examples=60, deadline=None)
@given(ENCOUNTERS, st.randoms(use_true_random=False))
def test_every_number_is_a_recount_whatever_the_order(rows: list[Incident], random: object) -> None:
    coverage = coverage_of(rows)
    sentences = background(rows, "near Alaska", coverage)
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert background(shuffled, "near Alaska", coverage) == sentences
    assert len(sentences) <= 6
    by_name = {row.name: row for row in rows}
    for sentence in sentences:
        based = [by_name[name] for name in sentence.refs]
        text = sentence.text
        if match := re.match(r"The ledger holds ([\d,]+) incident", text):
            assert int(match[1]) == len(based) == len(rows)
            busiest = re.search(r"busiest year was (\d+), with (\d+)", text)
            if busiest:
                years = [
                    r.first_day.year
                    for r in based
                    if r.first_day and r.last_day and r.first_day.year == r.last_day.year
                ]
                assert years.count(int(busiest[1])) == int(busiest[2])
                assert all(years.count(year) < int(busiest[2]) for year in set(years) - {int(busiest[1])})
        elif text.startswith("The latest"):
            days = [r.last_day for r in rows if r.last_day]
            assert based[0].last_day == max(days)
        elif match := re.match(r"The largest formation in one record was (?:at least )?(\d+)", text):
            sure = [aircraft_of(r).number for r in rows if aircraft_of(r).floor is not None]
            assert int(match[1]) == max(sure) == aircraft_of(based[0]).number
        elif match := re.match(r"Of the ([\d,]+), ", text):
            assert int(match[1]) == len(based) == len(rows)
            for words, response in (("intercepted", Response.INTERCEPTED), ("monitored", Response.MONITORED)):
                told = re.search(rf"(\d+) (?:was |were )?{words}", text)
                assert (int(told[1]) if told else 0) == sum(r.response == response for r in rows)
            for number in re.findall(r"the United States responded to (\d+)", text):
                met = [r for r in rows if r.response not in (Response.UNKNOWN, Response.NONE)]
                assert int(number) == sum("US" in r.responders for r in met)
        elif text.startswith("Of these records"):
            assert len(rows) > 1
            for words, degree in (("disputed", Verification.DISPUTED), ("unverified", Verification.UNVERIFIED)):
                told = re.search(rf"(\d+) (?:is|are) {words}", text)
                assert (int(told[1]) if told else 0) == sum(r.verification == degree for r in rows)
            assert {r.verification for r in based} <= {Verification.DISPUTED, Verification.UNVERIFIED}
