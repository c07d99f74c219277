"""What somebody types into a field is read as a report's words are, or refused with a sentence that helps."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.editing import NAMES, WrongFields, edited, fields_of, rebased
from store.records import Bound, Distance, Evidence, IncidentDraft, Kind, Platform, Precision, Response, Side
from tests.store.making import draft, drafts

TODAY = dt.date(2026, 11, 22)
BEARS = draft(
    "2019-05-20", evidence=[Evidence(field="areas[1]", words="Alaska"), Evidence(field="kind", words="entered")]
)


def edit(name: str, words: str, before: IncidentDraft = BEARS) -> IncidentDraft:
    """A record of two bears with one field typed anew."""
    return edited(before, {name: words}, today=TODAY)


@settings(max_examples=60, deadline=None)
@given(drafts())
def test_what_is_shown_and_sent_back_untouched_changes_nothing(before: IncidentDraft) -> None:
    assert edited(before, fields_of(before), today=TODAY) == before


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(NAMES), st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_in_words(name: str, words: str) -> None:
    try:
        after = edit(name, words)
    except WrongFields as wrong:
        assert list(wrong.sentences) == [name]
        assert len(str(wrong)) < 300
    else:
        IncidentDraft.model_validate(after.model_dump())


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("2019-05-21", "2019-05-21", "2019-05-21", Precision.DAY),
        ("21 May 2019", "2019-05-21", "2019-05-21", Precision.DAY),
        ("28–29 Oct 2014", "2014-10-28", "2014-10-29", Precision.DAY),
        ("30 Sep – 2 Oct 2025", "2025-09-30", "2025-10-02", Precision.DAY),
        ("Dec 2022", "2022-12-01", "2022-12-31", Precision.MONTH),
        ("2022-12", "2022-12-01", "2022-12-31", Precision.MONTH),
        ("2015", "2015-01-01", "2015-12-31", Precision.YEAR),
        ("yesterday", "2026-11-21", "2026-11-21", Precision.DAY),
    ],
)
def test_a_day_is_read_in_the_forms_of_a_report(words: str, first: str, last: str, precision: Precision) -> None:
    after = edit("day", words)
    assert (str(after.first_day), str(after.last_day), after.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("day", "2019-13-01", "I cannot read “2019-13-01”: write 2025-09-24"),
        ("day", "Feb 30 2024", "no day of the calendar"),
        ("day", "2027-01-01", "lies ahead"),
        ("day", "11/12/2024", "may be two days"),
        ("day", "soon", "I cannot read “soon”"),
        ("time", "noon", "write 14:30 UTC"),
        ("time", "14:30 Mars/Base", "write 14:30 UTC"),
        ("places", "Alaska, Hokaido", "did you mean Hokkaido"),
        ("places", "Xyzzy", "Put it in quotes to keep it as it is"),
        ("actors", "Rusia", "did you mean Russia"),
        ("actors", "Xyzzy", "write a state by its name or code"),
        ("came", "2× Tu-59", "I do not know “Tu-59”; did you mean Tu-95?"),
        ("came", "Tu-95\nJ-99", "I do not know “J-99”"),
        ("kind", "dance", "is no kind of event"),
        ("response", "dance", "is no response"),
        ("distance", "near", "write 40 mi from Alaska"),
        ("source", "example.org", "begins with https://"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(name: str, words: str, says: str) -> None:
    with pytest.raises(WrongFields) as wrong:
        edit(name, words)
    assert says in wrong.value.sentences[name]


def test_several_wrong_fields_are_told_at_once() -> None:
    with pytest.raises(WrongFields) as wrong:
        edited(BEARS, {"day": "soon", "came": "2× Tu-59", "places": "Alaska"}, today=TODAY)
    assert set(wrong.value.sentences) == {"day", "came"}


def test_craft_of_one_side_are_edited_and_those_of_the_other_stay() -> None:
    after = edit("came", "at least 4 Tu-95MS\ntwo bears\nwarship\n“X-99”")
    assert after.platforms == [
        Platform(type="Tu-95", variant="Tu-95MS", count=4, bound=Bound.AT_LEAST),
        Platform(type="Tu-95", count=2),
        Platform(type="warship"),
        Platform(type="X-99"),
        Platform(type="F-22", count=1, side=Side.RESPONDER),
    ]
    assert edit("met", "").platforms == [platform for platform in BEARS.platforms if platform.side == Side.ACTOR]


def test_values_are_kept_by_the_names_of_the_ledger() -> None:
    assert edit("actors", "russia, China").actors == ["RU", "CN"]
    assert edit("places", "“Foo Bay”, sea of japan").areas == ["Foo Bay", "Sea of Japan"]
    assert edit("announced", "Russian MoD, Joe").reported_by == ["Russian Defense Ministry", "Joe"]
    assert edit("distance", "40 miles from California").distance == Distance(value=40, unit="mi", origin="California")
    assert edit("kind", "airspace violation").kind == Kind.AIRSPACE_VIOLATION
    assert edit("response", "shot down").response == Response.SHOT_DOWN
    after = edit("time", "14:30 America/Anchorage")
    assert (after.time_of_day, after.zone) == (dt.time(14, 30), "America/Anchorage")
    assert edit("source", "https://example.org/a").sources[-1].url == "https://example.org/a"


def test_an_empty_field_takes_the_value_away() -> None:
    for name, field, nothing in (("day", "first_day", None), ("distance", "distance", None), ("actors", "actors", [])):
        assert getattr(edit(name, ""), field) == nothing


def test_wider_places_follow_from_the_new_ones() -> None:
    assert "Japan" not in BEARS.also_in
    assert edit("places", "Hokkaido").also_in


def test_evidence_of_a_value_that_is_no_more_goes_and_the_rest_stays_where_its_value_is() -> None:
    assert edit("places", "Alaska").evidence == [Evidence(field="areas[0]", words="Alaska"), BEARS.evidence[1]]
    assert edit("kind", "patrol").evidence == [BEARS.evidence[0]]


def test_my_changes_are_put_onto_what_others_made_meanwhile() -> None:
    base = fields_of(BEARS)
    merged, both = rebased(
        base, base | {"places": "Japan", "day": "2019-05-22"}, base | {"day": "2019-05-21", "actors": "CN"}
    )
    assert (merged["places"], merged["actors"], merged["day"], both) == ("Japan", "CN", "2019-05-22", ["day"])
