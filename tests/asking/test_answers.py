"""Answers over a small ledger: the sentence leads, the value is right, the records bear it out."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking import Question, parse
from bot.asking.tallies import aircraft
from store.records import Incident, Kind, Platform, Response, Side, Status
from tests.asking.ledger import NOW, ask, find, incident

LEDGER = (
    incident("A1", "2021-03-01", "RU", [("Tu-95", 2)], met_by=[("F-22", 2)], responders="US", distance=(40, "mi")),
    incident("A2", "2022-07-10", "RU", [("Tu-95", 2), ("Su-35", 2)], met_by=[("F-22", 4)], responders="US, CA"),
    incident("A3", "2022-07-11", "RU", [("Tu-142", 1)], responders="US", response=Response.MONITORED),
    incident("A4", "2022-07-12", "RU, CN", [("Tu-95", 2), ("H-6", 2)], responders="US", distance=(100, "km")),
    incident("N1", "2023-01-05", "RU", [("Tu-160", None)], met_by=[("F-35", 2)], responders="NO",
             areas="Norwegian Sea, Norway", reported_by="Norwegian Air Force"),
    incident("J1", "2024-05-20", "CN", [("Y-9", 1)], responders="JP", areas="Hokkaido, Japan",
             response=Response.SCRAMBLED, kind=Kind.ZONE_ENTRY, reported_by="Japan Joint Staff"),
    incident("B1", "2024-06-01", "US", [("RC-135", 1)], met_by=[("Su-27", 1)], responders="RU", areas="Black Sea",
             kind=Kind.UNSAFE_ENCOUNTER, distance=(50, "ft"), reported_by="U.S. European Command"),
)  # fmt: skip


def refs(text: str) -> list[str]:
    """The references that an answer rests on."""
    return [record.name for record in ask(LEDGER, text).records]


def test_the_newest_record_leads_and_the_reading_is_echoed() -> None:
    answer = ask(LEDGER, "last Tu-95 near Alaska")
    assert refs("last Tu-95 near Alaska") == ["A4"]
    assert answer.headline.startswith("A4, 12 Jul 2022 — ")
    assert answer.read_as == "newest record · type Tu-95 (all variants) · near Alaska"


def test_the_oldest_and_several_are_in_the_order_asked() -> None:
    assert refs("first Tu-95") == ["A1"]
    assert refs("last 3 near Alaska") == ["A4", "A3", "A2"]
    assert refs("first two near Alaska") == ["A1", "A2"]


def test_a_count_says_what_it_counts_and_gives_the_other_unit() -> None:
    answer = ask(LEDGER, "how many Tu-95 flights near Alaska?")
    assert answer.value == 3
    assert answer.headline == "3 incidents with Tu-95s near Alaska."
    assert answer.notes[0] == (
        "Counted are incidents, not aircraft; the records count 10 aircraft on the side that flew."
    )


def test_aircraft_are_added_up_by_type_and_side() -> None:
    assert ask(LEDGER, "how many Tu-95s came near Alaska?").value == 6
    assert ask(LEDGER, "total F-22s sent up in 2022").value == 4
    assert ask(LEDGER, "how many Russian aircraft near Alaska?").value == 11


def test_a_sum_with_unnumbered_records_says_that_it_is_a_lower_bound() -> None:
    answer = ask(LEDGER, "how many Tu-160s near Norway?")
    assert answer.value == 0
    assert "1 record of these give no number, so the true total is higher." in answer.notes


def test_yes_and_no_are_truth_values_and_no_is_told_as_no_record() -> None:
    assert ask(LEDGER, "any Tu-160 near Norway?").value is True
    answer = ask(LEDGER, "any Tu-160 near Norway in 2024?")
    assert answer.value is False
    assert answer.headline == "No record of a Tu-160 near Norway in 2024."
    assert answer.notes[0] == "The ledger covers 5 Jan 2023 to 5 Jan 2023 near Norway."
    assert answer.notes[1].startswith("Nearest in time: N1, 5 Jan 2023")


def test_closest_furthest_largest_and_smallest() -> None:
    assert refs("closest to Alaska") == ["A1"]
    assert refs("furthest from Alaska") == ["A4"]
    assert refs("largest formation near Alaska") == ["A4"]
    assert refs("smallest formation near Alaska") == ["A3"]
    assert ask(LEDGER, "closest to Alaska").headline.startswith("40 mi from Alaska (64 km): A1")


def test_a_distance_that_no_record_gives_is_said_so() -> None:
    assert ask(LEDGER, "closest to Norway").headline == "None of 1 incident near Norway gives a distance."


def test_ranks_name_the_winner_and_ties_are_all_told() -> None:
    assert ask(LEDGER, "busiest month near Alaska").value == "2022-07"
    assert ask(LEDGER, "which country responds most often?").value == "US"
    assert ask(LEDGER, "what do Tu-95s usually fly with?").headline.startswith(
        "Tied: H-6 and Su-35, with 1 incident each"
    )


def test_tallies_are_in_order_of_time() -> None:
    answer = ask(LEDGER, "flights near Alaska by year")
    assert answer.value == {"2021": 1, "2022": 3}
    assert answer.tally == (("2021", 1), ("2022", 3))


def test_comparisons_give_the_sides_in_the_order_asked() -> None:
    answer = ask(LEDGER, "2024 vs 2022, which was busier?")
    assert answer.value == {"2024": 2, "2022": 3}
    assert answer.headline.startswith("2022 has more: 2024 2 and 2022 3")
    assert ask(LEDGER, "Russia vs China near Alaska").value == {"RU": 4, "CN": 1}


def test_a_share_is_a_percentage_with_both_numbers() -> None:
    answer = ask(LEDGER, "what percentage of flights near Alaska were intercepted?")
    assert answer.value == 75
    assert answer.headline.startswith("75 %: 3 of 4 incidents")


def test_days_since_and_streak() -> None:
    assert ask(LEDGER, "how many days since the last Tu-95?").value == (NOW - dt.date(2022, 7, 12)).days
    streak = ask(LEDGER, "longest run of days with a flight near Alaska")
    assert streak.value == 3
    assert streak.headline == "3 days in a row with incidents near Alaska: 10–12 Jul 2022."


def test_a_detail_leads_the_answer() -> None:
    responded = ask(LEDGER, "who responded to the last Tu-160?").headline
    assert responded.startswith("Norway, with 2× F-35 (intercepted). N1")
    assert ask(LEDGER, "what jets met the last Tu-160?").headline.startswith("2× F-35 (intercepted). N1")
    assert ask(LEDGER, "who announced the last Tu-160?").headline.startswith("Norwegian Air Force. N1")
    assert ask(LEDGER, "how close did the last RC-135 get?").headline.startswith("50 ft from Black Sea (15 m). B1")
    assert ask(LEDGER, "was the last Tu-142 intercepted?").headline.startswith("Monitored by United States. A3")


def test_the_side_that_approached_is_not_the_side_that_responded() -> None:
    assert refs("American planes intercepted by Su-27s") == ["B1"]
    assert refs("Russian planes intercepted by F-22s") == ["A2", "A1"]


def test_negations_and_exceptions() -> None:
    assert refs("flights near Alaska that were not intercepted") == ["A3"]
    assert refs("Russian flights outside Alaska") == ["N1"]
    assert refs("flights near Alaska without Su-35s in 2022") == ["A4", "A3"]
    assert refs("Chinese flights alone") == ["J1"]


def test_one_record_by_its_reference_also_when_it_was_retracted() -> None:
    retracted = LEDGER[0].model_copy(update={"ref": "INT-1042", "status": Status.RETRACTED})
    answer = ask((retracted,), "int-1042")
    assert [record.ref for record in answer.records] == ["INT-1042"]
    assert "INT-1042 is retracted." in answer.notes
    assert ask((retracted,), "last Tu-95").value is None


def test_a_declined_question_has_no_value_and_no_records() -> None:
    answer = ask(LEDGER, "will they fly again next week?")
    assert (answer.understood, answer.value, answer.records, len(answer.examples)) == (False, None, (), 2)


def test_an_empty_ledger_answers_without_harm() -> None:
    for text in ("last Tu-95", "how many flights", "flights by year", "busiest month", "closest to Alaska",
                 "2023 vs 2024", "what share of flights were Russian", "days since the last flight",
                 "longest streak of days", "any flights?", "largest formation", "INT-1"):  # fmt: skip
        answer = ask((), text)
        assert answer.understood
        assert answer.records == ()


TYPES = ("Tu-95", "Tu-142", "H-6", "Su-35")


@st.composite
def ledgers(draw: st.DrawFn) -> list[Incident]:
    """Some records of a few days, types and places."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=draw(st.integers(0, 40)))
        record = incident(f"R{number}", day.isoformat(), draw(st.sampled_from(["RU", "CN", "RU, CN"])),
                          areas=draw(st.sampled_from(["Alaska", "Hokkaido, Japan", "Black Sea"])),
                          response=draw(st.sampled_from(list(Response))))  # fmt: skip
        flown = draw(st.lists(st.sampled_from(TYPES), max_size=2, unique=True))
        platforms = [Platform(type=name, count=draw(st.none() | st.integers(1, 9))) for name in flown]
        made.append(record.model_copy(update={"platforms": platforms}))
    return made


