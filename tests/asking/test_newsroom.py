"""What an editor would lift from an answer: a record told as itself, a verdict of three, what a count leaves out."""

import pytest

from bot.asking import Answer, Declined, parse
from store.records import Kind, Response
from tests.asking.ledger import NOW, ask, incident

LEDGER = (
    incident("N1", "2026-03-04", platforms=[("Tu-95", 2)], met_by=[("F-22", 2), ("E-3", 1)], responders="US"),
    incident(
        "N2", "2026-04-05", platforms=[("Tu-142", 2)], met_by=[("F-16", 1)], responders="NO", areas="Norway",
        response=Response.SCRAMBLED,
    ),
    incident("N3", "2026-04-06", platforms=[("Tu-142", 1)], responders="NO", areas="Norway"),
    incident(
        "N4", "2026-05-07", "CN", [("J-11", 2)], met_by=[("RC-135", 1)], areas="South China Sea",
        kind=Kind.UNSAFE_ENCOUNTER, response=Response.NONE,
    ),
    incident("N5", "2026-06-08", "RU, CN", [("Tu-95", 2), ("H-6", 2)], areas="Japan", response=Response.MONITORED),
)  # fmt: skip
SCRAMBLES = "“Scrambled” means launched, with no intercept stated; intercepts are counted apart."


def asked(text: str) -> Answer:
    return ask(LEDGER, text)


def declined(text: str) -> Declined:
    answer = parse(text, NOW)
    assert isinstance(answer, Declined)
    return answer


def test_a_tally_of_one_record_says_what_the_record_says() -> None:
    answer = asked("who answered the Bears on 4 March 2026?")
    assert answer.headline.startswith("United States, with 2× F-22 + 1× E-3 (intercepted). One record: N1, 4 Mar 2026")
    assert answer.value == {"US": 1}
    assert answer.notes[:1] != ("A record counts under each state that responded that it names",)


def test_a_tally_by_year_of_one_record_stays_a_tally() -> None:
    assert "2026 1" in asked("H-6 flights by year").headline


def test_who_responded_comes_with_what_they_sent() -> None:
    assert asked("who responded to the last Tu-142?").headline.startswith("Norway (intercepted). N3")
    assert asked("who met the first Tu-142?").headline.startswith("Norway, with 1× F-16 (scrambled, no intercept")


def test_the_most_intercepts_are_counted_in_intercepts() -> None:
    answer = asked("who intercepts the Russians the most")
    assert answer.headline.startswith("Tied: Norway and United States, with 1 intercept each")


def test_of_three_sides_the_one_ahead_has_the_most_and_two_may_share_it() -> None:
    ahead = asked("near Alaska vs near Norway vs near Japan, how many?").headline
    assert ahead.startswith("Norway has the most: ")
    level = asked("how many monitored vs scrambled vs intercepted in 2026?").headline
    assert level.startswith("intercepted has the most")
    shared = asked("Tu-95 vs Tu-142 vs H-6, how many incidents?").headline
    assert shared.startswith("Tu-95 and Tu-142 have the most: ")


@pytest.mark.parametrize(
    "text",
    [
        "when did Norway last scramble for the Russians?",
        "did Norway scramble in 2025?",
        "list Norwegian scrambles",
        "how many scrambles near Norway",
    ],
)
def test_scrambles_are_told_with_what_is_not_among_them(text: str) -> None:
    assert asked(text).notes.count(SCRAMBLES) == 1


def test_whoever_was_approached_is_found_by_the_type_alone() -> None:
    answer = asked("has an American RC-135 ever been harassed by the Chinese")
    assert answer.value is True
    assert [record.name for record in answer.records] == ["N4"]
    assert "taken from the type" in answer.read_as
    left_out = "Unsafe encounters whose record does not say who was approached are not among these."
    assert left_out in asked("how often have Chinese jets harassed the Americans").notes


def test_types_of_joint_flights_are_told() -> None:
    notes = asked("which aircraft does Russia fly most near Japan").notes
    assert "1 incident of these flown jointly: the other state's types are counted, too." in notes


def test_a_question_about_the_past_of_a_record_points_to_its_history() -> None:
    reason = declined("what did INT-1002 look like before?").reason
    assert reason.endswith("“/intercept history INT-1002” shows how it was before.")


@pytest.mark.parametrize("text", ["flights since the invasion", "flights before the war in Ukraine", "since 9/11"])
def test_events_are_no_dates(text: str) -> None:
    assert "names no day that I know: write the date" in declined(text).reason


def test_a_word_that_narrows_a_family_is_not_dropped() -> None:
    assert "“stealth”" in declined("stealth bombers near Alaska").reason
    assert "“supersonic”" in declined("how many supersonic bombers in 2024?").reason


def test_what_never_was_is_named_as_what_was_asked() -> None:
    assert asked("how many Chinese ships near Japan").headline.startswith("0 ships: ")
    assert asked("any unsafe encounters near Norway?").headline.startswith("No record of an unsafe encounter")
    assert asked("any RC-135 near Norway?").headline.startswith("No record of an RC-135")


def test_flights_that_have_gone_up_are_no_aircraft_sent_up() -> None:
    change = parse("have Russian flights gone up for the last 3 years", NOW)
    assert not isinstance(change, Declined)
    assert change.op == "change"
    sent = parse("how many times have F-22s gone up for Tu-142s", NOW)
    assert not isinstance(sent, Declined)
    assert sent.op == "count"
