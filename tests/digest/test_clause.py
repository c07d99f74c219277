"""One incident as a clause that an editor may lift."""

import pytest

from bot.digest.clause import say_clause
from store.records import Bound, Kind, Platform, Response, Side
from tests.digest.making import record

F22 = Platform(type="F-22", count=2, bound=Bound.EXACT, side=Side.RESPONDER)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, "two Russian Tu-95s were intercepted near Alaska by the United States"),
        ({"platforms": [("Tu-95", 1)]}, "one Russian Tu-95 was intercepted near Alaska by the United States"),
        (
            {"platforms": [("Tu-95", 2), ("Su-35", 12)], "areas": ["Bering Sea", "Alaska"]},
            "two Russian Tu-95s and 12 Su-35s were intercepted near the Bering Sea by the United States",
        ),
        (
            {"platforms": [("Il-38", None), ("Tu-95", None)], "response": Response.NONE},
            "Russian Il-38 and Tu-95 aircraft were reported near Alaska, with no reaction",
        ),
        (
            {"platforms": [("Tu-95", 2), ("Su-35", None)], "response": Response.MONITORED},
            "two Russian Tu-95s and Su-35 aircraft were monitored near Alaska by the United States",
        ),
        (
            {"platforms": [("military aircraft", 2)], "areas": ["Alaska ADIZ"], "response": Response.UNKNOWN},
            "two Russian military aircraft were reported in the Alaska ADIZ, with no response stated",
        ),
        (
            {"platforms": [("H-6", 4)], "bound": Bound.AT_LEAST, "actors": ["CN"], "response": Response.SCRAMBLED},
            "at least four Chinese H-6s were reported near Alaska, and the United States scrambled aircraft, "
            "with no intercept stated",
        ),
        (
            {"actors": ["RU", "CN"], "platforms": [], "response": Response.PROTESTED},
            "Russian-Chinese aircraft were reported near Alaska and drew a protest from the United States",
        ),
        (
            {"actors": [], "platforms": [], "kind": Kind.NAVAL_PRESENCE, "response": Response.UNKNOWN},
            "unidentified ships were reported near Alaska, with no response stated",
        ),
        (
            {"actors": ["CN"], "platforms": [("J-10", 2)], "kind": Kind.UNSAFE_ENCOUNTER, "response": Response.UNKNOWN},
            "two Chinese J-10s had an unsafe encounter with the United States near Alaska",
        ),
        (
            {"platforms": [("USS Dewey", 1), ("warship", None)], "actors": ["US"], "response": Response.MONITORED},
            "the American USS Dewey and warships were monitored near Alaska by the United States",
        ),
        ({"kind": Kind.MISSILE_LAUNCH}, "Russian 2× Tu-95, Alaska; intercepted by United States"),
    ],
)
def test_an_incident_is_a_clause_of_plain_english(told: dict[str, object], says: str) -> None:
    assert say_clause(record("2017-04-20", **told)) == says  # type: ignore[arg-type]


def test_what_met_it_is_told_with_whose_it_was() -> None:
    one = record("2017-04-20")
    met = one.model_copy(update={"platforms": [*one.platforms, F22]})
    assert say_clause(met) == "two Russian Tu-95s were intercepted near Alaska by two F-22s of the United States"