ASKED = ("flights near Alaska", "Tu-95 flights", "Russian flights near Japan", "flights that were not intercepted",
         "Chinese flights in January 2024", "Tu-142 or H-6 flights")  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(ledgers(), st.sampled_from(ASKED))
def test_numbers_equal_a_recount_over_the_records_of_the_answer(ledger: list[Incident], what: str) -> None:
    question = parse(what, NOW)
    assert isinstance(question, Question)
    rows = find(ledger, question.filter)
    counted = ask(ledger, f"how many {what}?")
    assert counted.value == len(rows) == len(counted.records)
    tallied = ask(ledger, f"{what} by weekday")
    assert isinstance(tallied.value, dict)
    assert sum(tallied.value.values()) == len(rows)
    streak = ask(ledger, f"longest run of days with {what}")
    assert streak.value == _brute_streak({row.first_day for row in rows if row.first_day})


def _brute_streak(days: set[dt.date]) -> int:
    def run(day: dt.date) -> int:
        return 1 + run(day + dt.timedelta(days=1)) if day in days else 0

    return max((run(day) for day in days), default=0)


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_largest_is_never_smaller_than_another(ledger: list[Incident]) -> None:
    answer = ask(ledger, "largest formation")
    sizes = [aircraft(record) for record in ledger]
    assert answer.value == (max(sizes) if any(sizes) else None)
    assert aircraft(LEDGER[1], side=Side.RESPONDER) == 4


@pytest.mark.parametrize("text", ["how many intercepts", "list flights near Alaska", "any Tu-95?"])
def test_every_answer_rests_on_all_its_records(text: str) -> None:
    question = parse(text, NOW)
    assert isinstance(question, Question)
    assert set(refs(text)) == {record.name for record in find(LEDGER, question.filter)}
